"""Cameras are listed by the names that people and the system have for them, and by one that lasts."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from faceid_desktop.errors import CameraNotFound
from faceid_desktop.services import cameras
from faceid_desktop.services.cameras import (
    Camera,
    CameraSettings,
    CameraSource,
    SourceKind,
    list_cameras,
    locate,
    resolve,
    stable_id,
)


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
    monkeypatch.setattr(cameras, "DEVICE_TREE", tmp_path / "class")
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
    monkeypatch.setattr(cameras.cv2.videoio_registry, "hasBackend", lambda backend: backend == 200)
    name = cameras.cv2.videoio_registry.getBackendName(200)
    expected = Camera(0, "Desk", seen.path, 1133, 2085, name, "usb-Maker_Desk_123-video-index0")
    assert list_cameras() == (expected,)


def test_listing_of_this_computer() -> None:
    """Whatever cameras this computer has, listing them works and their numbers differ."""
    found = list_cameras()
    assert len({camera.index for camera in found}) == len(found)


def test_without_links_the_bus_address_lasts(links: Path) -> None:
    """A node without a link is remembered by where its device hangs and which of its nodes it is."""
    hardware = links / "devices" / "platform" / "vivid.0"
    node = links / "class" / "video4"
    hardware.mkdir(parents=True)
    node.mkdir(parents=True)
    (node / "device").symlink_to(hardware)
    (node / "index").write_text("0\n")
    assert stable_id(str(links / "video4")) == "platform/vivid.0#0"


def test_a_backend_that_is_not_installed_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """OpenCV names GStreamer even where it is absent; opening through it would always fail."""
    monkeypatch.setattr(cameras, "supported_backends", (1800, 200))
    monkeypatch.setattr(cameras.cv2.videoio_registry, "getCameraBackends", lambda: (1800, 200))
    monkeypatch.setattr(cameras.cv2.videoio_registry, "hasBackend", lambda backend: backend == 200)
    asked: list[int] = []
    monkeypatch.setattr(cameras, "enumerate_cameras", lambda backend: asked.append(backend) or [])
    assert list_cameras() == ()
    assert asked == [200]


DESK = Camera(0, "Desk Camera", "/dev/video0", None, None, "V4L2", "usb-desk")
DOOR = Camera(2, "Door Camera", "/dev/video2", None, None, "V4L2", "usb-door")
TWIN = Camera(3, "Door Camera", "/dev/video3", None, None, "V4L2", "usb-door-twin")


@pytest.fixture
def two_cameras(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the system report a camera at the desk, and one at the door with two nodes."""
    monkeypatch.setattr(cameras, "list_cameras", lambda: (DESK, DOOR, TWIN))


@pytest.mark.usefixtures("two_cameras")
@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("0", DESK),
        ("2", DOOR),
        ("/dev/video2", DOOR),
        ("usb-desk", DESK),
        ("desk camera", DESK),
        ("desk", DESK),
        ("door", DOOR),
        ("Door Camera", DOOR),
    ],
)
def test_a_camera_is_meant_by_number_path_id_or_name(wanted: str, found: Camera) -> None:
    """Every way to name a camera leads to its lasting id."""
    assert resolve(wanted) == CameraSource(SourceKind.DEVICE, found.stable_id, found.name)


@pytest.mark.usefixtures("two_cameras")
@pytest.mark.parametrize("wanted", ["1", "camera", "nobody", "", "/no/such/video.mp4"])
def test_what_fits_nothing_or_several_is_not_found(wanted: str) -> None:
    """A part of a name that fits two cameras is refused like one that fits none."""
    with pytest.raises(CameraNotFound) as caught:
        resolve(wanted)
    assert caught.value.data["camera"] == wanted


@pytest.mark.usefixtures("two_cameras")
def test_files_and_streams_are_sources_too(tmp_path: Path) -> None:
    """A path that exists is a file, an address is a stream, and its password is not in its name."""
    video = tmp_path / "clip.mp4"
    video.touch()
    assert resolve(str(video)) == CameraSource(SourceKind.FILE, str(video), "clip.mp4")
    stream = resolve("rtsp://me:secret@10.0.0.5/live")
    assert stream == CameraSource(SourceKind.STREAM, "rtsp://me:secret@10.0.0.5/live", "rtsp://10.0.0.5/live")


@pytest.mark.usefixtures("two_cameras")
def test_a_remembered_camera_is_found_under_its_new_number() -> None:
    """The lasting id leads to the camera as it is listed now; an unplugged one is not there."""
    assert locate(CameraSource(SourceKind.DEVICE, "usb-door", "Door Camera")) == DOOR
    assert locate(CameraSource(SourceKind.DEVICE, "usb-gone", "Gone")) is None


def test_a_quarter_turn_is_the_least() -> None:
    """Cameras are turned by whole quarters only."""
    with pytest.raises(ValueError, match="45"):
        CameraSettings(rotation=45)
