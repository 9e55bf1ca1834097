"""Import of an archive that `services.exporting` wrote, here, on another machine, or somebody else wrote.

An archive is not trusted: nothing is unpacked, entries are read by names made of checked uuids, every size is
bounded before and while reading, and templates are made anew from the pictures, since nobody can tell from
a vector whose it is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from faceid_desktop.errors import ConsentMissing, ConsentNotValid, KnownError, PersonErased
from faceid_desktop.gallery.queries import consent, not_same, people, photos
from faceid_desktop.gallery.records import ConsentEntry, NewPhoto
from faceid_desktop.services.access import Action
from faceid_desktop.services.active_model import use_model
from faceid_desktop.services.archive_reader import ArchivedPerson, ArchivedPhoto, ArchiveReader
from faceid_desktop.services.crops import UprightCrop, encode_thumbnail, face_of_crop, read_crop
from faceid_desktop.services.gallery import Change
from faceid_desktop.services.progress import CancelToken, Pace, Progress
from faceid_desktop.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ArchiveFailure:
    """A person of an archive who was not imported."""

    person: ArchivedPerson
    error: KnownError


@dataclass(slots=True)
class ArchiveReport:
    """What the import of an archive has done so far, in people."""

    total: int = 0
    imported: int = 0
    photos: int = 0
    already: int = 0
    failures: list[ArchiveFailure] = field(default_factory=list)
    cancelled: bool = False

    @property
    def done(self) -> int:
        """People who are behind the import."""
        return self.imported + self.already + len(self.failures)


class ArchiveImporter:
    """Imports one archive; people who are in the gallery already are left as they are.

    Parameters
    ----------
    workspace
        The gallery and the engine.
    path
        The archive.
    basis
        Lawful basis of people whose own is missing or no longer in force; None refuses them.
    erased
        Uuids of people who were erased from this gallery and must not come back.
    """

    def __init__(
        self,
        workspace: Workspace,
        path: Path,
        basis: ConsentEntry | None = None,
        erased: Collection[str] = (),
    ) -> None:
        self._workspace = workspace
        self._path = path
        self._basis = basis
        self._erased = erased
        self.report = ArchiveReport()

    def run(self, cancel: CancelToken) -> Iterator[Progress]:
        """Import, each person in a transaction of his own; progress counts people.

        Raises
        ------
        ExportInvalid
            If the file is no archive of people; nothing is imported then.
        PermissionDenied
            If the operator may not import.
        GalleryWriteFailed
            If the disk is full or fails; people before are saved.
        """
        gallery, report = self._workspace.gallery, self.report
        with ArchiveReader(self._path) as reader:
            everybody, pairs = reader.people()
            report.total, pace = len(everybody), Pace("import", len(everybody))
            with gallery.change(Action.IMPORT) as change:
                change.record("import.started", None, people=report.total)
            for person in everybody:
                if cancel.cancelled:
                    report.cancelled = True
                    break
                try:
                    self._import(reader, person)
                except KnownError as error:
                    report.failures.append(ArchiveFailure(person, error))
                yield pace.at(report.done, len(report.failures), report.already)
        with gallery.change(Action.IMPORT) as change:
            for first, second in pairs:
                _tell_apart(change, first, second)
            change.record("import.finished", None, imported=report.imported, failed=len(report.failures))

    def _import(self, reader: ArchiveReader, person: ArchivedPerson) -> None:
        workspace = self._workspace
        if person.uuid in self._erased:
            raise PersonErased(person=person.details.name)
        with workspace.gallery.read(Action.IMPORT) as session:
            if people.exists(session, person.uuid):
                self.report.already += 1
                return
        new = self._photos(reader, person.photos)
        with workspace.gallery.change(Action.IMPORT) as change:
            session, vault = change.session, change.vault
            people.add(session, vault, person.details, person.created, uuid=person.uuid)
            people.set_watch(session, person.uuid, person.watch)
            for entry in self._consents(change, person):
                consent.add(session, vault, person.uuid, entry)
            for archived, photo in zip(person.photos, new, strict=True):
                use_model(change, photo.template.model_id)
                uuid = "" if photos.exists(session, archived.uuid) else archived.uuid
                photos.add(session, vault, person.uuid, photo, archived.added, uuid)
            change.record("consent.given", person.uuid, statements=len(person.consents))
            change.record("person.added", person.uuid, photos=len(new))
        self.report.imported += 1
        self.report.photos += len(new)
        workspace.apply((person.uuid,))

    def _photos(self, reader: ArchiveReader, archived: Sequence[ArchivedPhoto]) -> list[NewPhoto]:
        """Read a person's pictures and make their templates."""
        engine = self._workspace.engine
        contents = [reader.picture(photo) for photo in archived]
        crops = [
            UprightCrop(read_crop(content, photo.uuid), photo.landmarks, photo.box)
            for photo, content in zip(archived, contents, strict=True)
        ]
        faces = [
            face_of_crop(photo.record(), crop.image, engine.bundle.manifest.alignment)
            for photo, crop in zip(archived, crops, strict=True)
        ]
        made = engine.pipeline.embed(faces)
        return [
            NewPhoto(
                source=content,
                source_name=photo.source_name,
                crop=content,
                thumbnail=encode_thumbnail(crop),
                landmarks=photo.landmarks,
                box=photo.box,
                quality=photo.quality,
                template=template,
                liveness=photo.liveness,
            )
            for photo, content, crop, template in zip(archived, contents, crops, made, strict=True)
        ]

    def _consents(self, change: Change, person: ArchivedPerson) -> list[ConsentEntry]:
        """Return the statements to keep; the newest has to be in force.

        Raises
        ------
        ConsentMissing, ConsentNotValid
            If it is not, and the import has no basis of its own.
        """
        entries = [replace(entry, operator=change.actor.operator) for entry in person.consents]
        if entries and entries[-1].valid(change.now):
            return entries
        if self._basis is not None:
            return [*entries, replace(self._basis, at=change.now, operator=change.actor.operator)]
        if not entries:
            raise ConsentMissing(person=person.details.name)
        raise ConsentNotValid(person=person.details.name, why="not_in_force")


def _tell_apart(change: Change, first: str, second: str) -> None:
    if not (people.exists(change.session, first) and people.exists(change.session, second)):
        return
    if not_same.record(change.session, first, second, change.now, change.actor.operator):
        change.record("not_same.recorded", first, other=second)
