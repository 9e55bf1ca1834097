"""A keyed fingerprint of everything that is stored of a person.

Encryption with associated data stops a ciphertext from being moved to another row; it cannot tell an old
value of the same row from the present one. The seal can: it covers all of the person's rows and a revision
number, it is kept in the person's row and repeated in the audit chain.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from faceid_desktop.gallery.schema import Consent, Media, Person, Photo, TemplateRow
from faceid_desktop.gallery.vault import Vault

_PURPOSE = "seal"


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
    row.seal = compute_seal(session, vault, row)
    session.flush()
    return row.seal


def compute_seal(session: Session, vault: Vault, person: Person) -> bytes:
    """Compute the seal of the stored state, HMAC-SHA-256 over lengths and hashes of all parts."""
    digest = hashlib.sha256()
    for part in _parts(session, person):
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return vault.keyed_hash(_PURPOSE, digest.digest())


def _parts(session: Session, person: Person) -> Iterator[bytes]:
    states = f"{person.uuid} {person.revision} {person.watch} {person.erase_after}"
    yield states.encode()
    yield person.data_key
    yield person.sealed
    for photo in session.scalars(select(Photo).where(Photo.person_id == person.id).order_by(Photo.id)):
        yield photo.uuid.encode()
        yield photo.source_hash
        yield photo.sealed
        kept = select(Media).where(Media.photo_id == photo.id).order_by(Media.kind)
        for media in session.scalars(kept):
            yield media.kind.encode()
            yield hashlib.sha256(media.sealed).digest()
        made = select(TemplateRow).where(TemplateRow.photo_id == photo.id).order_by(TemplateRow.model_id)
        for template in session.scalars(made):
            yield template.model_id.encode()
            yield template.sealed
    for consent in session.scalars(
        select(Consent).where(Consent.person_id == person.id).order_by(Consent.id)
    ):
        yield f"{consent.uuid} {consent.status} {consent.basis} {consent.purpose} {consent.expires}".encode()
        yield consent.sealed
