"""The gallery index: the same answer as brute force, and snapshots that never change."""

from __future__ import annotations

from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from faceid_desktop.core.calibration import AffineCalibration
from faceid_desktop.core.joint_bayesian import JointBayesian
from faceid_desktop.core.records import Floats, Template
from faceid_desktop.errors import ModelMismatchError, ShapeError
from faceid_desktop.services import gallery_rows, gallery_search, index
from faceid_desktop.services.index import GalleryIndex

D = 5
CALIBRATION = AffineCalibration(0.5, -0.25)


def model_of(seed: int, d: int = D) -> JointBayesian:
    """Draw two covariances for vectors of d entries, of which the last is the commonness."""
    random = np.random.default_rng(seed)
    a, b = random.normal(size=(2, d - 1, d - 1))
    return JointBayesian(a @ a.T, b @ b.T + 0.5 * np.eye(d - 1), commonness=0.33)


MODEL = model_of(1)


def build(vectors: Floats, persons: np.ndarray, count: int, model: JointBayesian = MODEL) -> GalleryIndex:
    """Build an index of persons that are called by their numbers."""
    return GalleryIndex.build(model, CALIBRATION, "m", vectors, persons, [str(each) for each in range(count)])


def template(vector: np.ndarray) -> Template:
    """Return a probe of the index's model."""
    return Template(vector.astype(np.float32), "m")


def by_brute_force(gallery: GalleryIndex, probe: Template, top: int) -> list[tuple[str, float]]:
    """Sort the scores of all persons; those of equal scores in the order of enrolment."""
    scores = gallery.scores(probe)
    best = np.lexsort((np.arange(len(scores)), -scores))[:top]
    ids = gallery.person_ids
    return [(ids[place], float(scores[place])) for place in best.tolist()]


class SmallSizes:
    """Lets small galleries take the way of large ones, as long as it is entered."""

    def __init__(self) -> None:
        self._parts = [
            patch.object(gallery_rows, "SCAN_FROM", 2),
            patch.object(gallery_rows, "BLOCK", 7),
            patch.object(gallery_rows, "_IN_CACHE", 5),
            patch.object(gallery_search, "FIRST_STAGE", 4),
            patch.object(gallery_search, "_SCAN_SHARE", 1),
            patch.object(index, "_FIRST_TAIL", 2),
        ]

    def __enter__(self) -> None:
        for part in self._parts:
            part.start()

    def __exit__(self, *_: object) -> None:
        for part in self._parts:
            part.stop()


@settings(max_examples=60)
@given(
    seed=st.integers(0, 2**32 - 1),
    people=st.integers(1, 80),
    most_photos=st.integers(1, 4),
    distinct=st.integers(1, 30),
    top=st.integers(1, 12),
    jitter=st.sampled_from([0.0, 1e-7, 1e-3]),
)
def test_search_is_brute_force(
    seed: int, people: int, most_photos: int, distinct: int, top: int, jitter: float
) -> None:
    """Same persons, same order, same bits, with any number of ties and near ties."""
    random = np.random.default_rng(seed)
    counts = random.integers(1, most_photos + 1, people)
    persons = np.repeat(np.arange(people), counts)
    faces = random.normal(size=(distinct, D))
    vectors = faces[random.integers(0, distinct, len(persons))]
    vectors = (vectors + jitter * random.normal(size=vectors.shape)).astype(np.float32)
    probes = [template(row) for row in np.vstack([random.normal(size=(2, D)), vectors[:1]])]
    with SmallSizes():
        gallery = build(vectors, persons, people)
        want = [by_brute_force(gallery, probe, top) for probe in probes]
        assert gallery.search_batch(probes, top) == want
        assert [gallery.search(probe, top) for probe in probes] == want


def test_scan_of_thousands_is_brute_force() -> None:
    """The same at a size and length that are scanned as large galleries are, with one far-out person."""
    random = np.random.default_rng(4)
    model = model_of(2, d=24)
    vectors = random.normal(size=(20_000, 24)).astype(np.float32)
    vectors[:, -1] /= 10  # commonness: nobody is so rare as to come before the copies
    vectors[7777] *= 1e4
    vectors[15_000:15_020] = vectors[3]
    gallery = build(vectors, np.arange(20_000), 20_000, model)
    probes = [template(row) for row in [vectors[3], vectors[7777], *random.normal(size=(40, 24))]]
    assert gallery.search_batch(probes, 10) == [by_brute_force(gallery, probe, 10) for probe in probes]
    assert [person for person, _ in gallery.search(probes[0], 4)] == ["3", "15000", "15001", "15002"]


def test_scores_are_the_exact_n_sample_ratio() -> None:
    """Scores are the calibrated n-sample ratios, in the order of enrolment."""
    random = np.random.default_rng(3)
    persons = np.repeat(np.arange(12), np.arange(12) % 4 + 1)
    vectors = random.normal(size=(len(persons), D)).astype(np.float32)
    gallery = build(vectors, persons, 12)
    probe = template(random.normal(size=D))
    raw = [MODEL.n_sample_llr(probe.vector, vectors[persons == person]) for person in range(12)]
    np.testing.assert_allclose(gallery.scores(probe), CALIBRATION.apply(np.array(raw)), atol=1e-9)
    assert gallery.person_ids == [str(person) for person in range(12)]
    assert (len(gallery), gallery.templates) == (12, len(persons))


def test_rows_may_come_in_any_order() -> None:
    """Rows of a person need not lie together; who has none is left out."""
    random = np.random.default_rng(8)
    vectors = random.normal(size=(6, D)).astype(np.float32)
    gallery = build(vectors, np.array([3, 0, 3, 1, 0, 3]), 5)
    assert gallery.person_ids == ["0", "1", "3"]
    found = gallery.person_vectors("3")
    assert found is not None
    np.testing.assert_array_equal(found, vectors[[0, 2, 5]])
    assert gallery.person_vectors("2") is None


def test_excluded_persons_are_not_found() -> None:
    """Who is ruled out does not take a place, whether enrolled or not."""
    random = np.random.default_rng(9)
    gallery = build(random.normal(size=(9, D)).astype(np.float32), np.arange(9), 9)
    probe = template(random.normal(size=D))
    everybody = gallery.search(probe, 9)
    out = {everybody[0][0], everybody[2][0], "nobody"}
    assert gallery.search(probe, 3, exclude=out) == [each for each in everybody if each[0] not in out][:3]


def test_other_models_are_refused() -> None:
    """Templates of two models are never compared."""
    gallery = build(np.zeros((1, D), np.float32), np.zeros(1, np.int64), 1)
    foreign = Template(np.zeros(D, np.float32), "other")
    for ask in (lambda: gallery.scores(foreign), lambda: gallery.search(foreign, 1)):
        with pytest.raises(ModelMismatchError):
            ask()


@pytest.mark.parametrize(
    ("vectors", "persons", "ids"),
    [
        (np.zeros((2, D), np.float64), [0, 1], ["a", "b"]),
        (np.zeros((2, D + 1), np.float32), [0, 1], ["a", "b"]),
        (np.zeros((2, D), np.float32), [0], ["a", "b"]),
        (np.zeros((2, D), np.float32), [0, 2], ["a", "b"]),
        (np.zeros((2, D), np.float32), [0, -1], ["a", "b"]),
        (np.zeros((2, D), np.float32), [0, 1], ["a", "a"]),
    ],
)
def test_refuses_what_does_not_fit(vectors: np.ndarray, persons: list[int], ids: list[str]) -> None:
    """Wrong dtypes, lengths and numbers, and an id that appears twice, are bugs of the caller."""
    with pytest.raises(ShapeError):
        GalleryIndex.build(MODEL, CALIBRATION, "m", vectors, np.array(persons), ids)


def test_a_template_that_is_no_number_changes_nothing() -> None:
    """A refused person leaves the index and its successors as they were."""
    gallery = build(np.eye(D, dtype=np.float32), np.arange(D), D)
    with pytest.raises(ShapeError):
        gallery.with_person("x", np.full((1, D), np.nan, np.float32))
    after = gallery.with_person("x", np.ones((1, D), np.float32))
    assert after.person_ids == [*gallery.person_ids, "x"]


def test_two_futures_of_one_snapshot() -> None:
    """Changes of a snapshot that is not the newest do not show in the other line."""
    gallery = build(np.eye(D, dtype=np.float32), np.arange(D), D)
    one = gallery.with_person("one", np.ones((1, D), np.float32))
    two = gallery.with_person("two", np.ones((2, D), np.float32)).without_person("0")
    assert one.person_ids == ["0", "1", "2", "3", "4", "one"]
    assert two.person_ids == ["1", "2", "3", "4", "two"]
    assert (one.templates, two.templates) == (6, 6)


def test_a_change_does_not_copy_the_gallery() -> None:
    """Enrolling into a large gallery leaves its memory where it is."""
    vectors = np.random.default_rng(5).normal(size=(30_000, D)).astype(np.float32)
    gallery = build(vectors, np.arange(30_000), 30_000)
    after = gallery.with_person("new", vectors[:2]).without_person("17").with_person("4", vectors[8:9])
    assert after.nbytes - gallery.nbytes < 300_000
    kept = after.person_vectors("29999")
    assert kept is not None
    assert np.shares_memory(kept, vectors)


class Changes(RuleBasedStateMachine):
    """Any sequence of changes, against a dictionary; earlier snapshots must answer as they did."""

    def __init__(self) -> None:
        super().__init__()
        self.sizes = SmallSizes()
        self.sizes.__enter__()
        self.random = np.random.default_rng(0)
        self.people: dict[str, Floats] = {}
        self.index = build(np.empty((0, D), np.float32), np.empty(0, np.int64), 0)
        self.probe = template(self.random.normal(size=D))
        self.earlier: list[tuple[GalleryIndex, list[tuple[str, float]]]] = []

    def teardown(self) -> None:
        """Restore the sizes."""
        self.sizes.__exit__()

    @rule(person=st.integers(0, 12), photos=st.integers(1, 4))
    def enrol(self, person: int, photos: int) -> None:
        """Add or replace."""
        vectors = self.random.normal(size=(photos, D)).astype(np.float32)
        self.people[str(person)] = vectors
        self.index = self.index.with_person(str(person), vectors)

    @rule(person=st.integers(0, 12))
    def remove(self, person: int) -> None:
        """Remove, whether there or not."""
        self.people.pop(str(person), None)
        self.index = self.index.without_person(str(person))

    @rule()
    def keep(self) -> None:
        """Remember the present answer."""
        self.earlier.append((self.index, self.index.search(self.probe, 5)))

    @rule(which=st.integers(0, 3))
    def go_back(self, which: int) -> None:
        """Continue from an earlier snapshot."""
        if which < len(self.earlier):
            self.index = self.earlier[which][0]
            found = {person: self.index.person_vectors(person) for person in self.index.person_ids}
            self.people = {person: rows for person, rows in found.items() if rows is not None}

    @invariant()
    def answers_as_the_dictionary(self) -> None:
        """Persons, order of enrolment and scores are those of the dictionary."""
        assert self.index.person_ids == list(self.people)
        assert self.index.templates == sum(map(len, self.people.values()))
        raw = [MODEL.n_sample_llr(self.probe.vector, rows) for rows in self.people.values()]
        np.testing.assert_allclose(
            self.index.scores(self.probe), CALIBRATION.apply(np.array(raw, np.float64)), atol=1e-9
        )
        assert self.index.search(self.probe, 3) == by_brute_force(self.index, self.probe, 3)
        for person, rows in self.people.items():
            np.testing.assert_array_equal(self.index.person_vectors(person), rows)

    @invariant()
    def earlier_snapshots_have_not_changed(self) -> None:
        """What was answered once is answered again."""
        for snapshot, answer in self.earlier[-3:]:
            assert snapshot.search(self.probe, 5) == answer


Changes.TestCase.settings = settings(max_examples=30, stateful_step_count=40, deadline=None)
TestChanges = Changes.TestCase
TestChanges.__doc__ = Changes.__doc__
