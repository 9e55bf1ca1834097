"""Is a face enrolled already, does a photo belong to its person, and who could be taken for whom."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from faceid_desktop.core.calibration import probability
from faceid_desktop.core.decision import supported_llr
from faceid_desktop.core.joint_bayesian import JointBayesian
from faceid_desktop.core.open_set import fmr_threshold
from faceid_desktop.core.records import Candidate, Template
from faceid_desktop.services.index import GalleryIndex
from faceid_desktop.services.scoring import Scorer

FALSE_ALARMS = 0.1
"""So many strangers of the gallery may look like a new person, on average over enrolments, before somebody is
asked in vain."""

EVEN_PRIOR = 0.5
_LOOKED_AT = 5


@dataclass(frozen=True, slots=True)
class Suspect:
    """Somebody enrolled who looks like the face of a new photo (its place among the new ones)."""

    candidate: Candidate
    photo: int


def alarm_threshold(scorer: Scorer, people: int) -> float:
    """Return the score from which an enrolled person counts as a suspect, in a gallery of so many people."""
    return fmr_threshold(scorer.table, FALSE_ALARMS / max(people, 1))


def find_suspects(
    index: GalleryIndex, scorer: Scorer, new: Sequence[Template], excluded: Collection[str] = ()
) -> tuple[Suspect, ...]:
    """Return the people of a gallery who look like one of the new templates, the most alike first.

    Parameters
    ----------
    index
        Who is enrolled.
    scorer
        Of the same model.
    new
        Templates of one person.
    excluded
        Uuids of people who are not asked about.

    Raises
    ------
    ModelMismatchError
        If another model made a template.
    """
    threshold = alarm_threshold(scorer, len(index))
    best: dict[str, tuple[float, int]] = {}
    for place, found in enumerate(index.search_batch(new, _LOOKED_AT + len(excluded))):
        for person, score in found:
            if score >= threshold and person not in excluded and score > best.get(person, (-math.inf, 0))[0]:
                best[person] = (score, place)
    ranked = sorted(best.items(), key=lambda each: -each[1][0])
    return tuple(Suspect(candidate_of(scorer, person, score), place) for person, (score, place) in ranked)


def candidate_of(scorer: Scorer, person: str, score: float) -> Candidate:
    """State what a calibrated score means, no more than the calibration data support."""
    fmr = scorer.table.at(score)
    llr = supported_llr(score, fmr)
    return Candidate(person, llr, score, probability(llr, EVEN_PRIOR), fmr)


def set_score(scorer: Scorer, a: NDArray[np.floating], b: NDArray[np.floating]) -> float:
    """Score two sets of photos, each of one person, on whether the two are one person.

    ``ln p(a, b | one) - ln p(a) - ln p(b)`` by the chain rule, one photo of ``b`` after the other: how much
    better each is explained when ``a`` is known besides those before it. Exact and symmetric.

    Parameters
    ----------
    scorer
        The model and its calibration.
    a, b
        (n, d) and (m, d) templates.
    """
    model: JointBayesian = scorer.model
    raw = 0.0
    for place in range(len(b)):
        raw += model.n_sample_llr(b[place], np.concatenate([a, b[:place]]))
        if place:
            raw -= model.n_sample_llr(b[place], b[:place])
    return float(scorer.calibration.apply(np.array([raw]))[0])


def evidence_between(index: GalleryIndex, scorer: Scorer, first: str, second: str) -> Candidate | None:
    """State whether two enrolled people are one, by all their photos; None if one takes no part in matching.

    The candidate names the second.
    """
    a, b = index.person_vectors(first), index.person_vectors(second)
    return None if a is None or b is None else candidate_of(scorer, second, set_score(scorer, a, b))


def photo_score(scorer: Scorer, photo: NDArray[np.floating], others: NDArray[np.floating]) -> float:
    """Score a photo (d,) against the others (k, d) of its person."""
    return float(scorer.calibration.apply(np.array([scorer.model.n_sample_llr(photo, others)]))[0])
