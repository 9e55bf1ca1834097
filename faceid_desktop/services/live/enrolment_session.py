"""Guided enrolment: frame after frame to what the person should do next, and the best faces of each pose."""

from __future__ import annotations

import threading
import time
from collections import deque
from dataclasses import dataclass

import numpy as np

from faceid_desktop.core.quality import utility
from faceid_desktop.core.records import Face, FacesInPhoto, Floats, Frame, Pose
from faceid_desktop.services.live.analyser import Pipeline
from faceid_desktop.services.live.guidance import TURNS, Motion, choose_subject, faults
from faceid_desktop.services.live.pose_ring import NeutralPose, PoseRing
from faceid_desktop.services.live.profiles import DEFAULT_PROFILE, EnrolmentProfile
from faceid_desktop.services.live.records import (
    CapturedFace,
    EnrolmentResult,
    Guidance,
    GuidanceCode,
    PoseBin,
)
from faceid_desktop.services.liveness.attempts import LivenessAttempts
from faceid_desktop.services.liveness.records import CheckSet

HOLD_S = 0.6
_LOST_S = 1.0
_MOTION_S = 0.2


class SteadyCode:
    """Holds what is said for a moment, so that words and speech do not flicker.

    Parameters
    ----------
    hold_s
        How long a code stays; DONE comes at once and stays.
    """

    def __init__(self, hold_s: float = HOLD_S) -> None:
        self._hold_ns = round(hold_s * 1e9)
        self._shown: GuidanceCode | None = None
        self._since_ns = 0

    def show(self, code: GuidanceCode, at_ns: int) -> GuidanceCode:
        """Return what to say now, if ``code`` is what this frame asks for."""
        due = self._shown is None or at_ns - self._since_ns >= self._hold_ns
        if code is not self._shown and (due or code is GuidanceCode.DONE):
            self._shown, self._since_ns = code, at_ns
        return self._shown or code


@dataclass(frozen=True, slots=True, eq=False)
class _Seen:
    """The subject in an earlier frame."""

    box: Floats
    pose: Pose
    at_ns: int


class EnrolmentGuide:
    """The state machine of a guided enrolment; it reads analysed frames only, and no clock.

    Parameters
    ----------
    profile
        How good the faces have to be, and how many of each pose.
    """

    def __init__(self, profile: EnrolmentProfile = DEFAULT_PROFILE) -> None:
        self._profile = profile
        self._neutral = NeutralPose(profile.ring)
        self._ring = PoseRing(profile.wanted, profile.apart_s, profile.ring)
        self._steady = SteadyCode()
        self._seen: deque[_Seen] = deque()

    @property
    def captured(self) -> tuple[CapturedFace, ...]:
        """The faces kept so far, part by part, the best first."""
        return self._ring.captured

    def update(self, photo: FacesInPhoto, index: int, at_ns: int) -> Guidance:
        """Take in an analysed frame.

        Parameters
        ----------
        photo
            All faces of the frame.
        index
            The frame's number.
        at_ns
            When it was captured; never before the last one.

        Returns
        -------
        Guidance
            What to do now and how far the ring is.
        """
        self._forget(at_ns)
        place = choose_subject(photo, self._seen[-1].box if self._seen else None)
        if place is None:
            return self._guidance(GuidanceCode.SHOW_FACE, (GuidanceCode.SHOW_FACE,), None, at_ns)
        face = photo.faces[place]
        wrong = faults(photo, place, self._profile, self._motion(face, at_ns))
        self._seen.append(_Seen(face.detection.box, face.quality.pose, at_ns))
        if not wrong:
            self._neutral.see(face.quality.pose)
        part = self._ring.part(self._neutral.relative(face.quality.pose))
        # A clear turn is one whatever the straight look is; the other parts depend on it.
        sure = self._neutral.known or part in (PoseBin.LEFT, PoseBin.RIGHT)
        if not wrong and part is not None and sure:
            self._ring.offer(CapturedFace(photo, place, part, utility(face.quality), index, at_ns))
        code = self._next(wrong, part)
        return self._guidance(code, wrong, (face, place), at_ns)

    def remove(self, face: CapturedFace) -> None:
        """Drop a captured face that the operator does not want; its part is asked for again."""
        self._ring.remove(face)

    def _next(self, wrong: tuple[GuidanceCode, ...], part: PoseBin | None) -> GuidanceCode:
        missing = self._ring.missing
        if not missing:
            return GuidanceCode.DONE
        if wrong:
            return wrong[0]
        if not self._neutral.known:
            return GuidanceCode.HOLD_STILL if part is PoseBin.FRONT else GuidanceCode.LOOK_STRAIGHT
        return GuidanceCode.HOLD_STILL if part in missing else TURNS[missing[0]]

    def _forget(self, at_ns: int) -> None:
        """Keep the last sighting of the subject for `_LOST_S`, those before it only as motion needs them."""
        if self._seen and at_ns - self._seen[-1].at_ns > _LOST_S * 1e9:
            self._seen.clear()
        while len(self._seen) > 1 and at_ns - self._seen[1].at_ns >= _MOTION_S * 1e9:
            self._seen.popleft()

    def _motion(self, face: Face, at_ns: int) -> Motion:
        """Compare with a frame `_MOTION_S` ago: from one frame to the next, landmarks tremble more."""
        if not self._seen:
            return Motion()
        before = self._seen[0]
        seconds = max((at_ns - before.at_ns) / 1e9, _MOTION_S)
        box, pose = face.detection.box, face.quality.pose
        shift = (box[:2] + box[2:] - before.box[:2] - before.box[2:]) / 2
        turn = np.hypot(pose.yaw_deg - before.pose.yaw_deg, pose.pitch_deg - before.pose.pitch_deg)
        size = float(np.sqrt(np.prod(box[2:] - box[:2])))
        return Motion(float(np.linalg.norm(shift)) / max(size, 1.0) / seconds, float(turn) / seconds)

    def _guidance(
        self,
        code: GuidanceCode,
        wrong: tuple[GuidanceCode, ...],
        subject: tuple[Face, int] | None,
        at_ns: int,
    ) -> Guidance:
        missing = self._ring.missing
        return Guidance(
            code=self._steady.show(code, at_ns),
            rejected=wrong,
            reasons=subject[0].quality.reasons if subject else (),
            ring=self._ring.states,
            target=missing[0] if missing else None,
            pose=self._neutral.relative(subject[0].quality.pose) if subject else None,
            place=subject[1] if subject else None,
            progress=self._ring.progress,
        )


class EnrolmentAnalyser:
    """Makes an `EnrolmentResult` of each frame (`session.FrameAnalyser`).

    Once the ring is full, or the operator asks for it, the liveness check begins on the same camera; the ring
    rests while it lasts.

    Parameters
    ----------
    pipeline
        Finds faces; nothing is embedded before the review, but for the check.
    guide
        What keeps the state.
    liveness
        Runs the checks; None makes none.
    """

    def __init__(
        self, pipeline: Pipeline, guide: EnrolmentGuide, liveness: LivenessAttempts | None = None
    ) -> None:
        self._pipeline, self._guide, self._liveness = pipeline, guide, liveness
        self._wanted: CheckSet | None = None
        self._set = CheckSet.ALL
        self._guidance: Guidance | None = None
        self._lock = threading.Lock()

    def analyse(self, frame: Frame) -> EnrolmentResult:
        """Find the faces of a frame, and guide or check."""
        photo = self._pipeline.analyse(frame.image)
        with self._lock:
            if self._liveness is None or not self._liveness.running or self._guidance is None:
                self._guidance = self._guide.update(photo, frame.index, frame.captured_ns)
            guidance, captured = self._guidance, self._guide.captured
        # Without the lock: the check embeds, and whoever removes a face must not wait for that.
        self._check(self._liveness, frame.captured_ns, photo, ring_is_full=guidance.done)
        latency_ms = (time.monotonic_ns() - frame.captured_ns) / 1e6
        view = None if self._liveness is None else self._liveness.view
        return EnrolmentResult(frame, photo, guidance, captured, latency_ms, view)

    def choose(self, chosen: CheckSet) -> None:
        """Set which movements the next check may ask for; any thread may."""
        self._set = chosen

    def check(self) -> None:
        """Begin the check with the next frame, or begin it anew; any thread may call it."""
        self._wanted = self._set

    def confirm(self, seen: bool) -> None:
        """Take the operator's word where that was chosen; any thread may call it."""
        if self._liveness is not None:
            self._liveness.confirm(seen)

    def _check(
        self, liveness: LivenessAttempts | None, at_ns: int, photo: FacesInPhoto, *, ring_is_full: bool
    ) -> None:
        if liveness is None:
            return
        wanted, self._wanted = self._wanted, None
        if wanted is None and liveness.view is None and ring_is_full:
            wanted = self._set
        if wanted is not None:
            liveness.begin(wanted)
        liveness.feed(at_ns / 1e9, photo)

    def remove(self, face: CapturedFace) -> None:
        """Drop a captured face (any thread may); its part of the ring is asked for again."""
        with self._lock:
            self._guide.remove(face)

    def timings(self, result: EnrolmentResult) -> dict[str, float]:
        """Return the time of each stage in milliseconds."""
        return dict(result.photo.timings_ms)

    def merge(self, untaken: EnrolmentResult, newer: EnrolmentResult) -> EnrolmentResult:
        """Return ``newer``: it holds everything that was captured before."""
        return newer
