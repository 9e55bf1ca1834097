"""An unlocked gallery at work: its people, the index that is searched, and the engine that makes templates.

The index and the directory are immutable; after a change the workspace makes the next ones and hands them
over by one reference assignment, so that a thread that searches needs no lock and never sees half a change.
"""

from __future__ import annotations

import threading
from collections.abc import Collection
from datetime import datetime

import numpy as np

from faceid_desktop.core.records import OperatingPoint
from faceid_desktop.errors import ModelMismatchError, PersonNotFound, SettingError
from faceid_desktop.gallery.queries import people, settings, templates, vectors
from faceid_desktop.gallery.records import PersonRecord
from faceid_desktop.services.access import Action
from faceid_desktop.services.active_model import active_model
from faceid_desktop.services.bootstrap import Engine
from faceid_desktop.services.directory import Directory, directory_of
from faceid_desktop.services.gallery import Gallery
from faceid_desktop.services.index import GalleryIndex
from faceid_desktop.services.people import PeopleService
from faceid_desktop.services.recognition import RecognitionService, SearchSettings
from faceid_desktop.settings import Range

FPIR = "search.fpir"
"""The gallery's setting for the share of strangers' searches that may raise a false alarm."""

DEFAULT_FPIR, LEAST_FPIR, MOST_FPIR = 0.01, 1e-6, 0.5


def search_fpir(gallery: Gallery) -> float:
    """Return the share of strangers' searches that may raise a false alarm."""
    with gallery.store.reading() as session:
        return float(settings.get(session, FPIR, DEFAULT_FPIR))


class Workspace:
    """Holds the present index and directory of a gallery; both are read at their first use.

    Parameters
    ----------
    gallery
        The unlocked gallery.
    engine
        Made of the bundle that the gallery uses.
    point
        The operator's setting for comparisons, above which a search never goes.
    """

    def __init__(self, gallery: Gallery, engine: Engine, point: OperatingPoint | None = None) -> None:
        self.gallery = gallery
        self.engine = engine
        self.people = PeopleService(gallery, self.apply)
        self.recognition = RecognitionService(
            engine.pipeline, engine.scorer, self.search_settings, lambda: self.index
        )
        self._point = point or OperatingPoint()
        self._fpir: float | None = None
        self._lock = threading.RLock()
        self._index: GalleryIndex | None = None
        self._directory: Directory | None = None
        self._consents_change: datetime | None = None

    @property
    def index(self) -> GalleryIndex:
        """The present snapshot of everybody who may be matched.

        When somebody's consent has run out since it was made, it is made anew first.

        Raises
        ------
        ModelMismatchError
            If the engine is not that of the gallery's model.
        """
        index, due = self._index, self._consents_change
        if index is not None and (due is None or self.gallery.clock() < due):
            return index
        with self._lock:
            self._index = self._load()
            return self._index

    @property
    def directory(self) -> Directory:
        """The decrypted names."""
        directory = self._directory
        if directory is not None:
            return directory
        with self._lock, self.gallery.read(Action.VIEW_PEOPLE) as session:
            self._directory = directory_of(people.all_people(session, self.gallery.vault))
            return self._directory

    def search_settings(self) -> SearchSettings:
        """Return what the operator set: the point of comparisons, and the gallery's false alarms."""
        fpir = self._fpir
        if fpir is None:
            fpir = self._fpir = search_fpir(self.gallery)
        return SearchSettings(self._point, fpir)

    def use_point(self, point: OperatingPoint) -> None:
        """Judge searches by another setting for comparisons from now on."""
        self._point = point

    def set_fpir(self, fpir: float) -> None:
        """Set the share of strangers' searches that may raise a false alarm.

        Raises
        ------
        PermissionDenied
            If the operator may not change rules.
        SettingError
            If it is no rate.
        """
        allowed = Range(LEAST_FPIR, MOST_FPIR)
        if not allowed.accepts(fpir):
            raise SettingError(name=FPIR, value=fpir, allowed=allowed)
        with self.gallery.change(Action.CHANGE_RULES) as change:
            before = settings.get(change.session, FPIR, DEFAULT_FPIR)
            settings.put(change.session, FPIR, fpir)
            change.record("setting.changed", None, name=FPIR, value=fpir, before=before)
        self._fpir = fpir

    def refresh(self) -> None:
        """Read everything anew at the next use, e.g. after an import, an erasure or a restore."""
        with self._lock:
            self._index, self._directory, self._fpir = None, None, None

    def apply(self, persons: Collection[str]) -> None:
        """Take over saved changes of people: added, changed or gone; O(1) for each in the index."""
        with self._lock:
            if self._index is not None:
                self._index = self._indexed(self._index, persons)
            if self._directory is not None:
                found = {person: self._record(person) for person in persons}
                kept = [record for record in found.values() if record is not None]
                gone = [person for person, record in found.items() if record is None]
                self._directory = self._directory.replaced(kept, gone)

    def _load(self) -> GalleryIndex:
        gallery, model_id = self.gallery, self.engine.bundle.model_id
        active = active_model(gallery)
        if active not in (None, model_id):
            raise ModelMismatchError(first=model_id, second=active)
        now = gallery.clock()
        with gallery.read(Action.IDENTIFY) as session:
            self._consents_change = people.next_expiry(session, now)
        stored = vectors.load_vectors(gallery.store, gallery.vault, model_id, now)
        scorer = self.engine.scorer
        rows = stored.vectors if len(stored.vectors) else np.empty((0, scorer.model.dimensions), np.float32)
        return GalleryIndex.build(
            scorer.model, scorer.calibration, model_id, rows, stored.owners, stored.persons
        )

    def _indexed(self, index: GalleryIndex, persons: Collection[str]) -> GalleryIndex:
        gallery, now = self.gallery, self.gallery.clock()
        with gallery.read(Action.IDENTIFY) as session:
            self._consents_change = people.next_expiry(session, now)
            for person in persons:
                record = self._record(person)
                made = (
                    templates.of_person(session, gallery.vault, person, index.model_id)
                    if record is not None and record.matchable(now)
                    else {}
                )
                rows = [template.vector for template in made.values()]
                index = index.with_person(person, np.stack(rows)) if rows else index.without_person(person)
        return index

    def _record(self, person: str) -> PersonRecord | None:
        try:
            return self.people.get(person)
        except PersonNotFound:
            return None
