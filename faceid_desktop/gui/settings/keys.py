"""Keys: the ways into the gallery, adding, replacing and closing them."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from faceid_desktop.errors import ModelsLoading
from faceid_desktop.gallery.keyslots import SlotRecord
from faceid_desktop.gallery.schema import SlotKind
from faceid_desktop.gui.look.dialog import Dialog
from faceid_desktop.gui.settings import jobs
from faceid_desktop.gui.settings.panel import Panel, may_not, no_gallery, small_button
from faceid_desktop.gui.settings.secrets import NewSecretDialog, ProtectionDialog, RecoveryDialog
from faceid_desktop.gui.state import AppState
from faceid_desktop.gui.words import day_name, tr
from faceid_desktop.services import keys
from faceid_desktop.services.access import Action
from faceid_desktop.services.unlocking import Secret
from faceid_desktop.services.workspace import Workspace

Ways = tuple[tuple[SlotRecord, str], ...]


def way_words(kind: SlotKind, login: str) -> tuple[str, str]:
    """Name a way into the gallery, and say what it is worth."""
    return {
        SlotKind.PASSPHRASE: (tr("Passphrase"), tr("Asked for whenever the gallery is opened.")),
        SlotKind.PASSWORD: (
            tr("Password of {login}").format(login=login),
            tr("Belongs to an account; it is changed there."),
        ),
        SlotKind.RECOVERY: (tr("Recovery code"), tr("On paper, for when all else is lost.")),
        SlotKind.KEYRING: (
            tr("This computer's keyring"),
            tr("Opens the gallery for whoever is logged in to your account."),
        ),
        SlotKind.KEY_FILE: (
            tr("A key file on this computer"),
            tr("Protects copies of the gallery, not this disk: the key lies on it."),
        ),
    }[kind]


class KeysPanel(Panel):
    """Lists the ways into the gallery; the first start of a gallery is here as well."""

    def __init__(self, state: AppState, parent: QWidget | None = None) -> None:
        super().__init__(state, parent)
        self.begin_button = self.add_button(tr("Set up the key…"), self._begin)
        self.add_passphrase_button = self.add_button(tr("Add a passphrase…"), self._add_passphrase)
        self.change_button = self.add_button(tr("Change the passphrase…"), self._change_passphrase)
        self.recovery_button = self.add_button(tr("Make a recovery code…"), self._add_recovery)
        self.keep_button = self.add_button(
            tr("Let this computer open it"),
            self._keep,
            tr("With its keyring, or a key file where it has none"),
        )
        state.gallery_changed.connect(self.entered)

    def entered(self) -> None:
        """Read the ways in."""
        gallery = self.gallery
        may = gallery is not None and gallery.actor.may(Action.MANAGE_KEYS)
        self.begin_button.setVisible(gallery is None and self.state.gallery_error is None)
        for button in (
            self.add_passphrase_button,
            self.change_button,
            self.recovery_button,
            self.keep_button,
        ):
            button.setVisible(may)
        self.clear_lines()
        if gallery is None or not may:
            self.say(no_gallery(self.state) if gallery is None else may_not(gallery))
        else:
            self.say("")
            self.read()

    def read(self) -> None:
        """Read the ways in."""
        self.ask_gallery("key slots", jobs.ways_in, self._show)

    def _show(self, ways: Ways) -> None:
        self.clear_lines()
        kinds = {slot.kind for slot, _ in ways}
        machine = kinds & {SlotKind.KEYRING, SlotKind.KEY_FILE}
        self.change_button.setVisible(SlotKind.PASSPHRASE in kinds)
        self.keep_button.setVisible(not machine and SlotKind.PASSWORD not in kinds)
        self.add_passphrase_button.setVisible(SlotKind.PASSWORD not in kinds)
        for slot, login in ways:
            title, worth = way_words(slot.kind, login)
            since = tr("Since {day}.").format(day=day_name(slot.created))
            tools: list[QWidget] = []
            if slot.kind is not SlotKind.PASSWORD:
                name = tr("Remove {way}").format(way=title)
                tools.append(small_button(tr("Remove…"), name, partial(self._ask_remove, slot, title)))
            self.add_line(title, f"{worth} {since}", tools)
        if SlotKind.RECOVERY not in kinds:
            self.say(
                tr("There is no recovery code yet. Make one, or a lost secret loses the gallery."), "warn"
            )

    # ------------------------------------------------------------------ beginning
    def _begin(self) -> None:
        dialog = ProtectionDialog(self.window())
        dialog.accepted.connect(lambda: self._begin_with(dialog.choice.given()))
        dialog.open()

    def _begin_with(self, secret: Secret | None) -> None:
        ready, paths = self.state.ready, self.state.paths
        if ready is None:
            self.fail(ModelsLoading())
            return
        work = partial(jobs.begin, paths, ready.engine, secret)
        self.state.db.run("gallery", work, self._begun, self.fail)

    def _begun(self, begun: tuple[Workspace, str]) -> None:
        workspace, code = begun
        self.state.set_workspace(workspace)
        RecoveryDialog(code, self.window()).open()

    # ------------------------------------------------------------------ changes
    def _add_passphrase(self) -> None:
        dialog = NewSecretDialog(
            tr("Add a passphrase"), tr("It opens the gallery beside the ways that there are."), tr("Add"),
            keys.LEAST_CHARACTERS, parent=self.window(),
        )  # fmt: skip
        dialog.accepted.connect(lambda: self.change("add passphrase", keys.add_passphrase, dialog.new.text()))
        dialog.open()

    def _change_passphrase(self) -> None:
        dialog = NewSecretDialog(
            tr("Change the passphrase"), tr("Copies made before still open with the old one."), tr("Change"),
            keys.LEAST_CHARACTERS, replaces=True, parent=self.window(),
        )  # fmt: skip
        dialog.accepted.connect(
            lambda: self.change(
                "change passphrase", keys.change_passphrase, dialog.old.text(), dialog.new.text()
            )
        )
        dialog.open()

    def _add_recovery(self) -> None:
        self.ask_gallery("recovery code", keys.add_recovery_code, self._show_code)

    def _show_code(self, code: str) -> None:
        RecoveryDialog(code, self.window()).open()
        self.read()

    def _keep(self) -> None:
        self.change("keep key", jobs.keep_here, self.state.paths)

    def _ask_remove(self, slot: SlotRecord, title: str) -> None:
        dialog = Dialog(
            tr("Remove this way into the gallery?"),
            tr("{way} will not open it any more. Copies made before still open with it.").format(way=title),
            tr("Remove"), self.window(), danger=True,
        )  # fmt: skip
        dialog.accepted.connect(lambda: self.change("remove key", keys.remove, slot.uuid))
        dialog.open()
