"""From evidence to a verdict on two faces."""

from __future__ import annotations

import math

from faceid_desktop.core.calibration import FmrTable, probability
from faceid_desktop.core.records import Decision, FalseMatchRate, OperatingPoint, Outcome
from faceid_desktop.errors import BugError


def decide(llr: float, table: FmrTable, point: OperatingPoint, poor: bool, model_id: str) -> Decision:
    """Judge calibrated evidence at an operating point.

    Parameters
    ----------
    llr
        Calibrated natural-log likelihood ratio of "the same person" to "two persons".
    table
        False match rates of the model that made the evidence.
    point
        The operating point that the user chose.
    poor
        Whether one of the two faces was rejected for its quality. The verdict is then POOR_QUALITY whatever
        the evidence, because the rates were measured on accepted faces; the evidence itself is still handed
        on.
    model_id
        Id of that model.

    Returns
    -------
    Decision
        Its outcome is monotone: with growing ``llr`` DIFFERENT, UNCERTAIN, SAME, in this order. Its ``llr``
        is the evidence that the calibration data support (`supported_llr`).

    Raises
    ------
    BugError
        If ``llr`` is not a number.
    """
    if math.isnan(llr):
        raise BugError(name="llr", value=llr)
    fmr = table.at(llr)
    evidence = supported_llr(llr, fmr)
    return Decision(
        outcome=Outcome.POOR_QUALITY if poor else _outcome(llr, table, point),
        llr=evidence,
        score=llr,
        probability=probability(evidence, point.prior),
        fmr=fmr,
        operating_point=point,
        model_id=model_id,
    )


def supported_llr(llr: float, fmr: FalseMatchRate) -> float:
    """Limit evidence to what the impostor pairs of the calibration set bear out.

    A likelihood ratio of k or more can be met by at most one impostor pair in k (I. J. Good's and Turing's
    theorem: ``P(LR >= k | different) <= 1 / k``). A calibration line fitted to the bulk of the scores
    overstates the far tail, so no ratio is stated above one over the upper bound of the measured rate.

    Parameters
    ----------
    llr
        Calibrated natural-log likelihood ratio.
    fmr
        The false match rate measured at ``llr``.

    Returns
    -------
    float
        ``min(llr, -ln(fmr.high))``; it grows with ``llr``, because ``fmr.high`` falls.
    """
    return min(llr, -math.log(fmr.high))


def _outcome(llr: float, table: FmrTable, point: OperatingPoint) -> Outcome:
    # Evidence for two persons never makes SAME, even where a lax false match rate would allow it.
    if llr < point.different_llr:
        return Outcome.DIFFERENT
    return Outcome.SAME if llr >= table.threshold(point.same_fmr) else Outcome.UNCERTAIN
