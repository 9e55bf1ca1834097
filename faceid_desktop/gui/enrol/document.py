"""The passport-photo mode: one photo against the rules for document photos."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from faceid_desktop.gui.enrol import document_words
from faceid_desktop.gui.look.dialog import Dialog
from faceid_desktop.gui.look.labels import CropView, chip, label
from faceid_desktop.gui.words import tr
from faceid_desktop.services.live.records import DocumentCheck

_PICTURE_PX = QSize(280, 360)


class DocumentDialog(Dialog):
    """Shows a photo beside every rule, the broken ones first, with what helps.

    Parameters
    ----------
    name
        The photo's file name.
    picture
        The photo.
    checks
        One for each rule.
    """

    def __init__(
        self, name: str, picture: QImage, checks: Sequence[DocumentCheck], parent: QWidget | None = None
    ) -> None:
        broken = sum(not check.kept for check in checks)
        told = tr("%n rules are broken.", "", broken) if broken else tr("The photo keeps all rules.")
        about = tr("{told} After ISO/IEC 19794-5; angles are right to a few degrees. Authorities decide.")
        super().__init__(name, about.format(told=told), tr("Close"), parent)
        self.cancel_button.hide()
        self.resize(860, 640)
        self.rows: list[str] = []
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(_shown(picture), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._table(checks), 1)
        self.content.addLayout(row, 1)

    def _table(self, checks: Sequence[DocumentCheck]) -> QScrollArea:
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        for number, check in enumerate(sorted(checks, key=lambda each: each.kept)):
            self._add(grid, number, check)
        grid.setRowStretch(grid.rowCount(), 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setMinimumHeight(_PICTURE_PX.height() + 90)
        area.setAccessibleName(tr("Rules for document photos"))
        area.setWidget(inside)
        return area

    def _add(self, grid: QGridLayout, row: int, check: DocumentCheck) -> None:
        name, value = document_words.rule_name(check.rule), document_words.measured(check)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(label(name, "subtitle" if not check.kept else "row_name"))
        if not check.kept:
            words.addWidget(label(document_words.advice(check), "hint", wrap=True))
        sign = chip(tr("kept") if check.kept else tr("broken"), "good" if check.kept else "bad")
        sign.setAccessibleName(f"{name}: {sign.text()}, {value}")
        top = Qt.AlignmentFlag.AlignTop
        grid.addLayout(words, row, 0)
        grid.addWidget(label(value, "hint"), row, 1, top | Qt.AlignmentFlag.AlignRight)
        grid.addWidget(sign, row, 2, top | Qt.AlignmentFlag.AlignRight)
        self.rows.append(sign.accessibleName())


def _shown(picture: QImage) -> CropView:
    size = QSize(picture.size())
    size.scale(_PICTURE_PX, Qt.AspectRatioMode.KeepAspectRatio)
    view = CropView(size)
    view.show_image(picture)
    view.setAccessibleName(tr("The photo"))
    return view
