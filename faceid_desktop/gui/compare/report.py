"""The evidence of one comparison as a record that can be shown, copied as text, or saved as PDF or PNG."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import QFont, QImage, QImageWriter, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen

from faceid_desktop.core.records import Comparison, Decision, QualityReason
from faceid_desktop.errors import OutputError
from faceid_desktop.gui import words
from faceid_desktop.gui.evidence.distribution import PlotData, paint_distribution
from faceid_desktop.gui.evidence.facts import evidence_of, fact_rows
from faceid_desktop.gui.jobs import LoadedPhoto, ReadyEngine
from faceid_desktop.gui.look.icons import paint_icon
from faceid_desktop.gui.look.theme import FAMILIES, LIGHT
from faceid_desktop.gui.words import tr
from faceid_desktop.paths import write_atomically

PAGE_WIDTH, PAGE_HEIGHT = 794.0, 1123.0  # A4 at 96 dots per inch; all drawing below is in these units
_MARGIN = 56.0
_PNG_SCALE = 2


@dataclass(frozen=True, slots=True, eq=False)
class Report:
    """All that is said about one comparison."""

    decision: Decision
    names: tuple[str, str]
    reasons: tuple[tuple[QualityReason, ...], tuple[QualityReason, ...]]
    previews: tuple[QImage, QImage]
    crops: tuple[QImage, QImage]
    plot: PlotData
    interim: bool
    made: datetime

    def reasons_against(self) -> list[str]:
        """Return why the photos are poor, a line for each photo that is."""
        return [
            tr("Photo {side}: {why}").format(
                side=side, why=" ".join(words.reason_sentence(each) for each in reasons)
            )
            for side, reasons in zip("AB", self.reasons, strict=True)
            if reasons
        ]

    def rows(self) -> list[tuple[str, str]]:
        """Return the figures as (name, value)."""
        point = self.decision.operating_point
        after = words.probability_label(point.prior), words.probability(self.decision.probability)
        facts = fact_rows(evidence_of(self.decision, self.plot))
        return [*((name, value.replace("\n", ", ")) for name, value in facts), after]

    def notes(self) -> list[str]:
        """Return why the evidence is weaker than it looks: poor photos, an interim model."""
        return self.reasons_against() + ([interim_note()] if self.interim else [])

    def text(self) -> str:
        """Return the evidence as plain text."""
        lines = [
            words.verdict(self.decision.outcome).text,
            "".join(words.sentence(self.decision)),
            "",
            *(f"{name}: {value}" for name, value in self.rows()),
            *(["", *self.notes()] if self.notes() else []),
            "",
            tr("Photo A: {name}").format(name=self.names[0]),
            tr("Photo B: {name}").format(name=self.names[1]),
            *self.footer(),
        ]
        return "\n".join(lines) + "\n"

    def footer(self) -> list[str]:
        """Return the lines that say which program and model made this, when, and how to take it."""
        return made_by(self.decision.model_id, self.made)


def made_by(model_id: str, made: datetime) -> list[str]:
    """Say which program and model made a report, when, and how to take it."""
    return [
        tr("Model {id} · {when}").format(id=model_id, when=f"{made:%Y-%m-%d %H:%M}"),
        tr("Made by FaceID Desktop. Evidence for a person to weigh, not proof of identity."),
    ]


def interim_note() -> str:
    """Say what an interim model is."""
    return tr("Interim model: trained for a short time. Its verdicts are weaker than the final model's.")


def make_report(
    ready: ReadyEngine, first: LoadedPhoto, second: LoadedPhoto, comparison: Comparison, made: datetime
) -> Report:
    """Gather what a report says."""
    return Report(
        decision=comparison.decision,
        names=(first.source.name, second.source.name),
        reasons=(comparison.reasons_a, comparison.reasons_b),
        previews=(first.preview, second.preview),
        crops=(first.crops[comparison.face_a], second.crops[comparison.face_b]),
        plot=ready.plot,
        interim=ready.interim,
        made=made,
    )


def save_report(report: Report, path: Path) -> Path:
    """Write a report as PDF, or as PNG if the name ends so; belongs on the worker thread.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    content = png_bytes(report) if path.suffix.lower() == ".png" else pdf_bytes(report)
    try:
        write_atomically(path, content)
    except OSError as error:
        raise OutputError(path=str(path), why=error.strerror or str(error)) from error
    return path


def pdf_bytes(report: Report) -> bytes:
    """Return a report as one A4 page of PDF."""
    store = QByteArray()
    buffer = QBuffer(store)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)
        )
    )
    writer.setResolution(288)
    writer.setTitle(tr("Face comparison"))
    writer.setCreator("FaceID Desktop")
    painter = QPainter(writer)
    painter.scale(writer.width() / PAGE_WIDTH, writer.height() / PAGE_HEIGHT)
    paint_report(painter, report)
    painter.end()
    buffer.close()
    return bytes(store.data())


def png_bytes(report: Report) -> bytes:
    """Return a report as a PNG picture of one page."""
    image = QImage(int(PAGE_WIDTH) * _PNG_SCALE, int(PAGE_HEIGHT) * _PNG_SCALE, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.scale(_PNG_SCALE, _PNG_SCALE)
    paint_report(painter, report)
    painter.end()
    return encoded(image)


def encoded(image: QImage) -> bytes:
    """Return a picture as the content of a PNG file."""
    store = QByteArray()
    buffer = QBuffer(store)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    buffer.close()
    return bytes(store.data())


def paint_report(painter: QPainter, report: Report) -> None:
    """Draw a report on a page of `PAGE_WIDTH` x `PAGE_HEIGHT` units, always in the light colours."""
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    pen = _Pen(painter)
    pen.text(tr("Face comparison"), 13, "mute")
    pen.space(10)
    verdict = words.verdict(report.decision.outcome)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(LIGHT.colour(f"{verdict.tone}_soft"))
    painter.drawEllipse(QRectF(_MARGIN, pen.y, 34, 34))
    paint_icon(painter, verdict.icon, QRectF(_MARGIN + 7, pen.y + 7, 20, 20), getattr(LIGHT, verdict.tone))
    pen.text(verdict.text, 25, "ink", bold=True, indent=46)
    pen.space(8)
    pen.text("".join(words.sentence(report.decision)), 15, "ink")
    pen.space(18)
    _paint_pictures(painter, pen, report)
    pen.space(20)
    painter.setFont(_font(11))
    plot = QRectF(_MARGIN, pen.y, PAGE_WIDTH - 2 * _MARGIN, 150)
    paint_distribution(painter, plot, report.plot, report.decision.score, LIGHT)
    pen.y += plot.height() + 14
    for name, value in report.rows():
        pen.row(name, value)
    pen.rule()
    pen.space(14)
    for note in report.notes():
        pen.text("• " + note, 12, "warn")
    pen.y = PAGE_HEIGHT - _MARGIN - 44
    pen.rule()
    pen.space(10)
    for line in report.footer():
        pen.text(line, 11, "mute")


def _paint_pictures(painter: QPainter, pen: _Pen, report: Report) -> None:
    gap, height = 18.0, 264.0
    column = (PAGE_WIDTH - 2 * _MARGIN - gap) / 2
    for index, (side, name) in enumerate(zip("AB", report.names, strict=True)):
        left = _MARGIN + index * (column + gap)
        box = QRectF(left, pen.y, column, height)
        painter.fillRect(box, LIGHT.colour("shade"))
        painter.drawImage(_fitted(report.previews[index], box), report.previews[index])
        crop = QRectF(left, pen.y + height + 8, 64, 72)
        painter.drawImage(crop, report.crops[index])
        painter.setPen(LIGHT.colour("ink"))
        painter.setFont(_font(12))
        words_box = QRectF(crop.right() + 12, crop.top() + 6, column - crop.width() - 12, 60)
        flags = int(Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWrapAnywhere)
        painter.drawText(words_box, flags, f"{tr('Photo {side}').format(side=side)}\n{name}")
    pen.y += height + 80


def _fitted(image: QImage, box: QRectF) -> QRectF:
    factor = min(box.width() / image.width(), box.height() / image.height())
    fitted = QRectF(0, 0, image.width() * factor, image.height() * factor)
    fitted.moveCenter(box.center())
    return fitted


def _font(size: int, *, bold: bool = False) -> QFont:
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPixelSize(size)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font


class _Pen:
    """Writes down the page and remembers how far it got."""

    def __init__(self, painter: QPainter) -> None:
        self._painter = painter
        self.y = _MARGIN

    def space(self, height: float) -> None:
        """Leave room."""
        self.y += height

    def text(self, text: str, size: int, role: str, *, bold: bool = False, indent: float = 0.0) -> None:
        """Write a paragraph."""
        self._painter.setPen(LIGHT.colour(role))
        self._painter.setFont(_font(size, bold=bold))
        box = QRectF(_MARGIN + indent, self.y, PAGE_WIDTH - 2 * _MARGIN - indent, 400)
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)
        used = self._painter.boundingRect(box, flags, text)
        self._painter.drawText(box, flags, text)
        self.y += used.height() + 3

    def rule(self) -> None:
        """Draw a thin line across the page."""
        self._painter.fillRect(QRectF(_MARGIN, self.y, PAGE_WIDTH - 2 * _MARGIN, 1), LIGHT.colour("line"))

    def row(self, name: str, value: str) -> None:
        """Write a name on the left and its value on the right."""
        self.rule()
        box = QRectF(_MARGIN, self.y + 6, PAGE_WIDTH - 2 * _MARGIN, 22)
        self._painter.setFont(_font(13))
        for role, text, side in (
            ("mute", name, Qt.AlignmentFlag.AlignLeft),
            ("ink", value, Qt.AlignmentFlag.AlignRight),
        ):
            self._painter.setPen(QPen(LIGHT.colour(role)))
            self._painter.drawText(box, int(side), text)
        self.y += 32
