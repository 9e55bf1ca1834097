"""The plot that explains a score: how different people and the same person score, and where a pair lies."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from faceid_desktop.core.records import Doubles
from faceid_desktop.gui.look.theme import Theme, Tokens, type_scale
from faceid_desktop.gui.words import tr

BARS = 46
_DOT_PX = 3.0
_TAIL = 0.002  # share of the pairs that may lie outside of the drawn range, at each end


class Histogram(Protocol):
    """`core.calibration.ScoreHistogram`: edges (m + 1,), and counts of both kinds of pairs (m,)."""

    @property
    def edges(self) -> Doubles:
        """The borders of the bins, in LLR."""

    @property
    def genuine(self) -> Doubles:
        """Counts or shares of same-person pairs."""

    @property
    def impostor(self) -> Doubles:
        """Counts or shares of different-person pairs."""


@dataclass(frozen=True, slots=True, eq=False)
class PlotData:
    """Bars of equal width from ``low`` to ``high`` (LLR), heights 0..1, and the range called uncertain."""

    low: float
    high: float
    genuine: Doubles
    impostor: Doubles
    uncertain: tuple[float, float]
    edges: Doubles = field(default_factory=lambda: np.empty(0))
    genuine_sums: Doubles = field(default_factory=lambda: np.empty(0))
    """Share of the pairs of one person that score below each of ``edges``."""

    def genuine_below(self, score: float) -> float | None:
        """Return the share of the pairs of one person that score lower; None where that is not known."""
        if not self.edges.size:
            return None
        return float(np.interp(score, self.edges, self.genuine_sums))

    def place(self, llr: float) -> float:
        """Return where a score lies across the plot, 0..1, at the border if it lies outside."""
        return min(1.0, max(0.0, (llr - self.low) / (self.high - self.low)))

    def inside(self, llr: float) -> bool:
        """Tell whether a score lies within the drawn range."""
        return self.low <= llr <= self.high


def plot_data(histogram: Histogram, different_llr: float, same_llr: float) -> PlotData:
    """Put a histogram with any bins into `BARS` bars over the range where nearly all pairs lie."""
    edges = np.asarray(histogram.edges, np.float64)
    sums = [
        np.concatenate([[0.0], np.cumsum(_shares(each))]) for each in (histogram.genuine, histogram.impostor)
    ]
    low = min(float(np.interp(_TAIL, each, edges)) for each in sums)
    high = max(float(np.interp(1.0 - _TAIL, each, edges)) for each in sums)
    borders = np.linspace(low, high, BARS + 1)
    genuine, impostor = (np.diff(np.interp(borders, edges, each)) for each in sums)
    top = max(float(genuine.max()), float(impostor.max()), 1e-12)
    zone = (different_llr, max(different_llr, same_llr))
    return PlotData(low, high, genuine / top, impostor / top, zone, edges, sums[0])


def _shares(counts: Doubles) -> Doubles:
    values = np.asarray(counts, np.float64)
    return values / max(float(values.sum()), 1e-12)


def paint_distribution(painter: QPainter, rect: QRectF, data: PlotData, llr: float, tokens: Tokens) -> None:
    """Draw the two distributions and this pair's line into ``rect``."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    line_px = painter.fontMetrics().height()
    bars = QRectF(rect.left(), rect.top() + line_px + 4, rect.width(), rect.height() - 2 * line_px - 12)
    _paint_uncertain(painter, bars, data, tokens)
    _paint_bars(painter, bars, data, tokens)
    painter.setPen(QPen(tokens.colour("line"), 1))
    painter.drawLine(bars.bottomLeft(), bars.bottomRight())
    _paint_marker(painter, rect, bars, data, llr, tokens)
    _paint_legend(painter, QRectF(rect.left(), bars.bottom() + 6, rect.width(), line_px), tokens)
    painter.restore()


def _paint_uncertain(painter: QPainter, bars: QRectF, data: PlotData, tokens: Tokens) -> None:
    left, right = (bars.left() + data.place(each) * bars.width() for each in data.uncertain)
    if right - left >= 1:
        painter.fillRect(QRectF(left, bars.top(), right - left, bars.height()), tokens.colour("shade"))


def _paint_bars(painter: QPainter, bars: QRectF, data: PlotData, tokens: Tokens) -> None:
    step = bars.width() / BARS
    painter.setPen(Qt.PenStyle.NoPen)
    for heights, role, opacity in ((data.impostor, "impostor", 1.0), (data.genuine, "genuine", 0.78)):
        painter.setBrush(tokens.colour(role))
        painter.setOpacity(opacity)
        for index, height in enumerate(heights):
            tall = float(height) * bars.height()
            if tall >= 0.4:
                bar = QRectF(bars.left() + index * step, bars.bottom() - tall, step * 0.84, tall)
                painter.drawRoundedRect(bar, min(1.5, tall / 2), min(1.5, tall / 2))
    painter.setOpacity(1.0)


def _paint_marker(
    painter: QPainter, rect: QRectF, bars: QRectF, data: PlotData, llr: float, tokens: Tokens
) -> None:
    # Half the dot on its end is kept free on either side, or the best of scores would lose it.
    x = bars.left() + data.place(llr) * (bars.width() - 2 * _DOT_PX) + _DOT_PX
    ink = tokens.colour("ink")
    painter.setPen(QPen(ink, 2))
    painter.drawLine(QPointF(x, rect.top()), QPointF(x, bars.bottom()))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawEllipse(QPointF(x, rect.top() + _DOT_PX), _DOT_PX, _DOT_PX)
    painter.setPen(ink)
    text = tr("this pair") if data.inside(llr) else tr("this pair, beyond the plot")
    width = painter.fontMetrics().horizontalAdvance(text)
    to_right = x + 8 + width <= rect.right()
    left = x + 8 if to_right else x - 8 - width
    painter.drawText(QPointF(left, rect.top() + painter.fontMetrics().ascent()), text)


def _paint_legend(painter: QPainter, line: QRectF, tokens: Tokens) -> None:
    metrics = painter.fontMetrics()
    swatch = 8.0
    for text, role, right in (
        (tr("different people"), "impostor", False),
        (tr("same person"), "genuine", True),
    ):
        width = metrics.horizontalAdvance(text) + swatch + 6
        left = line.right() - width if right else line.left()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.colour(role)))
        painter.drawRoundedRect(QRectF(left, line.center().y() - swatch / 2 + 1, swatch, swatch), 2, 2)
        painter.setPen(tokens.colour("mute"))
        painter.drawText(QPointF(left + swatch + 6, line.top() + metrics.ascent()), text)


class DistributionView(QWidget):
    """Shows `paint_distribution` for the pair at hand."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._data: PlotData | None = None
        self._llr = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Distribution of scores"))
        self.setToolTip(tr("Scores in the shaded band, the grey zone, are called not clear either way."))

    def show_score(self, data: PlotData, llr: float) -> None:
        """Show where a score lies."""
        self._data, self._llr = data, llr
        share = round(100 * data.place(llr))
        self.setAccessibleDescription(
            tr("This pair lies at {share} % of the way from different people to the same person.").format(
                share=share
            )
        )
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Want a low, wide strip."""
        return QSize(320, 128)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the plot."""
        if self._data is None:
            return
        painter = QPainter(self)
        font = QFont(self.font())
        font.setPixelSize(max(10, round(11.5 * type_scale())))
        painter.setFont(font)
        paint_distribution(painter, QRectF(self.rect()), self._data, self._llr, self._theme.tokens)
        painter.end()
