"""False match rates of strangers of one age group: for whom the stated rate is too small.

Only faces whose people are known by one photo have an age here, so there are no pairs of one person, and no
misses to report. A few of the faces may be of one person, which makes the rates too high rather than too low.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from faceid_desktop.training.deepid2.data import FaceTable, Indices
from faceid_desktop.training.scorer import FittedScorer, People

_BOUNDS = (0, 13, 18, 30, 45, 60, 120)
_MOST = 1500
_RATES = (1e-2, 1e-3)
_REPLICATES = 200


def age_groups(data: Path, table: FaceTable, seed: int) -> dict[str, Indices]:
    """Choose faces of each age group, nothing if the data folder has no ``attributes.csv``.

    Parameters
    ----------
    data
        Folder with ``attributes.csv`` (file, age, sex).
    table
        All faces.
    seed
        Of the draw where a group has more faces than are needed.

    Returns
    -------
    dict
        Name of a group, such as "30 to 44", to rows of the table, ascending.
    """
    path = data / "attributes.csv"
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        ages = {row["file"]: float(row["age"]) for row in csv.DictReader(file) if row["age"]}
    of_row = np.array([ages.get(name, np.nan) for name in table.files])
    rng = np.random.default_rng(seed)
    groups: dict[str, Indices] = {}
    for low, high in pairwise(_BOUNDS):
        rows = np.flatnonzero((of_row >= low) & (of_row < high)).astype(np.int64)
        if len(rows) > 1:
            name = f"{low} to {high - 1}" if high < _BOUNDS[-1] else f"{low} and older"
            groups[name] = np.sort(rng.choice(rows, min(_MOST, len(rows)), replace=False))
    return groups


def measure_group(scorer: FittedScorer, faces: People) -> Mapping[str, object]:
    """Compare all faces of a group, each of somebody else, at the thresholds that the program states.

    Parameters
    ----------
    scorer
        The fitted scorer.
    faces
        Faces (n, D) of n people.

    Returns
    -------
    Mapping
        ``fmr_at_stated_*``: the share of pairs that reach the threshold whose stated false match rate is *,
        with a 95 % interval by reweighting the faces.
    """
    x = scorer.projection.transform(faces.responses)
    scores = scorer.calibration.apply(scorer.joint_bayesian.cross_llr(x, x))
    strangers = faces.people[:, None] != faces.people[None, :]
    rng = np.random.default_rng(0)
    weights = rng.multinomial(len(x), np.full(len(x), 1 / len(x)), _REPLICATES).astype(np.float64)
    figures: dict[str, object] = {"faces": len(x)}
    for rate in _RATES:
        accepted = (scores >= scorer.table.threshold(rate)) & strangers
        name = f"fmr_at_stated_{rate:.0e}".replace("e-0", "e-")
        figures[name] = float(accepted.sum() / strangers.sum())
        replicates = _weighted(weights, accepted) / _weighted(weights, strangers)
        figures[f"{name}_interval"] = np.quantile(replicates, (0.025, 0.975)).tolist()
    return figures


def _weighted(weights: NDArray[np.float64], pairs: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Sum of w_i w_j over the chosen pairs (n, n), for each replicate of weights (R, n)."""
    sums: NDArray[np.float64] = ((weights @ pairs.astype(np.float64)) * weights).sum(axis=1)
    return sums
