"""Cameras and streams in a process of their own, which is killed when it hangs and started anew when it ends.

A driver may hang in `open` or `read` for ever, and no thread can be stopped there. The child process reads
frames into shared memory (`frame_ring`) and tells of each by a line of JSON; the parent's camera thread
copies the newest one out. A subprocess and not `multiprocessing`: its spawn method imports the main module
again, which in the window is Qt and on Windows torch too, and at exit it waits for its children without
limit.
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import IO, Any

from faceid_desktop.core.records import Frame
from faceid_desktop.logs import logger
from faceid_desktop.services.cameras import CameraSettings, CameraSource, SourceKind
from faceid_desktop.services.live import capture_worker
from faceid_desktop.services.live.frame_ring import FrameRing
from faceid_desktop.services.live.picture_watch import PictureWatch
from faceid_desktop.services.live.records import CameraState, CameraStatus
from faceid_desktop.services.live.session import FrameCapture
from faceid_desktop.services.live.video import FileCapture

_log = logger("services")

Message = Mapping[str, Any]
_DIED: Message = {"event": "ended", "state": CameraState.LOST, "why": "died"}
_TICK_S = 0.2
_KILL_S = 2.0


@dataclass(frozen=True, slots=True)
class CaptureLimits:
    """How long to wait, in seconds.

    ``open_s`` for the first frame of a device or stream; ``frozen_s`` without a new frame until the camera
    counts as frozen; ``hang_s`` until its process is killed; ``retry_s`` between two attempts.
    """

    open_s: float = 12.0
    frozen_s: float = 2.0
    hang_s: float = 5.0
    retry_s: float = 0.7


def open_capture(
    source: CameraSource, settings: CameraSettings | None = None, loop: bool = False
) -> FrameCapture:
    """Return what delivers the frames of a source; nothing is opened before its `run`.

    Parameters
    ----------
    source
        From `services.cameras.resolve`.
    settings
        What the camera is asked for.
    loop
        Whether a file begins anew at its end.
    """
    settings = settings or CameraSettings()
    if source.kind is SourceKind.FILE:
        return FileCapture(source, settings, loop)
    return ProcessCapture(source, settings)


class CaptureProcess:
    """The parent's end of a capture worker: its messages, a way to answer, and a way to be rid of it.

    Parameters
    ----------
    command
        What to run.
    """

    def __init__(self, command: list[str]) -> None:
        self._command = command
        self._inbox: queue.SimpleQueue[Message] = queue.SimpleQueue()
        self._held: Message | None = None
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> CaptureProcess:
        environment = {
            **os.environ,
            "OPENCV_LOG_LEVEL": "SILENT",
            # Cameras on a lossy network smear over UDP; TCP repeats what was lost.
            "OPENCV_FFMPEG_CAPTURE_OPTIONS": "rtsp_transport;tcp",
        }
        self._process = subprocess.Popen(  # noqa: S603 - this program itself
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            env=environment,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        threading.Thread(
            target=self._listen, args=(self._process.stdout,), name="camera-messages", daemon=True
        ).start()
        return self

    def __exit__(self, *_: object) -> None:
        process = self._process
        if process is None:
            return
        process.kill()
        try:
            process.wait(_KILL_S)
        except subprocess.TimeoutExpired:
            # Stuck in the kernel: it dies when the driver returns, and holds up nothing here.
            _log.warning("the capture process %d does not die", process.pid)
            return
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                _close(pipe)

    def answer(self, **message: object) -> None:
        """Send a message; a worker that has gone is noticed by `newest`."""
        if self._process is None or self._process.stdin is None:
            return
        try:
            self._process.stdin.write(json.dumps(message) + "\n")
            self._process.stdin.flush()
        except OSError as error:
            _log.info("the capture process is gone: %s", error)

    def newest(self, timeout_s: float) -> Message | None:
        """Wait for a message; of frames that wait, only the newest is returned.

        Returns
        -------
        Message or None
            None if none came in time; `_DIED` when the worker has gone without a last word.
        """
        message: Message | None = None
        try:
            message = self._held or self._inbox.get(timeout=timeout_s)
            self._held = None
            while message["event"] == "frame":
                following = self._inbox.get_nowait()
                if following["event"] != "frame":
                    self._held = following
                    break
                message = following
        except queue.Empty:
            pass
        return message

    def _listen(self, lines: IO[str]) -> None:
        """Take in the messages, and when the worker has gone, say so after its last word."""
        for line in lines:
            self._inbox.put(json.loads(line))
        self._inbox.put(_DIED)


class ProcessCapture:
    """A camera or a stream that goes on after every failure (`session.FrameCapture`).

    Parameters
    ----------
    source
        A device or a stream.
    settings
        What the camera is asked for.
    limits
        How long to wait.
    """

    def __init__(
        self, source: CameraSource, settings: CameraSettings, limits: CaptureLimits | None = None
    ) -> None:
        self._source, self._limits = source, limits or CaptureLimits()
        self._command = capture_worker.command(capture_worker.spec(source, settings))

    @property
    def name(self) -> str:
        """What people call the camera."""
        return self._source.name

    def run(
        self,
        deliver: Callable[[Frame], None],
        report: Callable[[CameraStatus], None],
        stop: threading.Event,
    ) -> None:
        """Deliver frames until ``stop`` is set; after a failure try again, for ever."""
        status = CameraStatus(CameraState.OPENING, self.name)
        report(status)
        attempt, count = 0, 0
        while not stop.is_set():
            with CaptureProcess(self._command) as worker:
                viewing = _Viewing(worker, self.name, self._limits, count)
                try:
                    status = viewing.run(deliver, report, stop)
                finally:
                    viewing.close()
            attempt = 1 if viewing.count > count else attempt + 1
            count = viewing.count
            if not stop.is_set():
                _log.info("camera %s: %s %s", self.name, status.state, status.why)
                report(replace(status, attempt=attempt))
                stop.wait(self._limits.retry_s)


class _Viewing:
    """One run of the worker: from its start until it fails, hangs or is not wanted any more."""

    def __init__(self, worker: CaptureProcess, name: str, limits: CaptureLimits, count: int) -> None:
        self._worker, self._limits = worker, limits
        self._ring: FrameRing | None = None
        self._watch = PictureWatch()
        self._status = CameraStatus(CameraState.OPENING, name)
        self.count = count

    def run(
        self,
        deliver: Callable[[Frame], None],
        report: Callable[[CameraStatus], None],
        stop: threading.Event,
    ) -> CameraStatus:
        """Deliver frames; returns the status in which it ended."""
        heard = time.monotonic()
        while not stop.is_set():
            message = self._worker.newest(_TICK_S)
            if message is None:
                end = self._silent(time.monotonic() - heard, report)
                if end is not None:
                    return end
                continue
            heard = time.monotonic()
            if message["event"] == "ended":
                return replace(self._status, state=self._told(message), why=message["why"])
            if message["event"] == "waiting":
                report(replace(self._status, state=self._told(message)))
            elif message["event"] == "opened":
                self._open(message)
            else:
                self._frame(message, deliver, report)
        return self._status

    def close(self) -> None:
        """Leave no memory behind that a worker did not live to attach to."""
        if self._ring is not None:
            self._ring.hide()

    def _silent(self, silent_s: float, report: Callable[[CameraStatus], None]) -> CameraStatus | None:
        """Judge that nothing has come for a while; returns the status if the worker is to be given up."""
        shown = self._status.state is not CameraState.OPENING
        if silent_s > (self._limits.hang_s if shown else self._limits.open_s):
            state = CameraState.LOST if shown else CameraState.FAILED
            return replace(self._status, state=state, why="timeout")
        if shown and silent_s > self._limits.frozen_s:
            report(replace(self._status, state=CameraState.FROZEN))
        return None

    def _told(self, message: Message) -> CameraState:
        """Return the state that the worker tells; a camera that was there before is not "not found"."""
        state = CameraState(message["state"])
        return CameraState.LOST if state is CameraState.NOT_FOUND and self.count else state

    def _open(self, message: Message) -> None:
        shape = (int(message["height"]), int(message["width"]), 3)
        self.close()
        self._ring = FrameRing.create(shape)
        self._worker.answer(ring=self._ring.name)
        self._status = replace(
            self._status, width=shape[1], height=shape[0], fps=round(float(message["fps"]), 2)
        )

    def _frame(
        self,
        message: Message,
        deliver: Callable[[Frame], None],
        report: Callable[[CameraStatus], None],
    ) -> None:
        image = self._ring.read(int(message["number"])) if self._ring else None
        if image is None:
            return
        captured_ns = int(message["captured_ns"])
        self._status = replace(self._status, state=self._watch.judge(image, captured_ns))
        report(self._status)
        deliver(Frame(image, self.count, captured_ns))
        self.count += 1


def _close(pipe: IO[str]) -> None:
    try:
        pipe.close()
    except OSError as error:
        # What was still to be written has nobody left to read it.
        _log.debug("closing a pipe of the capture process: %s", error)
