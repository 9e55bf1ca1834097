"""How fast a gallery of a given size is searched, beside other ways to search the same vectors.

The others get each person as one float32 vector whose inner product with the probe's is the exact score: the
person's own term stands in an additional dimension. They therefore answer the same question, up to rounding,
and need not do what the index does beyond it (several photos a person, changes, older snapshots).
"""

from __future__ import annotations

import importlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from faceid_desktop.core.gallery_model import GalleryModel, average_templates
from faceid_desktop.core.joint_bayesian import JointBayesian
from faceid_desktop.core.records import Doubles, Floats, Template
from faceid_desktop.services.benchmark import resident_mb
from faceid_desktop.services.index import GalleryIndex
from faceid_desktop.services.scoring import Scorer
from faceid_desktop.vision.brute_force import TorchBruteForce

Indices = NDArray[np.int64]

TOP = 10
BATCH = 100
_BLOCK = 50_000
_COLUMNS = 10
_HNSW_LINKS = 32
_ROUNDS = 3
_SPIN_S = 0.25
"""After this the threads that another library left spinning have gone to sleep."""


@dataclass(frozen=True, slots=True, eq=False)
class StoredGallery:
    """What an index is built of: templates (n, d), the person number of each, and the persons' ids."""

    vectors: Floats
    persons: Indices
    ids: Sequence[str]


Loader = Callable[[int, int], StoredGallery]
"""Makes or reads a gallery of so many persons with so many photos each."""


@dataclass(frozen=True, slots=True)
class SearchTiming:
    """One way to search one gallery.

    ``one_ms`` and ``batch_ms`` are the least and the median time of a single search and of a batch of 100;
    ``recall`` is the share of the true ten best that it finds.
    """

    method: str
    persons: int
    photos: int
    build_s: float
    one_ms: tuple[float, float]
    batch_ms: tuple[float, float]
    recall: float
    bytes_per_template: float


@dataclass(frozen=True, slots=True)
class SearchReport:
    """All ways to search one gallery; ``rss_mb`` is what the process held with only ours in memory."""

    persons: int
    photos: int
    load_s: float
    rss_mb: float
    timings: list[SearchTiming]


class Searcher(Protocol):
    """A way to search: rows (q, top) of the persons with the highest scores."""

    def search(self, probes: Floats, top: int) -> Indices:
        """Search for probes (q, d)."""


@dataclass(slots=True)
class _Contestant:
    name: str
    searcher: Searcher
    probes: Floats
    build_s: float
    size: float
    one_ms: list[float] = field(default_factory=list)
    batch_ms: list[float] = field(default_factory=list)


class _Ours:
    def __init__(self, index: GalleryIndex) -> None:
        self._index = index

    def search(self, probes: Floats, top: int) -> Indices:
        templates = [Template(row.copy(), self._index.model_id) for row in probes]
        found = self._index.search_batch(templates, top)
        return np.array([[int(person, 16) for person, _ in persons] for persons in found])


class _Numpy:
    """One product, then a partial sort; a few probes at a time, so that the scores need little memory."""

    def __init__(self, vectors: NDArray[np.floating]) -> None:
        self._vectors = vectors

    def search(self, probes: Floats, top: int) -> Indices:
        parts = [
            _highest(self._vectors @ probes[start : start + _COLUMNS].T.astype(self._vectors.dtype), top)
            for start in range(0, len(probes), _COLUMNS)
        ]
        return np.concatenate(parts)


class _Faiss:
    def __init__(self, index: Any) -> None:
        self._index = index

    def search(self, probes: Floats, top: int) -> Indices:
        return np.asarray(self._index.search(probes, top)[1], np.int64)


def draw_gallery(model: JointBayesian, seed: int = 0) -> Loader:
    """Draw galleries from the model itself: identities and deviations as it believes them to be."""

    def load(persons: int, photos: int) -> StoredGallery:
        random = np.random.default_rng(seed)
        vectors = np.empty((persons * photos, model.dimensions), np.float32)
        for start in range(0, persons, _BLOCK):
            stop = min(start + _BLOCK, persons)
            vectors[start * photos : stop * photos] = _draw(model, random, stop - start, photos)
        ids = [f"{person:032x}" for person in range(persons)]
        return StoredGallery(vectors, np.repeat(np.arange(persons), photos), ids)

    return load


def measure_search(
    scorer: Scorer, load: Loader, size: tuple[int, int], runs: int, hnsw: bool = True
) -> SearchReport:
    """Measure every way to search one gallery, in several rounds, so that a busy computer slows all of them.

    Parameters
    ----------
    scorer
        The model.
    load
        Makes or reads the gallery.
    size
        Persons, and photos of each.
    runs
        Single searches that count in each of three rounds; batches are a tenth of them.
    hnsw
        Whether to build the approximate graph too, which takes long.

    Returns
    -------
    SearchReport
        Without the rows of what is not installed.
    """
    begin = time.perf_counter()
    gallery = load(*size)
    loaded = time.perf_counter()
    index = GalleryIndex.build(
        scorer.model, scorer.calibration, scorer.model_id, gallery.vectors, gallery.persons, gallery.ids
    )
    built_s = time.perf_counter() - loaded
    held_mb = resident_mb()
    probes = _draw_probes(scorer.model, gallery, size)
    ours = _Contestant("ours", _Ours(index), probes, built_s, index.nbytes / len(gallery.vectors))
    contestants = [ours, *_others(scorer.model, gallery, size, probes, hnsw)]
    truth = ours.searcher.search(probes, TOP)
    recalls = [_recall(each.searcher.search(each.probes, TOP), truth) for each in contestants]
    for _ in range(_ROUNDS):
        for each in contestants:
            _time_round(each, runs)
    timings = [
        SearchTiming(
            each.name, *size, each.build_s, _summary(each.one_ms), _summary(each.batch_ms), recall, each.size
        )
        for each, recall in zip(contestants, recalls, strict=True)
    ]
    return SearchReport(*size, load_s=loaded - begin, rss_mb=held_mb, timings=timings)


def _others(
    model: JointBayesian, gallery: StoredGallery, size: tuple[int, int], probes: Floats, hnsw: bool
) -> list[_Contestant]:
    gallery_model = GalleryModel(model)
    persons, photos = size
    matrix = np.empty((persons, len(model.spread) + 1), np.float32)
    for start in range(0, persons, _BLOCK):
        stop = min(start + _BLOCK, persons)
        starts = np.arange(start, stop + 1) * photos
        prepared = gallery_model.persons(average_templates(gallery.vectors, starts), np.diff(starts))
        matrix[start:stop, :-1], matrix[start:stop, -1] = prepared.inner, prepared.own
    y = gallery_model.probes(probes, np.array([photos])).y
    extended = np.hstack([y, np.ones((len(y), 1))]).astype(np.float32)
    size_bytes = matrix.nbytes / len(gallery.vectors)
    found = [
        _timed("numpy float64", lambda: _Numpy(matrix.astype(np.float64)), extended, 2 * size_bytes),
        _timed("numpy float32", lambda: _Numpy(matrix), extended, size_bytes),
        _timed("torch float32", lambda: TorchBruteForce(matrix), extended, size_bytes),
    ]
    try:
        faiss = importlib.import_module("faiss")
    except ModuleNotFoundError:
        return found
    found.append(_timed("faiss IndexFlatIP", lambda: _flat(faiss, matrix), extended, size_bytes))
    if hnsw:
        links = 4 * 2 * _HNSW_LINKS * persons / len(gallery.vectors)
        found.append(
            _timed("faiss IndexHNSWFlat", lambda: _graph(faiss, matrix), extended, size_bytes + links)
        )
    return found


def _flat(faiss: Any, matrix: Floats) -> Searcher:
    index = faiss.IndexFlatIP(matrix.shape[1])
    index.add(matrix)
    return _Faiss(index)


def _graph(faiss: Any, matrix: Floats) -> Searcher:
    index = faiss.IndexHNSWFlat(matrix.shape[1], _HNSW_LINKS, faiss.METRIC_INNER_PRODUCT)
    index.hnsw.efSearch = 128
    index.add(matrix)
    return _Faiss(index)


def _timed(name: str, make: Callable[[], Searcher], probes: Floats, size: float) -> _Contestant:
    start = time.perf_counter()
    searcher = make()
    return _Contestant(name, searcher, probes, time.perf_counter() - start, size)


def _time_round(contestant: _Contestant, runs: int) -> None:
    """Time some searches in a row: the threads of other libraries keep spinning for a while."""
    _time_ms(contestant, contestant.probes[:1])
    time.sleep(_SPIN_S)
    for run in range(runs):
        contestant.one_ms.append(_time_ms(contestant, contestant.probes[run % BATCH :][:1]))
    contestant.batch_ms += [_time_ms(contestant, contestant.probes) for _ in range(-(-runs // 10))]


def _time_ms(contestant: _Contestant, probes: Floats) -> float:
    start = time.perf_counter()
    contestant.searcher.search(probes, TOP)
    return (time.perf_counter() - start) * 1000


def _summary(times_ms: list[float]) -> tuple[float, float]:
    return min(times_ms), float(np.median(times_ms))


def _recall(found: Indices, truth: Indices) -> float:
    return float(np.mean([np.isin(wanted, got).mean() for wanted, got in zip(truth, found, strict=True)]))


def _highest(scores: NDArray[np.floating], top: int) -> Indices:
    rows = np.argpartition(scores, -top, axis=0)[-top:]
    order = np.argsort(-np.take_along_axis(scores, rows, axis=0), axis=0)
    return np.asarray(np.take_along_axis(rows, order, axis=0).T, np.int64)


def _draw(model: JointBayesian, random: np.random.Generator, persons: int, photos: int) -> Floats:
    shape = (persons, photos, len(model.spread))
    y = random.standard_normal(shape) + random.standard_normal((persons, 1, shape[2])) * np.sqrt(model.spread)
    return _templates(model, random, y.reshape(-1, shape[2]))


def _templates(model: JointBayesian, random: np.random.Generator, y: Doubles) -> Floats:
    """Take vectors (n, d) from the model's basis to templates; their commonness, if any, is drawn."""
    common = random.standard_normal((len(y), model.dimensions - y.shape[1]))
    return np.hstack([y @ model.basis.from_basis.T, common]).astype(np.float32)


def _draw_probes(model: JointBayesian, gallery: StoredGallery, size: tuple[int, int]) -> Floats:
    """Half strangers; half new photos of enrolled people, whose identity is guessed from their photos."""
    random = np.random.default_rng(1)
    strangers = _draw(model, random, BATCH // 2, 1)
    chosen = random.choice(size[0], BATCH - len(strangers), replace=False)
    photos = np.stack([gallery.vectors[person * size[1] : (person + 1) * size[1]] for person in chosen])
    gain = size[1] * model.spread / (1 + size[1] * model.spread)
    means = gain * model.project(photos.mean(axis=1))
    spread = np.sqrt(1 + model.spread / (1 + size[1] * model.spread))
    y = means + spread * random.standard_normal(means.shape)
    return np.concatenate([strangers, _templates(model, random, y)])
