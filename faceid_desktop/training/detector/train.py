"""Trains the detector: ``python -m faceid_desktop.training.detector.train --data DATA --teacher FILE ...``.

The state lies in ``work/detector``: ``checkpoint.pt`` (a stopped training goes on from it with the same
command), ``curve.jsonl`` (the losses) and ``detector.onnx`` (the averaged weights, written at the end and at
each checkpoint). Any detector of YuNet's form can be the teacher; it also boxes the photos with hand-made
points. ``--models`` names a model bundle whose landmark network refines the points of the other faces.
"""

from __future__ import annotations

import argparse
import copy
import json
import logging
import math
import time
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import torch
from torch import Tensor

from faceid_desktop.core.records import ImageArray
from faceid_desktop.training.detector.data import compose
from faceid_desktop.training.detector.degrade import degrade
from faceid_desktop.training.detector.export import export_onnx
from faceid_desktop.training.detector.loss import Wanted, detection_loss
from faceid_desktop.training.detector.model import DetectorNetwork, flatten, grid
from faceid_desktop.training.detector.refine import refine_sources
from faceid_desktop.training.detector.sources import Sources, read_sources
from faceid_desktop.training.detector.targets import Targets, build_targets
from faceid_desktop.training.detector.teacher import Teacher, onnx_teacher
from faceid_desktop.training.landmarks.detect import official_detector
from faceid_desktop.vision.bundle import load_bundle
from faceid_desktop.vision.landmarks import LandmarkDetector, LandmarkSpec, load_landmarks

log = logging.getLogger("faceid.training.detector")

AVERAGE_DECAY = 0.9985
PREFETCHED = 4
WARM_UP = 0.06


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that shapes a training; the same recipe and data give the same batches.

    A training ends after ``steps`` or ``minutes``, whichever comes first, and the learning rate follows.
    """

    steps: int = 9000
    minutes: float = math.inf
    batch: int = 32
    size: int = 256
    rate: float = 4e-3
    decay: float = 1e-2
    seed: int = 1
    save_every: int = 250
    log_every: int = 50


def one_cycle(progress: float) -> float:
    """Factor of the learning rate at ``progress`` 0..1: a short rise, then half a cosine down.

    After L. Smith, "Super-Convergence", SPIE 11006 (2019). It depends on nothing but the progress, so that a
    stopped training can go on with another number of steps.
    """
    if progress < WARM_UP:
        return 0.04 + 0.96 * progress / WARM_UP
    return 0.001 + 0.999 * 0.5 * (1 + math.cos(math.pi * (min(progress, 1.0) - WARM_UP) / (1 - WARM_UP)))


def collate(targets: list[Targets]) -> Wanted:
    """Stack what the cells of several pictures should say."""
    return Wanted(
        *(torch.from_numpy(np.stack([getattr(each, name) for each in targets])) for name in Wanted.__slots__)
    )


def batches(
    sources: Sources, recipe: Recipe, start: int, teacher: Teacher | None = None
) -> Iterator[tuple[ImageArray, Wanted]]:
    """Yield the batches from ``start`` on, composed ahead by one thread (OpenCV releases the lock).

    The teacher sees the picture in perfect quality, the learner a degraded one.
    """
    cells, strides = (each.numpy() for each in grid(recipe.size, recipe.size))

    def one(rng: np.random.Generator) -> tuple[ImageArray, Targets]:
        sample = compose(sources, recipe.size, rng)
        needed = teacher is not None and (len(sample.boxes) or not sample.complete)
        answers = teacher(sample.image) if teacher is not None and needed else None
        return degrade(sample.image, rng), build_targets(sample, cells, strides, answers)

    def make(step: int) -> tuple[ImageArray, Wanted]:
        rng = np.random.default_rng([recipe.seed, step])
        images, targets = zip(*(one(rng) for _ in range(recipe.batch)), strict=True)
        return np.stack(images), collate(list(targets))

    with ThreadPoolExecutor(1, thread_name_prefix="compose") as pool:
        waiting: deque[Future[tuple[ImageArray, Wanted]]] = deque()
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
        self.recipe, self.folder, self.step, self.seconds = recipe, folder, 0, 0.0
        self.network = DetectorNetwork()
        self.network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]  # stub
        self.average = copy.deepcopy(self.network).eval()
        self.optimiser = torch.optim.AdamW(self.network.parameters(), recipe.rate, weight_decay=recipe.decay)
        self.cells, self.strides = grid(recipe.size, recipe.size)

    @property
    def progress(self) -> float:
        """From 0 at the start to 1 at the end of the training."""
        return max(self.step / self.recipe.steps, self.seconds / (60 * self.recipe.minutes))

    def start_from(self, checkpoint: Path) -> None:
        """Begin with the averaged weights of another training instead of random ones."""
        state = torch.load(checkpoint, weights_only=True)
        self.network.load_state_dict(state["average"])
        self.average.load_state_dict(state["average"])

    def resume(self) -> bool:
        """Go on from the checkpoint if there is one; tells whether there was."""
        path = self.folder / "checkpoint.pt"
        if not path.exists():
            return False
        state = torch.load(path, weights_only=True)
        self.network.load_state_dict(state["network"])
        self.average.load_state_dict(state["average"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.step, self.seconds = state["step"], state["seconds"]
        return True

    def save(self) -> None:
        """Write the checkpoint and the ONNX file of the averaged weights."""
        self.folder.mkdir(parents=True, exist_ok=True)
        state = {
            "network": self.network.state_dict(),
            "average": self.average.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "step": self.step,
            "seconds": self.seconds,
        }
        fresh = self.folder / "checkpoint.new"
        torch.save(state, fresh)
        fresh.replace(self.folder / "checkpoint.pt")
        export_onnx(self.average, self.folder / "detector.onnx")

    def learn(self, images: ImageArray, wanted: Wanted) -> dict[str, float]:
        """Take one step on a batch of pictures (B, H, W, 3) and return its losses."""
        self.network.train()
        # The transposed view of H, W, C pictures already is in the channels-last layout, the fastest here.
        pixels = torch.from_numpy(images).permute(0, 3, 1, 2).float()
        with torch.autocast("cpu", torch.bfloat16):
            maps = self.network(pixels)
        flat = {name: value.float() for name, value in flatten(maps).items()}
        losses = detection_loss(flat, wanted, self.cells, self.strides)
        self.optimiser.zero_grad(set_to_none=True)
        losses["total"].backward()  # type: ignore[no-untyped-call]  # torch
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 20.0)
        rate = self.recipe.rate * one_cycle(self.progress)
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

    def run(self, sources: Sources, teacher: Teacher | None = None) -> None:
        """Train until the recipe's last step or minute, logging and saving on the way."""
        self.folder.mkdir(parents=True, exist_ok=True)
        sums: dict[str, float] = {}
        begun = time.monotonic() - self.seconds
        for images, wanted in batches(sources, self.recipe, self.step, teacher):
            if self.progress >= 1:
                break
            for name, value in self.learn(images, wanted).items():
                sums[name] = sums.get(name, 0.0) + value
            self.seconds = time.monotonic() - begun
            if self.step % self.recipe.log_every == 0:
                self._note(sums)
                sums.clear()
            if self.step % self.recipe.save_every == 0 or self.progress >= 1:
                self.save()

    def _note(self, sums: dict[str, float]) -> None:
        line = {name: round(value / self.recipe.log_every, 5) for name, value in sums.items()}
        record = {
            "step": self.step,
            "seconds": round(self.seconds, 1),
            "rate": self.optimiser.param_groups[0]["lr"],
            **line,
        }
        with (self.folder / "curve.jsonl").open("a", encoding="utf-8") as curve:
            curve.write(json.dumps(record) + "\n")
        log.info("step %d loss %.4f", self.step, line["total"])


def landmark_network(models: Path) -> LandmarkDetector:
    """Load the landmark network of a model bundle."""
    bundle = load_bundle(models)
    marks = bundle.manifest.landmarks
    spec = LandmarkSpec(marks.input_px, marks.box_scale, marks.channels, marks.hidden)
    return load_landmarks(bundle.path(marks.file), spec, torch.device("cpu"))


def main(words: Sequence[str] | None = None) -> None:
    """Run the command line; None takes the words of the process."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--teacher", type=Path, required=True, help="ONNX file of a trained detector")
    parser.add_argument("--models", type=Path, help="bundle whose landmark network refines points")
    parser.add_argument("--folder", type=Path, default=Path("work/detector"))
    parser.add_argument("--start-from", type=Path, help="checkpoint of an earlier training to begin with")
    parser.add_argument("--faces", type=int, help="read at most so many loose faces")
    parser.add_argument("--steps", type=int, default=Recipe().steps)
    parser.add_argument("--minutes", type=float, default=Recipe().minutes)
    parser.add_argument("--rate", type=float, default=Recipe().rate)
    parser.add_argument("--seed", type=int, default=Recipe().seed)
    arguments = parser.parse_args(words)
    logging.basicConfig(level=logging.INFO)
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    recipe = Recipe(
        steps=arguments.steps, minutes=arguments.minutes, rate=arguments.rate, seed=arguments.seed
    )
    trainer = Trainer(recipe, arguments.folder)
    if not trainer.resume() and arguments.start_from:
        trainer.start_from(arguments.start_from)
    sources = read_sources(arguments.data, official_detector(arguments.teacher), arguments.faces)
    if arguments.models:
        finder = landmark_network(arguments.models)
        sources = refine_sources(sources, finder.find, arguments.folder / "points.npy")
    trainer.run(sources, onnx_teacher(arguments.teacher))


if __name__ == "__main__":
    main()
