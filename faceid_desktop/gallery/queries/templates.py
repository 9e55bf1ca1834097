"""Templates of photos, sealed by the person's key; those of several models live side by side."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from faceid_desktop.core.records import Floats, Template
from faceid_desktop.gallery.queries.owner import person_key, person_row
from faceid_desktop.gallery.schema import Person, Photo, TemplateRow
from faceid_desktop.gallery.vault import PersonKey, Vault

_STORED = np.dtype("<f4")


def add(session: Session, key: PersonKey, photo: str, template: Template) -> None:
    """Store the template of a photo; one of the same model that is already there is replaced.

    Parameters
    ----------
    session
        Of the transaction.
    key
        The key of the photo's person.
    photo
        Uuid of a stored photo.
    template
        What a model made of it.
    """
    photo_id = session.scalars(select(Photo.id).where(Photo.uuid == photo)).one()
    put(session, key, (photo_id, photo, template.model_id), template.vector.astype(_STORED).tobytes())


def put(session: Session, key: PersonKey, where: tuple[int, str, str], content: bytes) -> None:
    """Store the bytes of a vector; ``where`` is the photo's row id and uuid, and the model."""
    photo_id, photo, model_id = where
    sealed = key.seal(content, place(photo, model_id))
    dim = len(content) // _STORED.itemsize
    session.merge(TemplateRow(photo_id=photo_id, model_id=model_id, dim=dim, sealed=sealed))
    session.flush()


def of_person(session: Session, vault: Vault, person: str, model_id: str) -> dict[str, Template]:
    """Return a person's templates of one model by photo, in the order of enrolment.

    Raises
    ------
    PersonNotFound
        If there is no such person.
    RecordTampered
        If a template was changed from outside.
    """
    owner = person_row(session, person)
    key = person_key(vault, owner)
    rows = session.execute(
        select(Photo.uuid, TemplateRow.sealed)
        .join(TemplateRow, TemplateRow.photo_id == Photo.id)
        .where(Photo.person_id == owner.id, TemplateRow.model_id == model_id)
        .order_by(Photo.id)
    )
    return {
        photo: Template(vector_of(key.open(sealed, place(photo, model_id))), model_id)
        for photo, sealed in rows
    }


def missing(session: Session, model_id: str, limit: int | None = None) -> tuple[tuple[str, str], ...]:
    """Return (person, photo) of photos without a template of a model, person by person.

    Parameters
    ----------
    session
        Reads one state.
    model_id
        The model.
    limit
        At most that many.
    """
    made = exists().where(TemplateRow.photo_id == Photo.id, TemplateRow.model_id == model_id)
    rows = session.execute(
        select(Person.uuid, Photo.uuid)
        .join(Photo, Photo.person_id == Person.id)
        .where(~made)
        .order_by(Person.id, Photo.id)
        .limit(limit)
    )
    return tuple((person, photo) for person, photo in rows)


def counts(session: Session) -> dict[str, int]:
    """Return the number of templates of each model."""
    counted = select(TemplateRow.model_id, func.count().label("photos")).group_by(TemplateRow.model_id)
    return {row.model_id: row.photos for row in session.execute(counted)}


def models_of(session: Session, photos: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """Return the models that have a template of each photo (by row id)."""
    rows = session.execute(
        select(TemplateRow.photo_id, TemplateRow.model_id)
        .where(TemplateRow.photo_id.in_(tuple(photos)))
        .order_by(TemplateRow.model_id)
    )
    found: dict[int, tuple[str, ...]] = {}
    for photo, model_id in rows:
        found[photo] = (*found.get(photo, ()), model_id)
    return found


def vector_of(content: bytes) -> Floats:
    """Turn stored bytes into a vector (d,) float32."""
    return np.frombuffer(content, _STORED).astype(np.float32)


def place(photo: str, model_id: str) -> str:
    """Name where the template of a photo lies, for its seal."""
    return f"template/{photo}/{model_id}"
