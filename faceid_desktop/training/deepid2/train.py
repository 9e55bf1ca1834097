"""The training loop: resumable, bounded by images or by time, for one network or several on the same views.

Run it by ``faceid train deepid2``. Several networks in one process share the reading and warping of faces,
which pays for narrow ones; wide ones are better trained side by side in processes of one thread each.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import torch
from safetensors.torch import load_file, save_file

from faceid_desktop.errors import BugError
from faceid_desktop.training.allocator import keep_freed_memory
from faceid_desktop.training.deepid2.config import TrainingConfig
from faceid_desktop.training.deepid2.data import (
    Canvases,
    FaceTable,
    aligned_canvases,
    read_faces,
    teacher_targets,
)
from faceid_desktop.training.deepid2.evaluate import (
    VerificationResult,
    cosine_verification,
    extract,
    to_input,
)
from faceid_desktop.training.deepid2.learner import Learner, Progress, digest, run_to_end
from faceid_desktop.training.deepid2.losses import Objectives, Sizes
from faceid_desktop.training.deepid2.restart import take_over
from faceid_desktop.training.deepid2.sampling import Batch, BatchSource
from faceid_desktop.training.deepid2.supervision import EarlySupervision
from faceid_desktop.training.features import FaceStore
from faceid_desktop.vision.deepid2 import DeepId2, fold_batchnorm
from faceid_desktop.vision.landmarks import LandmarkSpec, load_landmarks


class Trainer(Learner[DeepId2]):
    """State of one run of the network of a patch.

    Parameters
    ----------
    config
        The run.
    sizes
        Numbers that the objectives depend on.
    """

    def __init__(self, config: TrainingConfig, sizes: Sizes) -> None:
        torch.manual_seed(config.seed)
        network = DeepId2(config.network)
        self.objectives = Objectives(config.objectives, sizes)
        self.early = EarlySupervision(config.supervised, config.objectives, sizes, config.network)
        super().__init__(config, network, {"objectives": self.objectives, "early": self.early})

    def step(self, batch: Batch) -> dict[str, float]:
        """Learn from one batch; return the unweighted losses by name."""
        self.train_mode()
        with torch.autocast("cpu", torch.bfloat16):
            layers = self.network.layers(to_input(batch.views))
        outputs = batch.outputs(layers.features.float(), self.config.schedule.pairs)
        loss, parts = self.objectives(outputs)
        with torch.autocast("cpu", torch.bfloat16):
            early, early_parts = self.early(layers, outputs)
        self.learn(sum(early, loss))
        return {name: float(value) for name, value in (parts | early_parts).items()}

    def start_from(self, path: Path, batch: Batch) -> None:
        """Begin with the weights of a finished network; see `training.deepid2.restart`."""
        take_over(self.network, load_file(path), to_input(batch.views))
        self.follow_from_here()

    def facts(self) -> dict[str, str]:
        """Tell how the weights were made, in words; of files their hashes."""
        config = self.config
        return {
            "patch": config.patch.name,
            **super().facts(),
            "supervised": ", ".join(config.supervised),
            "start": digest(config.start),
        }


def evaluate(
    network: DeepId2, config: TrainingConfig, table: FaceTable, canvases: Canvases
) -> VerificationResult:
    """Verify by cosine the held-out people of a run."""
    rows = table.rows(*config.splits.held_out)
    features = extract(network, canvases, rows, config.patch)
    return cosine_verification(features, table.people[rows], table.families[rows])


def train(config: TrainingConfig, progress: Progress | None = None) -> DeepId2:
    """Train the network of one patch, or go on with a run that was interrupted; see `train_together`."""
    return train_together([config], progress)[0]


def train_together(configs: Sequence[TrainingConfig], progress: Progress | None = None) -> list[DeepId2]:
    """Train networks of several patches on the same views, or go on with runs that were interrupted.

    Writes ``<name>.checkpoint.safetensors``, the curve ``<name>.jsonl`` and at the end ``<name>.safetensors``
    (float16, normalisation folded) of each into the work folder.

    Parameters
    ----------
    configs
        The runs; they may differ in name, patch, network and objectives.
    progress
        Told the share that is done, after each step.

    Returns
    -------
    list of DeepId2
        The averaged networks, folded for inference.

    Raises
    ------
    BugError
        If the runs do not see the same faces.
    """
    config = configs[0]
    if any(_data_of(each) != _data_of(config) for each in configs):
        raise BugError(what="runs on different data cannot go together")
    set_threads(config.threads)
    table = read_faces(config.data)
    canvases = canvases_of(config, table)
    targets = teacher_targets(config.data)
    source = BatchSource(config, table, canvases, targets, [each.patch for each in configs])
    trainers = [
        Trainer(each, Sizes(each.network.features, source.classes, targets.shape[1], source.target_scale()))
        for each in configs
    ]
    for place, trainer in enumerate(trainers):
        if trainer.checkpoint.exists():
            trainer.restore(trainer.checkpoint)
        elif trainer.config.start is not None:
            trainer.start_from(trainer.config.start, source.batch(0)[place])
    run_to_end(
        trainers,
        source,
        lambda batches: [each.step(batch) for each, batch in zip(trainers, batches, strict=True)],
        lambda each: asdict(evaluate(each.average, each.config, table, canvases)),
        progress,
    )
    folded = [fold_batchnorm(trainer.average) for trainer in trainers]
    for trainer, network in zip(trainers, folded, strict=True):
        trainer.save(trainer.checkpoint)
        save_network(network, trainer.config.work / f"{trainer.config.name}.safetensors", trainer.facts())
    return folded


def set_threads(count: int) -> None:
    """Prepare the process for training on so many threads beside the one that draws the views."""
    keep_freed_memory()
    torch.set_num_threads(count)
    cv2.setNumThreads(1)


def canvases_of(config: TrainingConfig, table: FaceTable) -> Canvases:
    """Align all faces as a run wants them, or read them from its work folder."""
    if config.landmarks is None:
        return aligned_canvases(table, config.data, config.work, config.alignment)
    finder = load_landmarks(config.landmarks, LandmarkSpec(), torch.device("cpu"))
    store = FaceStore(config.data, config.work, finder, config.landmarks, config.alignment)
    return store.canvases(table, np.arange(len(table.files)))


def _data_of(config: TrainingConfig) -> tuple[Any, ...]:
    """Return what decides the views of a run."""
    network = config.network
    return (
        config.data, config.alignment, config.landmarks, config.splits, config.jitter, config.schedule,
        config.seed, config.min_label_trust, network.input_width, network.input_height,
    )  # fmt: skip


def save_network(network: DeepId2, path: Path, facts: Mapping[str, str] | None = None) -> None:
    """Write the weights of a folded network as float16 (inference turns them back into float32).

    ``facts`` about how they were made stand in the file's header, from where a bundle's manifest has them.
    """
    tensors = {name: value.half().contiguous() for name, value in network.state_dict().items()}
    save_file(tensors, path, dict(facts or {}))
