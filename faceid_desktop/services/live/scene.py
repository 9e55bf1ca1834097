"""Where a video is cut: places and motion of before then mean nothing."""

from __future__ import annotations

import cv2
import numpy as np

from faceid_desktop.core.records import ImageArray

_GLANCE_PX = (32, 18)
_LEAST_CHANGE = 0.08
_TIMES_USUAL = 4.0
_MEMORY = 0.8


class SceneCut:
    """Finds cuts by the mean difference of tiny pictures: large, and much larger than just before.

    The second condition spares a camera that is swung about, whose frames all differ.
    """

    def __init__(self) -> None:
        self._before: ImageArray | None = None
        self._usual: float | None = None

    def is_cut(self, image: ImageArray) -> bool:
        """Tell whether this picture begins another scene than the one before; the first does not."""
        glance = np.asarray(cv2.resize(image, _GLANCE_PX, interpolation=cv2.INTER_AREA), np.uint8)
        before, self._before = self._before, glance
        if before is None:
            return False
        change = float(cv2.absdiff(before, glance).mean()) / 255
        usual = change if self._usual is None else self._usual
        cut = change > max(_LEAST_CHANGE, _TIMES_USUAL * usual)
        if not cut:
            self._usual = _MEMORY * usual + (1 - _MEMORY) * change
        return cut
