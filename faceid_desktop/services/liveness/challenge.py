"""The active challenge: a person is asked for a few movements, in an order and at moments nobody can foresee.

A pure state machine: `advance` takes the plan, the state and what is seen, and returns the next state. Time
is an argument, chance is in the plan, so a challenge can be replayed exactly.

::

    SETTLE -> STILL -> ASKED -> BACK -> STILL -> ... -> PASSED
    each of these ------------------------------------> FAILED

SETTLE learns the person's neutral face. STILL waits for a random while, in which nothing may move, and
compares the template with the first one. ASKED wants the movement, not another one, not sooner than a human
can react and not too late. BACK waits for the neutral face.

A recording cannot know the order: with n movements and k steps, none twice in a row, it fits by chance once
in n (n - 1)^(k - 1) times, and then its timing has to fit as well.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from enum import StrEnum

from faceid_desktop.core.records import LivenessReason
from faceid_desktop.errors import ShapeError
from faceid_desktop.services.liveness.movement import (
    Action,
    FaceSeen,
    MovementSpec,
    is_neutral,
    is_steady,
    jumped,
    mean_face,
    movement,
)
from faceid_desktop.services.liveness.records import Prompt


class Phase(StrEnum):
    """Where a challenge stands."""

    SETTLE = "settle"
    STILL = "still"
    ASKED = "asked"
    BACK = "back"
    PASSED = "passed"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ChallengeSpec:
    """How a challenge is drawn and judged; times in seconds.

    ``pause_s`` bounds the random wait before a prompt; ``reaction_s`` is sooner than anybody can see, decide
    and move; ``answer_s`` and ``return_s`` are the most that a movement and the way back may take;
    ``hold_s`` is how long a movement must be held to count; ``wrong_s`` how long another one may last (a
    slip, or noise); ``identity_llr`` the least log-likelihood ratio between neutral faces.
    """

    actions: tuple[Action, ...] = tuple(Action)
    steps: int = 3
    settle_s: float = 0.5
    pause_s: tuple[float, float] = (0.3, 0.9)
    reaction_s: float = 0.25
    answer_s: float = 2.0
    return_s: float = 2.0
    hold_s: float = 0.06
    wrong_s: float = 0.15
    gap_s: float = 0.5
    patience_s: float = 6.0
    identity_llr: float = 0.0
    movement: MovementSpec = field(default_factory=MovementSpec)

    def __post_init__(self) -> None:
        if not self.actions or self.steps < 1 or not 0 <= self.pause_s[0] <= self.pause_s[1]:
            raise ShapeError(name="challenge", expected="actions, steps and a pause", actual=str(self))


ABLE_TO_ALL = ChallengeSpec()
WITHOUT_TURNS = ChallengeSpec(actions=(Action.CLOSE_EYES, Action.OPEN_MOUTH), steps=4)
"""For people who cannot turn their heads."""
WITHOUT_EYES = ChallengeSpec(actions=tuple(action for action in Action if action is not Action.CLOSE_EYES))
"""For people who cannot close their eyes at will, or wear dark glasses."""
MOUTH_ONLY = ChallengeSpec(actions=(Action.OPEN_MOUTH,), steps=4, pause_s=(0.3, 1.8), answer_s=1.2)
"""Only the moments are unforeseeable: much weaker, see the model card for what a recording achieves."""


@dataclass(frozen=True, slots=True)
class Step:
    """One request and how long the face must keep still before it."""

    action: Action
    pause_s: float


@dataclass(frozen=True, slots=True)
class Plan:
    """A drawn challenge."""

    steps: tuple[Step, ...]
    spec: ChallengeSpec = ABLE_TO_ALL


@dataclass(frozen=True, slots=True)
class Seen:
    """One frame: when, whose face, whether another face of like size is there, and who it is.

    ``same_person`` is the log-likelihood ratio between this face and the first template of the challenge; it
    is needed only when `State.wants_template` says so.
    """

    time_s: float
    face: FaceSeen | None
    rival: bool = False
    same_person: float | None = None


@dataclass(frozen=True, slots=True)
class State:
    """Everything that a challenge remembers."""

    phase: Phase = Phase.SETTLE
    step: int = 0
    begun_s: float | None = None
    since_s: float = 0.0
    frames: int = 0
    settling: tuple[tuple[float, FaceSeen], ...] = ()
    neutral: FaceSeen | None = None
    last_s: float = 0.0
    last: FaceSeen | None = None
    held: Action | None = None
    held_since_s: float = 0.0
    recognised: bool = False
    reason: LivenessReason | None = None

    @property
    def over(self) -> bool:
        """True when there is a verdict."""
        return self.phase in (Phase.PASSED, Phase.FAILED)

    @property
    def wants_template(self) -> bool:
        """True while the next frame should come with ``same_person``."""
        return self.phase is Phase.STILL and not self.recognised


def draw_plan(seed: int, spec: ChallengeSpec = ABLE_TO_ALL) -> Plan:
    """Draw a challenge; the same seed draws the same one. Seed it from `secrets` where it counts.

    No movement comes twice in a row, unless there are too few of them for that to leave a choice.
    """
    chance = random.Random(seed)  # noqa: S311 - the caller chooses the seed
    steps: list[Step] = []
    for _ in range(spec.steps):
        again = len(spec.actions) <= 2 or not steps
        choice = [action for action in spec.actions if again or action is not steps[-1].action]
        steps.append(Step(chance.choice(choice), chance.uniform(*spec.pause_s)))
    return Plan(tuple(steps), spec)


def prompt(plan: Plan, state: State) -> Prompt:
    """Return what to tell the person."""
    if state.over:
        return Prompt.DONE
    if state.phase is Phase.ASKED:
        return Prompt(plan.steps[state.step].action.value)
    return Prompt.LOOK_STRAIGHT


def advance(plan: Plan, state: State, seen: Seen) -> State:
    """Return the state after one more frame.

    Parameters
    ----------
    plan
        What is asked for.
    state
        Where the challenge stands; `State()` at its beginning.
    seen
        The frame, later than the one before.
    """
    if state.over:
        return state
    if state.begun_s is None:
        state = replace(state, begun_s=seen.time_s, since_s=seen.time_s, last_s=seen.time_s)
    fault = _discontinuity(plan.spec, state, seen)
    if fault is not None:
        return _failed(state, fault)
    if seen.face is None:
        return state
    state = _holding(plan.spec, state, seen.time_s, seen.face)
    after = _PHASES[state.phase](plan, state, seen, seen.face)
    return replace(after, last=seen.face, last_s=seen.time_s, frames=state.frames + 1)


def _discontinuity(spec: ChallengeSpec, state: State, seen: Seen) -> LivenessReason | None:
    """Say why this frame cannot follow the last one, if it cannot."""
    waited = seen.time_s - state.last_s
    if seen.rival:
        return LivenessReason.SEVERAL_FACES
    if waited > spec.gap_s and state.phase is not Phase.SETTLE:
        return LivenessReason.FACE_LOST if seen.face is None else LivenessReason.FRAMES_MISSING
    if state.phase is Phase.SETTLE:
        begun = state.begun_s if state.begun_s is not None else seen.time_s
        late = seen.time_s - begun > spec.patience_s
        missing = LivenessReason.FACE_LOST if seen.face is None else LivenessReason.TOO_SLOW
        return missing if late else None
    if seen.face is None or state.last is None:
        return None
    if jumped(state.last, seen.face, waited, spec.movement):
        return LivenessReason.JUMPED
    if seen.same_person is not None and seen.same_person < spec.identity_llr:
        return LivenessReason.SOMEBODY_ELSE
    return None


def _holding(spec: ChallengeSpec, state: State, time_s: float, face: FaceSeen) -> State:
    """Follow which movement is being made, and since when."""
    if state.neutral is None:
        return state
    made = movement(face, state.neutral, spec.movement)
    return state if made is state.held else replace(state, held=made, held_since_s=time_s)


def _settle(plan: Plan, state: State, seen: Seen, face: FaceSeen) -> State:
    spec = plan.spec
    kept = tuple(each for each in state.settling if each[0] >= seen.time_s - spec.settle_s)
    cut = state.last is not None and jumped(state.last, face, seen.time_s - state.last_s, spec.movement)
    settling = (*(() if cut else kept), (seen.time_s, face))
    faces = tuple(each for _, each in settling)
    # One frame more than fits into the time proves that all of it was watched.
    full = not cut and len(kept) < len(state.settling)
    if full and len(faces) >= 3 and is_steady(faces, spec.movement):
        return replace(state, phase=Phase.STILL, since_s=seen.time_s, neutral=mean_face(faces), settling=())
    return replace(state, settling=settling)


def _still(plan: Plan, state: State, seen: Seen, face: FaceSeen) -> State:
    held_s = seen.time_s - state.held_since_s
    # Eyes blink by themselves.
    if state.held not in (None, Action.CLOSE_EYES) and held_s >= plan.spec.wrong_s:
        return _failed(state, LivenessReason.MOVED_UNASKED)
    known = state.recognised or seen.same_person is not None
    last_step = state.step == len(plan.steps)
    pause_s = plan.spec.hold_s if last_step else plan.steps[state.step].pause_s
    waited = seen.time_s - state.since_s
    if not known and waited > plan.spec.return_s:
        return _failed(state, LivenessReason.FRAMES_MISSING)
    if known and waited >= pause_s and state.held is None:
        if last_step:
            return replace(state, phase=Phase.PASSED, since_s=seen.time_s)
        return replace(state, phase=Phase.ASKED, since_s=seen.time_s, recognised=False)
    return replace(state, recognised=known)


def _asked(plan: Plan, state: State, seen: Seen, face: FaceSeen) -> State:
    spec, wanted = plan.spec, plan.steps[state.step].action
    held_s, waited = seen.time_s - state.held_since_s, seen.time_s - state.since_s
    if state.held is wanted and held_s >= spec.hold_s:
        if state.held_since_s - state.since_s < spec.reaction_s:
            return _failed(state, LivenessReason.TOO_SOON)
        return replace(state, phase=Phase.BACK, since_s=seen.time_s)
    if state.held not in (None, wanted, Action.CLOSE_EYES) and held_s >= spec.wrong_s:
        return _failed(state, LivenessReason.WRONG_MOVEMENT)
    return _failed(state, LivenessReason.TOO_SLOW) if waited > spec.answer_s else state


def _back(plan: Plan, state: State, seen: Seen, face: FaceSeen) -> State:
    if state.neutral is not None and is_neutral(face, state.neutral, plan.spec.movement):
        return replace(state, phase=Phase.STILL, since_s=seen.time_s, step=state.step + 1, held=None)
    late = seen.time_s - state.since_s > plan.spec.return_s
    return _failed(state, LivenessReason.TOO_SLOW) if late else state


def _failed(state: State, reason: LivenessReason) -> State:
    return replace(state, phase=Phase.FAILED, reason=reason)


_PHASES = {Phase.SETTLE: _settle, Phase.STILL: _still, Phase.ASKED: _asked, Phase.BACK: _back}
