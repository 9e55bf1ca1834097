"""What this computer has, for ``faceid doctor`` and for the diagnostics that the window saves."""

from __future__ import annotations

import ctypes
import os
import platform
import shutil
import sys
import tempfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import faceid_desktop

PACKAGES = (
    "torch",
    "numpy",
    "opencv-python",
    "PySide6-Essentials",
    "pillow",
    "pi-heif",
    "safetensors",
    "typer",
)


def versions() -> dict[str, str]:
    """Versions of the program, Python, the system and the packages, without importing the packages."""
    return {
        "faceid-desktop": faceid_desktop.__version__,
        "python": platform.python_version(),
        "system": platform.platform(),
        **{name: _version(name) for name in PACKAGES},
    }


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def nvidia_driver() -> str:
    """Ask the NVIDIA driver itself, past torch: no driver, no device, or how many devices."""
    name = "nvcuda.dll" if sys.platform == "win32" else "libcuda.so.1"
    try:
        driver = ctypes.CDLL(name)
    except OSError:
        return "no NVIDIA driver installed"
    count = ctypes.c_int()
    status = driver.cuInit(0) or driver.cuDeviceGetCount(ctypes.byref(count))
    if status or not count.value:
        return f"driver installed, but it finds no device (CUDA error {status})"
    return f"driver installed, {count.value} device{'s' * (count.value > 1)}"


def cameras() -> list[str]:
    """Names of the cameras."""
    from faceid_desktop.services.cameras import list_cameras

    return [f"{camera.index}: {camera.name} ({camera.path})" for camera in list_cameras()]


def display() -> dict[str, Any]:
    """Where a window would open."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "XDG_SESSION_TYPE", "QT_QPA_PLATFORM")
    found = {name: os.environ[name] for name in names if name in os.environ}
    needs_server = sys.platform not in ("win32", "darwin")
    usable = bool(found.get("DISPLAY") or found.get("WAYLAND_DISPLAY")) or not needs_server
    return {"usable": usable, **found}


def data_folder(folder: Path) -> dict[str, Any]:
    """Whether the data folder can be written, and how much space is free there."""
    # The folder need not exist yet: what counts is the nearest one that does.
    place = next(each for each in (folder, *folder.parents) if each.exists())
    try:
        with tempfile.TemporaryFile(dir=place) as probe:
            probe.write(b"faceid")
        error = None
    except OSError as failed:
        error = failed.strerror or str(failed)
    free = round(shutil.disk_usage(place).free / 1e6)
    return {
        "path": str(folder),
        "exists": folder.exists(),
        "writable": error is None,
        "free_mb": free,
        "error": error,
    }
