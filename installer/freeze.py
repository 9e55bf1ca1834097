"""Runs PyInstaller so that two builds are equal, and finishes its folder: stripped, dated, with licences."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from installer.contents import STRIPPED
from installer.elf import is_elf, looks_elsewhere
from installer.inventory import add_inventory
from installer.product import BUILD, INSTALLER, NAME, OVERLAY, ROOT, USER_BASE, source_date
from installer.windows import prepare

OVERLAY_LOCK = INSTALLER / "linux-overlay.txt"
FROZEN = BUILD / "frozen" / NAME
FOLLOW_LINKS = os.utime not in os.supports_follow_symlinks  # Windows cannot date a link itself


def freeze(folder: Path = FROZEN, channel: Path | None = None) -> Path:
    """Make the frozen program.

    Parameters
    ----------
    folder
        Where it is put; what lies there is removed first.
    channel
        A file that says where updates are announced and who signs them; None leaves the update check without
        a place to ask.

    Returns
    -------
    Path
        ``folder``.

    Raises
    ------
    subprocess.CalledProcessError
        If PyInstaller, pip or strip fails; their own lines say why.
    """
    environment = build_environment()
    if sys.platform == "linux":
        _install_overlay()
    if sys.platform == "win32":
        prepare()
    work = folder.parent / f"work-{folder.name}"
    staging = folder.parent / f"staging-{folder.name}"
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"]
    command += ["--distpath", str(staging), "--workpath", str(work), str(INSTALLER / "faceid.spec")]
    subprocess.run(command, check=True, env=environment, cwd=ROOT)
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    (staging / NAME).rename(folder)
    shutil.rmtree(staging)
    parts = folder / "_internal"
    if channel is not None:
        (parts / "resources" / "updates").mkdir(exist_ok=True)
        shutil.copyfile(channel, parts / "resources" / "updates" / "channel.json")
    if sys.platform == "linux":
        _strip(parts)
        (folder / "faceid-desktop").symlink_to("faceid")
    add_inventory(folder)
    settle(folder, source_date())
    return folder


def build_environment() -> dict[str, str]:
    """Return the variables under which two builds give the same bytes, and the overlay is found first."""
    environment = {
        **os.environ,
        "PYTHONHASHSEED": "0",  # the order of constants in compiled modules
        "PYTHONDONTWRITEBYTECODE": "1",
        "SOURCE_DATE_EPOCH": str(source_date()),
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
    }
    if sys.platform == "linux":
        environment |= {"PYTHONUSERBASE": str(USER_BASE), "PYTHONPATH": str(OVERLAY)}
    return environment


def settle(folder: Path, seconds: int) -> None:
    """Give every file below a folder, and the folders, the same date and the plain rights.

    Parameters
    ----------
    folder
        Where to begin.
    seconds
        The date, since 1970.
    """
    for path in [folder, *sorted(folder.rglob("*"))]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or _is_program(path) else 0o644)
        os.utime(path, (seconds, seconds), follow_symlinks=FOLLOW_LINKS)


def _is_program(path: Path) -> bool:
    """Tell whether a file is started and not loaded or read; nothing else needs the right to run."""
    if not path.stat().st_mode & 0o100 or ".so" in path.suffixes or path.suffix == ".dll":
        return False
    with path.open("rb") as file:
        return file.read(2) == b"#!" or is_elf(path) or path.suffix == ".exe"


def _install_overlay() -> None:
    """Install the headless OpenCV, which has no Qt of its own, beside the environment."""
    if (OVERLAY / OVERLAY_LOCK.name).is_file():
        same = (OVERLAY / OVERLAY_LOCK.name).read_bytes() == OVERLAY_LOCK.read_bytes()
        if same:
            return
        shutil.rmtree(OVERLAY)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
    command = [*pip, "--require-hashes", "--target", str(OVERLAY), "--requirement", str(OVERLAY_LOCK)]
    subprocess.run(command, check=True)
    shutil.copyfile(OVERLAY_LOCK, OVERLAY / OVERLAY_LOCK.name)


def _strip(parts: Path) -> None:
    """Cut off what only debuggers read, and folders of the builder where libraries would look for others."""
    for path in sorted(parts.rglob("*")):
        if path.is_symlink() or not is_elf(path):
            continue
        if path.relative_to(parts).as_posix().startswith(STRIPPED):
            subprocess.run(["strip", "--strip-unneeded", str(path)], check=True)
        if looks_elsewhere(path):
            subprocess.run(["patchelf", "--remove-rpath", str(path)], check=True)
