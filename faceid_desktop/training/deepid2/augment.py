"""Random views of aligned faces, cut to a patch: geometry, light, colour, resolution, borders.

The warp goes from the canvas to the patch at its full size and only then down to the network's input, exactly
as at inference, so that both see the same blur.
"""

from __future__ import annotations

import cv2
import numpy as np

from faceid_desktop.core.patches import PatchSpec
from faceid_desktop.core.records import Doubles, ImageArray
from faceid_desktop.training.deepid2.config import Jitter
from faceid_desktop.training.deepid2.data import Canvases

_LEVELS = np.arange(256, dtype=np.float32)[:, None] / 255


def augment(
    canvases: Canvases, patch: PatchSpec, size: tuple[int, int], jitter: Jitter, rng: np.random.Generator
) -> Canvases:
    """One random view of each face.

    Parameters
    ----------
    canvases
        Aligned faces uint8 (B, H, W, 3).
    patch
        The part that the network sees.
    size
        Width and height of the network's input.
    jitter
        How far to go.
    rng
        Source of randomness.

    Returns
    -------
    Canvases
        uint8 (B, height, width, C), C as the patch's colour.
    """
    out = np.empty((len(canvases), size[1], size[0], patch.channels), np.uint8)
    for index, canvas in enumerate(canvases):
        out[index] = _view(canvas, patch, size, jitter, rng)
    return out


def _view(
    canvas: ImageArray, patch: PatchSpec, size: tuple[int, int], jitter: Jitter, rng: np.random.Generator
) -> ImageArray:
    if rng.random() < jitter.cut_border:
        canvas = _cut_border(canvas, jitter, rng)
    part = cv2.warpAffine(
        canvas, _matrix(patch, jitter, rng), (patch.width, patch.height), borderMode=cv2.BORDER_REPLICATE
    )
    if rng.random() < jitter.low_resolution:
        width = int(rng.integers(jitter.smallest_px, size[0] + 1))
        small = (width, max(1, round(width * patch.height / patch.width)))
        reduced = cv2.resize(part, small, interpolation=cv2.INTER_AREA)
        part = cv2.resize(reduced, (patch.width, patch.height), interpolation=cv2.INTER_LINEAR)
    view = cv2.LUT(cv2.resize(part, size, interpolation=cv2.INTER_AREA), _curve(jitter, rng))
    if patch.channels == 1 or rng.random() < jitter.grey:
        grey = cv2.cvtColor(view, cv2.COLOR_RGB2GRAY)[:, :, None]
        view = np.broadcast_to(grey, (*grey.shape[:2], patch.channels))
    return np.asarray(view, np.uint8)


def _matrix(patch: PatchSpec, jitter: Jitter, rng: np.random.Generator) -> Doubles:
    """Canvas to patch: turned, scaled, shifted and perhaps mirrored about the centre of the patch."""
    angle = np.deg2rad(rng.uniform(-1, 1) * jitter.rotation_deg)
    scale = 1 + rng.uniform(-1, 1) * jitter.scale
    sine, cosine = scale * np.sin(angle), scale * np.cos(angle)
    linear = np.array([[cosine, -sine], [sine, cosine]])
    if rng.random() < jitter.mirror:
        linear[:, 0] *= -1
    middle = np.array([patch.width - 1, patch.height - 1]) / 2
    shift = rng.uniform(-1, 1, 2) * jitter.shift_px
    return np.column_stack([linear, middle + shift - linear @ (middle + np.array([patch.x, patch.y]))])


def _cut_border(canvas: ImageArray, jitter: Jitter, rng: np.random.Generator) -> ImageArray:
    """Repeat border pixels from a random line on, as if the photo ended there."""
    top, bottom, left, right = (int(v) for v in rng.integers(0, jitter.cut_px + 1, 4) * (rng.random(4) < 0.5))
    height, width = canvas.shape[:2]
    inner = canvas[top : height - bottom, left : width - right]
    return np.asarray(cv2.copyMakeBorder(inner, top, bottom, left, right, cv2.BORDER_REPLICATE), np.uint8)


def _curve(jitter: Jitter, rng: np.random.Generator) -> ImageArray:
    """Tone curve (256, 1, 3): gamma, contrast about the middle, brightness and a gain for each channel."""
    gamma = np.exp(rng.uniform(-1, 1) * jitter.light)
    contrast = 1 + rng.uniform(-1, 1) * jitter.contrast
    gains = 1 + rng.uniform(-1, 1, 3) * jitter.colour + rng.uniform(-1, 1) * jitter.light / 2
    levels = ((_LEVELS**gamma - 0.5) * contrast + 0.5) * gains
    return np.asarray((levels.clip(0, 1) * 255 + 0.5).astype(np.uint8)[:, None, :])
