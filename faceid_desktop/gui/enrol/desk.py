"""Connects the Enrol page with the camera, the models and the gallery."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from faceid_desktop.core.records import FacesInPhoto, ImageArray
from faceid_desktop.errors import GalleryLocked, KnownError, ModelsLoading
from faceid_desktop.gallery.records import PersonRecord
from faceid_desktop.gui import gallery_jobs, words
from faceid_desktop.gui.enrol import words as enrol_words
from faceid_desktop.gui.enrol.document import DocumentDialog
from faceid_desktop.gui.enrol.page import EnrolPage
from faceid_desktop.gui.enrol.review import LookAlike, ReviewFace
from faceid_desktop.gui.error_words import Message, error_message
from faceid_desktop.gui.evidence.gallery import open_evidence
from faceid_desktop.gui.gallery_jobs import Prepared, Source
from faceid_desktop.gui.jobs import MAX_PREVIEW_PX, scaled_down, to_qimage
from faceid_desktop.gui.live import words as live_words
from faceid_desktop.gui.live.cameras import CameraWatch
from faceid_desktop.gui.live.sessions import LivenessChoice, open_enrolment
from faceid_desktop.gui.live.sources import is_recording
from faceid_desktop.gui.state import AppState
from faceid_desktop.gui.words import tr
from faceid_desktop.services.live.records import CapturedFace, DocumentCheck

if TYPE_CHECKING:
    from faceid_desktop.services.live.enrolment_session import EnrolmentAnalyser
    from faceid_desktop.services.live.session import LiveListener, LiveSession
    from faceid_desktop.services.liveness.records import CheckSet, LivenessView
    from faceid_desktop.services.workspace import Workspace


_Document = tuple[QImage, tuple[DocumentCheck, ...]]


class EnrolDesk(QObject):
    """Owns the page and does what it asks for."""

    def __init__(self, state: AppState) -> None:
        super().__init__()
        self._state = state
        self._prepared: Prepared | None = None
        self.page = EnrolPage(state.theme)
        self.setParent(self.page)
        self._watch = CameraWatch(state, self.page.cameras, self)
        self._analyser: EnrolmentAnalyser | None = None
        self._liveness: LivenessView | None = None
        self.page.capture_wanted.connect(self._capture)
        self.page.check_wanted.connect(self._check)
        self.page.check_set_chosen.connect(self._choose_set)
        self.page.confirmed.connect(self._confirm)
        self.page.captured.connect(self._take_captured)
        self.page.photos_chosen.connect(self._take_photos)
        self.page.save_wanted.connect(self._save)
        self.page.document_chosen.connect(self._check_document)
        self.page.review.evidence_wanted.connect(self._show_evidence)

    def _capture(self, source: str) -> None:
        if self._state.ready is None:
            self.page.view.show_message(
                "model", Message(tr("The models are still loading"), tr("Try again in a moment."))
            )
            return
        # Nobody in a recording can be asked to move; of it the operator's word is asked at the review.
        policy = "off" if is_recording(source) else self._state.settings.liveness_enrol
        choice = LivenessChoice(policy, self._state.settings.device)
        engine, movements = self._state.ready.engine, self.page.capture.check.chosen

        def open_session(listener: LiveListener) -> LiveSession[Any]:
            session, self._analyser = open_enrolment(engine, source, choice, listener)
            self._analyser.choose(movements)
            return session

        self.page.start_capture(open_session, policy)

    def _check(self) -> None:
        if self._analyser is not None:
            self._analyser.check()

    def _choose_set(self, chosen: CheckSet) -> None:
        if self._analyser is not None:
            self._analyser.choose(chosen)

    def _confirm(self, seen: bool) -> None:
        if self._analyser is not None:
            self._analyser.confirm(seen)

    def _take_captured(self, captured: Sequence[CapturedFace]) -> None:
        faces = [
            ReviewFace(to_qimage(each.face.aligned.image), live_words.pose_name(each.bin))
            for each in captured
        ]
        sources = [
            Source(each.photo, each.place, None, f"{each.bin.value} {each.frame_index}") for each in captured
        ]
        self._liveness = self.page.liveness
        self._review(faces, sources)

    def _show_evidence(self) -> None:
        prepared, alike = self._prepared, self.page.review.alike
        if prepared is not None and prepared.suspect is not None and alike is not None:
            title = tr("Is this {name}?").format(name=alike.name)
            open_evidence(self._state, title, prepared.suspect.candidate, self.page)

    def _check_document(self, path: Path) -> None:
        ready = self._state.ready
        if ready is None:
            self.page.show_error(self._state.engine_error or ModelsLoading())
            return
        work = partial(_document, ready.engine.pipeline.analyse, path)
        self._state.worker.run("document", work, partial(self._show_document, path), self.page.show_error)

    def _show_document(self, path: Path, found: _Document) -> None:
        picture, checks = found
        dialog = DocumentDialog(path.name, picture, checks, self.page)
        dialog.open()

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
        self._liveness = None
        self._review(faces, sources, refused)

    def _review(
        self, faces: Sequence[ReviewFace], sources: Sequence[Source], refused: Sequence[KnownError] = ()
    ) -> None:
        self._prepared = None
        self.page.show_review(faces)

        liveness = self._liveness

        def work() -> tuple[Workspace, Prepared]:
            workspace = gallery_jobs.need_workspace(self._state)
            return workspace, gallery_jobs.prepare(workspace, sources, liveness)

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
            elif place in prepared.odd:
                box.setChecked(False)
        problems = [error_message(error).title for error in (*refused, *prepared.refused)]
        if prepared.odd:
            problems.append(enrol_words.odd(len(prepared.odd), len(prepared.places)))
        self.page.show_alike(_alike(prepared), "; ".join(dict.fromkeys(problems)))
        policy = self._state.settings.liveness_enrol
        self.page.review.show_alive(enrol_words.alive(prepared.liveness, policy))

    def _save(self) -> None:
        prepared, workspace = self._prepared, self._state.workspace
        if prepared is None or workspace is None:
            self.page.show_error(self._state.gallery_error or GalleryLocked())
            return
        kept = set(self.page.review.kept)
        photos = [
            photo for place, photo in zip(prepared.places, prepared.photos, strict=True) if place in kept
        ]
        facts = self._facts(prepared)
        photos = [replace(photo, liveness=facts) for photo in photos]
        alike = self.page.review.alike
        work = partial(
            gallery_jobs.enrol,
            workspace,
            self.page.draft,
            photos,
            self.page.review.decision,
            alike.person if alike is not None else None,
            self._state.settings.liveness_enrol,
        )
        self._state.db.run("enrol", work, partial(self._saved, len(photos)), self.page.show_error)

    def _facts(self, prepared: Prepared) -> dict[str, object]:
        """Return what is stored of the check: the operator's word if he gave it, else how it ended."""
        from faceid_desktop.services.liveness.attempts import stored_facts
        from faceid_desktop.services.liveness.check import combine
        from faceid_desktop.services.liveness.records import CheckSet, LivenessView

        view = prepared.liveness
        if self.page.review.vouched:
            view = LivenessView(CheckSet.OPERATOR, result=combine(None, None, None, confirmed=True))
        return {} if view is None else stored_facts(view)

    def _saved(self, photos: int, person: PersonRecord) -> None:
        workspace = self._state.workspace
        people = len(workspace.directory) if workspace is not None else 0
        self.page.show_saved(person.details.name, photos, people)
        self._state.people_changed.emit()


def _document(analyse: Callable[[ImageArray], FacesInPhoto], path: Path) -> _Document:
    """Read a photo and hold it against the rules for document photos."""
    from faceid_desktop.services.live.documents import document_rules
    from faceid_desktop.services.photos import read_photo

    photo = analyse(read_photo(path))
    return scaled_down(to_qimage(photo.image), MAX_PREVIEW_PX), document_rules(photo)


def _analysed(analyse: object, paths: Sequence[Path]) -> tuple[list[Source], list[KnownError]]:
    """Read photos and settle the face of each; what cannot be used is told, not raised."""
    from faceid_desktop.services.comparison import choose_face
    from faceid_desktop.services.photos import decode_photo, read_bytes

    sources, refused = [], []
    for path in paths:
        try:
            content = read_bytes(path)
            photo = analyse(decode_photo(content, str(path)))  # type: ignore[operator]  # a bound method
            face = choose_face(photo, None, str(path))
            sources.append(Source(photo, face, content, str(path)))
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
