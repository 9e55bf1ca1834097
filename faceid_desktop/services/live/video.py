"""Video files: every frame for a timeline or an enrolment, or at their own pace as if they were a camera."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np

from faceid_desktop.core.records import Frame, ImageArray
from faceid_desktop.errors import VideoUnreadable
from faceid_desktop.services.cameras import CameraSettings, CameraSource
from faceid_desktop.services.live.records import CameraState, CameraStatus

_TURNS = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}
_FALLBACK_FPS = 30.0


def read_video(
    path: Path, settings: CameraSettings | None = None, every: int = 1, rate: float | None = None
) -> Iterator[Frame]:
    """Read a video file as fast as it is asked for.

    Parameters
    ----------
    path
        The file.
    settings
        Rotation and mirror; the rest is of no use for a file.
    every
        Only each ``every``-th frame, from the first on.
    rate
        At most so many frames a second of the video; None yields all.

    Yields
    ------
    Frame
        ``captured_ns`` counts from the beginning of the video.

    Raises
    ------
    VideoUnreadable
        If the file cannot be opened or holds no picture.
    """
    settings = settings or CameraSettings()
    capture = cv2.VideoCapture(str(path), cv2.CAP_FFMPEG)
    try:
        fps, index, last_ns, due_ns = video_fps(capture), 0, -1, 0
        while capture.grab():
            # Some containers have no time stamps, and some have equal ones.
            stamp_ns = round(capture.get(cv2.CAP_PROP_POS_MSEC) * 1e6)
            last_ns = stamp_ns if stamp_ns > last_ns else max(round(index / fps * 1e9), last_ns + 1)
            if index % every == 0 and last_ns >= due_ns:
                due_ns = last_ns if rate is None else due_ns + round(1e9 / rate)
                read, picture = capture.retrieve()
                if read:
                    yield Frame(upright(picture, settings), index, last_ns)
            index += 1
        if index == 0:
            raise VideoUnreadable(path=str(path))
    finally:
        capture.release()


def video_fps(capture: cv2.VideoCapture) -> float:
    """Return the frame rate that a source states, or 30 where it states none or nonsense."""
    stated = float(capture.get(cv2.CAP_PROP_FPS))
    return stated if 1 <= stated <= 1000 else _FALLBACK_FPS


def _stated_fps(path: str) -> float:
    capture = cv2.VideoCapture(path, cv2.CAP_FFMPEG)
    try:
        return video_fps(capture)
    finally:
        capture.release()


def upright(picture: object, settings: CameraSettings, out: ImageArray | None = None) -> ImageArray:
    """Turn what OpenCV reads (BGR) into RGB as the settings want it; into ``out`` if given."""
    image = np.asarray(picture, np.uint8)
    if image.ndim == 2:
        image = np.asarray(cv2.cvtColor(image, cv2.COLOR_GRAY2BGR), np.uint8)
    if settings.rotation:
        image = np.asarray(cv2.rotate(image, _TURNS[settings.rotation]), np.uint8)
    if settings.mirror:
        image = np.asarray(cv2.flip(image, 1), np.uint8)
    return np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2RGB, dst=out), np.uint8)


class FileCapture:
    """A video file that plays like a camera (`session.FrameCapture`), in the thread that calls `run`.

    A file needs no process of its own: reading it neither hangs nor waits for hardware.

    Parameters
    ----------
    source
        Of the kind FILE.
    settings
        Rotation and mirror.
    loop
        Begin anew at the end, for ever.
    """

    def __init__(self, source: CameraSource, settings: CameraSettings, loop: bool = False) -> None:
        self._source, self._settings, self._loop = source, settings, loop

    @property
    def name(self) -> str:
        """The file's name."""
        return self._source.name

    def run(
        self,
        deliver: Callable[[Frame], None],
        report: Callable[[CameraStatus], None],
        stop: threading.Event,
    ) -> None:
        """Deliver each frame when its time has come, until the end or until ``stop``."""
        status = CameraStatus(CameraState.OPENING, self.name)
        report(status)
        status = replace(status, fps=round(_stated_fps(self._source.address), 2))
        count = 0
        while not stop.is_set():
            begin_ns = time.monotonic_ns()
            try:
                for frame in read_video(Path(self._source.address), self._settings):
                    height, width = frame.image.shape[:2]
                    status = replace(status, state=CameraState.LIVE, width=width, height=height)
                    report(status)
                    due_ns = begin_ns + frame.captured_ns
                    if stop.wait(max(due_ns - time.monotonic_ns(), 0) / 1e9):
                        return
                    deliver(Frame(frame.image, count, time.monotonic_ns()))
                    count += 1
            except VideoUnreadable as error:
                report(replace(status, state=CameraState.FAILED, why=str(error)))
                return
            if not self._loop:
                report(replace(status, state=CameraState.ENDED))
                return
