"""What all trainings of DeepID2 networks share: steps, rate, averaged weights, checkpoints, curve."""

from __future__ import annotations

import copy
import hashlib
import json
import math
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TextIO, TypeVar

import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from faceid_desktop.training.deepid2.config import Schedule, TrainingConfig
from faceid_desktop.training.deepid2.sampling import Batch, BatchSource
from faceid_desktop.vision.deepid2 import DeepId2

Network = TypeVar("Network", bound=nn.Module)
Progress = Callable[[float], None]

_LOG_STEPS = 50


@dataclass(slots=True)
class Clock:
    """How far a run is: steps and seconds, over all its resumptions."""

    schedule: Schedule
    step: int = 0
    seconds: float = 0.0

    def progress(self) -> float:
        """Share of the run that is over, 0..1, by images or by time."""
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


class Learner(Generic[Network]):
    """State of one run: what learns, what teaches it, optimiser, running average of the weights.

    Parameters
    ----------
    config
        The run.
    network
        What learns; it holds one `DeepId2` or several.
    teaching
        Modules with weights that exist in training only, by their names in a checkpoint.
    """

    def __init__(self, config: TrainingConfig, network: Network, teaching: Mapping[str, nn.Module]) -> None:
        self.config = config
        self.clock = Clock(config.schedule)
        self.network = network
        self.network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.average = copy.deepcopy(self.network)
        self._teaching = dict(teaching)
        weights = [parameter for module in self._teaching.values() for parameter in module.parameters()]
        self.optimiser = torch.optim.AdamW(
            [*self.network.parameters(), *weights], weight_decay=config.schedule.weight_decay
        )

    def learn(self, loss: Tensor) -> None:
        """Change all weights by the gradient of a loss, at the rate of the moment."""
        for group in self.optimiser.param_groups:
            group["lr"] = learning_rate(self.clock.progress(), self.config.schedule)
        self.optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self.network.parameters(), 10.0)
        self.optimiser.step()
        for module in self.network.modules():
            if isinstance(module, DeepId2):
                module.keep_increasing()
        self._follow()
        self.clock.step += 1

    def follow_from_here(self) -> None:
        """Forget the averaged weights: begin with the present ones."""
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

    def train_mode(self) -> None:
        """Let normalisations and objectives follow the batches."""
        self.network.train()
        for module in self._teaching.values():
            module.train()

    @property
    def checkpoint(self) -> Path:
        """Where the run keeps its state."""
        return self.config.work / f"{self.config.name}.checkpoint.safetensors"

    def facts(self) -> dict[str, str]:
        """Tell how the weights were made, in words; of files their hashes."""
        config, schedule = self.config, self.config.schedule
        return {
            "images": str(self.clock.step * schedule.batch),
            "minutes": f"{self.clock.seconds / 60:.0f}",
            "peak_rate": f"{schedule.peak_rate:g}",
            "seed": str(config.seed),
            "objectives": " + ".join(repr(each) for each in config.objectives),
            "landmarks": digest(config.landmarks),
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
        return {"network": self.network, "average": self.average, **self._teaching}


AnyLearner = TypeVar("AnyLearner", bound=Learner[Any])


def digest(file: Path | None) -> str:
    """SHA-256 of a file in hexadecimal, nothing of none."""
    return hashlib.sha256(file.read_bytes()).hexdigest() if file is not None else ""


def _under(tensors: dict[str, Tensor], prefix: str) -> dict[str, Tensor]:
    return {
        key.removeprefix(f"{prefix}."): value
        for key, value in tensors.items()
        if key.startswith(f"{prefix}.")
    }


def run_to_end(
    learners: Sequence[AnyLearner],
    source: BatchSource,
    step: Callable[[tuple[Batch, ...]], Sequence[Mapping[str, float]]],
    held_out: Callable[[AnyLearner], Mapping[str, float]],
    progress: Progress | None,
) -> None:
    """Take steps until the schedule is over; log, evaluate and save on the way.

    Parameters
    ----------
    learners
        What goes together, on one clock.
    source
        Of the batches.
    step
        Lets the learners learn from a batch of each patch; returns the losses of each learner by name.
    held_out
        Measures a learner on people whom it does not learn from.
    progress
        Told the share that is done, after each step.
    """
    # After a crash between two checkpoints the one behind decides, and the other sees a few batches twice.
    clock = min((learner.clock for learner in learners), key=lambda each: each.step)
    schedule = clock.schedule
    saved = clock.seconds
    began = time.monotonic() - clock.seconds
    evaluated = math.floor(clock.progress() * schedule.evaluations)
    for learner in learners:
        learner.clock.step, learner.clock.seconds = clock.step, clock.seconds
    with ExitStack() as open_files, closing(source.batches(clock.step)) as batches:  # type: ignore[type-var]
        curves = [open_files.enter_context(open_curve(learner.config)) for learner in learners]
        while clock.progress() < 1:
            losses = step(next(batches))
            for learner in learners:
                learner.clock.seconds = time.monotonic() - began
            passed = math.floor(clock.progress() * schedule.evaluations)
            for learner, curve, found in zip(learners, curves, losses, strict=True):
                note(learner.clock, curve, found, held_out(learner) if passed > evaluated else {})
            evaluated = passed
            if clock.seconds - saved > 60 * schedule.checkpoint_minutes:
                saved = clock.seconds
                for learner in learners:
                    learner.save(learner.checkpoint)
            if progress is not None:
                progress(clock.progress())


def open_curve(config: TrainingConfig) -> TextIO:
    """Open the curve of a run, to which lines are added."""
    return (config.work / f"{config.name}.jsonl").open("a", encoding="utf-8")


def note(clock: Clock, curve: TextIO, losses: Mapping[str, float], held_out: Mapping[str, float]) -> None:
    """Write a line of the curve: the losses now and then, the held-out figures whenever there are some."""
    facts = {f"held_out_{key}": value for key, value in held_out.items()}
    if losses and (facts or clock.step % _LOG_STEPS == 1):
        facts |= {"rate": learning_rate(clock.progress(), clock.schedule), **losses}
    if facts:
        place = {"step": clock.step, "progress": clock.progress(), "seconds": clock.seconds}
        curve.write(json.dumps({**place, **facts}) + "\n")
        curve.flush()
