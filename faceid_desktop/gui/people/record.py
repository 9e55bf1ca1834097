"""The record of one person: lawful basis, photos and their templates, people who look alike, events."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from faceid_desktop.gui.look.dialog import Dialog
from faceid_desktop.gui.look.labels import label
from faceid_desktop.gui.people import record_words as words
from faceid_desktop.gui.people.dossier import Dossier
from faceid_desktop.gui.words import tr

_WIDTH_PX, _LIST_PX = 620, 360


class RecordDialog(Dialog):
    """Shows what is kept of a person; what is to be done about it is told to whoever listens."""

    move_wanted = Signal(str)
    """A photo that belongs to somebody else."""
    apart_wanted = Signal(str)
    """Somebody who looks alike and is another person."""
    evidence_wanted = Signal(str)
    """All figures on somebody who looks alike."""

    def __init__(self, dossier: Dossier, parent: QWidget | None = None) -> None:
        name = dossier.person.details.name
        super().__init__(tr("Record of {name}").format(name=name), "", tr("Close"), parent)
        self.cancel_button.hide()
        self.setMinimumWidth(_WIDTH_PX)
        self.due = label("", "problem", wrap=True)
        self.statements, self.photos = _List(tr("Lawful basis")), _List(tr("Photos"))
        self.alike, self.events = _List(tr("People who look alike")), _List(tr("Events"))
        self.move_button = QPushButton(tr("Move to another person…"))
        self.apart_button = QPushButton(tr("They are different people"))
        self.evidence_button = QPushButton(tr("Evidence…"))
        self.sections: list[QPushButton] = []
        self._pages, self._group, self._heads = QStackedWidget(), QButtonGroup(self), QHBoxLayout()
        self._build()
        self.show_dossier(dossier)

    def show_dossier(self, dossier: Dossier) -> None:
        """Show the present state of the record."""
        self.due.setText("" if dossier.due is None else words.due_line(dossier.due))
        self.due.setVisible(dossier.due is not None)
        self.statements.fill([(words.statement(each), "") for each in dossier.statements])
        self.photos.fill([(words.photo(each), each.uuid) for each in dossier.photos])
        self.alike.fill([(words.alike(*each), each[0].uuid) for each in dossier.alike])
        self.alike.say_if_empty(tr("Nobody enrolled looks alike."))
        events = dossier.events or ()
        self.events.fill([(words.event(each), "") for each in events])
        hidden = dossier.events is None
        self.events.say_if_empty(tr("Your role does not show the audit log.") if hidden else tr("None yet."))
        counts = (len(dossier.statements), len(dossier.photos), len(dossier.alike), len(events))
        for button, name, count in zip(self.sections, self._names(), counts, strict=True):
            button.setText(words.section(name, count))
        self._check()

    @staticmethod
    def _names() -> tuple[str, ...]:
        return tr("Lawful basis"), tr("Photos"), tr("Look-alikes"), tr("Events")

    def _check(self) -> None:
        self.move_button.setEnabled(bool(self.photos.chosen))
        for button in (self.apart_button, self.evidence_button):
            button.setEnabled(bool(self.alike.chosen))
        shown = self._pages.currentWidget()
        self.move_button.setVisible(shown is self.photos)
        for button in (self.apart_button, self.evidence_button):
            button.setVisible(shown is self.alike)

    def _build(self) -> None:
        self.action_button.setObjectName("")
        for place, view in enumerate((self.statements, self.photos, self.alike, self.events)):
            button = QPushButton()
            button.setObjectName("filter")
            button.setCheckable(True)
            self.sections.append(button)
            self._group.addButton(button, place)
            self._heads.addWidget(button)
            self._pages.addWidget(view)
            view.currentItemChanged.connect(lambda *_: self._check())
        self.sections[0].setChecked(True)
        self._pages.setMinimumHeight(_LIST_PX)
        self._heads.setSpacing(8)
        self._heads.addStretch(1)
        self.content.addWidget(self.due)
        self.content.addLayout(self._heads)
        self.content.addWidget(self._pages, 1)
        self.buttons.insertWidget(0, self.move_button)
        self.buttons.insertWidget(0, self.evidence_button)
        self.buttons.insertWidget(0, self.apart_button)
        self._group.idClicked.connect(self._turn_to)
        self.move_button.clicked.connect(lambda: self.move_wanted.emit(self.photos.chosen))
        self.apart_button.clicked.connect(lambda: self.apart_wanted.emit(self.alike.chosen))
        self.evidence_button.clicked.connect(lambda: self.evidence_wanted.emit(self.alike.chosen))

    def _turn_to(self, place: int) -> None:
        self._pages.setCurrentIndex(place)
        self._check()


class _List(QListWidget):
    """Lines of text, each of which may stand for something that has a uuid."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName("found_list")
        self.setAccessibleName(name)
        self.setWordWrap(True)

    @property
    def chosen(self) -> str:
        """The uuid of the chosen line, empty if there is none."""
        if self.currentRow() < 0:
            return ""
        return str(self.currentItem().data(Qt.ItemDataRole.UserRole) or "")

    def fill(self, lines: Sequence[tuple[str, str]]) -> None:
        """Show other lines: text and uuid."""
        self.clear()
        for text, uuid in lines:
            item = QListWidgetItem(text)
            item.setData(Qt.ItemDataRole.UserRole, uuid)
            self.addItem(item)

    def say_if_empty(self, text: str) -> None:
        """Say why there is nothing."""
        if not self.count():
            item = QListWidgetItem(text)
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(item)
