"""The choice of the camera: by name, remembered by what stays the same after a restart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QInputDialog, QSizePolicy, QWidget

from faceid_desktop.gui.words import tr

_VIDEOS = "*.mp4 *.mov *.mkv *.webm *.avi *.m4v *.mpg *.mpeg"
_FILE, _ADDRESS = "\0file", "\0address"


@dataclass(frozen=True, slots=True)
class CameraChoice:
    """A source of pictures: what people call it, and what opens it (a stable id, a path or an address)."""

    name: str
    source: str


class CameraBox(QComboBox):
    """Lists the cameras, and offers a video file or a network address in their place."""

    source_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cameras: tuple[CameraChoice, ...] = ()
        self._extra: CameraChoice | None = None
        self._source = ""
        self.setAccessibleName(tr("Camera"))
        self.setToolTip(tr("Camera, video file or network address"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(18)
        self.activated.connect(self._choose)
        self._fill()

    @property
    def source(self) -> str:
        """What opens the chosen source; empty while none is chosen."""
        return self._source

    def show_cameras(self, cameras: Sequence[CameraChoice]) -> None:
        """List the cameras that are there; the choice is kept even while its camera is unplugged."""
        self._cameras = tuple(cameras)
        self._fill()

    def choose_source(self, source: str, name: str = "") -> None:
        """Choose a source by what opens it, without telling anybody."""
        self._source = source
        if source and source not in {each.source for each in self._cameras}:
            self._extra = CameraChoice(name or Path(source).name or source, source)
        self._fill()

    def _fill(self) -> None:
        self.blockSignals(True)
        self.clear()
        if not self._source:
            self.addItem(tr("Choose a camera"), "")
        for each in (*self._cameras, *((self._extra,) if self._extra is not None else ())):
            self.addItem(each.name, each.source)
        self.insertSeparator(self.count())
        self.addItem(tr("Video file…"), _FILE)
        self.addItem(tr("Network address…"), _ADDRESS)
        self.setCurrentIndex(max(0, self.findData(self._source)))
        self.blockSignals(False)

    def _choose(self, index: int) -> None:
        source = self.itemData(index)
        if source == _FILE:
            source = self._ask_file()
        elif source == _ADDRESS:
            source = self._ask_address()
        if source and source != self._source:
            self.choose_source(source)
            self.source_chosen.emit(source)
        else:
            self._fill()

    def _ask_file(self) -> str:
        kinds = f"{tr('Videos')} ({_VIDEOS});;{tr('All files')} (*)"
        path, _ = QFileDialog.getOpenFileName(self, tr("Open a video"), "", kinds)
        return path

    def _ask_address(self) -> str:
        text, given = QInputDialog.getText(
            self, tr("Network camera"), tr("Address of the camera, beginning with http:// or rtsp://")
        )
        return text.strip() if given else ""
