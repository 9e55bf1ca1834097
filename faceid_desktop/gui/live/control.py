"""Starts and stops a live session without ever making the window wait."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from faceid_desktop.core.records import Frame
from faceid_desktop.errors import BugError, FaceIdError
from faceid_desktop.gui.live.bridge import LiveBridge
from faceid_desktop.gui.tasks import Worker
from faceid_desktop.services.live.records import CameraStatus, LiveStats
from faceid_desktop.services.live.session import LiveListener, LiveSession

Opener = Callable[[LiveListener], LiveSession[Any]]
"""Makes a session that is not started yet; runs on a worker thread, since looking for a camera takes time."""

_STATS_MS = 500


class LiveReceiver(Protocol):
    """A page that shows a live session."""

    def show_frame(self, frame: Frame) -> None:
        """Show the newest frame."""

    def show_result(self, result: Any) -> None:
        """Show what was found in a frame."""

    def show_status(self, status: CameraStatus) -> None:
        """Show a new state of the camera."""

    def show_stats(self, status: CameraStatus, stats: LiveStats) -> None:
        """Show how fast it runs, twice a second."""

    def show_failure(self, error: FaceIdError) -> None:
        """Say why the session could not begin or go on."""


class LiveControl(QObject):
    """Owns the one session of a page.

    Parameters
    ----------
    receiver
        The page.
    """

    running_changed = Signal(bool)

    def __init__(self, receiver: LiveReceiver, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._receiver = receiver
        self._worker = Worker(self, name="camera-control")
        self._session: LiveSession[Any] | None = None
        self._bridge: LiveBridge | None = None
        self._clock = QTimer(self)
        self._clock.setInterval(_STATS_MS)
        self._clock.timeout.connect(self._show_stats)

    @property
    def session(self) -> LiveSession[Any] | None:
        """The running session, if there is one."""
        return self._session

    def start(self, opener: Opener) -> None:
        """End the present session and begin another one."""
        self.stop()
        bridge = LiveBridge(self)
        queued = Qt.ConnectionType.QueuedConnection
        bridge.frame.connect(self._take_frame, queued)
        bridge.result.connect(self._take_result, queued)
        bridge.status.connect(self._take_status, queued)
        bridge.failure.connect(self._fail, queued)
        self._bridge = bridge
        self._worker.run("session", lambda: opener(bridge), self._begin, self._receiver.show_failure)

    def pause(self, paused: bool) -> None:
        """Stop or resume recognition; the picture goes on."""
        if self._session is not None:
            self._session.pause(paused)

    def stop(self) -> None:
        """End the session in the background; nothing of it is shown any more."""
        self._worker.cancel("session")
        self._clock.stop()
        session, self._session = self._session, None
        bridge, self._bridge = self._bridge, None
        if bridge is not None:
            bridge.blockSignals(True)
        if session is not None:
            # The engine's threads may still be using the bridge: it goes once they have ended.
            ended = bridge.deleteLater if bridge is not None else _nothing
            self._worker.run(
                f"stop {id(session)}", session.stop, lambda _: ended(), self._receiver.show_failure
            )
            self.running_changed.emit(False)

    def close(self) -> None:
        """End the session and wait for it (at most the engine's own limit); the program is ending."""
        self.stop()
        self._worker.finish()

    def _begin(self, session: LiveSession[Any]) -> None:
        self._session = session
        session.start()
        self._clock.start()
        self.running_changed.emit(True)

    def _take_frame(self) -> None:
        frame = self._session.frames.take(0) if self._session is not None else None
        if frame is not None:
            self._receiver.show_frame(frame)

    def _take_result(self) -> None:
        result = self._session.results.take(0) if self._session is not None else None
        if result is not None:
            self._receiver.show_result(result)

    def _take_status(self, status: CameraStatus) -> None:
        # A wake-up of a session that was stopped meanwhile may still be under way.
        if self._session is not None:
            self._receiver.show_status(status)

    def _show_stats(self) -> None:
        if self._session is not None:
            self._receiver.show_stats(self._session.status, self._session.stats())

    def _fail(self, error: BaseException) -> None:
        known = error if isinstance(error, FaceIdError) else BugError(what="live", why=repr(error))
        self.stop()
        self._receiver.show_failure(known)


def _nothing() -> None:
    return None
