"""Opening every ciphertext of a gallery, to see whether it is what was written there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import LargeBinary, Select, cast, null, select
from sqlalchemy.orm import Session

from faceid_desktop.errors import RecordTampered
from faceid_desktop.gallery.schema import Consent, Media, Person, Photo, Sighting, TemplateRow, UndoStep
from faceid_desktop.gallery.vault import PersonKey, Vault


def unreadable(session: Session, vault: Vault) -> Iterator[str]:
    """Yield the places whose ciphertext does not open: changed, cut, or moved there from elsewhere.

    Raises
    ------
    GalleryLocked
        If the keys are gone.
    """
    keys = _Keys(vault)
    for query, place_of in _QUERIES:
        for owner, data_key, sealed, *names in session.execute(query.execution_options(yield_per=100)):
            place = place_of(*names)
            try:
                keys.of(owner, data_key, names).open(sealed, place)
            except RecordTampered:
                yield place


class _Keys:
    """The key of the row at hand; rows come person by person, so one is kept."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._last: PersonKey | None = None
        self._wrapped = b""

    def of(self, owner: str | None, data_key: bytes | None, names: list[Any]) -> PersonKey:
        """Return the key of a person, or of a stranger's sighting, which has one of its own."""
        holder = owner if owner is not None else str(names[0])
        if self._last is None or self._last.owner != holder or self._wrapped != data_key:
            self._last = self._vault.open_key(holder, data_key or b"")
            self._wrapped = data_key or b""
        return self._last


def _bytes(column: Any) -> Any:
    """Read a column as bytes even where somebody stored a text."""
    return cast(column, LargeBinary)


def _people() -> Select[Any]:
    return select(Person.uuid, Person.data_key, _bytes(Person.sealed), Person.uuid).order_by(Person.id)


def _by_photo(table: type[Media | TemplateRow], name: Any) -> Select[Any]:
    return (
        select(Person.uuid, Person.data_key, _bytes(table.sealed), Photo.uuid, name)
        .join(Photo, Photo.id == table.photo_id)
        .join(Person, Person.id == Photo.person_id)
        .order_by(Person.id)
    )


def _by_person(table: type[Photo | Consent | UndoStep], name: Any) -> Select[Any]:
    return (
        select(Person.uuid, Person.data_key, _bytes(table.sealed), name)
        .join(Person, Person.id == table.person_id)
        .order_by(Person.id)
    )


def _sightings(column: Any) -> tuple[Select[Any], Select[Any]]:
    """Return the queries of persons' and of strangers' sightings."""
    known = (
        select(Person.uuid, Person.data_key, _bytes(column), Sighting.uuid)
        .join(Person, Person.id == Sighting.person_id)
        .where(column.is_not(None))
        .order_by(Person.id)
    )
    strangers = select(null(), Sighting.data_key, _bytes(column), Sighting.uuid).where(
        Sighting.person_id.is_(None), column.is_not(None)
    )
    return known, strangers


def _pictures() -> Iterator[tuple[Select[Any], Callable[..., str]]]:
    for query in _sightings(Sighting.sealed):
        yield query, "sighting/{}".format
    for query in _sightings(Sighting.thumbnail):
        yield query, "sighting-thumbnail/{}".format


_QUERIES: tuple[tuple[Select[Any], Callable[..., str]], ...] = (
    (_people(), "person/{}".format),
    (_by_person(Photo, Photo.uuid), "photo/{}".format),
    (_by_photo(Media, Media.kind), "media/{}/{}".format),
    (_by_photo(TemplateRow, TemplateRow.model_id), "template/{}/{}".format),
    (_by_person(Consent, Consent.uuid), "consent/{}".format),
    (_by_person(UndoStep, UndoStep.id), "undo/{}".format),
    *_pictures(),
)
