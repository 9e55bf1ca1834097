"""Fonts of what paints itself."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QFont

from faceid_desktop.gui.look.theme import type_scale

_LEAST_PX = 10


def painted_font(base: QFont, size_px: float, *, bold: bool = False) -> QFont:
    """Return a font of the design's size, in pixels at 100 %, that follows the size of the system's type."""
    return QFont(_sized(base.key(), size_px, bold))


@lru_cache(maxsize=128)
def _sized(base: str, size_px: float, bold: bool) -> QFont:
    """Make a font; asking the system which family it has takes longer than painting a word."""
    font = QFont()
    font.fromString(base)
    font.setPixelSize(max(_LEAST_PX, round(size_px * type_scale())))
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font
