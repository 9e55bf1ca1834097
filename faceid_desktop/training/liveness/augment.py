"""Random views of a stored crop: place, turn, light, colour, sharpness and compression vary."""

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
    """How a camera spoils both views alike; 0 or 1 for whatever is left as it is."""

    gains: Floats
    gamma: float
    shrink: float
    noise: float
    quality: int


def plain_views(crop: ImageArray, spec: LivenessSpec) -> tuple[ImageArray, ImageArray]:
    """Return the views that inference sees."""
    return _cut(crop, spec, np.eye(2), np.zeros(2))


def random_views(
    crop: ImageArray, spec: LivenessSpec, random: np.random.Generator
) -> tuple[ImageArray, ImageArray]:
    """Return the face and its surroundings, both (view_px, view_px, 3) uint8, varied alike."""
    angle, scale = np.radians(random.normal(0, 5)), random.uniform(0.88, 1.14)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]) * scale
    if random.random() < 0.5:
        turn[:, 0] *= -1
    views = _cut(crop, spec, turn, random.uniform(-0.07, 0.07, 2))
    spoiling = draw(random)
    return spoiled(views[0], spoiling, random), spoiled(views[1], spoiling, random)


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


def _cut(
    crop: ImageArray, spec: LivenessSpec, turn: Doubles, shift: Doubles
) -> tuple[ImageArray, ImageArray]:
    """Cut both views; ``shift`` is in sides of the face's box."""
    middle, side = (CROP_PX - 1) / 2, CROP_PX / CROP_SCALE
    views = []
    for scale in (spec.face_scale, spec.context_scale):
        linear = turn * (spec.view_px / (side * scale))
        centre = np.array([middle, middle]) + shift * side
        matrix = np.column_stack([linear, (spec.view_px - 1) / 2 - linear @ centre])
        views.append(warp(crop, matrix, (spec.view_px, spec.view_px)))
    return views[0], views[1]
