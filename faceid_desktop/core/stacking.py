"""Stacking: one linear layer over all networks, fitted by least squares to a teacher's vectors.

It reads each response of a network's last layer twice, as it is and rectified (the feature proper): what lies
below nought is worth a twentieth of the misses. Wolpert, "Stacked generalization", Neural Networks 5
(1992); with a ridge (Hoerl & Kennard 1970), because several networks of one face say nearly the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from faceid_desktop.core.records import Doubles, checked
from faceid_desktop.errors import ShapeError

Real = TypeVar("Real", bound=np.floating)

RIDGE = 0.03
"""Share of the responses' mean variance that is added to each."""


class Projection(Protocol):
    """A map from joined features to template vectors: `faceid_desktop.core.pca.Pca`, or `Stacking`."""

    @property
    def dimensions(self) -> int:
        """Length of a projected vector."""

    def transform(self, x: NDArray[np.floating]) -> Doubles:
        """Project the rows of ``x`` (n, D) to (n, d) float64."""


@dataclass(frozen=True, slots=True, eq=False)
class Stacking:
    """Affine map ``weights @ (with_rectified(x) - mean)``; over the faces it was fitted on its mean is zero.

    Parameters
    ----------
    mean
        (2 D,) float64, mean of the joined responses and of the rectified ones.
    weights
        (d, 2 D) float64.
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
        """Project responses (n, D), any float type, to (n, d) float64.

        Raises
        ------
        ShapeError
            If the rows do not have D entries.
        """
        if x.ndim != 2 or 2 * x.shape[1] != self.mean.shape[0]:
            raise ShapeError(name="x", expected=f"(n, {self.mean.shape[0] // 2})", actual=str(x.shape))
        return np.asarray((with_rectified(x.astype(np.float64)) - self.mean) @ self.weights.T)


def with_rectified(x: NDArray[Real]) -> NDArray[Real]:
    """Join responses (n, D) and their positive parts to (n, 2 D)."""
    return np.concatenate([x, np.maximum(x, 0)], axis=1)


@dataclass(frozen=True, slots=True, eq=False)
class Moments:
    """All that a fit depends on; those of a few responses are found in those of many.

    Parameters
    ----------
    mean, target_mean
        (2 D,) and (d,) float64.
    covariance
        (2 D, 2 D) float64 of responses and rectified responses.
    cross
        (2 D, d) float64 of these and the targets.
    """

    mean: Doubles
    target_mean: Doubles
    covariance: Doubles
    cross: Doubles

    def take(self, columns: NDArray[np.int64]) -> Moments:
        """Return the moments of some responses, numbered 0 to D - 1."""
        columns = np.concatenate([columns, columns + len(self.mean) // 2])
        return Moments(
            self.mean[columns],
            self.target_mean,
            self.covariance[np.ix_(columns, columns)],
            self.cross[columns],
        )


def measure_moments(x: NDArray[np.floating], targets: NDArray[np.floating]) -> Moments:
    """Measure means and covariances of responses (n, D) and targets (n, d).

    Raises
    ------
    ShapeError
        If the numbers of rows differ or there are fewer than two.
    """
    if x.ndim != 2 or targets.ndim != 2 or len(x) != len(targets) or len(x) < 2:
        raise ShapeError(name="targets", expected=f"({len(x)}, d)", actual=str(targets.shape))
    x = with_rectified(x)
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
    """Fit the map from responses (n, D) to the centred vectors (n, d) that a teacher gave the faces."""
    return solve_stacking(measure_moments(x, targets), ridge)
