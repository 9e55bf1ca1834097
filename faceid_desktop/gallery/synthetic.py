"""A large gallery of nobody on the disk, for measuring: real keys and encryption, drawn vectors."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from sqlite3 import Connection
from typing import Any
from uuid import uuid4

import numpy as np
from numpy.typing import NDArray

from faceid_desktop.core.records import Floats
from faceid_desktop.gallery import opening
from faceid_desktop.gallery.lawful_basis import LawfulBasis
from faceid_desktop.gallery.schema import ConsentStatus, to_micros
from faceid_desktop.gallery.vault import Vault, new_key

_PERSONS_AT_ONCE = 10_000
_NAME = b'{"name": "Nobody In Particular", "notes": "", "reference": "000000", "tags": []}'
_PHOTO = bytes(700)
"""About what the facts on a photo take; pictures lie in a table of their own, which is not read here."""

_INSERTS = {
    "person": "INSERT INTO person (id, uuid, data_key, sealed, watch, created, updated, revision, seal)"
    " VALUES (?, ?, ?, ?, 0, ?, ?, 1, x'')",
    "consent": "INSERT INTO consent (person_id, uuid, at, status, basis, text_version, purpose, sealed)"
    " VALUES (?, ?, ?, ?, ?, '1', 'measuring', ?)",
    "photo": "INSERT INTO photo (id, uuid, person_id, source_hash, sealed, added) VALUES (?, ?, ?, ?, ?, ?)",
    "template": "INSERT INTO template (photo_id, model_id, dim, sealed) VALUES (?, ?, ?, ?)",
}


def write_gallery(
    path: Path,
    vectors: Floats,
    owners: NDArray[np.int64],
    uuids: Sequence[str],
    model_id: str,
    now: datetime,
) -> bytes:
    """Write a gallery of drawn persons and return its master key.

    Parameters
    ----------
    path
        The database file, which must not exist.
    vectors
        (n, d) float32.
    owners
        (n,) place of each vector's person in ``uuids``, ascending.
    uuids
        Of the persons.
    model_id
        The model that the vectors are said to be of.
    now
        When everybody was enrolled.

    Raises
    ------
    GalleryError
        If it cannot be written.
    """
    master = new_key()
    file = opening.create(path)
    try:
        writer = _Writer(Vault(file.uuid, master), model_id, to_micros(now))
        ends = np.searchsorted(owners, np.arange(len(uuids)), side="right")
        with file.store.raw() as connection:
            # A measurement may be repeated; it need not survive a power cut.
            connection.execute("PRAGMA synchronous=OFF")
            begin = 0
            for place, uuid in enumerate(uuids):
                writer.add(uuid, vectors[begin : ends[place]])
                begin = int(ends[place])
                if (place + 1) % _PERSONS_AT_ONCE == 0:
                    writer.flush(connection)
            writer.flush(connection)
    finally:
        file.close()
    return master


class _Writer:
    """Collects rows of many persons and inserts them together."""

    def __init__(self, vault: Vault, model_id: str, at: int) -> None:
        self._vault, self._model_id, self._at = vault, model_id, at
        self._rows: dict[str, list[tuple[Any, ...]]] = {table: [] for table in _INSERTS}
        self._persons, self._photos = 0, 0

    def add(self, uuid: str, vectors: Floats) -> None:
        """Encrypt a person with a photo for each vector."""
        at, rows = self._at, self._rows
        self._persons += 1
        key, wrapped = self._vault.wrap_new_key(uuid)
        details, consent = key.seal(_NAME, f"person/{uuid}"), uuid4().hex
        rows["person"].append((self._persons, uuid, wrapped, details, at, at))
        given, how = (ConsentStatus.GIVEN, LawfulBasis.CONSENT), key.seal(b"{}", f"consent/{consent}")
        rows["consent"].append((self._persons, consent, at, *given, how))
        for vector in vectors:
            self._photos += 1
            photo, source = uuid4().hex, os.urandom(32)
            facts = key.seal(_PHOTO, f"photo/{photo}")
            rows["photo"].append((self._photos, photo, self._persons, source, facts, at))
            sealed = key.seal(vector.astype("<f4").tobytes(), f"template/{photo}/{self._model_id}")
            rows["template"].append((self._photos, self._model_id, len(vector), sealed))

    def flush(self, connection: Connection) -> None:
        """Insert what was collected."""
        connection.execute("BEGIN")
        for table, insert in _INSERTS.items():
            connection.executemany(insert, self._rows[table])
            self._rows[table].clear()
        connection.execute("COMMIT")
