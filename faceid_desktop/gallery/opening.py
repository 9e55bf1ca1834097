"""Beginning, opening and closing a gallery file: lock, checks, migration. Keys are not needed for it.

Nothing is opened for writing before it was found whole and understood: a file that is damaged, newer or
another application's stays as it is, byte for byte.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError

from faceid_desktop.errors import GalleryCorrupt, GalleryDenied, GalleryWriteFailed
from faceid_desktop.gallery.backup import copy_file
from faceid_desktop.gallery.files import new_private_file, put_in_place, remove_database
from faceid_desktop.gallery.integrity import UUID_SETTING, Damage, Depth, Identity, inspect
from faceid_desktop.gallery.lockfile import GalleryLock
from faceid_desktop.gallery.migrations.history import HEAD
from faceid_desktop.gallery.places import backups_of, copies_of
from faceid_desktop.gallery.queries import settings
from faceid_desktop.gallery.shares import on_network_share
from faceid_desktop.gallery.store import GallerySession, GalleryStore, open_engine

_SMALL_BYTES = 256 * 2**20
"""Up to here a look at all pages takes well under a second."""


class OpeningWarning(StrEnum):
    """What an operator should know about a gallery that was opened all the same."""

    NETWORK_SHARE = "network_share"
    """The file lies on another computer: its locks and its journal cannot be relied on."""


@dataclass(frozen=True, slots=True, eq=False)
class OpenFile:
    """A gallery's file that is open and locked against other programs; still encrypted.

    Parameters
    ----------
    store
        Transactions on it.
    uuid
        The gallery's identity, which every copy and backup of it shares.
    lock
        Held until `close`.
    warnings
        What the operator should know.
    migrated_from
        The revision that the file had before it was opened, None if it was the present one.
    """

    store: GalleryStore
    uuid: str
    lock: GalleryLock
    warnings: tuple[OpeningWarning, ...] = ()
    migrated_from: str | None = None

    def close(self) -> None:
        """Empty the journal, close the file and release the lock."""
        try:
            self.store.close()
        finally:
            self.lock.release()


Fill = Callable[[GallerySession, str], None]
"""Writes the first rows of a new gallery, given a session and the gallery's uuid."""


def create(path: Path, fill: Fill | None = None) -> OpenFile:
    """Begin a gallery where there is none; it appears whole, with what ``fill`` writes, or not at all.

    Parameters
    ----------
    path
        Of the database; missing folders are made, readable by the owner only.
    fill
        Writes key slots and the first event in the same breath: a gallery without a key would be useless.

    Raises
    ------
    FileExistsError
        If there already is a file.
    GalleryInUse
        If another program is beginning one there.
    GalleryDenied
        If the folder cannot be written, or the disk is full.
    """
    lock = GalleryLock(path)
    lock.take()
    try:
        _require_free(path)
        _sweep(path)
        _begin(path, uuid4().hex, fill)
        return open_locked(path, lock)
    except BaseException:
        lock.release()
        raise


def open_file(path: Path) -> OpenFile:
    """Open a gallery, bringing it to the present schema after a copy of the file was made.

    Raises
    ------
    GalleryMissing
        If there is none.
    GalleryInUse
        If another program has it open.
    GalleryDenied, GalleryForeign, GalleryTooNew, GalleryCorrupt
        If it cannot be used; the file is left as it is.
    GalleryWriteFailed
        If there is no room for the copy.
    """
    if not path.is_file():
        inspect(path)  # which says what is wrong; a lock would make a folder
    lock = GalleryLock(path)
    lock.take()
    try:
        _sweep(path)
        return open_locked(path, lock)
    except BaseException:
        lock.release()
        raise


def _require_free(path: Path) -> None:
    if path.exists():
        raise FileExistsError(path)


def open_locked(path: Path, lock: GalleryLock, *, keep_copy: bool = True) -> OpenFile:
    """Open a gallery under a lock that is held already: the present one, or one that is being restored.

    Parameters
    ----------
    path
        The database file.
    lock
        Of the folder that it lies in.
    keep_copy
        Make a copy before the schema is changed; not needed for what is a copy itself.

    Raises
    ------
    GalleryError
        As `open_file`; the lock stays held.
    """
    found = inspect(path, _depth(path, lock))
    _check_writable(path)
    engine = open_engine(path)
    try:
        if found.revision != HEAD:
            if keep_copy:
                _copy_aside(path, found)
            _migrate(path, engine)
    except BaseException:
        engine.dispose()
        raise
    warnings = (OpeningWarning.NETWORK_SHARE,) if on_network_share(path) else ()
    older = found.revision if found.revision != HEAD else None
    return OpenFile(GalleryStore(path, engine), found.uuid, lock, warnings, older)


def _sweep(path: Path) -> None:
    """Remove what a killed program left half written: copies nobody would find hold people too."""
    for suffix in (".new", ".restoring"):
        remove_database(path.with_name(path.name + suffix))
        remove_database(path.with_name(f"{path.name}{suffix}.part"))
    copies = (part for folder in (copies_of(path), backups_of(path)) for part in folder.glob("*.part"))
    for part in (*copies, *path.parent.glob(f".{path.stem}.*.part")):
        remove_database(part)


def _depth(path: Path, lock: GalleryLock) -> Depth:
    """Choose how thorough to look: a small file always, a large one after it was not closed in order.

    Every backup checks all of the file that it copies, so large ones are looked through on that schedule.
    """
    small = path.is_file() and path.stat().st_size <= _SMALL_BYTES
    return Depth.PAGES if small or lock.left_behind else Depth.OUTLINE


def _begin(path: Path, uuid: str, fill: Fill | None) -> None:
    from faceid_desktop.gallery.migrations.runner import upgrade

    new = path.with_name(f"{path.name}.new")
    try:
        new_private_file(new)
        engine = open_engine(new)
        try:
            upgrade(engine)
            store = GalleryStore(new, engine)
            with store.transaction() as session:
                settings.put(session, UUID_SETTING, uuid)
                if fill is not None:
                    fill(session, uuid)
            store.checkpoint()
        finally:
            engine.dispose()
        put_in_place(new, path)
    except (OSError, DatabaseError) as error:
        raise GalleryDenied(path=str(path), why=_reason(error)) from error
    finally:
        remove_database(new)


def _check_writable(path: Path) -> None:
    """Refuse a read-only file now; SQLite would say so at the first change only."""
    try:
        with path.open("r+b"):
            pass
    except OSError as error:
        raise GalleryDenied(path=str(path), why=error.strerror or str(error)) from error


def _migrate(path: Path, engine: Engine) -> None:
    from faceid_desktop.gallery.migrations.runner import DanglingReference, upgrade

    try:
        upgrade(engine)
    except (DatabaseError, DanglingReference) as error:
        raise GalleryCorrupt(path=str(path), why=Damage.MIGRATION) from error


def _copy_aside(path: Path, found: Identity) -> None:
    """Copy the whole gallery into the folder of copies, durably, before its schema is changed."""
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    target = copies_of(path) / f"gallery-{found.revision}-{moment}.db"
    try:
        copy_file(path, target)
    except (OSError, sqlite3.Error) as error:
        raise GalleryWriteFailed(path=str(target), why=_reason(error)) from error


def _reason(error: Exception) -> str:
    """Return the system's or SQLite's own short reason."""
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return str(getattr(error, "orig", error))
