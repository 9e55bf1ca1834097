"""The exact search: bounds rule out nearly everybody, the rest is scored in float64."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from faceid_desktop.core.gallery_model import Probes
from faceid_desktop.core.records import Doubles
from faceid_desktop.services.gallery_rows import Segment

Indices = NDArray[np.int64]

FIRST_STAGE = 8192
STAGE_GROWTH = 2
"""After each stage, so many times longer than all before, the threshold rises to the best found so far."""

_TIE = 1e-6
"""Below the threshold by less than this, a score may still round to the same calibrated one."""

_MAY_BE_DEAD = 16
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


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """What a snapshot sees of a segment: its first rows, less those that had died by its generation."""

    segment: Segment
    number: int
    rows: int
    generation: int

    def alive(self, rows: Indices) -> NDArray[np.bool_]:
        """Tell which rows the snapshot sees."""
        return np.asarray(self.segment.died[rows] > self.generation)

    def compete(self, rows: Indices, columns: Indices, probes: Probes, best: Best) -> None:
        """Score pairs of a row and a probe exactly and let the living compete."""
        alive = self.alive(rows)
        rows, columns = rows[alive], columns[alive]
        scores = self.segment.scores(rows, columns, probes)
        good = scores >= best.thresholds[columns]
        rows = rows[good]
        best.add(columns[good], scores[good], self.segment.serials[rows], (self.number, rows))


def search(view: View, probes: Probes, best: Best) -> None:
    """Let the living persons of a segment compete for the best of each probe."""
    scanner, book = view.segment.scanner, view.segment.book
    if scanner is None or book is None or best.top * _SCAN_SHARE > view.rows:
        _score_all(view, probes, best)
        return
    loaded = scanner.load(book.encode_probes(probes))
    first = min(view.rows, FIRST_STAGE)
    leaders = scanner.leaders(0, first, loaded, min(2 * best.top + _MAY_BE_DEAD, first))
    floor = np.maximum(best.thresholds, _reached(view, leaders, probes, best.top))
    outliers = np.array([row for row in view.segment.outliers if row < view.rows], np.int64)
    view.compete(*_pairs(outliers, len(probes.y)), probes, best)
    start, stop = 0, FIRST_STAGE
    while start < view.rows:
        rows, columns = scanner.passing(start, min(stop, view.rows), loaded, floor - _TIE)
        new = ~np.isin(rows, outliers)
        view.compete(rows[new], columns[new], probes, best)
        floor = np.maximum(floor, best.thresholds)
        start, stop = stop, stop * STAGE_GROWTH


def _reached(view: View, leaders: Indices, probes: Probes, top: int) -> Doubles:
    """Scores (q,) that ``top`` living persons reach, of those with the highest bounds (count, q)."""
    columns = np.broadcast_to(np.arange(leaders.shape[1]), leaders.shape)
    scores = view.segment.scores(leaders.reshape(-1), columns.reshape(-1), probes).reshape(leaders.shape)
    scores[~view.alive(leaders)] = -np.inf
    if len(scores) < top:
        return np.full(leaders.shape[1], -np.inf)
    return np.asarray(np.partition(scores, -top, axis=0)[-top])


def _score_all(view: View, probes: Probes, best: Best) -> None:
    scores = view.segment.all_scores(view.rows, probes)
    scores[~view.alive(np.arange(view.rows))] = -np.inf
    needed = best.thresholds
    if view.rows > best.top:
        needed = np.maximum(needed, np.partition(scores, -best.top, axis=0)[-best.top])
    rows, columns = np.nonzero((scores >= needed) & (scores > -np.inf))
    best.add(columns, scores[rows, columns], view.segment.serials[rows], (view.number, rows))


def _pairs(rows: Indices, probes: int) -> tuple[Indices, Indices]:
    """Every row with every probe."""
    return np.repeat(rows, probes), np.tile(np.arange(probes), len(rows))
