"""How long the window does not react: how late a clock ticks that should tick every few milliseconds."""

from __future__ import annotations

import time
from dataclasses import asdict

from PySide6.QtCore import QObject, Qt, QTimer

from faceid_desktop.services.live.latency import LatencyHistogram

_TICK_MS = 4


class EventLoopProbe(QObject):
    """Measures the gaps of the event loop while it runs (``--trace-latency``); it costs next to nothing."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._gaps = LatencyHistogram()
        self._last_ns = 0
        self._clock = QTimer(self)
        self._clock.setTimerType(Qt.TimerType.PreciseTimer)
        self._clock.setInterval(_TICK_MS)
        self._clock.timeout.connect(self._tick)

    def start(self) -> None:
        """Begin to measure, forgetting what was measured before."""
        self._gaps.clear()
        self._last_ns = time.perf_counter_ns()
        self._clock.start()

    def stop(self) -> None:
        """Measure no more."""
        self._clock.stop()

    def figures(self) -> dict[str, float]:
        """Return count, median, 99th percentile and maximum in ms of the delays beyond the clock's period."""
        summary = asdict(self._gaps.summary())
        return {name: round(value, 2) for name, value in summary.items() if name != "total_ms"}

    def _tick(self) -> None:
        now_ns = time.perf_counter_ns()
        self._gaps.add(max((now_ns - self._last_ns) / 1e6 - _TICK_MS, 0.0))
        self._last_ns = now_ns
