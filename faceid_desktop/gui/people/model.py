"""The people as a grid of cards: a table whose cells are persons, so that only visible ones cost anything."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import QAbstractTableModel, QItemSelection, QModelIndex, QPersistentModelIndex, Qt

from faceid_desktop.gallery.records import PersonRecord
from faceid_desktop.gui.people.thumbnails import ThumbnailStore
from faceid_desktop.gui.people.words import card_line
from faceid_desktop.services.roster import Listing

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class PeopleGridModel(QAbstractTableModel):
    """Persons row by row in as many columns as fit.

    A list view in icon mode lays out all its items again whenever it is resized, which takes a third of a
    second for 100,000; a table with rows of one height lays out nothing.
    """

    PersonRole = Qt.ItemDataRole.UserRole
    FaceRole = Qt.ItemDataRole.UserRole + 1

    def __init__(self, thumbnails: ThumbnailStore) -> None:
        super().__init__()
        self._listing = Listing()
        self._columns = 1
        self._thumbnails = thumbnails
        thumbnails.arrived.connect(self._repaint)

    @property
    def people(self) -> tuple[PersonRecord, ...]:
        """Everybody who is shown."""
        return self._listing.people

    def show_listing(self, listing: Listing) -> None:
        """Show other people."""
        self.beginResetModel()
        self._listing = listing
        self.endResetModel()

    def set_columns(self, columns: int) -> None:
        """Arrange the people in another number of columns."""
        if columns != self._columns:
            self.beginResetModel()
            self._columns = columns
            self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Count the rows of cards."""
        return 0 if parent.isValid() else -(-len(self.people) // self._columns)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Count the columns of cards."""
        return 0 if parent.isValid() else self._columns

    def person_at(self, index: _Index) -> PersonRecord | None:
        """Return who is in a cell; the last row may have empty ones."""
        place = index.row() * self._columns + index.column()
        return self.people[place] if index.isValid() and place < len(self.people) else None

    def cell_of(self, person: str) -> QModelIndex:
        """Return the cell of a person, invalid if he is not shown."""
        place = self._listing.places.get(person)
        return QModelIndex() if place is None else self.index(place // self._columns, place % self._columns)

    def cells_of(self, people: Iterable[str]) -> QItemSelection:
        """Return the cells of some persons, those next to each other in a row as one range."""
        columns, cells = self._columns, QItemSelection()
        places = sorted(self._listing.places[person] for person in people)
        starts = [
            number
            for number, place in enumerate(places)
            if not number or place != places[number - 1] + 1 or place % columns == 0
        ]
        for start, stop in pairwise([*starts, len(places)]):
            first, last = places[start], places[stop - 1]
            row = first // columns
            cells.select(self.index(row, first % columns), self.index(row, last % columns))
        return cells

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let people be dragged onto each other, and the empty cells of the last row alone."""
        if self.person_at(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the person, the face (loading it when it is not here yet) or the words of a cell."""
        person = self.person_at(index)
        if person is None:
            return None
        if role == self.PersonRole:
            return person
        if role == self.FaceRole:
            return self._thumbnails.face_of(person.uuid, person.revision)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{person.details.name}, {card_line(person)}"
        return None

    def _repaint(self, person: str) -> None:
        cell = self.cell_of(person)
        if cell.isValid():
            self.dataChanged.emit(cell, cell, [self.FaceRole])
