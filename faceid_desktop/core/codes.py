"""Eight-bit codes of persons and probes, and an upper bound of the score that holds with certainty.

A search over a million persons is bound by memory. Persons are therefore scanned as int8 codes of their most
telling dimensions, which takes about a sixth of the bytes, and only those whose score *can* be among the best
are scored exactly. With a person ``z`` and a probe ``q`` in the dimensions' common scale,

    z = steps * c + r           (c int8 on the leading dimensions, r what rounding leaves)
    q * steps = unit * k + e    (k int8)
    z . q = unit * (c . k) + c . e + r . q_leading + z_rest . q_rest

where ``c . k`` is a product of integers, exact on any device, and Cauchy-Schwarz bounds each of the other
terms by a norm of the person times a norm of the probe. The person's norms are stored, rounded up. Smaller
steps would tighten the bound but not change a single result.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from faceid_desktop.core.gallery_model import Persons, Probes
from faceid_desktop.core.records import Doubles, Floats

Codes = NDArray[np.int8]

LARGEST = 127
WIDTH = 16
"""Codes are a multiple of this long, as the vector units of processors like it."""

_DEVIATIONS = 4.5
"""The largest code stands for so many times the root mean square of a dimension; what lies beyond is cut off,
which the bound knows."""

_REST = 0.05
"""The codes leave out the dimensions that together carry so much of the scores' scale."""

TERMS = 4
"""Columns of the terms: own, norm of the codes, of what rounding leaves, of the other dimensions."""


@dataclass(frozen=True, slots=True, eq=False)
class PersonCodes:
    """Codes (n, width) int8 and terms (n, 4) float32 of n persons."""

    codes: Codes
    terms: Floats


@dataclass(frozen=True, slots=True, eq=False)
class ProbeCodes:
    """Codes of q probes and what turns products into bounds, all in units of the integer product.

    Parameters
    ----------
    codes
        (width, q) int8.
    unit
        (q,) float64, the score that one unit stands for.
    factors
        (4, q) float32, what the persons' terms are multiplied with.
    constants
        (K, q) float32, the term of each number of photos, with all that float32 may have lost added.
    """

    codes: Codes
    unit: Doubles
    factors: Floats
    constants: Floats


@dataclass(frozen=True, slots=True, eq=False)
class CodeBook:
    """How vectors become codes.

    Parameters
    ----------
    axes
        (d,) int64, the dimensions of the basis, the most telling first.
    scale
        (d,) float64, by axis: persons are divided by it and probes multiplied, so that both are of one size.
    steps
        (m,) float64, what a code of one stands for in each of the leading axes.
    """

    axes: NDArray[np.int64]
    scale: Doubles
    steps: Doubles

    @property
    def width(self) -> int:
        """Length of the codes: m, filled up with zeros."""
        return -(-len(self.steps) // WIDTH) * WIDTH

    def encode(self, persons: Persons) -> PersonCodes:
        """Encode persons, with terms that are never below the truth."""
        lead = len(self.steps)
        z = persons.inner[:, self.axes] / self.scale
        rounded = np.clip(np.rint(z[:, :lead] / self.steps), -LARGEST, LARGEST)
        z[:, :lead] -= rounded * self.steps
        terms = np.stack(
            [
                persons.own,
                np.linalg.norm(rounded, axis=1),
                np.linalg.norm(z[:, :lead], axis=1),
                np.linalg.norm(z[:, lead:], axis=1),
            ],
            axis=1,
        )
        codes = np.zeros((len(z), self.width), np.int8)
        codes[:, :lead] = rounded
        return PersonCodes(codes, _round_up(terms))

    def encode_probes(self, probes: Probes, largest_terms: Floats) -> ProbeCodes:
        """Encode probes for persons whose terms are at most ``largest_terms`` (4,) in magnitude."""
        lead = len(self.steps)
        q = probes.y[:, self.axes] * self.scale
        stepped = q[:, :lead] * self.steps
        unit = np.maximum(np.abs(stepped).max(axis=1, initial=0.0) / LARGEST, 1e-6)
        rounded = np.rint(stepped / unit[:, None])
        missed = stepped / unit[:, None] - rounded
        norms = [missed, q[:, :lead] / unit[:, None], q[:, lead:] / unit[:, None]]
        factors = np.stack([1 / unit, *(np.linalg.norm(rows, axis=1) for rows in norms)])
        constants = probes.constants / unit
        # Sums of six float32 numbers err by less than 2^-20 of the sum of their magnitudes.
        magnitude = LARGEST * np.abs(rounded).sum(axis=1) + largest_terms @ factors
        slack = 2.0**-20 * (magnitude + np.abs(constants).max(axis=0)) + 1
        codes = np.zeros((self.width, len(q)), np.int8)
        codes[:lead] = rounded.T
        return ProbeCodes(codes, unit, _round_up(factors), (constants + slack).astype(np.float32))


def make_code_book(persons: Persons, spread: Doubles) -> CodeBook:
    """Choose axes and steps for persons like these; ``spread`` (d,) are the model's identity variances.

    Any choice gives the same search results; this one keeps the bound tight.
    """
    size = np.sqrt((persons.inner**2).mean(axis=0)) if len(persons.inner) else np.sqrt(spread)
    size = np.maximum(size, 1e-9)
    probe_size = np.sqrt(1 + spread)
    carried = size * probe_size
    axes = np.argsort(-carried, kind="stable")
    rest = 1 - np.cumsum(carried[axes]) / carried.sum()
    lead = -(-(int((rest > _REST).sum()) + 1) // WIDTH) * WIDTH
    scale = np.sqrt(size / probe_size)[axes]
    return CodeBook(axes, scale, _DEVIATIONS / LARGEST * (size[axes] / scale)[:lead])


def _round_up(values: Doubles) -> Floats:
    return np.nextafter(values.astype(np.float32), np.float32(np.inf))
