"""Forward-backward greedy selection of patches."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from faceid_desktop.training.deepid2.select import (
    SelectionData,
    forward_backward,
    verification_losses,
)
from faceid_desktop.training.figures import person_losses
from faceid_desktop.training.scorer import PairScores

Array = np.ndarray


def table(values: dict[tuple[int, ...], float], noise: float = 0.0) -> Callable[[tuple[int, ...]], Array]:
    """Return losses of 50 people whose means stand in a table; what is not in it is 1."""
    random = np.random.default_rng(0)
    spread = {key: noise * random.normal(size=50) for key in values}
    return lambda subset: values.get(subset, 1.0) + spread.get(subset, np.zeros(50))


def test_the_best_are_added_until_nothing_gains() -> None:
    """The best single one comes first, then the best beside it; a third that gains nothing is left."""
    values = {(0,): 0.9, (1,): 0.5, (2,): 0.8, (1, 2): 0.3, (0, 1): 0.4, (0, 1, 2): 0.3}
    steps = forward_backward(3, table(values), 25)
    assert [step.chosen for step in steps] == [(1,), (1, 2)]
    assert steps[-1].gain == pytest.approx(0.2)


def test_a_gain_within_its_error_is_none() -> None:
    """A gain of 0.01 counts among people who all gain it, and not where it is noise."""
    values = {(0,): 0.5, (1,): 0.6, (0, 1): 0.49}
    assert len(forward_backward(2, table(values), 25)) == 2
    assert len(forward_backward(2, table(values, noise=0.2), 25)) == 1


def test_a_step_back_drops_what_has_become_superfluous() -> None:
    """The best single one may be worse than nothing beside two others."""
    values = {
        (0,): 0.5, (1,): 0.6, (2,): 0.7,
        (0, 1): 0.4, (0, 2): 0.45, (1, 2): 0.2,
        (0, 1, 2): 0.3,
    }  # fmt: skip
    assert [step.chosen for step in forward_backward(3, table(values), 25)] == [(0,), (0, 1), (1, 2)]


def test_the_limit_holds() -> None:
    """No more than so many are chosen."""
    assert len(forward_backward(6, lambda subset: np.full(9, 1.0 / len(subset)), 3)[-1].chosen) == 3


def test_a_persons_loss_is_its_share_of_cllr() -> None:
    """Whoever is confused has a larger loss than who is not; a person without own pairs has none."""
    genuine, impostor = np.array([5.0, 5.0, -3.0]), np.array([-5.0, -5.0, 2.0, -5.0])
    pairs = PairScores(genuine, impostor, np.array([1, 1, 2]), np.array([1, 1, 2, 2]), np.array([2, 3, 3, 4]))
    losses = person_losses(pairs)
    assert losses.shape == (2,)
    assert losses[1] > losses[0]


def test_scores_that_are_the_wrong_way_round_cost_one_bit() -> None:
    """A candidate that has learned nothing is judged, not a crash."""
    person, first, second = np.array([1, 2]), np.array([1, 1]), np.array([2, 3])
    pairs = PairScores(np.array([-3.0, -4.0]), np.array([5.0, 6.0]), person, first, second)
    assert person_losses(pairs).tolist() == [1.0, 1.0]


def people(seed: int, count: int, photos: int) -> tuple[Array, Array]:
    """Return identities (n, 6) and numbers of ``count`` people."""
    random = np.random.default_rng(seed)
    labels = np.repeat(np.arange(count), photos)
    return random.normal(size=(count, 6))[labels], labels


def test_networks_that_see_something_are_selected() -> None:
    """Of three networks two see half of the identity each and one sees noise: the two are taken."""
    random = np.random.default_rng(7)

    def responses(identity: Array) -> list[Array]:
        def noisy(x: Array) -> Array:
            return (x + 0.4 * random.normal(size=x.shape)).astype(np.float32)

        return [noisy(identity[:, :3]), noisy(0 * identity[:, :3]), noisy(identity[:, 3:])]

    fit, labels = people(1, 150, 5)
    held_out, names = people(2, 40, 6)
    data = SelectionData(
        fit=responses(fit),
        targets=fit.astype(np.float32),
        people=labels,
        held_out=responses(held_out),
        held_out_people=names,
        held_out_families=names,
    )
    steps = forward_backward(3, verification_losses(data, ridge=1e-3), 3)
    assert sorted(steps[-1].chosen) == [0, 2]
    assert steps[-1].loss < 0.5 * steps[0].loss
