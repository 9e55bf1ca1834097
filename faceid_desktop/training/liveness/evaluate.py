"""Figures of the passive check: folds that leave out whole projects, then the test projects, once.

The threshold is chosen on the folds' held-out projects alone. Whether the check may reject anybody is
decided there, too, before the test projects are looked at.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from faceid_desktop.core.liveness_metrics import AttackReport, ErrorRate, attack_report
from faceid_desktop.core.metrics import roc_auc
from faceid_desktop.core.records import Doubles, Floats
from faceid_desktop.training.liveness.data import Store
from faceid_desktop.training.liveness.train import Recipe, scores, train
from faceid_desktop.vision.liveness import CLASSES

log = logging.getLogger("faceid.training.liveness")

FOLDS = (("nuaa",), ("set01", "set05"), ("set02", "set06"), ("set03", "clip_d", "set08", "set10"))
"""Projects that are left out together; the signers and the renders are always learnt from."""

FRAMES = 8
"""Neighbouring pictures that make a presentation."""

TARGET_BPCER = 0.10
_WORTH_WHILE = 0.02
HOLDS_UP = 0.10
"""The check may reject by itself if BPCER and APCER of every left-out project stay below this."""


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """Rows of the store and their log-odds (n, 3): joint, face alone, surroundings alone."""

    rows: NDArray[np.intp]
    odds: Doubles


def cross_project(store: Store, known: Floats, recipe: Recipe, folder: Path) -> Scored:
    """Score every project by a model that has seen nothing of it.

    Where hardly a picture of the left-out projects shows surroundings, those are not learnt in earnest.
    """
    parts = []
    for place, projects in enumerate(FOLDS):
        rows, others = store.rows("train", only=projects), store.rows("train", without=projects)
        wide = np.mean([store.samples[row].coverage >= recipe.spec.min_coverage for row in rows])
        own = recipe if wide >= _WORTH_WHILE else replace(recipe, steps=1)
        network = train(store, known, others, own, folder / f"fold{place}")
        parts.append(Scored(rows, scores(network, store, known, rows, recipe.spec)))
        log.info("fold %s: %s", projects, summary(store, parts[-1]))
    return Scored(np.concatenate([p.rows for p in parts]), np.concatenate([p.odds for p in parts]))


def summary(store: Store, scored: Scored, column: int = 0) -> dict[str, float]:
    """Area under the curve of each project that has both kinds, for comparing recipes."""
    found = {}
    for name in sorted({store.samples[row].project for row in scored.rows}):
        live, attacks = _split(store, scored, column, (name,))
        if live.size and attacks:
            found[name] = round(roc_auc(live, np.concatenate(list(attacks.values()))), 4)
    return found


def choose_threshold(store: Store, scored: Scored, target: float = TARGET_BPCER) -> float:
    """Return the threshold at which the mean BPCER of the left-out projects is the target.

    The mean over projects, so that a large one does not decide alone.
    """
    per_project = [
        live
        for name in sorted({store.samples[row].project for row in scored.rows})
        if (live := _split(store, scored, 0, (name,))[0]).size
    ]
    candidates = np.unique(np.concatenate(per_project))
    bpcer = np.mean([np.searchsorted(np.sort(each), candidates) / each.size for each in per_project], axis=0)
    return float(candidates[int(np.searchsorted(bpcer, target, side="right")) - 1])


def by_project(store: Store, scored: Scored, threshold: float) -> dict[str, dict[str, object]]:
    """Report every project alone and all together, by picture and by presentation of several frames."""
    names = sorted({store.samples[row].project for row in scored.rows})
    groups: dict[str, Sequence[str]] = {name: (name,) for name in names}
    groups["all"] = names
    found: dict[str, dict[str, object]] = {}
    for title, members in groups.items():
        pictures = attack_report(*_split(store, scored, 0, members), threshold)
        shown = presentations(store, scored)
        several = attack_report(*_split(store, shown, 0, members), threshold)
        found[title] = {"pictures": as_json(pictures), "presentations": as_json(several)}
    aucs = summary(store, scored)
    for name, auc in aucs.items():
        found[name]["auc"] = auc
    return found


def presentations(store: Store, scored: Scored) -> Scored:
    """Average neighbouring pictures of one kind, as a live check averages frames."""
    runs: dict[tuple[str, str, int, str], list[int]] = {}
    for place, row in enumerate(scored.rows.tolist()):
        s = store.samples[row]
        origin = s.origin if s.project.startswith(("clip", "asl")) else ""
        runs.setdefault((s.project, s.subject, s.label, origin), []).append(place)
    rows, odds = [], []
    for places in runs.values():
        for start in range(0, len(places) - FRAMES + 1, FRAMES):
            part = places[start : start + FRAMES]
            rows.append(scored.rows[part[0]])
            odds.append([scored.odds[part, 0].mean(), scored.odds[part, 1].mean(), np.nan])
    return Scored(np.array(rows, np.intp), np.array(odds, np.float64).reshape(-1, 3))


def holds_up(report: Mapping[str, Mapping[str, object]], limit: float = HOLDS_UP) -> bool:
    """Tell whether no project's presentations go wrong more often than the limit, either way."""
    rates: list[float] = []
    for name, each in report.items():
        shown = each["presentations"]
        if name != "all" and isinstance(shown, dict):
            rates += [part["rate"] for part in (shown["bpcer"], *shown["apcer"].values()) if part["trials"]]
    return max(rates, default=1.0) <= limit


def as_json(report: AttackReport) -> dict[str, object]:
    """Turn a report into JSON values with four digits."""
    return {
        "bpcer": _rate_json(report.bpcer),
        "apcer": {species: _rate_json(each) for species, each in report.apcer.items()},
    }


def _rate_json(each: ErrorRate) -> dict[str, object]:
    rate = None if not each.trials else round(each.rate, 4)
    shown = replace(each, low=round(each.low, 4), high=round(each.high, 4))
    return {**asdict(shown), "rate": rate}


def _split(
    store: Store, scored: Scored, column: int, projects: Sequence[str]
) -> tuple[Doubles, dict[str, Doubles]]:
    """Scores of living faces and of each attack species in some projects."""
    wanted = [
        (store.samples[row].label, odds)
        for row, odds in zip(scored.rows, scored.odds[:, column].tolist(), strict=True)
        if store.samples[row].project in projects
    ]
    values = {
        label: np.array([odds for own, odds in wanted if own == label]) for label in range(len(CLASSES))
    }
    return values[0], {CLASSES[label]: values[label] for label in (1, 2) if values[label].size}
