"""A liveness check as a person goes through it: a challenge that can be repeated, and what to show."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from faceid_desktop.core.records import FacesInPhoto, LivenessReason, Template
from faceid_desktop.services.liveness.challenge import (
    ABLE_TO_ALL,
    MOUTH_ONLY,
    WITHOUT_EYES,
    WITHOUT_TURNS,
    ChallengeSpec,
    Plan,
    draw_plan,
)
from faceid_desktop.services.liveness.check import LivenessCheck, facts
from faceid_desktop.services.liveness.records import CheckSet, LivenessView, Prompt

SAME_PERSON_LLR = 0.0
"""Least log-likelihood ratio between who took the challenge and a face that is enrolled or identified."""

_SEED_BITS = 64


SPECS: Mapping[CheckSet, ChallengeSpec] = MappingProxyType(
    {
        CheckSet.ALL: ABLE_TO_ALL,
        CheckSet.WITHOUT_TURNS: WITHOUT_TURNS,
        CheckSet.WITHOUT_EYES: WITHOUT_EYES,
        CheckSet.MOUTH_ONLY: MOUTH_ONLY,
    }
)


def stored_facts(view: LivenessView) -> dict[str, object]:
    """Return what a photo's row and an audit row keep of a check; empty without a result."""
    if view.result is None:
        return {}
    return {**facts(view.result), "challenge": str(view.chosen), "attempt": view.attempt}


def bound(
    view: LivenessView, faces: Sequence[Template], llr: Callable[[Template, Template], float]
) -> LivenessView:
    """Reject a check that somebody else passed than the one whose faces these are.

    Parameters
    ----------
    view
        A check that is over.
    faces
        Templates that are to be enrolled or were identified.
    llr
        Log-likelihood ratio of two templates being of one person.
    """
    first, result = view.template, view.result
    if first is None or result is None or not result.passed:
        return view
    if all(llr(first, each) >= SAME_PERSON_LLR for each in faces):
        return view
    reasons = (*result.reasons, LivenessReason.SOMEBODY_ELSE)
    return replace(view, result=replace(result, passed=False, reasons=reasons))


class LivenessAttempts:
    """Runs one check after the other, as somebody asks for them; belongs to the thread that analyses.

    Parameters
    ----------
    make
        Makes a fresh check of a plan, or of frames alone without one.
    draw
        Gives the seed of each challenge; nobody may foresee it.
    """

    def __init__(
        self,
        make: Callable[[Plan | None], LivenessCheck],
        draw: Callable[[], int] = lambda: secrets.randbits(_SEED_BITS),
    ) -> None:
        self._make, self._draw = make, draw
        self._check: LivenessCheck | None = None
        self._view: LivenessView | None = None
        self._word: bool | None = None
        self._count = 0

    @property
    def view(self) -> LivenessView | None:
        """Where the present check stands; None before the first."""
        return self._view

    @property
    def running(self) -> bool:
        """Whether a check is under way."""
        return self._view is not None and not self._view.over

    def begin(self, chosen: CheckSet = CheckSet.ALL) -> LivenessView:
        """Begin a new check and forget the one before; OPERATOR waits for `confirm`."""
        plan = None if chosen is CheckSet.OPERATOR else draw_plan(self._draw(), SPECS[chosen])
        self._count += 1
        self._word = None
        self._check = self._make(plan)
        steps = 0 if plan is None else len(plan.steps)
        self._view = LivenessView(chosen, steps=steps, attempt=self._count)
        return self._view

    def feed(self, time_s: float, photo: FacesInPhoto) -> None:
        """Take one frame; without a check under way it is ignored.

        Parameters
        ----------
        time_s
            When the frame was taken, in seconds of a clock that never goes back.
        photo
            The frame with its faces.
        """
        view, check = self._view, self._check
        if view is None or check is None or view.over:
            return
        prompt, state = check.feed(time_s, photo), check.state
        word = self._word if view.chosen is CheckSet.OPERATOR else None
        over = state.over or word is not None
        self._view = replace(
            view,
            prompt=Prompt.DONE if over else prompt,
            step=min(state.step, view.steps),
            result=check.result(word) if over else None,
            template=check.template,
        )

    def confirm(self, seen: bool) -> None:
        """Give the operator's word in the place of a challenge; any thread may.

        It counts with the next frame, so that there is a picture of whom it is about.
        """
        self._word = seen
