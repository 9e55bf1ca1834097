"""The live picture of an enrolment: a face in a round window, and a ring that fills with the poses."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QWidget

from faceid_desktop.gui.live import words as live_words
from faceid_desktop.gui.live.banner import HEIGHT_PX, Banner
from faceid_desktop.gui.live.view import BACKGROUND, LiveView
from faceid_desktop.gui.look.theme import Theme
from faceid_desktop.services.live.records import Guidance, GuidanceCode, PoseBin

_TICKS = 48
_FULL, _EMPTY, _WANTED = QColor(63, 190, 120), QColor(255, 255, 255, 70), QColor(122, 168, 245)
_VEIL = QColor(BACKGROUND.red(), BACKGROUND.green(), BACKGROUND.blue(), 235)
_SECTORS = {PoseBin.RIGHT: 0.0, PoseBin.UP: 90.0, PoseBin.LEFT: 180.0, PoseBin.DOWN: 270.0}
"""Middle of each pose's quarter of the ring in degrees, counted as in mathematics; left and right are the
person's own, as he sees himself in a mirror."""

_ARROWS = {
    GuidanceCode.TURN_LEFT: "left",
    GuidanceCode.TURN_RIGHT: "right",
    GuidanceCode.TURN_UP: "up",
    GuidanceCode.TURN_DOWN: "down",
    GuidanceCode.DONE: "check",
}


class RingView(LiveView):
    """Paints the round window, the ring and what to do next."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, mirrored=True, parent=parent)
        self._guidance: Guidance | None = None

    def show_guidance(self, guidance: Guidance | None, banner: Banner | None = None) -> None:
        """Show how far the ring is and what to do next, or say ``banner`` instead; None removes both."""
        self._guidance = guidance
        self.show_banner(None if guidance is None else banner or _banner(guidance.code))
        self.update()

    def picture_rect(self) -> QRectF:
        """Fill the whole view; the edges that this cuts off are veiled anyway."""
        rect = super().picture_rect()
        if rect.isEmpty() or self._guidance is None:
            return rect
        factor = max(self.width() / rect.width(), self.height() / rect.height())
        width, height = rect.width() * factor, rect.height() * factor
        return QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height)

    def window_rect(self) -> QRectF:
        """Return the round window: in the middle, with room for the ring and the words below it."""
        side = 0.62 * min(self.height() - 60, self.width())
        centre = QPointF(self.width() / 2, self.height() / 2 - 24)
        return QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side)

    def banner_top(self) -> float:
        """Put the banner below the ring."""
        return min(self.window_rect().bottom() + 46, self.height() - HEIGHT_PX - 26.0)

    def paint_over(self, painter: QPainter) -> None:
        """Draw veil, ring and prompt."""
        if self._guidance is None:
            super().paint_over(painter)
            return
        window = self.window_rect()
        veil = QPainterPath()
        veil.addRect(QRectF(self.rect()))
        hole = QPainterPath()
        hole.addEllipse(window)
        painter.fillPath(veil.subtracted(hole), _VEIL)
        self._paint_ring(painter, window, self._guidance)
        super().paint_over(painter)

    def _paint_ring(self, painter: QPainter, window: QRectF, guidance: Guidance) -> None:
        fills = {each.bin: each.fill for each in guidance.ring}
        front = fills.get(PoseBin.FRONT, 0.0)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(_FULL if front >= 1 else _EMPTY, 3))
        painter.drawEllipse(window)
        radius, centre = window.width() / 2, window.center()
        for tick in range(_TICKS):
            angle = (tick + 0.5) * 360 / _TICKS
            part, offset = _part_of(angle)
            done = offset <= fills.get(part, 0.0)
            colour = _FULL if done else _WANTED if part is guidance.target else _EMPTY
            painter.setPen(QPen(colour, 6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            way = QPointF(math.cos(math.radians(angle)), -math.sin(math.radians(angle)))
            painter.drawLine(centre + way * (radius + 16), centre + way * (radius + 34))


def _banner(code: GuidanceCode) -> Banner:
    return Banner(
        live_words.guidance(code), _ARROWS.get(code, ""), "good" if code is GuidanceCode.DONE else "plain"
    )


def _part_of(angle_deg: float) -> tuple[PoseBin, float]:
    """Return the pose of a place on the ring, and how far from the middle of its quarter it lies (0..1)."""
    distances = {part: abs((angle_deg - middle + 180) % 360 - 180) for part, middle in _SECTORS.items()}
    part = min(distances, key=lambda each: distances[each])
    return part, distances[part] / 45
