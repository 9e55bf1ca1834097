"""The first minutes of a new user, by mouse and keyboard: from the welcome to a person and a comparison."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from faceid_desktop.gui.app import Application, parse
from faceid_desktop.gui.enrol.page import EnrolPage, Step
from faceid_desktop.gui.settings.secrets import RecoveryDialog
from faceid_desktop.gui.welcome.dialog import CAMERA, KEY, TRY, WelcomeDialog
from faceid_desktop.paths import resources
from faceid_desktop.settings import Settings

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")
LONG_MS = 60_000
NAME = "Ada Lovelace"
CLICKS = 13
"""What the way costs: who adds a step to it has to say so here."""
Kind = TypeVar("Kind", bound=QWidget)


class Hand:
    """A mouse and a keyboard that count: a written text is one entry, however long."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.clicks = self.texts = 0

    def click(self, button: QAbstractButton) -> None:
        """Click a button as soon as it can be seen and used."""
        self._qtbot.waitUntil(lambda: button.isVisible() and button.isEnabled(), timeout=LONG_MS)
        middle = QPoint(10, button.height() // 2)  # of a check box only the box and its words can be hit
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=middle)
        self.clicks += 1

    def write(self, line: QLineEdit, text: str) -> None:
        """Write where the cursor is, which has to be where one would expect it."""
        self._qtbot.waitUntil(lambda: line.window().focusWidget() is line, timeout=LONG_MS)
        QTest.keyClicks(line, text)
        self.texts += 1


@pytest.fixture
def application(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Application]:
    """Return the application at its very first start: no settings, no gallery."""
    made = Application(parse(["--device", "cpu", "--data-dir", str(tmp_path)]), Settings(theme="light"))
    qtbot.addWidget(made.window)
    made.start(qapp)
    yield made
    made.stop()


def _shown(qtbot: QtBot, window: QWidget, kind: type[Kind]) -> Kind:
    def there() -> list[Kind]:
        return [each for each in window.findChildren(kind) if each.isVisible()]

    qtbot.waitUntil(lambda: bool(there()), timeout=LONG_MS)
    return there()[0]


def _welcome(qtbot: QtBot, application: Application, hand: Hand) -> None:
    """Go through the welcome with what it proposes, up to the first person."""
    welcome = _shown(qtbot, application.window, WelcomeDialog)
    hand.click(welcome.next_button)
    assert welcome.steps.currentIndex() == KEY
    hand.click(welcome.next_button)
    recovery = _shown(qtbot, application.window, RecoveryDialog)
    assert not recovery.action_button.isEnabled()
    hand.click(recovery.kept)
    hand.click(recovery.action_button)
    qtbot.waitUntil(lambda: welcome.steps.currentIndex() == CAMERA)
    hand.click(welcome.next_button)
    assert welcome.steps.currentIndex() == TRY
    hand.click(welcome.enrol_button)


def test_a_new_user_enrols_somebody_and_compares_two_photos(
    qtbot: QtBot, application: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Welcome, key, recovery code, a person from a photo and a verdict: few clicks, one text, no settings."""
    hand, window = Hand(qtbot), application.window
    portrait = sorted((resources() / "samples").glob("*.png"))[0]

    def choose(*_: object) -> tuple[list[str], str]:
        hand.clicks += 2  # the file, and "Open": the system's own dialog cannot be clicked by a test
        return [str(portrait)], ""

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", choose)
    _welcome(qtbot, application, hand)
    enrol = window.pages.currentWidget()
    assert isinstance(enrol, EnrolPage)
    hand.write(enrol.form.name, NAME)
    hand.click(enrol.form.agreed)
    hand.click(enrol.form.photos_button)
    hand.click(enrol.review.save_button)
    qtbot.waitUntil(lambda: enrol.step is Step.SAVED, timeout=LONG_MS)

    hand.click(window.sidebar.buttons[0])
    hand.click(window.compare.evidence.sample_button)
    qtbot.waitUntil(lambda: window.compare.comparison is not None, timeout=LONG_MS)
    assert window.compare.evidence.result.verdict.text()
    workspace = application.state.workspace
    assert workspace is not None
    assert [each.details.name for each in workspace.directory] == [NAME]
    assert (hand.clicks, hand.texts) == (CLICKS, 1)
