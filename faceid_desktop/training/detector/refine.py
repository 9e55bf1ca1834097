"""Better points for training faces: those of a landmark network instead of the detector's that boxed them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from faceid_desktop.core.geometry import five_points
from faceid_desktop.core.records import Detection, Floats, ImageArray, Landmarks
from faceid_desktop.training.detector.sources import FaceCrop, Labelled, Sources, decode_image

Find = Callable[[ImageArray, Detection], Landmarks]

# Below this the landmark network sees no more than the detector does.
SMALLEST_PX = 32.0
UNCOVERED = frozenset({"unknown", "without"})
# Points that the two place further apart than this share of the box are doubtful and stay as they are.
MOST_APART = 0.25


def refined(bgr: ImageArray, box: Floats, points: Floats, find: Find) -> Floats:
    """Return the five points (5, 2) that the landmark network finds from a box (4,) and points (5, 2).

    Small faces and those where the two disagree wildly keep ``points``.
    """
    size = box[2:] - box[:2]
    if np.isnan(points).any() or size.max() < SMALLEST_PX:
        return points
    detection = Detection(box=box.astype(np.float32), score=1.0, points=points.astype(np.float32))
    found = five_points(find(np.ascontiguousarray(bgr[..., ::-1]), detection).points)
    apart = float(np.linalg.norm(found - points, axis=1).max()) / float(np.sqrt(size.prod()))
    return found if apart < MOST_APART else points


def refine_photo(photo: Labelled, find: Find) -> Labelled:
    """Refine the points of a photo's faces, except where a mask covers them."""
    masks = photo.masks or ("covered",) * len(photo.boxes)
    points = [
        refined(photo.image, box, old, find) if mask in UNCOVERED else old
        for box, old, mask in zip(photo.boxes, photo.points, masks, strict=True)
    ]
    return replace(photo, points=np.stack(points).astype(np.float32))


def refine_sources(sources: Sources, find: Find, cache: Path) -> Sources:
    """Refine the points of all photos and loose faces; those of the loose faces are kept in ``cache``.

    Parameters
    ----------
    sources
        What was read.
    find
        The landmark network on an RGB picture.
    cache
        A ``.npy`` file: read if it fits, else written.

    Returns
    -------
    Sources
        With better points. Hand-made points (photos without a column of masks) stay.
    """
    scenes = tuple(tuple(refine_photo(photo, find) for photo in kind) for kind in sources.scenes)
    points = _cached(sources.faces, find, cache)
    faces = tuple(replace(face, points=new) for face, new in zip(sources.faces, points, strict=True))
    return replace(sources, scenes=scenes, faces=faces)


def _cached(faces: Sequence[FaceCrop], find: Find, cache: Path) -> Floats:
    if cache.exists():
        known: Floats = np.load(cache)
        if len(known) == len(faces):
            return known
    points = np.stack([refined(decode_image(face.data), face.box, face.points, find) for face in faces])
    cache.parent.mkdir(parents=True, exist_ok=True)
    np.save(cache, points)
    return points
