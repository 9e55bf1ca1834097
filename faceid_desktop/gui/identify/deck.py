"""A recording on the Identify page: brings together its picture, its timeline and its threads."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from faceid_desktop.core.blur import hide_faces
from faceid_desktop.core.records import Frame
from faceid_desktop.errors import FaceIdError
from faceid_desktop.gui.error_words import error_message
from faceid_desktop.gui.identify.player import PlayerPanel
from faceid_desktop.gui.identify.recordings import (
    Names,
    RecordingControl,
    lanes_of,
    overlays_at,
    strangers_at,
)
from faceid_desktop.gui.live.view import LiveView
from faceid_desktop.gui.look.theme import Theme
from faceid_desktop.gui.words import tr

if TYPE_CHECKING:
    from faceid_desktop.services.live.analyser import LiveAnalyser
    from faceid_desktop.services.live.recorded import Recorded


class RecordingDeck(QObject):
    """Shows a recording on a view; the panel is to be laid below it.

    Parameters
    ----------
    theme
        The design tokens in force.
    view
        Where the pictures are shown.
    names
        Gives who knows the names of the gallery now; None while there is none.
    hidden
        Tells whether the faces of everybody who is not identified are to be hidden.
    parent
        The page.
    """

    looked_through = Signal(object)
    """A recording has been searched: `Recorded`."""
    csv_wanted = Signal(object, object)
    """The table of a recording is to be written: `Recorded` and `Path`."""

    def __init__(
        self,
        theme: Theme,
        view: LiveView,
        names: Callable[[], Names | None],
        hidden: Callable[[], bool],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._view, self._names, self._hidden, self._page = view, names, hidden, parent
        self._found: Recorded | None = None
        self._path = Path()
        self.panel = PlayerPanel(theme)
        self.panel.hide()
        self.control = RecordingControl(self, self)
        self.panel.moment_wanted.connect(self.control.show)
        self.panel.export_wanted.connect(self._ask_file)

    @property
    def running(self) -> bool:
        """Whether a recording is open."""
        return self.control.running

    def open(self, path: Path, make: Callable[[], LiveAnalyser]) -> None:
        """Look through a video file; ``make`` gives a fresh analyser, on another thread."""
        self._found, self._path = None, path
        self._view.set_mirrored(False)
        self._view.show_overlays(())
        self._view.show_banner(None)
        self._view.show_corner("")
        self.panel.begin(path.name)
        self.panel.show()
        self.control.start(path, make)

    def stop(self) -> None:
        """Close the recording."""
        self.panel.pause()
        self.panel.hide()
        self._found = None
        self.control.stop()

    def close(self) -> None:
        """Close it and wait for its threads; the program is ending."""
        self.stop()
        self.control.close()

    # ------------------------------------------------------------------ what the threads tell
    def show_share(self, share: float) -> None:
        """Show how much is analysed."""
        self.panel.show_share(share)

    def show_recording(self, found: Recorded) -> None:
        """Show who appears when."""
        self._found = found
        self.panel.show_recording(lanes_of(found.appearances, self._names()), found.duration_s)
        self.looked_through.emit(found)

    def show_moment(self, frame: Frame, time_s: float) -> None:
        """Show the picture of a moment, with what is known of its faces."""
        if self._hidden():
            # Before the analysis nobody knows where strangers are; the picture waits for it.
            if self._found is None:
                return
            frame = Frame(
                hide_faces(frame.image, strangers_at(self._found, time_s)), frame.index, frame.captured_ns
            )
        self._view.show_frame(frame)
        if self._found is not None:
            self._view.show_overlays(overlays_at(self._found, time_s, self._names()))

    def show_recording_failure(self, error: FaceIdError) -> None:
        """Say why the recording cannot be shown."""
        message = error_message(error)
        self.control.stop()
        self.panel.show_problem(message.title)
        self._view.show_message("alert", message)

    def _ask_file(self) -> None:
        if self._found is None:
            return
        path, _ = QFileDialog.getSaveFileName(
            self._page, tr("Save the timeline"), f"{self._path.stem}.csv", f"{tr('Tables')} (*.csv)"
        )
        if path:
            self.csv_wanted.emit(self._found, Path(path))
