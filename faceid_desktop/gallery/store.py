"""The database file: engine, pragmas and transactions.

SQLite is told everything that makes a saved change survive a power cut (WAL with ``synchronous=FULL``) and a
deleted one disappear (``secure_delete``). ``BEGIN`` is emitted here, because the driver's own handling would
let schema changes escape a rollback.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection, DatabaseError
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool, StaticPool

from faceid_desktop.errors import GalleryDenied, GalleryError, GalleryWriteFailed
from faceid_desktop.gallery.integrity import connect_to_read, refusal
from faceid_desktop.gallery.rawfiles import RawFiles
from faceid_desktop.logs import logger

GallerySession = Session
"""What `GalleryStore.transaction` and `reading` yield, for the annotations of those who know no SQL."""

_PRAGMAS = {
    "foreign_keys": "ON",
    "journal_mode": "WAL",
    "synchronous": "FULL",
    "busy_timeout": "5000",
    "secure_delete": "ON",
    # Sorting and temporary indexes would otherwise leave pages outside the encrypted columns' care.
    "temp_store": "MEMORY",
}


_log = logger("gallery")


class GalleryStore:
    """An open gallery file; sessions of it never leave the task that opened them.

    Parameters
    ----------
    path
        The database file.
    engine
        Made by `open_engine`.
    """

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path = path
        self.raw_files = RawFiles()
        self._engine = engine

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Yield a session whose changes are saved together at the end, or not at all.

        Raises
        ------
        GalleryWriteFailed
            If the disk is full or fails; nothing of the transaction is then in the file.
        GalleryCorrupt
            If the file turns out to be damaged.
        """
        # An explicit write lock at the start: a transaction that reads first and writes later could fail
        # half-way with "database is locked".
        writing = self._engine.execution_options(begin="BEGIN IMMEDIATE")
        with self._told(GalleryWriteFailed), Session(writing) as session, session.begin():
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Yield a session that sees one state of the database and changes nothing.

        Raises
        ------
        GalleryDenied, GalleryCorrupt
            If the disk fails or the file turns out to be damaged.
        """
        with self._told(GalleryDenied), Session(self._engine) as session, session.begin():
            yield session

    @contextmanager
    def raw(self) -> Iterator[Connection]:
        """Yield the driver's connection, for backup, VACUUM and bulk reads, which need no session.

        Raises
        ------
        GalleryWriteFailed, GalleryCorrupt
            If the disk fails or the file turns out to be damaged.
        """
        with self._told(GalleryWriteFailed):
            connection = self._engine.raw_connection()
            try:
                driver: Any = connection.driver_connection
                yield driver
            finally:
                connection.close()

    def checkpoint(self) -> bool:
        """Move the WAL into the database and cut it to nothing; False if a reader stood in the way.

        Raises
        ------
        GalleryWriteFailed
            If the disk is full; everything saved is still in the WAL.
        """
        with self.raw() as connection:
            busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy

    def close(self) -> None:
        """Checkpoint and give the file back; on a full disk what was saved stays in the WAL, which counts."""
        try:
            self.checkpoint()
        except GalleryError as error:
            _log.info("closed without a checkpoint: %s", error)
        self._engine.dispose()
        self.raw_files.close()

    @contextmanager
    def _told(self, kind: type[GalleryError]) -> Iterator[None]:
        """Report failures of the disk as ``kind`` and damage as such; mistakes of ours stay what they are."""
        try:
            yield
        except (DBAPIError, DatabaseError) as error:
            cause = error.orig if isinstance(error, DBAPIError) else error
            told = refusal(self.path, cause, kind)
            if told is None:
                raise
            raise told from error


def open_reading(path: Path) -> GalleryStore:
    """Return a store on a file that nobody writes to, such as a backup; nothing beside it is created."""
    return GalleryStore(
        path, create_engine("sqlite://", creator=lambda: connect_to_read(path), poolclass=StaticPool)
    )


def open_engine(path: Path) -> Engine:
    """Make the engine of a gallery file (nothing is opened yet).

    Parameters
    ----------
    path
        The database file; SQLite creates it when missing.
    """
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        poolclass=QueuePool,
        connect_args={"check_same_thread": False},
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Connection, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    for name, value in _PRAGMAS.items():
        connection.execute(f"PRAGMA {name}={value}")


def _begin(connection: Any) -> None:
    options = connection.get_execution_options()
    connection.execute(text(options.get("begin", "BEGIN")))
