"""The verdict on two faces."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceid_desktop.core.calibration import FmrTable, probability
from faceid_desktop.core.decision import decide
from faceid_desktop.core.records import OperatingPoint, Outcome
from faceid_desktop.errors import BugError

RATE = np.array([1.0, 1e-2, 1e-4])
TABLE = FmrTable(np.array([-10.0, -1.0, 5.0]), RATE, RATE / 2, np.array([1.0, 2e-2, 2e-4]), 10**6, 1500)
ORDER = [Outcome.DIFFERENT, Outcome.UNCERTAIN, Outcome.SAME]
LLRS = st.floats(allow_nan=False)
POINTS = st.builds(OperatingPoint, st.floats(1e-6, 1), st.floats(-20, 20), st.floats(0.01, 0.99))


@given(a=LLRS, b=LLRS, point=POINTS)
def test_more_evidence_never_makes_a_verdict_more_different(
    a: float, b: float, point: OperatingPoint
) -> None:
    """The outcome goes from DIFFERENT over UNCERTAIN to SAME, at any operating point."""
    first, second = (decide(llr, TABLE, point, False, "m") for llr in sorted((a, b)))
    assert ORDER.index(first.outcome) <= ORDER.index(second.outcome)
    assert first.probability <= second.probability
    assert first.llr <= second.llr


@pytest.mark.parametrize(
    ("llr", "outcome"),
    [
        (-0.001, Outcome.DIFFERENT),
        (0.0, Outcome.UNCERTAIN),
        (1.999, Outcome.UNCERTAIN),
        (2.001, Outcome.SAME),
        (99.0, Outcome.SAME),
        (-math.inf, Outcome.DIFFERENT),
    ],
)
def test_outcomes_at_the_usual_operating_point(llr: float, outcome: Outcome) -> None:
    """FMR 1 in 1000 lies at 2 in this table, and negative evidence means different."""
    assert decide(llr, TABLE, OperatingPoint(), False, "m").outcome is outcome


def test_the_decision_carries_all_evidence() -> None:
    """Ratio, probability with the prior, rate, operating point and model are handed on unchanged."""
    point = OperatingPoint(prior=0.1)
    decision = decide(1.5, TABLE, point, False, "model-1")
    assert (decision.llr, decision.model_id, decision.operating_point) == (1.5, "model-1", point)
    assert decision.probability == probability(1.5, 0.1)
    assert decision.fmr == TABLE.at(1.5)


@given(llr=LLRS)
def test_no_more_evidence_is_claimed_than_impostors_bear_out(llr: float) -> None:
    """At most one impostor pair in k may reach a ratio of k, so a claim ends at one over the rate's bound."""
    decision = decide(llr, TABLE, OperatingPoint(), False, "m")
    assert decision.llr == min(llr, -math.log(decision.fmr.high))


def test_overstated_evidence_is_cut_and_honest_evidence_kept() -> None:
    """A score far beyond the table is worth what the table supports (2 in 10,000), an ordinary one itself."""
    overstated = decide(99.0, TABLE, OperatingPoint(), False, "m")
    assert overstated.llr == pytest.approx(-math.log(2e-4))
    assert overstated.score == 99.0
    assert decide(3.0, TABLE, OperatingPoint(), False, "m").llr == 3.0


@given(llr=LLRS, point=POINTS)
def test_poor_faces_get_no_verdict_but_keep_their_evidence(llr: float, point: OperatingPoint) -> None:
    """Poor quality overrides any outcome, and nothing else changes."""
    poor, good = decide(llr, TABLE, point, True, "m"), decide(llr, TABLE, point, False, "m")
    assert poor.outcome is Outcome.POOR_QUALITY
    assert (poor.llr, poor.probability, poor.fmr) == (good.llr, good.probability, good.fmr)


def test_evidence_for_two_persons_is_never_called_same() -> None:
    """A lax rate of 1 in 50 puts the threshold below zero; what lies between stays different."""
    assert decide(-0.5, TABLE, OperatingPoint(same_fmr=0.02), False, "m").outcome is Outcome.DIFFERENT
    assert decide(0.0, TABLE, OperatingPoint(same_fmr=0.02), False, "m").outcome is Outcome.SAME


def test_a_rate_that_the_table_cannot_support_accepts_nobody() -> None:
    """Nobody is called the same at a rate rarer than the calibration set can tell."""
    assert decide(50.0, TABLE, OperatingPoint(same_fmr=1e-5), False, "m").outcome is Outcome.UNCERTAIN


def test_no_number_is_a_bug() -> None:
    """A score that is not a number is no evidence for anything."""
    with pytest.raises(BugError):
        decide(math.nan, TABLE, OperatingPoint(), False, "m")
