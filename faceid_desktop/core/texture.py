"""Colour texture of a face: histograms of local binary patterns in two colour spaces."""

from __future__ import annotations

import cv2
import numpy as np

from faceid_desktop.core.records import Floats, ImageArray
from faceid_desktop.errors import ShapeError

RADII_PX = (1, 2, 3)
"""How far the compared neighbours lie from a pixel."""

_NEIGHBOURS = ((0, 0), (0, 1), (0, 2), (1, 2), (2, 2), (2, 1), (2, 0), (1, 0))


def _uniform_bins() -> ImageArray:
    """Bin (256,) of each pattern: one for each of the 58 with at most two changes, 0 for all others.

    Ojala, Pietikainen and Maenpaa, "Multiresolution gray-scale and rotation invariant texture classification
    with local binary patterns", PAMI 24 (2002).
    """
    bits = (np.arange(256)[:, None] >> np.arange(8)) & 1
    uniform = (bits != np.roll(bits, 1, axis=1)).sum(1) <= 2
    return np.where(uniform, np.cumsum(uniform), 0).astype(np.uint8)


_BINS = _uniform_bins()
_BINS.flags.writeable = False
TEXTURE_BINS = int(_BINS.max()) + 1
TEXTURE_VALUES = 6 * len(RADII_PX) * TEXTURE_BINS
"""Length of what `colour_texture` returns."""


def colour_texture(view: ImageArray) -> Floats:
    """Histograms of local binary patterns of Y, Cr, Cb, H, S and V.

    Paper and screens have a smaller gamut than skin and are sampled twice, which shows in the fine structure
    of the colour channels, whatever the light: Boulkenafet, Komulainen and Hadid, "Face anti-spoofing based
    on color texture analysis", ICIP 2015.

    Parameters
    ----------
    view
        RGB uint8 (N, N, 3): a face and a little of what is round it. Patterns are of its pixels, so the size
        of the view is part of what they mean.

    Returns
    -------
    Floats
        float32 (TEXTURE_VALUES,): for each radius and channel the square roots of the shares of the 59
        patterns, which makes the Euclidean distance of two histograms that of Hellinger.

    Raises
    ------
    ShapeError
        If the view is no square picture, or smaller than the widest pattern.
    """
    least = 2 * max(RADII_PX) + 1
    if view.ndim != 3 or view.shape[0] != view.shape[1] or view.shape[2] != 3 or len(view) < least:
        raise ShapeError(name="view", expected=f"(N >= {least}, N, 3)", actual=str(view.shape))
    spaces = (cv2.cvtColor(view, cv2.COLOR_RGB2YCrCb), cv2.cvtColor(view, cv2.COLOR_RGB2HSV))
    planes = [plane for space in spaces for plane in cv2.split(space)]
    return np.concatenate([_histogram(plane, radius) for radius in RADII_PX for plane in planes])


def _histogram(plane: cv2.typing.MatLike, radius: int) -> Floats:
    """Square roots of the shares of the patterns of one channel (N, N)."""
    inner = plane[radius:-radius, radius:-radius]
    height, width = inner.shape
    codes = np.zeros((height, width), np.uint8)
    for bit, (down, right) in enumerate(_NEIGHBOURS):
        y, x = down * radius, right * radius
        codes |= (plane[y : y + height, x : x + width] >= inner).astype(np.uint8) << bit
    counts = np.bincount(_BINS[codes].ravel(), minlength=TEXTURE_BINS)
    return np.sqrt(counts / codes.size).astype(np.float32)
