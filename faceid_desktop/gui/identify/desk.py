"""Connects the Identify page with the camera, the models and the gallery."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from faceid_desktop.core.records import Candidate
from faceid_desktop.errors import FaceIdError, GalleryLocked, ModelsLoading
from faceid_desktop.gui import words
from faceid_desktop.gui.evidence.gallery import open_evidence
from faceid_desktop.gui.identify.page import IdentifyPage
from faceid_desktop.gui.live.alerts import TrayAlerts
from faceid_desktop.gui.live.cameras import CameraWatch
from faceid_desktop.gui.live.control import Opener
from faceid_desktop.gui.live.sessions import LivenessChoice, open_identification
from faceid_desktop.gui.look.icons import icon
from faceid_desktop.gui.state import AppState
from faceid_desktop.gui.words import tr
from faceid_desktop.logs import logger
from faceid_desktop.services.live.records import TrackEvent

if TYPE_CHECKING:
    from faceid_desktop.core.open_set import SearchPoint
    from faceid_desktop.services.directory import Directory
    from faceid_desktop.services.live.analyser import LiveAnalyser
    from faceid_desktop.services.live.evidence import Identifier
    from faceid_desktop.services.live.recorded import Recorded
    from faceid_desktop.services.live.session import LiveListener, LiveSession
    from faceid_desktop.services.liveness.records import CheckSet
    from faceid_desktop.services.workspace import Workspace

_log = logger("gui")


class DirectoryNames:
    """Names and watch list of a gallery as it was when it was looked at (`gui.identify.page.People`)."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory

    def name_of(self, person: str) -> str | None:
        """Return a person's name; None if he was erased meanwhile."""
        known = person in self._directory
        return self._directory.get(person).details.name if known else None

    def is_watched(self, person: str) -> bool:
        """Tell whether a person is on the watch list."""
        return person in self._directory and self._directory.get(person).watch


@dataclass(frozen=True, slots=True, eq=False)
class SearchedGallery:
    """What a live session needs of the gallery; taken together on the database's thread."""

    names: DirectoryNames
    identifier: Identifier
    point: SearchPoint


class IdentifyDesk(QObject):
    """Owns the page and does what it asks for."""

    def __init__(self, state: AppState) -> None:
        super().__init__()
        self._state = state
        self._analyser: LiveAnalyser | None = None
        self._searched: SearchedGallery | None = None
        self._policy = "off"
        self.page = IdentifyPage(state.theme, self._opener)
        self.setParent(self.page)
        self._tray = TrayAlerts(icon("logo", state.theme.tokens.accent), self)
        self._watch = CameraWatch(state, self.page.cameras, self)
        self.page.alert.connect(self._alert)
        self.page.check_wanted.connect(self._check)
        self.page.recording_wanted.connect(self._look_through)
        self.page.deck.looked_through.connect(self._record_recording)
        self.page.deck.csv_wanted.connect(self._write_csv)
        self.page.event_seen.connect(self._record)
        self.page.evidence_wanted.connect(self._show_evidence)
        self.page.person_wanted.connect(state.person_wanted)
        state.gallery_changed.connect(self._take_gallery)
        state.people_changed.connect(self._take_gallery)
        state.settings_changed.connect(self._take_settings)
        self._take_gallery()

    def _opener(self, source: str) -> Opener:
        state = self._state
        choice = LivenessChoice(state.settings.liveness_identify, state.settings.device)
        self._policy = choice.policy
        self.page.set_policy(choice.policy)

        def open_session(listener: LiveListener) -> LiveSession[Any]:
            if state.ready is None:
                raise state.engine_error or ModelsLoading
            identifier = self._identifier
            session, self._analyser = open_identification(
                state.ready.engine, source, identifier, listener, choice
            )
            if self._identifier is not identifier:  # the gallery came or changed meanwhile
                self._analyser.use(self._identifier)
            return session

        return open_session

    def _show_evidence(self, name: str, candidate: Candidate) -> None:
        open_evidence(self._state, tr("Is this {name}?").format(name=name), candidate, self.page)

    @property
    def searched(self) -> SearchedGallery | None:
        """The gallery as it is searched now; None while there is none."""
        return self._searched

    @property
    def _identifier(self) -> Identifier | None:
        """Who searches the gallery as it is now; None while there is none."""
        return self._searched.identifier if self._searched is not None else None

    def _take_settings(self) -> None:
        """Begin anew where something else is to be checked than before."""
        changed = self._state.settings.liveness_identify != self._policy
        if changed and self.page.control.session is not None:
            self.page.open_source(self.page.cameras.source)

    def _take_gallery(self) -> None:
        workspace = self._state.workspace
        if isinstance(self._state.gallery_error, GalleryLocked):
            self.page.left()  # nobody is watched while nobody may look
            self.page.close_recording()
        if workspace is None:
            self._state.db.cancel("searched gallery")
            self._searched = None
            self.page.set_people(None, tr("Nobody is enrolled yet; faces are followed without a name."))
            return
        self._state.db.run(
            "searched gallery", partial(_searched, workspace), self._use, self.page.show_failure
        )

    def _use(self, searched: SearchedGallery) -> None:
        self._searched = searched
        self.page.set_people(searched.names, _foot(searched.point))
        if self._analyser is not None:
            self._analyser.use(searched.identifier)

    def _look_through(self, path: Path) -> None:
        ready, identifier = self._state.ready, self._identifier
        if ready is None:
            self.page.show_failure(self._state.engine_error or ModelsLoading())
            return

        def make() -> LiveAnalyser:
            from faceid_desktop.services.live.analyser import LiveAnalyser

            return LiveAnalyser(ready.engine.pipeline, ready.engine.scorer.llr, identifier)

        self.page.deck.open(path, make)

    def _record_recording(self, found: Recorded) -> None:
        workspace = self._state.workspace
        if workspace is None:
            return
        from faceid_desktop.services.live.recording import record_recording

        self._state.db.run(
            "recording searched",
            lambda: record_recording(workspace.gallery, len(found.appearances)),
            lambda _: None,
            self._not_recorded,
        )

    def _write_csv(self, found: Recorded, path: Path) -> None:
        from faceid_desktop.services.live.timeline import write_csv

        searched = self._searched

        def name_of(person: str) -> str:
            return (searched.names.name_of(person) if searched is not None else None) or person

        self._state.worker.run(
            "timeline",
            lambda: write_csv(path, found.appearances, name_of),
            lambda _: self.page.deck.panel.words.set_whole(tr("Saved as {name}").format(name=path.name)),
            self.page.show_failure,
        )

    def _check(self, chosen: CheckSet) -> None:
        if self._analyser is not None and self._analyser.liveness is not None:
            self._analyser.liveness.ask(chosen)

    def _alert(self, name: str, face: QImage | None) -> None:
        _log.info("somebody of the watch list was seen")
        self._tray.notify(name, tr("Seen just now by {camera}").format(camera=self._camera()), face)
        QApplication.beep()
        QApplication.alert(self.page.window())

    def _camera(self) -> str:
        status = self.page.status
        return status.camera if status is not None else ""

    def _record(self, event: TrackEvent) -> None:
        workspace = self._state.workspace
        if workspace is None:
            return
        from faceid_desktop.services.live.recording import record_event

        camera, policy = self._camera(), self._policy
        # A key of its own for each event: newer tasks of a key would replace those that wait.
        self._state.db.run(
            f"sighting {event.track_id} {event.at_ns}",
            lambda: record_event(workspace.gallery, event, camera, policy),
            lambda _: None,
            self._not_recorded,
        )

    @staticmethod
    def _not_recorded(error: FaceIdError) -> None:
        _log.error("a sighting was not recorded: %s", error)


def _searched(workspace: Workspace) -> SearchedGallery:
    """Look at the gallery as it is now; runs on the database's thread, which may have to read it."""
    from faceid_desktop.services.live.gallery_identifier import GalleryIdentifier

    names = DirectoryNames(workspace.directory)
    return SearchedGallery(names, GalleryIdentifier(workspace), workspace.recognition.point)


def _foot(point: SearchPoint) -> str:
    """Say what the operator has set, what it costs, and how large the gallery is."""
    text = tr("{odds} searches for strangers may raise a false alarm · {people}")
    said = text.format(odds=words.one_in(point.fpir), people=tr("%n people", "", point.persons))
    if point.fnir is None:
        return said
    missed = tr("at that setting about {share} of searches for somebody with one photo find nobody")
    return f"{said} · {missed.format(share=words.probability(point.fnir))}"
