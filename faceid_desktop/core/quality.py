"""Measured quality of a face, and whether it is good enough to compare (components after ISO/IEC 29794-5)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from faceid_desktop.core.geometry import five_points, similarity_transform, warp
from faceid_desktop.core.pose import head_pose
from faceid_desktop.core.records import (
    Detection,
    Floats,
    ImageArray,
    Landmarks,
    Quality,
    QualityReason,
)

# The crop that light and sharpness are measured on: always this many pixels, whatever the size of the face.
_CROP_PX = 80
_EYES_AND_MOUTH = np.array([(24.0, 28.0), (56.0, 28.0), (40.0, 44.0), (28.0, 60.0), (52.0, 60.0)])
_DARKEST, _BRIGHTEST = 5, 95
# The head and what is round it, at a quarter of that scale; only above the mouth, for below are clothes.
_FAR_SCALE = 0.25
_FAR_EYES_AND_MOUTH = (_EYES_AND_MOUTH - (40.0, 44.0)) * _FAR_SCALE + (40.0, 44.0)
_HEAD_AXES_PX = (13, 17)
_HEAD_CENTRE_PX = (40, 42)


@dataclass(frozen=True, slots=True)
class QualityLimits:
    """What a face must reach to be accepted.

    ``min_eye_distance_px`` in pixels of the picture; ``min_sharpness`` is the variance of the Laplacian of
    the crop with its contrast set to a standard, so that flat light is not taken for blur; brightness and
    contrast are shares of the full range 0..1; angles are absolute, in degrees; ``min_eyes_open`` is the eye
    aspect ratio; ``min_inside`` is the share of the landmarks' hull inside the picture.
    """

    min_eye_distance_px: float = 20.0
    min_sharpness: float = 0.01
    min_brightness: float = 0.12
    max_brightness: float = 0.92
    min_contrast: float = 0.10
    max_yaw_deg: float = 50.0
    max_pitch_deg: float = 35.0
    max_roll_deg: float = 60.0
    min_eyes_open: float = 0.12
    min_inside: float = 0.90


def measure_quality(
    image: ImageArray, detection: Detection, landmarks: Landmarks, limits: QualityLimits
) -> Quality:
    """Measure a face and say what is wrong with it.

    Parameters
    ----------
    image
        RGB uint8 (H, W, 3).
    detection
        The face; its box counts for ``inside`` too, for a box may end at the picture's border when a face
        does not.
    landmarks
        68 points in iBUG order, in pixels of ``image``.
    limits
        What is asked for.

    Returns
    -------
    Quality
        The components and the reasons to refuse the face, in the order of `QualityReason`.

    Raises
    ------
    ShapeError
        If there are not 68 landmarks.
    """
    points = landmarks.points
    five = five_points(points)
    crop = _standard_crop(image, five)
    low, high = (float(value) / 255 for value in np.percentile(crop, (_DARKEST, _BRIGHTEST)))
    measured = Quality(
        eye_distance_px=float(np.linalg.norm(five[1] - five[0])),
        sharpness=sharpness(crop),
        brightness=float(crop.mean()) / 255,
        contrast=high - low,
        pose=head_pose(landmarks),
        eyes_open=(aspect_ratio(points[36:42]) + aspect_ratio(points[42:48])) / 2,
        mouth_open=_mouth_open(points),
        inside=min(share_inside(points, image), _box_inside(detection, image)),
        evenness=evenness(crop),
        backlight=_surroundings(image, five) - float(crop.mean()) / 255,
    )
    return _judged(measured, limits)


def sharpness(grey: ImageArray) -> float:
    """Variance of the Laplacian of a grey crop (H, W), divided by the crop's own variance.

    Pech-Pacheco et al., "Diatom autofocusing in brightfield microscopy: a comparative study", ICPR 2000
    (LAPV). The division makes it independent of contrast. 0 for a crop of one colour.
    """
    values = np.asarray(grey, np.float32)
    variance = float(values.var())
    if variance < 1e-6:
        return 0.0
    return float(cv2.Laplacian(values, cv2.CV_32F).var()) / variance


def evenness(grey: ImageArray) -> float:
    """Mean of the darker half of an upright grey face crop (80, 80) over that of the lighter half, 0..1.

    The halves are the viewer's left and right of the nose, from the brows to the mouth (ISO/IEC 29794-5,
    illumination uniformity). Meaningful for a face that looks into the camera.
    """
    halves = [float(grey[20:64, columns].mean()) for columns in (slice(12, 38), slice(42, 68))]
    return min(halves) / max(*halves, 1.0)


def utility(quality: Quality) -> float:
    """Rank faces of one person by how much their templates tell, 0..1; a product, so one fault is enough.

    Size, sharpness, pose, exposure, contrast, eyes and completeness each give 1 where they do no harm and
    less beyond. It orders and weights frames; it is not calibrated and rejects nothing.
    """
    pose = quality.pose
    facing = np.cos(np.radians(pose.yaw_deg)) * np.cos(np.radians(pose.pitch_deg))
    exposure = min(quality.brightness / 0.25, (1 - quality.brightness) / 0.2)
    terms = (
        quality.eye_distance_px / 60,
        1.25 * quality.sharpness / (quality.sharpness + 0.01),
        max(float(facing), 0.0) ** 2,
        exposure,
        quality.contrast / 0.25,
        quality.eyes_open / 0.2,
        quality.inside,
    )
    return float(np.prod(np.clip(terms, 0.0, 1.0)))


def aspect_ratio(eye: NDArray[Any]) -> float:
    """Mean height of an eye (6, 2) over its width: Soukupova and Cech, CVWW 2016, eq. 1; 0 is shut."""
    width = float(np.linalg.norm(eye[3] - eye[0]))
    heights = float(np.linalg.norm(eye[1] - eye[5]) + np.linalg.norm(eye[2] - eye[4]))
    return heights / (2 * max(width, 1e-6))


def share_inside(points: Floats, image: ImageArray) -> float:
    """Share, 0..1, of the area of the points' convex hull that lies inside the picture."""
    hull = cv2.convexHull(points)
    area = cv2.contourArea(hull)
    if area <= 0:
        return 0.0
    height, width = image.shape[:2]
    frame = np.array(
        [(-0.5, -0.5), (width - 0.5, -0.5), (width - 0.5, height - 0.5), (-0.5, height - 0.5)], np.float32
    )
    shared, _ = cv2.intersectConvexConvex(hull, frame)
    return min(float(shared) / area, 1.0)


def _box_inside(detection: Detection, image: ImageArray) -> float:
    x1, y1, x2, y2 = detection.box
    corners = np.array([(x1, y1), (x2, y1), (x2, y2), (x1, y2)], np.float32)
    return share_inside(corners, image)


def _standard_crop(image: ImageArray, five: Floats) -> ImageArray:
    """Cut out the upright face from brows to chin, grey, at one size."""
    crop = warp(image, similarity_transform(five, _EYES_AND_MOUTH), (_CROP_PX, _CROP_PX))
    return np.asarray(cv2.cvtColor(crop, cv2.COLOR_RGB2GRAY), np.uint8)


def _surroundings(image: ImageArray, five: Floats) -> float:
    """Mean brightness 0..1 of what the picture shows round the head, above the mouth."""
    crop = warp(image, similarity_transform(five, _FAR_EYES_AND_MOUTH), (_CROP_PX, _HEAD_CENTRE_PX[1]))
    grey = np.asarray(cv2.cvtColor(crop, cv2.COLOR_RGB2GRAY))
    outside = np.full(grey.shape, 255, np.uint8)
    cv2.ellipse(outside, _HEAD_CENTRE_PX, _HEAD_AXES_PX, 0, 0, 360, 0, cv2.FILLED)
    return float(cv2.mean(grey, mask=outside)[0]) / 255


def _mouth_open(points: Floats) -> float:
    """Mean distance of the inner lips over the width of the mouth; 0 is closed."""
    width = float(np.linalg.norm(points[64] - points[60]))
    gap = float(np.linalg.norm(points[61:64] - points[67:64:-1], axis=1).mean())
    return gap / max(width, 1e-6)


def _judged(measured: Quality, limits: QualityLimits) -> Quality:
    pose = measured.pose
    faults = {
        QualityReason.TOO_SMALL: measured.eye_distance_px < limits.min_eye_distance_px,
        QualityReason.BLURRED: measured.sharpness < limits.min_sharpness,
        QualityReason.TOO_DARK: measured.brightness < limits.min_brightness,
        QualityReason.TOO_BRIGHT: measured.brightness > limits.max_brightness,
        QualityReason.LOW_CONTRAST: measured.contrast < limits.min_contrast,
        QualityReason.TURNED: abs(pose.yaw_deg) > limits.max_yaw_deg,
        QualityReason.TILTED: abs(pose.pitch_deg) > limits.max_pitch_deg
        or abs(pose.roll_deg) > limits.max_roll_deg,
        QualityReason.EYES_CLOSED: measured.eyes_open < limits.min_eyes_open,
        QualityReason.CUT_OFF: measured.inside < limits.min_inside,
    }
    return replace(measured, reasons=tuple(reason for reason, found in faults.items() if found))
