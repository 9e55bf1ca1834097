"""FaceID Desktop as one of the programs that `tests.campaign.peers` measures: one line of JSON a photo.

Every driver reads the paths of pictures (binary PPM, RGB) from its standard input and answers each with its
faces (box as left, top, right, bottom; vector) and the processor time that all its threads took to detect
them, and to make the vectors from there. Here the second part is landmarks, quality, alignment and networks.
"""

from __future__ import annotations

import json
import os
import sys
import time

import cv2
import numpy as np

from faceid_desktop.core.records import Detection, ImageArray
from faceid_desktop.services.bootstrap import build_engine
from faceid_desktop.services.pipeline import FaceFinder
from faceid_desktop.settings import Settings


class Timed:
    """A detector that notes how long it took."""

    def __init__(self, detector: FaceFinder) -> None:
        self.seconds = 0.0
        self._detector = detector

    def detect(self, image: ImageArray) -> tuple[Detection, ...]:
        """Find all faces."""
        begin = time.process_time()
        found = self._detector.detect(image)
        self.seconds = time.process_time() - begin
        return found


def main() -> None:
    """Answer every path."""
    cv2.setNumThreads(int(os.environ["OMP_NUM_THREADS"]))
    engine = build_engine(Settings(), device="cpu")
    pipeline = engine.pipeline
    detector = pipeline._detector = Timed(pipeline._detector)
    write({"version": engine.bundle.model_id})
    for line in sys.stdin:
        image = cv2.cvtColor(cv2.imread(line.rstrip("\n")), cv2.COLOR_BGR2RGB)
        begin = time.process_time()
        faces = pipeline.analyse(image).faces
        templates = pipeline.embed(faces) if faces else []
        spent = time.process_time() - begin
        write(
            {
                "faces": [
                    {"box": face.detection.box.tolist(), "vector": np.asarray(template.vector).tolist()}
                    for face, template in zip(faces, templates, strict=True)
                ],
                "detect_ms": detector.seconds * 1000,
                "encode_ms": (spent - detector.seconds) * 1000,
            }
        )


def write(answer: dict[str, object]) -> None:
    """Write one line."""
    sys.stdout.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main()
