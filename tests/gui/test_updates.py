"""The window asks for a newer version only when it may, and tells only what matters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from faceid_desktop.errors import FaceIdError, UpdateRefused, UpdateUnreachable
from faceid_desktop.gui.error_words import Message
from faceid_desktop.gui.look.theme import Theme
from faceid_desktop.gui.state import AppState
from faceid_desktop.gui.updates import UpdateDesk
from faceid_desktop.paths import app_paths
from faceid_desktop.services.updates import Announcement, UpdateCheck
from faceid_desktop.settings import Settings

NEWS = Announcement(1, "faceid-desktop", 1, "", "", "9.0.0", "https://example.org/9", ())


class FakeCheck(UpdateCheck):
    """Answers without asking anybody, and counts how often it was asked."""

    def __init__(self, answer: Announcement | FaceIdError | None, due: bool = True) -> None:
        super().__init__(app_paths(), None)
        self.answer, self.is_due, self.asked = answer, due, 0

    @property
    def available(self) -> bool:
        """There is somebody to ask."""
        return True

    @property
    def due(self) -> bool:
        """As the test says."""
        return self.is_due

    def newest(self) -> Announcement | None:
        """Answer as the test says."""
        self.asked += 1
        if isinstance(self.answer, FaceIdError):
            raise self.answer
        return self.answer


@pytest.fixture
def state(theme: Theme) -> Iterator[AppState]:
    """What the window shares, with the check switched off."""
    made = AppState(app_paths(), Settings(), theme)
    yield made
    made.close()


def told(qtbot: QtBot, state: AppState, check: FakeCheck) -> list[tuple[Message, str]]:
    """Switch the check on and return what the window tells once everything has ended."""
    desk, notices = UpdateDesk(state, check), list[tuple[Message, str]]()
    desk.noticed.connect(lambda message, tone: notices.append((message, tone)))
    with qtbot.waitSignal(state.jobs.idle):
        state.set_settings(replace(state.settings, update_check="on"))
    return notices


def test_nobody_is_asked_by_default(state: AppState) -> None:
    """With the settings that the program comes with no task is even begun."""
    check = FakeCheck(NEWS)
    UpdateDesk(state, check).look()
    assert not state.jobs.busy
    assert check.asked == 0


def test_a_newer_version_is_told(qtbot: QtBot, state: AppState) -> None:
    """The notice names the version and the page; nothing is opened or fetched."""
    ((message, tone),) = told(qtbot, state, FakeCheck(NEWS))
    assert "9.0.0" in message.title
    assert "https://example.org/9" in message.hint
    assert tone == "good"


def test_a_forged_announcement_is_told(qtbot: QtBot, state: AppState) -> None:
    """Somebody who announces with another key is a reason to warn."""
    ((message, tone),) = told(qtbot, state, FakeCheck(UpdateRefused(why="key")))
    assert "another key" in message.hint
    assert tone == "bad"


@pytest.mark.parametrize("answer", [None, UpdateUnreachable(url="https://a", why="off line")])
def test_no_news_and_no_network_are_silent(qtbot: QtBot, state: AppState, answer: FaceIdError | None) -> None:
    """Neither is worth a word each day."""
    check = FakeCheck(answer)
    assert told(qtbot, state, check) == []
    assert check.asked == 1


def test_it_is_asked_once_a_day(qtbot: QtBot, state: AppState) -> None:
    """What was asked a moment ago is not asked again."""
    check = FakeCheck(NEWS, due=False)
    assert told(qtbot, state, check) == []
    assert check.asked == 0
