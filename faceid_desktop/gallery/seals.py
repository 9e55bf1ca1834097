"""A keyed fingerprint of everything that is stored of a person.

Encryption with associated data stops a ciphertext from being moved to another row; it cannot tell an old
value of the same row from the present one. The seal can: it covers all of the person's rows and a revision
number, it is kept in the person's row and repeated in the audit chain.

It covers the plain columns and, of each ciphertext, length, nonce and tag. That is enough: without the key
nobody can make another ciphertext that opens with the same nonce and tag. So a change of the bytes between
shows when they are opened, and sealing a person does not read all of his pictures. Not covered are
``last_seen`` (it moves with every sighting), sightings and undo steps.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import BigInteger, LargeBinary, Select, bindparam, cast, func, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute, Session

from faceid_desktop.gallery.chain import canonical
from faceid_desktop.gallery.schema import Consent, Media, Person, Photo, TemplateRow
from faceid_desktop.gallery.vault import NONCE_BYTES, Vault

_PURPOSE = "seal"
_TAG_BYTES = 16


@dataclass(frozen=True, slots=True)
class SealState:
    """A person's seal as it is stored, and as it has to be for what is stored of him."""

    person: str
    stored: bytes
    computed: bytes


def reseal(session: Session, vault: Vault, person: str, now: datetime) -> bytes | None:
    """Give a person a new revision and seal after a change.

    Returns
    -------
    bytes or None
        The seal, 32 bytes; None if there is no such person (any more).
    """
    session.flush()
    row = session.scalars(select(Person).where(Person.uuid == person)).one_or_none()
    if row is None:
        return None
    row.revision += 1
    row.updated = now
    session.flush()
    row.seal = compute_seal(session, vault, row.id)
    session.flush()
    return row.seal


def compute_seal(session: Session, vault: Vault, person_id: int) -> bytes:
    """Compute the seal of what is stored of a person, 32 bytes."""
    return _seal(vault, [part for _, part in _parts(session, person_id)])


def all_seals(session: Session, vault: Vault) -> Iterator[SealState]:
    """Compute the seals of all persons in one pass over the tables."""
    stored = select(Person.id, Person.uuid, Person.seal).execution_options(yield_per=1000)
    known = {row.id: (row.uuid, row.seal) for row in session.execute(stored)}
    for person_id, parts in groupby(_parts(session), key=itemgetter(0)):
        uuid, seal = known[person_id]
        yield SealState(uuid, seal, _seal(vault, [part for _, part in parts]))


def _seal(vault: Vault, parts: list[list[Any]]) -> bytes:
    # One JSON array a row, each naming its table: nothing can be read in two ways.
    return vault.keyed_hash(_PURPOSE, "\n".join(map(canonical, parts)).encode())


def _parts(session: Session, person_id: int | None = None) -> Iterator[tuple[int, list[Any]]]:
    """Yield (person's id, row) of all tables, the rows of a person together and in a fixed order."""
    queries = _QUERIES if person_id is None else _OF_ONE
    return heapq.merge(
        *(_rows(session, name, query, person_id) for name, query in queries.items()), key=itemgetter(0)
    )


def _rows(
    session: Session, table: str, query: Select[Any], person_id: int | None
) -> Iterator[tuple[int, list[Any]]]:
    given = {} if person_id is None else {"person": person_id}
    for owner, *values in session.execute(query, given):
        plain = [value.hex() if isinstance(value, bytes) else value for value in values]
        yield owner, [table, *plain]


def _of(sealed: InstrumentedAttribute[bytes]) -> tuple[Any, ...]:
    """Type, length, version with nonce, and tag of a ciphertext; bytes even where somebody stored a text."""
    content = cast(sealed, LargeBinary)
    head, tag = func.substr(content, 1, 1 + NONCE_BYTES), func.substr(content, -_TAG_BYTES)
    return func.typeof(sealed), func.length(content), head, tag


def _moment(column: InstrumentedAttribute[Any]) -> Any:
    return type_coerce(column, BigInteger)


# The first column is the person's id, by which each table is sorted, so that the rows of a person meet.
_TABLES: dict[str, Select[Any]] = {
    "person": select(
        Person.id,
        Person.uuid,
        Person.revision,
        Person.watch,
        _moment(Person.created),
        _moment(Person.erase_after),
        *_of(Person.data_key),
        *_of(Person.sealed),
    ).order_by(Person.id),
    "photo": select(
        Photo.person_id, Photo.uuid, Photo.source_hash, _moment(Photo.added), *_of(Photo.sealed)
    ).order_by(Photo.person_id, Photo.uuid),
    "media": select(Photo.person_id, Photo.uuid, Media.kind, *_of(Media.sealed))
    .join(Photo, Photo.id == Media.photo_id)
    .order_by(Photo.person_id, Photo.uuid, Media.kind),
    "template": select(
        Photo.person_id, Photo.uuid, TemplateRow.model_id, TemplateRow.dim, *_of(TemplateRow.sealed)
    )
    .join(Photo, Photo.id == TemplateRow.photo_id)
    .order_by(Photo.person_id, Photo.uuid, TemplateRow.model_id),
    "consent": select(
        Consent.person_id,
        Consent.uuid,
        Consent.status,
        Consent.basis,
        Consent.text_version,
        Consent.purpose,
        Consent.operator,
        _moment(Consent.at),
        _moment(Consent.expires),
        *_of(Consent.sealed),
    ).order_by(Consent.person_id, Consent.id),
}
_QUERIES = {name: query.execution_options(yield_per=1000) for name, query in _TABLES.items()}
_OF_ONE = {
    name: query.where(query.selected_columns[0] == bindparam("person")) for name, query in _TABLES.items()
}
