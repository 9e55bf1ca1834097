"""How wrong the answers of the cells are.

The box loss is EIoU (Y.-F. Zhang et al., "Focal and Efficient IOU Loss", Neurocomputing 506 (2022), eq. 5); a
cell's class is the overlap of its box with the wanted one, as in YuNet.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from faceid_desktop.training.detector.model import decode

WEIGHTS = {"obj": 1.0, "cls": 1.0, "box": 3.0, "points": 12.0}
# Weaker cells learn no box: what they say is never kept.
WEAKEST = 0.1


@dataclass(frozen=True, slots=True)
class Wanted:
    """`targets.Targets` of a batch as tensors: (B, N), (B, N), (B, N, 4), (B, N, 5, 2), (B, N)."""

    objectness: Tensor
    counted: Tensor
    boxes: Tensor
    points: Tensor
    pointed: Tensor


def iou_and_eiou(predicted: Tensor, target: Tensor) -> tuple[Tensor, Tensor]:
    """Overlap and EIoU loss of boxes (n, 4), pairwise: two tensors (n,)."""
    top = torch.maximum(predicted[:, :2], target[:, :2])
    bottom = torch.minimum(predicted[:, 2:], target[:, 2:])
    shared = (bottom - top).clamp(min=0).prod(-1)
    size, wanted = predicted[:, 2:] - predicted[:, :2], target[:, 2:] - target[:, :2]
    iou = shared / (size.prod(-1) + wanted.prod(-1) - shared).clamp(min=1e-6)
    outer = torch.maximum(predicted[:, 2:], target[:, 2:]) - torch.minimum(predicted[:, :2], target[:, :2])
    squares = outer.square().clamp(min=1e-6)
    between = (predicted[:, :2] + predicted[:, 2:] - target[:, :2] - target[:, 2:]) / 2
    distance = between.square().sum(-1) / squares.sum(-1)
    shape = ((size - wanted).square() / squares).sum(-1)
    return iou, 1 - iou + distance + shape


def detection_loss(
    flat: dict[str, Tensor], wanted: Wanted, cells: Tensor, strides: Tensor
) -> dict[str, Tensor]:
    """Compute the losses of a batch.

    Parameters
    ----------
    flat
        What `model.flatten` returns, float32.
    wanted
        What the cells should say.
    cells, strides
        What `model.grid` returns.

    Returns
    -------
    dict
        ``obj``, ``cls``, ``box``, ``points`` and their weighted sum ``total``, each a scalar.
    """
    objectness = functional.binary_cross_entropy_with_logits(
        flat["obj"][..., 0], wanted.objectness, reduction="none"
    )
    mass = (wanted.objectness * wanted.counted).sum().clamp(min=1)
    losses = {"obj": (objectness * wanted.counted).sum() / mass}
    picture, cell = ((wanted.objectness > WEAKEST) & wanted.counted).nonzero(as_tuple=True)
    weight = wanted.objectness[picture, cell]
    total = weight.sum().clamp(min=1)
    chosen = {name: value[picture, cell][:, None] for name, value in flat.items()}
    _, boxes, points = decode(chosen, cells[cell][:, None], strides[cell][:, None])
    target = wanted.boxes[picture, cell]
    iou, eiou = iou_and_eiou(boxes[:, 0], target)
    losses["box"] = (eiou * weight).sum() / total
    overlap = functional.binary_cross_entropy_with_logits(
        chosen["cls"][:, 0, 0], iou.detach(), reduction="none"
    )
    losses["cls"] = (overlap * weight).sum() / total
    size = (target[:, 2:] - target[:, :2]).prod(-1).clamp(min=1).sqrt()[:, None, None]
    error = (points[:, 0] - wanted.points[picture, cell]) / size
    distance = functional.smooth_l1_loss(error, torch.zeros_like(error), beta=0.01, reduction="none")
    weight = weight * wanted.pointed[picture, cell]
    losses["points"] = (distance.mean((1, 2)) * weight).sum() / weight.sum().clamp(min=1)
    losses["total"] = torch.stack([losses[name] * factor for name, factor in WEIGHTS.items()]).sum()
    return losses
