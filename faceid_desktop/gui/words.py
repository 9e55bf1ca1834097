"""What the window says about verdicts, qualities and numbers (`gui.error_words` has the errors).

Numbers are rounded to what they are worth: two significant digits for odds, and limits ("more than", "rarer
than") where the calibration cannot tell more.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from faceid_desktop.core.records import Decision, FalseMatchRate, Outcome, Quality, QualityReason

_PICTURES = "*.jpg *.jpeg *.jpe *.jfif *.png *.webp *.bmp *.tif *.tiff *.gif *.heic *.heif"


def tr(text: str, note: str = "", n: int = -1) -> str:
    """Translate what the window says; the only function that does.

    Parameters
    ----------
    text
        English, as a literal: ``resources/i18n/build.py`` reads it in the source code. ``%n`` stands for the
        number, in the plural: ``tr("%n photos", "", 3)``; English has its singular from its own catalogue.
        What else is filled in stands in braces.
    note
        Tells apart what English says alike, or helps the translator; a literal, too.
    n
        The number.
    """
    return QCoreApplication.translate("", text, note, n)


def photo_kinds() -> str:
    """Return what a file dialog offers that asks for photos."""
    return f"{tr('Photos')} ({_PICTURES});;{tr('All files')} (*)"


def locale() -> QLocale:
    """Return the locale of numbers; the C locale, which groups no digits, stands for English."""
    current = QLocale()
    return QLocale(QLocale.Language.English) if current.language() == QLocale.Language.C else current


def day_name(moment: datetime, *, short: bool = False) -> str:
    """Write the day of a moment as people here write it, in local time."""
    local = moment.astimezone()
    kind = QLocale.FormatType.ShortFormat if short else QLocale.FormatType.LongFormat
    return locale().toString(QDate(local.year, local.month, local.day), kind)


def device_name(name: str) -> str:
    """Write where the networks run; a graphics card keeps the name that its maker gave it."""
    cores = re.fullmatch(r"CPU, (\d+) threads?", name)
    return tr("CPU, %n threads", "", int(cores[1])) if cores else name


@dataclass(frozen=True, slots=True)
class Chip:
    """A short fact with a tone (``good``, ``plain``, ``warn``)."""

    text: str
    tone: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """A verdict in plain words with the tone and the icon that go with it."""

    text: str
    tone: str
    icon: str


def verdict(outcome: Outcome) -> Verdict:
    """Word an outcome."""
    return {
        Outcome.SAME: Verdict(tr("Likely the same person"), "good", "same"),
        Outcome.DIFFERENT: Verdict(tr("Likely different people"), "bad", "different"),
        Outcome.UNCERTAIN: Verdict(tr("Not clear either way"), "warn", "uncertain"),
        Outcome.POOR_QUALITY: Verdict(tr("Too poor to tell"), "warn", "poor"),
    }[outcome]


def reason_chip(reason: QualityReason) -> str:
    """Name a quality reason in one or two words."""
    return _reasons()[reason][0]


def reason_sentence(reason: QualityReason) -> str:
    """Say why a face is poor and what would help."""
    return _reasons()[reason][1]


def _reasons() -> dict[QualityReason, tuple[str, str]]:
    return {
        QualityReason.TOO_SMALL: (tr("Too small"), tr("The face is too small. Use a larger picture.")),
        QualityReason.BLURRED: (tr("Blurred"), tr("The face is blurred. Use a sharper picture.")),
        QualityReason.TOO_DARK: (tr("Too dark"), tr("The face is too dark. Use a brighter picture.")),
        QualityReason.TOO_BRIGHT: (tr("Too bright"), tr("The face is overexposed. Use a darker picture.")),
        QualityReason.LOW_CONTRAST: (
            tr("Low contrast"),
            tr("The face has little contrast. Use clearer light."),
        ),
        QualityReason.TURNED: (
            tr("Turned away"),
            tr("The head is turned away. Use a picture from the front."),
        ),
        QualityReason.TILTED: (
            tr("Tilted"),
            tr("The head is tilted. Use a picture with the head upright and level."),
        ),
        QualityReason.EYES_CLOSED: (
            tr("Eyes closed"),
            tr("The eyes are closed. Use a picture with open eyes."),
        ),
        QualityReason.CUT_OFF: (tr("Cut off"), tr("A part of the face is outside the picture.")),
    }


def quality_chips(quality: Quality) -> list[Chip]:
    """Word what was measured on a face: the reasons against it as warnings, the rest as facts."""
    against = set(quality.reasons)
    eyes = tr("Eyes {n} px apart").format(n=round(quality.eye_distance_px))
    chips = [Chip(eyes, "warn" if QualityReason.TOO_SMALL in against else "good")]
    if QualityReason.BLURRED not in against:
        chips.append(Chip(tr("Sharp"), "good"))
    if not against & {QualityReason.TOO_DARK, QualityReason.TOO_BRIGHT, QualityReason.LOW_CONTRAST}:
        chips.append(Chip(tr("Well lit"), "good"))
    yaw = round(quality.pose.yaw_deg)
    side = tr("Turned {n}° right") if yaw > 0 else tr("Turned {n}° left")
    if QualityReason.TURNED in against:
        chips.append(Chip(side.format(n=abs(yaw)), "warn"))
    else:
        chips.append(
            Chip(side.format(n=abs(yaw)), "plain") if abs(yaw) >= 8 else Chip(tr("Facing you"), "good")
        )
    said = {QualityReason.TOO_SMALL, QualityReason.TURNED}
    return chips + [Chip(reason_chip(each), "warn") for each in quality.reasons if each not in said]


def likelihood(llr: float) -> tuple[str, str, str]:
    """Word a log-likelihood ratio: the text before, the strong part, and the text after it."""
    factor = math.exp(min(abs(llr), 700.0))
    # What stands in brackets is shown in bold.
    if factor < 1.5:
        return _parts(
            tr(
                "These two photos are [about as likely] if they show the same person as if they show two "
                "different people."
            )
        )
    same = tr(
        "These two photos are [{times} more likely] if they show the same person than if they show two "
        "different people."
    )
    different = tr(
        "These two photos are [{times} more likely] if they show two different people than if they show "
        "the same person."
    )
    huge = factor >= 1e12
    times = tr("more than a trillion times") if huge else tr("about {n} times").format(n=rounded(factor))
    return _parts((same if llr > 0 else different).format(times=times))


def _parts(text: str) -> tuple[str, str, str]:
    """Split a sentence at the brackets round its strong part."""
    before, _, rest = text.partition("[")
    strong, _, after = rest.partition("]")
    return before, strong, after


def sentence(decision: Decision) -> tuple[str, str, str]:
    """Say what the evidence amounts to; with poor photos, that it amounts to little. See `likelihood`."""
    if decision.outcome is Outcome.POOR_QUALITY:
        return _parts(
            tr(
                "A photo is [too poor for a reliable comparison]. The figures below are only a hint; use "
                "better photos."
            )
        )
    return likelihood(decision.llr)


def rounded(number: float) -> str:
    """Write a number >= 1 with two significant digits, in words from a million on: 1,200 or 3.4 million."""
    digits = math.floor(math.log10(max(number, 1.0)))
    value = round(number, 1 - digits)
    for limit, text in _scales():
        if value >= limit:
            return text.format(n=_plain(value / limit))
    return _plain(value)


def _scales() -> tuple[tuple[float, str], ...]:
    """Return from where on a number is told in words: Chinese counts in ten thousands."""
    if locale().language() == QLocale.Language.Chinese:
        return (1e12, "{n} 万亿"), (1e8, "{n} 亿"), (1e4, "{n} 万")
    return (1e12, tr("{n} trillion")), (1e9, tr("{n} billion")), (1e6, tr("{n} million"))


def _plain(value: float) -> str:
    whole = value >= 10 or float(value).is_integer()
    return locale().toString(round(value)) if whole else locale().toString(float(value), "f", 1)


def one_in(rate: float) -> str:
    """Write a rate as "1 in N"."""
    return tr("1 in {n}").format(n=rounded(1.0 / rate)) if rate > 0 else tr("none seen")


def false_match_rate(fmr: FalseMatchRate) -> str:
    """Write a false match rate, or the bound on it where the calibration set is too small to tell."""
    if not fmr.supported:
        return (
            tr("rarer than 1 in {n}").format(n=rounded(1.0 / fmr.high)) if fmr.high > 0 else tr("none seen")
        )
    return one_in(fmr.rate)


def false_match_interval(fmr: FalseMatchRate) -> str:
    """Write the 95 % interval of a false match rate as "28,000 to 61,000", or nothing if there is none."""
    if not fmr.supported or fmr.low <= 0 or fmr.high <= 0:
        return ""
    low, high = rounded(1.0 / fmr.high), rounded(1.0 / fmr.low)
    return "" if low == high else tr("{low} to {high}").format(low=low, high=high)


def probability(value: float) -> str:
    """Write a probability in percent, never as a certainty."""
    if value > 0.9999:
        return tr("more than {n} %").format(n=locale().toString(99.99, "f", 2))
    if value < 0.0001:
        return tr("less than {n} %").format(n=locale().toString(0.01, "f", 2))
    digits = 2 if min(value, 1.0 - value) < 0.001 else 1 if min(value, 1.0 - value) < 0.1 else 0
    return tr("{n} %").format(n=locale().toString(value * 100.0, "f", digits))


def probability_label(prior: float) -> str:
    """Name the row of the probability, with the prior it rests on."""
    return tr("Probability, if {odds} pairs match").format(odds=one_in(prior))


def measured_on(fmr: FalseMatchRate) -> str:
    """Say on how many people and pairs the rate was measured."""
    people = tr("%n people", "", fmr.people)
    return tr("{people}, {n} pairs").format(people=people, n=rounded(fmr.pairs))


def rows(decision: Decision) -> list[tuple[str, str]]:
    """Return the evidence as (name, value) rows, as the panel and the reports show it."""
    interval = false_match_interval(decision.fmr)
    rate = false_match_rate(decision.fmr) + (f" ({interval})" if interval else "")
    return [
        (tr("False match rate at this score"), rate),
        (probability_label(decision.operating_point.prior), probability(decision.probability)),
        (tr("Measured on"), measured_on(decision.fmr)),
    ]
