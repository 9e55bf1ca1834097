"""Choosing a person: whom photos are to go to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QPushButton, QWidget

from faceid_desktop.gallery.records import PersonRecord
from faceid_desktop.gui.look.dialog import Dialog
from faceid_desktop.gui.people.pair import Pair
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
        self._found: dict[str, PersonRecord] = {}
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
        self.list.currentItemChanged.connect(lambda *_: self.show_choice(self._found.get(self.target or "")))
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
        self._found = {person.uuid: person for person in people if person.uuid != self._person}
        for each in list(self._found.values())[:MOST]:
            item = QListWidgetItem(f"{each.details.name}  ·  {card_line(each)}")
            item.setData(Qt.ItemDataRole.UserRole, each.uuid)
            self.list.addItem(item)
        self.show_choice(None)

    def show_choice(self, target: PersonRecord | None) -> None:
        """Show who is chosen."""
        self.action_button.setEnabled(target is not None)


class MergeDialog(ChoiceDialog):
    """Asks into whom a person is merged, who is gone afterwards.

    Parameters
    ----------
    person
        Who is merged.
    pair
        Shows the two side by side.
    target
        Who is chosen at first.
    """

    evidence_wanted = Signal(object)
    """The `PersonRecord` who is chosen."""

    def __init__(
        self,
        person: PersonRecord,
        pair: Pair,
        target: PersonRecord | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self.pair, self._first, self._offered = pair, person, target
        super().__init__(
            tr("Merge {name} into …").format(name=person.details.name),
            tr("All photos move to the person you choose. This can be undone."),
            tr("Merge"),
            person.uuid,
            parent,
        )
        self.evidence_button = QPushButton(tr("Evidence…"))
        self.evidence_button.clicked.connect(
            lambda: self.evidence_wanted.emit(self._found[self.target or ""])
        )
        self.content.insertWidget(0, pair)
        self.buttons.insertWidget(0, self.evidence_button)
        self.show_choice(None)

    def show_found(self, people: Sequence[PersonRecord]) -> None:
        """List those who were found; before anything is typed, the one who was offered comes first."""
        offered = self._offered
        if offered is None or self.line.text():
            super().show_found(people)
            return
        super().show_found([offered, *(each for each in people if each.uuid != offered.uuid)])
        self.list.setCurrentRow(0)

    def show_choice(self, target: PersonRecord | None) -> None:
        """Show the two side by side; there is evidence on two only."""
        super().show_choice(target)
        self.pair.show_people(self._first, target)
        self.evidence_button.setEnabled(target is not None)


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
