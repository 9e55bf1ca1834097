"""The training loop of one network: resumable, bounded by images or by time.

Run it by ``python -m faceid_desktop.training.deepid2.train --data DIR --work DIR [--minutes M] [--wide]``.
"""

from __future__ import annotations

import argparse
import json
import logging
import math
import time
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import cv2
import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from faceid_desktop.core.patches import candidate
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
from faceid_desktop.training.deepid2.sampling import Batch, BatchSource
from faceid_desktop.vision.deepid2 import DeepId2, fold_batchnorm

log = logging.getLogger("faceid.training")
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
        self.average = DeepId2(config.network)
        self.average.load_state_dict(self.network.state_dict())
        self.optimiser = torch.optim.AdamW(
            [*self.network.parameters(), *self.objectives.parameters()],
            weight_decay=config.schedule.weight_decay,
        )

    def step(self, batch: Batch) -> dict[str, float]:
        """Learn from one batch; return the unweighted losses by name."""
        self.network.train()
        self.objectives.train()
        for group in self.optimiser.param_groups:
            group["lr"] = learning_rate(self.clock.progress(), self.config.schedule)
        with torch.autocast("cpu", torch.bfloat16):
            features = self.network(to_input(batch.views))
        outputs = Outputs(
            features.float(),
            torch.from_numpy(batch.labels),
            torch.from_numpy(batch.targets),
            self.config.schedule.pairs,
        )
        loss, parts = self.objectives(outputs)
        self.optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.network.parameters(), 10.0)
        self.optimiser.step()
        self._follow()
        self.clock.step += 1
        return {name: float(value) for name, value in parts.items()}

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
        return {"network": self.network, "objectives": self.objectives, "average": self.average}


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


def train(config: TrainingConfig) -> DeepId2:
    """Train the network of one patch, or go on with a run that was interrupted.

    Writes ``<name>.checkpoint.safetensors``, the curve ``<name>.jsonl`` and at the end ``<name>.safetensors``
    (float16, normalisation folded) into the work folder.

    Returns
    -------
    DeepId2
        The averaged network, folded for inference.
    """
    torch.set_num_threads(config.threads)
    cv2.setNumThreads(1)
    table = read_faces(config.data)
    canvases = aligned_canvases(table, config.data, config.work, config.alignment)
    targets = teacher_targets(config.data)
    source = BatchSource(config, table, canvases, targets)
    sizes = Sizes(config.network.features, source.classes, targets.shape[1], source.target_scale())
    trainer = Trainer(config, sizes)
    checkpoint = config.work / f"{config.name}.checkpoint.safetensors"
    if checkpoint.exists():
        trainer.restore(checkpoint)
    with (config.work / f"{config.name}.jsonl").open("a", encoding="utf-8") as curve:
        _loop(trainer, source, curve, lambda: evaluate(trainer.average, config, table, canvases))
    trainer.save(checkpoint)
    folded = fold_batchnorm(trainer.average)
    save_network(folded, config.work / f"{config.name}.safetensors")
    return folded


def _loop(trainer: Trainer, source: BatchSource, curve: Any, held_out: Any) -> None:
    """Take steps until the schedule is over; log, evaluate and save on the way."""
    schedule, clock = trainer.config.schedule, trainer.clock
    saved = clock.seconds
    began = time.monotonic() - clock.seconds
    evaluated = math.floor(clock.progress() * schedule.evaluations)
    checkpoint = trainer.config.work / f"{trainer.config.name}.checkpoint.safetensors"
    with closing(source.batches(clock.step)) as batches:  # type: ignore[type-var]
        while clock.progress() < 1:
            losses = trainer.step(next(batches))
            clock.seconds = time.monotonic() - began
            facts: dict[str, float] = {}
            if clock.step % _LOG_STEPS == 1:
                facts |= {"rate": learning_rate(clock.progress(), schedule), **losses}
            if math.floor(clock.progress() * schedule.evaluations) > evaluated:
                evaluated = math.floor(clock.progress() * schedule.evaluations)
                facts |= {f"held_out_{key}": value for key, value in asdict(held_out()).items()}
            if facts:
                place = {"step": clock.step, "progress": clock.progress(), "seconds": clock.seconds}
                curve.write(json.dumps({**place, **facts}) + "\n")
                curve.flush()
            if clock.seconds - saved > 60 * schedule.checkpoint_minutes:
                saved = clock.seconds
                trainer.save(checkpoint)


def save_network(network: DeepId2, path: Path) -> None:
    """Write the weights of a folded network as float16 (inference turns them back into float32)."""
    tensors = {name: value.half().contiguous() for name, value in network.state_dict().items()}
    save_file(tensors, path)


def main() -> None:
    """Train from the command line."""
    parser = argparse.ArgumentParser(description="Train the DeepID2 network of the whole-face patch.")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--name", default="patch00")
    parser.add_argument("--minutes", type=float)
    parser.add_argument("--images", type=int, default=Schedule().images)
    parser.add_argument("--wide", action="store_true", help="twice the maps of the paper")
    parser.add_argument("--patch", default="whole_face")
    given = parser.parse_args()
    logging.basicConfig(level=logging.INFO)
    config = TrainingConfig(data=given.data, work=given.work, name=given.name, patch=candidate(given.patch))
    network = replace(
        config.network,
        maps=(40, 80, 120, 160) if given.wide else config.network.maps,
        channels=config.patch.channels,
    )
    schedule = replace(config.schedule, minutes=given.minutes, images=given.images)
    train(replace(config, network=network, schedule=schedule))


if __name__ == "__main__":
    main()
