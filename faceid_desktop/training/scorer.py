"""From networks to a scorer: PCA, Joint Bayesian, calibration and false match rates.

The faces go through the same landmark network and alignment as in the application, so that the scorer learns
from features as they will be. Joint Bayesian must not see the people of the networks alone: on them the
features are too good (a well-known mistake of re-implementations).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import safetensors.numpy
from numpy.typing import NDArray

from faceid_desktop.core.calibration import (
    AffineCalibration,
    FmrTable,
    ScoreHistogram,
    build_fmr_table,
    build_histogram,
    fit_calibration,
)
from faceid_desktop.core.geometry import five_points
from faceid_desktop.core.joint_bayesian import JointBayesian, fit_joint_bayesian
from faceid_desktop.core.metrics import cllr, fnmr_at_fmr, roc_auc
from faceid_desktop.core.patches import PatchSpec
from faceid_desktop.core.pca import Pca, fit_pca
from faceid_desktop.core.records import Detection, Doubles, Floats
from faceid_desktop.training.deepid2.data import Canvases, FacePhotos, FaceTable, Indices
from faceid_desktop.vision.deepid2 import DeepId2
from faceid_desktop.vision.embedder import join_features
from faceid_desktop.vision.landmarks import LandmarkDetector

_BATCH = 128
_BLOCK = 512


@dataclass(frozen=True, slots=True)
class ScorerPlan:
    """How the scorer is fitted; ``min_label_trust`` leaves out photos that are probably of somebody else."""

    dimensions: int = 140
    photos_a_person: int = 20
    iterations: int = 50
    min_label_trust: float = 0.3
    fit_splits: tuple[str, ...] = ("scorer", "train")
    calibration_splits: tuple[str, ...] = ("calib",)
    seed: int = 20140612


@dataclass(frozen=True, slots=True)
class FittedScorer:
    """All that turns two feature vectors into calibrated evidence."""

    pca: Pca
    joint_bayesian: JointBayesian
    calibration: AffineCalibration
    table: FmrTable
    histogram: ScoreHistogram

    def scorer_file(self) -> bytes:
        """Content of ``scorer.safetensors``."""
        return safetensors.numpy.save(
            {
                "pca.mean": self.pca.mean,
                "pca.components": self.pca.components,
                "jb.between": self.joint_bayesian.between,
                "jb.within": self.joint_bayesian.within,
            }
        )

    def calibration_file(self) -> bytes:
        """Content of ``calibration.safetensors``."""
        return safetensors.numpy.save(
            {
                "fmr.llr": self.table.llr,
                "fmr.rate": self.table.rate,
                "fmr.low": self.table.low,
                "fmr.high": self.table.high,
                "fmr.counts": np.array([self.table.pairs, self.table.people], np.int64),
                "histogram.edges": self.histogram.edges,
                "histogram.genuine": self.histogram.genuine,
                "histogram.impostor": self.histogram.impostor,
            }
        )


@dataclass(frozen=True, slots=True, eq=False)
class People:
    """Features (n, D) of some faces with the numbers of their people and families, each (n,)."""

    features: Floats
    people: Indices
    families: Indices


@dataclass(frozen=True, slots=True, eq=False)
class PairScores:
    """Scores of all pairs of one person, and of all pairs of two unrelated people (with their numbers)."""

    genuine: Doubles
    impostor: Doubles
    first: Indices
    second: Indices


def choose_rows(table: FaceTable, splits: Sequence[str], plan: ScorerPlan) -> Indices:
    """Rows with a trusted label, at most ``photos_a_person`` of each person, drawn with the plan's seed."""
    rng = np.random.default_rng(plan.seed)
    rows = rng.permutation(table.rows(*splits))
    rows = rows[table.label_trust[rows] >= plan.min_label_trust]
    order = np.argsort(table.people[rows], kind="stable")
    people = table.people[rows][order]
    starts = np.searchsorted(people, people, side="left")
    kept = order[np.arange(len(order)) - starts < plan.photos_a_person]
    return np.sort(rows[kept])


def landmark_points(
    table: FaceTable, rows: Indices, directory: Path, finder: LandmarkDetector, cache: Path | None = None
) -> dict[str, Floats]:
    """Find the five points (5, 2) of faces by our own landmark network, by file.

    The table's box and points serve as the detection; beyond the border of a tight photo pixels are repeated.

    Parameters
    ----------
    table, rows
        The faces and which of them.
    directory
        Where the photos are.
    finder
        The landmark network.
    cache
        File with points that were found before, to which new ones are added; one for each set of weights.
    """
    found = _stored_points(cache)
    missing = [row for row in rows if table.files[row] not in found]
    with FacePhotos(directory) as photos:
        for row in missing:
            detection = Detection(
                box=table.boxes[row].copy(),
                score=float(table.detector_scores[row]),
                points=table.points[row].copy(),
            )
            file = table.files[row]
            found[file] = five_points(finder.find(photos.read(file), detection).points)
    if cache is not None and missing:
        np.savez(cache, files=np.array(list(found)), points=np.stack(list(found.values())))
    return {table.files[row]: found[table.files[row]] for row in rows}


def _stored_points(cache: Path | None) -> dict[str, Floats]:
    if cache is None or not cache.exists():
        return {}
    with np.load(cache) as stored:
        return dict(zip(stored["files"].tolist(), stored["points"], strict=True))


def points_cache(folder: Path, weights: Path) -> Path:
    """Name of a cache for `landmark_points` that depends on the landmark weights."""
    return folder / f"points-{hashlib.sha256(weights.read_bytes()).hexdigest()[:12]}.npz"


def embed_rows(networks: Sequence[DeepId2], patches: Sequence[PatchSpec], canvases: Canvases) -> Floats:
    """Compute joined features (N, D) of both mirror images, exactly as the application computes them."""
    spec = networks[0].spec
    size = (spec.input_width, spec.input_height)
    parts = [
        join_features(networks, patches, list(canvases[start : start + _BATCH]), size)
        for start in range(0, len(canvases), _BATCH)
    ]
    return np.concatenate(parts)


def all_pairs(x: Doubles, sample: People, score: Callable[[Doubles, Doubles], Doubles]) -> PairScores:
    """Score every pair of a sample once.

    Parameters
    ----------
    x
        Vectors (n, d) of the sample's faces.
    sample
        Who they are.
    score
        Maps (a, d) and (b, d) to scores (a, b).
    """
    genuine: list[Doubles] = []
    impostor: list[Doubles] = []
    first: list[Indices] = []
    second: list[Indices] = []
    columns = np.arange(len(x))
    for start in range(0, len(x), _BLOCK):
        rows = columns[start : start + _BLOCK]
        scores = score(x[rows], x)
        later = columns[None, :] > rows[:, None]
        same = sample.people[rows][:, None] == sample.people[None, :]
        unrelated = sample.families[rows][:, None] != sample.families[None, :]
        genuine.append(scores[later & same])
        chosen = np.nonzero(later & ~same & unrelated)
        impostor.append(scores[chosen])
        first.append(sample.people[rows[chosen[0]]])
        second.append(sample.people[chosen[1]])
    return PairScores(
        genuine=np.concatenate(genuine),
        impostor=np.concatenate(impostor),
        first=np.concatenate(first),
        second=np.concatenate(second),
    )


def fit_scorer(fit: People, calibrate: People, plan: ScorerPlan) -> FittedScorer:
    """Fit the scorer on some people and calibrate it on others.

    Parameters
    ----------
    fit
        Faces for PCA and Joint Bayesian.
    calibrate
        Faces of other people, for the calibration, the false match rates and the histogram.
    plan
        How.
    """
    pca = fit_pca(fit.features, plan.dimensions)
    model = fit_joint_bayesian(pca.transform(fit.features), fit.people, plan.iterations)
    pairs = all_pairs(pca.transform(calibrate.features), calibrate, model.cross_llr)
    calibration = fit_calibration(pairs.genuine, pairs.impostor)
    genuine, impostor = calibration.apply(pairs.genuine), calibration.apply(pairs.impostor)
    table = build_fmr_table(impostor, pairs.first, pairs.second)
    return FittedScorer(pca, model, calibration, table, build_histogram(genuine, impostor))


def measure(scorer: FittedScorer, sample: People) -> Mapping[str, float]:
    """Verification figures on people that no part of the model has seen.

    Returns
    -------
    Mapping
        ``fnmr_at_fmr_*`` at thresholds of this sample; ``*_at_calibrated_1e-3`` at the threshold that the
        calibration set gave for a false match rate of 1e-3, i.e. what a user of that setting would see.
    """
    pairs = all_pairs(scorer.pca.transform(sample.features), sample, scorer.joint_bayesian.cross_llr)
    genuine, impostor = scorer.calibration.apply(pairs.genuine), scorer.calibration.apply(pairs.impostor)
    threshold = scorer.table.threshold(1e-3)
    return {
        "fnmr_at_fmr_1e-2": fnmr_at_fmr(genuine, impostor, 1e-2),
        "fnmr_at_fmr_1e-3": fnmr_at_fmr(genuine, impostor, 1e-3),
        "fmr_at_calibrated_1e-3": _share(impostor >= threshold),
        "fnmr_at_calibrated_1e-3": _share(genuine < threshold),
        "auc": roc_auc(genuine, impostor),
        "cllr": cllr(genuine, impostor),
        "genuine_pairs": len(genuine),
        "impostor_pairs": len(impostor),
        "people": len(np.unique(sample.people)),
    }


def _share(chosen: NDArray[np.bool_]) -> float:
    return float(chosen.mean())
