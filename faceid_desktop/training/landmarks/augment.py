"""Random views of annotated faces: what detectors, cameras and people do to a crop."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from faceid_desktop.core.records import Detection, Doubles, Floats, ImageArray
from faceid_desktop.training.landmarks.data import LandmarkSample, derived_detection
from faceid_desktop.vision.landmarks import (
    LandmarkSpec,
    crop_matrix,
    grey_crop,
    mirrored_shape,
    to_crop,
)


@dataclass(frozen=True, slots=True)
class Augmentation:
    """How strongly views vary; standard deviations unless said otherwise, shares are probabilities."""

    rotation_deg: float = 9.0
    max_rotation_deg: float = 30.0
    log_scale: float = 0.07
    shift: float = 0.03
    derived: float = 0.25
    point_noise: float = 0.03
    blur: float = 0.2
    low_resolution: float = 0.25
    occlusion: float = 0.3
    light: float = 0.7
    noise: float = 0.3


def mirror(crop: ImageArray, shape: Floats) -> tuple[ImageArray, Floats]:
    """Mirror a crop (S, S) and its points (68, 2) around the centre, left and right names exchanged."""
    return np.ascontiguousarray(crop[:, ::-1]), mirrored_shape(shape)


def random_view(
    sample: LandmarkSample, spec: LandmarkSpec, how: Augmentation, rng: np.random.Generator
) -> tuple[ImageArray, Floats]:
    """Draw a crop (S, S) uint8 of a face and its points (68, 2) in crop sides around the crop's centre."""
    matrix = _jitter(crop_matrix(_detection(sample, how, rng), spec), spec.input_px, how, rng)
    crop = grey_crop(sample.grey, matrix, spec.input_px)
    shape = to_crop(sample.points, matrix, spec.input_px)
    if rng.random() < 0.5:
        crop, shape = mirror(crop, shape)
    return _spoil(crop, how, rng), shape


def _detection(sample: LandmarkSample, how: Augmentation, rng: np.random.Generator) -> Detection:
    """Take the detector's answer or, for variety, the annotation's with noise on the five points."""
    if rng.random() >= how.derived:
        return sample.detection
    derived = derived_detection(sample.points)
    side = float(np.sqrt(np.prod(derived.box[2:] - derived.box[:2])))
    noisy = derived.points + rng.normal(0, how.point_noise * side, (5, 2))
    return Detection(box=derived.box, score=0.0, points=noisy.astype(np.float32))


def _jitter(matrix: Doubles, side_px: int, how: Augmentation, rng: np.random.Generator) -> Doubles:
    """Turn, scale and shift the crop around its centre."""
    limit = how.max_rotation_deg
    angle = np.radians(np.clip(rng.normal(0, how.rotation_deg), -limit, limit))
    scale = np.exp(rng.normal(0, how.log_scale))
    turn = scale * np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    centre = (side_px - 1) / 2
    shift = centre + rng.normal(0, how.shift * side_px, 2) - turn @ (centre, centre)
    return np.column_stack([turn @ matrix[:, :2], turn @ matrix[:, 2] + shift])


def _spoil(crop: ImageArray, how: Augmentation, rng: np.random.Generator) -> ImageArray:
    side = len(crop)
    if rng.random() < how.low_resolution:
        small = int(side * rng.uniform(0.3, 0.8))
        reduced = cv2.resize(crop, (small, small), interpolation=cv2.INTER_AREA)
        crop = np.asarray(cv2.resize(reduced, (side, side), interpolation=cv2.INTER_LINEAR), np.uint8)
    if rng.random() < how.blur:
        crop = _motion_blur(crop, rng)
    values = crop.astype(np.float32)
    if rng.random() < how.light:
        values = _relight(values, rng)
    if rng.random() < how.occlusion:
        _cover(values, rng)
    if rng.random() < how.noise:
        values += rng.normal(0, rng.uniform(2, 12), values.shape)
    return np.clip(values, 0, 255).astype(np.uint8)


def _motion_blur(crop: ImageArray, rng: np.random.Generator) -> ImageArray:
    length, angle = rng.uniform(0.5, 2.5), rng.uniform(0, np.pi)
    steps = np.linspace(-length, length, 9)
    kernel = np.zeros((7, 7), np.float32)
    np.add.at(
        kernel,
        (np.rint(3 + steps * np.sin(angle)).astype(int), np.rint(3 + steps * np.cos(angle)).astype(int)),
        1 / 9,
    )
    return np.asarray(cv2.filter2D(crop, -1, kernel), np.uint8)


def _relight(values: Floats, rng: np.random.Generator) -> Floats:
    """Gamma, a gradient of light across the face, contrast."""
    side = len(values)
    lit = 255 * (values / 255) ** np.float32(np.exp(rng.normal(0, 0.35)))
    ramp = np.linspace(-1, 1, side, dtype=np.float32)
    across, down = rng.normal(0, 0.25, 2)
    lit *= np.clip(1 + across * ramp[None, :] + down * ramp[:, None], 0.1, 2)
    mean = lit.mean()
    return np.asarray((lit - mean) * np.exp(rng.normal(0, 0.2)) + mean + rng.normal(0, 12), np.float32)


def _cover(values: Floats, rng: np.random.Generator) -> None:
    """Paint a box of one grey or of noise over part of the crop, in place."""
    side = len(values)
    width, height = (rng.uniform(0.1, 0.45, 2) * side).astype(int)
    x, y = int(rng.integers(0, side - width)), int(rng.integers(0, side - height))
    filling = rng.uniform(0, 255) + (rng.normal(0, 40, (height, width)) if rng.random() < 0.3 else 0.0)
    values[y : y + height, x : x + width] = filling


def mean_shape(samples: list[LandmarkSample], spec: LandmarkSpec) -> Floats:
    """Mean of the points (68, 2) of the unvaried crops of all faces and of their mirror images."""
    shapes = [to_crop(s.points, crop_matrix(s.detection, spec), spec.input_px) for s in samples]
    mean: Floats = np.stack(shapes).mean(axis=0)
    return np.asarray((mean + mirrored_shape(mean)) / 2, np.float32)
