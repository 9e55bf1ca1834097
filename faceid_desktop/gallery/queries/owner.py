"""Finding the person that a row belongs to, and his key."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from faceid_desktop.errors import PersonNotFound
from faceid_desktop.gallery.schema import Person
from faceid_desktop.gallery.vault import PersonKey, Vault


def person_row(session: Session, person: str) -> Person:
    """Return the row of a person; it never leaves this package.

    Raises
    ------
    PersonNotFound
        If there is no such person.
    """
    row = session.scalars(select(Person).where(Person.uuid == person)).one_or_none()
    if row is None:
        raise PersonNotFound(person=person)
    return row


def person_key(vault: Vault, row: Person) -> PersonKey:
    """Open a person's data key.

    Raises
    ------
    GalleryLocked
        If the gallery is locked.
    RecordTampered
        If the key is another person's or was changed.
    """
    return vault.open_key(row.uuid, row.data_key)
