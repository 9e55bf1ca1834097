"""Stacking: one linear map of all networks' features, fitted by least squares to a teacher's vectors.

Wolpert, "Stacked generalization", Neural Networks 5 (1992); with a ridge (Hoerl & Kennard 1970), because the
features of several networks of one face are nearly dependent.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from faceid_desktop.core.records import Doubles, checked
from faceid_desktop.errors import ShapeError

RIDGE = 1e-3
"""Share of the features' mean variance that is added to each; small, as faces are many and features few."""


class Projection(Protocol):
    """A map from joined features to template vectors: `Stacking` or `faceid_desktop.core.pca.Pca`."""

    @property
    def dimensions(self) -> int:
        """Length of a projected vector."""

    def transform(self, x: NDArray[np.floating]) -> Doubles:
        """Project the rows of ``x`` (n, D) to (n, d) float64."""


@dataclass(frozen=True, slots=True, eq=False)
class Stacking:
    """Affine map ``weights @ (x - mean)``; its results have mean zero over the faces that it was fitted on.

    Parameters
    ----------
    mean
        (D,) float64, mean of the joined features.
    weights
        (d, D) float64.
    """

    mean: Doubles
    weights: Doubles

    def __post_init__(self) -> None:
        checked("mean", self.mean, np.float64, (None,))
        checked("weights", self.weights, np.float64, (None, self.mean.shape[0]))

    @property
    def dimensions(self) -> int:
        """Length d of a projected vector."""
        return int(self.weights.shape[0])

    def transform(self, x: NDArray[np.floating]) -> Doubles:
        """Project the rows of ``x`` (n, D), any float type, to (n, d) float64.

        Raises
        ------
        ShapeError
            If the rows do not have D entries.
        """
        if x.ndim != 2 or x.shape[1] != self.mean.shape[0]:
            raise ShapeError(name="x", expected=f"(n, {self.mean.shape[0]})", actual=str(x.shape))
        return np.asarray((x.astype(np.float64) - self.mean) @ self.weights.T)


@dataclass(frozen=True, slots=True, eq=False)
class Moments:
    """All that a fit depends on; those of a few features are found in those of many.

    Parameters
    ----------
    mean, target_mean
        (D,) and (d,) float64.
    covariance
        (D, D) float64 of the features.
    cross
        (D, d) float64 of features and targets.
    """

    mean: Doubles
    target_mean: Doubles
    covariance: Doubles
    cross: Doubles

    def take(self, columns: NDArray[np.int64]) -> Moments:
        """Return the moments of some features."""
        return Moments(
            self.mean[columns],
            self.target_mean,
            self.covariance[np.ix_(columns, columns)],
            self.cross[columns],
        )


def measure_moments(x: NDArray[np.floating], targets: NDArray[np.floating]) -> Moments:
    """Measure means and covariances of features (n, D) and targets (n, d).

    Raises
    ------
    ShapeError
        If the numbers of rows differ or there are fewer than two.
    """
    if x.ndim != 2 or targets.ndim != 2 or len(x) != len(targets) or len(x) < 2:
        raise ShapeError(name="targets", expected=f"({len(x)}, d)", actual=str(targets.shape))
    mean, target_mean = x.mean(axis=0, dtype=np.float64), targets.mean(axis=0, dtype=np.float64)
    # In the features' own precision: tens of thousands of rows by thousands of columns fit in memory only
    # once.
    centred, aims = x - mean.astype(x.dtype), targets - target_mean.astype(targets.dtype)
    covariance = np.asarray(centred.T @ centred, np.float64) / len(x)
    cross = np.asarray(centred.T @ aims.astype(x.dtype), np.float64) / len(x)
    return Moments(mean, target_mean, covariance, cross)


def solve_stacking(moments: Moments, ridge: float = RIDGE) -> Stacking:
    """Find the map of least squared error plus ridge.

    Parameters
    ----------
    moments
        Of the features and targets.
    ridge
        As a share of the features' mean variance, > 0.
    """
    strength = ridge * float(np.trace(moments.covariance)) / len(moments.covariance)
    system = moments.covariance + max(strength, np.finfo(np.float64).tiny) * np.eye(len(moments.covariance))
    return Stacking(moments.mean, np.ascontiguousarray(np.linalg.solve(system, moments.cross).T))


def fit_stacking(x: NDArray[np.floating], targets: NDArray[np.floating], ridge: float = RIDGE) -> Stacking:
    """Fit the map from features (n, D) to the teacher's vectors (n, d) of the same faces, less their mean."""
    return solve_stacking(measure_moments(x, targets), ridge)
