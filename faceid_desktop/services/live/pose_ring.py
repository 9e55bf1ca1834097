"""The ring of head poses that an enrolment fills, and the best faces of each part of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from faceid_desktop.core.records import Pose
from faceid_desktop.services.live.records import BinState, CapturedFace, PoseBin

_BETTER = 1.1


@dataclass(frozen=True, slots=True)
class RingLimits:
    """Where the parts of the ring begin, in degrees from the person's straight look.

    ``front`` bounds yaw and pitch of FRONT; a side begins at ``side`` of yaw with the pitch within ``stray``;
    UP and DOWN begin at ``nod`` of pitch with the yaw within ``stray``. Between front and side is no part, so
    that neighbours differ. A straight look itself is within ``neutral_yaw`` and ``neutral_pitch`` of the
    camera's axis: cameras stand above or beside the screen, and landmarks put chins higher or lower.
    """

    front: float = 10.0
    side: float = 18.0
    nod: float = 12.0
    stray: float = 18.0
    neutral_yaw: float = 10.0
    neutral_pitch: float = 15.0


class NeutralPose:
    """Learns the pose of a person's straight look: the median of the first frames near the camera's axis.

    Parameters
    ----------
    limits
        How far from the axis it may be.
    frames
        How many frames it takes.
    """

    def __init__(self, limits: RingLimits, frames: int = 5) -> None:
        self._limits, self._frames = limits, frames
        self._seen: list[tuple[float, float]] = []

    @property
    def known(self) -> bool:
        """Whether enough frames were seen."""
        return len(self._seen) >= self._frames

    def see(self, pose: Pose) -> None:
        """Take in the pose of a usable frame while the straight look is not known."""
        near = (
            abs(pose.yaw_deg) <= self._limits.neutral_yaw
            and abs(pose.pitch_deg) <= self._limits.neutral_pitch
        )
        if near and not self.known:
            self._seen.append((pose.yaw_deg, pose.pitch_deg))

    def relative(self, pose: Pose) -> Pose:
        """Return a pose against the straight look; against the camera while that is not known."""
        if not self.known:
            return pose
        yaw, pitch = np.median(np.array(self._seen), axis=0)
        return Pose(pose.yaw_deg - float(yaw), pose.pitch_deg - float(pitch), pose.roll_deg)


class PoseRing:
    """Holds the best faces of each part of the ring.

    Parameters
    ----------
    wanted
        How many faces each part needs; parts that are not named are not wanted.
    apart_s
        Faces of one part are at least this far apart in time, or the better replaces the other.
    limits
        Where the parts begin.
    """

    def __init__(
        self, wanted: Mapping[PoseBin, int], apart_s: float = 0.3, limits: RingLimits | None = None
    ) -> None:
        self._wanted, self._apart_ns = dict(wanted), round(apart_s * 1e9)
        self._limits = limits or RingLimits()
        self._kept: dict[PoseBin, list[CapturedFace]] = {each: [] for each in self._wanted}

    @property
    def states(self) -> tuple[BinState, ...]:
        """How far each wanted part is filled."""
        return tuple(BinState(each, len(self._kept[each]), count) for each, count in self._wanted.items())

    @property
    def missing(self) -> tuple[PoseBin, ...]:
        """The parts that need more faces, in the order in which they are wanted."""
        return tuple(state.bin for state in self.states if state.fill < 1)

    @property
    def progress(self) -> float:
        """Share 0..1 of the wanted faces that are there."""
        total = sum(state.wanted for state in self.states)
        return sum(state.captured for state in self.states) / total if total else 1.0

    @property
    def captured(self) -> tuple[CapturedFace, ...]:
        """All kept faces, part by part, the best of each first."""
        return tuple(
            face
            for kept in self._kept.values()
            for face in sorted(kept, key=lambda face: face.utility, reverse=True)
        )

    def part(self, pose: Pose) -> PoseBin | None:
        """Return the part of the ring of a pose relative to the straight look, None between the parts."""
        limits, yaw, pitch = self._limits, pose.yaw_deg, pose.pitch_deg
        if max(abs(yaw), abs(pitch)) <= limits.front:
            return PoseBin.FRONT
        if abs(yaw) >= limits.side and abs(pitch) <= limits.stray:
            # Positive yaw is to the viewer's right, which is the person's left.
            return PoseBin.LEFT if yaw > 0 else PoseBin.RIGHT
        if abs(pitch) >= limits.nod and abs(yaw) <= limits.stray:
            return PoseBin.UP if pitch > 0 else PoseBin.DOWN
        return None

    def offer(self, face: CapturedFace) -> bool:
        """Keep a face if its part needs one, or if it is clearly better than one that is there.

        Returns
        -------
        bool
            Whether it was kept.
        """
        kept = self._kept.get(face.bin)
        if kept is None:
            return False
        rivals = [each for each in kept if abs(each.captured_ns - face.captured_ns) < self._apart_ns]
        if not rivals and len(kept) < self._wanted[face.bin]:
            kept.append(face)
            return True
        worst = min(rivals or kept, key=lambda each: each.utility)
        if len(rivals) > 1 or face.utility <= worst.utility * _BETTER:
            return False
        kept[kept.index(worst)] = face
        return True

    def remove(self, face: CapturedFace) -> None:
        """Drop a face that the operator does not want; its part is open again. None is missed."""
        self._kept[face.bin] = [kept for kept in self._kept[face.bin] if kept is not face]
