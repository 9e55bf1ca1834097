"""What a score means: calibrated evidence, probability and false match rate.

A raw score becomes a log likelihood ratio by an affine map; the ratio becomes a probability by Bayes' rule
with a prior, and a false match rate by a table measured on impostor pairs of people the model has never seen.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from faceid_desktop.core.metrics import bootstrap_over_people
from faceid_desktop.core.records import Doubles, FalseMatchRate, checked
from faceid_desktop.errors import BugError, ShapeError

SUPPORT = 10
"""Impostor pairs that must score at least as high for a rate to be told: the relative standard error of a
count of ten independent events is about 1/3."""

POINTS_PER_DECADE = 25
RIDGE = 1e-6
NEWTON_STEPS = 100


@dataclass(frozen=True, slots=True)
class AffineCalibration:
    """The map ``llr = scale * raw + offset`` with ``scale`` > 0, so that it keeps the order of scores."""

    scale: float
    offset: float

    def __post_init__(self) -> None:
        if not (math.isfinite(self.offset) and math.isfinite(self.scale) and self.scale > 0):
            raise BugError(name="calibration", scale=self.scale, offset=self.offset)

    def apply(self, raw: Doubles) -> Doubles:
        """Map raw scores (any shape) to calibrated natural-log likelihood ratios of the same shape."""
        return np.asarray(self.scale * raw + self.offset)


def fit_calibration(genuine: Doubles, impostor: Doubles) -> AffineCalibration:
    """Find the affine map of smallest Cllr by Newton's method.

    Both kinds of pair weigh the same whatever their number, so the result is a likelihood ratio and no
    posterior (Brümmer & du Preez, Computer Speech and Language 20, 2006, section 6; van Leeuwen & Brümmer
    2007).

    Parameters
    ----------
    genuine, impostor
        (n,) and (m,) raw scores of pairs of one person and of two.

    Returns
    -------
    AffineCalibration
        The optimum of a convex problem; scores that separate completely get a steep but finite slope, owing
        to a ridge of 1e-6 on the standardised scale.

    Raises
    ------
    ShapeError
        If a kind of pair is missing or a score is not finite.
    BugError
        If the best slope is not positive: the scores then say nothing or are the wrong way round.
    """
    scores = _finite("genuine", genuine), _finite("impostor", impostor)
    raw = np.concatenate(scores)
    centre, spread = float(raw.mean()), float(raw.std()) or 1.0
    design = np.stack(((raw - centre) / spread, np.ones_like(raw)))
    signs = np.repeat((1.0, -1.0), (genuine.size, impostor.size))
    weights = np.repeat((0.5 / genuine.size, 0.5 / impostor.size), (genuine.size, impostor.size))
    theta = _newton(design * signs, weights)
    scale = float(theta[0]) / spread
    return AffineCalibration(scale, float(theta[1]) - scale * centre)


def probability(llr: float, prior: float) -> float:
    """Return the probability of "the same person" after the evidence, by Bayes' rule in log odds.

    Parameters
    ----------
    llr
        Natural-log likelihood ratio, any float.
    prior
        Probability before the evidence, inside 0..1.

    Raises
    ------
    BugError
        If the prior is not strictly between 0 and 1.
    """
    if not 0 < prior < 1:
        raise BugError(name="prior", value=prior)
    log_odds = llr + math.log(prior) - math.log1p(-prior)
    odds = math.exp(-abs(log_odds))  # of the less likely side: it cannot overflow
    return 1 / (1 + odds) if log_odds >= 0 else odds / (1 + odds)


@dataclass(frozen=True, slots=True, eq=False)
class FmrTable:
    """False match rate over the calibrated log likelihood ratio, measured on impostor pairs.

    Parameters
    ----------
    llr
        (m,) float64, strictly ascending. The last entry is the limit of support: what lies above has been
        seen in too few impostor pairs to tell its rate.
    rate
        (m,) float64, share of the pairs that score at least that high; positive and never rising.
    low, high
        (m,) float64, ends of the 95 % interval.
    pairs, people
        Size of the calibration set.
    """

    llr: Doubles
    rate: Doubles
    low: Doubles
    high: Doubles
    pairs: int
    people: int

    def __post_init__(self) -> None:
        checked("llr", self.llr, np.float64, (None,))
        for name in ("rate", "low", "high"):
            checked(name, getattr(self, name), np.float64, self.llr.shape)
        if not self.llr.size or not np.isfinite(self.llr).all() or (np.diff(self.llr) <= 0).any():
            raise ShapeError(
                name="llr", expected="finite, strictly ascending, not empty", actual="something else"
            )
        for name in ("rate", "low", "high"):
            values = getattr(self, name)
            if not ((values >= 0) & (values <= 1)).all() or (np.diff(values) > 0).any():
                raise ShapeError(name=name, expected="0..1, never rising", actual="something else")
        if not ((self.low <= self.rate) & (self.rate <= self.high)).all() or self.rate[-1] <= 0:
            raise ShapeError(name="rate", expected="positive, low <= rate <= high", actual="something else")

    @property
    def support_limit(self) -> float:
        """The largest log likelihood ratio whose rate the calibration set can tell."""
        return float(self.llr[-1])

    def at(self, llr: float) -> FalseMatchRate:
        """Tell how rare it is that two different people score at least ``llr``.

        Between two entries the logarithm of the rate is interpolated. Above the limit of support the answer
        is an upper bound, the interval's high end at the limit: two people reach ``llr`` no more often than
        the limit.

        Parameters
        ----------
        llr
            Calibrated natural-log likelihood ratio, any float.
        """
        supported = llr <= self.support_limit
        low, rate, high = (self._interpolate(values, llr) for values in (self.low, self.rate, self.high))
        if not supported:
            low, rate = 0.0, high
        return FalseMatchRate(rate, low, high, supported, self.pairs, self.people)

    def threshold(self, fmr: float) -> float:
        """Find the smallest log likelihood ratio whose false match rate is at most ``fmr``.

        Returns
        -------
        float
            The lowest entry if even that is good enough, and infinity if ``fmr`` is rarer than the
            calibration set can tell: evidence for such a rate does not exist, so nothing may be accepted.
        """
        place = int(np.searchsorted(-self.rate, -fmr, side="left"))  # first entry with rate <= fmr
        if place == 0:
            return float(self.llr[0])
        if place == self.rate.size:
            return math.inf
        # From log rate to llr, along the same line as `at`; the rates differ, or place were smaller.
        above, below = np.log(self.rate[place - 1]), np.log(self.rate[place])
        share = (above - math.log(fmr)) / (above - below)
        left, right = self.llr[place - 1], self.llr[place]
        return float(min(right, left + share * (right - left)))

    def _interpolate(self, values: Doubles, llr: float) -> float:
        place = int(np.searchsorted(self.llr, llr, side="right"))
        if place == 0:
            return float(values[0])
        if place == self.llr.size:
            return float(values[-1])
        left, right = float(values[place - 1]), float(values[place])
        share = (llr - self.llr[place - 1]) / (self.llr[place] - self.llr[place - 1])
        if right <= 0:  # the logarithm does not exist; only an interval's low end can be there
            return right if share > 0 else left
        # max and min: rounding must neither leave the two entries nor break the order.
        return float(max(right, min(left, left * (right / left) ** share)))


def build_fmr_table(
    impostor_scores: Doubles,
    person_a: NDArray[Any],
    person_b: NDArray[Any],
    replicates: int = 200,
    seed: int = 0,
) -> FmrTable:
    """Measure false match rates with intervals that know which pairs share a person.

    Entries lie where the rate falls by a factor of 10^(1/25), from the lowest score to the tenth highest.
    Millions of pairs are sorted into those entries once; a replicate of the bootstrap then only sums weights.

    Parameters
    ----------
    impostor_scores
        (n,) float64 calibrated log likelihood ratios of pairs of two different people, n >= 10.
    person_a, person_b
        (n,) labels of the two people of each pair.
    replicates
        Weightings of the bootstrap over people (see `faceid_desktop.core.metrics.bootstrap_over_people`).
    seed
        Of the bootstrap.

    Raises
    ------
    ShapeError
        If the lengths differ, there are fewer than 10 pairs, a score is not finite or a pair is of one
        person.
    """
    scores = _finite("impostor_scores", impostor_scores)
    if scores.shape != person_a.shape or scores.shape != person_b.shape or scores.size < SUPPORT:
        raise ShapeError(
            name="person_a", expected=f"(n >= {SUPPORT},)", actual=f"{scores.shape} {person_a.shape}"
        )
    if (person_a == person_b).any():
        raise ShapeError(name="person_b", expected="another person", actual="the same person")
    order = np.argsort(scores, kind="stable")
    ranked = scores[order]
    decades = math.log10(ranked.size / SUPPORT)
    levels = np.geomspace(ranked.size, SUPPORT, 2 + int(decades * POINTS_PER_DECADE)).round().astype(np.int64)
    grid = np.unique(ranked[ranked.size - levels])
    starts = np.searchsorted(ranked, grid, side="left")
    rate = 1 - starts / ranked.size

    names, codes = np.unique(np.concatenate((person_a[order], person_b[order])), return_inverse=True)
    first, second = codes.astype(np.int32).reshape(2, -1)

    def weighted_rates(weights: Doubles) -> Doubles:
        sums = np.add.reduceat(weights[first] * weights[second], starts)
        above = np.cumsum(sums[::-1])[::-1]
        return np.asarray(above / above[0])

    low, high = bootstrap_over_people(weighted_rates, len(names), replicates, seed=seed)
    low, high = np.minimum(low, rate), np.clip(high, rate, 1.0)
    return FmrTable(
        grid, rate, np.minimum.accumulate(low), np.minimum.accumulate(high), int(ranked.size), len(names)
    )


@dataclass(frozen=True, slots=True, eq=False)
class ScoreHistogram:
    """Distributions of genuine and impostor scores, for drawing where a score lies among them.

    Parameters
    ----------
    edges
        (b + 1,) float64, ascending, natural-log likelihood ratios.
    genuine, impostor
        (b,) float64, share of the pairs of that kind in each bin; either sums to 1.
    """

    edges: Doubles
    genuine: Doubles
    impostor: Doubles

    def __post_init__(self) -> None:
        checked("genuine", self.genuine, np.float64, (None,))
        checked("impostor", self.impostor, np.float64, self.genuine.shape)
        checked("edges", self.edges, np.float64, (self.genuine.size + 1,))
        if not self.genuine.size or not (np.diff(self.edges) > 0).all():
            raise ShapeError(name="edges", expected="strictly ascending, not empty", actual="something else")


def build_histogram(genuine: Doubles, impostor: Doubles, bins: int = 80) -> ScoreHistogram:
    """Count scores in ``bins`` equal bins.

    The bins span 99.8 % of either kind, so that one far score does not flatten the picture; what lies outside
    is counted in the outermost bins.

    Raises
    ------
    ShapeError
        If a kind of pair is missing or a score is not finite.
    """
    both = _finite("genuine", genuine), _finite("impostor", impostor)
    ends = np.quantile(both[0], (0.001, 0.999)), np.quantile(both[1], (0.001, 0.999))
    low, high = min(ends[0][0], ends[1][0]), max(ends[0][1], ends[1][1])
    if high <= low:  # all scores are equal: draw one unit around them
        low, high = low - 0.5, high + 0.5
    edges = np.linspace(low, high, bins + 1)
    shares = [np.histogram(np.clip(scores, low, high), edges)[0] / scores.size for scores in both]
    return ScoreHistogram(edges, shares[0], shares[1])


def _newton(design: Doubles, weights: Doubles) -> Doubles:
    """Minimise ``sum weights * ln(1 + exp(-theta . design)) + RIDGE / 2 * theta[0]^2`` by damped steps."""
    ridge = np.diag((RIDGE, 0.0))

    def cost(theta: Doubles) -> float:
        return float(weights @ np.logaddexp(0.0, -(theta @ design)) + theta @ ridge @ theta / 2)

    theta = np.zeros(2)
    now = cost(theta)
    for _ in range(NEWTON_STEPS):
        wrong = np.exp(-np.logaddexp(0.0, theta @ design))  # probability of the wrong kind, stable
        gradient = ridge @ theta - design @ (weights * wrong)
        hessian = (design * (weights * wrong * (1 - wrong))) @ design.T + ridge
        step = np.linalg.lstsq(hessian, gradient)[0]
        decrement = float(gradient @ step)
        if decrement < 1e-16:
            break
        rate = 1.0
        while (then := cost(theta - rate * step)) > now - 0.25 * rate * decrement and rate > 1e-9:
            rate /= 2
        if then >= now:  # rounding allows no further progress
            break
        theta, now = theta - rate * step, then
    return theta


def _finite(name: str, scores: Doubles) -> Doubles:
    if scores.ndim != 1 or not scores.size or not np.isfinite(scores).all():
        raise ShapeError(name=name, expected="(n >= 1,) finite", actual=str(scores.shape))
    return scores.astype(np.float64)
