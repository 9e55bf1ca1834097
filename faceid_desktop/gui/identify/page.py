"""The Identify page: the live picture with names, and the list of who was there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Protocol

import numpy as np
from PySide6.QtCore import QMimeData, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from faceid_desktop.core.blur import hide_faces
from faceid_desktop.core.records import Frame
from faceid_desktop.errors import FaceIdError
from faceid_desktop.gui.error_words import Message, error_message
from faceid_desktop.gui.identify.deck import RecordingDeck
from faceid_desktop.gui.identify.events import EventDelegate, EventModel, EventRow
from faceid_desktop.gui.jobs import to_qimage
from faceid_desktop.gui.live import liveness_words
from faceid_desktop.gui.live import words as live_words
from faceid_desktop.gui.live.camera_box import CameraBox
from faceid_desktop.gui.live.control import LiveControl, Opener
from faceid_desktop.gui.live.sources import is_recording
from faceid_desktop.gui.live.view import LiveView, Overlay
from faceid_desktop.gui.live.words import Recognition
from faceid_desktop.gui.look.icons import icon
from faceid_desktop.gui.look.labels import label
from faceid_desktop.gui.look.page import Page
from faceid_desktop.gui.look.theme import Theme
from faceid_desktop.gui.words import tr
from faceid_desktop.services.live.records import (
    CameraState,
    CameraStatus,
    LiveResult,
    LiveStats,
    TrackEvent,
    TrackEventKind,
    TrackVerdict,
    TrackView,
)
from faceid_desktop.services.liveness.records import CheckSet, LivenessView

_LIST_PX = 348


class People(Protocol):
    """Knows the names of the gallery (`services.workspace.Workspace`)."""

    def name_of(self, person: str) -> str | None:
        """Return a person's name."""

    def is_watched(self, person: str) -> bool:
        """Tell whether a person is on the watch list."""


class IdentifyPage(Page):
    """Shows who stands before the camera.

    Parameters
    ----------
    theme
        The design tokens in force.
    opener
        Makes the opener of a live session for a source.
    """

    alert = Signal(str, object)
    """Somebody of the watch list appeared: the name and the picture (QImage or None)."""
    event_seen = Signal(object)
    """A `TrackEvent`, for sightings and the audit."""
    person_wanted = Signal(str)
    evidence_wanted = Signal(str, object)
    """All figures for whom somebody is most like: the name and the `Candidate`."""
    recording_wanted = Signal(object)
    """A video file is to be looked through: its `Path`."""
    check_wanted = Signal(object)
    """A liveness check of whoever stands in front, with the movements of a `CheckSet`."""

    def __init__(self, theme: Theme, opener: Callable[[str], Opener], parent: QWidget | None = None) -> None:
        super().__init__(theme, tr("Identify"), parent)
        self._opener = opener
        self._people: People | None = None
        self._result: LiveResult | None = None
        self._policy = "off"
        self._status: CameraStatus | None = None
        self._visible = False
        self.view = LiveView(theme)
        self.cameras = CameraBox()
        self.check_button = QPushButton(tr("Check"))
        self.pause_button = QPushButton(tr("Pause"))
        self.blur_button = QPushButton(tr("Hide strangers"))
        self.events = EventModel()
        self.list = QListView()
        self.foot = label("", "hint", wrap=True)
        self.control = LiveControl(self, self)
        self.deck = RecordingDeck(theme, self.view, lambda: self._people, self.blur_button.isChecked, self)
        self._build()
        self._connect()
        self._dress()
        self._show_idle()

    def _build(self) -> None:
        self.pause_button.setCheckable(True)
        self.blur_button.setCheckable(True)
        self.blur_button.setToolTip(tr("Blur the faces of everybody who is not in the gallery"))
        self.check_button.setToolTip(tr("Check whether a living person stands in front"))
        self.check_button.setMenu(self._movements())
        self.check_button.hide()
        for tool in (self.cameras, self.check_button, self.blur_button, self.pause_button):
            self.tools.addWidget(tool)
        self.list.setModel(self.events)
        self._delegate = EventDelegate(self.theme)
        # Owned by the page: left to Python, they might be collected on the thread of a worker.
        self._delegate.setParent(self)
        self.events.setParent(self)
        self.list.setItemDelegate(self._delegate)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setObjectName("plain_list")
        self.list.setAccessibleName(tr("Now and before"))
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        card = QFrame()
        card.setObjectName("card")
        card.setFixedWidth(_LIST_PX)
        column = QVBoxLayout(card)
        column.setContentsMargins(14, 14, 14, 12)
        column.setSpacing(8)
        column.addWidget(label(tr("NOW AND BEFORE"), "caption"))
        column.addWidget(self.list, 1)
        column.addWidget(self.foot)
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addWidget(self.view, 1)
        left.addWidget(self.deck.panel)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(left, 1)
        row.addWidget(card)
        self.body.addLayout(row, 1)
        self.setAcceptDrops(True)

    def _movements(self) -> QMenu:
        menu = QMenu(self)
        for chosen in CheckSet:
            action = menu.addAction(liveness_words.set_name(chosen))
            action.triggered.connect(partial(self.check_wanted.emit, chosen))
        return menu

    def _connect(self) -> None:
        self.cameras.source_chosen.connect(self._source_chosen)
        self.deck.panel.close_wanted.connect(self.close_recording)
        self.pause_button.toggled.connect(self._pause)
        self.blur_button.toggled.connect(self._hide_strangers)
        self.list.activated.connect(self._activate)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._open_menu)
        self.theme.changed.connect(self._dress)

    def _dress(self) -> None:
        tokens = self.theme.tokens
        self.pause_button.setIcon(icon("play" if self.pause_button.isChecked() else "pause", tokens.ink))
        self.blur_button.setIcon(icon("hidden", tokens.ink))
        self.list.viewport().update()

    # ------------------------------------------------------------------ gallery and camera
    def set_people(self, people: People | None, foot: str) -> None:
        """Take the open gallery, and the line that tells its size and operating point."""
        self._people = people
        self.foot.setText(foot)
        self._redraw()

    def set_policy(self, policy: str) -> None:
        """Take what a liveness check is for: ``off``, ``advise`` or ``require``."""
        self._policy = policy
        self.check_button.setVisible(policy != "off")

    def entered(self) -> None:
        """Open the chosen camera."""
        self._visible = True
        if self.cameras.source and self.control.session is None and not self.deck.running:
            self._source_chosen(self.cameras.source)

    def left(self) -> None:
        """Close the camera; its light should be on only while somebody sees the picture."""
        self._visible = False
        self.control.stop()
        if self.deck.running:
            self.deck.panel.pause()
        else:
            self._show_idle()

    def close_page(self) -> None:
        """Close the camera before the program ends."""
        self.control.close()
        self.deck.close()

    def open_recording(self, path: Path) -> None:
        """Look through a video file: who appears when."""
        self.control.stop()
        self._result = None
        self.cameras.choose_source(str(path))
        self._say(Message(tr("Opening the video…"), tr("Who appears in it is shown below.")))
        self.recording_wanted.emit(path)

    def open_source(self, source: str) -> None:
        """Show a camera, a video file or a network camera from now on; a file plays like a camera."""
        self.cameras.choose_source(source)
        self.deck.stop()
        self._result = None
        if self._visible:
            self.view.set_mirrored("://" not in source and not is_recording(source))
            self._say(Message(tr("Opening the camera…"), tr("This can take a few seconds.")))
            self.control.start(self._opener(source))

    @property
    def status(self) -> CameraStatus | None:
        """The last state of the camera."""
        return self._status

    # ------------------------------------------------------------------ what the session tells
    def show_frame(self, frame: Frame) -> None:
        """Show the newest picture."""
        self.view.show_frame(_veiled(frame, self._result) if self.blur_button.isChecked() else frame)

    def show_result(self, result: LiveResult) -> None:
        """Mark the faces, and put what happened into the list."""
        self._result = result
        self._redraw()
        for event in result.events:
            self._take_event(event)

    def show_status(self, status: CameraStatus) -> None:
        """Tell of a camera that shows nothing."""
        self._status = status
        if status.state is not CameraState.LIVE:
            self._result = None
            self._say(live_words.camera_message(status))

    def show_stats(self, status: CameraStatus, stats: LiveStats) -> None:
        """Show how fast it runs."""
        if status.state is CameraState.LIVE:
            self.view.show_corner(live_words.rates(status, stats))

    def show_failure(self, error: FaceIdError) -> None:
        """Tell why there is no picture."""
        self._say(error_message(error), "alert")

    # ------------------------------------------------------------------ faces and events
    def _redraw(self) -> None:
        tracks = self._result.tracks if self._result is not None else ()
        self.view.show_overlays([self._overlay(track) for track in tracks])
        checked = [
            track.liveness for track in tracks if track.liveness is not None and track.liveness.attempt
        ]
        running = [view for view in checked if not view.over]
        self.view.show_banner(liveness_words.banner(running[0]) if running else None)

    def _overlay(self, track: TrackView) -> Overlay:
        box, words = track.box.tolist(), self._words(track.verdict, track.liveness)
        return Overlay((box[0], box[1], box[2], box[3]), words.title, words.line, words.tone)

    def _words(self, verdict: TrackVerdict | None, liveness: LivenessView | None) -> Recognition:
        identification = verdict.identification if verdict is not None else None
        person = identification.candidates[0].person if identification and identification.candidates else None
        name = self._people.name_of(person) if self._people is not None and person is not None else None
        known = verdict.person if verdict is not None else None
        watched = known is not None and self._people is not None and self._people.is_watched(known)
        said = live_words.recognition(identification, name, watched=watched)
        return live_words.with_liveness(said, liveness, self._policy) if known is not None else said

    def _take_event(self, event: TrackEvent) -> None:
        words = self._words(event.verdict, event.liveness)
        face = to_qimage(event.thumbnail) if event.thumbnail is not None else None
        person = event.verdict.person if event.verdict is not None else None
        gone, news = event.kind is TrackEventKind.GONE, event.kind is TrackEventKind.VERDICT
        found = event.verdict.identification if event.verdict is not None else None
        best = found.candidates[0] if found is not None and found.candidates else None
        at = datetime.now().astimezone()
        self.events.put(EventRow(event.track_id, at, words, face, person, gone, best))
        self.event_seen.emit(event)
        if news and person is not None and self._people is not None and self._people.is_watched(person):
            self.alert.emit(words.title, face)

    # ------------------------------------------------------------------ recordings
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Accept a video file."""
        if _dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Look through the video that was dropped."""
        path = _dropped_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.open_recording(path)

    def _source_chosen(self, source: str) -> None:
        if is_recording(source):
            self.open_recording(Path(source))
        else:
            self.open_source(source)

    def close_recording(self) -> None:
        """Show nothing of a recording any more."""
        self.deck.stop()
        self.cameras.choose_source("")
        self._show_idle()

    # ------------------------------------------------------------------ small things
    def _hide_strangers(self) -> None:
        if self.deck.running:
            self.deck.panel.jump(self.deck.panel.timeline.now_s)
        else:
            self._redraw()

    def _pause(self, paused: bool) -> None:
        self.control.pause(paused)
        self.pause_button.setText(tr("Go on") if paused else tr("Pause"))
        if paused:
            self._result = None
            self._redraw()
        self._dress()

    def _activate(self, index: QModelIndex) -> None:
        row = index.data(EventModel.RowRole)
        if isinstance(row, EventRow) and row.person is not None:
            self.person_wanted.emit(row.person)

    def row_menu(self, row: EventRow) -> QMenu:
        """Return the menu of an appearance."""
        menu = QMenu(self)
        shown = menu.addAction(tr("Show person"), partial(self.person_wanted.emit, row.person))
        shown.setEnabled(row.person is not None)
        evidence = menu.addAction(tr("Evidence…"))
        best, people = row.candidate, self._people
        name = people.name_of(best.person) if best is not None and people is not None else None
        evidence.setEnabled(name is not None)
        if name is not None:
            evidence.triggered.connect(partial(self.evidence_wanted.emit, name, best))
        return menu

    def _open_menu(self, at: QPoint) -> None:
        row = self.list.indexAt(at).data(EventModel.RowRole)
        if isinstance(row, EventRow):
            menu = self.row_menu(row)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.list.viewport().mapToGlobal(at))

    def _show_idle(self) -> None:
        self._say(Message(tr("The camera is off"), tr("Choose a camera above, a video file or an address.")))

    def _say(self, message: Message, sign: str = "camera") -> None:
        self.view.show_message(sign, message)


def _veiled(frame: Frame, result: LiveResult | None) -> Frame:
    """Hide everybody who is not identified; all of the picture while nobody looks where faces are."""
    height, width, _ = frame.image.shape
    strangers = [np.array((0, 0, width, height), np.float32)]
    if result is not None:
        strangers = [
            each.box for each in result.tracks if each.verdict is None or each.verdict.person is None
        ]
    return Frame(hide_faces(frame.image, strangers), frame.index, frame.captured_ns)


def _dropped_file(data: QMimeData) -> Path | None:
    """Return the one local file that is dropped, None for anything else."""
    files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return files[0] if len(files) == 1 and files[0].is_file() else None
