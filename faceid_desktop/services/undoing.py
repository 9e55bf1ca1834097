"""Taking back the last operation on people, kind by kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from faceid_desktop.errors import DuplicatePhoto, NothingToUndo, PersonNotFound
from faceid_desktop.gallery.queries import moving, not_same, people, photos, undo
from faceid_desktop.gallery.queries.undo import UndoRecord
from faceid_desktop.services.gallery import Change

Touched = tuple[str, ...]


def keep_step(change: Change, kind: str, person: str, **facts: object) -> None:
    """Keep what would take back the operation that is being saved, instead of the step before.

    Parameters
    ----------
    change
        The transaction.
    kind
        One of `KINDS`.
    person
        Whom it is about, and whose key seals it.
    **facts
        Plain JSON values.
    """
    undo.put(change.session, change.vault, UndoRecord(kind, person, change.now, change.actor.operator, facts))


def take_back(change: Change) -> tuple[UndoRecord, Touched]:
    """Take back the last operation within a transaction.

    Parameters
    ----------
    change
        The transaction; the events are recorded in it.

    Returns
    -------
    tuple
        What was taken back, and the people whom it touched.

    Raises
    ------
    NothingToUndo
        If there is no operation, or what it needs is gone.
    """
    step = undo.last(change.session, change.vault)
    if step is None:
        raise NothingToUndo
    undo.clear(change.session)
    try:
        touched = _BY_KIND[step.kind](change, step)
    except (PersonNotFound, DuplicatePhoto) as error:
        raise NothingToUndo from error
    for person in touched:
        change.record("undo.done", person, what=step.kind)
    return step, touched


def _details(change: Change, step: UndoRecord) -> Touched:
    before = people.details_from_json(step.facts["details"].encode())
    people.update_details(change.session, change.vault, step.person, before)
    return (step.person,)


def _watch(change: Change, step: UndoRecord) -> Touched:
    people.set_watch(change.session, step.person, step.facts["watch"])
    return (step.person,)


def _not_same(change: Change, step: UndoRecord) -> Touched:
    not_same.forget(change.session, step.person, step.facts["other"])
    return (step.person, step.facts["other"])


def _merge(change: Change, step: UndoRecord) -> Touched:
    source = moving.unmerge(change.session, change.vault, step.person, step.facts)
    return (step.person, source)


def _split(change: Change, step: UndoRecord) -> Touched:
    origin = step.facts["origin"]
    for photo in photos.of_person(change.session, change.vault, step.person):
        photos.move(change.session, change.vault, photo.uuid, origin)
    people.remove(change.session, step.person)
    return (origin, step.person)


def _move(change: Change, step: UndoRecord) -> Touched:
    photos.move(change.session, change.vault, step.facts["photo"], step.facts["origin"])
    return (step.person, step.facts["origin"])


def _remove(change: Change, step: UndoRecord) -> Touched:
    loose = photos.loose_from_json(step.facts["photo"])
    photos.put(change.session, change.vault, step.person, loose)
    return (step.person,)


def _add(change: Change, step: UndoRecord) -> Touched:
    people.remove(change.session, step.person)
    return (step.person,)


def _add_photos(change: Change, step: UndoRecord) -> Touched:
    for photo in step.facts["photos"]:
        photos.remove(change.session, photo)
    return (step.person,)


_BY_KIND: Mapping[str, Callable[[Change, UndoRecord], Touched]] = {
    "details": _details,
    "watch": _watch,
    "not_same": _not_same,
    "merge": _merge,
    "split": _split,
    "move": _move,
    "remove": _remove,
    "add": _add,
    "add_photos": _add_photos,
}

KINDS = frozenset(_BY_KIND)
"""The kinds of operations that can be taken back."""
