"""Sightings: encrypted by their person's key, strangers' by one of their own, gone with the person."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from faceid_desktop.errors import PersonNotFound, RecordTampered
from faceid_desktop.gallery.queries import sightings
from faceid_desktop.gallery.queries.owner import person_row
from faceid_desktop.gallery.records import NewSighting
from faceid_desktop.gallery.schema import Person, Sighting
from faceid_desktop.services.access import Action
from tests.helpers.small_gallery import START, enrol, small_gallery

LATER = START + timedelta(days=40)


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    """Camera, evidence and picture come back, the newest first; a stranger has no person."""
    with small_gallery(tmp_path) as gallery:
        ada = enrol(gallery, "Ada").uuid
        with gallery.store.transaction() as session:
            first = sightings.add(
                session, gallery.vault, NewSighting(START, "door", ada, {"llr": 9.5}, b"webp")
            )
            sightings.add(session, gallery.vault, NewSighting(LATER, "yard", thumbnail=None))
            found = sightings.newest(session, gallery.vault)
            assert [(each.camera, each.person, each.has_thumbnail) for each in found] == [
                ("yard", None, False),
                ("door", ada, True),
            ]
            assert found[1].evidence == {"llr": 9.5}
            assert sightings.thumbnail(session, gallery.vault, first) == b"webp"
            assert sightings.thumbnail(session, gallery.vault, found[0].uuid) is None
            assert sightings.thumbnail(session, gallery.vault, "0" * 32) is None
            assert [each.uuid for each in sightings.newest(session, gallery.vault, ada)] == [first]
            assert (sightings.count(session), sightings.count(session, ada)) == (2, 1)


def test_a_sighting_is_an_interaction(tmp_path: Path) -> None:
    """It moves the person's last interaction forward, never back."""
    with small_gallery(tmp_path) as gallery:
        ada = enrol(gallery, "Ada").uuid
        with gallery.store.transaction() as session:
            for at in (LATER, START):
                sightings.add(session, gallery.vault, NewSighting(at, "door", ada))
            assert person_row(session, ada).last_seen == LATER


def test_nobody_erased_is_seen(tmp_path: Path) -> None:
    """A sighting of a person who is gone is refused."""
    with small_gallery(tmp_path) as gallery, gallery.store.transaction() as session:
        with pytest.raises(PersonNotFound):
            sightings.add(session, gallery.vault, NewSighting(START, "door", "0" * 32))
        assert sightings.count(session) == 0


def test_sightings_go_with_their_person_and_by_age(tmp_path: Path) -> None:
    """Deleting the person deletes them; old ones are found by their moment and removed, many at once."""
    with small_gallery(tmp_path) as gallery:
        ada, eve = enrol(gallery, "Ada").uuid, enrol(gallery, "Eve").uuid
        with gallery.store.transaction() as session:
            for _ in range(600):
                sightings.add(session, gallery.vault, NewSighting(START, "door"))
            sightings.add(session, gallery.vault, NewSighting(LATER, "door", ada))
            kept = sightings.add(session, gallery.vault, NewSighting(LATER, "door", eve))
            session.delete(person_row(session, ada))
            session.flush()
            old = sightings.older_than(session, LATER)
            assert (len(old), sightings.remove(session, old)) == (600, 600)
            assert [each.uuid for each in sightings.newest(session, gallery.vault)] == [kept]


@pytest.mark.parametrize("how", ["moved", "keyless"])
def test_a_tampered_sighting_does_not_open(tmp_path: Path, how: str) -> None:
    """Given to another person, or to nobody without a key of its own, it is refused."""
    with small_gallery(tmp_path) as gallery:
        ada, eve = enrol(gallery, "Ada").uuid, enrol(gallery, "Eve").uuid
        with gallery.store.transaction() as session:
            sightings.add(session, gallery.vault, NewSighting(START, "door", ada))
            row, other = session.query(Sighting).one(), session.query(Person).filter_by(uuid=eve).one()
            row.person_id = other.id if how == "moved" else None
        with gallery.read(Action.VIEW_SIGHTINGS) as session, pytest.raises(RecordTampered):
            sightings.newest(session, gallery.vault)
