"""Reading the bytes of a database file that SQLite has open.

POSIX drops all of a process's record locks on a file as soon as the process closes *any* descriptor of it
(https://sqlite.org/howtocorrupt.html, 2.2). Reading the file beside SQLite would silently unlock it, and
another program could take the journal away under us. So these descriptors stay open as long as the
database does.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path


class RawFiles:
    """Descriptors of files of one open database, kept until `close`."""

    def __init__(self) -> None:
        self._kept: dict[tuple[int, int], int] = {}

    def descriptor(self, path: Path) -> int:
        """Return a descriptor for reading ``path``.

        Raises
        ------
        OSError
            If it cannot be opened.
        """
        known = path.stat()
        identity = (known.st_dev, known.st_ino)
        if identity not in self._kept:
            self._kept[identity] = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        return self._kept[identity]

    def release(self) -> None:
        """Close them where that does no harm: Windows has no such locks, but cannot delete an open file."""
        if sys.platform == "win32":
            self.close()

    def close(self) -> None:
        """Close all of them; the database has to be closed already."""
        for descriptor in self._kept.values():
            os.close(descriptor)
        self._kept.clear()
