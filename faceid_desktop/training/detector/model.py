"""A face detector in the manner of YuNet: 55 thousand weights, three strides, no anchors' shapes.

Architecture after W. Wu, H. Peng, S. Yu, "YuNet: A Tiny Millisecond-level Face Detector", Machine
Intelligence Research 20 (2023): depthwise-separable units, a tiny feature pyramid and four heads a stride
(class, objectness, box, five points). The weights are trained from scratch here.
"""

from __future__ import annotations

import math
from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional

STRIDES = (8, 16, 32)
HEADS = {"cls": 1, "obj": 1, "bbox": 4, "kps": 10}
PRIOR = 0.01


class SeparableUnit(nn.Sequential):
    """A 1x1 convolution, a 3x3 depthwise one and, unless it is a head, batch normalisation and ReLU.

    Parameters
    ----------
    inputs, outputs
        Numbers of maps.
    head
        True leaves the last two layers away.
    """

    def __init__(self, inputs: int, outputs: int, *, head: bool = False) -> None:
        layers: list[nn.Module] = [
            nn.Conv2d(inputs, outputs, 1),
            nn.Conv2d(outputs, outputs, 3, padding=1, groups=outputs, bias=head),
        ]
        if not head:
            layers += [nn.BatchNorm2d(outputs), nn.ReLU(inplace=True)]
        super().__init__(*layers)


def _pair(inputs: int, outputs: int) -> nn.Sequential:
    return nn.Sequential(SeparableUnit(inputs, inputs), SeparableUnit(inputs, outputs))


class DetectorNetwork(nn.Module):
    """BGR picture 0..255 (B, 3, H, W), sides multiples of 32, to raw maps of the three strides."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = nn.Sequential(
            nn.Conv2d(3, 16, 3, stride=2, padding=1, bias=False),
            nn.BatchNorm2d(16),
            nn.ReLU(inplace=True),
            SeparableUnit(16, 16),
            nn.MaxPool2d(2),
            _pair(16, 32),
            _pair(32, 64),
            nn.MaxPool2d(2),
            _pair(64, 64),
        )
        self.down16 = nn.Sequential(nn.MaxPool2d(2), _pair(64, 64))
        self.down32 = nn.Sequential(nn.MaxPool2d(2), _pair(64, 64))
        self.lateral = nn.ModuleList(SeparableUnit(64, 64) for _ in STRIDES)
        self.heads = nn.ModuleDict(
            {
                name: nn.ModuleList(SeparableUnit(64, width, head=True) for _ in STRIDES)
                for name, width in HEADS.items()
            }
        )
        self._start()

    def _start(self) -> None:
        """Start with rare faces (objectness `PRIOR`) and with the range of brightness divided out."""
        weights = dict(self.named_parameters())
        with torch.no_grad():
            weights["stem.0.weight"].div_(128.0)
            for level in range(len(STRIDES)):
                weights[f"heads.obj.{level}.1.bias"].fill_(-math.log((1 - PRIOR) / PRIOR))
                # Four strides is the middle of the sizes that each level answers for.
                size = torch.tensor([0.0, 0.0, math.log(4.0), math.log(4.0)])
                weights[f"heads.bbox.{level}.1.bias"].copy_(size)

    def head(self, name: str, level: int) -> nn.Sequential:
        """Return the layers of the head ``name`` at a level (place in `STRIDES`)."""
        return cast(nn.Sequential, cast(nn.ModuleList, self.heads[name])[level])

    def forward(self, images: Tensor) -> list[dict[str, Tensor]]:
        """Compute the maps of every stride.

        Parameters
        ----------
        images
            (B, 3, H, W) float, BGR, 0..255.

        Returns
        -------
        list of dict
            For each stride: ``cls`` (B, 1, h, w) and ``obj`` (B, 1, h, w) logits, ``bbox`` (B, 4, h, w) and
            ``kps`` (B, 10, h, w) in strides from the cell.
        """
        eighth = self.stem(images)
        sixteenth = self.down16(eighth)
        top = self.lateral[2](self.down32(sixteenth))
        middle = self.lateral[1](sixteenth + functional.interpolate(top, scale_factor=2.0))
        bottom = self.lateral[0](eighth + functional.interpolate(middle, scale_factor=2.0))
        return [
            {name: self.head(name, level)(feature) for name in HEADS}
            for level, feature in enumerate((bottom, middle, top))
        ]


def grid(height: int, width: int) -> tuple[Tensor, Tensor]:
    """Columns, rows and stride of every cell of a picture, level after level.

    Parameters
    ----------
    height, width
        Size of the picture in pixels, multiples of 32.

    Returns
    -------
    tuple
        ``cells`` (N, 2) float (column, row) and ``strides`` (N,) float.
    """
    cells, strides = [], []
    for stride in STRIDES:
        rows, columns = torch.meshgrid(
            torch.arange(height // stride), torch.arange(width // stride), indexing="ij"
        )
        cells.append(torch.stack([columns, rows], dim=-1).reshape(-1, 2).float())
        strides.append(torch.full((rows.numel(),), float(stride)))
    return torch.cat(cells), torch.cat(strides)


def flatten(maps: list[dict[str, Tensor]]) -> dict[str, Tensor]:
    """Join the maps of all strides: name -> (B, N, C), in the order of `grid`."""
    return {
        name: torch.cat([level[name].flatten(2).transpose(1, 2) for level in maps], dim=1) for name in HEADS
    }


def decode(flat: dict[str, Tensor], cells: Tensor, strides: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Turn raw outputs into scores, boxes and points as OpenCV's FaceDetectorYN does.

    Parameters
    ----------
    flat
        What `flatten` returns.
    cells, strides
        What `grid` returns for the same picture.

    Returns
    -------
    tuple
        Scores (B, N) = sqrt(class x objectness), boxes (B, N, 4) as x1, y1, x2, y2 and points (B, N, 5, 2),
        pixels.
    """
    scores = (flat["cls"].sigmoid() * flat["obj"].sigmoid()).sqrt()[..., 0]
    scale = strides[:, None]
    centre = (cells + flat["bbox"][..., :2]) * scale
    half = flat["bbox"][..., 2:].clamp(max=6.0).exp() * scale / 2
    points = flat["kps"].reshape(*flat["kps"].shape[:-1], 5, 2) + cells[:, None]
    return scores, torch.cat([centre - half, centre + half], dim=-1), points * scale[..., None]
