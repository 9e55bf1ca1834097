"""What is frozen and what stays out."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

from faceid_desktop.gui.languages import NAMES
from faceid_desktop.services.inspection import PACKAGES
from faceid_desktop.services.live import capture_worker
from installer import entry
from installer.contents import HIDDEN_IMPORTS, LEFT_OUT, METADATA, STRIPPED, wanted
from installer.product import INSTALLER, ROOT

BLOCKED = """
import sys

class Block:
    def find_spec(self, name, path=None, target=None):
        if name in LEFT_OUT or name.startswith(tuple(each + "." for each in LEFT_OUT)):
            raise ModuleNotFoundError("left out: " + name, name=name)

LEFT_OUT = {left_out!r}
sys.meta_path.insert(0, Block())
from faceid_desktop.cli.main import main
for words in {commands!r}:
    status = main(words)
    print(words[0], status, file=sys.stderr)
    if status:
        sys.exit(status)
"""


def blocked(tmp_path: Path, *commands: list[str]) -> subprocess.CompletedProcess[str]:
    """Run commands in a Python that cannot import what stays out."""
    code = BLOCKED.format(left_out=LEFT_OUT, commands=commands)
    environment = {
        "FACEID_DATA_DIR": str(tmp_path),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    }
    command = [sys.executable, "-W", "error", "-c", code]
    return subprocess.run(
        command,
        cwd=ROOT,
        env={**environment, "OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_program_works_without_what_stays_out(tmp_path: Path) -> None:
    """Compare, enrol, identify and doctor need none of the modules that are not frozen."""
    ada, later = (str(ROOT / "resources/samples" / f"ada-{light}.png") for light in ("daylight", "evening"))
    done = blocked(
        tmp_path,
        ["compare", ada, later],
        ["enrol", "--name", "Ada", "--basis", "consent", ada],
        ["identify", later],
        ["doctor"],
    )
    assert done.returncode == 0, done.stderr
    assert "most likely the same person" in done.stdout


def test_training_is_told_to_be_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The installed program has no training code; it says so instead of showing a traceback."""
    from faceid_desktop.cli.main import main

    class Block:
        def find_spec(self, name: str, _path: object = None, _target: object = None) -> None:
            if name.startswith("faceid_desktop.training"):
                raise ModuleNotFoundError(name, name=name)

    for name in [each for each in sys.modules if each.startswith("faceid_desktop.training")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [Block(), *sys.meta_path])
    assert main(["train", "detector", "--data", str(ROOT), "--teacher", str(ROOT / "LICENSE")]) == 1
    assert "not installed" in capsys.readouterr().err


@pytest.mark.parametrize(
    "target",
    [
        "torch/lib/libtorch_cpu.so",
        "torch/lib/torch_cpu.dll",
        "torch/bin/torch_shm_manager",
        "torch/nn/functional.py",
        "PySide6/QtWidgets.abi3.so",
        "PySide6/Qt/lib/libQt6Gui.so.6",
        "PySide6/Qt6Gui.dll",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/Qt/plugins/platforms/libqwayland.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/Qt/plugins/imageformats/libqsvg.so",
        "cv2/cv2.abi3.so",
        "cv2/config-3.py",
        "opencv_python_headless.libs/libavcodec-1.so",
        "resources/models/deepid2-0.5.0/manifest.json",
        "resources/samples/ada-daylight.png",
        "resources/i18n/de.qm",
        "torch-2.13.0.dist-info/METADATA",
    ],
)
def test_what_is_needed_is_frozen(target: str) -> None:
    """Nothing that the program loads is caught by a pattern meant for something else."""
    assert wanted(target)


@pytest.mark.parametrize("language", [each for each in NAMES if each != "en"])
def test_qt_speaks_the_languages_of_the_window(language: str) -> None:
    """The words of Qt's own dialogs come along in each language, and in no other."""
    assert wanted(f"PySide6/Qt/translations/qtbase_{language}.qm")
    assert not wanted("PySide6/Qt/translations/qtbase_fi.qm")


@pytest.mark.parametrize(
    "target",
    [
        "torch/include/torch/script.h",
        "torch/bin/protoc",
        "torch/bin/test_jit",
        "torch/lib/libtorchbind_test.so",
        "torch/share/cmake/Torch/TorchConfig.cmake",
        "PySide6/Qt/lib/libQt6Qml.so.6",
        "PySide6/Qt6Network.dll",
        "PySide6/Qt/qml/QtQuick/qmldir",
        "PySide6/Qt/plugins/sqldrivers/libqsqlite.so",
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6/Qt/plugins/imageformats/libqpdf.so",
        "PySide6\\opengl32sw.dll",
        "PySide6/libQt6WebEngineCore.so",
        "cv2/qt/plugins/platforms/libqxcb.so",
        "resources/samples/.mypy_cache/3.11/numpy.json",
        "resources/samples/__pycache__/paint.pyc",
        "resources/i18n/de.ts",
        "numpy/core.pyi",
    ],
)
def test_what_is_not_needed_stays_out(target: str) -> None:
    """Headers, tests, other Qt modules and what a developer leaves lying about."""
    assert not wanted(target)


@pytest.mark.parametrize(
    "library", ["libstdc++.so.6", "libxcb-cursor.so.0", "libX11.so.6", "libglib-2.0.so.0"]
)
def test_the_desktop_brings_its_own_libraries(library: str) -> None:
    """What speaks to display and bus is the system's, unless it is part of a wheel."""
    assert not wanted(library, f"/usr/lib/x86_64-linux-gnu/{library}")
    assert wanted(library, f"/home/somebody/site-packages/pillow.libs/{library}")
    assert wanted("libssl.so.3", "/usr/lib/x86_64-linux-gnu/libssl.so.3")


def test_modules_and_metadata_are_named_rightly() -> None:
    """What is imported by name exists, and everything that `faceid doctor` asks for is there to be asked."""
    assert all(importlib.util.find_spec(name) is not None for name in HIDDEN_IMPORTS)
    assert set(PACKAGES) <= set(METADATA)
    assert len(set(LEFT_OUT)) == len(LEFT_OUT)
    assert not any("numpy" in each for each in STRIPPED)


def test_the_entry_knows_the_flag_of_the_capture_process() -> None:
    """It is written down twice so that starting the program does not load OpenCV."""
    assert entry.CAPTURE_WORKER == capture_worker.FLAG


@pytest.mark.parametrize(
    ("called", "window"),
    [
        ("faceid", False),
        ("/usr/bin/faceid", False),
        ("faceid-desktop", True),
        ("/usr/lib/faceid-desktop/faceid-desktop", True),
        ("./AppRun", False),
    ],
)
def test_the_name_decides(called: str, window: bool) -> None:
    """One program under two names."""
    assert entry.is_window(called) is window


def test_the_entry_becomes_what_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """The window, the command line or the capture process, each with its own arguments."""
    began: list[str] = []

    def begin(what: str) -> int:
        began.append(what)
        return 0

    monkeypatch.setattr("faceid_desktop.gui.app.main", lambda: begin("window"))
    monkeypatch.setattr("faceid_desktop.cli.main.run", lambda: begin("command"))
    monkeypatch.setattr(capture_worker, "serve", lambda spec: begin(f"camera {spec}"))
    for arguments in (["faceid-desktop"], ["faceid", "doctor"], ["faceid", capture_worker.FLAG, "{}"]):
        monkeypatch.setattr(sys, "argv", arguments)
        if arguments[0] == "faceid" and arguments[1] == "doctor":
            entry.main()
        else:
            with pytest.raises(SystemExit):
                entry.main()
    assert began == ["window", "command", "camera {}"]


def test_a_window_without_a_terminal_may_write(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows starts it with no streams at all; those that are there are left alone."""
    before = sys.stderr
    monkeypatch.setattr(sys, "stdout", None)
    entry.give_streams()
    assert sys.stdout.write("nobody reads this") > 0
    sys.stdout.close()
    assert sys.stderr is before


def test_the_overlay_is_of_the_locked_version() -> None:
    """The OpenCV without a window system is the one that was tested, but for that."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    overlay = (INSTALLER / "linux-overlay.txt").read_text(encoding="utf-8")
    locked = re.search(r"^opencv-python==(\S+)", lock, re.MULTILINE)
    headless = re.search(r"^opencv-python-headless==(\S+)", overlay, re.MULTILINE)
    assert locked is not None
    assert headless is not None
    assert headless[1] == locked[1]
