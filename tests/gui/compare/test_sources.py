"""What can be dropped or pasted, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QByteArray, QMimeData, QUrl
from PySide6.QtGui import QImage

from faceid_desktop.errors import ImageUnreadable
from faceid_desktop.gui.compare.sources import PhotoSource, from_mime, looks_like_photo
from faceid_desktop.gui.jobs import from_qimage, read, scaled_down, to_qimage


def test_files_come_first(tmp_path: Path) -> None:
    """Two dropped files are two photos, even if picture data came along."""
    mime = QMimeData()
    paths = [tmp_path / "ä b.jpg", tmp_path / "c.png"]
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    mime.setData("image/png", QByteArray(b"x"))
    assert [source.path for source in from_mime(mime, "pasted")] == paths


def test_a_picture_from_a_browser_is_taken_as_it_is() -> None:
    """Encoded bytes go to the worker undecoded, although the page's address came along."""
    mime = QMimeData()
    mime.setUrls([QUrl("https://example.org/a.png")])
    mime.setData("image/png", QByteArray(b"encoded"))
    (source,) = from_mime(mime, "pasted")
    assert (source.name, source.data) == ("pasted", b"encoded")


def test_a_bare_image_is_taken() -> None:
    """A screenshot in the clipboard has pixels only."""
    mime = QMimeData()
    image = QImage(5, 4, QImage.Format.Format_RGB32)
    image.fill(0xFF204060)
    mime.setImageData(image)
    (source,) = from_mime(mime, "pasted")
    assert read(source).tolist() == np.full((4, 5, 3), (0x20, 0x40, 0x60)).tolist()


def test_a_web_link_is_refused_because_nothing_is_downloaded() -> None:
    """The user is told to save the picture first."""
    mime = QMimeData()
    mime.setUrls([QUrl("https://example.org/a.png")])
    (source,) = from_mime(mime, "pasted")
    with pytest.raises(ImageUnreadable) as caught:
        read(source)
    assert caught.value.data["why"] == "link_only"


def test_text_holds_no_photo() -> None:
    """Text is neither taken while it hovers nor when it is pasted."""
    mime = QMimeData()
    mime.setText("hello")
    assert not looks_like_photo(mime)
    assert from_mime(mime, "pasted") == []


def test_pixels_survive_the_way_to_qt_and_back() -> None:
    """An odd width, whose lines Qt pads, comes back unchanged; the Qt picture owns its pixels."""
    pixels = np.random.default_rng(1).integers(0, 256, (7, 5, 3), dtype=np.uint8)
    image = to_qimage(pixels)
    expected = pixels.copy()
    pixels[:] = 0
    assert np.array_equal(from_qimage(image), expected)


def test_transparent_parts_become_white() -> None:
    """As in decoded files."""
    image = QImage(2, 1, QImage.Format.Format_ARGB32)
    image.fill(0)
    image.setPixel(1, 0, 0xFF0000FF)
    assert from_qimage(image).tolist() == [[[255, 255, 255], [0, 0, 255]]]


def test_a_large_picture_is_scaled_down_for_the_screen() -> None:
    """The longer side gets the limit; a small picture stays as it is."""
    large, small = (
        QImage(3000, 1500, QImage.Format.Format_RGB888),
        QImage(30, 20, QImage.Format.Format_RGB888),
    )
    large.fill(0)
    assert (scaled_down(large, 1600).width(), scaled_down(large, 1600).height()) == (1600, 800)
    assert scaled_down(small, 1600).size() == small.size()


def test_a_file_is_read_by_its_path(photo_file: Callable[[str], Path]) -> None:
    """The path goes to the one reader of photos."""
    assert read(PhotoSource("a", path=photo_file("a.png"))).shape == (280, 320, 3)
