"""The upright crop that is stored of a photo, and the way back from it to a face that can be embedded.

The crop shows twice the face's box with the eyes level. It is all that a later model needs: with the
landmarks in crop pixels any alignment can be made from it (`services.reembed`).
"""

from __future__ import annotations

import io
import math
from dataclasses import dataclass

import numpy as np
from PIL import Image

from faceid_desktop.core.align import AlignmentSpec, align
from faceid_desktop.core.geometry import apply_transform, five_points, warp
from faceid_desktop.core.records import Detection, Doubles, Face, Floats, ImageArray, Landmarks, checked
from faceid_desktop.errors import ImageUnreadable
from faceid_desktop.gallery.records import PhotoRecord
from faceid_desktop.services.photos import UnreadableReason, decode_photo

BOXES = 2.0
"""Side of the crop over the longer side of the face's box."""

MAX_PX = 512
THUMBNAIL_PX = 96
_THUMBNAIL_BOXES = 1.3
_WEBP_QUALITY = 92
# Level 4 takes twice the time and saves a twentieth of the bytes.
_WEBP_METHOD = 2


@dataclass(frozen=True, slots=True, eq=False)
class UprightCrop:
    """A face cut out with its eyes level; landmarks (68, 2) and box (4,) are in its pixels."""

    image: ImageArray
    landmarks: Floats
    box: Floats

    def __post_init__(self) -> None:
        checked("image", self.image, np.uint8, (None, None, 3))
        checked("landmarks", self.landmarks, np.float32, (68, 2))
        checked("box", self.box, np.float32, (4,))


def upright_crop(image: ImageArray, face: Face) -> UprightCrop:
    """Cut out twice the face's box, turned so that the eyes are level, at most `MAX_PX` wide.

    Parameters
    ----------
    image
        RGB uint8 (H, W, 3), the picture in which the face was found; where the crop reaches beyond it the
        border pixels are repeated.
    face
        The face.
    """
    x1, y1, x2, y2 = (float(value) for value in face.detection.box)
    width, height = max(x2 - x1, 1.0), max(y2 - y1, 1.0)
    scale = min(1.0, MAX_PX / (BOXES * max(width, height)))
    side = max(round(BOXES * max(width, height) * scale), 1)
    matrix = _turned_about(((x1 + x2) / 2, (y1 + y2) / 2), face.landmarks.points, scale, side)
    half = np.array([width, height]) * scale / 2
    middle = (side - 1) / 2
    return UprightCrop(
        image=warp(image, matrix, (side, side)),
        landmarks=apply_transform(matrix, face.landmarks.points),
        box=np.concatenate([middle - half, middle + half]).astype(np.float32),
    )


def encode_crop(crop: UprightCrop) -> bytes:
    """Write the crop as WebP, without metadata."""
    return _webp(Image.fromarray(crop.image))


def encode_thumbnail(crop: UprightCrop) -> bytes:
    """Write a square of `THUMBNAIL_PX` with the face, as WebP without metadata."""
    x1, y1, x2, y2 = (float(value) for value in crop.box)
    half = max(x2 - x1, y2 - y1) * _THUMBNAIL_BOXES / 2
    middle = (len(crop.image) - 1) / 2
    area = (middle - half, middle - half, middle + half, middle + half)
    size = (THUMBNAIL_PX, THUMBNAIL_PX)
    return _webp(Image.fromarray(crop.image).resize(size, Image.Resampling.LANCZOS, box=_clipped(area, crop)))


def read_crop(content: bytes, name: str) -> ImageArray:
    """Decode a crop's file.

    Raises
    ------
    ImageUnreadable
        If it cannot be decoded, or is larger than a crop can be: it may come from somebody else's archive.
    """
    try:
        with Image.open(io.BytesIO(content), formats=("WEBP",)) as image:
            largest = max(image.size)
    except (OSError, ValueError, SyntaxError) as error:
        raise ImageUnreadable(path=name, why=UnreadableReason.DAMAGED) from error
    if largest > MAX_PX:
        raise ImageUnreadable(path=name, why=UnreadableReason.TOO_LARGE)
    return decode_photo(content, name)


def face_of_crop(photo: PhotoRecord, crop: ImageArray, spec: AlignmentSpec) -> Face:
    """Make the face of a stored crop, aligned to the canvas of any model.

    Parameters
    ----------
    photo
        The stored photo, whose landmarks and quality are used as they are: nothing is detected again.
    crop
        Its crop, RGB uint8 (H, W, 3).
    spec
        The model's canvas.
    """
    landmarks = Landmarks(photo.landmarks)
    detection = Detection(photo.box, 1.0, five_points(photo.landmarks))
    aligned = align(crop, landmarks, spec)
    return Face(detection=detection, landmarks=landmarks, quality=photo.quality, aligned=aligned)


def _turned_about(centre: tuple[float, float], points: Floats, scale: float, side: int) -> Doubles:
    """Return the matrix (2, 3) that brings ``centre`` to the middle of the crop and levels the eyes."""
    left, right = five_points(points)[:2].astype(np.float64)
    angle = math.atan2(right[1] - left[1], right[0] - left[0])
    cos, sin = math.cos(angle) * scale, math.sin(angle) * scale
    linear = np.array([[cos, sin], [-sin, cos]])
    return np.column_stack([linear, (side - 1) / 2 - linear @ np.array(centre)])


def _clipped(area: tuple[float, float, float, float], crop: UprightCrop) -> tuple[float, float, float, float]:
    height, width = crop.image.shape[:2]
    left, top, right, bottom = area
    return max(left, 0.0), max(top, 0.0), min(right, float(width)), min(bottom, float(height))


def _webp(image: Image.Image) -> bytes:
    content = io.BytesIO()
    image.save(content, "WEBP", quality=_WEBP_QUALITY, method=_WEBP_METHOD)
    return content.getvalue()
