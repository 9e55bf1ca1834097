"""Operations on people in any order: gallery, index and directory agree with a model in memory."""

from __future__ import annotations

import copy
import itertools
import os
import shutil
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from faceid_desktop.errors import DuplicatePhoto, NothingToUndo
from faceid_desktop.gallery.queries import not_same
from faceid_desktop.gallery.records import PersonDetails
from faceid_desktop.paths import app_paths
from faceid_desktop.services.access import Action
from faceid_desktop.services.audit import verify
from faceid_desktop.services.directory import Wanted
from faceid_desktop.services.enrolment import DuplicateDecision, EnrolmentService
from faceid_desktop.services.privacy import erase
from faceid_desktop.services.workspace import Workspace
from tests.helpers.small_gallery import given, small_gallery
from tests.helpers.tiny_bundle import write_tiny_bundle
from tests.helpers.tiny_workspace import photo_of, tiny_engine

STEPS = int(os.environ.get("FACEID_MACHINE_STEPS", "25"))
RUNS = int(os.environ.get("FACEID_MACHINE_RUNS", "6"))
NAMES = st.sampled_from(["Ada", "Ben", "Çağla", "Δημήτρης", "Ada Ünal", "O'Neill"])
TAGS = st.sampled_from(["staff", "guest", "night"])
WHO = st.integers(0, 30)
"""Somebody who is there, or one of his photos, by the place."""

SOMEBODY = precondition(lambda self: self.world.people)
STEPS_RUN = itertools.count()


@dataclass
class Body:
    """What the model knows of a person."""

    details: PersonDetails
    watch: bool = False
    photos: dict[str, bytes] = field(default_factory=dict)
    """Uuid of each photo to its source."""


@dataclass
class World:
    """The model: people and the pairs told apart."""

    people: dict[str, Body] = field(default_factory=dict)
    apart: set[frozenset[str]] = field(default_factory=set)


class PeopleMachine(RuleBasedStateMachine):
    """Does what an operator can do to people, in any order."""

    @initialize()
    def open(self) -> None:
        """Begin a gallery."""
        self.folder = Path(tempfile.mkdtemp())
        self.stack = ExitStack()
        self.engine = tiny_engine(write_tiny_bundle(self.folder / "bundle"))
        self.model_id = self.engine.bundle.model_id
        self.world = World()
        self.undoable: World | None = None
        """The world before the last operation."""
        self.vectors: dict[str, np.ndarray] = {}
        self.numbers = itertools.count()
        self._open()
        for name in ("Ada", "Ben", "Eve"):
            self.enrol(name, "staff", 2)
        self.tell_apart(0, 0)

    def _open(self) -> None:
        gallery = self.stack.enter_context(small_gallery(self.folder))
        self.workspace = Workspace(gallery, self.engine)
        self.service = self.workspace.people
        assert len(self.workspace.index) <= len(self.world.people)

    def teardown(self) -> None:
        """The audit chain, the seals and every ciphertext hold at the end."""
        if not hasattr(self, "workspace"):
            return
        report = verify(self.workspace.gallery)
        self.stack.close()
        shutil.rmtree(self.folder)
        assert report.findings == ()

    def _before(self) -> None:
        next(STEPS_RUN)
        self.undoable = copy.deepcopy(self.world)

    def _photo(self, source: bytes = b"") -> Any:
        number = next(self.numbers)
        # Far from each other, so that nobody looks like anybody.
        vector = np.random.default_rng(number).normal(size=4) * 50
        return photo_of(vector.tolist(), self.model_id, source or f"s{number}".encode())

    def _learn(self, person: str, photos: list[Any]) -> None:
        known = set(self.vectors)
        for stored in self.service.photos(person):
            if stored.uuid not in known:
                new = next(photo for photo in photos if photo.source_name == stored.source_name)
                self.vectors[stored.uuid] = new.template.vector
                self.world.people[person].photos[stored.uuid] = new.source

    @rule(name=NAMES, tag=TAGS, count=st.integers(1, 3))
    def enrol(self, name: str, tag: str, count: int) -> None:
        """A person with some photos."""
        details, photos = PersonDetails(name, tags=(tag,)), [self._photo() for _ in range(count)]
        self._before()
        record = EnrolmentService(self.workspace).enrol(details, given(), photos, DuplicateDecision.PROCEED)
        self.world.people[record.uuid] = Body(details)
        self._learn(record.uuid, photos)

    def _one(self, place: int) -> str:
        """Return the person at a place."""
        everybody = list(self.world.people)
        return everybody[place % len(everybody)]

    def _two(self, place: int, distance: int) -> tuple[str, str]:
        """Return two people, the second so far behind the first; the same one only if he is alone."""
        return self._one(place), self._one(place + 1 + distance % max(len(self.world.people) - 1, 1))

    @SOMEBODY
    @rule(who=WHO, other=WHO, shared=st.booleans())
    def add_photo(self, who: int, other: int, shared: bool) -> None:
        """One more photo, sometimes of a file that somebody else has too; one's own file is refused."""
        person, owner = self._one(who), self._one(other)
        sources = list(self.world.people[owner].photos.values())
        photo = self._photo(sources[0] if shared and sources else b"")
        service = EnrolmentService(self.workspace)
        if photo.source in self.world.people[person].photos.values():
            next(STEPS_RUN)
            with pytest.raises(DuplicatePhoto):
                service.add_photos(person, [photo])
            return
        self._before()
        service.add_photos(person, [photo])
        self._learn(person, [photo])

    @SOMEBODY
    @rule(who=WHO, name=NAMES)
    def rename(self, who: int, name: str) -> None:
        """Another name."""
        person = self._one(who)
        self._before()
        body = self.world.people[person]
        body.details = replace(body.details, name=name)
        assert self.service.rename(person, body.details).details == body.details

    @SOMEBODY
    @rule(who=WHO, add=st.lists(TAGS, max_size=2), remove=st.lists(TAGS, max_size=2))
    def tag(self, who: int, add: list[str], remove: list[str]) -> None:
        """Tags come and go."""
        person = self._one(who)
        self._before()
        body = self.world.people[person]
        tags = tuple(dict.fromkeys(t for t in (*body.details.tags, *add) if t not in remove))
        body.details = replace(body.details, tags=tags)
        self.service.tag(person, add, remove)

    @SOMEBODY
    @rule(who=WHO, on=st.booleans())
    def watch(self, who: int, on: bool) -> None:
        """Watched for or not."""
        person = self._one(who)
        self._before()
        self.world.people[person].watch = on
        self.service.watch(person, on=on)

    @SOMEBODY
    @rule(who=WHO, other=WHO)
    def tell_apart(self, who: int, other: int) -> None:
        """Two people are not the same; saying so twice changes nothing."""
        first, second = self._two(who, other)
        pair = frozenset((first, second))
        if len(pair) == 2 and pair not in self.world.apart:
            self._before()
            self.world.apart.add(pair)
        self.service.tell_apart(first, second)

    @SOMEBODY
    @rule(who=WHO, other=WHO, back=st.booleans())
    def merge(self, who: int, other: int, back: bool) -> None:
        """Two entries of one person."""
        source, into = self._two(who, other)
        if source == into:
            return
        self._before()
        gone, kept = self.world.people.pop(source), self.world.people[into]
        known = set(kept.photos.values())
        kept.photos.update({uuid: s for uuid, s in gone.photos.items() if s not in known})
        kept.watch = kept.watch or gone.watch
        tags = tuple(dict.fromkeys((*kept.details.tags, *gone.details.tags)))
        kept.details = replace(kept.details, tags=tags)
        others = {other for pair in self.world.apart if source in pair for other in pair - {source}}
        self.world.apart = {pair for pair in self.world.apart if source not in pair}
        self.world.apart |= {frozenset((into, other)) for other in others - {into}}
        self.service.merge(source, into)
        self._perhaps_back(back)

    @SOMEBODY
    @rule(who=WHO, name=NAMES, places=st.sets(WHO, min_size=1, max_size=3), back=st.booleans())
    def split(self, who: int, name: str, places: set[int], back: bool) -> None:
        """Some photos are somebody else's."""
        person = self._one(who)
        photos = self.world.people[person].photos
        if not photos:
            return
        chosen = {list(photos)[place % len(photos)] for place in places}
        self._before()
        new = self.service.split(person, chosen, PersonDetails(name), given()).uuid
        moved = {photo: photos.pop(photo) for photo in chosen}
        self.world.people[new] = Body(PersonDetails(name), photos=moved)
        self.world.apart.add(frozenset((person, new)))
        self._perhaps_back(back)

    @SOMEBODY
    @rule(who=WHO, other=WHO, place=WHO, back=st.booleans())
    def move(self, who: int, other: int, place: int, back: bool) -> None:
        """A photo changes hands, unless the other has the same file."""
        person, into = self._two(who, other)
        photos, others = self.world.people[person].photos, self.world.people[into].photos
        if not photos or person == into:
            return
        photo = list(photos)[place % len(photos)]
        if photos[photo] in others.values():
            next(STEPS_RUN)
            with pytest.raises(DuplicatePhoto):
                self.service.move_photo(photo, into)
            return
        self._before()
        self.service.move_photo(photo, into)
        others[photo] = photos.pop(photo)
        self._perhaps_back(back)

    @SOMEBODY
    @rule(who=WHO, place=WHO, back=st.booleans())
    def remove_photo(self, who: int, place: int, back: bool) -> None:
        """A photo goes."""
        person = self._one(who)
        photos = self.world.people[person].photos
        if not photos:
            return
        photo = list(photos)[place % len(photos)]
        self._before()
        self.service.remove_photo(photo)
        del photos[photo]
        self._perhaps_back(back)

    def _perhaps_back(self, back: bool) -> None:
        """Take an operation back at once, or leave it."""
        self.everything_agrees()
        if back:
            self.undo()

    @rule()
    def undo(self) -> None:
        """The last operation is taken back, once."""
        next(STEPS_RUN)
        if self.undoable is None:
            with pytest.raises(NothingToUndo):
                self.service.undo()
            return
        self.service.undo()
        self.world, self.undoable = self.undoable, None

    @precondition(lambda self: len(self.world.people) > 3)
    @rule(who=WHO)
    def erase(self, who: int) -> None:
        """Whoever is erased is gone, and nothing can be undone that might bring something of him back."""
        person = self._one(who)
        next(STEPS_RUN)
        gallery = self.workspace.gallery
        erase(gallery, app_paths(self.folder), person, self.workspace.apply)
        # An undo step may hold something of him, whosever it is: all are erased.
        self.undoable = None
        del self.world.people[person]
        self.world.apart = {pair for pair in self.world.apart if person not in pair}

    @rule()
    def start_anew(self) -> None:
        """The program is closed and opened again."""
        next(STEPS_RUN)
        self.stack.close()
        self._open()

    @precondition(lambda self: hasattr(self, "workspace"))
    @invariant()
    def everything_agrees(self) -> None:
        """Gallery, directory and index say what the model says."""
        world = self.world
        records = {record.uuid: record for record in self.workspace.directory.search(Wanted())}
        assert set(records) == set(world.people)
        for uuid, body in world.people.items():
            wanted = (body.details, body.watch, len(body.photos))
            for record in (records[uuid], self.service.get(uuid)):
                assert (record.details, record.watch, record.photos) == wanted
            assert {photo.uuid for photo in self.service.photos(uuid)} == set(body.photos)
            self._index_agrees(uuid, body)
        with self.workspace.gallery.read(Action.VIEW_PEOPLE) as session:
            assert {frozenset(pair) for pair in not_same.all_pairs(session)} == world.apart
        with_photos = {uuid for uuid, body in world.people.items() if body.photos}
        assert set(self.workspace.index.person_ids) == with_photos

    def _index_agrees(self, uuid: str, body: Body) -> None:
        rows = self.workspace.index.person_vectors(uuid)
        found = set() if rows is None else {row.tobytes() for row in rows}
        assert found == {self.vectors[photo].tobytes() for photo in body.photos}


def test_any_order_of_operations() -> None:
    """In whatever order, nothing is lost, nothing is left over, and undo takes back exactly."""
    run_state_machine_as_test(
        PeopleMachine,
        settings=settings(
            max_examples=RUNS,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert next(STEPS_RUN) > RUNS
