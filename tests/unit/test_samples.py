"""The drawn portraits that a new user can compare without a photo of their own."""

from __future__ import annotations

from pathlib import Path

import cv2
import pytest

from tests.helpers.data import shared_data

SAMPLES = sorted((Path(__file__).resolve().parents[2] / "resources" / "samples").glob("*.png"))


def test_there_are_two_views_and_another_person() -> None:
    """A same-person pair and a different-person pair can be made of the samples."""
    people = [path.stem.split("-")[0] for path in SAMPLES]
    assert len(people) > len(set(people)) >= 2


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_sample_is_small(path: Path) -> None:
    """A sample is a colour picture of less than 300 kB."""
    assert path.stat().st_size < 300_000
    assert cv2.imread(str(path)).shape[2] == 3


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_detector_of_others_sees_the_face(path: Path) -> None:
    """The reference detector, which has only seen photos, finds one face and is sure of it."""
    model = shared_data() / "reference" / "yunet.onnx"
    image = cv2.imread(str(path))
    detector = cv2.FaceDetectorYN.create(str(model), "", (image.shape[1], image.shape[0]), 0.5)
    faces = detector.detect(image)[1]
    assert len(faces) == 1
    assert faces[0, -1] > 0.8
