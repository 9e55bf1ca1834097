"""Verification figures on people that no part of the model has seen, with intervals over people."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from faceid_desktop.core.calibration import fit_calibration
from faceid_desktop.core.metrics import bootstrap_over_people, cllr, fnmr_at_fmr, min_cllr, roc_auc
from faceid_desktop.core.records import Doubles
from faceid_desktop.errors import BugError
from faceid_desktop.training.scorer import FittedScorer, PairScores, People, all_pairs

RATES = (1e-2, 1e-3)
REPLICATES = 200


def measure(scorer: FittedScorer, sample: People) -> Mapping[str, object]:
    """Verify all pairs of a sample.

    Parameters
    ----------
    scorer
        The fitted scorer.
    sample
        Faces of people whom neither the networks nor the scorer have seen.

    Returns
    -------
    Mapping
        ``fnmr_at_fmr_*`` at thresholds of this sample; ``*_at_calibrated_1e-3`` at the threshold that the
        calibration set gave for a false match rate of 1e-3, i.e. what a user of that setting would see. Rates
        have a 95 % interval by reweighting people, ``<name>_interval``.
    """
    raw = all_pairs(scorer.projection.transform(sample.responses), sample, scorer.joint_bayesian.cross_llr)
    genuine, impostor = scorer.calibration.apply(raw.genuine), scorer.calibration.apply(raw.impostor)
    pairs = PairScores(genuine, impostor, raw.person, raw.first, raw.second)
    threshold = scorer.table.threshold(1e-3)
    rates = {
        **{
            f"fnmr_at_fmr_{rate:.0e}".replace("e-0", "e-"): fnmr_at_fmr(genuine, impostor, rate)
            for rate in RATES
        },
        "fmr_at_calibrated_1e-3": float(np.mean(impostor >= threshold)),
        "fnmr_at_calibrated_1e-3": float(np.mean(genuine < threshold)),
    }
    low, high = rate_intervals(pairs, threshold)
    intervals = {
        f"{name}_interval": [float(a), float(b)] for name, a, b in zip(rates, low, high, strict=True)
    }
    return {
        **rates,
        **intervals,
        "auc": roc_auc(genuine, impostor),
        "cllr": cllr(genuine, impostor),
        "min_cllr": min_cllr(genuine, impostor),
        "genuine_pairs": len(genuine),
        "impostor_pairs": len(impostor),
        "people": len(np.unique(sample.people)),
    }


def rate_intervals(pairs: PairScores, threshold: float) -> tuple[Doubles, Doubles]:
    """Bootstrap over people the FNMR at each of `RATES`, and FMR and FNMR at a fixed threshold.

    In a replicate a person counts ``w`` times: so do pairs of one person, and pairs of two count the product.

    Parameters
    ----------
    pairs
        Calibrated scores of all pairs.
    threshold
        The fixed threshold.

    Returns
    -------
    tuple
        Low and high ends (4,) of 95 % intervals.
    """
    names, codes = np.unique(np.concatenate([pairs.person, pairs.first, pairs.second]), return_inverse=True)
    person, first, second = np.split(codes, np.cumsum([len(pairs.person), len(pairs.first)]))
    order = np.argsort(-pairs.impostor)
    first, second, ranked = first[order], second[order], pairs.impostor[order]
    accepted = int(np.searchsorted(-ranked, -threshold, side="right"))
    deepest = min(len(ranked), max(accepted, int(20 * max(RATES) * len(ranked))) + 1)

    def rates(weights: Doubles) -> Doubles:
        products = weights[first] * weights[second]
        share = np.cumsum(products[:deepest]) / products.sum()
        limits = [ranked[min(int(np.searchsorted(share, rate, side="right")), deepest - 1)] for rate in RATES]
        missed = [_weighted(pairs.genuine <= limit, weights[person]) for limit in limits]
        fixed = float(share[accepted - 1]) if accepted else 0.0
        return np.array([*missed, fixed, _weighted(pairs.genuine < threshold, weights[person])])

    return bootstrap_over_people(rates, len(names), REPLICATES)


def person_losses(pairs: PairScores) -> Doubles:
    """Share of Cllr, in bits, of each person that has pairs of its own.

    Parameters
    ----------
    pairs
        Raw scores; they are calibrated on themselves. Scores that say nothing cost one bit.
    """
    names, own = np.unique(pairs.person, return_inverse=True)
    try:
        line = fit_calibration(pairs.genuine, pairs.impostor)
    except BugError:  # the best slope is negative: strangers look more alike than one person
        return np.ones(len(names))
    missed = np.logaddexp(0.0, -line.apply(pairs.genuine)) / np.log(2)
    false = np.logaddexp(0.0, line.apply(pairs.impostor)) / np.log(2)
    genuine = np.bincount(own, missed) / np.bincount(own)
    ends = np.concatenate([pairs.first, pairs.second])
    places = np.searchsorted(names, ends).clip(max=len(names) - 1)
    there = names[places] == ends
    both = np.concatenate([false, false])[there]
    counts = np.bincount(places[there], minlength=len(names))
    impostor = np.bincount(places[there], both, len(names)) / np.maximum(counts, 1)
    return np.asarray((genuine + impostor) / 2)


def _weighted(chosen: NDArray[np.bool_], weights: Doubles) -> float:
    return float(weights @ chosen / weights.sum())
