"""Watching a camera or a stream without a window, for the command line."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from faceid_desktop.services.live.analyser import LiveAnalyser
from faceid_desktop.services.live.records import Appearance, CameraState, CameraStatus, LiveResult
from faceid_desktop.services.live.session import FrameCapture, LiveSession
from faceid_desktop.services.live.timeline import Timeline

_WAIT_S = 0.2


class _Listener:
    """Wakes the thread that waits and keeps the error, if there is one (`session.LiveListener`)."""

    def __init__(self, told: Callable[[CameraStatus], None]) -> None:
        self.woken = threading.Event()
        self.error: BaseException | None = None
        self.ended = False
        self._told = told

    def frame_ready(self) -> None:
        """Nobody looks at the preview."""

    def result_ready(self) -> None:
        """Wake the thread that waits."""
        self.woken.set()

    def status_changed(self, status: CameraStatus) -> None:
        """Hand on the camera's state."""
        self.ended = status.state is CameraState.ENDED
        self._told(status)

    def failed(self, error: BaseException) -> None:
        """Keep the error for the thread that waits."""
        self.error = error
        self.woken.set()


def watch_camera(
    capture: FrameCapture,
    analyser: LiveAnalyser,
    seconds: float | None,
    told: Callable[[CameraStatus], None],
) -> tuple[Appearance, ...]:
    """Follow faces before a camera until the time is over, the source ends, or the user presses Ctrl+C.

    Parameters
    ----------
    capture
        The camera.
    analyser
        A fresh one.
    seconds
        How long; None for no limit.
    told
        Called by the camera's thread with each change of its state.

    Returns
    -------
    tuple of Appearance
        With times from the beginning of the watch.
    """
    listener = _Listener(told)
    session = LiveSession(capture, analyser, listener)
    begin_ns = time.monotonic_ns()
    timeline = Timeline(begin_ns)
    end_ns = None if seconds is None else begin_ns + round(seconds * 1e9)
    session.start()
    try:
        while session.running and (end_ns is None or time.monotonic_ns() < end_ns):
            listener.woken.wait(_WAIT_S)
            listener.woken.clear()
            _take(session, timeline)
    except KeyboardInterrupt:
        # The usual way to end it; what was seen so far is the result.
        pass
    finally:
        session.stop()
    _take(session, timeline)
    if listener.error is not None:
        raise listener.error
    timeline.add(analyser.finish())
    return timeline.appearances()


def _take(session: LiveSession[LiveResult], timeline: Timeline) -> None:
    result = session.results.take()
    if result is not None:
        timeline.add(result.events)
