"""Bulk import: many photos of many people, resumable, and told in the end what failed and why.

Files are read and decoded ahead in a thread; faces are embedded in batches; a batch is one transaction, so
that after a crash nobody is half there. An import that is started again recognises by keyed hash what it has
imported already: nothing else needs to be remembered.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace

from faceid_desktop.core.records import Face, FacesInPhoto, ImageArray
from faceid_desktop.errors import (
    BugError,
    ConsentMissing,
    DuplicatePhoto,
    FaceIdError,
    ImportListInvalid,
    KnownError,
)
from faceid_desktop.gallery.queries import consent, people, photos
from faceid_desktop.gallery.records import ConsentEntry, NewPhoto, PersonDetails
from faceid_desktop.logs import logger
from faceid_desktop.services.access import Action
from faceid_desktop.services.active_model import use_model
from faceid_desktop.services.comparison import choose_face
from faceid_desktop.services.duplicates import Suspect, find_suspects
from faceid_desktop.services.gallery import Change
from faceid_desktop.services.import_list import ImportItem
from faceid_desktop.services.importing_people import Key, KnownPeople, key_of, known_people
from faceid_desktop.services.intake import QualityProfile, new_photo, require_quality
from faceid_desktop.services.people import require_consent
from faceid_desktop.services.photos import decode_photo, read_bytes
from faceid_desktop.services.progress import CancelToken, Pace, Progress
from faceid_desktop.services.workspace import Workspace

_log = logger("services")

BATCH = 32
"""Photos of one forward pass and one transaction."""

AHEAD = 4
"""Decoded pictures that wait; of a telephone's camera each takes 36 MB."""


@dataclass(frozen=True, slots=True)
class ImportFailure:
    """A photo that was not imported."""

    item: ImportItem
    error: FaceIdError


@dataclass(frozen=True, slots=True)
class ImportSuspect:
    """A person of the import who looks like somebody else of the gallery; he was imported all the same."""

    item: ImportItem
    person: str
    suspect: Suspect


@dataclass(slots=True)
class ImportReport:
    """What an import has done so far."""

    total: int
    imported: int = 0
    already: int = 0
    new_people: int = 0
    failures: list[ImportFailure] = field(default_factory=list)
    suspects: list[ImportSuspect] = field(default_factory=list)
    cancelled: bool = False

    @property
    def done(self) -> int:
        """Photos that are behind the import, whatever became of them."""
        return self.imported + self.already + len(self.failures)


@dataclass(frozen=True, slots=True, eq=False)
class _Loaded:
    """A file that was read; ``image`` is None if the gallery has it already."""

    item: ImportItem
    content: bytes
    image: ImageArray | None


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    """A face that is good enough."""

    loaded: _Loaded
    photo: FacesInPhoto
    face: Face


class Importer:
    """Imports a list of photos once; make another one for another list.

    Parameters
    ----------
    workspace
        The gallery, the engine and the index.
    items
        The photos, those of a person next to each other if that can be.
    basis
        Lawful basis of rows that state none; the moment is set when a person is stored.
    profile
        How good a face has to be.
    """

    def __init__(
        self,
        workspace: Workspace,
        items: Sequence[ImportItem],
        basis: ConsentEntry | None,
        profile: QualityProfile = QualityProfile.DEFAULT,
    ) -> None:
        self._workspace = workspace
        self._items = items
        self._basis = basis
        self._profile = profile
        self.report = ImportReport(len(items))

    def run(self, cancel: CancelToken) -> Iterator[Progress]:
        """Import; a progress is yielded after each batch, and the report is whole when it ends.

        Parameters
        ----------
        cancel
            Stops it after the present batch, which is still saved.

        Raises
        ------
        PermissionDenied
            If the operator may not import.
        GalleryWriteFailed
            If the disk is full or fails; batches before it are saved.
        """
        report, pace = self.report, Pace("import", len(self._items))
        known = known_people(self._workspace.gallery)
        self._tell("import.started", photos=report.total)
        batch: list[_Found] = []
        with ThreadPoolExecutor(1, "import-reader") as reader:
            for item, loaded in _ahead(reader, lambda each: self._load(each, known), self._items):
                found = self._look(item, loaded)
                batch += [] if found is None else [found]
                if len(batch) == BATCH:
                    self._save(batch, known)
                    batch = []
                    yield pace.at(report.done, len(report.failures), report.already)
                if cancel.cancelled:
                    report.cancelled = True
                    break
            self._save(batch, known)
        self._tell(
            "import.finished",
            imported=report.imported,
            already=report.already,
            failed=len(report.failures),
            suspects=len(report.suspects),
            cancelled=report.cancelled,
        )
        yield pace.at(report.done, len(report.failures), report.already)

    def _load(self, item: ImportItem, known: KnownPeople) -> _Loaded:
        """Read and decode a file; on the reader's thread."""
        if not item.name.strip() or not item.path.name:
            raise ImportListInvalid(path=str(item.path), line=item.line, why="incomplete")
        content = read_bytes(item.path)
        if known.has(item, photos.source_hash(self._workspace.gallery.vault, content)):
            return _Loaded(item, b"", None)
        return _Loaded(item, content, decode_photo(content, str(item.path)))

    def _look(self, item: ImportItem, future: Future[_Loaded]) -> _Found | None:
        """Find the face of a file, or write down why there is none to import."""
        try:
            loaded = future.result()
            if loaded.image is None:
                self.report.already += 1
                return None
            photo = self._workspace.engine.pipeline.analyse(loaded.image)
            face = photo.faces[choose_face(photo, None, str(item.path))]
            require_quality(face, self._profile, str(item.path))
        except KnownError as error:
            self.report.failures.append(ImportFailure(item, error))
            return None
        except Exception as error:  # noqa: BLE001 - the border of a file: what is wrong with it stops no other
            _log.exception("a file of an import met a bug")
            self.report.failures.append(ImportFailure(item, BugError(what=type(error).__name__)))
            return None
        return _Found(loaded, photo, face)

    def _save(self, batch: Sequence[_Found], known: KnownPeople) -> None:
        """Embed and store a batch in one transaction."""
        if not batch:
            return
        templates = self._workspace.engine.pipeline.embed([found.face for found in batch])
        groups: dict[Key, list[tuple[ImportItem, NewPhoto]]] = {}
        for found, template in zip(batch, templates, strict=True):
            item, content = found.loaded.item, found.loaded.content
            new = new_photo(found.photo, found.face, template, content, str(item.path.name))
            groups.setdefault(key_of(item), []).append((item, new))
        saved: list[_Saved] = []
        with self._workspace.gallery.change(Action.IMPORT) as change:
            use_model(change, templates[0].model_id)
            for group in groups.values():
                try:
                    saved.append(self._save_person(change, known, group))
                except KnownError as error:
                    self.report.failures += [ImportFailure(item, error) for item, _ in group]
        self._take_in(change, saved, known)

    def _save_person(
        self, change: Change, known: KnownPeople, group: Sequence[tuple[ImportItem, NewPhoto]]
    ) -> _Saved:
        """Store one person's photos of a batch.

        Raises
        ------
        SeveralPersonsFound, ConsentError
            Before anything is written.
        """
        first = group[0][0]
        person = known.find(first)
        saved = _Saved(first, person or "", new_person=person is None)
        if person is None:
            basis = self._basis_of(first, change)
            consent.check(basis)
            details = PersonDetails(first.name.strip(), first.reference, tags=first.tags)
            saved.person = people.add(change.session, change.vault, details, change.now)
            consent.add(change.session, change.vault, saved.person, basis)
            change.record("consent.given", saved.person, basis=basis.basis)
        else:
            require_consent(change, person)
            people.touch(change.session, person, change.now)
        for _, new in group:
            try:
                photos.add(change.session, change.vault, saved.person, new, change.now)
                saved.stored.append(new)
            except DuplicatePhoto:
                # A copy of a file of the same batch; one of an earlier batch was recognised when it was read.
                saved.already += 1
        kind = "person.added" if saved.new_person else "photo.added"
        change.record(kind, saved.person, photos=len(saved.stored))
        return saved

    def _basis_of(self, item: ImportItem, change: Change) -> ConsentEntry:
        if self._basis is None:
            raise ConsentMissing(person=item.name)
        return replace(
            self._basis,
            at=change.now,
            operator=change.actor.operator,
            basis=item.basis or self._basis.basis,
        )

    def _take_in(self, change: Change, saved: Iterable[_Saved], known: KnownPeople) -> None:
        """Make known in memory what is in the file now."""
        saved = list(saved)
        workspace, report = self._workspace, self.report
        for each in saved:
            if each.new_person:
                known.add(each.person, each.item.name, each.item.reference)
                report.new_people += 1
            for new in each.stored:
                known.add_source(photos.source_hash(change.vault, new.source), each.person)
            report.imported += len(each.stored)
            report.already += each.already
        workspace.apply([each.person for each in saved])
        for each in saved:
            apart = {each.person, *workspace.people.told_apart(each.person)}
            made = [new.template for new in each.stored]
            suspects = find_suspects(workspace.index, workspace.engine.scorer, made, apart)
            told = {(one.person, one.suspect.candidate.person) for one in report.suspects}
            report.suspects += [
                ImportSuspect(each.item, each.person, suspect)
                for suspect in suspects
                if (each.person, suspect.candidate.person) not in told
            ]

    def _tell(self, kind: str, **facts: object) -> None:
        with self._workspace.gallery.change(Action.IMPORT) as change:
            change.record(kind, None, **facts)


@dataclass(slots=True)
class _Saved:
    """What a batch did for one person."""

    item: ImportItem
    person: str
    new_person: bool
    stored: list[NewPhoto] = field(default_factory=list)
    already: int = 0


def _ahead(
    reader: ThreadPoolExecutor, load: Callable[[ImportItem], _Loaded], items: Iterable[ImportItem]
) -> Iterator[tuple[ImportItem, Future[_Loaded]]]:
    """Yield each item with its loading, a few of which run ahead."""
    waiting: deque[tuple[ImportItem, Future[_Loaded]]] = deque()
    try:
        for item in items:
            waiting.append((item, reader.submit(load, item)))
            if len(waiting) > AHEAD:
                yield waiting.popleft()
        while waiting:
            yield waiting.popleft()
    finally:
        for _, future in waiting:
            future.cancel()
