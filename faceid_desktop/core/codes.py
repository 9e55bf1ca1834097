"""Eight-bit codes of persons and probes, whose integer product is an upper bound of the score.

A search over a million persons is bound by memory. Persons are therefore scanned as int8 codes, which take a
fifth of the bytes, and only those whose score *can* be among the best are scored exactly. With a person
``z`` and a probe ``q`` in a scale common to both, leading dimensions first,

    z = steps * c + r           (c integers on the leading dimensions, r what rounding leaves)
    q * steps = unit * (k + e)  (k integers, e what rounding leaves)
    z . q = unit * (c . k + c . e) + r . q_leading + z_rest . q_rest

and by Cauchy-Schwarz none of the other terms exceeds a norm of the person times a norm of the probe. These
norms and the person's own term of the score are four more entries of the codes, rounded up, so that

    score <= unit * (product of the codes) + constant

with certainty. The product is one of integers: exact, the same on every device, compared with one integer.
Finer codes would rule out more persons but not change a single result.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from faceid_desktop.core.gallery_model import Indices, Persons, Probes
from faceid_desktop.core.records import Doubles

Codes = NDArray[np.int8]
Limits = NDArray[np.int32]

LARGEST = 127
MULTIPLE = 16
"""Codes are a multiple of this long, as the vector units of processors like it."""

_EXTRA = 4
"""Entries behind the leading dimensions: own term, norm of c, norm of r, norm of z_rest."""

_DEVIATIONS = 4.5
"""The largest code stands for so many times the root mean square of the first dimension; what lies beyond is
cut off, which the bound knows."""

_HEADROOM = 2.0
"""The largest code of a norm stands for so many times the largest norm of the sample."""

_REST = 0.02
"""The codes leave out the dimensions that together carry so much of the scores' scale."""


@dataclass(frozen=True, slots=True, eq=False)
class ProbeCodes:
    """Codes of q probes and what turns products into bounds.

    Parameters
    ----------
    codes
        (width, q) int8.
    unit
        (q,) float64, the score that one unit of the product stands for.
    constants
        (K, q) float64, what to add for persons of each number of photos.
    """

    codes: Codes
    unit: Doubles
    constants: Doubles

    def limits(self, thresholds: Doubles) -> Limits:
        """Smallest product (K, q) of a person who may reach a threshold (q,)."""
        # One unit less than needed: more than what float64 can lose here.
        limits = np.ceil((thresholds - self.constants) / self.unit) - 1
        bounds = np.iinfo(np.int32)
        return np.asarray(np.clip(limits, bounds.min, bounds.max), np.int32)


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
    extra_steps
        (4,) float64, the same for the other entries.
    own_centre
        What the own term is counted from.
    """

    axes: Indices
    scale: Doubles
    steps: Doubles
    extra_steps: Doubles
    own_centre: float

    @property
    def width(self) -> int:
        """Length of the codes, filled up with zeros."""
        return -(-(len(self.steps) + _EXTRA) // MULTIPLE) * MULTIPLE

    def encode(self, persons: Persons) -> tuple[Codes, NDArray[np.bool_]]:
        """Encode persons.

        Returns
        -------
        tuple
            Codes (n, width) int8, and who (n,) is so far out that the codes are no upper bound.
        """
        lead = len(self.steps)
        z = persons.inner[:, self.axes]
        z /= self.scale
        leading = z[:, :lead]
        rounded = leading / self.steps
        np.rint(rounded, out=rounded)
        np.clip(rounded, -LARGEST, LARGEST, out=rounded)
        codes = np.zeros((len(z), self.width), np.int8)
        codes[:, :lead] = rounded
        leading -= rounded * self.steps
        norms = (np.linalg.norm(part, axis=1) for part in (rounded, leading, z[:, lead:]))
        extra = np.stack([persons.own - self.own_centre, *norms], axis=1)
        needed = np.ceil(extra / self.extra_steps)
        codes[:, lead : lead + _EXTRA] = np.clip(needed, -LARGEST, LARGEST)
        return codes, np.asarray((needed > LARGEST).any(axis=1))

    def encode_probes(self, probes: Probes) -> ProbeCodes:
        """Encode probes."""
        lead = len(self.steps)
        own_step, code_step, *residual_steps = self.extra_steps.tolist()
        q = probes.y[:, self.axes] * self.scale
        stepped = q[:, :lead] * self.steps
        norms = np.stack([np.linalg.norm(part, axis=1) for part in (q[:, :lead], q[:, lead:])], axis=1)
        tallest = np.concatenate([np.abs(stepped), norms * residual_steps], axis=1).max(axis=1)
        unit = np.maximum(tallest, own_step) / (LARGEST - 1)
        # A unit that divides the own term's step has no rounding there.
        own_factor = np.floor(own_step / unit)
        unit = np.where(own_factor > 0, own_step / np.maximum(own_factor, 1), unit)
        rounded = np.rint(stepped / unit[:, None])
        missed = np.linalg.norm(stepped / unit[:, None] - rounded, axis=1)
        codes = np.zeros((self.width, len(q)), np.int8)
        codes[:lead] = rounded.T
        codes[lead] = own_factor
        codes[lead + 1] = np.ceil(missed * code_step)
        codes[lead + 2 : lead + _EXTRA] = np.ceil(norms * residual_steps / unit[:, None]).T
        # Without a factor the own term counts as the largest that a code can stand for.
        left_out = np.where(own_factor > 0, 0.0, LARGEST * own_step)
        return ProbeCodes(codes, unit, probes.constants + self.own_centre + left_out)


def make_code_book(persons: Persons, spread: Doubles) -> CodeBook:
    """Choose axes and steps for persons like these; ``spread`` (d,) are the model's identity variances.

    Any choice gives the same search results; this one keeps the bound tight. Steps grow with the square root
    of a dimension's size, which shares the loss between persons and probes: equal steps spend most of a range
    on the first dimensions, steps that use all of each range leave the probes too few levels.
    """
    size = np.maximum(np.sqrt((persons.inner**2).mean(axis=0)), 1e-9)
    probe_size = np.sqrt(1 + spread)
    carried = size * probe_size
    axes = np.argsort(-carried, kind="stable").astype(np.int64)
    rest = 1 - np.cumsum(carried[axes]) / carried.sum()
    wanted = int((rest > _REST).sum()) + 1 + _EXTRA
    lead = min(-(-wanted // MULTIPLE) * MULTIPLE - _EXTRA, len(spread))
    scale = np.sqrt(size / probe_size)[axes]
    balanced = (size[axes] / scale)[:lead]
    steps = _DEVIATIONS / LARGEST * np.sqrt(balanced * balanced[0])
    z = persons.inner[:, axes] / scale
    rounded = np.clip(np.rint(z[:, :lead] / steps), -LARGEST, LARGEST)
    left = np.linalg.norm(z[:, :lead] - rounded * steps, axis=1), np.linalg.norm(z[:, lead:], axis=1)
    low, high = np.quantile(persons.own, 0.001), float(persons.own.max())
    extra_steps = [
        max(_HEADROOM * (high - low) / 2, 1.0) / LARGEST,
        np.sqrt(lead),  # no norm of codes exceeds the largest code times this
        *(max(_HEADROOM * norm.max(), 1e-6) / LARGEST for norm in left),
    ]
    return CodeBook(axes, scale, steps, np.array(extra_steps), float(low + high) / 2)
