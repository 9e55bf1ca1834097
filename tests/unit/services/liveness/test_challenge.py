"""The active challenge: a willing person passes, everything else fails for the right reason."""

from __future__ import annotations

import collections
import random
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceid_desktop.core.records import LivenessReason
from faceid_desktop.errors import ShapeError
from faceid_desktop.services.liveness.challenge import (
    ABLE_TO_ALL,
    MOUTH_ONLY,
    WITHOUT_EYES,
    WITHOUT_TURNS,
    ChallengeSpec,
    Phase,
    Plan,
    State,
    Step,
    draw_plan,
    prompt,
)
from faceid_desktop.services.liveness.movement import Action, FaceSeen
from faceid_desktop.services.liveness.records import Prompt
from tests.unit.services.liveness.actor import NEUTRAL, obeys, play, pose, reason

TURN = Plan((Step(Action.TURN_LEFT, 0.5),))


@given(st.integers(0, 2**64 - 1), st.sampled_from((ABLE_TO_ALL, WITHOUT_TURNS, WITHOUT_EYES, MOUTH_ONLY)))
def test_a_willing_person_passes_every_draw(seed: int, spec: ChallengeSpec) -> None:
    """Whoever does what is asked, with a human reaction time, passes; the usual challenge takes 5 to 8 s."""
    state = play(draw_plan(seed, spec))
    assert reason(state) is None
    assert state.phase is Phase.PASSED
    if spec is ABLE_TO_ALL:
        assert state.begun_s is not None
        assert 3 < state.last_s - state.begun_s < 8


@given(st.integers(0, 2**64 - 1))
def test_draws_are_reproducible_and_never_repeat_at_once(seed: int) -> None:
    """A seed gives one plan; its pauses lie within the bounds and no movement follows itself."""
    plan = draw_plan(seed)
    assert plan == draw_plan(seed)
    assert all(ABLE_TO_ALL.pause_s[0] <= step.pause_s <= ABLE_TO_ALL.pause_s[1] for step in plan.steps)
    assert all(a.action is not b.action for a, b in pairwise(plan.steps))


def test_orders_are_drawn_alike_and_equally_often() -> None:
    """Over many seeds every order comes about equally often, so a fixed one fits as rarely as stated."""
    drawn = collections.Counter(tuple(s.action for s in draw_plan(seed).steps) for seed in range(15_000))
    movements, steps = len(ABLE_TO_ALL.actions), ABLE_TO_ALL.steps
    expected = 1 / (movements * (movements - 1) ** (steps - 1))
    assert expected == pytest.approx(1 / 150)
    assert len(drawn) == 150
    assert 0.5 * expected < min(drawn.values()) / 15_000 < max(drawn.values()) / 15_000 < 1.5 * expected


@given(st.integers(0, 2**32))
def test_a_recorded_answer_fails_another_challenge(seed: int) -> None:
    """The answer to one challenge, replayed to another, passes only if the order is the same."""
    chance = random.Random(seed)  # noqa: S311 - a simulation
    recorded, drawn = draw_plan(chance.getrandbits(64)), draw_plan(chance.getrandbits(64))
    film: list[FaceSeen] = []

    def record(asked: str, ago_s: float) -> FaceSeen:
        film.append(obeys(asked, ago_s))
        return film[-1]

    assert play(recorded, record).phase is Phase.PASSED
    frames = iter([*film, *[NEUTRAL] * 1000])
    state = play(drawn, lambda _asked, _ago: next(frames))
    if [s.action for s in recorded.steps] != [s.action for s in drawn.steps]:
        assert state.phase is Phase.FAILED


def test_a_still_picture_is_too_slow() -> None:
    """A photo held to the camera never moves."""
    assert reason(play(TURN, lambda _asked, _ago: NEUTRAL)) == LivenessReason.TOO_SLOW


def test_another_movement_is_wrong() -> None:
    """Turning the other way fails at once, and so does nodding."""
    for action in (Action.TURN_RIGHT, Action.LOOK_UP, Action.OPEN_MOUTH):
        state = play(TURN, lambda asked, _ago, a=action: pose(a if asked == "turn_left" else None, 0.8))
        assert reason(state) == LivenessReason.WRONG_MOVEMENT


def test_a_blink_is_not_a_wrong_movement() -> None:
    """Eyes blink by themselves while another movement is asked for."""

    def blinks(asked: str, ago_s: float) -> FaceSeen:
        return pose(Action.CLOSE_EYES) if 0.1 < ago_s < 0.35 else obeys(asked, ago_s)

    assert play(TURN, blinks).phase is Phase.PASSED


def test_moving_before_the_prompt_fails() -> None:
    """Whoever moves during the wait cannot have been asked to."""
    state = play(TURN, lambda _asked, ago: pose(Action.LOOK_UP, 0.7) if 0.65 < ago < 0.95 else NEUTRAL)
    assert reason(state) == LivenessReason.MOVED_UNASKED
    quick = play(TURN, lambda asked, ago: pose(Action.TURN_LEFT if asked == "turn_left" else None, 0.8))
    assert reason(quick) == LivenessReason.TOO_SOON


def test_not_coming_back_is_too_slow() -> None:
    """The head must return before the next movement."""
    turned: list[bool] = []

    def stays(asked: str, ago_s: float) -> FaceSeen:
        turned.append(asked == "turn_left")
        return obeys("turn_left", ago_s if asked == "turn_left" else 9.0) if any(turned) else NEUTRAL

    assert reason(play(TURN, stays)) == LivenessReason.TOO_SLOW


def test_somebody_else_is_noticed() -> None:
    """A template that does not match the first one ends the challenge, whichever check it is."""
    for place in (1, 2):
        plan = Plan((Step(Action.TURN_LEFT, 0.5), Step(Action.LOOK_UP, 0.5)))
        state = play(plan, same_person=lambda count, at=place: -3.0 if count == at else 9.0)
        assert reason(state) == LivenessReason.SOMEBODY_ELSE


def test_a_challenge_without_templates_fails() -> None:
    """If nobody compares templates, nobody passes."""
    assert reason(play(TURN, same_person=lambda _count: None)) == LivenessReason.FRAMES_MISSING


def test_a_jump_is_noticed() -> None:
    """A cut to another place or angle is not a movement."""
    for jump in ({"x": 420.0}, {"yaw_deg": 60.0}, {"side": 260.0}):
        cut = replace(NEUTRAL, **jump)
        state = play(TURN, lambda asked, _ago, to=cut: to if asked == "turn_left" else NEUTRAL)
        assert reason(state) == LivenessReason.JUMPED


def test_a_second_face_fails() -> None:
    """Another face of like size beside the first ends the challenge."""
    assert reason(play(TURN, rival=True)) == LivenessReason.SEVERAL_FACES


def test_a_lost_face_fails_and_a_short_gap_does_not() -> None:
    """Half a second without a face is too long; a frame or two are forgiven."""
    gone = play(TURN, lambda asked, ago: None if asked == "turn_left" and ago > 0.1 else NEUTRAL)
    assert reason(gone) == LivenessReason.FACE_LOST
    blinked = play(TURN, lambda asked, ago: None if 0.06 < ago < 0.16 else obeys(asked, ago))
    assert blinked.phase is Phase.PASSED


def test_a_slow_camera_fails() -> None:
    """With fewer than two frames a second nothing can be watched."""
    assert reason(play(TURN, step_s=0.6)) in (LivenessReason.TOO_SLOW, LivenessReason.FRAMES_MISSING)


def test_nobody_there_or_nobody_still_runs_out_of_patience() -> None:
    """A challenge that cannot begin ends all the same."""
    assert reason(play(TURN, lambda _asked, _ago: None)) == LivenessReason.FACE_LOST
    chance = random.Random(1)  # noqa: S311 - a simulation
    fidgets = play(TURN, lambda _asked, _ago: replace(NEUTRAL, yaw_deg=chance.uniform(-25, 25)))
    assert reason(fidgets) == LivenessReason.TOO_SLOW


def test_a_verdict_is_final_and_prompts_follow_the_phase() -> None:
    """After the end nothing changes, and the prompt says what is wanted until then."""
    state = play(TURN)
    assert prompt(TURN, state) is Prompt.DONE
    assert prompt(TURN, State()) is Prompt.LOOK_STRAIGHT
    assert prompt(TURN, State(phase=Phase.ASKED)) is Prompt.TURN_LEFT
    assert {action.value for action in Action} < {each.value for each in Prompt}


def test_a_challenge_without_steps_is_refused() -> None:
    """No movement to ask for is a mistake of the caller."""
    with pytest.raises(ShapeError):
        ChallengeSpec(actions=())
