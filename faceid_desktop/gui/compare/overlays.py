"""What can be laid over a photo: landmarks, the regions that the model looks at, and how they agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QTransform

from faceid_desktop.gui.evidence.words import BAN
from faceid_desktop.gui.jobs import LoadedPhoto

if TYPE_CHECKING:
    from faceid_desktop.services.bootstrap import Engine
    from faceid_desktop.services.explanation import PatchEvidence

AGREE, DISAGREE = QColor(37, 110, 224), QColor(226, 104, 18)
"""Blue and orange: told apart with every kind of colour vision; disagreement is hatched besides."""

_FULL_BANS, _MOST_ALPHA, _LEAST_ALPHA = 3.0, 0.62, 0.14
_SHARPER, _HATCH_PX = 4, 10


@dataclass(frozen=True, slots=True)
class Overlays:
    """Which of them are on."""

    landmarks: bool = True
    patches: bool = False
    agreement: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Explanation:
    """The evidence of each patch on its own, and the picture of it for the aligned face."""

    patches: tuple[PatchEvidence, ...]
    heat: QImage


def make_explanation(patches: Sequence[PatchEvidence], width: int, height: int) -> Explanation:
    """Paint the heat map for an aligned canvas of a size; belongs on a worker thread."""
    return Explanation(tuple(patches), heat_image(patches, width, height))


def explain_pair(engine: Engine, first: LoadedPhoto, second: LoadedPhoto) -> Explanation | None:
    """Explain the comparison of the chosen faces of two photos; None where the bundle has nothing to.

    Belongs on a worker thread.
    """
    if engine.explainer is None or first.chosen is None or second.chosen is None:
        return None
    a, b = (each.photo.faces[each.chosen or 0].aligned for each in (first, second))
    patches = engine.explainer.explain(a, b)
    height, width = a.image.shape[:2]
    return make_explanation(patches, width, height) if patches else None


def heat_image(patches: Sequence[PatchEvidence], width: int, height: int) -> QImage:
    """Paint the mean evidence at each pixel: the stronger, the more opaque; against one person, hatched."""
    # It loads OpenCV, for which the window's start does not wait.
    from faceid_desktop.services.explanation import heat_map

    heat = heat_map(patches, width, height).repeat(_SHARPER, 0).repeat(_SHARPER, 1)
    seen = ~np.isnan(heat)
    bans = np.where(seen, heat, 0.0) / BAN
    strength = np.minimum(np.abs(bans) / _FULL_BANS, 1.0)
    alpha = np.where(seen, _LEAST_ALPHA + (_MOST_ALPHA - _LEAST_ALPHA) * strength, 0.0)
    rows, columns = np.indices(heat.shape)
    against = bans < 0
    alpha[against & ((rows + columns) // (_HATCH_PX // 2) % 2 == 0)] *= 0.35
    pixels = np.zeros((*heat.shape, 4), np.uint8)
    for colour, where in ((AGREE, ~against), (DISAGREE, against)):
        pixels[where, :3] = (colour.red(), colour.green(), colour.blue())
    pixels[..., 3] = (alpha * 255).round()
    return QImage(
        pixels.tobytes(), heat.shape[1], heat.shape[0], 4 * heat.shape[1], QImage.Format.Format_RGBA8888
    ).copy()


def paint_heat(painter: QPainter, heat: QImage, size: tuple[int, int], onto: QTransform) -> None:
    """Lay the heat map over the face; ``onto`` maps corners of the aligned canvas's pixels to the widget."""
    painter.save()
    painter.setTransform(onto, combine=True)
    painter.drawImage(QRectF(0, 0, *size), heat)
    painter.restore()


def paint_patches(painter: QPainter, evidence: Sequence[PatchEvidence], onto: QTransform) -> None:
    """Outline what each network looks at, as it lies on the photo."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for patch in (each.patch for each in evidence):
        corners = [
            onto.map(QPointF(patch.x + across * patch.width, patch.y + down * patch.height))
            for across, down in ((0, 0), (1, 0), (1, 1), (0, 1))
        ]
        for colour, width in ((QColor(0, 0, 0, 110), 3.0), (QColor(255, 255, 255, 230), 1.4)):
            painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine))
            painter.drawPolygon(corners)
