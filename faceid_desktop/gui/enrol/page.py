"""The Enrol page: a live picture or photos on the left, the three steps on the right."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from faceid_desktop.core.records import Frame
from faceid_desktop.errors import FaceIdError
from faceid_desktop.gui import words
from faceid_desktop.gui.enrol.capture import CapturePanel
from faceid_desktop.gui.enrol.details import DetailsForm, EnrolmentDraft
from faceid_desktop.gui.enrol.review import LookAlike, ReviewFace, ReviewPanel
from faceid_desktop.gui.enrol.ring import RingView
from faceid_desktop.gui.error_words import Message, error_message
from faceid_desktop.gui.live import liveness_words
from faceid_desktop.gui.live import words as live_words
from faceid_desktop.gui.live.camera_box import CameraBox
from faceid_desktop.gui.live.control import LiveControl, Opener
from faceid_desktop.gui.look.labels import Mark, label
from faceid_desktop.gui.look.page import Page
from faceid_desktop.gui.look.theme import Theme
from faceid_desktop.gui.words import tr
from faceid_desktop.services.live.records import (
    CameraState,
    CameraStatus,
    CapturedFace,
    EnrolmentResult,
    LiveStats,
)
from faceid_desktop.services.liveness.records import LivenessView

_PANEL_PX = 400


class Step(IntEnum):
    """Where the operator is; the places of the panels."""

    DETAILS = 0
    CAPTURE = 1
    REVIEW = 2
    SAVED = 3


class EnrolPage(Page):
    """Leads from a name to a saved person; knows the steps, not the services (`gui.enrol.desk`)."""

    capture_wanted = Signal(str)
    """The source (camera, file, address) that a guided capture is to run on."""
    captured = Signal(object)
    """All captured faces, when the operator goes on to the review: tuple of `CapturedFace`."""
    check_wanted = Signal()
    """A liveness check is to begin, or to begin anew."""
    check_set_chosen = Signal(object)
    """The `CheckSet` of the next check."""
    confirmed = Signal(bool)
    """The operator's word whether a living person is there."""
    photos_chosen = Signal(object)
    """Photo files to enrol from, list of `Path`."""
    document_chosen = Signal(object)
    """A photo file to be held against the rules for document photos, `Path`."""
    save_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, tr("Enrol"), parent)
        self._faces: tuple[CapturedFace, ...] = ()
        self._policy = "off"
        self._liveness: LivenessView | None = None
        self._visible = False
        self.view = RingView(theme)
        self.cameras = CameraBox()
        self.form, self.capture, self.review = DetailsForm(), CapturePanel(), ReviewPanel()
        self.saved_mark, self.saved_words = Mark(theme, 44), label("", "title", wrap=True)
        self.saved_hint = label("", "sentence", wrap=True)
        self.next_button = QPushButton(tr("Enrol another person"))
        self.document_button = QPushButton(tr("Passport photo…"))
        self.steps = QStackedWidget()
        self.control = LiveControl(self, self)
        self._build()
        self._connect()
        self._idle()

    @property
    def step(self) -> Step:
        """Where the operator is."""
        return Step(self.steps.currentIndex())

    @property
    def draft(self) -> EnrolmentDraft:
        """What the operator wrote."""
        return self.form.draft()

    def entered(self) -> None:
        """Put the cursor where writing begins."""
        self._visible = True
        if self.step is Step.DETAILS:
            self.form.name.setFocus()

    def left(self) -> None:
        """Switch the camera off; what was written and captured stays."""
        self._visible = False
        if self.step is Step.CAPTURE:
            self.begin()

    def close_page(self) -> None:
        """Switch the camera off before the program ends."""
        self.control.close()

    # ------------------------------------------------------------------ steps
    def begin(self) -> None:
        """Go back to the first step, keeping what was written."""
        self.control.stop()
        self._faces = ()
        self._idle()
        self.steps.setCurrentIndex(Step.DETAILS)

    @property
    def liveness(self) -> LivenessView | None:
        """Where the check of the captured faces stands, or how it ended; None without one."""
        return self._liveness

    def start_capture(self, opener: Opener, policy: str = "off") -> None:
        """Run a guided capture on a session; the policy says what a liveness check is for."""
        self._policy, self._liveness = policy, None
        self.capture.begin(self.draft.details.name, policy)
        self.steps.setCurrentIndex(Step.CAPTURE)
        self.view.show_guidance(None)
        self.view.show_message(
            "camera", Message(tr("Opening the camera…"), tr("This can take a few seconds."))
        )
        self.control.start(opener)

    def show_review(self, faces: Sequence[ReviewFace]) -> None:
        """Show faces for review while look-alikes are searched."""
        self.control.stop()
        self.view.show_guidance(None)
        self.view.show_message(
            "check", Message(tr("Captured"), tr("Look at the faces on the right, then save."))
        )
        self.review.show_waiting(self.draft.details.name, faces)
        self.steps.setCurrentIndex(Step.REVIEW)

    def show_alike(self, alike: LookAlike | None, skipped: str = "") -> None:
        """Show whether somebody looks alike."""
        self.review.show_alike(alike, skipped)

    def show_saved(self, name: str, photos: int, people: int) -> None:
        """Say that it is done."""
        self.saved_mark.show_mark("check", "good")
        self.saved_words.setText(tr("{name} is enrolled").format(name=name))
        text = tr("{photos} saved and encrypted. The gallery has {people}.")
        self.saved_hint.setText(
            text.format(photos=tr("%n photos", "", photos), people=tr("%n people", "", people))
        )
        self.view.show_message("check", Message(tr("Saved"), ""))
        self.steps.setCurrentIndex(Step.SAVED)
        self.form.clear()
        self.next_button.setFocus()

    def show_error(self, error: FaceIdError) -> None:
        """Say what went wrong where the operator looks."""
        message = error_message(error)
        if self.step is Step.REVIEW:
            self.review.show_failure(f"{message.title}. {message.hint}")
        else:
            self.view.show_message("alert", message)

    # ------------------------------------------------------------------ what the session tells
    def show_frame(self, frame: Frame) -> None:
        """Show the newest picture."""
        self.view.show_frame(frame)

    def show_result(self, result: EnrolmentResult) -> None:
        """Show what to do next, and go on by itself when the ring is full."""
        if self.step is not Step.CAPTURE:
            return
        self._faces = result.captured
        self._liveness = view = result.liveness
        self.view.show_guidance(result.guidance, None if view is None else liveness_words.banner(view))
        self.capture.show_result(result)
        passed = view is not None and view.result is not None and view.result.passed
        if passed or (self._policy == "off" and result.guidance.done):
            self._to_review()

    def show_status(self, status: CameraStatus) -> None:
        """Tell of a camera that shows nothing; a video that ended goes on to the review."""
        if status.state is CameraState.ENDED and self._faces:
            self._to_review()
        elif status.state is not CameraState.LIVE and self.step is Step.CAPTURE:
            self.view.show_guidance(None)
            self.view.show_message("camera", live_words.camera_message(status))

    def show_stats(self, status: CameraStatus, stats: LiveStats) -> None:
        """Show how fast it runs."""
        if status.state is CameraState.LIVE:
            self.view.show_corner(live_words.rates(status, stats))

    def show_failure(self, error: FaceIdError) -> None:
        """Tell why there is no picture."""
        self.view.show_message("alert", error_message(error))

    # ------------------------------------------------------------------ layout and keys
    def _build(self) -> None:
        self.document_button.setToolTip(tr("Check a photo against the rules for document photos"))
        self.tools.addWidget(self.document_button)
        self.tools.addWidget(self.cameras)
        for panel in (self.form, self.capture, self.review, self._saved()):
            self.steps.addWidget(panel)
        card = QFrame()
        card.setObjectName("card")
        card.setFixedWidth(_PANEL_PX)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(18, 18, 18, 18)
        area = QScrollArea()  # a small window, or a language of long words, leaves not enough room for all
        area.setObjectName("plain_scroll")
        self.steps.setObjectName("plain_scroll_body")
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.steps)
        inside.addWidget(area)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.view, 1)
        row.addWidget(card)
        self.body.addLayout(row, 1)

    def _saved(self) -> QWidget:
        panel = QWidget()
        column = QVBoxLayout(panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addStretch(1)
        column.addWidget(self.saved_mark)
        column.addWidget(self.saved_words)
        column.addWidget(self.saved_hint)
        column.addStretch(2)
        column.addWidget(self.next_button)
        self.next_button.setObjectName("primary")
        return panel

    def _connect(self) -> None:
        self.form.capture_wanted.connect(self._start)
        self.form.photos_wanted.connect(self._ask_photos)
        self.capture.back_wanted.connect(self.begin)
        self.capture.review_wanted.connect(self._to_review)
        self.capture.check_wanted.connect(self.check_wanted)
        self.capture.check.again_wanted.connect(self.check_wanted)
        self.capture.check.set_chosen.connect(self.check_set_chosen)
        self.capture.check.confirmed.connect(self.confirmed)
        self.review.back_wanted.connect(self.begin)
        self.review.save_wanted.connect(self._save)
        self.next_button.clicked.connect(self._again)
        self.document_button.clicked.connect(self._ask_document)
        self.cameras.source_chosen.connect(self._source_chosen)

    def _start(self) -> None:
        if self.cameras.source:
            self.capture_wanted.emit(self.cameras.source)
        else:
            self.view.show_message(
                "camera", Message(tr("Choose a camera first"), tr("It is chosen at the top right."))
            )
            self.cameras.setFocus()

    def _source_chosen(self, source: str) -> None:
        if self.step is Step.CAPTURE or (self.step is Step.DETAILS and self.form.complete()):
            self.capture_wanted.emit(source)

    def _ask_photos(self) -> None:
        files, _ = QFileDialog.getOpenFileNames(self, tr("Photos of this person"), "", words.photo_kinds())
        if files:
            self.photos_chosen.emit([Path(each) for each in files])

    def _ask_document(self) -> None:
        file, _ = QFileDialog.getOpenFileName(self, tr("A photo for a document"), "", words.photo_kinds())
        if file:
            self.document_chosen.emit(Path(file))

    def _to_review(self) -> None:
        if self.step is Step.CAPTURE and self._faces:
            self.captured.emit(self._faces)

    def _save(self) -> None:
        self.review.show_saving()
        self.save_wanted.emit()

    def _again(self) -> None:
        self.begin()
        self.form.name.setFocus()

    def _idle(self) -> None:
        self.view.show_guidance(None)
        self.view.show_message(
            "enrol",
            Message(
                tr("Who is to be enrolled?"),
                tr("Write the name and record the consent. Then the camera guides the person."),
            ),
        )
