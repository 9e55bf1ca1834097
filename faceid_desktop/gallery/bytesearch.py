"""Searching the bytes of files for many short patterns at once.

Ciphertexts are random to whoever has no key, so twelve bytes of one occur nowhere else by chance (2**-96 a
place). A tebibyte holds 2**40 places: finding a pattern means that the ciphertext, or a piece of it, is
there.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

PROBE_BYTES = 12
_BLOCK_BYTES = 1 << 24

Counts = NDArray[np.int64]


class ProbeSet:
    """Patterns of `PROBE_BYTES` bytes to look for.

    Two tables of 65,536 entries tell which pairs of bytes begin a pattern and which continue it; what passes
    both is compared with the sorted first four bytes of all patterns, and the few places left exactly.

    Parameters
    ----------
    probes
        The patterns; the same one may be given twice.
    """

    def __init__(self, probes: Iterable[bytes]) -> None:
        self.probes = tuple(probes)
        if any(len(probe) != PROBE_BYTES for probe in self.probes):
            raise ValueError(f"a probe has {PROBE_BYTES} bytes")
        self._index: dict[bytes, int] = {}
        self._places = np.array(
            [self._index.setdefault(probe, len(self._index)) for probe in self.probes], dtype=np.int64
        )
        heads = np.frombuffer(b"".join(probe[:4] for probe in self._index), dtype="<u4")
        self._heads = np.unique(heads)
        self._first, self._second = _table(heads & np.uint32(0xFFFF)), _table(heads >> np.uint32(16))

    def count(self, data: NDArray[np.uint8]) -> Counts:
        """Return how often each probe occurs in ``data``, uint8 (n,), as int64 (number of probes,)."""
        found = np.zeros(len(self._index), dtype=np.int64)
        if len(data) >= PROBE_BYTES:
            for at in self._candidates(data):
                place = self._index.get(data[at : at + PROBE_BYTES].tobytes())
                if place is not None:
                    found[place] += 1
        counts: Counts = found[self._places]
        return counts

    def _candidates(self, block: NDArray[np.uint8]) -> Iterator[int]:
        pairs = block[:-1].astype(np.uint16)
        pairs |= block[1:].astype(np.uint16) << np.uint16(8)
        at = np.flatnonzero(self._first[pairs[: len(block) - PROBE_BYTES + 1]])
        at = at[self._second[pairs[at + 2]]]
        heads = pairs[at].astype(np.uint32) | pairs[at + 2].astype(np.uint32) << np.uint32(16)
        return iter(at[np.isin(heads, self._heads)].tolist())


def count_in_file(path: Path, probes: ProbeSet) -> Counts:
    """Search a file by its name.

    Raises
    ------
    OSError
        If it cannot be read.
    """
    with path.open("rb") as file:
        return count_in_descriptor(file.fileno(), probes)


def count_in_descriptor(descriptor: int, probes: ProbeSet) -> Counts:
    """Search an open file from its beginning.

    It is read and not mapped: a map duplicates the descriptor, and closing the duplicate is just what
    `gallery.rawfiles` has to avoid.

    Raises
    ------
    OSError
        If it cannot be read.
    """
    counts = np.zeros(len(probes.probes), dtype=np.int64)
    os.lseek(descriptor, 0, os.SEEK_SET)
    before = b""
    while block := os.read(descriptor, _BLOCK_BYTES):
        content = before + block
        counts += probes.count(np.frombuffer(content, dtype=np.uint8))
        # Too short to hold a probe, long enough for one that is cut in two.
        before = content[-(PROBE_BYTES - 1) :]
    return counts


def _table(pairs: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Mark which values of two bytes (little-endian) occur."""
    marked = np.zeros(1 << 16, dtype=np.bool_)
    marked[pairs] = True
    return marked
