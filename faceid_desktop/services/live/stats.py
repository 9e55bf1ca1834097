"""How a live session runs: rates over the last seconds, counts and latencies."""

from __future__ import annotations

import threading
from collections import defaultdict, deque
from collections.abc import Mapping

from faceid_desktop.services.live.latency import LatencyHistogram, LatencySummary
from faceid_desktop.services.live.records import LiveStats

WINDOW_S = 2.0


class RateMeter:
    """Events a second over the last `WINDOW_S` seconds; not safe for several threads by itself."""

    def __init__(self, window_s: float = WINDOW_S) -> None:
        self._window_ns = round(window_s * 1e9)
        self._times: deque[int] = deque()

    def add(self, now_ns: int) -> None:
        """Count an event."""
        self._times.append(now_ns)
        self._forget(now_ns)

    def rate(self, now_ns: int) -> float:
        """Return events a second; 0 with fewer than two of them in the window."""
        self._forget(now_ns)
        if len(self._times) < 2:
            return 0.0
        return (len(self._times) - 1) * 1e9 / max(self._times[-1] - self._times[0], 1)

    def _forget(self, now_ns: int) -> None:
        while self._times and self._times[0] < now_ns - self._window_ns:
            self._times.popleft()


class SessionStats:
    """Counts what a session does; its two threads write, any thread reads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._preview, self._inference = RateMeter(), RateMeter()
        self._frames = self._analysed = 0
        self._latency = LatencyHistogram()
        self._stages: defaultdict[str, LatencyHistogram] = defaultdict(LatencyHistogram)

    def frame(self, now_ns: int) -> None:
        """Count a frame of the camera."""
        with self._lock:
            self._frames += 1
            self._preview.add(now_ns)

    def result(self, now_ns: int, latency_ms: float, timings_ms: Mapping[str, float]) -> None:
        """Count an analysed frame, its age and the time of its stages."""
        with self._lock:
            self._analysed += 1
            self._inference.add(now_ns)
            for stage, spent_ms in timings_ms.items():
                self._stages[stage].add(spent_ms)
        self._latency.add(latency_ms)

    def summary(self, now_ns: int, dropped: int) -> LiveStats:
        """Return the present figures; ``dropped`` is what the slot before the inference counted."""
        latency = self._latency.summary()
        with self._lock:
            return LiveStats(
                preview_fps=self._preview.rate(now_ns),
                inference_fps=self._inference.rate(now_ns),
                frames=self._frames,
                analysed=self._analysed,
                dropped=dropped,
                latency_p50_ms=latency.p50_ms,
                latency_p99_ms=latency.p99_ms,
            )

    def latency(self) -> LatencySummary:
        """Return the age of the frames when their results were ready."""
        return self._latency.summary()

    def stages(self) -> dict[str, LatencySummary]:
        """Return the time of each stage."""
        with self._lock:
            stages = dict(self._stages)
        return {name: histogram.summary() for name, histogram in stages.items()}
