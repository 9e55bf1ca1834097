"""Error rates of presentation attack detection."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceid_desktop.core.liveness_metrics import attack_report, error_rate
from faceid_desktop.errors import ShapeError


@pytest.mark.parametrize(
    ("errors", "trials", "low", "high"),
    [
        (0, 10, 0.0, 0.3084971),
        (10, 10, 0.6915029, 1.0),
        (1, 10, 0.0025286, 0.4450161),
        (5, 10, 0.1870861, 0.8129139),
        (3, 1000, 0.00061906, 0.0087417),
    ],
)
def test_interval_is_that_of_the_tables(errors: int, trials: int, low: float, high: float) -> None:
    """Clopper-Pearson limits agree with published tables."""
    found = error_rate(errors, trials)
    assert (found.low, found.high) == pytest.approx((low, high), abs=2e-6)


@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_interval_holds_its_rate_and_mirrors(counts: tuple[int, int]) -> None:
    """The interval contains the share, and swapping errors and successes mirrors it."""
    errors, trials = counts
    one, other = error_rate(errors, trials), error_rate(trials - errors, trials)
    assert 0 <= one.low <= one.rate <= one.high <= 1
    assert one.low == pytest.approx(1 - other.high, abs=1e-9)


def test_without_trials_everything_is_possible() -> None:
    """No trial tells nothing: the interval is 0..1 and the rate is no number."""
    found = error_rate(0, 0)
    assert (found.low, found.high) == (0.0, 1.0)
    assert math.isnan(found.rate)


def test_impossible_counts_are_refused() -> None:
    """More errors than trials are a bug of the caller."""
    with pytest.raises(ShapeError):
        error_rate(3, 2)


def test_report_counts_each_species_and_takes_the_worst() -> None:
    """A score at the threshold passes; APCER is that of the worst species; empty species are left out."""
    report = attack_report(
        np.array([0.0, 1.0, 2.0, 3.0]),
        {"print": np.array([-1.0, 0.5]), "screen": np.array([1.0, 2.0, -3.0, -3.0]), "mask": np.zeros(0)},
        threshold=1.0,
    )
    assert (report.bpcer.errors, report.bpcer.trials) == (1, 4)
    assert {name: each.errors for name, each in report.apcer.items()} == {"print": 0, "screen": 2}
    assert report.worst_apcer == 0.5
    assert report.acer == pytest.approx(0.375)
