"""The tools over two photos: what is laid over them, how close one looks, and whether both move together."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from faceid_desktop.gui.compare.overlays import Overlays
from faceid_desktop.gui.words import tr


class OverlayBar(QWidget):
    """A row of switches and buttons."""

    overlays_changed = Signal(object)
    close_wanted = Signal()
    whole_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.landmarks = _switch(tr("Points"), tr("Show the 68 points that were found"), on=True)
        self.patches = _switch(tr("Regions"), tr("Show the parts of the face that the model looks at"))
        self.agreement = _switch(
            tr("Agreement"),
            tr("Show which parts speak for one person (blue) and which against (orange, hatched)"),
        )
        self.linked = _switch(
            tr("Linked"), tr("Zoom and move both photos, to the same part of either face"), on=True
        )
        self.close_button, self.whole_button = QPushButton(tr("Faces")), QPushButton(tr("Whole"))
        self.close_button.setToolTip(
            tr("Look at both faces from close by (double click, mouse wheel, + and -)")
        )
        self.whole_button.setToolTip(tr("Show the whole photos again (0)"))
        self._build()

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for switch in (self.landmarks, self.patches, self.agreement):
            row.addWidget(switch)
            switch.toggled.connect(lambda _: self.overlays_changed.emit(self.overlays))
        row.addStretch(1)
        row.addWidget(self.linked)
        for button in (self.close_button, self.whole_button):
            button.setObjectName("filter")
            button.setAccessibleName(button.text())
            row.addWidget(button)
        self.close_button.clicked.connect(self.close_wanted)
        self.whole_button.clicked.connect(self.whole_wanted)

    @property
    def overlays(self) -> Overlays:
        """What is to be laid over the photos."""
        return Overlays(self.landmarks.isChecked(), self.patches.isChecked(), self.agreement.isChecked())

    def enable(self, *, photo: bool, explained: bool) -> None:
        """Offer only what there is something for."""
        for button in (self.landmarks, self.close_button, self.whole_button, self.linked):
            button.setEnabled(photo)
        for switch in (self.patches, self.agreement):
            switch.setEnabled(explained)


def _switch(text: str, help_text: str, *, on: bool = False) -> QPushButton:
    made = QPushButton(text)
    made.setObjectName("filter")
    made.setCheckable(True)
    made.setChecked(on)
    made.setToolTip(help_text)
    made.setAccessibleName(text)
    made.setAccessibleDescription(help_text)
    return made
