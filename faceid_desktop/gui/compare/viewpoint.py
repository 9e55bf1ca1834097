"""Where a photo lies on the screen: as a whole, or close to a face, the same part of it on both sides.

Points of a photo are pixel centres, as in the records; Qt counts from the corner of the first pixel, so half
a pixel lies between.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QSizeF
from PySide6.QtGui import QTransform

from faceid_desktop.core.records import AlignedFace, Doubles

LARGEST = 24.0
"""Pixels of the screen for one of the aligned face: beyond, only single pixels of the photo are seen."""

STEP = 1.25
"""A notch of the wheel, or a key."""


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """A close look at a face: screen pixels for one pixel of the aligned face, and what lies in the middle.

    It is told in the pixels of the aligned face, so that two photos seen from one viewpoint show the same
    part of either face in the same size.
    """

    scale: float
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Stage:
    """A photo of a size (pixels) on a widget of a size, seen whole or from a viewpoint on a face of it."""

    photo: QSizeF
    room: QSizeF
    face: AlignedFace | None = None
    viewpoint: Viewpoint | None = None

    @property
    def fit(self) -> float:
        """Screen pixels for one of the photo when all of it is seen."""
        return min(self.room.width() / self.photo.width(), self.room.height() / self.photo.height())

    @property
    def magnification(self) -> float:
        """Screen pixels for one of the photo."""
        if self.viewpoint is None or self.face is None:
            return self.fit
        return self.viewpoint.scale * _scale_of(self.face.matrix)

    @property
    def centre(self) -> QPointF:
        """The point of the photo in the middle of the widget."""
        if self.viewpoint is None or self.face is None:
            return QPointF(self.photo.width() / 2 - 0.5, self.photo.height() / 2 - 0.5)
        x, y = inverse(self.face.matrix) @ (self.viewpoint.x, self.viewpoint.y, 1.0)
        return QPointF(float(x), float(y))

    def transform(self) -> QTransform:
        """Return the map from corners of the photo's pixels to the widget."""
        factor, centre = self.magnification, self.centre
        made = QTransform()
        made.translate(self.room.width() / 2, self.room.height() / 2)
        made.scale(factor, factor)
        made.translate(-centre.x() - 0.5, -centre.y() - 0.5)
        return made

    def on_widget(self, x: float, y: float) -> QPointF:
        """Return where a point of the photo lies on the widget."""
        return self.transform().map(QPointF(x + 0.5, y + 0.5))

    def zoomed(self, factor: float, at: QPointF) -> Viewpoint | None:
        """Return the viewpoint that enlarges by a factor and keeps what lies at a point of the widget.

        None stands for the whole photo, from which nobody can step back further.
        """
        if self.face is None:
            return None
        before = self.magnification
        after = min(before * factor, LARGEST * _scale_of(self.face.matrix))
        if after <= self.fit:
            return None
        offset = at - QPointF(self.room.width() / 2, self.room.height() / 2)
        return self._looking_at(self.centre + offset / before - offset / after, after)

    def moved(self, by: QPointF) -> Viewpoint | None:
        """Return the viewpoint after what is seen was dragged over the widget."""
        if self.viewpoint is None or self.face is None:
            return None
        return self._looking_at(self.centre - by / self.magnification, self.magnification)

    def close_up(self) -> Viewpoint | None:
        """Return the viewpoint that fills the widget with the aligned face."""
        if self.face is None:
            return None
        height, width = self.face.image.shape[:2]
        scale = min(self.room.width() / width, self.room.height() / height)
        return Viewpoint(scale, (width - 1) / 2, (height - 1) / 2)

    def face_transform(self) -> QTransform:
        """Return the map from corners of the aligned face's pixels to the widget."""
        if self.face is None:
            return self.transform()
        (a, b, x), (c, d, y) = inverse(self.face.matrix).tolist()
        # Half a pixel off before the map, half a pixel on after it: corners instead of centres.
        back = QTransform(a, c, b, d, x + 0.5 - (a + b) / 2, y + 0.5 - (c + d) / 2)
        return back * self.transform()

    def _looking_at(self, point: QPointF, magnification: float) -> Viewpoint | None:
        if self.face is None:
            return None
        x, y = self.face.matrix @ (point.x(), point.y(), 1.0)
        return Viewpoint(magnification / _scale_of(self.face.matrix), float(x), float(y))


def inverse(matrix: Doubles) -> Doubles:
    """Return the inverse (2, 3) of an affine map (2, 3)."""
    return np.asarray(np.linalg.inv(np.vstack([matrix, (0.0, 0.0, 1.0)]))[:2])


def _scale_of(matrix: Doubles) -> float:
    return float(np.sqrt(abs(np.linalg.det(matrix[:, :2]))))
