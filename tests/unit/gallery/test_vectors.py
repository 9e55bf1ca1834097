"""The bulk reader gives exactly the vectors of those who may be matched."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from faceid_desktop.errors import GalleryLocked, RecordTampered
from faceid_desktop.gallery.queries import consent
from faceid_desktop.gallery.queries.vectors import load_vectors
from faceid_desktop.gallery.records import StoredVectors
from faceid_desktop.gallery.schema import ConsentStatus
from faceid_desktop.services.access import Action
from faceid_desktop.services.gallery import Gallery
from tests.helpers.small_gallery import MODEL, START, Enrolled, enrol, given, small_gallery


@pytest.fixture
def gallery(tmp_path: Path) -> Iterator[Gallery]:
    """An open gallery of nobody."""
    with small_gallery(tmp_path) as opened:
        yield opened


def load(gallery: Gallery, **changes: object) -> StoredVectors:
    """Load everything of the usual model now."""
    arguments = {"model_id": MODEL, "now": START, **changes}
    return load_vectors(gallery.store, gallery.vault, **arguments)  # type: ignore[arg-type]


def of(stored: StoredVectors) -> dict[str, list[bytes]]:
    """Return the vectors of each person."""
    return {
        person: [row.tobytes() for row in stored.vectors[stored.owners == place]]
        for place, person in enumerate(stored.persons)
    }


def known(*people: Enrolled) -> dict[str, list[bytes]]:
    """Return what was put in."""
    return {person.uuid: person.vectors for person in people}


def test_vectors_come_back_in_the_order_of_enrolment(gallery: Gallery) -> None:
    """Every vector of everybody, bit for bit, owners ascending, in a matrix of float32."""
    people = [enrol(gallery, f"person {number}", photos=1 + number % 3) for number in range(7)]
    stored = load(gallery)
    assert stored.persons == tuple(person.uuid for person in people)
    assert of(stored) == known(*people)
    assert stored.vectors.dtype == np.float32
    assert stored.vectors.flags.c_contiguous
    assert stored.owners.dtype == np.int64
    assert (np.diff(stored.owners) >= 0).all()


def test_empty_gallery_and_unknown_model(gallery: Gallery) -> None:
    """Nobody is no error."""
    assert load(gallery).persons == ()
    enrol(gallery, "Ada")
    stored = load(gallery, model_id="other-1.0")
    assert (stored.vectors.size, stored.owners.size, stored.persons) == (0, 0, ())


def test_only_those_with_a_valid_basis_are_matched(gallery: Gallery) -> None:
    """The newest statement counts; withdrawn, expired, missing or ordered for erasure keeps out."""
    soon = START + timedelta(days=1)
    stays, expires = enrol(gallery, "stays"), enrol(gallery, "expires", basis=given(expires=soon))
    withdrawn, returned = enrol(gallery, "withdrawn"), enrol(gallery, "returned")
    leaving = enrol(gallery, "leaving")
    with gallery.change(Action.RECORD_CONSENT) as change:
        no = given(status=ConsentStatus.WITHDRAWN)
        consent.add(change.session, change.vault, withdrawn.uuid, no)
        consent.add(change.session, change.vault, returned.uuid, no)
        consent.add(change.session, change.vault, returned.uuid, given())
    with gallery.store.raw() as connection:
        connection.execute("UPDATE person SET erase_after = 1 WHERE uuid = ?", (leaving.uuid,))
        connection.execute(
            "INSERT INTO person (uuid, data_key, sealed, watch, created, updated, revision, seal) "
            "VALUES ('f', x'', x'', 0, 0, 0, 1, x'')"
        )
    assert of(load(gallery)) == known(stays, expires, returned)
    assert of(load(gallery, now=soon)) == known(stays, returned)
    assert of(load(gallery, allowed={returned.uuid, withdrawn.uuid})) == known(returned)


def test_photos_added_later_lie_with_their_person(gallery: Gallery) -> None:
    """The order is by person even where the rows of several are interleaved."""
    ada, bob = enrol(gallery, "Ada", photos=2), enrol(gallery, "Bob", photos=2)
    with gallery.store.raw() as connection:
        # Swapping row numbers: Ada's second photo now comes after Bob's.
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("UPDATE photo SET id = 99 WHERE id = 2")
        connection.execute("UPDATE template SET photo_id = 99 WHERE photo_id = 2")
        connection.execute("PRAGMA foreign_keys=ON")
    assert of(load(gallery)) == known(ada, bob)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE template SET sealed = (SELECT sealed FROM template WHERE photo_id = 3) WHERE photo_id = 1",
        "UPDATE template SET sealed = substr(sealed, 1, 40) WHERE photo_id = 1",
        "UPDATE template SET sealed = x'' WHERE photo_id = 1",
        "UPDATE person SET data_key = (SELECT data_key FROM person WHERE id = 2) WHERE id = 1",
        "UPDATE photo SET person_id = 2 WHERE id = 1",
        "UPDATE template SET dim = 128 WHERE photo_id = 1",
    ],
)
def test_rows_that_were_moved_or_changed_are_noticed(gallery: Gallery, change: str) -> None:
    """A template, a key or a photo from elsewhere never reaches the index."""
    enrol(gallery, "Ada")
    enrol(gallery, "Bob")
    with gallery.store.raw() as connection:
        connection.execute(change)
    with pytest.raises(RecordTampered):
        load(gallery)


def test_nothing_is_read_without_keys(gallery: Gallery) -> None:
    """A locked gallery gives no vectors."""
    enrol(gallery, "Ada")
    gallery.vault.lock()
    with pytest.raises(GalleryLocked):
        load(gallery)


def test_reading_leaves_no_lock_behind(gallery: Gallery, tmp_path: Path) -> None:
    """After a failed load others can write and the journal can be emptied."""
    enrol(gallery, "Ada")
    with gallery.store.raw() as connection:
        connection.execute("UPDATE template SET sealed = x''")
    with pytest.raises(RecordTampered):
        load(gallery)
    assert gallery.store.checkpoint()
    other = sqlite3.connect(gallery.store.path, timeout=0)
    other.execute("BEGIN IMMEDIATE")
    other.close()
