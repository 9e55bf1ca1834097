"""Finds faces in pictures with a YuNet-like network in OpenCV."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import cv2
import numpy as np

from faceid_desktop.core.records import Detection, Floats, ImageArray, checked
from faceid_desktop.errors import BundleCorrupt, BundleNotFound

MOST_CANDIDATES = 5000
LARGEST_SIDE_PX = 1920
# Small faces of small pictures are found far better when enlarged; beyond this it gains nothing.
MOST_ENLARGED = 1.5
BORDER_SHARE = 0.4
FILLING_SHARE = 0.3
SMALLEST_BOX_PX = 1.0
# Nobody can be told from a smaller face, and most finds of this size are blobs.
SMALLEST_FACE_PX = 12.0
ERRORS_ONLY = 2


class FaceDetector(Protocol):
    """Anything that finds faces."""

    def detect(self, image: ImageArray) -> tuple[Detection, ...]:
        """Find the faces of an RGB picture (H, W, 3) uint8, the largest first."""
        ...


class YuNetDetector:
    """The detector of a bundle, run by OpenCV's FaceDetectorYN. Several threads may share one.

    Parameters
    ----------
    path
        The ONNX file.
    score_threshold
        Faces below it (0..1) are dropped.
    nms_threshold
        Of two boxes that overlap more than this (IoU, 0..1) the worse one is dropped.
    max_side_px
        Larger pictures are reduced to this longer side at first, smaller ones enlarged towards it by up to
        `MOST_ENLARGED`.

    Raises
    ------
    BundleNotFound
        If there is no file at ``path``.
    ValueError
        If a threshold lies outside 0..1 or ``max_side_px`` is not positive.
    """

    def __init__(self, path: Path, score_threshold: float, nms_threshold: float, max_side_px: int) -> None:
        if not path.is_file():
            raise BundleNotFound(path=str(path))
        if not (0 <= score_threshold <= 1 and 0 <= nms_threshold <= 1 and max_side_px > 0):
            raise ValueError(
                f"thresholds {score_threshold}, {nms_threshold} or side {max_side_px} out of range"
            )
        self._path, self._score, self._nms, self._side = path, score_threshold, nms_threshold, max_side_px
        self._lock = threading.Lock()
        self._network: cv2.FaceDetectorYN | None = None

    def detect(self, image: ImageArray) -> tuple[Detection, ...]:
        """Find the faces of a picture.

        Where the first look finds nothing, a second one at up to `LARGEST_SIDE_PX` looks for smaller faces
        and a third one, with a border round the reduced picture, for a face that fills it.

        Parameters
        ----------
        image
            (H, W, 3) uint8 RGB.

        Returns
        -------
        tuple of Detection
            The largest box first, in pixels of ``image``; boxes are clipped to the picture, points are not.
            Faces lower than `SMALLEST_FACE_PX` do not count.

        Raises
        ------
        ShapeError
            If ``image`` has another shape or dtype.
        BundleCorrupt
            If OpenCV cannot read the network.
        """
        checked("image", image[:], np.uint8, (None, None, 3))
        height, width = image.shape[:2]
        if min(height, width) < 1:
            return ()
        bgr = np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2BGR), np.uint8)
        for prepared, scale, border in self._looks(bgr):
            rows = self._run(prepared)
            rows = rows[rows[:, 3] >= SMALLEST_FACE_PX * scale]
            if border:
                # This look is for one face that fills the picture; small finds in it are false alarms.
                extent = np.sqrt(rows[:, 2] * rows[:, 3])
                rows = rows[extent >= FILLING_SHARE * (max(prepared.shape[:2]) - 2 * border)]
            if len(rows):
                return _detections(rows, scale, border, width, height)
        return ()

    def _looks(self, bgr: ImageArray) -> Iterator[tuple[ImageArray, float, int]]:
        """Yield (picture, its scale, width of its border in its pixels), prepared only when needed."""
        longer = max(bgr.shape[:2])
        scale = min(MOST_ENLARGED, self._side / longer)
        yield _scaled(bgr, scale), scale, 0
        finer = min(1.0, LARGEST_SIDE_PX / longer)
        if finer > scale:
            yield _scaled(bgr, finer), finer, 0
        coarse = min(1.0, self._side / (1 + 2 * BORDER_SHARE) / longer)
        border = max(1, round(BORDER_SHARE * longer * coarse))
        framed = cv2.copyMakeBorder(_scaled(bgr, coarse), border, border, border, border, cv2.BORDER_CONSTANT)
        yield np.asarray(framed, np.uint8), coarse, border

    def _run(self, bgr: ImageArray) -> Floats:
        """Return the rows of FaceDetectorYN (n, 15): x, y, width, height, five points, score."""
        size = (bgr.shape[1], bgr.shape[0])
        with self._lock:
            if self._network is None:
                self._network = self._load(size)
            self._network.setInputSize(size)
            found: object = self._network.detect(bgr)[1]
        # OpenCV gives None where it finds nothing, although its type hints deny it.
        rows = np.zeros((0, 15), np.float32) if found is None else np.asarray(found, np.float32)
        return rows[np.isfinite(rows).all(1)]

    def _load(self, size: tuple[int, int]) -> cv2.FaceDetectorYN:
        # OpenCV 5 warns on every load that it ignores the compute target, which nobody asked for.
        level = cv2.utils.logging.getLogLevel()
        cv2.utils.logging.setLogLevel(ERRORS_ONLY)
        try:
            return cv2.FaceDetectorYN.create(
                str(self._path), "", size, self._score, self._nms, MOST_CANDIDATES
            )
        except cv2.error as error:
            raise BundleCorrupt(path=str(self._path), why=error.err) from error
        finally:
            cv2.utils.logging.setLogLevel(level)


def _scaled(bgr: ImageArray, scale: float) -> ImageArray:
    if scale == 1:
        return bgr
    size = (max(1, round(bgr.shape[1] * scale)), max(1, round(bgr.shape[0] * scale)))
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(bgr, size, interpolation=how), np.uint8)


def _detections(rows: Floats, scale: float, border: int, width: int, height: int) -> tuple[Detection, ...]:
    """Bring rows of FaceDetectorYN to pixels of the whole picture, clip the boxes and sort by area."""
    corners = np.concatenate([rows[:, :2], rows[:, :2] + rows[:, 2:4]], axis=1)
    boxes = (corners - border) / scale
    points = (rows[:, 4:14].reshape(-1, 5, 2) - border) / scale
    # A box reaches from edge to edge; the centre of the last pixel is (width - 1, height - 1).
    boxes = np.clip(boxes, 0, np.array([width - 1, height - 1, width - 1, height - 1]))
    sides = boxes[:, 2:] - boxes[:, :2]
    order = np.argsort(-sides.prod(1), kind="stable")
    return tuple(
        Detection(
            boxes[i].astype(np.float32), float(np.clip(rows[i, 14], 0, 1)), points[i].astype(np.float32)
        )
        for i in order
        if sides[i].min() >= SMALLEST_BOX_PX
    )
