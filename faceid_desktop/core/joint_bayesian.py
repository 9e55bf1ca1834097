"""Joint Bayesian: whether two feature vectors are more likely of one person or of two.

A feature vector is ``x = mu + e``: an identity ``mu ~ N(0, Sm)`` that all photos of a person share, and a
deviation ``e ~ N(0, Se)`` of each photo. This is the model of Chen, Cao, Wang, Wen & Sun, "Bayesian Face
Revisited" (ECCV 2012), and of the two-covariance PLDA of Brümmer & de Villiers (Odyssey 2010); means are zero
because the PCA centres.

All work is done in the basis where both covariances are diagonal (Fukunaga, *Statistical Pattern
Recognition*, 2.3): with ``Se = L L'`` and ``L^-1 Sm L^-T = U diag(s) U'`` the vector ``y = U' L^-1 x`` has
identity covariance ``diag(s)`` and deviation covariance ``I``. Each dimension is then on its own, and with
S_T = Sm + Se,

- ``-G = (2 Sm + Se)^-1 Sm Se^-1``                becomes ``s / (1 + 2 s)``,
- ``A = S_T^-1 - (Se^-1 + G)``                    becomes ``-s^2 / ((1 + s) (1 + 2 s))``,
- ``ln(|Sigma_E| / |Sigma_I|)``                   becomes ``sum 2 ln(1 + s) - ln(1 + 2 s)``.

Nothing is subtracted that nearly cancels, and ``Sm`` may be singular.

A vector may have one entry more than d, the commonness of the face (`faceid_desktop.core.cohort`). What it
says against either vector of a pair is taken off the ratio. Below, D counts all entries.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from faceid_desktop.core.records import Doubles, checked
from faceid_desktop.errors import ShapeError

Progress = Callable[[int, float], None]


@dataclass(frozen=True, slots=True, eq=False)
class Factors:
    """Vectors prepared for scoring: ``llr(a, b) = inner_a . inner_b + own_a + own_b``.

    A gallery stores these, and one matrix product answers 1:N exactly.

    Parameters
    ----------
    inner
        (n, d) float64.
    own
        (n,) float64.
    """

    inner: Doubles
    own: Doubles

    def __post_init__(self) -> None:
        checked("inner", self.inner, np.float64, (None, None))
        checked("own", self.own, np.float64, (self.inner.shape[0],))


@dataclass(frozen=True, slots=True)
class Basis:
    """Where both covariances are diagonal: ``y = to_basis x``, ``x = from_basis y``.

    Parameters
    ----------
    to_basis, from_basis
        (d, d) float64, inverse to each other.
    spread
        (d,) float64, the identity's variances s; those of the deviation are 1.
    log_det_within
        ``ln |Se|``.
    """

    to_basis: Doubles
    from_basis: Doubles
    spread: Doubles
    log_det_within: float


@dataclass(frozen=True, eq=False)
class JointBayesian:
    """The two covariances and the exact log likelihood ratios that follow from them.

    Parameters
    ----------
    between
        (d, d) float64, ``Sm``, the covariance of identities; positive semi-definite.
    within
        (d, d) float64, ``Se``, the covariance of a person's photos; positive definite.
    commonness
        Weight of the commonness, the last of a vector's d + 1 entries; 0: vectors have d entries and none.
    """

    between: Doubles
    within: Doubles
    commonness: float = 0.0

    def __post_init__(self) -> None:
        checked("within", self.within, np.float64, (None, self.within.shape[0]))
        checked("between", self.between, np.float64, self.within.shape)

    @property
    def dimensions(self) -> int:
        """Number of entries of the vectors that it compares."""
        return int(self.within.shape[0]) + (self.commonness != 0)

    @cached_property
    def basis(self) -> Basis:
        """Where each dimension is on its own; computed once."""
        return _diagonalise(self.between, self.within)

    def factors(self, x: NDArray[np.floating]) -> Factors:
        """Prepare vectors for scoring.

        Parameters
        ----------
        x
            (n, D), D entries each (`dimensions`), any float type.

        Returns
        -------
        Factors
            Of the n vectors.

        Raises
        ------
        ShapeError
            If the rows do not have D entries.
        """
        spread = self.basis.spread
        y = self.project(x)
        constant = np.sum(2 * np.log1p(spread) - np.log1p(2 * spread)) / 2
        quadratic = spread**2 / ((1 + spread) * (1 + 2 * spread))
        own = (constant - y**2 @ quadratic) / 2 - self.discount(x)
        return Factors(y * np.sqrt(spread / (1 + 2 * spread)), own)

    def llr(self, a: NDArray[np.floating], b: NDArray[np.floating]) -> Doubles:
        """Score the pairs ``(a[i], b[i])``.

        Parameters
        ----------
        a, b
            (n, D) each.

        Returns
        -------
        Doubles
            (n,) natural-log ratio ``r/2 + ln(|Sigma_E| / |Sigma_I|) / 2`` of "one person" to "two persons"
            (Chen et al. 2012, eq. 4, with the constant they leave out); ``llr(a, b) == llr(b, a)`` to the
            last bit.

        Raises
        ------
        ShapeError
            If the shapes differ or the rows do not have D entries.
        """
        if a.shape != b.shape:
            raise ShapeError(name="b", expected=str(a.shape), actual=str(b.shape))
        left, right = self.factors(a), self.factors(b)
        return np.asarray(np.sum(left.inner * right.inner, axis=1) + (left.own + right.own))

    def cross_llr(self, a: NDArray[np.floating], b: NDArray[np.floating]) -> Doubles:
        """Score every row of ``a`` (n, D) with every row of ``b`` (m, D).

        Returns
        -------
        Doubles
            (n, m), one matrix product and two vectors.
        """
        left, right = self.factors(a), self.factors(b)
        scores = left.inner @ right.inner.T
        scores += left.own[:, None]
        scores += right.own
        return np.asarray(scores)

    def n_sample_llr(self, probe: NDArray[np.floating], enrolled: NDArray[np.floating]) -> float:
        """Score a probe against all photos of one enrolled person together.

        Parameters
        ----------
        probe
            (D,).
        enrolled
            (k, D), k >= 1 photos of one person.

        Returns
        -------
        float
            ``ln p(probe | enrolled) - ln p(probe)``, exact: the posterior of the identity after k photos has
            mean ``k s / (1 + k s)`` times their average and variance ``s / (1 + k s)`` (Bishop 2006, eq.
            2.141-2.142). The photos' commonness is their average.

        Raises
        ------
        ShapeError
            If there is no enrolled photo or a length is not D.
        """
        if enrolled.ndim != 2 or not enrolled.shape[0]:
            raise ShapeError(name="enrolled", expected="(k >= 1, d)", actual=str(enrolled.shape))
        spread = self.basis.spread
        rows = np.atleast_2d(probe)
        y = self.project(rows)[0]
        k = enrolled.shape[0]
        mean = k * spread / (1 + k * spread) * self.project(enrolled).mean(axis=0)
        known = 1 + spread / (1 + k * spread)
        unknown = 1 + spread
        terms = np.log(unknown / known) + y**2 / unknown - (y - mean) ** 2 / known
        return float(terms.sum() / 2 - self.discount(rows)[0] - self.discount(enrolled).mean())

    def discount(self, x: NDArray[np.floating]) -> Doubles:
        """Tell what the commonness of vectors (n, D) takes off their ratios: (n,), noughts without one."""
        if not self.commonness:
            return np.zeros(len(x))
        return np.asarray(self.commonness * x[:, -1].astype(np.float64))

    def log_likelihood(self, x: NDArray[np.floating], labels: NDArray[Any]) -> float:
        """Return the log density of a labelled sample with the identities integrated out.

        Parameters
        ----------
        x
            (n, d), without commonness.
        labels
            (n,), equal for photos of one person.

        Returns
        -------
        float
            The value that EM never lowers.
        """
        return _log_likelihood(self.basis, _summarise(x, labels, len(self.within)))

    @property
    def spread(self) -> Doubles:
        """Variances (d,) of the identity in the diagonal basis, where those of the deviation are 1."""
        return self.basis.spread

    def project(self, x: NDArray[np.floating]) -> Doubles:
        """Take vectors (n, D) to the diagonal basis: (n, d).

        Raises
        ------
        ShapeError
            If the rows do not have D entries.
        """
        if x.ndim != 2 or x.shape[1] != self.dimensions:
            raise ShapeError(name="x", expected=f"(n, {self.dimensions})", actual=str(x.shape))
        return np.asarray(x[:, : len(self.within)].astype(np.float64) @ self.basis.to_basis.T)


@dataclass(frozen=True, slots=True)
class _Sample:
    """All that the likelihood depends on (sufficient statistics)."""

    means: Doubles
    """(people, d) average of each person."""
    counts: Doubles
    """(people, 1) photos of each person."""
    scatter: Doubles
    """(d, d) sum of outer products of the photos' deviations from their person's average."""


def fit_joint_bayesian(
    x: NDArray[np.floating], labels: NDArray[Any], iterations: int = 30, progress: Progress | None = None
) -> JointBayesian:
    """Estimate both covariances by exact expectation maximisation.

    The identities' posterior *covariance* is part of both updates. Public code often drops it, which shrinks
    ``Sm`` towards a singular matrix when people have few photos.

    Parameters
    ----------
    x
        (n, d) centred features.
    labels
        (n,), equal for photos of one person; at least one person needs two photos.
    iterations
        EM steps; one costs three products with the people's averages, whatever the number of photos.
    progress
        Told the step's number (from 1) and the log likelihood before that step.

    Returns
    -------
    JointBayesian
        The fitted model.

    Raises
    ------
    ShapeError
        If the shapes disagree, nobody has two photos or the sample does not span all d dimensions.

    References
    ----------
    Prince & Elder, "Probabilistic Linear Discriminant Analysis", ICCV 2007, section 3; Brümmer & de Villiers,
    "The Speaker Partitioning Problem", Odyssey 2010, appendix.
    """
    if x.ndim != 2:
        raise ShapeError(name="x", expected="(n, d)", actual=str(x.shape))
    sample = _summarise(x, labels, x.shape[1])
    between, within = _start(sample)
    for step in range(1, iterations + 1):
        basis = _diagonalise(between, within)
        if progress is not None:
            progress(step, _log_likelihood(basis, sample))
        between, within = _em_step(basis, sample)
    return JointBayesian(between, within)


def _summarise(x: NDArray[np.floating], labels: NDArray[Any], dimensions: int) -> _Sample:
    if x.ndim != 2 or x.shape[1] != dimensions:
        raise ShapeError(name="x", expected=f"(n, {dimensions})", actual=str(x.shape))
    if labels.shape != x.shape[:1]:
        raise ShapeError(name="labels", expected=str(x.shape[:1]), actual=str(labels.shape))
    order = np.argsort(labels, kind="stable")
    _, starts, counts = np.unique(labels[order], return_index=True, return_counts=True)
    rows = x[order].astype(np.float64)
    means = np.add.reduceat(rows, starts, axis=0) / counts[:, None]
    rows -= np.repeat(means, counts, axis=0)
    return _Sample(means, counts[:, None].astype(np.float64), rows.T @ rows)


def _start(sample: _Sample) -> tuple[Doubles, Doubles]:
    """Begin at the moments, with some of the total in ``Se`` for samples whose scatter alone is singular."""
    photos, people = sample.counts.sum(), len(sample.counts)
    if photos == people:
        raise ShapeError(name="labels", expected="somebody with two photos", actual="one photo each")
    total = (sample.scatter + (sample.counts * sample.means).T @ sample.means) / photos
    if np.linalg.matrix_rank(total, hermitian=True) < len(total):
        raise ShapeError(name="x", expected=f"rank {len(total)}", actual="a lower rank")
    within = 0.9 * sample.scatter / photos + 0.1 * total
    return sample.means.T @ sample.means / people, within


def _diagonalise(between: Doubles, within: Doubles) -> Basis:
    lower = np.linalg.cholesky(within)
    half = np.linalg.solve(lower, between)
    whitened = np.linalg.solve(lower, half.T)
    spread, rotation = np.linalg.eigh((whitened + whitened.T) / 2)
    return Basis(
        to_basis=rotation.T @ np.linalg.inv(lower),
        from_basis=lower @ rotation,
        spread=np.maximum(spread, 0.0),  # rounding leaves -1e-17 where Sm is singular
        log_det_within=float(2 * np.log(np.diag(lower)).sum()),
    )


def _em_step(basis: Basis, sample: _Sample) -> tuple[Doubles, Doubles]:
    """One E and one M step; the E step's posterior is diagonal in ``basis``, so it is a broadcast."""
    people, photos = len(sample.counts), sample.counts.sum()
    averages = sample.means @ basis.to_basis.T
    gain = sample.counts * basis.spread
    gain /= 1 + gain
    identities = gain * averages
    deviations = np.sqrt(sample.counts) * (averages - identities)
    variances = basis.spread / (1 + sample.counts * basis.spread)
    between = (identities.T @ identities + np.diag(variances.sum(axis=0))) / people
    within = (deviations.T @ deviations + np.diag((sample.counts * variances).sum(axis=0))) / photos
    return (
        _symmetric(basis.from_basis @ between @ basis.from_basis.T),
        _symmetric(basis.from_basis @ within @ basis.from_basis.T + sample.scatter / photos),
    )


def _symmetric(matrix: Doubles) -> Doubles:
    return np.asarray((matrix + matrix.T) / 2)


def _log_likelihood(basis: Basis, sample: _Sample) -> float:
    """Log density: each person's average is ``N(0, Sm + Se / m)``, the rest has covariance ``Se``."""
    photos, dimensions = sample.counts.sum(), len(basis.spread)
    averages = sample.means @ basis.to_basis.T
    widened = 1 + sample.counts * basis.spread
    scatter = np.sum((basis.to_basis @ sample.scatter) * basis.to_basis)
    quadratic = np.sum(sample.counts * averages**2 / widened) + scatter
    log_det = photos * basis.log_det_within + np.log(widened).sum()
    return float(-(photos * dimensions * np.log(2 * np.pi) + log_det + quadratic) / 2)
