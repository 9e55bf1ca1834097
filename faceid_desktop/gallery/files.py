"""Putting whole database files in place so that a power cut leaves the old one or the new one."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_BESIDE = ("-wal", "-shm", "-journal")


def new_private_file(path: Path) -> None:
    """Make an empty file that only its owner may read; what an interrupted run left there is removed.

    Raises
    ------
    OSError
        If it cannot be made.
    """
    remove_database(path)
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def put_in_place(new: Path, path: Path) -> None:
    """Let a finished, closed database file take the name ``path``, durably.

    A journal left by an earlier file of that name would be replayed into the new one; it goes first.

    Raises
    ------
    OSError
        If the file cannot be synchronised or renamed.
    """
    descriptor = os.open(new, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    for suffix in _BESIDE:
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    new.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make renames and removals in a folder durable; Windows does so by itself.

    Raises
    ------
    OSError
        If the folder cannot be synchronised.
    """
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove_database(path: Path) -> None:
    """Remove a database file and what SQLite keeps beside it, if they are there."""
    path.unlink(missing_ok=True)
    for suffix in _BESIDE:
        path.with_name(path.name + suffix).unlink(missing_ok=True)
