"""Measures of verification error, against their definitions counted by hand or by brute force."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceid_desktop.core import metrics
from faceid_desktop.core.records import Doubles
from faceid_desktop.errors import ShapeError

# Few distinct values, so that ties are common.
SCORES = st.lists(st.integers(-6, 6), min_size=1, max_size=25).map(lambda v: np.array(v, dtype=np.float64))
GENUINE, IMPOSTOR = np.array([3.0, 2.0, 1.0, -0.5]), np.array([0.0, -1.0, -2.0, 1.5])


@given(genuine=SCORES, impostor=SCORES)
def test_auc_is_the_share_of_ordered_pairs(genuine: Doubles, impostor: Doubles) -> None:
    """AUC counts genuine-over-impostor, ties half, and mirrors when the classes are swapped."""
    wins = (genuine[:, None] > impostor).mean() + (genuine[:, None] == impostor).mean() / 2
    assert metrics.roc_auc(genuine, impostor) == pytest.approx(wins, abs=1e-12)
    assert metrics.roc_auc(impostor, genuine) == pytest.approx(1 - wins, abs=1e-12)


def test_equal_error_rate_by_hand() -> None:
    """One of four is wrong on either side; perfect scores give 0 and reversed scores 1."""
    assert metrics.equal_error_rate(GENUINE, IMPOSTOR) == pytest.approx(0.25)
    assert metrics.equal_error_rate(np.array([1.0, 2.0]), np.array([-1.0, 0.0])) == 0
    assert metrics.equal_error_rate(np.array([-1.0, 0.0]), np.array([1.0, 2.0])) == 1
    assert metrics.equal_error_rate(np.zeros(3), np.zeros(2)) == pytest.approx(0.5)


def test_equal_error_rate_of_two_gaussians() -> None:
    """Two unit Gaussians two apart cross at Phi(-1) = 0.1587."""
    random = np.random.default_rng(0)
    rate = metrics.equal_error_rate(random.normal(2, 1, 50_000), random.normal(0, 1, 50_000))
    assert rate == pytest.approx(0.1587, abs=0.004)


@given(genuine=SCORES, impostor=SCORES, fmr=st.floats(0, 1))
def test_threshold_at_fmr_is_the_smallest_that_holds(genuine: Doubles, impostor: Doubles, fmr: float) -> None:
    """The rate is kept at the threshold and broken one float below it, unless all impostors may pass."""
    threshold = metrics.threshold_at_fmr(impostor, fmr)
    assert np.mean(impostor >= threshold) <= fmr + 1e-9
    if fmr < 1 - 1e-9:
        assert np.mean(impostor >= np.nextafter(threshold, -np.inf)) > fmr
    assert metrics.fnmr_at_fmr(genuine, impostor, fmr) == np.mean(genuine < threshold)


def test_a_round_rate_allows_a_round_number() -> None:
    """0.29 of 100 impostors are 29 although 0.29 * 100 is less than 29 in floating point."""
    impostor = np.arange(100.0)
    assert np.count_nonzero(impostor >= metrics.threshold_at_fmr(impostor, 0.29)) == 29


@given(genuine=SCORES, impostor=SCORES)
def test_no_threshold_beats_the_best(genuine: Doubles, impostor: Doubles) -> None:
    """The accuracy at the best threshold is the largest that any threshold reaches."""
    candidates = np.concatenate((genuine, impostor, [-np.inf, np.inf]))
    best = max(metrics.accuracy_at(genuine, impostor, t) for t in candidates)
    threshold = metrics.best_threshold(genuine, impostor)
    assert np.isfinite(threshold)
    assert metrics.accuracy_at(genuine, impostor, threshold) == pytest.approx(best, abs=1e-12)


def test_accuracy_by_hand() -> None:
    """At 0.5 three genuine and three impostor pairs of eight are right; the threshold itself accepts."""
    assert metrics.accuracy_at(GENUINE, IMPOSTOR, 0.5) == 0.75
    assert metrics.accuracy_at(np.array([1.0]), np.array([0.0]), 1.0) == 1


def test_the_best_threshold_lies_between_the_classes() -> None:
    """Between separated classes the threshold is halfway."""
    assert metrics.best_threshold(np.array([5.0, 4.0]), np.array([1.0, 2.0])) == 3


def test_folds_are_judged_with_the_threshold_of_the_others() -> None:
    """Mean and standard error follow LFW's protocol, worked out by hand for two folds of opposite offset."""
    scores = np.array([3.0, 1.0, 13.0, 11.0])
    same = np.array([True, False, True, False])
    result = metrics.fold_accuracy(scores, same, np.array([0, 0, 1, 1]))
    assert result.thresholds == (12.0, 2.0)
    assert result.folds == (0.5, 0.5)
    assert (result.mean, result.standard_error) == (0.5, 0.0)


def test_the_standard_error_is_that_of_the_mean() -> None:
    """Folds of accuracy 1, 1 and 0.5 have mean 5/6 and standard error 1/6."""
    scores = np.array([2.0, 0.0, 2.0, 0.0, 0.0, 0.0])
    same = np.array([True, False] * 3)
    result = metrics.fold_accuracy(scores, same, np.array(["a", "a", "b", "b", "c", "c"]))
    assert result.folds == (1.0, 1.0, 0.5)
    assert (result.mean, result.standard_error) == pytest.approx((5 / 6, 1 / 6))


def test_cllr_by_hand() -> None:
    """No evidence costs one bit, strong right evidence nothing, strong wrong evidence its size in bits."""
    assert metrics.cllr(np.zeros(3), np.zeros(5)) == pytest.approx(1)
    assert metrics.cllr(np.full(3, 900.0), np.full(5, -900.0)) == 0
    assert metrics.cllr(np.full(3, -900.0), np.full(5, 900.0)) == pytest.approx(900 / np.log(2))


@given(genuine=SCORES, impostor=SCORES, scale=st.floats(0.1, 3), offset=st.floats(-3, 3))
def test_min_cllr_is_a_lower_bound_that_keeps_under_monotone_maps(
    genuine: Doubles, impostor: Doubles, scale: float, offset: float
) -> None:
    """No affine map costs less than the best monotone map, and such a map does not change the minimum."""
    minimum = metrics.min_cllr(genuine, impostor)
    assert -1e-12 <= minimum <= 1 + 1e-12
    assert minimum <= metrics.cllr(scale * genuine + offset, scale * impostor + offset) + 1e-9
    assert metrics.min_cllr(np.exp(genuine), np.exp(impostor)) == pytest.approx(minimum, abs=1e-12)


def test_min_cllr_by_hand() -> None:
    """Separated scores cost nothing, tied ones a bit, and one inversion pools exactly the pairs around it."""
    assert metrics.min_cllr(np.array([2.0, 3.0]), np.array([0.0, 1.0])) == 0
    assert metrics.min_cllr(np.zeros(4), np.zeros(2)) == pytest.approx(1)
    # Ascending -2 -1 | -0.5g 0 | 1g 1.5 | 2g 3g: both middle blocks hold one of each kind, with llr = 0.
    assert metrics.min_cllr(GENUINE, IMPOSTOR) == pytest.approx(0.5)


@given(genuine=SCORES, impostor=SCORES)
def test_min_cllr_is_the_best_of_all_monotone_maps(genuine: Doubles, impostor: Doubles) -> None:
    """Brute-force isotonic regression by the min-max formula gives the same minimum."""
    values = np.unique(np.concatenate((genuine, impostor)))
    g = np.array([(genuine == v).sum() for v in values]) / genuine.size
    i = np.array([(impostor == v).sum() for v in values]) / impostor.size
    size = len(values)
    share = [
        max(
            min(g[a : b + 1].sum() / (g[a : b + 1].sum() + i[a : b + 1].sum()) for b in range(k, size))
            for a in range(k + 1)
        )
        for k in range(size)
    ]
    cost = 0.0
    for k, posterior in enumerate(share):
        cost -= g[k] * np.log2(posterior) if g[k] else 0.0
        cost -= i[k] * np.log2(1 - posterior) if i[k] else 0.0
    assert metrics.min_cllr(genuine, impostor) == pytest.approx(cost / 2, abs=1e-9)


@given(trials=st.integers(1, 10**7), share=st.floats(0, 1), confidence=st.floats(0.5, 0.999))
def test_wilson_interval_solves_the_score_equation(trials: int, share: float, confidence: float) -> None:
    """The ends hold the estimate, lie in 0..1 and are the p with |share - p| = z sqrt(p (1 - p) / n)."""
    successes = round(share * trials)
    low, high = metrics.wilson_interval(successes, trials, confidence)
    assert 0 <= low <= successes / trials <= high <= 1
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    for end in (low, high):
        distance = abs(successes / trials - end)
        assert distance**2 == pytest.approx(z**2 * end * (1 - end) / trials, rel=1e-6, abs=1e-12)


def test_wilson_interval_of_a_known_case() -> None:
    """Of 10 trials with no success the 95 % interval is 0 to 27.75 %."""
    assert metrics.wilson_interval(0, 10) == pytest.approx((0.0, 0.27753), abs=1e-5)
    assert metrics.wilson_interval(10, 10) == pytest.approx((0.72247, 1.0), abs=1e-5)


def test_the_bootstrap_interval_of_a_mean_is_the_known_one() -> None:
    """For a weighted mean over people it is close to the normal interval, and repeatable."""
    values = np.random.default_rng(0).normal(3, 2, size=400)

    def mean(weights: Doubles) -> float:
        return float(weights @ values / weights.sum())

    low, high = metrics.bootstrap_over_people(mean, 400, replicates=2000)
    half = 1.96 * values.std() / np.sqrt(400)
    assert float(low) == pytest.approx(values.mean() - half, abs=0.1 * half)
    assert float(high) == pytest.approx(values.mean() + half, abs=0.1 * half)
    assert (low, high) == metrics.bootstrap_over_people(mean, 400, replicates=2000)


def test_useless_input_is_refused() -> None:
    """No scores, scores that are no numbers, impossible rates and single folds are named."""
    good, empty = np.zeros(2), np.zeros(0)
    for genuine, impostor in ((empty, good), (good, empty), (good, np.array([np.nan]))):
        with pytest.raises(ShapeError):
            metrics.roc_auc(genuine, impostor)
    with pytest.raises(ShapeError):
        metrics.threshold_at_fmr(good, 1.5)
    with pytest.raises(ShapeError):
        metrics.wilson_interval(3, 2)
    with pytest.raises(ShapeError):
        metrics.fold_accuracy(good, np.array([True, False]), np.zeros(2))
    with pytest.raises(ShapeError):
        metrics.fold_accuracy(good, np.array([True]), np.zeros(2))
