"""The liveness check on real clips: the man in it passes challenges, the recording of him does not."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

import pytest

from faceid_desktop.core.records import Frame, ImageArray
from faceid_desktop.paths import default_liveness
from faceid_desktop.services.bootstrap import Engine, build_engine
from faceid_desktop.services.live.enrolment_session import EnrolmentAnalyser, EnrolmentGuide
from faceid_desktop.services.live.video import read_video
from faceid_desktop.services.liveness.attempts import stored_facts
from faceid_desktop.services.liveness.challenge import ABLE_TO_ALL, Phase, draw_plan
from faceid_desktop.services.liveness.evaluation import (
    Glimpse,
    honest_answer,
    repertoire,
    replay_chance,
    watch,
)
from faceid_desktop.services.liveness.loading import enrolment_attempts
from faceid_desktop.services.liveness.movement import Action
from faceid_desktop.services.liveness.passive import load_passive
from faceid_desktop.settings import Settings
from tests.helpers.data import shared_data

TURNS = {Action.TURN_LEFT, Action.TURN_RIGHT, Action.LOOK_UP, Action.LOOK_DOWN}
EVERY = 3  # of 30 frames a second


@pytest.fixture(scope="module")
def engine() -> Engine:
    """The shipped models on the CPU."""
    return build_engine(Settings(), device="cpu")


@pytest.fixture(scope="module")
def track(engine: Engine) -> list[Glimpse]:
    """What the check sees of a young man who turns his head in all directions, ten times a second."""

    def frames() -> Iterator[tuple[float, ImageArray]]:
        for frame in read_video(shared_data() / "videos" / "live_d.mp4"):
            if frame.index % EVERY == 0:
                yield frame.captured_ns / 1e9, frame.image

    return watch(frames(), engine.pipeline, load_passive(default_liveness(), "cpu")[0])


def test_a_willing_man_passes(engine: Engine, track: list[Glimpse]) -> None:
    """He shows all four turns of the head; answering by them he passes nearly every random challenge."""
    can = repertoire(track, ABLE_TO_ALL)
    assert can is not None
    assert set(can.ways) >= TURNS
    spec = replace(ABLE_TO_ALL, actions=tuple(sorted(TURNS)))
    ends = []
    for seed in range(30):
        chance = random.Random(seed)  # noqa: S311 - a simulation
        ends.append(honest_answer(track, can, draw_plan(seed, spec), engine.scorer.llr, chance).phase)
    assert ends.count(Phase.PASSED) >= 28


def test_the_recording_of_him_does_not(engine: Engine, track: list[Glimpse]) -> None:
    """Played to 200 random challenges from random places, without a cut, the clip passes one at most."""
    passed, ends = replay_chance(track, ABLE_TO_ALL, engine.scorer.llr, trials=200)
    assert passed.errors <= 1
    assert ends.get("somebody_else", 0) <= 10


def test_every_face_gets_a_passive_score(track: list[Glimpse]) -> None:
    """The passive network scores each frame with a face, and sees this man, of its training, as alive."""
    scores = [each.passive.live for each in track if each.passive is not None]
    assert len(scores) == sum(each.face is not None for each in track) > 150
    assert sum(scores) / len(scores) > 0


@pytest.mark.parametrize("clip", ["replay_b.mp4", "live_b.mp4"])
def test_no_recording_passes_the_check_of_an_enrolment(engine: Engine, clip: str) -> None:
    """Held before the camera of a guided enrolment, a telephone and a video of a man are refused alike."""
    attempts = enrolment_attempts(engine, "cpu")
    analyser = EnrolmentAnalyser(engine.pipeline, EnrolmentGuide(), attempts)
    analyser.check()
    views = []
    for turn in range(3):  # four seconds of video, played again and again
        for frame in read_video(shared_data() / "videos" / clip, every=EVERY):
            at_ns = frame.captured_ns + turn * 4_400_000_000
            views.append(analyser.analyse(Frame(frame.image, frame.index, at_ns)).liveness)
        if views[-1] is not None and views[-1].over:
            break
    assert views[-1] is not None
    result = views[-1].result
    assert result is not None
    assert not result.passed
    assert result.reasons
    assert stored_facts(views[-1])["passed"] is False
