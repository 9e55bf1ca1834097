"""Views of a stored crop; those to learn from vary in place, turn, light, colour, sharpness, compression."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from faceid_desktop.core.geometry import warp
from faceid_desktop.core.records import Doubles, Floats, ImageArray
from faceid_desktop.training.liveness.attacks import compress
from faceid_desktop.training.liveness.data import CROP_PX, CROP_SCALE
from faceid_desktop.vision.liveness_bundle import LivenessSpec


@dataclass(frozen=True, slots=True)
class Spoiling:
    """How a camera spoils a view; 0 or 1 for whatever is left as it is."""

    gains: Floats
    gamma: float
    shrink: float
    noise: float
    quality: int


def plain_view(crop: ImageArray, spec: LivenessSpec, scale: float) -> ImageArray:
    """Return the view that inference sees, ``scale`` times the side of the face's box."""
    return _cut(crop, spec, scale, np.eye(2), np.zeros(2))


def random_context(crop: ImageArray, spec: LivenessSpec, random: np.random.Generator) -> ImageArray:
    """Return the surroundings (view_px, view_px, 3) uint8, varied."""
    angle, size = np.radians(random.normal(0, 5)), random.uniform(0.88, 1.14)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]) * size
    if random.random() < 0.5:
        turn[:, 0] *= -1
    view = _cut(crop, spec, spec.context_scale, turn, random.uniform(-0.07, 0.07, 2))
    return spoiled(view, draw(random), random)


def draw(random: np.random.Generator) -> Spoiling:
    """Draw how a camera spoils."""
    return Spoiling(
        gains=(random.uniform(0.6, 1.4) * random.uniform(0.85, 1.15, 3)).astype(np.float32),
        gamma=float(random.uniform(0.7, 1.4)),
        shrink=float(random.uniform(0.4, 1.0)) if random.random() < 0.4 else 1.0,
        noise=float(random.uniform(0, 6)) if random.random() < 0.4 else 0.0,
        quality=int(random.integers(35, 96)) if random.random() < 0.5 else 0,
    )


def spoiled(view: ImageArray, how: Spoiling, random: np.random.Generator) -> ImageArray:
    """Apply a spoiling to a view."""
    if how.shrink < 1:
        side = max(int(view.shape[0] * how.shrink), 8)
        small = cv2.resize(view, (side, side), interpolation=cv2.INTER_AREA)
        view = np.asarray(cv2.resize(small, view.shape[1::-1], interpolation=cv2.INTER_LINEAR), np.uint8)
    levels = np.arange(256, dtype=np.float32)[:, None] / 255
    table = 255 * np.clip(levels * how.gains, 0, 1) ** how.gamma
    pixels = np.asarray(cv2.LUT(view, np.rint(table).astype(np.uint8)[None]), np.uint8)
    if how.noise:
        noisy = pixels + random.standard_normal(pixels.shape, np.float32) * how.noise
        pixels = np.clip(np.rint(noisy), 0, 255).astype(np.uint8)
    return compress(pixels, how.quality) if how.quality else pixels


def _cut(crop: ImageArray, spec: LivenessSpec, scale: float, turn: Doubles, shift: Doubles) -> ImageArray:
    """Cut a view; ``shift`` is in sides of the face's box."""
    middle, side = (CROP_PX - 1) / 2, CROP_PX / CROP_SCALE
    linear = turn * (spec.view_px / (side * scale))
    centre = np.array([middle, middle]) + shift * side
    matrix = np.column_stack([linear, (spec.view_px - 1) / 2 - linear @ centre])
    return warp(crop, matrix, (spec.view_px, spec.view_px))
