"""The people as a table that is sorted by its head."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush, QIcon, QImage, QPainter, QPixmap, QTransform
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from faceid_desktop.gallery.records import PersonRecord
from faceid_desktop.gui.look.icons import pixmap
from faceid_desktop.gui.look.theme import Theme
from faceid_desktop.gui.people.thumbnails import ThumbnailStore
from faceid_desktop.gui.people.words import consent_chip, last_seen
from faceid_desktop.gui.words import day_name, locale, tr
from faceid_desktop.services.roster import Listing, Order

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ROW_PX, _FACE_PX = 38, 28
_KEPT = 200


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: its head, how wide it is, what it is sorted by, and the words of a cell."""

    name: str
    width_px: int
    order: Order | None
    text: Callable[[PersonRecord], str]


def _columns() -> tuple[_Column, ...]:
    return (
        _Column(tr("Name"), 250, Order.NAME, lambda person: person.details.name),
        _Column(tr("Reference"), 120, Order.REFERENCE, lambda person: person.details.reference),
        _Column(tr("Tags"), 150, None, lambda person: ", ".join(person.details.tags)),
        _Column(tr("Photos"), 80, Order.PHOTOS, lambda person: locale().toString(person.photos)),
        _Column(tr("Consent"), 190, Order.CONSENT_ENDS, lambda person: consent_chip(person).text),
        _Column(tr("Last seen"), 130, Order.LAST_SEEN, lambda person: last_seen(person)),
        _Column(tr("Enrolled"), 120, Order.ENROLLED, lambda person: day_name(person.created, short=True)),
    )


class PeopleTableModel(QAbstractTableModel):
    """A row for each person of a listing; the sorting is done by whoever listens to ``order_wanted``."""

    order_wanted = Signal(object, bool)
    """An `Order`, and whether it is to descend."""

    FaceRole = Qt.ItemDataRole.UserRole

    def __init__(self, thumbnails: ThumbnailStore) -> None:
        super().__init__()
        self._columns = _columns()
        self._listing = Listing()
        self._thumbnails = thumbnails
        thumbnails.arrived.connect(self._repaint)

    def show_listing(self, listing: Listing) -> None:
        """Show other people."""
        self.beginResetModel()
        self._listing = listing
        self.endResetModel()

    def person_at(self, index: _Index) -> PersonRecord | None:
        """Return whose row it is."""
        return self._listing.people[index.row()] if index.isValid() else None

    def row_of(self, person: str) -> QModelIndex:
        """Return the first cell of a person's row, invalid if he is not shown."""
        place = self._listing.places.get(person)
        return QModelIndex() if place is None else self.index(place, 0)

    @property
    def widths_px(self) -> tuple[int, ...]:
        """How wide the columns are at first."""
        return tuple(column.width_px for column in self._columns)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Count the people."""
        return 0 if parent.isValid() else len(self._listing.people)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Count the columns."""
        return 0 if parent.isValid() else len(self._columns)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Name the columns."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._columns[section].name

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words of a cell, or the face of its person (loading it when it is not here yet)."""
        person = self.person_at(index)
        if person is not None and role == self.FaceRole:
            return self._thumbnails.face_of(person.uuid, person.revision)
        if person is None or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        return self._columns[index.column()].text(person)

    def _repaint(self, person: str) -> None:
        cell = self.row_of(person)
        if cell.isValid():
            self.dataChanged.emit(cell, cell, [self.FaceRole])

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask for another order; a column that has none keeps the one in force."""
        wanted = self._columns[column].order if column >= 0 else None
        if wanted is not None:
            self.order_wanted.emit(wanted, order is Qt.SortOrder.DescendingOrder)


class FaceDelegate(QStyledItemDelegate):
    """Shows the face before the name; the round pictures that were made last are kept."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._round: OrderedDict[tuple[object, ...], QIcon] = OrderedDict()

    def initStyleOption(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Add the face, or the sign of a person until it is here."""
        super().initStyleOption(option, index)
        face, ink = index.data(PeopleTableModel.FaceRole), self._theme.tokens.mute
        density = option.widget.devicePixelRatioF()
        key = (face.cacheKey(), density) if isinstance(face, QImage) else (ink, density)
        if key not in self._round:
            made = (
                round_face(face, density) if isinstance(face, QImage) else pixmap("person", ink, 20, density)
            )
            self._round[key] = QIcon(made)
        self._round.move_to_end(key)
        while len(self._round) > _KEPT:
            self._round.popitem(last=False)
        option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
        option.decorationSize = QSize(_FACE_PX, _FACE_PX)
        option.icon = self._round[key]


def round_face(face: QImage, density: float, side_px: int = _FACE_PX) -> QPixmap:
    """Return a face as a disc."""
    side = round(side_px * density)
    disc = QPixmap(side, side)
    disc.fill(Qt.GlobalColor.transparent)
    grown = Qt.AspectRatioMode.KeepAspectRatioByExpanding
    small = face.scaled(side, side, grown, Qt.TransformationMode.SmoothTransformation)
    painter = QPainter(disc)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    brush = QBrush(small)
    brush.setTransform(QTransform.fromTranslate((side - small.width()) / 2, (side - small.height()) / 2))
    painter.setBrush(brush)
    painter.drawEllipse(0, 0, side, side)
    painter.end()
    disc.setDevicePixelRatio(density)
    return disc


class PeopleTable(QTableView):
    """The people as rows; a click on a head sorts by it."""

    chosen_changed = Signal()

    def __init__(self, theme: Theme, thumbnails: ThumbnailStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.people, self._faces = PeopleTableModel(thumbnails), FaceDelegate(theme)
        self.setModel(self.people)
        # Owned by the table: left to Python, they might be collected on the thread of a worker.
        self.people.setParent(self)
        self._faces.setParent(self)
        self.setItemDelegateForColumn(0, self._faces)
        self.setIconSize(QSize(_FACE_PX, _FACE_PX))
        self.setAccessibleName(tr("People as a table"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(_ROW_PX)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate(self.people.widths_px):
            header.resizeSection(column, width)
        header.setStretchLastSection(True)
        header.setSortIndicator(0, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen_changed.emit())

    @property
    def chosen(self) -> list[PersonRecord]:
        """Everybody who is selected."""
        people = [self.people.person_at(index) for index in self.selectionModel().selectedRows()]
        return [person for person in people if person is not None]

    def choose(self, person: str) -> None:
        """Select a person and scroll to him."""
        row = self.people.row_of(person)
        if row.isValid():
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(row, flags.ClearAndSelect | flags.Rows)
            self.scrollTo(row)
