"""The application starts, measures itself, takes a picture of itself, and stops in order."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from faceid_desktop.errors import BundleNotFound
from faceid_desktop.gui import jobs
from faceid_desktop.gui.app import Application, main, parse
from faceid_desktop.gui.crash.dialog import CrashDialog
from faceid_desktop.settings import Settings
from tests.gui.fakes import FakeEngine, make_engine

Make = Callable[..., Application]


@pytest.fixture
def make(qtbot: QtBot, qapp: QApplication) -> Iterator[Make]:
    """Return a function that makes an application on a stand-in engine."""
    made: list[Application] = []

    def build(*arguments: str, engine: FakeEngine | None = None) -> Application:
        def builder(settings: Settings, bundle_path: Path | None, device: str) -> FakeEngine:
            if engine is None:
                raise BundleNotFound(path="/models")
            return engine

        application = Application(parse(arguments), Settings(theme="light"), builder=builder)
        qtbot.addWidget(application.window)
        made.append(application)
        return application

    yield build
    for each in made:
        each.stop()


def test_the_window_is_painted_before_the_models_load(qtbot: QtBot, qapp: QApplication, make: Make) -> None:
    """Nothing is loaded until the first paint has happened."""
    application = make(engine=make_engine())
    order: list[str] = []
    application.window.painted.connect(lambda: order.append("painted"))
    application.worker.idle.connect(lambda: order.append("loaded"))
    application.start(qapp)
    qtbot.waitUntil(lambda: "loaded" in order)
    assert order == ["painted", "loaded"]
    assert "CPU" in application.window.sidebar.status.state.whole


def test_startup_is_measured(
    qtbot: QtBot, qapp: QApplication, make: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line of JSON: first paint, then ready, and the memory in use."""
    application = make("--measure-startup", engine=make_engine())
    with qtbot.waitSignal(application.finished) as caught:
        application.start(qapp)
    assert caught.args == [0]
    figures = json.loads(capsys.readouterr().out)
    assert 0 < figures["first_paint_ms"] <= figures["ready_ms"]
    assert figures["rss_mb"] > 10
    assert not application.window.isVisible()


def test_a_screenshot_is_saved(
    qtbot: QtBot, qapp: QApplication, make: Make, photo_file: Callable[[str], Path], tmp_path: Path
) -> None:
    """The picture is taken when the photos of the command line are compared."""
    target = tmp_path / "window.png"
    photos = [str(photo_file("a.png")), str(photo_file("b.png"))]
    application = make("--size", "1024x700", "--screenshot", str(target), *photos, engine=make_engine())
    with qtbot.waitSignal(application.finished):
        application.start(qapp)
    assert application.window.compare.comparison is not None
    assert QImage(str(target)).width() == 1024 * application.window.devicePixelRatioF()


def test_without_models_the_window_says_so(
    qtbot: QtBot, qapp: QApplication, make: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    """A measured start without models is a known error on standard error."""
    application = make("--measure-startup")
    with qtbot.waitSignal(application.finished) as caught:
        application.start(qapp)
    assert caught.args == [1]
    assert capsys.readouterr().err.startswith("The models are missing.")


@pytest.mark.logs_warnings
def test_an_uncaught_exception_is_logged_and_told(
    qapp: QApplication, make: Make, caplog: pytest.LogCaptureFixture
) -> None:
    """The user gets words, the log gets the traceback, the window stays open."""
    application = make(engine=make_engine())
    application.start(qapp)
    application.report_bug(ValueError, ValueError("broken"), None)
    box = application.window.findChild(CrashDialog)
    assert "inside the program" in box.windowTitle()
    assert "broken" in caplog.text
    box.close()


def test_stopping_twice_is_harmless(qapp: QApplication, make: Make) -> None:
    """Shutdown is idempotent."""
    application = make(engine=make_engine())
    application.start(qapp)
    application.stop()
    application.stop()
    assert not application.window.isVisible()


def test_a_bad_setting_is_a_known_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The program says which setting is wrong and returns 1."""
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "settings.json").write_text('{"theme": "pink"}')
    before = sys.excepthook
    assert main(["--data-dir", str(tmp_path)]) == 1
    assert "theme is pink" in capsys.readouterr().err
    assert sys.excepthook is before


def test_the_folders_of_another_qt_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what opencv-python set is removed; a user's own folder stays."""
    monkeypatch.setenv("QT_QPA_PLATFORM_PLUGIN_PATH", "/x/cv2/qt/plugins")
    monkeypatch.setenv("QT_QPA_FONTDIR", "/home/me/fonts")
    jobs.drop_opencv_qt_environment()
    assert "QT_QPA_PLATFORM_PLUGIN_PATH" not in os.environ
    assert os.environ["QT_QPA_FONTDIR"] == "/home/me/fonts"
