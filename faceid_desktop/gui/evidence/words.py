"""What evidence is called: bans, a word for its strength, and both in the room of a table's cell."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from faceid_desktop.core.records import FalseMatchRate, Outcome
from faceid_desktop.gui.words import locale, one_in, rounded, tr

if TYPE_CHECKING:
    from faceid_desktop.services.explanation import PatchEvidence

BAN = math.log(10)
"""A ban is a factor of ten in the likelihood ratio (I. J. Good, "Weighing the evidence", 1950)."""


_MINUS = "\N{MINUS SIGN}"


def bans(llr: float) -> str:
    """Write a natural-log likelihood ratio in bans with its sign: "+3.1"."""
    text = locale().toString(abs(llr) / BAN, "f", 1)
    if round(abs(llr) / BAN, 1) == 0:
        return text
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


def zone(score: float, different: float, same: float) -> str:
    """Say where a score lies to the grey zone, in which a pair is called not clear either way."""
    if math.isinf(same):
        return tr("No score is enough for the rate that was set")
    ends = tr("{low} to {high} bans").format(low=bans(different), high=bans(same))
    if score < different:
        return f"{tr('below it')}\n{ends}"
    return f"{tr('above it') if score >= same else tr('inside it')}\n{ends}"


def region_name(name: str) -> str:
    """Name a region that the model looks at, from its name in the bundle such as ``left_eye_grey@0.92``."""
    whole, _, scale = name.partition("@")
    grey = whole.endswith("_grey")
    base = whole.removesuffix("_grey")
    words = [_regions().get(base, base.replace("_", " "))]
    if scale:
        words.append(tr("closer") if float(scale) < 1 else tr("wider"))
    if grey:
        words.append(tr("in grey"))
    return ", ".join(words)


def _regions() -> dict[str, str]:
    # A region on the left stands for both sides: its mirror image is looked at as well.
    return {
        "whole_face": tr("Whole face"),
        "context": tr("Head and hair"),
        "tight_face": tr("Inner face"),
        "upper_face": tr("Upper face"),
        "lower_face": tr("Lower face"),
        "eyes_and_nose": tr("Eyes and nose"),
        "nose_and_mouth": tr("Nose and mouth"),
        "eyes": tr("Eyes"),
        "left_half": tr("Halves of the face"),
        "left_eye": tr("Each eye"),
        "left_eye_wide": tr("Round each eye"),
        "left_cheek": tr("Cheeks"),
        "nose": tr("Nose"),
        "mouth": tr("Mouth"),
        "left_mouth_corner": tr("Corners of the mouth"),
    }


def agreement(regions: Sequence[PatchEvidence]) -> str:
    """Say how many regions agree, and which speaks most for the other side."""
    for_one = sum(each.llr > 0 for each in regions)
    if for_one == len(regions):
        return tr("All %n regions speak for one person.", "", len(regions))
    if not for_one:
        return tr("All %n regions speak for two people.", "", len(regions))
    weakest = min(regions, key=lambda each: each.llr)
    counts = tr("{some} of {all} regions speak for one person; most against it: {region}.")
    name = region_name(weakest.patch.name)
    return counts.format(some=for_one, all=len(regions), region=name)
