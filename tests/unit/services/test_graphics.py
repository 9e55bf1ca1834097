"""Seeing an NVIDIA GPU and what torch was built for, on made-up file systems."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from faceid_desktop.services.graphics import (
    Computer,
    nvidia_gpus,
    this_computer,
    torch_build,
    torch_folder,
    unused_gpus,
)

LISTED = "GPU 0: NVIDIA RTX A2000 (UUID: GPU-1b2c)\nGPU 1: Tesla T4 (UUID: GPU-9)\n"
CARD = "Model: \t\t NVIDIA GeForce RTX 3060\nIRQ:   \t\t 130\nGPU UUID: \t GPU-1\n"


def never(_program: Path) -> str:
    """Stand in for a program that is not to be started."""
    raise AssertionError("nvidia-smi was started")


def put(root: Path, name: str, text: str = "") -> None:
    """Write a file below a root."""
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(text, encoding="utf-8")


def linux_with_driver(root: Path) -> None:
    """Lay out what a loaded driver with one GPU shows."""
    put(root, "proc/driver/nvidia/version", "NVRM version: NVIDIA UNIX x86_64 Kernel Module  550")
    put(root, "proc/driver/nvidia/gpus/0000-01-00.0/information", CARD)
    put(root, "usr/lib64/libcuda.so.1")


def torch_of(folder: Path, *libraries: str) -> Path:
    """Lay out a torch with some libraries."""
    for name in libraries:
        put(folder, f"lib/{name}")
    return folder


def test_the_driver_shows_its_gpus(tmp_path: Path) -> None:
    """A loaded driver names the card; no program is started for that."""
    linux_with_driver(tmp_path)
    assert nvidia_gpus(Computer(tmp_path, "linux", never)) == ("NVIDIA GeForce RTX 3060",)


@pytest.mark.parametrize(
    "missing",
    [
        "proc/driver/nvidia/version",
        "proc/driver/nvidia/gpus/0000-01-00.0/information",
        "usr/lib64/libcuda.so.1",
    ],
)
def test_half_a_driver_is_none(tmp_path: Path, missing: str) -> None:
    """No module, no card, or no library that programs could load: nothing is claimed."""
    linux_with_driver(tmp_path)
    (tmp_path / missing).unlink()
    assert nvidia_gpus(Computer(tmp_path, "linux", never)) == ()


@pytest.mark.parametrize(
    ("platform", "program"),
    [
        ("linux", "usr/bin/nvidia-smi"),
        ("linux", "usr/lib/wsl/lib/nvidia-smi"),
        ("win32", "System32/nvidia-smi.exe"),
    ],
)
def test_nvidia_smi_is_asked_where_files_tell_nothing(tmp_path: Path, platform: str, program: str) -> None:
    """On Windows, under WSL and in containers its list counts."""
    put(tmp_path, program)
    asked: list[Path] = []

    def ask(path: Path) -> str:
        asked.append(path)
        return LISTED

    assert nvidia_gpus(Computer(tmp_path, platform, ask)) == ("NVIDIA RTX A2000", "Tesla T4")
    assert asked == [tmp_path / program]


def test_a_program_without_a_gpu_is_none(tmp_path: Path) -> None:
    """A driver that lists nothing, or says that it failed, has no GPU."""
    put(tmp_path, "usr/bin/nvidia-smi")
    sayings = iter(("", "No devices were found\n", "Failed to initialize NVML: Driver/library mismatch"))
    computer = Computer(tmp_path, "linux", lambda _path: next(sayings))
    assert [nvidia_gpus(computer) for _ in range(3)] == [(), (), ()]


def test_other_systems_are_not_searched(tmp_path: Path) -> None:
    """Apple's has no such driver."""
    linux_with_driver(tmp_path)
    assert nvidia_gpus(Computer(tmp_path, "darwin", never)) == ()


@pytest.mark.skipif(sys.platform == "win32", reason="writes a shell script")
def test_a_real_program_is_started(tmp_path: Path) -> None:
    """Its output is read; one that fails or cannot be started counts as no GPU."""
    program = tmp_path / "usr/bin/nvidia-smi"
    put(tmp_path, "usr/bin/nvidia-smi", f"#!/bin/sh\n[ $1 = -L ] && printf '{LISTED}'\n")
    computer = Computer(tmp_path, "linux")
    assert nvidia_gpus(computer) == ()  # it may not be started
    program.chmod(0o755)
    assert nvidia_gpus(computer) == ("NVIDIA RTX A2000", "Tesla T4")
    program.write_text("#!/bin/sh\necho 'GPU 0: x'; exit 9\n", encoding="utf-8")
    assert nvidia_gpus(computer) == ()


def test_a_hanging_program_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A driver that hangs does not hang us."""
    put(tmp_path, "usr/bin/nvidia-smi")

    def hang(*_: object, **options: object) -> None:
        raise subprocess.TimeoutExpired("nvidia-smi", 10.0 if options["timeout"] else 0)

    monkeypatch.setattr(subprocess, "run", hang)
    assert nvidia_gpus(Computer(tmp_path, "linux")) == ()


@pytest.mark.parametrize(
    ("libraries", "build"),
    [
        (("libtorch_cpu.so",), "cpu"),
        (("libtorch_cpu.so", "libtorch_cuda.so"), "cuda"),
        (("libtorch_cpu.so", "libtorch_hip.so"), "rocm"),
        (("torch_cpu.dll",), "cpu"),
        (("torch_cpu.dll", "torch_cuda.dll"), "cuda"),
        ((), ""),
    ],
)
def test_the_build_of_torch_shows_in_its_libraries(
    tmp_path: Path, libraries: tuple[str, ...], build: str
) -> None:
    """Every build has the processor's library; the others tell more."""
    assert torch_build(torch_of(tmp_path, *libraries)) == build


def test_the_installed_torch_agrees_with_what_it_says_of_itself() -> None:
    """The libraries and torch's own word are the same."""
    import torch

    folder = torch_folder()
    assert folder is not None
    expected = "rocm" if torch.version.hip else "cuda" if torch.version.cuda else "cpu"
    assert torch_build(folder) == expected
    assert torch_build(None) == ""


def test_only_a_cpu_build_leaves_a_gpu_idle(tmp_path: Path) -> None:
    """With the CUDA build there is nothing to offer, and nothing is looked for."""
    linux_with_driver(tmp_path)
    computer = Computer(tmp_path, "linux", never)
    plain = torch_of(tmp_path / "a", "libtorch_cpu.so")
    cuda = torch_of(tmp_path / "b", "libtorch_cpu.so", "libtorch_cuda.so")
    assert unused_gpus(computer, plain) == ("NVIDIA GeForce RTX 3060",)
    assert unused_gpus(computer, cuda) == ()


def test_neither_qt_nor_torch_is_imported() -> None:
    """The question is asked while the window starts."""
    told = "from faceid_desktop.services.graphics import unused_gpus; unused_gpus(); import sys; "
    told += "sys.exit(any(name.split('.')[0] in ('torch', 'PySide6') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", told], check=False).returncode == 0
    assert this_computer().platform == sys.platform
