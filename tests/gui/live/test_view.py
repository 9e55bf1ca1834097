"""The live picture: where things lie on it, mirrored and not, and what a screen reader is told."""

from __future__ import annotations

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from faceid_desktop.core.records import Frame
from faceid_desktop.gui.error_words import Message
from faceid_desktop.gui.live.view import LiveView, Overlay
from faceid_desktop.gui.look.theme import Theme


def _frame() -> Frame:
    image = np.zeros((120, 160, 3), np.uint8)
    image[:, :80] = (250, 0, 0)  # red on the camera's left, blue on its right
    image[:, 80:] = (0, 0, 250)
    return Frame(image)


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> LiveView:
    """Return a view of twice the frame's size."""
    made = LiveView(theme, mirrored=False)
    qtbot.addWidget(made)
    made.resize(320, 240)
    made.show_frame(_frame())
    return made


def _colour(view: LiveView, x: int, y: int) -> tuple[int, int, int]:
    pixel = view.grab().toImage().pixelColor(x, y)
    return pixel.red(), pixel.green(), pixel.blue()


def test_the_picture_is_shown_as_the_camera_sees_it(view: LiveView) -> None:
    """Red is on the left."""
    assert _colour(view, 60, 120) == (250, 0, 0)
    assert _colour(view, 260, 120) == (0, 0, 250)


def test_a_mirror_swaps_the_sides(view: LiveView) -> None:
    """Red is on the right, as in a mirror."""
    view.set_mirrored(True)
    assert _colour(view, 60, 120) == (0, 0, 250)
    assert _colour(view, 260, 120) == (250, 0, 0)


def test_boxes_follow_the_mirror(view: LiveView) -> None:
    """A box at the camera's left edge lies at the right edge of the mirrored picture."""
    box = (-0.5, -0.5, 39.5, 59.5)
    plain = view.on_widget(box)
    assert (plain.left(), plain.top(), plain.right(), plain.bottom()) == (0, 0, 80, 120)
    view.set_mirrored(True)
    mirrored = view.on_widget(box)
    assert (mirrored.left(), mirrored.right()) == (240, 320)


def test_a_wide_view_keeps_the_shape_of_the_picture(view: LiveView) -> None:
    """What does not fit stays dark at both sides."""
    view.resize(640, 240)
    rect = view.picture_rect()
    assert (rect.left(), rect.width(), rect.height()) == (160, 320, 240)
    assert _colour(view, 80, 120) == (32, 38, 45)


def test_an_overlay_is_painted_round_the_face(view: LiveView) -> None:
    """The frame of a match is green, and nothing is left of it afterwards."""
    before = _colour(view, 80, 60)
    view.show_overlays([Overlay((40.0, 30.0, 80.0, 90.0), "Ada", "1 in 9,000", "good")])
    red, green, _ = _colour(view, 80, 100)
    assert green > red
    view.show_overlays([])
    assert _colour(view, 80, 60) == before


def test_a_message_replaces_the_picture_and_is_told(view: LiveView) -> None:
    """Somebody who cannot see it hears it."""
    view.show_message("camera", Message("The camera is off", "Choose one."))
    assert view.picture_rect().isEmpty()
    assert view.accessibleDescription() == "The camera is off. Choose one."
