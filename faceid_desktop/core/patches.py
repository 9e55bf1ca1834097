"""Rectangles of the aligned canvas that the networks look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np

from faceid_desktop.core.records import ImageArray
from faceid_desktop.errors import ShapeError

Colour = Literal["rgb", "grey"]

INPUT_SIZE = (47, 55)
"""Width and height of a network's input (Sun et al. 2014 use 55 x 47, height first)."""


@dataclass(frozen=True, slots=True)
class PatchSpec:
    """A rectangle of the aligned canvas: place and size in aligned pixels, and its colour."""

    name: str
    x: int
    y: int
    width: int
    height: int
    colour: Colour = "rgb"

    def __post_init__(self) -> None:
        if min(self.x, self.y) < 0 or min(self.width, self.height) < 1 or self.colour not in ("rgb", "grey"):
            raise ShapeError(name="patch", expected="a rectangle in rgb or grey", actual=repr(self))

    @property
    def channels(self) -> int:
        """Number of channels that `cut` returns."""
        return 3 if self.colour == "rgb" else 1


WHOLE_FACE = PatchSpec("whole_face", x=16, y=16, width=96, height=112)


def cut(aligned: ImageArray, patch: PatchSpec, size: tuple[int, int] = INPUT_SIZE) -> ImageArray:
    """Cut a patch out of an aligned face and scale it to a network's input.

    Parameters
    ----------
    aligned
        RGB uint8 (H, W, 3), the canvas.
    patch
        Which part of it.
    size
        Width and height of the result in pixels.

    Returns
    -------
    ImageArray
        uint8 (height, width, 3), or (height, width, 1) for a grey patch.

    Raises
    ------
    ShapeError
        If the patch reaches over the border of the canvas.
    """
    part = aligned[patch.y : patch.y + patch.height, patch.x : patch.x + patch.width]
    if part.shape != (patch.height, patch.width, 3):
        raise ShapeError(name="aligned", expected=f"a canvas that holds {patch}", actual=str(aligned.shape))
    scaled = cv2.resize(part, size, interpolation=cv2.INTER_AREA)
    if patch.colour == "grey":
        scaled = cv2.cvtColor(scaled, cv2.COLOR_RGB2GRAY)[:, :, None]
    return np.asarray(scaled, np.uint8)
