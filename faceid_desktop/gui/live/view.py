"""The live picture with the faces found in it, or words that say why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from faceid_desktop.core.records import Frame
from faceid_desktop.gui.error_words import Message
from faceid_desktop.gui.live.announce import announce
from faceid_desktop.gui.live.banner import HEIGHT_PX, Banner, paint_banner
from faceid_desktop.gui.look.fonts import painted_font
from faceid_desktop.gui.look.icons import paint_icon
from faceid_desktop.gui.look.theme import RADIUS_CARD, Theme

BACKGROUND, INK, MUTE = QColor(32, 38, 45), QColor(255, 255, 255), QColor(200, 207, 216)
"""The same in every theme: people judge a picture best before a dark, neutral surround."""

_PLATE = QColor(12, 15, 18, 215)
_TONES = {
    "good": QColor(63, 190, 120),
    "warn": QColor(240, 183, 84),
    "bad": QColor(255, 107, 97),
    "plain": QColor(190, 198, 208),
}


@dataclass(frozen=True, slots=True)
class Overlay:
    """A face to be marked: its box (x1, y1, x2, y2) in frame pixels, two lines of words and a tone."""

    box: tuple[float, float, float, float]
    title: str
    line: str
    tone: str


class LiveView(QWidget):
    """Paints the newest frame as large as it fits.

    Parameters
    ----------
    mirrored
        Show the picture as a mirror does; the words on it stay readable.
    """

    def __init__(self, theme: Theme, *, mirrored: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._mirrored = theme, mirrored
        self._frame: Frame | None = None
        self._image: QImage | None = None
        self._overlays: tuple[Overlay, ...] = ()
        self._corner = ""
        self._banner: Banner | None = None
        self._icon, self._message = "camera", Message("", "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Want to be large."""
        return QSize(640, 480)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Stay large enough for a face."""
        return QSize(280, 210)

    @property
    def mirrored(self) -> bool:
        """Whether the picture is shown as a mirror does."""
        return self._mirrored

    def set_mirrored(self, mirrored: bool) -> None:
        """Mirror the picture or not."""
        self._mirrored = mirrored
        self.update()

    def show_frame(self, frame: Frame) -> None:
        """Show a frame; it is not copied, since records are never changed."""
        height, width, _ = frame.image.shape
        self._frame = frame  # keeps the pixels alive that the QImage borrows
        self._image = QImage(
            frame.image.data, width, height, frame.image.strides[0], QImage.Format.Format_RGB888
        )
        self.update()

    def show_overlays(self, overlays: Sequence[Overlay]) -> None:
        """Mark faces until the next call."""
        self._overlays = tuple(overlays)
        self.update()

    def show_corner(self, text: str) -> None:
        """Write the small line in the upper left corner: rates, size."""
        self._corner = text
        self.update()

    def show_banner(self, banner: Banner | None) -> None:
        """Say over the picture what to do now; a screen reader speaks it, too."""
        if banner == self._banner:
            return
        if banner is not None and (self._banner is None or banner.text != self._banner.text):
            announce(self, banner.text)
        self._banner = banner
        self.update()

    @property
    def banner(self) -> Banner | None:
        """What is said over the picture."""
        return self._banner

    def show_message(self, icon: str, message: Message) -> None:
        """Show words in place of the picture."""
        self._banner = None
        self._frame, self._image, self._overlays, self._corner = None, None, (), ""
        self._icon, self._message = icon, message
        self.setAccessibleDescription(f"{message.title}. {message.hint}")
        self.update()

    def picture_rect(self) -> QRectF:
        """Return where the frame lies on this widget."""
        if self._image is None:
            return QRectF()
        factor = min(self.width() / self._image.width(), self.height() / self._image.height())
        width, height = self._image.width() * factor, self._image.height() * factor
        return QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height)

    def on_widget(self, box: tuple[float, float, float, float]) -> QRectF:
        """Return where a box of the frame lies on this widget."""
        rect = self.picture_rect()
        if self._image is None:
            return rect
        factor = rect.width() / self._image.width()
        left, right = (box[0] + 0.5) * factor, (box[2] + 0.5) * factor
        if self._mirrored:
            left, right = rect.width() - right, rect.width() - left
        top, bottom = (box[1] + 0.5) * factor, (box[3] + 0.5) * factor
        return QRectF(rect.left() + left, rect.top() + top, right - left, bottom - top)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the picture with its marks, or the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QPainterPath()
        frame.addRoundedRect(QRectF(self.rect()), RADIUS_CARD, RADIUS_CARD)
        painter.setClipPath(frame)
        painter.fillPath(frame, BACKGROUND)
        if self._image is None:
            self._paint_message(painter)
        else:
            self._paint_picture(painter, self._image)
            self.paint_over(painter)
        painter.end()

    def paint_over(self, painter: QPainter) -> None:
        """Draw what lies on the picture; the enrolment's view draws its ring here."""
        for overlay in self._overlays:
            self._paint_overlay(painter, overlay)
        if self._corner:
            self._paint_corner(painter)
        if self._banner is not None:
            paint_banner(painter, self, self._banner, self.width() / 2, self.banner_top())

    def banner_top(self) -> float:
        """Return where the banner begins."""
        return self.height() - HEIGHT_PX - 34.0

    def _paint_picture(self, painter: QPainter, image: QImage) -> None:
        rect = self.picture_rect()
        painter.save()
        if self._mirrored:
            painter.translate(rect.left() + rect.right(), 0)
            painter.scale(-1, 1)
        # Enlarging smoothly is cheap; shrinking a large frame smoothly is what would cost a frame's time.
        smooth = rect.width() > 0.75 * image.width()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        painter.drawImage(rect, image)
        painter.restore()

    def _paint_overlay(self, painter: QPainter, overlay: Overlay) -> None:
        rect, colour = self.on_widget(overlay.box), _TONES[overlay.tone]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(0, 0, 0, 90), 4))
        painter.drawRoundedRect(rect, 10, 10)
        painter.setPen(QPen(colour, 2.2))
        painter.drawRoundedRect(rect, 10, 10)
        if overlay.title:
            self._paint_plate(painter, rect, overlay, colour)

    def _paint_plate(self, painter: QPainter, face: QRectF, overlay: Overlay, colour: QColor) -> None:
        bold, small = painted_font(self.font(), 14, bold=True), painted_font(self.font(), 12)
        widths = (
            QFontMetricsF(bold).horizontalAdvance(overlay.title),
            QFontMetricsF(small).horizontalAdvance(overlay.line),
        )
        lines = [line for line in ((bold, overlay.title, INK), (small, overlay.line, colour)) if line[1]]
        height = sum(QFontMetricsF(font).height() for font, _, _ in lines) + 12
        width = max(widths) + 24
        left = min(max(face.center().x() - width / 2, 6.0), max(6.0, self.width() - width - 6))
        top = face.bottom() + 8 if face.bottom() + 8 + height < self.height() else face.top() - height - 8
        plate = QRectF(left, max(6.0, top), width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_PLATE)
        painter.drawRoundedRect(plate, 9, 9)
        y = plate.top() + 6
        for font, text, ink in lines:
            metrics = QFontMetricsF(font)
            painter.setFont(font)
            painter.setPen(ink)
            painter.drawText(
                QRectF(plate.left(), y, plate.width(), metrics.height()), Qt.AlignmentFlag.AlignCenter, text
            )
            y += metrics.height()

    def _paint_corner(self, painter: QPainter) -> None:
        font = painted_font(self.font(), 12)
        metrics = QFontMetricsF(font)
        text = metrics.elidedText(self._corner, Qt.TextElideMode.ElideRight, max(self.width() - 42, 0))
        plate = QRectF(12, 12, metrics.horizontalAdvance(text) + 18, metrics.height() + 8)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_PLATE)
        painter.drawRoundedRect(plate, 8, 8)
        painter.setFont(font)
        painter.setPen(INK)
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_message(self, painter: QPainter) -> None:
        middle = QPointF(self.rect().center())
        paint_icon(painter, self._icon, QRectF(middle.x() - 22, middle.y() - 64, 44, 44), MUTE.name())
        width = min(self.width() - 48.0, 460.0)
        top = middle.y() - 6
        for font, text, ink in (
            (painted_font(self.font(), 17, bold=True), self._message.title, INK),
            (painted_font(self.font(), 14), self._message.hint, MUTE),
        ):
            painter.setFont(font)
            painter.setPen(ink)
            room = QRectF(middle.x() - width / 2, top, width, 200)
            flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
            used = painter.boundingRect(room, flags, text)
            painter.drawText(room, flags, text)
            top = used.bottom() + 8
