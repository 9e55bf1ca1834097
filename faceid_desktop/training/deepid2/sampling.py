"""Batches of random views, prepared in a background thread."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from faceid_desktop.core.patches import PatchSpec
from faceid_desktop.core.records import Floats
from faceid_desktop.training.deepid2.augment import augment
from faceid_desktop.training.deepid2.config import TrainingConfig
from faceid_desktop.training.deepid2.data import Canvases, FaceTable, Indices
from faceid_desktop.training.deepid2.losses import UNLABELLED, Outputs

_AHEAD = 6


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Views uint8 (B, H, W, C), labels (B,) and teacher's vectors (B, T); pairs of one person come first."""

    views: Canvases
    labels: Indices
    targets: Floats

    def outputs(self, features: Tensor, pairs: int) -> Outputs:
        """Return what objectives see of this batch when it has these features (B, F) float32."""
        return Outputs(features, torch.from_numpy(self.labels), torch.from_numpy(self.targets), pairs)


Queue = queue.Queue[tuple[Batch, ...] | BaseException]


class BatchSource:
    """Draws batches; batch number ``step`` depends on seed and ``step`` only, so that runs can be resumed.

    Parameters
    ----------
    config
        The run; of runs that go together, any.
    table, canvases, targets
        The faces, their aligned pictures and the teacher's vectors, row by row.
    patches
        What the networks of runs that go together see; without them, the patch of the run.
    """

    def __init__(
        self,
        config: TrainingConfig,
        table: FaceTable,
        canvases: Canvases,
        targets: Floats,
        patches: Sequence[PatchSpec] = (),
    ) -> None:
        self._config, self._canvases, self._targets = config, canvases, targets
        self._patches = tuple(patches) or (config.patch,)
        self._rows = table.rows(*config.splits.distillation)
        labelled = table.rows(*config.splits.labels)
        trusted = labelled[table.label_trust[labelled] >= config.min_label_trust]
        people, counts = np.unique(table.people[trusted], return_counts=True)
        self._people = [trusted[table.people[trusted] == person] for person in people[counts >= 2]]
        self.labels = np.full(len(table.files), UNLABELLED, np.int64)
        for label, rows in enumerate(self._people):
            self.labels[rows] = label

    @property
    def classes(self) -> int:
        """Number of people with labels."""
        return len(self._people)

    def target_scale(self) -> float:
        """Mean squared distance of two random faces for the teacher: twice the total variance."""
        return float(2 * self._targets[self._rows].var(axis=0).sum())

    def batch(self, step: int) -> tuple[Batch, ...]:
        """Draw one batch: pairs of training people first, then faces of all that distillation may use.

        Returns
        -------
        tuple of Batch
            One for each patch, of the same views of the same faces.
        """
        config = self._config
        rng = np.random.default_rng([config.seed, step])
        pairs = config.schedule.pairs
        chosen = rng.choice(self.classes, pairs, replace=self.classes < pairs)
        paired = [rng.choice(self._people[person], 2, replace=False) for person in chosen]
        others = rng.choice(self._rows, config.schedule.batch - 2 * pairs)
        rows = np.concatenate([*paired, others])
        size = (config.network.input_width, config.network.input_height)
        faces = [self._canvases[row] for row in rows]  # not copied: they lie in a file as large as memory
        views = augment(faces, self._patches, size, config.jitter, rng)
        labels, targets = self.labels[rows], self._targets[rows]
        return tuple(Batch(each, labels, targets) for each in views)

    def batches(self, first: int) -> Iterator[tuple[Batch, ...]]:
        """Batches from number ``first`` on, drawn ahead by a thread that ends when the iterator is closed."""
        ready: Queue = queue.Queue(_AHEAD)
        stop = threading.Event()
        worker = threading.Thread(target=self._draw, args=(first, ready, stop), daemon=True, name="augment")
        worker.start()
        try:
            while True:
                item = ready.get()
                if isinstance(item, BaseException):
                    raise item
                yield item
        finally:
            stop.set()
            worker.join()

    def _draw(
        self, step: int, ready: queue.Queue[tuple[Batch, ...] | BaseException], stop: threading.Event
    ) -> None:
        while not stop.is_set():
            item: tuple[Batch, ...] | BaseException
            try:
                item = self.batch(step)
            except Exception as error:  # noqa: BLE001 (raised again in the other thread)
                item = error
            step += 1
            while not stop.is_set():
                try:
                    ready.put(item, timeout=0.2)
                    break
                except queue.Full:
                    continue
