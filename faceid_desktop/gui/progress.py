"""Long jobs on screen: a generator runs on a worker thread and tells how far it is a few times a second."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, Qt, Signal

from faceid_desktop.errors import FaceIdError
from faceid_desktop.gui.tasks import Worker
from faceid_desktop.services.progress import CancelToken, Progress

_EVERY_S = 0.1
Job = Callable[[CancelToken], Iterator[Progress]]


class JobRunner(QObject):
    """Runs one long job at a time.

    Parameters
    ----------
    worker
        Whose thread does it.
    """

    progressed = Signal(object)
    """`Progress`, on the GUI thread."""
    finished = Signal()
    failed = Signal(object)
    _told = Signal(object)

    def __init__(self, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._token: CancelToken | None = None
        self._told.connect(self.progressed, Qt.ConnectionType.QueuedConnection)
        worker.closing.connect(self.cancel)

    @property
    def running(self) -> bool:
        """Whether a job is under way."""
        return self._token is not None

    def start(self, name: str, job: Job) -> None:
        """Begin a job; `finished` or `failed` follows."""
        token = self._token = CancelToken()
        self._worker.run(name, lambda: self._run(job, token), lambda _: self._end(), self._break)

    def cancel(self) -> None:
        """Ask the job to stop after what it is doing just now; it ends as if it had finished."""
        if self._token is not None:
            self._token.cancel()

    def _run(self, job: Job, token: CancelToken) -> None:
        told, last = 0.0, None
        for last in job(token):
            now = time.monotonic()
            if now - told >= _EVERY_S:
                told = now
                self._told.emit(last)
        if last is not None:
            self._told.emit(last)

    def _end(self) -> None:
        self._token = None
        self.finished.emit()

    def _break(self, error: FaceIdError) -> None:
        self._token = None
        self.failed.emit(error)
