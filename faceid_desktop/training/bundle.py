"""Put trained networks and a freshly fitted scorer together into a model bundle, and measure it.

Run it by ``faceid train bundle``. Detector and landmark network are those of an existing bundle unless
others are given.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

import numpy as np
import torch
from safetensors import safe_open

from faceid_desktop.core.cohort import WithCommonness
from faceid_desktop.core.quality import QualityLimits
from faceid_desktop.core.records import Floats
from faceid_desktop.services.bootstrap import build_engine
from faceid_desktop.settings import Settings
from faceid_desktop.training.ages import age_groups, measure_group
from faceid_desktop.training.deepid2.data import FaceTable, Indices, read_faces, teacher_targets
from faceid_desktop.training.features import FaceStore, NetworkFile, load_network
from faceid_desktop.training.figures import measure
from faceid_desktop.training.lfw import measure_lfw
from faceid_desktop.training.model_card import LICENCE_NAME, LICENCE_WEIGHTS, Facts, model_card
from faceid_desktop.training.ridge import choose_stacking
from faceid_desktop.training.scorer import (
    FittedPatch,
    FittedProjection,
    FittedScorer,
    People,
    ScorerPlan,
    choose_rows,
    fit_patch,
    fit_rectified_pca,
    fit_scorer,
)
from faceid_desktop.vision.bundle import Bundle, load_bundle, write_bundle
from faceid_desktop.vision.landmarks import LandmarkSpec, load_landmarks
from faceid_desktop.vision.manifest import (
    CalibrationSection,
    LandmarkSection,
    Manifest,
    NetworkSection,
    PatchScorerSection,
    ScorerSection,
)

log = logging.getLogger("faceid.training")


@dataclass(frozen=True, slots=True)
class BundleParts:
    """What a bundle is made of.

    ``data`` and ``work`` are the folders of training. ``base`` is the bundle whose detector, landmark
    network, alignment and quality limits are taken; a file in ``detector`` or ``landmarks`` (of the
    program's present default shape) takes their place, and limits that suit other landmarks with it.
    ``notes`` go into the manifest's record of training.
    """

    data: Path
    work: Path
    base: Path
    networks: tuple[NetworkFile, ...]
    detector: Path | None = None
    landmarks: Path | None = None
    name: str = "deepid2"
    version: str = "0.5.0"
    interim: bool = True
    notes: Mapping[str, object] = field(default_factory=dict)


def networks_of(bundle: Bundle) -> tuple[NetworkFile, ...]:
    """Return the networks of an existing bundle, to fit another scorer to them."""
    names, patches = bundle.manifest.networks, bundle.manifest.patches
    return tuple(NetworkFile(bundle.path(name), patch) for name, patch in zip(names, patches, strict=True))


@dataclass(frozen=True, slots=True)
class Samples:
    """Rows of the table for each step: projection and its ridge, Joint Bayesian, cohort, calibration, report.

    ``aged`` are faces of known age, of whom only the false match rate is reported.
    """

    project: Indices
    select: Indices
    fit: Indices
    cohort: Indices
    calibrate: Indices
    test: Indices
    aged: Mapping[str, Indices]

    def all(self) -> Indices:
        """All rows, ascending."""
        steps = (self.project, self.select, self.fit, self.cohort, self.calibrate, self.test)
        return np.unique(np.concatenate([*steps, *self.aged.values()]))


@dataclass(frozen=True, slots=True, eq=False)
class Embedded:
    """Responses of the networks to the chosen faces: ``patches`` has (len(rows), 2 F) for each network."""

    table: FaceTable
    rows: Indices
    patches: Sequence[Floats]

    def joined(self, wanted: Indices) -> Floats:
        """Return the joined responses (len(wanted), D) of some rows, in the order of the application."""
        places = np.searchsorted(self.rows, wanted)
        return np.concatenate([responses[places] for responses in self.patches], axis=1)

    def people(self, wanted: Indices, patch: int | None = None) -> People:
        """Return some rows with the numbers of their people, all patches joined or one alone."""
        places = np.searchsorted(self.rows, wanted)
        responses = self.joined(wanted) if patch is None else self.patches[patch][places]
        return People(responses, self.table.people[wanted], self.table.families[wanted])


def choose_samples(table: FaceTable, plan: ScorerPlan, aged: Mapping[str, Indices]) -> Samples:
    """Choose rows for each step; the report takes all photos of the test people, doubtful labels included."""
    fit = np.concatenate([choose_rows(table, (split,), plan) for split in plan.fit_splits])
    others = np.setdiff1d(table.rows(*plan.stacking_splits), fit)
    count = min(plan.stacking_faces, len(others))
    others = np.random.default_rng(plan.seed).choice(others, count, replace=False)
    project = np.concatenate([fit, others]) if plan.projection == "stacked" else fit
    # Faces that the false match rates of an age are reported on are no part of the cohort.
    cohort = np.setdiff1d(others, np.concatenate([fit[:0], *aged.values()]))
    if not len(cohort):
        cohort = fit[np.unique(table.people[fit], return_index=True)[1]]
    calibrate = choose_rows(table, plan.calibration_splits, plan)
    select = table.rows(*plan.selection_splits)
    return Samples(np.unique(project), select, fit, cohort, calibrate, table.rows("test"), aged)


def open_store(parts: BundleParts) -> FaceStore:
    """Open the data folder with the landmark network that the bundle will have."""
    base = load_bundle(parts.base)
    section = _landmark_section(parts, base.manifest)
    shape = LandmarkSpec(section.input_px, section.box_scale, section.channels, section.hidden)
    weights = parts.landmarks or base.path(section.file)
    finder = load_landmarks(weights, shape, torch.device("cpu"))
    return FaceStore(parts.data, parts.work, finder, weights, base.manifest.alignment)


def _fit_projection(
    embedded: Embedded, samples: Samples, targets: Floats, plan: ScorerPlan
) -> FittedProjection:
    if plan.projection == "pca":
        return fit_rectified_pca(embedded.joined(samples.project), plan)
    fit, select = embedded.people(samples.fit), embedded.people(samples.select)
    responses, aims = embedded.joined(samples.project), targets[samples.project]
    return choose_stacking(responses, aims, fit, select, plan.ridges)[0]


def fit_all(
    embedded: Embedded, samples: Samples, targets: Floats, plan: ScorerPlan
) -> tuple[FittedScorer, list[FittedPatch]]:
    """Fit projection, Joint Bayesian and calibration, and the small scorer of each patch.

    Parameters
    ----------
    embedded
        Responses of all samples.
    samples
        Which faces serve what.
    targets
        The teacher's vectors of all faces of the table.
    plan
        How.
    """
    fit, calibrate = embedded.people(samples.fit), embedded.people(samples.calibrate)
    projection = _fit_projection(embedded, samples, targets, plan)
    scorer = fit_scorer(projection, fit, embedded.joined(samples.cohort), calibrate, plan)
    patches = [
        fit_patch(embedded.people(samples.fit, place), embedded.people(samples.calibrate, place), plan)
        for place in range(len(embedded.patches))
    ]
    return scorer, patches


def make_bundle(parts: BundleParts, plan: ScorerPlan, out: Path) -> Bundle:
    """Fit and calibrate the scorer, measure everything, and write the bundle with its model card.

    Parameters
    ----------
    parts
        The trained networks and where the data are.
    plan
        How the scorer is fitted.
    out
        Folder of the bundle.
    """
    base, table = load_bundle(parts.base), read_faces(parts.data)
    samples = choose_samples(table, plan, age_groups(parts.data, table, plan.seed))
    rows = samples.all()
    embedded = Embedded(table, rows, open_store(parts).responses(table, rows, parts.networks))
    log.info("responses of %d faces from %d networks", len(rows), len(parts.networks))
    scorer, patches = fit_all(embedded, samples, teacher_targets(parts.data), plan)
    figures: dict[str, object] = {"test people": measure(scorer, embedded.people(samples.test))}
    for group, aged in samples.aged.items():
        figures[f"aged {group}"] = measure_group(scorer, embedded.people(aged))
    log.info("%s", json.dumps(figures))

    manifest = _manifest(parts, base.manifest, scorer, patches)
    manifest = replace(manifest, scorer=_scorer_section(scorer, plan))
    files = _files(parts, base, scorer, patches)
    write_bundle(out, manifest, files)
    photos, pairs = parts.data / "lfw_view1.zip", parts.data / "lfw_view1_pairsDevTest.txt"
    if photos.exists() and pairs.exists():
        figures |= measure_lfw(build_engine(Settings(), out, "cpu"), photos, pairs)
        log.info("%s", json.dumps(figures))
    # measured now, so the texts can be written; scores and the model's id do not depend on them
    data = _data_used(table, samples)
    files["MODEL_CARD.md"] = model_card(_facts(parts, plan, manifest), data, figures).encode()
    training = {**parts.notes, "data": data, "scorer": asdict(plan), "networks": _networks_used(parts)}
    return write_bundle(out, replace(manifest, evaluation=figures, training=training), files)


def _landmark_section(parts: BundleParts, base: Manifest) -> LandmarkSection:
    if parts.landmarks is None:
        return base.landmarks
    shape = LandmarkSpec()
    return LandmarkSection(base.landmarks.file, shape.input_px, shape.box_scale, shape.channels, shape.hidden)


def _files(
    parts: BundleParts, base: Bundle, scorer: FittedScorer, patches: Sequence[FittedPatch]
) -> dict[str, bytes]:
    detector, landmarks = base.manifest.detector.file, base.manifest.landmarks.file
    return {
        detector: (parts.detector or base.path(detector)).read_bytes(),
        landmarks: (parts.landmarks or base.path(landmarks)).read_bytes(),
        **{name: file.path.read_bytes() for name, file in zip(_names(parts), parts.networks, strict=True)},
        **{f"explain{place:02d}.safetensors": patch.file() for place, patch in enumerate(patches)},
        "scorer.safetensors": scorer.scorer_file(),
        "calibration.safetensors": scorer.calibration_file(),
        "LICENCE-WEIGHTS.md": LICENCE_WEIGHTS.encode(),
    }


def _names(parts: BundleParts) -> tuple[str, ...]:
    """Name the file of each network; weights that serve several patches are stored once."""
    paths = list(dict.fromkeys(file.path for file in parts.networks))
    return tuple(f"patch{paths.index(file.path):02d}.safetensors" for file in parts.networks)


def _manifest(
    parts: BundleParts, base: Manifest, scorer: FittedScorer, patches: Sequence[FittedPatch]
) -> Manifest:
    spec = load_network(parts.networks[0].path).spec
    return replace(
        base,
        name=parts.name,
        version=parts.version,
        interim=parts.interim,
        licence=LICENCE_NAME,
        landmarks=_landmark_section(parts, base),
        quality=base.quality if parts.landmarks is None else QualityLimits(),
        patches=tuple(file.patch for file in parts.networks),
        network=NetworkSection(
            spec.maps, spec.features, spec.input_width, spec.input_height, spec.kernels, spec.region
        ),
        networks=_names(parts),
        calibration=CalibrationSection(
            scorer.calibration.scale, scorer.calibration.offset, "calibration.safetensors"
        ),
        patch_scorers=tuple(
            PatchScorerSection(
                f"explain{place:02d}.safetensors", patch.calibration.scale, patch.calibration.offset
            )
            for place, patch in enumerate(patches)
        ),
        files={},
        training={},
        evaluation={},
    )


def _scorer_section(scorer: FittedScorer, plan: ScorerPlan) -> ScorerSection:
    weight, projection = scorer.joint_bayesian.commonness, scorer.projection
    nearest = projection.cohort.nearest if isinstance(projection, WithCommonness) else 0
    return ScorerSection("scorer.safetensors", plan.projection, weight, nearest)


def _facts(parts: BundleParts, plan: ScorerPlan, manifest: Manifest) -> Facts:
    stacked = "a linear layer fitted to the teacher's vectors (stacking)"
    return Facts(
        name=parts.name,
        version=parts.version,
        interim=parts.interim,
        canvas=manifest.alignment,
        maps=manifest.network.maps,
        features=manifest.network.features,
        patches=manifest.patches,
        projection=stacked if plan.projection == "stacked" else f"PCA to {plan.dimensions} values",
        commonness=_commonness(manifest.scorer, plan),
        seed=plan.seed,
        notes="; ".join(f"{name}: {value}" for name, value in parts.notes.items()),
    )


def _commonness(scorer: ScorerSection, plan: ScorerPlan) -> str:
    if not scorer.commonness:
        return ""
    members = f"means of {plan.cohort_members} strangers"
    return (
        f"less {scorer.commonness:g} of the commonness of both faces\n"
        f"(their mean ratio against the {scorer.nearest} of up to {plan.cohort} {members}"
        " that each resembles most)"
    )


def _data_used(table: FaceTable, samples: Samples) -> dict[str, str]:
    """Say how many people and photos each step saw."""
    steps = {
        "networks, labels": table.rows("train"),
        "networks, distillation": table.rows("train", "scorer", "single"),
        "projection": samples.project,
        "Joint Bayesian": samples.fit,
        "cohort": samples.cohort,
        "ridge of the projection": samples.select,
        "calibration": samples.calibrate,
        "test": samples.test,
    }
    return {step: f"{len(np.unique(table.people[rows])):,} / {len(rows):,}" for step, rows in steps.items()}


def _networks_used(parts: BundleParts) -> list[Mapping[str, object]]:
    """Tell of each network how it was trained, as far as its file says."""
    used: list[Mapping[str, object]] = []
    for file in parts.networks:
        with safe_open(file.path, "numpy") as stored:
            facts = stored.metadata() or {}
        used.append({"file": file.path.name, **facts, "patch": file.patch.name})
    return used
