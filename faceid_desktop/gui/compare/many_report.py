"""Many photos on paper: the groups with their faces, the strongest pairs, and what could not be used."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from datetime import datetime
from html import escape
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPdfWriter, QTextDocument

from faceid_desktop.core.grouping import Groups
from faceid_desktop.errors import OutputError
from faceid_desktop.gui.compare.many_groups import group_rows
from faceid_desktop.gui.compare.report import encoded, made_by
from faceid_desktop.gui.compare.words import notes, summary
from faceid_desktop.gui.evidence.words import bans, short_evidence, short_rate, short_verdict
from faceid_desktop.gui.look.theme import FAMILIES, LIGHT
from faceid_desktop.gui.words import tr
from faceid_desktop.paths import write_atomically
from faceid_desktop.services.many import ManyResult
from faceid_desktop.services.many_table import write_pairs

MOST_PAIRS = 200
"""The strongest pairs of a report; all of them are in the table for spreadsheets."""

_DPI = 96
_STYLE = f"""
body {{ font-family: {", ".join(f"'{name}'" for name in FAMILIES)}; font-size: 10px; color: {LIGHT.ink}; }}
h1 {{ font-size: 20px; }} h2 {{ font-size: 13px; margin-top: 14px; }}
p {{ margin: 2px 0; }} .mute {{ color: {LIGHT.mute}; }}
th {{ text-align: left; color: {LIGHT.mute}; font-weight: normal; }} td, th {{ padding: 3px 8px 3px 0; }}
"""


def save_many(result: ManyResult, groups: Groups, faces: Sequence[QImage], path: Path) -> Path:
    """Write all pairs as CSV, or a report as PDF if the name ends so; belongs on a worker thread.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    if path.suffix.lower() != ".pdf":
        return write_pairs(path, result, groups)
    content = pdf_bytes(html(result, groups, faces, datetime.now().astimezone()))
    try:
        write_atomically(path, content)
    except OSError as error:
        raise OutputError(path=str(path), why=error.strerror or str(error)) from error
    return path


def html(result: ManyResult, groups: Groups, faces: Sequence[QImage], made: datetime) -> str:
    """Word the report."""
    several = sum(len(group) > 1 for group in groups)
    rows = group_rows(result, groups, faces)
    found = "".join(
        f"<h2>{escape(row.title)}</h2>"
        + "".join(f"<p class='mute'>{escape(line)}</p>" for line in row.lines)
        + f"<p>{''.join(_picture(face) for face in row.faces)}</p>"
        + f"<p class='mute'>{escape(', '.join(row.names))}</p>"
        for row in rows
    )
    foot = "".join(f"<p class='mute'>{escape(line)}</p>" for line in made_by(result.scorer.model_id, made))
    return (
        f"<html><head><style>{_STYLE}</style></head><body><h1>{escape(tr('Comparison of many photos'))}</h1>"
        f"<p>{escape(summary(result, several, len(groups) - several))}</p>{found}"
        f"<h2>{escape(tr('The strongest pairs'))}</h2>{_pairs(result)}<br/>{foot}</body></html>"
    )


def pdf_bytes(text: str) -> bytes:
    """Return HTML as A4 pages of PDF."""
    store = QByteArray()
    buffer = QBuffer(store)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    margins = QMarginsF(16, 16, 16, 16)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            margins,
            QPageLayout.Unit.Millimeter,
        )
    )
    writer.setResolution(_DPI)
    writer.setTitle(tr("Comparison of many photos"))
    writer.setCreator("FaceID Desktop")
    document = QTextDocument()
    document.setHtml(text)
    document.setPageSize(QSizeF(writer.width(), writer.height()))
    document.print_(writer)
    buffer.close()
    return bytes(store.data())


def _pairs(result: ManyResult) -> str:
    heads = (tr("Photo A"), tr("Photo B"), tr("Verdict"), tr("Evidence"), tr("Bans"), tr("False match rate"))
    head = "".join(f"<th>{escape(each)}</th>" for each in (*heads, tr("Notes")))
    lines = []
    for pair in (-result.pair_scores).argsort(kind="stable")[:MOST_PAIRS]:
        first, second = (int(place) for place in result.pairs[pair])
        decision = result.decision(first, second)
        cells = (
            result.photos[first].path.name,
            result.photos[second].path.name,
            short_verdict(decision.outcome),
            short_evidence(decision.llr),
            bans(decision.llr),
            short_rate(decision.fmr),
            notes(result, first, second),
        )
        lines.append("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>")
    return f"<table width='100%'><tr>{head}</tr>{''.join(lines)}</table>"


def _picture(face: QImage) -> str:
    data = base64.b64encode(encoded(face)).decode()
    return f"<img src='data:image/png;base64,{data}' width='40' height='45'/> "
