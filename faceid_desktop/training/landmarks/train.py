"""Train the landmark network on one core: ``python -m faceid_desktop.training.landmarks.train --help``.

A run writes ``last.pt`` (to resume from), ``log.jsonl`` and at the end ``landmarks.safetensors`` into its
folder. The learning rate follows a cosine over the steps or, if ``--minutes`` runs out first, over the time.
"""

from __future__ import annotations

import argparse
import json
import logging
import math
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np
import torch
from safetensors.torch import save_file
from torch import Tensor

from faceid_desktop.training.landmarks.augment import Augmentation, mean_shape, random_view
from faceid_desktop.training.landmarks.data import LandmarkSample, load_samples
from faceid_desktop.training.landmarks.detect import official_detector
from faceid_desktop.training.landmarks.loss import wing_loss
from faceid_desktop.vision.landmarks import LandmarkNetwork, LandmarkSpec

_log = logging.getLogger("faceid.training")

TRAINING_GROUPS = ("video", "helen", "afw", "synthetic")


@dataclass(frozen=True, slots=True)
class TrainingPlan:
    """All that a run depends on beside the pictures.

    ``shares`` says how often each set is drawn: the frames of video are many, but coarsely annotated.
    ``average`` is the decay per step of the running mean of the weights, which is what gets saved.
    """

    steps: int = 12000
    minutes: float = math.inf
    batch: int = 64
    learning_rate: float = 2e-3
    weight_decay: float = 1e-2
    warm_up: int = 100
    average: float = 0.998
    save_every: int = 100
    seed: int = 1
    shares: Mapping[str, float] = field(
        default_factory=lambda: {"helen": 0.55, "afw": 0.2, "video": 0.2, "synthetic": 0.05}
    )
    augmentation: Augmentation = field(default_factory=Augmentation)


class Trainer:
    """One training run that can be stopped after any step and resumed.

    Parameters
    ----------
    samples
        The annotated faces.
    spec
        The network to train.
    plan
        How.
    """

    def __init__(self, samples: list[LandmarkSample], spec: LandmarkSpec, plan: TrainingPlan) -> None:
        torch.manual_seed(plan.seed)
        self._samples, self._spec, self._plan = samples, spec, plan
        self._chances = drawing_chances([sample.group for sample in samples], plan.shares)
        self._rng = np.random.default_rng(plan.seed)
        self.network = LandmarkNetwork(spec)
        self.network.mean_shape.copy_(torch.from_numpy(mean_shape(samples, spec)))
        # This layout and 16 bit make a step three times as fast as the defaults on a CPU with AVX-512.
        self.network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]  # stub
        self._optimiser = torch.optim.AdamW(self.network.parameters(), weight_decay=plan.weight_decay)
        self._mean = {name: value.clone() for name, value in self.network.state_dict().items()}
        self.step = 0
        self.seconds = 0.0

    @property
    def progress(self) -> float:
        """From 0 at the start to 1 at the end of the run."""
        return max(self.step / self._plan.steps, self.seconds / (60 * self._plan.minutes))

    def train_step(self) -> float:
        """Take one step and return its loss (wing loss in crop pixels)."""
        started = time.monotonic()
        crops, shapes = self._batch()
        for group in self._optimiser.param_groups:
            group["lr"] = self._rate()
        self.network.train()
        self._optimiser.zero_grad()
        with torch.autocast("cpu", torch.bfloat16):
            found = self.network(crops)
        loss = wing_loss((found.float() - shapes) * self._spec.input_px)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 50.0)
        self._optimiser.step()
        self._follow()
        self.step += 1
        self.seconds += time.monotonic() - started
        return float(loss.detach())

    def averaged(self) -> LandmarkNetwork:
        """Return the network with the running mean of its weights, in evaluation mode."""
        network = LandmarkNetwork(self._spec)
        network.load_state_dict(self._mean)
        return network.eval()

    def save(self, path: Path) -> None:
        """Write everything that `resume` needs."""
        state = {
            "network": self.network.state_dict(),
            "mean": self._mean,
            "optimiser": self._optimiser.state_dict(),
            "step": self.step,
            "seconds": self.seconds,
            "random": json.dumps(self._rng.bit_generator.state),
        }
        partial = path.with_suffix(".part")
        torch.save(state, partial)
        partial.replace(path)

    def resume(self, path: Path) -> None:
        """Go on where `save` stopped."""
        state = torch.load(path, weights_only=True)
        self.network.load_state_dict(state["network"])
        self._mean = state["mean"]
        self._optimiser.load_state_dict(state["optimiser"])
        self.step, self.seconds = state["step"], state["seconds"]
        self._rng.bit_generator.state = json.loads(state["random"])

    def _batch(self) -> tuple[Tensor, Tensor]:
        chosen = self._rng.choice(len(self._samples), self._plan.batch, p=self._chances)
        how = self._plan.augmentation
        views = [random_view(self._samples[int(i)], self._spec, how, self._rng) for i in chosen]
        crops = torch.from_numpy(np.stack([crop for crop, _ in views])[:, None]).float()
        return crops, torch.from_numpy(np.stack([shape for _, shape in views]))

    def _rate(self) -> float:
        warm = min(1.0, (self.step + 1) / self._plan.warm_up)
        return (
            self._plan.learning_rate
            * warm
            * (0.005 + 0.995 * (1 + math.cos(math.pi * min(self.progress, 1))) / 2)
        )

    def _follow(self) -> None:
        """Move the running mean; early on it forgets faster, or it would remember the random start."""
        decay = min(self._plan.average, (1 + self.step) / (10 + self.step))
        for name, value in self.network.state_dict().items():
            if value.is_floating_point():
                self._mean[name].lerp_(value, 1 - decay)
            else:
                self._mean[name].copy_(value)


def drawing_chances(
    groups: list[str], shares: Mapping[str, float]
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Probability (n,) of each face, so that each set is drawn in proportion to its share."""
    weights = np.array([shares[group] / groups.count(group) for group in groups], np.float64)
    chances: np.ndarray[tuple[int], np.dtype[np.float64]] = weights / weights.sum()
    return chances


def save_weights(network: LandmarkNetwork, path: Path) -> None:
    """Write the weights in 16 bit."""
    state = network.state_dict()
    save_file({k: v.half() if v.is_floating_point() else v for k, v in state.items()}, path)


def run(trainer: Trainer, folder: Path, save_every: int) -> None:
    """Train to the end, with a line in the log and a checkpoint every ``save_every`` steps."""
    folder.mkdir(parents=True, exist_ok=True)
    checkpoint = folder / "last.pt"
    if checkpoint.exists():
        trainer.resume(checkpoint)
    losses: list[float] = []
    with (folder / "log.jsonl").open("a", encoding="utf-8") as log:
        while trainer.progress < 1:
            losses.append(trainer.train_step())
            if trainer.step % save_every == 0 or trainer.progress >= 1:
                line = {
                    "step": trainer.step,
                    "seconds": round(trainer.seconds),
                    "loss": float(np.mean(losses)),
                }
                log.write(json.dumps(line) + "\n")
                log.flush()
                _log.info("%s", line)
                trainer.save(checkpoint)
                save_weights(trainer.averaged(), folder / "landmarks.safetensors")
                losses.clear()


def main(words: Sequence[str] | None = None) -> None:
    """Run the command line; None takes the words of the process."""
    plan = TrainingPlan()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--data", type=Path, required=True, help="folder with landmarks68.zip, landmarks68.csv"
    )
    parser.add_argument("--detector", type=Path, required=True, help="the face detector's ONNX file")
    parser.add_argument("--out", type=Path, default=Path("work/landmarks"))
    parser.add_argument("--steps", type=int, default=plan.steps)
    parser.add_argument("--minutes", type=float, default=plan.minutes)
    parser.add_argument("--seed", type=int, default=plan.seed)
    arguments = parser.parse_args(words)
    logging.basicConfig(level=logging.INFO)
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    samples = load_samples(arguments.data, "train", TRAINING_GROUPS, official_detector(arguments.detector))
    plan = TrainingPlan(steps=arguments.steps, minutes=arguments.minutes, seed=arguments.seed)
    trainer = Trainer(samples, LandmarkSpec(), plan)
    run(trainer, arguments.out, plan.save_every)


if __name__ == "__main__":
    main()
