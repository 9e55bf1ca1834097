"""Quality components, on a drawn face."""

from __future__ import annotations

from dataclasses import asdict, replace

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceid_desktop.core.geometry import five_points
from faceid_desktop.core.pose import INDICES, MEAN_FACE, rotation_of_pose
from faceid_desktop.core.quality import (
    QualityLimits,
    aspect_ratio,
    measure_quality,
    share_inside,
    sharpness,
    utility,
)
from faceid_desktop.core.records import Detection, ImageArray, Landmarks, Pose, Quality, QualityReason
from faceid_desktop.errors import ShapeError

SIDE = 300
CENTRE = SIDE / 2
FRONTAL = Pose(0, 0, 0)


def face_points(
    pose: Pose = FRONTAL, scale: float = 100.0, lid: float = 0.3, at: float = CENTRE
) -> Landmarks:
    """68 points of the mean face; ``lid`` is the eye aspect ratio, the jaw an arc around the mouth."""
    flat = np.zeros((68, 3))
    flat[INDICES] = MEAN_FACE
    arc = np.linspace(np.pi, 0, 17)
    flat[:17] = np.column_stack([0.75 * np.cos(arc), 0.85 * np.sin(arc) - 0.1, np.zeros(17)])
    for first, last in ((36, 39), (42, 45)):
        across = (flat[last] - flat[first]) / 3
        up = np.array([0, -lid * np.linalg.norm(across) * 3 / 2, 0])
        a, b = flat[first] + across, flat[last] - across
        flat[first + 1], flat[first + 2], flat[last + 1], flat[last + 2] = a + up, b + up, b - up, a - up
    for start, stop in ((48, 54), (60, 64)):
        flat[start : stop + 1] = np.linspace(flat[48], flat[54], stop - start + 1)
    flat[55:60], flat[65:68] = flat[53:48:-1], flat[63:60:-1]
    seen = flat @ rotation_of_pose(pose)[:2].T
    return Landmarks(points=(at + scale * seen).astype(np.float32))


def box_of(landmarks: Landmarks) -> Detection:
    """Return the hull of the points as a detection."""
    box = np.concatenate([landmarks.points.min(axis=0), landmarks.points.max(axis=0)])
    return Detection(box=box, score=1.0, points=five_points(landmarks.points))


def picture(landmarks: Landmarks, dark: int = 70, light: int = 180) -> ImageArray:
    """Draw eyes, brows, nose and mouth dark on a light picture."""
    image = np.full((SIDE, SIDE, 3), light, np.uint8)
    for first, last in ((17, 22), (22, 27), (27, 36), (36, 42), (42, 48), (48, 60)):
        line = np.rint(landmarks.points[first:last]).astype(np.int32)
        cv2.polylines(image, [line], isClosed=False, color=(dark, dark, dark), thickness=9)
    return image


def measured(image: ImageArray, landmarks: Landmarks) -> Quality:
    """Quality at the default limits."""
    return measure_quality(image, box_of(landmarks), landmarks, QualityLimits())


def test_a_good_face_has_no_reasons() -> None:
    """A frontal, sharp, well lit face with open eyes is accepted, and its components are the drawn ones."""
    landmarks = face_points()
    quality = measured(picture(landmarks), landmarks)
    assert quality.reasons == ()
    assert quality.eye_distance_px == pytest.approx(71, abs=0.5)
    assert quality.eyes_open == pytest.approx(0.3, abs=0.02)
    assert quality.mouth_open == pytest.approx(0, abs=1e-5)
    assert quality.inside == pytest.approx(1)


@pytest.mark.parametrize(
    ("landmarks", "reason"),
    [
        (face_points(scale=20), QualityReason.TOO_SMALL),
        (face_points(pose=Pose(55, 0, 0)), QualityReason.TURNED),
        (face_points(pose=Pose(-55, 0, 0)), QualityReason.TURNED),
        (face_points(pose=Pose(0, 42, 0)), QualityReason.TILTED),
        (face_points(pose=Pose(0, 0, 75)), QualityReason.TILTED),
        (face_points(lid=0.05), QualityReason.EYES_CLOSED),
        (face_points(at=40.0), QualityReason.CUT_OFF),
    ],
)
def test_a_fault_of_the_face_gives_its_reason(landmarks: Landmarks, reason: QualityReason) -> None:
    """Each fault of size, pose, eyes or place gives its reason, and a face without the fault does not."""
    assert reason in measured(picture(landmarks), landmarks).reasons
    assert reason not in measured(picture(face_points()), face_points()).reasons


@pytest.mark.parametrize(
    ("dark", "light", "reason"),
    [
        (0, 20, QualityReason.TOO_DARK),
        (235, 255, QualityReason.TOO_BRIGHT),
        (128, 140, QualityReason.LOW_CONTRAST),
    ],
)
def test_bad_light_gives_its_reason(dark: int, light: int, reason: QualityReason) -> None:
    """A dark, an over-exposed and a flat picture are told apart."""
    landmarks = face_points()
    reasons = measured(picture(landmarks, dark, light), landmarks).reasons
    assert reason in reasons
    assert QualityReason.BLURRED not in reasons


def test_blur_gives_its_reason() -> None:
    """A face blurred by a tenth of the eye distance is called blurred."""
    landmarks = face_points()
    blurred = np.asarray(cv2.GaussianBlur(picture(landmarks), (0, 0), 7.1), np.uint8)
    assert measured(blurred, landmarks).reasons == (QualityReason.BLURRED,)


@given(sigma=st.floats(0.8, 2.5), more=st.floats(1.3, 2))
def test_sharpness_falls_with_blur(sigma: float, more: float) -> None:
    """More blur measures less sharp, up to where the rounding to whole grey levels outweighs the edges."""
    image = picture(face_points())
    little = cv2.cvtColor(cv2.GaussianBlur(image, (0, 0), sigma), cv2.COLOR_RGB2GRAY)
    much = cv2.cvtColor(cv2.GaussianBlur(image, (0, 0), sigma * more), cv2.COLOR_RGB2GRAY)
    assert sharpness(np.asarray(much, np.uint8)) < sharpness(np.asarray(little, np.uint8))


def test_sharpness_does_not_depend_on_contrast() -> None:
    """The same edges at a quarter of the contrast are as sharp; one colour has no sharpness."""
    pattern = np.random.default_rng(1).integers(0, 2, (80, 80)).astype(np.uint8)
    assert sharpness(pattern * 40) == pytest.approx(sharpness(pattern * 160), rel=1e-4)
    assert sharpness(np.full((80, 80), 9, np.uint8)) == 0


def test_sharpness_does_not_depend_on_size() -> None:
    """The same face twice as large, equally sharp for its size, measures the same within a quarter."""
    small = face_points(scale=60)
    image = np.asarray(cv2.GaussianBlur(picture(small), (0, 0), 2), np.uint8)
    large = np.asarray(cv2.resize(image, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC), np.uint8)
    twice = Landmarks(points=small.points * 2 + np.float32(0.5))
    assert measured(large, twice).sharpness == pytest.approx(measured(image, small).sharpness, rel=0.25)


@given(x=st.floats(-0.99, 0.99))
def test_share_inside_is_the_area_share(x: float) -> None:
    """A square pushed over the border by a share of its side is inside by the rest."""
    left = -0.5 - 40 * x if x >= 0 else 59.5 - 40 * x  # over the left or over the right border by x sides
    square = np.array([(left, 20), (left + 40, 20), (left + 40, 60), (left, 60)], np.float32)
    inside = share_inside(square, np.zeros((100, 100, 3), np.uint8))
    assert inside == pytest.approx(1 - abs(x), abs=1e-3)


def test_points_on_a_line_are_not_inside() -> None:
    """Points without an area are no face inside the picture."""
    line = np.array([(0, 0), (5, 5), (9, 9)], np.float32)
    assert share_inside(line, np.zeros((20, 20, 3), np.uint8)) == 0


def test_aspect_ratio_of_a_known_eye() -> None:
    """An eye 30 wide and 9 high has the aspect ratio 0.3."""
    eye = np.array([(0, 0), (10, -4.5), (20, -4.5), (30, 0), (20, 4.5), (10, 4.5)])
    assert aspect_ratio(eye) == pytest.approx(0.3)


def test_an_open_mouth_is_measured() -> None:
    """Lips apart by half the width of the mouth measure 0.5."""
    points = face_points().points.copy()
    width = points[64, 0] - points[60, 0]
    points[65:68, 1] += width / 2
    landmarks = Landmarks(points=points)
    assert measured(picture(landmarks), landmarks).mouth_open == pytest.approx(0.5, abs=0.01)


def test_limits_decide_and_components_stay() -> None:
    """Other limits change the reasons, never the measured components."""
    landmarks = face_points()
    strict = replace(QualityLimits(), min_eye_distance_px=500.0, min_eyes_open=0.9)
    image = picture(landmarks)
    refused = measure_quality(image, box_of(landmarks), landmarks, strict)
    assert refused.reasons == (QualityReason.TOO_SMALL, QualityReason.EYES_CLOSED)
    assert asdict(replace(refused, reasons=())) == asdict(measured(image, landmarks))


def test_five_points_are_refused() -> None:
    """Quality needs the 68 points."""
    landmarks = face_points()
    with pytest.raises(ShapeError):
        measure_quality(
            picture(landmarks),
            box_of(landmarks),
            Landmarks(points=five_points(landmarks.points)),
            QualityLimits(),
        )


def test_light_from_one_side_is_measured() -> None:
    """A half as bright as the other gives about a half, whichever side it is; even light gives one."""
    landmarks = face_points()
    even = picture(landmarks)
    assert measured(even, landmarks).evenness > 0.95
    for half in (slice(0, SIDE // 2), slice(SIDE // 2, SIDE)):
        lit = even.copy()
        lit[:, half] //= 2
        assert measured(lit, landmarks).evenness == pytest.approx(0.5, abs=0.05)


def test_light_from_behind_is_measured() -> None:
    """A dark head on a bright picture has light behind it, a bright one on a dark picture in front."""
    landmarks = face_points(scale=40)
    oval = np.zeros((SIDE, SIDE), np.uint8)
    cv2.ellipse(oval, (150, 150), (45, 62), 0, 0, 360, 1, cv2.FILLED)
    for face_light, wall, expected in ((60, 230, 0.67), (230, 60, -0.67), (140, 140, 0.0)):
        image = np.repeat(np.where(oval, face_light, wall).astype(np.uint8)[..., None], 3, axis=2)
        assert measured(image, landmarks).backlight == pytest.approx(expected, abs=0.1)


GOOD = Quality(
    eye_distance_px=80.0,
    sharpness=0.2,
    brightness=0.5,
    contrast=0.6,
    pose=FRONTAL,
    eyes_open=0.3,
    mouth_open=0.0,
    inside=1.0,
)


@pytest.mark.parametrize(
    "worse",
    [
        {"eye_distance_px": 25.0},
        {"sharpness": 0.005},
        {"brightness": 0.08},
        {"brightness": 0.95},
        {"contrast": 0.1},
        {"pose": Pose(40, 0, 0)},
        {"pose": Pose(0, -40, 0)},
        {"eyes_open": 0.05},
        {"inside": 0.6},
    ],
)
def test_each_fault_makes_a_face_less_useful(worse: dict[str, object]) -> None:
    """The best face counts one; whatever is worse counts less, and never below nothing."""
    assert utility(GOOD) == pytest.approx(1)
    assert 0 <= utility(replace(GOOD, **worse)) < 0.75


@given(yaw=st.floats(-180, 180), sharp=st.floats(0, 5), light=st.floats(0, 1))
def test_usefulness_is_a_share(yaw: float, sharp: float, light: float) -> None:
    """It lies in 0..1 for every face, also for one seen from behind."""
    face = replace(GOOD, pose=Pose(yaw, 0, 0), sharpness=sharp, brightness=light)
    assert 0 <= utility(face) <= 1
