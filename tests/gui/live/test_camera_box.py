"""The choice of a camera: names on screen, lasting ids behind them."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QFileDialog, QInputDialog
from pytestqt.qtbot import QtBot

from faceid_desktop.gui.live.camera_box import CameraBox, CameraChoice

DESK, DOOR = CameraChoice("Desk camera", "usb-desk"), CameraChoice("Door", "usb-door")


@pytest.fixture
def box(qtbot: QtBot) -> CameraBox:
    """Return a box with two cameras."""
    made = CameraBox()
    qtbot.addWidget(made)
    made.show_cameras([DESK, DOOR])
    return made


def _texts(box: CameraBox) -> list[str]:
    return [box.itemText(place) for place in range(box.count()) if box.itemText(place)]


def test_cameras_are_listed_by_name(box: CameraBox) -> None:
    """First what is to be done, then the cameras, then the other sources."""
    assert _texts(box) == ["Choose a camera", "Desk camera", "Door", "Video file…", "Network address…"]


def test_choosing_tells_the_lasting_id(qtbot: QtBot, box: CameraBox) -> None:
    """The name is for people, the id is what is remembered."""
    with qtbot.waitSignal(box.source_chosen) as told:
        box.activated.emit(box.findText("Door"))
    assert told.args == ["usb-door"]
    assert box.source == "usb-door"
    assert box.currentText() == "Door"


def test_an_unplugged_camera_stays_chosen(box: CameraBox) -> None:
    """It comes back when it is plugged in again."""
    box.choose_source("usb-door", "Door")
    box.show_cameras([DESK])
    assert box.source == "usb-door"
    box.show_cameras([DESK, DOOR])
    assert box.currentText() == "Door"


def test_a_video_file_takes_the_place_of_a_camera(
    qtbot: QtBot, box: CameraBox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is shown by its file name."""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("/clips/entrance.mp4", ""))
    with qtbot.waitSignal(box.source_chosen) as told:
        box.activated.emit(box.findText("Video file…"))
    assert told.args == ["/clips/entrance.mp4"]
    assert box.currentText() == "entrance.mp4"


def test_a_cancelled_dialog_changes_nothing(
    qtbot: QtBot, box: CameraBox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The former choice is shown again and nobody is told."""
    box.choose_source("usb-desk")
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: ("rtsp://x", False))
    with qtbot.assertNotEmitted(box.source_chosen):
        box.activated.emit(box.findText("Network address…"))
    assert box.currentText() == "Desk camera"
