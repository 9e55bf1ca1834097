"""A small engine without networks: a picture shows as many faces as its first pixel is red."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from PIL import Image

from faceid_desktop.cli.common import Common
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
    Template,
)

MODEL_ID = "fake-1.0+01234567"


def make_face(size: float, reasons: tuple[QualityReason, ...] = ()) -> Face:
    """Make a face whose box has sides of ``size`` pixels."""
    pose = Pose(yaw_deg=1.0, pitch_deg=2.0, roll_deg=float("nan"))
    return Face(
        Detection(np.array([0, 0, size, size], np.float32), 0.9, np.zeros((5, 2), np.float32)),
        Landmarks(np.zeros((68, 2), np.float32)),
        Quality(size / 2, 1.0, 0.5, 0.2, pose, 0.3, 0.1, 1.0, reasons),
        AlignedFace(np.zeros((4, 4, 3), np.uint8), np.zeros((2, 3)), np.zeros((68, 2), np.float32)),
    )


class FakePipeline:
    """Finds faces of equal size, as many as the first pixel is red; blue pictures are too dark."""

    def analyse(self, image: ImageArray) -> FacesInPhoto:
        """Return the faces with the time of one stage."""
        count, _, blue = (int(value) for value in image[0, 0])
        reasons = (QualityReason.TOO_DARK,) if blue else ()
        return FacesInPhoto(image, tuple(make_face(8.0, reasons) for _ in range(count)), {"detect": 2.0})

    def embed(self, faces: Sequence[Face]) -> list[Template]:
        """Return a vector of three for each face."""
        return [Template(np.arange(3, dtype=np.float32), MODEL_ID) for _ in faces]


class FakeComparison:
    """Says the same about any two faces."""

    def compare(
        self, a: FacesInPhoto, b: FacesInPhoto, face_a: int | None = None, face_b: int | None = None
    ) -> Comparison:
        """Return a verdict of the same person."""
        fmr = FalseMatchRate(1e-4, 5e-5, 2e-4, supported=True, pairs=10_000, people=100)
        decision = Decision(Outcome.SAME, 7.1, 7.1, 0.9992, fmr, OperatingPoint(), MODEL_ID)
        chosen_a, chosen_b = face_a or 0, face_b or 0
        reasons = (a.faces[chosen_a].quality.reasons, b.faces[chosen_b].quality.reasons)
        return Comparison(decision, chosen_a, chosen_b, *reasons, {"score": 0.5})


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """Put the small engine in the place of the real one."""
    fake = SimpleNamespace(
        pipeline=FakePipeline(),
        comparison=FakeComparison(),
        bundle=SimpleNamespace(model_id=MODEL_ID),
        device_name="none",
    )
    monkeypatch.setattr(Common, "engine", lambda _self: fake)
    return fake


@pytest.fixture
def picture(tmp_path: Path) -> Callable[..., Path]:
    """Give a function that writes a picture with so many faces."""

    def write(faces: int, name: str = "", *, dark: bool = False) -> Path:
        path = tmp_path / (name or f"{faces} faces.png")
        Image.new("RGB", (64, 48), (faces, 0, 255 if dark else 0)).save(path)
        return path

    return write
