"""One program at a time: a lock of the operating system, and a note that tells who holds it.

The system drops the lock when its holder dies, however it dies, so a file left behind is no obstacle. The
note lies in a file of its own because Windows lets nobody read a locked one.
"""

from __future__ import annotations

import json
import os
import socket
import sys
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from faceid_desktop.errors import GalleryDenied, GalleryInUse
from faceid_desktop.paths import private_folder, write_atomically


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a gallery open."""

    program: str
    pid: int
    host: str
    since: str
    """ISO 8601, UTC, to the minute."""

    def __str__(self) -> str:
        return f"{self.program} (pid {self.pid}, {self.host}, {self.since})"


class GalleryLock:
    """The lock of a gallery, held from `take` until `release`.

    Parameters
    ----------
    database
        The gallery's file; ``gallery.lock`` and ``gallery.holder.json`` lie beside it.

    Attributes
    ----------
    left_behind
        Whether the holder before did not release the lock: it was killed, or the power failed.
    """

    def __init__(self, database: Path) -> None:
        self._database = database
        self._note = database.with_suffix(".holder.json")
        self.left_behind = False
        # The gallery may be closed by another thread than the one that opened it.
        self._lock = FileLock(database.with_suffix(".lock"), timeout=0, mode=0o600, thread_local=False)

    def take(self) -> None:
        """Take the lock and say who took it; the folder is made when missing.

        Raises
        ------
        GalleryInUse
            If somebody else has it; ``by`` tells who.
        GalleryDenied
            If the folder cannot be made or written.
        """
        try:
            private_folder(self._database.parent)
            self._lock.acquire()
        except Timeout as error:
            raise GalleryInUse(path=str(self._database), by=str(self.holder() or "?")) from error
        except OSError as error:
            raise GalleryDenied(path=str(self._database), why=error.strerror or str(error)) from error
        self.left_behind = self._note.exists()
        try:
            write_atomically(self._note, json.dumps(asdict(_myself())).encode(), private=True)
        except OSError as error:
            self._lock.release()
            raise GalleryDenied(path=str(self._database), why=error.strerror or str(error)) from error

    def holder(self) -> Holder | None:
        """Read who took the lock last; None if nobody did or the note cannot be read."""
        try:
            return Holder(**json.loads(self._note.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def release(self) -> None:
        """Give the lock back; does nothing if it is not held."""
        if self._lock.is_locked:
            self._note.unlink(missing_ok=True)
            self._lock.release()


def _myself() -> Holder:
    since = datetime.now(UTC).isoformat(timespec="minutes")
    return Holder(Path(sys.argv[0] or "python").name, os.getpid(), socket.gethostname(), since)
