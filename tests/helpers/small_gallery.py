"""A small gallery in a folder; its keys and its clock are the test's."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import numpy as np

from faceid_desktop.core.records import Pose, Quality
from faceid_desktop.gallery.integrity import UUID_SETTING
from faceid_desktop.gallery.lawful_basis import LawfulBasis
from faceid_desktop.gallery.migrations.runner import upgrade
from faceid_desktop.gallery.places import GalleryPlaces
from faceid_desktop.gallery.queries import consent, settings
from faceid_desktop.gallery.records import ConsentEntry
from faceid_desktop.gallery.schema import (
    ConsentStatus,
    Media,
    MediaKind,
    Person,
    Photo,
    TemplateRow,
)
from faceid_desktop.gallery.store import GalleryStore, open_engine
from faceid_desktop.gallery.vault import Vault
from faceid_desktop.paths import AppPaths, app_paths, private_folder
from faceid_desktop.services.access import Action, Actor
from faceid_desktop.services.gallery import Change, Gallery

GALLERY = "5" * 32
MASTER = bytes(range(32))
START = datetime(2026, 1, 1, tzinfo=UTC)
MODEL = "tiny-1.0+00000000"


_FACTS = {
    "source_name": "photo.jpg",
    "quality": asdict(Quality(60.0, 1.0, 0.5, 0.2, Pose(1.0, 2.0, 3.0), 0.3, 0.1, 1.0)),
    "landmarks": [[10.0, 20.0], [30.0, 20.0]],
    "box": [0.0, 0.0, 50.0, 50.0],
    "liveness": {},
}
"""As `gallery.queries.photos` writes them."""


@dataclass(slots=True)
class Clock:
    """A clock that stands still until it is told otherwise."""

    now: datetime = START

    def __call__(self) -> datetime:
        """Tell the time."""
        return self.now

    def forward(self, **span: float) -> None:
        """Move on by so many days, hours ... (the arguments of `timedelta`)."""
        self.now += timedelta(**span)


@dataclass(slots=True)
class Enrolled:
    """What the test knows about a person that was put in."""

    uuid: str
    name: str
    reference: str
    vectors: list[bytes] = field(default_factory=list)


def given(at: datetime = START, **changes: object) -> ConsentEntry:
    """Return a consent that is valid for ever."""
    entry = ConsentEntry(
        at, ConsentStatus.GIVEN, LawfulBasis.CONSENT, "1", "access to the house", how="signed"
    )
    return replace(entry, **changes)  # type: ignore[arg-type]


@contextmanager
def small_gallery(folder: Path, actor: Actor | None = None, clock: Clock | None = None) -> Iterator[Gallery]:
    """Open (or begin) the gallery below ``folder``; the same master key every time."""
    paths = app_paths(folder)
    file = database(paths)
    if not file.exists():
        private_folder(file.parent)
        file.write_bytes(_new_database())
        file.chmod(0o600)
    store = GalleryStore(file, open_engine(file))
    try:
        anchor = GalleryPlaces(paths).anchor(GALLERY)
        yield Gallery(store, Vault(GALLERY, MASTER), actor or Actor(), anchor, clock or Clock())
    finally:
        store.close()


@cache
def _new_database() -> bytes:
    """Make a database by the migrations, once for all tests of a process."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "gallery.db"
        engine = open_engine(path)
        upgrade(engine)
        store = GalleryStore(path, engine)
        with store.transaction() as session:
            settings.put(session, UUID_SETTING, GALLERY)
        store.close()
        return path.read_bytes()


def database(paths: AppPaths) -> Path:
    """Return where the gallery of these folders lies."""
    return GalleryPlaces(paths).database


def enrol(gallery: Gallery, name: str, photos: int = 2, basis: ConsentEntry | None = None) -> Enrolled:
    """Put somebody in with random pictures and vectors, as the enrolment service would."""
    with gallery.change(Action.ENROL) as change:
        enrolled = add_person(change, name, photos, basis or given(change.now))
        change.record("person.added", enrolled.uuid, photos=photos)
    return enrolled


def add_person(change: Change, name: str, photos: int, basis: ConsentEntry | None) -> Enrolled:
    """Write the rows of a person without telling the audit chain."""
    enrolled = Enrolled(uuid4().hex, name, f"REF-{uuid4().hex[:12]}")
    key, wrapped = change.vault.wrap_new_key(enrolled.uuid)
    details = {"name": name, "reference": enrolled.reference, "notes": f"notes on {name}", "tags": []}
    row = Person(
        uuid=enrolled.uuid,
        data_key=wrapped,
        sealed=key.seal(json.dumps(details).encode(), f"person/{enrolled.uuid}"),
        created=change.now,
        updated=change.now,
        last_seen=change.now,
        seal=b"",
    )
    change.session.add(row)
    change.session.flush()
    for _ in range(photos):
        photo, vector = uuid4().hex, np.random.default_rng().standard_normal(64).astype("<f4").tobytes()
        added = Photo(
            uuid=photo,
            person_id=row.id,
            source_hash=change.vault.keyed_hash("photo", vector),
            sealed=key.seal(json.dumps(_FACTS).encode(), f"photo/{photo}"),
            added=change.now,
        )
        change.session.add(added)
        change.session.flush()
        picture = key.seal(vector * 40, f"media/{photo}/crop")
        change.session.add(Media(photo_id=added.id, kind=MediaKind.CROP, sealed=picture))
        sealed = key.seal(vector, f"template/{photo}/{MODEL}")
        change.session.add(TemplateRow(photo_id=added.id, model_id=MODEL, dim=64, sealed=sealed))
        enrolled.vectors.append(vector)
    if basis is not None:
        consent.add(change.session, change.vault, enrolled.uuid, basis)
    return enrolled
