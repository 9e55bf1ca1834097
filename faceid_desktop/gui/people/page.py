"""The People page: search, filters, the grid of faces, and one person beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from faceid_desktop.gallery.records import PersonRecord
from faceid_desktop.gui.error_words import Message
from faceid_desktop.gui.look.icons import icon
from faceid_desktop.gui.look.labels import Mark, label
from faceid_desktop.gui.look.page import Page
from faceid_desktop.gui.look.theme import Theme
from faceid_desktop.gui.people.card import CARD_PX, ROW_PX, CardDelegate
from faceid_desktop.gui.people.detail import PersonPanel
from faceid_desktop.gui.people.model import PeopleGridModel
from faceid_desktop.gui.people.thumbnails import ThumbnailStore
from faceid_desktop.gui.people.words import Filter, filter_name, fits
from faceid_desktop.gui.words import tr

_TYPING_MS = 120
_TONES = {Filter.ENDS_SOON: "warn", Filter.NOT_VALID: "bad", Filter.DUE: "bad"}


class PeopleGrid(QTableView):
    """Cards in as many columns as fit; arrows, Home, End and Page keys walk through them."""

    def __init__(self, theme: Theme, model: PeopleGridModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._delegate = model, CardDelegate(theme)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setObjectName("plain_list")
        self.setAccessibleName(tr("People"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW_PX)
        theme.changed.connect(self.viewport().update)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Arrange the cards in as many columns as fit, keeping the current person."""
        current = self._model.person_at(self.currentIndex())
        self._model.set_columns(max(1, self.viewport().width() // CARD_PX))
        super().resizeEvent(event)
        if current is not None:
            self.choose(current.uuid)

    def choose(self, person: str) -> None:
        """Select a person and scroll to him."""
        cell = self._model.cell_of(person)
        if cell.isValid():
            self.selectionModel().setCurrentIndex(cell, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(cell)


class PeoplePage(Page):
    """Shows everybody who is enrolled; the searching is done by whoever listens to ``search_wanted``."""

    search_wanted = Signal(str)
    person_chosen = Signal(str)
    enrol_wanted = Signal()
    import_wanted = Signal()

    def __init__(self, theme: Theme, thumbnails: ThumbnailStore, parent: QWidget | None = None) -> None:
        super().__init__(theme, tr("People"), parent)
        self._found: tuple[PersonRecord, ...] = ()
        self._now: datetime | None = None
        self._wanted: str | None = None
        self.model = PeopleGridModel(thumbnails)
        self.search = QLineEdit()
        self.import_button, self.enrol_button = QPushButton(tr("Import…")), QPushButton(tr("Enrol"))
        self.filters = {which: QPushButton() for which in Filter}
        self._filter_group = QButtonGroup(self)
        self.grid = PeopleGrid(theme, self.model)
        self.panel = PersonPanel(theme)
        self.empty_mark, self.empty_title = Mark(theme, 44), label("", "title")
        self.empty_hint = label("", "sentence")
        self._views = QStackedWidget()
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._build()
        self._connect()
        self._dress()
        self.show_message("people", Message(tr("Nobody is enrolled yet"), tr("Enrol somebody to begin.")))

    def show_people(self, found: Sequence[PersonRecord], now: datetime) -> None:
        """Show the outcome of a search."""
        chosen = self.current
        self._found, self._now = tuple(found), now
        counts = Counter(which for person in self._found for which in Filter if fits(person, which, now))
        for which, button in self.filters.items():
            button.setText(filter_name(which, counts[which]))
            button.setVisible(which is Filter.ALL or counts[which] > 0 or button.isChecked())
        self._apply_filter()
        if self._wanted is not None and self._wanted in {person.uuid for person in self._found}:
            wanted, self._wanted = self._wanted, None
            self.grid.choose(wanted)
        elif chosen is not None:
            self.grid.choose(chosen.uuid)

    def show_person(self, person: str) -> None:
        """Choose somebody, as soon as he is listed."""
        self._wanted = person
        self.filters[Filter.ALL].setChecked(True)
        self.search.clear()
        self.search_wanted.emit("")

    def show_message(self, sign: str, message: Message) -> None:
        """Show words in place of the grid."""
        self.empty_mark.show_mark(sign, "accent")
        self.empty_title.setText(message.title)
        self.empty_hint.setText(message.hint)
        self._views.setCurrentIndex(1)
        self.panel.hide()

    @property
    def current(self) -> PersonRecord | None:
        """The person who is chosen."""
        return self.model.person_at(self.grid.currentIndex())

    @property
    def filter(self) -> Filter:
        """The filter in force."""
        return next(which for which, button in self.filters.items() if button.isChecked())

    def _apply_filter(self) -> None:
        now = self._now
        if now is None:
            return
        shown = [person for person in self._found if fits(person, self.filter, now)]
        self.model.set_people(shown)
        if shown:
            self._views.setCurrentIndex(0)
        elif self.search.text() or self.filter is not Filter.ALL:
            self.show_message("search", Message(tr("Nobody fits"), tr("Search for another name or tag.")))
        else:
            self.show_message("people", Message(tr("Nobody is enrolled yet"), tr("Enrol somebody to begin.")))

    def _chosen(self, index: QModelIndex) -> None:
        person = self.model.person_at(index)
        self.panel.setVisible(person is not None)
        if person is not None:
            self.panel.show_person(person)
            self.person_chosen.emit(person.uuid)

    def _build(self) -> None:
        self.search.setPlaceholderText(tr("Search by name, reference or tag"))
        self.search.setAccessibleName(tr("Search people"))
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(280)
        self._sign = self.search.addAction(QIcon(), QLineEdit.ActionPosition.LeadingPosition)
        self.enrol_button.setObjectName("primary")
        for tool in (self.search, self.import_button, self.enrol_button):
            self.tools.addWidget(tool)
        chips = QHBoxLayout()
        chips.setSpacing(8)
        for which, button in self.filters.items():
            button.setCheckable(True)
            button.setObjectName("filter")
            button.hide()
            button.setProperty("tone", _TONES.get(which, "plain"))
            self._filter_group.addButton(button)
            chips.addWidget(button)
        self.filters[Filter.ALL].setChecked(True)
        chips.addStretch(1)
        self.body.addLayout(chips)
        empty = QWidget()
        column = QVBoxLayout(empty)
        column.addStretch(1)
        for part in (self.empty_mark, self.empty_title, self.empty_hint):
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        self._views.addWidget(self.grid)
        self._views.addWidget(empty)
        self.panel.hide()
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._views, 1)
        row.addWidget(self.panel)
        self.body.addLayout(row, 1)

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _: self._typing.start())
        self._typing.timeout.connect(lambda: self.search_wanted.emit(self.search.text()))
        self._filter_group.buttonClicked.connect(lambda _: self._apply_filter())
        self.grid.selectionModel().currentChanged.connect(lambda current, _: self._chosen(current))
        self.enrol_button.clicked.connect(self.enrol_wanted)
        self.import_button.clicked.connect(self.import_wanted)
        self.panel.close_wanted.connect(self._close_panel)
        self.theme.changed.connect(self._dress)

    def _close_panel(self) -> None:
        self.grid.clearSelection()
        self.grid.setCurrentIndex(QModelIndex())
        self.panel.hide()

    def _dress(self) -> None:
        tokens = self.theme.tokens
        self._sign.setIcon(icon("search", tokens.mute))
        self.import_button.setIcon(icon("import", tokens.ink))
        self.enrol_button.setIcon(icon("enrol", tokens.on_accent))
