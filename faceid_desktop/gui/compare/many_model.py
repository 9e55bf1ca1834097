"""All pairs as a table: sorted and filtered as numbers, worded only where a row is on screen."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QImage, QPixmap

from faceid_desktop.core.grouping import Groups
from faceid_desktop.core.records import Outcome
from faceid_desktop.gui.compare.words import notes
from faceid_desktop.gui.evidence.words import bans, short_evidence, short_rate, short_verdict
from faceid_desktop.gui.look.icons import pixmap
from faceid_desktop.gui.look.theme import Theme
from faceid_desktop.gui.words import tr, verdict
from faceid_desktop.services.many import OUTCOMES, ManyResult, natural

FIRST, SECOND, VERDICT, EVIDENCE, BANS, FMR, NOTES = range(7)
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
Indices = NDArray[np.int64]
_SIGN_PX = 16


class PairModel(QAbstractTableModel):
    """The pairs of a heap of photos."""

    FaceRole = Qt.ItemDataRole.UserRole

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._result: ManyResult | None = None
        self._signs: dict[tuple[str, str], QPixmap] = {}
        self._faces: Sequence[QImage] = ()
        self._group = np.empty(0, np.int64)
        self._names = np.empty(0, np.int64)
        self._rows: Indices = np.empty(0, np.int64)
        self._sorting = (EVIDENCE, Qt.SortOrder.DescendingOrder)
        self._filters: tuple[str, Outcome | None, Collection[int] | None] = ("", None, None)

    def set_result(self, result: ManyResult | None, faces: Sequence[QImage], groups: Groups) -> None:
        """Show the pairs of a result; a face for each of its photos."""
        self.beginResetModel()
        self._result, self._faces = result, faces
        count = len(result.photos) if result is not None else 0
        self._group = np.zeros(count, np.int64)
        for number, group in enumerate(groups, start=1):
            self._group[list(group)] = number
        names = [natural(photo.path.name) for photo in result.photos] if result is not None else []
        order = sorted(range(count), key=names.__getitem__)
        self._names = np.empty(count, np.int64)
        self._names[order] = np.arange(count)
        self._filters = ("", None, None)
        self._arrange()
        self.endResetModel()

    def show_only(self, text: str, outcome: Outcome | None, places: Collection[int] | None) -> None:
        """Show the pairs with a name that holds a text, with a verdict, and of some photos only."""
        self.beginResetModel()
        self._filters = (text.strip().casefold(), outcome, places)
        self._arrange()
        self.endResetModel()

    def pair(self, row: int) -> tuple[int, int]:
        """Return the places of the two photos of a row."""
        if self._result is None:
            raise IndexError(row)
        first, second = self._result.pairs[self._rows[row]].tolist()
        return int(first), int(second)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; equal rows stay in the order of their evidence."""
        self.layoutAboutToBeChanged.emit()
        self._sorting = (column, order)
        self._arrange()
        self.layoutChanged.emit()

    def _arrange(self) -> None:
        if self._result is None:
            self._rows = np.empty(0, np.int64)
            return
        result, (column, order) = self._result, self._sorting
        kept = np.flatnonzero(self._kept(result))
        ranked = kept[np.argsort(-result.pair_scores[kept], kind="stable")]
        key = self._key(result, column)[ranked]
        if order == Qt.SortOrder.DescendingOrder:
            key = -key
        self._rows = ranked[np.argsort(key, kind="stable")]

    def _kept(self, result: ManyResult) -> NDArray[np.bool_]:
        text, outcome, places = self._filters
        kept = np.ones(len(result.pairs), bool)
        if text:
            named = np.array([text in photo.path.name.casefold() for photo in result.photos], bool)
            kept &= named[result.pairs].any(axis=1)
        if outcome is not None:
            kept &= result.pair_outcomes == OUTCOMES.index(outcome)
        if places is not None:
            inside = np.zeros(len(result.photos), bool)
            inside[list(places)] = True
            kept &= inside[result.pairs].all(axis=1)
        return kept

    def _key(self, result: ManyResult, column: int) -> NDArray[np.float64]:
        if column in (FIRST, SECOND):
            return self._names[result.pairs[:, column]].astype(np.float64)
        if column == VERDICT:
            return result.pair_outcomes.astype(np.float64)
        if column == NOTES:
            poor = np.array([len(photo.reasons) for photo in result.photos])
            return np.asarray(poor[result.pairs].sum(axis=1), np.float64)
        return np.asarray(-result.pair_scores if column == FMR else result.pair_scores)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Count the pairs that are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Count the columns."""
        return 0 if parent.isValid() else 7

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Name the columns and explain them."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (
                tr("Photo A"), tr("Photo B"), tr("Verdict"), tr("Evidence"), tr("Bans"),
                tr("FMR"), tr("Notes"),
            )[section]  # fmt: skip
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._help().get(section)
        return None

    @staticmethod
    def _help() -> dict[int, str]:
        return {
            EVIDENCE: tr("How many times more likely the two photos are if they show one person, or two."),
            BANS: tr("The same in powers of ten: +3 is a thousand times."),
            FMR: tr("False match rate: how often two different people look at least this much alike."),
        }

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words, the face, the sign or the colour of a cell."""
        if not index.isValid() or self._result is None or index.row() >= len(self._rows):
            return None
        pair, column = self.pair(index.row()), index.column()
        if role == self.FaceRole:
            return self._faces[pair[column]] if column < VERDICT else None
        if role == Qt.ItemDataRole.DecorationRole and column == VERDICT:
            return self._sign(self._result.decision(*pair).outcome)
        if role == Qt.ItemDataRole.ForegroundRole and column == VERDICT:
            return QColor(getattr(self._theme.tokens, verdict(self._result.decision(*pair).outcome).tone))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._words(pair, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            if column < VERDICT:
                return str(self._result.photos[pair[column]].path)
            told = (self._words(pair, column), notes(self._result, *pair))
            return "\n".join(dict.fromkeys(part for part in told if part))
        return None

    def _sign(self, outcome: Outcome) -> QPixmap:
        """Return the sign of a verdict, drawn once for each theme."""
        sign, tokens = verdict(outcome), self._theme.tokens
        name = (sign.icon, tokens.name)
        if name not in self._signs:
            self._signs[name] = pixmap(sign.icon, getattr(tokens, sign.tone), _SIGN_PX, 2.0)
        return self._signs[name]

    def _words(self, pair: tuple[int, int], column: int) -> str:
        result = self._result
        if result is None:
            return ""
        if column < VERDICT:
            return result.photos[pair[column]].path.name
        if column == NOTES:
            return notes(result, *pair)
        decision = result.decision(*pair)
        return {
            VERDICT: lambda: short_verdict(decision.outcome),
            EVIDENCE: lambda: short_evidence(decision.llr),
            BANS: lambda: bans(decision.llr),
            FMR: lambda: short_rate(decision.fmr),
        }[column]()
