"""What is wrong with a face for enrolment, and what the person should do about it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from faceid_desktop.core.records import Face, FacesInPhoto, Floats, QualityReason
from faceid_desktop.services.live.ghosts import real_places
from faceid_desktop.services.live.profiles import EnrolmentProfile
from faceid_desktop.services.live.records import GuidanceCode, PoseBin

_EVEN_UP_TO_DEG = 15.0
_ADVICE = {
    QualityReason.TOO_SMALL: GuidanceCode.COME_CLOSER,
    QualityReason.BLURRED: GuidanceCode.HOLD_STILL,
    QualityReason.TOO_DARK: GuidanceCode.MORE_LIGHT,
    QualityReason.TOO_BRIGHT: GuidanceCode.LESS_LIGHT,
    QualityReason.LOW_CONTRAST: GuidanceCode.MORE_LIGHT,
    QualityReason.TURNED: GuidanceCode.TURN_BACK,
    QualityReason.TILTED: GuidanceCode.HEAD_UPRIGHT,
    QualityReason.EYES_CLOSED: GuidanceCode.OPEN_EYES,
    QualityReason.CUT_OFF: GuidanceCode.MOVE_TO_CENTRE,
}

TURNS = {
    PoseBin.FRONT: GuidanceCode.LOOK_STRAIGHT,
    PoseBin.LEFT: GuidanceCode.TURN_LEFT,
    PoseBin.RIGHT: GuidanceCode.TURN_RIGHT,
    PoseBin.UP: GuidanceCode.TURN_UP,
    PoseBin.DOWN: GuidanceCode.TURN_DOWN,
}
"""What to say to somebody who is to fill a part of the ring."""


@dataclass(frozen=True, slots=True)
class Motion:
    """How fast a face moves (face sizes a second) and turns (degrees a second)."""

    speed: float = 0.0
    turn_deg_s: float = 0.0


def choose_subject(photo: FacesInPhoto, near: Floats | None = None) -> int | None:
    """Choose the face to be enrolled: the one nearest to ``near`` (4,) if given, else the largest.

    Returns
    -------
    int or None
        Its place, None without a face.
    """
    places = real_places(photo)
    if not places:
        return None
    if near is None:
        return places[0]
    middle = (near[:2] + near[2:]) / 2
    distances = [
        float(np.linalg.norm((face.detection.box[:2] + face.detection.box[2:]) / 2 - middle))
        / _size(face.detection.box)
        for face in (photo.faces[place] for place in places)
    ]
    return places[int(np.argmin(distances))]


def faults(
    photo: FacesInPhoto, place: int, profile: EnrolmentProfile, motion: Motion | None = None
) -> tuple[GuidanceCode, ...]:
    """Say what keeps a face from being enrolled, in the order in which the person should mend it.

    Parameters
    ----------
    photo
        The analysed picture.
    place
        The face that is meant.
    profile
        What is asked for.
    motion
        How it moves; None for a photo.

    Returns
    -------
    tuple of GuidanceCode
        Empty if the face can be enrolled, whatever its pose within the limits.
    """
    face = photo.faces[place]
    found = {
        GuidanceCode.ONE_FACE_ONLY: _has_rival(photo, place, profile),
        **_place_faults(face, photo, profile),
        **_light_faults(face, profile),
        **_head_faults(face, profile),
        GuidanceCode.HOLD_STILL: face.quality.sharpness < profile.limits.min_sharpness
        or (motion is not None and _moves(motion, profile)),
    }
    refused = {_ADVICE[reason] for reason in photo.faces[place].quality.reasons if profile.accepted_only}
    return tuple(code for code, holds in found.items() if holds or code in refused)


def _place_faults(face: Face, photo: FacesInPhoto, profile: EnrolmentProfile) -> dict[GuidanceCode, bool]:
    quality, limits = face.quality, profile.limits
    facing = max(float(np.cos(np.radians(quality.pose.yaw_deg))), 0.5)
    share = float(face.detection.box[3] - face.detection.box[1]) / photo.image.shape[0]
    cut_off = quality.inside < limits.min_inside
    return {
        GuidanceCode.COME_CLOSER: quality.eye_distance_px / facing < limits.min_eye_distance_px,
        GuidanceCode.MOVE_BACK: share > profile.max_face_share,
        GuidanceCode.MOVE_TO_CENTRE: cut_off and share <= profile.max_face_share,
    }


def _light_faults(face: Face, profile: EnrolmentProfile) -> dict[GuidanceCode, bool]:
    quality, limits = face.quality, profile.limits
    dark, flat = quality.brightness < limits.min_brightness, quality.contrast < limits.min_contrast
    # Bright surroundings do no harm to a face that shows all its shades.
    behind = quality.backlight > profile.max_backlight and quality.contrast < profile.min_backlit_contrast
    # Seen from the side, one half of the crop is hair and wall.
    uneven = abs(quality.pose.yaw_deg) <= _EVEN_UP_TO_DEG and quality.evenness < profile.min_evenness
    return {
        GuidanceCode.LIGHT_FROM_FRONT: behind,
        GuidanceCode.MORE_LIGHT: (dark or flat) and not behind,
        GuidanceCode.LESS_LIGHT: quality.brightness > limits.max_brightness,
        GuidanceCode.LIGHT_EVENLY: uneven,
    }


def _head_faults(face: Face, profile: EnrolmentProfile) -> dict[GuidanceCode, bool]:
    quality, pose, limits = face.quality, face.quality.pose, profile.limits
    return {
        GuidanceCode.TURN_BACK: abs(pose.yaw_deg) > limits.max_yaw_deg
        or abs(pose.pitch_deg) > limits.max_pitch_deg,
        GuidanceCode.HEAD_UPRIGHT: abs(pose.roll_deg) > limits.max_roll_deg,
        GuidanceCode.REMOVE_COVER: face.detection.score < profile.min_score,
        GuidanceCode.OPEN_EYES: quality.eyes_open < limits.min_eyes_open,
        GuidanceCode.CLOSE_MOUTH: quality.mouth_open > profile.max_mouth_open,
    }


def _has_rival(photo: FacesInPhoto, place: int, profile: EnrolmentProfile) -> bool:
    area = _size(photo.faces[place].detection.box) ** 2
    return any(
        _size(photo.faces[other].detection.box) ** 2 > profile.rival_share * area
        for other in real_places(photo)
        if other != place
    )


def _moves(motion: Motion, profile: EnrolmentProfile) -> bool:
    return motion.speed > profile.max_speed or motion.turn_deg_s > profile.max_turn_deg_s


def _size(box: Floats) -> float:
    width, height = box[2:] - box[:2]
    return float(np.sqrt(max(width * height, 1e-6)))
