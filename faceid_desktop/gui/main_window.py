"""The window: navigation on the left, a page on the right, and the keys that work everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol, runtime_checkable

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from faceid_desktop.errors import FaceIdError
from faceid_desktop.gui.compare.page import ComparePage
from faceid_desktop.gui.jobs import ReadyEngine
from faceid_desktop.gui.look.icons import icon
from faceid_desktop.gui.look.page import Page
from faceid_desktop.gui.notices import NoticeBar
from faceid_desktop.gui.pages import page_entries
from faceid_desktop.gui.palette.commands import WindowCommands
from faceid_desktop.gui.sidebar import NARROW_PX, WIDE_PX, Entry, Sidebar
from faceid_desktop.gui.state import AppState
from faceid_desktop.gui.words import tr

_NARROW_BELOW_PX = 1180


@runtime_checkable
class CameraPage(Protocol):
    """A page that shows a camera."""

    def open_source(self, source: str) -> None:
        """Show a camera, a video file or a network camera from now on."""


@runtime_checkable
class PersonPage(Protocol):
    """A page that shows people."""

    def show_person(self, person: str) -> None:
        """Show somebody, by uuid."""


@runtime_checkable
class SectionPage(Protocol):
    """A page that is made of sections."""

    def choose(self, key: str) -> None:
        """Show a section."""


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
    welcome_wanted = Signal()
    safe_start_wanted = Signal()

    def __init__(self, state: AppState, samples: Sequence[Path], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state, self._theme = state, (theme := state.theme)
        self._first_paint = True
        self._entries = page_entries(state)
        self._built: dict[int, Page] = {}
        self.setWindowTitle(tr("FaceID Desktop"))
        self.compare = ComparePage(state, samples)
        self._built[0] = self.compare
        pages = (Entry(each.title, each.icon) for each in self._entries)
        self.entries = (Entry(tr("Compare"), "compare"), *pages)
        self.sidebar = Sidebar(theme, self.entries)
        self.notices = NoticeBar(theme)
        self.pages = QStackedWidget()
        self._footer = QWidget()
        self._build()
        self.commands = WindowCommands(self)
        state.page_wanted.connect(self.go)
        state.person_wanted.connect(self.show_person)
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

    @property
    def page_name(self) -> str:
        """What programs call the page that is shown, e.g. ``people``."""
        return self.entries[self.pages.currentIndex()].icon

    def go(self, name: str) -> None:
        """Show a page by its name; a name that no page has is ignored."""
        names = [entry.icon for entry in self.entries]
        if name in names:
            self.sidebar.choose(names.index(name))

    def show_person(self, person: str) -> None:
        """Show somebody on the People page."""
        self.go("people")
        page: object = self._built.get(self.pages.currentIndex())
        if isinstance(page, PersonPage):
            page.show_person(person)

    def open_settings(self, section: str) -> None:
        """Show a section of the settings."""
        self.go("settings")
        page: object = self._built.get(self.pages.currentIndex())
        if isinstance(page, SectionPage):
            page.choose(section)

    def watch(self, source: str) -> None:
        """Identify people before a camera or in a video."""
        self.go("identify")
        page: object = self._built.get(self.pages.currentIndex())
        if isinstance(page, CameraPage):
            page.open_source(source)

    def take_over(self, before: MainWindow) -> None:
        """Stand where another window stood, on its page and with its photos; unsaved entries are not kept."""
        before.retire()
        self.setGeometry(before.geometry())
        self.setWindowState(before.windowState())
        self.notices.take_over(before.notices)
        if self.state.ready is not None:
            self.set_engine(self.state.ready)
        elif self.state.engine_error is not None:
            self.set_failure(self.state.engine_error)
        self.compare.take_over(before.compare)
        self.sidebar.choose(before.pages.currentIndex())

    def retire(self) -> None:
        """Hear nothing any more of what is wanted from the window: another one takes its place."""
        self.state.page_wanted.disconnect(self.go)
        self.state.person_wanted.disconnect(self.show_person)
        self.commands.retire()

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
