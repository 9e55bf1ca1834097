"""Keys, operators and backups from the window, on a real gallery in a folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from faceid_desktop.errors import WrongKey
from faceid_desktop.gallery.schema import Role, SlotKind
from faceid_desktop.gui.look.dialog import Dialog
from faceid_desktop.gui.look.labels import ElidedLabel
from faceid_desktop.gui.settings import jobs
from faceid_desktop.gui.settings.backup import BackupPanel
from faceid_desktop.gui.settings.keys import KeysPanel
from faceid_desktop.gui.settings.operators import OperatorDialog, OperatorsPanel
from faceid_desktop.gui.settings.paper import save_code
from faceid_desktop.gui.settings.secrets import NewSecretDialog, ProtectionDialog, RecoveryDialog
from faceid_desktop.gui.state import AppState
from faceid_desktop.paths import AppPaths, app_paths
from faceid_desktop.services.opening import close_gallery, open_gallery
from faceid_desktop.services.unlocking import Secret
from faceid_desktop.services.workspace import Workspace
from tests.helpers.tiny_bundle import write_tiny_bundle
from tests.helpers.tiny_workspace import tiny_engine

PHRASE = "correct horse battery staple"


@pytest.fixture
def paths(tmp_path: Path) -> AppPaths:
    """Return folders of the test's own, the same as the state's."""
    return app_paths(tmp_path / "data")


@pytest.fixture
def workspace(paths: AppPaths, tmp_path: Path) -> Iterator[Workspace]:
    """Return a gallery that really was begun: with a key file, a lock and a place for backups."""
    engine = tiny_engine(write_tiny_bundle(tmp_path / "bundle", 7))
    gallery = open_gallery(paths, create=True)
    yield Workspace(gallery, engine)
    close_gallery(gallery)


def lines(panel: KeysPanel | OperatorsPanel | BackupPanel) -> list[str]:
    """Return the titles of a list's lines."""
    found = []
    for place in range(panel.lines.count()):
        widget = panel.lines.itemAt(place).widget()
        found.append(widget.findChild(ElidedLabel).whole)
    return found


def button(panel: KeysPanel | OperatorsPanel | BackupPanel, name: str) -> QPushButton:
    """Return a button by what a screen reader calls it."""
    return next(each for each in panel.findChildren(QPushButton) if each.accessibleName() == name)


def shown(qtbot: QtBot, panel: KeysPanel | OperatorsPanel | BackupPanel, kind: type[Dialog]) -> Dialog:
    """Wait for a dialog and return it."""
    found: list[Dialog] = []

    def there() -> bool:
        found[:] = [each for each in panel.window().findChildren(kind) if each.isVisible()]
        return bool(found)

    qtbot.waitUntil(there)
    return found[-1]


def opens(paths: AppPaths, secret: Secret) -> bool:
    """Tell whether a secret opens the gallery of some folders, which is closed at the moment."""
    try:
        close_gallery(open_gallery(paths, secret))
    except WrongKey:
        return False
    return True


@pytest.fixture
def keys_panel(qtbot: QtBot, state: AppState, workspace: Workspace) -> KeysPanel:
    """Return the keys of an open gallery."""
    state.set_workspace(workspace)
    panel = KeysPanel(state)
    qtbot.addWidget(panel)
    panel.entered()
    panel.show()
    qtbot.waitUntil(lambda: lines(panel) == ["A key file on this computer"])
    return panel


def test_a_passphrase_is_added_and_changed(
    qtbot: QtBot, keys_panel: KeysPanel, workspace: Workspace, paths: AppPaths
) -> None:
    """Afterwards the new one opens the gallery and the old one does not."""
    keys_panel.add_passphrase_button.click()
    dialog = shown(qtbot, keys_panel, NewSecretDialog)
    assert isinstance(dialog, NewSecretDialog)
    dialog.new.setText(PHRASE)
    dialog.again.setText("something else")
    assert not dialog.action_button.isEnabled()
    assert "not the same" in dialog.problem.text()
    dialog.again.setText(PHRASE)
    dialog.action_button.click()
    qtbot.waitUntil(lambda: "Passphrase" in lines(keys_panel))
    assert keys_panel.findChild(NewSecretDialog) is None, "what was typed stays in memory"

    keys_panel.change_button.click()
    dialog = shown(qtbot, keys_panel, NewSecretDialog)
    dialog.old.setText(PHRASE)
    dialog.new.setText(PHRASE * 2)
    dialog.again.setText(PHRASE * 2)
    dialog.action_button.click()
    qtbot.waitUntil(lambda: keys_panel.message.text() != "Saved." and keys_panel.message.isVisible())
    keys_panel.state.db.finish()
    close_gallery(workspace.gallery)
    assert opens(paths, Secret(SlotKind.PASSPHRASE, PHRASE * 2))
    assert not opens(paths, Secret(SlotKind.PASSPHRASE, PHRASE))


def test_a_recovery_code_is_shown_until_it_is_kept(
    qtbot: QtBot, keys_panel: KeysPanel, workspace: Workspace, paths: AppPaths
) -> None:
    """Escape does not lose it, and what is shown opens the gallery."""
    assert "no recovery code" in keys_panel.message.text()
    keys_panel.recovery_button.click()
    dialog = shown(qtbot, keys_panel, RecoveryDialog)
    assert isinstance(dialog, RecoveryDialog)
    dialog.reject()
    assert dialog.isVisible()
    assert not dialog.action_button.isEnabled()
    code = dialog.code.text()
    dialog.kept.setChecked(True)
    dialog.action_button.click()
    qtbot.waitUntil(lambda: "Recovery code" in lines(keys_panel))
    keys_panel.state.db.finish()
    close_gallery(workspace.gallery)
    assert opens(paths, Secret(SlotKind.RECOVERY, code))


def test_the_last_key_cannot_be_removed(qtbot: QtBot, keys_panel: KeysPanel) -> None:
    """The refusal is worded, and the key is still there."""
    button(keys_panel, "Remove A key file on this computer").click()
    shown(qtbot, keys_panel, Dialog).action_button.click()
    qtbot.waitUntil(lambda: "last key" in keys_panel.message.text())
    assert lines(keys_panel) == ["A key file on this computer"]


def test_a_gallery_is_begun_from_the_keys(qtbot: QtBot, state: AppState, tmp_path: Path) -> None:
    """Who sets up the key first gets a gallery with a passphrase and a recovery code."""
    engine = tiny_engine(write_tiny_bundle(tmp_path / "bundle", 7))
    panel = KeysPanel(state)
    qtbot.addWidget(panel)
    panel.entered()
    panel.show()
    workspace, code = jobs.begin(state.paths, engine, Secret(SlotKind.PASSPHRASE, PHRASE))
    state.set_workspace(workspace)
    qtbot.waitUntil(lambda: sorted(lines(panel)) == ["Passphrase", "Recovery code"])
    assert panel.begin_button.isHidden()
    state.db.finish()
    close_gallery(workspace.gallery)
    assert opens(state.paths, Secret(SlotKind.RECOVERY, code))


def test_the_protection_of_a_new_gallery_is_checked(qtbot: QtBot) -> None:
    """The computer alone needs nothing; a passphrase has to be long enough, twice."""
    dialog = ProtectionDialog()
    qtbot.addWidget(dialog)
    assert dialog.choice.given() is None
    assert dialog.action_button.isEnabled()
    dialog.choice.by_passphrase.setChecked(True)
    assert not dialog.action_button.isEnabled()
    for line in (dialog.choice.new, dialog.choice.again):
        line.setText("short")
    assert not dialog.action_button.isEnabled()
    for line in (dialog.choice.new, dialog.choice.again):
        line.setText(PHRASE)
    assert dialog.action_button.isEnabled()
    assert dialog.choice.given() == Secret(SlotKind.PASSPHRASE, PHRASE)


def test_the_recovery_code_is_saved_as_a_private_pdf(qtbot: QtBot, tmp_path: Path) -> None:
    """The file is a PDF that only its owner may read."""
    target = tmp_path / "code.pdf"
    save_code("ABCDE-FGHJK", str(target))
    assert target.read_bytes().startswith(b"%PDF")
    assert target.stat().st_mode & 0o077 == 0


def test_accounts_are_added_changed_and_turned_off(
    qtbot: QtBot, state: AppState, workspace: Workspace
) -> None:
    """The first account is an administrator's and brings a recovery code; the last one cannot go."""
    state.set_workspace(workspace)
    panel = OperatorsPanel(state)
    qtbot.addWidget(panel)
    panel.entered()
    panel.show()
    qtbot.waitUntil(lambda: lines(panel) == ["Single-user mode"])
    panel.add_operator_button.click()
    dialog = shown(qtbot, panel, OperatorDialog)
    assert isinstance(dialog, OperatorDialog)
    assert [dialog.role.itemData(n) for n in range(dialog.role.count())] == [Role.ADMINISTRATOR]
    dialog.login.setText("ada")
    dialog.new.setText("short")
    dialog.again.setText("short")
    assert not dialog.action_button.isEnabled()
    dialog.new.setText(PHRASE)
    dialog.again.setText(PHRASE)
    dialog.action_button.click()
    code = shown(qtbot, panel, RecoveryDialog)
    code.kept.setChecked(True)
    code.action_button.click()
    qtbot.waitUntil(lambda: lines(panel) == ["ada"])
    button(panel, "Remove ada").click()
    shown(qtbot, panel, Dialog).action_button.click()
    qtbot.waitUntil(lambda: "administrator" in panel.message.text())
    panel.off_button.click()
    shown(qtbot, panel, Dialog).action_button.click()
    qtbot.waitUntil(lambda: lines(panel) == ["Single-user mode"])


def test_a_backup_is_made_listed_and_put_back(qtbot: QtBot, state: AppState, workspace: Workspace) -> None:
    """Restoring closes the gallery first and asks for it to be opened again afterwards."""
    state.set_workspace(workspace)
    panel = BackupPanel(state)
    qtbot.addWidget(panel)
    panel.entered()
    panel.show()
    qtbot.waitUntil(lambda: lines(panel) == ["None yet"])
    panel.now_button.click()
    qtbot.waitUntil(lambda: "looked through" in panel.message.text(), timeout=10_000)
    assert "Only this computer can open it" in panel.message.text()
    qtbot.waitUntil(lambda: len(lines(panel)) == 1 and lines(panel) != ["None yet"])
    restore = next(b for b in panel.findChildren(QPushButton) if b.accessibleName().startswith("Restore the"))
    restore.click()
    with qtbot.waitSignal(state.reopen_wanted, timeout=10_000):
        shown(qtbot, panel, Dialog).action_button.click()
    assert state.workspace is None
    assert "Restored" in panel.message.text()


def test_every_secret_is_hidden_while_it_is_typed(qtbot: QtBot) -> None:
    """Nobody reads a passphrase over somebody's shoulder."""
    dialog = OperatorDialog(first=False)
    qtbot.addWidget(dialog)
    hidden = [each for each in dialog.findChildren(QLineEdit) if "assword" in each.accessibleName()]
    assert len(hidden) == 2
    assert {each.echoMode() for each in hidden} == {QLineEdit.EchoMode.Password}
    assert any("10 characters" in each.text() for each in dialog.findChildren(QLabel))
