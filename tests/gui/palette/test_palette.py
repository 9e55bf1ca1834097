"""The command palette: everything by keyboard, on the real window and a real gallery."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from pytestqt.qtbot import QtBot

from faceid_desktop.gallery.records import PersonDetails
from faceid_desktop.gui.main_window import MainWindow
from faceid_desktop.gui.palette.commands import undone_words
from faceid_desktop.gui.palette.palette import CommandPalette, Entry
from faceid_desktop.gui.people.page import PeoplePage
from faceid_desktop.gui.settings.page import SettingsPage
from faceid_desktop.gui.state import AppState
from faceid_desktop.services.undoing import KINDS
from faceid_desktop.services.workspace import Workspace
from tests.helpers.small_gallery import enrol
from tests.helpers.tiny_workspace import tiny_workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Return an open gallery with two people."""
    with tiny_workspace(tmp_path / "gallery") as made:
        enrol(made.gallery, "Ada Lovelace")
        enrol(made.gallery, "Grace Hopper")
        yield made


@pytest.fixture
def window(qtbot: QtBot, state: AppState) -> Iterator[MainWindow]:
    """Return a shown window without an engine."""
    made = MainWindow(state, [])
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close_pages()


def type_into(qtbot: QtBot, palette: CommandPalette, text: str, *keys: Qt.Key) -> None:
    """Type letters and press keys."""
    qtbot.keyClicks(palette.line, text)
    for key in keys:
        qtbot.keyClick(palette.line, key)


def test_ctrl_k_leads_to_a_page_by_a_few_letters(qtbot: QtBot, window: MainWindow) -> None:
    """Keys only: Ctrl+K, three letters, Enter; the palette goes and the page is there."""
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = window.commands.palette
    assert palette.isVisible()
    type_into(qtbot, palette, "aud", Qt.Key.Key_Return)
    assert window.page_name == "audit"
    assert not palette.isVisible()


def test_every_command_can_be_found_by_its_title(qtbot: QtBot, window: MainWindow) -> None:
    """Whoever types a command's name is offered it first."""
    window.commands.open_palette()
    palette = window.commands.palette
    for command in window.commands.commands.values():
        if command.name != "palette":
            palette.line.setText(command.title)
            assert palette.titles[0] == command.title


def test_every_key_is_shown_beside_its_command(qtbot: QtBot, window: MainWindow) -> None:
    """Each shortcut of the window belongs to exactly one command, which names it."""
    bound = sorted(
        each.key().toString() for each in window.findChildren(QShortcut) if each.parent() is window
    )
    told = [each.sequence.toString() for each in window.commands.commands.values()]
    assert bound == sorted(each for each in told if each)
    assert len(bound) == len(set(bound))


def test_arrows_go_around_and_escape_gives_the_keyboard_back(qtbot: QtBot, window: MainWindow) -> None:
    """Up from the first is the last; nothing is done by leaving."""
    window.sidebar.buttons[2].setFocus()
    done: list[str] = []
    palette = window.commands.palette
    palette.open_with([Entry(name, lambda name=name: done.append(name)) for name in ("one", "two", "three")])
    type_into(qtbot, palette, "", Qt.Key.Key_Up)
    assert palette.list.currentIndex().data() == "three"
    type_into(qtbot, palette, "", Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert done == []
    assert window.focusWidget() is window.sidebar.buttons[2]
    palette.open_with([Entry("one", lambda: done.append("one"))])
    type_into(qtbot, palette, "nothing of the kind", Qt.Key.Key_Return)
    assert palette.nothing.isVisible()
    assert done == []


def test_people_are_found_by_name(
    qtbot: QtBot, window: MainWindow, state: AppState, workspace: Workspace
) -> None:
    """A name leads to the person on the People page."""
    state.set_workspace(workspace)
    window.commands.open_palette()
    palette = window.commands.palette
    qtbot.keyClicks(palette.line, "hopper")
    qtbot.waitUntil(lambda: palette.titles == ["Grace Hopper"])
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    page = window.pages.currentWidget()
    assert isinstance(page, PeoplePage)
    qtbot.waitUntil(lambda: page.current is not None and page.current.details.name == "Grace Hopper")


def test_sections_and_themes_are_commands_too(qtbot: QtBot, window: MainWindow, state: AppState) -> None:
    """A section of the settings opens, and a theme is in force, without a visit to the page."""
    window.commands.open_palette()
    type_into(qtbot, window.commands.palette, "settings backup", Qt.Key.Key_Return)
    page = window.pages.currentWidget()
    assert isinstance(page, SettingsPage)
    assert [card.section.key for card in page.visible_cards()] == ["backup"]
    window.commands.open_palette()
    type_into(qtbot, window.commands.palette, "theme dark", Qt.Key.Key_Return)
    assert state.settings.theme == "dark"


@pytest.mark.parametrize("name", ["clear", "swap"])
def test_photos_do_not_go_unseen(window: MainWindow, name: str) -> None:
    """Whoever removes the photos from another page sees what became of them."""
    window.go("audit")
    window.commands.run(name)
    assert window.page_name == "compare"


def test_the_palette_fits_a_small_window(qtbot: QtBot, window: MainWindow) -> None:
    """It stays inside, also when the window shrinks under it."""
    window.commands.open_palette()
    palette = window.commands.palette
    for size in ((1360, 860), (760, 560)):
        window.resize(*size)
        assert window.rect().contains(palette.geometry())


def test_ctrl_z_takes_back_the_last_change_to_people(
    qtbot: QtBot, window: MainWindow, state: AppState, workspace: Workspace
) -> None:
    """The name is as before, the window says so, and a second time there is nothing to take back."""
    state.set_workspace(workspace)
    person = next(each for each in workspace.directory if each.details.name == "Ada Lovelace")
    workspace.people.rename(person.uuid, PersonDetails("Ada Byron"))
    with qtbot.waitSignal(state.people_changed):
        qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert workspace.directory.get(person.uuid).details.name == "Ada Lovelace"
    assert "Taken back" in window.notices.titles
    window.commands.undo()
    qtbot.waitUntil(lambda: "Nothing to undo" in window.notices.titles)


def test_everything_that_can_be_undone_has_its_words() -> None:
    """No kind of operation is taken back without a sentence that says what happened."""
    assert all(undone_words(kind) for kind in KINDS)
