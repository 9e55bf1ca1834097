"""Dragging pictures and reports out of the window into other programs and folders.

What is dragged is a file, since that is what everything accepts. It lies in a folder of its own below the
system's temporary ones and goes with the window.
"""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QSize, Qt, QTemporaryDir, QUrl, Signal
from PySide6.QtGui import QDrag, QImage, QMouseEvent, QPixmap
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from faceid_desktop.errors import OutputError
from faceid_desktop.paths import write_atomically

_SHOWN = QSize(96, 108)
_UNFIT = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


class DragSpotter(QObject):
    """Notices that somebody begins to drag a widget that knows nothing of it; a drag is then no click.

    Parameters
    ----------
    widget
        Which; its clicks stay what they are.
    """

    dragged = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._at: QPoint | None = None
        self._dragging = False
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Follow the mouse between press and release."""
        if not isinstance(event, QMouseEvent):
            return False
        if event.type() == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
            self._at, self._dragging = event.position().toPoint(), False
        elif event.type() == QEvent.Type.MouseButtonRelease:
            self._at, dragged, self._dragging = None, self._dragging, False
            if dragged and isinstance(watched, QAbstractButton):
                watched.setDown(False)
            return dragged
        elif event.type() == QEvent.Type.MouseMove and self._at is not None:
            moved = (event.position().toPoint() - self._at).manhattanLength()
            if moved >= QApplication.startDragDistance():
                self._at, self._dragging = None, True
                self.dragged.emit()
                return True
        return False


class DragOut(QObject):
    """Starts drags of files.

    Parameters
    ----------
    window
        From where they start; their files go with it.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._folder: QTemporaryDir | None = None

    def place_for(self, name: str) -> Path:
        """Return where a file of a name may lie until the window is gone.

        Raises
        ------
        OutputError
            If there is no room for temporary files.
        """
        if self._folder is None or not self._folder.isValid():
            self._folder = QTemporaryDir()
        if not self._folder.isValid():
            raise OutputError(path=name, why=self._folder.errorString())
        return Path(self._folder.path()) / (_UNFIT.sub("_", name).strip(". ") or "face")

    def picture(self, image: QImage, name: str, content: bytes) -> None:
        """Let a picture be dragged: as a file with a content, and as pixels for programs that take those.

        Raises
        ------
        OutputError
            If the file cannot be written.
        """
        path = self.place_for(name)
        try:
            write_atomically(path, content, private=True)
        except OSError as error:
            raise OutputError(path=str(path), why=error.strerror or str(error)) from error
        self.file(path, image, with_pixels=True)

    def file(self, path: Path, preview: QImage, *, with_pixels: bool = False) -> None:
        """Let a file be dragged, shown as a picture at the pointer."""
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path))])
        if with_pixels:
            mime.setImageData(preview)
        drag = QDrag(self._window)
        drag.setMimeData(mime)
        shown = QPixmap.fromImage(preview).scaled(
            _SHOWN, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        drag.setPixmap(shown)
        drag.setHotSpot(QPoint(shown.width() // 2, shown.height() // 2))
        self.begin(drag)

    def begin(self, drag: QDrag) -> None:
        """Hand the drag to the system, which returns when it has ended."""
        drag.exec(Qt.DropAction.CopyAction)

    def clear(self) -> None:
        """Remove the files that were dragged."""
        if self._folder is not None:
            self._folder.remove()
            self._folder = None
