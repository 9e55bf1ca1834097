"""Statistics of durations that can be kept up for days: a histogram with narrow bins and a fixed size."""

from __future__ import annotations

import math
import threading
from dataclasses import dataclass

import numpy as np

_SHORTEST_MS, _LONGEST_MS = 0.01, 100_000.0
_PER_OCTAVE = 16
_BINS = math.ceil(math.log2(_LONGEST_MS / _SHORTEST_MS) * _PER_OCTAVE) + 1


@dataclass(frozen=True, slots=True)
class LatencySummary:
    """Durations in milliseconds: how many, median, 99th percentile, the longest, and the sum."""

    count: int = 0
    p50_ms: float = 0.0
    p99_ms: float = 0.0
    max_ms: float = 0.0
    total_ms: float = 0.0


class LatencyHistogram:
    """Counts durations in bins a sixteenth of an octave wide: percentiles to 4.4 %, the maximum exact.

    Any thread may add and read; nothing is ever allocated after the start. This is what the event-loop probe
    of the window and the live engine share.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts = np.zeros(_BINS, np.int64)
        self._max_ms = self._total_ms = 0.0

    def add(self, duration_ms: float) -> None:
        """Count a duration; outside 0.01 ms to 100 s it falls into the first or last bin."""
        place = math.log2(max(duration_ms, _SHORTEST_MS) / _SHORTEST_MS) * _PER_OCTAVE
        with self._lock:
            self._counts[min(int(place), _BINS - 1)] += 1
            self._max_ms = max(self._max_ms, duration_ms)
            self._total_ms += duration_ms

    def summary(self) -> LatencySummary:
        """Return what was counted so far; a percentile is the upper edge of its bin, at most the maximum."""
        with self._lock:
            counts, max_ms, total_ms = self._counts.copy(), self._max_ms, self._total_ms
        count = int(counts.sum())
        if count == 0:
            return LatencySummary()
        reached = np.cumsum(counts)
        p50, p99 = (
            min(_upper_edge_ms(int(np.searchsorted(reached, share * count))), max_ms) for share in (0.5, 0.99)
        )
        return LatencySummary(count, p50, p99, max_ms, total_ms)

    def clear(self) -> None:
        """Begin anew."""
        with self._lock:
            self._counts[:] = 0
            self._max_ms = self._total_ms = 0.0


def _upper_edge_ms(place: int) -> float:
    return float(_SHORTEST_MS * 2 ** ((place + 1) / _PER_OCTAVE))
