"""Principal component analysis: the step from joined network features to the template vector.

Source: Jolliffe, *Principal Component Analysis*, 2nd ed. (2002), chapter 2; the Gram form for few samples is
chapter 3.5 (also known from Turk & Pentland 1991).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from faceid_desktop.core.records import Doubles, checked
from faceid_desktop.errors import ShapeError


@dataclass(frozen=True, slots=True, eq=False)
class Pca:
    """Projection on orthonormal directions of largest variance.

    Parameters
    ----------
    mean
        (D,) float64, subtracted before the projection.
    components
        (d, D) float64, orthonormal rows, the largest variance first.
    """

    mean: Doubles
    components: Doubles

    def __post_init__(self) -> None:
        checked("mean", self.mean, np.float64, (None,))
        checked("components", self.components, np.float64, (None, self.mean.shape[0]))

    @property
    def dimensions(self) -> int:
        """Length d of a projected vector."""
        return int(self.components.shape[0])

    def transform(self, x: NDArray[np.floating]) -> Doubles:
        """Project the rows of ``x``.

        Parameters
        ----------
        x
            (n, D), any float type.

        Returns
        -------
        Doubles
            (n, d) float64.

        Raises
        ------
        ShapeError
            If the rows do not have D entries.
        """
        _require_rows(x, self.mean.shape[0])
        centred = x.astype(np.float64) - self.mean
        return np.asarray(centred @ self.components.T)


def fit_pca(x: NDArray[np.floating], dimensions: int) -> Pca:
    """Find the ``dimensions`` directions of largest variance.

    Parameters
    ----------
    x
        (n, D), one sample a row.
    dimensions
        How many components to keep: at least 1 and at most min(n - 1, D), the largest rank a centred sample
        has.

    Returns
    -------
    Pca
        With each component's sign chosen so that its largest entry is positive; two fits of the same data on
        two machines are then the same.

    Raises
    ------
    ShapeError
        If ``x`` is not two-dimensional or cannot give that many components.
    """
    _require_rows(x, None)
    samples, features = x.shape
    if not 1 <= dimensions <= min(samples - 1, features):
        raise ShapeError(
            name="dimensions", expected=f"1..{min(samples - 1, features)}", actual=str(dimensions)
        )
    mean = x.mean(axis=0, dtype=np.float64)
    centred = x.astype(np.float64) - mean
    if features <= samples:
        _, vectors = np.linalg.eigh(centred.T @ centred)
        components = vectors[:, ::-1][:, :dimensions].T
    else:  # an n x n matrix has the same non-zero spectrum and is the smaller one
        _, vectors = np.linalg.eigh(centred @ centred.T)
        directions = centred.T @ vectors[:, ::-1][:, :dimensions]
        # QR rather than division by the norm: it stays orthonormal where a variance is (nearly) zero.
        components = np.linalg.qr(directions)[0].T
    largest = np.abs(components).argmax(axis=1)
    signs = np.where(components[np.arange(dimensions), largest] < 0, -1.0, 1.0)
    return Pca(mean, np.ascontiguousarray(components * signs[:, None]))


def unit_length(x: NDArray[np.floating]) -> Doubles:
    """Scale every row to length one; a row of zeros stays as it is.

    Parameters
    ----------
    x
        (n, d), any float type.

    Returns
    -------
    Doubles
        (n, d) float64. Source of the practice: Garcia-Romero & Espy-Wilson, Interspeech 2011 (length
        normalisation makes features Gaussian enough for a two-covariance model).
    """
    _require_rows(x, None)
    rows = x.astype(np.float64)
    # By the largest entry first, so that the squares can neither overflow nor vanish.
    largest = np.abs(rows).max(axis=1, keepdims=True, initial=0.0)
    rows = np.divide(rows, largest, out=np.zeros_like(rows), where=largest > 0)
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(np.divide(rows, length, out=rows, where=length > 0))


def _require_rows(x: NDArray[np.floating], width: int | None) -> None:
    if x.ndim != 2 or (width is not None and x.shape[1] != width):
        raise ShapeError(name="x", expected=f"(n, {width or 'D'})", actual=str(x.shape))
