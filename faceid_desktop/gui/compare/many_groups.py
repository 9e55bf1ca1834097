"""Who is the same person: a row for each group, with the faces of all its photos."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QImage, QPainter, QPainterPath
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from faceid_desktop.core.grouping import Groups
from faceid_desktop.gui.compare.words import failure_line, group_line, group_title
from faceid_desktop.gui.look.fonts import painted_font
from faceid_desktop.gui.look.theme import Theme
from faceid_desktop.gui.words import reason_chip, tr
from faceid_desktop.services.many import ManyResult

FACE = QSize(54, 61)
_GAP, _PAD, _BAR_PX = 6, 12, 16
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True, eq=False)
class GroupRow:
    """A group, those who are alone, those who are too poor, or the photos that failed.

    ``lines`` stand below the title; ``names`` belong to the faces.
    """

    title: str
    lines: tuple[str, ...]
    places: tuple[int, ...] = ()
    faces: tuple[QImage, ...] = field(default=())
    names: tuple[str, ...] = ()


def group_rows(result: ManyResult, groups: Groups, faces: Sequence[QImage]) -> list[GroupRow]:
    """Return the rows of a result: groups of several, then who is alone, too poor, or failed."""

    def row(title: str, lines: Sequence[str], places: tuple[int, ...]) -> GroupRow:
        names = tuple(result.photos[place].path.name for place in places)
        return GroupRow(title, tuple(each for each in lines if each), places,
                        tuple(faces[place] for place in places), names)  # fmt: skip

    rows = [
        row(group_title(number, len(group)), [group_line(result, group)], group)
        for number, group in enumerate(groups, start=1)
        if len(group) > 1
    ]
    alone = tuple(group[0] for group in groups if len(group) == 1)
    if alone:
        rows.append(row(tr("Like nobody else here") + " · " + tr("%n photos", "", len(alone)), [], alone))
    if result.poor:
        title = tr("Too poor to tell") + " · " + tr("%n photos", "", len(result.poor))
        rows.append(row(title, [_poor_line(result, place) for place in result.poor], result.poor))
    if result.failures:
        title = tr("Could not be used") + " · " + tr("%n photos", "", len(result.failures))
        rows.append(GroupRow(title, tuple(failure_line(each) for each in result.failures)))
    return rows


def _poor_line(result: ManyResult, place: int) -> str:
    photo = result.photos[place]
    return f"{photo.path.name}: {', '.join(reason_chip(each).lower() for each in photo.reasons)}"


class GroupModel(QAbstractListModel):
    """The rows of `group_rows`."""

    RowRole = Qt.ItemDataRole.UserRole

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[GroupRow] = []

    def set_rows(self, rows: list[GroupRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Count the rows."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row, or its words for a screen reader."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == self.RowRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ". ".join([row.title, *row.lines, ", ".join(row.names)])
        return None


class GroupDelegate(QStyledItemDelegate):
    """Paints a row: title, lines, and the faces in as many lines as they need."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802 - Qt's name
        """Return the height that the faces need at the width of the list."""
        row, width = index.data(GroupModel.RowRole), self._width(option)
        if not isinstance(row, GroupRow):
            return QSize(width, 0)
        lines = -(-len(row.faces) // self._across(width)) if row.faces else 0
        height = self._text_height(option, row) + lines * (FACE.height() + _GAP) + 2 * _PAD
        return QSize(width, round(height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw the row."""
        row = index.data(GroupModel.RowRole)
        if not isinstance(row, GroupRow):
            return
        tokens, rect = self._theme.tokens, QRectF(option.rect)
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.colour("accent_soft"))
            painter.drawRoundedRect(rect.adjusted(2, 2, -2, -2), 10, 10)
        painter.setPen(tokens.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        self._paint_words(painter, option, row)
        for place, face in enumerate(row.faces):
            paint_face(painter, self._face_rect(option, row, place), face)
        painter.restore()

    def helpEvent(  # noqa: N802 - Qt's name
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: _Index
    ) -> bool:
        """Name the photo under the pointer."""
        row = index.data(GroupModel.RowRole)
        if isinstance(row, GroupRow):
            place = self.face_at(option, row, event.pos())
            told = row.names[place] if place is not None else "\n".join(row.lines)
            QToolTip.showText(event.globalPos(), told, view)
            return True
        return False

    def face_at(self, option: QStyleOptionViewItem, row: GroupRow, point: QPoint) -> int | None:
        """Return which face of a row lies under a point, or None."""
        places = range(len(row.faces))
        return next((p for p in places if self._face_rect(option, row, p).contains(point)), None)

    def _paint_words(self, painter: QPainter, option: QStyleOptionViewItem, row: GroupRow) -> None:
        tokens, y = self._theme.tokens, option.rect.top() + float(_PAD)
        width = option.rect.width() - 2.0 * _PAD
        for text, font, role in (
            (row.title, painted_font(option.font, 13, bold=True), "ink"),
            *((line, painted_font(option.font, 12), "mute") for line in row.lines),
        ):
            metrics = QFontMetricsF(font)
            painter.setFont(font)
            painter.setPen(tokens.colour(role))
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
            painter.drawText(
                QRectF(option.rect.left() + _PAD, y, width, metrics.height()),
                Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
                shown,
            )
            y += metrics.height() + 2

    def _face_rect(self, option: QStyleOptionViewItem, row: GroupRow, place: int) -> QRectF:
        line, column = divmod(place, self._across(self._width(option)))
        top = option.rect.top() + _PAD + self._text_height(option, row) + line * (FACE.height() + _GAP)
        left = option.rect.left() + _PAD + column * (FACE.width() + _GAP)
        return QRectF(left, top, FACE.width(), FACE.height())

    @staticmethod
    def _across(width: int) -> int:
        return max(1, (width - 2 * _PAD + _GAP) // (FACE.width() + _GAP))

    @staticmethod
    def _text_height(option: QStyleOptionViewItem, row: GroupRow) -> float:
        title = QFontMetricsF(painted_font(option.font, 13, bold=True)).height() + 2
        return title + len(row.lines) * (QFontMetricsF(painted_font(option.font, 12)).height() + 2) + 4

    @staticmethod
    def _width(option: QStyleOptionViewItem) -> int:
        # Of the view, not of its viewport: a scroll bar that comes or goes must not change the lines.
        view = option.widget
        return view.width() - _BAR_PX if isinstance(view, QAbstractItemView) else option.rect.width()


class GroupList(QListView):
    """The list; it lays its rows out anew whenever its width changes."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.groups = GroupModel()
        self.setModel(self.groups)
        self.painter = GroupDelegate(theme)
        self.setItemDelegate(self.painter)
        # Owned by the list: left to Python, they might be collected on the thread of a worker.
        self.groups.setParent(self)
        self.painter.setParent(self)
        self.setObjectName("plain_list")
        self.setAccessibleName(tr("People found"))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        theme.changed.connect(self.viewport().update)

    @property
    def chosen(self) -> GroupRow | None:
        """The row that is selected."""
        rows = self.selectionModel().selectedIndexes()
        return rows[0].data(GroupModel.RowRole) if rows else None


def paint_face(painter: QPainter, rect: QRectF, face: QImage) -> None:
    """Draw a face with round corners."""
    path = QPainterPath()
    path.addRoundedRect(rect, 7, 7)
    painter.save()
    painter.setClipPath(path)
    painter.drawImage(rect, face)
    painter.restore()
