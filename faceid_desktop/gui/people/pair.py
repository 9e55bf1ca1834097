"""Two people side by side, the one who is merged on the left."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from faceid_desktop.gallery.records import PersonRecord
from faceid_desktop.gui.look.icons import pixmap
from faceid_desktop.gui.look.labels import label
from faceid_desktop.gui.look.theme import Theme
from faceid_desktop.gui.people.table import round_face
from faceid_desktop.gui.people.thumbnails import ThumbnailStore
from faceid_desktop.gui.people.words import card_line

_FACE_PX, _SIGN_PX = 96, 40


class Pair(QWidget):
    """Faces and names of two people, with an arrow from the first to the second."""

    def __init__(self, theme: Theme, thumbnails: ThumbnailStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._thumbnails = theme, thumbnails
        self._people: list[PersonRecord | None] = [None, None]
        self.faces, self._arrow = (QLabel(), QLabel()), QLabel()
        self.names = label("", "row_name", wrap=True), label("", "row_name", wrap=True)
        self.lines = label("", "hint", wrap=True), label("", "hint", wrap=True)
        grid, middle = QGridLayout(self), Qt.AlignmentFlag.AlignHCenter
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(4)
        for side in (0, 1):
            self.faces[side].setFixedSize(_FACE_PX, _FACE_PX)
            self.faces[side].setAlignment(Qt.AlignmentFlag.AlignCenter)
            grid.addWidget(self.faces[side], 0, 2 * side, middle)
            for row, text in enumerate((self.names[side], self.lines[side]), 1):
                text.setAlignment(middle)
                grid.addWidget(text, row, 2 * side)
            grid.setColumnStretch(2 * side, 1)
        grid.addWidget(self._arrow, 0, 1)
        thumbnails.arrived.connect(self._arrived)
        theme.changed.connect(self._dress)
        self._dress()

    def show_people(self, first: PersonRecord, second: PersonRecord | None) -> None:
        """Show two people; the second may not be chosen yet."""
        self._people = [first, second]
        for side, person in enumerate(self._people):
            self.faces[side].setAccessibleName("" if person is None else person.details.name)
            self.names[side].setText("" if person is None else person.details.name)
            self.lines[side].setText("" if person is None else card_line(person))
        self._dress()

    def _arrived(self, person: str) -> None:
        if any(each is not None and each.uuid == person for each in self._people):
            self._dress()

    def _dress(self) -> None:
        density, mute = self.devicePixelRatioF(), self._theme.tokens.mute
        self._arrow.setPixmap(pixmap("merge", mute, 24, density))
        for face, person in zip(self.faces, self._people, strict=True):
            seen = None if person is None else self._thumbnails.face_of(person.uuid, person.revision)
            shown = (
                pixmap("person", mute, _SIGN_PX, density)
                if seen is None
                else round_face(seen, density, _FACE_PX)
            )
            face.setPixmap(shown)
