"""The reference face detector as a plain function, for training and evaluation of the landmarks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cv2
import numpy as np

from faceid_desktop.core.records import Detection, ImageArray
from faceid_desktop.training.landmarks.data import Detect

# Faces of the annotated sets are in plain view, and the best overlap decides: a low threshold loses none of
# them.
_SCORE_THRESHOLD, _NMS_THRESHOLD, _MOST = 0.5, 0.3, 50


def official_detector(path: Path) -> Detect:
    """YuNet from an ONNX file, at the pictures' own size.

    Parameters
    ----------
    path
        The ONNX file.

    Returns
    -------
    Detect
        A function of an RGB picture uint8 (H, W, 3). Not for several threads at once.
    """
    network = cv2.FaceDetectorYN.create(str(path), "", (320, 320), _SCORE_THRESHOLD, _NMS_THRESHOLD, _MOST)

    def detect(image: ImageArray) -> tuple[Detection, ...]:
        network.setInputSize((image.shape[1], image.shape[0]))
        faces: Any = network.detect(cv2.cvtColor(image, cv2.COLOR_RGB2BGR))[1]  # None if there is none
        return () if faces is None else tuple(_detection(face) for face in np.asarray(faces, np.float32))

    return detect


def _detection(face: np.ndarray[tuple[int], np.dtype[np.float32]]) -> Detection:
    """Convert a row of `cv2.FaceDetectorYN`: x, y, width, height, five points, score."""
    box = np.concatenate([face[:2], face[:2] + face[2:4]])
    return Detection(box=box, score=float(face[14]), points=face[4:14].reshape(5, 2).copy())
