"""Attacks of our own making: a photo is shown on a screen or printed, held before a camera, and taken again.

Both a photo and its re-capture go through the same `camera`, so that a network cannot tell them apart by the
camera's blur, noise and compression, only by what the screen or the paper adds.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import cv2
import numpy as np

from faceid_desktop.core.records import Doubles, Floats, ImageArray

Kind = Literal["print", "screen"]
Random = np.random.Generator
Scene = tuple[ImageArray, Floats]
"""A picture RGB uint8 (H, W, 3) and the box (4,) of its face."""

_CANVAS_PX = (360, 480)
_FACE_PX = (56, 190)


def recapture(photo: Scene, backdrop: ImageArray, kind: Kind, random: Random) -> Scene:
    """Show a photo on a screen or on paper before a backdrop and take a picture of it.

    Parameters
    ----------
    photo
        The picture of a living face.
    backdrop
        What is behind the screen or the sheet, RGB uint8.
    kind
        Which of the two.
    random
        Draws everything that varies.

    Returns
    -------
    Scene
        The new picture and where the face lies in it.
    """
    make: Callable[[Floats, Random], Floats] = _shown if kind == "screen" else _printed
    content, box = _content(photo, random)
    sheet, box = _framed(make(content, random), box, kind, random)
    canvas = _backdrop(backdrop, random)
    matrix = _placed(sheet.shape[:2], box, random)
    size = (canvas.shape[1], canvas.shape[0])
    cover = cv2.warpPerspective(np.ones(sheet.shape[:2], np.float32), matrix, size, flags=cv2.INTER_LINEAR)
    share = np.asarray(cover, np.float32)[..., None]
    shown = np.asarray(cv2.warpPerspective(sheet, matrix, size, flags=cv2.INTER_LINEAR), np.float32)
    taken = shown + canvas * (1 - share)
    if kind == "screen":
        taken *= 1 + _bands(canvas.shape[:2], random)[..., None] * share
        taken += _moire(canvas.shape[:2], random) * taken * share
    taken += _glare(canvas.shape[:2], random)[..., None] * share
    return _bytes(np.asarray(taken, np.float32)), _mapped(box, matrix)


def camera(scene: Scene, random: Random) -> Scene:
    """Take a picture with a plain camera: resolution, blur, light, noise, compression; boxes follow."""
    image, box = scene
    scale = float(np.clip(random.uniform(48, 180) / max(float((box[2:] - box[:2]).max()), 1.0), 0.2, 1.3))
    size = (max(int(image.shape[1] * scale), 48), max(int(image.shape[0] * scale), 48))
    pixels = np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.float32)
    if random.random() < 0.6:
        pixels = np.asarray(cv2.GaussianBlur(pixels, (0, 0), random.uniform(0.3, 1.2)), np.float32)
    gains = random.uniform(0.7, 1.3) * random.uniform(0.92, 1.08, 3)
    light = 255 * np.clip(pixels * gains / 255, 0, 1) ** random.uniform(0.75, 1.35)
    noise = random.standard_normal(pixels.shape, np.float32) * random.uniform(0, 6)
    taken = compress(_bytes(np.asarray(light + noise, np.float32)), int(random.integers(45, 96)))
    return taken, (box * scale).astype(np.float32)


def compress(image: ImageArray, quality: int) -> ImageArray:
    """Return the picture as JPEG of that quality (1..100) leaves it."""
    _, data = cv2.imencode(".jpg", image[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])
    left = np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), np.uint8)
    return np.ascontiguousarray(left[..., ::-1])


def _content(photo: Scene, random: Random) -> tuple[Floats, Floats]:
    """Choose the part of the photo that is shown: the face with more or less of its surroundings."""
    image, box = photo
    side = float((box[2:] - box[:2]).max())
    centre = (box[:2] + box[2:]) / 2 + random.uniform(-0.2, 0.2, 2) * side
    aspect = random.choice((0.56, 0.7, 0.8, 1.0, 1.33, 1.7))
    width = side * random.uniform(1.15, 3.2) * max(1.0, aspect)
    half = np.array([width, width / aspect]) / 2
    limit = np.array([image.shape[1], image.shape[0]])
    low = np.clip(np.floor(np.minimum(centre - half, box[:2])), 0, limit - 1).astype(int)
    high = np.clip(np.ceil(np.maximum(centre + half, box[2:])), low + 1, limit).astype(int)
    part = image[low[1] : high[1], low[0] : high[0]].astype(np.float32)
    zoom = max(1.0, 160 / side)
    size = (int(part.shape[1] * zoom), int(part.shape[0] * zoom))
    box = ((box - np.tile(low, 2)) * (np.tile(size, 2) / np.tile(part.shape[1::-1], 2))).astype(np.float32)
    return cv2.resize(part, size, interpolation=cv2.INTER_CUBIC).clip(0, 255), box


def _shown(content: Floats, random: Random) -> Floats:
    """Give a photo the tones of a display: bluish or warm, contrasty or flat, black that is not black."""
    tone = np.asarray(255 * (content / 255) ** random.uniform(0.7, 1.4), np.float32)
    white = np.array([random.uniform(0.75, 1.05), random.uniform(0.85, 1.05), random.uniform(0.9, 1.2)])
    level = random.uniform(0, 30)
    return np.asarray(
        _saturated(tone, random.uniform(0.6, 1.4)) * white * (1 - level / 255) + level, np.float32
    )


def _printed(content: Floats, random: Random) -> Floats:
    """Give a photo the tones of ink on paper: fewer colours, pale black, tinted white, grain, a bend."""
    tone = _saturated(content, random.uniform(0.35, 0.95))
    black, white = random.uniform(15, 60), random.uniform(190, 250) * random.uniform(0.9, 1.0, 3)
    inked = black + tone / 255 * (white - black)
    grain = random.standard_normal(content.shape[:2]).astype(np.float32)
    inked += cv2.GaussianBlur(grain, (0, 0), random.uniform(0.5, 1.1))[..., None] * random.uniform(0, 14)
    x = np.linspace(-1, 1, content.shape[1], dtype=np.float32)
    bend = 1 + random.uniform(-0.18, 0.18) * np.sin(
        np.pi * (x * random.uniform(0.3, 1) + random.uniform(-1, 1))
    )
    return np.asarray(inked * bend[None, :, None], np.float32)


def _saturated(pixels: Floats, amount: float) -> Floats:
    grey = pixels.mean(2, keepdims=True)
    return np.asarray(grey + (pixels - grey) * amount, np.float32)


def _framed(content: Floats, box: Floats, kind: Kind, random: Random) -> tuple[Floats, Floats]:
    """Put a dark bezel or a white margin round the content; bars of an application may be among it."""
    height, width = content.shape[:2]
    sides = [int(side) for side in random.uniform(0.0, 0.14, 4) * min(height, width)]
    if random.random() < 0.25:
        sides = [0, 0, 0, 0]
    shade = random.uniform(5, 50, 1) if kind == "screen" else random.uniform(180, 250, 1)
    if kind == "screen" and random.random() < 0.2:
        shade = random.uniform(150, 240, 1)
    top, bottom, left, right = sides
    colour = (float(shade[0]),) * 3
    framed = cv2.copyMakeBorder(content, top, bottom, left, right, cv2.BORDER_CONSTANT, value=colour)
    if kind == "screen" and random.random() < 0.3:
        bar = int(random.uniform(0.03, 0.1) * height)
        framed[top : top + bar] = random.uniform(0, 255, 3)
    moved = box + np.array([left, top] * 2)
    return np.asarray(framed, np.float32), moved.astype(np.float32)


def _backdrop(image: ImageArray, random: Random) -> Floats:
    height, width = _CANVAS_PX if random.random() < 0.6 else _CANVAS_PX[::-1]
    scale = max(height / image.shape[0], width / image.shape[1]) * random.uniform(1, 1.6)
    large = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_LINEAR)
    top = int(random.integers(0, large.shape[0] - height + 1))
    left = int(random.integers(0, large.shape[1] - width + 1))
    part = large[top : top + height, left : left + width].astype(np.float32)
    return np.asarray(part * random.uniform(0.3, 1.0), np.float32)


def _placed(shape: tuple[int, ...], box: Floats, random: Random) -> Doubles:
    """Homography from the sheet to the canvas that puts the face there with a size, turn and slant."""
    height, width = shape
    factor = random.uniform(*_FACE_PX) / float((box[2:] - box[:2]).max())
    angle = np.radians(random.normal(0, 6))
    corners = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float64)
    centre = np.array([(box[0] + box[2]) / 2, (box[1] + box[3]) / 2], np.float64)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]) * factor
    target = np.array(_CANVAS_PX[::-1]) * random.uniform(0.38, 0.62, 2)
    seen = (corners - centre) @ turn.T
    slant = 1 + random.normal(0, 0.05, (4, 2))
    matrix = cv2.getPerspectiveTransform(
        corners.astype(np.float32), (seen * slant + target).astype(np.float32)
    )
    return np.asarray(matrix, np.float64)


def _mapped(box: Floats, matrix: Doubles) -> Floats:
    corners = np.array([box[[0, 1]], box[[2, 1]], box[[2, 3]], box[[0, 3]]], np.float32)[:, None]
    moved = cv2.perspectiveTransform(corners, matrix)[:, 0]
    return np.concatenate([moved.min(0), moved.max(0)]).astype(np.float32)


def _moire(shape: tuple[int, ...], random: Random) -> Floats:
    """Beats of the display's grid against the sensor's: bent coloured waves, a share of the light.

    Two gratings of nearly one period p1, p2 beat with the period p1 p2 / |p1 - p2|; what the camera sees are
    those beats, another phase for each colour because its subpixels lie side by side.
    """
    if random.random() < 0.25:
        return np.zeros((*shape, 3), np.float32)
    y, x = np.mgrid[: shape[0], : shape[1]].astype(np.float32)
    waves = np.zeros((*shape, 3), np.float32)
    for _ in range(int(random.integers(1, 3))):
        frequency, direction = 1 / random.uniform(2.2, 22), random.uniform(0, np.pi)
        bend = random.uniform(0, 6) * np.sin(x / random.uniform(60, 300) + y / random.uniform(60, 300))
        phase = 2 * np.pi * frequency * (x * np.cos(direction) + y * np.sin(direction)) + bend
        apart = random.uniform(0, 2.1)
        for channel in range(3):
            waves[..., channel] += np.cos(phase + channel * apart)
    return np.asarray(waves * random.uniform(0.01, 0.09), np.float32)


def _bands(shape: tuple[int, ...], random: Random) -> Floats:
    """Brightness bands of a display that is refreshed while a rolling shutter reads the sensor."""
    rows = np.arange(shape[0], dtype=np.float32)[:, None]
    wave = np.sin(2 * np.pi * rows / random.uniform(40, 250) + random.uniform(0, 6.3))
    return np.asarray(np.broadcast_to(wave * random.choice((0.0, 0.03, 0.08)), shape), np.float32)


def _glare(shape: tuple[int, ...], random: Random) -> Floats:
    """Reflection of a lamp or window on glass or glossy paper: a soft or a sharp bright patch."""
    glare = np.zeros(shape, np.float32)
    if random.random() < 0.5:
        return glare
    centre = (int(random.uniform(0, shape[1])), int(random.uniform(0, shape[0])))
    axes = (int(random.uniform(8, 120)), int(random.uniform(8, 60)))
    cv2.ellipse(glare, centre, axes, float(random.uniform(0, 180)), 0, 360, 1.0, -1)
    return np.asarray(
        cv2.GaussianBlur(glare, (0, 0), random.uniform(2, 30)) * random.uniform(20, 140), np.float32
    )


def _bytes(pixels: Floats) -> ImageArray:
    return np.clip(np.rint(pixels), 0, 255).astype(np.uint8)
