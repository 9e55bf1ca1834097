"""The annotated pictures for the landmark network, with what a face detector says about each of them.

The network must be trained on the crops that it will get, so each face carries a real detection where the
detector finds the annotated face, and one derived from its own annotation where it does not.
"""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from faceid_desktop.core.geometry import five_points
from faceid_desktop.core.records import Detection, Floats, ImageArray, checked
from faceid_desktop.errors import ImageUnreadable

Detect = Callable[[ImageArray], tuple[Detection, ...]]

MIN_OVERLAP = 0.3
# The hull of the 68 points ends at the brows; a detector's box reaches up the forehead by about this share of
# it.
_FOREHEAD = 0.25


@dataclass(frozen=True, slots=True, eq=False)
class LandmarkSample:
    """One annotated face: grey picture (H, W) uint8, points (68, 2), detection and whether it was found."""

    name: str
    group: str
    grey: ImageArray
    points: Floats
    detection: Detection
    found: bool

    def __post_init__(self) -> None:
        checked("grey", self.grey, np.uint8, (None, None))
        checked("points", self.points, np.float32, (68, 2))


def derived_detection(points: Floats) -> Detection:
    """Return the detection that an annotation implies: the hull with some forehead, and its five points."""
    low, high = points.min(axis=0), points.max(axis=0)
    top = low[1] - _FOREHEAD * (high[1] - low[1])
    box = np.array([low[0], top, high[0], high[1]], np.float32)
    return Detection(box=box, score=0.0, points=five_points(points))


def overlap(first: Floats, second: Floats) -> float:
    """Intersection over union of two boxes (x1, y1, x2, y2)."""
    low, high = np.maximum(first[:2], second[:2]), np.minimum(first[2:], second[2:])
    shared = float(np.prod(np.maximum(high - low, 0)))
    areas = float(np.prod(first[2:] - first[:2]) + np.prod(second[2:] - second[:2]))
    return shared / max(areas - shared, 1e-9)


def matching_detection(found: Iterable[Detection], points: Floats) -> Detection | None:
    """Return the detection that overlaps the annotated face most, None if none does by `MIN_OVERLAP`."""
    truth = derived_detection(points).box
    best = max(found, key=lambda detection: overlap(detection.box, truth), default=None)
    return best if best is not None and overlap(best.box, truth) >= MIN_OVERLAP else None


def load_samples(folder: Path, split: str, groups: Iterable[str], detect: Detect) -> list[LandmarkSample]:
    """Read pictures and annotations from ``landmarks68.zip`` and ``landmarks68.csv``.

    Parameters
    ----------
    folder
        Where the two files lie.
    split
        ``train`` or ``test``.
    groups
        Which sets to read: ``video``, ``helen``, ``afw``, ``synthetic``.
    detect
        The face detector; gets RGB uint8 (H, W, 3).

    Returns
    -------
    list[LandmarkSample]
        In the order of the list.

    Raises
    ------
    ImageUnreadable
        If a picture cannot be decoded.
    """
    wanted = frozenset(groups)
    with zipfile.ZipFile(folder / "landmarks68.zip") as archive:
        rows = [row for row in _rows(folder / "landmarks68.csv") if row[1] == split and row[2] in wanted]
        return [_sample(row, archive.read(row[0]), detect) for row in rows]


def _rows(path: Path) -> Iterator[list[str]]:
    with path.open(newline="", encoding="utf-8") as file:
        reader = csv.reader(file)
        next(reader)
        yield from reader


def _sample(row: list[str], encoded: bytes, detect: Detect) -> LandmarkSample:
    image = cv2.imdecode(np.frombuffer(encoded, np.uint8), cv2.IMREAD_COLOR_RGB)
    if image is None:
        raise ImageUnreadable(path=row[0], why="decode")
    points = np.array(row[3:], np.float32).reshape(68, 2)
    detection = matching_detection(detect(np.asarray(image, np.uint8)), points)
    return LandmarkSample(
        name=row[0],
        group=row[2],
        grey=np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), np.uint8),
        points=points,
        detection=detection or derived_detection(points),
        found=detection is not None,
    )
