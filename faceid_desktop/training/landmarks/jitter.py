"""How much landmarks tremble in video: ``python -m faceid_desktop.training.landmarks.jitter --help``.

A head moves smoothly from frame to frame, so the second difference of a point's path is the tremble of the
landmarks and of the detector before them, plus whatever real acceleration there is.
"""

from __future__ import annotations

import argparse
import logging
from collections.abc import Iterator, Sequence
from pathlib import Path

import cv2
import numpy as np
import torch

from faceid_desktop.core.geometry import five_points
from faceid_desktop.core.records import Floats, ImageArray
from faceid_desktop.training.landmarks.evaluate import FINDER_HELP
from faceid_desktop.vision.detector import FaceDetector, YuNetDetector
from faceid_desktop.vision.landmarks import LandmarkDetector, LandmarkSpec, load_landmarks

_log = logging.getLogger("faceid.training")

_SCORE_THRESHOLD, _NMS_THRESHOLD, _SIDE_PX = 0.6, 0.3, 640


def jitter(path: Sequence[Floats | None]) -> float:
    """Root mean square of the second differences of a face's points, as a share of its eye distance.

    Parameters
    ----------
    path
        68 points (68, 2) of each frame, None where no face was found.

    Returns
    -------
    float
        Over all points and all runs of three frames with a face; NaN if there is no such run. White noise of
        deviation s in each coordinate gives s times the root of 12.
    """
    squares = []
    for first, second, third in zip(path, path[1:], path[2:], strict=False):
        if first is not None and second is not None and third is not None:
            eyes = five_points(second)[:2]
            difference = (first - 2 * second + third) / np.linalg.norm(eyes[1] - eyes[0])
            squares.append(float(np.square(difference).sum(axis=1).mean()))
    return float(np.sqrt(np.mean(squares))) if squares else float("nan")


def frames(path: Path) -> Iterator[ImageArray]:
    """Yield the frames of a clip, RGB uint8 (H, W, 3)."""
    clip = cv2.VideoCapture(str(path))
    try:
        while True:
            read, frame = clip.read()
            if not read:
                return
            yield np.asarray(cv2.cvtColor(frame, cv2.COLOR_BGR2RGB), np.uint8)
    finally:
        clip.release()


def largest_face(
    pictures: Iterator[ImageArray], detector: FaceDetector, landmarks: LandmarkDetector
) -> list[Floats | None]:
    """Return the 68 points of the largest face of each picture, None where there is no face."""
    path: list[Floats | None] = []
    for picture in pictures:
        found = detector.detect(picture)
        path.append(landmarks.find(picture, found[0]).points if found else None)
    return path


def main() -> None:
    """Command line of the measurement."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("clips", type=Path, nargs="+")
    parser.add_argument("--detector", type=Path, required=True, help=FINDER_HELP)
    parser.add_argument("--weights", type=Path, default=Path("work/landmarks/landmarks.safetensors"))
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    detector = YuNetDetector(arguments.detector, _SCORE_THRESHOLD, _NMS_THRESHOLD, _SIDE_PX)
    landmarks = load_landmarks(arguments.weights, LandmarkSpec(), torch.device("cpu"))
    for clip in arguments.clips:
        path = largest_face(frames(clip), detector, landmarks)
        seen = sum(points is not None for points in path)
        _log.info(
            "%s: %.2f %% of the eye distance, %d of %d frames", clip.stem, 100 * jitter(path), seen, len(path)
        )


if __name__ == "__main__":
    main()
