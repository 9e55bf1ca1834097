"""How good the faces of an enrolment have to be, and how many of each pose are wanted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from faceid_desktop.core.quality import QualityLimits
from faceid_desktop.services.live.pose_ring import RingLimits
from faceid_desktop.services.live.records import PoseBin

WANTED: Mapping[PoseBin, int] = MappingProxyType(
    {PoseBin.FRONT: 3, PoseBin.LEFT: 2, PoseBin.RIGHT: 2, PoseBin.UP: 1, PoseBin.DOWN: 1}
)


@dataclass(frozen=True, slots=True)
class EnrolmentProfile:
    """Limits for faces that are enrolled; stricter than for comparing, for a bad template stays.

    ``limits`` are judged on the face as measured, but for the eye distance, which is divided by the cosine of
    the yaw: a head that turns is not farther away. Light from behind is one fault of two measures:
    surroundings brighter than the face by ``max_backlight``, and a face with less contrast than
    ``min_backlit_contrast``. ``max_face_share`` is the box's height over the picture's; ``min_score`` the
    detector's score, below which something covers the face; ``max_speed`` in face sizes a second and
    ``max_turn_deg_s`` say when the head holds still; ``rival_share`` is the area of a second face, as a share
    of the first, from which it disturbs. ``accepted_only`` also
    refuses what the model's own limits refuse (`Quality.reasons`).
    """

    name: str
    limits: QualityLimits
    min_evenness: float = 0.35
    max_backlight: float = 0.35
    min_backlit_contrast: float = 0.4
    max_mouth_open: float = 0.35
    max_face_share: float = 0.8
    min_score: float = 0.8
    max_speed: float = 1.0
    max_turn_deg_s: float = 60.0
    rival_share: float = 0.25
    accepted_only: bool = True
    apart_s: float = 0.3
    wanted: Mapping[PoseBin, int] = field(default_factory=lambda: WANTED)
    ring: RingLimits = field(default_factory=RingLimits)


DEFAULT_PROFILE = EnrolmentProfile(
    name="default",
    limits=QualityLimits(
        min_eye_distance_px=45.0,
        min_sharpness=0.02,
        min_brightness=0.15,
        max_brightness=0.85,
        min_contrast=0.15,
        max_yaw_deg=50.0,
        max_pitch_deg=35.0,
        max_roll_deg=25.0,
        min_eyes_open=0.15,
        min_inside=0.97,
    ),
)
"""A head and shoulders picture of a usual webcam: eyes at least 45 pixels apart."""

LOOSE_PROFILE = EnrolmentProfile(
    name="loose",
    limits=QualityLimits(
        min_eye_distance_px=20.0,
        max_yaw_deg=50.0,
        max_pitch_deg=38.0,
        max_roll_deg=30.0,
    ),
    min_evenness=0.2,
    max_backlight=0.6,
    max_mouth_open=0.6,
    min_score=0.7,
    max_speed=2.0,
    max_turn_deg_s=120.0,
    accepted_only=False,
    wanted=MappingProxyType({PoseBin.FRONT: 3}),
    ring=RingLimits(neutral_yaw=25.0, neutral_pitch=25.0),
)
"""For pictures that are there and cannot be made again: eyes 20 pixels apart, front only, from any camera."""

PROFILES: Mapping[str, EnrolmentProfile] = MappingProxyType(
    {profile.name: profile for profile in (DEFAULT_PROFILE, LOOSE_PROFILE)}
)
