"""The line icons of this project, drawn from SVG in any colour and at any pixel density."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from faceid_desktop.paths import resources

_SIZES_PX = (16, 18, 20, 24, 32, 48, 64)
_DENSITIES = (1, 2)


@lru_cache(maxsize=64)
def _source(name: str) -> str:
    return (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def paint_icon(painter: QPainter, name: str, rect: QRectF, colour: str) -> None:
    """Draw an icon into ``rect``.

    Raises
    ------
    FileNotFoundError
        If there is no such icon.
    """
    svg = _source(name).replace("currentColor", colour)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, rect)


def pixmap(name: str, colour: str, size_px: int, density: float = 1.0) -> QPixmap:
    """Return an icon as a square picture of ``size_px`` logical pixels."""
    made = QPixmap(round(size_px * density), round(size_px * density))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    paint_icon(painter, name, QRectF(made.rect()), colour)
    painter.end()
    made.setDevicePixelRatio(density)
    return made


def icon(name: str, colour: str, disabled: str | None = None) -> QIcon:
    """Return an icon in one colour and, for disabled controls, another."""
    made = QIcon()
    for mode, ink in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Disabled, disabled or colour)):
        for size_px in _SIZES_PX:
            for density in _DENSITIES:
                made.addPixmap(pixmap(name, ink, size_px, density), mode)
    return made
