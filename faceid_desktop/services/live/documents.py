"""Whether a photo keeps the rules for documents (after ISO/IEC 19794-5 and ICAO Doc 9303, part 3).

The crown of the head has no landmark: it is taken to be as far above the eyes as the chin is below them, as
in the standard's own drawing of a head. Pose is estimated from landmarks and is right to a few degrees, no
more.
"""

from __future__ import annotations

import cv2
import numpy as np

from faceid_desktop.core.geometry import five_points
from faceid_desktop.core.records import Face, FacesInPhoto
from faceid_desktop.services.live.records import DocumentCheck, DocumentRule

_LIMITS: dict[DocumentRule, tuple[float, float]] = {
    DocumentRule.ONE_FACE: (1, 1),
    DocumentRule.RESOLUTION: (90, float("inf")),
    DocumentRule.HEAD_SIZE: (0.6, 0.9),
    DocumentRule.CENTRED_ACROSS: (0.45, 0.55),
    DocumentRule.CENTRED_DOWN: (0.3, 0.5),
    DocumentRule.FACING: (-5, 5),
    DocumentRule.LEVEL: (-5, 5),
    DocumentRule.UPRIGHT: (-5, 5),
    DocumentRule.EYES_OPEN: (0.2, float("inf")),
    DocumentRule.MOUTH_CLOSED: (0, 0.12),
    DocumentRule.SHARP: (0.02, float("inf")),
    DocumentRule.EXPOSURE: (0.25, 0.8),
    DocumentRule.EVEN_LIGHT: (0.6, 1),
    DocumentRule.PLAIN_BACKGROUND: (0, 0.08),
}
_CHIN = 8
_HALF_HEAD = 0.85
_LEAST_BACKGROUND_PX = 100


def document_rules(photo: FacesInPhoto) -> tuple[DocumentCheck, ...]:
    """Check the largest face of a photo against all rules.

    Parameters
    ----------
    photo
        An analysed photo, as it would be printed.

    Returns
    -------
    tuple of DocumentCheck
        One for each `DocumentRule`, in their order; without a face only ONE_FACE is measured. Units: faces;
        eye distance in pixels; shares of the picture's height and width; degrees; the measures of `Quality`;
        and the background's standard deviation as a share of the full range.
    """
    measured = {DocumentRule.ONE_FACE: float(len(photo.faces))}
    if photo.faces:
        measured |= _measured(photo, photo.faces[0])
    return tuple(
        DocumentCheck(rule, measured.get(rule, float("nan")), *_LIMITS[rule]) for rule in DocumentRule
    )


def _measured(photo: FacesInPhoto, face: Face) -> dict[DocumentRule, float]:
    height, width = photo.image.shape[:2]
    quality, five = face.quality, five_points(face.landmarks.points)
    eyes, chin = five[:2].mean(axis=0), face.landmarks.points[_CHIN]
    nose_line = (eyes[0] + five[3:5, 0].mean()) / 2
    return {
        DocumentRule.RESOLUTION: quality.eye_distance_px,
        DocumentRule.HEAD_SIZE: float(2 * np.linalg.norm(chin - eyes)) / height,
        DocumentRule.CENTRED_ACROSS: float(nose_line) / width,
        DocumentRule.CENTRED_DOWN: float(eyes[1]) / height,
        DocumentRule.FACING: quality.pose.yaw_deg,
        DocumentRule.LEVEL: quality.pose.pitch_deg,
        DocumentRule.UPRIGHT: quality.pose.roll_deg,
        DocumentRule.EYES_OPEN: quality.eyes_open,
        DocumentRule.MOUTH_CLOSED: quality.mouth_open,
        DocumentRule.SHARP: quality.sharpness,
        DocumentRule.EXPOSURE: quality.brightness,
        DocumentRule.EVEN_LIGHT: quality.evenness,
        DocumentRule.PLAIN_BACKGROUND: background_spread(photo, face),
    }


def background_spread(photo: FacesInPhoto, face: Face) -> float:
    """Measure how plain the background is: the largest standard deviation of a colour in it, 0..1.

    Looked at is what lies beside and above the head down to the mouth; below are shoulders. NaN if the head
    leaves next to nothing of it.
    """
    five = five_points(face.landmarks.points)
    eyes, mouth = five[:2].mean(axis=0), five[3:5].mean(axis=0)
    half = float(np.linalg.norm(face.landmarks.points[_CHIN] - eyes)) * 2 * _HALF_HEAD / 2
    mask = np.zeros(photo.image.shape[:2], np.uint8)
    mask[: max(int(mouth[1]), 0)] = 255
    centre = (round(float(eyes[0])), round(float(eyes[1])))
    cv2.ellipse(mask, centre, (round(half), round(1.35 * half)), 0, 0, 360, 0, cv2.FILLED)
    if cv2.countNonZero(mask) < _LEAST_BACKGROUND_PX:
        return float("nan")
    _, spread = cv2.meanStdDev(photo.image, mask=mask)
    return float(spread.max()) / 255
