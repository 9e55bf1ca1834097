"""The line icons of this project, drawn from SVG in any colour and at any pixel density."""

from __future__ import annotations

from functools import lru_cache
from typing import ClassVar

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from faceid_desktop.paths import resources


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


class _LineIcon(QIconEngine):
    """Draws an icon when it is needed, in the size and density that is needed."""

    _clones: ClassVar[list[QIconEngine]] = []

    def __init__(self, name: str, colour: str, disabled: str) -> None:
        super().__init__()
        self._name, self._colour, self._disabled = name, colour, disabled

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw the icon."""
        ink = self._disabled if mode == QIcon.Mode.Disabled else self._colour
        paint_icon(painter, self._name, QRectF(rect), ink)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Return the icon as a picture of a size in pixels of the screen."""
        made = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, made.rect(), mode, state)
        painter.end()
        return made

    def clone(self) -> QIconEngine:
        """Return another one of the same."""
        made = _LineIcon(self._name, self._colour, self._disabled)
        # Qt owns what is returned here, and PySide does not know it: without a reference it would be deleted
        # under Qt's hands. Only an icon that is changed is cloned, so there are few.
        self._clones.append(made)
        return made


@lru_cache(maxsize=512)
def icon(name: str, colour: str, disabled: str | None = None) -> QIcon:
    """Return an icon in one colour and, for disabled controls, another."""
    return QIcon(_LineIcon(name, colour, disabled or colour))
