"""The n-sample ratio of a whole gallery, against the one of a single person."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceid_desktop.core.gallery_model import GalleryModel, average_templates
from faceid_desktop.core.joint_bayesian import JointBayesian
from faceid_desktop.core.records import Doubles
from faceid_desktop.errors import ShapeError


def random_model(random: np.random.Generator, d: int, commonness: float = 0.0) -> JointBayesian:
    """Draw two covariances."""
    a, b = random.normal(size=(d, d)), random.normal(size=(d, d))
    return JointBayesian(a @ a.T, b @ b.T + 0.5 * np.eye(d), commonness)


def scores_of(model: JointBayesian, probes: Doubles, photos: Doubles, counts: list[int]) -> Doubles:
    """Score probes against persons through the parts of the gallery's model."""
    gallery = GalleryModel(model)
    starts = np.concatenate([[0], np.cumsum(counts)])
    averages = average_templates(photos.astype(np.float32), starts)
    persons = gallery.persons(averages, np.diff(starts))
    distinct, kinds = np.unique(counts, return_inverse=True)
    prepared = gallery.probes(probes, distinct)
    inner = np.einsum("nd,nqd->nq", averages, prepared.weights[kinds])
    return np.asarray(inner + persons.own[:, None] + prepared.constants[kinds])


@given(
    seed=st.integers(0, 2**32 - 1),
    d=st.integers(1, 6),
    counts=st.lists(st.integers(1, 9), min_size=1, max_size=5),
    commonness=st.sampled_from([0.0, 0.33]),
)
def test_equals_the_n_sample_ratio(seed: int, d: int, counts: list[int], commonness: float) -> None:
    """Person, probe and inner product add up to the exact ratio, whatever the numbers of photos."""
    random = np.random.default_rng(seed)
    model = random_model(random, d, commonness)
    photos = random.normal(size=(sum(counts), model.dimensions)).astype(np.float32).astype(np.float64)
    probes = random.normal(size=(2, model.dimensions))
    ends = np.cumsum(counts)
    want = [
        [model.n_sample_llr(probe, photos[end - k : end]) for probe in probes]
        for k, end in zip(counts, ends, strict=True)
    ]
    np.testing.assert_allclose(scores_of(model, probes, photos, counts), want, rtol=1e-10, atol=1e-9)


def test_bounds_are_in_the_same_units_as_the_basis() -> None:
    """The inner product in template space is the one in the basis, from which the codes are made."""
    random = np.random.default_rng(5)
    gallery = GalleryModel(random_model(random, 4))
    averages = random.normal(size=(7, 4))
    persons = gallery.persons(averages, np.full(7, 3))
    probes = gallery.probes(random.normal(size=(2, 4)), np.array([3]))
    np.testing.assert_allclose(persons.inner @ probes.y.T, averages @ probes.weights[0].T, atol=1e-10)


def test_equal_persons_tie_wherever_they_are_computed() -> None:
    """A person's own term has the same bits alone and in a block of any size."""
    random = np.random.default_rng(6)
    gallery = GalleryModel(random_model(random, 37))
    averages = random.normal(size=(1000, 37))
    together = gallery.persons(averages, np.full(1000, 2)).own
    alone = [gallery.persons(row[None], np.array([2])).own[0] for row in averages[::50]]
    assert together[::50].tolist() == alone


@pytest.mark.parametrize("people", [0, 1, 15, 16, 17, 300])
def test_any_number_of_persons_is_prepared(people: int) -> None:
    """The change of basis goes a few rows at a time; the rows left over are not forgotten."""
    random = np.random.default_rng(9)
    gallery = GalleryModel(random_model(random, 128))
    averages = random.normal(size=(people, 128))
    spread = gallery.basis.spread
    gain, known = spread / (1 + spread), 1 + spread / (1 + spread)
    want = averages @ gallery.basis.to_basis.T * gain / known
    persons = gallery.persons(averages, np.ones(people, np.int64))
    np.testing.assert_allclose(persons.inner, want, rtol=1e-9, atol=1e-9)
    assert persons.own.shape == (people,)


@pytest.mark.parametrize("wrong", [np.nan, np.inf])
def test_refuses_what_is_not_finite(wrong: float) -> None:
    """A template that is not a number would win or lose every search."""
    gallery = GalleryModel(random_model(np.random.default_rng(7), 3))
    bad = np.array([[0.0, wrong, 0.0]])
    with pytest.raises(ShapeError), np.errstate(invalid="ignore"):
        gallery.persons(bad, np.array([1]))
    with pytest.raises(ShapeError), np.errstate(invalid="ignore"):
        gallery.probes(bad, np.array([1]))


def test_refuses_another_length() -> None:
    """A probe of another length is a bug of the caller."""
    gallery = GalleryModel(random_model(np.random.default_rng(8), 3))
    with pytest.raises(ShapeError):
        gallery.probes(np.zeros((1, 4)), np.array([1]))
