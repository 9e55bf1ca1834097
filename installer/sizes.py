"""How large the parts of the frozen program are, and how large it may become."""

from __future__ import annotations

import json
import re
from pathlib import Path

from installer.product import INSTALLER

TABLE = INSTALLER / "sizes.json"
"""What was measured on each platform, in bytes, without (``plain``) and with `contents`, and a limit."""

_PARTS = (
    ("torch", re.compile(r"_internal/(torch|functorch|torchgen)/|_internal/libgomp")),
    (
        "qt",
        re.compile(
            r"_internal/(PySide6|shiboken6)/|_internal/(lib)?(Qt6|pyside6|shiboken6)|_internal/libicu"
        ),
    ),
    ("opencv", re.compile(r"_internal/(cv2|opencv_python[a-z_]*\.libs)/")),
    ("numpy", re.compile(r"_internal/numpy(\.libs)?/")),
    ("pictures", re.compile(r"_internal/(PIL|pillow\.libs|pi_heif|pi_heif\.libs|_pi_heif)")),
    ("models", re.compile(r"_internal/resources/(models|liveness)/")),
    ("modules", re.compile(r"faceid(-desktop)?(\.exe)?$")),  # compiled Python modules lie in the executables
)


def part_of(inside: str) -> str:
    """Return the part that a file belongs to, by its path inside the program's folder."""
    return next((name for name, pattern in _PARTS if pattern.match(inside)), "rest")


def measure(folder: Path) -> dict[str, int]:
    """Return the bytes of each part, of files as they are and links as nothing."""
    sizes = dict.fromkeys([*(name for name, _ in _PARTS), "rest"], 0)
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            sizes[part_of(path.relative_to(folder).as_posix())] += path.stat().st_size
    return sizes


class TooLarge(Exception):
    """The frozen program has outgrown its limit."""


def check(sizes: dict[str, int], limit: int | None) -> None:
    """Refuse a program that is larger than agreed; a system on which none was measured has no limit yet.

    Raises
    ------
    TooLarge
        With the parts, so that it can be seen which one grew.
    """
    total = sum(sizes.values())
    if limit is not None and total > limit:
        raise TooLarge(f"{total:,} bytes, allowed are {limit:,}: {report(sizes)}")


def limit_of(platform: str) -> int | None:
    """Return how many bytes the unpacked program may have on a platform (a value of `sys.platform`)."""
    entry = json.loads(TABLE.read_text(encoding="utf-8")).get(platform)
    return int(entry["limit"]) if entry else None


def report(sizes: dict[str, int]) -> str:
    """Put the sizes on one line, in MB of a million bytes."""
    parts = ", ".join(f"{name} {size / 1e6:.1f}" for name, size in sizes.items())
    return f"{parts}; together {sum(sizes.values()) / 1e6:.1f} MB"
