"""Similarity transforms, image warps and the five points of an iBUG face.

Matrices are (2, 3) float64 and map source to target pixels; the centre of the top-left pixel is (0, 0).
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from faceid_desktop.core.records import Doubles, Floats, ImageArray
from faceid_desktop.errors import ShapeError

_LEFT_EYE = slice(36, 42)
_RIGHT_EYE = slice(42, 48)
_NOSE_TIP, _MOUTH_LEFT, _MOUTH_RIGHT = 30, 48, 54
_MARGIN_PX = 3


def similarity_transform(source: NDArray[Any], target: NDArray[Any]) -> Doubles:
    """Find the least-squares similarity (rotation, one scale, shift) that takes source to target points.

    Umeyama, "Least-squares estimation of transformation parameters between two point patterns", PAMI 1991,
    eq. 40-42, without reflection; in the plane the rotation has a closed form, so that no SVD is needed: with
    the points as centred complex numbers s and t the best factor is sum(conj(s) t) / sum(|s|^2).

    Parameters
    ----------
    source, target
        Points (K, 2) in pixels, K >= 2.

    Returns
    -------
    Doubles
        The matrix (2, 3).

    Raises
    ------
    ShapeError
        If the shapes differ, there are fewer than two points or all source points coincide.
    """
    a, b = np.asarray(source, np.float64), np.asarray(target, np.float64)
    if a.shape != b.shape or a.ndim != 2 or a.shape[1] != 2 or len(a) < 2:
        raise ShapeError(name="points", expected="twice (K >= 2, 2)", actual=f"{a.shape} and {b.shape}")
    a_mean, b_mean = a.mean(axis=0), b.mean(axis=0)
    s, t = a - a_mean, b - b_mean
    spread = float((s**2).sum())
    if spread <= np.finfo(np.float64).tiny:
        raise ShapeError(name="source", expected="points that differ", actual="one place")
    cosine = float((s * t).sum()) / spread
    sine = float((s[:, 0] * t[:, 1] - s[:, 1] * t[:, 0]).sum()) / spread
    linear = np.array([[cosine, -sine], [sine, cosine]])
    return np.column_stack([linear, b_mean - linear @ a_mean])


def apply_transform(matrix: Doubles, points: NDArray[Any]) -> Floats:
    """Map points (K, 2) by a (2, 3) matrix.

    Returns
    -------
    Floats
        The mapped points (K, 2) float32.
    """
    mapped = np.asarray(points, np.float64) @ matrix[:, :2].T + matrix[:, 2]
    return mapped.astype(np.float32)


def invert(matrix: Doubles) -> Doubles:
    """Inverse of a (2, 3) matrix, again as (2, 3)."""
    linear = np.linalg.inv(matrix[:, :2])
    return np.column_stack([linear, -linear @ matrix[:, 2]])


def warp(image: ImageArray, matrix: Doubles, size: tuple[int, int]) -> ImageArray:
    """Warp an image; outside of it the border pixels are repeated.

    Bilinear sampling reads four neighbours only and would alias when it shrinks by two or more, so the part
    of the source that is needed is then first reduced by pixel areas.

    Parameters
    ----------
    image
        RGB uint8 (H, W, 3).
    matrix
        Source to target (2, 3).
    size
        Width and height of the result in pixels.

    Returns
    -------
    ImageArray
        RGB uint8 (height, width, 3).
    """
    shrink = int(1 / max(float(np.sqrt(abs(np.linalg.det(matrix[:, :2])))), 1e-6))
    if shrink >= 2:
        image, matrix = _reduce(image, matrix, size, shrink)
    warped = cv2.warpAffine(image, matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(warped, np.uint8)


def _reduce(
    image: ImageArray, matrix: Doubles, size: tuple[int, int], factor: int
) -> tuple[ImageArray, Doubles]:
    """Cut out what the warp will read, shrink it by about ``factor`` and adapt the matrix to it."""
    width, height = size
    corners = apply_transform(invert(matrix), np.array([(0, 0), (width, 0), (0, height), (width, height)]))
    limits = np.array([image.shape[1], image.shape[0]])
    margin = _MARGIN_PX * factor
    low = np.clip(np.floor(corners.min(axis=0)).astype(int) - margin, 0, limits - 1)
    high = np.clip(np.ceil(corners.max(axis=0)).astype(int) + margin, low + 1, limits)
    part = image[low[1] : high[1], low[0] : high[0]]
    small_size = np.maximum((high - low) // factor, 1)
    small = cv2.resize(part, (int(small_size[0]), int(small_size[1])), interpolation=cv2.INTER_AREA)
    steps = (high - low) / small_size
    # small (x', y') lies at low + (x' + 0.5) * step - 0.5 of the source: pixel centres correspond, not
    # corners
    shift = low + 0.5 * steps - 0.5
    linear = matrix[:, :2] * steps
    return np.asarray(small, np.uint8), np.column_stack([linear, matrix[:, :2] @ shift + matrix[:, 2]])


def five_points(landmarks68: NDArray[Any]) -> Floats:
    """Eye centres, nose tip and mouth corners (viewer's left first) of 68 points in iBUG order.

    Parameters
    ----------
    landmarks68
        Points (68, 2).

    Returns
    -------
    Floats
        Points (5, 2): an eye's centre is the mean of its six points.

    Raises
    ------
    ShapeError
        If there are not 68 points.
    """
    points = np.asarray(landmarks68, np.float32)
    if points.shape != (68, 2):
        raise ShapeError(name="landmarks", expected="(68, 2)", actual=str(points.shape))
    eyes = [points[_LEFT_EYE].mean(axis=0), points[_RIGHT_EYE].mean(axis=0)]
    return np.stack([*eyes, points[_NOSE_TIP], points[_MOUTH_LEFT], points[_MOUTH_RIGHT]]).astype(np.float32)
