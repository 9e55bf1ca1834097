"""The process that holds a camera: ``python -m faceid_desktop.services.live.capture_worker SPEC``.

It talks in lines of JSON. To the parent: ``{"event": "opened", "width", "height", "fps"}``, upon which the
parent answers with ``{"ring": NAME}``; ``{"event": "waiting", "state"}`` again and again while there is no
device; ``{"event": "frame", "number", "captured_ns"}``; and as its last word ``{"event": "ended", "state",
"why"}`` with a `CameraState`. When its input is closed the parent has gone, and so does it.
"""

from __future__ import annotations

import json
import os
import queue
import sys
import threading
import time
from dataclasses import asdict
from typing import Any, TextIO

import cv2
import numpy as np

from faceid_desktop.core.records import ImageArray
from faceid_desktop.services.cameras import Camera, CameraSettings, CameraSource, SourceKind, locate
from faceid_desktop.services.live.device_fault import device_fault
from faceid_desktop.services.live.frame_ring import FrameRing
from faceid_desktop.services.live.records import CameraState
from faceid_desktop.services.live.video import upright, video_fps

FLAG = "--capture-worker"
"""First argument of a frozen program that is to be the worker; see `serve_if_asked`."""
_STREAM_WAIT_MS = 5000
_RING_WAIT_S = 5.0
_SEARCH_S = 0.3
# Linux would have said that the camera is busy; elsewhere that is the usual reason.
_UNEXPLAINED = CameraState.FAILED if sys.platform == "linux" else CameraState.BUSY
_V4L2_MANUAL_EXPOSURE, _OTHER_MANUAL_EXPOSURE = 1.0, 0.25


class CannotOpen(Exception):
    """The source does not open or gives no frame; carries the state to report."""

    def __init__(self, state: CameraState, why: str = "") -> None:
        super().__init__(why)
        self.state, self.why = state, why


def spec(source: CameraSource, settings: CameraSettings) -> str:
    """Write a source and its settings as the worker's argument."""
    return json.dumps({"source": asdict(source), "settings": asdict(settings)})


def command(argument: str) -> list[str]:
    """Return the command that starts the worker, from source or from a frozen program."""
    if getattr(sys, "frozen", False):
        return [sys.executable, FLAG, argument]
    return [sys.executable, "-m", __name__ if __name__ != "__main__" else __spec__.name, argument]


def serve_if_asked(arguments: list[str]) -> None:
    """Be the worker and exit if the arguments say so; the first thing that a frozen entry point calls."""
    if arguments[:1] == [FLAG]:
        sys.exit(serve(arguments[1]))


def serve(argument: str) -> int:
    """Hold the camera until it ends or the parent goes; returns the exit status."""
    # Drivers and libraries print to descriptor 1; the parent must not see that.
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    replies: queue.SimpleQueue[str] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin, replies), daemon=True).start()
    read = json.loads(argument)
    worker = _Worker(
        CameraSource(**{**read["source"], "kind": SourceKind(read["source"]["kind"])}),
        CameraSettings(**read["settings"]),
        out,
        replies,
    )
    try:
        worker.run()
    except BrokenPipeError:
        return 0
    except CannotOpen as error:
        worker.say(event="ended", state=error.state, why=error.why)
    except Exception as error:  # noqa: BLE001 - the process border
        worker.say(event="ended", state=CameraState.FAILED, why=repr(error))
    return 0


def _listen(replies: TextIO, inbox: queue.SimpleQueue[str]) -> None:
    for line in replies:
        inbox.put(line)
    # The parent has gone, and the driver may hang: leave without asking it.
    os._exit(0)


class _Worker:
    """Reads a source into a ring."""

    def __init__(
        self,
        source: CameraSource,
        settings: CameraSettings,
        out: TextIO,
        replies: queue.SimpleQueue[str],
    ) -> None:
        self._source, self._settings = source, settings
        self._out, self._replies = out, replies
        self._ring: FrameRing | None = None
        self._number = 0

    def say(self, **message: Any) -> None:
        """Send a message."""
        self._out.write(json.dumps(message) + "\n")
        self._out.flush()

    def run(self) -> None:
        """Read frames for ever; a device that was unplugged is waited for here and opened again.

        Raises
        ------
        CannotOpen
            When the source does not open or gives no frame, or a stream ends.
        """
        while True:
            capture = self._open()
            try:
                frames = self._read(capture)
            finally:
                capture.release()
            if not frames or self._source.kind is SourceKind.STREAM:
                raise CannotOpen(self._lost(frames))
            self.say(event="waiting", state=CameraState.LOST)

    def _read(self, capture: cv2.VideoCapture) -> int:
        """Read frames until none comes; returns how many came."""
        rate, begin = video_fps(capture), self._number
        while True:
            read, picture = capture.read()
            captured_ns = time.monotonic_ns()
            if not read:
                return self._number - begin
            self._number += 1
            self._write(np.asarray(picture, np.uint8), rate)
            self.say(event="frame", number=self._number, captured_ns=captured_ns)

    def _open(self) -> cv2.VideoCapture:
        if self._source.kind is SourceKind.STREAM:
            limits = [cv2.CAP_PROP_OPEN_TIMEOUT_MSEC, _STREAM_WAIT_MS]
            limits += [cv2.CAP_PROP_READ_TIMEOUT_MSEC, _STREAM_WAIT_MS]
            capture = cv2.VideoCapture(self._source.address, cv2.CAP_FFMPEG, limits)
            if not capture.isOpened():
                raise CannotOpen(CameraState.NOT_FOUND)
            return capture
        camera = self._find()
        fault = device_fault(camera.path)
        if fault is not None:
            raise CannotOpen(fault)
        capture = cv2.VideoCapture(camera.index, _backend(camera.backend))
        if not capture.isOpened():
            raise CannotOpen(device_fault(camera.path) or _UNEXPLAINED)
        self._configure(capture, camera.backend)
        return capture

    def _find(self) -> Camera:
        """Wait until the device is plugged in; this process is then ready, and frames come at once."""
        while (camera := locate(self._source)) is None:
            self.say(event="waiting", state=CameraState.NOT_FOUND)
            time.sleep(_SEARCH_S)
        return camera

    def _configure(self, capture: cv2.VideoCapture, backend: str) -> None:
        wanted = self._settings
        if wanted.mjpeg:
            capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
        for number, value in (
            (cv2.CAP_PROP_FRAME_WIDTH, wanted.width),
            (cv2.CAP_PROP_FRAME_HEIGHT, wanted.height),
            (cv2.CAP_PROP_FPS, wanted.fps),
        ):
            if value is not None:
                capture.set(number, value)
        if wanted.exposure is not None:
            manual = _V4L2_MANUAL_EXPOSURE if backend == "V4L2" else _OTHER_MANUAL_EXPOSURE
            capture.set(cv2.CAP_PROP_AUTO_EXPOSURE, manual)
            capture.set(cv2.CAP_PROP_EXPOSURE, wanted.exposure)

    def _lost(self, frames: int) -> CameraState:
        """Say what it means that no frame came: another program has the camera, or it has gone."""
        if self._source.kind is SourceKind.STREAM or frames:
            return CameraState.LOST
        camera = locate(self._source)
        if camera is None:
            return CameraState.LOST
        return device_fault(camera.path) or _UNEXPLAINED

    def _write(self, picture: ImageArray, rate: float) -> None:
        height, width = picture.shape[:2]
        if self._settings.rotation in (90, 270):
            height, width = width, height
        if self._ring is None or self._ring.shape != (height, width, 3):
            self.say(event="opened", width=width, height=height, fps=rate)
            reply = json.loads(self._replies.get(timeout=_RING_WAIT_S))
            self._ring = FrameRing.attach(reply["ring"], (height, width, 3))
            self._ring.hide()
        self._ring.write(self._number, lambda out: _fill(picture, self._settings, out))


def _fill(picture: ImageArray, settings: CameraSettings, out: ImageArray) -> None:
    made = upright(picture, settings, out)
    if made is not out and not np.shares_memory(made, out):
        out[:] = made


def _backend(name: str) -> int:
    registry = cv2.videoio_registry
    backends: list[int] = [
        each for each in registry.getCameraBackends() if registry.getBackendName(each) == name
    ]
    return backends[0] if backends else cv2.CAP_ANY


if __name__ == "__main__":
    sys.exit(serve(sys.argv[1]))
