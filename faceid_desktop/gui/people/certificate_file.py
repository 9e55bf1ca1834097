"""Writes the certificate of an erasure as a document for people, or as JSON for programs."""

from __future__ import annotations

from html import escape
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QPageSize, QPdfWriter, QTextDocument

from faceid_desktop.errors import OutputError
from faceid_desktop.gui.people.words import certificate_rows, not_reached
from faceid_desktop.gui.words import tr
from faceid_desktop.paths import write_atomically
from faceid_desktop.services.certificate import Certificate, to_json


def write_certificate(certificate: Certificate, path: Path) -> None:
    """Write JSON if the file is called so, else PDF.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    content = to_json(certificate) if path.suffix.lower() == ".json" else to_pdf(certificate)
    try:
        write_atomically(path, content, private=True)
    except OSError as error:
        raise OutputError(path=str(path), why=error.strerror or str(error)) from error


def to_pdf(certificate: Certificate) -> bytes:
    """Return the certificate as a PDF document in the language of the window."""
    facts = [
        (tr("Gallery"), certificate.gallery),
        (tr("Person"), certificate.person),
        (tr("Ordered"), certificate.ordered.isoformat()),
        (tr("Erased"), certificate.erased.isoformat()),
        *certificate_rows(certificate),
        (tr("Hash of the event"), certificate.audit_hash),
        (tr("Signature"), certificate.signature),
    ]
    rows = "".join(f"<tr><td>{escape(name)}</td><td>{escape(value)}</td></tr>" for name, value in facts)
    left = "".join(f"<li>{escape(not_reached(each.kind, each.where))}</li>" for each in certificate.unreached)
    document = QTextDocument()
    document.setHtml(
        f"<h1>{escape(tr('Certificate of erasure'))}</h1><table cellpadding='4'>{rows}</table>"
        f"<h3>{escape(tr('Not reached'))}</h3><ul>{left}</ul>"
    )
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setTitle(tr("Certificate of erasure"))
    document.print_(writer)
    buffer.close()
    return bytes(buffer.data().data())
