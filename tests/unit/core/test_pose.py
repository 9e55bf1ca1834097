"""Head pose."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceid_desktop.core.pose import INDICES, MEAN_FACE, head_pose, pose_of_rotation, rotation_of_pose
from faceid_desktop.core.records import Landmarks, Pose
from faceid_desktop.errors import ShapeError

YAW, PITCH, ROLL = st.floats(-60, 60), st.floats(-45, 45), st.floats(-170, 170)


def drawn(pose: Pose, scale: float = 100.0, noise: float = 0.0) -> Landmarks:
    """Draw the mean face in a pose, as 68 points of which those that the fit does not read are zero."""
    points = np.zeros((68, 2))
    seen = MEAN_FACE @ rotation_of_pose(pose)[:2].T
    points[INDICES] = 300 + scale * (seen + np.random.default_rng(0).normal(0, noise, seen.shape))
    return Landmarks(points=points.astype(np.float32))


def angles(pose: Pose) -> tuple[float, float, float]:
    """Yaw, pitch and roll."""
    return pose.yaw_deg, pose.pitch_deg, pose.roll_deg


@given(yaw=YAW, pitch=PITCH, roll=ROLL, scale=st.floats(10, 1000))
def test_a_drawn_pose_is_found_again(yaw: float, pitch: float, roll: float, scale: float) -> None:
    """The pose with which the mean face was drawn comes back, whatever the size of the face."""
    found = head_pose(drawn(Pose(yaw, pitch, roll), scale))
    assert angles(found) == pytest.approx((yaw, pitch, roll), abs=0.1)


@given(yaw=YAW, pitch=PITCH, roll=ROLL)
def test_noise_moves_the_pose_little(yaw: float, pitch: float, roll: float) -> None:
    """Points wrong by 2 % of the eye corners' distance change each angle by less than 8 degrees."""
    found = head_pose(drawn(Pose(yaw, pitch, roll), noise=0.02))
    assert angles(found) == pytest.approx((yaw, pitch, roll), abs=8)


@given(yaw=YAW, pitch=PITCH, roll=ROLL)
def test_angles_and_rotation_are_inverse(yaw: float, pitch: float, roll: float) -> None:
    """A pose made a rotation is orthonormal and reads back as the same pose."""
    rotation = rotation_of_pose(Pose(yaw, pitch, roll))
    np.testing.assert_allclose(rotation @ rotation.T, np.eye(3), atol=1e-12)
    assert np.linalg.det(rotation) == pytest.approx(1)
    assert angles(pose_of_rotation(rotation)) == pytest.approx((yaw, pitch, roll), abs=1e-9)


@pytest.mark.parametrize(
    ("move", "sign"),
    [((5.0, 0.0), (1, 0)), ((-5.0, 0.0), (-1, 0)), ((0.0, -5.0), (0, 1)), ((0.0, 5.0), (0, -1))],
)
def test_the_nose_shows_where_the_head_turns(move: tuple[float, float], sign: tuple[int, int]) -> None:
    """A nose moved right is a turn to the viewer's right, one moved up is a look up."""
    points = drawn(Pose(0, 0, 0)).points.copy()
    points[[29, 30]] += np.array(move, np.float32)
    found = head_pose(Landmarks(points=points))
    assert (np.sign(round(found.yaw_deg)), np.sign(round(found.pitch_deg))) == sign


def test_clockwise_is_positive_roll() -> None:
    """A face whose right eye hangs lower than its left one is rolled clockwise: positive."""
    points = drawn(Pose(0, 0, 20)).points
    assert points[45, 1] > points[36, 1]
    assert head_pose(drawn(Pose(0, 0, 20))).roll_deg == pytest.approx(20, abs=0.01)


@given(yaw=YAW, pitch=PITCH, roll=st.floats(-80, 80))
def test_a_mirrored_face_has_the_mirrored_pose(yaw: float, pitch: float, roll: float) -> None:
    """The mean face is symmetric: mirrored, yaw and roll change sign and pitch stays."""
    mirrored = MEAN_FACE * (-1, 1, 1)
    order = np.lexsort(mirrored.T)[np.argsort(np.lexsort(MEAN_FACE.T))]
    points = drawn(Pose(yaw, pitch, roll)).points.copy()
    points[INDICES] = points[INDICES][order] * np.array([-1, 1], np.float32)
    assert angles(head_pose(Landmarks(points=points))) == pytest.approx((-yaw, pitch, -roll), abs=0.1)


@pytest.mark.parametrize("points", [np.zeros((5, 2), np.float32), np.full((68, 2), 7, np.float32)])
def test_points_without_a_face_are_refused(points: np.ndarray) -> None:
    """Too few points, or all of them on one place, are an error and not some pose."""
    with pytest.raises(ShapeError):
        head_pose(Landmarks(points=points))
