"""Commonness against the formula, and what it is for: crowded regions of the space."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceid_desktop.core.cohort import Cohort, WithCommonness, group_means
from faceid_desktop.core.joint_bayesian import JointBayesian
from faceid_desktop.core.pca import Pca
from faceid_desktop.core.records import Doubles
from faceid_desktop.core.track_evidence import track_llr, track_probe
from faceid_desktop.errors import ShapeError


def random_model(random: np.random.Generator, d: int) -> JointBayesian:
    """Draw two covariances."""
    a, b = random.normal(size=(d, d)), random.normal(size=(d, d))
    return JointBayesian(a @ a.T, b @ b.T + 0.5 * np.eye(d))


@given(seed=st.integers(0, 2**32 - 1), d=st.integers(1, 5), size=st.integers(1, 9), nearest=st.integers(1, 9))
def test_commonness_is_the_mean_of_the_highest_ratios(seed: int, d: int, size: int, nearest: int) -> None:
    """It equals sorting the ratios of every single pair; a cohort smaller than that is refused."""
    random = np.random.default_rng(seed)
    model, members, x = random_model(random, d), random.normal(size=(size, d)), random.normal(size=(3, d))
    if nearest > size:
        with pytest.raises(ShapeError):
            Cohort(model, members, nearest)
        return
    found = Cohort(model, members, nearest).commonness(x)
    each = [sorted(float(model.llr(row[None], other[None])[0]) for other in members) for row in x]
    np.testing.assert_allclose(found, [np.mean(ratios[-nearest:]) for ratios in each], atol=1e-9)


@given(seed=st.integers(0, 2**32 - 1), d=st.integers(1, 5), weight=st.sampled_from([0.25, 0.5, 1.0]))
def test_ratios_lose_the_weighted_commonness_of_both_sides(seed: int, d: int, weight: float) -> None:
    """Pairs, all pairs, photos of one person and frames of a track lose it alike."""
    random = np.random.default_rng(seed)
    plain = random_model(random, d)
    model = replace(plain, commonness=weight)
    a, b = random.normal(size=(2, 4, d + 1))
    off = weight * (a[:, -1] + b[:, -1])
    np.testing.assert_allclose(model.llr(a, b), plain.llr(a[:, :d], b[:, :d]) - off, atol=1e-9)
    np.testing.assert_allclose(np.diag(model.cross_llr(a, b)), model.llr(a, b), atol=1e-9)
    photos = weight * b[:, -1].mean()
    expected = plain.n_sample_llr(a[0, :d], b[:, :d]) - weight * a[0, -1] - photos
    assert model.n_sample_llr(a[0], b) == pytest.approx(expected, abs=1e-9)
    probe = track_probe(a[:1], np.ones(1))
    tracked = track_llr(model, probe, b.mean(axis=0)[None], np.array([4.0]))
    assert tracked[0] == pytest.approx(expected, abs=1e-9)


def test_a_crowded_region_is_the_commoner_one() -> None:
    """Where strangers lie close together commonness is higher, and their pairs lose more than others."""
    random = np.random.default_rng(4)
    model = JointBayesian(4.0 * np.eye(6), np.eye(6))
    crowd = np.r_[[3.0], np.zeros(5)] + 0.5 * random.normal(size=(300, 6))
    others = 2.0 * random.normal(size=(700, 6))
    cohort = Cohort(model, np.concatenate([crowd, others]), 20)
    in_crowd = np.r_[[3.0], np.zeros(5)] + 0.5 * random.normal(size=(40, 6))
    elsewhere = 2.0 * random.normal(size=(40, 6))
    assert np.median(cohort.commonness(in_crowd)) > np.quantile(cohort.commonness(elsewhere), 0.9)


def test_templates_end_with_their_commonness() -> None:
    """The projection's vectors come first, unchanged."""
    random = np.random.default_rng(2)
    pca = Pca(np.zeros(5), np.eye(5)[:3])
    cohort = Cohort(random_model(random, 3), random.normal(size=(8, 3)), 4)
    x = random.normal(size=(6, 5))
    both = WithCommonness(pca, cohort)
    assert both.dimensions == 4
    np.testing.assert_array_equal(both.transform(x)[:, :3], pca.transform(x))
    np.testing.assert_array_equal(both.transform(x)[:, 3], cohort.commonness(pca.transform(x)))


def test_members_of_a_cohort_are_means_of_several_faces() -> None:
    """Each is the mean of a face with its nearest, where deviations have variance 1, and equals no face."""
    random = np.random.default_rng(3)
    x, model = random.normal(size=(60, 4)), random_model(random, 4)
    means = group_means(x, model, 20, 5, 1)
    assert means.shape == (20, 4)
    assert np.abs(means[:, None] - x[None]).max(axis=2).min() > 1e-6
    y = model.project(x)

    def nearest(row: int) -> Doubles:
        order = np.argsort(((y - y[row]) ** 2).sum(axis=1))
        return np.asarray(x[order[:5]].mean(axis=0))

    of_each = np.stack([nearest(row) for row in range(60)])
    assert np.abs(means[:, None] - of_each[None]).max(axis=2).min(axis=1).max() < 1e-9
