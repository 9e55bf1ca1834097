"""English words for the strength of evidence: ratios, rates and probabilities."""

from __future__ import annotations

import math

from faceid_desktop.core.records import FalseMatchRate


def likelihood(llr: float) -> str:
    """Say what an LLR means, e.g. "about 1,200 times more likely if they are the same person"."""
    case = "the same person" if llr >= 0 else "different people"
    # Beyond e^30 the digits carry no information about the strength of the evidence.
    if abs(llr) > 30:
        return f"more than {round_number(math.exp(30))} times more likely if they are {case}"
    ratio = math.exp(abs(llr))
    if ratio < 1.05:
        return "equally likely whether they are the same person or different people"
    return f"about {round_number(ratio)} times more likely if they are {case}"


def false_match_rate(fmr: FalseMatchRate) -> str:
    """Say how rare such a score is among different people, e.g. "1 in 40,000" or "rarer than 1 in 50,000"."""
    rate = fmr.rate if fmr.supported else fmr.high
    if rate <= 0:
        return f"rarer than 1 in {round_number(max(fmr.pairs, 1))}"
    if rate > 0.5:
        return f"{rate:.0%} of pairs of different people"
    return f"{'1 in' if fmr.supported else 'rarer than 1 in'} {round_number(1 / rate)}"


def probability(value: float) -> str:
    """Write a probability in four digits, never as a certainty."""
    if value > 0.9999:
        return "more than 0.9999"
    return "less than 0.0001" if value < 0.0001 else f"{value:.4g}"


def round_number(value: float) -> str:
    """Write a number with the two digits that matter, e.g. 1234 as "1,200" and 3.14 as "3.1"."""
    if value < 10:
        return f"{value:.2g}"
    digits = len(f"{value:.0f}") - 2
    return f"{round(value, -digits):,.0f}"
