"""The bytes by which a person's data can be recognised in any file, without being able to read them.

A value longer than a page is scattered over a database file in pieces. So a needle is not the whole
ciphertext but probes from all along it, at least several from each piece that SQLite can make.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain as joined
from sqlite3 import Connection

import numpy as np
from numpy.typing import NDArray

from faceid_desktop.gallery.bytesearch import PROBE_BYTES, Counts, ProbeSet
from faceid_desktop.gallery.vault import NONCE_BYTES

_SHORT_STEP, _LONG_STEP, _LONG = 24, 1024, 2048


class NeedleKind(StrEnum):
    """What a needle is of."""

    CIPHERTEXT = "ciphertext"
    NONCE = "nonce"
    WRAPPED_KEY = "wrapped_key"
    SOURCE_HASH = "source_hash"
    """The keyed hash by which the same photo would be recognised."""
    VECTOR = "vector"
    """A template as it must lie in no file: unencrypted float32."""


@dataclass(frozen=True, slots=True)
class Needle:
    """One value to look for, by its probes."""

    kind: NeedleKind
    probes: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Targets:
    """Whom an erasure is about: persons and photos by uuid.

    ``persons`` holds also those who were merged into the person, who live on in older backups; ``photos``
    the person's present ones, which may lie under somebody else there.
    """

    persons: frozenset[str]
    photos: frozenset[str] = frozenset()


_SEALED = (
    "SELECT sealed FROM person WHERE id IN (SELECT value FROM json_each(:persons))",
    "SELECT sealed FROM photo WHERE id IN (SELECT value FROM json_each(:photos))",
    "SELECT sealed FROM media WHERE photo_id IN (SELECT value FROM json_each(:photos))",
    "SELECT sealed FROM template WHERE photo_id IN (SELECT value FROM json_each(:photos))",
    "SELECT sealed FROM consent WHERE person_id IN (SELECT value FROM json_each(:persons))",
    "SELECT sealed FROM sighting WHERE person_id IN (SELECT value FROM json_each(:persons))",
    "SELECT thumbnail FROM sighting WHERE thumbnail IS NOT NULL "
    "AND person_id IN (SELECT value FROM json_each(:persons))",
    "SELECT sealed FROM undo_step WHERE person_id IN (SELECT value FROM json_each(:persons))",
)
_KEYS = "SELECT data_key FROM person WHERE id IN (SELECT value FROM json_each(:persons))"
_HASHES = "SELECT source_hash FROM photo WHERE id IN (SELECT value FROM json_each(:photos))"


def ids_of(connection: Connection, targets: Targets) -> dict[str, str]:
    """Return the targets' row ids in a database as JSON, for ``:persons`` and ``:photos`` of a statement."""
    persons = [
        row[0]
        for row in connection.execute(
            "SELECT id FROM person WHERE uuid IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(targets.persons)),),
        )
    ]
    photos = connection.execute(
        "SELECT id FROM photo WHERE uuid IN (SELECT value FROM json_each(?))"
        " OR person_id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(targets.photos)), json.dumps(persons)),
    )
    return {"persons": json.dumps(persons), "photos": json.dumps([row[0] for row in photos])}


def collect(connection: Connection, targets: Targets) -> set[Needle]:
    """Return the needles of everything that a database holds of the targets.

    Each file has needles of its own: a value that was changed since a backup was made has another
    ciphertext in the backup.
    """
    given = ids_of(connection, targets)
    needles: set[Needle] = set()
    for (sealed,) in joined.from_iterable(connection.execute(query, given) for query in _SEALED):
        needles.update(of_sealed(NeedleKind.CIPHERTEXT, sealed))
    for (key,) in connection.execute(_KEYS, given):
        needles.update(of_sealed(NeedleKind.WRAPPED_KEY, key))
    for (source_hash,) in connection.execute(_HASHES, given):
        needles.add(Needle(NeedleKind.SOURCE_HASH, _probes(source_hash)))
    return needles


def of_sealed(kind: NeedleKind, sealed: bytes) -> Iterator[Needle]:
    """Yield the needles of an encrypted value: its nonce, and what follows."""
    nonce, body = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    if len(nonce) == PROBE_BYTES and len(body) >= PROBE_BYTES:
        yield Needle(NeedleKind.NONCE, (nonce,))
        yield Needle(kind, _probes(body))


def of_vectors(vectors: Iterable[bytes]) -> set[Needle]:
    """Return the needles of unencrypted templates; one that is nearly all zeros could be anywhere."""
    found = (next((p for p in _probes(vector) if len(set(p)) > PROBE_BYTES // 2), None) for vector in vectors)
    return {Needle(NeedleKind.VECTOR, (probe,)) for probe in found if probe is not None}


class Search:
    """Needles made ready for searching.

    Parameters
    ----------
    needles
        What to look for.
    """

    def __init__(self, needles: Iterable[Needle]) -> None:
        self.needles: Sequence[Needle] = tuple(sorted(needles, key=lambda each: (each.kind, each.probes)))
        self.probes = ProbeSet(probe for needle in self.needles for probe in needle.probes)
        sizes = [len(needle.probes) for needle in self.needles]
        self._starts = np.cumsum([0, *sizes])[:-1]

    def per_needle(self, counts: Counts) -> Counts:
        """Add up the counts of each needle's probes, int64 (number of needles,)."""
        return np.add.reduceat(counts, self._starts) if self.needles else counts

    def places(self, needles: Iterable[Needle]) -> NDArray[np.int64]:
        """Return where needles stand in ``needles``."""
        known = {needle: place for place, needle in enumerate(self.needles)}
        return np.array(sorted(known[needle] for needle in needles), dtype=np.int64)


def to_json(needles: Iterable[Needle]) -> list[list[str]]:
    """Write needles as plain values, without vectors, which must lie in no file."""
    kept = (each for each in needles if each.kind is not NeedleKind.VECTOR)
    return [[needle.kind, *(probe.hex() for probe in needle.probes)] for needle in kept]


def from_json(content: Iterable[Sequence[str]]) -> set[Needle]:
    """Read what `to_json` wrote.

    Raises
    ------
    ValueError
        If it is something else.
    """
    return {Needle(NeedleKind(kind), tuple(map(bytes.fromhex, probes))) for kind, *probes in content}


def _probes(content: bytes) -> tuple[bytes, ...]:
    step = _LONG_STEP if len(content) > _LONG else _SHORT_STEP
    last = len(content) - PROBE_BYTES
    return tuple(content[at : at + PROBE_BYTES] for at in dict.fromkeys((*range(0, last + 1, step), last)))
