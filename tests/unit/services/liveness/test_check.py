"""Both checks together, and what a policy makes of them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceid_desktop.core.records import (
    AlignedFace,
    Detection,
    Face,
    FacesInPhoto,
    ImageArray,
    Landmarks,
    LivenessReason,
    LivenessResult,
    PassiveScore,
    Pose,
    Quality,
    Template,
)
from faceid_desktop.services.liveness.challenge import Phase, Plan, State, Step
from faceid_desktop.services.liveness.check import (
    LivenessCheck,
    accepts,
    combine,
    facts,
    follow,
    has_rival,
)
from faceid_desktop.services.liveness.movement import Action, see
from faceid_desktop.services.liveness.passive import PassiveRule, PassiveVerdict
from faceid_desktop.services.liveness.records import Prompt

RULE = PassiveRule(threshold=0.0, frames=(2, 9), limit=5.0, advice_only=False, model_id="passive-1+aa")
PASSED, FAILED = State(phase=Phase.PASSED), State(phase=Phase.FAILED, reason=LivenessReason.TOO_SLOW)
ALIVE = PassiveVerdict(True, 1.5, 4)
FLAT = PassiveVerdict(False, -1.5, 4, (LivenessReason.LOOKS_LIKE_SCREEN,))
UNSURE = PassiveVerdict(None, None, 1, (LivenessReason.TOO_FEW_FRAMES,))
IMAGE = np.full((120, 160, 3), 128, np.uint8)
IMAGE.flags.writeable = False


def face(x: float = 40, y: float = 20, side: float = 60, yaw: float = 0.0) -> Face:
    """Make a face with a box, a pose and eyes."""
    points = np.zeros((68, 2), np.float32)
    for first, at in ((36, 0.2), (42, 0.6)):
        points[first], points[first + 3] = (
            (x + at * side, y + 0.4 * side),
            (x + (at + 0.2) * side, y + 0.4 * side),
        )
    box = np.array([x, y, x + side, y + side], np.float32)
    quality = Quality(0.4 * side, 1.0, 0.5, 0.2, Pose(yaw, 0.0, 0.0), 0.3, 0.05, 1.0)
    aligned = AlignedFace(np.zeros((4, 4, 3), np.uint8), np.zeros((2, 3)), points)
    return Face(Detection(box, 0.9, np.zeros((5, 2), np.float32)), Landmarks(points), quality, aligned)


class Embeds:
    """Gives every face the same template, and counts."""

    asked = 0

    def embed(self, faces: Sequence[Face]) -> list[Template]:
        """Return a template of one number."""
        self.asked += len(faces)
        return [Template(np.ones(1, np.float32), "m") for _ in faces]


class Scores:
    """Calls every face alive, and counts."""

    asked = 0

    def score(self, image: ImageArray, detections: Sequence[Detection]) -> list[PassiveScore]:
        """Return log-odds of 2."""
        self.asked += len(detections)
        return [PassiveScore(2.0, 0.1, 0.1) for _ in detections]


@pytest.mark.parametrize(
    ("challenge", "passive", "advice", "confirmed", "passed"),
    [
        (PASSED, ALIVE, False, None, True),
        (PASSED, FLAT, False, None, False),
        (FAILED, ALIVE, False, None, False),
        (PASSED, FLAT, True, None, True),
        (None, ALIVE, False, None, True),
        (None, ALIVE, True, None, False),
        (PASSED, None, False, None, True),
        (PASSED, UNSURE, False, None, True),
        (None, UNSURE, False, None, False),
        (None, ALIVE, True, True, True),
        (None, FLAT, False, True, False),
        (PASSED, ALIVE, False, False, False),
        (State(phase=Phase.ASKED), ALIVE, False, None, False),
    ],
)
def test_one_failing_check_rejects_and_advice_does_not(
    challenge: State | None,
    passive: PassiveVerdict | None,
    advice: bool,
    confirmed: bool | None,
    passed: bool,
) -> None:
    """Every check that counts must pass and at least one must count; an unfinished challenge has failed."""
    rule = None if passive is None else replace(RULE, advice_only=advice)
    assert combine(challenge, passive, rule, confirmed).passed is passed


def test_the_result_keeps_what_an_audit_needs() -> None:
    """Both verdicts, the score, all reasons, the number of frames and the model are in the record."""
    found = combine(FAILED, FLAT, RULE, True)
    reasons = (
        LivenessReason.TOO_SLOW,
        LivenessReason.OPERATOR_CONFIRMED,
        LivenessReason.LOOKS_LIKE_SCREEN,
    )
    assert found == LivenessResult(False, False, False, -1.5, reasons, 4, "passive-1+aa")


def test_facts_are_json_and_hold_everything() -> None:
    """What is stored survives a round trip through JSON, with reasons as codes."""
    kept = facts(combine(FAILED, replace(FLAT, score=-1.23456), RULE))
    assert json.loads(json.dumps(kept)) == {
        "passed": False,
        "active": False,
        "passive": False,
        "score": -1.235,
        "reasons": ["too_slow", "looks_like_screen"],
        "frames": 4,
        "model_id": "passive-1+aa",
    }
    assert facts(LivenessResult(True, True, None, None))["score"] is None


@given(st.sampled_from(("off", "advise", "require")), st.sampled_from((None, True, False)))
def test_policies(policy: str, passed: bool | None) -> None:
    """Only "require" can stop anybody, and then only a check that was passed lets on."""
    result = None if passed is None else LivenessResult(passed, passed, None, None)
    assert accepts(policy, result) is (policy != "require" or passed is True)


def test_a_touching_box_is_no_rival() -> None:
    """A second face counts when it is of like size and apart from the first."""
    first = face()
    assert not has_rival((first,), first)
    assert not has_rival((first, face(x=70, y=50)), first)
    assert not has_rival((first, face(x=120, side=20)), first)
    assert has_rival((first, face(x=110, side=45)), first)


def test_the_face_that_goes_on_is_followed() -> None:
    """At first the largest face counts, then the one that continues it, even if another grows larger."""
    small, large = face(x=100, side=40), face(x=10, side=70)
    assert follow((), None) is None
    assert follow((large, small), None) is large
    assert follow((large, small), see(IMAGE, face(x=98, side=41))) is small


def test_frames_feed_both_checks() -> None:
    """The network sees a frame each 0.15 s, templates are made only when asked for, prompts come back."""
    embeds, scores = Embeds(), Scores()
    plan = Plan((Step(Action.TURN_LEFT, 0.4),))
    check = LivenessCheck(embeds, lambda _a, _b: 9.0, plan, (scores, RULE))
    assert check.template is None
    prompt, asked_s, time_s = Prompt.LOOK_STRAIGHT, 0.0, 0.0
    while prompt is not Prompt.DONE and time_s < 9:
        turned = prompt is Prompt.TURN_LEFT and time_s - asked_s > 0.4
        now = check.feed(time_s, FacesInPhoto(IMAGE, (face(yaw=20.0 if turned else 0.0),)))
        asked_s, prompt = (time_s if now is not prompt else asked_s), now
        time_s += 0.05
    result = check.result()
    assert (result.passed, result.active, result.passive) == (True, True, True)
    assert check.template is not None
    assert embeds.asked == 2
    assert scores.asked == pytest.approx(time_s / 0.15, abs=2)


def test_a_passive_check_alone_needs_no_templates() -> None:
    """Without a plan nobody is asked for anything, and frames without a face are passed over."""
    embeds = Embeds()
    check = LivenessCheck(embeds, lambda _a, _b: 9.0, None, (Scores(), RULE))
    for tick in range(4):
        faces = () if tick == 1 else (face(),)
        assert check.feed(tick * 0.2, FacesInPhoto(IMAGE, faces)) is Prompt.LOOK_STRAIGHT
    result = check.result()
    assert (result.passed, result.active, result.frames, embeds.asked) == (True, None, 3, 0)
