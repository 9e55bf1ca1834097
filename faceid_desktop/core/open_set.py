"""From the scores of a search to a verdict: whether it is one of the gallery, and who.

The more people a stranger is compared with, the likelier one of them looks alike. The operator therefore sets
what a *search* may cost, the false positive identification rate (FPIR): the share of searches for strangers
that may raise a false alarm (ISO/IEC 19795-1). The threshold on the score follows from the gallery's size N.

- A stranger's search alarms if any of N comparisons does, so ``FPIR <= N * FMR``. This holds however the
  comparisons depend on each other; independence would only give a little less (``1 - (1 - FMR)^N``).
- The false match rate is the one counted on the calibration pairs, as for a comparison of two faces.
- A few million pairs cannot tell rates of one in a billion. Beyond the last score that they support, the rate
  is taken to fall by the factor e for each unit, as that of a likelihood ratio does where scores of genuine
  pairs get rarer (its density among impostors is ``exp(-llr)`` times that among genuine ones). It is then
  never below ``ln(N / FPIR)`` either, which would do if the ratios were true (I. J. Good's and Turing's
  theorem: ``P(LR >= k | different) <= 1 / k``). This is extrapolated, and `SearchPoint.supported` says so.
- A search never accepts what a comparison of two faces at the operator's setting would not.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from faceid_desktop.core.calibration import FmrTable, ScoreHistogram, probability
from faceid_desktop.core.decision import supported_llr
from faceid_desktop.core.records import Candidate, Identification, IdentifyOutcome, OperatingPoint
from faceid_desktop.errors import BugError


@dataclass(frozen=True, slots=True)
class SearchPoint:
    """What the operator set, and what follows from it for a gallery of ``persons``.

    Parameters
    ----------
    fpir
        Share of searches for strangers that may raise a false alarm.
    persons
        Size of the gallery.
    threshold
        Calibrated score from which a person is identified.
    uncertain_from
        Calibrated score from which a comparison of two faces would say "the same".
    fnir
        Share of searches for enrolled people that the threshold misses, measured on pairs of single photos
        (who is enrolled with several is missed less often); None without a gallery.
    supported
        Whether the calibration pairs can tell the false match rate that the threshold needs.
    prior
        Belief before the evidence, for the probability of a candidate.
    """

    fpir: float
    persons: int
    threshold: float
    uncertain_from: float
    fnir: float | None
    supported: bool
    prior: float


def search_point(
    table: FmrTable, histogram: ScoreHistogram, point: OperatingPoint, fpir: float, persons: int
) -> SearchPoint:
    """Derive the threshold of a search.

    Parameters
    ----------
    table, histogram
        Measured on the model's calibration pairs.
    point
        The setting for comparisons.
    fpir
        Share of searches for strangers that may raise a false alarm, above 0 and below 1.
    persons
        Size of the gallery.

    Returns
    -------
    SearchPoint
        Its threshold never falls with ``persons`` and never rises with ``fpir``.

    Raises
    ------
    BugError
        If ``fpir`` is not a rate.
    """
    if not 0 < fpir < 1:
        raise BugError(name="fpir", value=fpir)
    fmr = fpir / max(persons, 1)
    same = max(point.different_llr, table.threshold(point.same_fmr))
    needed = fmr_threshold(table, fmr)
    threshold = max(needed, same if math.isfinite(same) else point.different_llr)
    return SearchPoint(
        fpir=fpir,
        persons=persons,
        threshold=threshold,
        uncertain_from=same,
        fnir=miss_rate(histogram, threshold) if persons else None,
        supported=needed <= table.support_limit,
        prior=point.prior,
    )


def fmr_threshold(table: FmrTable, fmr: float) -> float:
    """Find the score whose false match rate is at most ``fmr``.

    Unlike `FmrTable.threshold` it is always finite: see the module's docstring for what it assumes beyond the
    table's support.
    """
    counted = table.threshold(fmr)
    if math.isfinite(counted):
        return counted
    continued = table.support_limit + math.log(float(table.rate[-1]) / fmr)
    return max(continued, -math.log(fmr))


def miss_rate(histogram: ScoreHistogram, threshold: float) -> float:
    """Share of genuine pairs that score below a threshold, interpolated within a bin."""
    below = np.concatenate([[0.0], np.cumsum(histogram.genuine)])
    return float(np.clip(np.interp(threshold, histogram.edges, below), 0.0, 1.0))


def identify(
    found: Sequence[tuple[str, float]], table: FmrTable, at: SearchPoint, poor: bool, model_id: str
) -> Identification:
    """Judge what a search found.

    Parameters
    ----------
    found
        Persons and their calibrated scores, the best first; those ruled out already left out.
    table
        False match rates of the model.
    at
        The setting.
    poor
        Whether the probe was rejected for its quality. The verdict is then POOR_QUALITY whatever the scores,
        because the rates were measured on accepted faces; the candidates are still handed on.
    model_id
        The model that made the scores.

    Returns
    -------
    Identification
        IDENTIFIED from the threshold; UNCERTAIN where a comparison with this one person would say "the
        same" but a search among so many may not; else UNKNOWN.

    Raises
    ------
    BugError
        If a score is not a number.
    """
    return Identification(
        outcome=_outcome(found, at, poor),
        candidates=tuple(_candidate(person, score, table, at.prior) for person, score in found),
        fpir=at.fpir,
        threshold=at.threshold,
        fnir=at.fnir,
        gallery_size=at.persons,
        model_id=model_id,
    )


def _outcome(found: Sequence[tuple[str, float]], at: SearchPoint, poor: bool) -> IdentifyOutcome:
    if not at.persons:
        return IdentifyOutcome.EMPTY_GALLERY
    if poor:
        return IdentifyOutcome.POOR_QUALITY
    best = max((score for _, score in found), default=-math.inf)
    if best >= at.threshold:
        return IdentifyOutcome.IDENTIFIED
    return IdentifyOutcome.UNCERTAIN if best >= at.uncertain_from else IdentifyOutcome.UNKNOWN


def _candidate(person: str, score: float, table: FmrTable, prior: float) -> Candidate:
    if math.isnan(score):
        raise BugError(name="score", value=score)
    fmr = table.at(score)
    llr = supported_llr(score, fmr)
    return Candidate(person, llr, score, probability(llr, prior), fmr)
