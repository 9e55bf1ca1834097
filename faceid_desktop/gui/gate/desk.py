"""Opens, locks and unlocks the gallery, asking for its secret where one is needed."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from faceid_desktop.errors import (
    AttemptTooEarly,
    FaceIdError,
    GalleryLocked,
    KeyMissing,
    OperatorNotFound,
    WrongKey,
)
from faceid_desktop.gui.error_words import error_message
from faceid_desktop.gui.state import AppState

if TYPE_CHECKING:
    from faceid_desktop.services.idle import IdleTimer
    from faceid_desktop.services.opening import OpenGallery
    from faceid_desktop.services.rules import GalleryRules
    from faceid_desktop.services.unlocking import Secret
    from faceid_desktop.services.workspace import Workspace

_ASK_AGAIN = (KeyMissing, WrongKey, AttemptTooEarly, OperatorNotFound)
_TICK_MS = 1000
_INPUTS = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class GateDesk(QObject):
    """Owns the way from a locked gallery to an open one and back.

    Locking is of use only where somebody has to be asked for a secret: a gallery whose key this machine keeps
    for the user (keyring, key file) stays open as long as the program runs.

    Parameters
    ----------
    state
        Takes the open gallery, or why there is none.
    window
        The dialogs' parent.
    """

    lockable_changed = Signal(bool)
    noticed = Signal(object, str)
    """A `Message` for every page, and its tone."""
    changing_model = Signal(object)
    """`Progress` of the change to the models of this program; nobody is searched meanwhile."""
    _progress = Signal(object)

    def __init__(self, state: AppState, window: QWidget) -> None:
        super().__init__(window)
        self._state, self._window = state, window
        self._locked: OpenGallery | None = None
        self._idle: IdleTimer | None = None
        self._clock = QTimer(self)
        self._clock.setInterval(_TICK_MS)
        self._clock.timeout.connect(self._tick)
        state.gallery_changed.connect(self._arm)
        state.rules_changed.connect(self._arm_anew)
        state.settings_changed.connect(self._repoint)
        self._progress.connect(self.changing_model, Qt.ConnectionType.QueuedConnection)

    @property
    def locked(self) -> bool:
        """Whether the gallery is open but its keys are forgotten."""
        return self._locked is not None

    @property
    def watching(self) -> bool:
        """Whether the gallery locks by itself when nobody is at the desk."""
        return self._idle is not None

    def open(self, secret: Secret | None = None) -> None:
        """Open the gallery in the background; without a secret with what this machine keeps for the user."""
        state, ready = self._state, self._state.ready
        if ready is None:
            return

        def work() -> Workspace | None:
            from faceid_desktop.gui import gallery_jobs

            return gallery_jobs.open_workspace(state.paths, ready.engine, secret, tell=self._progress.emit)

        state.db.run("gallery", work, self._opened, self._refused)

    def lock(self) -> None:
        """Forget the keys, names and templates; who goes on has to unlock."""
        gallery = self._lockable()
        if gallery is None:
            return
        from faceid_desktop.services.opening import lock_gallery

        self._locked, self._idle = gallery, None
        self._clock.stop()
        self._state.set_workspace(None, GalleryLocked())
        self._state.db.run("lock", lambda: lock_gallery(gallery), lambda _: self._ask(), self._refused)

    def unlock(self, secret: Secret) -> None:
        """Open a locked gallery again."""
        gallery, ready, paths = self._locked, self._state.ready, self._state.paths
        if gallery is None or ready is None:
            return

        def work() -> Workspace:
            from faceid_desktop.gui import gallery_jobs

            return gallery_jobs.unlock_workspace(gallery, paths, ready.engine, secret)

        self._state.db.run("gallery", work, self._opened, self._refused)

    def ask(self) -> None:
        """Ask for the secret of a locked gallery."""
        if self.locked:
            self._ask()

    def move_to(self, window: QWidget) -> None:
        """Belong to another window from now on."""
        self._window = window
        self.setParent(window)
        self._arm()

    def close(self) -> None:
        """Write everything down and release the gallery; the program is ending."""
        self._clock.stop()
        workspace, self._state.workspace = self._state.workspace, None
        gallery = workspace.gallery if workspace is not None else self._locked
        if gallery is not None:
            from faceid_desktop.gui import gallery_jobs

            gallery_jobs.close_gallery_of(gallery)
            self._locked = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Note the operator's input; nothing is taken away from anybody."""
        if self._idle is not None and event.type() in _INPUTS:
            self._idle.touched(_now())
        return False

    def _opened(self, workspace: Workspace | None) -> None:
        self._locked = None
        self._state.set_workspace(workspace)
        if workspace is not None:
            self._tell(workspace)

    def _tell(self, workspace: Workspace) -> None:
        """Say what was noticed at the opening, and make the backup that is due."""
        from faceid_desktop.gui import gallery_jobs
        from faceid_desktop.gui.gate import words
        from faceid_desktop.services.opening import OpenGallery

        gallery, paths = workspace.gallery, self._state.paths
        if not isinstance(gallery, OpenGallery):
            return
        for warning in gallery.warnings:
            self.noticed.emit(words.opening_warning(warning), "warn")
        if not gallery.audit.holds:
            self.noticed.emit(words.audit_warning(), "bad")

        def failed(error: FaceIdError) -> None:
            message = error_message(error)
            self.noticed.emit(words.backup_failed(f"{message.title}. {message.hint}"), "warn")

        work = partial(gallery_jobs.back_up, gallery, paths)
        self._state.jobs.run("backup", work, lambda _: None, failed)

    def _repoint(self) -> None:
        """Let searches follow the operator's setting for comparisons."""
        workspace = self._state.workspace
        if workspace is not None:
            from faceid_desktop.services.bootstrap import operating_point

            workspace.use_point(operating_point(self._state.settings))

    def _arm(self) -> None:
        """Watch for idleness if the gallery is one that can be locked (enrolment may have begun one)."""
        gallery = self._lockable()
        self.lockable_changed.emit(self.locked or gallery is not None)
        if gallery is None or self._idle is not None:
            return
        from faceid_desktop.gui import gallery_jobs

        work = partial(gallery_jobs.rules_of, gallery)
        self._state.db.run("idle rules", work, partial(self._watch, gallery), self._not_watched)

    def _arm_anew(self) -> None:
        """Follow other rules about locking."""
        self._idle = None
        self._arm()

    def _lockable(self) -> OpenGallery | None:
        """Return the open gallery if somebody would have to be asked for its secret."""
        workspace = self._state.workspace
        if workspace is None:
            return None
        from faceid_desktop.services.opening import OpenGallery
        from faceid_desktop.services.unlocking import Protection

        gallery = workspace.gallery
        asked = (Protection.PASSWORD, Protection.PASSPHRASE)
        return gallery if isinstance(gallery, OpenGallery) and gallery.protection in asked else None

    def _watch(self, gallery: OpenGallery, rules: GalleryRules) -> None:
        from faceid_desktop.services.idle import IdlePolicy, IdleTimer

        if self._lockable() is not gallery:
            return  # locked or closed meanwhile
        self._idle = IdleTimer(IdlePolicy.of(rules), _now())
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)
        self._clock.start()

    def _not_watched(self, error: FaceIdError) -> None:
        """Stay open as if nothing had been said about locking, and say so."""
        self.noticed.emit(error_message(error), "warn")

    def _tick(self) -> None:
        if self._idle is not None and self._idle.tick(_now()):
            self.lock()

    def _refused(self, error: FaceIdError) -> None:
        if not self.locked:
            self._state.set_workspace(None, error)
        if isinstance(error, _ASK_AGAIN):
            self._ask(error)

    def _ask(self, error: FaceIdError | None = None) -> None:
        from faceid_desktop.gui.gate.unlock import UnlockDialog

        problem = ""
        if error is not None and not isinstance(error, KeyMissing):
            message = error_message(error)
            problem = f"{message.title}. {message.hint}"
        dialog = UnlockDialog(problem, self._window)
        begin = self.unlock if self.locked else self.open
        dialog.accepted.connect(lambda: begin(dialog.given()))
        dialog.open()


def _now() -> datetime:
    return datetime.now(UTC)
