"""Whether a folder lies on another computer, where SQLite's locks and its WAL cannot be relied on.

See https://sqlite.org/wal.html, "does not work over a network filesystem".
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

import psutil  # type: ignore[import-untyped]  # ships no types

_NETWORK_TYPES = frozenset(
    {
        *("9p", "afs", "afpfs", "ceph", "cifs", "davfs", "fuse.davfs", "fuse.glusterfs", "fuse.rclone"),
        *("fuse.sshfs", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4", "smb2", "smb3", "smbfs", "webdav"),
    }
)


class Mount(Protocol):
    """What `psutil.disk_partitions` tells of a mounted file system."""

    mountpoint: str
    fstype: str
    opts: str


def on_network_share(path: Path, mounts: Iterable[Mount] | None = None) -> bool:
    """Tell whether ``path`` lies on a network file system, as far as the system says so.

    Parameters
    ----------
    path
        A file or folder; it need not exist.
    mounts
        The mounted file systems; None asks the system.
    """
    place = path.absolute().resolve()
    if place.drive.startswith("\\\\"):
        return True
    known = psutil.disk_partitions(all=True) if mounts is None else mounts
    around = [mount for mount in known if place.is_relative_to(mount.mountpoint)]
    if not around:
        return False
    # Of mounts at the same place the one that was made last hides the others.
    nearest = max(reversed(around), key=lambda mount: len(Path(mount.mountpoint).parts))
    return nearest.fstype.lower() in _NETWORK_TYPES or "remote" in nearest.opts.split(",")
