"""What the operator should know whatever page he is on: a bar above the page that can be put away."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from faceid_desktop.gui.error_words import Message
from faceid_desktop.gui.look.icons import icon, pixmap
from faceid_desktop.gui.look.labels import label
from faceid_desktop.gui.look.theme import Theme
from faceid_desktop.gui.words import tr


class NoticeBar(QWidget):
    """Shows notices below each other; the same one is shown once."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: dict[str, _Notice] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 12, 24, 0)
        self._column.setSpacing(8)
        self.hide()

    @property
    def titles(self) -> list[str]:
        """The titles of the notices that are shown."""
        return list(self._shown)

    def take_over(self, other: NoticeBar) -> None:
        """Show the notices of another bar, as they were worded."""
        for notice in other._shown.values():
            self.tell(notice.message, notice.tone)

    def tell(self, message: Message, tone: str = "warn") -> None:
        """Show a notice in a tone (``good``, ``warn``, ``bad``)."""
        if message.title in self._shown:
            return
        notice = self._shown[message.title] = _Notice(self._theme, message, tone)
        notice.closed.connect(lambda: self._remove(message.title))
        self._column.addWidget(notice)
        self.show()

    def _remove(self, title: str) -> None:
        notice = self._shown.pop(title, None)
        if notice is not None:
            notice.deleteLater()
        self.setVisible(bool(self._shown))


class _Notice(QFrame):
    """One notice with a button that puts it away."""

    closed = Signal()

    def __init__(self, theme: Theme, message: Message, tone: str) -> None:
        super().__init__()
        self.message, self.tone = message, tone
        self.setObjectName("notice")
        self.setProperty("tone", tone)
        self.setAccessibleName(f"{message.title}. {message.hint}")
        tokens = theme.tokens
        sign = QLabel()
        sign.setPixmap(
            pixmap(
                "check" if tone == "good" else "alert", getattr(tokens, tone), 18, self.devicePixelRatioF()
            )
        )
        words = label(f"{message.title}. {message.hint}", "notice_text", wrap=True)
        close = QPushButton()
        close.setObjectName("plain")
        close.setIcon(icon("clear", tokens.mute))
        close.setToolTip(tr("Put this notice away"))
        close.setAccessibleName(tr("Put this notice away"))
        close.clicked.connect(self.closed)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 6, 6)
        row.setSpacing(10)
        row.addWidget(sign)
        row.addWidget(words, 1)
        row.addWidget(close)
