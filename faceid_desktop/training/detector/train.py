"""Trains the detector: ``python -m faceid_desktop.training.detector.train --data DATA``.

The state lies in ``work/detector``: ``checkpoint.pt`` (a stopped training goes on from it with the same
command), ``curve.jsonl`` (the losses) and ``detector.onnx`` (the averaged weights, written at the end and at
each checkpoint).
"""

from __future__ import annotations

import argparse
import copy
import json
import logging
import math
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import torch
from torch import Tensor

from faceid_desktop.core.records import ImageArray
from faceid_desktop.training.detector.data import IGNORED_BELOW, Sample, compose
from faceid_desktop.training.detector.export import export_onnx
from faceid_desktop.training.detector.loss import Targets, detection_loss
from faceid_desktop.training.detector.model import DetectorNetwork, flatten, grid
from faceid_desktop.training.detector.sources import Sources, read_sources

log = logging.getLogger("faceid.training.detector")

AVERAGE_DECAY = 0.9985
PREFETCHED = 4
WARM_UP = 0.1


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that shapes a training; the same recipe and data give the same batches."""

    steps: int = 9000
    batch: int = 32
    size: int = 256
    rate: float = 4e-3
    decay: float = 1e-2
    seed: int = 1
    save_every: int = 500
    log_every: int = 50


def one_cycle(progress: float) -> float:
    """Factor of the learning rate at ``progress`` 0..1: a short rise, then half a cosine down.

    After L. Smith, "Super-Convergence", SPIE 11006 (2019). It depends on nothing but the progress, so that a
    stopped training can go on with another number of steps.
    """
    if progress < WARM_UP:
        return 0.04 + 0.96 * progress / WARM_UP
    return 0.001 + 0.999 * 0.5 * (1 + math.cos(math.pi * (progress - WARM_UP) / (1 - WARM_UP)))


def collate(samples: list[Sample]) -> tuple[ImageArray, Targets]:
    """Pad the faces of pictures to a batch: pictures (B, H, W, 3) and targets."""
    most = max(1, *(len(sample.boxes) for sample in samples))
    boxes = torch.zeros(len(samples), most, 4)
    points = torch.zeros(len(samples), most, 5, 2)
    valid = torch.zeros(len(samples), most, dtype=torch.bool)
    known = torch.zeros(len(samples), most, dtype=torch.bool)
    for index, sample in enumerate(samples):
        count = len(sample.boxes)
        boxes[index, :count] = torch.from_numpy(sample.boxes)
        points[index, :count] = torch.from_numpy(np.nan_to_num(sample.points))
        known[index, :count] = torch.from_numpy(~np.isnan(sample.points).any((1, 2)))
        valid[index, :count] = True
    tiny = (boxes[..., 2:] - boxes[..., :2]).amax(-1) < IGNORED_BELOW
    return np.stack([sample.image for sample in samples]), Targets(boxes, points, valid, known, valid & tiny)


def batches(sources: Sources, recipe: Recipe, start: int) -> Iterator[tuple[ImageArray, Targets]]:
    """Yield the batches from ``start`` on, composed ahead by one thread (OpenCV releases the lock)."""

    def make(step: int) -> tuple[ImageArray, Targets]:
        rng = np.random.default_rng([recipe.seed, step])
        return collate([compose(sources, recipe.size, rng) for _ in range(recipe.batch)])

    with ThreadPoolExecutor(1, thread_name_prefix="compose") as pool:
        waiting: deque[Future[tuple[ImageArray, Targets]]] = deque()
        for step in range(start, recipe.steps + PREFETCHED):
            if step < recipe.steps:
                waiting.append(pool.submit(make, step))
            if len(waiting) > PREFETCHED or (step >= recipe.steps and waiting):
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


class Trainer:
    """Holds the networks and the state of one training.

    Parameters
    ----------
    recipe
        What to do.
    folder
        Where the state is kept.
    """

    def __init__(self, recipe: Recipe, folder: Path) -> None:
        torch.manual_seed(recipe.seed)
        self.recipe, self.folder, self.step = recipe, folder, 0
        self.network = DetectorNetwork()
        self.network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]  # stub
        self.average = copy.deepcopy(self.network).eval()
        self.optimiser = torch.optim.AdamW(self.network.parameters(), recipe.rate, weight_decay=recipe.decay)
        self.cells, self.strides = grid(recipe.size, recipe.size)

    def resume(self) -> bool:
        """Go on from the checkpoint if there is one; tells whether there was."""
        path = self.folder / "checkpoint.pt"
        if not path.exists():
            return False
        state = torch.load(path, weights_only=True)
        self.network.load_state_dict(state["network"])
        self.average.load_state_dict(state["average"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.step = state["step"]
        return True

    def save(self) -> None:
        """Write the checkpoint and the ONNX file of the averaged weights."""
        self.folder.mkdir(parents=True, exist_ok=True)
        state = {
            "network": self.network.state_dict(),
            "average": self.average.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "step": self.step,
        }
        fresh = self.folder / "checkpoint.new"
        torch.save(state, fresh)
        fresh.replace(self.folder / "checkpoint.pt")
        export_onnx(self.average, self.folder / "detector.onnx")

    def learn(self, images: ImageArray, targets: Targets) -> dict[str, float]:
        """Take one step on a batch of pictures (B, H, W, 3) and return its losses."""
        self.network.train()
        # The transposed view of H, W, C pictures already is in the channels-last layout, the fastest here.
        pixels = torch.from_numpy(images).permute(0, 3, 1, 2).float()
        with torch.autocast("cpu", torch.bfloat16):
            maps = self.network(pixels)
        flat = {name: value.float() for name, value in flatten(maps).items()}
        losses = detection_loss(flat, targets, self.cells, self.strides)
        self.optimiser.zero_grad(set_to_none=True)
        losses["total"].backward()  # type: ignore[no-untyped-call]  # torch
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 20.0)
        rate = self.recipe.rate * one_cycle(self.step / self.recipe.steps)
        for group in self.optimiser.param_groups:
            group["lr"] = rate
        self.optimiser.step()
        self.step += 1
        self._follow()
        return {name: float(value.detach()) for name, value in losses.items()}

    @torch.no_grad()
    def _follow(self) -> None:
        weight = 1 - min(AVERAGE_DECAY, (1 + self.step) / (10 + self.step))
        averaged: list[Tensor] = list(self.average.state_dict().values())
        for slow, fast in zip(averaged, self.network.state_dict().values(), strict=True):
            if slow.is_floating_point():
                slow.lerp_(fast, weight)
            else:
                slow.copy_(fast)

    def run(self, sources: Sources) -> None:
        """Train until the recipe's last step, logging and saving on the way."""
        self.folder.mkdir(parents=True, exist_ok=True)
        sums: dict[str, float] = {}
        begun = time.perf_counter()
        for images, targets in batches(sources, self.recipe, self.step):
            for name, value in self.learn(images, targets).items():
                sums[name] = sums.get(name, 0.0) + value
            if self.step % self.recipe.log_every == 0:
                self._note(sums, time.perf_counter() - begun)
                sums.clear()
            if self.step % self.recipe.save_every == 0 or self.step == self.recipe.steps:
                self.save()

    def _note(self, sums: dict[str, float], seconds: float) -> None:
        line = {name: round(value / self.recipe.log_every, 5) for name, value in sums.items()}
        record = {
            "step": self.step,
            "seconds": round(seconds, 1),
            "rate": self.optimiser.param_groups[0]["lr"],
            **line,
        }
        with (self.folder / "curve.jsonl").open("a", encoding="utf-8") as curve:
            curve.write(json.dumps(record) + "\n")
        log.info("step %d loss %.4f", self.step, line["total"])


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--folder", type=Path, default=Path("work/detector"))
    parser.add_argument("--steps", type=int, default=Recipe().steps)
    parser.add_argument("--batch", type=int, default=Recipe().batch)
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO)
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    trainer = Trainer(Recipe(steps=arguments.steps, batch=arguments.batch), arguments.folder)
    trainer.resume()
    trainer.run(read_sources(arguments.data))


if __name__ == "__main__":
    main()
