"""Copies of a whole gallery: written durably while others go on working, and looked through afterwards.

A backup is one SQLite file, as encrypted as the gallery itself and opened by the same secrets. SQLite's
backup interface begins anew whenever somebody writes, unless the source stands in a read transaction; so it
does, and the backup shows one moment however long it takes.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from sqlalchemy import text

from faceid_desktop.errors import (
    BackupInvalid,
    GalleryCorrupt,
    GalleryDenied,
    GalleryForeign,
    GalleryMissing,
    OutputError,
    RecordTampered,
)
from faceid_desktop.gallery import chain
from faceid_desktop.gallery.files import new_private_file, put_in_place, remove_database, sync_folder
from faceid_desktop.gallery.integrity import Depth, Identity, connect_to_read, inspect
from faceid_desktop.gallery.places import copies_of
from faceid_desktop.gallery.store import GalleryStore, open_engine, open_reading
from faceid_desktop.gallery.vault import Vault
from faceid_desktop.paths import private_folder


class Flaw(StrEnum):
    """Why a file is no backup, beside `Damage`; stands in ``BackupInvalid.data["why"]``."""

    MISSING = "missing"
    FOREIGN = "gallery_foreign"
    OTHER_GALLERY = "other_gallery"
    TAMPERED = "tampered"


Step = Callable[[int, int], None]
"""Told how many pages are still to be copied, and of how many."""

_PAGES_AT_ONCE = 1024


@dataclass(frozen=True, slots=True)
class Contents:
    """What a look through a backup found in it."""

    identity: Identity
    persons: int
    photos: int
    events: int
    breaks: int
    """Places where the audit chain does not hold; a backup keeps them as evidence."""


def write_copy(source: sqlite3.Connection, target: Path, step: Step | None = None) -> None:
    """Copy the database behind a connection into a new file of its own, without any journal beside it.

    Parameters
    ----------
    source
        Sees one state of the gallery for as long as this takes; others may write meanwhile.
    target
        Takes this name only when all of it is on the disk; an older file of that name is replaced.
    step
        Is told how far it is; what it raises ends the copying, and there is no new file.

    Raises
    ------
    OSError, sqlite3.Error
        If it cannot be written; there is no new file then.
    """
    private_folder(target.parent)
    part = target.with_name(f"{target.name}.part")
    try:
        new_private_file(part)
        with closing(sqlite3.connect(part, isolation_level=None)) as copy:
            source.execute("BEGIN")
            try:
                source.execute("SELECT count(*) FROM sqlite_master").fetchone()
                source.backup(
                    copy, pages=_PAGES_AT_ONCE, progress=lambda _status, left, of: step and step(left, of)
                )
            finally:
                source.execute("ROLLBACK")
            copy.execute("PRAGMA journal_mode=DELETE").fetchone()
        put_in_place(part, target)
    finally:
        remove_database(part)


def back_up(store: GalleryStore, target: Path, vault: Vault, step: Step | None = None) -> Contents:
    """Write a backup and look through all of it.

    Raises
    ------
    OutputError
        If it cannot be written.
    BackupInvalid
        If what was written is not what it should be (a failing disk); the file is removed.
    """
    with store.raw() as connection, _output(target):
        write_copy(connection, target, step)
    try:
        return look_through(target, vault)
    except BackupInvalid:
        target.unlink(missing_ok=True)
        raise


def identify(path: Path) -> Identity:
    """Look through the pages and references of a backup, without keys.

    Raises
    ------
    BackupInvalid
        If it is damaged or no gallery.
    GalleryTooNew
        If a newer version of the program wrote it.
    """
    try:
        return inspect(path, Depth.ALL)
    except GalleryMissing as error:
        raise BackupInvalid(path=str(path), why=Flaw.MISSING) from error
    except GalleryForeign as error:
        raise BackupInvalid(path=str(path), why=Flaw.FOREIGN) from error
    except (GalleryCorrupt, GalleryDenied) as error:
        raise BackupInvalid(path=str(path), why=error.data["why"]) from error


def look_through(path: Path, vault: Vault) -> Contents:
    """Check a backup of the present schema: pages, references, audit chain, and everybody's keys and names.

    Raises
    ------
    BackupInvalid
        If it is damaged, belongs to another gallery, or somebody in it cannot be decrypted.
    GalleryTooNew
        If a newer version of the program wrote it.
    """
    identity = identify(path)
    if identity.uuid != vault.gallery:
        raise BackupInvalid(path=str(path), why=Flaw.OTHER_GALLERY)
    store = open_reading(path)
    try:
        with store.reading() as session:
            end, breaks = chain.inspect(session, vault)
            photos = session.execute(text("SELECT count(*) FROM photo")).scalar_one()
        return Contents(identity, _open_everybody(store, vault), photos, end.count, len(breaks))
    except RecordTampered as error:
        raise BackupInvalid(path=str(path), why=Flaw.TAMPERED) from error
    finally:
        store.close()


def _open_everybody(store: GalleryStore, vault: Vault) -> int:
    """Decrypt the key and the details of each person; return how many there are."""
    persons = 0
    with store.raw() as connection:
        for uuid, wrapped, sealed in connection.execute("SELECT uuid, data_key, sealed FROM person"):
            json.loads(vault.open_key(uuid, wrapped).open(sealed, f"person/{uuid}"))
            persons += 1
    return persons


def copy_file(path: Path, target: Path) -> None:
    """Copy a gallery that is not open.

    Raises
    ------
    OSError, sqlite3.Error
        If it cannot be read or written.
    """
    with closing(connect_to_read(path)) as source:
        write_copy(source, target)


def copy_out(path: Path, target: Path) -> None:
    """Copy a gallery that is not open to where the user wants it.

    Raises
    ------
    OutputError
        If it cannot be read or written.
    """
    with _output(target):
        copy_file(path, target)


def set_aside(present: Path, now: datetime) -> Path | None:
    """Keep the gallery that is about to be replaced among the copies, and empty its journal.

    One that is damaged is kept byte for byte, with its journal.

    Returns
    -------
    Path or None
        The copy; None if there is no gallery.

    Raises
    ------
    OutputError
        If there is no room for it.
    """
    if not present.exists():
        return None
    kept = copies_of(present) / f"gallery-replaced-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}.db"
    with _output(kept):
        try:
            GalleryStore(present, open_engine(present)).close()
            copy_file(present, kept)
        except sqlite3.DatabaseError:
            _copy_bytes(present, kept)
    return kept


def _copy_bytes(present: Path, kept: Path) -> None:
    private_folder(kept.parent)
    try:
        for suffix in ("", "-wal"):
            source, target = present.with_name(present.name + suffix), kept.with_name(kept.name + suffix)
            if source.exists():
                new_private_file(target)
                shutil.copyfile(source, target)
        sync_folder(kept.parent)
    except OSError:
        remove_database(kept)
        raise


@contextmanager
def _output(target: Path) -> Iterator[None]:
    """Tell of a file that cannot be written."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise OutputError(path=str(target), why=why) from error
