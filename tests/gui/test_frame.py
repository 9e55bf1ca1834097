"""The frame as a whole, from the first start on: real services, real dialogs, an engine without networks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from faceid_desktop.gui.app import Application, parse
from faceid_desktop.gui.gate.unlock import UnlockDialog
from faceid_desktop.gui.help.window import HelpWindow
from faceid_desktop.gui.look.dialog import Dialog
from faceid_desktop.gui.settings.page import SettingsPage
from faceid_desktop.gui.settings.secrets import RecoveryDialog
from faceid_desktop.gui.welcome.dialog import KEY, WelcomeDialog
from faceid_desktop.services.bootstrap import Engine
from faceid_desktop.settings import Settings
from tests.helpers.small_gallery import enrol
from tests.helpers.tiny_bundle import write_tiny_bundle
from tests.helpers.tiny_workspace import tiny_engine

PHRASE = "correct horse battery staple"
LONG_MS = 20_000


@pytest.fixture
def application(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Application]:
    """Return the started application, ready, in a folder where it never was."""

    def builder(settings: Settings, bundle_path: Path | None, device: str) -> Engine:
        return tiny_engine(write_tiny_bundle(tmp_path / "bundle", 7))

    options = parse(["--data-dir", str(tmp_path / "data"), "--language", "en"])
    made = Application(options, Settings(theme="light"), builder=builder)
    made.start(qapp)
    qtbot.waitUntil(lambda: made.state.ready is not None, timeout=LONG_MS)
    yield made
    made.state.languages.forget()
    made.stop()
    made.window.deleteLater()


def shown(qtbot: QtBot, application: Application, kind: type[QDialog]) -> QDialog:
    """Wait until a dialog of a kind is on the screen, and return it."""
    found: list[QDialog] = []

    def there() -> bool:
        found[:] = [
            each for each in QApplication.topLevelWidgets() if type(each) is kind and each.isVisible()
        ]
        return bool(found)

    qtbot.waitUntil(there, timeout=LONG_MS)
    return found[0]


def begin_with_passphrase(qtbot: QtBot, application: Application) -> None:
    """Go through the welcome as far as the key, and keep the recovery code."""
    welcome = shown(qtbot, application, WelcomeDialog)
    assert isinstance(welcome, WelcomeDialog)
    welcome.show_step(KEY)
    welcome.choice.by_passphrase.setChecked(True)
    for line in (welcome.choice.new, welcome.choice.again):
        line.setText(PHRASE)
    welcome.next_button.click()
    code = shown(qtbot, application, RecoveryDialog)
    assert isinstance(code, RecoveryDialog)
    code.kept.setChecked(True)
    code.action_button.click()
    welcome.skip_button.click()
    qtbot.waitUntil(lambda: application.state.workspace is not None, timeout=LONG_MS)


def answer(qtbot: QtBot, application: Application, secret: str) -> None:
    """Give the passphrase to the dialog that asks for it."""
    dialog = shown(qtbot, application, UnlockDialog)
    assert isinstance(dialog, UnlockDialog)
    dialog.secret.setText(secret)
    dialog.action_button.click()
    qtbot.waitUntil(lambda: not dialog.isVisible())


def names(application: Application) -> list[str]:
    """Return who is in the open gallery."""
    workspace = application.state.workspace
    return sorted(each.details.name for each in workspace.directory) if workspace is not None else []


def until(qtbot: QtBot, condition: Callable[[], bool]) -> None:
    """Wait for something that the disk and argon2 take their time for."""
    qtbot.waitUntil(condition, timeout=LONG_MS)


def test_a_backup_of_a_gallery_with_a_passphrase_is_put_back(qtbot: QtBot, application: Application) -> None:
    """From the first start: key, backup, somebody more, restore; the passphrase is asked for once."""
    begin_with_passphrase(qtbot, application)
    state, window = application.state, application.window
    assert state.workspace is not None
    enrol(state.workspace.gallery, "Ada Lovelace")
    window.open_settings("backup")
    page = window.pages.currentWidget()
    assert isinstance(page, SettingsPage)
    panel = page.cards["backup"].panel
    assert panel is not None
    panel.now_button.click()
    until(qtbot, lambda: "looked through" in panel.message.text())
    enrol(state.workspace.gallery, "Grace Hopper")

    until(
        qtbot,
        lambda: panel.lines.count() == 1 and bool(panel.lines.itemAt(0).widget().findChildren(QPushButton)),
    )
    panel.lines.itemAt(0).widget().findChild(QPushButton).click()
    question = shown(qtbot, application, Dialog)
    assert isinstance(question, Dialog)
    question.action_button.click()
    answer(qtbot, application, PHRASE)
    until(qtbot, lambda: names(application) == ["Ada Lovelace"])
    assert not any(
        isinstance(each, UnlockDialog) and each.isVisible() for each in QApplication.topLevelWidgets()
    )


def test_a_wrong_passphrase_of_a_backup_changes_nothing(qtbot: QtBot, application: Application) -> None:
    """Who gives up is asked for the gallery as it was, and finds everybody in it."""
    begin_with_passphrase(qtbot, application)
    state, window = application.state, application.window
    assert state.workspace is not None
    window.open_settings("backup")
    panel = window.pages.currentWidget().cards["backup"].panel
    panel.now_button.click()
    until(qtbot, lambda: "looked through" in panel.message.text())
    enrol(state.workspace.gallery, "Grace Hopper")
    panel._restore(next((state.paths.data / "gallery" / "backups").glob("*.db")), None)
    answer(qtbot, application, "wrong")
    second = shown(qtbot, application, UnlockDialog)
    assert "not the right secret" in second.problem.text()
    second.reject()
    answer(qtbot, application, PHRASE)
    until(qtbot, lambda: names(application) == ["Grace Hopper"])


def test_another_language_takes_the_frame_along(qtbot: QtBot, application: Application) -> None:
    """The page stays, its words are others, and what is wanted from the window is done once."""
    shown(qtbot, application, WelcomeDialog).reject()
    before = application.window
    before.open_settings("appearance")
    state = application.state
    state.set_settings(replace(state.settings, language="de"))
    until(qtbot, lambda: application.window is not before)
    window = application.window
    assert window.page_name == "settings"
    assert window.entries[-1].title == "Einstellungen"
    state.command_wanted.emit("help")
    state.page_wanted.emit("audit")
    assert window.page_name == "audit"
    assert len([each for each in QApplication.topLevelWidgets() if isinstance(each, HelpWindow)]) == 1
    until(qtbot, lambda: before not in QApplication.topLevelWidgets())
