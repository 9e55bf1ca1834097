"""The events as a table that fetches more rows when somebody scrolls to its end."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from faceid_desktop.gallery.records import AuditEntry
from faceid_desktop.gui.audit.details import details_line
from faceid_desktop.gui.audit.words import kind_name
from faceid_desktop.gui.words import tr

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_SHORT = 8


class AuditModel(QAbstractTableModel):
    """Number, time, what, whom, by whom, details; the newest first."""

    more_wanted = Signal(int)
    """Rows from this one on are wanted."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: list[AuditEntry] = []
        self._total = 0
        self._asked = 0

    def start(self, total: int) -> None:
        """Begin anew with a table of so many rows, none of which is here yet."""
        self.beginResetModel()
        self._entries, self._total, self._asked = [], total, 0
        self.endResetModel()

    def add(self, entries: Sequence[AuditEntry]) -> None:
        """Take rows that were fetched."""
        if not entries:
            return
        first = len(self._entries)
        self.beginInsertRows(QModelIndex(), first, first + len(entries) - 1)
        self._entries += entries
        self.endInsertRows()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Count the rows that are here."""
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Count the columns."""
        return 0 if parent.isValid() else 6

    def canFetchMore(self, parent: _Index = _NOWHERE) -> bool:  # noqa: N802 - Qt's name
        """Tell whether there are more rows that nobody has asked for."""
        return not parent.isValid() and self._asked <= len(self._entries) < self._total

    def fetchMore(self, parent: _Index = _NOWHERE) -> None:  # noqa: N802 - Qt's name
        """Ask for the next rows; they come later."""
        self._asked = len(self._entries) + 1
        self.more_wanted.emit(len(self._entries))

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Name the columns."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        names = (tr("No."), tr("Time"), tr("What"), tr("Person"), tr("Operator"), tr("Details"))
        return names[section]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words of a cell."""
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        entry = self._entries[index.row()]
        details = details_line(entry.details)
        if role == Qt.ItemDataRole.ToolTipRole:
            return (None, None, entry.kind, entry.subject, entry.operator, details)[index.column()]
        return (
            str(entry.number),
            f"{entry.at.astimezone():%Y-%m-%d %H:%M:%S}",
            kind_name(entry.kind),
            (entry.subject or "")[:_SHORT],
            (entry.operator or "")[:_SHORT],
            details,
        )[index.column()]
