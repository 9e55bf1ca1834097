"""The cameras of this computer, without Qt and without opening any of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import cv2
from cv2_enumerate_cameras import enumerate_cameras, supported_backends

STABLE_LINKS = (Path("/dev/v4l/by-id"), Path("/dev/v4l/by-path"))
"""Where Linux (udev) links each camera under a name that survives a restart, the better name first: by maker
and serial number, else by the socket it is plugged into."""


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
    usable = cv2.videoio_registry.getCameraBackends()
    backend = next((each for each in supported_backends if each in usable), None)
    if backend is None:
        return ()
    name = cv2.videoio_registry.getBackendName(backend)
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
        The name of a link of `STABLE_LINKS` that leads there. Without one ``path`` itself: Windows and macOS
        have lasting paths.
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
    return path
