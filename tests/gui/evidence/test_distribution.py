"""The plot shows where a pair lies between different people and the same person."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from faceid_desktop.gui.evidence.distribution import BARS, DistributionView, plot_data
from faceid_desktop.gui.look.theme import LIGHT, Theme
from tests.gui.fakes import make_histogram

DATA = plot_data(make_histogram(), 0.0, 1.2)


def test_the_bars_keep_the_shape_of_the_histogram() -> None:
    """Both humps peak where they should, and the higher one fills the plot."""
    centres = DATA.low + (np.arange(BARS) + 0.5) * (DATA.high - DATA.low) / BARS
    assert abs(centres[DATA.impostor.argmax()] + 8.0) < 1.0
    assert abs(centres[DATA.genuine.argmax()] - 6.0) < 1.0
    assert max(DATA.impostor.max(), DATA.genuine.max()) == 1.0


@given(st.floats(allow_nan=False))
def test_every_score_has_a_place(llr: float) -> None:
    """A score beyond the plot stands at its border."""
    assert 0.0 <= DATA.place(llr) <= 1.0


def test_a_threshold_that_does_not_exist_leaves_the_rest_uncertain() -> None:
    """If the calibration cannot tell the wanted rate, all above is uncertain."""
    data = plot_data(make_histogram(), 0.0, math.inf)
    assert data.place(data.uncertain[1]) == 1.0


def test_the_marker_is_drawn_at_the_score(qtbot: QtBot, theme: Theme) -> None:
    """A high score is marked in the right half, a low one in the left, each with a description in words."""
    view = DistributionView(theme)
    qtbot.addWidget(view)
    view.resize(340, 128)
    columns, said = [], []
    for llr in (-8.0, 6.0):
        view.show_score(DATA, llr)
        image = view.grab().toImage()
        y = image.height() // 8  # above the bars: only marker and text are there
        ink = LIGHT.colour("ink").rgb()
        columns.append(next(x for x in range(image.width()) if image.pixel(x, y) == ink))
        said.append(view.accessibleDescription())
    assert columns[0] < 170 < columns[1]
    assert said[0] != said[1]
