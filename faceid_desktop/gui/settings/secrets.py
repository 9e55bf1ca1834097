"""The dialogs about secrets: a passphrase, the printed recovery code, and how a new gallery is protected."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from faceid_desktop.errors import FaceIdError
from faceid_desktop.gallery.schema import SlotKind
from faceid_desktop.gui.error_words import error_message
from faceid_desktop.gui.look.dialog import Dialog
from faceid_desktop.gui.look.labels import label
from faceid_desktop.gui.settings.paper import print_code, save_code
from faceid_desktop.gui.words import tr
from faceid_desktop.services.keys import LEAST_CHARACTERS
from faceid_desktop.services.unlocking import Secret


def secret_line(name: str, changed: Callable[[], object]) -> QLineEdit:
    """Return a line for a secret that nobody else should read."""
    line = QLineEdit()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    line.setPlaceholderText(name)
    line.setAccessibleName(name)
    line.textChanged.connect(lambda _: changed())
    return line


class NewSecretDialog(Dialog):
    """Asks for a new secret, twice, and for the old one where it is replaced.

    Parameters
    ----------
    title, explanation, action
        As of `Dialog`.
    least
        Characters that it must have.
    replaces
        Whether the old one has to be given.
    """

    def __init__(
        self, title: str, explanation: str, action: str, least: int, *, replaces: bool = False,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(title, explanation, action, parent)
        self._least = least
        self.old = secret_line(tr("The present one"), self._check)
        self.old.setVisible(replaces)
        self.new = secret_line(tr("The new one"), self._check)
        self.again = secret_line(tr("The new one again"), self._check)
        for line in (self.old, self.new, self.again):
            self.content.addWidget(line)
        self.content.addWidget(
            label(
                tr("At least %n characters; length counts for more than signs.", "", least), "hint", wrap=True
            )
        )
        self._replaces = replaces
        (self.old if replaces else self.new).setFocus()
        self._check()

    def _check(self) -> None:
        differs = bool(self.again.text()) and self.again.text() != self.new.text()
        self.show_problem(tr("The two are not the same.") if differs else "")
        given = bool(self.old.text()) or not self._replaces
        good = len(self.new.text()) >= self._least and self.new.text() == self.again.text()
        self.action_button.setEnabled(given and good)


class RecoveryDialog(Dialog):
    """Shows a recovery code this once; it closes when the operator says that the code is in a safe place.

    Parameters
    ----------
    code
        The code.
    """

    def __init__(self, code: str, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Your recovery code"),
            tr(
                "It opens the gallery when every other way is lost. It is shown this once and stored "
                "nowhere. Print it, or write it down, and keep it where you keep important papers."
            ),
            tr("Done"),
            parent,
        )
        self._code = code
        self.code = QLineEdit(code)
        self.code.setObjectName("recovery_code")
        self.code.setReadOnly(True)
        self.code.setAccessibleName(tr("Recovery code"))
        self.code.setCursorPosition(0)
        self.print_button, self.save_button = QPushButton(tr("Print…")), QPushButton(tr("Save as PDF…"))
        self.copy_button = QPushButton(tr("Copy"))
        self.kept = QCheckBox(tr("I have put it in a safe place"))
        self.content.addWidget(self.code)
        for button in (self.copy_button, self.save_button, self.print_button):
            self.buttons.insertWidget(0, button)
        self.content.addWidget(self.kept)
        self.cancel_button.hide()
        self.action_button.setEnabled(False)
        self.kept.toggled.connect(self.action_button.setEnabled)
        self.print_button.clicked.connect(self._print)
        self.save_button.clicked.connect(self._save)
        self.copy_button.clicked.connect(lambda: QGuiApplication.clipboard().setText(code))
        self.setMinimumWidth(560)

    def reject(self) -> None:
        """Stay until the code is kept: who presses Escape by accident would lose it."""
        if self.kept.isChecked():
            super().reject()
        else:
            self.show_problem(tr("Say first that the code is in a safe place. It cannot be shown again."))

    def _print(self) -> None:
        if not print_code(self._code, self):
            self.show_problem(tr("This system has no printer service. Save the code as PDF instead."))

    def _save(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, tr("Save the recovery code"), "recovery-code.pdf", f"{tr('PDF document')} (*.pdf)"
        )
        if name:
            try:
                save_code(self._code, name)
            except FaceIdError as error:
                message = error_message(error)
                self.show_problem(f"{message.title}. {message.hint}")


class ProtectionChoice(QWidget):
    """How a new gallery is protected: by this computer alone, or by a passphrase that is asked for.

    Parameters
    ----------
    changed
        Called when what was chosen changes.
    """

    def __init__(self, changed: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._changed = changed
        self.by_machine = QRadioButton(tr("This computer opens it by itself"))
        self.by_passphrase = QRadioButton(tr("Ask for a passphrase each time"))
        self.new = secret_line(tr("Passphrase"), changed)
        self.again = secret_line(tr("Passphrase again"), changed)
        self.by_machine.setChecked(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.by_machine)
        column.addWidget(
            label(
                tr("Convenient: whoever uses your account on this computer sees the gallery."),
                "hint",
                wrap=True,
            )
        )
        column.addWidget(self.by_passphrase)
        column.addWidget(
            label(tr("Safer: a stolen computer or disk does not give the faces away."), "hint", wrap=True)
        )
        column.addWidget(self.new)
        column.addWidget(self.again)
        for line in (self.new, self.again):
            line.hide()
        self.by_passphrase.toggled.connect(self._toggle)

    def complete(self) -> bool:
        """Tell whether a gallery could be begun with what was chosen."""
        if self.by_machine.isChecked():
            return True
        return len(self.new.text()) >= LEAST_CHARACTERS and self.new.text() == self.again.text()

    def problem(self) -> str:
        """Say what is wrong with what was entered, or nothing."""
        differs = bool(self.again.text()) and self.again.text() != self.new.text()
        return tr("The two are not the same.") if self.by_passphrase.isChecked() and differs else ""

    def given(self) -> Secret | None:
        """Return the passphrase; None lets this computer keep a key."""
        return None if self.by_machine.isChecked() else Secret(SlotKind.PASSPHRASE, self.new.text())

    def _toggle(self, on: bool) -> None:
        for line in (self.new, self.again):
            line.setVisible(on)
        if on:
            self.new.setFocus()
        self._changed()


class ProtectionDialog(Dialog):
    """Begins a gallery, protected as was chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Set up the key"),
            tr("Names, photos and templates are encrypted. What should open them?"),
            tr("Begin the gallery"),
            parent,
        )
        self.choice = ProtectionChoice(self._check)
        self.content.addWidget(self.choice)

    def _check(self) -> None:
        self.show_problem(self.choice.problem())
        self.action_button.setEnabled(self.choice.complete())
