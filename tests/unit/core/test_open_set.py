"""Verdicts of a search: the threshold follows from the size of the gallery."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceid_desktop.core.calibration import FmrTable, ScoreHistogram
from faceid_desktop.core.open_set import SearchPoint, fmr_threshold, identify, miss_rate, search_point
from faceid_desktop.core.records import IdentifyOutcome, OperatingPoint
from faceid_desktop.errors import BugError

RATES = np.array([1.0, 1e-1, 1e-2, 1e-3, 1e-4])
TABLE = FmrTable(
    llr=np.array([-8.0, 0.0, 3.0, 6.0, 9.0]),
    rate=RATES,
    low=RATES / 2,
    high=np.minimum(2 * RATES, 1.0),
    pairs=100_000,
    people=500,
)
HISTOGRAM = ScoreHistogram(
    np.array([-10.0, 0.0, 10.0, 20.0]), np.array([0.1, 0.5, 0.4]), np.array([1.0, 0, 0])
)
POINT = OperatingPoint(same_fmr=1e-2, different_llr=0.0, prior=0.5)
SIZES = st.integers(1, 10_000_000)
FPIRS = st.floats(1e-6, 0.5)


def point_for(persons: int, fpir: float = 0.01) -> SearchPoint:
    """Return the setting for a gallery of so many."""
    return search_point(TABLE, HISTOGRAM, POINT, fpir, persons)


@given(smaller=SIZES, more=SIZES, fpir=FPIRS, factor=st.floats(1.0, 100.0))
def test_threshold_follows_size_and_setting(smaller: int, more: int, fpir: float, factor: float) -> None:
    """More persons never lower the threshold, a laxer setting never raises it; the misses go along."""
    small, large = point_for(smaller, fpir), point_for(smaller + more, fpir)
    assert small.threshold <= large.threshold
    assert small.fnir is not None
    assert large.fnir is not None
    assert small.fnir <= large.fnir
    assert point_for(smaller, min(0.9, fpir * factor)).threshold <= small.threshold


@given(persons=SIZES, fpir=FPIRS)
def test_false_alarms_stay_within_the_setting_as_far_as_counted(persons: int, fpir: float) -> None:
    """Where the pairs can tell, N times the counted false match rate is at most the FPIR."""
    at = point_for(persons, fpir)
    if at.supported:
        assert persons * TABLE.at(at.threshold).rate <= fpir * (1 + 1e-9)
    else:
        assert at.threshold > TABLE.support_limit
        assert at.threshold >= math.log(persons / fpir) - 1e-9


def test_continues_the_table_by_one_unit_for_each_factor_e() -> None:
    """Beyond the support the threshold grows as that of a likelihood ratio, never below the ratio itself."""
    first, second = fmr_threshold(TABLE, 1e-7), fmr_threshold(TABLE, 1e-7 / math.e)
    assert second - first == pytest.approx(1.0)
    assert first == max(9.0 + math.log(1e-4 / 1e-7), math.log(1e7))
    assert fmr_threshold(TABLE, 1e-4) == 9.0


def test_never_accepts_what_a_comparison_would_not() -> None:
    """In a tiny gallery the setting for comparisons is the stricter one and holds."""
    assert point_for(1, fpir=0.5).threshold == TABLE.threshold(POINT.same_fmr)


def test_tells_the_misses_within_a_bin() -> None:
    """The share of genuine pairs below the threshold is interpolated in its bin, and ends at 0 and 1."""
    assert miss_rate(HISTOGRAM, 5.0) == pytest.approx(0.1 + 0.25)
    assert miss_rate(HISTOGRAM, -20.0) == 0.0
    assert miss_rate(HISTOGRAM, 50.0) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("score", "outcome"),
    [
        (30.0, IdentifyOutcome.IDENTIFIED),
        (4.0, IdentifyOutcome.UNCERTAIN),
        (1.0, IdentifyOutcome.UNKNOWN),
        (-5.0, IdentifyOutcome.UNKNOWN),
    ],
)
def test_verdicts_by_score(score: float, outcome: IdentifyOutcome) -> None:
    """From the threshold identified; uncertain where a comparison would say the same; unknown below."""
    at = point_for(10_000)
    verdict = identify([("a", score), ("b", score - 1)], TABLE, at, poor=False, model_id="m")
    assert verdict.outcome is outcome
    assert [each.person for each in verdict.candidates] == ["a", "b"]
    assert verdict.threshold == at.threshold
    assert verdict.gallery_size == 10_000
    assert verdict.model_id == "m"


@given(low=st.floats(-50, 50), step=st.floats(0, 50), persons=SIZES)
def test_a_higher_score_never_is_a_weaker_verdict(low: float, step: float, persons: int) -> None:
    """The outcome is monotone in the best score."""
    ranks = [IdentifyOutcome.UNKNOWN, IdentifyOutcome.UNCERTAIN, IdentifyOutcome.IDENTIFIED]
    at = point_for(persons)
    weaker, stronger = (
        ranks.index(identify([("a", score)], TABLE, at, poor=False, model_id="m").outcome)
        for score in (low, low + step)
    )
    assert weaker <= stronger


def test_candidates_never_state_more_than_was_counted() -> None:
    """A candidate's ratio is limited as that of a comparison is, its score is not."""
    candidate = identify([("a", 40.0)], TABLE, point_for(3), poor=False, model_id="m").candidates[0]
    assert candidate.score == 40.0
    assert candidate.llr == pytest.approx(-math.log(2e-4))
    assert not candidate.fmr.supported
    assert 0.5 < candidate.probability < 1


def test_poor_faces_and_empty_galleries() -> None:
    """A poor face is told as such whatever the scores; in an empty gallery there is nobody to be found."""
    at = point_for(5)
    assert identify([("a", 99.0)], TABLE, at, poor=True, model_id="m").outcome is IdentifyOutcome.POOR_QUALITY
    empty = identify([], TABLE, point_for(0), poor=True, model_id="m")
    assert empty.outcome is IdentifyOutcome.EMPTY_GALLERY
    assert empty.fnir is None
    assert identify([], TABLE, at, poor=False, model_id="m").outcome is IdentifyOutcome.UNKNOWN


def test_refuses_what_is_no_rate_and_no_number() -> None:
    """A rate outside 0..1 and a score that is not a number are bugs."""
    with pytest.raises(BugError):
        point_for(5, fpir=0.0)
    with pytest.raises(BugError):
        identify([("a", math.nan)], TABLE, point_for(5), poor=False, model_id="m")
