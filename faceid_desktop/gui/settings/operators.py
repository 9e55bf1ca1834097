"""Operators: who may log in, as what, with which password; and the way back to a single user."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from faceid_desktop.errors import FaceIdError, PermissionDenied
from faceid_desktop.gallery.records import OperatorRecord
from faceid_desktop.gallery.schema import Role
from faceid_desktop.gui.look.dialog import Dialog
from faceid_desktop.gui.look.labels import label
from faceid_desktop.gui.settings import jobs
from faceid_desktop.gui.settings.panel import Panel, may_not, no_gallery, small_button
from faceid_desktop.gui.settings.secrets import NewSecretDialog, RecoveryDialog, secret_line
from faceid_desktop.gui.state import AppState
from faceid_desktop.gui.words import day_name, tr
from faceid_desktop.services import operators
from faceid_desktop.services.access import Action


def role_words(role: Role) -> tuple[str, str]:
    """Name a role and say what it may do."""
    return {
        Role.ADMINISTRATOR: (tr("Administrator"), tr("May do everything.")),
        Role.OPERATOR: (
            tr("Operator"),
            tr("Enrols, identifies, edits people and makes backups; erases nobody and changes no rule."),
        ),
        Role.AUDITOR: (tr("Auditor"), tr("Reads and exports the audit log; sees no faces.")),
    }[role]


class OperatorDialog(Dialog):
    """Asks for a login, a role and a password.

    Parameters
    ----------
    first
        Whether it is the first account: an administrator's, which ends single-user mode.
    """

    def __init__(self, *, first: bool, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Add the first account") if first else tr("Add an operator"),
            tr(
                "From then on somebody has to log in, and everything is done in his name. The first account "
                "is an administrator's. A recovery code is shown afterwards."
            )
            if first
            else tr("He logs in with this name and password."),
            tr("Add"),
            parent,
        )
        self.login, self.role = QLineEdit(), QComboBox()
        self.login.setPlaceholderText(tr("Login"))
        self.login.setAccessibleName(tr("Login"))
        self.login.textChanged.connect(lambda _: self._check())
        self.role.setAccessibleName(tr("Role"))
        for role in (Role.ADMINISTRATOR,) if first else (Role.OPERATOR, Role.AUDITOR, Role.ADMINISTRATOR):
            self.role.addItem(role_words(role)[0], role)
        self.may = label("", "hint", wrap=True)
        self.new = secret_line(tr("Password"), self._check)
        self.again = secret_line(tr("Password again"), self._check)
        for part in (self.login, self.role, self.may, self.new, self.again):
            self.content.addWidget(part)
        least = operators.LEAST_PASSWORD
        self.content.addWidget(
            label(
                tr("At least %n characters; length counts for more than signs.", "", least), "hint", wrap=True
            )
        )
        self.role.currentIndexChanged.connect(lambda _: self._check())
        self._check()

    def given(self) -> tuple[str, Role, str]:
        """Return login, role and password."""
        return self.login.text().strip(), Role(self.role.currentData()), self.new.text()

    def _check(self) -> None:
        self.may.setText(role_words(Role(self.role.currentData()))[1])
        differs = bool(self.again.text()) and self.again.text() != self.new.text()
        self.show_problem(tr("The two are not the same.") if differs else "")
        long_enough = len(self.new.text()) >= operators.LEAST_PASSWORD
        same = self.new.text() == self.again.text()
        self.action_button.setEnabled(bool(self.login.text().strip()) and long_enough and same)


class OperatorsPanel(Panel):
    """Lists the accounts with their roles."""

    def __init__(self, state: AppState, parent: QWidget | None = None) -> None:
        super().__init__(state, parent)
        self._first = True
        self.add_operator_button = self.add_button(tr("Add an operator…"), self._add)
        self.password_button = self.add_button(tr("Change my password…"), self._change_own)
        self.off_button = self.add_button(
            tr("Back to a single user…"),
            self._ask_off,
            tr("Removes all accounts; nobody has to log in any more"),
        )
        state.gallery_changed.connect(self.entered)

    def entered(self) -> None:
        """Read the accounts."""
        gallery = self.gallery
        may = gallery is not None and gallery.actor.may(Action.MANAGE_OPERATORS)
        logged_in = gallery is not None and gallery.actor.operator is not None
        self.add_operator_button.setVisible(may)
        self.password_button.setVisible(logged_in)
        self.off_button.setVisible(may and logged_in)
        self.clear_lines()
        if gallery is None or not may:
            self.say(no_gallery(self.state) if gallery is None else may_not(gallery))
        else:
            self.say("")
            self.read()

    def read(self) -> None:
        """Read the accounts."""
        self.ask_gallery("operators", jobs.all_operators, self._show)

    def _show(self, accounts: tuple[OperatorRecord, ...]) -> None:
        self.clear_lines()
        self._first = not accounts
        self.off_button.setVisible(bool(accounts))
        if self._first:
            self.add_line(
                tr("Single-user mode"),
                tr("Nobody logs in. Whoever opens the gallery on this computer may do everything."),
            )
        for each in accounts:
            reset = tr("Give {login} another password").format(login=each.login)
            remove = tr("Remove {login}").format(login=each.login)
            since = tr("Since {day}.").format(day=day_name(each.created))
            self.add_line(
                each.login,
                f"{role_words(each.role)[1]} {since}",
                [
                    self._role_box(each),
                    small_button(tr("Password…"), reset, partial(self._reset, each.login)),
                    small_button(tr("Remove…"), remove, partial(self._ask_remove, each.login)),
                ],
            )

    def _role_box(self, account: OperatorRecord) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(tr("Role of {login}").format(login=account.login))
        for role in Role:
            box.addItem(role_words(role)[0], role)
        box.setCurrentIndex(box.findData(account.role))
        box.activated.connect(
            lambda _: self.change("set role", operators.set_role, account.login, Role(box.currentData()))
        )
        return box

    # ------------------------------------------------------------------ changes
    def _add(self) -> None:
        dialog = OperatorDialog(first=self._first, parent=self.window())
        dialog.accepted.connect(
            lambda: self.ask_gallery("add operator", jobs.add_operator, self._added, *dialog.given())
        )
        dialog.open()

    def _added(self, added: operators.Added) -> None:
        self.read()
        self.say(tr("Added {login}.").format(login=added.operator.login), "good")
        if added.recovery_code is not None:
            RecoveryDialog(added.recovery_code, self.window()).open()

    def _change_own(self) -> None:
        dialog = self._password_dialog(tr("Change my password"), replaces=True)
        dialog.accepted.connect(
            lambda: self.change(
                "own password", operators.change_password, dialog.old.text(), dialog.new.text()
            )
        )
        dialog.open()

    def _reset(self, login: str) -> None:
        dialog = self._password_dialog(tr("A new password for {login}").format(login=login))
        dialog.accepted.connect(
            lambda: self.change("reset password", operators.reset_password, login, dialog.new.text())
        )
        dialog.open()

    def _password_dialog(self, title: str, *, replaces: bool = False) -> NewSecretDialog:
        return NewSecretDialog(
            title, tr("Nothing is encrypted anew for it."), tr("Change"), operators.LEAST_PASSWORD,
            replaces=replaces, parent=self.window(),
        )  # fmt: skip

    def _ask_remove(self, login: str) -> None:
        dialog = Dialog(
            tr("Remove {login}?").format(login=login),
            tr("He cannot log in any more. What he did stays in the audit log."),
            tr("Remove"), self.window(), danger=True,
        )  # fmt: skip
        dialog.accepted.connect(lambda: self.change("remove operator", operators.remove, login))
        dialog.open()

    def _ask_off(self) -> None:
        dialog = Dialog(
            tr("Back to a single user?"),
            tr("All accounts are removed, and this computer opens the gallery by itself."),
            tr("Remove all accounts"), self.window(), danger=True,
        )  # fmt: skip
        dialog.accepted.connect(
            lambda: self.change("operators off", jobs.turn_off_operators, self.state.paths)
        )
        dialog.open()

    def fail(self, error: FaceIdError) -> None:
        """Say why, and show again what is in force."""
        super().fail(error)
        if not isinstance(error, PermissionDenied):
            self.read()
