"""People, photos, templates, pairs told apart and the undo step: what is stored and under whose key."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import select

from faceid_desktop.core.records import Template
from faceid_desktop.errors import DuplicatePhoto, PersonNotFound, PhotoNotFound, RecordTampered
from faceid_desktop.gallery.queries import consent, moving, not_same, people, photos, templates, undo
from faceid_desktop.gallery.queries.undo import UndoRecord
from faceid_desktop.gallery.records import NewPhoto, PersonDetails
from faceid_desktop.gallery.schema import Media, MediaKind, Person, Photo
from faceid_desktop.services.access import Action
from faceid_desktop.services.gallery import Change, Gallery
from tests.helpers.small_gallery import START, given, small_gallery
from tests.helpers.tiny_workspace import photo_of

ADA = PersonDetails("Ada Ünal", "R-1", "met in Paris", ("staff", "night"))
BEN = PersonDetails("Ben")
MODEL = "m-1.0+aa"


@pytest.fixture
def gallery(tmp_path: Path) -> Iterator[Gallery]:
    """An empty gallery."""
    with small_gallery(tmp_path) as opened:
        yield opened


@pytest.fixture
def change(gallery: Gallery) -> Iterator[Change]:
    """A transaction that is saved at the end of the test."""
    with gallery.change(Action.ENROL) as begun:
        yield begun


def add(change: Change, details: PersonDetails, *new: NewPhoto) -> tuple[str, list[str]]:
    """Add a person with photos and a consent."""
    person = people.add(change.session, change.vault, details, change.now)
    consent.add(change.session, change.vault, person, given(change.now))
    stored = [photos.add(change.session, change.vault, person, photo, change.now) for photo in new]
    change.record("person.added", person)
    return person, stored


def test_a_person_comes_back_as_written(change: Change) -> None:
    """Details, moments, watch and the number of photos are those that were stored."""
    person, _ = add(change, ADA, photo_of([1], MODEL), photo_of([2], MODEL))
    people.set_watch(change.session, person, True)
    record = people.get(change.session, change.vault, person)
    assert (record.details, record.watch, record.photos, record.created) == (ADA, True, 2, change.now)
    assert record.consent is not None
    assert record.matchable(change.now)
    (listed,) = people.all_people(change.session, change.vault)
    assert (listed.details, listed.photos, listed.uuid) == (ADA, 2, person)


def test_an_unknown_person_is_told(change: Change) -> None:
    """Every query that needs a person says who is missing."""
    for ask in (people.get, people.key_of, photos.of_person):
        with pytest.raises(PersonNotFound) as caught:
            ask(change.session, change.vault, "0" * 32)
        assert caught.value.data == {"person": "0" * 32}


def test_a_photo_comes_back_as_written(change: Change) -> None:
    """Pictures byte for byte; landmarks, box, quality and template to the last bit."""
    new = photo_of([0.1, -2.5, 3.25], MODEL, name="a b.jpg")
    _, (photo,) = add(change, ADA, new)
    record = photos.get(change.session, change.vault, photo)
    assert (record.source_name, record.quality, record.models) == ("a b.jpg", new.quality, (MODEL,))
    assert np.array_equal(record.landmarks, new.landmarks)
    assert np.array_equal(record.box, new.box)
    for kind, content in ((MediaKind.CROP, new.crop), (MediaKind.THUMBNAIL, new.thumbnail)):
        assert photos.media(change.session, change.vault, photo, kind) == content
    made = templates.of_person(change.session, change.vault, record.person, MODEL)
    assert made[photo].vector.tobytes() == new.template.vector.tobytes()
    with pytest.raises(PhotoNotFound):
        photos.media(change.session, change.vault, photo, MediaKind.ORIGINAL)


def test_the_same_source_is_refused_for_one_person_only(change: Change) -> None:
    """A file is enrolled once for a person; another person may have it too (a photo of two)."""
    person, _ = add(change, ADA, photo_of([1], MODEL, b"the file"))
    with pytest.raises(DuplicatePhoto) as caught:
        photos.add(change.session, change.vault, person, photo_of([2], MODEL, b"the file", "x.jpg"), START)
    assert caught.value.data == {"path": "x.jpg", "person": person}
    add(change, BEN, photo_of([1], MODEL, b"the file"))
    assert photos.count(change.session) == 2


def test_a_moved_photo_opens_with_the_new_key_only(change: Change) -> None:
    """Nothing of it stays readable with the key of the one who gave it away."""
    ada, (photo,) = add(change, ADA, photo_of([1], MODEL))
    ben, _ = add(change, BEN)
    session, vault = change.session, change.vault
    photos.move(session, vault, photo, ben)
    assert photos.owner_of(session, photo) == ben
    assert photos.media(session, vault, photo, MediaKind.CROP)
    assert list(templates.of_person(session, vault, ben, MODEL)) == [photo]
    sealed = session.scalars(select(Media.sealed).join(Photo).where(Photo.uuid == photo)).first()
    assert sealed is not None
    with pytest.raises(RecordTampered):
        people.key_of(session, vault, ada).open(sealed, f"media/{photo}/crop")


def test_a_removed_photo_leaves_nothing(change: Change) -> None:
    """Its pictures and templates go with it, and a person without photos stays."""
    person, (photo,) = add(change, ADA, photo_of([1], MODEL))
    photos.remove(change.session, photo)
    assert change.session.scalars(select(Media.kind)).all() == []
    assert templates.counts(change.session) == {}
    assert people.get(change.session, change.vault, person).photos == 0
    with pytest.raises(PhotoNotFound):
        photos.remove(change.session, photo)


def test_photos_are_found_by_how_their_uuid_begins(change: Change) -> None:
    """Six digits are enough, fewer are not, and nothing in them is a pattern."""
    _, (photo,) = add(change, ADA, photo_of([1], MODEL))
    assert photos.beginning_with(change.session, photo[:6]) == photo
    for start in (photo[:5], "%%%%%%", "______", "zzzzzz"):
        with pytest.raises(PhotoNotFound):
            photos.beginning_with(change.session, start)


def test_templates_of_a_second_model_are_missed_until_they_are_there(change: Change) -> None:
    """What is missing comes person by person, and a template that is made again replaces the old one."""
    ada, (first, second) = add(change, ADA, photo_of([1], MODEL), photo_of([2], MODEL))
    ben, (third,) = add(change, BEN, photo_of([3], MODEL))
    session = change.session
    assert templates.missing(session, MODEL) == ()
    assert templates.missing(session, "other") == ((ada, first), (ada, second), (ben, third))
    assert templates.missing(session, "other", 1) == ((ada, first),)
    key = people.key_of(session, change.vault, ada)
    for value in (7.0, 8.0):
        templates.add(session, key, first, Template(np.full(3, value, np.float32), "other"))
    assert templates.missing(session, "other") == ((ada, second), (ben, third))
    assert templates.counts(session) == {MODEL: 3, "other": 1}
    assert templates.of_person(session, change.vault, ada, "other")[first].vector.tolist() == [8.0] * 3


def test_people_are_told_apart_once_and_both_ways(change: Change) -> None:
    """A pair has no order, nobody is told apart from himself, and it can be taken back."""
    ada, _ = add(change, ADA)
    ben, _ = add(change, BEN)
    session = change.session
    assert not_same.record(session, ben, ada, START, None)
    assert not not_same.record(session, ada, ben, START, None)
    assert not not_same.record(session, ada, ada, START, None)
    assert not_same.of_person(session, ada) == {ben}
    assert not_same.of_person(session, ben) == {ada}
    assert not_same.all_pairs(session) == {(min(ada, ben), max(ada, ben))}
    not_same.forget(session, ada, ben)
    assert not_same.all_pairs(session) == frozenset()


def test_only_the_last_step_can_be_undone_and_it_goes_with_its_person(change: Change) -> None:
    """A new step takes the place of the old one; erasing the person leaves nothing of it."""
    ada, _ = add(change, ADA)
    session, vault = change.session, change.vault
    for number in range(2):
        undo.put(session, vault, UndoRecord("watch", ada, change.now, None, {"number": number}))
    step = undo.last(session, vault)
    assert step is not None
    assert (step.kind, step.person, step.facts) == ("watch", ada, {"number": 1})
    people.remove(session, ada)
    assert undo.last(session, vault) is None


def test_an_old_step_is_forgotten(change: Change) -> None:
    """A step can be dropped by its age."""
    ada, _ = add(change, ADA)
    session, vault = change.session, change.vault
    undo.put(session, vault, UndoRecord("watch", ada, change.now, None, {}))
    assert undo.clear(session, change.now) == 0
    assert undo.clear(session, change.now + timedelta(seconds=1)) == 1
    assert undo.last(session, vault) is None


def test_merging_joins_and_unmerging_restores(change: Change) -> None:
    """Photos, notes and people told apart come together; everything comes apart again as it was."""
    session, vault = change.session, change.vault
    ada, (first, same) = add(change, ADA, photo_of([1], MODEL), photo_of([2], MODEL, b"both"))
    twin = PersonDetails("Ada U.", "", "tall", ("guest",))
    other, (kept, both) = add(change, twin, photo_of([3], MODEL), photo_of([2], MODEL, b"both"))
    stranger, _ = add(change, BEN)
    not_same.record(session, ada, stranger, START, None)
    before = people.get(session, vault, ada)
    facts = moving.merge(session, vault, ada, other, change.now)
    merged = people.get(session, vault, other)
    assert merged.details == PersonDetails("Ada U.", "R-1", "tall\nmet in Paris", ("guest", "staff", "night"))
    assert set(photos.uuids_of_person(session, other)) == {first, kept, both}
    assert not people.exists(session, ada)
    assert not_same.of_person(session, stranger) == {other}
    assert moving.unmerge(session, vault, other, facts) == ada
    again = people.get(session, vault, ada)
    assert (again.details, again.created, again.photos) == (before.details, before.created, 2)
    assert again.matchable(change.now)
    assert set(photos.uuids_of_person(session, ada)) == {first, same}
    assert people.get(session, vault, other).details == twin
    assert not_same.of_person(session, stranger) == {ada}


def test_the_next_consent_to_run_out_is_known(change: Change) -> None:
    """The moment from which the index has to be made anew."""
    ada, _ = add(change, ADA)
    assert people.next_expiry(change.session, change.now) is None
    for days in (9, 5):
        end = change.now + timedelta(days=days)
        consent.add(change.session, change.vault, ada, given(change.now, expires=end))
    assert people.next_expiry(change.session, change.now) == change.now + timedelta(days=5)
    later = change.now + timedelta(days=5)
    assert people.next_expiry(change.session, later) == change.now + timedelta(days=9)


def test_no_name_can_be_read_in_the_file(tmp_path: Path) -> None:
    """Names, references, notes, tags and file names are nowhere in the database in the clear."""
    with small_gallery(tmp_path) as gallery, gallery.change(Action.ENROL) as change:
        add(change, ADA, photo_of([1], MODEL, name="secret-file.jpg"))
        assert change.session.scalars(select(Person.uuid)).all()
        path = gallery.store.path
    content = b"".join(each.read_bytes() for each in path.parent.iterdir() if each.is_file())
    for word in ("Ada", "Ünal", "R-1", "Paris", "staff", "secret-file"):
        assert word.encode() not in content
