"""Cameras are listed by the names that people and the system have for them, and by one that lasts."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from faceid_desktop.services import cameras
from faceid_desktop.services.cameras import Camera, list_cameras, stable_id


@pytest.fixture
def links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder like /dev, with two cameras by socket of which one has a serial number too."""
    if sys.platform == "win32":
        pytest.skip("Windows has no such links")
    for name in ("video0", "video2", "video4"):
        (tmp_path / name).touch()
    by_id, by_path = tmp_path / "by-id", tmp_path / "by-path"
    by_id.mkdir()
    by_path.mkdir()
    (by_id / "usb-Maker_Desk_123-video-index0").symlink_to("../video0")
    (by_path / "pci-usb-1:1.0-video-index0").symlink_to("../video0")
    (by_path / "pci-usb-2:1.0-video-index0").symlink_to("../video2")
    monkeypatch.setattr(cameras, "STABLE_LINKS", (by_id, by_path))
    return tmp_path


def test_serial_number_is_preferred_to_the_socket(links: Path) -> None:
    """The link by maker and serial number counts first, then that by socket, then the path itself."""
    assert stable_id(str(links / "video0")) == "usb-Maker_Desk_123-video-index0"
    assert stable_id(str(links / "video2")) == "pci-usb-2:1.0-video-index0"
    assert stable_id(str(links / "video4")) == str(links / "video4")
    assert stable_id("") == ""


def test_system_without_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the folders do not exist, as on Windows, the path is the lasting name."""
    monkeypatch.setattr(cameras, "STABLE_LINKS", (tmp_path / "none",))
    assert stable_id(r"\\?\usb#vid_046d") == r"\\?\usb#vid_046d"


def test_record_holds_what_the_system_says(links: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Name, path and ids come from the system, the lasting name from the links."""
    seen = SimpleNamespace(index=0, name="Desk", path=str(links / "video0"), vid=1133, pid=2085)
    monkeypatch.setattr(cameras, "supported_backends", (200,))
    monkeypatch.setattr(cameras, "enumerate_cameras", lambda backend: [seen])
    monkeypatch.setattr(cameras.cv2.videoio_registry, "getCameraBackends", lambda: (200,))
    name = cameras.cv2.videoio_registry.getBackendName(200)
    expected = Camera(0, "Desk", seen.path, 1133, 2085, name, "usb-Maker_Desk_123-video-index0")
    assert list_cameras() == (expected,)


def test_listing_of_this_computer() -> None:
    """Whatever cameras this computer has, listing them works and their numbers differ."""
    found = list_cameras()
    assert len({camera.index for camera in found}) == len(found)
