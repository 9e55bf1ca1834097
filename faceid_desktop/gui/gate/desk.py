"""Opens the gallery when the models are ready, asking for its secret where one is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from faceid_desktop.errors import AttemptTooEarly, FaceIdError, KeyMissing, OperatorNotFound, WrongKey
from faceid_desktop.gui.error_words import error_message
from faceid_desktop.gui.state import AppState

if TYPE_CHECKING:
    from faceid_desktop.services.unlocking import Secret
    from faceid_desktop.services.workspace import Workspace

_ASK_AGAIN = (KeyMissing, WrongKey, AttemptTooEarly, OperatorNotFound)


class GateDesk(QObject):
    """Owns the way from a locked gallery to an open one.

    Parameters
    ----------
    state
        Takes the open gallery, or why there is none.
    window
        The dialogs' parent.
    """

    def __init__(self, state: AppState, window: QWidget) -> None:
        super().__init__(window)
        self._state, self._window = state, window

    def open(self, secret: Secret | None = None) -> None:
        """Open the gallery in the background; without a secret with what this machine keeps for the user."""
        state, ready = self._state, self._state.ready
        if ready is None:
            return

        def work() -> Workspace | None:
            from faceid_desktop.gui import gallery_jobs

            return gallery_jobs.open_workspace(state.paths, ready.engine, secret)

        state.db.run("gallery", work, state.set_workspace, self._refused)

    def close(self) -> None:
        """Write everything down and release the gallery; the program is ending."""
        workspace, self._state.workspace = self._state.workspace, None
        if workspace is not None:
            from faceid_desktop.gui import gallery_jobs

            gallery_jobs.close_workspace(workspace)

    def _refused(self, error: FaceIdError) -> None:
        self._state.set_workspace(None, error)
        if isinstance(error, _ASK_AGAIN):
            self._ask(error)

    def _ask(self, error: FaceIdError) -> None:
        from faceid_desktop.gui.gate.unlock import UnlockDialog

        message = error_message(error)
        problem = "" if isinstance(error, KeyMissing) else f"{message.title}. {message.hint}"
        dialog = UnlockDialog(problem, self._window)
        dialog.accepted.connect(lambda: self.open(dialog.given()))
        dialog.open()
