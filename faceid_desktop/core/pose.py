"""Head pose from facial landmarks: a rigid mean face is fitted under scaled orthography."""

from __future__ import annotations

import numpy as np

from faceid_desktop.core.records import Doubles, Landmarks, Pose
from faceid_desktop.errors import ShapeError

# Rigid mean face: iBUG index and place, x to the viewer's right, y down, z away from the viewer, outer eye
# corners one unit apart. Factorised from the annotated training photos (rigid structure from motion under
# scaled orthography, symmetric, the median photo looking straight). Jaw and lips are left out: the jaw's
# points slide along the visible contour and the lips move. Brows stay: with them the fit is steadier than
# their movement costs.
_FACE: tuple[tuple[int, float, float, float], ...] = (
    (17, -0.663, -0.271, 0.209),
    (19, -0.423, -0.389, 0.028),
    (21, -0.135, -0.323, -0.070),
    (22, 0.135, -0.323, -0.070),
    (24, 0.423, -0.389, 0.028),
    (26, 0.663, -0.271, 0.209),
    (27, 0.000, -0.158, -0.074),
    (28, 0.000, -0.024, -0.142),
    (29, 0.000, 0.107, -0.218),
    (30, 0.000, 0.244, -0.292),
    (31, -0.173, 0.342, -0.072),
    (33, 0.000, 0.395, -0.144),
    (35, 0.173, 0.342, -0.072),
    (36, -0.500, -0.130, 0.144),
    (39, -0.210, -0.112, 0.086),
    (42, 0.210, -0.112, 0.086),
    (45, 0.500, -0.130, 0.144),
    (48, -0.315, 0.600, 0.110),
    (54, 0.315, 0.600, 0.110),
)
INDICES = np.array([row[0] for row in _FACE])
MEAN_FACE: Doubles = np.array([row[1:] for row in _FACE])
MEAN_FACE -= MEAN_FACE.mean(axis=0)
MEAN_FACE.flags.writeable = False

_MAX_ITERATIONS = 50
_TOLERANCE = 1e-9


def head_pose(landmarks: Landmarks) -> Pose:
    """Head pose in degrees, with the signs of `Pose`; 0, 0, 0 looks at the camera upright.

    Parameters
    ----------
    landmarks
        68 points in iBUG order, in pixels.

    Returns
    -------
    Pose
        Yaw and pitch in -90..90 for a face seen from the front, roll in -180..180.

    Raises
    ------
    ShapeError
        If there are not 68 points, or they lie on one place.
    """
    points = landmarks.points
    if points.shape != (68, 2):
        raise ShapeError(name="landmarks", expected="(68, 2)", actual=str(points.shape))
    return pose_of_rotation(_fit(np.asarray(points, np.float64)[INDICES]))


def pose_of_rotation(rotation: Doubles) -> Pose:
    """Angles of a rotation (3, 3) of the mean face, which is ``Rz(roll) Ry(yaw) Rx(pitch)``."""
    yaw = np.arctan2(rotation[2, 0], np.hypot(rotation[0, 0], rotation[1, 0]))
    pitch = np.arctan2(-rotation[2, 1], rotation[2, 2])
    roll = np.arctan2(rotation[1, 0], rotation[0, 0])
    return Pose(*(float(np.degrees(angle)) for angle in (yaw, pitch, roll)))


def rotation_of_pose(pose: Pose) -> Doubles:
    """Inverse of `pose_of_rotation`."""
    yaw, pitch, roll = np.radians((pose.yaw_deg, pose.pitch_deg, pose.roll_deg))
    (cy, cp, cr), (sy, sp, sr) = np.cos((yaw, pitch, roll)), np.sin((yaw, pitch, roll))
    about_x = np.array([(1, 0, 0), (0, cp, sp), (0, -sp, cp)])
    about_y = np.array([(cy, 0, -sy), (0, 1, 0), (sy, 0, cy)])
    about_z = np.array([(cr, -sr, 0), (sr, cr, 0), (0, 0, 1)])
    rotated: Doubles = about_z @ about_y @ about_x
    return rotated


def _fit(points: Doubles) -> Doubles:
    """Rotation (3, 3) of the mean face that explains points (K, 2) best under scaled orthography.

    Start: the affine camera of DeMenthon and Davis, "Model-based object pose in 25 lines of code", IJCV 1995
    (POS), made a rotation by the polar decomposition. Then the unseen depths are filled in from the present
    rotation and the absolute orientation is solved in closed form (Arun, Huang and Blostein, PAMI 1987),
    which never raises the error.
    """
    seen = points - points.mean(axis=0)
    if float(np.abs(seen).max()) <= np.finfo(np.float32).eps:
        raise ShapeError(name="landmarks", expected="points that differ", actual="one place")
    affine = np.linalg.lstsq(MEAN_FACE, seen, rcond=None)[0].T  # (2, 3)
    u, sizes, v = np.linalg.svd(affine, full_matrices=False)
    rows = u @ v
    rotation: Doubles = np.vstack([rows, np.cross(rows[0], rows[1])])
    scale = float(sizes.mean())
    for _ in range(_MAX_ITERATIONS):
        placed = np.column_stack(
            [seen / scale, MEAN_FACE @ rotation[2]]
        )  # (K, 3): seen x, y and presumed depth
        before, rotation = rotation, _nearest_rotation(placed.T @ MEAN_FACE)
        shown = MEAN_FACE @ rotation[:2].T
        scale = max(float((shown * seen).sum() / (shown**2).sum()), np.finfo(np.float64).tiny)
        if float(np.abs(rotation - before).max()) < _TOLERANCE:
            break
    return rotation


def _nearest_rotation(matrix: Doubles) -> Doubles:
    u, _, v = np.linalg.svd(matrix)
    u[:, 2] *= np.sign(np.linalg.det(u @ v))
    nearest: Doubles = u @ v
    return nearest
