"""The bootstrap's decisions, taken without installing anything."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def bootstrap() -> ModuleType:
    """Load ``bootstrap.py``, which belongs to no package."""
    spec = importlib.util.spec_from_file_location("bootstrap_under_test", REPOSITORY / "bootstrap.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_key_follows_the_lock(bootstrap: ModuleType, tmp_path: Path) -> None:
    """The environment is made anew when the lock or Python changes, and only then."""
    lock = tmp_path / "requirements.lock"
    lock.write_text("numpy==1\n")
    first = bootstrap.environment_key([lock], "3.11")
    assert bootstrap.environment_key([lock], "3.11") == first
    assert bootstrap.environment_key([lock], "3.12") != first
    lock.write_text("numpy==2\n")
    assert bootstrap.environment_key([lock], "3.11") != first


def test_stamp_skips_the_set_up(
    bootstrap: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the right stamp nothing is looked at; with a stale one the set-up runs and renews it."""
    steps: list[str] = []
    stamp = tmp_path / "stamp"
    monkeypatch.setattr(bootstrap, "STAMP", stamp)
    monkeypatch.setattr(bootstrap, "is_there", lambda _need: True)
    monkeypatch.setattr(bootstrap, "make_venv", lambda: steps.append("venv"))
    monkeypatch.setattr(bootstrap, "install_packages", steps.append)
    stamp.write_text("stale")
    bootstrap.prepare()
    assert steps == ["venv", "torch==2.13.0"]
    bootstrap.prepare()
    assert steps == ["venv", "torch==2.13.0"]


def test_torch_without_an_exact_version_is_refused(bootstrap: ModuleType) -> None:
    """A project file that leaves torch's version open stops the set-up."""
    with pytest.raises(bootstrap.SetupError, match="exact version"):
        bootstrap.torch_requirement('[project]\ndependencies = ["torch>=2"]')


def test_lock_has_hashes_and_no_torch() -> None:
    """Every locked package has a hash; torch, the CUDA libraries and addresses of indexes are not in it."""
    lines = (REPOSITORY / "requirements.lock").read_text().splitlines()
    packages = [number for number, line in enumerate(lines) if line[:1].isalnum()]
    assert len(packages) > 40
    assert all("--hash=sha256:" in lines[number + 1] for number in packages)
    names = {lines[number].split("==")[0] for number in packages}
    assert not {n for n in names if n.startswith(("torch", "nvidia", "cuda", "triton"))}
    assert not [
        line for line in lines if "://" in line or "/" in line.split("via")[0].replace("pip compile", "")
    ]


def test_missing_libraries_become_one_line(bootstrap: ModuleType) -> None:
    """Each missing package is named once; dnf is not asked for what Fedora's Python brings along."""
    missing = [
        need for need in bootstrap.NEEDS if need.what in {"venv", "libxcb-shm.so.0", "libxcb-sync.so.1"}
    ]
    assert bootstrap.install_commands("apt-get", missing) == [
        ["apt-get", "update"],
        [
            "apt-get",
            "install",
            "-y",
            "--no-install-recommends",
            "python3-venv",
            "libxcb-shm0",
            "libxcb-sync1",
        ],
    ]
    assert bootstrap.install_commands("dnf", missing) == [["dnf", "install", "-y", "libxcb"]]


def test_without_root_the_exact_line_is_printed(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without root and sudo the set-up says what is missing and why, gives the line to type, and stops."""
    monkeypatch.setattr(bootstrap, "become_root", lambda: None)
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: f"/usr/bin/{name}")
    need = next(need for need in bootstrap.NEEDS if need.what == "libEGL.so.1")
    with pytest.raises(bootstrap.SetupError) as stopped:
        bootstrap.install_needs([need])
    assert "sudo apt-get update && sudo apt-get install -y --no-install-recommends libegl1" in str(
        stopped.value
    )
    assert "libEGL.so.1" in capsys.readouterr().out


def test_library_that_does_not_exist_is_missing(bootstrap: ModuleType) -> None:
    """A library is there when the loader finds it, and a made-up one is not."""
    assert not bootstrap.is_there(bootstrap.Need("libnobody-has-this.so.9", "", "", ""))


def test_fonts_are_found_by_their_files(bootstrap: ModuleType, tmp_path: Path) -> None:
    """A folder with a font file in it, however deep, counts as having fonts; one without does not."""
    assert not bootstrap.any_font([tmp_path, tmp_path / "absent"])
    deep = tmp_path / "truetype" / "made"
    deep.mkdir(parents=True)
    (deep / "face.ttf").touch()
    assert bootstrap.any_font([tmp_path])


@pytest.mark.parametrize(
    "environment",
    [{}, {"DISPLAY": ":987"}, {"WAYLAND_DISPLAY": "wayland-9", "XDG_RUNTIME_DIR": "/nowhere"}],
    ids=["nothing", "stale X", "stale Wayland"],
)
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux runs without a display server")
def test_no_display_is_noticed(bootstrap: ModuleType, environment: dict[str, str]) -> None:
    """No display, and one that nobody serves any more, both mean off-screen."""
    assert not bootstrap.has_display(environment)


def test_platform_chosen_by_the_user_counts_as_display(bootstrap: ModuleType) -> None:
    """Who names a Qt platform knows what they want."""
    assert bootstrap.has_display({"QT_QPA_PLATFORM": "vnc"})


@pytest.mark.parametrize("command", ["run", "test"])
def test_arguments_are_passed_on(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """What follows the command reaches the application or pytest untouched, options included."""
    seen: list[list[str]] = []

    def take(arguments: list[str]) -> int:
        seen.append(arguments)
        return 7

    monkeypatch.setattr(bootstrap, "prepare", lambda: None)
    monkeypatch.setattr(bootstrap, "run_application", take)
    monkeypatch.setattr(bootstrap, "run_tests", take)
    assert bootstrap.main([command, "-k", "core", "--lang=de", "a b.png"]) == 7
    assert seen == [["-k", "core", "--lang=de", "a b.png"]]


def test_trouble_ends_with_status_one(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A set-up that cannot go on says why on standard error and exits with 1."""

    def stop() -> None:
        raise bootstrap.SetupError("no luck")

    monkeypatch.setattr(bootstrap, "prepare", stop)
    assert bootstrap.main(["run"]) == 1
    assert capsys.readouterr().err == "bootstrap: no luck\n"
