"""Joint Bayesian for a gallery: the exact n-sample ratio as one inner product a person.

In the basis of `faceid_desktop.core.joint_bayesian`, where the identity has variances s and a photo deviates
by 1, a person with k photos of average ``b`` leaves the identity with mean ``m = k s / (1 + k s) b`` and
variance ``s / (1 + k s)``. A probe ``y`` then has variance ``v = 1 + s / (1 + k s)`` around ``m``, and
``u = 1 + s`` around zero if it is a stranger's:

    LLR = sum  ln(u / v) / 2  +  y^2 / (2 u)  -  (y - m)^2 / (2 v)
        = y . (m / v)  +  [sum ln(u / v) / 2 - m^2 / (2 v)]  +  [sum y^2 (1 / u - 1 / v) / 2]

The first term is an inner product, the second belongs to the person (``own``), and the third depends on the
person only through k: one number for each distinct k. Nothing is approximated.

The inner product is taken between a *template* and ``T'(k s / ((1 + k s) v) y)``, with T the change of basis,
so that a gallery keeps the templates as they were stored and no transformed copy of them. Where templates
end with a commonness, its weight in the inner product is nought: it is part of the second and third terms.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from faceid_desktop.core.joint_bayesian import Basis, JointBayesian
from faceid_desktop.core.products import on_this_thread
from faceid_desktop.core.records import Doubles, Floats
from faceid_desktop.errors import ShapeError

Indices = NDArray[np.int64]

GRID = 2.0**-32
"""Terms of persons are rounded to this grid. It is coarser than the errors of a matrix product, which differ
with the place in the product, so that two persons with the same photos tie."""


@dataclass(frozen=True, slots=True, eq=False)
class Persons:
    """What a search needs of n persons.

    Parameters
    ----------
    inner
        (n, d) float64, ``m / v`` in the basis.
    own
        (n,) float64, the person's own term.
    """

    inner: Doubles
    own: Doubles


@dataclass(frozen=True, slots=True, eq=False)
class Probes:
    """Probes prepared for a gallery whose persons have ``counts`` photos.

    Parameters
    ----------
    y
        (q, d) float64, in the basis.
    counts
        (K,) int64, ascending: the distinct numbers of photos.
    weights
        (K, q, D) float64; the inner product of ``weights[i, j]`` with the average template of a person of
        ``counts[i]`` photos is the first term.
    constants
        (K, q) float64, the third term.
    """

    y: Doubles
    counts: Indices
    weights: Doubles
    constants: Doubles


@dataclass(frozen=True)
class GalleryModel:
    """The exact n-sample ratio, split into what a person and what a probe contributes.

    Parameters
    ----------
    model
        The fitted covariances.
    """

    model: JointBayesian

    @cached_property
    def basis(self) -> Basis:
        """The basis of the model."""
        return self.model.basis

    def persons(self, averages: Doubles, counts: Indices) -> Persons:
        """Prepare persons.

        Parameters
        ----------
        averages
            (n, D) float64, each person's average template.
        counts
            (n,) int64, of how many photos.

        Raises
        ------
        ShapeError
            If a template is not finite.
        """
        gain, known = self._posterior(counts)
        inner = on_this_thread(averages[:, : len(self.basis.spread)], self.basis.to_basis.T)
        inner *= gain / known
        own = np.log((1 + self.basis.spread) / known).sum(axis=1) - np.vecdot(inner, inner * known)
        own = own / 2 - self.model.discount(averages)
        if not np.isfinite(own).all():
            raise ShapeError(name="vectors", expected="finite", actual="infinite or not a number")
        return Persons(inner, np.asarray(np.rint(own / GRID) * GRID))

    def probes(self, vectors: NDArray[np.floating], counts: Indices) -> Probes:
        """Prepare probes (q, D) for persons of the given distinct numbers of photos (K,).

        Raises
        ------
        ShapeError
            If the vectors do not have D entries or are not finite.
        """
        if vectors.ndim != 2 or vectors.shape[1] != self.model.dimensions:
            raise ShapeError(
                name="probe", expected=f"(q, {self.model.dimensions})", actual=str(vectors.shape)
            )
        # One product for each probe: its scores do not depend on the probes beside it.
        d = len(self.basis.spread)
        rows = vectors.astype(np.float64)[:, :d]
        y = np.stack([self.basis.to_basis @ row for row in rows]) if len(rows) else rows
        if not np.isfinite(vectors).all():
            raise ShapeError(name="probe", expected="finite", actual="infinite or not a number")
        gain, known = self._posterior(counts)
        stretched = (gain / known)[:, None, :] * y
        weights = np.zeros((*stretched.shape[:2], self.model.dimensions))
        weights[:, :, :d] = np.reshape(
            [[self.basis.to_basis.T @ row for row in of_count] for of_count in stretched], stretched.shape
        )
        narrowing = 1 / (1 + self.basis.spread) - 1 / known
        constants = (y**2 * narrowing[:, None, :]).sum(axis=2) / 2 - self.model.discount(vectors)
        return Probes(y, counts, weights, constants)

    def _posterior(self, counts: Indices) -> tuple[Doubles, Doubles]:
        """Gain ``k s / (1 + k s)`` and a probe's variance ``v``: (n, d), or (1, d) if all k are equal."""
        k = counts.astype(np.float64)[:, None]
        if len(k) > 1 and (k == k[0]).all():
            k = k[:1]
        seen = k * self.basis.spread
        return seen / (1 + seen), 1 + self.basis.spread / (1 + seen)


def average_templates(photos: Floats, starts: Indices) -> Doubles:
    """Average the templates of each person.

    Parameters
    ----------
    photos
        (p, d) float32, the photos of a person next to each other.
    starts
        (n + 1,) int64, where each person begins, and the end; nobody is empty.

    Returns
    -------
    Doubles
        (n, d).
    """
    rows = photos[starts[0] : starts[-1]].astype(np.float64)
    counts = np.diff(starts)
    if (counts == 1).all():
        return rows
    return np.asarray(np.add.reduceat(rows, starts[:-1] - starts[0], axis=0) / counts[:, None])
