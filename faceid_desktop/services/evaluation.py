"""How well the whole pipeline verifies pairs of photos: from files to the figures of a report.

A photo of which no template can be made (unreadable, or no face found) is a failure to enrol. Its pairs
stay in every figure:

- accuracy, EER and AUC: a pair of one person scores below, a pair of two people above everything, so that
it is
  judged wrongly at every threshold;
- FNMR at an FMR: the pair counts as "no match" (ISO/IEC 19795-1: generalised rates), which is an error for
one
  person and none for two, who cannot be mistaken for each other where there is no template;
- Cllr: the evidence is nought, LLR 0, and costs one bit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol as Interface

import numpy as np
from numpy.typing import NDArray

from faceid_desktop.core.calibration import fit_calibration
from faceid_desktop.core.metrics import (
    accuracy_at,
    cllr,
    equal_error_rate,
    fnmr_at_fmr,
    fold_accuracy,
    min_cllr,
    roc_auc,
)
from faceid_desktop.core.pca import unit_length
from faceid_desktop.core.records import Doubles, Face, FacesInPhoto, ImageArray, Template
from faceid_desktop.errors import FaceIdError, ImageError, NoFaceFound
from faceid_desktop.services.pairs import Pair, Protocol, ScoreKind
from faceid_desktop.services.photos import read_photo
from faceid_desktop.services.scoring import Scorer

BATCH = 32
AHEAD = 16
DECODERS = 2

Progress = Callable[[int, int], None]


class Pipeline(Interface):
    """What is needed of `faceid_desktop.services.pipeline.FacePipeline`."""

    def analyse(self, image: ImageArray) -> FacesInPhoto:
        """Find all faces of a picture."""

    def embed(self, faces: Sequence[Face]) -> list[Template]:
        """Make templates."""


@dataclass(frozen=True, slots=True)
class EnrolledPhotos:
    """Templates by the photo's path, and the errors of the photos that gave none."""

    templates: Mapping[str, Template]
    failures: Mapping[str, FaceIdError]

    @property
    def failure_rate(self) -> float:
        """Share of the photos that gave no template."""
        return len(self.failures) / max(len(self.failures) + len(self.templates), 1)


@dataclass(frozen=True, slots=True, eq=False)
class PairScores:
    """Scores (n,) of the pairs, NaN where a photo could not be enrolled, and log likelihood ratios (n,)."""

    scores: Doubles
    llr: Doubles
    same: NDArray[np.bool_]
    folds: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class PairFigures:
    """Figures of a verification test; the module says how failures to enrol enter them.

    ``accuracy`` is the mean over the folds, each judged with the best threshold of the others, with its
    standard error; ``accuracy_at_zero`` that at an LLR of 0.
    """

    pairs: int
    accuracy: float
    standard_error: float
    accuracy_at_zero: float
    eer: float
    auc: float
    fnmr_at_1e_2: float
    fnmr_at_1e_3: float
    cllr: float
    min_cllr: float


def central_face(photo: FacesInPhoto) -> Face:
    """Choose the face nearest to the middle of a photo: the person whom a photo of LFW is named after."""
    height, width = photo.image.shape[:2]
    return photo.faces[central_place(np.array([face.detection.box for face in photo.faces]), width, height)]


def central_place(boxes: NDArray[np.floating], width: int, height: int) -> int:
    """Return the place of the box (left, top, right, bottom; (n, 4), n > 0) nearest to a photo's middle."""
    middle = (np.array((width, height)) - 1) / 2
    return int(np.argmin(np.linalg.norm((boxes[:, :2] + boxes[:, 2:]) / 2 - middle, axis=1)))


def largest_face(photo: FacesInPhoto) -> Face:
    """Choose the largest face."""
    return photo.faces[0]


def enrol_photos(
    pipeline: Pipeline,
    folder: Path,
    names: Sequence[str],
    protocol: Protocol,
    progress: Progress | None = None,
) -> EnrolledPhotos:
    """Make one template of each photo.

    Photos are decoded in threads while the networks work, and faces are embedded in batches.

    Parameters
    ----------
    pipeline
        The loaded models.
    folder
        What the names are relative to.
    names
        Paths of the photos.
    protocol
        Whether the central or the largest face counts.
    progress
        Told after each photo how many are done, and of how many.
    """
    choose = central_face if protocol is Protocol.LFW else largest_face
    templates: dict[str, Template] = {}
    failures: dict[str, FaceIdError] = {}
    waiting: list[tuple[str, Face]] = []

    def flush() -> None:
        made = pipeline.embed([face for _, face in waiting])
        templates.update(zip((name for name, _ in waiting), made, strict=True))
        waiting.clear()

    for done, (name, image) in enumerate(_decoded(folder, names), start=1):
        if isinstance(image, FaceIdError):
            failures[name] = image
        else:
            photo = pipeline.analyse(image)
            if photo.faces:
                waiting.append((name, choose(photo)))
            else:
                failures[name] = NoFaceFound(path=name)
        if len(waiting) == BATCH:
            flush()
        if progress is not None:
            progress(done, len(names))
    flush()
    return EnrolledPhotos(templates, failures)


def _decoded(folder: Path, names: Sequence[str]) -> Iterator[tuple[str, ImageArray | FaceIdError]]:
    """Read photos a little ahead of their use, in their order."""

    def read(name: str) -> ImageArray | FaceIdError:
        try:
            return read_photo(folder / name)
        except ImageError as error:
            return error

    with ThreadPoolExecutor(DECODERS, "decode") as threads:
        started = [threads.submit(read, name) for name in names[:AHEAD]]
        for place, name in enumerate(names):
            image = started[place].result()
            started[place] = None  # type: ignore[call-overload]  # the picture may be forgotten
            if place + AHEAD < len(names):
                started.append(threads.submit(read, names[place + AHEAD]))
            yield name, image


def score_pairs(
    pairs: Sequence[Pair], enrolled: EnrolledPhotos, scorer: Scorer, kind: ScoreKind
) -> PairScores:
    """Score pairs.

    Parameters
    ----------
    pairs
        The pairs.
    enrolled
        Templates of their photos.
    scorer
        Of the model that made the templates.
    kind
        With `ScoreKind.JB` scores are the application's log likelihood ratios. Cosines become ratios by an
        affine map that is fitted on the pairs of the other folds.
    """
    same = np.array([pair.same for pair in pairs], np.bool_)
    folds = np.array([pair.fold for pair in pairs], np.int64)
    templates = enrolled.templates
    known = np.array([pair.first in templates and pair.second in templates for pair in pairs], np.bool_)
    scores = np.full(len(pairs), np.nan)
    if known.any():
        chosen = [pair for pair, there in zip(pairs, known, strict=True) if there]
        first = np.stack([templates[pair.first].vector for pair in chosen]).astype(np.float64)
        second = np.stack([templates[pair.second].vector for pair in chosen]).astype(np.float64)
        if kind is ScoreKind.JB:
            scores[known] = scorer.calibration.apply(scorer.model.llr(first, second))
        else:
            faces = len(scorer.model.within)  # what follows is their commonness
            scores[known] = np.sum(unit_length(first[:, :faces]) * unit_length(second[:, :faces]), axis=1)
    calibrated = kind is ScoreKind.JB
    llr = np.where(known, scores, 0.0) if calibrated else calibrated_by_folds(scores, same, folds)
    return PairScores(scores, llr, same, folds)


def calibrated_by_folds(scores: Doubles, same: NDArray[np.bool_], folds: NDArray[np.int64]) -> Doubles:
    """Return the ratios (n,) of scores by an affine map fitted on the other folds; 0 where one is NaN."""
    known, llr = ~np.isnan(scores), np.zeros(len(scores))
    for fold in np.unique(folds):
        rest, inside = known & (folds != fold), known & (folds == fold)
        line = fit_calibration(scores[rest & same], scores[rest & ~same])
        llr[inside] = line.apply(scores[inside])
    return llr


def judged_wrong(scores: Doubles, same: NDArray[np.bool_]) -> Doubles:
    """Return the scores (n,) with those that are NaN on the wrong side of every threshold."""
    return np.where(np.isnan(scores), np.where(same, -np.inf, np.inf), scores)


def measure_pairs(found: PairScores) -> PairFigures:
    """Compute the figures of scored pairs."""
    same, missing = found.same, np.isnan(found.scores)
    wrong = judged_wrong(found.scores, same)
    unmatched = np.where(missing, -np.inf, found.scores)
    folded = fold_accuracy(wrong, same, found.folds)
    evidence = np.where(missing, wrong, found.llr)
    return PairFigures(
        pairs=len(same),
        accuracy=folded.mean,
        standard_error=folded.standard_error,
        accuracy_at_zero=accuracy_at(evidence[same], evidence[~same], 0.0),
        eer=equal_error_rate(wrong[same], wrong[~same]),
        auc=roc_auc(wrong[same], wrong[~same]),
        fnmr_at_1e_2=fnmr_at_fmr(unmatched[same], unmatched[~same], 1e-2),
        fnmr_at_1e_3=fnmr_at_fmr(unmatched[same], unmatched[~same], 1e-3),
        cllr=cllr(found.llr[same], found.llr[~same]),
        min_cllr=min_cllr(found.llr[same], found.llr[~same]),
    )
