"""Measure the landmark network: ``python -m faceid_desktop.training.landmarks.evaluate --data FOLDER ...``.

The crop comes from a detector run. A face that the detector misses, or whose error exceeds 10 %, is a
failure; a missed face has no error of its own and does not count in the mean.
"""

from __future__ import annotations

import argparse
import json
import logging
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import cv2
import numpy as np
import torch

from faceid_desktop.core.records import Doubles, Floats
from faceid_desktop.training.landmarks.data import LandmarkSample, load_samples
from faceid_desktop.training.landmarks.detect import official_detector
from faceid_desktop.vision.landmarks import LandmarkDetector, LandmarkSpec, load_landmarks

_log = logging.getLogger("faceid.training")

_LEFT_CORNER, _RIGHT_CORNER = 36, 45
FAILURE = 0.10
FINDER_HELP = "the face detector's ONNX file"


@dataclass(frozen=True, slots=True)
class LandmarkReport:
    """Errors as shares of the distance of the outer eye corners; time per face in ms."""

    faces: int
    missed: int
    mean_error: float
    median_error: float
    failures: float
    ms_per_face: float


def normalised_error(found: Floats, truth: Floats) -> float:
    """Mean distance of the 68 points over the distance of the outer eye corners (the 300-W measure).

    Sagonas et al., "300 faces in-the-wild challenge", ICCV workshops 2013, eq. 1.
    """
    corners = float(np.linalg.norm(truth[_RIGHT_CORNER] - truth[_LEFT_CORNER]))
    return float(np.linalg.norm(found - truth, axis=1).mean()) / corners


def errors(detector: LandmarkDetector, samples: Sequence[LandmarkSample]) -> Doubles:
    """Normalised error (n,) of each face, from its own detection."""
    return np.array(
        [
            normalised_error(detector.find(sample.grey, sample.detection).points, sample.points)
            for sample in samples
        ]
    )


def evaluate(detector: LandmarkDetector, samples: Sequence[LandmarkSample]) -> LandmarkReport:
    """Measure on the faces that the detector found; the others count as failures."""
    found = [sample for sample in samples if sample.found]
    started = time.perf_counter()
    measured = errors(detector, found)
    seconds = time.perf_counter() - started
    missed = len(samples) - len(found)
    return LandmarkReport(
        faces=len(samples),
        missed=missed,
        mean_error=float(measured.mean()),
        median_error=float(np.median(measured)),
        failures=(int((measured > FAILURE).sum()) + missed) / len(samples),
        ms_per_face=1000 * seconds / len(found),
    )


def main() -> None:
    """Command line of the evaluation."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--data", type=Path, required=True, help="folder with landmarks68.zip, landmarks68.csv"
    )
    parser.add_argument("--detector", type=Path, required=True, help=FINDER_HELP)
    parser.add_argument("--weights", type=Path, default=Path("work/landmarks/landmarks.safetensors"))
    parser.add_argument("--group", default="helen", choices=("helen", "video"))
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO)
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    samples = load_samples(arguments.data, "test", (arguments.group,), official_detector(arguments.detector))
    detector = load_landmarks(arguments.weights, LandmarkSpec(), torch.device("cpu"))
    _log.info("%s", json.dumps(asdict(evaluate(detector, samples))))


if __name__ == "__main__":
    main()
