"""Merging two persons who are one: whom the photos are to go to."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from faceid_desktop.gallery.records import PersonRecord
from faceid_desktop.gui.look.dialog import Dialog
from faceid_desktop.gui.people.words import card_line
from faceid_desktop.gui.words import tr

_MOST = 50
Search = Callable[[str], Sequence[PersonRecord]]


class MergeDialog(Dialog):
    """Asks into whom a person is merged.

    Parameters
    ----------
    person
        Whose photos move; he is gone afterwards.
    search
        Finds people by what is typed.
    """

    def __init__(self, person: PersonRecord, search: Search, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Merge {name} into …").format(name=person.details.name),
            tr("All photos move to the person you choose. This can be undone."),
            tr("Merge"),
            parent,
        )
        self._person, self._search = person, search
        self.line, self.list = QLineEdit(), QListWidget()
        self.line.setPlaceholderText(tr("Search by name, reference or tag"))
        self.line.setAccessibleName(tr("Search people"))
        self.list.setAccessibleName(tr("People found"))
        self.list.setObjectName("found_list")
        self.list.setMinimumHeight(240)
        self.content.addWidget(self.line)
        self.content.addWidget(self.list, 1)
        self.line.textChanged.connect(self._find)
        self.list.currentItemChanged.connect(
            lambda *_: self.action_button.setEnabled(self.target is not None)
        )
        self.list.itemActivated.connect(lambda _: self.accept())
        self._find("")

    @property
    def target(self) -> str | None:
        """The chosen person."""
        if self.list.currentRow() < 0:
            return None
        return str(self.list.currentItem().data(Qt.ItemDataRole.UserRole))

    def _find(self, text: str) -> None:
        self.list.clear()
        for each in [person for person in self._search(text) if person.uuid != self._person.uuid][:_MOST]:
            item = QListWidgetItem(f"{each.details.name}  ·  {card_line(each)}")
            item.setData(Qt.ItemDataRole.UserRole, each.uuid)
            self.list.addItem(item)
        self.action_button.setEnabled(False)
