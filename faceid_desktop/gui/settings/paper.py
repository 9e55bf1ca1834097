"""The recovery code on paper, or as a PDF that can be printed elsewhere."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QPageSize, QPdfWriter, QTextDocument
from PySide6.QtWidgets import QDialog, QWidget

from faceid_desktop.errors import OutputError
from faceid_desktop.gui.words import day_name, tr
from faceid_desktop.paths import write_atomically


def page_of(code: str) -> QTextDocument:
    """Return the page: what the code is, the code in large letters, and what to do with it."""
    document = QTextDocument()
    made = tr("Made on {day}.").format(day=day_name(datetime.now(UTC)))
    document.setHtml(
        f"<h1>{escape(tr('FaceID Desktop: recovery code'))}</h1>"
        f"<p>{escape(tr('This code opens the gallery when every other way to it is lost.'))}</p>"
        f"<p style='font-family:monospace;font-size:16pt'>{escape(code)}</p>"
        f"<p>{escape(tr('Keep it with your important papers, not beside the computer.'))} {escape(made)}</p>"
    )
    return document


def save_code(code: str, path: str) -> None:
    """Write the page as a PDF that only its owner may read.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setTitle(tr("FaceID Desktop: recovery code"))
    page_of(code).print_(writer)
    buffer.close()
    try:
        write_atomically(Path(path), bytes(buffer.data().data()), private=True)
    except OSError as error:
        raise OutputError(path=path, why=error.strerror or str(error)) from error


def print_code(code: str, parent: QWidget) -> bool:
    """Print the page after the system's dialog; return False where the system has no printer service."""
    try:
        # Qt's printing needs libraries of the system that a machine without a printer may lack.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter
    except ImportError:
        return False
    printer = QPrinter()
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() == QDialog.DialogCode.Accepted:
        page_of(code).print_(printer)
    return True
