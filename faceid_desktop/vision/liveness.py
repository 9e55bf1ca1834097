"""Passive liveness: a small model looks at a face and its surroundings and tells life, print and screen.

Two views of one size cast votes that add up: the *face* by its colour texture and a linear layer, the
*surroundings* (the border of a telephone, of a sheet of paper, the hand that holds it) by a small
convolutional network. Where the picture ends close to the face there are no surroundings, and only the face
votes. A convolutional network for the face, too, learnt the training collections by heart: on collections it
had not seen it did worse than the linear layer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - torch's own custom

from faceid_desktop.core.geometry import warp
from faceid_desktop.core.records import Detection, Doubles, Floats, ImageArray, PassiveScore
from faceid_desktop.core.texture import TEXTURE_VALUES, colour_texture
from faceid_desktop.errors import BundleCorrupt
from faceid_desktop.vision.liveness_bundle import LivenessBundle, LivenessSpec

CLASSES = ("live", "print", "screen")
"""Order of the logits."""


@dataclass(frozen=True, slots=True, eq=False)
class Views:
    """Both views, RGB uint8 (view_px, view_px, 3), and the share 0..1 of the wide one that is picture."""

    face: ImageArray
    context: ImageArray
    coverage: float


def view_matrix(box: NDArray[np.generic], scale: float, side_px: int) -> Doubles:
    """Matrix (2, 3) from the picture to an upright square view, ``scale`` times the box's longer side."""
    x1, y1, x2, y2 = (float(value) for value in box)
    factor = side_px / (max(x2 - x1, y2 - y1, 1.0) * scale)
    centre, middle = np.array([(x1 + x2) / 2, (y1 + y2) / 2]), (side_px - 1) / 2
    return np.column_stack([np.eye(2) * factor, middle - factor * centre])


def coverage(box: NDArray[np.generic], scale: float, shape: Sequence[int]) -> float:
    """Share 0..1 of a square view round a box that lies inside a picture of shape (H, W, ...)."""
    x1, y1, x2, y2 = (float(value) for value in box)
    half = max(x2 - x1, y2 - y1, 1.0) * scale / 2
    x, y = (x1 + x2) / 2, (y1 + y2) / 2
    width = min(x + half, shape[1] - 0.5) - max(x - half, -0.5)
    height = min(y + half, shape[0] - 0.5) - max(y - half, -0.5)
    return max(width, 0.0) * max(height, 0.0) / (2 * half) ** 2


def cut_views(image: ImageArray, detection: Detection, spec: LivenessSpec) -> Views:
    """Cut both views of a face out of an RGB picture; the picture's border is repeated outside of it."""
    side = (spec.view_px, spec.view_px)
    face, wide = (
        warp(image, view_matrix(detection.box, scale, spec.view_px), side)
        for scale in (spec.face_scale, spec.context_scale)
    )
    return Views(face, wide, coverage(detection.box, spec.context_scale, image.shape))


class Trunk(nn.Module):
    """The surroundings to three logits.

    The view is standardised first, so that neither exposure nor contrast alone decides, and its high
    frequencies (what a 3 x 3 Laplacian leaves) come in as three more channels.

    Parameters
    ----------
    channels
        Widths of the four stages.
    """

    def __init__(self, channels: tuple[int, int, int, int]) -> None:
        super().__init__()
        a, b, c, d = channels
        self.stages = nn.Sequential(
            _stage(6, a, 2),  # (B, a, 40, 40) of a view of 80
            _stage(a, b, 2),  # (B, b, 20, 20)
            _stage(b, c, 2),  # (B, c, 10, 10)
            _stage(c, d, 1),  # (B, d, 10, 10)
        )
        self.dropout = nn.Dropout(0.3)
        self.vote = nn.Linear(2 * d, len(CLASSES))
        kernel = torch.tensor([[-1.0, -1.0, -1.0], [-1.0, 8.0, -1.0], [-1.0, -1.0, -1.0]]) / 8
        self.register_buffer("laplacian", kernel.expand(3, 1, 3, 3).clone(), persistent=False)

    def forward(self, view: Tensor) -> Tensor:
        """Return logits (B, 3) of views (B, 3, H, W) in 0..255."""
        mean = view.mean((1, 2, 3), keepdim=True)
        spread = view.std((1, 2, 3), keepdim=True).clamp_min(8.0)
        even = (view - mean) / spread  # (B, 3, H, W)
        fine = F.conv2d(F.pad(even, (1, 1, 1, 1), mode="replicate"), self.get_buffer("laplacian"), groups=3)
        maps = self.stages(torch.cat((even, 2 * fine), 1))  # (B, d, H/8, W/8)
        pooled = torch.cat((maps.mean((2, 3)), maps.amax((2, 3))), 1)  # (B, 2d)
        logits: Tensor = self.vote(self.dropout(pooled))
        return logits


class TextureVote(nn.Module):
    """Colour texture (`core.texture`) to three logits: standardised, then linear."""

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("mean", torch.zeros(TEXTURE_VALUES))
        self.register_buffer("spread", torch.ones(TEXTURE_VALUES))
        self.vote = nn.Linear(TEXTURE_VALUES, len(CLASSES))

    def forward(self, texture: Tensor) -> Tensor:
        """Return logits (B, 3) of textures (B, TEXTURE_VALUES)."""
        logits: Tensor = self.vote((texture - self.get_buffer("mean")) / self.get_buffer("spread"))
        return logits


class LivenessNetwork(nn.Module):
    """Both votes; they add up, that of the surroundings with the weight of the specification.

    Parameters
    ----------
    spec
        The shape.
    """

    def __init__(self, spec: LivenessSpec) -> None:
        super().__init__()
        self.face = TextureVote()
        self.context = Trunk(spec.channels)
        self.weight = spec.context_vote

    def forward(self, texture: Tensor, context: Tensor, seen: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return the logits (B, 3) of both together, of the face and of the surroundings.

        ``seen`` (B,) is 1 where there are surroundings and 0 where there are none.
        """
        near, far = self.face(texture), self.context(context)
        return near + self.weight * far * seen[:, None], near, far


class PassiveLiveness:
    """Scores faces of pictures; its results do not depend on what else is in the batch.

    Parameters
    ----------
    network
        In evaluation mode.
    spec
        Its views.
    device
        Where the network lies.
    """

    def __init__(self, network: LivenessNetwork, spec: LivenessSpec, device: torch.device) -> None:
        self._network = network
        self._spec = spec
        self._device = device

    def score(self, image: ImageArray, detections: Sequence[Detection]) -> list[PassiveScore]:
        """Score the faces of one RGB picture (H, W, 3), in their order."""
        if not detections:
            return []
        return self.score_views([cut_views(image, each, self._spec) for each in detections])

    def score_views(self, views: Sequence[Views]) -> list[PassiveScore]:
        """Score cut views, at least one."""
        textures = torch.from_numpy(np.stack([colour_texture(view.face) for view in views]))
        contexts = torch.from_numpy(np.stack([view.context for view in views])).permute(0, 3, 1, 2)
        seen = torch.tensor([float(view.coverage >= self._spec.min_coverage) for view in views])
        with torch.inference_mode():
            inputs = (each.to(self._device) for each in (textures, contexts.float(), seen))
            logits = self._network(*inputs)[0]
        shares: Floats = torch.softmax(logits.float(), 1).cpu().numpy()
        return [
            PassiveScore(float(odds), float(row[1]), float(row[2]))
            for odds, row in zip(log_odds(logits).tolist(), shares, strict=True)
        ]


def log_odds(logits: Tensor) -> Tensor:
    """Natural-log odds (B,) of a living face against any attack, of logits (B, 3)."""
    return logits[:, 0].float() - torch.logsumexp(logits[:, 1:].float(), 1)


def load_liveness(bundle: LivenessBundle, device: torch.device) -> PassiveLiveness:
    """Make the scorer of a verified model; raises what `read_network` raises."""
    return PassiveLiveness(read_network(bundle).to(device), bundle.manifest.spec, device)


def read_network(bundle: LivenessBundle) -> LivenessNetwork:
    """Make the network of a verified model, in evaluation mode on the CPU.

    Raises
    ------
    BundleCorrupt
        If a tensor is missing, unknown or of another shape than the manifest says.
    """
    network = LivenessNetwork(bundle.manifest.spec)
    stored = {name: torch.from_numpy(np.array(value, np.float32)) for name, value in bundle.tensors().items()}
    counters = {k: value for k, value in network.state_dict().items() if k.endswith("batches_tracked")}
    try:
        network.load_state_dict({**counters, **stored})
    except RuntimeError as error:
        raise BundleCorrupt(path=str(bundle.directory), why=str(error)) from error
    return network.eval()


def _stage(inputs: int, outputs: int, stride: int) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(inplace=True)
    )
