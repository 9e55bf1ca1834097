"""Choosing a person: whom photos are to go to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from faceid_desktop.gallery.records import PersonRecord
from faceid_desktop.gui.look.dialog import Dialog
from faceid_desktop.gui.people.words import card_line
from faceid_desktop.gui.words import tr

MOST = 50
"""So many people are listed; whoever is looking for another types more."""

_TYPING_MS = 120


class ChoiceDialog(Dialog):
    """Asks for a person; the searching is done by whoever listens to ``search_wanted``.

    Parameters
    ----------
    title, explanation, action
        As of `Dialog`.
    person
        Who cannot be chosen.
    """

    search_wanted = Signal(str)

    def __init__(
        self, title: str, explanation: str, action: str, person: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, explanation, action, parent)
        self._person = person
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self.line, self.list = QLineEdit(), QListWidget()
        self.line.setPlaceholderText(tr("Search by name, reference or tag"))
        self.line.setAccessibleName(tr("Search people"))
        self.list.setAccessibleName(tr("People found"))
        self.list.setObjectName("found_list")
        self.list.setMinimumHeight(240)
        self.content.addWidget(self.line)
        self.content.addWidget(self.list, 1)
        self.line.textChanged.connect(lambda _: self._typing.start())
        self._typing.timeout.connect(self.search)
        self.list.currentItemChanged.connect(
            lambda *_: self.action_button.setEnabled(self.target is not None)
        )
        self.list.itemActivated.connect(lambda _: self.accept())
        self.action_button.setEnabled(False)

    @property
    def target(self) -> str | None:
        """The chosen person."""
        if self.list.currentRow() < 0:
            return None
        return str(self.list.currentItem().data(Qt.ItemDataRole.UserRole))

    def search(self) -> None:
        """Ask for the people who fit what is typed."""
        self.search_wanted.emit(self.line.text())

    def show_found(self, people: Sequence[PersonRecord]) -> None:
        """List the first of the people who were found, without the one who cannot be chosen."""
        self.list.clear()
        for each in [person for person in people if person.uuid != self._person][:MOST]:
            item = QListWidgetItem(f"{each.details.name}  ·  {card_line(each)}")
            item.setData(Qt.ItemDataRole.UserRole, each.uuid)
            self.list.addItem(item)
        self.action_button.setEnabled(False)


class MergeDialog(ChoiceDialog):
    """Asks into whom a person is merged, who is gone afterwards."""

    def __init__(self, person: PersonRecord, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Merge {name} into …").format(name=person.details.name),
            tr("All photos move to the person you choose. This can be undone."),
            tr("Merge"),
            person.uuid,
            parent,
        )


class MoveDialog(ChoiceDialog):
    """Asks to whom a photo belongs that lies with somebody else."""

    def __init__(self, person: PersonRecord, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Move the photo to …"),
            tr("It is no longer a photo of {name}. This can be undone.").format(name=person.details.name),
            tr("Move"),
            person.uuid,
            parent,
        )
