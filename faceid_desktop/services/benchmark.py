"""How long each stage of the pipeline takes on this computer, and how much memory the process holds."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np
import psutil  # type: ignore[import-untyped]  # ships no types

from faceid_desktop.core.records import FacesInPhoto, ImageArray
from faceid_desktop.services.photos import decode_photo

if TYPE_CHECKING:
    from faceid_desktop.services.bootstrap import Engine

PICTURES = (("640x480", 640, 480), ("12 Mpx", 4000, 3000))
FACE_COUNTS = (1, 32)
_BACKGROUND = 128


@dataclass(frozen=True, slots=True)
class StageTime:
    """Time of one stage in milliseconds: median and 95th percentile over the runs."""

    median_ms: float
    p95_ms: float


@dataclass(frozen=True, slots=True)
class BenchCase:
    """One picture: its size, how many faces it shows and how many were found, and the time of each stage."""

    name: str
    width: int
    height: int
    faces: int
    faces_found: int
    runs: int
    stages: Mapping[str, StageTime]


def measure_pipeline(
    engine: Engine, portraits: Sequence[ImageArray], runs: int, warm_up: int
) -> list[BenchCase]:
    """Measure every stage at 640x480 and 12 Mpx with one face and with 32 faces.

    Parameters
    ----------
    engine
        The loaded models.
    portraits
        Pictures of one face each, at least one; they are tiled to the sizes.
    runs
        Runs that count, at least 1.
    warm_up
        Runs before them that do not count.

    Returns
    -------
    list of BenchCase
        One for each size and number of faces.
    """
    return [
        _measure(
            engine,
            f"{name}, {faces} face{'s' * (faces > 1)}",
            tile(portraits, faces, width, height),
            faces,
            (runs, warm_up),
        )
        for name, width, height in PICTURES
        for faces in FACE_COUNTS
    ]


def tile(portraits: Sequence[ImageArray], faces: int, width: int, height: int) -> ImageArray:
    """Draw portraits side by side on a grey picture, each as large as its cell allows.

    Parameters
    ----------
    portraits
        RGB uint8 pictures; they are repeated as needed.
    faces
        How many to draw, in about half as many rows as columns.
    width, height
        Size of the picture in pixels.

    Returns
    -------
    ImageArray
        RGB uint8 (height, width, 3).
    """
    columns = next(n for n in range(1, faces + 1) if n * -(-n // 2) >= faces)
    rows = -(-faces // columns)
    cell_width, cell_height = width // columns, height // rows
    picture = np.full((height, width, 3), _BACKGROUND, np.uint8)
    for place in range(faces):
        portrait = portraits[place % len(portraits)]
        scale = min(cell_width / portrait.shape[1], cell_height / portrait.shape[0])
        size = (int(portrait.shape[1] * scale), int(portrait.shape[0] * scale))
        small = cv2.resize(portrait, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
        top, left = place // columns * cell_height, place % columns * cell_width
        picture[top : top + size[1], left : left + size[0]] = small
    return picture


def resident_mb() -> float:
    """Return the memory that this process holds (RSS) in megabytes of 10^6 bytes."""
    return float(psutil.Process().memory_info().rss) / 1e6


def _measure(engine: Engine, name: str, image: ImageArray, faces: int, counts: tuple[int, int]) -> BenchCase:
    runs, warm_up = counts
    encoded = cv2.imencode(".jpg", cv2.cvtColor(image, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, 92])[
        1
    ].tobytes()
    times: defaultdict[str, list[float]] = defaultdict(list)
    found = 0
    for run in range(warm_up + runs):
        photo, spent = _run_once(engine, encoded)
        found = len(photo.faces)
        if run >= warm_up:
            for stage, spent_ms in spent.items():
                times[stage].append(spent_ms)
    stages = {
        stage: StageTime(float(np.median(values)), float(np.percentile(values, 95)))
        for stage, values in times.items()
    }
    return BenchCase(name, image.shape[1], image.shape[0], faces, found, runs, stages)


def _run_once(engine: Engine, encoded: bytes) -> tuple[FacesInPhoto, dict[str, float]]:
    """Take a picture from its file to the scores of its faces; the time of each stage is in milliseconds."""
    start = time.perf_counter()
    image = decode_photo(encoded, "bench")
    decoded = time.perf_counter()
    photo = engine.pipeline.analyse(image)
    analysed = time.perf_counter()
    templates = engine.pipeline.embed(photo.faces)
    embedded = time.perf_counter()
    for template in templates:
        engine.scorer.llr(templates[0], template)
    end = time.perf_counter()
    spent = {
        "decode": decoded - start,
        "embed": embedded - analysed,
        "score": end - embedded,
        "total": end - start,
    }
    milliseconds = {stage: seconds * 1000 for stage, seconds in spent.items()}
    return photo, {"decode": milliseconds.pop("decode"), **photo.timings_ms, **milliseconds}
