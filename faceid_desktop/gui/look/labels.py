"""Small labels: chips, elided text, horizontal rules, pictures with round corners."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from faceid_desktop.gui.look.icons import paint_icon
from faceid_desktop.gui.look.theme import Theme, set_tone


def label(text: str, name: str, *, wrap: bool = False) -> QLabel:
    """Return a label of plain text with an object name for the style sheet."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setObjectName(name)
    made.setWordWrap(wrap)
    return made


def chip(text: str, tone: str = "plain") -> QLabel:
    """Return a rounded label with a tone."""
    made = label(text, "chip")
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    set_tone(made, tone)
    return made


def rule() -> QFrame:
    """Return a thin horizontal line."""
    made = QFrame()
    made.setObjectName("rule")
    return made


class ElidedLabel(QLabel):
    """A line of text that ends in "…" where there is no room for all of it; the whole is in the tool tip."""

    def __init__(self, text: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._whole = ""
        self.set_whole(text)

    def set_whole(self, text: str) -> None:
        """Set the whole text."""
        self._whole = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self._elide()

    @property
    def whole(self) -> str:
        """The text without the ellipsis."""
        return self._whole

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Be content with very little room."""
        return QSize(24, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Elide for the new width."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        text = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideMiddle, max(24, self.width()))
        self.setText(text)


class ValueLabel(QLabel):
    """A value beside its name: in one line where there is room for it, else in several."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setObjectName(name)
        self.setWordWrap(True)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Want the width of the longest line; a wrapped label would want some width of its own choice."""
        self.ensurePolished()
        lines, metrics = self.text().split("\n"), self.fontMetrics()
        width = max(metrics.horizontalAdvance(line) for line in lines)
        return QSize(width + 2, len(lines) * metrics.lineSpacing())


class CropView(QWidget):
    """A picture with round corners, scaled into its box; nothing while there is none."""

    def __init__(self, size: QSize, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image: QImage | None = None
        self.setFixedSize(size)

    def show_image(self, image: QImage | None) -> None:
        """Show a picture, or nothing."""
        self._image = image
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the picture."""
        if self._image is None:
            return
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        path = QPainterPath()
        path.addRoundedRect(QRectF(self.rect()), 8, 8)
        painter.setClipPath(path)
        painter.drawImage(QRectF(self.rect()), self._image)
        painter.end()


class Mark(QWidget):
    """An icon on a soft disc: the sign that goes with a verdict, so that colour never stands alone."""

    def __init__(self, theme: Theme, size_px: int = 30, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._icon, self._tone = theme, "face", "accent"
        self.setFixedSize(size_px, size_px)
        theme.changed.connect(self.update)

    def show_mark(self, icon: str, tone: str) -> None:
        """Show an icon in a tone that the theme has a soft background for."""
        self._icon, self._tone = icon, tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw disc and icon."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.colour(f"{self._tone}_soft"))
        painter.drawEllipse(QRectF(self.rect()))
        inset = self.width() * 0.2
        paint_icon(painter, self._icon, QRectF(self.rect()).adjusted(inset, inset, -inset, -inset),
                   getattr(tokens, self._tone))  # fmt: skip
        painter.end()
