"""Commands that report about the computer: doctor, cameras, model and bench."""

from __future__ import annotations

import ctypes
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from faceid_desktop.cli import bench
from faceid_desktop.cli.common import Common
from faceid_desktop.cli.main import main
from faceid_desktop.services import cameras as camera_service
from faceid_desktop.services import inspection
from faceid_desktop.services.cameras import Camera, list_cameras

Capture = pytest.CaptureFixture[str]


def test_doctor_reports_even_when_everything_is_broken(
    tmp_path: Path, isolated_data: Path, capsys: Capture
) -> None:
    """No model and bad settings are findings, not failures."""
    (isolated_data / "config").mkdir(parents=True)
    (isolated_data / "config" / "settings.json").write_text('{"device": "abacus"}')
    assert main(["doctor", "--json", "--model", str(tmp_path)]) == 0
    report = json.loads(capsys.readouterr().out)
    assert set(report) == {"versions", "device", "cameras", "display", "settings", "data", "model"}
    assert report["model"]["ok"] is False
    assert "abacus" in report["settings"]["error"]
    assert report["device"]["used"] is None
    assert report["data"]["writable"] is True
    assert report["data"]["free_mb"] > 0


def test_doctor_names_the_device_in_use_and_versions(tmp_path: Path, capsys: Capture) -> None:
    """On the CPU it says so, and the versions are those of the packages."""
    assert main(["doctor", "--json", "--device", "cpu", "--model", str(tmp_path)]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["device"]["asked_for"] == "cpu"
    assert "CPU" in report["device"]["used"]
    assert report["versions"]["torch"].startswith("2.")
    assert report["versions"]["PySide6-Essentials"].startswith("6.")


def test_doctor_table_for_people(tmp_path: Path, capsys: Capture) -> None:
    """People get one table for each section."""
    assert main(["doctor", "--model", str(tmp_path)]) == 0
    told = capsys.readouterr().out
    assert all(title in told for title in ("Versions", "Device", "Cameras", "Display", "Data", "Model"))


def test_missing_package_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A package that is not installed is named as such."""
    monkeypatch.setattr(inspection, "PACKAGES", ("no-such-package",))
    assert inspection.versions()["no-such-package"] == "not installed"


def fake_driver(status: int, devices: int) -> Callable[[str], SimpleNamespace]:
    """Make a loader of a driver that finds so many devices."""

    def count(pointer: Any) -> int:
        pointer._obj.value = devices
        return 0

    return lambda _name: SimpleNamespace(cuInit=lambda _flags: status, cuDeviceGetCount=count)


@pytest.mark.parametrize(
    ("status", "devices", "told"),
    [(100, 0, "no device (CUDA error 100)"), (0, 0, "no device"), (0, 1, "1 device"), (0, 2, "2 devices")],
)
def test_driver_is_asked_itself(
    monkeypatch: pytest.MonkeyPatch, status: int, devices: int, told: str
) -> None:
    """The driver says whether it is there and finds a device."""
    monkeypatch.setattr(ctypes, "CDLL", fake_driver(status, devices))
    assert told in inspection.nvidia_driver()


def test_missing_driver_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a driver library the answer is that there is none."""

    def missing(_name: str) -> None:
        raise OSError

    monkeypatch.setattr(ctypes, "CDLL", missing)
    assert inspection.nvidia_driver() == "no NVIDIA driver installed"


@pytest.mark.parametrize(
    ("platform", "display", "usable"),
    [("linux", "", False), ("linux", ":0", True), ("win32", "", True), ("darwin", "", True)],
)
def test_display(monkeypatch: pytest.MonkeyPatch, platform: str, display: str, usable: bool) -> None:
    """Linux needs a display server, the others always have a screen."""
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", display)
    assert inspection.display()["usable"] is usable


def test_unwritable_data_folder_is_told(tmp_path: Path) -> None:
    """A data folder below a file cannot be written and the reason is given."""
    (tmp_path / "file").touch()
    facts = inspection.data_folder(tmp_path / "file" / "data")
    assert facts["writable"] is False
    assert facts["error"]


def test_cameras_are_sorted_and_seen_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first usable backend lists the cameras, in the order of their numbers."""
    seen = [
        SimpleNamespace(index=2, name="Second", path="/dev/video2", vid=1, pid=2),
        SimpleNamespace(index=0, name="First", path=None, vid=None, pid=None),
    ]
    asked: list[int] = []
    monkeypatch.setattr(camera_service, "supported_backends", (1800, 200))
    monkeypatch.setattr(camera_service, "enumerate_cameras", lambda backend: asked.append(backend) or seen)
    monkeypatch.setattr(camera_service.cv2.videoio_registry, "getCameraBackends", lambda: (200,))
    found = list_cameras()
    assert [camera.name for camera in found] == ["First", "Second"]
    assert found[0].path == ""
    assert asked == [200]


def test_no_usable_camera_backend(monkeypatch: pytest.MonkeyPatch) -> None:
    """A build of OpenCV without camera support has no cameras."""
    monkeypatch.setattr(camera_service.cv2.videoio_registry, "getCameraBackends", tuple)
    assert list_cameras() == ()


@pytest.mark.parametrize(
    ("found", "told"),
    [((), "No camera found."), ((Camera(0, "Desk", "/dev/video0", None, None, "V4L2"),), "Desk")],
)
def test_cameras_command(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture, found: tuple[Camera, ...], told: str
) -> None:
    """Cameras are listed as a table and as JSON."""
    monkeypatch.setattr(camera_service, "list_cameras", lambda: found)
    assert main(["cameras"]) == 0
    assert told in capsys.readouterr().out
    assert main(["cameras", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == len(found)


def ended(stdout: str) -> Callable[..., SimpleNamespace]:
    """Make a `subprocess.run` that ends well with this output."""
    return lambda *_args, **_kwargs: SimpleNamespace(stdout=stdout)


def test_start_up_is_read_from_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    """The last line of the window's output is the measurement, first and once more warm."""
    monkeypatch.setattr(
        subprocess, "run", ended('noise\n{"first_paint_ms": 1, "ready_ms": 2, "rss_mb": 3}\n')
    )
    measured = bench.measure_start_up(Common())
    assert measured["warm"] == {"first_paint_ms": 1, "ready_ms": 2, "rss_mb": 3}
    assert measured["first"] == measured["warm"]


@pytest.mark.parametrize("stdout", ["", "no json"])
def test_start_up_without_an_answer_is_told(monkeypatch: pytest.MonkeyPatch, stdout: str) -> None:
    """A window that says nothing useful is an entry with the error, not a failure of the measurement."""
    monkeypatch.setattr(subprocess, "run", ended(stdout))
    assert set(bench.measure_start_up(Common())["first"]) == {"error"}


def test_start_up_that_fails_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What the window wrote on standard error is passed on."""

    def fail(*_args: object, **_kwargs: object) -> None:
        raise subprocess.CalledProcessError(1, "window", stderr="no Qt")

    monkeypatch.setattr(subprocess, "run", fail)
    assert bench.measure_start_up(Common(data_dir=tmp_path))["first"] == {"error": "no Qt"}
