"""What the program says when it fails, and how it starts without whatever may be at fault."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from faceid_desktop.errors import GalleryLocked
from faceid_desktop.gui.app import Application, parse
from faceid_desktop.gui.crash.dialog import CrashDialog
from faceid_desktop.gui.crash.page import RestingPage
from faceid_desktop.gui.crash.report import crash_report, safe_mode_command
from faceid_desktop.gui.welcome.dialog import WelcomeDialog
from faceid_desktop.paths import app_paths
from faceid_desktop.settings import Settings
from tests.gui.fakes import FakeEngine, make_engine

Make = Callable[..., Application]


@pytest.fixture
def make(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Make]:
    """Return a function that makes an application on a stand-in engine, with the devices it was asked for."""
    made: list[Application] = []

    def build(*arguments: str) -> Application:
        devices: list[str] = []

        def builder(settings: Settings, bundle_path: Path | None, device: str) -> FakeEngine:
            devices.append(device)
            return make_engine()

        options = parse(["--data-dir", str(tmp_path / "data"), *arguments])
        application = Application(options, Settings(theme="light"), builder=builder)
        application.asked_devices = devices
        qtbot.addWidget(application.window)
        made.append(application)
        return application

    yield build
    for each in made:
        each.stop()


def _break(path: str) -> None:
    raise ValueError(f"cannot read '{path}'")


def broken(path: str) -> Exception:
    """Return an exception that was really raised."""
    try:
        _break(path)
    except ValueError as error:
        return error
    raise AssertionError


def test_a_report_says_where_and_not_whose(tmp_path: Path) -> None:
    """Versions and the traceback are there, the folder of the user and his picture are not."""
    error = broken(str(tmp_path / "Grace.jpg"))
    report = crash_report(app_paths(tmp_path), ValueError, error, error.__traceback__)
    assert "ValueError: cannot read <path>" in report
    assert "in broken" in report
    assert f"Python {sys.version.split()[0]}" in report
    assert "Grace" not in report
    assert str(tmp_path) not in report


@pytest.mark.logs_warnings
def test_a_failure_opens_one_dialog_whose_report_can_be_copied(
    qtbot: QtBot, qapp: QApplication, make: Make
) -> None:
    """What fails with every paint does not bury the screen in dialogs."""
    application = make()
    application.start(qapp)
    for _ in range(3):
        error = broken("/home/grace/x.png")
        application.report_bug(ValueError, error, error.__traceback__)
    dialogs = application.window.findChildren(CrashDialog)
    assert len(dialogs) == 1
    dialogs[0].copy_button.click()
    assert "ValueError" in QGuiApplication.clipboard().text()
    dialogs[0].action_button.click()
    assert not dialogs[0].isVisible()


def test_safe_mode_does_without_everything_that_may_be_at_fault(
    qtbot: QtBot, qapp: QApplication, make: Make
) -> None:
    """The processor computes, cameras rest, nobody is greeted, and the gallery waits to be opened."""
    application = make("--safe-mode", "--device", "cuda")
    application.start(qapp)
    qtbot.waitUntil(lambda: application.state.ready is not None)
    assert application.asked_devices == ["cpu"]
    assert isinstance(application.state.gallery_error, GalleryLocked)
    assert "Safe mode" in application.window.notices.titles
    for place in (1, 2):
        application.window.sidebar.choose(place)
        assert isinstance(application.window.pages.currentWidget(), RestingPage)
    assert application.window.findChild(WelcomeDialog) is None
    application.window.lock_wanted.emit()
    qtbot.waitUntil(lambda: application.state.gallery_error is None)


def test_safe_mode_starts_this_program_with_this_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """From source it is the module, frozen it is the program itself."""
    program, arguments = safe_mode_command("/data")
    assert program == sys.executable
    assert arguments == ["-m", "faceid_desktop.gui.app", "--data-dir", "/data", "--safe-mode"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert safe_mode_command(None)[1] == ["--safe-mode"]


def test_the_window_is_as_it_was(qtbot: QtBot, qapp: QApplication, make: Make, tmp_path: Path) -> None:
    """Size and the welcome are remembered from run to run; a damaged note is as if there were none."""
    application = make()
    application.start(qapp)
    qtbot.waitUntil(lambda: application.window.findChild(WelcomeDialog) is not None)
    application.window.findChild(WelcomeDialog).reject()
    application.window.resize(777, 666)
    application.stop()
    note = tmp_path / "data" / "config" / "window.json"
    assert json.loads(note.read_text())["welcomed"] is True
    again = make()
    again.start(qapp)
    assert (again.window.width(), again.window.height()) == (777, 666)
    qtbot.waitUntil(lambda: again.state.ready is not None and not again.state.db.busy)
    assert again.window.findChild(WelcomeDialog) is None
    again.stop()
    note.write_text('{"geometry": 7')
    third = make()
    third.start(qapp)
    assert third.window.width() == 1360


def test_changed_settings_are_followed(qtbot: QtBot, qapp: QApplication, make: Make) -> None:
    """Theme and operating point hold at once, for the comparison that is shown and those to come."""
    from dataclasses import replace

    application = make()
    application.start(qapp)
    qtbot.waitUntil(lambda: application.state.ready is not None)
    state, before = application.state, application.state.ready
    state.set_settings(replace(state.settings, theme="dark", motion="reduced"))
    assert application.theme.tokens.name == "dark"
    assert application.theme.calm
    assert state.ready is before
    state.set_settings(replace(state.settings, same_fmr=1e-5))
    assert state.ready is not before
    assert state.ready.plot.uncertain[1] > before.plot.uncertain[1]


def test_settings_changed_during_the_loading_are_in_force_after_it(
    qtbot: QtBot, qapp: QApplication, make: Make
) -> None:
    """The engine was built for the point before; what is judged with it follows the new one."""
    from dataclasses import replace

    application = make()
    application.start(qapp)
    state = application.state
    assert state.ready is None
    state.set_settings(replace(state.settings, same_fmr=1e-5))
    qtbot.waitUntil(lambda: state.ready is not None)
    assert state.ready.plot.uncertain[1] == state.ready.engine.scorer.table.threshold(1e-5)


@pytest.mark.logs_warnings
def test_the_next_failure_is_told_after_the_first_was_closed(
    qtbot: QtBot, qapp: QApplication, make: Make
) -> None:
    """A dialog that was closed is gone, and another one says what failed then."""
    application = make()
    application.start(qapp)
    window = application.window
    error = broken("x.png")
    application.report_bug(ValueError, error, error.__traceback__)
    window.findChild(CrashDialog).action_button.click()
    qtbot.waitUntil(lambda: window.findChild(CrashDialog) is None)
    application.report_bug(ValueError, error, error.__traceback__)
    assert window.findChild(CrashDialog).isVisible()
