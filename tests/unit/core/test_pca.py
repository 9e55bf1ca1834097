"""PCA."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceid_desktop.core.pca import Pca, fit_pca, unit_length
from faceid_desktop.errors import ShapeError


@given(seed=st.integers(0, 2**32 - 1), samples=st.integers(3, 40), features=st.integers(1, 40))
def test_components_are_orthonormal_and_uncorrelated(seed: int, samples: int, features: int) -> None:
    """Components are orthonormal, and projections are centred, uncorrelated and of falling variance."""
    x = np.random.default_rng(seed).normal(size=(samples, features)) + 5
    pca = fit_pca(x, min(samples - 1, features))
    np.testing.assert_allclose(pca.components @ pca.components.T, np.eye(pca.dimensions), atol=1e-9)
    y = pca.transform(x)
    covariance = y.T @ y / samples
    np.testing.assert_allclose(y.mean(axis=0), 0, atol=1e-9)
    np.testing.assert_allclose(covariance, np.diag(np.diag(covariance)), atol=1e-9 * samples)
    assert (np.diff(np.diag(covariance)) <= 1e-9).all()


@given(seed=st.integers(0, 2**32 - 1), samples=st.integers(3, 30), features=st.integers(1, 60))
def test_a_full_projection_keeps_distances(seed: int, samples: int, features: int) -> None:
    """With every component kept, the samples are as far apart as before."""
    x = np.random.default_rng(seed).normal(size=(samples, features))
    y = fit_pca(x, min(samples - 1, features)).transform(x)
    before = np.linalg.norm(x[:, None] - x[None], axis=-1)
    np.testing.assert_allclose(np.linalg.norm(y[:, None] - y[None], axis=-1), before, atol=1e-8)


def test_both_forms_find_the_same_directions() -> None:
    """The small (Gram) and the plain form agree with a singular value decomposition, sign rule included."""
    random = np.random.default_rng(1)
    for shape in ((30, 12), (12, 30)):
        x = random.normal(size=shape) * np.linspace(3, 1, shape[1])
        pca = fit_pca(x, 5)
        expected = np.linalg.svd(x - x.mean(axis=0), full_matrices=False)[2][:5]
        np.testing.assert_allclose(np.abs(np.sum(pca.components * expected, axis=1)), 1, atol=1e-9)
        largest = np.abs(pca.components).argmax(axis=1)
        assert (pca.components[np.arange(5), largest] > 0).all()


def test_float32_features_give_float64_templates() -> None:
    """Features of a network are float32; the projection is computed in float64."""
    x = np.random.default_rng(2).normal(size=(10, 4)).astype(np.float32)
    pca = fit_pca(x, 2)
    assert pca.transform(x).dtype == np.float64
    np.testing.assert_array_equal(pca.transform(x), pca.transform(x.astype(np.float64)))


@pytest.mark.parametrize("dimensions", [0, 4, 10])
def test_impossible_numbers_of_components_are_refused(dimensions: int) -> None:
    """Four centred samples span three dimensions, so none and four are refused."""
    with pytest.raises(ShapeError):
        fit_pca(np.eye(4), dimensions)


def test_wrong_widths_are_refused() -> None:
    """Rows of another length than the mean and a vector instead of a matrix are bugs with a name."""
    pca = fit_pca(np.random.default_rng(3).normal(size=(6, 3)), 2)
    for x in (np.zeros((2, 4)), np.zeros(3)):
        with pytest.raises(ShapeError):
            pca.transform(x)
    with pytest.raises(ShapeError):
        Pca(np.zeros(3), np.zeros((2, 4)))


@given(seed=st.integers(0, 2**32 - 1), exponent=st.integers(-200, 200))
def test_unit_length_keeps_the_direction(seed: int, exponent: int) -> None:
    """Any row, however long or short, becomes one of length one that points the same way."""
    x = np.random.default_rng(seed).normal(size=(5, 7))
    unit = unit_length(x * 10.0**exponent)
    np.testing.assert_allclose(np.linalg.norm(unit, axis=1), 1, atol=1e-12)
    np.testing.assert_allclose(unit, unit_length(x), atol=1e-12)


def test_unit_length_leaves_zeros_alone() -> None:
    """A row of zeros has no direction and stays zero without a warning."""
    np.testing.assert_array_equal(unit_length(np.zeros((2, 3))), np.zeros((2, 3)))
