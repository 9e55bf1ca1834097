"""The panel below the picture of a recording: play, where one is, the timeline, and the table of it."""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from faceid_desktop.gui.identify.timeline import Lane, TimelineView, clock
from faceid_desktop.gui.look.icons import icon
from faceid_desktop.gui.look.labels import ElidedLabel
from faceid_desktop.gui.look.theme import Theme
from faceid_desktop.gui.words import tr

_TICK_MS = 40
_MOST_PX = 190


class PlayerPanel(QWidget):
    """Says which moment is wanted; knows no video.

    Parameters
    ----------
    theme
        The design tokens in force.
    """

    moment_wanted = Signal(float)
    export_wanted = Signal()
    close_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.timeline = TimelineView(theme)
        self.play_button, self.export_button = QPushButton(tr("Play")), QPushButton(tr("Save as CSV…"))
        self.close_button = QPushButton(tr("Close the video"))
        self.words, self.progress = ElidedLabel("", "hint"), QProgressBar()
        self._duration_s, self._begun = 0.0, (0.0, 0.0)
        self._area = QScrollArea()
        self._clock = QTimer(self)
        self._clock.setInterval(_TICK_MS)
        self._clock.setTimerType(Qt.TimerType.PreciseTimer)
        self._build()
        self._clock.timeout.connect(self._tick)
        self.timeline.moment_chosen.connect(self._jump)
        self.play_button.clicked.connect(self._toggle)
        self.export_button.clicked.connect(self.export_wanted)
        self.close_button.clicked.connect(self.close_wanted)
        theme.changed.connect(self._dress)
        self._dress()

    @property
    def playing(self) -> bool:
        """Whether the video plays."""
        return self._clock.isActive()

    def begin(self, name: str) -> None:
        """Wait for the analysis of a video."""
        self.pause()
        self._duration_s = 0.0
        self.timeline.show_lanes((), 0.0)
        self.words.set_whole(tr("Looking through {name}…").format(name=name))
        self.progress.setValue(0)
        self.progress.show()
        self._area.hide()
        for button in (self.play_button, self.export_button):
            button.setEnabled(False)

    def show_share(self, share: float) -> None:
        """Show how much of the video is analysed, 0..1."""
        self.progress.setValue(round(share * 100))

    def show_recording(self, lanes: Sequence[Lane], duration_s: float) -> None:
        """Show who appears when; the first moment is wanted."""
        self._duration_s = duration_s
        self.progress.hide()
        self.timeline.show_lanes(lanes, duration_s)
        self._area.setFixedHeight(min(self.timeline.sizeHint().height(), _MOST_PX))
        self._area.show()
        self.play_button.setEnabled(True)
        self.export_button.setEnabled(bool(lanes))
        self._jump(0.0)
        self.timeline.setFocus()

    def show_problem(self, text: str) -> None:
        """Say why nothing is shown."""
        self.pause()
        self.progress.hide()
        self.words.set_whole(text)

    def jump(self, time_s: float) -> None:
        """Go to a moment."""
        self.timeline.move_to(time_s)
        self._jump(self.timeline.now_s)

    def play(self) -> None:
        """Play on from the present moment, from the beginning at the end."""
        if self.timeline.now_s >= self._duration_s - 0.1:
            self.jump(0.0)
        self._begun = (monotonic(), self.timeline.now_s)
        self._clock.start()
        self._dress()

    def pause(self) -> None:
        """Stop playing."""
        self._clock.stop()
        self._dress()

    def _toggle(self) -> None:
        if self.playing:
            self.pause()
        else:
            self.play()

    def _tick(self) -> None:
        at, begun_s = self._begun
        self.timeline.move_to(begun_s + monotonic() - at)
        self._tell()
        if self.timeline.now_s >= self._duration_s:
            self.pause()

    def _jump(self, time_s: float) -> None:
        self._begun = (monotonic(), time_s)
        self._tell()

    def _tell(self) -> None:
        now_s = self.timeline.now_s
        self.words.set_whole(f"{clock(now_s)} / {clock(self._duration_s)}")
        self.moment_wanted.emit(now_s)

    def _dress(self) -> None:
        tokens = self._theme.tokens
        sign, text = ("pause", tr("Pause")) if self.playing else ("play", tr("Play"))
        self.play_button.setIcon(icon(sign, tokens.ink, tokens.disabled))
        self.play_button.setText(text)

    def _build(self) -> None:
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(120)
        self.progress.setAccessibleName(tr("Share of the video that is analysed"))
        area = self._area
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.timeline)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.play_button)
        row.addWidget(self.words, 1)
        row.addWidget(self.progress)
        row.addWidget(self.export_button)
        row.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(area)
