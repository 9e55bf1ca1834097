"""The welcome in four short steps, each of which can be skipped."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from faceid_desktop.errors import FaceIdError
from faceid_desktop.gui.error_words import error_message
from faceid_desktop.gui.look.labels import Mark, label
from faceid_desktop.gui.settings.camera import CameraCheck
from faceid_desktop.gui.settings.secrets import ProtectionChoice, RecoveryDialog
from faceid_desktop.gui.state import AppState
from faceid_desktop.gui.words import tr

if TYPE_CHECKING:
    from faceid_desktop.services.workspace import Workspace

WHAT, KEY, CAMERA, TRY = range(4)
_WIDTH_PX, _HEIGHT_PX = 640, 560


class WelcomeDialog(QDialog):
    """Leads through the first start.

    Parameters
    ----------
    state
        What the pages share.
    """

    samples_wanted = Signal()
    enrol_wanted = Signal()

    def __init__(self, state: AppState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._camera: CameraCheck | None = None
        self._impatient = False
        """Whether the gallery is to be begun as soon as the models are there."""
        self.setWindowTitle(tr("Welcome"))
        self.steps = QStackedWidget()
        self.step = label("", "step")
        self.problem = label("", "problem", wrap=True)
        self.choice = ProtectionChoice(self._check)
        self.key_done = label(
            tr("The gallery has its key. Others are added in the settings."), "sentence", wrap=True
        )
        self.samples_button = QPushButton(tr("Compare two drawn portraits"))
        self.enrol_button = QPushButton(tr("Enrol the first person"))
        self.skip_button, self.back_button = QPushButton(tr("Skip")), QPushButton(tr("Back"))
        self.next_button = QPushButton(tr("Next"))
        self._camera_place = QVBoxLayout()
        self._build()
        self.next_button.clicked.connect(self._next)
        self.back_button.clicked.connect(lambda: self.show_step(self.steps.currentIndex() - 1))
        self.skip_button.clicked.connect(self.reject)
        self.samples_button.clicked.connect(lambda: self._leave(self.samples_wanted))
        self.enrol_button.clicked.connect(lambda: self._leave(self.enrol_wanted))
        self.finished.connect(self._close_camera)
        state.gallery_changed.connect(self._check)
        state.engine_changed.connect(self._take_engine)
        self.resize(_WIDTH_PX, _HEIGHT_PX)
        self.show_step(WHAT)

    def show_step(self, step: int) -> None:
        """Show a step; the camera is on only while its own is shown."""
        if step == CAMERA and self._camera is None:
            self._camera = CameraCheck(self._state)
            self._camera_place.addWidget(self._camera)
        if step != CAMERA:
            self._stop_camera()
        self._impatient = False
        self.steps.setCurrentIndex(step)
        self.step.setText(tr("Step {n} of {total}").format(n=step + 1, total=self.steps.count()))
        self._check()
        self.next_button.setFocus()

    # ------------------------------------------------------------------ the steps
    def _build(self) -> None:
        self.steps.addWidget(self._what())
        self.steps.addWidget(self._key())
        self.steps.addWidget(self._camera_step())
        self.steps.addWidget(self._try())
        self.next_button.setObjectName("primary")
        self.next_button.setDefault(True)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.skip_button)
        foot.addWidget(self.step)
        foot.addStretch(1)
        foot.addWidget(self.back_button)
        foot.addWidget(self.next_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 26, 28, 22)
        column.setSpacing(12)
        column.addWidget(self.steps, 1)
        column.addWidget(self.problem)
        column.addLayout(foot)

    def _page(self, sign: str, title: str, sentence: str) -> tuple[QWidget, QVBoxLayout]:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        mark = Mark(self._state.theme, 44)
        mark.show_mark(sign, "accent")
        column.addWidget(mark)
        column.addWidget(label(title, "title", wrap=True))
        column.addWidget(label(sentence, "sentence", wrap=True))
        return page, column

    def _what(self) -> QWidget:
        page, column = self._page(
            "logo",
            tr("Welcome to FaceID Desktop"),
            tr("It compares photos, enrols people who agree to it, and recognises them before a camera. It "
               "always shows the evidence, and says so when it does not know."),
        )  # fmt: skip
        for title, text in (
            (tr("Everything stays here"), tr("No cloud, no account. Nothing leaves this computer.")),
            (tr("Everything is encrypted"), tr("Names, photos and templates, with a key that is yours.")),
            (tr("Everything can be erased"), tr("With a certificate of what was found and removed.")),
        ):
            pair = QVBoxLayout()
            pair.setSpacing(1)
            pair.addWidget(label(title, "field"))
            pair.addWidget(label(text, "hint", wrap=True))
            column.addLayout(pair)
        column.addStretch(1)
        where = tr("Your data will lie in {folder}").format(folder=self._state.paths.data)
        column.addWidget(label(where, "caption", wrap=True))
        return page

    def _key(self) -> QWidget:
        page, column = self._page(
            "lock",
            tr("A key for the gallery"),
            tr("People are kept in a gallery that is encrypted from the start. What should open it? "
               "You get a recovery code to print, for when all else is lost."),
        )  # fmt: skip
        column.addWidget(self.choice)
        column.addWidget(self.key_done)
        column.addStretch(1)
        return page

    def _camera_step(self) -> QWidget:
        page, column = self._page(
            "camera",
            tr("Does the camera see you?"),
            tr("Optional: photos and videos do as well. Nothing is recorded, and nobody is searched for."),
        )
        column.addLayout(self._camera_place)
        column.addStretch(1)
        return page

    def _try(self) -> QWidget:
        page, column = self._page(
            "compare",
            tr("Try it"),
            tr("See a comparison with two drawn portraits of nobody, or enrol the first person. "
               "F1 opens the manual anywhere, Ctrl+K finds every command."),
        )  # fmt: skip
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.samples_button)
        row.addWidget(self.enrol_button)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        return page

    # ------------------------------------------------------------------ going on
    def _next(self) -> None:
        step = self.steps.currentIndex()
        if step == KEY and not self._there:
            self._begin()
        elif step == TRY:
            self.accept()
        else:
            self.show_step(step + 1)

    @property
    def _there(self) -> bool:
        """Whether a gallery was begun, even one that is locked or cannot be opened."""
        return self._state.workspace is not None or self._state.gallery_error is not None

    def _begin(self) -> None:
        ready, error = self._state.ready, self._state.engine_error
        if error is not None:
            self._fail(error)
            return
        if ready is None:  # a gallery belongs to a model; nobody has to click twice for that
            self._impatient = True
            self._check()
            return
        from faceid_desktop.gui.settings import jobs

        self.next_button.setEnabled(False)
        work = partial(jobs.begin, self._state.paths, ready.engine, self.choice.given())
        self._state.db.run("gallery", work, self._begun, self._fail)

    def _take_engine(self) -> None:
        """Do what was asked for while the models were loading."""
        wanted, self._impatient = self._impatient, False
        self._check()
        if wanted and self.isVisible():
            self._begin()

    def _begun(self, begun: tuple[Workspace, str]) -> None:
        workspace, code = begun
        self._state.set_workspace(workspace)
        dialog = RecoveryDialog(code, self)
        dialog.accepted.connect(lambda: self.show_step(CAMERA))
        dialog.open()

    def _fail(self, error: FaceIdError) -> None:
        message = error_message(error)
        self._check()
        self.problem.setText(f"{message.title}. {message.hint}")
        self.problem.show()

    def _check(self) -> None:
        step, there = self.steps.currentIndex(), self._there
        self.choice.setVisible(not there)
        self.key_done.setVisible(there)
        begins = step == KEY and not there
        problem = self.choice.problem() if begins else ""
        if begins and self._impatient:
            problem = tr("Loading models…")
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.back_button.setVisible(step > WHAT)
        self.skip_button.setVisible(step < TRY)
        self.next_button.setText(
            tr("Begin the gallery") if begins else tr("Done") if step == TRY else tr("Next")
        )
        self.next_button.setEnabled(not begins or (self.choice.complete() and not self._impatient))

    def _leave(self, signal: object) -> None:
        self.accept()
        signal.emit()  # type: ignore[attr-defined]

    def _stop_camera(self) -> None:
        if self._camera is not None:
            self._camera.stop()

    def _close_camera(self) -> None:
        if self._camera is not None:
            self._camera.close_check()
