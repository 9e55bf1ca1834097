"""What leaves a comparison: dragged faces and reports, saved faces; and the menu with recent photos."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDrag, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from faceid_desktop.errors import OutputError
from faceid_desktop.gui import jobs
from faceid_desktop.gui.compare.drag_out import DragOut, DragSpotter
from faceid_desktop.gui.compare.page import ComparePage
from faceid_desktop.gui.compare.recent import MOST, Recent
from faceid_desktop.gui.compare.sources import PhotoSource, from_paths
from faceid_desktop.gui.state import AppState
from faceid_desktop.settings import Settings
from tests.gui.fakes import builder_of, make_engine

Photo = Callable[[str], Path]


@pytest.fixture
def drags(monkeypatch: pytest.MonkeyPatch) -> list[QDrag]:
    """Catch drags instead of handing them to the system, which would wait for a drop."""
    begun: list[QDrag] = []
    monkeypatch.setattr(DragOut, "begin", lambda _self, drag: begun.append(drag))
    return begun


@pytest.fixture
def page(qtbot: QtBot, state: AppState, photo_file: Photo) -> ComparePage:
    """Return a page that has compared two photos."""
    made = ComparePage(state, [])
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.set_engine(jobs.load_engine(builder_of(make_engine()), Settings(), None, "auto"))
    made.show()
    made.add(0, from_paths([photo_file("a: portrait.png".replace(":", "")), photo_file("b.png")]))
    qtbot.waitUntil(lambda: made.comparison is not None and not state.worker.busy)
    return made


def drag(qtbot: QtBot, widget: object) -> None:
    """Press, move further than a click may, and release."""
    start = widget.rect().center()  # type: ignore[attr-defined]
    qtbot.mousePress(widget, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(widget, start + QPoint(1, 0))
    qtbot.mouseMove(widget, start + QPoint(60, 20))
    qtbot.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=start + QPoint(60, 20))


def test_a_face_is_dragged_as_file_and_picture(qtbot: QtBot, page: ComparePage, drags: list[QDrag]) -> None:
    """Other programs get a PNG file named after the photo, or its pixels; it is gone with the window."""
    drag(qtbot, page.panels[0].crop)
    (begun,) = drags
    path = Path(begun.mimeData().urls()[0].toLocalFile())
    assert path.name == "a portrait-face.png"
    assert begun.mimeData().hasImage()
    face = QImage(str(path))
    crop = page.pair.loaded[0].crops[0]
    assert (face.width(), face.height()) == (crop.width(), crop.height())
    page.close_page()
    assert not path.exists()


def test_the_report_is_dragged_once_it_is_made(
    qtbot: QtBot, page: ComparePage, drags: list[QDrag], state: AppState, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the button still held it is a PDF at the pointer; if it was let go, the page says what to do."""
    monkeypatch.setattr(QApplication, "mouseButtons", lambda: Qt.MouseButton.LeftButton)
    drag(qtbot, page.evidence.save_button)
    qtbot.waitUntil(lambda: bool(drags))
    path = Path(drags[0].mimeData().urls()[0].toLocalFile())
    assert path.read_bytes().startswith(b"%PDF")
    monkeypatch.setattr(QApplication, "mouseButtons", lambda: Qt.MouseButton.NoButton)
    drag(qtbot, page.evidence.save_button)
    qtbot.waitUntil(lambda: "drag it again" in page.hint.whole)
    assert len(drags) == 1


def test_a_click_stays_a_click(qtbot: QtBot) -> None:
    """A button that can be dragged is still pressed by a click, and not by a drag."""
    button = QPushButton("x")
    qtbot.addWidget(button)
    button.show()
    button.resize(200, 80)
    clicks: list[bool] = []
    button.clicked.connect(lambda: clicks.append(True))
    spotter = DragSpotter(button)
    with qtbot.assertNotEmitted(spotter.dragged):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert len(clicks) == 1
    with qtbot.waitSignal(spotter.dragged):
        drag(qtbot, button)
    assert len(clicks) == 1
    assert not button.isDown()


def test_a_face_is_saved_from_the_menu(
    qtbot: QtBot, page: ComparePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The menu's entry asks for a file; without a face it is not offered."""
    target = tmp_path / "face"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    entries = {each.text(): each for each in page.pair.menu(0).actions()}
    entries["Save face…"].trigger()
    qtbot.waitUntil(lambda: (tmp_path / "face.png").is_file())
    page.clear(0)
    entries = {each.text(): each for each in page.pair.menu(0).actions()}
    assert not entries["Save face…"].isEnabled()
    assert not entries["Remove"].isEnabled()


def test_recent_photos_can_be_chosen_again(qtbot: QtBot, page: ComparePage) -> None:
    """The newest stands first; choosing one puts it on the side whose menu it is."""
    page.clear(0, 1)
    (recent,) = (each.menu() for each in page.pair.menu(1).actions() if each.menu() is not None)
    names = [each.text() for each in recent.actions()]
    assert names == ["b.png", "a portrait.png"]
    recent.actions()[1].trigger()
    qtbot.waitUntil(lambda: page.panels[1].name.whole == "a portrait.png")


def test_a_drag_without_room_is_told(page: ComparePage, monkeypatch: pytest.MonkeyPatch) -> None:
    """The hint line says why nothing can be dragged."""

    def fail(_self: DragOut, name: str) -> Path:
        raise OutputError(path=name, why="no space left")

    monkeypatch.setattr(DragOut, "place_for", fail)
    page.pair.outbox.drag_face(page.pair.loaded[0])
    assert "could not be written" in page.hint.whole
    page.pair.outbox.drag_report()
    assert "face-comparison.pdf" in page.hint.whole


def test_only_so_many_photos_are_remembered_and_each_once() -> None:
    """A file that comes again moves up, what is no photo is not remembered."""
    recent = Recent()
    for number in range(MOST + 3):
        recent.add(PhotoSource(f"{number}", path=Path(f"/{number}.png")))
    recent.add(PhotoSource("again", path=Path("/5.png")))
    recent.add(PhotoSource("a link", problem="link_only"))
    names = [each.name for each in recent.sources]
    assert names[0] == "again"
    assert len(names) == MOST
    assert "5" not in names


def test_names_fit_every_file_system(qtbot: QtBot, page: ComparePage) -> None:
    """Characters that no file may have are replaced."""
    place = page.pair.outbox.drags.place_for('a/b: "c"?.png')
    assert place.name == "a_b_ _c__.png"
    assert np.all([mark not in place.name for mark in '<>:"|?*'])
