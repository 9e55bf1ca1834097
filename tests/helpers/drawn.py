"""Analysed frames made of nothing: faces with given places, poses, qualities and identities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from faceid_desktop.core.records import (
    AlignedFace,
    Detection,
    Face,
    FacesInPhoto,
    ImageArray,
    Landmarks,
    Pose,
    Quality,
    QualityReason,
    Template,
)

GOOD = Quality(
    eye_distance_px=80.0,
    sharpness=0.2,
    brightness=0.5,
    contrast=0.6,
    pose=Pose(0.0, 0.0, 0.0),
    eyes_open=0.3,
    mouth_open=0.02,
    inside=1.0,
    evenness=0.9,
    backlight=0.0,
)
"""A face that every profile accepts."""


def face(
    centre: tuple[float, float] = (320, 240),
    size: float = 160.0,
    who: int = 0,
    quality: Quality = GOOD,
    score: float = 0.95,
) -> Face:
    """Return a face; ``who`` is written into its aligned picture, where `DrawnPipeline` reads it."""
    half = size / 2
    x, y = centre
    points = np.zeros((68, 2), np.float32)
    return Face(
        detection=Detection(
            np.array((x - half, y - half, x + half, y + half), np.float32), score, points[:5]
        ),
        landmarks=Landmarks(points),
        quality=quality,
        aligned=AlignedFace(np.full((2, 2, 3), who, np.uint8), np.zeros((2, 3)), points),
    )


def photo(*faces: Face, shade: int = 128, size: tuple[int, int] = (640, 480)) -> FacesInPhoto:
    """Return a picture of one shade with faces, the largest first."""
    ordered = sorted(faces, key=lambda each: -float(np.prod(each.detection.box[2:] - each.detection.box[:2])))
    return FacesInPhoto(np.full((size[1], size[0], 3), shade, np.uint8), tuple(ordered))


def turned(yaw: float = 0.0, pitch: float = 0.0, roll: float = 0.0, **changes: float) -> Quality:
    """Return a good quality in a pose."""
    return replace(GOOD, pose=Pose(yaw, pitch, roll), **changes)


def rejected(reason: QualityReason = QualityReason.BLURRED) -> Quality:
    """Return a quality that was not accepted."""
    return replace(GOOD, reasons=(reason,))


class DrawnPipeline:
    """Hands out prepared photos and counts what is embedded (`analyser.Pipeline`)."""

    def __init__(self, photos: Sequence[FacesInPhoto]) -> None:
        self._photos = iter(photos)
        self.embedded: list[int] = []

    def analyse(self, image: ImageArray) -> FacesInPhoto:
        """Return the next photo, whatever the image."""
        return next(self._photos)

    def embed(self, faces: Sequence[Face]) -> list[Template]:
        """Return a template for each face that tells who it is."""
        whose = [int(each.aligned.image[0, 0, 0]) for each in faces]
        self.embedded += whose
        return [Template(np.array([who], np.float32), "drawn") for who in whose]


def alike(a: Template, b: Template) -> float:
    """Return strong evidence for one person if two drawn templates are of one, else against."""
    return 10.0 if a.vector[0] == b.vector[0] else -10.0
