"""A live session: one thread reads the camera, one analyses its newest frame, a listener is told.

The session is generic in what the analyser makes of a frame, so that identification (`LiveAnalyser`) and
guided enrolment (`EnrolmentAnalyser`) run on the same threads. No Qt: the window's bridge is a `LiveListener`
that emits one queued signal for each call.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Generic, Protocol, TypeVar

from faceid_desktop.core.records import Frame
from faceid_desktop.logs import logger
from faceid_desktop.services.live.latency import LatencySummary
from faceid_desktop.services.live.records import CameraState, CameraStatus, LiveStats
from faceid_desktop.services.live.slot import LatestSlot
from faceid_desktop.services.live.stats import SessionStats

STOP_LIMIT_S = 3.0
_WAIT_S = 0.25
_log = logger("services")


class LiveOutput(Protocol):
    """What an analyser makes of a frame."""

    @property
    def latency_ms(self) -> float:
        """From the capture of the frame to the result."""


R = TypeVar("R", bound=LiveOutput)


class FrameCapture(Protocol):
    """Delivers frames until it is told to stop (`capture.ProcessCapture`, `capture.FileCapture`)."""

    @property
    def name(self) -> str:
        """What people call the camera."""

    def run(
        self,
        deliver: Callable[[Frame], None],
        report: Callable[[CameraStatus], None],
        stop: threading.Event,
    ) -> None:
        """Read frames in the calling thread until ``stop`` is set or a file ends; report changes of state."""


class FrameAnalyser(Protocol[R]):
    """Makes something of frames, in one thread; `reset` forgets what it knows of frames before."""

    def analyse(self, frame: Frame) -> R:
        """Analyse one frame."""

    def timings(self, result: R) -> dict[str, float]:
        """Return the time of each stage in milliseconds."""

    def merge(self, untaken: R, newer: R) -> R:
        """Return ``newer`` with everything of ``untaken`` that must not be lost."""


class LiveListener(Protocol):
    """Told by the engine's threads; must return at once and never raise."""

    def frame_ready(self) -> None:
        """``session.frames`` has a frame; not called again before it is taken."""

    def result_ready(self) -> None:
        """``session.results`` has a result; not called again before it is taken."""

    def status_changed(self, status: CameraStatus) -> None:
        """Learn that the camera's state changed."""

    def failed(self, error: BaseException) -> None:
        """Learn that the session ended by an error; called once at most."""


class LiveSession(Generic[R]):
    """Runs a camera and an analyser until it is stopped.

    Parameters
    ----------
    capture
        Where frames come from.
    analyser
        What is done with them.
    listener
        Who is told.
    """

    def __init__(self, capture: FrameCapture, analyser: FrameAnalyser[R], listener: LiveListener) -> None:
        self._capture, self._analyser, self._listener = capture, analyser, listener
        self.frames: LatestSlot[Frame] = LatestSlot()
        self.results: LatestSlot[R] = LatestSlot(analyser.merge)
        self._newest: LatestSlot[Frame] = LatestSlot()
        self._stats = SessionStats()
        self._stop, self._paused = threading.Event(), threading.Event()
        self._lock = threading.Lock()
        self._failed = False
        self._status = CameraStatus(CameraState.CLOSED, capture.name)
        self._threads = (
            threading.Thread(target=self._guard, args=(self._read,), name="camera", daemon=True),
            threading.Thread(target=self._guard, args=(self._infer,), name="inference", daemon=True),
        )

    @property
    def status(self) -> CameraStatus:
        """The camera's present state."""
        with self._lock:
            return self._status

    @property
    def paused(self) -> bool:
        """Whether frames are shown but not analysed."""
        return self._paused.is_set()

    @property
    def running(self) -> bool:
        """Whether a thread of the session is alive."""
        return any(thread.is_alive() for thread in self._threads)

    def start(self) -> None:
        """Start both threads; a session is started once."""
        for thread in self._threads:
            thread.start()

    def pause(self, paused: bool = True) -> None:
        """Stop or resume the analysis; the preview goes on."""
        if paused:
            self._paused.set()
        else:
            self._paused.clear()

    def stop(self, limit_s: float = STOP_LIMIT_S) -> bool:
        """End the session: no more calls to the listener, both threads joined. May be called again.

        Must not be called by a thread of the session.

        Returns
        -------
        bool
            Whether both threads ended within ``limit_s`` seconds.
        """
        self._stop.set()
        for slot in (self._newest, self.frames, self.results):
            slot.close()
        deadline = time.monotonic() + limit_s
        for thread in self._threads:
            if thread.ident is not None:
                thread.join(max(0.0, deadline - time.monotonic()))
        if self.running:
            _log.warning("the live session did not end within %.1f s", limit_s)
        return not self.running

    def wait(self, limit_s: float | None = None) -> bool:
        """Wait until the source has ended and its last frame is analysed (files); True if it has in time."""
        deadline = None if limit_s is None else time.monotonic() + limit_s
        for thread in self._threads:
            thread.join(None if deadline is None else max(0.0, deadline - time.monotonic()))
        return not self.running

    def stats(self) -> LiveStats:
        """Return the present figures."""
        return self._stats.summary(time.monotonic_ns(), self._newest.dropped)

    def stages(self) -> dict[str, LatencySummary]:
        """Return the time of each stage since the start."""
        return self._stats.stages()

    def latency(self) -> LatencySummary:
        """Return the age of the frames when their results were ready, since the start."""
        return self._stats.latency()

    def _read(self) -> None:
        try:
            self._capture.run(self._deliver, self._report, self._stop)
        finally:
            self._newest.close()
            if self.status.state is not CameraState.ENDED:
                self._report(replace(self.status, state=CameraState.CLOSED))

    def _deliver(self, frame: Frame) -> None:
        self._stats.frame(time.monotonic_ns())
        if self.frames.put(frame):
            self._tell(self._listener.frame_ready)
        if not self._paused.is_set():
            self._newest.put(frame)

    def _report(self, status: CameraStatus) -> None:
        with self._lock:
            changed, self._status = status != self._status, status
        if changed:
            self._tell(lambda: self._listener.status_changed(status))

    def _infer(self) -> None:
        while not self._stop.is_set():
            frame = self._newest.take(_WAIT_S)
            if frame is None:
                if self._newest.closed:
                    return
                continue
            result = self._analyser.analyse(frame)
            now_ns = time.monotonic_ns()
            self._stats.result(now_ns, result.latency_ms, self._analyser.timings(result))
            if self.results.put(result):
                self._tell(self._listener.result_ready)

    def _tell(self, call: Callable[[], None]) -> None:
        if not self._stop.is_set():
            call()

    def _guard(self, body: Callable[[], None]) -> None:
        """Run a thread's body; an exception ends the session and is delivered once."""
        try:
            body()
        except Exception as error:  # noqa: BLE001 - the thread's border
            with self._lock:
                first, self._failed = not self._failed, True
            if first and not self._stop.is_set():
                _log.exception("the live session failed")
                self._listener.failed(error)
            self._stop.set()
            self._newest.close()
