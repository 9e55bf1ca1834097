"""Whom the rows of an import mean, and which of its files the gallery has already."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable

from faceid_desktop.errors import SeveralPersonsFound
from faceid_desktop.gallery.queries import people, photos
from faceid_desktop.services.access import Action
from faceid_desktop.services.gallery import Gallery
from faceid_desktop.services.import_list import ImportItem

Key = tuple[str, str]
"""What makes two rows mean one person: ("reference", ...) or, without one, ("name", ...)."""


class KnownPeople:
    """Who is enrolled, by reference and by exact name, and whose files are known.

    Parameters
    ----------
    known
        Uuid, name and reference of everybody.
    sources
        (keyed hash, uuid) of every stored photo.
    """

    def __init__(self, known: Iterable[tuple[str, str, str]], sources: set[tuple[bytes, str]]) -> None:
        self._people: defaultdict[Key, list[str]] = defaultdict(list)
        self._sources = sources
        for uuid, name, reference in known:
            self.add(uuid, name, reference)

    def add(self, uuid: str, name: str, reference: str) -> None:
        """Take in a person."""
        self._people[("name", _same(name))].append(uuid)
        if reference:
            self._people[("reference", reference)].append(uuid)

    def add_source(self, source_hash: bytes, uuid: str) -> None:
        """Take in a stored photo."""
        self._sources.add((source_hash, uuid))

    def find(self, item: ImportItem) -> str | None:
        """Return the person whom a row means, None if he is not enrolled.

        Raises
        ------
        SeveralPersonsFound
            If several people have this name, and the row gives no reference.
        """
        found = self._people.get(key_of(item), [])
        if len(found) > 1:
            raise SeveralPersonsFound(person=item.reference or item.name, count=len(found))
        return found[0] if found else None

    def has(self, item: ImportItem, source_hash: bytes) -> bool:
        """Tell whether the person whom a row means has this file."""
        return any((source_hash, uuid) in self._sources for uuid in self._people.get(key_of(item), ()))


def key_of(item: ImportItem) -> Key:
    """Return what makes rows mean one person."""
    return ("reference", item.reference) if item.reference else ("name", _same(item.name))


def known_people(gallery: Gallery) -> KnownPeople:
    """Read who is enrolled."""
    with gallery.read(Action.IMPORT) as session:
        known = [
            (uuid, details.name, details.reference)
            for uuid, details in people.details_of_all(session, gallery.vault)
        ]
        return KnownPeople(known, photos.source_hashes(session))


def _same(name: str) -> str:
    """Return a name as it is compared: the same letters, however they are coded and spaced."""
    return " ".join(unicodedata.normalize("NFC", name).split())
