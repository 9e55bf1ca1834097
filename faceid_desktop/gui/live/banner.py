"""The large line over a live picture: what to do now, an arrow, and how far one is."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from faceid_desktop.gui.look.icons import paint_icon
from faceid_desktop.gui.look.theme import type_scale

HEIGHT_PX = 44
_PLATE, _INK, _DIM = QColor(12, 15, 18, 235), QColor(255, 255, 255), QColor(255, 255, 255, 80)
_TONES = {
    "plain": _INK,
    "good": QColor(90, 210, 145),
    "warn": QColor(240, 183, 84),
    "bad": QColor(255, 140, 132),
}
_ICON_PX, _DOT_PX, _SIDE_PX = 24, 8, 22


@dataclass(frozen=True, slots=True)
class Banner:
    """A line of words in a tone, an icon after it, and ``done`` of ``steps`` dots below it."""

    text: str
    icon: str = ""
    tone: str = "plain"
    done: int = 0
    steps: int = 0


def paint_banner(painter: QPainter, widget: QWidget, banner: Banner, middle_x: float, top: float) -> None:
    """Draw a banner with its middle and its upper edge at a place of the widget; long words get smaller."""
    font = QFont(widget.font())
    font.setPixelSize(round(17 * type_scale()))
    font.setWeight(QFont.Weight.DemiBold)
    extra = _ICON_PX + 10 if banner.icon else 0
    room = widget.width() - 24 - 2 * _SIDE_PX - extra
    text_width = QFontMetricsF(font).horizontalAdvance(banner.text)
    if text_width > room:
        font.setPixelSize(max(11, int(font.pixelSize() * room / text_width)))
        text_width = QFontMetricsF(font).horizontalAdvance(banner.text)
    width = text_width + 2 * _SIDE_PX + extra
    plate = QRectF(middle_x - width / 2, top, width, HEIGHT_PX)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_PLATE)
    painter.drawRoundedRect(plate, HEIGHT_PX / 2, HEIGHT_PX / 2)
    painter.setFont(font)
    painter.setPen(_TONES[banner.tone])
    painter.drawText(plate.adjusted(_SIDE_PX, 0, -_SIDE_PX, 0), Qt.AlignmentFlag.AlignVCenter, banner.text)
    if banner.icon:
        place = QRectF(
            plate.right() - _SIDE_PX - _ICON_PX, plate.center().y() - _ICON_PX / 2, _ICON_PX, _ICON_PX
        )
        paint_icon(painter, banner.icon, place, _TONES[banner.tone].name())
    _paint_dots(painter, banner, QPointF(middle_x, plate.bottom() + 14))


def _paint_dots(painter: QPainter, banner: Banner, middle: QPointF) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    for number in range(banner.steps):
        painter.setBrush(_TONES["good"] if number < banner.done else _DIM)
        offset = (number - (banner.steps - 1) / 2) * 2.2 * _DOT_PX
        painter.drawEllipse(QPointF(middle.x() + offset, middle.y()), _DOT_PX / 2, _DOT_PX / 2)
