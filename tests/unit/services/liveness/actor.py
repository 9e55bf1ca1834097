"""An actor before a camera of 20 frames a second: does what is asked, or something else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from faceid_desktop.services.liveness.challenge import Phase, Plan, Seen, State, advance, prompt
from faceid_desktop.services.liveness.movement import Action, FaceSeen

NEUTRAL = FaceSeen(x=320, y=240, side=150, yaw_deg=3, pitch_deg=-4, roll_deg=1, eyes=0.6, mouth=0.05)
STEP_S = 0.05
REACTION_S = 0.4
WAY_S = 0.25

Behaviour = Callable[[str, float], FaceSeen | None]
"""From what is asked and how long ago (seconds) to the face."""


def pose(action: Action | None, share: float = 1.0) -> FaceSeen:
    """Return the face in the middle of a movement (share 1), or on the way to it."""
    changes = {
        Action.TURN_LEFT: {"yaw_deg": 3 + 30 * share},
        Action.TURN_RIGHT: {"yaw_deg": 3 - 30 * share},
        Action.LOOK_UP: {"pitch_deg": -4 + 24 * share},
        Action.LOOK_DOWN: {"pitch_deg": -4 - 24 * share},
        Action.CLOSE_EYES: {"eyes": 0.6 - 0.33 * share},
        Action.OPEN_MOUTH: {"mouth": 0.05 + 0.5 * share},
    }
    return NEUTRAL if action is None else replace(NEUTRAL, **changes[action])


def obeys(asked: str, ago_s: float) -> FaceSeen:
    """React after a while, move there and stay until told to look straight; then come back."""
    if asked == "look_straight":
        return NEUTRAL
    return pose(Action(asked), min(max((ago_s - REACTION_S) / WAY_S, 0.0), 1.0))


def play(
    plan: Plan,
    behaviour: Behaviour = obeys,
    *,
    same_person: Callable[[int], float | None] = lambda _count: 9.0,
    rival: bool = False,
    step_s: float = STEP_S,
) -> State:
    """Run a challenge; ``same_person`` gets how often it was asked before."""
    state, asked, since, time_s, questions = State(), "look_straight", 100.0, 100.0, 0
    while not state.over and time_s < 140:
        who = None
        if state.wants_template:
            who = same_person(questions)
            questions += 1
        state = advance(plan, state, Seen(time_s, behaviour(asked, time_s - since), rival, who))
        now = str(prompt(plan, state))
        if now != asked:
            asked, since = now, time_s
        time_s += step_s
    return state


def reason(state: State) -> str | None:
    """Why a challenge failed."""
    return None if state.phase is not Phase.FAILED else str(state.reason)
