"""The first step of an enrolment: who the person is, and on what basis the face may be kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from faceid_desktop.gallery.lawful_basis import LawfulBasis
from faceid_desktop.gallery.records import ConsentEntry, PersonDetails
from faceid_desktop.gallery.schema import ConsentStatus
from faceid_desktop.gui.enrol.words import WAYS, basis_name, way_name
from faceid_desktop.gui.look.labels import label, rule
from faceid_desktop.gui.look.theme import set_tone
from faceid_desktop.gui.words import tr

TEXT_VERSION = "1"
_YEARS = 3


@dataclass(frozen=True, slots=True)
class EnrolmentDraft:
    """What the operator wrote before the capture."""

    details: PersonDetails
    basis: str
    how: str
    purpose: str
    expires: datetime | None

    def consent(self, now: datetime) -> ConsentEntry:
        """Return the statement on the lawful basis, made at ``now``."""
        return ConsentEntry(
            at=now,
            status=ConsentStatus.GIVEN,
            basis=self.basis,
            text_version=TEXT_VERSION,
            purpose=self.purpose,
            expires=self.expires,
            how=self.how,
        )


class DetailsForm(QWidget):
    """Asks for name and consent; nothing can be captured before both are there."""

    capture_wanted = Signal()
    photos_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self.reference, self.tags = QLineEdit(), QLineEdit(), QLineEdit()
        self.basis, self.how, self.purpose = QComboBox(), QComboBox(), QLineEdit()
        self.limited, self.until = QCheckBox(tr("Valid until")), QDateEdit()
        self.agreed = QCheckBox()
        self.agreed_words = label(tr("The person has read the text and agrees"), "row_value", wrap=True)
        self.capture_button = QPushButton(tr("Start the camera"))
        self.photos_button = QPushButton(tr("From photos…"))
        self._fill()
        self._build()
        self._connect()
        self.clear()

    def draft(self) -> EnrolmentDraft:
        """Return what was written."""
        tags = tuple(dict.fromkeys(part.strip() for part in self.tags.text().split(",") if part.strip()))
        return EnrolmentDraft(
            details=PersonDetails(self.name.text().strip(), self.reference.text().strip(), "", tags),
            basis=str(self.basis.currentData()),
            how=str(self.how.currentData()),
            purpose=self.purpose.text().strip(),
            expires=self._expiry() if self.limited.isChecked() else None,
        )

    def complete(self) -> bool:
        """Tell whether the capture may begin."""
        return bool(self.name.text().strip() and self.purpose.text().strip() and self.agreed.isChecked())

    def clear(self) -> None:
        """Begin with the next person; basis, purpose and validity stay as they were."""
        for line in (self.name, self.reference, self.tags):
            line.clear()
        self.agreed.setChecked(False)
        self._check()

    def _expiry(self) -> datetime:
        day = self.until.date().addDays(1)  # the chosen day still counts
        return datetime(day.year(), day.month(), day.day(), tzinfo=UTC)

    def _fill(self) -> None:
        for basis in LawfulBasis:
            self.basis.addItem(basis_name(basis), basis)
        for way in WAYS:
            self.how.addItem(way_name(way), way)
        self.purpose.setText(tr("Recognition at this desk"))
        self.name.setPlaceholderText(tr("First and last name"))
        self.reference.setPlaceholderText(tr("Number in another system, if there is one"))
        self.tags.setPlaceholderText(tr("Staff, visitor …"))
        self.limited.setChecked(True)
        self.until.setCalendarPopup(True)
        self.until.setMinimumDate(QDate.currentDate())
        self.until.setDate(QDate.currentDate().addYears(_YEARS))
        for widget, name in (
            (self.name, tr("Name")), (self.reference, tr("Reference")), (self.tags, tr("Tags")),
            (self.basis, tr("Lawful basis")), (self.how, tr("How it was given")),
            (self.purpose, tr("Purpose")), (self.until, tr("Valid until")),
            (self.agreed, tr("The person has read the text and agrees")),
        ):  # fmt: skip
            widget.setAccessibleName(name)

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        rows: tuple[tuple[str, QWidget], ...] = (
            (tr("Name"), self.name), (tr("Reference"), self.reference), (tr("Tags"), self.tags),
        )  # fmt: skip
        for number, (text, widget) in enumerate(rows):
            grid.addWidget(label(text, "field"), number, 0)
            grid.addWidget(widget, number, 1)
        consent = QGridLayout()
        consent.setHorizontalSpacing(12)
        consent.setVerticalSpacing(8)
        consent.setColumnStretch(1, 1)
        for number, (text, widget) in enumerate(
            ((tr("Basis"), self.basis), (tr("Given"), self.how), (tr("Purpose"), self.purpose))
        ):
            consent.addWidget(label(text, "field"), number, 0)
            consent.addWidget(widget, number, 1)
        consent.addWidget(self.limited, 3, 0)
        consent.addWidget(self.until, 3, 1)
        for box in (self.basis, self.how):  # the longest choice must not set the width of the form
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(14)
        agree = QHBoxLayout()
        agree.addWidget(self.agreed)
        agree.addWidget(self.agreed_words, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.photos_button)
        buttons.addStretch(1)
        buttons.addWidget(self.capture_button)
        self.capture_button.setObjectName("primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(label(tr("STEP 1 OF 3 · PERSON AND CONSENT"), "step", wrap=True))
        column.addLayout(grid)
        column.addWidget(rule())
        column.addLayout(consent)
        column.addLayout(agree)
        column.addStretch(1)
        column.addLayout(buttons)

    def _connect(self) -> None:
        self.name.textChanged.connect(self._check)
        self.purpose.textChanged.connect(self._check)
        self.agreed.toggled.connect(self._check)
        self.limited.toggled.connect(self.until.setEnabled)
        self.name.returnPressed.connect(self.reference.setFocus)
        self.capture_button.clicked.connect(self.capture_wanted)
        self.photos_button.clicked.connect(self.photos_wanted)

    def _check(self) -> None:
        ready = self.complete()
        self.capture_button.setEnabled(ready)
        self.photos_button.setEnabled(ready)
        set_tone(self.purpose, "plain" if self.purpose.text().strip() else "bad")
