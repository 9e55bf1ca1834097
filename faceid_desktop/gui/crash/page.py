"""What safe mode shows in the place of a page with a camera."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from faceid_desktop.gui.look.labels import Mark, label
from faceid_desktop.gui.look.page import Page
from faceid_desktop.gui.look.theme import Theme
from faceid_desktop.gui.words import tr


class RestingPage(Page):
    """Says that cameras stay off, and how to have them again."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, tr("Safe mode"), parent)
        mark = Mark(theme, 44)
        mark.show_mark("camera", "accent")
        self.body.addStretch(1)
        for part in (
            mark,
            label(tr("Cameras are off in safe mode"), "title"),
            label(tr("Quit and start the program as usual to have this page again."), "sentence"),
        ):
            self.body.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        self.body.addStretch(2)
