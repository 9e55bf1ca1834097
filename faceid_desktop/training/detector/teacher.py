"""What a trained detector says about a picture, cell by cell, so that another one can learn from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from faceid_desktop.core.records import Floats, ImageArray
from faceid_desktop.training.detector.model import HEADS, STRIDES, grid


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """Answers of all N cells of a picture, in the order of `grid`.

    ``scores`` and ``objectness`` (N,) from 0 to 1, ``boxes`` (N, 4) and ``points`` (N, 5, 2) in pixels.
    """

    scores: Floats
    objectness: Floats
    boxes: Floats
    points: Floats


Teacher = Callable[[ImageArray], Answers]


def onnx_teacher(path: Path) -> Teacher:
    """Make a teacher of an ONNX file of YuNet's form.

    Parameters
    ----------
    path
        The file, for example the official YuNet.

    Returns
    -------
    Teacher
        A function of a BGR picture (H, W, 3) uint8 with sides that are multiples of 32. Not for several
        threads at once.
    """
    network = cv2.dnn.readNetFromONNX(str(path))
    names = [f"{head}_{stride}" for head in HEADS for stride in STRIDES]

    def answer(image: ImageArray) -> Answers:
        cells, strides = (each.numpy() for each in grid(*image.shape[:2]))
        network.setInput(cv2.dnn.blobFromImage(image))
        found = dict(zip(names, network.forward(names), strict=True))
        flat = {
            head: np.concatenate([np.asarray(found[f"{head}_{stride}"][0]) for stride in STRIDES])
            for head in HEADS
        }
        return _decoded(flat, cells, strides)

    return answer


def _decoded(flat: dict[str, Floats], cells: Floats, strides: Floats) -> Answers:
    """Decode as `model.decode` does, but from probabilities."""
    scale = strides[:, None]
    centre = (cells + flat["bbox"][:, :2]) * scale
    half = np.exp(np.minimum(flat["bbox"][:, 2:], 6.0)) * scale / 2
    points = (flat["kps"].reshape(-1, 5, 2) + cells[:, None]) * scale[..., None]
    objectness = np.clip(flat["obj"][:, 0], 0, 1)
    return Answers(
        np.sqrt(np.clip(flat["cls"][:, 0], 0, 1) * objectness).astype(np.float32),
        objectness.astype(np.float32),
        np.concatenate([centre - half, centre + half], axis=1).astype(np.float32),
        points.astype(np.float32),
    )
