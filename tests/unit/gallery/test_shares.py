"""A gallery on another computer is noticed."""

from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from faceid_desktop.gallery import opening
from faceid_desktop.gallery.shares import Mount, on_network_share

posix_only = pytest.mark.skipif(os.name == "nt", reason="the mount points are written as on Linux")


def mount(place: Path | str, kind: str, options: str = "rw") -> Mount:
    """Return a mounted file system."""
    return SimpleNamespace(mountpoint=str(place), fstype=kind, opts=options)


@posix_only
@pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "NFS"])
def test_network_file_systems_are_noticed(tmp_path: Path, kind: str) -> None:
    """What lies below a mount of another computer is on a share, what lies beside it is not."""
    mounts = [mount("/", "ext4"), mount(tmp_path / "share", kind), mount(tmp_path / "share" / "disk", "xfs")]
    assert on_network_share(tmp_path / "share" / "a" / "gallery.db", mounts)
    assert not on_network_share(tmp_path / "share" / "disk" / "gallery.db", mounts)
    assert not on_network_share(tmp_path / "shared" / "gallery.db", mounts)


@posix_only
def test_the_last_mount_at_a_place_counts(tmp_path: Path) -> None:
    """A file system mounted over another hides it; Windows marks network drives as remote."""
    assert not on_network_share(tmp_path / "x", [mount(tmp_path, "nfs"), mount(tmp_path, "ext4")])
    assert on_network_share(tmp_path / "x", [mount(tmp_path, "NTFS", "rw,remote")])
    assert not on_network_share(tmp_path / "x", [])


def test_opening_warns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A gallery on a share opens all the same, with a warning; here it lies on a disk."""
    path = tmp_path / "gallery.db"
    first = opening.create(path)
    assert first.warnings == ()
    first.close()
    monkeypatch.setattr(opening, "on_network_share", lambda _path: True)
    second = opening.open_file(path)
    assert second.warnings == (opening.OpeningWarning.NETWORK_SHARE,)
    second.close()
