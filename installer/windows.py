"""The Windows installer: its icon, the facts that Windows shows of an executable, and the run of makensis."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from installer.icons import ico
from installer.product import ICON, INSTALLER, NAME, SUMMARY, TITLE, VERSION, VERSION_INFO, source_date
from installer.variants import CPU, tag

SCRIPT = INSTALLER / "windows" / "faceid.nsi"


class MakensisMissing(Exception):
    """The compiler of installers is not there."""


def prepare() -> None:
    """Write the icon and the version facts that the frozen executables carry."""
    Path(ICON).parent.mkdir(parents=True, exist_ok=True)
    Path(ICON).write_bytes(ico())
    Path(VERSION_INFO).write_text(version_info(), encoding="utf-8")


def version_info() -> str:
    """Return PyInstaller's description of the version resource of an executable."""
    numbers = tuple(int(part) for part in f"{VERSION}.0".split("."))
    facts = {
        "CompanyName": f"{TITLE} maintainers",
        "FileDescription": SUMMARY,
        "FileVersion": VERSION,
        "LegalCopyright": "Apache License 2.0",
        "ProductName": TITLE,
        "ProductVersion": VERSION,
    }
    strings = ", ".join(f"StringStruct({name!r}, {fact!r})" for name, fact in facts.items())
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}), kids=["
        f"StringFileInfo([StringTable('040904B0', [{strings}])]), "
        "VarFileInfo([VarStruct('Translation', [1033, 1200])])])\n"
    )


def make_installer(payload: Path, out: Path, version: str = VERSION, variant: str = CPU) -> Path:
    """Compile the installer around a folder; returns its path.

    Parameters
    ----------
    payload
        The frozen program, or a stand-in for it.
    out
        Where the installer is put.
    version
        Another one only to try an upgrade.
    variant
        Stands in the file's name; NSIS itself writes no more than 2 GB.

    Raises
    ------
    MakensisMissing
        If NSIS is not installed.
    subprocess.CalledProcessError
        If the script has an error; a warning is one.
    """
    compiler = shutil.which("makensis")
    if compiler is None:
        raise MakensisMissing("install NSIS: Debian's package nsis has the 64-bit stub that is needed")
    prepare()
    out.mkdir(parents=True, exist_ok=True)
    package = out / f"{NAME}-{version}{tag(variant)}-windows-x64.exe"
    definitions = {"VERSION": version, "PAYLOAD": payload.resolve(), "ICON": ICON, "OUT": package.resolve()}
    command = [compiler, "-V2", "-WX", "-INPUTCHARSET", "UTF8"]
    command += [f"-D{name}={value}" for name, value in definitions.items()]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(source_date()), "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    subprocess.run([*command, str(SCRIPT)], check=True, env=environment)
    return package
