"""The common shape of dialogs: a title, what it is about, the content, and buttons at the lower right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from faceid_desktop.gui.look.labels import label
from faceid_desktop.gui.words import tr


class Dialog(QDialog):
    """A dialog of this program; closed, it is gone with all that was typed into it.

    Parameters
    ----------
    title
        What is to be done.
    explanation
        What it means, in one or two sentences.
    action
        The words on the button that does it.
    danger
        Whether it cannot be taken back.
    """

    def __init__(
        self,
        title: str,
        explanation: str,
        action: str,
        parent: QWidget | None = None,
        *,
        danger: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(440)
        self.content = QVBoxLayout()
        self.content.setSpacing(10)
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        self.cancel_button, self.action_button = QPushButton(tr("Cancel")), QPushButton(action)
        self.action_button.setObjectName("danger" if danger else "primary")
        self.action_button.setDefault(not danger)
        self.cancel_button.setDefault(danger)
        self.cancel_button.clicked.connect(self.reject)
        self.action_button.clicked.connect(self.act)
        self.buttons = QHBoxLayout()
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.cancel_button)
        self.buttons.addWidget(self.action_button)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 20)
        column.setSpacing(12)
        column.addWidget(label(title, "title", wrap=True))
        if explanation:
            column.addWidget(label(explanation, "sentence", wrap=True))
        column.addLayout(self.content)
        column.addWidget(self.problem)
        column.addStretch(1)
        column.addLayout(self.buttons)

    def let_content_grow(self) -> None:
        """Give the content all the room that the dialog has, as of lists and long texts."""
        for place in range(self._column.count()):
            item = self._column.itemAt(place)
            self._column.setStretch(place, 1 if item is not None and item.layout() is self.content else 0)

    def act(self) -> None:
        """Do what the dialog is for; by default it closes and whoever opened it goes on."""
        self.accept()

    def show_problem(self, text: str) -> None:
        """Say what is wrong, above the buttons."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
