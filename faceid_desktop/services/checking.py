"""Looking through a gallery for mistakes: photos of somebody else, and people who may be one.

Both are proposals with evidence; a human decides (move, split, merge, or tell apart for good).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from faceid_desktop.core.records import Candidate, Floats, Template
from faceid_desktop.gallery.queries import not_same, templates
from faceid_desktop.services.access import Action
from faceid_desktop.services.duplicates import alarm_threshold, candidate_of, photo_score, set_score
from faceid_desktop.services.index import GalleryIndex
from faceid_desktop.services.progress import CancelToken, Pace, Progress
from faceid_desktop.services.workspace import Workspace

STRAY_BELOW = 0.0
"""A photo whose score against the others of its person is lower speaks for two people."""

_REPORT_EACH = 50
_LOOKED_AT = 4


@dataclass(frozen=True, slots=True)
class StrayPhoto:
    """A photo that does not look like the others of its person."""

    person: str
    photo: str
    score: float
    """Calibrated log likelihood ratio against the person's other photos."""
    likelier: Candidate | None
    """Whom it looks like instead."""


@dataclass(frozen=True, slots=True)
class ConfusablePair:
    """Two people who look like one; ``evidence.person`` is the second."""

    first: str
    evidence: Candidate


@dataclass(slots=True)
class CheckReport:
    """What was found, the worst first once the check has ended."""

    strays: list[StrayPhoto] = field(default_factory=list)
    pairs: list[ConfusablePair] = field(default_factory=list)
    cancelled: bool = False


class GalleryCheck:
    """Looks through the people who take part in matching, once.

    Parameters
    ----------
    workspace
        The gallery and its index.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._scorer = workspace.engine.scorer
        self.report = CheckReport()

    def run(self, cancel: CancelToken) -> Iterator[Progress]:
        """Check everybody; progress counts people.

        Raises
        ------
        PermissionDenied
            If the operator may not edit people.
        """
        workspace = self._workspace
        workspace.gallery.actor.require(Action.EDIT_PEOPLE)
        index = workspace.index
        threshold = alarm_threshold(self._scorer, len(index))
        everybody = index.person_ids
        pace, near = Pace("check", len(everybody)), set[tuple[str, str]]()
        with workspace.gallery.read(Action.EDIT_PEOPLE) as session:
            apart = not_same.all_pairs(session)
        for done, person in enumerate(everybody):
            if cancel.cancelled:
                self.report.cancelled = True
                break
            near |= self._look_at(index, person, threshold)
            if done % _REPORT_EACH == 0:
                yield pace.at(done)
        self._score_pairs(index, near - apart, threshold)
        self.report.strays.sort(key=lambda stray: stray.score)
        self.report.pairs.sort(key=lambda pair: -pair.evidence.score)
        yield pace.at(len(everybody))

    def _look_at(self, index: GalleryIndex, person: str, threshold: float) -> set[tuple[str, str]]:
        """Check a person's photos and return the pairs that look alike."""
        vault = self._workspace.gallery.vault
        with self._workspace.gallery.read(Action.EDIT_PEOPLE) as session:
            made = templates.of_person(session, vault, person, index.model_id)
            apart = not_same.of_person(session, person)
        pairs: set[tuple[str, str]] = set()
        found = index.search_batch(list(made.values()), _LOOKED_AT + len(apart))
        for photo, others in zip(made, found, strict=True):
            alike = [
                (other, score)
                for other, score in others
                if other != person and other not in apart and score >= threshold
            ]
            pairs |= {(min(person, other), max(person, other)) for other, _ in alike}
            self._judge(person, photo, made, alike)
        return pairs

    def _judge(
        self, person: str, photo: str, made: Mapping[str, Template], alike: list[tuple[str, float]]
    ) -> None:
        """Write a photo down as stray if it is."""
        if len(made) < 2:
            return
        others: Floats = np.stack([each.vector for name, each in made.items() if name != photo])
        score = photo_score(self._scorer, made[photo].vector, others)
        if score >= STRAY_BELOW:
            return
        likelier = candidate_of(self._scorer, *alike[0]) if alike else None
        self.report.strays.append(StrayPhoto(person, photo, score, likelier))

    def _score_pairs(self, index: GalleryIndex, pairs: set[tuple[str, str]], threshold: float) -> None:
        """Score all photos of one with all of the other, together."""
        for first, second in sorted(pairs):
            a, b = index.person_vectors(first), index.person_vectors(second)
            if a is None or b is None:
                continue
            score = set_score(self._scorer, a, b)
            if score >= threshold:
                evidence = candidate_of(self._scorer, second, score)
                self.report.pairs.append(ConfusablePair(first, evidence))
