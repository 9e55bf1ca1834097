"""Why a camera does not open, which OpenCV does not tell."""

from __future__ import annotations

import errno
import os
import struct
import sys

from faceid_desktop.services.live.records import CameraState

_FAULTS = {
    errno.ENOENT: CameraState.NOT_FOUND,
    errno.ENODEV: CameraState.NOT_FOUND,
    errno.ENXIO: CameraState.NOT_FOUND,
    errno.EACCES: CameraState.NO_PERMISSION,
    errno.EPERM: CameraState.NO_PERMISSION,
    errno.EBUSY: CameraState.BUSY,
}
# VIDIOC_REQBUFS of linux/videodev2.h: _IOWR('V', 8, struct v4l2_requestbuffers), 20 bytes.
_REQUEST_BUFFERS = 0xC0145608
_CAPTURE, _MEMORY_MAPPED = 1, 1


def device_fault(path: str) -> CameraState | None:
    """Ask the system why a camera cannot be used; may block as long as the driver does.

    Parameters
    ----------
    path
        The device, e.g. ``/dev/video0``.

    Returns
    -------
    CameraState or None
        NOT_FOUND, NO_PERMISSION or BUSY; None if nothing speaks against it. Only Linux tells.
    """
    if sys.platform != "linux" or not path.startswith("/dev/"):
        return None
    import fcntl

    try:
        device = os.open(path, os.O_RDWR | os.O_NONBLOCK)
    except OSError as error:
        return _FAULTS.get(error.errno or 0)
    try:
        # Giving back no buffers is harmless, and refused while another program holds some.
        fcntl.ioctl(device, _REQUEST_BUFFERS, struct.pack("=5I", 0, _CAPTURE, _MEMORY_MAPPED, 0, 0))
    except OSError as error:
        return CameraState.BUSY if error.errno == errno.EBUSY else None
    finally:
        os.close(device)
    return None
