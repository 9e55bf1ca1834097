"""The codes of persons and probes: a bound that always holds."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from faceid_desktop.core.codes import LARGEST, make_code_book
from faceid_desktop.core.gallery_model import GalleryModel
from faceid_desktop.core.joint_bayesian import JointBayesian


def gallery_of(random: np.random.Generator, d: int) -> GalleryModel:
    """Draw a model whose dimensions are of very different size."""
    a = random.normal(size=(d, d)) * np.geomspace(3, 0.05, d)
    b = random.normal(size=(d, d))
    return GalleryModel(JointBayesian(a @ a.T, b @ b.T / d + 0.2 * np.eye(d)))


@given(
    seed=st.integers(0, 2**32 - 1),
    d=st.sampled_from([1, 3, 17, 60]),
    photos=st.integers(1, 5),
    person_size=st.sampled_from([0.0, 0.01, 1.0, 5.0]),
    probe_size=st.sampled_from([0.0, 1e-6, 1.0, 30.0, 1e4]),
)
def test_no_score_exceeds_its_bound(
    seed: int, d: int, photos: int, person_size: float, probe_size: float
) -> None:
    """The bound holds for persons like those of the book and for others, and for any probe."""
    random = np.random.default_rng(seed)
    gallery = gallery_of(random, d)
    sample = gallery.persons(random.normal(size=(50, d)), np.full(50, 1))
    book = make_code_book(sample, gallery.basis.spread)
    persons = gallery.persons(person_size * random.normal(size=(40, d)), np.full(40, photos))
    probes = gallery.probes(probe_size * random.normal(size=(6, d)), np.array([photos]))
    codes, outside = book.encode(persons)
    probe_codes = book.encode_probes(probes)
    products = codes.astype(np.int64) @ probe_codes.codes.astype(np.int64)
    scores = persons.inner @ probes.y.T + persons.own[:, None] + probes.constants[0]
    bounds = products * probe_codes.unit + probe_codes.constants[0]
    assert (bounds >= scores - 1e-9 * np.abs(scores))[~outside].all()
    limits = np.stack([probe_codes.limits(row)[0] for row in scores])
    assert (products >= limits)[~outside].all()


def test_the_bound_is_tight_enough_to_be_of_use() -> None:
    """For persons of the model only a small part of a search can reach the best score."""
    random = np.random.default_rng(11)
    gallery = gallery_of(random, 60)
    basis = gallery.basis
    draws = random.normal(size=(3020, 60)) * np.sqrt(1 + basis.spread) @ basis.from_basis.T
    persons = gallery.persons(draws[:3000], np.full(3000, 1))
    book = make_code_book(persons, basis.spread)
    codes, outside = book.encode(persons)
    probes = gallery.probes(draws[3000:], np.array([1]))
    probe_codes = book.encode_probes(probes)
    scores = persons.inner @ probes.y.T + persons.own[:, None] + probes.constants[0]
    limits = probe_codes.limits(scores.max(axis=0))
    passing = (codes.astype(np.int64) @ probe_codes.codes.astype(np.int64) >= limits).mean()
    assert not outside.any()
    assert 1 / 3000 <= passing < 0.05


def test_who_is_far_out_is_told() -> None:
    """A person beyond what the codes can vouch for is not given a bound that does not hold."""
    random = np.random.default_rng(12)
    gallery = gallery_of(random, 17)
    book = make_code_book(gallery.persons(random.normal(size=(50, 17)), np.full(50, 1)), gallery.basis.spread)
    _, outside = book.encode(gallery.persons(1e5 * random.normal(size=(4, 17)), np.full(4, 1)))
    assert outside.all()


def test_codes_use_their_range() -> None:
    """Codes fit eight bits, are a multiple of sixteen long, and are not all zero."""
    random = np.random.default_rng(13)
    gallery = gallery_of(random, 60)
    persons = gallery.persons(random.normal(size=(200, 60)), np.full(200, 1))
    book = make_code_book(persons, gallery.basis.spread)
    codes, _ = book.encode(persons)
    assert codes.shape == (200, book.width)
    assert book.width % 16 == 0
    assert 30 < np.abs(codes.astype(int)).max() <= LARGEST
