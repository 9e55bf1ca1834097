"""People: what an operator wrote about them, sealed by their own keys."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from uuid import uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from faceid_desktop.gallery.queries import consent
from faceid_desktop.gallery.queries.owner import person_key, person_row
from faceid_desktop.gallery.records import ConsentEntry, PersonDetails, PersonRecord
from faceid_desktop.gallery.schema import Consent, Person, Photo
from faceid_desktop.gallery.vault import PersonKey, Vault


def add(session: Session, vault: Vault, details: PersonDetails, now: datetime, uuid: str = "") -> str:
    """Add a person with a new data key and return the uuid.

    Parameters
    ----------
    session
        Of the transaction.
    vault
        Wraps the key.
    details
        What is known of the person.
    now
        The moment of adding.
    uuid
        Given only where a person comes back (undo, import of an export).
    """
    uuid = uuid or uuid4().hex
    key, wrapped = vault.wrap_new_key(uuid)
    sealed = _seal(key, uuid, details)
    # The seal over all of the person is made by `Change.record`, when everything is written.
    session.add(
        Person(uuid=uuid, data_key=wrapped, sealed=sealed, created=now, updated=now, last_seen=now, seal=b"")
    )
    session.flush()
    return uuid


def get(session: Session, vault: Vault, uuid: str) -> PersonRecord:
    """Return a person.

    Raises
    ------
    PersonNotFound
        If there is no such person.
    RecordTampered
        If the stored details were changed from outside.
    """
    row = person_row(session, uuid)
    photos = session.scalar(select(func.count()).select_from(Photo).where(Photo.person_id == row.id)) or 0
    return _record(row, vault, photos, consent.current(session, vault, uuid))


def all_people(session: Session, vault: Vault) -> tuple[PersonRecord, ...]:
    """Return everybody in the order of enrolment; how the consents were given is left out.

    Raises
    ------
    RecordTampered
        If somebody's stored details were changed from outside.
    """
    consents = consent.current_of_all(session)
    counts = (
        select(Photo.person_id, func.count().label("photos")).group_by(Photo.person_id).subquery("counts")
    )
    rows = session.execute(
        select(Person, func.coalesce(counts.c.photos, 0))
        .outerjoin(counts, counts.c.person_id == Person.id)
        .order_by(Person.id)
        .execution_options(yield_per=1000)
    )
    return tuple(_record(row, vault, photos, consents.get(row.uuid)) for row, photos in rows)


def details_of_all(session: Session, vault: Vault) -> Iterator[tuple[str, PersonDetails]]:
    """Yield uuid and details of everybody in the order of enrolment.

    Raises
    ------
    RecordTampered
        If somebody's stored details were changed from outside.
    """
    rows = session.execute(
        select(Person.uuid, Person.data_key, Person.sealed)
        .order_by(Person.id)
        .execution_options(yield_per=1000)
    )
    for uuid, data_key, sealed in rows:
        yield uuid, _details(vault.open_key(uuid, data_key), uuid, sealed)


def exists(session: Session, uuid: str) -> bool:
    """Tell whether there is such a person."""
    return session.scalars(select(Person.id).where(Person.uuid == uuid)).first() is not None


def all_uuids(session: Session) -> list[str]:
    """Return everybody's uuid in the order of enrolment."""
    return list(session.scalars(select(Person.uuid).order_by(Person.id)))


def count(session: Session) -> int:
    """Return how many people there are."""
    return session.scalar(select(func.count()).select_from(Person)) or 0


def next_expiry(session: Session, now: datetime) -> datetime | None:
    """Return when a statement on the lawful basis runs out next, None if none ever does."""
    return session.scalar(select(func.min(Consent.expires)).where(Consent.expires > now))


def update_details(session: Session, vault: Vault, uuid: str, details: PersonDetails) -> None:
    """Replace what is known of a person.

    Raises
    ------
    PersonNotFound
        If there is no such person.
    """
    row = person_row(session, uuid)
    row.sealed = _seal(person_key(vault, row), uuid, details)
    session.flush()


def set_watch(session: Session, uuid: str, watch: bool) -> None:
    """Say whether the person's appearance is to be announced.

    Raises
    ------
    PersonNotFound
        If there is no such person.
    """
    person_row(session, uuid).watch = watch
    session.flush()


def touch(session: Session, uuid: str, now: datetime) -> None:
    """Note an interaction with the person, from which retention counts.

    Raises
    ------
    PersonNotFound
        If there is no such person.
    """
    person_row(session, uuid).last_seen = now
    session.flush()


def remove(session: Session, uuid: str) -> None:
    """Delete a person and all that belongs to him; what is left in the file is `gallery.erasure`'s matter.

    Raises
    ------
    PersonNotFound
        If there is no such person.
    """
    session.delete(person_row(session, uuid))
    session.flush()


def key_of(session: Session, vault: Vault, uuid: str) -> PersonKey:
    """Open a person's data key.

    Raises
    ------
    PersonNotFound
        If there is no such person.
    RecordTampered
        If the key was changed from outside.
    """
    return person_key(vault, person_row(session, uuid))


def _record(row: Person, vault: Vault, photos: int, entry: ConsentEntry | None) -> PersonRecord:
    return PersonRecord(
        uuid=row.uuid,
        details=_details(person_key(vault, row), row.uuid, row.sealed),
        watch=row.watch,
        created=row.created,
        updated=row.updated,
        last_seen=row.last_seen,
        erase_after=row.erase_after,
        revision=row.revision,
        photos=photos,
        consent=entry,
    )


def _seal(key: PersonKey, uuid: str, details: PersonDetails) -> bytes:
    return key.seal(details_to_json(details), _place(uuid))


def _details(key: PersonKey, uuid: str, sealed: bytes) -> PersonDetails:
    return details_from_json(key.open(sealed, _place(uuid)))


def details_to_json(details: PersonDetails) -> bytes:
    """Write details as they are sealed."""
    return json.dumps(asdict(details)).encode()


def details_from_json(content: bytes) -> PersonDetails:
    """Read what `details_to_json` wrote."""
    facts = json.loads(content)
    return PersonDetails(**{**facts, "tags": tuple(facts["tags"])})


def _place(uuid: str) -> str:
    return f"person/{uuid}"
