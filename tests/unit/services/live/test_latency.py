"""Durations are counted in a histogram of fixed size, rates over a window."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceid_desktop.services.live.latency import LatencyHistogram
from faceid_desktop.services.live.stats import RateMeter, SessionStats

DURATIONS = st.lists(st.floats(0.02, 50_000), min_size=1, max_size=300)


@given(durations=DURATIONS)
def test_percentiles_are_right_to_the_width_of_a_bin(durations: list[float]) -> None:
    """Median and 99th percentile lie at most 4.5 % above the true ones, the maximum is exact."""
    histogram = LatencyHistogram()
    for duration in durations:
        histogram.add(duration)
    found = histogram.summary()
    assert found.count == len(durations)
    assert found.max_ms == max(durations)
    for share, measured in ((50, found.p50_ms), (99, found.p99_ms)):
        true = np.percentile(durations, share, method="inverted_cdf")
        assert true * (1 - 1e-9) <= measured <= true * 1.045


def test_nothing_counted_is_zero_and_clearing_forgets() -> None:
    """A new or a cleared histogram has no durations."""
    histogram = LatencyHistogram()
    assert histogram.summary().count == 0
    histogram.add(5)
    histogram.clear()
    assert histogram.summary().max_ms == 0


def test_senseless_durations_fall_into_the_outer_bins() -> None:
    """Neither zero nor an hour breaks it."""
    histogram = LatencyHistogram()
    for duration in (0.0, 3_600_000.0):
        histogram.add(duration)
    assert histogram.summary().count == 2


@given(fps=st.floats(1, 200))
def test_the_rate_of_even_events_is_found(fps: float) -> None:
    """Events that come evenly give their rate, whatever it is."""
    meter = RateMeter()
    times = [round(n / fps * 1e9) for n in range(round(fps * 3) + 2)]
    for at_ns in times:
        meter.add(at_ns)
    assert meter.rate(times[-1]) == pytest.approx(fps, rel=1e-6)


def test_a_rate_ends_with_its_events() -> None:
    """Seconds after the last event the rate is 0."""
    meter = RateMeter(window_s=1.0)
    meter.add(0)
    meter.add(500_000_000)
    assert meter.rate(500_000_000) == pytest.approx(2.0)
    assert meter.rate(5_000_000_000) == 0.0


def test_session_counts_frames_results_and_stages() -> None:
    """What the two threads report comes out again."""
    stats = SessionStats()
    for n in range(4):
        stats.frame(n * 100_000_000)
    stats.result(300_000_000, 40.0, {"detect": 10.0})
    found = stats.summary(300_000_000, dropped=3)
    assert (found.frames, found.analysed, found.dropped) == (4, 1, 3)
    assert found.preview_fps == pytest.approx(10)
    assert found.latency_p50_ms == pytest.approx(40, rel=0.05)
    assert stats.stages()["detect"].count == 1
