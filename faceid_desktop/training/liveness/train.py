"""Trains the passive liveness model; a stopped training goes on from its checkpoint."""

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

from faceid_desktop.core.records import Doubles, Floats, ImageArray
from faceid_desktop.training.liveness.augment import plain_view, random_context
from faceid_desktop.training.liveness.data import Store, check_disjoint
from faceid_desktop.training.liveness.texture import balance, fit_texture
from faceid_desktop.vision.liveness import LivenessNetwork, Trunk, log_odds
from faceid_desktop.vision.liveness_bundle import LivenessSpec

log = logging.getLogger("faceid.training.liveness")

_AVERAGE_DECAY = 0.998
_WARM_UP = 0.1
_SAVE_EVERY = 200
_BATCH_AT_TEST = 128


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that shapes a training; the same recipe and store give the same model.

    ``penalty`` is that of the texture's vote; the rest belongs to the surroundings' network. ``renders`` is
    the weight of rendered pictures beside a collection, for the texture and for the surroundings.
    """

    penalty: float = 0.1
    steps: int = 400
    batch: int = 64
    rate: float = 3e-3
    decay: float = 2e-2
    smoothing: float = 0.05
    seed: int = 9
    renders: tuple[float, float] = (1.0, 4.0)
    spec: LivenessSpec = field(default_factory=LivenessSpec)


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Surroundings (B, H, W, 3) uint8 and labels (B,)."""

    views: ImageArray
    labels: NDArray[np.int64]


class Sampler:
    """Draws batches of surroundings in which projects weigh alike, and within a project life and attacks.

    Parameters
    ----------
    store
        The crops.
    rows
        Those to learn from; all must have surroundings.
    recipe
        Batch size, seed and the weight of the renders.
    """

    def __init__(self, store: Store, rows: NDArray[np.intp], recipe: Recipe) -> None:
        self._store, self._rows, self._recipe = store, rows, recipe
        self._weights = balance(store, rows, recipe.renders[1])

    def batch(self, step: int) -> Batch:
        """Make the batch of a step; it depends on the recipe's seed and the step alone."""
        random = np.random.default_rng([self._recipe.seed, step])
        rows = random.choice(self._rows, self._recipe.batch, p=self._weights)
        views = [random_context(self._store.crop(row), self._recipe.spec, random) for row in rows.tolist()]
        return Batch(np.stack(views), self._store.labels(rows))

    def batches(self, start: int) -> Iterator[Batch]:
        """Yield the batches from a step on; one thread prepares the next while this one is learnt."""
        with ThreadPoolExecutor(1, thread_name_prefix="views") as pool:
            coming: Future[Batch] = pool.submit(self.batch, start)
            for step in range(start + 1, self._recipe.steps + 1):
                ready = coming.result()
                coming = pool.submit(self.batch, step)
                yield ready
            coming.cancel()


def train(
    store: Store, known: Floats, rows: NDArray[np.intp], recipe: Recipe, folder: Path
) -> LivenessNetwork:
    """Train, or finish a training that was stopped, and return the model in evaluation mode.

    Parameters
    ----------
    store, known
        The crops and the textures of all of them.
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
    network = LivenessNetwork(recipe.spec)
    weights = balance(store, rows, recipe.renders[0])
    network.face = fit_texture(known[rows], store.labels(rows), weights, recipe.penalty)
    network.context = train_context(store, rows, recipe, folder)
    return network.eval()


def train_context(store: Store, rows: NDArray[np.intp], recipe: Recipe, folder: Path) -> Trunk:
    """Train the network of the surroundings on the rows that have some; see `train`."""
    least = recipe.spec.min_coverage
    seen = np.array([row for row in rows.tolist() if store.samples[row].coverage >= least], np.intp)
    torch.manual_seed(recipe.seed)
    state = _State(recipe, folder)
    state.resume()
    sampler, begun, total = Sampler(store, seen, recipe), time.perf_counter(), 0.0
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
        self.network = Trunk(recipe.spec.channels)
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
        with torch.autocast("cpu", torch.bfloat16):
            votes = self.network(pixels(batch.views))
        loss = F.cross_entropy(
            votes.float(), torch.from_numpy(batch.labels), label_smoothing=self.recipe.smoothing
        )
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]  # torch
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 5.0)
        self.optimiser.step()
        self.step += 1
        self._follow()
        return float(loss.detach())

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
def scores(
    network: LivenessNetwork, store: Store, known: Floats, rows: NDArray[np.intp], spec: LivenessSpec
) -> Doubles:
    """Log-odds (n, 3) of life for crops as inference sees them: joint, face alone, surroundings alone.

    The last is NaN where there are no surroundings.
    """
    found = []
    for start in range(0, len(rows), _BATCH_AT_TEST):
        part = rows[start : start + _BATCH_AT_TEST]
        contexts = [plain_view(store.crop(row), spec, spec.context_scale) for row in part.tolist()]
        seen = np.array([store.samples[row].coverage >= spec.min_coverage for row in part], np.float32)
        votes = network(torch.from_numpy(known[part]), pixels(np.stack(contexts)), torch.from_numpy(seen))
        odds = np.stack([log_odds(vote).numpy() for vote in votes], 1).astype(np.float64)
        odds[seen == 0, 2] = np.nan
        found.append(odds)
    return np.concatenate(found) if found else np.zeros((0, 3))


def _one_cycle(progress: float) -> float:
    """Factor of the learning rate: a short rise, then half a cosine (L. Smith, SPIE 11006, 2019)."""
    if progress < _WARM_UP:
        return 0.04 + 0.96 * progress / _WARM_UP
    return 0.001 + 0.999 * 0.5 * (1 + math.cos(math.pi * (progress - _WARM_UP) / (1 - _WARM_UP)))
