"""Guided enrolment fills a ring of poses, says what to do, and keeps the best faces."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceid_desktop.core.records import FacesInPhoto, Frame, Pose, Quality, QualityReason
from faceid_desktop.services.live.enrolment_session import (
    HOLD_S,
    EnrolmentAnalyser,
    EnrolmentGuide,
    SteadyCode,
)
from faceid_desktop.services.live.guidance import faults
from faceid_desktop.services.live.pose_ring import NeutralPose, PoseRing, RingLimits
from faceid_desktop.services.live.profiles import DEFAULT_PROFILE, LOOSE_PROFILE
from faceid_desktop.services.live.records import (
    CapturedFace,
    EnrolmentResult,
    Guidance,
    GuidanceCode,
    PoseBin,
)
from faceid_desktop.services.liveness.records import CheckSet
from tests.helpers.drawn import GOOD, DrawnPipeline, face, photo, turned
from tests.unit.services.liveness.stage import Obeying, attempts

FRAME_NS = 40_000_000
SECOND = 25


def guide(*stretches: tuple[FacesInPhoto, int]) -> tuple[list[Guidance], EnrolmentGuide]:
    """Show each photo for a number of frames, 25 a second."""
    found, number, subject = [], 0, EnrolmentGuide()
    for each, frames in stretches:
        for _ in range(frames):
            found.append(subject.update(each, number, number * FRAME_NS))
            number += 1
    return found, subject


def looking(yaw: float = 0.0, pitch: float = 0.0) -> FacesInPhoto:
    """Return a photo of one good face in a pose."""
    return photo(face(quality=turned(yaw, pitch)))


def test_looking_all_round_fills_the_ring_within_fifteen_seconds() -> None:
    """Front, both sides, up and down, two seconds each: everything is captured, and it says done."""
    poses = ((0, 0), (30, 0), (-30, 0), (0, 20), (0, -20))
    found, subject = guide(*((looking(*pose), 2 * SECOND) for pose in poses))
    assert found[-1].done
    assert found[-1].progress == 1.0
    assert len(found) * FRAME_NS < 15e9
    parts = [captured.bin for captured in subject.captured]
    assert {part: parts.count(part) for part in PoseBin} == dict(DEFAULT_PROFILE.wanted)


def test_left_is_the_persons_left() -> None:
    """A head that turns to the viewer's right (positive yaw) turns to its own left."""
    _, subject = guide((looking(), SECOND), (looking(30), SECOND))
    assert {captured.bin for captured in subject.captured} == {PoseBin.FRONT, PoseBin.LEFT}


def test_the_next_open_part_is_asked_for() -> None:
    """When the front is filled the person is told to turn left, with that as the target."""
    found, _ = guide((looking(), 2 * SECOND))
    assert found[-1].code is GuidanceCode.TURN_LEFT
    assert found[-1].target is PoseBin.LEFT
    assert found[-1].progress == pytest.approx(3 / 9)


def test_poses_count_from_the_persons_straight_look() -> None:
    """Who looks at a camera above him (pitch -9 when straight) looks down at -25, not at -14."""
    found, subject = guide((looking(0, -9), 2 * SECOND), (looking(0, -18), SECOND))
    assert found[-1].pose == Pose(0, -9, 0)
    assert {captured.bin for captured in subject.captured} == {PoseBin.FRONT}
    _, subject = guide((looking(0, -9), 2 * SECOND), (looking(0, -25), SECOND))
    assert PoseBin.DOWN in {captured.bin for captured in subject.captured}


def test_nobody_in_view() -> None:
    """Without a face the person is asked to show it."""
    found, _ = guide((photo(), 2))
    assert found[-1].code is GuidanceCode.SHOW_FACE
    assert found[-1].place is None


def test_a_fast_head_is_asked_to_hold_still() -> None:
    """A face that moves by a tenth of its size each frame is not captured."""
    subject = EnrolmentGuide()
    for number in range(SECOND):
        last = subject.update(photo(face((100 + 16 * number, 240))), number, number * FRAME_NS)
    assert last.rejected == (GuidanceCode.HOLD_STILL,)
    assert subject.captured == ()


def test_the_same_person_is_followed_when_a_larger_face_comes() -> None:
    """The face that was there stays the subject, and the other one is named as a disturbance."""
    alone, both = photo(face((200, 240), 120)), photo(face((200, 240), 120), face((450, 240), 200))
    found, _ = guide((alone, 5), (both, 5))
    assert found[-1].rejected == (GuidanceCode.ONE_FACE_ONLY,)
    assert found[-1].place == 1


@pytest.mark.parametrize(
    ("quality", "code"),
    [
        (replace(GOOD, eye_distance_px=30.0), GuidanceCode.COME_CLOSER),
        (replace(GOOD, inside=0.8), GuidanceCode.MOVE_TO_CENTRE),
        (replace(GOOD, brightness=0.1), GuidanceCode.MORE_LIGHT),
        (replace(GOOD, contrast=0.1), GuidanceCode.MORE_LIGHT),
        (replace(GOOD, brightness=0.95), GuidanceCode.LESS_LIGHT),
        (replace(GOOD, backlight=0.5, contrast=0.3), GuidanceCode.LIGHT_FROM_FRONT),
        (replace(GOOD, evenness=0.2), GuidanceCode.LIGHT_EVENLY),
        (turned(70), GuidanceCode.TURN_BACK),
        (turned(0, 60), GuidanceCode.TURN_BACK),
        (turned(roll=40), GuidanceCode.HEAD_UPRIGHT),
        (replace(GOOD, eyes_open=0.05), GuidanceCode.OPEN_EYES),
        (replace(GOOD, mouth_open=0.6), GuidanceCode.CLOSE_MOUTH),
        (replace(GOOD, sharpness=0.001), GuidanceCode.HOLD_STILL),
    ],
)
def test_each_fault_has_its_advice(quality: Quality, code: GuidanceCode) -> None:
    """One thing wrong gives exactly the advice that mends it."""
    assert faults(photo(face(quality=quality)), 0, DEFAULT_PROFILE) == (code,)


@pytest.mark.parametrize("reason", QualityReason)
def test_what_the_model_refuses_is_not_captured(reason: QualityReason) -> None:
    """Whatever the model's own limits refuse gives advice and no capture; the loose profile takes it."""
    refused = photo(face(quality=replace(GOOD, reasons=(reason,))))
    found, subject = guide((refused, SECOND))
    assert len(found[-1].rejected) == 1
    assert subject.captured == ()
    assert faults(refused, 0, LOOSE_PROFILE) == ()


def test_a_good_face_has_no_fault() -> None:
    """Neither profile finds anything wrong with a good face."""
    for profile in (DEFAULT_PROFILE, LOOSE_PROFILE):
        assert faults(photo(face()), 0, profile) == ()


def test_a_face_that_fills_the_picture_is_sent_back_and_a_covered_one_uncovered() -> None:
    """Too near, and hidden by a hand, are told from the box and the detector's score."""
    assert faults(photo(face(size=440)), 0, DEFAULT_PROFILE) == (GuidanceCode.MOVE_BACK,)
    assert faults(photo(face(score=0.7)), 0, DEFAULT_PROFILE) == (GuidanceCode.REMOVE_COVER,)


def test_a_turned_head_is_not_told_to_come_closer() -> None:
    """Eyes stand nearer together in the picture when the head turns; that is not distance."""
    quality = replace(turned(40), eye_distance_px=37.0)
    assert faults(photo(face(quality=quality)), 0, DEFAULT_PROFILE) == ()


def test_side_light_is_judged_from_the_front_only() -> None:
    """Of a turned head one half is hair, which is no fault of the light."""
    assert faults(photo(face(quality=replace(turned(30), evenness=0.1))), 0, DEFAULT_PROFILE) == ()


def test_words_are_held_for_a_moment() -> None:
    """A code that changes from frame to frame does not flicker; done comes at once."""
    steady, hold_ns = SteadyCode(), round(HOLD_S * 1e9)
    assert steady.show(GuidanceCode.TURN_LEFT, 0) is GuidanceCode.TURN_LEFT
    assert steady.show(GuidanceCode.HOLD_STILL, hold_ns // 2) is GuidanceCode.TURN_LEFT
    assert steady.show(GuidanceCode.HOLD_STILL, hold_ns) is GuidanceCode.HOLD_STILL
    assert steady.show(GuidanceCode.DONE, hold_ns + 1) is GuidanceCode.DONE


def captured(part: PoseBin, utility: float, at_s: float) -> CapturedFace:
    """Return a captured face of some use."""
    return CapturedFace(photo(face()), 0, part, utility, 0, round(at_s * 1e9))


def test_a_better_face_replaces_the_worst() -> None:
    """A full part takes a clearly better face, and not one that is merely as good."""
    ring = PoseRing({PoseBin.FRONT: 2})
    assert ring.offer(captured(PoseBin.FRONT, 0.5, 0))
    assert ring.offer(captured(PoseBin.FRONT, 0.6, 1))
    assert not ring.offer(captured(PoseBin.FRONT, 0.52, 2))
    assert ring.offer(captured(PoseBin.FRONT, 0.9, 3))
    assert [each.utility for each in ring.captured] == [0.9, 0.6]


def test_neighbouring_frames_count_once() -> None:
    """Two frames of one moment are one face; the better one stays."""
    ring = PoseRing({PoseBin.FRONT: 3}, apart_s=0.3)
    ring.offer(captured(PoseBin.FRONT, 0.5, 0))
    assert not ring.offer(captured(PoseBin.FRONT, 0.5, 0.1))
    assert ring.offer(captured(PoseBin.FRONT, 0.9, 0.1))
    assert [each.utility for each in ring.captured] == [0.9]


def test_a_removed_face_is_asked_for_again() -> None:
    """What the operator throws out opens its part; an unwanted part takes nothing."""
    ring = PoseRing({PoseBin.UP: 1})
    taken = captured(PoseBin.UP, 0.5, 0)
    ring.offer(taken)
    assert ring.missing == ()
    ring.remove(taken)
    ring.remove(taken)
    assert ring.missing == (PoseBin.UP,)
    assert not ring.offer(captured(PoseBin.DOWN, 1.0, 0))


@given(yaw=st.floats(-90, 90), pitch=st.floats(-90, 90))
def test_a_pose_belongs_to_one_part_at_most_and_mirrors(yaw: float, pitch: float) -> None:
    """Mirrored poses belong to mirrored parts: the ring prefers no side."""
    ring = PoseRing({})
    mirror = {PoseBin.LEFT: PoseBin.RIGHT, PoseBin.RIGHT: PoseBin.LEFT}
    part = ring.part(Pose(yaw, pitch, 0))
    assert ring.part(Pose(-yaw, pitch, 0)) == (mirror.get(part, part) if part else None)


def test_neutral_pose_is_a_median_near_the_axis() -> None:
    """A glance aside does not count, and one odd frame of five does not move the straight look."""
    neutral = NeutralPose(RingLimits(), frames=5)
    neutral.see(Pose(40, 0, 0))
    for yaw in (2, 2, 9, 2, 2):
        assert not neutral.known
        neutral.see(Pose(yaw, 6, 0))
    assert neutral.known
    assert neutral.relative(Pose(12, 6, 3)) == Pose(10, 0, 3)


def test_the_analyser_hands_on_guidance_and_captured_faces() -> None:
    """Run as a live analyser it guides frame by frame, and a face can be thrown out meanwhile."""
    analyser = EnrolmentAnalyser(DrawnPipeline([looking()] * SECOND), EnrolmentGuide())
    for number in range(SECOND):
        result = analyser.analyse(Frame(looking().image[:], number, number * FRAME_NS))
    assert len(result.captured) >= 2
    before = result.guidance.ring[0].captured
    analyser.remove(result.captured[0])
    analyser = EnrolmentAnalyser(DrawnPipeline([photo()]), analyser._guide)
    after = analyser.analyse(Frame(looking().image[:], SECOND, SECOND * FRAME_NS))
    assert after.guidance.ring[0].captured == before - 1
    assert analyser.merge(result, after) is after


def _all_round() -> list[FacesInPhoto]:
    """Return the frames that fill the ring."""
    poses = ((0, 0), (30, 0), (-30, 0), (0, 20), (0, -20))
    return [looking(*pose) for pose in poses for _ in range(2 * SECOND)]


def test_the_check_follows_the_ring_and_can_be_repeated() -> None:
    """It begins when the ring is full; who does not move fails, and passes at the second attempt."""
    actor, pipeline = Obeying(who=0), DrawnPipeline(_all_round())
    analyser = EnrolmentAnalyser(pipeline, EnrolmentGuide(), attempts())
    analyser.choose(CheckSet.WITHOUT_EYES)
    results: list[EnrolmentResult] = []

    def frame(each: FacesInPhoto | None = None) -> EnrolmentResult:
        if each is not None:
            pipeline._photos = iter([each])
        number = len(results)
        results.append(analyser.analyse(Frame(looking().image[:], number, number * FRAME_NS)))
        return results[-1]

    while not frame().guidance.done:
        assert results[-1].liveness is None
    assert results[-1].liveness is not None
    while results[-1].liveness is None or not results[-1].liveness.over:
        frame(looking())
    assert not results[-1].liveness.result.passed
    captured = results[-1].captured
    analyser.check()
    frame(looking())
    while not results[-1].liveness.over:
        frame(actor.act(len(results) * FRAME_NS / 1e9, results[-1].liveness))
    assert results[-1].liveness.result.passed
    assert results[-1].liveness.attempt == 2
    assert results[-1].captured == captured


def test_the_check_can_begin_before_the_ring_is_full() -> None:
    """The operator may be content with what was captured; the ring rests meanwhile."""
    analyser = EnrolmentAnalyser(DrawnPipeline([looking()] * SECOND), EnrolmentGuide(), attempts())
    results = [
        analyser.analyse(Frame(looking().image[:], n, n * FRAME_NS))
        for n in range(SECOND)
        if n != 10 or analyser.check() is None
    ]
    assert results[9].liveness is None
    assert results[10].liveness is not None
    assert results[-1].guidance.ring == results[10].guidance.ring


def test_the_measured_reasons_go_with_the_guidance() -> None:
    """What the pipeline itself holds against a face stands in the guidance too."""
    quality = replace(GOOD, reasons=(QualityReason.BLURRED,))
    found, _ = guide((photo(face(quality=quality)), 1))
    assert found[0].reasons == (QualityReason.BLURRED,)
