"""The people as cards."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from faceid_desktop.gallery.records import PersonRecord
from faceid_desktop.gui.look.theme import Theme
from faceid_desktop.gui.people.card import CARD_PX, ROW_PX, CardDelegate
from faceid_desktop.gui.people.model import PeopleGridModel
from faceid_desktop.gui.words import tr


class PeopleGrid(QTableView):
    """Cards in as many columns as fit; arrows, Home, End and Page keys walk through them."""

    chosen_changed = Signal()

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
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen_changed.emit())
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
