"""Templates by a new model for everybody, made from the stored crops; then the gallery changes over.

The old templates stay in use until every photo has a new one. What is missing can be seen in the database, so
a run that was killed goes on where it stood, and photos that are enrolled meanwhile are found too. The change
over is one value in one transaction; thresholds come from the bundle that is loaded with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from faceid_desktop.core.records import Face
from faceid_desktop.errors import KnownError
from faceid_desktop.gallery.queries import people, photos, settings, templates
from faceid_desktop.gallery.schema import MediaKind
from faceid_desktop.services.access import Action
from faceid_desktop.services.active_model import ACTIVE_MODEL, active_model
from faceid_desktop.services.bootstrap import Engine
from faceid_desktop.services.crops import face_of_crop, read_crop
from faceid_desktop.services.gallery import Gallery
from faceid_desktop.services.progress import CancelToken, Pace, Progress

BATCH = 32

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ReembedFailure:
    """A stored photo of which no template could be made."""

    person: str
    photo: str
    error: KnownError


@dataclass(slots=True)
class ReembedReport:
    """What a run has done so far; ``switched`` tells whether the gallery uses the new model now."""

    before: str | None
    after: str
    total: int = 0
    made: int = 0
    switched: bool = False
    failures: list[ReembedFailure] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ModelStatus:
    """Which model a gallery uses, and how many of its photos have a template of another one."""

    active: str | None
    wanted: str
    photos: int
    made: int

    @property
    def complete(self) -> bool:
        """Whether nothing is left to do."""
        return self.active == self.wanted and self.made == self.photos


def model_status(gallery: Gallery, model_id: str) -> ModelStatus:
    """Tell how far a gallery is with a model."""
    active = active_model(gallery)
    with gallery.read(Action.VIEW_PEOPLE) as session:
        return ModelStatus(
            active, model_id, photos.count(session), templates.counts(session).get(model_id, 0)
        )


class Reembedder:
    """Fills in the templates of one engine's model.

    Parameters
    ----------
    gallery
        The unlocked gallery; others may go on using it with the old model meanwhile.
    engine
        Of the new bundle.
    """

    def __init__(self, gallery: Gallery, engine: Engine) -> None:
        self._gallery = gallery
        self._engine = engine
        self.report = ReembedReport(active_model(gallery), engine.bundle.model_id)

    def run(self, cancel: CancelToken) -> Iterator[Progress]:
        """Make what is missing and change over; a progress is yielded after each batch.

        A photo that cannot be opened is reported and keeps the gallery at its old model.

        Parameters
        ----------
        cancel
            Stops after the present batch, which is saved.

        Raises
        ------
        PermissionDenied
            If the operator may not change the model.
        GalleryWriteFailed
            If the disk is full or fails; batches before it are saved.
        """
        self._gallery.actor.require(Action.CHANGE_MODEL)
        report, model_id = self.report, self._engine.bundle.model_id
        status = model_status(self._gallery, model_id)
        report.total, pace = status.photos, Pace("reembed", status.photos)
        while not report.switched:
            missing = self._missing()
            if not missing:
                if report.failures or self._switch():
                    break
                continue
            if cancel.cancelled:
                break
            self._make(missing)
            done = status.made + report.made
            yield pace.at(done + len(report.failures), len(report.failures), status.made)
        yield pace.at(status.made + report.made + len(report.failures), len(report.failures), status.made)

    def _missing(self) -> Pairs:
        """Return the next photos without a template, those left out that failed."""
        failed = {failure.photo for failure in self.report.failures}
        with self._gallery.read(Action.CHANGE_MODEL) as session:
            found = templates.missing(session, self._engine.bundle.model_id, BATCH + len(failed))
        return [pair for pair in found if pair[1] not in failed][:BATCH]

    def _make(self, missing: Pairs) -> None:
        """Make and store the templates of a batch in one transaction."""
        faces: list[Face] = []
        opened: list[tuple[str, str]] = []
        for person, photo in missing:
            try:
                faces.append(self._face(photo))
                opened.append((person, photo))
            except KnownError as error:
                self.report.failures.append(ReembedFailure(person, photo, error))
        made = zip(opened, self._engine.pipeline.embed(faces), strict=True)
        with self._gallery.change(Action.CHANGE_MODEL) as change:
            for person, group in groupby(made, key=lambda each: each[0][0]):
                stored = 0
                for (_, photo), template in group:
                    # Somebody may have moved or removed the photo since it was read.
                    if photos.is_of(change.session, photo, person):
                        key = people.key_of(change.session, change.vault, person)
                        templates.add(change.session, key, photo, template)
                        stored += 1
                if stored:
                    change.record("template.replaced", person, photos=stored, model=self.report.after)
                self.report.made += stored

    def _face(self, photo: str) -> Face:
        with self._gallery.read(Action.CHANGE_MODEL) as session:
            record = photos.get(session, self._gallery.vault, photo)
            crop = photos.media(session, self._gallery.vault, photo, MediaKind.CROP)
        return face_of_crop(record, read_crop(crop, photo), self._engine.bundle.manifest.alignment)

    def _switch(self) -> bool:
        """Change over, if still nothing is missing when nobody else can write."""
        model_id = self._engine.bundle.model_id
        with self._gallery.change(Action.CHANGE_MODEL) as change:
            if templates.missing(change.session, model_id, 1):
                return False
            if settings.get(change.session, ACTIVE_MODEL) != model_id:
                settings.put(change.session, ACTIVE_MODEL, model_id)
                change.record("model.switched", None, before=self.report.before, after=model_id)
        self.report.switched = True
        return True
