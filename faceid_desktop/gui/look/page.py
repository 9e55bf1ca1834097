"""What every page has: a title, tools beside it, and to be told when it is entered and left."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from faceid_desktop.gui.look.labels import label
from faceid_desktop.gui.look.theme import Theme

MARGINS_PX = (24, 18, 24, 10)


class Page(QWidget):
    """A page of the window.

    Parameters
    ----------
    theme
        The design tokens in force.
    title
        Shown at the top, and the page's accessible name.
    """

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setObjectName("page")
        self.setAccessibleName(title)
        self.title = label(title, "title")
        self.tools = QHBoxLayout()
        self.tools.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title, 1)
        head.addLayout(self.tools)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(*MARGINS_PX)
        self.body.setSpacing(14)
        self.body.addLayout(head)

    def entered(self) -> None:
        """Do what has to be done when the page comes into view, such as opening the camera."""

    def left(self) -> None:
        """Give back what only a visible page needs."""

    def close_page(self) -> None:
        """End everything of the page before the program ends; by default the same as leaving it."""
        self.left()
