"""From responses to a scorer: projection, Joint Bayesian, calibration and false match rates.

Joint Bayesian must not see the people of the networks alone: on them the features are too good (a well-known
mistake of re-implementations).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

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
from faceid_desktop.core.cohort import Cohort, WithCommonness, group_means
from faceid_desktop.core.joint_bayesian import JointBayesian, fit_joint_bayesian
from faceid_desktop.core.pca import Pca, fit_pca
from faceid_desktop.core.records import Doubles, Floats
from faceid_desktop.core.stacking import Projection, Stacking
from faceid_desktop.errors import BugError
from faceid_desktop.training.deepid2.data import FaceTable, Indices

_BLOCK = 512


@dataclass(frozen=True, slots=True)
class ScorerPlan:
    """How the scorer is fitted.

    ``projection`` is PCA to ``dimensions`` or the linear layer that is fitted to the teacher's vectors of
    faces of ``stacking_splits``, at most ``stacking_faces`` of those that are not in ``fit_splits``.
    ``min_label_trust`` leaves out photos that are probably of somebody else. ``commonness`` is the weight of
    a face's likeness to the ``nearest`` of a cohort (`faceid_desktop.core.cohort`), 0 for none; the cohort
    has ``cohort`` groups of ``cohort_members`` of the stacking's strangers.
    """

    projection: Literal["pca", "stacked"] = "stacked"
    dimensions: int = 140
    ridges: tuple[float, ...] = (0.01, 0.03, 0.1, 0.3, 1.0)
    stacking_splits: tuple[str, ...] = ("single",)
    stacking_faces: int = 15_000
    photos_a_person: int = 20
    iterations: int = 50
    min_label_trust: float = 0.3
    fit_splits: tuple[str, ...] = ("scorer", "train")
    selection_splits: tuple[str, ...] = ("select",)
    calibration_splits: tuple[str, ...] = ("calib",)
    patch_dimensions: int = 60
    commonness: float = 0.33
    nearest: int = 20
    cohort: int = 4000
    cohort_members: int = 5
    seed: int = 20140612


@dataclass(frozen=True, slots=True)
class RectifiedPca:
    """PCA of the features proper, which are the responses' positive parts."""

    pca: Pca

    @property
    def dimensions(self) -> int:
        """Length of a projected vector."""
        return self.pca.dimensions

    def transform(self, x: NDArray[np.floating]) -> Doubles:
        """Project responses (n, D) to (n, d)."""
        return self.pca.transform(np.maximum(x, 0))


FittedProjection = RectifiedPca | Stacking | WithCommonness


@dataclass(frozen=True, slots=True)
class FittedScorer:
    """All that turns two feature vectors into calibrated evidence."""

    projection: FittedProjection
    joint_bayesian: JointBayesian
    calibration: AffineCalibration
    table: FmrTable
    histogram: ScoreHistogram

    def scorer_file(self) -> bytes:
        """Content of ``scorer.safetensors``."""
        return safetensors.numpy.save(
            {**_projection_tensors(self.projection), **_tensors(self.joint_bayesian)}
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


@dataclass(frozen=True, slots=True)
class FittedPatch:
    """The small scorer of one patch, for explanations."""

    pca: RectifiedPca
    joint_bayesian: JointBayesian
    calibration: AffineCalibration

    def file(self) -> bytes:
        """Content of the patch's scorer file."""
        return safetensors.numpy.save({**_projection_tensors(self.pca), **_tensors(self.joint_bayesian)})


@dataclass(frozen=True, slots=True, eq=False)
class People:
    """Responses (n, D) of some faces with the numbers of their people and families, each (n,)."""

    responses: Floats
    people: Indices
    families: Indices


@dataclass(frozen=True, slots=True, eq=False)
class PairScores:
    """Scores of all pairs of one person, and of all pairs of two unrelated people.

    ``person`` (genuine,) and ``first``, ``second`` (impostor,) are the numbers of the pairs' people.
    """

    genuine: Doubles
    impostor: Doubles
    person: Indices
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
    person: list[Indices] = []
    first: list[Indices] = []
    second: list[Indices] = []
    columns = np.arange(len(x))
    for start in range(0, len(x), _BLOCK):
        rows = columns[start : start + _BLOCK]
        scores = score(x[rows], x)
        later = columns[None, :] > rows[:, None]
        same = sample.people[rows][:, None] == sample.people[None, :]
        unrelated = sample.families[rows][:, None] != sample.families[None, :]
        mates = np.nonzero(later & same)
        genuine.append(scores[mates])
        person.append(sample.people[rows[mates[0]]])
        chosen = np.nonzero(later & ~same & unrelated)
        impostor.append(scores[chosen])
        first.append(sample.people[rows[chosen[0]]])
        second.append(sample.people[chosen[1]])
    return PairScores(
        genuine=np.concatenate(genuine),
        impostor=np.concatenate(impostor),
        person=np.concatenate(person),
        first=np.concatenate(first),
        second=np.concatenate(second),
    )


def fit_rectified_pca(responses: Floats, plan: ScorerPlan) -> RectifiedPca:
    """Fit the PCA of the features proper of faces with joined responses (n, D)."""
    return RectifiedPca(fit_pca(np.maximum(responses, 0), plan.dimensions))


def fit_scorer(
    projection: FittedProjection, fit: People, strangers: Floats, calibrate: People, plan: ScorerPlan
) -> FittedScorer:
    """Fit Joint Bayesian on some people, let others be the cohort, and calibrate on yet others.

    Parameters
    ----------
    projection
        Of joined responses to vectors, without commonness.
    fit
        Faces for Joint Bayesian.
    strangers
        Joined responses (n, D) of different people, for the cohort.
    calibrate
        Faces of other people, for the calibration, the false match rates and the histogram.
    plan
        How.
    """
    model = fit_joint_bayesian(projection.transform(fit.responses), fit.people, plan.iterations)
    if plan.commonness:
        faces = projection.transform(strangers)
        means = group_means(faces, model, plan.cohort, min(plan.cohort_members, len(faces)), plan.seed)
        stored = means.astype(np.float16).astype(np.float64)  # as the bundle will have them
        projection = WithCommonness(projection, Cohort(model, stored, min(plan.nearest, len(stored))))
        model = replace(model, commonness=plan.commonness)
    return calibrate_scorer(projection, model, calibrate)


def calibrate_scorer(projection: FittedProjection, model: JointBayesian, sample: People) -> FittedScorer:
    """Calibrate a Joint Bayesian model, and take its false match rates and its histogram."""
    pairs = all_pairs(projection.transform(sample.responses), sample, model.cross_llr)
    calibration = fit_calibration(pairs.genuine, pairs.impostor)
    genuine, impostor = calibration.apply(pairs.genuine), calibration.apply(pairs.impostor)
    table = build_fmr_table(impostor, pairs.first, pairs.second)
    return FittedScorer(projection, model, calibration, table, build_histogram(genuine, impostor))


def fit_patch(fit: People, calibrate: People, plan: ScorerPlan) -> FittedPatch:
    """Fit the small scorer of one patch on its responses (n, 2 F) alone."""
    features = np.maximum(fit.responses, 0)
    pca = RectifiedPca(fit_pca(features, min(plan.patch_dimensions, _rank(features))))
    model = fit_joint_bayesian(pca.transform(fit.responses), fit.people, plan.iterations)
    pairs = all_pairs(pca.transform(calibrate.responses), calibrate, model.cross_llr)
    return FittedPatch(pca, model, fit_calibration(pairs.genuine, pairs.impostor))


def _rank(features: Floats) -> int:
    """Count the features that vary: a rectified feature may be nought for everybody."""
    return int(np.count_nonzero(features.std(axis=0) > 0))


def _projection_tensors(projection: Projection) -> Mapping[str, NDArray[np.floating]]:
    if isinstance(projection, WithCommonness):
        cohort = {"cohort.vectors": projection.cohort.vectors.astype(np.float16)}
        return {**_projection_tensors(projection.projection), **cohort}
    if isinstance(projection, Stacking):
        return {"stacking.mean": projection.mean, "stacking.weights": projection.weights}
    if not isinstance(projection, RectifiedPca):
        raise BugError(what=f"no tensors of {projection!r}")
    return {"pca.mean": projection.pca.mean, "pca.components": projection.pca.components}


def _tensors(model: JointBayesian) -> Mapping[str, NDArray[np.float64]]:
    return {"jb.between": model.between, "jb.within": model.within}
