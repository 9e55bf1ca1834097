"""The whole window: the way to "ready", and the sample pictures with the models that are shipped."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from faceid_desktop.gui.app import Application, parse, sample_pictures
from faceid_desktop.settings import Settings
from tests.helpers.tiny_bundle import write_tiny_bundle

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "faceid_desktop.gui.app", *arguments]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)


def test_the_samples_are_compared(qtbot: QtBot, qapp: QApplication) -> None:
    """From an empty window, one click on "Try it" leads to a verdict on two found faces."""
    application = Application(parse(["--device", "cpu"]), Settings(theme="light"))
    qtbot.addWidget(application.window)
    page = application.window.compare
    try:
        application.start(qapp)
        page.evidence.sample_button.click()
        qtbot.waitUntil(lambda: page.comparison is not None, timeout=60_000)
        assert page.evidence.result.verdict.text()
        assert [panel.name.whole for panel in page.panels] == [path.name for path in sample_pictures()[:2]]
        assert all("Eyes" in panel.chip_texts()[0] for panel in page.panels)
        assert application.window.sidebar.status.state.whole.startswith("Runs on")
    finally:
        application.stop()


def test_a_picture_of_the_window_can_be_taken_without_a_display(tmp_path: Path) -> None:
    """The program starts off-screen, compares two photos, saves its picture and exits with 0."""
    target = tmp_path / "window.png"
    photos = [str(path) for path in sample_pictures()[:2]]
    finished = _run("--screenshot", str(target), "--theme", "dark", *photos)
    assert finished.returncode == 0, finished.stderr
    image = QImage(str(target))
    assert (image.width(), image.height()) == (1360, 860)
    assert image.pixelColor(4, 4).lightness() < 60  # the navigation of the dark theme


def test_the_start_is_measured(tmp_path: Path) -> None:
    """First paint comes before torch and the models are loaded, and both before anybody grows impatient."""
    bundle = write_tiny_bundle(tmp_path / "tiny")
    finished = _run("--measure-startup", "--device", "cpu", "--model", str(bundle.directory))
    assert finished.returncode == 0, finished.stderr
    figures = json.loads(finished.stdout)
    assert 0 < figures["first_paint_ms"] < figures["ready_ms"]
    assert figures["rss_mb"] > 50


def test_a_missing_bundle_is_told_and_shown(tmp_path: Path) -> None:
    """The exit status is 1, the reason is on standard error, and the picture is saved all the same."""
    target = tmp_path / "window.png"
    finished = _run("--screenshot", str(target), "--model", str(tmp_path / "nothing"))
    assert finished.returncode == 1
    assert finished.stderr.startswith("The models are missing.")
    assert QImage(str(target)).width() == 1360


def test_qt_and_torch_are_kept_apart_until_the_first_paint() -> None:
    """Importing the program loads neither torch nor OpenCV, which would delay the first paint."""
    code = (
        "import sys, faceid_desktop.gui.app\n"
        "sys.exit(sys.platform != 'win32' and any(name in sys.modules for name in ('torch', 'cv2', 'PIL')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
