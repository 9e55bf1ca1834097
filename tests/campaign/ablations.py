"""What each part of the method is worth: ``python -m tests.campaign.ablations WHAT``.

``objectives`` trains narrow networks of the whole face on the same views, each without one of the signals,
and compares them (PCA, so that no teacher helps afterwards). ``ages`` keeps some faces of known age out of a
training and says whether having seen a face changes how often it is taken for another. ``scorers`` fits the
scorers that one could put after given networks. ``numbers`` selects among given networks and measures the
first 1, 2, 4, 8, 16 and 25. Everything is measured on the test people and on LFW View 1, as a bundle is.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np

from faceid_desktop.core.joint_bayesian import JointBayesian
from faceid_desktop.core.records import Doubles, Floats
from faceid_desktop.paths import default_bundle
from faceid_desktop.training.ages import age_groups, measure_group
from faceid_desktop.training.bundle import (
    BundleParts,
    Embedded,
    Samples,
    choose_samples,
    fit_all,
    make_bundle,
    open_store,
)
from faceid_desktop.training.deepid2.config import (
    OBJECTIVES,
    Schedule,
    TrainingConfig,
    distilled_objectives,
)
from faceid_desktop.training.deepid2.data import FaceTable, Indices, read_faces, teacher_targets
from faceid_desktop.training.deepid2.losses import ObjectiveConfig, Verification
from faceid_desktop.training.deepid2.select import forward_backward, selection_data, verification_losses
from faceid_desktop.training.deepid2.train import train, train_together
from faceid_desktop.training.features import NetworkFile, parse_network
from faceid_desktop.training.figures import measure
from faceid_desktop.training.scorer import ScorerPlan, calibrate_scorer
from faceid_desktop.vision.embedder import set_cpu_threads
from tests.helpers.data import REPOSITORY

NUMBERS = (1, 2, 4, 8, 16, 25)
KEPT_OUT = 300
"""Faces of each age group that one of two trainings does not see."""
SMALL = ScorerPlan(stacking_faces=0, photos_a_person=8, ridges=(0.1,))
"""How many networks are compared: what grows with their number squared takes fewer faces."""
TOLD = ("accuracy", "standard_error", "auc", "fnmr_at_1e_2", "cllr", "min_cllr")


def main() -> int:
    """Run one ablation and print a line of JSON for each variant."""
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=("objectives", "ages", "scorers", "numbers"))
    parser.add_argument("--data", type=Path, default=REPOSITORY.parent / "shared" / "data")
    parser.add_argument("--work", type=Path, default=REPOSITORY / "work" / "deepid2")
    parser.add_argument("--landmarks", type=Path, help="landmark network; without it the bundle's")
    parser.add_argument("--network", action="append", default=[], metavar="FILE=PATCH[@SCALE]")
    parser.add_argument("--images", type=int, default=400_000, help="views in each training")
    options = parser.parse_args()
    set_cpu_threads()
    base = default_bundle()
    networks = tuple(parse_network(each) for each in options.network)
    parts = BundleParts(options.data, options.work, base, networks, landmarks=options.landmarks)
    basis = TrainingConfig(
        options.data,
        options.work,
        landmarks=options.landmarks or base / "landmarks.safetensors",
        schedule=Schedule(images=options.images),
    )
    {
        "objectives": lambda: objectives(parts, basis),
        "ages": lambda: ages(parts, basis),
        "scorers": lambda: scorers(parts),
        "numbers": lambda: numbers(parts),
    }[options.what]()
    return 0


def objectives(parts: BundleParts, basis: TrainingConfig) -> None:
    """Train on the same views with every set of objectives, and with the teacher but without verification."""
    sets: dict[str, tuple[ObjectiveConfig, ...]] = {name: make() for name, make in OBJECTIVES.items()}
    sets["unverified"] = tuple(each for each in distilled_objectives() if not isinstance(each, Verification))
    train_together(
        [replace(basis, name=f"ablation-{name}", objectives=chosen) for name, chosen in sets.items()]
    )
    for name in sets:
        file = NetworkFile(basis.work / f"ablation-{name}.safetensors", basis.patch)
        tell(name, evaluate(replace(parts, networks=(file,)), replace(ScorerPlan(), projection="pca")))


def ages(parts: BundleParts, basis: TrainingConfig) -> None:
    """Train with and without some faces of known age; compare how often these are taken for one another."""
    table = read_faces(basis.data)
    everybody = age_groups(basis.data, table, basis.seed)
    apart = {name: rows[:: max(1, len(rows) // KEPT_OUT)][:KEPT_OUT] for name, rows in everybody.items()}
    train(replace(basis, name="ablation-ages-seen"))
    with tempfile.TemporaryDirectory() as folder:
        without(table, np.concatenate(list(apart.values())), basis.data, Path(folder))
        train(replace(basis, name="ablation-ages-apart", data=Path(folder)))
    for name in ("ages-seen", "ages-apart"):
        file = NetworkFile(basis.work / f"ablation-{name}.safetensors", basis.patch)
        embedded, samples, targets = embed(replace(parts, networks=(file,)), apart)
        scorer, _ = fit_all(embedded, samples, targets, ScorerPlan())
        for group, rows in apart.items():
            tell(f"{name}: {group}", measure_group(scorer, embedded.people(rows)))


def without(table: FaceTable, rows: Indices, data: Path, folder: Path) -> None:
    """Make a data folder in which some faces belong to no split."""
    for each in data.iterdir():
        if each.name != "faces.csv":
            (folder / each.name).symlink_to(each)
    left_out = {table.files[row] for row in rows}
    with (data / "faces.csv").open(encoding="utf-8", newline="") as source:
        reader = csv.DictReader(source)
        lines = [line | {"split": "none"} if line["file"] in left_out else line for line in reader]
    with (folder / "faces.csv").open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, list(lines[0]))
        writer.writeheader()
        writer.writerows(lines)


def scorers(parts: BundleParts) -> None:
    """Put several scorers after the same networks: means-only and exact EM, with and without commonness."""
    table = read_faces(parts.data)
    aged = age_groups(parts.data, table, ScorerPlan().seed)
    for projection in ("stacked", "pca"):
        plan = replace(ScorerPlan(), projection=projection)
        embedded, samples, targets = embed(parts, aged, plan)
        plain, _ = fit_all(embedded, samples, targets, replace(plan, commonness=0.0))
        full, _ = fit_all(embedded, samples, targets, plan)
        fit = embedded.people(samples.fit)
        partial = means_only_em(plain.projection.transform(fit.responses), fit.people, plan.iterations)
        short = calibrate_scorer(plain.projection, partial, embedded.people(samples.calibrate))
        variants = {"means-only EM": short, "exact EM": plain, "exact EM less commonness": full}
        for name, scorer in variants.items():
            tell(f"{projection}, {name}", measure(scorer, embedded.people(samples.test)))
            of_age = {
                group: measure_group(scorer, embedded.people(rows))["fmr_at_stated_1e-3"]
                for group, rows in aged.items()
            }
            tell(f"{projection}, {name}: false matches at a stated 1e-3", of_age)
        share = np.trace(partial.between) / np.trace(plain.joint_bayesian.between)
        tell(f"{projection}, means-only EM", {"share of the exact trace of Sm": float(share)})


def means_only_em(x: Doubles, labels: Indices, iterations: int) -> JointBayesian:
    """Run the variant of public code that drops the posterior covariance from both updates."""
    _, codes, counts = np.unique(labels, return_inverse=True, return_counts=True)
    means = np.zeros((len(counts), x.shape[1]))
    np.add.at(means, codes, x)
    means /= counts[:, None]
    between, within = np.cov(means.T), np.cov((x - means[codes]).T)
    for _ in range(iterations):
        identities = np.empty_like(means)
        for count in np.unique(counts):
            chosen = counts == count
            identities[chosen] = means[chosen] @ np.linalg.solve(between + within / count, between)
        rest = x - identities[codes]
        between, within = identities.T @ identities / len(means), rest.T @ rest / len(rest)
    return JointBayesian(between, within)


def numbers(parts: BundleParts) -> None:
    """Select among networks; where the selection ends, go on in the order of the single networks."""
    losses = verification_losses(selection_data(parts, SMALL))
    steps = forward_backward(len(parts.networks), losses, max(NUMBERS))
    for step in steps:
        chosen = [parts.networks[place].patch.name for place in step.chosen]
        tell(
            "selection",
            {"patches": chosen, "loss": step.loss, "gain": step.gain, "error": step.standard_error},
        )
    alone = {place: float(losses((place,)).mean()) for place in range(len(parts.networks))}
    for place, loss in sorted(alone.items(), key=lambda each: each[1]):
        tell(f"alone: {parts.networks[place].patch.name}", {"loss": loss})
    order = list(steps[-1].chosen)
    order += [place for place in sorted(alone, key=alone.__getitem__) if place not in order]
    for count in NUMBERS:
        if count <= len(order):
            chosen_files = tuple(parts.networks[place] for place in order[:count])
            tell(f"{count} networks", evaluate(replace(parts, networks=chosen_files), SMALL))


def embed(
    parts: BundleParts, aged: Mapping[str, Indices], plan: ScorerPlan | None = None
) -> tuple[Embedded, Samples, Floats]:
    """Compute the responses of all samples, and the teacher's vectors."""
    table = read_faces(parts.data)
    samples = choose_samples(table, plan or ScorerPlan(), aged)
    rows = samples.all()
    responses = open_store(parts).responses(table, rows, parts.networks)
    return Embedded(table, rows, responses), samples, teacher_targets(parts.data)


def evaluate(parts: BundleParts, plan: ScorerPlan) -> Mapping[str, object]:
    """Make a throw-away bundle and return its figures of the test people and of LFW."""
    with tempfile.TemporaryDirectory() as folder:
        figures = make_bundle(parts, plan, Path(folder) / "bundle").manifest.evaluation
    told: dict[str, object] = {}
    for key, values in figures.items():
        if isinstance(values, Mapping) and not key.startswith("aged"):
            told |= {
                f"{key}: {name}": value
                for name, value in values.items()
                if name in TOLD or name.startswith("fnmr_at_fmr")
            }
    return told


def tell(name: str, figures: Mapping[str, object]) -> None:
    """Print one variant's figures."""
    sys.stdout.write(json.dumps({"variant": name, **figures}) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
