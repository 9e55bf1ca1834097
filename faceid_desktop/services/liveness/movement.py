"""What a head does from frame to frame: which movement it makes, and whether it could have got there.

All angles follow `core.records.Pose`. ``TURN_LEFT`` is the person's own left, which is the viewer's right in
a picture that is not mirrored.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from statistics import fmean

from faceid_desktop.core.eyes import eye_edges
from faceid_desktop.core.records import Face, ImageArray


class Action(StrEnum):
    """What a person can be asked to do."""

    TURN_LEFT = "turn_left"
    TURN_RIGHT = "turn_right"
    LOOK_UP = "look_up"
    LOOK_DOWN = "look_down"
    CLOSE_EYES = "close_eyes"
    OPEN_MOUTH = "open_mouth"


_LEAST_EYES = 0.1


@dataclass(frozen=True, slots=True)
class FaceSeen:
    """Measures of one face in one frame.

    ``x``, ``y`` is the middle of its box and ``side`` the longer side, in pixels; angles in degrees;
    ``eyes`` as of `core.eyes.eye_edges`; ``mouth`` as `Quality.mouth_open`.
    """

    x: float
    y: float
    side: float
    yaw_deg: float
    pitch_deg: float
    roll_deg: float
    eyes: float
    mouth: float


@dataclass(frozen=True, slots=True)
class MovementSpec:
    """When a movement counts, relative to the person's own neutral face.

    A movement is *made* beyond the first value of a pair and *undone* within the second. ``turn_deg`` and
    ``nod_deg`` are angles; ``mouth`` is the rise of `Quality.mouth_open`; ``eyes`` the fall of
    `core.eyes.eye_edges` as a share of its neutral value. The rest bounds what a head can do: a step of
    ``jump_sides`` box sides and ``jump_deg`` degrees from one frame to the next, plus a speed in sides and
    degrees a second, and a change of size by the factor ``jump_scale``.
    """

    turn_deg: tuple[float, float] = (16.0, 9.0)
    nod_deg: tuple[float, float] = (12.0, 7.5)
    mouth: tuple[float, float] = (0.22, 0.10)
    eyes: tuple[float, float] = (0.35, 0.22)
    jump_sides: float = 0.25
    jump_deg: float = 25.0
    jump_scale: float = 1.35
    speed_sides: float = 2.5
    speed_deg: float = 250.0


def see(image: ImageArray, face: Face) -> FaceSeen:
    """Measure a face of an RGB picture."""
    x1, y1, x2, y2 = (float(value) for value in face.detection.box)
    pose = face.quality.pose
    return FaceSeen(
        x=(x1 + x2) / 2,
        y=(y1 + y2) / 2,
        side=max(x2 - x1, y2 - y1, 1.0),
        yaw_deg=pose.yaw_deg,
        pitch_deg=pose.pitch_deg,
        roll_deg=pose.roll_deg,
        eyes=eye_edges(image, face.landmarks),
        mouth=face.quality.mouth_open,
    )


def mean_face(seen: tuple[FaceSeen, ...]) -> FaceSeen:
    """Return the mean of several measurements: a person's neutral face."""
    return FaceSeen(*(fmean(getattr(each, field.name) for each in seen) for field in fields(FaceSeen)))


def movement(now: FaceSeen, neutral: FaceSeen, spec: MovementSpec) -> Action | None:
    """Name the movement that a face makes, the strongest if it makes several; None for none.

    Head turns hide the mouth and the eyes, so these count only while the head is straight.
    """
    yaw, pitch = now.yaw_deg - neutral.yaw_deg, now.pitch_deg - neutral.pitch_deg
    sideways, updown = abs(yaw) / spec.turn_deg[0], abs(pitch) / spec.nod_deg[0]
    if max(sideways, updown) >= 1:
        if sideways >= updown:
            return Action.TURN_LEFT if yaw > 0 else Action.TURN_RIGHT
        return Action.LOOK_UP if pitch > 0 else Action.LOOK_DOWN
    if now.mouth - neutral.mouth >= spec.mouth[0]:
        return Action.OPEN_MOUTH
    return Action.CLOSE_EYES if _eyes_fall(now, neutral) >= spec.eyes[0] else None


def is_neutral(now: FaceSeen, neutral: FaceSeen, spec: MovementSpec) -> bool:
    """Tell whether every movement is undone."""
    return (
        abs(now.yaw_deg - neutral.yaw_deg) <= spec.turn_deg[1]
        and abs(now.pitch_deg - neutral.pitch_deg) <= spec.nod_deg[1]
        and now.mouth - neutral.mouth <= spec.mouth[1]
        and _eyes_fall(now, neutral) <= spec.eyes[1]
    )


def is_steady(seen: tuple[FaceSeen, ...], spec: MovementSpec) -> bool:
    """Tell whether a face looks roughly at the camera and keeps still, so that it can serve as neutral."""
    middle = mean_face(seen)
    facing = abs(middle.yaw_deg) <= 1.5 * spec.turn_deg[0] and abs(middle.pitch_deg) <= 1.5 * spec.nod_deg[0]
    return facing and all(is_neutral(each, middle, spec) for each in seen)


def jumped(before: FaceSeen, now: FaceSeen, seconds: float, spec: MovementSpec) -> bool:
    """Tell whether no head could have moved so far in that time: a cut, a loop or another face."""
    way = max(abs(now.x - before.x), abs(now.y - before.y)) / before.side
    scale = max(now.side / before.side, before.side / now.side)
    angle = max(
        abs(now.yaw_deg - before.yaw_deg),
        abs(now.pitch_deg - before.pitch_deg),
        abs((now.roll_deg - before.roll_deg + 180) % 360 - 180),
    )
    return (
        way > spec.jump_sides + spec.speed_sides * seconds
        or angle > spec.jump_deg + spec.speed_deg * seconds
        or scale > spec.jump_scale + seconds
    )


def _eyes_fall(now: FaceSeen, neutral: FaceSeen) -> float:
    # Behind dark glasses there is nothing that could fall.
    return 1 - now.eyes / neutral.eyes if neutral.eyes >= _LEAST_EYES else 0.0
