"""Whether the faces of one enrolment are of one person."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from faceid_desktop.core.records import Template

ODD_LLR = -2.0
"""A face is odd when the others speak against it by more than this on average (natural logarithms): a profile
and a straight look of one person may be neutral, two people are not."""


def odd_faces(
    templates: Sequence[Template],
    similarity: Callable[[Template, Template], float],
    limit: float = ODD_LLR,
) -> tuple[int, ...]:
    """Find the faces that do not seem to be of the person whom most of the others show.

    The worst one is taken out again and again until all that are left fit together, so that one stranger does
    not make the others look odd. If two are left that do not fit, nobody can say who is meant: all are odd.

    Parameters
    ----------
    templates
        Of the captured faces.
    similarity
        Calibrated natural-log likelihood ratio of two templates (`services.scoring.Scorer.llr`).
    limit
        Mean ratio below which a face is odd.

    Returns
    -------
    tuple of int
        Their places, in order; empty if all fit.
    """
    count = len(templates)
    ratios = np.zeros((count, count))
    for a in range(count):
        for b in range(a):
            ratios[a, b] = ratios[b, a] = similarity(templates[a], templates[b])
    left = list(range(count))
    while len(left) > 1:
        means = ratios[np.ix_(left, left)].sum(axis=1) / (len(left) - 1)
        worst = int(means.argmin())
        if means[worst] >= limit:
            break
        if len(left) == 2:
            return tuple(range(count))
        left.pop(worst)
    return tuple(place for place in range(count) if place not in left)
