"""The program's icon in the forms that desktops want, drawn from one SVG file."""

from __future__ import annotations

import io

from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from installer.product import NAME, ROOT

DRAWING = ROOT / "resources" / "desktop" / f"{NAME}.svg"
SIZES_PX = (16, 22, 24, 32, 48, 64, 128, 256, 512)
_WINDOWS_SIZES_PX = (16, 20, 24, 32, 48, 64, 256)


def png(size_px: int) -> bytes:
    """Return the icon as a square PNG file."""
    image = QImage(size_px, size_px, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(DRAWING.read_bytes())).render(painter, QRectF(image.rect()))
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes
    return bytes(buffer.data().data())


def ico() -> bytes:
    """Return the icon as a Windows ``.ico`` file of several sizes, each drawn for itself."""
    pictures = [Image.open(io.BytesIO(png(size))) for size in _WINDOWS_SIZES_PX]
    out = io.BytesIO()
    sizes = [(size, size) for size in _WINDOWS_SIZES_PX]
    pictures[-1].save(out, "ICO", sizes=sizes, append_images=pictures[:-1])
    return out.getvalue()
