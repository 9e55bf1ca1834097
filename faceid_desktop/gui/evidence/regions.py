"""Which parts of two faces agree: a bar for each region of the model, to the right for one person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from faceid_desktop.gui.evidence.words import BAN, agreement, bans, region_name
from faceid_desktop.gui.look.labels import label
from faceid_desktop.gui.look.theme import Theme, type_scale
from faceid_desktop.gui.words import tr

if TYPE_CHECKING:
    from faceid_desktop.services.explanation import PatchEvidence

_LINE_PX, _NAME_SHARE, _VALUE_PX, _BAR_PX = 20, 0.42, 44.0, 8.0
_LEAST_SPAN_BANS = 2.0


class RegionBars(QWidget):
    """One line a region: its name, a bar from the middle, and bans."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._regions: tuple[PatchEvidence, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Evidence of each region"))
        theme.changed.connect(self.update)

    def show_regions(self, regions: Sequence[PatchEvidence]) -> None:
        """Show the regions, the strongest for one person first."""
        self._regions = tuple(sorted(regions, key=lambda each: -each.llr))
        lines = (f"{region_name(each.patch.name)}: {bans(each.llr)}" for each in self._regions)
        self.setAccessibleDescription("; ".join(lines))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Want a line for each region."""
        return QSize(300, _LINE_PX * len(self._regions))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the lines."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPixelSize(max(10, round(12 * type_scale())))
        painter.setFont(font)
        span = max([_LEAST_SPAN_BANS, *(abs(each.llr) / BAN for each in self._regions)])
        for place, each in enumerate(self._regions):
            self._paint_line(painter, QRectF(0, place * _LINE_PX, self.width(), _LINE_PX), each, span)
        painter.end()

    def _paint_line(self, painter: QPainter, line: QRectF, each: PatchEvidence, span: float) -> None:
        tokens = self._theme.tokens
        names = line.width() * _NAME_SHARE
        bars = QRectF(names, line.top(), line.width() - names - _VALUE_PX, line.height())
        name = QFontMetricsF(painter.font()).elidedText(
            region_name(each.patch.name), Qt.TextElideMode.ElideRight, names - 8
        )
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(tokens.colour("mute"))
        painter.drawText(QRectF(0, line.top(), names - 8, line.height()), left, name)
        middle = bars.center().x()
        painter.setPen(QPen(tokens.colour("line"), 1))
        painter.drawLine(int(middle), int(line.top()) + 2, int(middle), int(line.bottom()) - 2)
        length = max(2.0, abs(each.llr) / BAN / span * bars.width() / 2)
        start = middle if each.llr >= 0 else middle - length
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.colour("accent" if each.llr >= 0 else "warn"))
        painter.drawRoundedRect(QRectF(start, line.center().y() - _BAR_PX / 2, length, _BAR_PX), 3, 3)
        painter.setPen(tokens.colour("ink"))
        values = QRectF(line.right() - _VALUE_PX, line.top(), _VALUE_PX, line.height())
        painter.drawText(values, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, bans(each.llr))


class RegionsView(QWidget):
    """The bars with a sentence above and the caution below."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sentence = label("", "row_value", wrap=True)
        self.bars = RegionBars(theme)
        caution = tr(
            "Bans of each region on its own. Regions overlap, so they do not add up to the whole, and no "
            "verdict rests on them."
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.sentence)
        column.addWidget(self.bars)
        column.addWidget(label(caution, "caption", wrap=True))
        self.hide()

    def show_regions(self, regions: Sequence[PatchEvidence]) -> None:
        """Show the regions; nothing where the model has none."""
        self.setVisible(bool(regions))
        if regions:
            self.sentence.setText(agreement(regions))
            self.bars.show_regions(regions)
