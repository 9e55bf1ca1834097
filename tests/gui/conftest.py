"""What the tests of the window share: a theme, a worker that is closed in the end, and an English locale."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from faceid_desktop.gui.languages import Languages
from faceid_desktop.gui.look.theme import Theme
from faceid_desktop.gui.state import AppState
from faceid_desktop.gui.tasks import Worker
from faceid_desktop.paths import app_paths
from faceid_desktop.settings import Settings


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the off-screen platform complain that it has no window manager to send size limits to."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("does not support propagateSizeHints"))


@pytest.fixture(autouse=True)
def english(qapp: QApplication) -> Iterator[None]:
    """Speak English with its plurals, and write numbers so, whatever the machine's locale."""
    before, languages = QLocale(), Languages()
    languages.switch("en")
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    yield
    languages.forget()
    QLocale.setDefault(before)


@pytest.fixture
def speak(english: None) -> Iterator[Callable[[str], None]]:
    """Return a function that puts a language in force for the test."""
    made = Languages()
    yield made.switch
    made.forget()


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    """Return the light theme, in force."""
    made = Theme("light")
    made.install(qapp)
    return made


@pytest.fixture
def worker(qtbot: QtBot) -> Iterator[Worker]:
    """Return a worker and close it after the test."""
    made = Worker()
    yield made
    made.close()


@pytest.fixture
def state(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[AppState]:
    """Return what pages share, without models and without a gallery; its threads end with the test."""
    made = AppState(app_paths(tmp_path / "data"), Settings(theme="light"), theme)
    yield made
    made.close()


@pytest.fixture
def photo_file(tmp_path: Path) -> Callable[[str], Path]:
    """Return a function that writes a grey photo of 320 x 280 pixels under a name."""

    def write(name: str) -> Path:
        path = tmp_path / name
        Image.fromarray(np.full((280, 320, 3), 128, np.uint8)).save(path)
        return path

    return write
