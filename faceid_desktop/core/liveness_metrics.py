"""Error rates of presentation attack detection, with the terms of ISO/IEC 30107-3.

Scores are higher for living faces; a presentation passes when its score is **at least** the threshold.

APCER
    Share of the attacks of one *instrument species* (print, screen, ...) that pass. The figure for a system
    is that of its worst species, not a mean.
BPCER
    Share of bona fide presentations (living faces) that are refused.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from faceid_desktop.core.records import Doubles
from faceid_desktop.errors import ShapeError

_HALVINGS = 80


@dataclass(frozen=True, slots=True)
class ErrorRate:
    """Errors among trials and the exact 95 % interval of the rate.

    The interval takes trials as independent. Frames of one clip are not: read it beside the number of clips
    and people.
    """

    errors: int
    trials: int
    low: float
    high: float

    @property
    def rate(self) -> float:
        """The share of errors; NaN without trials."""
        return self.errors / self.trials if self.trials else math.nan


@dataclass(frozen=True, slots=True)
class AttackReport:
    """BPCER and the APCER of each attack species at one threshold."""

    threshold: float
    bpcer: ErrorRate
    apcer: Mapping[str, ErrorRate]

    @property
    def worst_apcer(self) -> float:
        """APCER of the species that passes most often: the figure of the system; NaN without attacks."""
        return max((each.rate for each in self.apcer.values()), default=math.nan)

    @property
    def acer(self) -> float:
        """Mean of BPCER and the worst APCER: often quoted, though not part of the standard."""
        return (self.bpcer.rate + self.worst_apcer) / 2


def error_rate(errors: int, trials: int, confidence: float = 0.95) -> ErrorRate:
    """Return errors among trials with the interval of Clopper and Pearson, Biometrika 26 (1934).

    Exact: it contains the true rate at least as often as ``confidence`` says, for few trials and for no error
    at all, too. Without trials the interval is 0..1.

    Raises
    ------
    ShapeError
        If the counts are impossible.
    """
    if not (0 <= errors <= trials and 0 < confidence < 1):
        raise ShapeError(name="errors", expected="0..trials", actual=f"{errors}/{trials}")
    tail = (1 - confidence) / 2
    low = 0.0 if errors == 0 else _root(lambda p: 1 - _at_most(errors - 1, trials, p) - tail)
    high = 1.0 if errors == trials else _root(lambda p: tail - _at_most(errors, trials, p))
    return ErrorRate(errors, trials, low, high)


def attack_report(bona_fide: Doubles, attacks: Mapping[str, Doubles], threshold: float) -> AttackReport:
    """Count errors at a threshold.

    Parameters
    ----------
    bona_fide
        Scores (n,) of living faces.
    attacks
        Scores (n,) of each species; an empty one is left out.
    threshold
        Scores from it on pass.
    """
    refused = error_rate(int(np.count_nonzero(bona_fide < threshold)), len(bona_fide))
    passed = {
        species: error_rate(int(np.count_nonzero(values >= threshold)), len(values))
        for species, values in attacks.items()
        if len(values)
    }
    return AttackReport(threshold, refused, passed)


def _at_most(successes: int, trials: int, chance: float) -> float:
    """Probability of at most so many successes among independent trials, 0 < chance < 1."""
    counts = np.arange(successes + 1)
    logs = (
        np.array([math.lgamma(trials + 1) - math.lgamma(k + 1) - math.lgamma(trials - k + 1) for k in counts])
        + counts * math.log(chance)
        + (trials - counts) * math.log1p(-chance)
    )
    return float(min(1.0, np.exp(logs).sum()))


def _root(rising: Callable[[float], float]) -> float:
    """Zero in 0..1 of a function that rises through it, by halving."""
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if rising(middle) < 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2
