"""Looking for a newer version once a day, if the operator allows it, and telling of it above the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

import faceid_desktop
from faceid_desktop.errors import FaceIdError, UpdateRefused
from faceid_desktop.gui.error_words import Message, error_message
from faceid_desktop.gui.state import AppState
from faceid_desktop.gui.words import tr

if TYPE_CHECKING:
    from faceid_desktop.services.updates import Announcement, UpdateCheck


class UpdateDesk(QObject):
    """Runs the check in the background; what fails is silent, what is forged is told.

    Parameters
    ----------
    state
        Its setting ``update_check`` says whether anybody may be asked.
    check
        Stands in for the real one in a test.
    """

    noticed = Signal(object, str)
    """A `Message` and its tone, for the bar above the page."""

    def __init__(self, state: AppState, check: UpdateCheck | None = None) -> None:
        super().__init__(state)
        self._state, self._check = state, check
        self._running = False
        state.settings_changed.connect(self.look)

    def look(self) -> None:
        """Ask, unless it is not allowed, there is nobody to ask, or it was asked within a day."""
        if self._state.settings.update_check == "on" and not self._running:
            self._running = True
            self._state.jobs.run("updates", self._work, self._found, self._failed)

    def _work(self) -> Announcement | None:
        # Here, as it imports what the first paint does not need.
        from faceid_desktop.services.updates import UpdateCheck, shipped_channel

        check = self._check or UpdateCheck(self._state.paths, shipped_channel())
        return check.newest() if check.available and check.due else None

    def _found(self, announcement: Announcement | None) -> None:
        self._running = False
        if announcement is not None:
            self.noticed.emit(_words(announcement), "good")

    def _failed(self, error: FaceIdError) -> None:
        self._running = False
        # A computer that is off line is nothing to be told of every day; the log has it.
        if isinstance(error, UpdateRefused):
            self.noticed.emit(error_message(error), "bad")


def _words(announcement: Announcement) -> Message:
    return Message(
        tr("Version {version} is there; this is {current}").format(
            version=announcement.version, current=faceid_desktop.__version__
        ),
        tr("What is new, and where to get it: {address}").format(address=announcement.notes),
    )
