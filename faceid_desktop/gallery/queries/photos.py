"""Photos of people: pictures, landmarks, quality and templates, all sealed by the person's key.

A photo that changes hands is opened with the old owner's key and sealed with the new one's (`take`, `put`):
nothing of it stays readable with the key that it leaves.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import uuid4

import numpy as np
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from faceid_desktop.core.records import Floats, Pose, Quality, QualityReason
from faceid_desktop.errors import DuplicatePhoto, PhotoNotFound
from faceid_desktop.gallery.queries import templates
from faceid_desktop.gallery.queries.owner import person_key, person_row
from faceid_desktop.gallery.records import NewPhoto, PhotoRecord
from faceid_desktop.gallery.schema import Media, MediaKind, Person, Photo, TemplateRow
from faceid_desktop.gallery.vault import PersonKey, Vault

_PURPOSE = "photo"
_LEAST_START = 6
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class LoosePhoto:
    """A photo on its way from one owner to another, decrypted."""

    uuid: str
    source_hash: bytes
    facts: bytes
    added: datetime
    media: Mapping[str, bytes]
    templates: Mapping[str, bytes]


def source_hash(vault: Vault, source: bytes) -> bytes:
    """Return the keyed hash by which a source is recognised."""
    return vault.keyed_hash(_PURPOSE, source)


def add(session: Session, vault: Vault, person: str, photo: NewPhoto, now: datetime, uuid: str = "") -> str:
    """Store a photo and return its uuid, which is given only where a photo comes back from an export.

    Raises
    ------
    DuplicatePhoto
        If the person already has a photo of the same source.
    PersonNotFound
        If there is no such person.
    """
    kept = {MediaKind.CROP: photo.crop, MediaKind.THUMBNAIL: photo.thumbnail}
    if photo.original is not None:
        kept[MediaKind.ORIGINAL] = photo.original
    loose = LoosePhoto(
        uuid=uuid or uuid4().hex,
        source_hash=source_hash(vault, photo.source),
        facts=_facts(photo),
        added=now,
        media={str(kind): content for kind, content in kept.items()},
        templates={},
    )
    put(session, vault, person, loose, name=photo.source_name)
    owner = person_row(session, person)
    templates.add(session, person_key(vault, owner), loose.uuid, photo.template)
    return loose.uuid


def take(session: Session, vault: Vault, photo: str) -> LoosePhoto:
    """Remove a photo and return all of it.

    Raises
    ------
    PhotoNotFound
        If there is no such photo.
    RecordTampered
        If a part of it was changed from outside.
    """
    row = _row(session, photo)
    key = person_key(vault, session.get_one(Person, row.person_id))
    # Columns, no objects: the session must not remember rows that are gone in a moment.
    pictures = session.execute(select(Media.kind, Media.sealed).where(Media.photo_id == row.id)).all()
    made = session.execute(
        select(TemplateRow.model_id, TemplateRow.sealed).where(TemplateRow.photo_id == row.id)
    ).all()
    loose = LoosePhoto(
        uuid=photo,
        source_hash=row.source_hash,
        facts=key.open(row.sealed, _place(photo)),
        added=row.added,
        media={kind: key.open(sealed, _media_place(photo, kind)) for kind, sealed in pictures},
        templates={model_id: key.open(sealed, templates.place(photo, model_id)) for model_id, sealed in made},
    )
    remove(session, photo)
    return loose


def put(session: Session, vault: Vault, person: str, loose: LoosePhoto, name: str = "") -> None:
    """Give a photo to a person, sealed by that person's key.

    Raises
    ------
    DuplicatePhoto
        If the person already has a photo of the same source; ``path`` is ``name``.
    PersonNotFound
        If there is no such person.
    """
    owner = person_row(session, person)
    same = select(Photo.id).where(Photo.person_id == owner.id, Photo.source_hash == loose.source_hash)
    if session.scalars(same).first() is not None:
        raise DuplicatePhoto(path=name or loose.uuid, person=person)
    key = person_key(vault, owner)
    row = Photo(
        uuid=loose.uuid,
        person_id=owner.id,
        source_hash=loose.source_hash,
        sealed=key.seal(loose.facts, _place(loose.uuid)),
        added=loose.added,
    )
    session.add(row)
    session.flush()
    for kind, content in loose.media.items():
        sealed = key.seal(content, _media_place(loose.uuid, kind))
        session.add(Media(photo_id=row.id, kind=kind, sealed=sealed))
    for model_id, content in loose.templates.items():
        sealed = key.seal(content, templates.place(loose.uuid, model_id))
        session.add(
            TemplateRow(
                photo_id=row.id, model_id=model_id, dim=len(templates.vector_of(content)), sealed=sealed
            )
        )
    session.flush()


def move(session: Session, vault: Vault, photo: str, target: str) -> None:
    """Give a photo to another person, see `put`.

    Raises
    ------
    PhotoNotFound, PersonNotFound
        If one of them does not exist.
    DuplicatePhoto
        If the other person already has a photo of the same source.
    """
    put(session, vault, target, take(session, vault, photo))


def remove(session: Session, photo: str) -> None:
    """Remove a photo with its pictures and templates.

    Raises
    ------
    PhotoNotFound
        If there is no such photo.
    """
    session.delete(_row(session, photo))
    session.flush()


def of_person(session: Session, vault: Vault, person: str) -> tuple[PhotoRecord, ...]:
    """Return a person's photos in the order in which they came to him.

    Raises
    ------
    PersonNotFound
        If there is no such person.
    RecordTampered
        If one was changed from outside.
    """
    owner = person_row(session, person)
    key = person_key(vault, owner)
    rows = session.scalars(select(Photo).where(Photo.person_id == owner.id).order_by(Photo.id)).all()
    models = templates.models_of(session, [row.id for row in rows])
    return tuple(_record(row, person, key, models.get(row.id, ())) for row in rows)


def accepted_of(session: Session, vault: Vault, people: Collection[str]) -> dict[str, int]:
    """Count the photos of some people, by their uuids, that nothing is wrong with; 0 for one who is gone.

    Raises
    ------
    RecordTampered
        If one was changed from outside.
    """
    counts, everybody = dict.fromkeys(people, 0), list(people)
    for start in range(0, len(everybody), _AT_ONCE):
        rows = session.execute(
            select(Person.uuid, Person.data_key, Photo.uuid, Photo.sealed)
            .join(Person, Person.id == Photo.person_id)
            .where(Person.uuid.in_(everybody[start : start + _AT_ONCE]))
            .order_by(Person.id)
        )
        for (person, data_key), theirs in groupby(rows, key=lambda row: (row[0], row[1])):
            key = vault.open_key(person, data_key)
            facts = (json.loads(key.open(sealed, _place(photo))) for _, _, photo, sealed in theirs)
            counts[person] = sum(not each["quality"]["reasons"] for each in facts)
    return counts


def get(session: Session, vault: Vault, photo: str) -> PhotoRecord:
    """Return one photo.

    Raises
    ------
    PhotoNotFound
        If there is no such photo.
    RecordTampered
        If it was changed from outside.
    """
    row = _row(session, photo)
    owner = session.get_one(Person, row.person_id)
    models = templates.models_of(session, [row.id])
    return _record(row, owner.uuid, person_key(vault, owner), models.get(row.id, ()))


def media(session: Session, vault: Vault, photo: str, kind: MediaKind) -> bytes:
    """Return a picture of a photo as an encoded file.

    Raises
    ------
    PhotoNotFound
        If there is no such photo, or it has no such picture.
    RecordTampered
        If it was changed from outside.
    """
    row = _row(session, photo)
    kept = select(Media.sealed).where(Media.photo_id == row.id, Media.kind == str(kind))
    sealed = session.scalars(kept).one_or_none()
    if sealed is None:
        raise PhotoNotFound(photo=f"{photo}/{kind}")
    key = person_key(vault, session.get_one(Person, row.person_id))
    return key.open(sealed, _media_place(photo, str(kind)))


def owner_of(session: Session, photo: str) -> str:
    """Return the uuid of a photo's person.

    Raises
    ------
    PhotoNotFound
        If there is no such photo.
    """
    return session.get_one(Person, _row(session, photo).person_id).uuid


def beginning_with(session: Session, start: str) -> str:
    """Return the one photo whose uuid begins so.

    Raises
    ------
    PhotoNotFound
        If there is none or more than one, or ``start`` is shorter than six digits.
    """
    begins = select(Photo.uuid).where(Photo.uuid.startswith(start, autoescape=True)).limit(2)
    found = session.scalars(begins).all() if len(start) >= _LEAST_START else []
    if len(found) != 1:
        raise PhotoNotFound(photo=start)
    return found[0]


def uuids_of_person(session: Session, person: str) -> tuple[str, ...]:
    """Return a person's photos without opening them."""
    owned = select(Photo.uuid).join(Person, Person.id == Photo.person_id).where(Person.uuid == person)
    return tuple(session.scalars(owned.order_by(Photo.id)))


def is_of(session: Session, photo: str, person: str) -> bool:
    """Tell whether there is such a photo and it is that person's."""
    same = select(Photo.id).join(Person, Person.id == Photo.person_id)
    return session.scalars(same.where(Photo.uuid == photo, Person.uuid == person)).first() is not None


def exists(session: Session, photo: str) -> bool:
    """Tell whether there is such a photo."""
    return session.scalars(select(Photo.id).where(Photo.uuid == photo)).first() is not None


def count(session: Session) -> int:
    """Return how many photos there are."""
    return session.scalar(select(func.count()).select_from(Photo)) or 0


def source_hashes(session: Session) -> set[tuple[bytes, str]]:
    """Return (keyed hash of the source, uuid of the person) of every photo."""
    rows = session.execute(select(Photo.source_hash, Person.uuid).join(Person, Person.id == Photo.person_id))
    return {(row.source_hash, row.uuid) for row in rows}


def _row(session: Session, photo: str) -> Photo:
    row = session.scalars(select(Photo).where(Photo.uuid == photo)).one_or_none()
    if row is None:
        raise PhotoNotFound(photo=photo)
    return row


def _facts(photo: NewPhoto) -> bytes:
    facts = {
        "source_name": photo.source_name,
        "quality": asdict(photo.quality),
        "landmarks": photo.landmarks.tolist(),
        "box": photo.box.tolist(),
        "liveness": dict(photo.liveness),
    }
    return json.dumps(facts).encode()


def _record(row: Photo, person: str, key: PersonKey, models: tuple[str, ...]) -> PhotoRecord:
    facts: dict[str, Any] = json.loads(key.open(row.sealed, _place(row.uuid)))
    return PhotoRecord(
        uuid=row.uuid,
        person=person,
        source_name=facts["source_name"],
        added=row.added,
        quality=quality_of(facts["quality"]),
        landmarks=_floats(facts["landmarks"]),
        box=_floats(facts["box"]),
        models=models,
        liveness=facts["liveness"],
    )


def quality_of(facts: Mapping[str, Any]) -> Quality:
    """Turn the JSON form of a quality back into the record; components of other versions are left out."""
    known = {each.name for each in fields(Quality)}
    kept = {name: value for name, value in facts.items() if name in known}
    reasons = tuple(QualityReason(reason) for reason in facts["reasons"])
    return Quality(**{**kept, "pose": Pose(**facts["pose"]), "reasons": reasons})


def _floats(values: Any) -> Floats:
    return np.array(values, np.float32)


def _place(photo: str) -> str:
    return f"photo/{photo}"


def _media_place(photo: str, kind: str) -> str:
    return f"media/{photo}/{kind}"


def loose_to_json(loose: LoosePhoto) -> dict[str, Any]:
    """Turn a photo on its way into plain JSON values, for the step that would bring it back."""
    return {
        "uuid": loose.uuid,
        "source_hash": loose.source_hash.hex(),
        "facts": loose.facts.decode(),
        "added": loose.added.isoformat(),
        "media": {kind: content.hex() for kind, content in loose.media.items()},
        "templates": {model_id: content.hex() for model_id, content in loose.templates.items()},
    }


def loose_from_json(facts: Mapping[str, Any]) -> LoosePhoto:
    """Turn what `loose_to_json` made back into a photo."""
    return LoosePhoto(
        uuid=facts["uuid"],
        source_hash=bytes.fromhex(facts["source_hash"]),
        facts=facts["facts"].encode(),
        added=datetime.fromisoformat(facts["added"]),
        media={kind: bytes.fromhex(content) for kind, content in facts["media"].items()},
        templates={model_id: bytes.fromhex(content) for model_id, content in facts["templates"].items()},
    )
