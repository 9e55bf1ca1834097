"""Writing down who was seen live, where the gallery's rules allow it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from faceid_desktop.gallery.queries import sightings
from faceid_desktop.gallery.records import NewSighting, SightingRecord
from faceid_desktop.services.access import Action
from faceid_desktop.services.gallery import Change, Gallery
from faceid_desktop.services.rules import load_rules


def add(gallery: Gallery, sighting: NewSighting) -> str | None:
    """Write a sighting down and return its uuid; None where the rules do not allow it.

    By default nothing is written, and people who are not in the gallery only if that is switched on too.

    Raises
    ------
    PermissionDenied
        If the actor's role does not allow it.
    PersonNotFound
        If the person was erased meanwhile.
    """
    with gallery.change(Action.IDENTIFY) as change:
        return write_down(change, sighting.person, lambda: sighting)


def write_down(change: Change, person: str | None, make: Callable[[], NewSighting]) -> str | None:
    """Write a sighting down within a change, where the gallery's rules allow it; see `add`.

    Parameters
    ----------
    change
        The transaction under way.
    person
        Who was seen, None for somebody who is not in the gallery.
    make
        Makes the sighting; called only if it is to be kept.

    Returns
    -------
    str or None
        The uuid of the sighting, None if there is none.
    """
    rules = load_rules(change.session)
    if not rules.record_sightings or (person is None and not rules.record_strangers):
        return None
    return sightings.add(change.session, change.vault, make())


def newest(
    gallery: Gallery, person: str | None = None, limit: int = 100, offset: int = 0
) -> tuple[SightingRecord, ...]:
    """Return sightings, the newest first, of one person or of everybody.

    Raises
    ------
    PermissionDenied
        If the actor's role does not allow it.
    RecordTampered
        If one was changed from outside.
    """
    with gallery.read(Action.VIEW_SIGHTINGS) as session:
        return sightings.newest(session, gallery.vault, person, limit, offset)


def thumbnail(gallery: Gallery, sighting: str) -> bytes | None:
    """Return the small picture of a sighting; None if it has none or is gone.

    Raises
    ------
    PermissionDenied
        If the actor's role does not allow it.
    RecordTampered
        If it was changed from outside.
    """
    with gallery.read(Action.VIEW_SIGHTINGS) as session:
        return sightings.thumbnail(session, gallery.vault, sighting)


def erase(gallery: Gallery, uuids: Sequence[str]) -> int:
    """Remove sightings and return how many there were.

    Raises
    ------
    PermissionDenied
        If the actor's role does not allow it.
    """
    with gallery.change(Action.ERASE) as change:
        removed = sightings.remove(change.session, uuids)
        if removed:
            change.record("sighting.erased", None, sightings=removed)
        return removed
