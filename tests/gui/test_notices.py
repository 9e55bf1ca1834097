"""Notices above the page: shown once, put away by hand."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from faceid_desktop.gallery.opening import OpeningWarning
from faceid_desktop.gui.error_words import Message
from faceid_desktop.gui.gate.words import opening_warning
from faceid_desktop.gui.look.theme import Theme
from faceid_desktop.gui.notices import NoticeBar


def test_a_notice_stays_until_it_is_put_away(qtbot: QtBot, theme: Theme) -> None:
    """The same notice is not shown twice; without notices the bar takes no room."""
    bar = NoticeBar(theme)
    qtbot.addWidget(bar)
    assert not bar.isVisible()
    for title in ("Network drive", "Audit", "Audit"):
        bar.tell(Message(title, "Look into it."))
    assert bar.titles == ["Network drive", "Audit"]
    for button in bar.findChildren(QPushButton):
        button.click()
    assert bar.titles == []
    assert not bar.isVisible()


@pytest.mark.parametrize("warning", OpeningWarning)
def test_every_warning_has_words(warning: OpeningWarning) -> None:
    """What it is and what to do."""
    message = opening_warning(warning)
    assert message.title
    assert message.hint.endswith(".")
