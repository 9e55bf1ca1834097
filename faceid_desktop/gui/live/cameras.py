"""Keeps the list of cameras in a box up to date."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from faceid_desktop.errors import FaceIdError
from faceid_desktop.gui.live.camera_box import CameraBox, CameraChoice
from faceid_desktop.gui.state import AppState
from faceid_desktop.logs import logger

_EVERY_MS = 3000
_log = logger("gui")


class CameraWatch(QObject):
    """Looks for cameras every few seconds while the box is visible.

    Asking the system takes some milliseconds, so it is done on the worker for single pictures, where no job
    of minutes is in its way; hot-plug signals would need QtMultimedia, which the program does without.
    """

    def __init__(self, state: AppState, box: CameraBox, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state, self._box = state, box
        self._clock = QTimer(self)
        self._clock.setInterval(_EVERY_MS)
        self._clock.timeout.connect(self._look)
        self._clock.start()
        self._look()

    def _look(self) -> None:
        if self._box.isVisible() or not self._box.count():
            self._state.worker.run("cameras", _choices, self._box.show_cameras, self._fail)

    @staticmethod
    def _fail(error: FaceIdError) -> None:
        _log.info("no list of cameras: %s", error)


def _choices() -> list[CameraChoice]:
    from faceid_desktop.services.cameras import list_cameras

    return [
        CameraChoice(each.name, each.stable_id or each.path or str(each.index)) for each in list_cameras()
    ]
