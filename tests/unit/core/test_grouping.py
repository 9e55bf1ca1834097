"""Average-link grouping: what is joined, in which order, and that a chance match does not chain."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceid_desktop.core.grouping import average_link
from faceid_desktop.errors import ShapeError


def square(count: int, seed: int) -> np.ndarray:
    """Return symmetric scores without ties."""
    half = np.random.default_rng(seed).normal(size=(count, count))
    return half + half.T


def naive(scores: np.ndarray, threshold: float) -> set[frozenset[int]]:
    """Group by the definition: averages over all pairs, taken anew after every step."""
    groups = [frozenset([place]) for place in range(len(scores))]
    while len(groups) > 1:
        best, a, b = max(
            (float(np.mean([scores[i, j] for i in a for j in b])), sorted(a), sorted(b))
            for place, a in enumerate(groups)
            for b in groups[:place]
        )
        if best < threshold:
            break
        groups = [g for g in groups if g not in (frozenset(a), frozenset(b))] + [frozenset(a) | frozenset(b)]
    return set(groups)


@given(st.integers(1, 9), st.integers(0, 10_000), st.floats(-3, 3))
def test_it_is_what_the_definition_says(count: int, seed: int, threshold: float) -> None:
    """The updated averages are those over all pairs, so the groups are the same."""
    scores = square(count, seed)
    found = average_link(scores, threshold)
    assert {frozenset(group) for group in found} == naive(scores, threshold)


@given(st.integers(2, 12), st.integers(0, 10_000), st.floats(-2, 2))
def test_the_order_of_the_photos_does_not_matter(count: int, seed: int, threshold: float) -> None:
    """Renumbering the things renumbers the groups."""
    scores = square(count, seed)
    order = np.random.default_rng(seed + 1).permutation(count)
    found = {frozenset(group) for group in average_link(scores, threshold)}
    shuffled = average_link(scores[np.ix_(order, order)], threshold)
    assert {frozenset(int(order[place]) for place in group) for group in shuffled} == found


def test_one_chance_match_does_not_chain_two_people() -> None:
    """Two groups are linked by one strong pair only: the eight other pairs outvote it."""
    scores = np.full((6, 6), -10.0)
    scores[:3, :3] = scores[3:, 3:] = 10.0
    scores[0, 3] = scores[3, 0] = 9.0
    assert average_link(scores, 0.0) == ((0, 1, 2), (3, 4, 5))
    scores[:3, 3:] = scores[3:, :3] = 1.0
    assert average_link(scores, 0.0) == ((0, 1, 2, 3, 4, 5),)


def test_nothing_and_one_thing_are_groups_too() -> None:
    """An empty heap has no groups; who is alone is a group of one."""
    assert average_link(np.empty((0, 0)), 0.0) == ()
    assert average_link(np.array([[np.inf]]), 0.0) == ((0,),)


@pytest.mark.parametrize("scores", [np.zeros((2, 3)), np.array([[0.0, np.nan], [np.nan, 0.0]])])
def test_what_is_no_square_of_numbers_is_refused(scores: np.ndarray) -> None:
    """A missing score is a mistake, not a group."""
    with pytest.raises(ShapeError):
        average_link(scores, 0.0)
