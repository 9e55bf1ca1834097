"""Connects the Enrol page with the camera, the models and the gallery."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from faceid_desktop.errors import FaceIdError, KnownError
from faceid_desktop.gallery.records import PersonRecord
from faceid_desktop.gui import gallery_jobs, words
from faceid_desktop.gui.enrol.page import EnrolPage
from faceid_desktop.gui.enrol.review import LookAlike, ReviewFace
from faceid_desktop.gui.error_words import Message, error_message
from faceid_desktop.gui.gallery_jobs import Prepared, Source
from faceid_desktop.gui.jobs import to_qimage
from faceid_desktop.gui.live import words as live_words
from faceid_desktop.gui.live.cameras import CameraWatch
from faceid_desktop.gui.live.sessions import enrolment_opener
from faceid_desktop.gui.state import AppState
from faceid_desktop.gui.words import tr
from faceid_desktop.services.live.records import CapturedFace

if TYPE_CHECKING:
    from faceid_desktop.services.workspace import Workspace


class EnrolDesk(QObject):
    """Owns the page and does what it asks for."""

    def __init__(self, state: AppState) -> None:
        super().__init__()
        self._state = state
        self._prepared: Prepared | None = None
        self.page = EnrolPage(state.theme)
        self.setParent(self.page)
        self._watch = CameraWatch(state, self.page.cameras, self)
        self.page.capture_wanted.connect(self._capture)
        self.page.captured.connect(self._take_captured)
        self.page.photos_chosen.connect(self._take_photos)
        self.page.save_wanted.connect(self._save)

    def _capture(self, source: str) -> None:
        if self._state.ready is None:
            self.page.view.show_message(
                "model", Message(tr("The models are still loading"), tr("Try again in a moment."))
            )
            return
        self.page.start_capture(enrolment_opener(self._state.ready.engine, source))

    def _take_captured(self, captured: Sequence[CapturedFace]) -> None:
        faces = [
            ReviewFace(to_qimage(each.face.aligned.image), live_words.pose_name(each.bin))
            for each in captured
        ]
        sources = [
            Source(each.photo, each.place, each.photo.image.tobytes(), f"{each.bin.value} {each.frame_index}")
            for each in captured
        ]
        self._review(faces, sources)

    def _take_photos(self, paths: Sequence[Path]) -> None:
        ready = self._state.ready
        if ready is None:
            return
        self._state.worker.run(
            "enrol photos",
            partial(_analysed, ready.engine.pipeline.analyse, paths),
            self._photos_analysed,
            self.page.show_error,
        )

    def _photos_analysed(self, found: tuple[list[Source], list[KnownError]]) -> None:
        sources, refused = found
        if not sources:
            self.page.show_error(refused[0])
            return
        faces = [
            ReviewFace(to_qimage(source.photo.faces[source.face or 0].aligned.image), Path(source.name).name)
            for source in sources
        ]
        self._review(faces, sources, refused)

    def _review(
        self, faces: Sequence[ReviewFace], sources: Sequence[Source], refused: Sequence[KnownError] = ()
    ) -> None:
        self._prepared = None
        self.page.show_review(faces)

        def work() -> tuple[Workspace, Prepared]:
            workspace = gallery_jobs.need_workspace(self._state)
            return workspace, gallery_jobs.prepare(workspace, sources)

        self._state.db.run("prepare", work, partial(self._show_prepared, refused), self.page.show_error)

    def _show_prepared(self, refused: Sequence[KnownError], found: tuple[Workspace, Prepared]) -> None:
        workspace, self._prepared = found
        if self._state.workspace is not workspace:
            self._state.set_workspace(workspace)
        prepared = self._prepared
        for place, box in enumerate(self.page.review.boxes):
            if place not in prepared.places:
                box.setChecked(False)
                box.setEnabled(False)
        problems = [error_message(error).title for error in (*refused, *prepared.refused)]
        self.page.show_alike(_alike(prepared), "; ".join(dict.fromkeys(problems)))

    def _save(self) -> None:
        prepared, workspace = self._prepared, self._state.workspace
        if prepared is None or workspace is None:
            return
        kept = set(self.page.review.kept)
        photos = [
            photo for place, photo in zip(prepared.places, prepared.photos, strict=True) if place in kept
        ]
        alike = self.page.review.alike
        work = partial(
            gallery_jobs.enrol,
            workspace,
            self.page.draft,
            photos,
            self.page.review.decision,
            alike.person if alike is not None else None,
        )
        self._state.db.run("enrol", work, partial(self._saved, len(photos)), self._not_saved)

    def _saved(self, photos: int, person: PersonRecord) -> None:
        workspace = self._state.workspace
        people = len(workspace.directory) if workspace is not None else 0
        self.page.show_saved(person.details.name, photos, people)
        self._state.people_changed.emit()

    def _not_saved(self, error: FaceIdError) -> None:
        self.page.show_error(error)


def _analysed(analyse: object, paths: Sequence[Path]) -> tuple[list[Source], list[KnownError]]:
    """Read photos and settle the face of each; what cannot be used is told, not raised."""
    from faceid_desktop.services.comparison import choose_face
    from faceid_desktop.services.photos import read_photo

    sources, refused = [], []
    for path in paths:
        try:
            photo = analyse(read_photo(path))  # type: ignore[operator]  # a bound method
            face = choose_face(photo, None, str(path))
            sources.append(Source(photo, face, path.read_bytes(), str(path)))
        except KnownError as error:
            refused.append(error)
    return sources, refused


def _alike(prepared: Prepared) -> LookAlike | None:
    if prepared.suspect is None or prepared.suspect_record is None:
        return None
    candidate = prepared.suspect.candidate
    evidence = tr("Two different people look this much alike in {odds} comparisons.").format(
        odds=words.one_in(candidate.fmr.high)
    )
    record = prepared.suspect_record
    return LookAlike(record.uuid, record.details.name, evidence, prepared.suspect_face)
