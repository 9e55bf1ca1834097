"""Who is due for erasure, and what goes by itself.

People are never erased by a timer alone: they are listed with the reason, and a human decides. Sightings
older than the rule allows go by themselves, and so do people whose erasure was ordered and whose grace
period has ended, and what is kept for taking back the last change to people.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from faceid_desktop.gallery.queries import consent, retention, sightings, undo
from faceid_desktop.gallery.queries.retention import Keeping
from faceid_desktop.gallery.records import ConsentEntry, PersonRecord
from faceid_desktop.gallery.schema import ConsentStatus
from faceid_desktop.paths import AppPaths
from faceid_desktop.services import privacy
from faceid_desktop.services.access import Action
from faceid_desktop.services.certificate import Certificate
from faceid_desktop.services.erasing import Forget
from faceid_desktop.services.gallery import Gallery
from faceid_desktop.services.rules import GalleryRules, load_rules

UNDO_DAYS = 7
"""How long the last change to people can be taken back: a removed photo is gone for good after that."""


class DueReason(StrEnum):
    """Why somebody is due for erasure; the first that applies."""

    ORDERED = "ordered"
    """An erasure was ordered and its grace period has ended."""
    NO_BASIS = "no_basis"
    """There is no statement on any lawful basis."""
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    RETENTION = "retention"
    """The last interaction is longer ago than the rule allows."""


@dataclass(frozen=True, slots=True)
class Due:
    """Somebody who is due for erasure."""

    person: str
    reason: DueReason
    since: datetime


@dataclass(frozen=True, slots=True)
class LetGo:
    """What the timers let go."""

    sightings: int
    erased: tuple[Certificate, ...]


def due(gallery: Gallery, now: datetime | None = None) -> tuple[Due, ...]:
    """Return everybody who is due for erasure, the longest due first.

    Raises
    ------
    PermissionDenied
        If the actor's role does not allow it.
    """
    moment = now or gallery.clock()
    with gallery.read(Action.VIEW_PEOPLE) as session:
        rules = load_rules(session)
        current = consent.current_of_all(session)
        kept = retention.everybody(session)
    found = (_due(each, current.get(each.person), rules, moment) for each in kept)
    return tuple(sorted((each for each in found if each is not None), key=lambda each: each.since))


def due_of(person: PersonRecord, rules: GalleryRules, now: datetime) -> Due | None:
    """Return why a person is due for erasure at a moment, None if he is not."""
    kept = Keeping(person.uuid, person.created, person.last_seen, person.erase_after)
    return _due(kept, person.consent, rules, now)


def let_go(gallery: Gallery, paths: AppPaths, forget: Forget = privacy.nothing_to_forget) -> LetGo:
    """Let go what goes by itself; the program's own duty, whatever the role of its operator.

    Raises
    ------
    GalleryWriteFailed
        If something could not be saved.
    LedgerBroken
        If the list of erased persons cannot be trusted.
    OutputError
        If that list cannot be written.
    """
    program = gallery.as_program()
    with program.read(Action.ERASE) as session:
        limit = gallery.clock() - timedelta(days=load_rules(session).sightings_retention_days)
        old = sightings.older_than(session, limit)
    with program.change(Action.ERASE) as change:
        undo.clear(change.session, change.now - timedelta(days=UNDO_DAYS))
        if old:
            removed = sightings.remove(change.session, old)
            change.record("retention.run", None, sightings=removed)
    ended = privacy.ended_grace(program)
    return LetGo(len(old), privacy.erase_all(program, paths, ended, forget) if ended else ())


def _due(kept: Keeping, entry: ConsentEntry | None, rules: GalleryRules, now: datetime) -> Due | None:
    if kept.erase_after is not None:
        return Due(kept.person, DueReason.ORDERED, kept.erase_after) if kept.erase_after <= now else None
    if entry is None:
        return Due(kept.person, DueReason.NO_BASIS, kept.created)
    if entry.status is ConsentStatus.WITHDRAWN:
        return Due(kept.person, DueReason.WITHDRAWN, entry.at)
    if entry.expires is not None and entry.expires <= now:
        return Due(kept.person, DueReason.EXPIRED, entry.expires)
    ends = (kept.last_seen or kept.created) + timedelta(days=rules.people_retention_days)
    if rules.people_retention_days and ends <= now:
        return Due(kept.person, DueReason.RETENTION, ends)
    return None
