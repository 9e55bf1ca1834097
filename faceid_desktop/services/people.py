"""Operations on people: rename, tag, watch, tell apart, merge, split, move and remove photos, and undo.

Each is one transaction with its audit events and the step that would take it back; the workspace is told
which people changed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

from faceid_desktop.errors import ConsentMissing, ConsentNotValid, PhotoNotFound
from faceid_desktop.gallery.queries import consent, moving, not_same, people, photos, undo
from faceid_desktop.gallery.queries.undo import UndoRecord
from faceid_desktop.gallery.records import ConsentEntry, PersonDetails, PersonRecord, PhotoRecord
from faceid_desktop.gallery.schema import MediaKind
from faceid_desktop.services.access import Action
from faceid_desktop.services.gallery import Change, Gallery
from faceid_desktop.services.undoing import keep_step, take_back

Changed = Callable[[Collection[str]], None]
"""Told the uuids of people who were changed, added or removed."""


class PeopleService:
    """Looks at and changes the people of a gallery.

    Parameters
    ----------
    gallery
        The unlocked gallery.
    changed
        Called after each saved change.
    """

    def __init__(self, gallery: Gallery, changed: Changed) -> None:
        self._gallery = gallery
        self._changed = changed

    def get(self, person: str) -> PersonRecord:
        """Return a person.

        Raises
        ------
        PersonNotFound
            If there is no such person.
        """
        with self._gallery.read(Action.VIEW_PEOPLE) as session:
            return people.get(session, self._gallery.vault, person)

    def photos(self, person: str) -> tuple[PhotoRecord, ...]:
        """Return a person's photos.

        Raises
        ------
        PersonNotFound
            If there is no such person.
        """
        with self._gallery.read(Action.VIEW_PEOPLE) as session:
            return photos.of_person(session, self._gallery.vault, person)

    def picture(self, photo: str, kind: MediaKind = MediaKind.THUMBNAIL) -> bytes:
        """Return a picture of a photo as an encoded file.

        Raises
        ------
        PhotoNotFound
            If there is no such picture.
        """
        with self._gallery.read(Action.VIEW_PEOPLE) as session:
            return photos.media(session, self._gallery.vault, photo, kind)

    def find_photo(self, start: str) -> str:
        """Return the photo whose uuid begins so.

        Raises
        ------
        PhotoNotFound
            If there is none or more than one, or fewer than six digits are given.
        """
        with self._gallery.read(Action.VIEW_PEOPLE) as session:
            return photos.beginning_with(session, start)

    def told_apart(self, person: str) -> frozenset[str]:
        """Return the people from whom somebody was told apart.

        Raises
        ------
        PersonNotFound
            If there is no such person.
        """
        with self._gallery.read(Action.VIEW_PEOPLE) as session:
            return not_same.of_person(session, person)

    def rename(self, person: str, details: PersonDetails) -> PersonRecord:
        """Replace what is written about a person.

        Raises
        ------
        PersonNotFound
            If there is no such person.
        """
        return self._write(person, details, "person.renamed")

    def tag(self, person: str, add: Iterable[str] = (), remove: Iterable[str] = ()) -> PersonRecord:
        """Add and remove tags; the order of those that stay is kept.

        Raises
        ------
        PersonNotFound
            If there is no such person.
        """
        details, gone = self.get(person).details, set(remove)
        tags = tuple(dict.fromkeys(tag for tag in (*details.tags, *add) if tag not in gone))
        return self._write(person, replace(details, tags=tags), "person.tagged")

    def watch(self, person: str, *, on: bool) -> PersonRecord:
        """Say whether the person's appearance is to be announced.

        Raises
        ------
        PersonNotFound
            If there is no such person.
        """
        with self._gallery.change(Action.EDIT_PEOPLE) as change:
            before = people.get(change.session, change.vault, person).watch
            people.set_watch(change.session, person, on)
            keep_step(change, "watch", person, watch=before)
            change.record("person.watched", person, watch=on)
        return self._told(person)

    def tell_apart(self, first: str, second: str) -> None:
        """Remember that two people are not the same; neither is proposed for the other again.

        Raises
        ------
        PersonNotFound
            If one of them does not exist.
        """
        with self._gallery.change(Action.EDIT_PEOPLE) as change:
            operator = change.actor.operator
            if not not_same.record(change.session, first, second, change.now, operator):
                return
            keep_step(change, "not_same", first, other=second)
            change.record("not_same.recorded", first, other=second)
        self._changed((first, second))

    def merge(self, source: str, target: str) -> PersonRecord:
        """Give all photos of one person to another, under the other's key, and remove the first.

        The target keeps his name and his lawful basis and gains tags, notes, sightings and the people he was
        told apart from; of a photo that both have one stays.

        Raises
        ------
        PersonNotFound
            If one of them does not exist.
        ConsentMissing, ConsentNotValid
            If either may not be matched at present: settle that first, or photos would outlive a withdrawal.
        """
        if source == target:
            return self.get(target)
        with self._gallery.change(Action.EDIT_PEOPLE) as change:
            for person in (source, target):
                require_consent(change, person)
            facts = moving.merge(change.session, change.vault, source, target, change.now)
            keep_step(change, "merge", target, **facts)
            change.record("person.merged", target, source=source, photos=len(facts["photos"]))
            change.record("person.merged", source, target=target)
        self._changed((source, target))
        return self.get(target)

    def split(
        self, person: str, chosen: Collection[str], details: PersonDetails, basis: ConsentEntry
    ) -> PersonRecord:
        """Make a new person of some photos, and remember that the two are not the same.

        Raises
        ------
        PersonNotFound
            If there is no such person.
        PhotoNotFound
            If no photo is chosen, or one is not the person's.
        ConsentNotValid
            If nobody may be enrolled on ``basis``.
        """
        with self._gallery.change(Action.EDIT_PEOPLE) as change:
            session, vault = change.session, change.vault
            owners = {photo: photos.owner_of(session, photo) for photo in chosen}
            strays = [photo for photo, owner in owners.items() if owner != person]
            if strays or not chosen:
                raise PhotoNotFound(photo=", ".join(strays))
            new = people.add(session, vault, details, change.now)
            consent.add(session, vault, new, basis)
            for photo in dict.fromkeys(chosen):
                photos.move(session, vault, photo, new)
            not_same.record(session, person, new, change.now, change.actor.operator)
            keep_step(change, "split", new, origin=person, photos=list(dict.fromkeys(chosen)))
            change.record("person.split", person, new=new, photos=len(owners))
            change.record("person.split", new, origin=person)
        self._changed((person, new))
        return self.get(new)

    def move_photo(self, photo: str, target: str) -> None:
        """Give a photo to another person, under that person's key.

        Raises
        ------
        PhotoNotFound, PersonNotFound
            If one of them does not exist.
        DuplicatePhoto
            If the other person has the same photo.
        """
        with self._gallery.change(Action.EDIT_PEOPLE) as change:
            origin = photos.owner_of(change.session, photo)
            if origin == target:
                return
            photos.move(change.session, change.vault, photo, target)
            keep_step(change, "move", target, photo=photo, origin=origin)
            change.record("photo.moved", origin, photo=photo, target=target)
            change.record("photo.moved", target, photo=photo, origin=origin)
        self._changed((origin, target))

    def remove_photo(self, photo: str) -> None:
        """Remove a photo; the next operation, or the end of the undo period, makes it final.

        Raises
        ------
        PhotoNotFound
            If there is no such photo.
        """
        with self._gallery.change(Action.EDIT_PEOPLE) as change:
            person = photos.owner_of(change.session, photo)
            loose = photos.take(change.session, change.vault, photo)
            keep_step(change, "remove", person, photo=photos.loose_to_json(loose))
            change.record("photo.removed", person, photo=photo)
        self._changed((person,))

    def undoable(self) -> UndoRecord | None:
        """Return the operation that `undo` would take back, None if there is none."""
        with self._gallery.read(Action.EDIT_PEOPLE) as session:
            return undo.last(session, self._gallery.vault)

    def undo(self) -> UndoRecord:
        """Take back the last operation, also one of an earlier run of the program; return what it was.

        Raises
        ------
        NothingToUndo
            If there is none, or what it needs has been erased since.
        """
        with self._gallery.change(Action.EDIT_PEOPLE) as change:
            step, touched = take_back(change)
        self._changed(touched)
        return step

    def _write(self, person: str, details: PersonDetails, kind: str) -> PersonRecord:
        with self._gallery.change(Action.EDIT_PEOPLE) as change:
            before = people.get(change.session, change.vault, person).details
            people.update_details(change.session, change.vault, person, details)
            keep_step(change, "details", person, details=people.details_to_json(before).decode())
            change.record(kind, person)
        return self._told(person)

    def _told(self, person: str) -> PersonRecord:
        self._changed((person,))
        return self.get(person)


def require_consent(change: Change, person: str) -> None:
    """Refuse to add to a person who may not be matched at present.

    Raises
    ------
    PersonNotFound
        If there is no such person.
    ConsentMissing, ConsentNotValid
        If there is no lawful basis in force.
    """
    record = people.get(change.session, change.vault, person)
    if record.consent is None:
        raise ConsentMissing(person=record.details.name)
    if not record.matchable(change.now):
        raise ConsentNotValid(person=record.details.name, why="not_in_force")
