"""From data to a model folder: folds, threshold, the final training, figures, weights, manifest, card."""

from __future__ import annotations

import logging
from dataclasses import asdict
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import safetensors.numpy
import torch
from numpy.typing import NDArray

from faceid_desktop.services.bootstrap import Engine
from faceid_desktop.training.liveness.card import model_card
from faceid_desktop.training.liveness.data import Store, build_store
from faceid_desktop.training.liveness.evaluate import (
    FOLDS,
    HOLDS_UP,
    TARGET_BPCER,
    Scored,
    by_project,
    choose_threshold,
    cross_project,
    holds_up,
)
from faceid_desktop.training.liveness.texture import textures
from faceid_desktop.training.liveness.train import Recipe, scores, train
from faceid_desktop.vision.detector import YuNetDetector
from faceid_desktop.vision.liveness import LivenessNetwork
from faceid_desktop.vision.liveness_bundle import LivenessBundle, LivenessManifest, write_liveness_bundle

log = logging.getLogger("faceid.training.liveness")

WEIGHTS = "liveness.safetensors"
VERSION = "0.1.0"
LICENCE = (
    "Weights for research and evaluation only: they were learnt from public research sets whose terms are "
    "research or unstated. The code that trains them is Apache-2.0."
)
RULE = (
    f"the threshold has a mean BPCER of {TARGET_BPCER:.0%} on left-out projects; the check may reject only "
    f"if no left-out project exceeds {HOLDS_UP:.0%} of either error"
)
_FRAMES = (4, 24)
_LIMIT = 6.0


def produce(engine: Engine, data: Path, work: Path, out: Path, plan: tuple[int, int]) -> LivenessBundle:
    """Train and measure, and write the model.

    Parameters
    ----------
    engine
        Its detector finds the faces.
    data
        The pictures and clips.
    work
        Crops and checkpoints: a training that was stopped goes on from them.
    out
        Folder of the model.
    plan
        Steps of a fold (the final training takes twice as many) and the seed.
    """
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    steps, seed = plan
    store = open_store(engine, data, work, seed)
    fold, final = Recipe(steps=steps, seed=seed), Recipe(steps=2 * steps, seed=seed)
    known = textures(store, final.spec)
    held_out = cross_project(store, known, fold, work / f"folds-{steps}-{seed}")
    threshold = choose_threshold(store, held_out)
    folds = by_project(store, held_out, threshold)
    # Decided before the test projects are looked at.
    advice_only = not holds_up(folds)
    log.info("threshold %.3f, advice only: %s", threshold, advice_only)
    network = train(store, known, store.rows("train"), final, work / f"final-{2 * steps}-{seed}")
    rows = store.rows("test")
    test = by_project(store, Scored(rows, scores(network, store, known, rows, final.spec)), threshold)
    weights = safetensors.numpy.save(half_weights(network))
    evaluation: dict[str, object] = {"left-out projects": folds, "test projects": test}
    manifest = LivenessManifest(
        name="liveness",
        version=VERSION,
        licence=LICENCE,
        weights=WEIGHTS,
        spec=final.spec,
        threshold=round(threshold, 4),
        frames=_FRAMES,
        limit=_LIMIT,
        advice_only=advice_only,
        files={},
        training={
            "command": f"faceid train liveness --data DATA --out OUT --steps {steps} --seed {seed}",
            "seed": seed,
            "recipe": asdict(final),
            "folds": FOLDS,
            "rule": RULE,
            "pictures": count(store, "train"),
            "without a face": dict(store.unseen),
            "detector": _detector_hash(engine),
        },
        evaluation=evaluation,
    )
    contents = {WEIGHTS: weights, "MODEL_CARD.md": model_card(manifest, count(store, "test")).encode()}
    return write_liveness_bundle(out, manifest, contents)


def open_store(engine: Engine, data: Path, work: Path, seed: int = 9) -> Store:
    """Cut the crops with the engine's detector, or open those that are there."""
    section = engine.bundle.manifest.detector
    # Below the usual limit: a crop that fills the picture is found with less certainty.
    detector = YuNetDetector(
        engine.bundle.path(section.file), 0.6, section.nms_threshold, section.max_side_px
    )
    return build_store(data, work, detector, seed=seed)


def _detector_hash(engine: Engine) -> str:
    """Hash of the detector that the crops were cut with: the rest of the bundle has no part in them."""
    manifest = engine.bundle.manifest
    return manifest.files[manifest.detector.file]


def half_weights(network: LivenessNetwork) -> dict[str, NDArray[Any]]:
    """Return the weights in half precision; counters of batches are of no use to inference.

    In the order of their shapes: safetensors writes what lies in memory, and training keeps channels last.
    """
    return {
        name: value.detach().numpy().astype(np.float16, order="C")
        for name, value in network.state_dict().items()
        if value.is_floating_point()
    }


def count(store: Store, split: str) -> dict[str, int]:
    """Count the pictures of a split by project and kind."""
    found: dict[str, int] = {}
    for sample in store.samples:
        if sample.split == split:
            key = f"{sample.project} {('live', 'print', 'screen')[sample.label]}"
            found[key] = found.get(key, 0) + 1
    return found
