"""What can be done with several people at once."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QWidget

from faceid_desktop.gui.look.flow import FlowLayout
from faceid_desktop.gui.look.icons import icon
from faceid_desktop.gui.look.labels import label
from faceid_desktop.gui.look.theme import Theme
from faceid_desktop.gui.words import tr


class BulkBar(QFrame):
    """Shown while several people are chosen; the work is done by whoever listens."""

    tag_wanted = Signal(str, bool)
    """A tag, and whether everybody is to have it or nobody."""
    watch_wanted = Signal(bool)
    merge_wanted = Signal()
    """Offered for two people only."""
    erase_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("card")
        self.count = label("", "row_name")
        self.tag = QLineEdit()
        self.add_button, self.remove_button = QPushButton(tr("Add tag")), QPushButton(tr("Remove tag"))
        self.watch_button, self.unwatch_button = QPushButton(tr("Watch")), QPushButton(tr("Do not watch"))
        self.merge_button, self.erase_button = QPushButton(tr("Merge…")), QPushButton(tr("Erase…"))
        self._build()
        self.tag.textChanged.connect(lambda _: self._check())
        self.tag.returnPressed.connect(self.add_button.click)
        self.add_button.clicked.connect(lambda: self._tell_tag(on=True))
        self.remove_button.clicked.connect(lambda: self._tell_tag(on=False))
        self.watch_button.clicked.connect(lambda: self.watch_wanted.emit(True))
        self.unwatch_button.clicked.connect(lambda: self.watch_wanted.emit(False))
        self.merge_button.clicked.connect(self.merge_wanted)
        self.erase_button.clicked.connect(self.erase_wanted)
        theme.changed.connect(self._dress)
        self._dress()
        self._check()

    def show_count(self, count: int) -> None:
        """Show for how many people it would be; hidden for less than two."""
        self.count.setText(tr("%n people chosen", "", count))
        self.merge_button.setVisible(count == 2)
        self.setVisible(count > 1)

    def _tell_tag(self, *, on: bool) -> None:
        self.tag_wanted.emit(self.tag.text().strip(), on)
        self.tag.clear()

    def _check(self) -> None:
        for button in (self.add_button, self.remove_button):
            button.setEnabled(bool(self.tag.text().strip()))

    def _build(self) -> None:
        self.tag.setPlaceholderText(tr("Tag"))
        self.tag.setAccessibleName(tr("Tag for everybody who is chosen"))
        self.tag.setMaximumWidth(140)
        self.erase_button.setObjectName("danger")
        column, row = QHBoxLayout(self), FlowLayout(gap_px=8)
        column.setContentsMargins(14, 8, 10, 8)
        column.addLayout(row)
        self.count.setMinimumHeight(self.erase_button.sizeHint().height())  # in line with the buttons
        row.addWidget(self.count)
        for part in (
            self.tag, self.add_button, self.remove_button,
            self.watch_button, self.unwatch_button, self.merge_button, self.erase_button,
        ):  # fmt: skip
            row.addWidget(part)

    def _dress(self) -> None:
        self.watch_button.setIcon(icon("watch", self._theme.tokens.ink))
        self.merge_button.setIcon(icon("merge", self._theme.tokens.ink))
        self.erase_button.setIcon(icon("erase", self._theme.tokens.bad))
