"""The people as cards."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from faceid_desktop.gallery.records import PersonRecord
from faceid_desktop.gui.look.theme import Theme
from faceid_desktop.gui.people.card import CARD_PX, ROW_PX, CardDelegate
from faceid_desktop.gui.people.drag import packed, unpacked
from faceid_desktop.gui.people.model import PeopleGridModel
from faceid_desktop.gui.words import tr


class PeopleGrid(QTableView):
    """Cards in as many columns as fit; arrows, Home, End and Page keys walk through them.

    A card that is dropped on another one asks to merge the two.
    """

    chosen_changed = Signal()
    """Told once the mouse is released: the panel that opens for a person would move the cards below it."""
    merge_wanted = Signal(str, str)
    """Who is to be merged into whom."""

    def __init__(self, theme: Theme, model: PeopleGridModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._delegate = model, CardDelegate(theme)
        self._pressed = self._late = False
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        # Owned by the grid: left to Python, they might be collected on the thread of a worker.
        model.setParent(self)
        self._delegate.setParent(self)
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
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDropIndicatorShown(False)
        self.selectionModel().selectionChanged.connect(lambda *_: self._tell())
        theme.changed.connect(self.viewport().update)

    @property
    def chosen(self) -> list[PersonRecord]:
        """Everybody who is selected."""
        people = [self._model.person_at(index) for index in self.selectionModel().selectedIndexes()]
        return [person for person in people if person is not None]

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Arrange the cards in as many columns as fit, keeping who is chosen."""
        columns = max(1, self.viewport().width() // CARD_PX)
        if columns == self._model.columnCount():
            super().resizeEvent(event)
            return
        chosen, current = self.chosen, self._model.person_at(self.currentIndex())
        self._model.set_columns(columns)
        super().resizeEvent(event)
        if current is not None:
            cell = self._model.cell_of(current.uuid)
            self.selectionModel().setCurrentIndex(cell, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(cell)
        cells = self._model.cells_of(person.uuid for person in chosen)
        self.selectionModel().select(cells, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def choose(self, person: str) -> None:
        """Select a person and scroll to him."""
        cell = self._model.cell_of(person)
        if cell.isValid():
            self.selectionModel().setCurrentIndex(cell, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(cell)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Choose, and wait with telling it: a drag may begin here."""
        self._pressed = True
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Tell who is chosen now."""
        super().mouseReleaseEvent(event)
        self._release()

    def startDrag(self, actions: Qt.DropAction) -> None:  # noqa: N802 - Qt's name
        """Drag the one card that is chosen; the release of the mouse is the drag's."""
        person = self._model.person_at(self.currentIndex())
        if person is not None and len(self.selectionModel().selectedIndexes()) == 1:
            drag, card = QDrag(self), self.visualRect(self.currentIndex())
            drag.setMimeData(packed(person.uuid))
            picture = self.viewport().grab(card)
            size = picture.deviceIndependentSize() * picture.devicePixelRatio() / 2
            mode = Qt.TransformationMode.SmoothTransformation
            drag.setPixmap(picture.scaled(size.toSize(), Qt.AspectRatioMode.KeepAspectRatio, mode))
            drag.exec(Qt.DropAction.LinkAction)
        self._release()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Take a card of this page; anything else is left to the page."""
        if event.source() is self and unpacked(event.mimeData()) is not None:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802 - Qt's name
        """Mark the card that the drop would be on; near the edge the cards scroll."""
        super().dragMoveEvent(event)
        cell = self._target_of(event)
        self._mark(cell)
        event.setDropAction(Qt.DropAction.LinkAction)
        event.setAccepted(cell is not None)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802 - Qt's name
        """Mark no card any more."""
        super().dragLeaveEvent(event)
        self._mark(None)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Ask to merge the dropped person into the one below."""
        cell = self._target_of(event)
        target = None if cell is None else self._model.person_at(cell)
        dropped = unpacked(event.mimeData())
        super().dropEvent(event)  # ends the scrolling; the model takes nothing
        self._mark(None)
        event.setDropAction(Qt.DropAction.LinkAction)
        event.setAccepted(target is not None)
        if target is not None and dropped is not None:
            self.merge_wanted.emit(dropped, target.uuid)

    def _target_of(self, event: QDropEvent) -> QModelIndex | None:
        """Return the cell of somebody else than who is dragged."""
        cell, dropped = self.indexAt(event.position().toPoint()), unpacked(event.mimeData())
        person = self._model.person_at(cell)
        fits = person is not None and dropped is not None and person.uuid != dropped
        return cell if fits and event.source() is self else None

    def _mark(self, cell: QModelIndex | None) -> None:
        self._delegate.target = QPersistentModelIndex() if cell is None else QPersistentModelIndex(cell)
        self.viewport().update()

    def _tell(self) -> None:
        self._late = self._pressed
        if not self._pressed:
            self.chosen_changed.emit()

    def _release(self) -> None:
        self._pressed = False
        if self._late:
            self._tell()
