"""What evidence is called: bans, a word for its strength, and both in the room of a table's cell."""

from __future__ import annotations

import math

from faceid_desktop.core.records import FalseMatchRate, Outcome
from faceid_desktop.gui.words import locale, one_in, rounded, tr

BAN = math.log(10)
"""A ban is a factor of ten in the likelihood ratio (I. J. Good, "Weighing the evidence", 1950)."""


_MINUS = "\N{MINUS SIGN}"


def bans(llr: float) -> str:
    """Write a natural-log likelihood ratio in bans with its sign: "+3.1"."""
    text = locale().toString(abs(llr) / BAN, "f", 1)
    return f"{_MINUS}{text}" if llr < 0 else f"+{text}"


def bans_in_words(llr: float) -> str:
    """Write evidence in bans and decibans: "+3.1 bans (31 decibans)"."""
    return tr("{bans} bans ({decibans} decibans)").format(
        bans=bans(llr), decibans=locale().toString(round(10 * llr / BAN))
    )


def strength(llr: float) -> str:
    """Name the strength of evidence, after the scale of likelihood ratios of the ENFSI guideline (2015)."""
    named = (
        (2.0, tr("no support either way")),
        (10.0, tr("weak support")),
        (100.0, tr("moderate support")),
        (1e3, tr("moderately strong support")),
        (1e4, tr("strong support")),
        (1e6, tr("very strong support")),
        (math.inf, tr("extremely strong support")),
    )
    ratio = math.exp(min(abs(llr), 700.0))
    return next(name for limit, name in named if ratio < limit)


def short_evidence(llr: float) -> str:
    """Word evidence in the room of a table's cell: so many times for one person, or for two."""
    ratio = math.exp(min(abs(llr), 700.0))
    if ratio < 1.5:
        return tr("about even")
    times = tr("over a trillion") if ratio >= 1e12 else rounded(ratio)
    text = tr("{times} one person") if llr > 0 else tr("{times} two people")
    return text.format(times=f"{times} \u00d7")


def short_verdict(outcome: Outcome) -> str:
    """Word a verdict in the room of a table's cell."""
    return {
        Outcome.SAME: tr("Likely same"),
        Outcome.DIFFERENT: tr("Likely different"),
        Outcome.UNCERTAIN: tr("Not clear"),
        Outcome.POOR_QUALITY: tr("Too poor"),
    }[outcome]


def short_rate(fmr: FalseMatchRate) -> str:
    """Word a false match rate in the room of a table's cell: "1 in 850" or "< 1 in 68,000"."""
    return one_in(fmr.rate) if fmr.supported else f"< {one_in(fmr.high)}"
