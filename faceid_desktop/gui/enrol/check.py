"""The liveness check in the second step of an enrolment: which movements, how it ended, once more."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from faceid_desktop.gui.live import liveness_words
from faceid_desktop.gui.look.labels import label
from faceid_desktop.gui.words import tr
from faceid_desktop.services.liveness.records import CheckSet, LivenessView


class CheckPanel(QWidget):
    """Offers other movements before the check, tells its reasons after it."""

    set_chosen = Signal(object)
    """The `CheckSet` of the next check."""
    again_wanted = Signal()
    confirmed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sets = QComboBox()
        self.reasons = label("", "hint", wrap=True)
        self.again_button = QPushButton(tr("Try again"))
        self.confirm_button = QPushButton(tr("I see a living person"))
        self.deny_button = QPushButton(tr("I do not"))
        self._build()
        self.sets.activated.connect(self._choose)
        self.again_button.clicked.connect(self.again_wanted)
        self.confirm_button.clicked.connect(lambda: self.confirmed.emit(True))
        self.deny_button.clicked.connect(lambda: self.confirmed.emit(False))
        self.show_view(None)

    @property
    def chosen(self) -> CheckSet:
        """Which movements may be asked for."""
        return CheckSet(self.sets.currentData())

    def show_view(self, view: LivenessView | None) -> None:
        """Show where the check stands; None before it."""
        running = view is not None and not view.over
        result = view.result if view is not None else None
        asked = running and view is not None and view.chosen is CheckSet.OPERATOR
        self.confirm_button.setVisible(asked)
        self.deny_button.setVisible(asked)
        self.again_button.setVisible(result is not None and not result.passed)
        self.sets.setEnabled(not running or asked)
        text = liveness_words.reasons(result) if result is not None else ""
        self.reasons.setText(text)
        self.reasons.setVisible(bool(text))

    def _choose(self) -> None:
        self.set_chosen.emit(self.chosen)

    def _build(self) -> None:
        for chosen in CheckSet:
            self.sets.addItem(liveness_words.set_name(chosen), chosen)
        self.sets.setAccessibleName(tr("Movements of the liveness check"))
        self.sets.setToolTip(tr("Choose other movements for people who cannot make all of them"))
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.again_button, self.confirm_button, self.deny_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label(tr("CHECK FOR A LIVING PERSON"), "caption"))
        column.addWidget(self.sets)
        column.addWidget(self.reasons)
        column.addLayout(buttons)
