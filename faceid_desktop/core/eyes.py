"""Whether eyes are open, told from the picture: landmarks follow a closing lid badly."""

from __future__ import annotations

import cv2
import numpy as np

from faceid_desktop.core.geometry import similarity_transform, warp
from faceid_desktop.core.records import ImageArray, Landmarks
from faceid_desktop.errors import ShapeError

_CORNERS = ((36, 39), (42, 45))
_PATCH = (48, 32)
_PLACES = np.array([(8.0, 16.0), (40.0, 16.0)])
_INNER = (slice(4, 28), slice(12, 36))


def eye_edges(image: ImageArray, landmarks: Landmarks) -> float:
    """Ratio of vertical to horizontal edges in the eyes; it falls to about half when the lids close.

    An open eye has the sides of an iris; a shut one is a horizontal line of lashes. The ratio of the mean
    absolute differences along rows to those along columns needs neither a scale nor a contrast, but a
    baseline of the same person, and a face that looks at the camera.

    Parameters
    ----------
    image
        RGB uint8 (H, W, 3).
    landmarks
        68 points in iBUG order, in pixels of ``image``.

    Returns
    -------
    float
        Mean of both eyes, about 0.3 (shut) to 0.8 (wide open).

    Raises
    ------
    ShapeError
        If there are not 68 points.
    """
    if landmarks.points.shape != (68, 2):
        raise ShapeError(name="landmarks", expected="(68, 2)", actual=str(landmarks.points.shape))
    ratios = []
    for corners in _CORNERS:
        ends = landmarks.points[list(corners)].astype(np.float64)
        if float(np.linalg.norm(ends[1] - ends[0])) < 1:
            return 0.0
        patch = warp(image, similarity_transform(ends, _PLACES), _PATCH)
        grey = cv2.GaussianBlur(cv2.cvtColor(patch, cv2.COLOR_RGB2GRAY).astype(np.float32), (0, 0), 1.0)
        inner = grey[_INNER]
        sideways, down = (float(np.abs(np.diff(inner, axis=axis)).mean()) for axis in (1, 0))
        ratios.append(sideways / max(down, 1e-3))
    return float(np.mean(ratios))
