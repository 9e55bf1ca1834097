"""The window: navigation on the left, a page on the right, and the keys that work everywhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QMessageBox, QStackedWidget, QVBoxLayout, QWidget

from faceid_desktop.errors import FaceIdError
from faceid_desktop.gui.compare.page import ComparePage
from faceid_desktop.gui.error_words import error_message
from faceid_desktop.gui.jobs import ReadyEngine
from faceid_desktop.gui.look.icons import icon
from faceid_desktop.gui.look.theme import Theme
from faceid_desktop.gui.sidebar import NARROW_PX, WIDE_PX, Entry, Sidebar
from faceid_desktop.gui.tasks import Worker
from faceid_desktop.gui.words import tr

_NARROW_BELOW_PX = 1180


class MainWindow(QMainWindow):
    """The one window of the application.

    Parameters
    ----------
    samples
        Sample pictures for the Compare page.
    """

    painted = Signal()
    closing = Signal()

    def __init__(
        self, theme: Theme, worker: Worker, samples: Sequence[Path], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._first_paint = True
        self.setWindowTitle(tr("FaceID Desktop"))
        self.compare = ComparePage(theme, worker, samples)
        self.sidebar = Sidebar(theme, [Entry(tr("Compare"), "compare")])
        self.pages = QStackedWidget()
        self._footer = QWidget()
        self._build()
        self._add_keys()
        theme.changed.connect(self._dress)
        self._dress()
        self.setMinimumSize(760, 560)
        self.resize(1360, 860)
        self.compare.setFocus()  # no control is marked before the first key

    def _build(self) -> None:
        self.pages.addWidget(self.compare)
        self.sidebar.chosen.connect(self.pages.setCurrentIndex)
        foot = QHBoxLayout(self._footer)
        foot.setContentsMargins(16, 0, 16, 6)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.pages, 1)
        column.addWidget(self._footer)
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addLayout(column, 1)
        self.setCentralWidget(body)

    def _add_keys(self) -> None:
        page = self.compare
        self._key("Ctrl+1", lambda: self.sidebar.choose(0))
        self._key(QKeySequence.StandardKey.Paste, page.paste)
        self._key(QKeySequence.StandardKey.Open, lambda: page.open_photo(None))
        self._key(QKeySequence.StandardKey.Save, page.choose_report_file)
        self._key("Ctrl+Shift+C", page.copy_text)
        self._key("Ctrl+Shift+X", page.swap)
        self._key("Ctrl+L", lambda: page.clear(0, 1))
        self._key(QKeySequence.StandardKey.Quit, self.close)

    def _key(self, keys: str | QKeySequence.StandardKey, action: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(action)

    def _dress(self) -> None:
        self.setWindowIcon(icon("logo", self._theme.tokens.accent))

    def set_engine(self, ready: ReadyEngine) -> None:
        """Take the loaded models."""
        self.sidebar.status.show_ready(ready)
        self.compare.set_engine(ready)

    def set_failure(self, error: FaceIdError) -> None:
        """Say that the models cannot be loaded; the window stays usable."""
        self.sidebar.status.show_error(error)
        self.compare.set_failure(error)

    def show_problem(self, error: FaceIdError) -> None:
        """Tell of a mistake of the program's own without blocking it."""
        message = error_message(error)
        box = QMessageBox(QMessageBox.Icon.Warning, message.title, message.title, parent=self)
        box.setInformativeText(message.hint)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fold the navigation and move the status below the page where the window is narrow."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW_BELOW_PX
        self.sidebar.set_narrow(narrow=narrow)
        self.compare.set_width(self.width() - (NARROW_PX if narrow else WIDE_PX))
        self.sidebar.status.lay_down(flat=narrow)
        footer = self._footer.layout()
        if narrow and footer is not None:
            footer.addWidget(self.sidebar.status)
        else:
            self.sidebar.take_status()
        self._footer.setVisible(narrow)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint, and tell of the first time."""
        super().paintEvent(event)
        if self._first_paint:
            self._first_paint = False
            self.painted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Start the shutdown."""
        self.closing.emit()
        super().closeEvent(event)
