"""The timeline of a recording: a lane for each person, a cursor that can be dragged or moved by keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from faceid_desktop.gui.look.fonts import painted_font
from faceid_desktop.gui.look.theme import Theme
from faceid_desktop.gui.words import tr

_LANE_PX, _AXIS_PX, _NAMES_PX, _EDGE_PX = 26, 24, 150, 10
_STEPS_S = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600)
_TICK_ROOM_PX = 64
_MOST_LANES = 40


@dataclass(frozen=True, slots=True)
class Lane:
    """A person, or everybody who is not identified: a name, a tone, and when (seconds, from and to)."""

    name: str
    tone: str
    spans: tuple[tuple[float, float], ...]


def clock(seconds: float) -> str:
    """Write a moment of a recording: ``1:05``, ``1:02:03``."""
    whole = max(int(seconds), 0)
    hours, minutes = divmod(whole // 60, 60)
    return f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}"


class TimelineView(QWidget):
    """Paints the lanes; a click, a drag or the arrow keys choose a moment.

    Parameters
    ----------
    theme
        The design tokens in force.
    """

    moment_chosen = Signal(float)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lanes: tuple[Lane, ...] = ()
        self._duration_s, self._now_s = 0.0, 0.0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Timeline"))
        theme.changed.connect(self.update)

    @property
    def lanes(self) -> tuple[Lane, ...]:
        """What is shown."""
        return self._lanes

    @property
    def now_s(self) -> float:
        """Where the cursor stands."""
        return self._now_s

    def show_lanes(self, lanes: Sequence[Lane], duration_s: float) -> None:
        """Show who appears when in so many seconds."""
        self._lanes, self._duration_s = tuple(lanes[:_MOST_LANES]), duration_s
        self.setFixedHeight(self.sizeHint().height())
        self.move_to(min(self._now_s, duration_s))
        self.updateGeometry()
        self.update()

    def move_to(self, time_s: float) -> None:
        """Put the cursor at a moment, without telling anybody."""
        self._now_s = min(max(time_s, 0.0), self._duration_s)
        there = [lane.name for lane in self._lanes if any(a <= self._now_s <= b for a, b in lane.spans)]
        text = tr("{now} of {all}").format(now=clock(self._now_s), all=clock(self._duration_s))
        self.setAccessibleDescription(", ".join((text, *there)))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Have room for every lane and the axis."""
        return QSize(400, _AXIS_PX + max(len(self._lanes), 1) * _LANE_PX + 8)

    def place_of(self, time_s: float) -> float:
        """Return where a moment lies across the widget."""
        track = self._track()
        return track.left() + track.width() * (time_s / self._duration_s if self._duration_s else 0.0)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Jump to where it was clicked."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._choose_at(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Follow a drag."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._choose_at(event.position().x())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Move by a second, by ten with Shift, to the next appearance with Page Up and Down, to the ends."""
        step = 10.0 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1.0
        begins = sorted({a for lane in self._lanes for a, _ in lane.spans})
        wanted = {
            Qt.Key.Key_Left: self._now_s - step,
            Qt.Key.Key_Right: self._now_s + step,
            Qt.Key.Key_Home: 0.0,
            Qt.Key.Key_End: self._duration_s,
            Qt.Key.Key_PageDown: next((a for a in begins if a > self._now_s + 0.05), self._now_s),
            Qt.Key.Key_PageUp: next((a for a in reversed(begins) if a < self._now_s - 0.05), 0.0),
        }.get(Qt.Key(event.key()))
        if wanted is None:
            super().keyPressEvent(event)
            return
        self._choose(wanted)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw axis, lanes and cursor."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(tokens.colour("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.setFont(painted_font(self.font(), 13))
        self._paint_axis(painter)
        for number, lane in enumerate(self._lanes):
            self._paint_lane(painter, lane, _AXIS_PX + number * _LANE_PX)
        cursor = self.place_of(self._now_s)
        painter.setPen(QPen(tokens.colour("accent"), 2))
        painter.drawLine(round(cursor), 4, round(cursor), self.height() - 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.colour("accent"))
        painter.drawEllipse(QRectF(cursor - 5, 2, 10, 10))
        painter.end()

    def _paint_axis(self, painter: QPainter) -> None:
        tokens, track = self._theme.tokens, self._track()
        most = max(1, int(track.width() / _TICK_ROOM_PX))
        step = next((each for each in _STEPS_S if self._duration_s / each <= most), _STEPS_S[-1])
        for number in range(int(self._duration_s // step) + 1):
            left = self.place_of(number * step)
            painter.setPen(QPen(tokens.colour("line"), 1))
            painter.drawLine(round(left), _AXIS_PX - 4, round(left), self.height() - 6)
            if left + 40 < self.width():
                painter.setPen(tokens.colour("mute"))
                painter.drawText(QRectF(left + 6, 2, 60, _AXIS_PX - 6), clock(number * step))

    def _paint_lane(self, painter: QPainter, lane: Lane, top: float) -> None:
        tokens, metrics = self._theme.tokens, QFontMetricsF(painter.font())
        painter.setPen(tokens.colour("ink"))
        shown = metrics.elidedText(lane.name, Qt.TextElideMode.ElideRight, _NAMES_PX - 16)
        names = QRectF(_EDGE_PX, top, _NAMES_PX - 16, _LANE_PX)
        painter.drawText(names, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.colour("shade"))
        track = self._track()
        painter.drawRoundedRect(QRectF(track.left(), top + 6, track.width(), _LANE_PX - 12), 5, 5)
        painter.setBrush(tokens.colour("mute" if lane.tone == "plain" else lane.tone))
        for begin_s, end_s in lane.spans:
            left, right = self.place_of(begin_s), self.place_of(end_s)
            painter.drawRoundedRect(QRectF(left, top + 6, max(right - left, 4.0), _LANE_PX - 12), 5, 5)

    def _track(self) -> QRectF:
        return QRectF(_NAMES_PX, 0, max(self.width() - _NAMES_PX - _EDGE_PX, 1), self.height())

    def _choose_at(self, x: float) -> None:
        track = self._track()
        self._choose((x - track.left()) / track.width() * self._duration_s)

    def _choose(self, time_s: float) -> None:
        self.move_to(time_s)
        self.moment_chosen.emit(self._now_s)
