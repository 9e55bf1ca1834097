"""Every state of a camera has words, and a size reads like 1280x720."""

from __future__ import annotations

import pytest
import typer

from faceid_desktop.cli.bench_live import _size
from faceid_desktop.cli.live_words import CAMERA_STATES
from faceid_desktop.services.live.records import CameraState


def test_every_camera_state_has_words() -> None:
    """No state is told as a code."""
    assert set(CAMERA_STATES) == set(CameraState)
    assert all(CAMERA_STATES.values())


def test_a_size_is_two_numbers() -> None:
    """Width and height in pixels; without one the video keeps its own."""
    assert _size("1280x720") == (1280, 720)
    assert _size(None) is None


@pytest.mark.parametrize("text", ["1280", "axb", "1280x", "4x4", "1x2x3"])
def test_a_senseless_size_is_wrong_usage(text: str) -> None:
    """What is no size, or too small for a face, is refused."""
    with pytest.raises(typer.BadParameter):
        _size(text)
