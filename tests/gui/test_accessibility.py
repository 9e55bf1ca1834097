"""A screen reader can name whatever a person can use: the tree of every page and dialog is walked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from faceid_desktop.errors import BugError
from faceid_desktop.gallery.records import PersonDetails
from faceid_desktop.gui.crash.dialog import CrashDialog
from faceid_desktop.gui.error_words import error_message
from faceid_desktop.gui.gate.unlock import UnlockDialog
from faceid_desktop.gui.help.licences import LicencesDialog
from faceid_desktop.gui.help.window import HelpWindow
from faceid_desktop.gui.look.dialog import Dialog
from faceid_desktop.gui.main_window import MainWindow
from faceid_desktop.gui.settings.fields import SectionKey
from faceid_desktop.gui.settings.model import TextDialog
from faceid_desktop.gui.settings.operators import OperatorDialog
from faceid_desktop.gui.settings.page import SettingsPage
from faceid_desktop.gui.settings.secrets import NewSecretDialog, ProtectionDialog, RecoveryDialog
from faceid_desktop.gui.state import AppState
from faceid_desktop.gui.welcome.dialog import WelcomeDialog
from faceid_desktop.services.licences import Part
from faceid_desktop.services.workspace import Workspace
from tests.helpers.accessible import faults
from tests.helpers.small_gallery import enrol
from tests.helpers.tiny_workspace import tiny_workspace

LEAST_OF_PAGES, LEAST_OF_DIALOGS = 90, 45
"""A walk that counts fewer has not come everywhere."""

Record = Callable[[str, object], None]


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Return an open gallery with somebody in it."""
    with tiny_workspace(tmp_path / "gallery") as made:
        enrol(made.gallery, "Ada Lovelace")
        made.people.rename(next(iter(made.directory)).uuid, PersonDetails("Ada Lovelace", tags=("staff",)))
        yield made


def test_every_control_of_every_page_has_a_name_and_a_role(
    qtbot: QtBot, state: AppState, workspace: Workspace, record_testsuite_property: Record
) -> None:
    """All pages, all sections of the settings and the palette, on a gallery that is not empty."""
    state.set_workspace(workspace)
    window = MainWindow(state, [])
    qtbot.addWidget(window)
    window.show()
    total, found = faults(window)
    for place in range(1, window.pages.count()):
        window.sidebar.choose(place)
        qtbot.waitUntil(lambda: not (state.db.busy or state.worker.busy), timeout=10_000)
        count, wrong = faults(window.pages.currentWidget())
        total, found = total + count, found + wrong
    page = window.pages.currentWidget()
    assert isinstance(page, SettingsPage)
    for key in SectionKey:
        page.choose(key)
        qtbot.waitUntil(lambda: not (state.db.busy or state.worker.busy), timeout=10_000)
        count, wrong = faults(page.cards[key])
        total, found = total + count, found + wrong
    window.commands.open_palette()
    count, wrong = faults(window.commands.palette)
    total, found = total + count, found + wrong
    window.close_pages()
    record_testsuite_property("controls of pages", total)
    assert found == []
    assert total >= LEAST_OF_PAGES


def dialogs(state: AppState) -> list[QWidget]:
    """Return one of every dialog of the frame; `tests.gui.conftest` looks at all that any test opens."""
    theme = state.theme
    least = 8
    return [
        UnlockDialog("A problem."), ProtectionDialog(), RecoveryDialog("ABCDE-FGHJK"),
        NewSecretDialog("Title", "Explanation.", "Do", least, replaces=True),
        OperatorDialog(first=True), OperatorDialog(first=False), TextDialog(theme, "Card", "# Text"),
        CrashDialog(error_message(BugError()), "report"), LicencesDialog([Part("a", "1", "MIT", "text")]),
        HelpWindow(theme, "en"), WelcomeDialog(state), Dialog("Title", "Why.", "Do"),
    ]  # fmt: skip


def test_every_control_of_every_dialog_has_a_name_and_a_role(
    qtbot: QtBot, state: AppState, record_testsuite_property: Record
) -> None:
    """Each step of the welcome counts as a dialog of its own."""
    total, found = 0, []
    for dialog in dialogs(state):
        dialog.show()
        steps = range(dialog.steps.count()) if isinstance(dialog, WelcomeDialog) else [0]
        for step in steps:
            if isinstance(dialog, WelcomeDialog):
                dialog.show_step(step)
            count, wrong = faults(dialog)
            total, found = total + count, found + wrong
        dialog.deleteLater()
    record_testsuite_property("controls of dialogs", total)
    assert found == []
    assert total >= LEAST_OF_DIALOGS


def test_the_walk_finds_a_nameless_button(qtbot: QtBot) -> None:
    """A walk that finds nothing anywhere would prove nothing."""
    widget = QWidget()
    qtbot.addWidget(widget)
    column = QVBoxLayout(widget)
    column.addWidget(QPushButton())
    column.addWidget(QPushButton("Named"))
    widget.show()
    count, found = faults(widget)
    assert count == 2
    assert found == ["no name: QWidget > QPushButton (Button)"]
