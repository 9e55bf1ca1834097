"""Random views of aligned faces, cut to patches: geometry, light, colour, resolution, borders, hidden parts.

A face is warped once and all patches are cut from that view, by the function and with the blur of inference.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from faceid_desktop.core.patches import WHOLE_FACE, PatchSpec, cut
from faceid_desktop.core.records import Doubles, ImageArray
from faceid_desktop.training.deepid2.config import Jitter
from faceid_desktop.training.deepid2.data import Canvases

_LEVELS = np.arange(256, dtype=np.float32)[:, None] / 255


def augment(
    canvases: Sequence[ImageArray],
    patches: Sequence[PatchSpec],
    size: tuple[int, int],
    jitter: Jitter,
    rng: np.random.Generator,
) -> tuple[Canvases, ...]:
    """One random view of each face, cut to every patch.

    Parameters
    ----------
    canvases
        Aligned faces, each uint8 (H, W, 3).
    patches
        The parts that the networks see.
    size
        Width and height of the networks' input.
    jitter
        How far to go.
    rng
        Source of randomness.

    Returns
    -------
    tuple
        For each patch uint8 (B, height, width, C), C as the patch's colour.
    """
    out = tuple(np.empty((len(canvases), size[1], size[0], each.channels), np.uint8) for each in patches)
    for index, canvas in enumerate(canvases):
        view = random_view(canvas, jitter, rng)
        for views, patch in zip(out, patches, strict=True):
            views[index] = cut(view, patch, size)
    return out


def random_view(canvas: ImageArray, jitter: Jitter, rng: np.random.Generator) -> ImageArray:
    """Return another view of a face, on a canvas of the same size."""
    height, width = canvas.shape[:2]
    if rng.random() < jitter.cut_border:
        canvas = _cut_border(canvas, jitter, rng)
    view = cv2.warpAffine(
        canvas, _matrix((width, height), jitter, rng), (width, height), borderMode=cv2.BORDER_REPLICATE
    )
    if rng.random() < jitter.low_resolution:
        share = rng.uniform(jitter.smallest_px, WHOLE_FACE.width / 2) / WHOLE_FACE.width
        small = (max(1, round(width * share)), max(1, round(height * share)))
        reduced = cv2.resize(view, small, interpolation=cv2.INTER_AREA)
        view = cv2.resize(reduced, (width, height), interpolation=cv2.INTER_LINEAR)
    if rng.random() < jitter.hide:
        view = _hide(np.asarray(view, np.uint8), jitter, rng)
    view = cv2.LUT(view, _curve(jitter, rng))
    if rng.random() < jitter.grey:
        view = cv2.cvtColor(cv2.cvtColor(view, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
    return np.asarray(view, np.uint8)


def _matrix(size: tuple[int, int], jitter: Jitter, rng: np.random.Generator) -> Doubles:
    """Canvas to view: turned, scaled, shifted and perhaps mirrored about the centre."""
    angle = np.deg2rad(rng.uniform(-1, 1) * jitter.rotation_deg)
    scale = 1 + rng.uniform(-1, 1) * jitter.scale
    sine, cosine = scale * np.sin(angle), scale * np.cos(angle)
    linear = np.array([[cosine, -sine], [sine, cosine]])
    if rng.random() < jitter.mirror:
        linear[:, 0] *= -1
    middle = (np.array(size) - 1) / 2
    shift = rng.uniform(-1, 1, 2) * jitter.shift_px
    return np.column_stack([linear, middle + shift - linear @ middle])


def _cut_border(canvas: ImageArray, jitter: Jitter, rng: np.random.Generator) -> ImageArray:
    """Repeat border pixels from a random line on, as if the photo ended there."""
    top, bottom, left, right = (int(v) for v in rng.integers(0, jitter.cut_px + 1, 4) * (rng.random(4) < 0.5))
    height, width = canvas.shape[:2]
    inner = canvas[top : height - bottom, left : width - right]
    return np.asarray(cv2.copyMakeBorder(inner, top, bottom, left, right, cv2.BORDER_REPLICATE), np.uint8)


def _hide(view: ImageArray, jitter: Jitter, rng: np.random.Generator) -> ImageArray:
    """Lay a rectangle of one colour over a part of the face (random erasing, Zhong et al., AAAI 2020)."""
    height, width = view.shape[:2]
    size = rng.integers(jitter.hidden_px // 4, jitter.hidden_px + 1, 2)
    middle = rng.integers((WHOLE_FACE.x, WHOLE_FACE.y), (width - WHOLE_FACE.x, height - WHOLE_FACE.y))
    first = tuple(int(value) for value in middle - size // 2)
    last = tuple(int(value) for value in middle + size // 2)
    colour = [int(value) for value in rng.integers(0, 256, 3)]
    return np.asarray(cv2.rectangle(view, first, last, colour, cv2.FILLED), np.uint8)


def _curve(jitter: Jitter, rng: np.random.Generator) -> ImageArray:
    """Tone curve (256, 1, 3): gamma, contrast about the middle, brightness and a gain for each channel."""
    gamma = np.exp(rng.uniform(-1, 1) * jitter.light)
    contrast = 1 + rng.uniform(-1, 1) * jitter.contrast
    gains = 1 + rng.uniform(-1, 1, 3) * jitter.colour + rng.uniform(-1, 1) * jitter.light / 2
    levels = ((_LEVELS**gamma - 0.5) * contrast + 0.5) * gains
    return np.asarray((levels.clip(0, 1) * 255 + 0.5).astype(np.uint8)[:, None, :])
