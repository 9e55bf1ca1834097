"""What a liveness check shows and hands out; light to import, for records and pages that only pass it on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from faceid_desktop.core.records import LivenessResult, Template


class Prompt(StrEnum):
    """What to tell the person now."""

    LOOK_STRAIGHT = "look_straight"
    TURN_LEFT = "turn_left"
    TURN_RIGHT = "turn_right"
    LOOK_UP = "look_up"
    LOOK_DOWN = "look_down"
    CLOSE_EYES = "close_eyes"
    OPEN_MOUTH = "open_mouth"
    DONE = "done"


class CheckSet(StrEnum):
    """Which movements may be asked for; OPERATOR is for people who can make none of them."""

    ALL = "all"
    WITHOUT_TURNS = "without_turns"
    WITHOUT_EYES = "without_eyes"
    MOUTH_ONLY = "mouth_only"
    OPERATOR = "operator"


@dataclass(frozen=True, slots=True, eq=False)
class LivenessView:
    """Where a check stands: what to tell the person, how far it is, and in the end the result.

    ``step`` of ``steps`` movements are made (both 0 without a challenge); ``attempt`` counts from 1, 0 where
    only frames were looked at. ``template`` is that of who took the challenge.
    """

    chosen: CheckSet
    prompt: Prompt = Prompt.LOOK_STRAIGHT
    step: int = 0
    steps: int = 0
    attempt: int = 0
    result: LivenessResult | None = None
    template: Template | None = None

    @property
    def over(self) -> bool:
        """Whether there is a result."""
        return self.result is not None
