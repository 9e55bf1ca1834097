"""The manual is complete and leads nowhere outside; licences and diagnostics open from the window."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from pytestqt.qtbot import QtBot

from faceid_desktop.gui.help.licences import LicencesDialog
from faceid_desktop.gui.help.manual import page_file, topics
from faceid_desktop.gui.help.window import HelpWindow
from faceid_desktop.gui.look.theme import Theme
from faceid_desktop.gui.main_window import MainWindow
from faceid_desktop.gui.state import AppState
from faceid_desktop.paths import resources
from faceid_desktop.services.licences import Part

ENGLISH = resources() / "help" / "en"


def test_every_page_is_in_the_contents_and_every_link_leads_to_one(qtbot: QtBot) -> None:
    """No page is forgotten, no link is broken, and none leaves the program."""
    files = {path.stem: path.read_text(encoding="utf-8") for path in ENGLISH.glob("*.md")}
    assert set(files) == {topic.name for topic in topics()}
    links = {link for text in files.values() for link in re.findall(r"\]\(([^)]+)\)", text)}
    assert links
    assert {link.removesuffix(".md") for link in links} <= set(files)
    assert all(text.startswith("# ") for text in files.values())


def test_a_page_that_is_not_translated_is_shown_in_english() -> None:
    """Nobody meets an empty page."""
    assert page_file("start", "xx") == ENGLISH / "start.md"


@pytest.mark.parametrize("place", range(6))
def test_f1_opens_the_page_for_where_one_is(qtbot: QtBot, state: AppState, place: int) -> None:
    """Each page of the window has a page of the manual."""
    window = MainWindow(state, [])
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.sidebar.choose(place)
    qtbot.keyClick(window, Qt.Key.Key_F1)
    manual = window.findChild(HelpWindow)
    assert manual is not None
    assert manual.isVisible()
    assert manual.topic == window.page_name
    window.close_pages()


def test_links_and_back_in_the_manual(qtbot: QtBot, theme: Theme) -> None:
    """A link leads to another page and Back to the one before; a web address leads nowhere."""
    manual = HelpWindow(theme, "en")
    qtbot.addWidget(manual)
    manual.show_topic("compare")
    manual.text.anchorClicked.emit(QUrl("evidence.md"))
    assert manual.topic == "evidence"
    assert "Likelihood ratio" in manual.text.toPlainText()
    manual.text.anchorClicked.emit(QUrl("https://example.org/evidence.md"))
    assert manual.topic == "evidence"
    manual.back_button.click()
    assert manual.topic == "compare"
    assert not manual.back_button.isEnabled()


def test_the_licence_of_each_part_can_be_read(qtbot: QtBot) -> None:
    """A part without a text says at least what its licence is called."""
    dialog = LicencesDialog([Part("ours", "1.0", "Apache-2.0", "the text"), Part("theirs", "2.0", "MIT")])
    qtbot.addWidget(dialog)
    assert dialog.text.toPlainText() == "the text"
    dialog.list.setCurrentRow(1)
    assert "MIT" in dialog.text.toPlainText()


def test_the_window_shows_the_licences_of_what_is_installed(qtbot: QtBot, state: AppState) -> None:
    """They are gathered in the background; the dialog lists the program first."""
    window = MainWindow(state, [])
    qtbot.addWidget(window)
    window.show()
    state.command_wanted.emit("licences")
    qtbot.waitUntil(lambda: window.findChild(LicencesDialog) is not None, timeout=10_000)
    dialog = window.findChild(LicencesDialog)
    assert dialog.list.item(0).text().startswith("FaceID Desktop")
    assert dialog.list.count() > 10


def test_diagnostics_are_written_in_the_background(qtbot: QtBot, state: AppState, tmp_path: Path) -> None:
    """The window says where they are; a folder that cannot be written is told."""
    window = MainWindow(state, [])
    qtbot.addWidget(window)
    window.show()
    window.commands.help.write_diagnostics(tmp_path / "d.zip", "a report")
    qtbot.waitUntil(lambda: "Diagnostics saved" in window.notices.titles, timeout=10_000)
    assert "problem.txt" in zipfile.ZipFile(tmp_path / "d.zip").namelist()
    (tmp_path / "file").touch()
    window.commands.help.write_diagnostics(tmp_path / "file" / "d.zip")
    qtbot.waitUntil(lambda: len(window.notices.titles) == 2, timeout=10_000)
