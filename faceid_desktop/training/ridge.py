"""How strongly the linear layer is held back, chosen on people whom nothing else is fitted to.

The ridge that predicts the teacher's vectors best is not the one that verifies best: fitted on 8,000 faces a
strong one gave fewer misses, fitted on 40,000 it hardly mattered.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence

import numpy as np

from faceid_desktop.core.joint_bayesian import fit_joint_bayesian
from faceid_desktop.core.records import Floats
from faceid_desktop.core.stacking import Stacking, measure_moments, solve_stacking
from faceid_desktop.training.figures import person_losses
from faceid_desktop.training.scorer import People, all_pairs

log = logging.getLogger("faceid.training")

_ITERATIONS = 20


def choose_stacking(
    responses: Floats, targets: Floats, fit: People, held_out: People, ridges: Sequence[float]
) -> tuple[Stacking, float]:
    """Fit the linear layer with each of several ridges and take the one that verifies best.

    Parameters
    ----------
    responses, targets
        (n, D) and the teacher's vectors (n, d) of the faces that the layer is fitted on; the vectors are
        brought to a mean variance of one.
    fit
        People for the Joint Bayesian model of each trial.
    held_out
        Other people, by whose mean loss (`person_losses`) the trials are judged.
    ridges
        To choose from, see `solve_stacking`.

    Returns
    -------
    tuple
        The layer and its ridge.
    """
    unit = float(np.sqrt(targets.var(axis=0, dtype=np.float64).mean()))
    moments = measure_moments(responses, targets / unit)
    if len(ridges) == 1:
        return solve_stacking(moments, ridges[0]), ridges[0]
    trials: list[tuple[float, float, Stacking]] = []
    for ridge in ridges:
        layer = solve_stacking(moments, ridge)
        model = fit_joint_bayesian(layer.transform(fit.responses), fit.people, _ITERATIONS)
        pairs = all_pairs(layer.transform(held_out.responses), held_out, model.cross_llr)
        trials.append((float(person_losses(pairs).mean()), ridge, layer))
        log.info("ridge %g: loss %.4f", ridge, trials[-1][0])
    _, ridge, layer = min(trials, key=lambda trial: trial[0])
    return layer, ridge
