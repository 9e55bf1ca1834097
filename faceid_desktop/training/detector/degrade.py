"""What cameras, light and files do to pictures, and drawn face masks. All pictures are BGR uint8."""

from __future__ import annotations

import cv2
import numpy as np

from faceid_desktop.core.records import Floats, ImageArray

MASK_COLOURS = ((245, 245, 245), (230, 200, 150), (25, 25, 25), (180, 140, 60), (160, 160, 200))


def _light(image: ImageArray, rng: np.random.Generator) -> ImageArray:
    """Gamma, gain, offset and colour cast in one table look-up."""
    ramp = np.linspace(0, 1, 256, dtype=np.float32)[:, None]
    dark = rng.random() < 0.12
    gain = rng.uniform(0.2, 0.55) if dark else rng.uniform(0.7, 1.35)
    gamma = np.exp(rng.normal(0, 0.25))
    cast = rng.normal(1, 0.06, 3)
    table = 255 * (ramp**gamma * gain * cast + rng.normal(0, 0.04))
    return np.asarray(cv2.LUT(image, np.clip(table, 0, 255).astype(np.uint8)[None]), np.uint8)


def _blur(image: ImageArray, rng: np.random.Generator) -> ImageArray:
    height, width = image.shape[:2]
    if rng.random() < 0.5:
        factor = float(rng.uniform(0.4, 0.9))
        small = cv2.resize(image, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
        return np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR), np.uint8)
    if rng.random() < 0.5:
        length = int(rng.integers(3, 8))
        kernel = np.zeros((length, length), np.float32)
        cv2.line(kernel, (0, int(rng.integers(length))), (length - 1, int(rng.integers(length))), 1.0)
        return np.asarray(cv2.filter2D(image, -1, kernel / kernel.sum()), np.uint8)
    return np.asarray(cv2.GaussianBlur(image, (0, 0), float(rng.uniform(0.4, 1.8))), np.uint8)


def degrade(image: ImageArray, rng: np.random.Generator) -> ImageArray:
    """Change light and colour, and now and then blur, add noise, remove colour or compress.

    Parameters
    ----------
    image
        (H, W, 3) uint8 BGR.
    rng
        Source of chance.

    Returns
    -------
    ndarray
        A new picture of the same size.
    """
    image = _light(image, rng)
    blurred, grey, noisy, compressed = rng.random(4)
    if blurred < 0.2:
        image = _blur(image, rng)
    if grey < 0.12:
        plain = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
        image = np.asarray(cv2.cvtColor(plain, cv2.COLOR_GRAY2BGR), np.uint8)
    if noisy < 0.15:
        deviation = float(rng.uniform(2, 14))
        noise = rng.standard_normal(image.shape, np.float32) * deviation
        image = np.clip(image + noise, 0, 255).astype(np.uint8)
    if compressed < 0.2:
        _, data = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(20, 85))])
        image = np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), np.uint8)
    return image


def draw_mask(image: ImageArray, box: Floats, points: Floats, rng: np.random.Generator) -> ImageArray:
    """Draw a face mask from the bridge of the nose to the chin.

    Parameters
    ----------
    image
        (H, W, 3) uint8 BGR.
    box, points
        Box (4,) and five points (5, 2) of the face in pixels.
    rng
        Source of chance.

    Returns
    -------
    ndarray
        A new picture of the same size.
    """
    eyes, nose = points[:2].mean(0), points[2]
    bridge = nose + (eyes - nose) * rng.uniform(0.05, 0.6)
    chin = np.array([(points[3, 0] + points[4, 0]) / 2, box[3]])
    left, right = box[0], box[2]
    width = right - left
    outline = np.array(
        [
            bridge,
            [right - 0.06 * width, bridge[1] + rng.uniform(0.02, 0.12) * width],
            [right - 0.08 * width, points[4, 1]],
            chin + np.array([0.22, -0.03]) * width,
            chin + np.array([-0.22, -0.03]) * width,
            [left + 0.08 * width, points[3, 1]],
            [left + 0.06 * width, bridge[1] + rng.uniform(0.02, 0.12) * width],
        ]
    )
    shade = np.array(MASK_COLOURS[rng.integers(len(MASK_COLOURS))]) * rng.uniform(0.7, 1.05)
    colour = tuple(float(value) for value in np.clip(shade + rng.normal(0, 12, 3), 0, 255))
    drawn = image.copy()
    cv2.fillPoly(drawn, [np.round(outline * 8).astype(np.int32)], colour, cv2.LINE_AA, 3)
    return np.asarray(cv2.addWeighted(drawn, 0.9, image, 0.1, 0), np.uint8)
