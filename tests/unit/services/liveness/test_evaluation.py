"""Replays against random challenges, and a willing person made of a clip's frames."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from faceid_desktop.core.records import Template
from faceid_desktop.services.liveness.challenge import ABLE_TO_ALL, MOUTH_ONLY, Phase, draw_plan
from faceid_desktop.services.liveness.evaluation import (
    Glimpse,
    honest_answer,
    repertoire,
    replay_chance,
    to_and_fro,
)
from faceid_desktop.services.liveness.movement import Action, FaceSeen
from tests.unit.services.liveness.actor import NEUTRAL, pose

TEMPLATE = Template(np.ones(2, np.float32), "m")
STEP_S = 1 / 15


def clip(*actions: Action, still: int = 12) -> list[Glimpse]:
    """Film a person who keeps still and then makes some movements, each there and back."""
    faces: list[FaceSeen] = [NEUTRAL] * still
    for action in actions:
        way = [pose(action, share) for share in (0.2, 0.45, 0.7, 1.0, 1.0, 1.0)]
        faces += [*way, *reversed(way), *[NEUTRAL] * 4]
    return [Glimpse(i * STEP_S, each, False, TEMPLATE, None) for i, each in enumerate(faces)]


def same(_a: Template, _b: Template) -> float:
    """Take everybody for one person."""
    return 9.0


def test_a_willing_person_is_made_of_the_clips_own_movements() -> None:
    """The repertoire is what the clip shows, and with it every challenge of these movements is passed."""
    shown = (Action.TURN_LEFT, Action.LOOK_DOWN, Action.OPEN_MOUTH)
    track = clip(*shown)
    can = repertoire(track, ABLE_TO_ALL)
    assert can is not None
    assert set(can.ways) == set(shown)
    spec = replace(ABLE_TO_ALL, actions=shown)
    for seed in range(30):
        chance = random.Random(seed)  # noqa: S311 - a simulation
        state = honest_answer(track, can, draw_plan(seed, spec), same, chance)
        assert state.phase is Phase.PASSED, state.reason


def test_movements_passed_in_a_swing_are_no_answers() -> None:
    """Somebody who swings from one side to the other shows the first movement, not the second."""
    swing = [pose(Action.TURN_LEFT, share) for share in (0.3, 0.8, 1.0, 1.0, 0.8)]
    back = [pose(Action.TURN_RIGHT, share) for share in (0.8, 1.0, 1.0, 1.0)]
    faces = [*[NEUTRAL] * 12, *swing, *back]
    track = [Glimpse(i * STEP_S, each, False, TEMPLATE, None) for i, each in enumerate(faces)]
    can = repertoire(track, ABLE_TO_ALL)
    assert can is not None
    assert set(can.ways) == {Action.TURN_LEFT}


def test_a_clip_without_stillness_has_no_repertoire() -> None:
    """Where nobody ever keeps still a challenge cannot begin."""
    faces = [replace(NEUTRAL, yaw_deg=40.0 * (i % 2)) for i in range(40)]
    track = [Glimpse(i * STEP_S, each, False, TEMPLATE, None) for i, each in enumerate(faces)]
    assert repertoire(track, ABLE_TO_ALL) is None


def test_a_replay_passes_at_most_by_chance() -> None:
    """One clip against 400 challenges: it passes no more often than its order is drawn, all are counted."""
    track = clip(Action.TURN_LEFT, Action.LOOK_UP, Action.OPEN_MOUTH)
    passed, ends = replay_chance(track, ABLE_TO_ALL, same, trials=400)
    assert passed.errors <= 400 / 150 * 3
    assert sum(ends.values()) == 400


def test_the_counting_can_find_passes() -> None:
    """Against a single movement, patiently waited for, a fitting clip does pass: the count is not blind."""
    spec = replace(MOUTH_ONLY, steps=1, pause_s=(0.3, 0.3), answer_s=6.0)
    passed, ends = replay_chance(clip(Action.OPEN_MOUTH, still=30), spec, same, trials=60)
    assert passed.errors > 5
    assert ends["passed"] == passed.errors


def test_the_loop_has_no_cut() -> None:
    """Played to and fro a clip moves by one frame at a time and in even steps of time."""
    track = clip(Action.TURN_LEFT)
    places = {id(each.face): place for place, each in enumerate(track)}
    frames = [frame for frame, _ in zip(to_and_fro(track, 20), range(100), strict=False)]
    assert [f.time_s for f in frames[:3]] == pytest.approx([0, STEP_S, 2 * STEP_S])
    assert len(places) > 1
    yaws = [f.face.yaw_deg for f in frames if f.face is not None]
    assert max(abs(a - b) for a, b in pairwise(yaws)) < 10
