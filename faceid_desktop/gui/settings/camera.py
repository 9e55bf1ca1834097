"""Camera: which there are, and a live picture that shows whether faces are found in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from faceid_desktop.core.records import Frame
from faceid_desktop.errors import FaceIdError, ModelsLoading
from faceid_desktop.gui.error_words import Message, error_message
from faceid_desktop.gui.live import words as live_words
from faceid_desktop.gui.live.camera_box import CameraBox
from faceid_desktop.gui.live.cameras import CameraWatch
from faceid_desktop.gui.live.control import LiveControl
from faceid_desktop.gui.live.sessions import open_identification
from faceid_desktop.gui.live.view import LiveView, Overlay
from faceid_desktop.gui.look.labels import label
from faceid_desktop.gui.settings.panel import Panel
from faceid_desktop.gui.state import AppState
from faceid_desktop.gui.words import tr
from faceid_desktop.services.live.records import CameraState, CameraStatus, LiveResult, LiveStats

if TYPE_CHECKING:
    from faceid_desktop.services.live.session import LiveListener, LiveSession

_HEIGHT_PX = 260


class CameraCheck(QWidget):
    """A camera's picture with a box around every face; nothing of it is kept and nobody is searched for."""

    def __init__(self, state: AppState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.view = LiveView(state.theme)
        self.view.setFixedHeight(_HEIGHT_PX)
        self.view.setAccessibleName(tr("Picture of the camera"))
        self.cameras = CameraBox()
        self.button = QPushButton(tr("Check the camera"))
        self.found = label("", "hint", wrap=True)
        self._control = LiveControl(self, self)
        self._running = False
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.cameras)
        row.addWidget(self.button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(row)
        column.addWidget(self.view)
        column.addWidget(self.found)
        self.button.clicked.connect(self._toggle)
        self.cameras.source_chosen.connect(lambda _: self.start())
        if state.safe_mode:
            self.cameras.setEnabled(False)
            self.button.setEnabled(False)
        else:
            self._watch = CameraWatch(state, self.cameras, self)
        self._idle()

    @property
    def running(self) -> bool:
        """Whether the camera is on, or about to be."""
        return self._running

    def start(self) -> None:
        """Show the chosen camera, or the first one."""
        if not self.cameras.source and self.cameras.count() > 1:
            # The first entry asks to choose; whoever checks without choosing means the first camera.
            self.cameras.choose_source(str(self.cameras.itemData(1) or ""))
        source = self.cameras.source
        if not source:
            self.found.setText(tr("No camera was found. Plug one in."))
            return
        self._running = True
        self.button.setText(tr("Stop"))
        self.found.setText("")
        self.view.show_message("camera", Message(tr("Opening the camera…"), ""))
        state = self._state

        def open_session(listener: LiveListener) -> LiveSession[Any]:
            if state.ready is None:
                raise state.engine_error or ModelsLoading
            return open_identification(state.ready.engine, source, None, listener)[0]

        self._control.start(open_session)

    def stop(self) -> None:
        """Switch the camera off, without waiting for it."""
        if self._running:
            self._running = False
            self._control.stop()
            self._idle()

    def close_check(self) -> None:
        """Switch the camera off for good and wait for it; the window is going."""
        self.stop()
        self._control.close()

    def show_frame(self, frame: Frame) -> None:
        """Show the newest picture."""
        self.view.show_frame(frame)

    def show_result(self, result: LiveResult) -> None:
        """Mark the faces and count them."""
        boxes = [track.box.tolist() for track in result.tracks]
        self.view.show_overlays([Overlay((b[0], b[1], b[2], b[3]), "", "", "good") for b in boxes])
        self.found.setText(
            tr("%n faces found. The camera works.", "", len(boxes))
            if boxes
            else tr("The camera works. No face is found yet: look at it, with light on your face.")
        )

    def show_status(self, status: CameraStatus) -> None:
        """Tell of a camera that shows nothing."""
        if status.state is not CameraState.LIVE:
            self.view.show_message("camera", live_words.camera_message(status))

    def show_stats(self, status: CameraStatus, stats: LiveStats) -> None:
        """Show size and rate."""
        if status.state is CameraState.LIVE:
            self.view.show_corner(live_words.rates(status, stats))

    def show_failure(self, error: FaceIdError) -> None:
        """Tell why there is no picture."""
        self.stop()
        self.view.show_message("alert", error_message(error))

    def _toggle(self) -> None:
        if self.running:
            self.stop()
        else:
            self.start()

    def _idle(self) -> None:
        self.button.setText(tr("Check the camera"))
        hint = tr("Nothing is recorded.")
        if self._state.safe_mode:
            hint = tr("Cameras stay off in safe mode.")
        self.view.show_message("camera", Message(tr("The camera is off"), hint))
        self.found.setText("")


class CameraPanel(Panel):
    """The camera check as tools of a section."""

    def __init__(self, state: AppState, parent: QWidget | None = None) -> None:
        super().__init__(state, parent)
        self.check = CameraCheck(state)
        self.column.insertWidget(0, self.check)

    def left(self) -> None:
        """Switch the camera off: its light should be on only while somebody sees the picture."""
        self.check.stop()

    def closed(self) -> None:
        """Switch it off for good."""
        self.check.close_check()
