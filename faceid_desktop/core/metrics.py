"""Measures of verification error.

Everywhere ``genuine`` and ``impostor`` are the scores (n,) of pairs of one person and of two persons, a
higher score speaks for one person, and a pair is accepted when its score is **at least** the threshold. FMR
and FNMR are those of ISO/IEC 19795-1:2021.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

import numpy as np
from numpy.typing import NDArray

from faceid_desktop.core.records import Doubles
from faceid_desktop.errors import ShapeError


@dataclass(frozen=True, slots=True)
class FoldAccuracy:
    """Accuracy in cross-validation: mean, its standard error, and each fold's accuracy and threshold."""

    mean: float
    standard_error: float
    folds: tuple[float, ...]
    thresholds: tuple[float, ...]


def roc_auc(genuine: Doubles, impostor: Doubles) -> float:
    """Return the area under the ROC curve: the chance that a genuine pair outscores an impostor pair.

    A tie counts half (Mann & Whitney 1947; Hanley & McNeil 1982).
    """
    _require_scores(genuine, impostor)
    ranked = np.sort(impostor)
    below = np.searchsorted(ranked, genuine, side="left").mean()
    not_above = np.searchsorted(ranked, genuine, side="right").mean()
    return float((below + not_above) / (2 * impostor.size))


def equal_error_rate(genuine: Doubles, impostor: Doubles) -> float:
    """Return the rate at which FMR and FNMR are the same, between two thresholds by linear interpolation."""
    _require_scores(genuine, impostor)
    _, fmr, fnmr = _error_rates(genuine, impostor)
    excess = fnmr - fmr  # from -1 (all accepted) to 1 (all rejected), never falling
    after = int(np.argmax(excess >= 0))
    before = after - 1
    share = -excess[before] / (excess[after] - excess[before])
    return float(fmr[before] + share * (fmr[after] - fmr[before]))


def threshold_at_fmr(impostor: Doubles, fmr: float) -> float:
    """Return the smallest threshold that accepts no more than a share ``fmr`` of the impostor pairs."""
    _require_scores(impostor, impostor)
    if not 0 <= fmr <= 1:
        raise ShapeError(name="fmr", expected="0..1", actual=str(fmr))
    allowed = math.floor(fmr * impostor.size + 1e-9)  # 0.29 * 100 is 28.999999999999996
    if allowed >= impostor.size:
        return float(impostor.min())
    first_rejected = np.partition(impostor, impostor.size - allowed - 1)[impostor.size - allowed - 1]
    return float(np.nextafter(first_rejected, np.inf))


def fnmr_at_fmr(genuine: Doubles, impostor: Doubles, fmr: float) -> float:
    """Return the share of genuine pairs that `threshold_at_fmr` rejects."""
    _require_scores(genuine, impostor)
    return float(np.mean(genuine < threshold_at_fmr(impostor, fmr)))


def accuracy_at(genuine: Doubles, impostor: Doubles, threshold: float) -> float:
    """Return the share of all pairs that ``threshold`` judges rightly."""
    _require_scores(genuine, impostor)
    right = np.count_nonzero(genuine >= threshold) + np.count_nonzero(impostor < threshold)
    return float(right / (genuine.size + impostor.size))


def best_threshold(genuine: Doubles, impostor: Doubles) -> float:
    """Return a threshold of largest accuracy, halfway to the next lower score so that it generalises."""
    _require_scores(genuine, impostor)
    thresholds, fmr, fnmr = _error_rates(genuine, impostor)
    place = int(np.argmin(fnmr * genuine.size + fmr * impostor.size))
    if place == 0:
        return float(thresholds[0])
    if place == len(thresholds) - 1:
        return float(np.nextafter(thresholds[place - 1], np.inf))
    middle = thresholds[place - 1] / 2 + thresholds[place] / 2
    return float(middle if middle > thresholds[place - 1] else thresholds[place])


def fold_accuracy(scores: Doubles, same: NDArray[np.bool_], folds: NDArray[Any]) -> FoldAccuracy:
    """Measure accuracy by the protocol of LFW's View 2.

    Each fold is judged with the best threshold of all other folds; the standard error is the folds' sample
    standard deviation over the root of their number (Huang, Ramesh, Berg & Learned-Miller, UMass TR 07-49,
    2007, section III-B).

    Parameters
    ----------
    scores, same, folds
        (n,) each: score, whether the pair is of one person, and the pair's fold.

    Returns
    -------
    FoldAccuracy
        Folds in ascending order of their labels.

    Raises
    ------
    ShapeError
        If the lengths differ, or there are fewer than two folds, or a fold or its rest lacks one kind of
        pair.
    """
    if scores.ndim != 1 or scores.shape != same.shape or scores.shape != folds.shape:
        raise ShapeError(name="scores", expected="same and folds (n,)", actual=f"{scores.shape} {same.shape}")
    names = np.unique(folds)
    if len(names) < 2:
        raise ShapeError(name="folds", expected="two or more", actual=str(len(names)))
    accuracies, thresholds = [], []
    for name in names:
        inside = folds == name
        threshold = best_threshold(scores[~inside & same], scores[~inside & ~same])
        thresholds.append(threshold)
        accuracies.append(accuracy_at(scores[inside & same], scores[inside & ~same], threshold))
    error = float(np.std(accuracies, ddof=1) / np.sqrt(len(names)))
    return FoldAccuracy(float(np.mean(accuracies)), error, tuple(accuracies), tuple(thresholds))


def cllr(genuine_llr: Doubles, impostor_llr: Doubles) -> float:
    """Return the cost of log likelihood ratios in bits: 0 is perfect, 1 is what ``llr = 0`` for all earns.

    Source: Brümmer & du Preez, "Application-independent evaluation of speaker detection", Computer Speech and
    Language 20 (2006), eq. 10. Unlike AUC it also punishes wrongly scaled or shifted evidence.
    """
    _require_scores(genuine_llr, impostor_llr)
    missed = np.logaddexp(0.0, -genuine_llr).mean()
    false = np.logaddexp(0.0, impostor_llr).mean()
    return float((missed + false) / (2 * np.log(2)))


def min_cllr(genuine: Doubles, impostor: Doubles) -> float:
    """Return the Cllr after the best monotone recalibration: what is left when calibration is not to blame.

    The optimum is found by pooling adjacent violators (Brümmer & du Preez 2006, section 4.3; Zadrozny & Elkan
    2002). ``cllr - min_cllr`` is the calibration loss.
    """
    _require_scores(genuine, impostor)
    blocks: list[tuple[int, int]] = []
    for same, different in _runs(genuine, impostor):
        block = (same, different)
        # A block must hold a larger share of genuine pairs than the one before it (cross-multiplied: exact).
        while blocks and blocks[-1][0] * block[1] >= block[0] * blocks[-1][1]:
            last = blocks.pop()
            block = (last[0] + block[0], last[1] + block[1])
        blocks.append(block)
    mixed = np.array([block for block in blocks if block[0] and block[1]], dtype=np.float64).reshape(-1, 2)
    share = mixed / (genuine.size, impostor.size)
    llr = np.log(share[:, 0] / share[:, 1])
    cost = share[:, 0] * np.logaddexp(0.0, -llr) + share[:, 1] * np.logaddexp(0.0, llr)
    return float(cost.sum() / (2 * np.log(2)))


def wilson_interval(successes: int, trials: int, confidence: float = 0.95) -> tuple[float, float]:
    """Return the score interval of a proportion (Wilson, JASA 22, 1927); sound for 0 or all successes, too.

    It takes the trials as independent: use `bootstrap_over_people` where pairs share people.
    """
    if not (0 <= successes <= trials and trials > 0 and 0 < confidence < 1):
        raise ShapeError(name="successes", expected="0..trials, trials > 0", actual=f"{successes}/{trials}")
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    share, z2 = successes / trials, z * z / trials
    centre = (share + z2 / 2) / (1 + z2)
    half = z / (1 + z2) * math.sqrt(share * (1 - share) / trials + z2 / (4 * trials))
    # Exact ends: rounding must not leave 1e-18 above nothing, or an interval without its own estimate.
    low = 0.0 if successes == 0 else min(max(0.0, centre - half), share)
    high = 1.0 if successes == trials else max(min(1.0, centre + half), share)
    return low, high


def bootstrap_over_people(
    statistic: Callable[[Doubles], Doubles | float],
    people: int,
    replicates: int = 1000,
    confidence: float = 0.95,
    seed: int = 0,
) -> tuple[Doubles, Doubles]:
    """Return a percentile interval that knows that pairs of one person are not independent.

    People are reweighted, not pairs: a pair's weight is the product of its two people's. With exponential
    weights (Rubin, "The Bayesian Bootstrap", 1981) no replicate loses anybody; products for crossed data are
    from Owen & Eckles, "Bootstrapping data arrays of arbitrary order", Annals of Applied Statistics 6 (2012).
    They err on the safe side: where pairs happen to be independent, the interval is up to sqrt(3) times too
    wide.

    Parameters
    ----------
    statistic
        Takes the people's weights (people,), returns a number or an array.
    people
        How many.
    replicates
        Weightings to draw.
    confidence
        Of the interval.
    seed
        Of the random numbers; the same seed gives the same interval.

    Returns
    -------
    tuple[Doubles, Doubles]
        Low and high end, shaped like the statistic.
    """
    random = np.random.default_rng(seed)
    values = [statistic(random.standard_exponential(people)) for _ in range(replicates)]
    tail = (1 - confidence) / 2
    low, high = np.quantile(np.asarray(values, dtype=np.float64), (tail, 1 - tail), axis=0)
    return np.asarray(low), np.asarray(high)


def _error_rates(genuine: Doubles, impostor: Doubles) -> tuple[Doubles, Doubles, Doubles]:
    """Return all distinct scores and infinity as thresholds, ascending, with FMR and FNMR at each."""
    thresholds = np.append(np.unique(np.concatenate((genuine, impostor))), np.inf)
    fmr = 1 - np.searchsorted(np.sort(impostor), thresholds, side="left") / impostor.size
    fnmr = np.searchsorted(np.sort(genuine), thresholds, side="left") / genuine.size
    return thresholds, fmr, fnmr


def _runs(genuine: Doubles, impostor: Doubles) -> list[tuple[int, int]]:
    """Count genuine and impostor pairs in ascending order of score, pure neighbours taken together.

    That keeps the loop over them as short as the smaller class is, with millions of impostor pairs.
    """
    values, place = np.unique(np.concatenate((genuine, impostor)), return_inverse=True)
    same = np.bincount(place[: genuine.size], minlength=len(values))
    different = np.bincount(place[genuine.size :], minlength=len(values))
    kind = np.where(different == 0, 1, np.where(same == 0, 0, 2))
    starts = np.flatnonzero(np.concatenate(([True], (kind[1:] != kind[:-1]) | (kind[1:] == 2))))
    same_sums, different_sums = np.add.reduceat(same, starts), np.add.reduceat(different, starts)
    return list(zip(same_sums.tolist(), different_sums.tolist(), strict=True))


def _require_scores(genuine: Doubles, impostor: Doubles) -> None:
    for name, scores in (("genuine", genuine), ("impostor", impostor)):
        if scores.ndim != 1 or not scores.size or np.isnan(scores).any():
            raise ShapeError(name=name, expected="(n >= 1,) without NaN", actual=str(scores.shape))
