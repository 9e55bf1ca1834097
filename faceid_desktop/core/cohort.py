"""How common a face is: what a single Gaussian of identities does not know.

Joint Bayesian takes identities for a draw from one Gaussian. In truth some regions of the space are crowded:
strangers there, children for example, look alike to the networks, and each pair of them scores too high. How
much shows when a face is compared with a *cohort* of strangers: its commonness c is its mean ratio against
those of the cohort that it resembles most. Taken off both sides,

    LLR'(a, b) = LLR(a, b) - w (c(a) + c(b)),

it is the adaptive symmetric normalisation of speaker recognition (Matejka, Novotny, Plchot, Burget, Sanchez &
Cernocky, "Analysis of score normalization in multilingual speaker recognition", Interspeech 2017) without the
division by the cohort's spread, so that scores stay inner products and a gallery is searched exactly.

Why it is right: ln of the mean of exp LLR(x, cohort) is the ratio of the density of faces about x, as a
mixture over the cohort has it, to the Gaussian's. Put the mixture for the Gaussian in both hypotheses, and
each face loses about half of it. The mean of the highest ratios is a steady stand-in for that logarithm.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from faceid_desktop.core.joint_bayesian import Factors, JointBayesian
from faceid_desktop.core.products import on_this_thread
from faceid_desktop.core.records import Doubles, checked
from faceid_desktop.core.stacking import Projection
from faceid_desktop.errors import ShapeError

_TOGETHER = 1024
"""Faces whose ratios against the whole cohort are held at a time."""


@dataclass(frozen=True, eq=False)
class Cohort:
    """Strangers for comparison.

    Parameters
    ----------
    model
        Joint Bayesian on vectors of d entries, without commonness.
    vectors
        (m, d) float64, the cohort. In a shipped bundle each is a mean of several faces (`group_means`).
    nearest
        Of how many of the highest ratios the mean is taken, 1..m.

    Raises
    ------
    ShapeError
        If shapes do not fit, or the cohort is smaller than ``nearest``.
    """

    model: JointBayesian
    vectors: Doubles
    nearest: int

    def __post_init__(self) -> None:
        checked("cohort", self.vectors, np.float64, (None, self.model.dimensions))
        if not 1 <= self.nearest <= len(self.vectors):
            raise ShapeError(name="nearest", expected=f"1..{len(self.vectors)}", actual=str(self.nearest))

    @cached_property
    def factors(self) -> Factors:
        """The cohort, prepared for scoring; computed once."""
        return self.model.factors(self.vectors)

    def commonness(self, x: NDArray[np.floating]) -> Doubles:
        """Return the mean of the highest ratios (n,) of vectors (n, d) against the cohort."""
        means = [np.empty(0)]
        for start in range(0, len(x), _TOGETHER):
            faces = self.model.factors(x[start : start + _TOGETHER])
            ratios = on_this_thread(faces.inner, self.factors.inner.T)
            ratios += self.factors.own
            highest = np.partition(ratios, -self.nearest, axis=1)[:, -self.nearest :]
            means.append(highest.mean(axis=1) + faces.own)
        return np.concatenate(means)


@dataclass(frozen=True, slots=True, eq=False)
class WithCommonness:
    """A projection whose vectors end with their commonness.

    Parameters
    ----------
    projection
        Of joined responses to d entries.
    cohort
        It measures the commonness, once for each template.
    """

    projection: Projection
    cohort: Cohort

    @property
    def dimensions(self) -> int:
        """Number of entries, d + 1."""
        return self.projection.dimensions + 1

    def transform(self, x: NDArray[np.floating]) -> Doubles:
        """Project the rows of ``x`` (n, D) to (n, d + 1) float64."""
        vectors = self.projection.transform(x)
        return np.concatenate([vectors, self.cohort.commonness(vectors)[:, None]], axis=1)


def group_means(x: Doubles, model: JointBayesian, count: int, members: int, seed: int) -> Doubles:
    """Average faces with those nearest to them, so that a cohort shows nobody (microaggregation).

    Parameters
    ----------
    x
        Vectors (n, d) of different people, n >= members; a mean protects nobody whose photos alone are in it.
    model
        Nearness is Euclid's where its deviations have variance 1.
    count
        Number of means, at most; their centres are drawn.
    members
        Number of faces in each.
    seed
        Of the draw.

    Returns
    -------
    Doubles
        (min(count, n), d).

    References
    ----------
    Domingo-Ferrer & Mateo-Sanz, "Practical data-oriented microaggregation for statistical disclosure
    control", IEEE Transactions on Knowledge and Data Engineering 14 (2002).
    """
    y = model.project(x)
    squares = np.vecdot(y, y)
    centres = np.random.default_rng(seed).choice(len(x), min(count, len(x)), replace=False)
    means = np.empty((len(centres), x.shape[1]))
    for start in range(0, len(centres), _TOGETHER):
        chosen = centres[start : start + _TOGETHER]
        distances = squares - 2 * y[chosen] @ y.T  # but for the centre's own square
        nearest = np.argpartition(distances, members - 1, axis=1)[:, :members]
        means[start : start + _TOGETHER] = x[nearest].mean(axis=1)
    return means
