"""What the Compare page says about many photos."""

from __future__ import annotations

from faceid_desktop.gui.error_words import error_message
from faceid_desktop.gui.evidence.words import short_evidence
from faceid_desktop.gui.words import locale, reason_chip, tr
from faceid_desktop.services.many import Linking, ManyFailure, ManyResult
from faceid_desktop.services.progress import Progress


def pace(progress: Progress) -> str:
    """Word how far it is, what failed, and how long it still takes."""
    if not progress.total:
        return tr("Looking for photos…")
    parts = [
        tr("{done} of {total} photos").format(
            done=locale().toString(progress.done), total=locale().toString(progress.total)
        )
    ]
    if progress.failed:
        parts.append(tr("%n could not be used", "", progress.failed))
    if progress.remaining_s is not None and progress.done < progress.total:
        parts.append(time_left(progress.remaining_s))
    return " · ".join(parts)


def time_left(seconds: float) -> str:
    """Word how long something still takes, no finer than is known."""
    if seconds < 1:
        return tr("done in a moment")
    if seconds < 90:
        return tr("about %n seconds left", "", round(seconds))
    return tr("about %n minutes left", "", round(seconds / 60))


def summary(result: ManyResult, groups: int, alone: int) -> str:
    """Word what was found in a heap of photos."""
    parts = [
        tr("%n photos", "", len(result.photos)),
        tr("%n pairs", "", len(result.pairs)),
        tr("%n groups", "", groups),
    ]
    if alone:
        parts.append(tr("%n alone", "", alone))
    if result.poor:
        parts.append(tr("%n too poor to tell", "", len(result.poor)))
    if result.failures:
        parts.append(tr("%n could not be used", "", len(result.failures)))
    if result.cancelled:
        parts.append(tr("stopped before the end"))
    return " · ".join(parts)


def linking_name(linking: Linking) -> str:
    """Name a way of grouping."""
    return {
        Linking.CAREFUL: tr("Group carefully"),
        Linking.AS_PAIRS: tr("Group like single pairs"),
    }[linking]


def linking_help(linking: Linking, result: ManyResult) -> str:
    """Say when photos are put together, and how many chance matches that allows."""
    limit = short_evidence(result.link(linking))
    text = tr("Photos are grouped where the evidence, averaged over all pairs, is at least {limit}.")
    rate = result.scorer.table.at(result.link(linking)).rate
    expected = rate * len(result.pairs)
    chance = (
        tr("About one chance match or fewer is expected in this heap.")
        if expected < 1.5
        else tr("About {n} chance matches are expected among strangers.").format(
            n=locale().toString(round(expected))
        )
    )
    return f"{text.format(limit=limit)} {chance}"


def group_title(number: int, size: int) -> str:
    """Name a group."""
    return tr("Person {number}").format(number=locale().toString(number)) + " · " + tr("%n photos", "", size)


def group_line(result: ManyResult, group: tuple[int, ...]) -> str:
    """Say how well a group holds together."""
    weakest = result.weakest(group)
    if weakest is None:
        return ""
    evidence = short_evidence(result.decision(*weakest).llr)
    if len(group) == 2:
        return tr("Evidence: {evidence}").format(evidence=evidence)
    return tr("Weakest pair: {evidence}").format(evidence=evidence)


def failure_line(failure: ManyFailure) -> str:
    """Say why a photo could not be used."""
    message = error_message(failure.error)
    name = failure.path.name
    return f"{message.title}. {message.hint}" if name in message.title else f"{name}: {message.title}"


def notes(result: ManyResult, first: int, second: int) -> str:
    """Say what is wrong with the photos of a pair; empty if nothing is."""
    parts = []
    for place in dict.fromkeys((first, second)):
        photo = result.photos[place]
        if photo.reasons:
            why = ", ".join(reason_chip(each).lower() for each in photo.reasons)
            parts.append(f"{photo.path.name}: {why}")
    return " · ".join(parts)
