"""Which patches: forward-backward greedy selection, as long as another network earns its place.

Sun, Wang, Tang, "Deep learning face representation by joint identification-verification", NIPS 2014,
section 3, choose 25 of 400 patches by "forward-backward greedy" (Zhang, "Adaptive forward-backward greedy
algorithm", IEEE Transactions on Information Theory 57, 2011). Here a step must gain more than its standard
error over people.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from faceid_desktop.core.joint_bayesian import fit_joint_bayesian
from faceid_desktop.core.records import Doubles, Floats
from faceid_desktop.core.stacking import RIDGE, measure_moments, solve_stacking
from faceid_desktop.training.bundle import BundleParts, open_store
from faceid_desktop.training.deepid2.data import Indices, read_faces, teacher_targets
from faceid_desktop.training.figures import person_losses
from faceid_desktop.training.scorer import People, ScorerPlan, all_pairs, choose_rows

Subset = tuple[int, ...]
Losses = Callable[[Subset], Doubles]


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the selection: the candidates after it, their mean loss, and the gain with its error."""

    chosen: Subset
    loss: float
    gain: float
    standard_error: float


def forward_backward(candidates: int, losses: Losses, limit: int) -> list[Step]:
    """Select candidates one by one; after each, drop those that the new one makes superfluous.

    Parameters
    ----------
    candidates
        How many there are.
    losses
        Losses (people,) of a subset, lower = better, always of the same people.
    limit
        At most so many are chosen.

    Returns
    -------
    list of Step
        The way to the selection, which is ``chosen`` of the last step. The first step takes the best single
        candidate; its gain is nought.
    """
    known: dict[Subset, Doubles] = {}

    def loss(subset: Subset) -> Doubles:
        key = tuple(sorted(subset))
        if key not in known:
            known[key] = losses(key)
        return known[key]

    best = min(range(candidates), key=lambda each: float(loss((each,)).mean()))
    steps = [Step((best,), float(loss((best,)).mean()), 0.0, 0.0)]
    while len(steps[-1].chosen) < min(limit, candidates):
        chosen = steps[-1].chosen
        others = [each for each in range(candidates) if each not in chosen]
        added = min(others, key=lambda each: float(loss((*chosen, each)).mean()))
        gains = loss(chosen) - loss((*chosen, added))
        error = float(gains.std(ddof=1) / np.sqrt(len(gains)))
        if gains.mean() <= error:
            break
        now = _without_superfluous((*chosen, added), loss)
        if len(now) <= len(chosen) and loss(now).mean() >= loss(chosen).mean():
            break
        steps.append(Step(now, float(loss(now).mean()), float(gains.mean()), error))
    return steps


def _without_superfluous(chosen: Subset, loss: Losses) -> Subset:
    """Drop candidates, the newest excepted, as long as the rest is better without them."""
    while len(chosen) > 2:
        rests = [tuple(each for each in chosen if each != dropped) for dropped in chosen[:-1]]
        best = min(rests, key=lambda rest: float(loss(rest).mean()))
        if loss(best).mean() >= loss(chosen).mean():
            break
        chosen = best
    return chosen


@dataclass(frozen=True, slots=True, eq=False)
class SelectionData:
    """What a subset is judged by.

    Parameters
    ----------
    fit
        For each candidate the responses (n, 2 F) of faces that stacking and Joint Bayesian are fitted on.
    targets, people
        The teacher's vectors (n, T) and people (n,) of these faces.
    held_out
        For each candidate the responses (m, 2 F) of the people of the selection.
    held_out_people, held_out_families
        (m,) each.
    """

    fit: Sequence[Floats]
    targets: Floats
    people: Indices
    held_out: Sequence[Floats]
    held_out_people: Indices
    held_out_families: Indices


def verification_losses(data: SelectionData, ridge: float = RIDGE, iterations: int = 20) -> Losses:
    """Make the function that tells how well a subset verifies each held-out person.

    The subset is stacked and scored by Joint Bayesian as in a bundle, and calibrated on the held-out pairs
    (two numbers, the same for all subsets' sakes). A person's loss is its share of Cllr in bits: the mean
    over its own pairs and over its pairs with others.
    """
    moments = measure_moments(np.concatenate(data.fit, axis=1), data.targets)
    widths = [responses.shape[1] for responses in data.fit]
    starts = np.cumsum([0, *widths])

    def losses(subset: Subset) -> Doubles:
        columns = np.concatenate([np.arange(starts[each], starts[each + 1]) for each in subset])
        stacking = solve_stacking(moments.take(columns), ridge)
        fit = stacking.transform(np.concatenate([data.fit[each] for each in subset], axis=1))
        model = fit_joint_bayesian(fit, data.people, iterations)
        responses = np.concatenate([data.held_out[each] for each in subset], axis=1)
        sample = People(responses, data.held_out_people, data.held_out_families)
        return person_losses(all_pairs(stacking.transform(responses), sample, model.cross_llr))

    return losses


def select_patches(parts: BundleParts, plan: ScorerPlan, limit: int) -> list[Step]:
    """Select among trained networks on the ``select`` people.

    Parameters
    ----------
    parts
        The candidates and where the data are.
    plan
        Which faces the judging scorers are fitted on.
    limit
        At most so many are chosen.
    """
    losses = verification_losses(selection_data(parts, plan))
    return forward_backward(len(parts.networks), losses, limit)


def selection_data(parts: BundleParts, plan: ScorerPlan) -> SelectionData:
    """Compute the responses of all candidates to the faces that a selection needs."""
    table, store = read_faces(parts.data), open_store(parts)
    fit = np.concatenate([choose_rows(table, (split,), plan) for split in plan.fit_splits])
    held_out = table.rows("select")
    return SelectionData(
        fit=store.responses(table, fit, parts.networks),
        targets=teacher_targets(parts.data)[fit],
        people=table.people[fit],
        held_out=store.responses(table, held_out, parts.networks),
        held_out_people=table.people[held_out],
        held_out_families=table.families[held_out],
    )
