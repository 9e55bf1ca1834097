"""The linear map from joined features to a teacher's vectors."""

from __future__ import annotations

import numpy as np
import pytest

from faceid_desktop.core.stacking import (
    Stacking,
    fit_stacking,
    measure_moments,
    solve_stacking,
    with_rectified,
)
from faceid_desktop.errors import ShapeError

RANDOM = np.random.default_rng(3)
FEATURES = RANDOM.normal(size=(400, 12))
MAP = RANDOM.normal(size=(24, 3))
TARGETS = with_rectified(FEATURES) @ MAP - 2


def test_a_linear_relation_is_found() -> None:
    """With hardly any ridge targets that depend on responses and their positive parts come out, centred."""
    stacking = fit_stacking(FEATURES, TARGETS, ridge=1e-12)
    np.testing.assert_allclose(stacking.transform(FEATURES), TARGETS - TARGETS.mean(axis=0), atol=1e-6)
    np.testing.assert_allclose(stacking.transform(FEATURES).mean(axis=0), 0, atol=1e-9)
    assert stacking.dimensions == 3


def test_the_ridge_is_that_of_the_augmented_system() -> None:
    """The solution is least squares on the sample with one added row for each feature."""
    ridge = 0.1
    noisy = TARGETS + RANDOM.normal(size=TARGETS.shape)
    both = with_rectified(FEATURES)
    centred = both - both.mean(axis=0)
    strength = ridge * centred.var(axis=0).mean() * len(centred)
    rows = np.vstack([centred, np.sqrt(strength) * np.eye(24)])
    aims = np.vstack([noisy - noisy.mean(axis=0), np.zeros((24, 3))])
    expected = np.linalg.lstsq(rows, aims)[0].T
    np.testing.assert_allclose(fit_stacking(FEATURES, noisy, ridge).weights, expected, rtol=1e-8)


def test_features_that_depend_on_each_other_do_no_harm() -> None:
    """Two copies of the features, as two networks that have learnt the same, still give finite weights."""
    twice = np.hstack([FEATURES, FEATURES])
    stacking = fit_stacking(twice, TARGETS, 1e-3)
    assert np.abs(stacking.weights).max() < 10
    np.testing.assert_allclose(stacking.transform(twice), TARGETS - TARGETS.mean(axis=0), atol=0.1)


def test_moments_of_some_features_are_found_in_those_of_all() -> None:
    """Selection fits a subset without looking at the faces again."""
    columns = np.array([1, 4, 7])
    part = solve_stacking(measure_moments(FEATURES, TARGETS).take(columns), 0.01)
    direct = fit_stacking(FEATURES[:, columns], TARGETS, 0.01)
    np.testing.assert_allclose(part.weights, direct.weights, rtol=1e-9)
    np.testing.assert_allclose(part.mean, direct.mean)


def test_wrong_shapes_are_refused() -> None:
    """Rows of another width, or features and targets of different faces, are bugs."""
    with pytest.raises(ShapeError):
        fit_stacking(FEATURES, TARGETS[:-1])
    with pytest.raises(ShapeError):
        fit_stacking(FEATURES, TARGETS).transform(FEATURES[:, :5])
    with pytest.raises(ShapeError):
        Stacking(np.zeros(3), np.zeros((2, 4)))
