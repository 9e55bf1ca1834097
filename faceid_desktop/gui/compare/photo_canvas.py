"""The picture area of a photo panel: paints the photo with its faces, or says in words why there is none."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from faceid_desktop.gui.error_words import Message
from faceid_desktop.gui.jobs import LoadedPhoto
from faceid_desktop.gui.look.icons import paint_icon
from faceid_desktop.gui.look.theme import Theme, type_scale

_RADIUS = 10.0
_HALO = QColor(0, 0, 0, 120)
_OPEN_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class PhotoCanvas(QWidget):
    """Shows a photo or a message; clicks and arrow keys choose a face, a click elsewhere opens a photo."""

    open_wanted = Signal()
    face_wanted = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._loaded: LoadedPhoto | None = None
        self._icon, self._message, self._tone = "face", Message("", ""), "accent"
        self._hovered: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)

    def show_photo(self, loaded: LoadedPhoto) -> None:
        """Show a photo and its faces."""
        self._loaded, self._hovered = loaded, None
        self.update()

    def show_message(self, icon: str, message: Message, tone: str = "accent") -> None:
        """Show words in place of a photo."""
        self._loaded, self._hovered = None, None
        self._icon, self._message, self._tone = icon, message, tone
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Want to be large."""
        return QSize(320, 420)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Stay large enough for a face."""
        return QSize(160, 160)

    def face_rect(self, index: int) -> QRectF:
        """Return where the box of a face lies on this widget."""
        if self._loaded is None:
            return QRectF()
        x1, y1, x2, y2 = (float(each) for each in self._loaded.photo.faces[index].detection.box)
        return QRectF(self._on_widget(x1, y1), self._on_widget(x2, y2))

    def _photo_rect(self) -> QRectF:
        """Return where the whole photo lies: as large as fits, in the middle."""
        if self._loaded is None:
            return QRectF()
        preview = self._loaded.preview
        factor = min(self.width() / preview.width(), self.height() / preview.height())
        width, height = preview.width() * factor, preview.height() * factor
        return QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height)

    def _on_widget(self, x: float, y: float) -> QPointF:
        # Pixel centres are whole numbers in the records, Qt's are halves.
        rect = self._photo_rect()
        height, width = self._loaded.photo.image.shape[:2] if self._loaded is not None else (1, 1)
        return QPointF(
            rect.left() + (x + 0.5) * rect.width() / width, rect.top() + (y + 0.5) * rect.height() / height
        )

    def _face_at(self, point: QPointF) -> int | None:
        if self._loaded is None:
            return None
        hits = [
            index for index in range(len(self._loaded.photo.faces)) if self.face_rect(index).contains(point)
        ]
        return min(hits, key=lambda index: self.face_rect(index).width(), default=None)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Choose the face under the pointer, or ask for another photo."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        face = self._face_at(event.position())
        if face is not None:
            self.face_wanted.emit(face)
        else:
            self.open_wanted.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Highlight the face under the pointer."""
        face = self._face_at(event.position())
        if face != self._hovered:
            self._hovered = face
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Open a photo with Enter or Space, walk through the faces with the arrow keys."""
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        count = len(self._loaded.photo.faces) if self._loaded is not None else 0
        if event.key() in _OPEN_KEYS:
            self.open_wanted.emit()
        elif event.key() in steps and count > 1 and self._loaded is not None:
            step = steps[Qt.Key(event.key())]
            chosen = self._loaded.chosen
            self.face_wanted.emit((chosen + step) % count if chosen is not None else 0)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the photo or the message, and the focus ring."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        frame = QRectF(self.rect())
        painter.save()
        clip = QPainterPath()
        clip.addRoundedRect(frame, _RADIUS, _RADIUS)
        painter.setClipPath(clip)
        painter.fillPath(clip, self._theme.tokens.colour("shade"))
        if self._loaded is not None:
            painter.drawImage(self._photo_rect(), self._loaded.preview)
            self._paint_faces(painter, self._loaded)
        painter.restore()
        if self._loaded is None:
            self._paint_message(painter, frame)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.tokens.colour("accent"), 2))
            painter.drawRoundedRect(frame.adjusted(1, 1, -1, -1), _RADIUS - 1, _RADIUS - 1)
        painter.end()

    def _paint_faces(self, painter: QPainter, loaded: LoadedPhoto) -> None:
        several = len(loaded.photo.faces) > 1
        for index in range(len(loaded.photo.faces)):
            chosen = index == loaded.chosen
            self._paint_box(painter, index, chosen=chosen)
            if several:
                self._paint_number(painter, index, chosen=chosen)
        if loaded.chosen is not None:
            self._paint_landmarks(painter, loaded, loaded.chosen)

    def _paint_box(self, painter: QPainter, index: int, *, chosen: bool) -> None:
        # A dark halo below the line keeps it visible on any photo, in any theme.
        accent = self._theme.tokens.colour("accent")
        rect = self.face_rect(index)
        radius = min(10.0, rect.width() * 0.08)
        colour = accent if chosen or index == self._hovered else QColor("white")
        width = 2.6 if chosen else 1.8
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(_HALO, width + 2))
        painter.drawRoundedRect(rect, radius, radius)
        style = Qt.PenStyle.SolidLine if chosen else Qt.PenStyle.DashLine
        painter.setPen(QPen(colour, width, style))
        painter.drawRoundedRect(rect, radius, radius)

    def _paint_number(self, painter: QPainter, index: int, *, chosen: bool) -> None:
        tokens = self._theme.tokens
        badge = QRectF(self.face_rect(index).left() - 1, self.face_rect(index).top() - 22, 20, 19)
        badge.moveTop(max(2.0, badge.top()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.colour("accent") if chosen else QColor(0, 0, 0, 170))
        painter.drawRoundedRect(badge, 6, 6)
        painter.setPen(tokens.colour("on_accent") if chosen else QColor("white"))
        painter.setFont(_font(self.font(), 12, bold=True))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, str(index + 1))

    def _paint_landmarks(self, painter: QPainter, loaded: LoadedPhoto, face: int) -> None:
        size = min(2.4, max(1.0, self.face_rect(face).width() / 90))
        painter.setPen(QPen(QColor(255, 255, 255, 200), size * 0.5))
        painter.setBrush(self._theme.tokens.colour("accent"))
        for x, y in loaded.photo.faces[face].landmarks.points:
            painter.drawEllipse(self._on_widget(float(x), float(y)), size, size)

    def _paint_message(self, painter: QPainter, frame: QRectF) -> None:
        tokens = self._theme.tokens
        pen = QPen(tokens.colour("accent" if self.underMouse() else "mute"), 1.4, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([5, 5])
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen)
        painter.drawRoundedRect(frame.adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
        middle = frame.center()
        soft = tokens.colour(f"{self._tone}_soft") if self._tone != "mute" else tokens.colour("panel")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(soft)
        painter.drawEllipse(QPointF(middle.x(), middle.y() - 52), 32, 32)
        paint_icon(
            painter, self._icon, QRectF(middle.x() - 16, middle.y() - 68, 32, 32), getattr(tokens, self._tone)
        )
        painter.setPen(tokens.colour("ink"))
        painter.setFont(_font(self.font(), 15, bold=True))
        flags = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)
        box = QRectF(frame.left() + 16, middle.y() - 8, frame.width() - 32, 300)
        used = painter.boundingRect(box, flags, self._message.title)
        painter.drawText(box, flags, self._message.title)
        painter.setPen(tokens.colour("mute"))
        painter.setFont(_font(self.font(), 13))
        painter.drawText(box.translated(0, used.height() + 6), flags, self._message.hint)


def _font(base: QFont, size_px: int, *, bold: bool = False) -> QFont:
    font = QFont(base)
    font.setPixelSize(max(10, round(size_px * type_scale())))
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font
