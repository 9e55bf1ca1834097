"""The upright crop: where the face lies in it, and that templates can be made from it again."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from faceid_desktop.core.align import DEFAULT_SPEC, align
from faceid_desktop.core.geometry import five_points
from faceid_desktop.core.records import Detection, Face, Landmarks
from faceid_desktop.errors import ImageUnreadable
from faceid_desktop.gallery.records import PhotoRecord
from faceid_desktop.services.crops import (
    MAX_PX,
    THUMBNAIL_PX,
    encode_crop,
    encode_thumbnail,
    face_of_crop,
    read_crop,
    upright_crop,
)
from tests.helpers.tiny_bundle import FakeLandmarks, detection
from tests.helpers.tiny_workspace import quality


def smooth(height: int, width: int) -> np.ndarray:
    """Return a picture without fine detail, which survives warping twice."""
    y, x = np.mgrid[:height, :width]
    waves = [127 + 100 * np.sin((x * a + y * b) / 40) for a, b in ((1, 0.3), (0.2, 1), (0.7, -0.7))]
    return np.stack(waves, axis=2).astype(np.uint8)


def tilted_face(image: np.ndarray, found: Detection, angle_deg: float) -> Face:
    """Return a face whose landmarks are turned about the middle of its box."""
    (marks,) = FakeLandmarks().find_all(image, [found])
    middle = (found.box[:2] + found.box[2:]) / 2
    angle = np.deg2rad(angle_deg)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    points = Landmarks(((marks.points - middle) @ turn.T + middle).astype(np.float32))
    return Face(found, points, quality(), align(image, points))


@given(angle=st.floats(-170, 170), side=st.floats(30, 400), x=st.floats(-50, 300))
def test_the_eyes_are_level_and_the_box_is_in_the_middle(angle: float, side: float, x: float) -> None:
    """Whatever the size, the tilt and the place: the crop has twice the box and the eyes lie level."""
    image = np.zeros((40, 60, 3), np.uint8)
    crop = upright_crop(image, tilted_face(image, detection(x, 20.0, side), angle))
    height, width = crop.image.shape[:2]
    left, right = five_points(crop.landmarks)[:2]
    assert height == width <= MAX_PX
    assert right[0] > left[0]
    assert abs(right[1] - left[1]) < 0.05
    assert width == pytest.approx(min(2 * side, MAX_PX), abs=1)
    assert (crop.box[:2] + crop.box[2:]) / 2 == pytest.approx([(width - 1) / 2] * 2, abs=1e-3)
    assert crop.box[2] - crop.box[0] == pytest.approx(width / 2, abs=1)


def test_pixels_and_landmarks_are_moved_alike() -> None:
    """A bright dot on a landmark is on that landmark in the crop."""
    image = np.zeros((300, 300, 3), np.uint8)
    face = tilted_face(image, detection(80, 90, 110), 25.0)
    x, y = (round(float(value)) for value in face.landmarks.points[30])
    image = np.array(image)
    image[y - 2 : y + 3, x - 2 : x + 3] = 255
    crop = upright_crop(image, face)
    rows, columns = np.nonzero(crop.image[:, :, 0] > 100)
    assert (columns.mean(), rows.mean()) == pytest.approx(crop.landmarks[30], abs=1.0)


def test_a_face_can_be_aligned_from_its_crop() -> None:
    """The canvas made from the stored crop is that of the photo but for the loss of compression."""
    image = smooth(400, 500)
    face = tilted_face(image, detection(150, 100, 180), 17.0)
    crop = upright_crop(image, face)
    now = datetime(2026, 1, 1, tzinfo=UTC)
    record = PhotoRecord("u", "p", "", now, quality(), crop.landmarks, crop.box, ())
    again = face_of_crop(record, read_crop(encode_crop(crop), "u"), DEFAULT_SPEC)
    difference = np.abs(again.aligned.image.astype(int) - face.aligned.image.astype(int))
    assert difference.mean() < 3
    assert again.aligned.points == pytest.approx(face.aligned.points, abs=0.1)


def test_pictures_are_small_webp_without_metadata() -> None:
    """The thumbnail is a square with the face; neither file tells more than pixels."""
    image = smooth(300, 300)
    crop = upright_crop(image, tilted_face(image, detection(100, 100, 90), 5.0))
    with Image.open(io.BytesIO(encode_thumbnail(crop))) as small:
        assert (small.format, small.size) == ("WEBP", (THUMBNAIL_PX, THUMBNAIL_PX))
    with Image.open(io.BytesIO(encode_crop(crop))) as large:
        assert (large.format, large.size) == ("WEBP", (180, 180))
        assert not {"exif", "xmp", "icc_profile"} & set(large.info)


@pytest.mark.parametrize(
    ("content", "why"),
    [(b"", "damaged"), (b"RIFF\0\0\0\0WEBPVP8 ", "damaged"), (b"\x89PNG\r\n\x1a\n", "damaged")],
)
def test_what_is_no_crop_is_told(content: bytes, why: str) -> None:
    """Crops are WebP; nothing else is decoded."""
    with pytest.raises(ImageUnreadable) as caught:
        read_crop(content, "u")
    assert caught.value.data == {"path": "u", "why": why}


def test_a_crop_that_is_too_large_is_not_decoded() -> None:
    """A small file may unpack to any size."""
    content = io.BytesIO()
    Image.new("RGB", (4000, 10)).save(content, "WEBP", lossless=True)
    with pytest.raises(ImageUnreadable) as caught:
        read_crop(content.getvalue(), "u")
    assert caught.value.data["why"] == "too_large"
