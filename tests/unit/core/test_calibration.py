"""Calibration, probability and the false match rate table."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from faceid_desktop.core.calibration import (
    SUPPORT,
    AffineCalibration,
    FmrTable,
    ScoreHistogram,
    build_fmr_table,
    build_histogram,
    fit_calibration,
    probability,
)
from faceid_desktop.core.metrics import cllr
from faceid_desktop.core.records import Doubles
from faceid_desktop.errors import BugError, ShapeError

SEEDS = st.integers(0, 2**32 - 1)
LLRS = st.floats(-1e4, 1e4)
Labels = NDArray[np.int64]


def all_pairs(people: int, seed: int, shared: float = 0.0) -> tuple[Doubles, Labels, Labels]:
    """Score all pairs of people; ``shared`` is how much of a score comes from the people themselves."""
    random = np.random.default_rng(seed)
    a, b = np.array(list(itertools.combinations(range(people), 2))).T
    own = shared * random.normal(size=people)
    return own[a] + own[b] + random.normal(size=a.size) - 3, a, b


def small_table() -> FmrTable:
    """Return a table by hand: rates 1, 0.1, 0.01 at -2, 0, 4."""
    rate = np.array([1.0, 0.1, 0.01])
    return FmrTable(np.array([-2.0, 0.0, 4.0]), rate, rate / 2, np.array([1.0, 0.2, 0.02]), 1000, 46)


@given(seed=SEEDS, scale=st.floats(0.1, 10), offset=st.floats(-20, 20))
def test_calibration_is_the_minimum_of_cllr(seed: int, scale: float, offset: float) -> None:
    """Both derivatives of Cllr vanish at the fit, however the raw scores are scaled and shifted."""
    random = np.random.default_rng(seed)
    genuine = (random.normal(1, 1, size=300) - offset) / scale
    impostor = (random.normal(-1, 1, size=900) - offset) / scale
    fitted = fit_calibration(genuine, impostor)

    def cost(factor: float, shift: float) -> float:
        moved = AffineCalibration(fitted.scale * factor, fitted.offset * factor + shift)
        return cllr(moved.apply(genuine), moved.apply(impostor))

    best = cost(1, 0)
    for factor, shift in ((1.01, 0), (0.99, 0), (1, 0.01), (1, -0.01)):
        assert cost(factor, shift) > best - 1e-9
    shifted = AffineCalibration(fitted.scale, fitted.offset + 1)
    assert cllr(shifted.apply(genuine), shifted.apply(impostor)) > best


def test_true_ratios_are_left_alone() -> None:
    """Scores that are log likelihood ratios already get scale 1 and offset 0, at any share of impostors."""
    random = np.random.default_rng(0)
    # For N(+2, 1) against N(-2, 1) the ratio at x is 4 x.
    genuine, impostor = 4 * random.normal(2, 1, 20_000), 4 * random.normal(-2, 1, 400_000)
    fitted = fit_calibration(genuine, impostor)
    assert fitted.scale == pytest.approx(1, abs=0.05)
    assert fitted.offset == pytest.approx(0, abs=0.15)


def test_calibration_does_not_depend_on_how_many_impostors_there_are() -> None:
    """Each kind of pair weighs one half: three copies of the impostors change nothing."""
    random = np.random.default_rng(1)
    genuine, impostor = random.normal(2, 2, 200), random.normal(-2, 2, 300)
    once, thrice = fit_calibration(genuine, impostor), fit_calibration(genuine, np.tile(impostor, 3))
    assert thrice.scale == pytest.approx(once.scale, rel=1e-4)
    assert thrice.offset == pytest.approx(once.offset, abs=1e-3)


def test_separated_scores_give_a_finite_slope() -> None:
    """Scores without overlap, where logistic regression diverges, give evidence with the right signs."""
    fitted = fit_calibration(np.array([5.0, 6.0]), np.array([-5.0, -6.0, -7.0]))
    assert np.isfinite((fitted.scale, fitted.offset)).all()
    assert (fitted.apply(np.array([5.0, 6.0])) > 1).all()
    assert (fitted.apply(np.array([-5.0, -6.0, -7.0])) < -1).all()


def test_useless_scores_are_refused() -> None:
    """Reversed and constant scores are bugs, missing and infinite ones have the wrong shape."""
    with pytest.raises(BugError):
        fit_calibration(np.array([-1.0, -2.0, 0.5]), np.array([1.0, 2.0, -0.5]))
    with pytest.raises(BugError):
        fit_calibration(np.ones(3), np.ones(3))
    for bad in (np.zeros(0), np.array([np.inf]), np.array([np.nan])):
        with pytest.raises(ShapeError):
            fit_calibration(bad, np.zeros(1))
    for scale in (0.0, -1.0, math.nan, math.inf):
        with pytest.raises(BugError):
            AffineCalibration(scale, 0.0)


@given(llr=LLRS, prior=st.floats(1e-9, 1 - 1e-9))
def test_probability_is_bayes_rule(llr: float, prior: float) -> None:
    """The probability is in 0..1, its complement that of the opposite, and its log odds add up."""
    result = probability(llr, prior)
    assert 0 <= result <= 1
    assert result + probability(-llr, 1 - prior) == pytest.approx(1, abs=1e-6)
    if abs(llr) < 10:
        odds = math.exp(llr) * prior / (1 - prior)
        assert result == pytest.approx(odds / (1 + odds), rel=1e-9)


@given(a=LLRS, b=LLRS, prior=st.floats(1e-6, 1 - 1e-6))
def test_probability_grows_with_the_evidence(a: float, b: float, prior: float) -> None:
    """More evidence never lowers the probability, not even where it saturates."""
    low, high = sorted((a, b))
    assert probability(low, prior) <= probability(high, prior)


def test_probability_of_known_cases() -> None:
    """No evidence keeps the prior, endless evidence decides, and tiny probabilities do not vanish."""
    assert probability(0.0, 0.5) == 0.5
    assert probability(0.0, 0.2) == pytest.approx(0.2)
    assert (probability(math.inf, 0.5), probability(-math.inf, 0.5)) == (1, 0)
    assert probability(-700.0, 0.5) == pytest.approx(math.exp(-700), rel=1e-9)
    for prior in (0.0, 1.0, math.nan):
        with pytest.raises(BugError):
            probability(0.0, prior)


def test_rates_are_interpolated_in_the_log_domain() -> None:
    """Halfway between 0.1 and 0.01 is their geometric mean; entries themselves and lower scores are exact."""
    table = small_table()
    halfway = table.at(2.0)
    assert halfway.rate == pytest.approx(math.sqrt(0.1 * 0.01))
    assert halfway.high == pytest.approx(math.sqrt(0.2 * 0.02))
    assert (halfway.supported, halfway.pairs, halfway.people) == (True, 1000, 46)
    assert [table.at(llr).rate for llr in (-99.0, -2.0, 0.0, 4.0)] == [1.0, 1.0, 0.1, 0.01]


def test_beyond_the_support_the_rate_is_an_upper_bound() -> None:
    """Above the last entry the answer is the interval's high end there, marked as unsupported."""
    table = small_table()
    assert table.at(4.0).supported
    for llr in (math.nextafter(4.0, 5.0), 400.0, math.inf):
        beyond = table.at(llr)
        assert (beyond.rate, beyond.low, beyond.high, beyond.supported) == (0.02, 0.0, 0.02, False)


def test_a_low_end_of_zero_is_no_problem() -> None:
    """Where the interval begins at zero its logarithm does not exist, and the low end between is zero."""
    rate = np.array([0.5, 0.1])
    table = FmrTable(np.array([0.0, 1.0]), rate, np.array([0.4, 0.0]), rate.copy(), 20, 5)
    assert table.at(0.5).low == 0
    assert table.at(0.0).low == 0.4


def test_threshold_of_known_rates() -> None:
    """Thresholds lie on the interpolated line; none exists for a rate that the pairs cannot support."""
    table = small_table()
    assert table.threshold(0.1) == 0
    assert table.threshold(math.sqrt(0.1 * 0.01)) == pytest.approx(2)
    assert table.threshold(0.01) == 4
    assert table.threshold(1.0) == -2
    assert table.threshold(0.0099) == math.inf
    assert table.threshold(0.0) == math.inf


@given(seed=SEEDS, fmr=st.floats(1e-4, 1))
def test_threshold_and_rate_are_inverse(seed: int, fmr: float) -> None:
    """At the threshold the rate is kept; just below it the rate is broken."""
    table = build_fmr_table(*all_pairs(30, seed), replicates=5)
    threshold = table.threshold(fmr)
    if math.isinf(threshold):
        assert fmr < table.rate[-1]
        return
    assert table.at(threshold).rate <= fmr * (1 + 1e-9)
    if threshold > table.llr[0]:
        assert table.at(threshold - 1e-6).rate > fmr * (1 - 1e-9)


@given(seed=SEEDS, a=st.floats(-10, 10), b=st.floats(-10, 10))
def test_rates_never_rise_with_the_evidence(seed: int, a: float, b: float) -> None:
    """Within the support rate, low and high never rise, and high does not rise beyond it either."""
    table = build_fmr_table(*all_pairs(20, seed), replicates=10)
    lower, upper = (table.at(llr) for llr in sorted((a, b)))
    assert upper.high <= lower.high
    for answer in (lower, upper):
        assert answer.low <= answer.rate <= answer.high
    if upper.supported:
        assert upper.rate <= lower.rate
        assert upper.low <= lower.low


def test_a_built_table_counts_pairs_exactly() -> None:
    """Each entry's rate is the share of pairs that score at least that; the last one has ten of them."""
    scores, a, b = all_pairs(80, 3)
    table = build_fmr_table(scores, a, b, replicates=20)
    expected = [(scores >= llr).mean() for llr in table.llr]
    np.testing.assert_allclose(table.rate, expected, rtol=1e-12)
    assert (table.rate[0], table.pairs, table.people) == (1.0, scores.size, 80)
    assert np.count_nonzero(scores >= table.support_limit) == SUPPORT
    middle = np.linspace(table.llr[0], table.llr[-1], 500)
    exact = np.array([(scores >= llr).mean() for llr in middle])
    answered = np.array([table.at(float(llr)).rate for llr in middle])
    assert np.abs(np.log(answered / exact)).max() < 0.15


def test_the_order_of_pairs_and_the_kind_of_labels_do_not_matter() -> None:
    """Shuffled pairs with names instead of numbers and swapped places give the same table."""
    scores, a, b = all_pairs(25, 4)
    order = np.random.default_rng(0).permutation(scores.size)
    names = np.array([f"person {i:02d}" for i in range(25)])
    plain = build_fmr_table(scores, a, b, replicates=20)
    other = build_fmr_table(scores[order], names[b[order]], names[a[order]], replicates=20)
    for name in ("llr", "rate", "low", "high"):
        np.testing.assert_allclose(getattr(plain, name), getattr(other, name), rtol=1e-9)


def test_intervals_know_that_pairs_share_people() -> None:
    """If scores depend on the people, the interval is twice as wide as that of independent pairs."""
    scores, a, b = all_pairs(60, 5, shared=1.5)
    shared = build_fmr_table(scores, a, b)
    alone = build_fmr_table(scores, np.arange(scores.size), np.arange(scores.size) + scores.size)
    place = int(np.searchsorted(-shared.rate, -0.05))
    width = np.log(shared.high[place] / shared.low[place])
    assert width > 2 * np.log(alone.high[place] / alone.low[place])


def test_intervals_hold_the_true_rate() -> None:
    """Over 40 calibration sets the 95 % interval at a fixed score holds the true rate in at least 36."""
    truth = (all_pairs(1500, 99, shared=0.7)[0] >= -1).mean()
    held = 0
    for seed in range(40):
        answer = build_fmr_table(*all_pairs(50, seed, shared=0.7), replicates=100).at(-1.0)
        held += answer.low <= truth <= answer.high
    assert held >= 36


def test_equal_scores_give_a_table_of_one_entry() -> None:
    """Constant scores support one entry of rate 1, and nothing can be said above it."""
    _, a, b = all_pairs(6, 0)
    table = build_fmr_table(np.zeros(15), a, b, replicates=5)
    assert (table.llr.tolist(), table.rate.tolist()) == ([0.0], [1.0])
    assert not table.at(0.1).supported


def test_unusable_pairs_are_refused() -> None:
    """Too few pairs, pairs of one person, other lengths and scores that are no numbers are named."""
    scores, a, b = all_pairs(6, 0)
    bad = scores.copy()
    bad[0] = np.nan
    for arguments in ((scores[:9], a[:9], b[:9]), (scores, a, a), (scores, a[:5], b), (bad, a, b)):
        with pytest.raises(ShapeError):
            build_fmr_table(*arguments)


def test_inconsistent_tables_are_refused() -> None:
    """A table that falls, rises where it must not, or does not hold its own rates is refused."""
    up, down = np.array([0.0, 1.0]), np.array([0.5, 0.1])
    for llr, rate, low, high in (
        (up[::-1], down, down, down),
        (up, down[::-1], down[::-1], down[::-1]),
        (up, down, down, down / 2),
        (up, down, down * 1.5, down * 1.5),
        (up, down * 3, down * 3, down * 3),
        (np.array([0.0, np.inf]), down, down, down),
        (up, np.array([0.5, 0.0]), np.zeros(2), down),
        (np.zeros(0), np.zeros(0), np.zeros(0), np.zeros(0)),
        (up, down[:1], down, down),
    ):
        with pytest.raises(ShapeError):
            FmrTable(llr.copy(), rate.copy(), low.copy(), high.copy(), 10, 5)


@given(seed=SEEDS, bins=st.integers(1, 90))
def test_histograms_hold_every_pair(seed: int, bins: int) -> None:
    """Either kind's shares sum to one although the bins leave out the far tails."""
    random = np.random.default_rng(seed)
    histogram = build_histogram(random.normal(3, 1, 50), random.standard_cauchy(700) * 20, bins)
    assert (histogram.edges.size, histogram.genuine.size) == (bins + 1, bins)
    assert histogram.genuine.sum() == pytest.approx(1)
    assert histogram.impostor.sum() == pytest.approx(1)


def test_histograms_of_known_cases() -> None:
    """Scores fall in their bins, equal scores can be drawn, and edges that do not rise are refused."""
    histogram = build_histogram(np.array([1.0, 1.0, 0.9]), np.array([0.0, 0.0, 0.0, 0.9]), 2)
    np.testing.assert_allclose(histogram.genuine, [0, 1])
    np.testing.assert_allclose(histogram.impostor, [0.75, 0.25])
    assert build_histogram(np.ones(2), np.ones(2), 4).genuine.sum() == 1
    with pytest.raises(ShapeError):
        ScoreHistogram(np.zeros(3), np.ones(2), np.ones(2))
    with pytest.raises(ShapeError):
        ScoreHistogram(np.arange(2.0), np.ones(2), np.ones(2))
