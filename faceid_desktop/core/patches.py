"""Rectangles of the aligned canvas that the networks look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
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

# Places around the landmarks of the default canvas (eyes at 46 and 82, 68; nose tip at 64, 88; mouth
# corners at 50 and 79, 108) at three scales. There are no right-hand places: the mirror image of a left one
# is the right one.
_PLACES = (
    WHOLE_FACE,
    PatchSpec("context", x=0, y=0, width=128, height=144),
    PatchSpec("tight_face", x=24, y=28, width=80, height=94),
    PatchSpec("upper_face", x=16, y=14, width=96, height=80),
    PatchSpec("lower_face", x=18, y=64, width=92, height=78),
    PatchSpec("eyes_and_nose", x=18, y=30, width=92, height=76),
    PatchSpec("nose_and_mouth", x=28, y=60, width=72, height=76),
    PatchSpec("eyes", x=16, y=44, width=96, height=48),
    PatchSpec("left_half", x=8, y=20, width=72, height=108),
    PatchSpec("left_eye", x=22, y=40, width=48, height=56),
    PatchSpec("left_eye_wide", x=10, y=26, width=72, height=84),
    PatchSpec("left_cheek", x=12, y=66, width=60, height=70),
    PatchSpec("nose", x=40, y=56, width=48, height=56),
    PatchSpec("mouth", x=34, y=84, width=60, height=50),
    PatchSpec("left_mouth_corner", x=26, y=80, width=48, height=56),
)

CANDIDATES = (*_PLACES, *(replace(place, name=f"{place.name}_grey", colour="grey") for place in _PLACES))
"""The pool from which training selects: each place in colour and in grey."""


def candidate(name: str, pool: Sequence[PatchSpec] = CANDIDATES) -> PatchSpec:
    """Return the patch of a pool that has this name.

    Raises
    ------
    ShapeError
        If none has.
    """
    for patch in pool:
        if patch.name == name:
            return patch
    raise ShapeError(name="patch", expected=", ".join(patch.name for patch in pool), actual=name)


def rescaled(patch: PatchSpec, scale: float) -> PatchSpec:
    """Return a patch of another size about the same centre, called ``name@scale``.

    A network that was trained on views of varying size sees something new in it, at no cost of training.

    Raises
    ------
    ShapeError
        If the patch would reach over the left or upper border of the canvas, or be empty.
    """
    width, height = round(patch.width * scale), round(patch.height * scale)
    return replace(
        patch,
        name=f"{patch.name}@{scale:g}",
        x=patch.x + (patch.width - width) // 2,
        y=patch.y + (patch.height - height) // 2,
        width=width,
        height=height,
    )


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
