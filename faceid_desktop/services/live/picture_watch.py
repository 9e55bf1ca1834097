"""Whether the pictures of a camera show anything, and anything new."""

from __future__ import annotations

import numpy as np

from faceid_desktop.core.records import ImageArray
from faceid_desktop.services.live.records import CameraState

BLACK_AFTER_S = 1.0
FROZEN_AFTER_S = 2.0
_LEAST_EQUAL = 8
_DARKEST_MEAN = 6.0
_DARKEST_PEAK = 40
_GRID = 32


class PictureWatch:
    """Judges pictures by a grid of their pixels.

    BLACK is a covered lens or a closed shutter, for `BLACK_AFTER_S`. FROZEN are pictures equal to the last
    bit for `FROZEN_AFTER_S`, `_LEAST_EQUAL` of them after the first: the noise of a sensor does not repeat,
    but a slow camera may deliver a picture twice.
    """

    def __init__(self) -> None:
        self._glance = np.zeros((0, 0, 3), np.uint8)
        self._changed_ns = self._bright_ns = -1
        self._equal = 0

    def judge(self, image: ImageArray, at_ns: int) -> CameraState:
        """Return LIVE, BLACK or FROZEN for the newest picture, captured at ``at_ns``."""
        step = max(min(image.shape[:2]) // _GRID, 1)
        glance = image[::step, ::step]
        self._equal += 1
        if self._changed_ns < 0 or not np.array_equal(glance, self._glance):
            self._glance, self._changed_ns, self._equal = np.array(glance), at_ns, 0
        if self._bright_ns < 0 or glance.mean() > _DARKEST_MEAN or glance.max() > _DARKEST_PEAK:
            self._bright_ns = at_ns
        if at_ns - self._bright_ns >= BLACK_AFTER_S * 1e9:
            return CameraState.BLACK
        if at_ns - self._changed_ns >= FROZEN_AFTER_S * 1e9 and self._equal >= _LEAST_EQUAL:
            return CameraState.FROZEN
        return CameraState.LIVE
