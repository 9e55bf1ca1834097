"""Global similarity alignment of a face to a canvas of fixed size."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from faceid_desktop.core.geometry import apply_transform, five_points, similarity_transform, warp
from faceid_desktop.core.records import AlignedFace, Floats, ImageArray, Landmarks
from faceid_desktop.errors import ShapeError

Points = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class AlignmentSpec:
    """Canvas size in pixels and where on it the five points (eyes, nose tip, mouth corners) are to lie."""

    width: int
    height: int
    points: Points

    def __post_init__(self) -> None:
        if len(self.points) != 5 or self.width < 1 or self.height < 1:
            raise ShapeError(name="alignment", expected="a canvas and 5 points", actual=str(len(self.points)))

    def template(self) -> Floats:
        """Return the five points as an array (5, 2)."""
        return np.asarray(self.points, np.float32)


DEFAULT_SPEC = AlignmentSpec(
    width=128,
    height=144,
    # The well-known five points of the 96 x 112 face crop (MTCNN, SphereFace), moved into a 16 px margin; the
    # eyes lie 35 px apart. The margin is what context patches and training jitter read.
    points=((46.29, 67.70), (81.53, 67.50), (64.03, 87.74), (49.55, 108.37), (78.73, 108.20)),
)


def align(image: ImageArray, landmarks: Landmarks, spec: AlignmentSpec = DEFAULT_SPEC) -> AlignedFace:
    """Warp a face so that its five points come to lie on the canvas points, as well as a similarity can.

    Parameters
    ----------
    image
        RGB uint8 (H, W, 3).
    landmarks
        68 points in iBUG order, or the five points themselves, in pixels of ``image``.
    spec
        The canvas.

    Returns
    -------
    AlignedFace
        The canvas, the matrix source to aligned, and the landmarks in aligned pixels.

    Raises
    ------
    ShapeError
        If there are neither 5 nor 68 landmarks, or they all coincide.
    """
    points = landmarks.points
    five = points if len(points) == 5 else five_points(points)
    matrix = similarity_transform(five, spec.template())
    aligned = warp(image, matrix, (spec.width, spec.height))
    return AlignedFace(image=aligned, matrix=matrix, points=apply_transform(matrix, points))
