"""What operations on people refuse, who may do them, and how long they can be taken back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from faceid_desktop.errors import (
    ConsentMissing,
    ConsentNotValid,
    NothingToUndo,
    PermissionDenied,
    PhotoNotFound,
)
from faceid_desktop.gallery.queries import consent, people, photos
from faceid_desktop.gallery.records import NewPhoto, PersonDetails
from faceid_desktop.gallery.schema import ConsentStatus, MediaKind, Role
from faceid_desktop.paths import app_paths
from faceid_desktop.services import retention
from faceid_desktop.services.access import Action, Actor
from faceid_desktop.services.audit import verify
from faceid_desktop.services.gallery import Gallery
from faceid_desktop.services.people import PeopleService
from tests.helpers.small_gallery import Clock, given, small_gallery
from tests.helpers.tiny_workspace import photo_of

MODEL = "m-1.0+aa"


def service_of(gallery: Gallery) -> PeopleService:
    """Return the service; nobody is told of changes."""
    return PeopleService(gallery, lambda _persons: None)


def add(gallery: Gallery, name: str, *new: NewPhoto) -> str:
    """Put somebody in."""
    with gallery.change(Action.ENROL) as change:
        person = people.add(change.session, change.vault, PersonDetails(name), change.now)
        consent.add(change.session, change.vault, person, given(change.now))
        for photo in new:
            photos.add(change.session, change.vault, person, photo, change.now)
        change.record("person.added", person)
    return person


def test_a_removed_photo_comes_back_whole_in_another_run(tmp_path: Path) -> None:
    """Pictures and template are those that were removed, and the gallery's seals hold."""
    new = photo_of([1.0, 2.0], MODEL)
    with small_gallery(tmp_path) as gallery:
        ada = add(gallery, "Ada", new)
        (photo,) = service_of(gallery).photos(ada)
        service_of(gallery).remove_photo(photo.uuid)
        assert service_of(gallery).photos(ada) == ()
    with small_gallery(tmp_path) as gallery:
        service = service_of(gallery)
        step = service.undoable()
        assert step is not None
        assert (step.kind, step.person) == ("remove", ada)
        service.undo()
        (again,) = service.photos(ada)
        assert (again.uuid, again.source_name, again.models) == (photo.uuid, new.source_name, (MODEL,))
        assert service.picture(again.uuid, MediaKind.CROP) == new.crop
        assert service.undoable() is None
        assert verify(gallery).holds


def test_what_could_be_undone_is_forgotten_after_a_week(tmp_path: Path) -> None:
    """A removed photo does not stay for ever because nothing else was done since."""
    clock = Clock()
    with small_gallery(tmp_path, clock=clock) as gallery:
        service = service_of(gallery)
        ada = add(gallery, "Ada", photo_of([1.0], MODEL))
        service.remove_photo(service.photos(ada)[0].uuid)
        clock.forward(days=retention.UNDO_DAYS)
        retention.let_go(gallery, app_paths(tmp_path))
        assert service.undoable() is not None
        clock.forward(seconds=1)
        retention.let_go(gallery, app_paths(tmp_path))
        with pytest.raises(NothingToUndo):
            service.undo()


@pytest.mark.parametrize("which", [0, 1])
def test_nobody_is_merged_whose_consent_is_withdrawn(tmp_path: Path, which: int) -> None:
    """His photos would live on under the other's; the gallery stays as it was."""
    with small_gallery(tmp_path) as gallery:
        pair = (add(gallery, "Ada"), add(gallery, "Ada again"))
        with gallery.change(Action.RECORD_CONSENT) as change:
            withdrawn = given(change.now, status=ConsentStatus.WITHDRAWN)
            consent.add(change.session, change.vault, pair[which], withdrawn)
            change.record("consent.withdrawn", pair[which])
        with pytest.raises(ConsentNotValid):
            service_of(gallery).merge(*pair)
        with gallery.change(Action.EDIT_PEOPLE) as change:
            third = people.add(change.session, change.vault, PersonDetails("No basis"), change.now)
            change.record("person.added", third)
        with pytest.raises((ConsentMissing, ConsentNotValid)):
            service_of(gallery).merge(third, pair[1 - which])
        with gallery.read(Action.VIEW_PEOPLE) as session:
            assert people.count(session) == 3


def test_only_a_person_s_own_photos_are_split_off(tmp_path: Path) -> None:
    """A photo of somebody else, or none at all, makes no new person."""
    with small_gallery(tmp_path) as gallery:
        service = service_of(gallery)
        ada, ben = add(gallery, "Ada", photo_of([1.0], MODEL)), add(gallery, "Ben", photo_of([2.0], MODEL))
        (other,) = service.photos(ben)
        for chosen in ([], [other.uuid]):
            with pytest.raises(PhotoNotFound):
                service.split(ada, chosen, PersonDetails("New"), given())
        mine = [service.photos(ada)[0].uuid]
        with pytest.raises(ConsentNotValid):
            service.split(ada, mine, PersonDetails("New"), given(basis="because"))
        with gallery.read(Action.VIEW_PEOPLE) as session:
            assert people.count(session) == 2


def test_an_auditor_neither_sees_nor_changes_people(tmp_path: Path) -> None:
    """An operator does both."""
    with small_gallery(tmp_path) as gallery:
        ada = add(gallery, "Ada", photo_of([1.0], MODEL))
        auditor = service_of(replace(gallery, actor=Actor("0" * 32, Role.AUDITOR)))
        for attempt in (
            lambda: auditor.get(ada),
            lambda: auditor.photos(ada),
            lambda: auditor.tag(ada, ["x"]),
            lambda: auditor.watch(ada, on=True),
            lambda: auditor.merge(ada, "1" * 32),
            auditor.undo,
        ):
            with pytest.raises(PermissionDenied):
                attempt()
        operator = service_of(replace(gallery, actor=Actor("1" * 32, Role.OPERATOR)))
        assert operator.tag(ada, ["x"]).details.tags == ("x",)
        step = operator.undoable()
        assert step is not None
        assert step.operator == "1" * 32


def test_the_workspace_hears_of_every_change(tmp_path: Path) -> None:
    """All people whom an operation touched are told, after it was saved."""
    told: list[set[str]] = []
    with small_gallery(tmp_path) as gallery:
        ada, ben = add(gallery, "Ada", photo_of([1.0], MODEL)), add(gallery, "Ben")
        service = PeopleService(gallery, lambda persons: told.append(set(persons)))
        service.move_photo(service.photos(ada)[0].uuid, ben)
        service.merge(ada, ben)
        service.undo()
        service.tell_apart(ada, ben)
        service.tell_apart(ben, ada)
    assert told == [{ada, ben}] * 4
