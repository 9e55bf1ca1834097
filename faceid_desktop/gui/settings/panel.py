"""What the tools of a section have in common: lines of a list, buttons, and words about how it went."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from faceid_desktop.errors import FaceIdError, PermissionDenied
from faceid_desktop.gui.error_words import error_message
from faceid_desktop.gui.look.flow import FlowLayout
from faceid_desktop.gui.look.labels import ElidedLabel, label
from faceid_desktop.gui.look.theme import set_tone
from faceid_desktop.gui.state import AppState
from faceid_desktop.gui.words import tr

if TYPE_CHECKING:
    from faceid_desktop.services.gallery import Gallery

T = TypeVar("T")


class Panel(QWidget):
    """The tools of a section.

    Parameters
    ----------
    state
        What the pages share.
    """

    def __init__(self, state: AppState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = state
        self.message = label("", "said", wrap=True)
        self.message.hide()
        self.lines = QVBoxLayout()
        self.lines.setSpacing(4)
        self.buttons = FlowLayout(gap_px=8)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 4, 0, 0)
        self.column.setSpacing(10)
        self.column.addLayout(self.lines)
        self.column.addLayout(self.buttons)
        self.column.addWidget(self.message)

    @property
    def gallery(self) -> Gallery | None:
        """The open gallery, if there is one."""
        return self.state.workspace.gallery if self.state.workspace is not None else None

    def entered(self) -> None:
        """Look anew, as the section comes into view."""

    def read(self) -> None:
        """Read the list anew."""

    def left(self) -> None:
        """Give back what only a visible section needs."""

    def closed(self) -> None:
        """Give back everything: the window is going."""

    def add_button(self, words: str, action: Callable[[], object], tip: str = "") -> QPushButton:
        """Add a button below the list."""
        button = QPushButton(words)
        button.setAccessibleName(words.removesuffix("…"))
        button.setToolTip(tip)
        button.clicked.connect(lambda: action())
        self.buttons.addWidget(button)
        return button

    def clear_lines(self) -> None:
        """Empty the list."""
        while (item := self.lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()

    def add_line(self, title: str, detail: str, tools: Sequence[QWidget] = ()) -> QWidget:
        """Add a line to the list: a title, a detail below it, and tools at its end."""
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(title, "row_value"))
        words.addWidget(label(detail, "hint", wrap=True))
        row.addLayout(words, 1)
        for tool in tools:
            row.addWidget(tool)
        self.lines.addWidget(line)
        return line

    def say(self, text: str, tone: str = "plain") -> None:
        """Say how something went, below the buttons."""
        self.message.setText(text)
        set_tone(self.message, tone)
        self.message.setVisible(bool(text))

    def fail(self, error: FaceIdError) -> None:
        """Say why something could not be done."""
        message = error_message(error)
        self.say(f"{message.title}. {message.hint}", "bad")

    def change(self, key: str, work: Callable[..., object], *given: object) -> None:
        """Change something of the gallery on the database's thread, show the list anew and say so."""

        def done(_: object) -> None:
            self.read()
            self.say(tr("Saved."), "good")

        self.ask_gallery(key, work, done, *given)

    def ask_gallery(self, key: str, work: Callable[..., T], done: Callable[[T], Any], *given: object) -> None:
        """Do something with the gallery on the database's thread; say so if there is none."""
        gallery = self.gallery
        if gallery is None:
            self.say(no_gallery(self.state), "plain")
            return
        self.state.db.run(key, partial(work, gallery, *given), done, self.fail)


def no_gallery(state: AppState) -> str:
    """Say why there is no open gallery."""
    error = state.gallery_error
    if error is not None:
        message = error_message(error)
        return f"{message.title}. {message.hint}"
    if state.ready is None and state.engine_error is None:
        return tr("The gallery opens once the models are loaded.")
    return tr("There is no gallery yet. It begins with the first person, or with its key.")


def may_not(gallery: Gallery) -> str:
    """Say that the role of whoever is logged in does not allow it."""
    message = error_message(PermissionDenied(action="", role=str(gallery.actor.role)))
    return f"{message.title}. {message.hint}"


def small_button(words: str, name: str, action: Callable[[], object], *, danger: bool = False) -> QPushButton:
    """Return a button for the end of a line; a screen reader hears what it belongs to."""
    button = QPushButton(words)
    button.setObjectName("danger" if danger else "")
    button.setAccessibleName(name)
    button.clicked.connect(lambda: action())
    return button
