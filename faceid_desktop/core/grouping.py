"""Who is the same person in a heap of photos: average-link clustering of pairwise evidence.

Groups begin as single photos. The two groups whose photos are, on average over all pairs of one with the
other, most alike are joined, as long as that average reaches the link threshold (UPGMA: Sokal & Michener,
"A statistical method for evaluating systematic relationships", 1958; the update of the averages is that of
Lance & Williams, Computer Journal 9, 1967). A single chance match therefore does not chain two people
together, as it would if any link were enough (connected components).
"""

from __future__ import annotations

import numpy as np

from faceid_desktop.core.records import Doubles
from faceid_desktop.errors import ShapeError

Groups = tuple[tuple[int, ...], ...]


def average_link(scores: Doubles, threshold: float) -> Groups:
    """Group things by the average of their pairwise scores.

    Parameters
    ----------
    scores
        (n, n) float64, symmetric, higher = more alike; the diagonal is not read.
    threshold
        Two groups are joined while their average score is at least this.

    Returns
    -------
    tuple of tuple of int
        Every place 0..n-1 once, in ascending order within a group; the largest groups first, equal ones in
        the order of their first places. The result does not depend on the order in which the things are
        given, but for exact ties.

    Raises
    ------
    ShapeError
        If the scores are not a square of finite numbers beside the diagonal.
    """
    count = len(scores)
    if scores.shape != (count, count):
        raise ShapeError(name="scores", expected="(n, n)", actual=str(scores.shape))
    alike = np.array(scores, np.float64)
    np.fill_diagonal(alike, -np.inf)
    if np.isnan(alike).any():
        raise ShapeError(name="scores", expected="numbers", actual="NaN")
    members = [[place] for place in range(count)]
    everybody = np.arange(count)
    nearest = alike.argmax(axis=1) if count else everybody
    for _ in range(count - 1):
        first = int(alike[everybody, nearest].argmax())
        second = int(nearest[first])
        if not alike[first, second] >= threshold:
            break
        _join(alike, members, first, second)
        # An average is never above both that it was made of: nobody else has a nearer one than before.
        lost = np.flatnonzero((nearest == first) | (nearest == second))
        nearest[lost] = alike[lost].argmax(axis=1)
    groups = (tuple(sorted(each)) for each in members if each)
    return tuple(sorted(groups, key=lambda group: (-len(group), group[0])))


def _join(alike: Doubles, members: list[list[int]], first: int, second: int) -> None:
    """Move the second group into the first; its average to the others is weighed by the groups' sizes."""
    sizes = len(members[first]), len(members[second])
    joined = (sizes[0] * alike[first] + sizes[1] * alike[second]) / sum(sizes)
    joined[[first, second]] = -np.inf
    alike[first], alike[:, first] = joined, joined
    alike[second], alike[:, second] = -np.inf, -np.inf
    members[first] += members[second]
    members[second] = []
