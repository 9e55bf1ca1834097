"""A tiny model bundle with seeded random weights, and a detector and landmark finder that need no weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import safetensors.numpy
import torch

from faceid_desktop.core.align import DEFAULT_SPEC
from faceid_desktop.core.patches import WHOLE_FACE, PatchSpec
from faceid_desktop.core.quality import QualityLimits
from faceid_desktop.core.records import Detection, ImageArray, Landmarks
from faceid_desktop.vision.bundle import Bundle, write_bundle
from faceid_desktop.vision.deepid2 import DeepId2, NetworkSpec
from faceid_desktop.vision.landmarks import LandmarkNetwork, LandmarkSpec
from faceid_desktop.vision.manifest import (
    CalibrationSection,
    DetectorSection,
    LandmarkSection,
    Manifest,
    NetworkSection,
    ScorerSection,
)

PATCHES = (WHOLE_FACE, PatchSpec("left_eye", x=20, y=40, width=47, height=55, colour="grey"))
NETWORK = NetworkSection(maps=(2, 2, 2, 2), features=6, input_width=47, input_height=55)
LANDMARKS = LandmarkSection("landmarks.safetensors", input_px=16, box_scale=1.3, channels=(2, 2), hidden=4)
DIMENSIONS = 4


def tiny_manifest() -> Manifest:
    """Return a manifest that fits `tiny_contents`, without hashes."""
    return Manifest(
        name="tiny",
        version="0.0.1",
        interim=True,
        licence="random numbers",
        detector=DetectorSection("detector.onnx", score_threshold=0.6, nms_threshold=0.3, max_side_px=640),
        landmarks=LANDMARKS,
        alignment=DEFAULT_SPEC,
        patches=PATCHES,
        network=NETWORK,
        networks=("net-0.safetensors", "net-1.safetensors"),
        scorer=ScorerSection("scorer.safetensors"),
        calibration=CalibrationSection(scale=0.5, offset=-0.25, file="calibration.safetensors"),
        quality=QualityLimits(),
        files={},
        training={"seed": 7},
        evaluation={"lfw": None},
    )


def tiny_contents(seed: int = 7) -> dict[str, bytes]:
    """Return the files of the bundle: seeded random weights, and a detector file that is not a network."""
    random = np.random.default_rng(seed)
    files = {"detector.onnx": b"not a network", "MODEL_CARD.md": b"# Random numbers\n"}
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        for place, patch in enumerate(PATCHES):
            spec = NetworkSpec(NETWORK.maps, NETWORK.features, channels=patch.channels)
            files[f"net-{place}.safetensors"] = _weights(DeepId2(spec))
        shape = LandmarkSpec(LANDMARKS.input_px, LANDMARKS.box_scale, LANDMARKS.channels, LANDMARKS.hidden)
        files["landmarks.safetensors"] = _weights(LandmarkNetwork(shape))
    width = len(PATCHES) * 2 * NETWORK.features
    components = np.linalg.qr(random.normal(size=(width, DIMENSIONS)))[0].T
    scorer = {
        "pca.mean": random.normal(size=width),
        "pca.components": np.ascontiguousarray(components),
        "jb.between": np.diag([4.0, 3.0, 2.0, 1.0]),
        "jb.within": np.eye(DIMENSIONS),
    }
    files["scorer.safetensors"] = safetensors.numpy.save(scorer)
    files["calibration.safetensors"] = safetensors.numpy.save(calibration_tensors())
    return files


def calibration_tensors() -> dict[str, np.ndarray]:
    """Return a false match table that falls tenfold with every 2 of the llr, and two flat histograms."""
    rate = 10.0 ** np.arange(0, -5, -1)
    return {
        "fmr.llr": np.arange(-4.0, 6.0, 2.0),
        "fmr.rate": rate,
        "fmr.low": rate / 2,
        "fmr.high": np.minimum(rate * 2, 1.0),
        "fmr.counts": np.array([100_000, 450], np.int64),
        "histogram.edges": np.linspace(-5.0, 5.0, 11),
        "histogram.genuine": np.full(10, 0.1),
        "histogram.impostor": np.full(10, 0.1),
    }


def write_tiny_bundle(directory: Path, seed: int = 7) -> Bundle:
    """Write the tiny bundle into a folder that does not exist yet and open it."""
    return write_bundle(directory, tiny_manifest(), tiny_contents(seed))


@dataclass
class FakeDetector:
    """Reports the same detections for every picture and remembers how often it was asked."""

    detections: tuple[Detection, ...]
    calls: list[tuple[int, ...]] = field(default_factory=list)

    def detect(self, image: ImageArray) -> tuple[Detection, ...]:
        """Return the detections."""
        self.calls.append(image.shape)
        return self.detections


class FakeLandmarks:
    """Puts a standard face of 68 points into each box."""

    def find_all(self, image: ImageArray, detections: Sequence[Detection]) -> list[Landmarks]:
        """Return the landmarks of each detection."""
        return [Landmarks(points=_face_in(each.box)) for each in detections]


def detection(x: float, y: float, side: float) -> Detection:
    """Return a square detection with its corner at (x, y)."""
    box = np.array([x, y, x + side, y + side], np.float32)
    five = np.array([(0.3, 0.35), (0.7, 0.35), (0.5, 0.6), (0.33, 0.78), (0.67, 0.78)], np.float32)
    return Detection(box=box, score=0.9, points=(box[:2] + five * side).astype(np.float32))


def noise(height: int = 200, width: int = 240, seed: int = 0) -> ImageArray:
    """Return a picture of seeded noise."""
    return np.random.default_rng(seed).integers(0, 256, (height, width, 3), np.uint8)


def _face_in(box: np.ndarray) -> np.ndarray:
    """Return 68 points in iBUG order inside a box: ovals for jaw, eyes and mouth, lines for the rest."""
    jaw = _arc(17, (0.5, 0.45), (0.48, 0.52), (np.pi, 0))
    brows = [(0.2 + 0.06 * i, 0.25) for i in range(5)] + [(0.56 + 0.06 * i, 0.25) for i in range(5)]
    nose = [(0.5, 0.36 + 0.08 * i) for i in range(4)] + [(0.42 + 0.04 * i, 0.64) for i in range(5)]
    eyes = [(x + dx, 0.35 + dy) for x in (0.3, 0.7) for dx, dy in _EYE]
    mouth = [*_arc(12, (0.5, 0.78), (0.17, 0.06), (-np.pi, np.pi * 5 / 6))]
    inner = [*_arc(8, (0.5, 0.78), (0.12, 0.03), (-np.pi, np.pi * 3 / 4))]
    points = np.array([*jaw, *brows, *nose, *eyes, *mouth, *inner])
    return np.asarray(box[:2] + points * (box[2:] - box[:2]), np.float32)


_EYE = ((-0.08, 0), (-0.03, -0.03), (0.03, -0.03), (0.08, 0), (0.03, 0.03), (-0.03, 0.03))


def _arc(
    count: int, centre: tuple[float, float], radii: tuple[float, float], angles: tuple[float, float]
) -> list[tuple[float, float]]:
    """Return points of an ellipse from one angle to another; y points down."""
    return [
        (centre[0] + radii[0] * float(np.cos(angle)), centre[1] + radii[1] * float(np.sin(angle)))
        for angle in np.linspace(*angles, count)
    ]


def _weights(network: torch.nn.Module) -> bytes:
    tensors = {name: value.numpy().copy() for name, value in network.state_dict().items()}
    return safetensors.numpy.save(tensors)
