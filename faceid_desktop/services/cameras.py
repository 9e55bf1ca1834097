"""The cameras of this computer by name and by lasting id, without Qt and without opening any of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import cv2
from cv2_enumerate_cameras import enumerate_cameras, supported_backends

from faceid_desktop.errors import CameraNotFound

STABLE_LINKS = (Path("/dev/v4l/by-id"), Path("/dev/v4l/by-path"))
"""Where Linux (udev) links each camera under a name that survives a restart, the better name first: by maker
and serial number, else by the socket it is plugged into."""


DEVICE_TREE = Path("/sys/class/video4linux")
"""Where Linux tells which node belongs to which device on which bus."""
_URL = re.compile(r"(rtsps?|https?|udp|tcp|rtp|rtmp|srt)://", re.IGNORECASE)
_USER_IN_URL = re.compile(r"(?<=://)[^/@]+@")


@dataclass(frozen=True, slots=True)
class Camera:
    """One camera.

    ``index`` and ``backend`` open it in OpenCV, ``path`` is the name the system has for it now. ``stable_id``
    is to be remembered: it is the same after a restart, while Linux counts ``index`` and ``path`` anew.
    """

    index: int
    name: str
    path: str
    vendor_id: int | None
    product_id: int | None
    backend: str
    stable_id: str = ""


def list_cameras() -> tuple[Camera, ...]:
    """List the cameras that the operating system reports.

    Returns
    -------
    tuple of Camera
        By index, through the first backend that both the listing and this build of OpenCV know: a second
        backend would list the same devices again.
    """
    # The registry also names plug-ins that are not installed, such as GStreamer, and they open nothing.
    registry = cv2.videoio_registry
    usable = [each for each in registry.getCameraBackends() if registry.hasBackend(each)]
    backend = next((each for each in supported_backends if each in usable), None)
    if backend is None:
        return ()
    name = registry.getBackendName(backend)
    found = [
        Camera(
            index=each.index,
            name=each.name,
            path=each.path or "",
            vendor_id=each.vid,
            product_id=each.pid,
            backend=name,
            stable_id=stable_id(each.path or ""),
        )
        for each in enumerate_cameras(backend)
    ]
    return tuple(sorted(found, key=lambda camera: camera.index))


def stable_id(path: str) -> str:
    """Find the lasting name of a camera.

    Parameters
    ----------
    path
        The name that the system has for it now, e.g. ``/dev/video0``.

    Returns
    -------
    str
        The name of a link of `STABLE_LINKS` that leads there. Without one the device's address on its bus;
        without that ``path`` itself: Windows and macOS have lasting paths.
    """
    if not path:
        return ""
    device = Path(path)
    for folder in STABLE_LINKS:
        try:
            links = sorted(folder.iterdir())
        except OSError:
            continue
        for link in links:
            if link.resolve() == device.resolve():
                return link.name
    return _bus_address(device) or path


def _bus_address(device: Path) -> str:
    """Return where a device node hangs, e.g. ``platform/vivid.0#0`` for its first node; "" if unknown."""
    node = DEVICE_TREE / device.name
    try:
        hardware = (node / "device").resolve(strict=True)
        number = (node / "index").read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""
    return f"{'/'.join(hardware.parts[-2:])}#{number}"


class SourceKind(StrEnum):
    """What a source is, which decides how it is opened."""

    DEVICE = "device"
    FILE = "file"
    STREAM = "stream"


@dataclass(frozen=True, slots=True)
class CameraSource:
    """Where frames come from, in a form that can be remembered.

    ``address`` is the stable id of a device, the path of a file or the address of a stream; ``name`` is for
    people and never holds a password.
    """

    kind: SourceKind
    address: str
    name: str


@dataclass(frozen=True, slots=True)
class CameraSettings:
    """What a camera is asked for; None leaves it to the driver, which may also refuse.

    ``mjpeg`` asks for compressed frames, without which USB 2 carries 1280x720 at 10 frames a second only.
    ``rotation`` is how far, in degrees clockwise, frames are turned: 0, 90, 180 or 270. ``mirror`` is for a
    camera that itself delivers mirror images: they are turned back before anybody sees them.
    """

    width: int | None = None
    height: int | None = None
    fps: float | None = None
    mjpeg: bool = False
    rotation: int = 0
    mirror: bool = False
    exposure: float | None = None

    def __post_init__(self) -> None:
        if self.rotation not in (0, 90, 180, 270):
            raise ValueError(f"a rotation of {self.rotation} degrees")


def resolve(wanted: str) -> CameraSource:
    """Find out what a camera's description means.

    Parameters
    ----------
    wanted
        A number, a path like ``/dev/video0``, a stable id, a name or a part of one that fits one camera only
        (capitals do not matter), the path of a video file, or the address of a stream.

    Returns
    -------
    CameraSource
        Of a device: with its stable id, which still holds when the numbers have changed.

    Raises
    ------
    CameraNotFound
        If nothing, or more than one camera, fits.
    """
    if _URL.match(wanted):
        return CameraSource(SourceKind.STREAM, wanted, _USER_IN_URL.sub("", wanted))
    cameras = list_cameras()
    for fits in (
        [camera for camera in cameras if str(camera.index) == wanted],
        [camera for camera in cameras if wanted and wanted in (camera.stable_id, camera.path)],
        [camera for camera in cameras if camera.name.casefold() == wanted.casefold()],
    ):
        if fits:
            return device_source(fits[0])
    if Path(wanted).is_file():
        return CameraSource(SourceKind.FILE, wanted, Path(wanted).name)
    part = [camera for camera in cameras if wanted and wanted.casefold() in camera.name.casefold()]
    # The nodes of one camera share its name; the first is the one that gives pictures.
    if len({camera.name for camera in part}) != 1:
        raise CameraNotFound(camera=wanted)
    return device_source(part[0])


def device_source(camera: Camera) -> CameraSource:
    """Return the source of a listed camera."""
    return CameraSource(SourceKind.DEVICE, camera.stable_id or camera.path or str(camera.index), camera.name)


def locate(source: CameraSource) -> Camera | None:
    """Find a device where it is now; None while it is not plugged in."""
    for camera in list_cameras():
        if source.address in (camera.stable_id, camera.path, str(camera.index)):
            return camera
    return None
