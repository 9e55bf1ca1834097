"""An engine without models: it finds faces where a test says, and scores them as a test says."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from faceid_desktop.core.calibration import FmrTable, ScoreHistogram
from faceid_desktop.core.records import (
    AlignedFace,
    Comparison,
    Decision,
    Detection,
    Face,
    FacesInPhoto,
    FalseMatchRate,
    ImageArray,
    Landmarks,
    OperatingPoint,
    Outcome,
    Pose,
    Quality,
    QualityReason,
)
from faceid_desktop.settings import Settings

GOOD = Quality(96.0, 0.8, 0.5, 0.4, Pose(3.0, 0.0, 0.0), 0.3, 0.1, 1.0)
# Outline, brows, nose, eyes and mouth of a face in a unit box, as 68 points in iBUG order.
_JAW = [(0.5 + 0.46 * np.cos(a), 0.42 + 0.55 * np.sin(a)) for a in np.linspace(np.pi, 0, 17)]
_BROWS = [(0.16 + 0.06 * i, 0.32 - 0.03 * (i % 3)) for i in range(5)] + [
    (0.60 + 0.06 * i, 0.32 - 0.03 * (i % 3)) for i in range(5)
]
_NOSE = [(0.5, 0.42 + 0.07 * i) for i in range(4)] + [(0.42 + 0.04 * i, 0.66) for i in range(5)]
_EYES = [(x + 0.06 * np.cos(a), 0.42 + 0.025 * np.sin(a)) for x in (0.3, 0.7) for a in np.linspace(0, 5.2, 6)]
_MOUTH = [(0.5 + 0.15 * np.cos(a), 0.8 + 0.05 * np.sin(a)) for a in np.linspace(0, 6.0, 20)]
_SHAPE = np.array(_JAW + _BROWS + _NOSE + _EYES + _MOUTH, np.float32)


def make_face(
    box: tuple[float, float, float, float] = (60, 50, 200, 230), quality: Quality = GOOD, shade: int = 150
) -> Face:
    """Make a face in a box, with 68 landmarks of a plausible shape and a plain crop."""
    x1, y1, x2, y2 = box
    points = (_SHAPE * np.float32([x2 - x1, y2 - y1]) + np.float32([x1, y1])).astype(np.float32)
    five = points[[36, 45, 30, 48, 54]].copy()
    crop = np.full((144, 128, 3), shade, np.uint8)
    aligned = AlignedFace(crop, np.eye(2, 3), points.copy())
    return Face(Detection(np.array(box, np.float32), 0.97, five), Landmarks(points), quality, aligned)


def make_comparison(
    outcome: Outcome = Outcome.SAME,
    llr: float = 7.09,
    fmr: FalseMatchRate | None = None,
    reasons: tuple[tuple[QualityReason, ...], tuple[QualityReason, ...]] = ((), ()),
    faces: tuple[int, int] = (0, 0),
) -> Comparison:
    """Make a comparison with the figures of the sketches: 1,200 times, 1 in 40,000."""
    rate = fmr or FalseMatchRate(2.5e-5, 1.64e-5, 3.57e-5, supported=True, pairs=812_000, people=506)
    probability = float(1.0 / (1.0 + np.exp(-llr)))
    decision = Decision(outcome, llr, llr, probability, rate, OperatingPoint(), "fake-1.0+12345678")
    return Comparison(decision, faces[0], faces[1], reasons[0], reasons[1])


@dataclass
class FakePipeline:
    """Finds the same faces in every photo, waits where a test wants it to, and counts."""

    faces: tuple[Face, ...]
    gate: threading.Event
    analysed: list[tuple[int, ...]] = field(default_factory=list)
    threads: set[str] = field(default_factory=set)

    def analyse(self, image: ImageArray) -> FacesInPhoto:
        """Return the faces; blocks until the gate is open."""
        self.gate.wait(10)
        self.threads.add(threading.current_thread().name)
        self.analysed.append(image.shape)
        return FacesInPhoto(image, self.faces, {"detect": 1.0})


@dataclass
class FakeComparison:
    """Answers every comparison with the same result, for the faces that were asked for."""

    answer: Comparison
    error: Exception | None = None
    asked: list[tuple[int | None, int | None]] = field(default_factory=list)

    def compare(self, a: FacesInPhoto, b: FacesInPhoto, face_a: int | None, face_b: int | None) -> Comparison:
        """Return the answer, or raise the error."""
        self.asked.append((face_a, face_b))
        if self.error is not None:
            raise self.error
        old = self.answer
        return Comparison(old.decision, face_a or 0, face_b or 0, old.reasons_a, old.reasons_b)


@dataclass(frozen=True)
class FakeScorer:
    """The two things of a scorer that the window draws."""

    histogram: ScoreHistogram
    table: FmrTable


@dataclass(frozen=True)
class FakeManifest:
    """What the window shows of a manifest."""

    licence: str = "Apache-2.0"


@dataclass(frozen=True)
class FakeBundle:
    """What the window shows of a bundle."""

    model_id: str = "deepid2-0.1.0+12345678"
    interim: bool = True
    manifest: FakeManifest = FakeManifest()


@dataclass(frozen=True)
class FakeEngine:
    """Stands in for `services.bootstrap.Engine`."""

    pipeline: FakePipeline
    comparison: FakeComparison
    scorer: FakeScorer
    bundle: FakeBundle = FakeBundle()
    device_name: str = "CPU, 2 threads"
    explainer: None = None


def make_histogram() -> ScoreHistogram:
    """Make two humps, different people at -8 and the same person at 6."""
    edges = np.linspace(-25.0, 20.0, 81)
    middle = (edges[1:] + edges[:-1]) / 2
    impostor, genuine = (np.exp(-(((middle - m) / s) ** 2) / 2) for m, s in ((-8.0, 4.0), (6.0, 4.5)))
    return ScoreHistogram(edges, genuine / genuine.sum(), impostor / impostor.sum())


def make_table() -> FmrTable:
    """Make a false match rate that falls by a factor of e for each unit of LLR above -8."""
    llr = np.linspace(-8.0, 6.0, 60)
    rate = np.exp(-(llr + 8.0) * 0.75)
    return FmrTable(llr, rate, rate * 0.7, np.minimum(1.0, rate * 1.4), 812_000, 506)


def make_engine(
    faces: tuple[Face, ...] | None = None, answer: Comparison | None = None, error: Exception | None = None
) -> FakeEngine:
    """Make an engine; its gate is open."""
    gate = threading.Event()
    gate.set()
    found = (make_face(),) if faces is None else faces
    scorer = FakeScorer(make_histogram(), make_table())
    return FakeEngine(FakePipeline(found, gate), FakeComparison(answer or make_comparison(), error), scorer)


def builder_of(engine: FakeEngine) -> object:
    """Return a stand-in for `services.bootstrap.build_engine` that hands out this engine."""

    def build(settings: Settings, bundle_path: Path | None, device: str) -> FakeEngine:
        return engine

    return build
