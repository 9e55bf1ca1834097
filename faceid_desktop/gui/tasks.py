"""One background thread for everything that decodes or computes, and its outcomes back on the GUI thread.

The newest task of a key replaces older ones: an older one that has not started is skipped, and the outcome of
one that is under way is dropped. Tasks get all they need as arguments and touch no widget. Who receives an
outcome never leaves the GUI thread: a thread that let go of a widget last would destroy it there.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from faceid_desktop.errors import BugError, FaceIdError
from faceid_desktop.logs import logger
from faceid_desktop.services.priority import lower_thread_priority

T = TypeVar("T")
_log = logger("gui")


@dataclass(frozen=True, slots=True)
class _Receiver:
    done: Callable[[Any], None]
    failed: Callable[[FaceIdError], None]


@dataclass(frozen=True, slots=True)
class _Outcome:
    key: str
    number: int
    value: Any = None
    error: FaceIdError | None = None


class Worker(QObject):
    """Runs tasks one after another on a thread of its own.

    Parameters
    ----------
    name
        The thread's name in logs and debuggers.
    patient
        Whether the thread lets all others go first, for work of minutes.
    """

    idle = Signal()
    closing = Signal()
    """The task under way is waited for: who can end it sooner does."""
    _arrived = Signal()

    def __init__(self, parent: QObject | None = None, name: str = "engine", *, patient: bool = False) -> None:
        super().__init__(parent)
        begin = lower_thread_priority if patient else _nothing
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name, initializer=begin)
        self._outcomes: SimpleQueue[_Outcome] = SimpleQueue()
        self._lock = threading.Lock()
        self._newest: dict[str, int] = {}
        self._receivers: dict[tuple[str, int], _Receiver] = {}
        self._open = 0
        self._closed = False
        # Emitted on the worker thread, so it must be queued; it carries nothing, the outcomes wait.
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether an outcome is still to come."""
        return self._open > 0

    def run(
        self,
        key: str,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[FaceIdError], None],
    ) -> None:
        """Run ``work`` in the background; ``done`` or ``failed`` is called on the GUI thread.

        Parameters
        ----------
        key
            What the task is about; a newer task of the same key replaces it.
        work
            The task. Its `FaceIdError` goes to ``failed``; any other exception is logged and arrives as
            `BugError`.
        done, failed
            Receive the value or the error, unless the task was replaced or cancelled meanwhile.
        """
        if self._closed:
            return
        number = self.cancel(key)
        self._open += 1
        self._receivers[key, number] = _Receiver(done, failed)
        self._executor.submit(self._execute, key, number, work)

    def cancel(self, key: str) -> int:
        """Make all tasks so far of a key void; return the number that the next one gets."""
        with self._lock:
            self._newest[key] = self._newest.get(key, 0) + 1
            return self._newest[key]

    def close(self) -> None:
        """Refuse new tasks, drop waiting ones and wait for the one under way; may be called again."""
        self._closed = True
        self.closing.emit()
        self._executor.shutdown(wait=True, cancel_futures=True)

    def finish(self) -> None:
        """Do what was given to the end, then refuse new tasks; may be called again."""
        self._executor.shutdown(wait=True)
        self._closed = True

    def _current(self, key: str, number: int) -> bool:
        with self._lock:
            return not self._closed and self._newest.get(key) == number

    def _execute(self, key: str, number: int, work: Callable[[], object]) -> None:
        outcome = _Outcome(key, number)
        if self._current(key, number):
            try:
                outcome = _Outcome(key, number, work())
            except FaceIdError as error:
                _log.info("%s: %s", key, error)
                outcome = _Outcome(key, number, error=error)
            except Exception as error:  # noqa: BLE001 - the border of the thread: whatever it is must be delivered
                _log.error("%s failed", key, exc_info=error)
                outcome = _Outcome(key, number, error=BugError(what=key, why=repr(error)))
        self._outcomes.put(outcome)
        if not self._closed:
            self._arrived.emit()

    @Slot()
    def _deliver(self) -> None:
        while True:
            try:
                outcome = self._outcomes.get_nowait()
            except Empty:
                return
            self._open -= 1
            receiver = self._receivers.pop((outcome.key, outcome.number))
            if self._current(outcome.key, outcome.number):
                if outcome.error is not None:
                    receiver.failed(outcome.error)
                else:
                    receiver.done(outcome.value)
            if not self._open:
                self.idle.emit()


def _nothing() -> None:
    return None
