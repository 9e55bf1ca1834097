"""The camera check of the settings and of the first start."""

from __future__ import annotations

import threading

import pytest
from pytestqt.qtbot import QtBot

from faceid_desktop.errors import CameraNotFound
from faceid_desktop.gui.live.camera_box import CameraChoice
from faceid_desktop.gui.settings import camera
from faceid_desktop.gui.settings.camera import CameraCheck
from faceid_desktop.gui.state import AppState


def test_stopping_does_not_wait_for_a_camera_that_takes_long(
    qtbot: QtBot, state: AppState, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The window goes on at once, nothing of the camera is shown later, and closing ends its thread."""
    asked, answer, overslept = threading.Event(), threading.Event(), []

    def open_slowly(*_: object) -> None:
        asked.set()
        overslept.append(not answer.wait(10))
        raise CameraNotFound(camera="Door")

    monkeypatch.setattr(camera, "open_identification", open_slowly)
    state.ready = type("Ready", (), {"engine": None})()
    check = CameraCheck(state)
    qtbot.addWidget(check)
    check.cameras.show_cameras([CameraChoice("Door", "door")])
    check.button.click()
    assert check.running
    assert asked.wait(10)
    check.button.click()
    assert not check.running
    answer.set()
    check.close_check()
    assert overslept == [False]
    assert "camera is off" in check.view.accessibleDescription()
