"""A recording as a whole: who appears when, where each face is at any moment, and the picture of a moment."""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import cv2

from faceid_desktop.core.records import Floats, Frame
from faceid_desktop.errors import VideoUnreadable
from faceid_desktop.services.cameras import CameraSettings
from faceid_desktop.services.live.analyser import LiveAnalyser
from faceid_desktop.services.live.records import Appearance
from faceid_desktop.services.live.timeline import Timeline
from faceid_desktop.services.live.video import read_video, upright, video_fps

RATE = 10.0
"""Frames a second that are analysed."""

_STALE_S = 0.35
_AHEAD_S = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """The faces of one analysed frame: (track, box) each."""

    time_s: float
    faces: tuple[tuple[int, Floats], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Recorded:
    """What a recording shows; ``complete`` is False where the analysis was stopped."""

    duration_s: float
    appearances: tuple[Appearance, ...]
    marks: tuple[Marks, ...]
    complete: bool

    def marks_at(self, time_s: float) -> tuple[tuple[int, Floats], ...]:
        """Return the faces at a moment: those of the last analysed frame before it, if that is recent."""
        place = bisect_right(self.marks, time_s, key=lambda each: each.time_s) - 1
        if place < 0 or time_s - self.marks[place].time_s > _STALE_S:
            return ()
        return self.marks[place].faces

    def of_track(self, track_id: int) -> Appearance | None:
        """Return the appearance that a track belongs to."""
        return next((each for each in self.appearances if track_id in each.track_ids), None)


def analyse_recording(
    path: Path,
    analyser: LiveAnalyser,
    tell: Callable[[float], None] = lambda _: None,
    stop: threading.Event | None = None,
    rate: float = RATE,
) -> Recorded:
    """Analyse a video file as fast as it goes.

    Parameters
    ----------
    path
        The file.
    analyser
        A fresh one.
    tell
        Told which share 0..1 is done.
    stop
        Set by another thread to end early; what was found so far is returned.
    rate
        Frames a second of the video that are analysed.

    Raises
    ------
    VideoUnreadable
        If the file is no video.
    """
    length_s = video_length(path)
    timeline, marks, last_s, stopped = Timeline(), [], 0.0, False
    for frame in read_video(path, rate=rate):
        stopped = stop is not None and stop.is_set()
        if stopped:
            break
        result = analyser.analyse(frame)
        timeline.add(result.events)
        last_s = frame.captured_ns / 1e9
        seen = tuple((each.track_id, each.box) for each in result.tracks if each.place is not None)
        marks.append(Marks(last_s, seen))
        tell(min(last_s / length_s, 1.0) if length_s else 0.0)
    timeline.add(analyser.finish())
    return Recorded(max(length_s, last_s), timeline.appearances(), tuple(marks), complete=not stopped)


def video_length(path: Path) -> float:
    """Return how many seconds a video says that it lasts; 0 where it says nothing.

    Raises
    ------
    VideoUnreadable
        If the file cannot be opened as a video.
    """
    capture = cv2.VideoCapture(str(path), cv2.CAP_FFMPEG)
    try:
        if not capture.isOpened():
            raise VideoUnreadable(path=str(path))
        return max(float(capture.get(cv2.CAP_PROP_FRAME_COUNT)), 0.0) / video_fps(capture)
    finally:
        capture.release()


class ClipReader:
    """Gives the picture of any moment; belongs to one thread.

    Parameters
    ----------
    path
        The video file; opened at the first use.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._capture: cv2.VideoCapture | None = None
        self._now_s = -1.0
        self._frame: Frame | None = None

    def frame_at(self, time_s: float) -> Frame | None:
        """Return the last picture that begins at or before a moment; None if there is none.

        Raises
        ------
        VideoUnreadable
            If the file cannot be opened.
        """
        capture = self._capture or self._open()
        if time_s < self._now_s or time_s > self._now_s + _AHEAD_S:
            capture.set(cv2.CAP_PROP_POS_MSEC, max(time_s, 0.0) * 1000)
            self._now_s, self._frame = -1.0, None
        step_s = 1 / video_fps(capture)
        while self._frame is None or self._now_s + step_s <= time_s:
            read, picture = capture.read()
            if not read:
                break
            self._now_s = float(capture.get(cv2.CAP_PROP_POS_MSEC)) / 1000
            self._frame = Frame(upright(picture, CameraSettings()), 0, round(self._now_s * 1e9))
        return self._frame

    def close(self) -> None:
        """Release the file; may be called again."""
        if self._capture is not None:
            self._capture.release()
            self._capture = None

    def _open(self) -> cv2.VideoCapture:
        capture = cv2.VideoCapture(str(self._path), cv2.CAP_FFMPEG)
        if not capture.isOpened():
            capture.release()
            raise VideoUnreadable(path=str(self._path))
        self._capture = capture
        return capture
