"""Both checks on one person before the camera, and one result that an enrolment and an audit row can keep."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Protocol

import numpy as np

from faceid_desktop.core.records import (
    Face,
    FacesInPhoto,
    LivenessReason,
    LivenessResult,
    PassiveScore,
    Template,
)
from faceid_desktop.errors import LivenessRequired
from faceid_desktop.services.liveness.challenge import Phase, Plan, Seen, State, advance, prompt
from faceid_desktop.services.liveness.movement import FaceSeen, see
from faceid_desktop.services.liveness.passive import (
    PassiveRule,
    PassiveScorer,
    PassiveVerdict,
    judge_passive,
)
from faceid_desktop.services.liveness.records import Prompt

RIVAL_SHARE = 0.5
"""A second face counts from this share of the size of the one that is followed."""

PASSIVE_EVERY_S = 0.15
"""Frames that follow closer are too much alike to tell more."""


class Embeds(Protocol):
    """Makes templates (`services.pipeline.FacePipeline`)."""

    def embed(self, faces: Sequence[Face]) -> list[Template]:
        """Make the templates of faces, in their order."""


def accepts(policy: str, result: LivenessResult | None) -> bool:
    """Tell whether an enrolment or identification may go on.

    Parameters
    ----------
    policy
        ``off``, ``advise`` or ``require``: the settings ``liveness_enrol`` and ``liveness_identify``.
    result
        None when no check was made.
    """
    return policy != "require" or (result is not None and result.passed)


def require_alive(policy: str, stored: Sequence[Mapping[str, object]]) -> None:
    """Refuse to enrol photos of nobody who was seen alive, where the policy is ``require``.

    Parameters
    ----------
    policy
        The setting ``liveness_enrol``.
    stored
        What is stored of the check with each photo (`facts`); empty for photos without one.

    Raises
    ------
    LivenessRequired
        If one of them was not passed.
    """
    if policy == "require" and not all(each.get("passed") is True for each in stored):
        raise LivenessRequired


def facts(result: LivenessResult) -> dict[str, object]:
    """Return a result as JSON values: what a photo's row and the details of an audit row keep of it."""
    score = None if result.score is None else round(result.score, 3)
    return {**asdict(result), "score": score, "reasons": [reason.value for reason in result.reasons]}


def follow(faces: Sequence[Face], last: FaceSeen | None) -> Face | None:
    """Choose the face that goes on from the last frame's; at first the largest."""
    if last is None or not faces:
        return faces[0] if faces else None

    def distance(face: Face) -> float:
        middle, side = _place(face)
        apart = float(np.hypot(middle[0] - last.x, middle[1] - last.y)) / last.side
        return apart + abs(math.log(side / last.side))

    return min(faces, key=distance)


def has_rival(faces: Sequence[Face], face: Face) -> bool:
    """Tell whether another face of like size stands beside ``face``.

    A box that touches the face's own is the detector's second thought about it, or a collar.
    """
    x1, y1, x2, y2 = face.detection.box
    for other in faces:
        a1, b1, a2, b2 = other.detection.box
        apart = a1 > x2 or a2 < x1 or b1 > y2 or b2 < y1
        if apart and _place(other)[1] >= RIVAL_SHARE * _place(face)[1]:
            return True
    return False


def _place(face: Face) -> tuple[tuple[float, float], float]:
    x1, y1, x2, y2 = (float(value) for value in face.detection.box)
    return ((x1 + x2) / 2, (y1 + y2) / 2), max(x2 - x1, y2 - y1, 1.0)


def combine(
    challenge: State | None,
    passive: PassiveVerdict | None,
    rule: PassiveRule | None,
    confirmed: bool | None = None,
) -> LivenessResult:
    """Put the checks together: one that failed rejects, and none that counts accepts nobody.

    Parameters
    ----------
    challenge
        The challenge's last state; None without one. A challenge that was broken off has failed.
    passive, rule
        The passive verdict and its rule, None without. Where the rule is advice only, a verdict against the
        face leaves its reason and does not reject, and one for it is not enough alone.
    confirmed
        For people who can make none of the movements: what the operator says to have seen. None if nobody
        was asked.
    """
    reasons: list[LivenessReason] = []
    counted: list[bool | None] = []
    if challenge is not None:
        counted.append(challenge.phase is Phase.PASSED)
        reasons += [challenge.reason] if challenge.reason is not None else []
    if confirmed is not None:
        counted.append(confirmed)
        reasons.append(LivenessReason.OPERATOR_CONFIRMED if confirmed else LivenessReason.NOT_CONFIRMED)
    if passive is not None:
        reasons += passive.reasons
        if rule is not None and not rule.advice_only:
            counted.append(passive.passed)
    return LivenessResult(
        passed=True in counted and False not in counted,
        active=None if challenge is None else challenge.phase is Phase.PASSED,
        passive=None if passive is None else passive.passed,
        score=None if passive is None else passive.score,
        reasons=tuple(reasons),
        frames=0 if passive is None else passive.frames,
        model_id=None if rule is None else rule.model_id,
    )


class LivenessCheck:
    """Feeds frames to both checks; belongs to one thread.

    Parameters
    ----------
    embeds
        Makes templates, when the challenge wants to know who is there.
    llr
        Log-likelihood ratio of two templates being of one person.
    plan
        The challenge; None for a passive check alone.
    passive
        The network and its rule; None without one.
    """

    def __init__(
        self,
        embeds: Embeds,
        llr: Callable[[Template, Template], float],
        plan: Plan | None,
        passive: tuple[PassiveScorer, PassiveRule] | None,
    ) -> None:
        self._embeds, self._llr, self._plan, self._passive = embeds, llr, plan, passive
        self._state = State()
        self._scores: list[PassiveScore] = []
        self._scored_s: float | None = None
        self._first: Template | None = None
        self._last: FaceSeen | None = None

    @property
    def state(self) -> State:
        """Where the challenge stands."""
        return self._state

    @property
    def template(self) -> Template | None:
        """The template of whoever took the challenge: what is enrolled or identified must match it."""
        return self._first

    def feed(self, time_s: float, photo: FacesInPhoto) -> Prompt:
        """Take one frame and return what to tell the person.

        Parameters
        ----------
        time_s
            When the frame was taken, in seconds of a clock that never goes back.
        photo
            The frame with its faces.
        """
        face = follow(photo.faces, self._last)
        if self._passive is not None and face is not None and self._due(time_s):
            self._scores += self._passive[0].score(photo.image, [face.detection])
            self._scored_s = time_s
        sight = None if face is None else see(photo.image, face)
        self._last = sight or self._last
        if self._plan is None:
            return Prompt.LOOK_STRAIGHT
        who = self._who(face) if face is not None and self._state.wants_template else None
        rival = face is not None and has_rival(photo.faces, face)
        self._state = advance(self._plan, self._state, Seen(time_s, sight, rival, who))
        return prompt(self._plan, self._state)

    def result(self, confirmed: bool | None = None) -> LivenessResult:
        """Judge what was seen so far; see `combine` for ``confirmed``."""
        rule = None if self._passive is None else self._passive[1]
        verdict = None if rule is None else judge_passive(self._scores, rule)
        return combine(None if self._plan is None else self._state, verdict, rule, confirmed)

    def _due(self, time_s: float) -> bool:
        return self._scored_s is None or time_s - self._scored_s >= PASSIVE_EVERY_S

    def _who(self, face: Face) -> float:
        template = self._embeds.embed([face])[0]
        if self._first is None:
            self._first = template
        return self._llr(self._first, template)
