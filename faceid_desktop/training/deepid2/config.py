"""One frozen, readable description of a training run."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from faceid_desktop.core.align import DEFAULT_SPEC, AlignmentSpec
from faceid_desktop.core.patches import WHOLE_FACE, PatchSpec
from faceid_desktop.training.deepid2.losses import (
    Center,
    Distillation,
    Identification,
    ObjectiveConfig,
    Triplet,
    Verification,
)
from faceid_desktop.training.deepid2.supervision import EarlyLayer
from faceid_desktop.vision.deepid2 import NetworkSpec


@dataclass(frozen=True, slots=True)
class Jitter:
    """How far augmentation goes; a probability for each effect that is not always applied.

    Lengths are in aligned pixels; ``scale``, ``light``, ``contrast`` and ``colour`` are shares (0.08 = 8 %).
    ``smallest_px`` is how many pixels wide the whole-face patch of a photo of low resolution is,
    ``hidden_px`` the longest side of what hides a part of the face.
    """

    shift_px: float = 5
    rotation_deg: float = 7
    scale: float = 0.08
    mirror: float = 0.5
    light: float = 0.25
    contrast: float = 0.25
    colour: float = 0.08
    grey: float = 0.05
    low_resolution: float = 0.2
    smallest_px: int = 16
    cut_border: float = 0.15
    cut_px: int = 24
    hide: float = 0.2
    hidden_px: int = 44


NO_JITTER = Jitter(0, 0, 0, 0, 0, 0, 0, 0, 0, 47, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Splits:
    """Which splits of the faces teach what."""

    labels: tuple[str, ...] = ("train",)
    distillation: tuple[str, ...] = ("train", "scorer", "single")
    held_out: tuple[str, ...] = ("select",)


@dataclass(frozen=True, slots=True)
class Schedule:
    """Length and speed of a run.

    The run ends after ``images``, or after ``minutes`` of training if that comes first; the learning rate
    follows whichever is further on, so that a run cut by time still ends with a small one.
    """

    images: int = 1_600_000
    minutes: float | None = None
    batch: int = 256
    pairs: int = 48
    peak_rate: float = 3e-3
    warm_up: float = 0.15
    weight_decay: float = 0.01
    average_decay: float = 0.98
    checkpoint_minutes: float = 3
    evaluations: int = 8


def paper_objectives() -> tuple[ObjectiveConfig, ...]:
    """Return the two signals of the paper, for people with labelled data of their own and as an ablation."""
    return (Identification(), Verification())


def distilled_objectives() -> tuple[ObjectiveConfig, ...]:
    """Return mostly the teacher: in long runs the paper's signals should be small beside it."""
    return (Distillation(weight=8), Identification(weight=0.05), Verification(weight=0.05 * 0.05))


def triplet_objectives() -> tuple[ObjectiveConfig, ...]:
    """Return the loss of FaceNet beside the teacher."""
    return (Distillation(weight=8), Triplet(weight=0.1))


def center_objectives() -> tuple[ObjectiveConfig, ...]:
    """Return softmax with centre loss, as in the paper of that name."""
    return (Identification(), Center())


OBJECTIVES = {
    "distilled": distilled_objectives,
    "paper": paper_objectives,
    "triplet": triplet_objectives,
    "center": center_objectives,
}
"""Sets of objectives by the name that the command line gives them."""


@dataclass(frozen=True, slots=True)
class TrainingConfig:
    """A training run of the network of one patch.

    ``landmarks`` is the landmark network that the faces are aligned by, as in the application; without one
    they are aligned by the points that the data give. ``start`` is a finished network to begin with.
    """

    data: Path
    work: Path
    name: str = "patch00"
    patch: PatchSpec = WHOLE_FACE
    network: NetworkSpec = field(default_factory=lambda: NetworkSpec(batch_norm=True))
    alignment: AlignmentSpec = DEFAULT_SPEC
    landmarks: Path | None = None
    objectives: tuple[ObjectiveConfig, ...] = field(default_factory=distilled_objectives)
    supervised: tuple[EarlyLayer, ...] = ()
    start: Path | None = None
    splits: Splits = Splits()
    jitter: Jitter = Jitter()
    schedule: Schedule = Schedule()
    min_label_trust: float = 0.3
    threads: int = 1
    seed: int = 20140612


def deepid2_plus(config: TrainingConfig) -> TrainingConfig:
    """Return the run for DeepID2+: 128 maps in every layer, 512 features, early layers supervised too."""
    network = replace(config.network, maps=(128, 128, 128, 128), features=512)
    return replace(config, network=network, supervised=("pool1", "pool2", "pool3"))
