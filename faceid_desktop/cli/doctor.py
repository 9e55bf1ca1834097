"""``faceid doctor``: what this computer has, what the program uses of it and why not more."""

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
from faceid_desktop.cli.common import Common
from faceid_desktop.cli.output import print_json, print_table
from faceid_desktop.cli.words import explain
from faceid_desktop.errors import KnownError
from faceid_desktop.paths import default_bundle

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


def doctor(common: Common) -> None:
    """Show versions, the device really used and why not the GPU, cameras, display, folders and model.

    Everything is told even if something is broken; this command only reports and changes nothing.
    """
    report = {
        "versions": versions(),
        "device": device(common),
        "cameras": cameras(),
        "display": display(),
        "settings": settings(common),
        "data": data_folder(common.paths.data),
        "model": model(common.model or default_bundle()),
    }
    if common.as_json:
        print_json(report)
        return
    for section, facts in report.items():
        entries = (
            facts
            if isinstance(facts, dict)
            else {str(n): name for n, name in enumerate(facts)} or {"": "none"}
        )
        print_table(section.capitalize(), ("", ""), [(key, _cell(value)) for key, value in entries.items()])


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


def device(common: Common) -> dict[str, Any]:
    """Tell which device the networks would run on, and why it is not the GPU."""
    from faceid_desktop.vision.embedder import choose_device, describe_device, why_no_cuda

    facts: dict[str, Any] = {"asked_for": None, "used": None, "why_not_gpu": why_no_cuda() or None}
    facts["nvidia_driver"] = nvidia_driver()
    facts["processors"] = os.cpu_count()
    try:
        facts["asked_for"] = common.chosen_device()
        facts["used"] = describe_device(choose_device(facts["asked_for"]))
    except KnownError as error:
        facts["error"] = explain(error).message
    return facts


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


def settings(common: Common) -> dict[str, Any]:
    """Where the settings lie and whether they are good."""
    facts: dict[str, Any] = {
        "path": str(common.paths.settings_file),
        "exists": common.paths.settings_file.exists(),
    }
    try:
        common.settings()
    except KnownError as error:
        facts["error"] = explain(error).message
    return facts


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


def model(folder: Path) -> dict[str, Any]:
    """Tell which model it is and whether each of its files is whole."""
    from faceid_desktop.vision.bundle import load_bundle, verify

    facts: dict[str, Any] = {"path": str(folder), "ok": False}
    try:
        findings = verify(folder)
        facts["files"] = {name: why or "good" for name, why in findings.items()}
        bundle = load_bundle(folder)
    except KnownError as error:
        return {**facts, "error": explain(error).message}
    return {**facts, "ok": True, "model_id": bundle.model_id, "interim": bundle.interim}


def _cell(value: object) -> str:
    if isinstance(value, dict):
        return "\n".join(f"{key}: {entry}" for key, entry in value.items())
    return "-" if value is None else str(value)
