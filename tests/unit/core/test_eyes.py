"""Open and shut eyes, told from the picture."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from faceid_desktop.core.eyes import eye_edges
from faceid_desktop.core.records import ImageArray, Landmarks
from faceid_desktop.errors import ShapeError

EYES = ((60, 100), (140, 100))


def drawn(open_eyes: bool, brightness: float = 1.0) -> tuple[ImageArray, Landmarks]:
    """Draw two eyes 30 px wide, open with an iris or shut to a line."""
    image = np.full((200, 200, 3), 190, np.uint8)
    points = np.zeros((68, 2), np.float32)
    for (x, y), first in zip(EYES, (36, 42), strict=True):
        if open_eyes:
            cv2.ellipse(image, (x, y), (17, 8), 0, 0, 360, (235, 235, 235), -1)
            cv2.circle(image, (x, y), 7, (40, 30, 20), -1)
        else:
            cv2.line(image, (x - 17, y), (x + 17, y), (40, 30, 20), 2)
        points[first], points[first + 3] = (x - 15, y), (x + 15, y)
    return (image * brightness).astype(np.uint8), Landmarks(points)


def test_shut_eyes_have_fewer_upright_edges() -> None:
    """Closing the lids takes away most of the ratio."""
    assert eye_edges(*drawn(open_eyes=False)) < 0.6 * eye_edges(*drawn(open_eyes=True))


def test_light_does_not_matter() -> None:
    """Half the light changes the ratio by a few hundredths at most."""
    assert eye_edges(*drawn(True, 0.5)) == pytest.approx(eye_edges(*drawn(True)), abs=0.05)


def test_points_on_one_place_give_nothing() -> None:
    """Degenerate landmarks count as no eyes instead of failing."""
    assert eye_edges(drawn(True)[0], Landmarks(np.zeros((68, 2), np.float32))) == 0.0


def test_other_landmarks_are_refused() -> None:
    """Five points are not 68."""
    with pytest.raises(ShapeError):
        eye_edges(drawn(True)[0], Landmarks(np.zeros((5, 2), np.float32)))
