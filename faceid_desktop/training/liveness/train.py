"""Trains the passive liveness network; a stopped training goes on from its checkpoint."""

from __future__ import annotations

import copy
import json
import logging
import math
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 - torch's own custom

from faceid_desktop.core.records import Doubles, ImageArray
from faceid_desktop.training.liveness.augment import plain_views, random_views
from faceid_desktop.training.liveness.data import Store, check_disjoint
from faceid_desktop.vision.liveness import LivenessNetwork, log_odds
from faceid_desktop.vision.liveness_bundle import LivenessSpec

log = logging.getLogger("faceid.training.liveness")

_AVERAGE_DECAY = 0.998
_WARM_UP = 0.1
_SAVE_EVERY = 200
_BATCH_AT_TEST = 128


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that shapes a training; the same recipe and store give the same batches."""

    steps: int = 1000
    batch: int = 64
    rate: float = 3e-3
    decay: float = 2e-2
    smoothing: float = 0.05
    blind: float = 0.15
    seed: int = 9
    renders: float = 2.0
    spec: LivenessSpec = field(default_factory=LivenessSpec)


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Views (B, H, W, 3) uint8, whether the surroundings are seen (B,) and labels (B,)."""

    faces: ImageArray
    contexts: ImageArray
    seen: NDArray[np.float32]
    labels: NDArray[np.int64]


class Sampler:
    """Draws batches in which projects weigh alike, and within a project its labels.

    Parameters
    ----------
    store
        The crops.
    rows
        Those to learn from.
    recipe
        Batch size, seed and the weight of the renders beside a project.
    """

    def __init__(self, store: Store, rows: NDArray[np.intp], recipe: Recipe) -> None:
        self._store, self._recipe = store, recipe
        groups: dict[tuple[str, int], list[int]] = {}
        for row in rows.tolist():
            sample = store.samples[row]
            groups.setdefault((sample.project, sample.label), []).append(row)
        self._groups = [np.array(members) for _, members in sorted(groups.items())]
        labels_of = {name: sum(key[0] == name for key in groups) for name, _ in groups}
        weights = [
            (recipe.renders if name == "render" else 1.0) / labels_of[name] for name, _ in sorted(groups)
        ]
        self._weights: Doubles = np.array(weights) / sum(weights)

    def batch(self, step: int) -> Batch:
        """Make the batch of a step; it depends on the recipe's seed and the step alone."""
        recipe, random = self._recipe, np.random.default_rng([self._recipe.seed, step])
        views, seen, labels = [], [], []
        for group in random.choice(len(self._groups), recipe.batch, p=self._weights):
            row = int(random.choice(self._groups[group]))
            sample = self._store.samples[row]
            views.append(random_views(self._store.crop(row), recipe.spec, random))
            seen.append(sample.coverage >= recipe.spec.min_coverage and random.random() >= recipe.blind)
            labels.append(sample.label)
        faces, contexts = (np.stack(list(each)) for each in zip(*views, strict=True))
        return Batch(faces, contexts, np.array(seen, np.float32), np.array(labels, np.int64))

    def batches(self, start: int) -> Iterator[Batch]:
        """Yield the batches from a step on; one thread prepares the next while this one is learnt."""
        with ThreadPoolExecutor(1, thread_name_prefix="views") as pool:
            coming: Future[Batch] = pool.submit(self.batch, start)
            for step in range(start + 1, self._recipe.steps + 1):
                ready = coming.result()
                coming = pool.submit(self.batch, step)
                yield ready
            coming.cancel()


def train(store: Store, rows: NDArray[np.intp], recipe: Recipe, folder: Path) -> LivenessNetwork:
    """Train, or finish a training that was stopped, and return the averaged network in evaluation mode.

    Parameters
    ----------
    store
        The crops.
    rows
        Those to learn from; a row of the test split is refused.
    recipe
        What to do.
    folder
        Where ``checkpoint.pt`` and ``curve.jsonl`` lie.

    Raises
    ------
    BugError
        If a subject of the rows stands in the test split, too.
    """
    held_out = [sample for sample in store.samples if sample.split == "test"]
    check_disjoint([store.samples[row] for row in rows], held_out)
    torch.manual_seed(recipe.seed)
    state = _State(recipe, folder)
    state.resume()
    sampler, begun, total = Sampler(store, rows, recipe), time.perf_counter(), 0.0
    for batch in sampler.batches(state.step):
        total += state.learn(batch)
        if state.step % _SAVE_EVERY == 0 or state.step == recipe.steps:
            state.save()
            state.note(total / _SAVE_EVERY, time.perf_counter() - begun)
            total = 0.0
    return state.average


class _State:
    """Network, its running average and the optimiser."""

    def __init__(self, recipe: Recipe, folder: Path) -> None:
        self.recipe, self.folder, self.step = recipe, folder, 0
        self.network = LivenessNetwork(recipe.spec)
        self.network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]  # stub
        self.average = copy.deepcopy(self.network).eval()
        self.optimiser = torch.optim.AdamW(self.network.parameters(), recipe.rate, weight_decay=recipe.decay)

    def resume(self) -> None:
        path = self.folder / "checkpoint.pt"
        if path.exists():
            stored = torch.load(path, weights_only=True)
            self.network.load_state_dict(stored["network"])
            self.average.load_state_dict(stored["average"])
            self.optimiser.load_state_dict(stored["optimiser"])
            self.step = stored["step"]

    def save(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        stored = {
            "network": self.network.state_dict(),
            "average": self.average.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "step": self.step,
        }
        fresh = self.folder / "checkpoint.new"
        torch.save(stored, fresh)
        fresh.replace(self.folder / "checkpoint.pt")

    def note(self, loss: float, seconds: float) -> None:
        line = {"step": self.step, "seconds": round(seconds, 1), "loss": round(loss, 4)}
        with (self.folder / "curve.jsonl").open("a", encoding="utf-8") as curve:
            curve.write(json.dumps(line) + "\n")
        log.info("%s step %d loss %.4f, %.0f s", self.folder.name, self.step, loss, seconds)

    def learn(self, batch: Batch) -> float:
        """Take one step and return its loss."""
        self.network.train()
        # Dropout follows the step, so that a resumed training is the same as an unbroken one.
        torch.manual_seed(self.recipe.seed * 1_000_003 + self.step)
        for group in self.optimiser.param_groups:
            group["lr"] = self.recipe.rate * _one_cycle(self.step / self.recipe.steps)
        labels, seen = torch.from_numpy(batch.labels), torch.from_numpy(batch.seen)
        with torch.autocast("cpu", torch.bfloat16):
            votes = self.network(pixels(batch.faces), pixels(batch.contexts), seen)
        joint, near, far = (vote.float() for vote in votes)
        loss = self._cost(joint, labels) + 0.5 * self._cost(near, labels)
        if bool(seen.any()):
            loss = loss + 0.5 * self._cost(far[seen > 0], labels[seen > 0])
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]  # torch
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 5.0)
        self.optimiser.step()
        self.step += 1
        self._follow()
        return float(loss.detach())

    def _cost(self, logits: Tensor, labels: Tensor) -> Tensor:
        return F.cross_entropy(logits, labels, label_smoothing=self.recipe.smoothing)

    @torch.no_grad()
    def _follow(self) -> None:
        weight = 1 - min(_AVERAGE_DECAY, (1 + self.step) / (10 + self.step))
        averaged: Iterable[Tensor] = self.average.state_dict().values()
        for slow, fast in zip(averaged, self.network.state_dict().values(), strict=True):
            if slow.is_floating_point():
                slow.lerp_(fast, weight)
            else:
                slow.copy_(fast)


def pixels(images: ImageArray) -> Tensor:
    """Turn pictures (B, H, W, 3) uint8 into floats (B, 3, H, W); the layout in memory stays channels-last."""
    return torch.from_numpy(images).permute(0, 3, 1, 2).float()


@torch.inference_mode()
def scores(network: LivenessNetwork, store: Store, rows: NDArray[np.intp], spec: LivenessSpec) -> Doubles:
    """Log-odds (n, 3) of life for crops as inference sees them: joint, face alone, surroundings alone.

    The last is NaN where there are no surroundings.
    """
    found = []
    for start in range(0, len(rows), _BATCH_AT_TEST):
        part = rows[start : start + _BATCH_AT_TEST]
        views = [plain_views(store.crop(int(row)), spec) for row in part]
        seen = np.array([store.samples[row].coverage >= spec.min_coverage for row in part], np.float32)
        faces, contexts = (np.stack(list(each)) for each in zip(*views, strict=True))
        votes = network(pixels(faces), pixels(contexts), torch.from_numpy(seen))
        odds = np.stack([log_odds(vote).numpy() for vote in votes], 1).astype(np.float64)
        odds[seen == 0, 2] = np.nan
        found.append(odds)
    return np.concatenate(found) if found else np.zeros((0, 3))


def _one_cycle(progress: float) -> float:
    """Factor of the learning rate: a short rise, then half a cosine (L. Smith, SPIE 11006, 2019)."""
    if progress < _WARM_UP:
        return 0.04 + 0.96 * progress / _WARM_UP
    return 0.001 + 0.999 * 0.5 * (1 + math.cos(math.pi * (progress - _WARM_UP) / (1 - _WARM_UP)))
