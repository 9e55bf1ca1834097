"""The list "now and before": who was seen, the newest first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from faceid_desktop.core.records import Candidate
from faceid_desktop.gui.live.words import Recognition
from faceid_desktop.gui.look.fonts import painted_font
from faceid_desktop.gui.look.icons import paint_icon
from faceid_desktop.gui.look.theme import Theme
from faceid_desktop.gui.words import tr

MOST_ROWS = 500
"""Older rows leave the list; the sightings stay in the gallery as long as retention allows."""

_ROW_PX, _FACE_PX = 68, 44
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True, eq=False)
class EventRow:
    """One appearance: a track as it stands, or stood when it ended; ``candidate`` is who it is most like."""

    track: int
    at: datetime
    recognition: Recognition
    face: QImage | None
    person: str | None
    gone: bool = False
    candidate: Candidate | None = None


class EventModel(QAbstractListModel):
    """The rows; one row a track, changed in place while the track lasts."""

    RowRole = Qt.ItemDataRole.UserRole

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[EventRow] = []

    def rowCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Count the rows."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row, or its words for a screen reader."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == self.RowRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{row.recognition.title}, {row.recognition.chip}, {row.at:%H:%M:%S}"
        return None

    def put(self, row: EventRow) -> None:
        """Add a track's row at the top, or change the one it has."""
        for place, known in enumerate(self._rows[:40]):
            if known.track == row.track:
                face = row.face if row.face is not None else known.face
                self._rows[place] = replace(row, at=known.at, face=face)
                changed = self.index(place)
                self.dataChanged.emit(changed, changed)
                return
        self.beginInsertRows(QModelIndex(), 0, 0)
        self._rows.insert(0, row)
        self.endInsertRows()
        if len(self._rows) > MOST_ROWS:
            self.beginRemoveRows(QModelIndex(), MOST_ROWS, MOST_ROWS)
            self._rows.pop()
            self.endRemoveRows()

    def clear(self) -> None:
        """Forget all rows."""
        self.beginResetModel()
        self._rows.clear()
        self.endResetModel()


class EventDelegate(QStyledItemDelegate):
    """Paints a row: face, name, time and evidence, and the verdict as a chip."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802 - Qt's name
        """Give every row the same height."""
        return QSize(240, _ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw the row."""
        row = index.data(EventModel.RowRole)
        if not isinstance(row, EventRow):
            return
        tokens = self._theme.tokens
        rect = QRectF(option.rect)
        state = option.state
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.colour("accent_soft"))
            painter.drawRoundedRect(rect.adjusted(2, 3, -2, -3), 8, 8)
        painter.setPen(QPen(tokens.colour("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        self._paint_face(painter, QRectF(rect.left() + 6, rect.top() + 12, _FACE_PX, _FACE_PX), row)
        chip = self._paint_chip(painter, rect, row)
        left = rect.left() + _FACE_PX + 18
        self._paint_lines(painter, QRectF(left, rect.top() + 14, chip.left() - left - 8, 40), row)
        painter.restore()

    def _paint_face(self, painter: QPainter, place: QRectF, row: EventRow) -> None:
        clip = QPainterPath()
        clip.addRoundedRect(place, 8, 8)
        painter.fillPath(clip, self._theme.tokens.colour("shade"))
        if row.face is None:
            paint_icon(painter, "person", place.adjusted(10, 10, -10, -10), self._theme.tokens.mute)
            return
        painter.save()
        painter.setClipPath(clip)
        painter.drawImage(place, row.face)
        painter.restore()

    def _paint_chip(self, painter: QPainter, rect: QRectF, row: EventRow) -> QRectF:
        tokens, tone = self._theme.tokens, row.recognition.tone
        font = painted_font(painter.font(), 12)
        width = QFontMetricsF(font).horizontalAdvance(row.recognition.chip) + 18
        place = QRectF(rect.right() - width - 6, rect.center().y() - 11, width, 22)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.colour("shade" if tone == "plain" else f"{tone}_soft"))
        painter.drawRoundedRect(place, 10, 10)
        painter.setFont(font)
        painter.setPen(tokens.colour("mute" if tone == "plain" else tone))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, row.recognition.chip)
        return place

    def _paint_lines(self, painter: QPainter, place: QRectF, row: EventRow) -> None:
        tokens = self._theme.tokens
        when = tr("{time} · {line}") if row.recognition.line else tr("{time}")
        lines = (
            (painted_font(painter.font(), 14, bold=True), row.recognition.title, tokens.colour("ink")),
            (
                painted_font(painter.font(), 12),
                when.format(time=f"{row.at:%H:%M:%S}", line=row.recognition.line),
                tokens.colour("mute"),
            ),
        )
        top = place.top()
        for font, text, ink in lines:
            metrics = QFontMetricsF(font)
            painter.setFont(font)
            painter.setPen(ink)
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
            painter.drawText(QRectF(place.left(), top, place.width(), metrics.height()), shown)
            top += metrics.height() + 2
