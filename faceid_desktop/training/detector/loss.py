"""Which cells answer for which face, and how wrong their answers are.

Cells are assigned by size and distance alone (centre sampling after Z. Tian et al., "FCOS", ICCV 2019):
unlike SimOTA this does not depend on the network's state, so that short trainings start well. The box loss is
EIoU (Y.-F. Zhang et al., "Focal and Efficient IOU Loss", Neurocomputing 506 (2022), eq. 5).
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from faceid_desktop.training.detector.model import decode

LEVEL_SIZES = {8.0: (0.0, 44.0), 16.0: (32.0, 110.0), 32.0: (84.0, 1e9)}
RADIUS = 1.5
WEIGHTS = {"obj": 1.0, "cls": 1.0, "box": 3.0, "points": 8.0}


@dataclass(frozen=True, slots=True)
class Targets:
    """Faces of a batch, padded to G faces a picture.

    ``boxes`` (B, G, 4) and ``points`` (B, G, 5, 2) in pixels, ``valid`` (B, G) tells faces from padding,
    ``has_points`` (B, G) faces with points, ``ignored`` (B, G) faces that are neither learned nor punished.
    """

    boxes: Tensor
    points: Tensor
    valid: Tensor
    has_points: Tensor
    ignored: Tensor


def assign(boxes: Tensor, valid: Tensor, cells: Tensor, strides: Tensor) -> tuple[Tensor, Tensor]:
    """Assign faces to cells.

    Parameters
    ----------
    boxes
        (B, G, 4) in pixels.
    valid
        (B, G) bool.
    cells, strides
        What `grid` returns.

    Returns
    -------
    tuple
        ``owner`` (B, N) int64, the face of each cell, and ``positive`` (B, N) bool, whether it has one. A
        cell that several faces could have belongs to the smallest.
    """
    size = (boxes[..., 2:] - boxes[..., :2]).clamp(min=1.0)
    extent = size.prod(-1).sqrt()
    low, high = torch.zeros_like(strides), torch.zeros_like(strides)
    for stride, (smallest_size, largest_size) in LEVEL_SIZES.items():
        low[strides == stride], high[strides == stride] = smallest_size, largest_size
    fits = (extent[..., None] >= low) & (extent[..., None] < high)
    centre = (boxes[..., 2:] + boxes[..., :2]) / 2
    offset = (cells * strides[:, None] - centre[:, :, None]).abs()
    # A cell must lie well inside the face; the one next to the centre always counts, for tiny faces.
    reach = torch.minimum(RADIUS * strides[:, None], size[:, :, None] * 0.4)
    reach = torch.maximum(reach, strides[:, None] * 0.51)
    near = (offset <= reach).all(-1)
    possible = fits & near & valid[..., None]
    cost = torch.where(possible, extent[..., None], torch.inf)
    smallest, owner = cost.min(dim=1)
    return owner, smallest.isfinite()


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


def _inside_ignored(targets: Targets, cells: Tensor, strides: Tensor) -> Tensor:
    centres = (cells * strides[:, None])[None, None]
    boxes = targets.boxes[:, :, None]
    inside = ((centres >= boxes[..., :2]) & (centres <= boxes[..., 2:])).all(-1)
    return (inside & targets.ignored[..., None]).any(1)


def detection_loss(
    flat: dict[str, Tensor], targets: Targets, cells: Tensor, strides: Tensor
) -> dict[str, Tensor]:
    """Compute the losses of a batch.

    Parameters
    ----------
    flat
        What `flatten` returns, float32.
    targets
        The faces of the batch.
    cells, strides
        What `grid` returns.

    Returns
    -------
    dict
        ``obj``, ``cls``, ``box``, ``points`` and their weighted sum ``total``, each a scalar.
    """
    owner, positive = assign(targets.boxes, targets.valid & ~targets.ignored, cells, strides)
    counted = positive | ~_inside_ignored(targets, cells, strides)
    number = positive.sum().clamp(min=1)
    objectness = functional.binary_cross_entropy_with_logits(
        flat["obj"][..., 0], positive.float(), reduction="none"
    )
    losses = {"obj": (objectness * counted).sum() / number}
    picture, cell = positive.nonzero(as_tuple=True)
    face = owner[picture, cell]
    chosen = {name: value[picture, cell][:, None] for name, value in flat.items()}
    _, boxes, points = decode(chosen, cells[cell][:, None], strides[cell][:, None])
    boxes, points = boxes[:, 0], points[:, 0]
    wanted = targets.boxes[picture, face]
    iou, eiou = iou_and_eiou(boxes, wanted)
    losses["box"] = eiou.sum() / number
    losses["cls"] = (
        functional.binary_cross_entropy_with_logits(chosen["cls"][:, 0, 0], iou.detach(), reduction="sum")
        / number
    )
    known = targets.has_points[picture, face]
    size = (wanted[:, 2:] - wanted[:, :2]).prod(-1).sqrt()[:, None, None]
    error = (points - targets.points[picture, face]) / size
    distance = functional.smooth_l1_loss(error, torch.zeros_like(error), beta=0.02, reduction="none")
    losses["points"] = (distance.mean((1, 2)) * known).sum() / known.sum().clamp(min=1)
    losses["total"] = torch.stack([losses[name] * weight for name, weight in WEIGHTS.items()]).sum()
    return losses
