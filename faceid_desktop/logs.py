"""Category loggers and where their lines go.

``logger("vision")`` is ``faceid.vision``. Lines of all categories go to a rotating file in the log folder;
without a writable folder the program works on without a file. Logs name no person and hold no picture.
"""

from __future__ import annotations

import logging
import os
import time
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

from faceid_desktop.paths import AppPaths, private_folder

ROOT = "faceid"
MAX_BYTES = 1_000_000
KEPT_FILES = 3
_FORMAT = "%(asctime)s.%(msecs)03dZ %(levelname)-7s %(name)s [%(threadName)s] %(message)s"


def logger(category: str) -> logging.Logger:
    """Return the logger of a category, e.g. ``vision``, ``services``, ``gui``, ``cli``, ``training``."""
    return logging.getLogger(f"{ROOT}.{category}")


def setup_logging(paths: AppPaths, level: str = "INFO") -> Path | None:
    """Send the lines of all categories to ``paths.log_file``; a second call replaces the first.

    Parameters
    ----------
    paths
        The folders of the user; the log folder is created when missing.
    level
        The lowest level that is written, a name of the `logging` module.

    Returns
    -------
    pathlib.Path or None
        The log file, or None when it cannot be written: a read-only folder must not stop the program.
    """
    root = logging.getLogger(ROOT)
    close_logging()
    root.setLevel(level)
    try:
        private_folder(paths.logs)
        handler = _PrivateFileHandler(
            paths.log_file, maxBytes=MAX_BYTES, backupCount=KEPT_FILES, encoding="utf-8"
        )
    except OSError as error:
        root.warning("no log file: %s", error)
        return None
    formatter = logging.Formatter(_FORMAT, datefmt="%Y-%m-%dT%H:%M:%S")
    formatter.converter = time.gmtime
    handler.setFormatter(formatter)
    root.addHandler(handler)
    return paths.log_file


def log_from(level: str) -> None:
    """Write the lines of at least this level from now on; a name of the `logging` module."""
    logging.getLogger(ROOT).setLevel(level)


class _PrivateFileHandler(RotatingFileHandler):
    """Makes log files that only their owner may read, also after each rotation."""

    def _open(self) -> TextIOWrapper:
        # The umask can only take rights away, so the file is never readable by others, not even at first.
        descriptor = os.open(self.baseFilename, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        return TextIOWrapper(open(descriptor, "ab"), encoding=self.encoding, line_buffering=True)


def close_logging() -> None:
    """Close and remove the handlers of `setup_logging`; foreign handlers (of tests, say) stay."""
    root = logging.getLogger(ROOT)
    for handler in [each for each in root.handlers if isinstance(each, RotatingFileHandler)]:
        root.removeHandler(handler)
        handler.close()


def log_file_in_use() -> Path | None:
    """Return the file that lines go to at the moment, or None."""
    handlers = (each for each in logging.getLogger(ROOT).handlers if isinstance(each, RotatingFileHandler))
    return next((Path(handler.baseFilename) for handler in handlers), None)
