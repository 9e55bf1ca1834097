"""All vectors of one model, read in bulk for the index.

A million rows are too many for mapped objects. One cursor of the driver walks through the persons who may
be matched, in the order of enrolment, and the templates of each. What remains is the price of the encryption:
each person's key is unwrapped, each vector decrypted and authenticated, one by one.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from sqlite3 import Connection

import numpy as np

from faceid_desktop.errors import RecordTampered
from faceid_desktop.gallery.records import StoredVectors
from faceid_desktop.gallery.schema import ConsentStatus, to_micros
from faceid_desktop.gallery.store import GalleryStore
from faceid_desktop.gallery.vault import Vault

_FLOAT_BYTES = 4

# The order of the loops is written down (CROSS JOIN): persons by row number, so that nothing is sorted. The
# plus keeps SQLite from taking the index on erase_after for them.
_TEMPLATES = """
SELECT person.uuid, person.data_key, photo.uuid, template.sealed
FROM person
CROSS JOIN consent ON consent.id = (SELECT max(id) FROM consent WHERE person_id = person.id)
CROSS JOIN photo ON photo.person_id = person.id
CROSS JOIN template ON template.photo_id = photo.id AND template.model_id = ?
WHERE consent.status = ? AND (consent.expires IS NULL OR consent.expires > ?) AND +person.erase_after IS NULL
ORDER BY person.id, photo.id
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
    owner, row = "", 0
    for uuid, wrapped, photo, sealed in connection.execute(_TEMPLATES, (model_id, ConsentStatus.GIVEN, now)):
        if allowed is not None and uuid not in allowed:
            continue
        if uuid != owner:
            key, owner = vault.open_key(uuid, wrapped), uuid
            persons.append(uuid)
        place = f"template/{photo}/{model_id}"
        plain = key.open(sealed, place)
        if len(plain) != size:
            raise RecordTampered(place=place)
        space[row * size : (row + 1) * size] = plain
        owners[row] = len(persons) - 1
        row += 1
    return StoredVectors(model_id, vectors[:row], owners[:row], tuple(persons))
