"""The training loop: resumable, bounded by images or by time, for one network or several on the same views.

Run it by ``faceid train deepid2``. Several networks in one process share the reading and warping of faces,
which pays for narrow ones; wide ones are better trained side by side in processes of one thread each.
"""

from __future__ import annotations

import hashlib
import json
import math
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TextIO

import cv2
import numpy as np
import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from faceid_desktop.errors import BugError
from faceid_desktop.training.allocator import keep_freed_memory
from faceid_desktop.training.deepid2.config import Schedule, TrainingConfig
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
from faceid_desktop.training.deepid2.losses import Objectives, Outputs, Sizes
from faceid_desktop.training.deepid2.restart import take_over
from faceid_desktop.training.deepid2.sampling import Batch, BatchSource
from faceid_desktop.training.deepid2.supervision import EarlySupervision
from faceid_desktop.training.features import FaceStore
from faceid_desktop.vision.deepid2 import DeepId2, fold_batchnorm
from faceid_desktop.vision.landmarks import LandmarkSpec, load_landmarks

Progress = Callable[[float], None]

_LOG_STEPS = 50


@dataclass(slots=True)
class _Clock:
    """How far a run is: steps and seconds, over all its resumptions."""

    schedule: Schedule
    step: int = 0
    seconds: float = 0.0

    def progress(self) -> float:
        share = self.step * self.schedule.batch / self.schedule.images
        if self.schedule.minutes is not None:
            share = max(share, self.seconds / (60 * self.schedule.minutes))
        return min(share, 1.0)


def learning_rate(progress: float, schedule: Schedule) -> float:
    """One cycle (Smith 2018): a linear rise to the peak, then half a cosine down to nothing.

    Parameters
    ----------
    progress
        Share of the run that is over, 0..1.
    schedule
        Peak and length of the rise.
    """
    if progress < schedule.warm_up:
        return schedule.peak_rate * (0.04 + 0.96 * progress / schedule.warm_up)
    fall = (progress - schedule.warm_up) / max(1 - schedule.warm_up, 1e-9)
    return schedule.peak_rate * (1 + math.cos(math.pi * fall)) / 2


class Trainer:
    """State of one run: network, objectives, optimiser, running average of the weights.

    Parameters
    ----------
    config
        The run.
    sizes
        Numbers that the objectives depend on.
    """

    def __init__(self, config: TrainingConfig, sizes: Sizes) -> None:
        torch.manual_seed(config.seed)
        self.config = config
        self.clock = _Clock(config.schedule)
        self.network = DeepId2(config.network)
        self.network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.objectives = Objectives(config.objectives, sizes)
        self.early = EarlySupervision(config.supervised, config.objectives, sizes, config.network)
        self.average = DeepId2(config.network)
        self._follow_from_here()
        self.optimiser = torch.optim.AdamW(
            [*self.network.parameters(), *self.objectives.parameters(), *self.early.parameters()],
            weight_decay=config.schedule.weight_decay,
        )

    def step(self, batch: Batch) -> dict[str, float]:
        """Learn from one batch; return the unweighted losses by name."""
        for module in (self.network, self.objectives, self.early):
            module.train()
        for group in self.optimiser.param_groups:
            group["lr"] = learning_rate(self.clock.progress(), self.config.schedule)
        with torch.autocast("cpu", torch.bfloat16):
            layers = self.network.layers(to_input(batch.views))
        outputs = Outputs(
            layers.features.float(),
            torch.from_numpy(batch.labels),
            torch.from_numpy(batch.targets),
            self.config.schedule.pairs,
        )
        loss, parts = self.objectives(outputs)
        with torch.autocast("cpu", torch.bfloat16):
            early, early_parts = self.early(layers, outputs)
        loss = sum(early, loss)
        self.optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.network.parameters(), 10.0)
        self.optimiser.step()
        self.network.keep_increasing()
        self._follow()
        self.clock.step += 1
        return {name: float(value) for name, value in (parts | early_parts).items()}

    def start_from(self, path: Path, batch: Batch) -> None:
        """Begin with the weights of a finished network; see `training.deepid2.restart`."""
        take_over(self.network, load_file(path), to_input(batch.views))
        self._follow_from_here()

    def _follow_from_here(self) -> None:
        self.average.load_state_dict(self.network.state_dict())

    @torch.no_grad()
    def _follow(self) -> None:
        """Move the averaged weights towards the present ones; early on faster, to forget the start."""
        decay = min(self.config.schedule.average_decay, (1 + self.clock.step) / (10 + self.clock.step))
        ours, theirs = self.average.state_dict(), self.network.state_dict()
        for name, value in ours.items():
            if value.is_floating_point():
                value.lerp_(theirs[name], 1 - decay)
            else:
                value.copy_(theirs[name])

    @property
    def checkpoint(self) -> Path:
        """Where the run keeps its state."""
        return self.config.work / f"{self.config.name}.checkpoint.safetensors"

    def facts(self) -> dict[str, str]:
        """Tell how the weights were made, in words; of files their hashes."""
        config, schedule = self.config, self.config.schedule
        return {
            "patch": config.patch.name,
            "images": str(self.clock.step * schedule.batch),
            "minutes": f"{self.clock.seconds / 60:.0f}",
            "peak_rate": f"{schedule.peak_rate:g}",
            "seed": str(config.seed),
            "objectives": " + ".join(repr(each) for each in config.objectives),
            "supervised": ", ".join(config.supervised),
            "start": _digest(config.start),
            "landmarks": _digest(config.landmarks),
        }

    def save(self, path: Path) -> None:
        """Write a checkpoint; an unfinished one never gets the final name."""
        tensors: dict[str, Tensor] = {}
        for name, module in self._modules().items():
            tensors |= {f"{name}.{key}": value.contiguous() for key, value in module.state_dict().items()}
        for index, state in self.optimiser.state_dict()["state"].items():
            tensors |= {f"optimiser.{index}.{key}": value.contiguous() for key, value in state.items()}
        unfinished = path.with_suffix(".part")
        save_file(tensors, unfinished, {"step": str(self.clock.step), "seconds": str(self.clock.seconds)})
        unfinished.replace(path)

    def restore(self, path: Path) -> None:
        """Continue from a checkpoint."""
        tensors = load_file(path)
        with safe_open(path, "pt") as stored:
            facts = stored.metadata()
        self.clock.step, self.clock.seconds = int(facts["step"]), float(facts["seconds"])
        for name, module in self._modules().items():
            module.load_state_dict(_under(tensors, name))
        state: dict[int, dict[str, Tensor]] = {}
        for key, value in _under(tensors, "optimiser").items():
            index, field = key.split(".")
            state.setdefault(int(index), {})[field] = value
        self.optimiser.load_state_dict({**self.optimiser.state_dict(), "state": state})

    def _modules(self) -> dict[str, nn.Module]:
        return {
            "network": self.network,
            "objectives": self.objectives,
            "average": self.average,
            "early": self.early,
        }


def _digest(file: Path | None) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest() if file is not None else ""


def _under(tensors: dict[str, Tensor], prefix: str) -> dict[str, Tensor]:
    return {
        key.removeprefix(f"{prefix}."): value
        for key, value in tensors.items()
        if key.startswith(f"{prefix}.")
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
    keep_freed_memory()
    torch.set_num_threads(config.threads)
    cv2.setNumThreads(1)
    table = read_faces(config.data)
    canvases = _canvases(config, table)
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
    _loop(trainers, source, lambda each: evaluate(each.average, each.config, table, canvases), progress)
    folded = [fold_batchnorm(trainer.average) for trainer in trainers]
    for trainer, network in zip(trainers, folded, strict=True):
        trainer.save(trainer.checkpoint)
        save_network(network, trainer.config.work / f"{trainer.config.name}.safetensors", trainer.facts())
    return folded


def _canvases(config: TrainingConfig, table: FaceTable) -> Canvases:
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


def _loop(
    trainers: Sequence[Trainer],
    source: BatchSource,
    held_out: Callable[[Trainer], VerificationResult],
    progress: Progress | None,
) -> None:
    """Take steps until the schedule is over; log, evaluate and save on the way."""
    # Runs that go together have one clock. After a crash between two checkpoints the one behind decides,
    # and the other sees a few batches twice.
    clock = min((trainer.clock for trainer in trainers), key=lambda each: each.step)
    schedule = clock.schedule
    saved = clock.seconds
    began = time.monotonic() - clock.seconds
    evaluated = math.floor(clock.progress() * schedule.evaluations)
    for trainer in trainers:
        trainer.clock.step, trainer.clock.seconds = clock.step, clock.seconds
    with ExitStack() as open_files, closing(source.batches(clock.step)) as batches:  # type: ignore[type-var]
        curves = [open_files.enter_context(_curve(trainer.config)) for trainer in trainers]
        while clock.progress() < 1:
            losses = [trainer.step(batch) for trainer, batch in zip(trainers, next(batches), strict=True)]
            for trainer in trainers:
                trainer.clock.seconds = time.monotonic() - began
            passed = math.floor(clock.progress() * schedule.evaluations)
            for trainer, curve, found in zip(trainers, curves, losses, strict=True):
                _note(trainer, curve, found, asdict(held_out(trainer)) if passed > evaluated else {})
            evaluated = passed
            if clock.seconds - saved > 60 * schedule.checkpoint_minutes:
                saved = clock.seconds
                for trainer in trainers:
                    trainer.save(trainer.checkpoint)
            if progress is not None:
                progress(clock.progress())


def _curve(config: TrainingConfig) -> TextIO:
    return (config.work / f"{config.name}.jsonl").open("a", encoding="utf-8")


def _note(trainer: Trainer, curve: TextIO, losses: dict[str, float], held_out: dict[str, float]) -> None:
    """Write a line of the curve: the losses now and then, the held-out figures whenever there are some."""
    clock = trainer.clock
    facts = {f"held_out_{key}": value for key, value in held_out.items()}
    if clock.step % _LOG_STEPS == 1:
        facts |= {"rate": learning_rate(clock.progress(), clock.schedule), **losses}
    if facts:
        place = {"step": clock.step, "progress": clock.progress(), "seconds": clock.seconds}
        curve.write(json.dumps({**place, **facts}) + "\n")
        curve.flush()


def save_network(network: DeepId2, path: Path, facts: Mapping[str, str] | None = None) -> None:
    """Write the weights of a folded network as float16 (inference turns them back into float32).

    ``facts`` about how they were made stand in the file's header, from where a bundle's manifest has them.
    """
    tensors = {name: value.half().contiguous() for name, value in network.state_dict().items()}
    save_file(tensors, path, dict(facts or {}))
