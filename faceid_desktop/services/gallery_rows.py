"""Rows of persons, written once and read by any number of snapshots of the gallery.

A row never changes after it was written, except that it *dies* once: ``died`` holds the generation at which
its person was removed or replaced. A snapshot of generation g sees the rows that were there when it was made
and whose ``died`` is above g, so that snapshots share all memory and older ones keep answering as before.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from faceid_desktop.core.codes import CodeBook, make_code_book
from faceid_desktop.core.gallery_model import GalleryModel, Probes, average_templates
from faceid_desktop.core.records import Doubles, Floats
from faceid_desktop.errors import ShapeError

if TYPE_CHECKING:
    from faceid_desktop.vision.scan import Scanner

Indices = NDArray[np.int64]
Ids = NDArray[np.bytes_]

ALIVE = np.iinfo(np.int64).max
BLOCK = 8192
SCAN_FROM = 4096
"""Segments with room for fewer persons are scored exactly at once: that takes less than a millisecond."""

_SAMPLE = 8192
_IN_CACHE = 1024
_THREADS = min(4, os.cpu_count() or 1)
"""Numpy lets go of the interpreter, so that they use more processors; beyond four, memory is the limit."""


@dataclass(slots=True)
class Segment:
    """Up to ``capacity`` persons with their photos next to each other.

    Parameters
    ----------
    photos
        (p, d) float32 templates.
    starts
        (capacity + 1,) int64, where each person's photos begin, and the end.
    ids
        (capacity,) ASCII ids.
    serials
        (capacity,) int64, order of enrolment.
    kinds
        (capacity,) int64, which of the gallery's distinct numbers of photos.
    own
        (capacity,) float64, the persons' own terms of the score.
    died
        (capacity,) int64 generations.
    rows
        How many are written.
    """

    photos: Floats
    starts: Indices
    ids: Ids
    serials: Indices
    kinds: NDArray[np.int32]
    own: Doubles
    died: Indices
    rows: int = 0
    book: CodeBook | None = None
    scanner: Scanner | None = None
    outliers: list[int] = field(default_factory=list)
    """Rows that the codes cannot vouch for; they are always scored."""

    @property
    def capacity(self) -> int:
        """Room for persons."""
        return len(self.own)

    @property
    def nbytes(self) -> int:
        """Memory in bytes."""
        arrays = (self.photos, self.starts, self.ids, self.serials, self.kinds, self.own, self.died)
        return sum(array.nbytes for array in arrays) + (self.scanner.nbytes if self.scanner else 0)

    def has_room(self, photos: int) -> bool:
        """Tell whether one more person with so many photos fits."""
        return self.rows < self.capacity and int(self.starts[self.rows]) + photos <= len(self.photos)

    def append(self, person_id: bytes, serial: int, kind: int, vectors: Floats, model: GalleryModel) -> int:
        """Write one more person and return the row."""
        row, start = self.rows, int(self.starts[self.rows])
        stop = start + len(vectors)
        self.photos[start:stop] = vectors
        self.starts[row + 1] = stop
        self.ids[row], self.serials[row], self.kinds[row] = person_id, serial, kind
        self.outliers.extend(self.prepare(row, row + 1, model))
        self.rows = row + 1
        return row

    def prepare(self, start: int, stop: int, model: GalleryModel) -> list[int]:
        """Compute what a search needs of some written rows, and return those that the codes cannot vouch for.

        Several threads may prepare different rows.

        Raises
        ------
        ShapeError
            If a template is not finite.
        """
        starts = self.starts[start : stop + 1]
        persons = model.persons(average_templates(self.photos, starts), np.diff(starts))
        self.own[start:stop] = persons.own
        if self.scanner is None or self.book is None:
            return []
        codes, outside = self.book.encode(persons)
        self.scanner.write(start, codes, self.kinds[start:stop])
        return [int(row) for row in start + np.flatnonzero(outside)]

    def scores(self, rows: Indices, columns: Indices, probes: Probes) -> Doubles:
        """Exact raw scores of pairs of a row and a probe (by its number).

        Each inner product is computed alone, so that a score has the same bits whatever is scored beside it.
        """
        parts = [
            self._score(rows[start : start + BLOCK], columns[start : start + BLOCK], probes)
            for start in range(0, len(rows), BLOCK)
        ]
        return np.concatenate([np.empty(0), *parts])

    def all_scores(self, count: int, probes: Probes) -> Doubles:
        """Exact raw scores (count, q) of the first rows with every probe."""
        out = np.empty((count, len(probes.y)))
        for start in range(0, count, BLOCK):
            stop = min(start + BLOCK, count)
            starts, kinds = self.starts[start : stop + 1], self.kinds[start:stop]
            photos = self.photos[starts[0] : starts[-1]].astype(np.float64)
            counts = np.diff(starts)
            kind_of_photo = np.repeat(kinds, counts)
            for column in range(out.shape[1]):
                columns = np.full(len(photos), column)
                products = np.vecdot(photos, _rows_of(probes.weights, kind_of_photo, columns))
                if len(products) > len(kinds):
                    products = np.add.reduceat(products, starts[:-1] - starts[0]) / counts
                out[start:stop, column] = products + (self.own[start:stop] + probes.constants[kinds, column])
        return out

    def _score(self, rows: Indices, columns: Indices, probes: Probes) -> Doubles:
        begins = self.starts[rows]
        counts = self.starts[rows + 1] - begins
        kinds = self.kinds[rows]
        own = self.own[rows] + probes.constants[kinds, columns]
        if (counts == 1).all():
            weights = _rows_of(probes.weights, kinds, columns)
            return np.asarray(np.vecdot(_take(self.photos, begins).astype(np.float64), weights) + own)
        offsets = np.cumsum(counts) - counts
        places = np.arange(int(counts.sum())) + np.repeat(begins - offsets, counts)
        weights = _rows_of(probes.weights, np.repeat(kinds, counts), np.repeat(columns, counts))
        products = np.vecdot(_take(self.photos, places).astype(np.float64), weights)
        return np.asarray(np.add.reduceat(products, offsets) / counts + own)


def _take(photos: Floats, places: Indices) -> Floats:
    """Rows of an array, without a copy if they lie next to each other."""
    if len(places) and places[-1] - places[0] + 1 == len(places) and (np.diff(places) == 1).all():
        return photos[places[0] : places[-1] + 1]
    return photos[places]


def _rows_of(weights: Doubles, kinds: NDArray[np.integer], columns: Indices) -> Doubles:
    """Weights of each pair, a single vector if all pairs share it."""
    if len(kinds) and kinds.min() == kinds.max() and columns.min() == columns.max():
        return np.asarray(weights[kinds[0], columns[0]])
    return np.asarray(weights[kinds, columns])


def empty_segment(persons: int, photos: int, dimensions: int, id_length: int) -> Segment:
    """Make an empty segment with room for so many persons and photos."""
    return Segment(
        photos=np.empty((photos, dimensions), np.float32),
        starts=np.zeros(persons + 1, np.int64),
        ids=np.empty(persons, f"S{id_length}"),
        serials=np.empty(persons, np.int64),
        kinds=np.empty(persons, np.int32),
        own=np.empty(persons),
        died=np.full(persons, ALIVE),
    )


def full_segment(
    photos: Floats, starts: Indices, ids: Ids, serials: Indices, kinds: NDArray[np.int32]
) -> Segment:
    """Make a segment of persons whose templates are all there; the photos are kept, not copied."""
    rows = len(ids)
    return Segment(photos, starts, ids, serials, kinds, np.empty(rows), np.full(rows, ALIVE), rows)


def equip(segment: Segment, model: GalleryModel, device: str, like: Segment | None = None) -> None:
    """Give a segment its codes if it is large, and compute what a search needs of the rows it has.

    Parameters
    ----------
    segment
        The segment.
    model
        The gallery's model.
    device
        Where the codes are scanned.
    like
        A segment whose persons tell what those of an empty segment will be like.
    """
    sample = like or segment
    if segment.capacity >= SCAN_FROM and sample.rows:
        from faceid_desktop.vision.scan import Scanner  # torch, which a small gallery does without

        starts = sample.starts[: min(sample.rows, _SAMPLE) + 1]
        persons = model.persons(average_templates(sample.photos, starts), np.diff(starts))
        segment.book = make_code_book(persons, model.basis.spread)
        segment.scanner = Scanner(segment.capacity, segment.book.width, device)

    def prepare(start: int) -> list[int]:
        return segment.prepare(start, min(start + _IN_CACHE, segment.rows), model)

    with ThreadPoolExecutor(_THREADS, "index") as threads:
        for outliers in threads.map(prepare, range(0, segment.rows, _IN_CACHE)):
            segment.outliers.extend(outliers)


def copy_photos(segment: Segment, rows: Indices, photos: Floats, starts: Indices) -> None:
    """Copy the photos of rows to where each person now starts."""
    counts = segment.starts[rows + 1] - segment.starts[rows]
    offsets = np.repeat(np.cumsum(counts) - counts, counts)
    step = np.arange(int(counts.sum())) - offsets
    sources, targets = np.repeat(segment.starts[rows], counts) + step, np.repeat(starts, counts) + step
    for begin in range(0, len(step), BLOCK):
        photos[targets[begin : begin + BLOCK]] = segment.photos[sources[begin : begin + BLOCK]]


def check_templates(vectors: Floats, numbers: Indices, person_ids: Sequence[str], dimensions: int) -> None:
    """Check templates, their person numbers and the ids of these.

    Raises
    ------
    ShapeError
        If they do not fit together.
    """
    if vectors.dtype != np.float32 or vectors.ndim != 2 or vectors.shape[1] != dimensions:
        raise ShapeError(
            name="vectors", expected=f"float32 (n, {dimensions})", actual=f"{vectors.dtype} {vectors.shape}"
        )
    if numbers.shape != vectors.shape[:1]:
        raise ShapeError(name="persons", expected=str(vectors.shape[:1]), actual=str(numbers.shape))
    if len(numbers) and not (numbers.min() >= 0 and numbers.max() < len(person_ids)):
        raise ShapeError(name="persons", expected=f"0 <= number < {len(person_ids)}", actual="another")
