"""Who was seen live, when and by which camera; everything but the moment is encrypted."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from faceid_desktop.errors import RecordTampered
from faceid_desktop.gallery.queries.owner import person_row
from faceid_desktop.gallery.records import NewSighting, SightingRecord
from faceid_desktop.gallery.schema import Person, Sighting
from faceid_desktop.gallery.vault import PersonKey, Vault


def add(session: Session, vault: Vault, sighting: NewSighting) -> str:
    """Write down a sighting and return its uuid; a person's last interaction moves with it.

    A stranger's sighting gets a data key of its own.

    Raises
    ------
    PersonNotFound
        If the person was erased meanwhile.
    """
    uuid, wrapped, owner = uuid4().hex, None, None
    if sighting.person is None:
        key, wrapped = vault.wrap_new_key(uuid)
    else:
        owner = person_row(session, sighting.person)
        key = vault.open_key(owner.uuid, owner.data_key)
        owner.last_seen = max(owner.last_seen or sighting.at, sighting.at)
    told = json.dumps({"camera": sighting.camera, "evidence": dict(sighting.evidence)}, allow_nan=False)
    row = Sighting(
        uuid=uuid,
        at=sighting.at,
        person_id=None if owner is None else owner.id,
        data_key=wrapped,
        sealed=key.seal(told.encode(), f"sighting/{uuid}"),
        thumbnail=None if sighting.thumbnail is None else key.seal(sighting.thumbnail, _thumbnail_of(uuid)),
    )
    session.add(row)
    session.flush()
    return uuid


def newest(
    session: Session, vault: Vault, person: str | None = None, limit: int = 100, offset: int = 0
) -> tuple[SightingRecord, ...]:
    """Return sightings, the newest first, of one person or of everybody.

    Raises
    ------
    RecordTampered
        If one was changed from outside.
    """
    rows = select(Sighting, Person).outerjoin(Person, Person.id == Sighting.person_id)
    if person is not None:
        rows = rows.where(Person.uuid == person)
    rows = rows.order_by(Sighting.at.desc(), Sighting.id.desc()).limit(limit).offset(offset)
    keys: dict[str, PersonKey] = {}
    return tuple(_record(row, _key(vault, row, owner, keys), owner) for row, owner in session.execute(rows))


def count(session: Session, person: str | None = None) -> int:
    """Return the number of sightings, of one person or of everybody."""
    rows = select(func.count(Sighting.id))
    if person is not None:
        rows = rows.join(Person, Person.id == Sighting.person_id).where(Person.uuid == person)
    return session.scalar(rows) or 0


def thumbnail(session: Session, vault: Vault, uuid: str) -> bytes | None:
    """Return the small picture of a sighting; None if it has none or is gone.

    Raises
    ------
    RecordTampered
        If it was changed from outside.
    """
    found = session.execute(
        select(Sighting, Person)
        .outerjoin(Person, Person.id == Sighting.person_id)
        .where(Sighting.uuid == uuid)
    ).first()
    if found is None:
        return None
    row, owner = found
    sealed = row.thumbnail
    return None if sealed is None else _key(vault, row, owner, {}).open(sealed, _thumbnail_of(uuid))


def older_than(session: Session, moment: datetime) -> tuple[str, ...]:
    """Return the uuids of the sightings before ``moment``."""
    return tuple(session.scalars(select(Sighting.uuid).where(Sighting.at < moment).order_by(Sighting.id)))


def remove(session: Session, uuids: Sequence[str]) -> int:
    """Delete sightings; return how many there were."""
    deleted = 0
    for first in range(0, len(uuids), 500):  # SQLite limits the number of parameters of a statement
        found = session.scalars(
            delete(Sighting).where(Sighting.uuid.in_(uuids[first : first + 500])).returning(Sighting.id)
        )
        deleted += len(found.all())
    return deleted


def _key(vault: Vault, row: Sighting, owner: Person | None, known: dict[str, PersonKey]) -> PersonKey:
    if owner is not None:
        if owner.uuid not in known:
            known[owner.uuid] = vault.open_key(owner.uuid, owner.data_key)
        return known[owner.uuid]
    if row.data_key is None:
        raise RecordTampered(place=f"sighting/{row.uuid}")
    return vault.open_key(row.uuid, row.data_key)


def _record(row: Sighting, key: PersonKey, owner: Person | None) -> SightingRecord:
    told = json.loads(key.open(row.sealed, f"sighting/{row.uuid}"))
    return SightingRecord(
        uuid=row.uuid,
        at=row.at,
        person=None if owner is None else owner.uuid,
        camera=told["camera"],
        evidence=told["evidence"],
        has_thumbnail=row.thumbnail is not None,
    )


def _thumbnail_of(uuid: str) -> str:
    return f"sighting-thumbnail/{uuid}"
