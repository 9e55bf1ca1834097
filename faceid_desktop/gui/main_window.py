"""The window: navigation on the left, a page on the right, and the keys that work everywhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QMessageBox, QStackedWidget, QVBoxLayout, QWidget

from faceid_desktop.errors import FaceIdError
from faceid_desktop.gui.compare.page import ComparePage
from faceid_desktop.gui.error_words import error_message
from faceid_desktop.gui.jobs import ReadyEngine
from faceid_desktop.gui.look.icons import icon
from faceid_desktop.gui.look.page import Page
from faceid_desktop.gui.notices import NoticeBar
from faceid_desktop.gui.pages import page_entries
from faceid_desktop.gui.sidebar import NARROW_PX, WIDE_PX, Entry, Sidebar
from faceid_desktop.gui.state import AppState
from faceid_desktop.gui.words import tr

_NARROW_BELOW_PX = 1180
IDENTIFY = 1
"""Place of the Identify page in the navigation."""


@runtime_checkable
class CameraPage(Protocol):
    """A page that shows a camera."""

    def open_source(self, source: str) -> None:
        """Show a camera, a video file or a network camera from now on."""


class MainWindow(QMainWindow):
    """The one window of the application.

    Parameters
    ----------
    state
        What the pages share.
    samples
        Sample pictures for the Compare page.
    """

    painted = Signal()
    closing = Signal()
    lock_wanted = Signal()

    def __init__(self, state: AppState, samples: Sequence[Path], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state, self._theme = state, (theme := state.theme)
        self._first_paint = True
        self._entries = page_entries(state)
        self._built: dict[int, Page] = {}
        self.setWindowTitle(tr("FaceID Desktop"))
        self.compare = ComparePage(state, samples)
        shown = [Entry(tr("Compare"), "compare"), *(Entry(each.title, each.icon) for each in self._entries)]
        self.sidebar = Sidebar(theme, shown)
        self.notices = NoticeBar(theme)
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
        for _ in self._entries:
            self.pages.addWidget(QWidget())  # gives way to the page on the first visit
        self.sidebar.chosen.connect(self._enter)
        self.sidebar.lock_wanted.connect(self.lock_wanted)
        foot = QHBoxLayout(self._footer)
        foot.setContentsMargins(16, 0, 16, 6)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.notices)
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
        for place in range(self.pages.count()):
            self._key(f"Ctrl+{place + 1}", partial(self.sidebar.choose, place))
        self._key(QKeySequence.StandardKey.Paste, page.paste)
        self._key(QKeySequence.StandardKey.Open, lambda: page.open_photo(None))
        self._key(QKeySequence.StandardKey.Save, page.choose_report_file)
        self._key("Ctrl+Shift+C", page.copy_text)
        self._key("Ctrl+Shift+X", page.swap)
        self._key("Ctrl+L", lambda: page.clear(0, 1))
        self._key("Ctrl+Alt+L", self.lock_wanted.emit)
        self._key(QKeySequence.StandardKey.Quit, self.close)

    def _key(self, keys: str | QKeySequence.StandardKey, action: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(action)

    def _enter(self, place: int) -> None:
        """Show a page, building it first if nobody has been there yet."""
        before = self._built.get(self.pages.currentIndex())
        if place > 0 and place not in self._built:
            page = self._built[place] = self._entries[place - 1].build()
            self._replace(place, page)
        after = self._built.get(place)
        if before is not None and before is not after:
            before.left()
        self.pages.setCurrentIndex(place)
        if after is not None:
            after.entered()

    def _replace(self, place: int, page: Page) -> None:
        empty = self.pages.widget(place)
        self.pages.insertWidget(place, page)
        if empty is not None:
            self.pages.removeWidget(empty)
            empty.deleteLater()

    def watch(self, source: str) -> None:
        """Identify people before a camera or in a video."""
        self.sidebar.choose(IDENTIFY)
        page = self._built[IDENTIFY]
        if isinstance(page, CameraPage):
            page.open_source(source)

    def take_over(self, before: MainWindow) -> None:
        """Stand where another window stood, on its page and with its photos; unsaved entries are not kept."""
        self.setGeometry(before.geometry())
        self.setWindowState(before.windowState())
        self.notices.take_over(before.notices)
        if self._state.ready is not None:
            self.set_engine(self._state.ready)
        elif self._state.engine_error is not None:
            self.set_failure(self._state.engine_error)
        self.compare.take_over(before.compare)
        self.sidebar.choose(before.pages.currentIndex())

    def close_pages(self) -> None:
        """End what the pages have open, such as the camera."""
        for page in self._built.values():
            page.close_page()

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
