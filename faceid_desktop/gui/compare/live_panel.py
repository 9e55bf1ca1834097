"""The right side of a document check: the person before the camera, until the best frame is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from faceid_desktop.core.records import Frame
from faceid_desktop.errors import FaceIdError
from faceid_desktop.gui.error_words import Message, error_message
from faceid_desktop.gui.live.camera_box import CameraBox
from faceid_desktop.gui.live.control import LiveControl, Opener
from faceid_desktop.gui.live.view import LiveView, Overlay
from faceid_desktop.gui.live.words import camera_message
from faceid_desktop.gui.look.icons import icon
from faceid_desktop.gui.look.labels import label
from faceid_desktop.gui.look.theme import Theme
from faceid_desktop.gui.words import reason_sentence, tr
from faceid_desktop.services.live.best_frame import BestFrameResult
from faceid_desktop.services.live.records import CameraState, CameraStatus, LiveStats

if TYPE_CHECKING:
    from faceid_desktop.services.bootstrap import Engine
    from faceid_desktop.services.live.session import LiveListener, LiveSession


class LivePanel(QFrame):
    """A camera's picture with words on what is missing, and a bar that fills with good frames."""

    start_wanted = Signal(str)
    """What opens the camera."""
    captured = Signal(object)
    """The `BestFrame`, after which the camera is off."""
    photo_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._theme = theme
        self._resting = False
        self.view = LiveView(theme)
        self.view.setAccessibleName(tr("Person before the camera"))
        self.cameras = CameraBox()
        self.control = LiveControl(self, self)
        self.bar = QProgressBar()
        self.line = label("", "row_value", wrap=True)
        self.start_button, self.photo_button = (
            QPushButton(tr("Start camera")),
            QPushButton(tr("Use a photo…")),
        )
        self._build()
        self.start_button.clicked.connect(self._toggle)
        self.photo_button.clicked.connect(self.photo_wanted)
        self.cameras.source_chosen.connect(self.start_wanted)
        self.control.running_changed.connect(lambda _: self._show_running())
        theme.changed.connect(self._dress)
        self._dress()
        self.show_ready()

    def _build(self) -> None:
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Good frames so far"))
        self.start_button.setObjectName("primary")
        for button in (self.start_button, self.photo_button):
            button.setAccessibleName(button.text())
        self.cameras.setMinimumContentsLength(8)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.photo_button, 1)
        foot.addWidget(self.start_button, 1)
        note = tr("Whether a living person stands there is not checked here; look yourself.")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 14, 14, 14)
        column.setSpacing(8)
        column.addWidget(self.view, 1)
        column.addWidget(self.bar)
        column.addWidget(self.line)
        column.addWidget(self.cameras)
        column.addLayout(foot)
        column.addWidget(label(note, "hint", wrap=True))

    def _dress(self) -> None:
        self.start_button.setIcon(icon("camera", self._theme.tokens.on_accent, self._theme.tokens.disabled))

    # ------------------------------------------------------------------ what is wanted
    def start(self, opener: Opener, *, mirrored: bool) -> None:
        """Begin to look for the best frame; people see themselves as in a mirror, recordings as they are."""
        self.view.set_mirrored(mirrored)
        self._say(tr("Opening the camera…"), 0, 1)
        self.control.start(opener)

    def stop(self) -> None:
        """Switch the camera off."""
        self.control.stop()
        self.show_ready()

    def close_panel(self) -> None:
        """Switch the camera off and wait for it; the program is ending."""
        self.control.close()

    def rest(self) -> None:
        """Leave the camera off for good, as in safe mode; a photo does as well."""
        self._resting = True
        self.cameras.setEnabled(False)
        self.start_button.setEnabled(False)
        self.show_ready()

    def show_ready(self) -> None:
        """Say what to do."""
        title = tr("Who shows this document?")
        hint = tr("Start the camera; the best of a few good frames is compared with the document.")
        if self._resting:
            title, hint = tr("The camera is off"), tr("Cameras stay off in safe mode.")
        self.view.show_message("camera", Message(title, hint))
        self._say("", 0, 1)
        self._show_running()

    def _toggle(self) -> None:
        if self.control.session is not None:
            self.stop()
        else:
            self.start_wanted.emit(self.cameras.source)

    def _show_running(self) -> None:
        running = self.control.session is not None
        self.start_button.setText(tr("Stop") if running else tr("Start camera"))
        self.start_button.setAccessibleName(self.start_button.text())

    # ------------------------------------------------------------------ LiveReceiver
    def show_frame(self, frame: Frame) -> None:
        """Show the newest frame."""
        self.view.show_frame(frame)

    def show_result(self, result: BestFrameResult) -> None:
        """Say what is missing, or hand over the best frame."""
        if result.done and result.best is not None:
            self.control.stop()
            self.captured.emit(result.best)
            return
        self.view.show_overlays([] if result.place is None else [_overlay(result, result.place)])
        self._say(_words(result), result.good, result.wanted)

    def show_status(self, status: CameraStatus) -> None:
        """Say why there is no picture; a recording that ends without enough good frames says so."""
        if status.state is CameraState.ENDED:
            hint = tr("The recording has too few frames in which the face is good enough.")
            self.stop()
            self.view.show_message("alert", Message(tr("No frame was good enough"), hint))
        elif status.state is not CameraState.LIVE:
            self.view.show_message("camera", camera_message(status))

    def show_stats(self, status: CameraStatus, stats: LiveStats) -> None:
        """Show nothing: how fast it runs is of no interest for a second."""

    def show_failure(self, error: FaceIdError) -> None:
        """Say why the camera cannot be used."""
        message = error_message(error)
        self.view.show_message("alert", message)
        self._say("", 0, 1)
        self._show_running()

    def _say(self, words: str, done: int, wanted: int) -> None:
        self.line.setText(words)
        self.bar.setRange(0, wanted)
        self.bar.setValue(done)


def open_best_frame(engine: Engine, source: str, listener: LiveListener) -> LiveSession[Any]:
    """Make a session that looks for the best frame; runs on a worker thread, the heavy imports with it."""
    from faceid_desktop.services.cameras import resolve
    from faceid_desktop.services.live.best_frame import BestFrameAnalyser
    from faceid_desktop.services.live.capture import open_capture
    from faceid_desktop.services.live.session import LiveSession

    return LiveSession(open_capture(resolve(source)), BestFrameAnalyser(engine.pipeline), listener)


def _overlay(result: BestFrameResult, place: int) -> Overlay:
    x1, y1, x2, y2 = (float(each) for each in result.photo.faces[place].detection.box)
    return Overlay((x1, y1, x2, y2), "", "", "warn" if result.reasons else "good")


def _words(result: BestFrameResult) -> str:
    if result.place is None:
        return tr("Look into the camera")
    if result.reasons:
        return reason_sentence(result.reasons[0])
    return tr("Hold still: {good} of {wanted} good frames").format(good=result.good, wanted=result.wanted)
