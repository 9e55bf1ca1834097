"""Taking a person out of a database file so that nothing of him stays in it, free pages included.

``secure_delete`` overwrites what is deleted. What b-trees left behind when they moved rows is dropped by
VACUUM, which writes the whole database into the WAL once more; only a WAL that was cut to nothing
afterwards holds no older page. A reader that still looks at an older state keeps it there, and is
reported.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from sqlite3 import Connection
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from faceid_desktop.errors import GalleryWriteFailed
from faceid_desktop.gallery import chain
from faceid_desktop.gallery.integrity import inspect
from faceid_desktop.gallery.migrations.history import HEAD
from faceid_desktop.gallery.needles import Needle, Targets, collect, ids_of
from faceid_desktop.gallery.queries.audit import details_of
from faceid_desktop.gallery.queries.owner import person_row
from faceid_desktop.gallery.schema import AuditEvent, Person, Photo
from faceid_desktop.gallery.seals import reseal
from faceid_desktop.gallery.store import GalleryStore, open_engine
from faceid_desktop.gallery.vault import Vault

PATIENCE_MS = 15_000
"""How long readers are waited for."""

_OF_PERSONS = {
    "persons": "SELECT COUNT(*) FROM person WHERE id IN (SELECT value FROM json_each(:persons))",
    "photos": "SELECT COUNT(*) FROM photo WHERE id IN (SELECT value FROM json_each(:photos))",
    "pictures": "SELECT COUNT(*) FROM media WHERE photo_id IN (SELECT value FROM json_each(:photos))",
    "templates": "SELECT COUNT(*) FROM template WHERE photo_id IN (SELECT value FROM json_each(:photos))",
    "consents": "SELECT COUNT(*) FROM consent WHERE person_id IN (SELECT value FROM json_each(:persons))",
    "sightings": "SELECT COUNT(*) FROM sighting WHERE person_id IN (SELECT value FROM json_each(:persons))",
    "undo_steps": "SELECT COUNT(*) FROM undo_step",
}


class Compacted(StrEnum):
    """What became of a file's free pages and journal."""

    DONE = "done"
    READER = "reader"
    """Somebody looks at an older state; the journal could not be cut."""
    NO_ROOM = "no_room"
    """The disk is full or failed."""


def related(session: Session, person: str) -> Targets:
    """Return everything that is about a person: his photos, and those who were merged into him.

    A person who was merged and lives again (the merge was taken back) is somebody of his own.
    """
    persons, known = {person}, {person}
    while known:
        merged = select(AuditEvent.details).where(
            AuditEvent.kind == "person.merged", AuditEvent.subject.in_(known)
        )
        found = {details_of(details).get("source") for details in session.scalars(merged)}
        known = {each for each in found if each is not None} - persons
        persons |= known
    alive = set(session.scalars(select(Person.uuid).where(Person.uuid.in_(persons - {person}))))
    photos = select(Photo.uuid).join(Person, Person.id == Photo.person_id).where(Person.uuid == person)
    return Targets(frozenset(persons - alive), frozenset(session.scalars(photos)))


def other_owners(session: Session, targets: Targets) -> tuple[str, ...]:
    """Return the persons who are not targets but own one of the targets' photos (in an older backup)."""
    return _uuids(
        session,
        targets,
        "SELECT DISTINCT person.uuid FROM person JOIN photo ON photo.person_id = person.id"
        " WHERE photo.uuid IN (SELECT value FROM json_each(:photos))"
        " AND person.uuid NOT IN (SELECT value FROM json_each(:persons))",
    )


def present(session: Session, targets: Targets) -> tuple[str, ...]:
    """Return the targets who are in this database."""
    return _uuids(
        session,
        targets,
        "SELECT uuid FROM person WHERE uuid IN (SELECT value FROM json_each(:persons))",
    )


def told_as_erased(session: Session) -> tuple[tuple[str, Targets, datetime], ...]:
    """Return whom the audit chain tells of as erased, when, and with whom they had been merged."""
    events = select(AuditEvent).where(AuditEvent.kind == "person.erased").order_by(AuditEvent.number)
    return tuple(
        (
            event.subject,
            Targets(frozenset({event.subject, *details_of(event.details).get("merged", ())})),
            event.at,
        )
        for event in session.scalars(events)
        if event.subject is not None
    )


def exists(session: Session, person: str) -> bool:
    """Tell whether there is such a person."""
    return session.scalar(select(Person.id).where(Person.uuid == person)) is not None


def concerns(session: Session, targets: Targets) -> bool:
    """Tell whether anything of the targets is in this database."""
    return bool(present(session, targets) or other_owners(session, targets))


def ordered_until(session: Session, moment: datetime) -> tuple[str, ...]:
    """Return the persons whose ordered erasure is due by ``moment``."""
    due = select(Person.uuid).where(Person.erase_after <= moment).order_by(Person.erase_after)
    return tuple(session.scalars(due))


def set_grace(session: Session, person: str, end: datetime | None) -> datetime | None:
    """Note when an ordered erasure can no longer be taken back, None for no order; return what was noted.

    Raises
    ------
    PersonNotFound
        If there is no such person.
    """
    row = person_row(session, person)
    before, row.erase_after = row.erase_after, end
    session.flush()
    return before


def delete(session: Session, targets: Targets) -> dict[str, int]:
    """Delete the rows of the targets and everybody's undo steps; return how many there were of each.

    A step that takes something back may tell of anybody, also of somebody who is erased.
    """
    session.flush()
    driver = _driver(session)
    given = ids_of(driver, targets)
    counts = {name: driver.execute(query, given).fetchone()[0] for name, query in _OF_PERSONS.items()}
    driver.execute("DELETE FROM undo_step")
    driver.execute("DELETE FROM photo WHERE id IN (SELECT value FROM json_each(:photos))", given)
    driver.execute("DELETE FROM person WHERE id IN (SELECT value FROM json_each(:persons))", given)
    session.expire_all()
    return counts


def compact(store: GalleryStore, patience_ms: int = PATIENCE_MS) -> Compacted:
    """Rewrite the file without its free pages and cut its journal, waiting so long for readers."""
    try:
        with store.raw() as connection, _waiting(connection, patience_ms):
            connection.execute("VACUUM")
            busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except GalleryWriteFailed:
        return Compacted.NO_ROOM
    return Compacted.READER if busy else Compacted.DONE


def collect_from(store: GalleryStore, targets: Targets) -> set[Needle]:
    """Return the needles of everything that a database holds of the targets."""
    with store.raw() as connection:
        return collect(connection, targets)


def settle(path: Path) -> None:
    """Finish or take back what an interrupted program left in a journal beside a backup or copy.

    Raises
    ------
    GalleryError
        If the file is damaged or cannot be written.
    """
    if not any(path.with_name(path.name + suffix).exists() for suffix in ("-wal", "-shm", "-journal")):
        return
    store = GalleryStore(path, open_engine(path))
    try:
        store.checkpoint()
        _without_journal(store)
    finally:
        store.close()


def erase_from_copy(
    path: Path, vault: Vault, targets: Targets, at: datetime, patience_ms: int = PATIENCE_MS
) -> Compacted:
    """Erase the targets from a backup or copy of the gallery, which stays a whole gallery.

    Its audit chain is continued: who is erased there is told in it, and others whose photos went get a new
    seal. A copy of an older schema has its rows deleted only.

    Raises
    ------
    GalleryError
        If the file is damaged, too new or cannot be written.
    """
    revision = inspect(path).revision
    store = GalleryStore(path, open_engine(path))
    try:
        with store.transaction() as session:
            if revision == HEAD:
                _erase_with_events(session, vault, targets, at)
            else:
                delete(session, targets)
        outcome = compact(store, patience_ms)
        _without_journal(store)
    finally:
        store.close()
    return outcome


def _without_journal(store: GalleryStore) -> None:
    """Let a backup be one file: nothing may be left to a journal beside it."""
    with store.raw() as connection:
        connection.execute("PRAGMA journal_mode=DELETE").fetchone()


def _erase_with_events(session: Session, vault: Vault, targets: Targets, at: datetime) -> None:
    persons, others = present(session, targets), other_owners(session, targets)
    delete(session, targets)
    for person in persons:
        chain.append(session, vault, at, chain.Event("person.erased", None, person))
    for owner in others:
        seal = reseal(session, vault, owner, at) or b""
        chain.append(session, vault, at, chain.Event("photo.removed", None, owner, {"seal": seal.hex()}))


def _uuids(session: Session, targets: Targets, query: str) -> tuple[str, ...]:
    given = {"persons": json.dumps(sorted(targets.persons)), "photos": json.dumps(sorted(targets.photos))}
    return tuple(row[0] for row in _driver(session).execute(query, given))


@contextmanager
def _waiting(connection: Connection, patience_ms: int) -> Iterator[None]:
    (usual,) = connection.execute("PRAGMA busy_timeout").fetchone()
    connection.execute(f"PRAGMA busy_timeout={patience_ms:d}")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA busy_timeout={usual:d}")


def _driver(session: Session) -> Connection:
    driver: Any = session.connection().connection.driver_connection
    found: Connection = driver
    return found
