"""The exact search: bounds rule out nearly everybody, the rest is scored in float64."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from faceid_desktop.core.gallery_model import Probes
from faceid_desktop.core.records import Doubles
from faceid_desktop.services.gallery_rows import Segment

if TYPE_CHECKING:
    from faceid_desktop.vision.scan import LoadedProbes, Scanner

Indices = NDArray[np.int64]

FIRST_STAGE = 16_384
STAGE_GROWTH = 4
"""After each stage, so many times longer than all before, the threshold rises to the best found so far."""

_TIE = 1e-6
"""Below the threshold by less than this, a score may still round to the same calibrated one."""

_SCAN_SHARE = 16
"""Bounds are of use when fewer than one in so many persons is asked for."""


class Best:
    """The best persons of each probe so far.

    Parameters
    ----------
    probes
        How many probes.
    top
        How many persons each.
    """

    def __init__(self, probes: int, top: int) -> None:
        self.top = top
        self._count = probes
        self._columns = np.empty(0, np.int64)
        self._scores = np.empty(0)
        self._serials = np.empty(0, np.int64)
        self._segments = np.empty(0, np.int64)
        self._rows = np.empty(0, np.int64)

    @property
    def thresholds(self) -> Doubles:
        """Score (q,) that a person has to reach to be among the best; minus infinity while there is room."""
        lowest = np.full(self._count, -np.inf)
        ends = np.searchsorted(self._columns, np.arange(self._count), side="right")
        begins = np.searchsorted(self._columns, np.arange(self._count), side="left")
        full = ends - begins == self.top
        lowest[full] = self._scores[ends[full] - 1]
        return lowest

    def add(self, columns: Indices, scores: Doubles, serials: Indices, places: tuple[int, Indices]) -> None:
        """Let persons compete: probe numbers, raw scores, order of enrolment, segment and rows."""
        columns = np.concatenate([self._columns, columns])
        scores = np.concatenate([self._scores, scores])
        serials = np.concatenate([self._serials, serials])
        segments = np.concatenate([self._segments, np.full(len(places[1]), places[0])])
        rows = np.concatenate([self._rows, places[1]])
        order = np.lexsort((serials, -scores, columns))
        ranks = np.arange(len(order)) - np.searchsorted(columns[order], columns[order], side="left")
        kept = order[ranks < self.top]
        self._columns, self._scores, self._serials = columns[kept], scores[kept], serials[kept]
        self._segments, self._rows = segments[kept], rows[kept]

    def results(self) -> Iterator[tuple[Indices, Indices, Doubles]]:
        """Segments, rows and raw scores of each probe's best, the best first."""
        for column in range(self._count):
            chosen = self._columns == column
            yield self._segments[chosen], self._rows[chosen], self._scores[chosen]


def search_segment(segment: Segment, view: tuple[int, int, int], probes: Probes, best: Best) -> None:
    """Let the living persons of a segment compete.

    Parameters
    ----------
    segment
        The segment.
    view
        Its number, how many rows the snapshot has of it, and the snapshot's generation.
    probes
        The probes.
    best
        Where they compete.
    """
    number, rows, generation = view
    if segment.scanner is None or segment.book is None or best.top * _SCAN_SHARE > rows:
        _score_all(segment, view, probes, best)
        return
    loaded = segment.scanner.load(segment.book.encode_probes(probes, segment.largest_terms))
    floor = np.maximum(best.thresholds, _floor(segment, view, probes, (segment.scanner, loaded), best.top))
    start, stop = 0, FIRST_STAGE
    while start < rows:
        found, columns = segment.scanner.passing(start, min(stop, rows), loaded, floor - _TIE)
        alive = segment.died[found] > generation
        found, columns = found[alive], columns[alive]
        best.add(columns, segment.scores(found, columns, probes), segment.serials[found], (number, found))
        floor = np.maximum(floor, best.thresholds)
        start, stop = stop, stop * STAGE_GROWTH


def _floor(
    segment: Segment,
    view: tuple[int, int, int],
    probes: Probes,
    scan: tuple[Scanner, LoadedProbes],
    top: int,
) -> Doubles:
    """Scores that ``top`` living persons reach: those with the highest bounds among the first."""
    _, rows, generation = view
    first = min(rows, FIRST_STAGE)
    leaders = scan[0].leaders(0, first, scan[1], min(2 * top + 16, first))
    columns = np.broadcast_to(np.arange(leaders.shape[1]), leaders.shape).reshape(-1)
    flat = leaders.reshape(-1)
    scores = segment.scores(flat, columns, probes)
    scores[segment.died[flat] <= generation] = -np.inf
    ranked = np.sort(scores.reshape(leaders.shape), axis=0)
    return np.asarray(ranked[-top]) if len(ranked) >= top else np.full(leaders.shape[1], -np.inf)


def _score_all(segment: Segment, view: tuple[int, int, int], probes: Probes, best: Best) -> None:
    number, rows, generation = view
    scores = segment.all_scores(rows, probes)
    scores[segment.died[:rows] <= generation] = -np.inf
    needed = best.thresholds
    if rows > best.top:
        needed = np.maximum(needed, np.partition(scores, -best.top, axis=0)[-best.top])
    found, columns = np.nonzero((scores >= needed) & (scores > -np.inf))
    best.add(columns, scores[found, columns], segment.serials[found], (number, found))
