"""Connects the People page with the gallery."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget
from shiboken6 import isValid

from faceid_desktop.core.records import Candidate
from faceid_desktop.errors import ConsentNotValid, FaceIdError
from faceid_desktop.gallery.records import PersonDetails, PersonRecord
from faceid_desktop.gui import gallery_jobs, words
from faceid_desktop.gui.error_words import error_message
from faceid_desktop.gui.evidence.gallery import open_evidence, show_regions_of
from faceid_desktop.gui.people import bulk_jobs
from faceid_desktop.gui.people.dossier import Dossier, gather
from faceid_desktop.gui.people.erase import CertificateDialog, EraseDialog, SeveralCertificatesDialog
from faceid_desktop.gui.people.importing import ImportDialog
from faceid_desktop.gui.people.merge import MOST, ChoiceDialog, MergeDialog, MoveDialog
from faceid_desktop.gui.people.page import PeoplePage
from faceid_desktop.gui.people.pair import Pair
from faceid_desktop.gui.people.record import RecordDialog
from faceid_desktop.gui.people.rosters import Rosters
from faceid_desktop.gui.people.thumbnails import ThumbnailStore
from faceid_desktop.gui.state import AppState
from faceid_desktop.gui.words import tr
from faceid_desktop.services.roster import Listing

if TYPE_CHECKING:
    from faceid_desktop.services.certificate import Certificate
    from faceid_desktop.services.rules import GalleryRules
    from faceid_desktop.services.workspace import Workspace


class PeopleDesk(QObject):
    """Owns the page and does what it asks for."""

    enrol_wanted = Signal()

    def __init__(self, state: AppState) -> None:
        super().__init__()
        self._state = state
        self._changes = 0
        self._rosters = Rosters()
        self.thumbnails = ThumbnailStore(state.db, self)
        self.page = PeoplePage(state.theme, self.thumbnails)
        self.setParent(self.page)
        self.page.listing_wanted.connect(lambda _: self._look())
        self.page.person_chosen.connect(self._show_photos)
        self.page.enrol_wanted.connect(self.enrol_wanted)
        panel = self.page.panel
        panel.save_wanted.connect(self._rename)
        panel.watch_wanted.connect(self._watch)
        panel.remove_photo_wanted.connect(self._remove_photo)
        panel.add_photo_wanted.connect(self._add_photos)
        panel.merge_wanted.connect(lambda _: self._merge_current())
        panel.erase_wanted.connect(self._erase)
        panel.record_wanted.connect(self._open_record)
        self.page.import_wanted.connect(self._import)
        self.page.merge_wanted.connect(self._merge)
        bulk = self.page.bulk
        bulk.tag_wanted.connect(lambda word, on: self._for_chosen(bulk_jobs.tag, word, on))
        bulk.watch_wanted.connect(lambda on: self._for_chosen(bulk_jobs.watch, on))
        bulk.erase_wanted.connect(lambda: self._ask_to_erase(self.page.chosen))
        state.gallery_changed.connect(self._take_gallery)
        state.people_changed.connect(self._look)
        self._take_gallery()

    def _take_gallery(self) -> None:
        workspace, error = self._state.workspace, self._state.gallery_error
        self.thumbnails.use(None if workspace is None else partial(gallery_jobs.first_face, workspace))
        if workspace is None:
            # Nothing of the people stays in memory once they are locked away.
            self._state.db.run("people", self._rosters.forget, lambda _: None, self._fail)
            self.page.show_listing(Listing())
        if error is not None:
            self.page.show_message("lock", error_message(error))
        elif workspace is not None:
            self._look()

    def _look(self) -> None:
        workspace = self._state.workspace
        if workspace is not None:
            work = partial(self._rosters.list, workspace, self.page.query)
            self._state.db.run("people", work, partial(self._show, workspace), self._fail)

    def _show(self, workspace: Workspace, listing: Listing) -> None:
        if self._state.workspace is workspace:
            self.page.show_listing(listing)

    def _show_photos(self, person: str) -> None:
        workspace = self._state.workspace
        if workspace is not None:
            work = partial(gallery_jobs.photo_views, workspace, person)
            self._state.db.run("photos", work, self.page.panel.show_photos, self._fail)

    def _rename(self, person: str, details: PersonDetails) -> None:
        self._change(lambda workspace: workspace.people.rename(person, details))

    def _watch(self, person: str, on: bool) -> None:
        self._change(lambda workspace: workspace.people.watch(person, on=on))

    def _remove_photo(self, photo: str) -> None:
        self._change(lambda workspace: workspace.people.remove_photo(photo))

    def _add_photos(self, person: str) -> None:
        ready = self._state.ready
        title, kinds = tr("Photos of this person"), words.photo_kinds()
        files, _ = QFileDialog.getOpenFileNames(self.page, title, "", kinds)
        if files and ready is not None:
            pipeline = ready.engine.pipeline
            paths = [Path(each) for each in files]
            self._change(lambda workspace: gallery_jobs.add_files(workspace, pipeline, person, paths))

    def _merge(self, person: PersonRecord, target: PersonRecord | None = None) -> None:
        """Ask into whom somebody is to be merged; ``target`` is proposed."""
        workspace = self._state.workspace
        if workspace is None:
            return
        pair = Pair(self._state.theme, self.thumbnails)
        dialog = MergeDialog(person, pair, target, self.page)

        def evidence(other: PersonRecord) -> None:
            work = partial(_evidence, workspace, person.uuid, other.uuid)
            shown = partial(self._show_evidence, dialog, (person, other))
            self._state.db.run("evidence", work, shown, self._fail)

        dialog.evidence_wanted.connect(evidence)
        dialog.accepted.connect(lambda: self._merge_into(person.uuid, dialog.target))
        self._offer_people(workspace, dialog)

    def _merge_current(self) -> None:
        current = self.page.current
        if current is not None:
            self._merge(current)

    def _show_evidence(
        self, parent: QWidget, people: tuple[PersonRecord, PersonRecord], candidate: Candidate | None
    ) -> None:
        """Show what speaks for two people being one; nothing does if one takes no part in matching."""
        if candidate is None:
            now = datetime.now(UTC)
            left_out = next((each for each in people if not each.matchable(now)), people[1])
            self._fail(ConsentNotValid(person=left_out.details.name))
        elif isValid(parent):
            first, second = people
            names = {"first": first.details.name, "second": second.details.name}
            title = tr("Are {first} and {second} one person?").format(**names)
            if (shown := open_evidence(self._state, title, candidate, parent)) is not None:
                show_regions_of(self._state, shown, first.uuid, second.uuid)

    def _offer_people(self, workspace: Workspace, dialog: ChoiceDialog) -> None:
        """Open a dialog that asks for a person, and search for it."""

        def search(text: str) -> None:
            self._state.db.run("choice", partial(_first, workspace, text), dialog.show_found, self._fail)

        dialog.search_wanted.connect(search)
        dialog.finished.connect(lambda _: self._state.db.cancel("choice"))
        dialog.search()
        dialog.open()

    def _open_record(self, person: str) -> None:
        workspace = self._state.workspace
        if workspace is None:
            return
        opened = partial(self._show_record, workspace)
        self._state.db.run("record", partial(gather, workspace, person), opened, self._fail)

    def _show_record(self, workspace: Workspace, dossier: Dossier) -> None:
        dialog, person = RecordDialog(dossier, self.page), dossier.person

        def move(photo: str) -> None:
            choice = MoveDialog(person, self.page)
            choice.accepted.connect(lambda: self._move(photo, choice.target))
            dialog.accept()
            self._offer_people(workspace, choice)

        def tell_apart(other: str) -> None:
            dialog.accept()
            self._change(lambda workspace: workspace.people.tell_apart(person.uuid, other))

        def evidence(other: str) -> None:
            record, candidate = next(each for each in dossier.alike if each[0].uuid == other)
            self._show_evidence(dialog, (person, record), candidate)

        dialog.move_wanted.connect(move)
        dialog.apart_wanted.connect(tell_apart)
        dialog.evidence_wanted.connect(evidence)
        dialog.open()

    def _move(self, photo: str, target: str | None) -> None:
        if target is not None:
            self._change(lambda workspace: workspace.people.move_photo(photo, target))

    def _merge_into(self, person: str, target: str | None) -> None:
        if target is not None:
            self._change(lambda workspace: workspace.people.merge(person, target))

    def _for_chosen(self, work: Callable[..., None], *what: object) -> None:
        """Change everybody who is chosen."""
        persons = [each.uuid for each in self.page.chosen]
        self._change(lambda workspace: work(workspace, persons, *what))

    def _erase(self, _: str) -> None:
        current = self.page.current
        if current is not None:
            self._ask_to_erase([current])

    def _ask_to_erase(self, people: Sequence[PersonRecord]) -> None:
        workspace = self._state.workspace
        if workspace is None or not people:
            return
        persons = [each.uuid for each in people]

        def ask(rules: GalleryRules) -> None:
            dialog = EraseDialog(people, rules.grace_days, self.page)
            dialog.accepted.connect(lambda: self._erase_now(workspace, persons))
            dialog.open()

        self._state.db.run("erase rules", partial(gallery_jobs.rules_of, workspace.gallery), ask, self._fail)

    def _erase_now(self, workspace: Workspace, persons: Sequence[str]) -> None:
        work = partial(bulk_jobs.erase, workspace, self._state.paths, persons)
        self._state.db.run("erase", work, self._erased, self._fail)

    def _erased(self, certificates: Sequence[Certificate]) -> None:
        self._state.people_changed.emit()
        if len(certificates) == 1:
            CertificateDialog(certificates[0], self.page).open()
        elif certificates:
            SeveralCertificatesDialog(certificates, self.page).open()

    def _import(self, source: Path | None = None) -> None:
        state = self._state

        def begin(workspace: Workspace) -> None:
            if state.workspace is not workspace:
                state.set_workspace(workspace)
            dialog = ImportDialog(state.jobs, partial(gallery_jobs.importer, workspace), self.page)
            dialog.finished.connect(lambda _: state.people_changed.emit())
            dialog.open()
            if source is not None:
                dialog.choose(source)

        state.db.run("gallery", lambda: gallery_jobs.need_workspace(state), begin, self._fail)

    def undo(self) -> None:
        """Take back the last operation on people."""
        self._change(lambda workspace: workspace.people.undo())

    def _change(self, work: Callable[[Workspace], object]) -> None:
        workspace = self._state.workspace
        if workspace is not None:
            # A key of its own for each: a newer task of a key replaces one that waits.
            self._changes += 1
            key = f"change {self._changes}"
            self._state.db.run(key, lambda: work(workspace), self._changed, self._fail)

    def _changed(self, _: object) -> None:
        self._state.people_changed.emit()
        current = self.page.current
        if current is not None:
            self._show_photos(current.uuid)

    def _fail(self, error: FaceIdError) -> None:
        message = error_message(error)
        box = QMessageBox(QMessageBox.Icon.Warning, message.title, message.title, parent=self.page)
        box.setInformativeText(message.hint)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()


def _first(workspace: Workspace, text: str) -> tuple[PersonRecord, ...]:
    return _found(workspace, text)[: MOST + 1]


def _found(workspace: Workspace, text: str) -> tuple[PersonRecord, ...]:
    from faceid_desktop.services.directory import Wanted

    return workspace.directory.search(Wanted(text=text))


def _evidence(workspace: Workspace, first: str, second: str) -> Candidate | None:
    from faceid_desktop.services.duplicates import evidence_between

    return evidence_between(workspace.index, workspace.engine.scorer, first, second)
