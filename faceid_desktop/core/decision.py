"""From evidence to a verdict on two faces."""

from __future__ import annotations

import math

from faceid_desktop.core.calibration import FmrTable, probability
from faceid_desktop.core.records import Decision, OperatingPoint, Outcome
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
        Its outcome is monotone: with growing ``llr`` DIFFERENT, UNCERTAIN, SAME, in this order.

    Raises
    ------
    BugError
        If ``llr`` is not a number.
    """
    if math.isnan(llr):
        raise BugError(name="llr", value=llr)
    return Decision(
        outcome=Outcome.POOR_QUALITY if poor else _outcome(llr, table, point),
        llr=llr,
        probability=probability(llr, point.prior),
        fmr=table.at(llr),
        operating_point=point,
        model_id=model_id,
    )


def _outcome(llr: float, table: FmrTable, point: OperatingPoint) -> Outcome:
    # Evidence for two persons never makes SAME, even where a lax false match rate would allow it.
    if llr < point.different_llr:
        return Outcome.DIFFERENT
    return Outcome.SAME if llr >= table.threshold(point.same_fmr) else Outcome.UNCERTAIN
