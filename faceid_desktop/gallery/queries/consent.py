"""Statements on the lawful basis; rows are only ever added, and the newest of a person counts."""

from __future__ import annotations

import json
from uuid import uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from faceid_desktop.errors import ConsentNotValid
from faceid_desktop.gallery.lawful_basis import LawfulBasis
from faceid_desktop.gallery.queries.owner import person_key, person_row
from faceid_desktop.gallery.records import ConsentEntry
from faceid_desktop.gallery.schema import Consent, ConsentStatus, Person
from faceid_desktop.gallery.vault import PersonKey, Vault

TEXTS = "consent_texts"
"""Setting that holds the gallery's own texts, by version; the shipped one is version "1"."""


def check(entry: ConsentEntry, person: str = "") -> None:
    """Refuse a statement on which nobody may be enrolled.

    Raises
    ------
    ConsentNotValid
        ``why`` is ``basis`` (not one of `LawfulBasis`), ``purpose`` or ``text_version`` (empty), or
        ``expired``. A withdrawal may say as little as it likes.
    """
    if entry.status is ConsentStatus.WITHDRAWN:
        return
    if entry.basis not in set(LawfulBasis):
        raise ConsentNotValid(person=person, why="basis")
    if not entry.purpose.strip():
        raise ConsentNotValid(person=person, why="purpose")
    if entry.basis == LawfulBasis.CONSENT and not entry.text_version.strip():
        raise ConsentNotValid(person=person, why="text_version")
    if not entry.valid(entry.at):
        raise ConsentNotValid(person=person, why="expired")


def add(session: Session, vault: Vault, person: str, entry: ConsentEntry) -> str:
    """Write down a statement and return its uuid.

    Raises
    ------
    ConsentNotValid
        If nobody could be enrolled on it (`check`).
    PersonNotFound
        If there is no such person.
    """
    check(entry, person)
    owner, uuid = person_row(session, person), uuid4().hex
    session.add(
        Consent(
            uuid=uuid,
            person_id=owner.id,
            at=entry.at,
            status=entry.status,
            basis=entry.basis,
            text_version=entry.text_version,
            purpose=entry.purpose,
            operator=entry.operator,
            expires=entry.expires,
            sealed=person_key(vault, owner).seal(json.dumps({"how": entry.how}).encode(), _place(uuid)),
        )
    )
    session.flush()
    return uuid


def history(session: Session, vault: Vault, person: str) -> tuple[ConsentEntry, ...]:
    """Return all statements about a person, the newest last.

    Raises
    ------
    PersonNotFound
        If there is no such person.
    RecordTampered
        If a statement was changed from outside.
    """
    owner = person_row(session, person)
    key = person_key(vault, owner)
    rows = session.scalars(select(Consent).where(Consent.person_id == owner.id).order_by(Consent.id))
    return tuple(_entry(row, key) for row in rows)


def current(session: Session, vault: Vault, person: str) -> ConsentEntry | None:
    """Return the statement that counts, None if there is none.

    Raises
    ------
    PersonNotFound
        If there is no such person.
    RecordTampered
        If the statement was changed from outside.
    """
    owner = person_row(session, person)
    newest = select(Consent).where(Consent.person_id == owner.id).order_by(Consent.id.desc()).limit(1)
    row = session.scalars(newest).first()
    return None if row is None else _entry(row, person_key(vault, owner))


def current_of_all(session: Session) -> dict[str, ConsentEntry]:
    """Return the statement that counts of each person who has one, without its encrypted part (``how``)."""
    newest = select(func.max(Consent.id)).group_by(Consent.person_id)
    rows = session.execute(
        select(Person.uuid, Consent)
        .join(Person, Person.id == Consent.person_id)
        .where(Consent.id.in_(newest))
        .execution_options(yield_per=1000)
    )
    return {person: _entry(row, None) for person, row in rows}


def _entry(row: Consent, key: PersonKey | None) -> ConsentEntry:
    how = json.loads(key.open(row.sealed, _place(row.uuid)))["how"] if key is not None else ""
    return ConsentEntry(
        at=row.at,
        status=ConsentStatus(row.status),
        basis=row.basis,
        text_version=row.text_version,
        purpose=row.purpose,
        operator=row.operator,
        expires=row.expires,
        how=how,
        uuid=row.uuid,
    )


def _place(uuid: str) -> str:
    return f"consent/{uuid}"
