"""The third step: which of the captured faces are kept, and whether the person is enrolled already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from faceid_desktop.gui.enrol.words import Alive
from faceid_desktop.gui.look.labels import CropView, chip, label, rule
from faceid_desktop.gui.look.theme import set_tone
from faceid_desktop.gui.words import tr
from faceid_desktop.services.enrolment import DuplicateDecision

_FACE_PX, _ALIKE_PX, _COLUMNS = 100, 84, 3


@dataclass(frozen=True, slots=True, eq=False)
class ReviewFace:
    """A face that may be kept: its picture and what it shows, e.g. "front"."""

    image: QImage
    caption: str


@dataclass(frozen=True, slots=True, eq=False)
class LookAlike:
    """Somebody enrolled who looks like the new faces."""

    person: str
    name: str
    evidence: str
    image: QImage | None


class ReviewPanel(QWidget):
    """Lets the operator look before anything is saved."""

    back_wanted = Signal()
    save_wanted = Signal()
    evidence_wanted = Signal()
    """All figures on the look-alike."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.person = label("", "title")
        self.note = label("", "hint", wrap=True)
        self.problem = label("", "problem", wrap=True)
        self.boxes: list[QCheckBox] = []
        self.choices = QButtonGroup(self)
        self.alive, self.alive_reasons = chip(""), label("", "hint", wrap=True)
        self.word = QCheckBox(tr("I see this person alive before me"))
        self.back_button = QPushButton(tr("Back"))
        self.save_button = QPushButton(tr("Save"))
        self._alike: LookAlike | None = None
        self._looked = self._saving = False
        self._faces, self._alike_box = QGridLayout(), QVBoxLayout()
        self._build()
        self.back_button.clicked.connect(self.back_wanted)
        self.save_button.clicked.connect(self.save_wanted)
        self.choices.idToggled.connect(lambda *_: self._check())
        self.word.toggled.connect(lambda _: self._check())

    @property
    def kept(self) -> list[int]:
        """The places of the faces that are to be saved."""
        return [place for place, box in enumerate(self.boxes) if box.isChecked()]

    @property
    def decision(self) -> DuplicateDecision:
        """What the operator says about the look-alike; ASK while there is one and nothing is said."""
        if self._alike is None:
            return DuplicateDecision.ASK
        chosen = self.choices.checkedId()
        return {0: DuplicateDecision.SAME, 1: DuplicateDecision.NOT_SAME}.get(chosen, DuplicateDecision.ASK)

    @property
    def alike(self) -> LookAlike | None:
        """The look-alike that is shown."""
        return self._alike

    def show_waiting(self, person: str, faces: Sequence[ReviewFace]) -> None:
        """Show the faces while it is looked up whether somebody enrolled looks alike."""
        self.person.setText(person)
        self._alike, self._looked, self._saving = None, False, False
        _empty(self._alike_box)
        _empty(self._faces)
        self.boxes = [self._add_face(place, face) for place, face in enumerate(faces)]
        self.note.setText(tr("Looking for people who look alike…"))
        self.show_problem("")
        self.show_alive(Alive())
        self.save_button.setEnabled(False)

    def show_alike(self, alike: LookAlike | None, skipped: str = "") -> None:
        """Show the result of the look-up; ``skipped`` tells of faces that cannot be used."""
        self._alike, self._looked = alike, True
        _empty(self._alike_box)
        nobody = tr("Nobody enrolled looks alike.")
        self.note.setText(" ".join(part for part in ("" if alike else nobody, skipped) if part))
        if alike is not None:
            self._add_alike(alike)
        self._check()

    def show_alive(self, alive: Alive) -> None:
        """Show how the liveness check ended, and ask for the operator's word where that is needed."""
        self.alive.setText(alive.text)
        set_tone(self.alive, alive.tone)
        self.alive.setVisible(bool(alive.text))
        self.alive_reasons.setText(alive.reasons)
        self.alive_reasons.setVisible(bool(alive.reasons))
        self.word.setChecked(False)
        self.word.setVisible(alive.ask)
        self._check()

    @property
    def vouched(self) -> bool:
        """Whether the operator gave his word that a living person is there."""
        return not self.word.isHidden() and self.word.isChecked()

    def show_saving(self) -> None:
        """Wait until it is saved; nothing is saved twice meanwhile."""
        self._saving = True
        self.show_problem("")
        self._check()

    def show_failure(self, text: str) -> None:
        """Say why it could not be saved, or looked up before; only what was looked up can be saved again."""
        self._saving = False
        if not self._looked:
            self.note.setText("")
        self.show_problem(text)
        self._check()

    def show_problem(self, text: str) -> None:
        """Say what is wrong, or nothing."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    def _add_face(self, place: int, face: ReviewFace) -> QCheckBox:
        crop = CropView(QSize(_FACE_PX, _FACE_PX))
        crop.show_image(face.image)
        crop.setAccessibleName(tr("Captured face, {caption}").format(caption=face.caption))
        box = QCheckBox(face.caption)
        box.setAccessibleName(tr("Keep this face: {caption}").format(caption=face.caption))
        box.setChecked(True)
        box.toggled.connect(lambda _: self._check())
        cell = QVBoxLayout()
        cell.setSpacing(4)
        cell.addWidget(crop)
        cell.addWidget(box)
        self._faces.addLayout(cell, place // _COLUMNS, place % _COLUMNS, Qt.AlignmentFlag.AlignLeft)
        return box

    def _add_alike(self, alike: LookAlike) -> None:
        notice = QFrame()
        notice.setObjectName("notice")
        notice.setProperty("tone", "warn")
        crop = CropView(QSize(_ALIKE_PX, _ALIKE_PX))
        crop.show_image(alike.image)
        crop.setAccessibleName(alike.name)
        words = QVBoxLayout()
        words.addWidget(
            label(tr("Perhaps already enrolled as {name}").format(name=alike.name), "subtitle", wrap=True)
        )
        words.addWidget(label(alike.evidence, "row_value", wrap=True))
        evidence = QPushButton(tr("Evidence…"))
        evidence.setAccessibleName(tr("Evidence for {name}").format(name=alike.name))
        evidence.clicked.connect(self.evidence_wanted)
        words.addWidget(evidence, 0, Qt.AlignmentFlag.AlignLeft)
        words.addStretch(1)
        row = QHBoxLayout(notice)
        row.setSpacing(12)
        row.addWidget(crop)
        row.addLayout(words, 1)
        self._alike_box.addWidget(notice)
        for number, text in enumerate(
            (
                tr("The same person: add these photos"),
                tr("Another person: enrol, and remember that"),
            )
        ):
            button = QRadioButton(text)
            self.choices.addButton(button, number)
            self._alike_box.addWidget(button)

    def _check(self) -> None:
        decided = self._alike is None or self.choices.checkedId() >= 0
        alive = self.word.isHidden() or self.word.isChecked()
        complete = self._looked and bool(self.kept) and decided and alive
        self.save_button.setEnabled(complete and not self._saving)

    def _build(self) -> None:
        self._faces.setSpacing(10)
        self._alike_box.setSpacing(8)
        faces = QHBoxLayout()
        faces.addLayout(self._faces)
        faces.addStretch(1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.back_button)
        buttons.addStretch(1)
        buttons.addWidget(self.save_button)
        self.save_button.setObjectName("primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(label(tr("STEP 3 OF 3 · REVIEW"), "step", wrap=True))
        column.addWidget(self.person)
        column.addWidget(rule())
        column.addLayout(faces)
        column.addWidget(self.alive)
        column.addWidget(self.alive_reasons)
        column.addWidget(self.word)
        column.addWidget(self.note)
        column.addLayout(self._alike_box)
        column.addStretch(1)
        column.addWidget(self.problem)
        column.addLayout(buttons)


def _empty(layout: QGridLayout | QVBoxLayout) -> None:
    """Remove everything from a layout, nested layouts included."""
    while (item := layout.takeAt(0)) is not None:
        inner, widget = item.layout(), item.widget()
        if isinstance(inner, QGridLayout | QVBoxLayout):
            _empty(inner)
        if widget is not None:
            widget.setParent(None)
            widget.deleteLater()
