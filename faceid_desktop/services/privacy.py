"""Erasing a person, and proving it.

The order matters. What will be searched for is collected and found first; the ledger is written before
anything is deleted, so that an interrupted erasure is finished at the next opening; then rows, free pages,
journal, backups and copies; then every file is searched again.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from faceid_desktop.errors import NothingToUndo, OutputError, PersonNotFound
from faceid_desktop.gallery import erasure
from faceid_desktop.gallery.ledger import Ledger, LedgerEntry
from faceid_desktop.gallery.places import GalleryPlaces
from faceid_desktop.paths import AppPaths
from faceid_desktop.services.access import Action
from faceid_desktop.services.certificate import Certificate
from faceid_desktop.services.erasing import Erasing, Forget
from faceid_desktop.services.gallery import Gallery
from faceid_desktop.services.rules import load_rules


def nothing_to_forget(_persons: Collection[str]) -> None:
    """Nothing of anybody is kept in memory."""


def ledger_of(gallery: Gallery, paths: AppPaths) -> Ledger:
    """Return the ledger of a gallery."""
    return Ledger(GalleryPlaces(paths).ledger(gallery.vault.gallery), gallery.vault)


def order(gallery: Gallery, person: str) -> datetime:
    """Order an erasure and return when it can no longer be taken back.

    The person takes no part in matching from now on. Without a grace period (`GalleryRules.grace_days`) that
    is now, and `erase` follows.

    Raises
    ------
    PermissionDenied
        If the actor's role does not allow it.
    PersonNotFound
        If there is no such person.
    """
    with gallery.change(Action.ERASE) as change:
        end = change.now + timedelta(days=load_rules(change.session).grace_days)
        erasure.set_grace(change.session, person, end)
        change.record("person.erase_ordered", person, erase_after=end.isoformat())
    return end


def cancel(gallery: Gallery, person: str) -> None:
    """Take an ordered erasure back within its grace period.

    Raises
    ------
    PermissionDenied
        If the actor's role does not allow it.
    PersonNotFound
        If there is no such person (any more).
    NothingToUndo
        If no erasure was ordered.
    """
    with gallery.change(Action.ERASE) as change:
        if erasure.set_grace(change.session, person, None) is None:
            raise NothingToUndo
        change.record("person.erase_cancelled", person)


def erase(gallery: Gallery, paths: AppPaths, person: str, forget: Forget = nothing_to_forget) -> Certificate:
    """Erase a person now, whatever the grace period, and prove it.

    Raises
    ------
    PermissionDenied
        If the actor's role does not allow it.
    PersonNotFound
        If there is no such person.
    LedgerBroken
        If the list of erased persons cannot be trusted; nothing is changed.
    GalleryWriteFailed
        If the rows could not be deleted; the erasure stays pending.
    OutputError
        If the ledger cannot be written; nothing is changed.
    """
    return erase_all(gallery, paths, (person,), forget)[0]


def erase_all(
    gallery: Gallery, paths: AppPaths, persons: Sequence[str], forget: Forget = nothing_to_forget
) -> tuple[Certificate, ...]:
    """Erase several persons at the price of one: the files are searched and rewritten once.

    Raises
    ------
    PermissionDenied, PersonNotFound, LedgerBroken, GalleryWriteFailed, OutputError
        As `erase`; nobody is erased if one of them does not exist.
    """
    with gallery.read(Action.ERASE) as session:
        missing = next((each for each in persons if not erasure.exists(session, each)), None)
        if missing is not None:
            raise PersonNotFound(person=missing)
        now = gallery.clock()
        entries = [
            LedgerEntry(each, erasure.related(session, each), now, pending=True)
            for each in dict.fromkeys(persons)
        ]
    return Erasing(gallery, paths, forget).run(entries)


def finish_pending(
    gallery: Gallery, paths: AppPaths, forget: Forget = nothing_to_forget
) -> tuple[Certificate, ...]:
    """Finish erasures that were interrupted or whose proof was not complete; the program's own duty.

    Whoever opens the gallery finishes them: they were ordered by somebody who was allowed to. Where the
    ledger was lost with the configuration folder, it is made anew from the audit chain.

    Raises
    ------
    LedgerBroken
        If the list of erased persons cannot be trusted.
    GalleryWriteFailed
        If the rows could not be deleted.
    OutputError
        If the list cannot be written.
    """
    ledger = ledger_of(gallery, paths)
    _replace_lost_ledger(gallery, ledger)
    entries = [each for each in ledger.entries() if each.pending]
    if not entries:
        if ledger.needles_file.exists():
            ledger.finish(())  # it stopped between the ledger and its needles
        return ()
    return Erasing(gallery.as_program(), paths, forget, resumed=True).run(entries)


def _replace_lost_ledger(gallery: Gallery, ledger: Ledger) -> None:
    with gallery.as_program().read(Action.ERASE) as session:
        told = erasure.told_as_erased(session)
    try:
        lost = ledger.replace_lost(
            [LedgerEntry(who, targets, at, pending=False) for who, targets, at in told]
        )
    except OSError as error:
        raise OutputError(path=str(ledger.path), why=error.strerror or str(error)) from error
    if lost:
        with gallery.as_program().change(Action.ERASE) as change:
            change.record("audit.ledger_missing", None, persons=len(told))


def ended_grace(gallery: Gallery) -> tuple[str, ...]:
    """Return the persons whose grace period has ended."""
    with gallery.as_program().read(Action.ERASE) as session:
        return erasure.ordered_until(session, gallery.clock())


def replay_ledger(gallery: Gallery, paths: AppPaths, forget: Forget = nothing_to_forget) -> tuple[str, ...]:
    """Erase everybody of the ledger from a gallery that was restored; return those who had come back.

    Raises
    ------
    LedgerBroken
        If the list of erased persons cannot be trusted.
    GalleryWriteFailed
        If the rows could not be deleted.
    """
    entries = ledger_of(gallery, paths).entries()
    with gallery.as_program().read(Action.ERASE) as session:
        back = [entry for entry in entries if erasure.concerns(session, entry.targets)]
    if back:
        again = [replace(entry, pending=True) for entry in back]
        Erasing(gallery.as_program(), paths, forget, resumed=True).run(again)
    return tuple(entry.person for entry in back)
