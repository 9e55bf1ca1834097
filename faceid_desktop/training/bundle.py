"""Put detector, landmarks, network and a freshly fitted scorer together into a model bundle, and measure it.

Run it by ``python -m faceid_desktop.training.bundle --data DIR --work DIR --detector FILE --landmarks FILE
--network FILE --out DIR``.
"""

from __future__ import annotations

import argparse
import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import cv2
import numpy as np
import torch
from safetensors.torch import load_file

from faceid_desktop.core.align import DEFAULT_SPEC, AlignmentSpec
from faceid_desktop.core.patches import WHOLE_FACE, PatchSpec
from faceid_desktop.core.quality import QualityLimits
from faceid_desktop.core.records import Floats
from faceid_desktop.services.bootstrap import build_engine
from faceid_desktop.settings import Settings
from faceid_desktop.training.deepid2.data import FaceTable, Indices, aligned_canvases, read_faces
from faceid_desktop.training.lfw import measure_lfw
from faceid_desktop.training.model_card import LICENCE_NAME, LICENCE_WEIGHTS, model_card
from faceid_desktop.training.scorer import (
    FittedScorer,
    People,
    ScorerPlan,
    choose_rows,
    embed_rows,
    fit_scorer,
    landmark_points,
    measure,
    points_cache,
)
from faceid_desktop.vision.bundle import Bundle, write_bundle
from faceid_desktop.vision.deepid2 import DeepId2, NetworkSpec
from faceid_desktop.vision.landmarks import LandmarkSpec, load_landmarks
from faceid_desktop.vision.manifest import (
    CalibrationSection,
    DetectorSection,
    LandmarkSection,
    Manifest,
    NetworkSection,
    ScorerSection,
)

log = logging.getLogger("faceid.training")


@dataclass(frozen=True, slots=True)
class BundleParts:
    """What a bundle is made of; ``data`` and ``work`` as in training, the rest files and their settings."""

    data: Path
    work: Path
    detector: Path
    landmarks: Path
    network: Path
    name: str = "deepid2"
    version: str = "0.1.0"
    interim: bool = True
    network_spec: NetworkSpec = field(default_factory=lambda: NetworkSpec(maps=(40, 80, 120, 160)))
    landmark_spec: LandmarkSpec = field(default_factory=LandmarkSpec)
    patch: PatchSpec = WHOLE_FACE
    alignment: AlignmentSpec = DEFAULT_SPEC
    limits: QualityLimits = field(default_factory=QualityLimits)
    score_threshold: float = 0.75
    nms_threshold: float = 0.3
    max_side_px: int = 640
    training: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Samples:
    """Rows of the face table for each step: fitting, calibration and the report."""

    fit: Indices
    calibrate: Indices
    test: Indices

    def all(self) -> Indices:
        """All rows, ascending."""
        return np.unique(np.concatenate([self.fit, self.calibrate, self.test]))


def choose_samples(table: FaceTable, plan: ScorerPlan) -> Samples:
    """Choose rows for each step; the report takes all photos of the test people, doubtful labels included."""
    return Samples(
        fit=np.concatenate([choose_rows(table, (split,), plan) for split in plan.fit_splits]),
        calibrate=choose_rows(table, plan.calibration_splits, plan),
        test=table.rows("test"),
    )


def find_points(parts: BundleParts, table: FaceTable, rows: Indices) -> dict[str, Floats]:
    """Find the landmarks of the chosen faces, or read them from the work folder."""
    finder = load_landmarks(parts.landmarks, parts.landmark_spec, torch.device("cpu"))
    return landmark_points(table, rows, parts.data, finder, points_cache(parts.work, parts.landmarks))


def embed_people(parts: BundleParts, table: FaceTable, rows: Indices) -> People:
    """Align faces by their landmarks and compute their joined features."""
    chosen = table.take(rows)
    points = find_points(parts, table, rows)
    canvases = aligned_canvases(chosen, parts.data, parts.work, parts.alignment, points)
    network = DeepId2(parts.network_spec)
    network.load_state_dict({name: value.float() for name, value in load_file(parts.network).items()})
    features = embed_rows([network.eval()], [parts.patch], canvases)
    return People(features, chosen.people, chosen.families)


def _part(people: People, rows: Indices, wanted: Indices) -> People:
    places = np.searchsorted(rows, wanted)
    return People(people.features[places], people.people[places], people.families[places])


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
    table = read_faces(parts.data)
    samples = choose_samples(table, plan)
    rows = samples.all()
    people = embed_people(parts, table, rows)
    fit, calibrate = (_part(people, rows, wanted) for wanted in (samples.fit, samples.calibrate))
    scorer = fit_scorer(fit, calibrate, plan)
    figures: dict[str, object] = {"test people": measure(scorer, _part(people, rows, samples.test))}
    data = {
        "network, labels": _count(table, table.rows("train")),
        "network, distillation": _count(table, table.rows("train", "scorer", "single")),
        "PCA and Joint Bayesian": _count(table, samples.fit),
        "calibration": _count(table, samples.calibrate),
        "test": _count(table, samples.test),
    }
    files = {
        "detector.onnx": parts.detector.read_bytes(),
        "landmarks.safetensors": parts.landmarks.read_bytes(),
        "patch00.safetensors": parts.network.read_bytes(),
        "scorer.safetensors": scorer.scorer_file(),
        "calibration.safetensors": scorer.calibration_file(),
        "LICENCE-WEIGHTS.md": LICENCE_WEIGHTS.encode(),
    }
    manifest = _manifest(parts, scorer)
    bundle = write_bundle(out, manifest, files)
    photos, pairs = parts.data / "lfw_view1.zip", parts.data / "lfw_view1_pairsDevTest.txt"
    if photos.exists() and pairs.exists():
        figures["LFW View 1"] = measure_lfw(build_engine(Settings(), out, "cpu"), photos, pairs)
    log.info("%s", json.dumps(figures))
    # measured now, so the texts can be written; scores and the model's id do not depend on them
    files["MODEL_CARD.md"] = _card(parts, plan, data, figures).encode()
    training = {**parts.training, "data": data, "scorer": {"dimensions": plan.dimensions}}
    return write_bundle(out, replace(bundle.manifest, evaluation=figures, training=training), files)


def _count(table: FaceTable, rows: Indices) -> str:
    return f"{len(np.unique(table.people[rows])):,} / {len(rows):,}"


def _manifest(parts: BundleParts, scorer: FittedScorer) -> Manifest:
    spec, marks = parts.network_spec, parts.landmark_spec
    return Manifest(
        name=parts.name,
        version=parts.version,
        interim=parts.interim,
        licence=LICENCE_NAME,
        detector=DetectorSection(
            "detector.onnx", parts.score_threshold, parts.nms_threshold, parts.max_side_px
        ),
        landmarks=LandmarkSection(
            "landmarks.safetensors", marks.input_px, marks.box_scale, marks.channels, marks.hidden
        ),
        alignment=parts.alignment,
        patches=(parts.patch,),
        network=NetworkSection(
            spec.maps, spec.features, spec.input_width, spec.input_height, spec.kernels, spec.region
        ),
        networks=("patch00.safetensors",),
        scorer=ScorerSection("scorer.safetensors"),
        calibration=CalibrationSection(
            scorer.calibration.scale, scorer.calibration.offset, "calibration.safetensors"
        ),
        quality=parts.limits,
        files={},
    )


def _card(
    parts: BundleParts, plan: ScorerPlan, data: Mapping[str, str], figures: Mapping[str, object]
) -> str:
    facts = {
        "name": parts.name,
        "version": parts.version,
        "interim": parts.interim,
        "canvas": f"{parts.alignment.width} x {parts.alignment.height}",
        "maps": "/".join(str(number) for number in parts.network_spec.maps),
        "features": parts.network_spec.features,
        "dimensions": plan.dimensions,
        "images": parts.training.get("images", "unknown"),
    }
    flat = {
        f"{what}: {name}": value
        for what, values in figures.items()
        if isinstance(values, Mapping)
        for name, value in values.items()
    }
    return model_card(facts, data, flat)


def main() -> None:
    """Make a bundle from the command line."""
    parser = argparse.ArgumentParser(description="Fit the scorer and write a model bundle.")
    for name in ("data", "work", "detector", "landmarks", "network", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--images", type=int, help="how many images the network was trained on")
    parser.add_argument("--dimensions", type=int, default=ScorerPlan().dimensions)
    photos = ScorerPlan().photos_a_person
    parser.add_argument("--photos", type=int, default=photos, help="at most of a person")
    given = parser.parse_args()
    logging.basicConfig(level=logging.INFO)
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    parts = BundleParts(
        data=given.data,
        work=given.work,
        detector=given.detector,
        landmarks=given.landmarks,
        network=given.network,
        training={"images": given.images},
    )
    plan = ScorerPlan(dimensions=given.dimensions, photos_a_person=given.photos)
    make_bundle(parts, plan, given.out)


if __name__ == "__main__":
    main()
