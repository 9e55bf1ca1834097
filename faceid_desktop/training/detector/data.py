"""Composes training pictures: crops of whole photos, faces pasted on backgrounds, pictures without faces."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np

from faceid_desktop.core.records import Floats, ImageArray
from faceid_desktop.training.detector.degrade import draw_mask
from faceid_desktop.training.detector.sources import FaceCrop, Labelled, Sources, decode_image

MIRRORED = [1, 0, 2, 4, 3]
SMALLEST, LARGEST = 13.0, 350.0
MAX_ROLL_DEG = 45.0
MAX_ENLARGED = 3.0
# Smaller faces are blobs: whoever learns them sees faces everywhere.
IGNORED_BELOW = 14.0


# People who boxed masked faces began at the brows and ended below the chin: how far, in shares of YuNet's box
# (left, top, right, bottom; medians over the training photos). A drawn mask gets a box of this kind.
MASKED_BOX = (0.0, 0.19, 0.03, 0.085)


@dataclass(slots=True, eq=False)
class Sample:
    """A BGR picture with boxes (n, 4) and points (n, 5, 2; NaN unknown), all of them if ``complete``."""

    image: ImageArray
    boxes: Floats
    points: Floats
    complete: bool = False


def _similarity(
    centre: tuple[float, float], scale: float, roll_deg: float, target: tuple[float, float], *, mirror: bool
) -> Floats:
    """Matrix (2, 3) that mirrors if asked, turns and scales about ``centre`` and moves it to ``target``."""
    angle = math.radians(roll_deg)
    turn = scale * np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    if mirror:
        turn[:, 0] = -turn[:, 0]
    return np.column_stack([turn, np.array(target) - turn @ np.array(centre)]).astype(np.float32)


def transform_faces(boxes: Floats, points: Floats, matrix: Floats) -> tuple[Floats, Floats]:
    """Move boxes (n, 4) and points (n, 5, 2) by a similarity (2, 3), with or without mirroring.

    A turned box becomes the upright box of its inscribed ellipse, which hugs a turned head better than the
    hull of the corners would.
    """
    linear, shift = matrix[:, :2], matrix[:, 2]
    centres = (boxes[:, :2] + boxes[:, 2:]) / 2 @ linear.T + shift
    sizes = np.sqrt(np.square(boxes[:, 2:] - boxes[:, :2]) @ np.square(linear).T)
    moved = points @ linear.T + shift
    if np.linalg.det(linear) < 0:
        moved = moved[:, MIRRORED]
    return (
        np.concatenate([centres - sizes / 2, centres + sizes / 2], axis=1).astype(np.float32),
        moved.astype(np.float32),
    )


def _warp(image: ImageArray, matrix: Floats, size: int, border: int) -> ImageArray:
    scale = math.sqrt(abs(float(np.linalg.det(matrix[:, :2]))))
    if scale < 0.5:
        # Area averaging first: bilinear sampling alone would alias.
        small = cv2.resize(image, None, fx=2 * scale, fy=2 * scale, interpolation=cv2.INTER_AREA)
        factors = np.array([image.shape[1] / small.shape[1], image.shape[0] / small.shape[0]], np.float32)
        image, matrix = np.asarray(small, np.uint8), np.column_stack([matrix[:, :2] * factors, matrix[:, 2]])
    warped = cv2.warpAffine(image, matrix, (size, size), flags=cv2.INTER_LINEAR, borderMode=border)
    return np.asarray(warped, np.uint8)


def _roll(rng: np.random.Generator) -> float:
    if rng.random() < 0.5:
        return float(rng.normal(0, 5))
    return float(rng.uniform(-MAX_ROLL_DEG, MAX_ROLL_DEG))


def _face_size(rng: np.random.Generator, largest: float) -> float:
    return float(np.exp(rng.uniform(math.log(SMALLEST), math.log(largest))))


def _place(photo_px: int, centre: float, extent: float, size: int, rng: np.random.Generator) -> float:
    """Draw where along one side the face comes to lie; the crop shows little beyond the photo's edges.

    All in pixels after scaling: the photo's side, the face's centre in it and extent, the crop's side.
    """
    margin = min(0.45 * size, 0.4 * extent)
    low, high = sorted((centre, centre + size - photo_px))
    low, high = max(low, margin), min(high, size - margin)
    return (
        float(rng.uniform(low, high))
        if low < high
        else float(np.clip((low + high) / 2, margin, size - margin))
    )


def crop_scene(scene: Labelled, size: int, rng: np.random.Generator) -> Sample:
    """Cut a turned and scaled square out of a photo, so that one of its faces has a drawn size."""
    box = scene.boxes[rng.integers(len(scene.boxes))]
    extent = max(3.0, float(np.sqrt(np.prod(box[2:] - box[:2]))))
    wanted = _face_size(rng, min(LARGEST, size * 1.1))
    height, width = scene.image.shape[:2]
    # Photos are rarely shrunk to nothing or enlarged to a blur.
    scale = float(np.clip(wanted / extent, 0.8 * size / max(height, width), MAX_ENLARGED))
    mirror = bool(rng.random() < 0.5)
    x, y = (float(value) for value in (box[:2] + box[2:]) / 2)
    across = width - x if mirror else x
    target = (
        _place(round(width * scale), across * scale, extent * scale, size, rng),
        _place(round(height * scale), y * scale, extent * scale, size, rng),
    )
    matrix = _similarity((x, y), scale, _roll(rng), target, mirror=mirror)
    border = cv2.BORDER_CONSTANT if rng.random() < 0.5 else cv2.BORDER_REFLECT_101
    boxes, points = transform_faces(scene.boxes, scene.points, matrix)
    return Sample(_warp(scene.image, matrix, size, border), boxes, points)


def crop_empty(image: ImageArray, size: int, rng: np.random.Generator) -> Sample:
    """Cut a square out of a picture without a face, at any angle and now and then in other colours."""
    height, width = image.shape[:2]
    scale = size / max(height, width) * float(np.exp(rng.uniform(math.log(0.9), math.log(3.5))))
    centre = (float(rng.uniform(0.2, 0.8) * width), float(rng.uniform(0.2, 0.8) * height))
    angle = float(rng.uniform(-180, 180)) if rng.random() < 0.3 else _roll(rng)
    matrix = _similarity(centre, scale, angle, (size / 2, size / 2), mirror=bool(rng.random() < 0.5))
    none = np.zeros((0, 4), np.float32), np.zeros((0, 5, 2), np.float32)
    cut = _warp(image, matrix, size, cv2.BORDER_REFLECT_101)
    if rng.random() < 0.2:
        cut = np.ascontiguousarray(cut[..., rng.permutation(3)])
    return Sample(cut, *none, complete=True)


def _alpha(shape: tuple[int, ...], box: Floats, rng: np.random.Generator) -> ImageArray:
    """Opacity of a pasted crop: all of it, or an ellipse round the head, with a soft border."""
    height, width = shape[:2]
    alpha = np.zeros((height, width), np.uint8)
    if rng.random() < 0.5:
        cv2.rectangle(alpha, (2, 2), (width - 3, height - 3), 255, -1)
        return alpha
    centre = (box[:2] + box[2:]) / 2
    axes = (box[2:] - box[:2]) * rng.uniform(0.6, 0.95, 2)
    middle, half = (int(centre[0]), int(centre[1])), (max(2, int(axes[0])), max(2, int(axes[1])))
    cv2.ellipse(alpha, middle, half, 0, 0, 360, 255, -1)
    return np.asarray(cv2.blur(alpha, (7, 7)), np.uint8)


def _paste(sample: Sample, patch: ImageArray, alpha: ImageArray, matrix: Floats) -> None:
    """Warp a patch into the picture; only the rectangle that it touches is worked on."""
    size = sample.image.shape[0]
    height, width = patch.shape[:2]
    corners = np.array([[0, 0], [width, 0], [0, height], [width, height]], np.float32)
    corners = corners @ matrix[:, :2].T + matrix[:, 2]
    low = np.clip(np.floor(corners.min(0)).astype(int), 0, size)
    high = np.clip(np.ceil(corners.max(0)).astype(int) + 1, 0, size)
    if (high - low).min() < 1:
        return
    local = np.column_stack([matrix[:, :2], matrix[:, 2] - low]).astype(np.float32)
    scale = math.sqrt(abs(float(np.linalg.det(matrix[:, :2]))))
    if scale < 0.6:
        kernel = (int(1 / scale) | 1,) * 2
        patch = np.asarray(cv2.blur(patch, kernel), np.uint8)
    extent = (int(high[0] - low[0]), int(high[1] - low[1]))
    warped = cv2.warpAffine(patch, local, extent, borderMode=cv2.BORDER_REPLICATE)
    weight = cv2.cvtColor(cv2.warpAffine(alpha, local, extent), cv2.COLOR_GRAY2BGR)
    region = sample.image[low[1] : high[1], low[0] : high[0]]
    mixed = cv2.add(
        cv2.multiply(region, 255 - weight, scale=1 / 255), cv2.multiply(warped, weight, scale=1 / 255)
    )
    region[:] = mixed


def _overlaps(box: Floats, others: Floats) -> bool:
    low, high = np.maximum(box[:2], others[:, :2]), np.minimum(box[2:], others[:, 2:])
    return bool((np.clip(high - low, 0, None).prod(1) > 0).any())


def paste_face(sample: Sample, face: FaceCrop, rng: np.random.Generator, largest: float) -> None:
    """Paste a loose face at a drawn place, size and angle, unless it would cover another face."""
    patch, labelled = decode_image(face.data), face.box
    if rng.random() < 0.15:
        patch = draw_mask(patch, face.box, face.points, rng)
        width, height = face.box[2:] - face.box[:2]
        labelled = face.box + np.array(MASKED_BOX, np.float32) * (width, height, width, height)
    size = sample.image.shape[0]
    wanted = _face_size(rng, largest)
    extent = float(np.sqrt(np.prod(face.box[2:] - face.box[:2])))
    margin = min(0.45, 0.5 * wanted / size)
    target = rng.uniform(margin, 1 - margin, 2) * size
    centre = (face.box[:2] + face.box[2:]) / 2
    matrix = _similarity(
        (float(centre[0]), float(centre[1])),
        wanted / extent,
        _roll(rng),
        (float(target[0]), float(target[1])),
        mirror=bool(rng.random() < 0.5),
    )
    boxes, points = transform_faces(labelled[None].astype(np.float32), face.points[None], matrix)
    middle = (boxes[0, :2] + boxes[0, 2:]) / 2
    room = np.concatenate([middle + (boxes[0, :2] - middle) * 1.5, middle + (boxes[0, 2:] - middle) * 1.5])
    if _overlaps(room.astype(np.float32), sample.boxes):
        return
    _paste(sample, patch, _alpha(patch.shape, face.box, rng), matrix)
    sample.boxes = np.concatenate([sample.boxes, boxes])
    sample.points = np.concatenate([sample.points, points])


def paste_nothing(sample: Sample, sources: Sources, rng: np.random.Generator) -> None:
    """Paste a piece of a faceless picture like a face, so that the border of a paste tells nothing."""
    other = sources.empty[rng.integers(len(sources.empty))]
    side = int(min(112, *other.shape[:2]))
    x, y = rng.integers(other.shape[1] - side + 1), rng.integers(other.shape[0] - side + 1)
    patch = np.ascontiguousarray(other[y : y + side, x : x + side])
    size = sample.image.shape[0]
    wanted = _face_size(rng, 150.0)
    target = rng.uniform(0.1, 0.9, 2) * size
    matrix = _similarity(
        (side / 2, side / 2),
        wanted / (0.6 * side),
        _roll(rng),
        (float(target[0]), float(target[1])),
        mirror=False,
    )
    corners = np.array([[0, 0, side, side]], np.float32)
    boxes, _ = transform_faces(corners, np.zeros((1, 5, 2), np.float32), matrix)
    if not _overlaps(boxes[0], sample.boxes):
        _paste(
            sample,
            patch,
            _alpha(patch.shape, np.array([20, 15, side - 20, side - 10], np.float32), rng),
            matrix,
        )


def _scene(sources: Sources, size: int, rng: np.random.Generator) -> Sample:
    """Cut a square out of a photo of a kind drawn first: each kind is shown as often as any other."""
    kind = sources.scenes[rng.integers(len(sources.scenes))]
    return crop_scene(kind[rng.integers(len(kind))], size, rng)


def compose(sources: Sources, size: int, rng: np.random.Generator) -> Sample:
    """Draw one training picture, as yet in perfect quality.

    Parameters
    ----------
    sources
        What to draw from.
    size
        Side of the picture in pixels.
    rng
        Source of chance.

    Returns
    -------
    Sample
        BGR (size, size, 3); faces whose centre lies outside are gone.
    """
    draw = rng.random()
    if draw < 0.52:
        sample = _scene(sources, size, rng)
    else:
        sample = crop_empty(sources.empty[rng.integers(len(sources.empty))], size, rng)
    if draw < 0.08 or 0.52 <= draw < 0.78:
        largest = size * (1.25 if rng.random() < 0.3 else 0.45)
        for _ in range(int(rng.integers(3, 11))):
            paste_face(sample, sources.faces[rng.integers(len(sources.faces))], rng, min(LARGEST, largest))
        if rng.random() < 0.5:
            paste_nothing(sample, sources, rng)
    centres = (sample.boxes[:, :2] + sample.boxes[:, 2:]) / 2
    inside = ((centres > 0) & (centres < size)).all(1)
    sample.boxes, sample.points = sample.boxes[inside], sample.points[inside]
    return sample
