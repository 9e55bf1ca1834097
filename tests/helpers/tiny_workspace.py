"""A gallery in a folder with the tiny bundle's scorer, and photos whose templates the test chooses."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from faceid_desktop.core.align import AlignmentSpec
from faceid_desktop.core.quality import QualityLimits
from faceid_desktop.core.records import (
    AlignedFace,
    Detection,
    FacesInPhoto,
    OperatingPoint,
    Pose,
    Quality,
    QualityReason,
    Template,
)
from faceid_desktop.gallery.records import NewPhoto
from faceid_desktop.services.bootstrap import Engine
from faceid_desktop.services.comparison import ComparisonService
from faceid_desktop.services.pipeline import FacePipeline
from faceid_desktop.services.scoring import load_scorer
from faceid_desktop.services.workspace import Workspace
from faceid_desktop.vision.bundle import Bundle
from tests.helpers.small_gallery import Clock, small_gallery
from tests.helpers.tiny_bundle import DIMENSIONS, FakeDetector, FakeLandmarks, detection, write_tiny_bundle

_numbers = itertools.count()


class ColourEmbedder:
    """Makes a template of the mean light of the quarters of a face, so that pictures tell people apart."""

    def __init__(self, model_id: str) -> None:
        self.model_id = model_id
        self.batches: list[int] = []

    def embed(self, faces: Sequence[AlignedFace]) -> list[Template]:
        """Return one template a face."""
        self.batches.append(len(faces))
        return [Template(self._vector(face), self.model_id) for face in faces]

    def _vector(self, face: AlignedFace) -> np.ndarray:
        height, width = face.image.shape[:2]
        tiles = face.image[: height // 2 * 2, : width // 2 * 2].reshape(2, height // 2, 2, width // 2, 3)
        return ((tiles.mean(axis=(1, 3, 4)).ravel() - 128) / 12).astype(np.float32)


def tiny_engine(bundle: Bundle, found: tuple[Detection, ...] | None = None) -> Engine:
    """Build an engine whose pictures each show one face in the middle; it needs no network."""
    detections = (detection(60, 40, 120),) if found is None else found
    spec: AlignmentSpec = bundle.manifest.alignment
    limits = QualityLimits(min_contrast=0.0, min_sharpness=0.0)
    embedder = ColourEmbedder(bundle.model_id)
    pipeline = FacePipeline(FakeDetector(detections), FakeLandmarks(), embedder, spec, limits)
    scorer = load_scorer(bundle)
    return Engine(bundle, pipeline, ComparisonService(pipeline, scorer, OperatingPoint()), scorer, "none")


@contextmanager
def tiny_workspace(folder: Path, seed: int = 7, clock: Clock | None = None) -> Iterator[Workspace]:
    """Open (or begin) a gallery below ``folder`` with an engine of the bundle of a seed."""
    bundle = write_tiny_bundle(folder / f"bundle-{seed}", seed)
    with small_gallery(folder, clock=clock) as gallery:
        yield Workspace(gallery, tiny_engine(bundle))


def picture(colours: Sequence[int], seed: int = 0) -> np.ndarray:
    """Paint a picture (200, 240) of four grey quarters with a little noise, so that no two are equal."""
    noise = np.random.default_rng(seed).integers(0, 3, (200, 240, 3), np.uint8)
    image = noise.copy()
    for place, colour in enumerate(colours):
        row, column = divmod(place, 2)
        image[row * 100 : row * 100 + 100, column * 120 : column * 120 + 120] += np.uint8(colour)
    return image


def analysed(workspace: Workspace, colours: Sequence[int], seed: int = 0) -> FacesInPhoto:
    """Analyse a painted picture."""
    return workspace.engine.pipeline.analyse(picture(colours, seed))


def quality(*reasons: QualityReason) -> Quality:
    """Return the quality of a good face, or of one refused for some reasons."""
    return Quality(60.0, 0.1, 0.5, 0.4, Pose(1.0, 2.0, 3.0), 0.3, 0.1, 1.0, reasons)


def photo_of(vector: Sequence[float], model_id: str, source: bytes = b"", name: str = "") -> NewPhoto:
    """Return a photo with a chosen template; every one is of a source of its own unless one is given."""
    number = next(_numbers)
    values = np.zeros(DIMENSIONS, np.float32)
    values[: len(vector)] = vector
    return NewPhoto(
        source=source or f"source {number}".encode(),
        source_name=name or f"{number}.jpg",
        crop=f"crop {number}".encode(),
        thumbnail=f"thumbnail {number}".encode(),
        landmarks=np.full((68, 2), 5, np.float32),
        box=np.array([1, 2, 3, 4], np.float32),
        quality=quality(),
        template=Template(values, model_id),
    )
