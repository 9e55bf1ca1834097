"""The gallery in memory: an immutable snapshot that answers 1:N searches exactly.

A score is the calibrated n-sample likelihood ratio of a person with all enrolled photos. The affine map is
that of pairs: it corrects how the features differ from the Gaussian model, which the number of photos does
not change. A search gives what scoring every person in float64 gives, to the last bit; it only avoids most of
that work by `faceid_desktop.core.codes`.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from faceid_desktop.core.calibration import AffineCalibration
from faceid_desktop.core.gallery_model import GalleryModel, Probes
from faceid_desktop.core.joint_bayesian import JointBayesian
from faceid_desktop.core.records import Doubles, Floats, Template
from faceid_desktop.errors import ModelMismatchError, ShapeError
from faceid_desktop.services.gallery_rows import (
    Segment,
    check_templates,
    copy_photos,
    empty_segment,
    equip,
    full_segment,
)
from faceid_desktop.services.gallery_search import Best, View, search

Indices = NDArray[np.int64]

Found = list[tuple[str, float]]

_FIRST_TAIL = 1024


@dataclass(slots=True)
class _Line:
    """What the snapshots of one line share and only the newest of them may extend."""

    model: GalleryModel
    device: str
    generation: int
    kinds: list[int]
    """Distinct numbers of photos, in the order in which they were met."""
    next_serial: int
    sorted_ids: Indices | None = None
    """Order of the first segment's ids; computed when somebody is looked up."""
    later: dict[bytes, list[tuple[int, int]]] = field(default_factory=dict)
    """Segment and row of everybody who was added since."""
    lock: threading.Lock = field(default_factory=threading.Lock)


@dataclass(frozen=True, eq=False)
class GalleryIndex:
    """An immutable snapshot; make it by `build`, change it by `with_person` and `without_person`.

    Changes cost O(1) amortised: a snapshot shares its memory with those that were made from it. Any number of
    threads may search; changes are meant to come from one (from others they are safe, but a change of a
    snapshot that is not the newest copies it).
    """

    model_id: str
    calibration: AffineCalibration
    generation: int
    persons: int
    templates: int
    """Photos of all persons."""
    _line: _Line
    _segments: tuple[Segment, ...]
    _rows: tuple[int, ...]

    @staticmethod
    def build(
        model: JointBayesian,
        calibration: AffineCalibration,
        model_id: str,
        vectors: Floats,
        persons: NDArray[np.integer],
        person_ids: Sequence[str],
    ) -> GalleryIndex:
        """Build an index.

        Parameters
        ----------
        model, calibration
            They score the templates.
        model_id
            The model that made them.
        vectors
            (n, d) float32. They are kept, not copied, if each person's rows lie together in the order of
            the person numbers; the caller must not change them.
        persons
            (n,) the person number of each row.
        person_ids
            The id of each person number, ASCII, each once, in order of enrolment; persons without a row are
            left out.

        Raises
        ------
        ShapeError
            If shapes or dtypes do not fit, a number has no id, an id appears twice or a value is not finite.
        """
        numbers = np.asarray(persons, np.int64)
        check_templates(vectors, numbers, person_ids, model.dimensions)
        if (np.diff(numbers) < 0).any():
            order = np.argsort(numbers, kind="stable")
            vectors, numbers = vectors[order], numbers[order]
        present, begins = np.unique(numbers, return_index=True)
        starts = np.append(begins, len(numbers)).astype(np.int64)
        ids = np.asarray(person_ids, np.bytes_)[present] if len(present) else np.empty(0, "S1")
        return _assemble(
            _Line(GalleryModel(model), "cpu", 0, [], len(present)),
            (model_id, calibration),
            (vectors, starts, ids, np.arange(len(present))),
        )

    def __len__(self) -> int:
        return self.persons

    @property
    def nbytes(self) -> int:
        """Memory of the index in bytes, the templates included."""
        return sum(segment.nbytes for segment in self._segments)

    @property
    def person_ids(self) -> list[str]:
        """Ids of all persons in the order of enrolment, which is that of `scores`."""
        parts = [np.empty(0, "S1"), *(s.ids[live] for s, live in self._living())]
        return [str(each, "ascii") for each in np.concatenate(parts)[self._order()].tolist()]

    def scores(self, template: Template) -> Doubles:
        """Calibrated scores (N,) of all persons, in the order of `person_ids`.

        Raises
        ------
        ModelMismatchError
            If another model made the template.
        """
        probes = self._probes([template])
        parts = [s.scores(live, np.zeros_like(live), probes) for s, live in self._living()]
        return self.calibration.apply(np.concatenate([np.empty(0), *parts])[self._order()])

    def search(self, template: Template, top: int, exclude: Collection[str] = ()) -> Found:
        """Find the persons of the highest scores.

        Parameters
        ----------
        template
            The probe.
        top
            How many at most.
        exclude
            Ids of persons that are ruled out.

        Returns
        -------
        list
            Id and calibrated score, the best first; of equal ones who was enrolled first comes first.

        Raises
        ------
        ModelMismatchError
            If another model made the template.
        """
        found = self.search_batch([template], top + len(exclude))[0]
        return [each for each in found if each[0] not in exclude][:top]

    def search_batch(self, templates: Sequence[Template], top: int) -> list[Found]:
        """Search for several probes at once, which costs much less for each; see `search`.

        Raises
        ------
        ModelMismatchError
            If another model made one of them.
        """
        top = min(top, self.persons)
        if not templates or top < 1:
            return [[] for _ in templates]
        probes = self._probes(templates)
        best = Best(len(templates), top)
        for number, (segment, rows) in enumerate(zip(self._segments, self._rows, strict=True)):
            search(View(segment, number, rows, self.generation), probes, best)
        return [
            [
                (str(self._segments[s].ids[r], "ascii"), float(score))
                for s, r, score in zip(
                    segments.tolist(), rows.tolist(), self.calibration.apply(raw), strict=True
                )
            ]
            for segments, rows, raw in best.results()
        ]

    def person_vectors(self, person_id: str) -> Floats | None:
        """Templates (k, d) of a person, None if nobody has this id."""
        place = self._find(person_id)
        if place is None:
            return None
        segment = self._segments[place[0]]
        start, stop = segment.starts[place[1] : place[1] + 2]
        vectors = segment.photos[start:stop]
        vectors.flags.writeable = False
        return vectors

    def with_person(self, person_id: str, vectors: Floats) -> GalleryIndex:
        """Add a person, or replace the templates of one, who keeps the place in the order of enrolment.

        Parameters
        ----------
        person_id
            ASCII.
        vectors
            (k, d) float32, k >= 1.

        Raises
        ------
        ShapeError
            If the vectors have another shape or dtype, or a value is not finite.
        """
        if not len(vectors):
            raise ShapeError(name="vectors", expected="at least one row", actual=str(vectors.shape))
        check_templates(
            vectors, np.zeros(len(vectors), np.int64), [person_id], self._line.model.model.dimensions
        )
        if not np.isfinite(vectors).all():
            raise ShapeError(name="vectors", expected="finite", actual="infinite or not a number")
        with self._line.lock:
            if self._line.generation == self.generation:
                return self._extended(person_id, vectors)._compacted_if_sparse()
        return self._copied().with_person(person_id, vectors)

    def without_person(self, person_id: str) -> GalleryIndex:
        """Remove a person; the index itself if nobody has this id."""
        if self._find(person_id) is None:
            return self
        with self._line.lock:
            if self._line.generation == self.generation:
                return self._reduced(person_id)._compacted_if_sparse()
        return self._copied().without_person(person_id)

    def on(self, device: str) -> GalleryIndex:
        """Copy the index with its codes on another device, named as torch does."""
        return self._copied(device)

    def _extended(self, person_id: str, vectors: Floats) -> GalleryIndex:
        """Append a person; only for the newest snapshot, with the lock held."""
        line, place, generation = self._line, self._find(person_id), self.generation + 1
        name = person_id.encode("ascii")
        segments, rows = list(self._segments), list(self._rows)
        last = segments[-1] if segments else None
        if last is None or not last.has_room(len(vectors)) or len(name) > last.ids.itemsize:
            last = _next_segment(segments, len(vectors), len(name), line)
            segments.append(last)
            rows.append(0)
        serial = line.next_serial
        if place is not None:
            serial = int(segments[place[0]].serials[place[1]])
        row = last.append(name, serial, _kind(line.kinds, len(vectors)), vectors, line.model)
        rows[-1] = row + 1
        line.later.setdefault(name, []).append((len(segments) - 1, row))
        line.next_serial += place is None
        freed = self._bury(place, generation)
        line.generation = generation
        return replace(
            self,
            generation=generation,
            persons=self.persons + (place is None),
            templates=self.templates + len(vectors) - freed,
            _segments=tuple(segments),
            _rows=tuple(rows),
        )

    def _reduced(self, person_id: str) -> GalleryIndex:
        """Remove a person who is there; only for the newest snapshot, with the lock held."""
        generation = self.generation + 1
        freed = self._bury(self._find(person_id), generation)
        self._line.generation = generation
        return replace(
            self, generation=generation, persons=self.persons - 1, templates=self.templates - freed
        )

    def _bury(self, place: tuple[int, int] | None, generation: int) -> int:
        """Let a row die and return how many templates go with it."""
        if place is None:
            return 0
        segment, row = self._segments[place[0]], place[1]
        segment.died[row] = generation
        return int(segment.starts[row + 1] - segment.starts[row])

    def _compacted_if_sparse(self) -> GalleryIndex:
        """Copy the living once most rows are dead: what a copy costs was then paid for by as many changes."""
        return self._copied() if sum(self._rows) > max(2 * self.persons, _FIRST_TAIL) else self

    def _copied(self, device: str | None = None) -> GalleryIndex:
        """Start a line of its own with the living."""
        living, order = list(self._living()), self._order()
        serials = np.concatenate([np.empty(0, np.int64), *(s.serials[live] for s, live in living)])[order]
        counts = np.concatenate([np.empty(0, np.int64), *(np.diff(s.starts)[live] for s, live in living)])[
            order
        ]
        starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
        photos = np.empty((int(starts[-1]), self._line.model.model.dimensions), np.float32)
        ids = np.concatenate([np.empty(0, "S1"), *(s.ids[live] for s, live in living)])[order]
        places = np.empty_like(order)
        places[order] = np.arange(len(order))
        done = 0
        for segment, live in living:
            copy_photos(segment, live, photos, starts[places[done : done + len(live)]])
            done += len(live)
        line = self._line
        fresh = _Line(line.model, device or line.device, self.generation, [], line.next_serial)
        return _assemble(fresh, (self.model_id, self.calibration), (photos, starts, ids, serials))

    def _living(self) -> Iterator[tuple[Segment, Indices]]:
        for segment, rows in zip(self._segments, self._rows, strict=True):
            yield segment, np.flatnonzero(segment.died[:rows] > self.generation)

    def _order(self) -> Indices:
        """How to sort the living, segment by segment, by enrolment."""
        parts = [np.empty(0, np.int64), *(segment.serials[live] for segment, live in self._living())]
        return np.argsort(np.concatenate(parts), kind="stable")

    def _find(self, person_id: str) -> tuple[int, int] | None:
        """Segment and row of a living person."""
        line, name = self._line, person_id.encode("ascii", "replace")
        places = list(line.later.get(name, ()))
        if self._segments and line.sorted_ids is not None:
            ids = self._segments[0].ids
            found = int(np.searchsorted(ids[: len(line.sorted_ids)], name, sorter=line.sorted_ids))
            if found < len(line.sorted_ids) and ids[line.sorted_ids[found]] == name:
                places.append((0, int(line.sorted_ids[found])))
        for segment, row in places:
            written = segment < len(self._segments) and row < self._rows[segment]
            if written and self._segments[segment].died[row] > self.generation:
                return segment, row
        return None

    def _probes(self, templates: Sequence[Template]) -> Probes:
        for template in templates:
            if template.model_id != self.model_id:
                raise ModelMismatchError(first=template.model_id, second=self.model_id)
        counts = np.array(self._line.kinds or [1], np.int64)
        return self._line.model.probes(np.stack([template.vector for template in templates]), counts)


def _assemble(
    line: _Line,
    identity: tuple[str, AffineCalibration],
    content: tuple[Floats, Indices, NDArray[np.bytes_], Indices],
) -> GalleryIndex:
    """Make a snapshot of one full segment: photos, starts, ids and serials."""
    photos, starts, ids, serials = content
    counts, kinds = np.unique(np.diff(starts), return_inverse=True)
    line.kinds.extend(counts.tolist())
    line.sorted_ids = np.argsort(ids, kind="stable")
    ranked = ids[line.sorted_ids]
    if (ranked[1:] == ranked[:-1]).any():
        raise ShapeError(name="person_ids", expected="each once", actual="one of them twice")
    segments: tuple[Segment, ...] = ()
    if len(ids):
        segments = (full_segment(photos, starts, ids, serials, kinds.astype(np.int32).reshape(-1)),)
        equip(segments[0], line.model, line.device)
    return GalleryIndex(
        model_id=identity[0],
        calibration=identity[1],
        generation=line.generation,
        persons=len(ids),
        templates=len(photos),
        _line=line,
        _segments=segments,
        _rows=tuple(segment.rows for segment in segments),
    )


def _next_segment(segments: Sequence[Segment], photos: int, id_length: int, line: _Line) -> Segment:
    """Make a segment twice as large as the one before, so that there are never many.

    The first segment of all holds what was there from the start and does not count.
    """
    tails = [each.capacity for each in segments if each.rows < each.capacity or each is not segments[0]]
    capacity = 2 * tails[-1] if tails else _FIRST_TAIL
    # Ids of a gallery have one length; a longer one gets a segment of its own.
    fresh = empty_segment(
        capacity, max(photos, 2 * capacity), line.model.model.dimensions, max(id_length, 32)
    )
    equip(fresh, line.model, line.device, like=max(segments, key=lambda each: each.rows, default=None))
    return fresh


def _kind(kinds: list[int], photos: int) -> int:
    if photos not in kinds:
        kinds.append(photos)
    return kinds.index(photos)
