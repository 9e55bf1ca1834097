"""The picture area of a photo panel: paints the photo with its faces, or says in words why there is none."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from faceid_desktop.gui.compare.overlays import Explanation, Overlays, paint_heat, paint_patches
from faceid_desktop.gui.compare.viewpoint import STEP, Stage, Viewpoint
from faceid_desktop.gui.error_words import Message
from faceid_desktop.gui.jobs import LoadedPhoto
from faceid_desktop.gui.look.fonts import painted_font
from faceid_desktop.gui.look.icons import paint_icon
from faceid_desktop.gui.look.theme import Theme

_RADIUS = 10.0
_HALO = QColor(0, 0, 0, 120)
_OPEN_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_ZOOM_KEYS = {Qt.Key.Key_Plus: STEP, Qt.Key.Key_Equal: STEP, Qt.Key.Key_Minus: 1 / STEP}
_PAN_KEYS = {
    Qt.Key.Key_Left: QPointF(1, 0), Qt.Key.Key_Right: QPointF(-1, 0),
    Qt.Key.Key_Up: QPointF(0, 1), Qt.Key.Key_Down: QPointF(0, -1),
}  # fmt: skip
_PAN_PX = 40.0


class PhotoCanvas(QWidget):
    """Shows a photo or a message; clicks and arrow keys choose a face, a click elsewhere opens a photo.

    The wheel, + and - look closer, dragging and Shift with arrow keys move, 0 shows the whole photo again.
    """

    open_wanted = Signal()
    face_wanted = Signal(int)
    viewpoint_changed = Signal(object)
    """The `Viewpoint` to which somebody went, or None for the whole photo."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._loaded: LoadedPhoto | None = None
        self._icon, self._message, self._tone = "face", Message("", ""), "accent"
        self._hovered: int | None = None
        self._viewpoint: Viewpoint | None = None
        self._overlays = Overlays()
        self._explanation: Explanation | None = None
        self._pressed: QPointF | None = None
        self._dragged = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)

    def show_photo(self, loaded: LoadedPhoto) -> None:
        """Show a photo and its faces, whole if it is another one or another face is meant."""
        before = self._loaded
        if before is None or before.photo is not loaded.photo or before.chosen != loaded.chosen:
            self._viewpoint = None
        self._loaded, self._hovered, self._explanation = loaded, None, None
        self.update()

    def show_overlays(self, overlays: Overlays) -> None:
        """Lay landmarks, regions or agreement over the chosen face."""
        self._overlays = overlays
        self.update()

    def show_explanation(self, explanation: Explanation | None) -> None:
        """Take how the regions of the two faces agree."""
        self._explanation = explanation
        self.update()

    @property
    def viewpoint(self) -> Viewpoint | None:
        """How close one looks; None shows the whole photo."""
        return self._viewpoint

    def look_from(self, viewpoint: Viewpoint | None) -> None:
        """Look from somewhere else, without telling anybody."""
        self._viewpoint = viewpoint
        self.update()

    def close_up(self) -> None:
        """Fill the widget with the chosen face."""
        if (stage := self.stage()) is not None:
            self._go(stage.close_up())

    def zoom(self, factor: float) -> None:
        """Look closer at what lies in the middle, or step back."""
        self._zoom(factor, QPointF(self.width() / 2, self.height() / 2))

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

    def stage(self) -> Stage | None:
        """Return where the photo lies, or None while there is none."""
        if self._loaded is None:
            return None
        height, width = self._loaded.photo.image.shape[:2]
        chosen = self._loaded.chosen
        face = None if chosen is None else self._loaded.photo.faces[chosen].aligned
        return Stage(QSizeF(width, height), QSizeF(self.size()), face, self._viewpoint)

    def _on_widget(self, x: float, y: float) -> QPointF:
        stage = self.stage()
        return QPointF() if stage is None else stage.on_widget(x, y)

    def _go(self, viewpoint: Viewpoint | None) -> None:
        if viewpoint != self._viewpoint:
            self.look_from(viewpoint)
            self.viewpoint_changed.emit(viewpoint)

    def _zoom(self, factor: float, at: QPointF) -> None:
        if (stage := self.stage()) is not None:
            self._go(stage.zoomed(factor, at))

    def _move(self, by: QPointF) -> None:
        if (stage := self.stage()) is not None:
            self._go(stage.moved(by))

    def _face_at(self, point: QPointF) -> int | None:
        if self._loaded is None:
            return None
        hits = [
            index for index in range(len(self._loaded.photo.faces)) if self.face_rect(index).contains(point)
        ]
        return min(hits, key=lambda index: self.face_rect(index).width(), default=None)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Begin a click or a drag."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed, self._dragged = event.position(), False

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Choose the face under the pointer, or ask for another photo, unless it was a drag."""
        pressed, self._pressed = self._pressed, None
        if pressed is None or self._dragged or event.button() != Qt.MouseButton.LeftButton:
            return
        face = self._face_at(event.position())
        if face is not None:
            self.face_wanted.emit(face)
        elif self._viewpoint is None:
            self.open_wanted.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Look at the face from close by, or at the whole photo again."""
        if self._viewpoint is not None:
            self._go(None)
        else:
            self.close_up()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Look closer or step back, about what lies under the pointer."""
        if self._loaded is not None and event.angleDelta().y():
            self._zoom(STEP ** (event.angleDelta().y() / 120), event.position())
            event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Move what is seen close by, or highlight the face under the pointer."""
        if self._pressed is not None and event.buttons() & Qt.MouseButton.LeftButton:
            by = event.position() - self._pressed
            if self._dragged or by.manhattanLength() >= QApplication.startDragDistance():
                self._pressed, self._dragged = event.position(), True
                self._move(by)
            return
        face = self._face_at(event.position())
        if face != self._hovered:
            self._hovered = face
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Open a photo with Enter or Space, walk through the faces with the arrow keys."""
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        count = len(self._loaded.photo.faces) if self._loaded is not None else 0
        key = Qt.Key(event.key())
        if key in _OPEN_KEYS:
            self.open_wanted.emit()
        elif key in _ZOOM_KEYS:
            self.zoom(_ZOOM_KEYS[key])
        elif key == Qt.Key.Key_0:
            self._go(None)
        elif key in _PAN_KEYS and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._move(_PAN_KEYS[key] * _PAN_PX)
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
        stage = self.stage()
        if self._loaded is not None and stage is not None:
            painter.save()
            painter.setTransform(stage.transform(), combine=True)
            painter.drawImage(QRectF(0, 0, stage.photo.width(), stage.photo.height()), self._loaded.preview)
            painter.restore()
            self._paint_faces(painter, self._loaded, stage)
        painter.restore()
        if self._loaded is None:
            self._paint_message(painter, frame)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.tokens.colour("accent"), 2))
            painter.drawRoundedRect(frame.adjusted(1, 1, -1, -1), _RADIUS - 1, _RADIUS - 1)
        painter.end()

    def _paint_faces(self, painter: QPainter, loaded: LoadedPhoto, stage: Stage) -> None:
        if stage.face is not None and self._explanation is not None:
            height, width = stage.face.image.shape[:2]
            if self._overlays.agreement:
                paint_heat(painter, self._explanation.heat, (width, height), stage.face_transform())
            if self._overlays.patches:
                paint_patches(painter, self._explanation.patches, stage.face_transform())
        several = len(loaded.photo.faces) > 1
        for index in range(len(loaded.photo.faces)):
            chosen = index == loaded.chosen
            self._paint_box(painter, index, chosen=chosen)
            if several:
                self._paint_number(painter, index, chosen=chosen)
        if loaded.chosen is not None and self._overlays.landmarks:
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
        painter.setFont(painted_font(self.font(), 12, bold=True))
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
        painter.setFont(painted_font(self.font(), 15, bold=True))
        flags = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)
        box = QRectF(frame.left() + 16, middle.y() - 8, frame.width() - 32, 300)
        used = painter.boundingRect(box, flags, self._message.title)
        painter.drawText(box, flags, self._message.title)
        painter.setPen(tokens.colour("mute"))
        painter.setFont(painted_font(self.font(), 13))
        painter.drawText(box.translated(0, used.height() + 6), flags, self._message.hint)
