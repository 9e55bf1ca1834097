"""One setting on the page: what it is, its control, its default and the way back to it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from faceid_desktop.gui.look.labels import label
from faceid_desktop.gui.settings.editors import ValueEditor
from faceid_desktop.gui.settings.fields import Field
from faceid_desktop.gui.words import tr


class FieldRow(QWidget):
    """A row of a section.

    Parameters
    ----------
    field
        The setting.
    """

    changed = Signal(object)
    """The operator wants another value."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.editor = ValueEditor(field.editor, field.title)
        self.default_words = self.editor.words(field.default)
        self.reset_button = QPushButton(tr("Reset"))
        self.reset_button.setObjectName("link")
        self.reset_button.setToolTip(tr("Back to the default: {value}").format(value=self.default_words))
        self.reset_button.setAccessibleName(
            tr("Reset {title} to {value}").format(title=field.title, value=self.default_words)
        )
        default = tr("Default: {value}").format(value=self.default_words)
        later = f" · {tr('Takes effect at the next start')}" if field.at_next_start else ""
        self.editor.control.setAccessibleDescription(f"{field.explanation} {default}{later}")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 6, 0, 6)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        grid.addWidget(label(field.title, "field", wrap=True), 0, 0)
        grid.addWidget(label(field.explanation, "hint", wrap=True), 1, 0)
        grid.addWidget(label(f"{default}{later}", "caption", wrap=True), 2, 0)
        grid.addWidget(self.editor, 0, 1, 2, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.reset_button, 2, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        kept = self.reset_button.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.reset_button.setSizePolicy(kept)
        self.reset_button.hide()
        self.editor.changed.connect(self.changed)
        self.reset_button.clicked.connect(self._reset)

    def show_value(self, value: Any) -> None:
        """Show the value that is in force."""
        self.editor.show_value(value)
        self.reset_button.setVisible(self.editor.words(value) != self.default_words)

    def _reset(self) -> None:
        self.editor.control.setFocus()  # the button vanishes: the focus goes to what it belongs to
        self.changed.emit(self.field.default)
