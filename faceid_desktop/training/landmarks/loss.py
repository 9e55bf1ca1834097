"""Wing loss: Feng et al., "Wing Loss for Robust Facial Landmark Localisation", CVPR 2018, eq. 5."""

from __future__ import annotations

import math

import torch
from torch import Tensor


def wing_loss(difference: Tensor, width: float = 10.0, curvature: float = 2.0) -> Tensor:
    """Mean of ``width ln(1 + |x| / curvature)`` inside ``|x| < width`` and ``|x| - C`` outside.

    C makes the two meet. Small errors keep a large gradient, so that the last pixel is not given away as by
    L2.

    Parameters
    ----------
    difference
        Errors in crop pixels, any shape.
    width, curvature
        w and epsilon of the paper, in pixels.

    Returns
    -------
    Tensor
        A scalar.
    """
    size = difference.abs()
    constant = width - width * math.log1p(width / curvature)
    return torch.where(size < width, width * torch.log1p(size / curvature), size - constant).mean()
