"""All vectors of one model, read in bulk for the index.

A million rows are too many for mapped objects. Two cursors of the driver run side by side, both in the order
of enrolment: the persons who may be matched, and the templates. What remains is the price of the encryption:
each person's key is unwrapped, each vector decrypted and authenticated, one by one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from sqlite3 import Connection

import numpy as np

from faceid_desktop.errors import RecordTampered
from faceid_desktop.gallery.records import StoredVectors
from faceid_desktop.gallery.schema import ConsentStatus, to_micros
from faceid_desktop.gallery.store import GalleryStore
from faceid_desktop.gallery.vault import Vault

_FLOAT_BYTES = 4

# SQLite takes the bare columns beside max() from the row that has the maximum: the newest statement.
_PERSONS = """
SELECT person.id, person.uuid, person.data_key
FROM person
JOIN (SELECT person_id, status, expires, max(id) FROM consent GROUP BY person_id) AS newest
    ON newest.person_id = person.id
WHERE newest.status = ? AND (newest.expires IS NULL OR newest.expires > ?) AND person.erase_after IS NULL
ORDER BY person.id
"""

_TEMPLATES = """
SELECT photo.person_id, photo.uuid, template.sealed
FROM photo CROSS JOIN template ON template.photo_id = photo.id AND template.model_id = ?
ORDER BY photo.person_id, photo.id
"""


def load_vectors(
    store: GalleryStore,
    vault: Vault,
    model_id: str,
    now: datetime,
    allowed: Collection[str] | None = None,
) -> StoredVectors:
    """Decrypt the templates of everybody who may be matched.

    Those are the persons whose newest statement on the lawful basis is valid at ``now`` and whose erasure
    has not been ordered (`PersonRecord.matchable`).

    Parameters
    ----------
    store
        The gallery.
    vault
        Its keys.
    model_id
        The model whose templates are wanted; a person without any is left out.
    now
        The present moment.
    allowed
        Uuids of the only persons wanted (a set); None wants all.

    Returns
    -------
    StoredVectors
        In the order of enrolment; (0, 0) vectors if there are none.

    Raises
    ------
    GalleryLocked
        If the keys are gone.
    RecordTampered
        If a key or a template was changed, cut or moved from outside.
    """
    with store.raw() as connection:
        connection.execute("BEGIN")
        try:
            return _load(connection, vault, model_id, to_micros(now), allowed)
        finally:
            connection.execute("ROLLBACK")


def _load(
    connection: Connection, vault: Vault, model_id: str, now: int, allowed: Collection[str] | None
) -> StoredVectors:
    most, dim = connection.execute(
        "SELECT count(*), max(dim) FROM template WHERE model_id = ?", (model_id,)
    ).fetchone()
    vectors = np.empty((most, dim or 0), dtype="<f4")
    owners = np.empty(most, dtype=np.int64)
    size = vectors.shape[1] * _FLOAT_BYTES
    # One flat view of the matrix: a slice assignment copies a vector without making an array of it first.
    space = vectors.reshape(-1).view(np.uint8).data
    persons: list[str] = []
    row = 0
    for uuid, wrapped, templates in _side_by_side(connection, model_id, now):
        if allowed is not None and uuid not in allowed:
            continue
        key, first = vault.open_key(uuid, wrapped), row
        for photo, sealed in templates:
            place = f"template/{photo}/{model_id}"
            plain = key.open(sealed, place)
            if len(plain) != size:
                raise RecordTampered(place=place)
            space[row * size : (row + 1) * size] = plain
            row += 1
        owners[first:row] = len(persons)
        persons.append(uuid)
    return StoredVectors(model_id, vectors[:row], owners[:row], tuple(persons))


def _side_by_side(
    connection: Connection, model_id: str, now: int
) -> Iterator[tuple[str, bytes, Iterator[tuple[str, bytes]]]]:
    """Yield the persons who may be matched and have templates, each with photos' uuids and ciphertexts."""
    persons = connection.execute(_PERSONS, (ConsentStatus.GIVEN, now))
    person = next(persons, None)
    for number, rows in groupby(connection.execute(_TEMPLATES, (model_id,)), key=itemgetter(0)):
        while person is not None and person[0] < number:
            person = next(persons, None)
        if person is None:
            return
        if person[0] == number:
            yield person[1], person[2], ((photo, sealed) for _, photo, sealed in rows)
