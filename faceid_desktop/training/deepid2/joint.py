"""Train finished networks together, through the linear layer that stacks them.

Alone, each network learns the whole of the teacher's vector, and several of them make the same mistakes. Here
all see the same views, one trainable layer maps their joined responses to the teacher's vector as
`faceid_desktop.core.stacking` does, and the error of that one prediction teaches them all: what one network
sees well the others may leave to it. Run it by ``faceid train joint``; the layer itself is fitted anew when a
bundle is made.
"""

from __future__ import annotations

import hashlib
import itertools
import math
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as f

from faceid_desktop.core.patches import PatchSpec, cut
from faceid_desktop.core.records import Floats
from faceid_desktop.core.stacking import measure_moments, solve_stacking
from faceid_desktop.errors import ShapeError
from faceid_desktop.training.deepid2.config import TrainingConfig
from faceid_desktop.training.deepid2.data import Canvases, FaceTable, Indices, read_faces, teacher_targets
from faceid_desktop.training.deepid2.evaluate import cosine_verification, to_input
from faceid_desktop.training.deepid2.learner import Learner, Progress, digest, note, open_curve, run_to_end
from faceid_desktop.training.deepid2.losses import (
    Identification,
    Imitation,
    ObjectiveConfig,
    Objectives,
    Sizes,
    Verification,
)
from faceid_desktop.training.deepid2.restart import take_over
from faceid_desktop.training.deepid2.sampling import Batch, BatchSource
from faceid_desktop.training.deepid2.train import canvases_of, save_network, set_threads
from faceid_desktop.training.features import NetworkFile, load_network
from faceid_desktop.vision.deepid2 import DeepId2, NetworkSpec, fold_batchnorm

_BATCH = 256
_NORMALISING_BATCHES = 4
_FAMILIAR_FACES = 2000


def joint_objectives() -> tuple[ObjectiveConfig, ...]:
    """Return those of a long run of one network, on the joint vector: mostly the teacher."""
    return (Imitation(weight=8), Identification(weight=0.05), Verification(weight=0.05 * 0.05))


@dataclass(frozen=True, slots=True)
class JointConfig:
    """Finished networks that go on together.

    Parameters
    ----------
    run
        Name, data, views, schedule and objectives (of the joint vector); its patch, network and start do not
        matter.
    networks
        Files and their patches; a file that is given with several patches is one network with one set of
        weights.
    fit_views
        On so many views the linear layer is fitted before the training starts.
    """

    run: TrainingConfig
    networks: tuple[NetworkFile, ...]
    fit_views: int = 16_384

    @property
    def patches(self) -> tuple[PatchSpec, ...]:
        """What the networks see, in the order of `networks`."""
        return tuple(file.patch for file in self.networks)

    def files(self) -> tuple[Path, ...]:
        """Return each file once."""
        return tuple(dict.fromkeys(file.path for file in self.networks))

    def places(self) -> tuple[tuple[int, ...], ...]:
        """For each file the places of its patches in `patches`."""
        return tuple(
            tuple(place for place, file in enumerate(self.networks) if file.path == path)
            for path in self.files()
        )

    def written(self) -> tuple[Path, ...]:
        """For each file the one that the trained network is written to."""
        return tuple(self.run.work / f"{path.stem}-{self.run.name}.safetensors" for path in self.files())


class JointNetwork(nn.Module):
    """Several networks, and one linear layer from their responses to the teacher's vector.

    Parameters
    ----------
    specs
        Shapes of the networks.
    places
        For each network the places of its views among all views of a face.
    targets
        Length T of the teacher's vectors.
    """

    mean: Tensor

    def __init__(self, specs: Sequence[NetworkSpec], places: Sequence[Sequence[int]], targets: int) -> None:
        super().__init__()
        self.places = [list(each) for each in places]
        self.networks = nn.ModuleList(DeepId2(spec) for spec in specs)
        count = sum(spec.features * len(each) for spec, each in zip(specs, places, strict=True))
        self.register_buffer("mean", torch.zeros(2 * count))
        self.layer = nn.Linear(2 * count, targets)

    def forward(self, views: Sequence[Tensor]) -> Tensor:
        """Predict the teacher's vectors (B, T), in units of `Sizes.unit`, from each patch (B, C, 55, 47)."""
        return self.predict(self.responses(views))

    def members(self) -> list[DeepId2]:
        """Return the networks."""
        return [network for network in self.networks if isinstance(network, DeepId2)]

    def responses(self, views: Sequence[Tensor]) -> Tensor:
        """Join the responses of the networks to (B, D) float32, network by network.

        The views of one network go through it as one batch, so that in training its normalisations see the
        mixture for which their averages stand later.
        """
        found: list[Tensor] = []
        for network, places in zip(self.members(), self.places, strict=True):
            responses = network.layers(torch.cat([views[place] for place in places])).responses
            found += responses.float().chunk(len(places))
        return torch.cat(found, dim=1)

    def predict(self, responses: Tensor) -> Tensor:
        """Map responses (B, D) to the teacher's vectors (B, T)."""
        # Centred inputs: otherwise a small step of all weights would move every prediction the same way.
        vectors: Tensor = self.layer(torch.cat([responses, f.relu(responses)], dim=1) - self.mean)
        return vectors

    @torch.no_grad()
    def fit(self, responses: Floats, targets: Floats) -> None:
        """Set the layer by ridge regression from responses (n, D) to the teacher's vectors (n, T)."""
        moments = measure_moments(responses, targets)
        stacking = solve_stacking(moments)
        self.mean.copy_(torch.tensor(stacking.mean))
        self.layer.weight.copy_(torch.tensor(stacking.weights))
        self.layer.bias.copy_(torch.tensor(moments.target_mean))


class JointLearner(Learner[JointNetwork]):
    """State of one joint run.

    Parameters
    ----------
    config
        The run.
    sizes
        Numbers that the objectives depend on; their features are the teacher's values.
    """

    def __init__(self, config: JointConfig, sizes: Sizes) -> None:
        torch.manual_seed(config.run.seed)
        self.joint = config
        self.unit = sizes.unit()
        self.finished = [load_network(path) for path in config.files()]
        for network, places in zip(self.finished, config.places(), strict=True):
            for patch in (config.patches[place] for place in places):
                _check(network, patch)
        specs = [replace(network.spec, batch_norm=True) for network in self.finished]
        self.objectives = Objectives(config.run.objectives, sizes)
        together = JointNetwork(specs, config.places(), sizes.targets)
        super().__init__(config.run, together, {"objectives": self.objectives})

    def start(self, batches: Iterator[tuple[Batch, ...]]) -> None:
        """Take over the finished networks and fit the linear layer to what they say about some batches."""
        first = list(itertools.islice(batches, _NORMALISING_BATCHES))
        views = [
            torch.cat([to_input(batch[place].views) for batch in first])
            for place in range(len(self.joint.networks))
        ]
        for network, theirs, places in zip(
            self.network.members(), self.finished, self.network.places, strict=True
        ):
            take_over(network, theirs.state_dict(), torch.cat([views[place] for place in places]))
        self.network.eval()
        responses: list[Floats] = []
        targets: list[Floats] = []
        for batch in itertools.chain(first, batches):
            with torch.inference_mode():
                responses.append(self._responses(batch).numpy())
            targets.append(np.asarray(batch[0].targets / self.unit, np.float32))
        self.network.fit(np.concatenate(responses), np.concatenate(targets))
        self.follow_from_here()

    def step(self, batch: tuple[Batch, ...]) -> dict[str, float]:
        """Learn from the same views in all patches; return the unweighted losses by name."""
        self.train_mode()
        vectors = self.network.predict(self._responses(batch))
        loss, parts = self.objectives(batch[0].outputs(vectors, self.config.schedule.pairs))
        self.learn(loss)
        return {name: float(value) for name, value in parts.items()}

    def _responses(self, batch: tuple[Batch, ...]) -> Tensor:
        with torch.autocast("cpu", torch.bfloat16):
            return self.network.responses([to_input(each.views) for each in batch])

    @property
    def checkpoint(self) -> Path:
        """Where the run keeps its state; networks that it does not fit have another file."""
        parts = [f"{digest(file.path)} {file.patch}" for file in self.joint.networks]
        tag = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:8]
        return self.config.work / f"{self.config.name}-{tag}.checkpoint.safetensors"

    def write(self) -> None:
        """Write each network anew: its averaged weights with the normalisations folded."""
        together = ", ".join(f"{file.path.stem}={file.patch.name}" for file in self.joint.networks)
        for network, path, places, written in zip(
            self.average.members(), self.joint.files(), self.network.places, self.joint.written(), strict=True
        ):
            facts = {
                "patch": ", ".join(self.joint.patches[place].name for place in places),
                **self.facts(),
                "start": digest(path),
                "together": together,
            }
            save_network(fold_batchnorm(network), written, facts)


def _check(network: DeepId2, patch: PatchSpec) -> None:
    if network.spec.channels != patch.channels:
        raise ShapeError(
            name=patch.name, expected=f"{network.spec.channels} channels", actual=str(patch.channels)
        )


@dataclass(frozen=True, slots=True, eq=False)
class HeldOut:
    """Measures joint predictions without augmentation, on unseen people and, for comparison, familiar faces.

    Parameters
    ----------
    table, canvases, targets
        All faces, their aligned pictures and the teacher's vectors.
    sizes
        Their scale.
    """

    table: FaceTable
    canvases: Canvases
    targets: Floats
    sizes: Sizes

    def measure(self, learner: JointLearner) -> dict[str, float]:
        """Return the figures of the averaged weights.

        Returns
        -------
        dict
            AUC and accuracy by cosine on the held-out people, ``error`` there and ``single_error`` on faces
            that distillation uses: squared error as a share of the squared distance of two random faces.
        """
        rows = self.table.rows(*learner.config.splits.held_out)
        vectors = self._predict(learner, rows)
        verified = cosine_verification(vectors, self.table.people[rows], self.table.families[rows])
        figures = {**asdict(verified), "error": self._error(vectors, rows)}
        familiar = self.table.rows("single")
        if len(familiar):
            familiar = familiar[:: math.ceil(len(familiar) / _FAMILIAR_FACES)]
            figures["single_error"] = self._error(self._predict(learner, familiar), familiar)
        return figures

    @torch.inference_mode()
    def _predict(self, learner: JointLearner, rows: Indices) -> Floats:
        network, patches = learner.average.eval(), learner.joint.patches
        size = (learner.config.network.input_width, learner.config.network.input_height)
        found: list[Floats] = []
        for start in range(0, len(rows), _BATCH):
            faces = [np.asarray(self.canvases[row]) for row in rows[start : start + _BATCH]]
            views = [to_input(np.stack([cut(face, patch, size) for face in faces])) for patch in patches]
            found.append(network(views).numpy() * self.sizes.unit())
        return np.concatenate(found)

    def _error(self, vectors: Floats, rows: Indices) -> float:
        misses = np.square(vectors - self.targets[rows]).sum(axis=1)
        return float(misses.mean() / self.sizes.target_scale)


def train_jointly(config: JointConfig, progress: Progress | None = None) -> tuple[Path, ...]:
    """Train finished networks together, or go on with a run that was interrupted.

    Writes ``<stem>-<name>.safetensors`` of each network, the curve ``<name>.jsonl``, whose first line holds
    the held-out figures at the start, and a checkpoint into the work folder.

    Parameters
    ----------
    config
        The run.
    progress
        Told the share that is done, after each step.

    Returns
    -------
    tuple of Path
        The files of the networks.

    Raises
    ------
    BundleCorrupt
        If a file holds no network.
    ShapeError
        If a network is for another colour than its patch.
    """
    run = config.run
    set_threads(run.threads)
    table, targets = read_faces(run.data), teacher_targets(run.data)
    canvases = canvases_of(run, table)
    source = BatchSource(run, table, canvases, targets, config.patches)
    values = targets.shape[1]
    sizes = Sizes(values, source.classes, values, source.target_scale())
    learner = JointLearner(config, sizes)
    held_out = HeldOut(table, canvases, targets, sizes)
    if learner.checkpoint.exists():
        learner.restore(learner.checkpoint)
    else:
        count = math.ceil(config.fit_views / run.schedule.batch)
        with closing(source.batches(0)) as drawn:  # type: ignore[type-var]
            learner.start(itertools.islice(drawn, count))
        with open_curve(run) as curve:
            note(learner.clock, curve, {}, held_out.measure(learner))
    run_to_end([learner], source, lambda batch: [learner.step(batch)], held_out.measure, progress)
    learner.save(learner.checkpoint)
    learner.write()
    return config.written()
