"""What the database thread does for the window: open the gallery, enrol, change people.

Each job gets all it needs as arguments and returns records. The imports are inside the functions, so that the
database's libraries load after the first paint.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from faceid_desktop.core.records import FacesInPhoto
from faceid_desktop.errors import GalleryLocked, GalleryMissing, KnownError, ModelsLoading
from faceid_desktop.gallery.records import NewPhoto, PersonRecord
from faceid_desktop.gui.enrol.details import EnrolmentDraft
from faceid_desktop.gui.people.detail import PhotoView
from faceid_desktop.paths import AppPaths

if TYPE_CHECKING:
    from faceid_desktop.gui.state import AppState
    from faceid_desktop.services.bootstrap import Engine
    from faceid_desktop.services.duplicates import Suspect
    from faceid_desktop.services.enrolment import DuplicateDecision
    from faceid_desktop.services.gallery import Gallery
    from faceid_desktop.services.import_list import ImportItem
    from faceid_desktop.services.importing import Importer
    from faceid_desktop.services.liveness.records import LivenessView
    from faceid_desktop.services.opening import OpenGallery
    from faceid_desktop.services.pipeline import FacePipeline
    from faceid_desktop.services.progress import Progress
    from faceid_desktop.services.rules import GalleryRules
    from faceid_desktop.services.unlocking import Secret
    from faceid_desktop.services.workspace import Workspace


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """Faces that are ready to be saved.

    ``places`` are the places of the usable ones among the faces that were given; ``refused`` tells why others
    are not usable; ``suspect`` is the enrolled person who looks most alike; ``liveness`` is how the check of
    them ended, if there was one; ``odd`` are the places of those that seem to show another person than most.
    """

    photos: tuple[NewPhoto, ...]
    places: tuple[int, ...]
    refused: tuple[KnownError, ...]
    suspect: Suspect | None
    suspect_record: PersonRecord | None
    suspect_face: QImage | None
    liveness: LivenessView | None = None
    odd: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """A face that may be enrolled: the analysed picture, the face's place, what identifies it, its name.

    ``content`` is the file's; a frame of a camera is identified by its pixels.
    """

    photo: FacesInPhoto
    face: int | None
    content: bytes | None
    name: str


def open_workspace(
    paths: AppPaths,
    engine: Engine,
    secret: Secret | None = None,
    *,
    create: bool = False,
    tell: Callable[[Progress], None] = lambda _: None,
) -> Workspace | None:
    """Open the user's gallery and read its people; None if there is none and none is to be begun.

    Parameters
    ----------
    paths
        The user's folders.
    engine
        The loaded models. A gallery of another model is changed over to them first.
    secret
        What opens it; None takes what this machine keeps.
    create
        Begin a gallery if there is none.
    tell
        Told how far the change of the model is; called on this thread.

    Raises
    ------
    GalleryError
        If it cannot be opened or unlocked.
    """
    from faceid_desktop.services.opening import close_gallery, open_gallery

    try:
        gallery = open_gallery(paths, secret, create)
    except GalleryMissing:
        return None
    try:
        return _workspace(gallery, engine, tell)
    except BaseException:
        close_gallery(gallery)
        raise


def _workspace(
    gallery: Gallery, engine: Engine, tell: Callable[[Progress], None] = lambda _: None
) -> Workspace:
    """Read a gallery's people, after making templates of the present model where they are missing."""
    from faceid_desktop.services.progress import CancelToken
    from faceid_desktop.services.reembed import Reembedder, model_status
    from faceid_desktop.services.workspace import Workspace

    program = gallery.as_program()  # the change of the model is the program's own duty, whoever opened it
    status = model_status(program, engine.bundle.model_id)
    if status.active is not None and not status.complete:
        for progress in Reembedder(program, engine).run(CancelToken()):
            tell(progress)
    workspace = Workspace(gallery, engine, engine.comparison.point)
    # Read here, on the database's thread, so that nobody waits at the first use.
    _ = workspace.directory, workspace.index
    return workspace


def unlock_workspace(gallery: OpenGallery, paths: AppPaths, engine: Engine, secret: Secret) -> Workspace:
    """Open a locked gallery again and read its people anew.

    Raises
    ------
    UnlockError
        If the secret does not open it.
    """
    from faceid_desktop.gallery.keyring_slot import system_keyring
    from faceid_desktop.gallery.places import GalleryPlaces
    from faceid_desktop.services.opening import unlock_file
    from faceid_desktop.services.unlocking import Keeper

    places = GalleryPlaces(paths)
    return _workspace(unlock_file(gallery.file, places, secret, Keeper(places, system_keyring())), engine)


def close_gallery_of(gallery: Gallery) -> None:
    """Write everything down and release the file."""
    from faceid_desktop.services.opening import OpenGallery, close_gallery

    if isinstance(gallery, OpenGallery):
        close_gallery(gallery)


def back_up(gallery: Gallery, paths: AppPaths) -> None:
    """Make the backup that the gallery's rules ask for, if it is time.

    Raises
    ------
    OutputError, BackupInvalid
        If it cannot be written.
    """
    from faceid_desktop.gallery.places import GalleryPlaces
    from faceid_desktop.services.backups import back_up_if_due

    back_up_if_due(gallery, GalleryPlaces(paths))


def rules_of(gallery: Gallery) -> GalleryRules:
    """Read the rules of a gallery."""
    from faceid_desktop.services.rules import load_rules

    with gallery.store.reading() as session:
        return load_rules(session)


def prepare(
    workspace: Workspace, sources: Sequence[Source], liveness: LivenessView | None = None
) -> Prepared:
    """Make what is stored of some faces, and look at them: one person, who looks alike, whose check."""
    from faceid_desktop.services.consistency import odd_faces
    from faceid_desktop.services.enrolment import EnrolmentService
    from faceid_desktop.services.liveness.attempts import bound

    service = EnrolmentService(workspace)
    photos, places, refused = [], [], []
    for place, source in enumerate(sources):
        try:
            content = source.photo.image.tobytes() if source.content is None else source.content
            photos.append(service.prepare(source.photo, source.face, content, source.name))
            places.append(place)
        except KnownError as error:
            refused.append(error)
    suspects = service.find_duplicates(photos) if photos else ()
    suspect = suspects[0] if suspects else None
    record = workspace.people.get(suspect.candidate.person) if suspect is not None else None
    face = decoded(first_face(workspace, record.uuid)) if record is not None else None
    templates, similarity = [photo.template for photo in photos], workspace.engine.scorer.llr
    if liveness is not None:
        liveness = bound(liveness, templates, similarity)
    odd = tuple(places[each] for each in odd_faces(templates, similarity))
    return Prepared(tuple(photos), tuple(places), tuple(refused), suspect, record, face, liveness, odd)


def enrol(
    workspace: Workspace,
    draft: EnrolmentDraft,
    photos: Sequence[NewPhoto],
    decision: DuplicateDecision,
    same_as: str | None,
    liveness_policy: str = "off",
) -> PersonRecord:
    """Save a person, or add the photos to the one who was found to be the same.

    Raises
    ------
    LivenessRequired
        If the policy asks for a passed check and there was none.
    ConsentError, PersonError
        If he may not be enrolled.
    """
    from faceid_desktop.services.enrolment import DuplicateDecision, EnrolmentService
    from faceid_desktop.services.liveness.check import require_alive

    require_alive(liveness_policy, [photo.liveness for photo in photos])
    service = EnrolmentService(workspace)
    if decision is DuplicateDecision.SAME and same_as is not None:
        return service.add_photos(same_as, photos, DuplicateDecision.SAME)
    return service.enrol(draft.details, draft.consent(workspace.gallery.clock()), photos, decision)


def first_face(workspace: Workspace, person: str) -> bytes | None:
    """Return the thumbnail of a person's first photo."""
    photos = workspace.people.photos(person)
    return workspace.people.picture(photos[0].uuid) if photos else None


def need_workspace(state: AppState) -> Workspace:
    """Return the gallery, beginning one if there is none yet; runs on the database's thread.

    Raises
    ------
    GalleryLocked
        If it has to be unlocked first.
    ModelsLoading
        If the models are not there yet.
    GalleryError
        If it cannot be opened or begun.
    """
    if state.workspace is not None:
        return state.workspace
    if isinstance(state.gallery_error, GalleryLocked):
        raise GalleryLocked
    if state.ready is None:
        raise ModelsLoading
    made = open_workspace(state.paths, state.ready.engine, create=True)
    if made is None:
        raise GalleryMissing(path=str(state.paths.data))
    return made


def add_files(
    workspace: Workspace, pipeline: FacePipeline, person: str, paths: Sequence[Path]
) -> PersonRecord:
    """Add photos from files to a person, all or none.

    Raises
    ------
    ImageError
        If one cannot be read or shows no usable face.
    DuplicatePhoto
        If he has one of them.
    """
    from faceid_desktop.services.enrolment import EnrolmentService
    from faceid_desktop.services.photos import decode_photo, read_bytes

    service, new = EnrolmentService(workspace), []
    for path in paths:
        content = read_bytes(path)
        photo = pipeline.analyse(decode_photo(content, str(path)))
        new.append(service.prepare(photo, None, content, path.name))
    return service.add_photos(person, new)


def importer(workspace: Workspace, items: Sequence[ImportItem], basis: str, purpose: str) -> Importer:
    """Make the importer of some photos whose people may be kept on a basis."""
    from faceid_desktop.gallery.records import ConsentEntry
    from faceid_desktop.gallery.schema import ConsentStatus
    from faceid_desktop.gui.enrol.details import TEXT_VERSION
    from faceid_desktop.services.importing import Importer

    now = workspace.gallery.clock()
    entry = ConsentEntry(now, ConsentStatus.GIVEN, basis, TEXT_VERSION, purpose, how="stated for the import")
    return Importer(workspace, items, entry)


def photo_views(workspace: Workspace, person: str) -> list[PhotoView]:
    """Return all photos of a person, decoded."""
    return [
        PhotoView(photo.uuid, decoded(workspace.people.picture(photo.uuid)), photo.source_name)
        for photo in workspace.people.photos(person)
    ]


def decoded(content: bytes | None) -> QImage | None:
    """Decode a stored picture."""
    image = QImage.fromData(content) if content is not None else QImage()
    return None if image.isNull() else image
