"""From a picture to its faces, and from faces to templates: one code path for photos, import and live video.

Parts are protocols, so that this module imports neither torch nor a detector.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

import numpy as np

from faceid_desktop.core.align import AlignmentSpec, align
from faceid_desktop.core.quality import QualityLimits, measure_quality
from faceid_desktop.core.records import (
    AlignedFace,
    Detection,
    Face,
    FacesInPhoto,
    ImageArray,
    Landmarks,
    Quality,
    Template,
)


class FaceFinder(Protocol):
    """Finds faces, the largest first (`vision.detector.YuNetDetector`)."""

    def detect(self, image: ImageArray) -> tuple[Detection, ...]:
        """Find all faces of an RGB picture."""


class LandmarkFinder(Protocol):
    """Finds landmarks (`vision.landmarks.LandmarkDetector`)."""

    def find_all(self, image: ImageArray, detections: Sequence[Detection]) -> list[Landmarks]:
        """Find the landmarks of several faces of one picture."""


class TemplateMaker(Protocol):
    """Makes templates (`vision.embedder.Embedder`)."""

    def embed(self, faces: Sequence[AlignedFace]) -> list[Template]:
        """Make the templates of aligned faces."""


class StageClock:
    """Adds up the time that named stages take."""

    def __init__(self) -> None:
        self.timings_ms: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count the time inside the block for ``name``."""
        start = time.perf_counter()
        yield
        spent_ms = (time.perf_counter() - start) * 1000
        self.timings_ms[name] = self.timings_ms.get(name, 0.0) + spent_ms


class FacePipeline:
    """Detect, find landmarks, judge quality, align and embed; one lock guards the models.

    Parameters
    ----------
    detector, landmarks, embedder
        The models.
    spec
        The canvas that the embedder was trained on.
    limits
        When a face is too poor.
    """

    def __init__(
        self,
        detector: FaceFinder,
        landmarks: LandmarkFinder,
        embedder: TemplateMaker,
        spec: AlignmentSpec,
        limits: QualityLimits,
    ) -> None:
        self._detector = detector
        self._landmarks = landmarks
        self._embedder = embedder
        self._spec = spec
        self._limits = limits
        self._lock = threading.Lock()

    def analyse(self, image: ImageArray) -> FacesInPhoto:
        """Find all faces of a picture, with landmarks, quality and the aligned face.

        Parameters
        ----------
        image
            RGB uint8 (H, W, 3).

        Returns
        -------
        FacesInPhoto
            The largest face first, possibly none; ``timings_ms`` has detect, landmarks, quality and align.
            Its image is ``image`` itself, or a copy if that is a writeable view of somebody else's memory.
        """
        image = _owned(image)
        clock = StageClock()
        with self._lock:
            with clock.stage("detect"):
                detections = self._detector.detect(image)
            with clock.stage("landmarks"):
                landmarks = self._landmarks.find_all(image, detections)
        with clock.stage("quality"):
            qualities = [
                measure_quality(image, detection, points, self._limits)
                for detection, points in zip(detections, landmarks, strict=True)
            ]
        with clock.stage("align"):
            aligned = [align(image, points, self._spec) for points in landmarks]
        faces = tuple(map(_face, detections, landmarks, qualities, aligned))
        return FacesInPhoto(image=image, faces=faces, timings_ms=clock.timings_ms)

    def embed(self, faces: Sequence[Face]) -> list[Template]:
        """Make the templates of faces in one batch, in their order; they do not depend on the batch."""
        with self._lock:
            return self._embedder.embed([face.aligned for face in faces])


def _owned(image: ImageArray) -> ImageArray:
    """Copy a view: records make arrays read-only, which must neither lock nor hold a camera's buffer."""
    return image if image.base is None or not image.flags.writeable else np.array(image)


def _face(detection: Detection, landmarks: Landmarks, quality: Quality, aligned: AlignedFace) -> Face:
    return Face(detection=detection, landmarks=landmarks, quality=quality, aligned=aligned)
