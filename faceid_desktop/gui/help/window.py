"""The manual on screen, beside the window, so that both can be seen."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from faceid_desktop.gui.help.manual import START, page_file, topics
from faceid_desktop.gui.look.reading import show_markdown
from faceid_desktop.gui.look.theme import Theme
from faceid_desktop.gui.words import tr


class HelpWindow(QDialog):
    """Shows the pages of the manual; links lead from one to another, none leads out of the program.

    Parameters
    ----------
    theme
        The design tokens in force.
    language
        The language in force; a page that it lacks is shown in English.
    """

    def __init__(self, theme: Theme, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._language, self._topics = theme, language, topics()
        self.setWindowTitle(tr("Manual"))
        self.setWindowFlag(Qt.WindowType.Window)
        self.list, self.text = QListWidget(), QTextBrowser()
        self.back_button = QPushButton(tr("Back"))
        self._build()
        self.list.currentRowChanged.connect(self._choose)
        self.text.anchorClicked.connect(self._follow)
        self.back_button.clicked.connect(self._go_back)
        self._past: list[str] = []
        self.back_button.setEnabled(False)
        theme.changed.connect(self._dress)
        self.resize(900, 680)

    @property
    def topic(self) -> str:
        """The name of the page that is shown."""
        return self._topics[max(0, self.list.currentRow())].name

    def show_topic(self, name: str) -> None:
        """Show a page, the first one if there is none of that name."""
        names = [each.name for each in self._topics]
        self.list.setCurrentRow(names.index(name if name in names else START))

    def _build(self) -> None:
        self.list.setObjectName("section_list")
        self.list.setAccessibleName(tr("Contents"))
        self.list.setFixedWidth(210)
        for topic in self._topics:
            self.list.addItem(topic.title)
        self.text.setOpenLinks(False)
        self.text.setAccessibleName(tr("Page of the manual"))
        self.back_button.setAccessibleName(tr("Back to the page before"))
        column = QVBoxLayout()
        column.addWidget(self.list, 1)
        column.addWidget(self.back_button)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 16, 16, 16)
        row.setSpacing(14)
        row.addLayout(column)
        row.addWidget(self.text, 1)
        back = QShortcut(QKeySequence(QKeySequence.StandardKey.Back), self)
        back.activated.connect(self._go_back)

    def _choose(self, place: int) -> None:
        if place < 0:
            return
        name = self._topics[place].name
        if not self._past or self._past[-1] != name:
            self._past.append(name)
        self.back_button.setEnabled(len(self._past) > 1)
        # Small local files: reading one takes well under a frame's time.
        text = page_file(name, self._language).read_text(encoding="utf-8")
        show_markdown(self.text, text, self._theme.tokens)
        self.text.setAccessibleDescription(self._topics[place].title)

    def _dress(self) -> None:
        self._choose(self.list.currentRow())

    def _go_back(self) -> None:
        if len(self._past) > 1:
            self._past.pop()
            self.show_topic(self._past[-1])

    def _follow(self, link: QUrl) -> None:
        if link.isRelative() and link.path().endswith(".md"):
            self.show_topic(link.path().removesuffix(".md"))
