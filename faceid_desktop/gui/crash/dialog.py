"""Tells of a mistake of the program's own: what it means, a report to copy or save, and how to go on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget

from faceid_desktop.gui.error_words import Message
from faceid_desktop.gui.look.dialog import Dialog
from faceid_desktop.gui.look.labels import label
from faceid_desktop.gui.words import tr


class CrashDialog(Dialog):
    """Shows a report from which everything private was taken out.

    Parameters
    ----------
    message
        What happened, in words.
    report
        Versions and traceback.
    """

    save_wanted = Signal(str)
    """The report, to be saved with the diagnostics."""
    safe_start_wanted = Signal()

    def __init__(self, message: Message, report: str, parent: QWidget | None = None) -> None:
        super().__init__(message.title, message.hint, tr("Go on"), parent)
        self.report = QPlainTextEdit(report)
        self.report.setReadOnly(True)
        self.report.setAccessibleName(tr("Report"))
        self.report.setMinimumSize(600, 240)
        self.report.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.content.addWidget(
            label(
                tr("What you did is saved up to the last message that said so. You can go on, or start again "
                   "in safe mode: without GPU, cameras and your settings."),
                "hint", wrap=True,
            )
        )  # fmt: skip
        self.content.addWidget(self.report)
        self.let_content_grow()
        self.copy_button = QPushButton(tr("Copy the report"))
        self.save_button = QPushButton(tr("Save diagnostics…"))
        self.safe_button = QPushButton(tr("Start in safe mode"))
        self.copy_button.clicked.connect(self._copy)
        self.save_button.clicked.connect(lambda: self.save_wanted.emit(report))
        self.safe_button.clicked.connect(self.safe_start_wanted)
        for place, button in enumerate((self.copy_button, self.save_button)):
            self.buttons.insertWidget(place, button)
        self.buttons.insertWidget(self.buttons.count() - 1, self.safe_button)
        self.cancel_button.hide()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())
        self.copy_button.setText(tr("Copied"))
