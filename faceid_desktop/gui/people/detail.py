"""One person beside the grid: photos, what is known, the state of the consent, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from faceid_desktop.gallery.records import PersonDetails, PersonRecord
from faceid_desktop.gui.look.icons import icon
from faceid_desktop.gui.look.labels import CropView, chip, label, rule
from faceid_desktop.gui.look.theme import Theme, set_tone
from faceid_desktop.gui.people.words import consent_chip
from faceid_desktop.gui.words import day_name, tr

WIDTH_PX = 340
_PHOTO_PX, _COLUMNS = 88, 3


@dataclass(frozen=True, slots=True, eq=False)
class PhotoView:
    """A photo of the person: its picture and where it came from."""

    uuid: str
    image: QImage | None
    caption: str


class PersonPanel(QFrame):
    """Shows and edits one person; the work is done by whoever listens."""

    close_wanted = Signal()
    save_wanted = Signal(str, object)
    watch_wanted = Signal(str, bool)
    add_photo_wanted = Signal(str)
    remove_photo_wanted = Signal(str)
    merge_wanted = Signal(str)
    erase_wanted = Signal(str)
    record_wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._person: PersonRecord | None = None
        self.setObjectName("card")
        self.setFixedWidth(WIDTH_PX)
        self.name, self.reference, self.tags = QLineEdit(), QLineEdit(), QLineEdit()
        self.consent = chip("")
        self.facts = label("", "hint", wrap=True)
        self.close_button, self.save_button = QPushButton(), QPushButton(tr("Save changes"))
        self.watch_button = QPushButton(tr("Watch list"))
        self.add_button, self.merge_button = QPushButton(tr("Add photo…")), QPushButton(tr("Merge…"))
        self.erase_button = QPushButton(tr("Erase…"))
        self.record_button = QPushButton(tr("Record…"))
        self._photos = QGridLayout()
        self._build()
        self._connect()
        self._dress()

    @property
    def person(self) -> PersonRecord | None:
        """Who is shown."""
        return self._person

    def show_person(self, person: PersonRecord) -> None:
        """Show a person; the photos follow."""
        same = self._person is not None and self._person.uuid == person.uuid
        self._person = person
        self.name.setText(person.details.name)
        self.reference.setText(person.details.reference)
        self.tags.setText(", ".join(person.details.tags))
        words = consent_chip(person)
        self.consent.setText(words.text)
        set_tone(self.consent, words.tone)
        self.facts.setText(tr("Enrolled {day}").format(day=day_name(person.created)))
        self.watch_button.setChecked(person.watch)
        self._check()
        if not same:
            self.show_photos(())

    def show_photos(self, photos: Sequence[PhotoView]) -> None:
        """Show the photos."""
        while (item := self._photos.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for place, photo in enumerate(photos):
            self._photos.addWidget(_PhotoCell(self._theme, photo, self), place // _COLUMNS, place % _COLUMNS)

    def edited(self) -> PersonDetails:
        """Return the details as they stand in the fields."""
        notes = self._person.details.notes if self._person is not None else ""
        tags = tuple(dict.fromkeys(part.strip() for part in self.tags.text().split(",") if part.strip()))
        return PersonDetails(self.name.text().strip(), self.reference.text().strip(), notes, tags)

    def _check(self) -> None:
        changed = self._person is not None and self.edited() != self._person.details
        self.save_button.setEnabled(changed and bool(self.name.text().strip()))

    def _build(self) -> None:
        self.close_button.setObjectName("plain")
        self.close_button.setAccessibleName(tr("Close"))
        self.close_button.setToolTip(tr("Close"))
        self.erase_button.setObjectName("danger")
        self.watch_button.setCheckable(True)
        self.watch_button.setToolTip(tr("Tell when this person is seen"))
        head = QHBoxLayout()
        head.addWidget(self.consent)
        head.addStretch(1)
        head.addWidget(self.close_button)
        fields = QGridLayout()
        fields.setSpacing(8)
        rows = ((tr("Name"), self.name), (tr("Reference"), self.reference), (tr("Tags"), self.tags))
        for number, (text, line) in enumerate(rows):
            line.setAccessibleName(text)
            fields.addWidget(label(text, "field"), number, 0)
            fields.addWidget(line, number, 1)
        actions = QGridLayout()
        actions.setSpacing(8)
        for place, button in enumerate(
            (self.watch_button, self.record_button, self.add_button, self.merge_button)
        ):
            actions.addWidget(button, place // 2, place % 2)
        actions.addWidget(self.erase_button, 2, 0, 1, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(fields)
        column.addWidget(self.save_button)
        column.addWidget(rule())
        column.addWidget(label(tr("PHOTOS"), "caption"))
        column.addWidget(self._photo_area(), 1)
        column.addWidget(self.facts)
        column.addLayout(actions)

    def _photo_area(self) -> QScrollArea:
        self._photos.setSpacing(8)
        self._photos.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        inside = QWidget()
        inside.setObjectName("plain_scroll_body")
        strip = QVBoxLayout(inside)
        strip.setContentsMargins(0, 0, 0, 0)
        strip.addLayout(self._photos)
        strip.addStretch(1)
        scroll = QScrollArea()
        scroll.setObjectName("plain_scroll")
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(tr("Photos"))
        return scroll

    def _connect(self) -> None:
        for line in (self.name, self.reference, self.tags):
            line.textChanged.connect(lambda _: self._check())
            line.returnPressed.connect(self.save_button.click)
        self.close_button.clicked.connect(self.close_wanted)
        self.save_button.clicked.connect(lambda: self.save_wanted.emit(self._uuid(), self.edited()))
        self.watch_button.clicked.connect(lambda on: self.watch_wanted.emit(self._uuid(), on))
        self.add_button.clicked.connect(lambda: self.add_photo_wanted.emit(self._uuid()))
        self.merge_button.clicked.connect(lambda: self.merge_wanted.emit(self._uuid()))
        self.record_button.clicked.connect(lambda: self.record_wanted.emit(self._uuid()))
        self.erase_button.clicked.connect(lambda: self.erase_wanted.emit(self._uuid()))
        self._theme.changed.connect(self._dress)

    def _uuid(self) -> str:
        return self._person.uuid if self._person is not None else ""

    def _dress(self) -> None:
        tokens = self._theme.tokens
        self.close_button.setIcon(icon("clear", tokens.mute))
        self.watch_button.setIcon(icon("watch", tokens.ink))
        self.add_button.setIcon(icon("photo", tokens.ink))
        self.merge_button.setIcon(icon("merge", tokens.ink))
        self.record_button.setIcon(icon("audit", tokens.ink))
        self.erase_button.setIcon(icon("erase", tokens.bad))


class _PhotoCell(QWidget):
    """A photo with a button that removes it."""

    def __init__(self, theme: Theme, photo: PhotoView, panel: PersonPanel) -> None:
        super().__init__()
        self.setFixedSize(_PHOTO_PX, _PHOTO_PX)
        self.setToolTip(photo.caption)
        crop = CropView(QSize(_PHOTO_PX, _PHOTO_PX), self)
        crop.setAccessibleName(photo.caption)
        crop.show_image(photo.image)
        self.remove_button = QPushButton(self)
        self.remove_button.setObjectName("remove_photo")
        self.remove_button.setGeometry(_PHOTO_PX - 28, 4, 24, 24)
        self.remove_button.setIcon(icon("clear", theme.tokens.ink))
        self.remove_button.setToolTip(tr("Remove this photo"))
        self.remove_button.setAccessibleName(tr("Remove the photo {name}").format(name=photo.caption))
        self.remove_button.clicked.connect(lambda: panel.remove_photo_wanted.emit(photo.uuid))
