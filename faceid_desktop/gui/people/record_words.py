"""Words of a person's record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faceid_desktop.core.records import Candidate
from faceid_desktop.gallery.records import AuditEntry, ConsentEntry, PersonRecord, PhotoRecord
from faceid_desktop.gallery.schema import ConsentStatus
from faceid_desktop.gui.audit.details import details_line
from faceid_desktop.gui.audit.words import kind_name
from faceid_desktop.gui.enrol.words import basis_name, way_name
from faceid_desktop.gui.words import day_name, locale, one_in, tr

if TYPE_CHECKING:
    from faceid_desktop.services.retention import Due


def section(name: str, count: int) -> str:
    """Name a section with the number of its lines."""
    return f"{name} {locale().toString(count)}"


def statement(entry: ConsentEntry) -> str:
    """Word a statement on the lawful basis: what, when, how, what for, until when."""
    given = entry.status is ConsentStatus.GIVEN
    first = tr("{basis}, given on {day}") if given else tr("Withdrawn on {day} ({basis})")
    lines = [first.format(basis=basis_name(entry.basis), day=day_name(entry.at))]
    parts = [entry.purpose, way_name(entry.how)]
    if entry.text_version:
        parts.append(tr("text {version}").format(version=entry.text_version))
    if entry.expires is not None:
        parts.append(tr("until {day}").format(day=day_name(entry.expires)))
    lines.append(" · ".join(part for part in parts if part))
    return "\n".join(line for line in lines if line)


def photo(record: PhotoRecord) -> str:
    """Word a photo: where it came from, when, and which models have a template of it."""
    models = ", ".join(record.models) or tr("no template")
    added = tr("Added on {day}").format(day=day_name(record.added))
    return f"{record.source_name}\n{added} · {models}"


def alike(person: PersonRecord, candidate: Candidate) -> str:
    """Word somebody who looks alike, and how rare that is."""
    evidence = tr("Two different people look this much alike in {odds} comparisons.").format(
        odds=one_in(candidate.fmr.high)
    )
    return f"{person.details.name}\n{evidence}"


def event(entry: AuditEntry) -> str:
    """Word an event of the audit log."""
    head = f"{kind_name(entry.kind)} · {day_name(entry.at)}, {entry.at.astimezone():%H:%M}"
    details = details_line(entry.details)
    return f"{head}\n{details}" if details else head


def due_line(due: Due) -> str:
    """Say why somebody is due for erasure."""
    from faceid_desktop.services.retention import DueReason

    text = {
        DueReason.ORDERED: tr("Due for erasure since {day}: it was ordered."),
        DueReason.NO_BASIS: tr("Due for erasure since {day}: there is no lawful basis."),
        DueReason.WITHDRAWN: tr("Due for erasure since {day}: consent was withdrawn."),
        DueReason.EXPIRED: tr("Due for erasure since {day}: consent has ended."),
        DueReason.RETENTION: tr("Due for erasure since {day}: kept longer than the rules allow."),
    }[due.reason]
    return text.format(day=day_name(due.since))
