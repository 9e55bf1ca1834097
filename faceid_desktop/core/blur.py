"""Faces made unrecognisable, and small pictures of faces."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from faceid_desktop.core.records import Floats, ImageArray

BLOCKS = 6
"""A hidden face is this many squares wide: fewer than any recogniser, ours included, can use."""
_HEAD_SHARE = 0.25
_THUMBNAIL_SHARE = 0.35


def hide_faces(image: ImageArray, boxes: Sequence[Floats]) -> ImageArray:
    """Hide faces behind coarse squares, the whole head with hair and chin.

    The squares' colours are averages of the area (no blur that could be sharpened again), and the picture
    below them is gone from the result.

    Parameters
    ----------
    image
        RGB uint8 (H, W, 3).
    boxes
        (4,) each; what lies outside the picture is ignored.

    Returns
    -------
    ImageArray
        A new picture.
    """
    hidden = np.array(image)
    for box in boxes:
        x1, y1, x2, y2 = grown(box, _HEAD_SHARE, image)
        part = hidden[y1:y2, x1:x2]
        if part.size:
            rows = max(round(BLOCKS * (y2 - y1) / (x2 - x1)), 1)
            few = cv2.resize(part, (BLOCKS, rows), interpolation=cv2.INTER_AREA)
            part[:] = cv2.resize(few, (x2 - x1, y2 - y1), interpolation=cv2.INTER_NEAREST)
    return hidden


def thumbnail(image: ImageArray, box: Floats, longest_px: int = 160) -> ImageArray:
    """Cut out a face with some of its surroundings, at most ``longest_px`` wide and high.

    Returns
    -------
    ImageArray
        A new picture; of a box outside of the picture one pixel.
    """
    x1, y1, x2, y2 = grown(box, _THUMBNAIL_SHARE, image)
    part = image[y1:y2, x1:x2]
    if not part.size:
        return np.zeros((1, 1, 3), np.uint8)
    scale = min(longest_px / max(part.shape[:2]), 1.0)
    size = (max(round(part.shape[1] * scale), 1), max(round(part.shape[0] * scale), 1))
    return np.array(cv2.resize(part, size, interpolation=cv2.INTER_AREA), np.uint8)


def grown(box: Floats, share: float, image: ImageArray) -> tuple[int, int, int, int]:
    """Grow a box by a share of its sides on each side and clip it to the picture, in whole pixels.

    Returns
    -------
    tuple of int
        x1, y1 inside and x2, y2 past the end, as slices take them.
    """
    height, width = image.shape[:2]
    margin = share * (box[2:] - box[:2])
    x1, y1 = np.floor(box[:2] - margin + 0.5).astype(int)
    x2, y2 = np.ceil(box[2:] + margin + 0.5).astype(int)
    x1, x2 = np.clip((x1, x2), 0, width)
    y1, y2 = np.clip((y1, y2), 0, height)
    return int(x1), int(y1), int(x2), int(y2)
