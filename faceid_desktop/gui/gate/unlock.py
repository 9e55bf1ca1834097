"""Asks for what opens the gallery: a passphrase, an operator's password, or the recovery code."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from faceid_desktop.gallery.schema import SlotKind
from faceid_desktop.gui.look.dialog import Dialog
from faceid_desktop.gui.look.labels import label
from faceid_desktop.gui.words import tr
from faceid_desktop.services.unlocking import Secret


class UnlockDialog(Dialog):
    """Collects a secret; the work is done by whoever opened it.

    Parameters
    ----------
    problem
        What went wrong the last time, empty at first.
    """

    def __init__(self, problem: str = "", parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Unlock the gallery"),
            tr("Names, photos and templates are encrypted. Enter what opens them."),
            tr("Unlock"),
            parent,
        )
        self.kind, self.login, self.secret = QComboBox(), QLineEdit(), QLineEdit()
        for kind, name in (
            (SlotKind.PASSPHRASE, tr("Passphrase")),
            (SlotKind.PASSWORD, tr("Login and password")),
            (SlotKind.RECOVERY, tr("Recovery code")),
        ):
            self.kind.addItem(name, kind)
        self.kind.setAccessibleName(tr("Kind of secret"))
        self.login.setAccessibleName(tr("Login"))
        self.login.setPlaceholderText(tr("Login"))
        self.secret.setAccessibleName(tr("Secret"))
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.content.addWidget(self.kind)
        self.content.addWidget(self.login)
        self.content.addWidget(self.secret)
        self.content.addWidget(label(tr("Nothing is changed by a wrong one."), "hint"))
        self.kind.currentIndexChanged.connect(lambda _: self._check())
        self.login.textChanged.connect(lambda _: self._check())
        self.secret.textChanged.connect(lambda _: self._check())
        self.show_problem(problem)
        self._check()
        self.secret.setFocus()

    def given(self) -> Secret:
        """Return what was entered."""
        kind = SlotKind(self.kind.currentData())
        login = self.login.text().strip() if kind is SlotKind.PASSWORD else None
        return Secret(kind, self.secret.text(), login)

    def _check(self) -> None:
        kind = SlotKind(self.kind.currentData())
        self.login.setVisible(kind is SlotKind.PASSWORD)
        # A recovery code is read from paper: whoever types it has to see it.
        shown = QLineEdit.EchoMode.Normal if kind is SlotKind.RECOVERY else QLineEdit.EchoMode.Password
        self.secret.setEchoMode(shown)
        complete = bool(self.secret.text()) and (
            kind is not SlotKind.PASSWORD or bool(self.login.text().strip())
        )
        self.action_button.setEnabled(complete)
