"""Merging two people into one and taking it apart again; everything changes keys with its owner."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from faceid_desktop.errors import DuplicatePhoto
from faceid_desktop.gallery.queries import consent, not_same, people, photos
from faceid_desktop.gallery.queries.owner import person_key, person_row
from faceid_desktop.gallery.records import ConsentEntry, PersonDetails
from faceid_desktop.gallery.schema import ConsentStatus, Photo, Sighting
from faceid_desktop.gallery.vault import Vault


def merge(session: Session, vault: Vault, source: str, target: str, now: datetime) -> dict[str, Any]:
    """Move everything of one person to another, remove him, and return what `unmerge` needs.

    Returns
    -------
    dict
        Plain JSON values.

    Raises
    ------
    PersonNotFound
        If one of them does not exist.
    """
    old, kept = people.get(session, vault, source), people.get(session, vault, target)
    row, other = person_row(session, source), person_row(session, target)
    facts: dict[str, Any] = {
        "source": source,
        "source_details": people.details_to_json(old.details).decode(),
        "target_details": people.details_to_json(kept.details).decode(),
        "source_watch": old.watch,
        "target_watch": kept.watch,
        "created": old.created.isoformat(),
        "last_seen": old.last_seen.isoformat() if old.last_seen else None,
        "consents": [_consent_to_json(entry) for entry in consent.history(session, vault, source)],
        "sightings": _move_sightings(session, vault, source, target),
    }
    facts["photos"], facts["dropped"] = _move_photos(session, vault, source, target)
    facts["apart"], facts["inherited"] = _inherit_apart(session, source, target, now)
    people.update_details(session, vault, target, joined(kept.details, old.details))
    other.watch = kept.watch or old.watch
    other.last_seen = max((seen for seen in (row.last_seen, other.last_seen) if seen), default=None)
    people.remove(session, source)
    return facts


def unmerge(session: Session, vault: Vault, target: str, facts: Mapping[str, Any]) -> str:
    """Bring back the person whom `merge` removed, with what is left of his photos; return the uuid.

    Raises
    ------
    PersonNotFound
        If the target does not exist.
    """
    created = datetime.fromisoformat(facts["created"])
    details = people.details_from_json(facts["source_details"].encode())
    source = people.add(session, vault, details, created, uuid=facts["source"])
    row = person_row(session, source)
    row.watch = facts["source_watch"]
    row.last_seen = datetime.fromisoformat(facts["last_seen"]) if facts["last_seen"] else None
    for entry in facts["consents"]:
        consent.add(session, vault, source, _consent_from_json(entry))
    _move_back(session, vault, target, source, facts["photos"])
    for loose in facts["dropped"]:
        photos.put(session, vault, source, photos.loose_from_json(loose))
    _move_sightings(session, vault, target, source, tuple(facts["sightings"]))
    for other in facts["inherited"]:
        if people.exists(session, other):
            not_same.forget(session, target, other)
    for other in facts["apart"]:
        if people.exists(session, other):
            not_same.record(session, source, other, created, None)
    before = people.details_from_json(facts["target_details"].encode())
    people.update_details(session, vault, target, before)
    people.set_watch(session, target, facts["target_watch"])
    return source


def joined(kept: PersonDetails, other: PersonDetails) -> PersonDetails:
    """Return the details of two entries that turned out to be one person; the first one's name stays."""
    return PersonDetails(
        name=kept.name,
        reference=kept.reference or other.reference,
        notes="\n".join(dict.fromkeys(notes for notes in (kept.notes, other.notes) if notes)),
        tags=tuple(dict.fromkeys((*kept.tags, *other.tags))),
    )


def _move_photos(
    session: Session, vault: Vault, source: str, target: str
) -> tuple[list[str], list[dict[str, Any]]]:
    """Move all photos; return the moved ones and, whole, those that the target had already."""
    owner = person_row(session, source).id
    moved: list[str] = []
    dropped: list[dict[str, Any]] = []
    for photo in session.scalars(select(Photo.uuid).where(Photo.person_id == owner).order_by(Photo.id)).all():
        loose = photos.take(session, vault, photo)
        try:
            photos.put(session, vault, target, loose)
            moved.append(photo)
        except DuplicatePhoto:
            dropped.append(photos.loose_to_json(loose))
    return moved, dropped


def _move_back(session: Session, vault: Vault, target: str, source: str, moved: list[str]) -> None:
    owner = person_row(session, target).id
    still = set(session.scalars(select(Photo.uuid).where(Photo.person_id == owner)))
    for photo in moved:
        if photo in still:
            photos.move(session, vault, photo, source)


def _move_sightings(
    session: Session, vault: Vault, source: str, target: str, only: tuple[str, ...] | None = None
) -> list[str]:
    """Give sightings to another person, under his key; return their uuids."""
    old, new = person_row(session, source), person_row(session, target)
    opening, sealing = person_key(vault, old), person_key(vault, new)
    chosen = select(Sighting).where(Sighting.person_id == old.id)
    if only is not None:
        chosen = chosen.where(Sighting.uuid.in_(only))
    moved = []
    for row in session.scalars(chosen):
        place, picture = f"sighting/{row.uuid}", f"sighting-thumbnail/{row.uuid}"
        row.sealed = sealing.seal(opening.open(row.sealed, place), place)
        if row.thumbnail is not None:
            row.thumbnail = sealing.seal(opening.open(row.thumbnail, picture), picture)
        row.person_id = new.id
        moved.append(row.uuid)
    session.flush()
    return moved


def _inherit_apart(session: Session, source: str, target: str, now: datetime) -> tuple[list[str], list[str]]:
    """Tell the target apart from whom the source was; return those, and those who are new for the target."""
    apart = sorted(not_same.of_person(session, source))
    inherited = [
        other for other in apart if other != target and not_same.record(session, target, other, now, None)
    ]
    return apart, inherited


def _consent_to_json(entry: ConsentEntry) -> dict[str, Any]:
    return {
        "at": entry.at.isoformat(),
        "status": str(entry.status),
        "basis": entry.basis,
        "text_version": entry.text_version,
        "purpose": entry.purpose,
        "operator": entry.operator,
        "expires": entry.expires.isoformat() if entry.expires else None,
        "how": entry.how,
    }


def _consent_from_json(facts: Mapping[str, Any]) -> ConsentEntry:
    expires = facts["expires"]
    return ConsentEntry(
        **{
            **facts,
            "at": datetime.fromisoformat(facts["at"]),
            "status": ConsentStatus(facts["status"]),
            "expires": datetime.fromisoformat(expires) if expires else None,
        }
    )
