"""What a Linux library needs of others, as ``readelf`` (binutils) tells it."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_NEEDED = re.compile(r"\(NEEDED\)\s+Shared library: \[([^\]]+)\]")
_LIBRARY = re.compile(r"(PySide6/Qt/lib/|[^/]+\.libs/)?lib(?!python)[^/]+\.so[.0-9]*$")
Entry = tuple[str, str, str]
_ABSOLUTE = re.compile(r"\(R(UN)?PATH\)\s+Library r(un)?path: \[(/|[^\]]*:/)")
_GLIBC = re.compile(r"\bGLIBC_(\d+)\.(\d+)")


@dataclass(frozen=True, slots=True)
class Needs:
    """Of one file or of many.

    ``libraries`` are file names; ``glibc`` is the newest version of the C library that symbols ask for.
    """

    libraries: frozenset[str] = frozenset()
    glibc: tuple[int, int] = (0, 0)

    def __or__(self, other: Needs) -> Needs:
        return Needs(self.libraries | other.libraries, max(self.glibc, other.glibc))


def is_elf(path: Path) -> bool:
    """Tell whether a file is an executable or library of Linux."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def needs(folder: Path) -> Needs:
    """Return what the files below a folder need and do not have among themselves."""
    files = [path for path in sorted(folder.rglob("*")) if not path.is_symlink() and is_elf(path)]
    own = {path.name for path in folder.rglob("*")}
    total = needs_of(files)
    return Needs(total.libraries - own, total.glibc)


def needs_of(files: Sequence[Path]) -> Needs:
    """Return what files need, also of each other.

    Raises
    ------
    subprocess.CalledProcessError
        If readelf cannot read a file.
    """
    total = Needs()
    for first in range(0, len(files), 100):
        command = ["readelf", "--wide", "--dynamic", "--version-info"]
        command += [str(path) for path in files[first : first + 100]]
        total |= parse(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return total


def looks_elsewhere(path: Path) -> bool:
    """Tell whether a library searches for others in a folder that is not its own: the builder's Python."""
    command = ["readelf", "--wide", "--dynamic", str(path)]
    listing = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return _ABSOLUTE.search(listing) is not None


def without_orphans(table: Sequence[Entry]) -> list[Entry]:
    """Return a PyInstaller table without the shared libraries that nothing in it needs.

    Parameters
    ----------
    table
        Target, origin and kind of each file. Only libraries in the top folder, in Qt's folder of libraries
        and in the ``.libs`` folders of wheels are judged: others are loaded by name.
    """
    kept = list(table)
    while True:
        files = [Path(origin) for _, origin, kind in kept if kind != "SYMLINK" and is_elf(Path(origin))]
        needed = needs_of(files).libraries
        left = [entry for entry in kept if not _LIBRARY.match(entry[0]) or Path(entry[0]).name in needed]
        if len(left) == len(kept):
            return left
        kept = left


def parse(listing: str) -> Needs:
    """Read what ``readelf --dynamic --version-info`` printed."""
    versions = [(int(major), int(minor)) for major, minor in _GLIBC.findall(listing)]
    return Needs(frozenset(_NEEDED.findall(listing)), max(versions, default=(0, 0)))
