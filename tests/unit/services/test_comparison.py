"""Comparisons: which face is meant, and what is reported of the two."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from faceid_desktop.core.records import Face, FacesInPhoto, OperatingPoint, Outcome, QualityReason
from faceid_desktop.errors import ImageError, NoFaceFound, NoSuchFace, SeveralFacesFound
from faceid_desktop.services.comparison import CLEARLY_LARGER, ComparisonService, choose_face
from faceid_desktop.services.pipeline import FacePipeline
from faceid_desktop.services.scoring import load_scorer
from faceid_desktop.vision.embedder import Embedder
from tests.helpers.tiny_bundle import FakeDetector, FakeLandmarks, detection, noise, write_tiny_bundle


@pytest.fixture
def pipeline(tmp_path: Path) -> FacePipeline:
    """Give a pipeline of the tiny bundle that finds two faces in every picture, one clearly larger."""
    bundle = write_tiny_bundle(tmp_path / "tiny")
    found = FakeDetector((detection(20, 30, 120), detection(150, 20, 60)))
    embedder = Embedder(bundle, torch.device("cpu"))
    return FacePipeline(found, FakeLandmarks(), embedder, bundle.manifest.alignment, bundle.manifest.quality)


@pytest.fixture
def service(pipeline: FacePipeline, tmp_path: Path) -> ComparisonService:
    """Give a comparison service over `pipeline`."""
    scorer = load_scorer(write_tiny_bundle(tmp_path / "tiny"))
    return ComparisonService(pipeline, scorer, OperatingPoint(prior=0.2))


def photo(*sides: float) -> FacesInPhoto:
    """Return a photo with square boxes of these sides; nothing else of its faces is looked at."""
    empty = np.zeros((1, 1, 3), np.uint8)
    faces = tuple(Face(detection(0, 0, side), None, None, None) for side in sides)  # type: ignore[arg-type]
    return FacesInPhoto(image=empty, faces=faces)


def test_no_face_is_told_with_the_path() -> None:
    """A photo without a face is an error, also where a face was chosen."""
    for chosen in (None, 0):
        with pytest.raises(NoFaceFound) as caught:
            choose_face(photo(), chosen, "a.jpg")
        assert caught.value.data == {"path": "a.jpg"}


@given(
    sides=st.lists(st.floats(10, 1000, width=32), min_size=1, max_size=6),
    chosen=st.none() | st.integers(-3, 8),
)
def test_choice_is_the_wish_or_the_clearly_largest(sides: list[float], chosen: int | None) -> None:
    """A wish is followed or refused; without one the largest is taken if it is clearly the largest."""
    areas = [float(np.prod(detection(0, 0, s).box[2:].astype(float))) for s in sides]
    largest = int(np.argmax(areas))
    others = max((area for place, area in enumerate(areas) if place != largest), default=0.0)
    if chosen is not None and not 0 <= chosen < len(sides):
        expected: int | type[ImageError] = NoSuchFace
    elif chosen is not None:
        expected = chosen
    else:
        expected = SeveralFacesFound if areas[largest] < CLEARLY_LARGER * others else largest
    if isinstance(expected, int):
        assert choose_face(photo(*sides), chosen, "a.jpg") == expected
        return
    with pytest.raises(expected) as caught:
        choose_face(photo(*sides), chosen, "a.jpg")
    assert caught.value.data["count"] == len(sides)
    assert caught.value.data["path"] == "a.jpg"


def test_same_face_is_compared_with_itself(service: ComparisonService, pipeline: FacePipeline) -> None:
    """A comparison reports the places, the reasons, the prior that was asked for and its timings."""
    analysed = pipeline.analyse(noise())
    result = service.compare(analysed, analysed)
    assert (result.face_a, result.face_b) == (0, 0)
    assert result.reasons_a == result.reasons_b == analysed.faces[0].quality.reasons
    assert result.decision.operating_point.prior == 0.2
    assert list(result.timings_ms) == ["embed", "score"]


def test_order_does_not_matter(service: ComparisonService, pipeline: FacePipeline) -> None:
    """Exchanging the photos exchanges the sides and leaves the evidence."""
    first, second = pipeline.analyse(noise(seed=1)), pipeline.analyse(noise(seed=2))
    forth, back = service.compare(first, second, 0, 1), service.compare(second, first, 1, 0)
    assert forth.decision.llr == pytest.approx(back.decision.llr, abs=1e-5)
    assert (forth.face_a, forth.face_b) == (back.face_b, back.face_a) == (0, 1)


def test_one_poor_face_is_enough(service: ComparisonService, pipeline: FacePipeline) -> None:
    """A fault of either face makes the verdict "poor quality" and is reported on its own side."""
    analysed = pipeline.analyse(noise())
    face = analysed.faces[0]
    good = FacesInPhoto(analysed.image, (replace(face, quality=replace(face.quality, reasons=())),))
    blurred = replace(face.quality, reasons=(QualityReason.BLURRED,))
    poor = FacesInPhoto(analysed.image, (replace(face, quality=blurred),))
    assert service.compare(good, good).decision.outcome is not Outcome.POOR_QUALITY
    for pair, reasons in (((poor, good), (1, 0)), ((good, poor), (0, 1))):
        result = service.compare(*pair)
        assert result.decision.outcome is Outcome.POOR_QUALITY
        assert (len(result.reasons_a), len(result.reasons_b)) == reasons


def test_missing_face_names_the_side(service: ComparisonService, pipeline: FacePipeline) -> None:
    """Which of the two photos lacks a face is part of the error."""
    full, empty = pipeline.analyse(noise()), photo()
    for pair, side in (((empty, full), "a"), ((full, empty), "b")):
        with pytest.raises(NoFaceFound) as caught:
            service.compare(*pair)
        assert caught.value.data["path"] == side
