"""Many photos, all against all: the evidence of every pair, and groups of photos that show one person.

How groups are found
    `faceid_desktop.core.grouping.average_link` on the calibrated log likelihood ratios: two groups are taken
    for one person while the average over all pairs of one with the other reaches the link threshold. That is
    the score which strangers reach in a share of their pairs: at most the operator's rate of false matches,
    and (`Linking.CAREFUL`) at most one pair of the whole heap, so that about one chance match is expected
    however many photos there are. With two photos the groups say what the verdict on the pair says. Photos
    that are too poor for a verdict are left out of the groups; their pairs are in the table all the same.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from faceid_desktop.core.decision import decide
from faceid_desktop.core.grouping import Groups, average_link
from faceid_desktop.core.open_set import fmr_threshold
from faceid_desktop.core.records import (
    Decision,
    Doubles,
    Face,
    ImageArray,
    OperatingPoint,
    Outcome,
    Quality,
    QualityReason,
    Template,
)
from faceid_desktop.errors import FaceIdError, ModelMismatchError
from faceid_desktop.services.comparison import choose_face
from faceid_desktop.services.photos import SUFFIXES, read_photo
from faceid_desktop.services.pipeline import FacePipeline
from faceid_desktop.services.progress import CancelToken, Pace, Progress
from faceid_desktop.services.scoring import Scorer

OUTCOMES = (Outcome.POOR_QUALITY, Outcome.DIFFERENT, Outcome.UNCERTAIN, Outcome.SAME)
"""Verdicts in the order in which a table sorts them."""


class Linking(StrEnum):
    """How strong evidence has to be, on average, for photos to be put together.

    ``CAREFUL`` expects about one chance match in the whole heap; ``AS_PAIRS`` asks no more than the verdict
    on two photos, and so makes the more mistakes the more photos there are.
    """

    CAREFUL = "careful"
    AS_PAIRS = "as_pairs"


_BATCH = 8
Indices = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class ManyPhoto:
    """A photo that takes part: its file, the aligned face (H, W, 3), what was measured on it, its template.

    ``faces`` is the number of faces in the photo; the clearly largest is meant.
    """

    path: Path
    crop: ImageArray
    quality: Quality
    faces: int
    template: Template

    @property
    def reasons(self) -> tuple[QualityReason, ...]:
        """Why it is too poor for a verdict; empty if it is not."""
        return self.quality.reasons


@dataclass(frozen=True, slots=True)
class ManyFailure:
    """A photo that does not take part, and why."""

    path: Path
    error: FaceIdError


@dataclass(frozen=True, eq=False)
class ManyResult:
    """What all-against-all gave.

    Parameters
    ----------
    photos
        Those that take part, in the order in which they were given.
    failures
        The others.
    scores
        (n, n) float64, calibrated natural-log likelihood ratios, symmetric; the diagonal is infinite.
    scorer, point
        What judged them.
    cancelled
        Whether it was stopped before all photos were read.
    """

    photos: tuple[ManyPhoto, ...]
    failures: tuple[ManyFailure, ...]
    scores: Doubles
    scorer: Scorer
    point: OperatingPoint
    cancelled: bool = False

    @cached_property
    def pairs(self) -> Indices:
        """Both places of each pair, (n (n - 1) / 2, 2) int64."""
        return np.stack(np.triu_indices(len(self.photos), 1), axis=1).astype(np.int64)

    @cached_property
    def pair_scores(self) -> Doubles:
        """The score of each of `pairs`."""
        return np.asarray(self.scores[self.pairs[:, 0], self.pairs[:, 1]])

    @cached_property
    def pair_outcomes(self) -> NDArray[np.int8]:
        """The verdict on each of `pairs`, as its place in `OUTCOMES`."""
        poor = np.array([bool(photo.reasons) for photo in self.photos], bool)
        same = self.scorer.table.threshold(self.point.same_fmr)
        different = self.point.different_llr
        ranks = 1 + (self.pair_scores >= different).astype(np.int8)
        ranks += (self.pair_scores >= max(same, different)).astype(np.int8)
        ranks[poor[self.pairs].any(axis=1)] = 0
        return np.asarray(ranks, np.int8)

    def link(self, linking: Linking = Linking.CAREFUL) -> float:
        """Return the average score from which two groups are taken for one person (see the module)."""
        rate = self.point.same_fmr
        if linking is Linking.CAREFUL:
            rate = min(rate, 1 / max(1, len(self.pairs)))
        return max(self.point.different_llr, fmr_threshold(self.scorer.table, rate))

    def grouped(self, linking: Linking = Linking.CAREFUL) -> Groups:
        """Put all accepted photos into groups, the largest first; who is alone is a group of one."""
        good = np.array([place for place, photo in enumerate(self.photos) if not photo.reasons], np.int64)
        found = average_link(self.scores[np.ix_(good, good)], self.link(linking))
        return tuple(tuple(int(good[place]) for place in group) for group in found)

    @property
    def poor(self) -> tuple[int, ...]:
        """The photos that are too poor to be grouped."""
        return tuple(place for place, photo in enumerate(self.photos) if photo.reasons)

    def decision(self, first: int, second: int) -> Decision:
        """Judge a pair, as `ComparisonService.compare` does."""
        poor = bool(self.photos[first].reasons or self.photos[second].reasons)
        llr = float(self.scores[first, second])
        return decide(llr, self.scorer.table, self.point, poor, self.scorer.model_id)

    def weakest(self, group: Sequence[int]) -> tuple[int, int] | None:
        """Return the two photos of a group that are least alike; None if it has only one."""
        if len(group) < 2:
            return None
        inner = self.scores[np.ix_(group, group)]
        first, second = divmod(int(inner.argmin()), len(group))
        return group[min(first, second)], group[max(first, second)]


class ManyComparison:
    """Reads photos and compares each with every other; `result` is there once `run` has ended.

    Parameters
    ----------
    pipeline, scorer, point
        As for `faceid_desktop.services.comparison.ComparisonService`.
    files
        The photos, see `photo_files`.
    known
        Photos that an earlier run has read; they are not read again.
    """

    def __init__(
        self,
        pipeline: FacePipeline,
        scorer: Scorer,
        point: OperatingPoint,
        files: Sequence[Path],
        known: Sequence[ManyPhoto] = (),
    ) -> None:
        self._pipeline, self._scorer, self._point = pipeline, scorer, point
        self._files = tuple(files)
        self._known = {photo.path: photo for photo in known}
        self.result: ManyResult | None = None

    def run(self, cancel: CancelToken) -> Iterator[Progress]:
        """Compare; progress counts photos. After a cancellation the photos that were read are compared."""
        fresh = [path for path in self._files if path not in self._known]
        pace = Pace("photos", len(fresh))
        photos = dict(self._known)
        failures: list[ManyFailure] = []
        waiting: list[tuple[Path, Face, int]] = []
        yield pace.at(0)
        done = 0
        for done, path in enumerate(fresh, start=1):
            try:
                waiting.append(self._read(path))
            except FaceIdError as error:
                failures.append(ManyFailure(path, error))
            if len(waiting) == _BATCH or done == len(fresh):
                photos |= self._embed(waiting)
                waiting.clear()
            yield pace.at(done, len(failures))
            if cancel.cancelled:
                break
        photos |= self._embed(waiting)
        used = tuple(photos[path] for path in self._files if path in photos)
        scores = all_scores(self._scorer, used)
        self.result = ManyResult(
            used, tuple(failures), scores, self._scorer, self._point, cancelled=done < len(fresh)
        )

    def _read(self, path: Path) -> tuple[Path, Face, int]:
        photo = self._pipeline.analyse(read_photo(path))
        return path, photo.faces[choose_face(photo, None, str(path))], len(photo.faces)

    def _embed(self, waiting: Sequence[tuple[Path, Face, int]]) -> dict[Path, ManyPhoto]:
        templates = self._pipeline.embed([face for _, face, _ in waiting]) if waiting else []
        return {
            path: ManyPhoto(path, face.aligned.image, face.quality, count, template)
            for (path, face, count), template in zip(waiting, templates, strict=True)
        }


def all_scores(scorer: Scorer, photos: Sequence[ManyPhoto]) -> Doubles:
    """Score every photo with every other, see `ManyResult.scores`.

    Raises
    ------
    ModelMismatchError
        If another model made a template.
    """
    for photo in photos:
        if photo.template.model_id != scorer.model_id:
            raise ModelMismatchError(first=photo.template.model_id, second=scorer.model_id)
    if not photos:
        return np.empty((0, 0))
    vectors = np.stack([photo.template.vector for photo in photos]).astype(np.float64)
    scores = scorer.calibration.apply(scorer.model.cross_llr(vectors, vectors))
    # A matrix product need not be symmetric to the last bit.
    scores = (scores + scores.T) / 2
    np.fill_diagonal(scores, np.inf)
    return scores


def photo_files(paths: Sequence[Path]) -> tuple[Path, ...]:
    """List photos: files as they are given, and all pictures in and below folders.

    Hidden files and links to folders are left out, as is a file that was listed already. In a folder names
    are sorted as people do: photo 2 before photo 10.
    """
    found: dict[Path, None] = {}
    for path in paths:
        for each in _below(path) if path.is_dir() else (path,):
            found.setdefault(each)
    return tuple(found)


def _below(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted((name for name in folders if not name.startswith(".")), key=natural)
        for name in sorted(names, key=natural):
            if not name.startswith(".") and name.lower().endswith(SUFFIXES):
                yield Path(place) / name


def natural(name: str) -> list[tuple[int, str]]:
    """Return a key that sorts the numbers in names by their values."""
    parts = re.split(r"(\d+)", name.casefold())
    return [(int(part), "") if part.isdecimal() else (0, part) for part in parts]
