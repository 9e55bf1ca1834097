"""Fetching one package of a believed announcement, when somebody asked for just that.

What arrives is kept as ``<file>.<hash>.part`` until all of it is there and has the announced SHA-256; only
then does it get its name. What was broken off goes on where it stopped, if the server can, else from the
start. Nothing is installed: that is left to whoever installs programs on this computer.
"""

from __future__ import annotations

import errno
import hashlib
import http.client
import os
import platform
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO

from faceid_desktop.errors import DownloadBroken, DownloadRefused, NoRoom, OutputError
from faceid_desktop.services.progress import CancelToken
from faceid_desktop.services.updates import Announcement, Package
from faceid_desktop.services.updates_download import open_stream, reason

CUDA = "cuda"
Report = Callable[[int, int], None]
"""Receives the bytes that are there and those that there will be; called on the thread of the work."""

_CHUNK = 1 << 18
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC})
_MACHINES = frozenset({"x86_64", "amd64"})


def target_here() -> str:
    """Return the target of ``installer/build.py`` that fits this computer; nothing if none does."""
    if platform.machine().lower() not in _MACHINES:
        return ""
    if sys.platform == "win32":
        return "windows"
    if sys.platform != "linux":
        return ""
    packaged = getattr(sys, "frozen", False) and Path(sys.executable).resolve().is_relative_to("/usr/lib")
    return "linux-deb" if packaged else "linux-appdir"


def package_for(announcement: Announcement, target: str, variant: str = CUDA) -> Package | None:
    """Return the announced package of a variant; None if there is none that may be fetched, or it is old."""
    if announcement.is_older:
        return None
    fitting = (each for each in announcement.packages if (each.target, each.variant) == (target, variant))
    return next((each for each in fitting if each.url), None)


def fetch_package(
    announcement: Announcement, package: Package, folder: Path, report: Report, token: CancelToken
) -> Path | None:
    """Fetch a package into a folder; blocks for as long as that takes.

    Parameters
    ----------
    announcement
        As `UpdateCheck.announced` believed it.
    package
        One of its packages.
    folder
        Where to; it has to exist.
    report
        Told how far it is.
    token
        Ends it; what has arrived is kept for the next time.

    Returns
    -------
    Path or None
        The file, whole and checked; None if it was cancelled.

    Raises
    ------
    DownloadRefused
        ``why`` is unannounced, exists, size or hash; what arrived wrong is removed.
    DownloadBroken
        If the server does not answer, answers strangely, or breaks off; what has arrived is kept.
    NoRoom, OutputError
        If the folder cannot take it.
    """
    if package not in announcement.packages or not package.url:
        raise DownloadRefused(file=package.file, why="unannounced")
    target = folder / package.file
    part = folder / f"{package.file}.{package.sha256[:12]}.part"
    try:
        if target.exists():
            return _already(target, package, token)
        there = part.stat().st_size if part.is_file() else 0
        _need_room(folder, package.bytes - there)
        if there < package.bytes:
            _receive(package, part, there, report, token)
        return None if token.cancelled else _finish(part, target, package, token)
    except OSError as error:
        if error.errno in _FULL:
            raise _no_room(folder, package.bytes) from error
        raise OutputError(path=str(target), why=error.strerror or str(error)) from error


def _already(target: Path, package: Package, token: CancelToken) -> Path | None:
    """Take a file of that name if it is the announced one; another one is nobody's to replace."""
    found = _digest(target, token) if target.stat().st_size == package.bytes else "another"
    if found and found != package.sha256:
        raise DownloadRefused(file=package.file, why="exists")
    return target if found else None


def _need_room(folder: Path, wanted: int) -> None:
    if shutil.disk_usage(folder).free < wanted:
        raise _no_room(folder, wanted)


def _no_room(folder: Path, wanted: int) -> NoRoom:
    free = shutil.disk_usage(folder).free
    return NoRoom(path=str(folder), needed_mb=-(-wanted // 10**6), free_mb=free // 10**6)


def _receive(package: Package, part: Path, there: int, report: Report, token: CancelToken) -> None:
    """Append what is missing of a file, or write it anew if the server does not go on."""
    with open_stream(package.url, there) as answer:
        if answer.start not in (0, there):
            raise DownloadBroken(url=package.url, why="Content-Range")
        with part.open("ab" if answer.start else "wb") as file:
            _copy(answer.read, file, answer.start, package, report, token)
            file.flush()
            os.fsync(file.fileno())
    arrived = part.stat().st_size
    if arrived > package.bytes:
        part.unlink()
        raise DownloadRefused(file=package.file, why="size")
    if arrived < package.bytes and not token.cancelled:
        raise DownloadBroken(url=package.url, why=f"{arrived} / {package.bytes}")


def _copy(
    read: Callable[[int], bytes], file: IO[bytes], done: int, package: Package,
    report: Report, token: CancelToken,
) -> None:  # fmt: skip
    report(done, package.bytes)
    while not token.cancelled and done <= package.bytes:  # one byte too many is enough to know
        try:
            chunk = read(min(_CHUNK, package.bytes - done + 1))
        except (OSError, http.client.HTTPException) as error:
            raise DownloadBroken(url=package.url, why=reason(error)) from error
        if not chunk:
            return
        file.write(chunk)
        done += len(chunk)
        report(min(done, package.bytes), package.bytes)


def _finish(part: Path, target: Path, package: Package, token: CancelToken) -> Path | None:
    """Give a file its name if what lies on the disk has the announced hash; else remove it."""
    found = _digest(part, token) if part.stat().st_size == package.bytes else "another"
    if not found:
        return None
    if found != package.sha256:
        part.unlink()
        raise DownloadRefused(file=package.file, why="hash")
    part.replace(target)
    return target


def _digest(path: Path, token: CancelToken) -> str:
    """Return the SHA-256 of a file; nothing if it was cancelled."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            if token.cancelled:
                return ""
            digest.update(chunk)
    return digest.hexdigest()
