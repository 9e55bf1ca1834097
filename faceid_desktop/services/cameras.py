"""The cameras of this computer, without Qt and without opening any of them."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
from cv2_enumerate_cameras import enumerate_cameras, supported_backends


@dataclass(frozen=True, slots=True)
class Camera:
    """One camera; ``index`` and ``backend`` open it in OpenCV, ``path`` is the name the system has for it."""

    index: int
    name: str
    path: str
    vendor_id: int | None
    product_id: int | None
    backend: str


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
        Camera(each.index, each.name, each.path or "", each.vid, each.pid, name)
        for each in enumerate_cameras(backend)
    ]
    return tuple(sorted(found, key=lambda camera: camera.index))
