"""From the engine's threads to the window's: signals that carry nothing but a wake-up."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from faceid_desktop.services.live.records import CameraStatus


class LiveBridge(QObject):
    """A `LiveListener` that emits a signal for each call.

    The engine calls it from its own threads, so receivers must be connected with
    ``Qt.ConnectionType.QueuedConnection``. Frames and results stay in the session's one-element slots: after
    a stall of the window one wake-up arrives and the newest is taken, never a queue of old ones.
    """

    frame = Signal()
    result = Signal()
    status = Signal(object)
    failure = Signal(object)

    def frame_ready(self) -> None:
        """Tell of a new frame."""
        self.frame.emit()

    def result_ready(self) -> None:
        """Tell of a new result."""
        self.result.emit()

    def status_changed(self, status: CameraStatus) -> None:
        """Tell of a new state of the camera."""
        self.status.emit(status)

    def failed(self, error: BaseException) -> None:
        """Tell of the error that ended the session."""
        self.failure.emit(error)
