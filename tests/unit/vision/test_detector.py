"""Tests of the face detector."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from faceid_desktop.core.records import ImageArray
from faceid_desktop.errors import BundleCorrupt, BundleNotFound, ShapeError
from faceid_desktop.vision import detector as module
from faceid_desktop.vision.detector import YuNetDetector


class FakeNetwork:
    """Stands for FaceDetectorYN: reports the rows of a script, look by look, and notes what it was shown."""

    def __init__(self, script: list[list[list[float]]]) -> None:
        self.script = script
        self.shown: list[tuple[int, int]] = []

    def setInputSize(self, size: tuple[int, int]) -> None:  # noqa: N802  # OpenCV's name
        """Note the size of the next picture."""
        self.shown.append(size)

    def detect(self, image: ImageArray) -> tuple[int, np.ndarray | None]:
        """Return the next rows of the script."""
        assert image.shape[1::-1] == self.shown[-1]
        rows = self.script[min(len(self.shown), len(self.script)) - 1]
        return 1, np.array(rows, np.float32) if rows else None


def row(x: float, y: float, width: float, height: float, score: float = 0.9) -> list[float]:
    """Build a row as FaceDetectorYN returns it, points at the quarters of the box."""
    quarters = [(0.25, 0.25), (0.75, 0.25), (0.5, 0.5), (0.25, 0.75), (0.75, 0.75)]
    return [x, y, width, height, *(v for a, b in quarters for v in (x + a * width, y + b * height)), score]


def build(
    tmp_path: Path, script: list[list[list[float]]], side: int = 640
) -> tuple[YuNetDetector, FakeNetwork]:
    """Build a detector around a `FakeNetwork`."""
    file = tmp_path / "detector.onnx"
    file.write_bytes(b"")
    detector, network = YuNetDetector(file, 0.5, 0.3, side), FakeNetwork(script)
    detector._network = network  # type: ignore[assignment]  # the test's stand-in
    return detector, network


def blank(width: int, height: int) -> ImageArray:
    """Return a grey picture."""
    return np.full((height, width, 3), 128, np.uint8)


def test_largest_first_and_clipped(tmp_path: Path) -> None:
    """The largest face comes first, and no box leaves the picture although its points may."""
    detector, _ = build(tmp_path, [[row(10, 10, 20, 20, 0.95), row(-30, 40, 80, 90, 0.7)]], side=120)
    large, small = detector.detect(blank(100, 120))
    np.testing.assert_allclose(large.box, [0, 40, 50, 119])
    np.testing.assert_allclose(small.box, [10, 10, 30, 30])
    assert large.points[0, 0] == pytest.approx(-10)
    assert large.score == pytest.approx(0.7)


def test_first_point_is_the_eye_on_the_viewers_left(tmp_path: Path) -> None:
    """The points keep the order of the records: viewer's left eye, right eye, nose, mouth corners."""
    detector, _ = build(tmp_path, [[row(10, 10, 40, 40)]], side=100)
    (face,) = detector.detect(blank(100, 100))
    np.testing.assert_allclose(face.points, [[20, 20], [40, 20], [30, 30], [20, 40], [40, 40]])


def test_large_pictures_are_reduced_and_coordinates_come_back(tmp_path: Path) -> None:
    """A large picture is seen at the given side; boxes and points are in pixels of the whole picture."""
    detector, network = build(tmp_path, [[row(10, 20, 30, 40)]], side=200)
    (face,) = detector.detect(blank(800, 400))
    assert network.shown == [(200, 100)]
    np.testing.assert_allclose(face.box, [40, 80, 160, 240])
    np.testing.assert_allclose(face.points[2], [100, 160])


def test_small_pictures_are_enlarged_and_coordinates_come_back(tmp_path: Path) -> None:
    """A small picture is enlarged by up to one and a half; boxes and points are in its own pixels."""
    detector, network = build(tmp_path, [[row(30, 60, 45, 60)]], side=200)
    (face,) = detector.detect(blank(100, 120))
    assert network.shown == [(150, 180)]
    np.testing.assert_allclose(face.box, [20, 40, 50, 80])
    np.testing.assert_allclose(face.points[2], [35, 60])
    (_,) = detector.detect(blank(160, 100))
    assert network.shown[1] == (200, 125)


def test_finer_look_where_nothing_was_found(tmp_path: Path) -> None:
    """Nothing found at the reduced size leads to a look at the full one."""
    detector, network = build(tmp_path, [[], [row(700, 300, 20, 20)]], side=200)
    (face,) = detector.detect(blank(800, 400))
    assert network.shown == [(200, 100), (800, 400)]
    np.testing.assert_allclose(face.box, [700, 300, 720, 320])


def test_border_for_faces_that_fill_the_picture(tmp_path: Path) -> None:
    """The last look puts a border round the picture and takes it off the coordinates again."""
    detector, network = build(tmp_path, [[], [row(40, 40, 100, 100)]])
    (face,) = detector.detect(blank(100, 100))
    assert network.shown == [(150, 150), (180, 180)]
    np.testing.assert_allclose(face.box, [0, 0, 99, 99])
    np.testing.assert_allclose(face.points[2], [50, 50])


def test_border_look_takes_no_small_faces(tmp_path: Path) -> None:
    """The look with a border is for faces that fill the picture; small finds in it are dropped."""
    detector, _ = build(tmp_path, [[], [row(90, 90, 12, 12)]])
    assert detector.detect(blank(100, 100)) == ()


def test_faces_too_small_for_anything_do_not_count(tmp_path: Path) -> None:
    """Finds of fewer than `SMALLEST_FACE_PX` in the picture's own pixels are dropped, larger ones stay."""
    height = 2 * module.SMALLEST_FACE_PX  # the picture is seen at one and a half times its size
    detector, _ = build(tmp_path, [[row(10, 10, 16, 16), row(40, 40, height, height)]])
    (face,) = detector.detect(blank(100, 100))
    assert face.box[0] == pytest.approx(40 / 1.5)


def test_nothing_found(tmp_path: Path) -> None:
    """A picture without a face gives an empty tuple after all looks."""
    detector, network = build(tmp_path, [[]], side=50)
    assert detector.detect(blank(100, 100)) == ()
    assert len(network.shown) == 3


def test_not_finite_rows_are_dropped(tmp_path: Path) -> None:
    """A row with a NaN, as overflowing outputs give, is no face."""
    detector, _ = build(tmp_path, [[row(float("nan"), 0, 10, 10), row(10, 10, 20, 20)]])
    assert len(detector.detect(blank(100, 100))) == 1


def test_picture_stays_writeable(tmp_path: Path) -> None:
    """Looking at a picture does not freeze the caller's array."""
    detector, _ = build(tmp_path, [[]])
    image = blank(64, 64)
    detector.detect(image)
    assert image.flags.writeable


def test_wrong_pictures_are_refused(tmp_path: Path) -> None:
    """A grey or float picture is our own mistake and is refused."""
    detector, _ = build(tmp_path, [[]])
    with pytest.raises(ShapeError):
        detector.detect(np.zeros((10, 10), np.uint8))
    with pytest.raises(ShapeError):
        detector.detect(np.zeros((10, 10, 3), np.float32))  # type: ignore[arg-type]  # the point of the test


def test_missing_and_broken_files(tmp_path: Path) -> None:
    """A missing network is reported at once, a broken one when it is first needed."""
    with pytest.raises(BundleNotFound):
        YuNetDetector(tmp_path / "none.onnx", 0.5, 0.3, 640)
    broken = tmp_path / "broken.onnx"
    broken.write_bytes(b"not a network")
    with pytest.raises(BundleCorrupt):
        YuNetDetector(broken, 0.5, 0.3, 640).detect(blank(64, 64))


@pytest.mark.parametrize(("score", "nms", "side"), [(-0.1, 0.3, 640), (0.5, 1.2, 640), (0.5, 0.3, 0)])
def test_thresholds_are_checked(tmp_path: Path, score: float, nms: float, side: int) -> None:
    """Thresholds outside 0..1 and sides below one pixel are refused."""
    file = tmp_path / "detector.onnx"
    file.write_bytes(b"")
    with pytest.raises(ValueError, match="out of range"):
        YuNetDetector(file, score, nms, side)


def test_threads_share_one_detector(tmp_path: Path) -> None:
    """Threads with pictures of different sizes do not disturb each other: size and picture always agree."""
    detector, network = build(tmp_path, [[row(1, 1, 20, 20)]])
    sizes = [(40 + 3 * index, 50 + 2 * index) for index in range(40)]
    with ThreadPoolExecutor(4) as pool:
        counts = list(pool.map(lambda size: len(detector.detect(blank(*size))), sizes))
    assert counts == [1] * len(sizes)
    assert sorted(network.shown) == [(round(1.5 * width), round(1.5 * height)) for width, height in sizes]


def test_very_large_pictures_never_run_at_full_size(tmp_path: Path) -> None:
    """The finer look stops at `LARGEST_SIDE_PX`, so that huge photos do not exhaust the memory."""
    detector, network = build(tmp_path, [[]])
    detector.detect(blank(4000, 10))
    assert max(max(size) for size in network.shown) == module.LARGEST_SIDE_PX
