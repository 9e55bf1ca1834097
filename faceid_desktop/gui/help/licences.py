"""The licences of all parts of the program and of the weights."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPlainTextEdit, QWidget

from faceid_desktop.gui.look.dialog import Dialog
from faceid_desktop.gui.words import tr
from faceid_desktop.services.licences import Part


class LicencesDialog(Dialog):
    """Lists the parts with version and licence; the texts that came with the chosen one stand beside.

    Parameters
    ----------
    found
        The parts.
    """

    def __init__(self, found: Sequence[Part], parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Licences"),
            tr("What this program is made of: %n parts, each with the licence that its authors gave it.", "",
               len(found)),
            tr("Close"),
            parent,
        )  # fmt: skip
        self._parts = tuple(found)
        self.list, self.text = QListWidget(), QPlainTextEdit()
        self.list.setObjectName("found_list")
        self.list.setAccessibleName(tr("Parts"))
        self.list.setFixedWidth(300)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(tr("Text of the licence"))
        for part in self._parts:
            item = QListWidgetItem(f"{part.name} {part.version}\n{part.licence}")
            item.setToolTip(part.licence)
            self.list.addItem(item)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.list)
        row.addWidget(self.text, 1)
        self.content.addLayout(row)
        self.let_content_grow()
        self.list.currentRowChanged.connect(self._show)
        self.cancel_button.hide()
        self.list.setCurrentRow(0)
        self.resize(960, 680)
        self.list.setMinimumHeight(420)

    def _show(self, place: int) -> None:
        part = self._parts[place]
        self.text.setPlainText(part.text or tr("No text came with this part. Its licence: {licence}").format(
            licence=part.licence
        ))  # fmt: skip
