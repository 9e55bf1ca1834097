"""Training objectives of the DeepID2 features, chosen by configuration.

An objective is a frozen dataclass with a ``weight`` and a method ``build`` that makes the module computing
its loss: another one (triplets, centre loss, attributes) is a class here and a line in the run's
configuration.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Protocol

import torch
from torch import Tensor, nn
from torch.nn import functional as f

UNLABELLED = -1
_RECENT_STEPS = 100


class Outputs(NamedTuple):
    """What objectives see of a batch.

    ``features`` (B, F) float32; ``labels`` (B,) int64, `UNLABELLED` where nothing is known; ``targets`` (B,
    T) the teacher's vectors; ``pairs``: the first 2 x pairs faces are pairs of one person each.
    """

    features: Tensor
    labels: Tensor
    targets: Tensor
    pairs: int


class Sizes(NamedTuple):
    """Numbers that decide the shapes of an objective's own weights; ``target_scale`` as in `Distillation`."""

    features: int
    classes: int
    targets: int
    target_scale: float

    def unit(self) -> float:
        """Return the standard deviation of one value of the teacher's vectors."""
        return float((self.target_scale / (2 * self.targets)) ** 0.5)


class ObjectiveConfig(Protocol):
    """An objective as it stands in a configuration."""

    @property
    def weight(self) -> float:
        """Factor of its loss in the sum."""

    def build(self, sizes: Sizes) -> nn.Module:
        """Make the module that maps `Outputs` to a loss of one number."""


@dataclass(frozen=True, slots=True)
class Identification:
    """Softmax cross entropy over the training people (Sun et al. 2014, eq. 1)."""

    weight: float = 1.0
    smoothing: float = 0.1

    def build(self, sizes: Sizes) -> nn.Module:
        """Make the classifier."""
        return _IdentificationLoss(self, sizes)


class _IdentificationLoss(nn.Module):
    def __init__(self, config: Identification, sizes: Sizes) -> None:
        super().__init__()
        self.smoothing = config.smoothing
        self.classifier = nn.Linear(sizes.features, sizes.classes)

    def forward(self, outputs: Outputs) -> Tensor:
        known = outputs.labels != UNLABELLED
        if not bool(known.any()):
            return outputs.features.sum() * 0
        logits = self.classifier(outputs.features[known])  # K x classes
        return f.cross_entropy(logits, outputs.labels[known], label_smoothing=self.smoothing)


@dataclass(frozen=True, slots=True)
class Verification:
    """Contrastive loss on pairs (Sun et al. 2014, eq. 2); the margin is the best recent threshold."""

    weight: float = 0.05
    update_steps: int = 50

    def build(self, sizes: Sizes) -> nn.Module:
        """Make the loss with its margin."""
        return VerificationLoss(self.update_steps)


class VerificationLoss(nn.Module):
    """1/2 d^2 for a pair of one person, 1/2 max(0, m - d)^2 for two people; m is data, not a weight."""

    margin: Tensor
    steps: Tensor

    def __init__(self, update_steps: int) -> None:
        super().__init__()
        self.update_steps = update_steps
        self.register_buffer("margin", torch.tensor(0.0))
        self.register_buffer("steps", torch.tensor(0))
        # not part of a checkpoint: after resuming, the margin stands still until there are new ones
        self._recent: list[tuple[Tensor, Tensor]] = []

    def forward(self, outputs: Outputs) -> Tensor:
        """Loss of the pairs of a batch; in training it also follows the distances for the margin."""
        count = 2 * outputs.pairs
        if count < 4:
            return outputs.features.sum() * 0
        first, second = outputs.features[0:count:2], outputs.features[1:count:2]  # P x F
        labels = outputs.labels[0:count:2]
        same = _distance(first, second)  # P
        other = _distance(first, second.roll(1, 0))[labels != labels.roll(1, 0)]  # at most P
        if self.training:
            self._follow(same.detach(), other.detach())
        losses = torch.cat([same.square() / 2, f.relu(self.margin - other).square() / 2])
        return losses.mean()

    def _follow(self, same: Tensor, other: Tensor) -> None:
        self._recent = [*self._recent[-_RECENT_STEPS:], (same, other)]
        if self.steps % self.update_steps == 0:
            self.margin.fill_(best_threshold(*(torch.cat(part) for part in zip(*self._recent, strict=True))))
        self.steps += 1


def best_threshold(same: Tensor, other: Tensor) -> float:
    """Distance with the smallest mean of both error rates when pairs nearer than it are called the same.

    Parameters
    ----------
    same, other
        Distances of pairs of one person and of two people, each (n,).
    """
    values = torch.cat([same, other])
    shares = torch.full_like(same, 1 / max(len(same), 1)), torch.full_like(other, -1 / max(len(other), 1))
    gain = torch.cat(shares)
    order = values.argsort()
    return float(values[order[gain[order].cumsum(0).argmax()]])


def _distance(a: Tensor, b: Tensor) -> Tensor:
    return (a - b).square().sum(dim=1).clamp_min(1e-8).sqrt()


@dataclass(frozen=True, slots=True)
class Triplet:
    """Triplets of unit-length features (Schroff, Kalenichenko, Philbin, FaceNet, CVPR 2015, eq. 3).

    Each pair of one person meets the most dangerous face of somebody else that is still farther away than the
    mate (semi-hard), or the farthest if there is none.
    """

    weight: float = 1.0
    margin: float = 0.2

    def build(self, sizes: Sizes) -> nn.Module:
        """Make the loss; it has no weights."""
        return _TripletLoss(self.margin)


class _TripletLoss(nn.Module):
    def __init__(self, margin: float) -> None:
        super().__init__()
        self.margin = margin

    def forward(self, outputs: Outputs) -> Tensor:
        count = 2 * outputs.pairs
        unit = f.normalize(outputs.features[:count])
        labels = outputs.labels[:count]
        if count < 4 or not bool((labels != labels[0]).any()):
            return outputs.features.sum() * 0
        squared = (2 - 2 * unit @ unit.T).clamp_min(0)  # count x count
        mates = torch.arange(count, device=unit.device) ^ 1  # 1, 0, 3, 2, ...
        positive = squared.gather(1, mates[:, None])  # count x 1
        other = labels[:, None] != labels[None, :]
        farther = other & (squared > positive)
        nearest = squared.masked_fill(~farther, torch.inf).amin(dim=1)
        farthest = squared.masked_fill(~other, -torch.inf).amax(dim=1)
        negative = torch.where(farther.any(dim=1), nearest, farthest)
        return f.relu(positive[:, 0] - negative + self.margin).mean()


@dataclass(frozen=True, slots=True)
class Center:
    """Pull features to the moving centre of their person (Wen, Zhang, Li, Qiao, ECCV 2016, eq. 2 and 4)."""

    weight: float = 0.003
    rate: float = 0.5

    def build(self, sizes: Sizes) -> nn.Module:
        """Make the loss with its centres."""
        return CenterLoss(self.rate, sizes)


class CenterLoss(nn.Module):
    """1/2 ||x - c||^2; the centres follow the features by a rule of their own, not by gradient."""

    centers: Tensor

    def __init__(self, rate: float, sizes: Sizes) -> None:
        super().__init__()
        self.rate = rate
        self.register_buffer("centers", torch.zeros(sizes.classes, sizes.features))

    def forward(self, outputs: Outputs) -> Tensor:
        """Loss of the labelled faces of a batch; in training it also moves their centres."""
        known = outputs.labels != UNLABELLED
        if not bool(known.any()):
            return outputs.features.sum() * 0
        features, labels = outputs.features[known], outputs.labels[known]
        loss = (features - self.centers[labels].clone()).square().sum(dim=1).mean() / 2
        if self.training:
            self._follow(features.detach(), labels)
        return loss

    def _follow(self, features: Tensor, labels: Tensor) -> None:
        errors = self.centers[labels] - features
        sums = torch.zeros_like(self.centers).index_add_(0, labels, errors)
        counts = torch.bincount(labels, minlength=len(self.centers))
        self.centers -= self.rate * sums / (1 + counts)[:, None]


@dataclass(frozen=True, slots=True)
class Distillation:
    """Follow a teacher's vectors (Hinton et al. 2015; distances: Park et al., Relational KD, CVPR 2019).

    The direct term asks a linear map of the features to give the teacher's vector, the matrix term asks the
    Euclidean distances among the features of a batch to be the teacher's, up to one learnt factor. Both are
    shares of ``target_scale``, the mean squared distance of two random faces for the teacher. The vectors are
    not centred, since the teacher's metric is Euclid's.
    """

    weight: float = 8.0
    matrix_weight: float = 4.0

    def build(self, sizes: Sizes) -> nn.Module:
        """Make the linear map and the factor."""
        return _DistillationLoss(self, sizes)


class _DistillationLoss(nn.Module):
    def __init__(self, config: Distillation, sizes: Sizes) -> None:
        super().__init__()
        self.matrix_weight = config.matrix_weight
        self.target_scale = sizes.target_scale
        # The teacher's values are small (about 0.05); without a unit of that size the steps of an optimiser
        # that suits the network would be far too coarse for the map.
        self.unit = sizes.unit()
        self.predict = nn.Linear(sizes.features, sizes.targets)
        self.log_factor = nn.Parameter(torch.tensor(-3.0))

    def forward(self, outputs: Outputs) -> Tensor:
        predicted = self.predict(outputs.features) * self.unit
        ours = pair_distances(outputs.features) * self.log_factor.exp()
        return _miss(predicted, ours, outputs.targets, self.matrix_weight) / self.target_scale


@dataclass(frozen=True, slots=True)
class Imitation:
    """`Distillation` of features that stand for the teacher's vectors themselves, in units of `Sizes.unit`.

    They need no map. The factor of their distances is the one that fits a batch best: predictions of least
    squared error lie closer together than what they predict, and asking for the teacher's distances
    themselves would drive them apart.
    """

    weight: float = 8.0
    matrix_weight: float = 4.0

    def build(self, sizes: Sizes) -> nn.Module:
        """Make the loss; it has no weights."""
        return _ImitationLoss(self, sizes)


class _ImitationLoss(nn.Module):
    def __init__(self, config: Imitation, sizes: Sizes) -> None:
        super().__init__()
        self.matrix_weight, self.target_scale, self.unit = (
            config.matrix_weight,
            sizes.target_scale,
            sizes.unit(),
        )

    def forward(self, outputs: Outputs) -> Tensor:
        predicted = outputs.features * self.unit
        ours, theirs = pair_distances(predicted), pair_distances(outputs.targets)
        factor = (ours @ theirs / ours.square().sum()).detach()
        return _miss(predicted, ours * factor, outputs.targets, self.matrix_weight) / self.target_scale


def _miss(predicted: Tensor, distances: Tensor, targets: Tensor, matrix_weight: float) -> Tensor:
    """Squared error of vectors plus the weighted one of the distances of all pairs."""
    direct = (predicted - targets).square().sum(dim=1).mean()
    matrix = (distances - pair_distances(targets)).square().mean()
    return direct + matrix_weight * matrix


def pair_distances(x: Tensor) -> Tensor:
    """Euclidean distances of all pairs of rows of (n, d), as (n (n - 1) / 2,)."""
    norms = x.square().sum(dim=1)
    squared = norms[:, None] + norms[None, :] - 2 * x @ x.T
    upper = torch.triu_indices(len(x), len(x), offset=1)
    distances: Tensor = squared[upper[0], upper[1]].clamp_min(1e-8).sqrt()
    return distances


class Objectives(nn.Module):
    """Weighted sum of objectives.

    Parameters
    ----------
    configs
        The objectives.
    sizes
        Numbers their weights depend on.
    """

    def __init__(self, configs: tuple[ObjectiveConfig, ...], sizes: Sizes) -> None:
        super().__init__()
        self.names = tuple(type(config).__name__.lower() for config in configs)
        self.weights = tuple(config.weight for config in configs)
        self.parts = nn.ModuleList(config.build(sizes) for config in configs)

    def forward(self, outputs: Outputs) -> tuple[Tensor, dict[str, Tensor]]:
        """Return the loss to minimise and the unweighted loss of each objective by name."""
        losses = [part(outputs) for part in self.parts]
        total = torch.stack([w * loss for w, loss in zip(self.weights, losses, strict=True)]).sum()
        return total, {name: loss.detach() for name, loss in zip(self.names, losses, strict=True)}
