"""The People page: search, filters, cards or a table, and one person beside them."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QIcon
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from faceid_desktop.gallery.records import PersonRecord
from faceid_desktop.gui.error_words import Message
from faceid_desktop.gui.look.icons import icon
from faceid_desktop.gui.look.labels import Mark, label
from faceid_desktop.gui.look.page import Page
from faceid_desktop.gui.look.theme import Theme
from faceid_desktop.gui.people.bulk import BulkBar
from faceid_desktop.gui.people.detail import PersonPanel
from faceid_desktop.gui.people.filters import FilterBar
from faceid_desktop.gui.people.grid import PeopleGrid
from faceid_desktop.gui.people.importing import importable
from faceid_desktop.gui.people.model import PeopleGridModel
from faceid_desktop.gui.people.table import PeopleTable
from faceid_desktop.gui.people.thumbnails import ThumbnailStore
from faceid_desktop.gui.words import tr
from faceid_desktop.services.roster import Listing, Order, Query

_TYPING_MS = 120


class PeoplePage(Page):
    """Shows everybody who is enrolled; the looking up is done by whoever listens to ``listing_wanted``."""

    listing_wanted = Signal(object)
    """A `Query`."""
    person_chosen = Signal(str)
    enrol_wanted = Signal()
    import_wanted = Signal(object)
    """A folder or table that was dropped, None to have one chosen."""
    merge_wanted = Signal(object, object)
    """Two `PersonRecord`: who is to be merged into whom."""

    def __init__(self, theme: Theme, thumbnails: ThumbnailStore, parent: QWidget | None = None) -> None:
        super().__init__(theme, tr("People"), parent)
        self._wanted: str | None = None
        self._shown: str | None = None
        self._listing = Listing()
        self._order, self._descending = Order.NAME, False
        self.model = PeopleGridModel(thumbnails)
        self.search = QLineEdit()
        self.grid_button, self.table_button = QPushButton(), QPushButton()
        self.import_button, self.enrol_button = QPushButton(tr("Import…")), QPushButton(tr("Enrol"))
        self.filters = FilterBar()
        self.bulk = BulkBar(theme)
        self.grid, self.table = PeopleGrid(theme, self.model), PeopleTable(theme, thumbnails)
        self.panel = PersonPanel(theme)
        self.empty_mark, self.empty_title = Mark(theme, 44), label("", "title")
        self.empty_hint = label("", "sentence")
        self._views = QStackedWidget()
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self.setAcceptDrops(True)
        self._build()
        self._connect()
        self._dress()
        self.show_message("people", Message(tr("Nobody is enrolled yet"), tr("Enrol somebody to begin.")))

    @property
    def query(self) -> Query:
        """What is looked for now."""
        chosen = self.filters
        return Query(
            self.search.text(),
            chosen.group,
            chosen.tag,
            chosen.when,
            chosen.basis,
            chosen.photos,
            self._order,
            self._descending,
        )

    def show_listing(self, listing: Listing) -> None:
        """Show the outcome of a look."""
        kept = self._wanted if self._wanted in listing.places else self._shown
        self.filters.show_counts(listing)
        self._listing = listing
        self._fill(self._view)
        if listing.people:
            self._views.setCurrentWidget(self._view)
        elif self.search.text() or self.filters.narrowed:
            self.show_message("search", Message(tr("Nobody fits"), tr("Search for another name or tag.")))
        else:
            self.show_message("people", Message(tr("Nobody is enrolled yet"), tr("Enrol somebody to begin.")))
        if kept is not None and kept in listing.places:
            self._wanted = None
            self._view.choose(kept)
        else:
            self._choose(None)
        self.bulk.show_count(len(self.chosen))

    def show_person(self, person: str) -> None:
        """Choose somebody, as soon as he is listed."""
        self._wanted = person
        self.filters.clear()
        self.search.clear()
        self.look()

    def look(self) -> None:
        """Ask for the people who fit."""
        self.listing_wanted.emit(self.query)

    def show_message(self, sign: str, message: Message) -> None:
        """Show words in place of the people."""
        self.empty_mark.show_mark(sign, "accent")
        self.empty_title.setText(message.title)
        self.empty_hint.setText(message.hint)
        self._views.setCurrentWidget(self._empty)
        self.panel.hide()
        self.bulk.hide()

    @property
    def current(self) -> PersonRecord | None:
        """The one person who is chosen."""
        chosen = self._view.chosen
        return chosen[0] if len(chosen) == 1 else None

    @property
    def chosen(self) -> list[PersonRecord]:
        """Everybody who is chosen."""
        return self._view.chosen

    @property
    def _view(self) -> PeopleGrid | PeopleTable:
        return self.table if self.table_button.isChecked() else self.grid

    def _switch(self) -> None:
        """Show the same people and the same choice the other way."""
        if self._views.currentWidget() is self._empty:
            return
        shown = self._shown
        self._fill(self._view)
        self._views.setCurrentWidget(self._view)
        if shown is not None:
            self._view.choose(shown)
        self._view.setFocus()

    def _fill(self, view: PeopleGrid | PeopleTable) -> None:
        """Give the people to the view that is looked at; the other one's turn comes when it is."""
        nobody, table = Listing(), view is self.table
        self.model.show_listing(nobody if table else self._listing)
        self.table.people.show_listing(self._listing if table else nobody)

    def _sort(self, order: Order, descending: bool) -> None:
        self._order, self._descending = order, descending
        self.look()

    def _chosen(self) -> None:
        self._choose(self.current)  # the panel goes before the bar comes: there is room for one of them
        self.bulk.show_count(len(self.chosen))

    def _choose(self, person: PersonRecord | None) -> None:
        if person is not None and person is self.panel.person and self.panel.isVisible():
            return  # another arrangement of the same people
        self.panel.setVisible(person is not None)
        self._shown = person.uuid if person is not None else None
        if person is not None:
            self.panel.show_person(person)
            self.person_chosen.emit(person.uuid)

    def _build(self) -> None:
        self.search.setPlaceholderText(tr("Search by name, reference or tag"))
        self.search.setAccessibleName(tr("Search people"))
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(280)
        self._sign = self.search.addAction(QIcon(), QLineEdit.ActionPosition.LeadingPosition)
        self._sign.setText(tr("Search"))  # for whoever hears it
        self.enrol_button.setObjectName("primary")
        for tool in (self.search, self._view_buttons(), self.import_button, self.enrol_button):
            self.tools.addWidget(tool)
        self.body.addWidget(self.filters)
        self.body.addWidget(self.bulk)
        self.bulk.hide()
        self._empty = QWidget()
        column = QVBoxLayout(self._empty)
        column.addStretch(1)
        for part in (self.empty_mark, self.empty_title, self.empty_hint):
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        for view in (self.grid, self.table, self._empty):
            self._views.addWidget(view)
        self.panel.hide()
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._views, 1)
        row.addWidget(self.panel)
        self.body.addLayout(row, 1)

    def _view_buttons(self) -> QWidget:
        both, group = QWidget(), QButtonGroup(self)
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for button, name in ((self.grid_button, tr("Cards")), (self.table_button, tr("Table"))):
            button.setObjectName("icon_button")
            button.setCheckable(True)
            button.setAccessibleName(name)
            button.setToolTip(name)
            group.addButton(button)
            row.addWidget(button)
        self.grid_button.setChecked(True)
        group.buttonClicked.connect(lambda _: self._switch())
        return both

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _: self._typing.start())
        self._typing.timeout.connect(self.look)
        self.filters.changed.connect(self.look)
        self.table.people.order_wanted.connect(self._sort)
        for view in (self.grid, self.table):
            view.chosen_changed.connect(self._chosen)
        self.grid.merge_wanted.connect(self._merge)
        self.bulk.merge_wanted.connect(lambda: self._merge(*[each.uuid for each in self.chosen]))
        self.enrol_button.clicked.connect(self.enrol_wanted)
        self.import_button.clicked.connect(lambda: self.import_wanted.emit(None))
        self.panel.close_wanted.connect(self._close_panel)
        self.theme.changed.connect(self._dress)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Let a folder of people or a table be dropped."""
        if importable(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Offer to import what was dropped."""
        path = importable(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.import_wanted.emit(path)

    def _merge(self, person: str, target: str) -> None:
        """Ask to merge two who are listed."""
        listing = self._listing
        if person in listing.places and target in listing.places:
            first, second = (listing.people[listing.places[each]] for each in (person, target))
            self.merge_wanted.emit(first, second)

    def _close_panel(self) -> None:
        self._view.clearSelection()
        self._view.setCurrentIndex(QModelIndex())
        self._choose(None)

    def _dress(self) -> None:
        tokens = self.theme.tokens
        self._sign.setIcon(icon("search", tokens.mute))
        self.grid_button.setIcon(icon("grid", tokens.ink))
        self.table_button.setIcon(icon("table", tokens.ink))
        self.import_button.setIcon(icon("import", tokens.ink))
        self.enrol_button.setIcon(icon("enrol", tokens.on_accent))
