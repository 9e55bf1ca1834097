"""Whether an NVIDIA GPU with its driver is here, and whether the installed torch could use one.

Neither question imports torch or loads the driver: the first is answered by what the driver shows of itself
in the file system, else by its own ``nvidia-smi``; the second by the libraries in torch's folder.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from faceid_desktop.logs import logger

_log = logger("services")
_WAIT_S = 10.0
_MODEL = re.compile(r"^Model:\s*(\S.*?)\s*$", re.MULTILINE)
_LISTED = re.compile(r"^GPU \d+: (.+?)(?: \(UUID: [^)]*\))?\s*$", re.MULTILINE)
# Where distributions, containers and WSL put what CUDA programs load.
_LIBRARY_FOLDERS = (
    "usr/lib/x86_64-linux-gnu",
    "usr/lib/x86_64-linux-gnu/nvidia/current",
    "usr/lib64",
    "usr/lib",
    "usr/lib/wsl/lib",
    "usr/local/nvidia/lib64",
    "run/opengl-driver/lib",
)
_ASKED = ("usr/bin/nvidia-smi", "usr/lib/wsl/lib/nvidia-smi", "run/current-system/sw/bin/nvidia-smi")
_ASKED_ON_WINDOWS = ("System32/nvidia-smi.exe",)
_BUILDS = (("cuda", "torch_cuda"), ("rocm", "torch_hip"), ("cpu", "torch_cpu"))


def _listing(program: Path) -> str:
    """Let ``nvidia-smi`` list the GPUs; nothing if it finds none, fails or hangs."""
    hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows would open a console
    try:
        asked = subprocess.run(  # noqa: S603 - a program of the system, by its whole path
            [str(program), "-L"],
            capture_output=True, text=True, errors="replace", timeout=_WAIT_S, check=False,
            stdin=subprocess.DEVNULL, creationflags=hidden,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError) as error:
        _log.info("nvidia-smi does not answer: %s", error)
        return ""
    return asked.stdout if asked.returncode == 0 else ""


def _root() -> Path:
    return Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) if sys.platform == "win32" else Path("/")


@dataclass(frozen=True, slots=True)
class Computer:
    """Where to look.

    ``root`` is the root of the file system, on Windows its system folder; ``platform`` a value of
    `sys.platform`; ``ask`` returns what an ``nvidia-smi`` at a path lists.
    """

    root: Path
    platform: str
    ask: Callable[[Path], str] = _listing


def this_computer() -> Computer:
    """Return the computer that the program runs on."""
    return Computer(_root(), sys.platform)


def nvidia_gpus(computer: Computer) -> tuple[str, ...]:
    """Return the names of the NVIDIA GPUs that have a driver; blocks for as long as ``nvidia-smi`` thinks."""
    if computer.platform not in ("linux", "win32"):
        return ()
    if computer.platform == "linux" and _has_library(computer.root):
        names = _shown_by_the_driver(computer.root)
        if names:
            return names
    programs = _ASKED_ON_WINDOWS if computer.platform == "win32" else _ASKED
    found = next((path for path in (computer.root / name for name in programs) if path.is_file()), None)
    return tuple(_LISTED.findall(computer.ask(found))) if found is not None else ()


def _has_library(root: Path) -> bool:
    return any((root / folder / "libcuda.so.1").exists() for folder in _LIBRARY_FOLDERS)


def _shown_by_the_driver(root: Path) -> tuple[str, ...]:
    """Return the models that the loaded driver shows; those without a name are GPUs all the same."""
    driver = root / "proc/driver/nvidia"
    if not (driver / "version").is_file():
        return ()
    names = []
    for path in sorted(driver.glob("gpus/*/information")):
        try:
            model = _MODEL.search(path.read_text(encoding="utf-8", errors="replace"))
        except OSError:
            continue
        names.append(model.group(1) if model else "NVIDIA GPU")
    return tuple(names)


def torch_folder() -> Path | None:
    """Return where torch lies, frozen or not, without importing it; None if it is not installed."""
    found = find_spec("torch")
    places = found.submodule_search_locations if found is not None else None
    return Path(next(iter(places))) if places else None


def torch_build(folder: Path | None) -> str:
    """Tell what a torch computes with: ``cpu``, ``cuda`` or ``rocm``; nothing if there is none.

    Parameters
    ----------
    folder
        As `torch_folder` returns it.
    """
    if folder is None:
        return ""
    for build, library in _BUILDS:
        if any((folder / "lib" / name).exists() for name in (f"lib{library}.so", f"{library}.dll")):
            return build
    return ""


def unused_gpus(computer: Computer | None = None, torch: Path | None = None) -> tuple[str, ...]:
    """Return the NVIDIA GPUs that stay idle because this torch is a build for the processor.

    Parameters
    ----------
    computer, torch
        Stand in for the real ones in a test.
    """
    if torch_build(torch or torch_folder()) != "cpu":
        return ()
    return nvidia_gpus(computer or this_computer())
