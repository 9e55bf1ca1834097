"""Looking at a database file before it is trusted, without changing a byte of it.

The file is first read as bytes, then asked through a read-only connection. A file that SQLite has no journal
of is opened ``immutable``, which creates no file beside it either; the caller holds the gallery's lock.
"""

from __future__ import annotations

import os
import sqlite3
import struct
from contextlib import closing
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from pathlib import Path
from urllib.request import pathname2url

from faceid_desktop.errors import (
    GalleryCorrupt,
    GalleryDenied,
    GalleryError,
    GalleryForeign,
    GalleryMissing,
    GalleryTooNew,
)
from faceid_desktop.gallery.migrations.history import REVISIONS

APPLICATION_ID = 0x46494431
"""ASCII "FID1" in the file's header (PRAGMA application_id): tells our files from other SQLite databases."""

UUID_SETTING = "gallery.uuid"
"""Name of the setting that holds the gallery's identity."""

_DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB")
_DISK = ("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_BUSY")

_MAGIC = b"SQLite format 3\0"
_HEADER_BYTES = 100


class Damage(StrEnum):
    """What is wrong with a file that is no whole gallery; stands in ``GalleryCorrupt.data["why"]``."""

    NOT_A_FILE = "not_a_file"
    EMPTY = "empty"
    NOT_A_DATABASE = "not_a_database"
    CUT_SHORT = "cut_short"
    PAGES = "pages"
    """SQLite's own check finds pages that do not fit together."""
    REFERENCES = "references"
    """A row refers to one that is not there."""
    INCOMPLETE = "incomplete"
    """It names no gallery or no schema."""
    MIGRATION = "migration"
    """It could not be brought to the present schema."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What a gallery file says of itself."""

    uuid: str
    revision: str


class Depth(IntEnum):
    """How much of a file is read to find it whole."""

    OUTLINE = 0
    """Header, size and schema: enough for a large gallery that was closed in order."""
    PAGES = 1
    """Every page, its place in its tree and the order of keys (``quick_check``)."""
    ALL = 2
    """Also indexes against tables and every reference (``integrity_check``, ``foreign_key_check``)."""


def inspect(path: Path, depth: Depth = Depth.PAGES) -> Identity:
    """Check that a file is a whole gallery that this program understands.

    Parameters
    ----------
    path
        The database file.
    depth
        How much to read.

    Raises
    ------
    GalleryMissing
        If there is no file.
    GalleryDenied
        If it cannot be read.
    GalleryForeign
        If it is a database of another application.
    GalleryTooNew
        If a newer version of this program wrote it.
    GalleryCorrupt
        If it is damaged or no database at all; ``why`` is a `Damage`.
    """
    _check_header(path)
    try:
        with closing(connect_to_read(path)) as connection:
            _check_pages(connection, path, depth)
            return _identity(connection, path)
    except sqlite3.DatabaseError as error:
        told = refusal(path, error, GalleryDenied)
        if told is None:
            raise
        raise told from error


def refusal(path: Path, error: BaseException | None, kind: type[GalleryError]) -> GalleryError | None:
    """Put an error of SQLite into one of ours: damage as such, a failing disk as ``kind``, else None."""
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith(_DAMAGED):
        return GalleryCorrupt(path=str(path), why=Damage.PAGES)
    return kind(path=str(path), why=str(error)) if name.startswith(_DISK) else None


def connect_to_read(path: Path) -> sqlite3.Connection:
    """Open a database file for reading only, without making files beside it unless it has a journal."""
    options = "mode=ro" if _has_journal(path) else "mode=ro&immutable=1"
    return sqlite3.connect(
        f"file:{pathname2url(str(path.absolute()))}?{options}", uri=True, check_same_thread=False
    )


def _has_journal(path: Path) -> bool:
    journal = path.with_name(f"{path.name}-wal")
    return journal.exists() and journal.stat().st_size > 0


def _check_header(path: Path) -> None:
    """Refuse what is no database of ours by its first hundred bytes (https://sqlite.org/fileformat.html)."""
    if path.is_dir():
        raise GalleryCorrupt(path=str(path), why=Damage.NOT_A_FILE)
    try:
        with path.open("rb") as file:
            header, size = file.read(_HEADER_BYTES), os.fstat(file.fileno()).st_size
    except FileNotFoundError as error:
        raise GalleryMissing(path=str(path)) from error
    except OSError as error:
        raise GalleryDenied(path=str(path), why=error.strerror or str(error)) from error
    if not header:
        raise GalleryCorrupt(path=str(path), why=Damage.EMPTY)
    if len(header) < _HEADER_BYTES or not header.startswith(_MAGIC):
        raise GalleryCorrupt(path=str(path), why=Damage.NOT_A_DATABASE)
    if struct.unpack_from(">I", header, 68)[0] != APPLICATION_ID:
        raise GalleryForeign(path=str(path))
    page, pages = struct.unpack_from(">H", header, 16)[0], struct.unpack_from(">I", header, 28)[0]
    # With a journal the file may rightly be behind; SQLite's own check then tells.
    if size < page * pages and not _has_journal(path):
        raise GalleryCorrupt(path=str(path), why=Damage.CUT_SHORT)


def _check_pages(connection: sqlite3.Connection, path: Path, depth: Depth) -> None:
    if depth is Depth.OUTLINE:
        return
    check = "integrity_check" if depth is Depth.ALL else "quick_check"
    if connection.execute(f"PRAGMA {check}(1)").fetchone() != ("ok",):
        raise GalleryCorrupt(path=str(path), why=Damage.PAGES)
    if depth is Depth.ALL and connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise GalleryCorrupt(path=str(path), why=Damage.REFERENCES)


def _identity(connection: sqlite3.Connection, path: Path) -> Identity:
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not {"alembic_version", "setting"} <= tables:
        raise GalleryCorrupt(path=str(path), why=Damage.INCOMPLETE)
    revision = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    stored = "SELECT json_extract(value, '$') FROM setting WHERE name = ?"
    uuid = connection.execute(stored, (UUID_SETTING,)).fetchone()
    if revision is None or uuid is None:
        raise GalleryCorrupt(path=str(path), why=Damage.INCOMPLETE)
    if revision[0] not in REVISIONS:
        raise GalleryTooNew(path=str(path), revision=revision[0])
    return Identity(str(uuid[0]), revision[0])
