"""What a program said was saved before it was killed, and whether that is so.

A workload reports each thing after the gallery told that it is saved; what it was just doing when it died may
be there or not, but never by half.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from faceid_desktop.errors import FaceIdError
from faceid_desktop.gallery import backup
from faceid_desktop.paths import AppPaths
from faceid_desktop.services import audit
from faceid_desktop.services.opening import OpenGallery, close_gallery, open_gallery
from faceid_desktop.services.unlocking import Secret

Report = Callable[..., None]
"""Says one thing, as keyword arguments: see `Promises.take`."""

_HALVES = {
    "photo without a crop": (
        "SELECT count(*) FROM photo WHERE NOT EXISTS "
        "(SELECT 1 FROM media WHERE photo_id = photo.id AND kind = 'crop')"
    ),
    "photo without a template": (
        "SELECT count(*) FROM photo WHERE NOT EXISTS (SELECT 1 FROM template WHERE photo_id = photo.id)"
    ),
    "person without a lawful basis": (
        "SELECT count(*) FROM person WHERE NOT EXISTS (SELECT 1 FROM consent WHERE person_id = person.id)"
    ),
}
_UNFINISHED = (".part", ".new", ".restoring", "-journal")


@dataclass(slots=True)
class Promises:
    """Everything that was reported."""

    persons: set[str] = field(default_factory=set)
    photos: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    backups: set[str] = field(default_factory=set)
    settings: dict[str, Any] = field(default_factory=dict)
    choices: list[set[str]] | None = None

    def take(
        self,
        *,
        persons: Iterable[str] = (),
        photos: Iterable[str] = (),
        gone: Iterable[str] = (),
        touching: Iterable[str] = (),
        backup: str | None = None,
        settings: dict[str, Any] | None = None,
        choices: Iterable[Iterable[str]] | None = None,
    ) -> None:
        """Take in one report.

        Parameters
        ----------
        persons, photos
            Uuids of what is saved.
        gone
            Uuids of persons and photos that are erased for good.
        touching
            Uuids of persons and photos that are about to be removed or merged: nothing is promised of them
            until they are reported again.
        backup
            A file that is whole.
        settings
            Values that are saved.
        choices
            The whole gallery is one of these sets of persons.
        """
        lifted = {*touching, *gone}
        self.persons = (self.persons | set(persons)) - lifted
        self.photos = (self.photos | set(photos)) - lifted
        self.gone |= set(gone)
        self.backups |= {backup} if backup is not None else set()
        self.settings |= settings or {}
        self.choices = [set(each) for each in choices] if choices is not None else self.choices


def read(lines: Iterable[str]) -> Promises:
    """Read the reports of a program; a last line that it did not finish says nothing."""
    promises = Promises()
    for line in lines:
        if line.endswith("\n"):
            promises.take(**json.loads(line))
    return promises


def broken(paths: AppPaths, promises: Promises, secrets: Iterable[Secret | None] = (None,)) -> list[str]:
    """Open the gallery as its user would and return everything that is wrong with it."""
    gallery = _open(paths, list(secrets))
    if isinstance(gallery, str):
        return [gallery]
    try:
        return [*_database(gallery), *_contents(gallery, promises), *_files(gallery.store.path, promises)]
    except FaceIdError as error:
        return [f"cannot be read: {error}"]
    finally:
        close_gallery(gallery)


def _open(paths: AppPaths, secrets: list[Secret | None]) -> OpenGallery | str:
    told = ""
    for secret in secrets:
        try:
            return open_gallery(paths, secret, keyring=lambda: None)
        except FaceIdError as error:
            told = f"does not open: {error}"
    return told


def _database(gallery: OpenGallery) -> Iterator[str]:
    with gallery.store.raw() as connection:
        checked = connection.execute("PRAGMA integrity_check").fetchall()
        if checked != [("ok",)]:
            yield f"integrity_check: {checked[:3]}"
        orphans = connection.execute("PRAGMA foreign_key_check").fetchall()
        if orphans:
            yield f"foreign_key_check: {orphans[:3]}"
        for what, query in _HALVES.items():
            (count,) = connection.execute(query).fetchone()
            if count:
                yield f"{what}: {count}"


def _contents(gallery: OpenGallery, promises: Promises) -> Iterator[str]:
    report = audit.verify(gallery, audit.Depth.CONTENT)
    yield from (f"audit: {finding.kind} {finding.number or finding.subject}" for finding in report.findings)
    with gallery.store.raw() as connection:
        persons = {uuid for (uuid,) in connection.execute("SELECT uuid FROM person")}
        photos = {uuid for (uuid,) in connection.execute("SELECT uuid FROM photo")}
        settings = dict(connection.execute("SELECT name, value FROM setting"))
    yield from (f"person lost: {uuid}" for uuid in promises.persons - persons)
    yield from (f"photo lost: {uuid}" for uuid in promises.photos - photos)
    yield from (f"back again: {uuid}" for uuid in promises.gone & (persons | photos))
    for name, value in promises.settings.items():
        if json.loads(settings.get(name, "null")) != value:
            yield f"setting lost: {name}"
    if promises.choices is not None and persons not in promises.choices:
        yield f"neither the one nor the other gallery: {len(persons)} persons"


def _files(database: Path, promises: Promises) -> Iterator[str]:
    for path in database.parent.rglob("*"):
        if path.name.endswith(_UNFINISHED):
            yield f"left behind: {path.name}"
    for promised in promises.backups:
        try:
            backup.identify(Path(promised))
        except FaceIdError as error:
            yield f"backup not whole: {error}"
