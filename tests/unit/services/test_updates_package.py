"""Fetching the CUDA package from a server on this computer: whole, broken off, forged, too large."""

from __future__ import annotations

import errno
import os
import platform
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

import faceid_desktop
from faceid_desktop.errors import DownloadBroken, DownloadRefused, NoRoom, OutputError, UpdateRefused
from faceid_desktop.paths import app_paths
from faceid_desktop.services import updates_package
from faceid_desktop.services.progress import CancelToken
from faceid_desktop.services.updates import Announcement, Channel, Package, UpdateCheck
from faceid_desktop.services.updates_package import fetch_package, package_for, target_here
from tests.helpers.signing import Signer
from tests.helpers.update_server import Server

NOW = datetime(2027, 1, 10, 12, tzinfo=UTC)
CONTENT = bytes(range(256)) * 4096


@pytest.fixture
def server() -> Iterator[Server]:
    """A server on the loopback interface."""
    made = Server()
    yield made
    made.close()


def announced(server: Server, *packages: dict[str, object], **changes: object) -> Announcement:
    """Announce packages and believe it."""
    facts = {"packages": list(packages), "version": faceid_desktop.__version__, **changes}
    server.announce(None, **facts)
    return UpdateCheck(app_paths(), Channel(server.address, Signer().public_key), now=lambda: NOW).announced()


def fetched(announcement: Announcement, folder: Path, token: CancelToken | None = None) -> Path | None:
    """Fetch the only package."""
    package = announcement.packages[0]
    return fetch_package(announcement, package, folder, lambda *_: None, token or CancelToken())


def refusal(announcement: Announcement, folder: Path) -> str:
    """Return why the only package is refused."""
    with pytest.raises(DownloadRefused) as caught:
        fetched(announcement, folder)
    return str(caught.value.data["why"])


def names(folder: Path) -> list[str]:
    """Return what lies in a folder."""
    return sorted(path.name for path in folder.glob("*.deb*"))


def test_the_package_for_this_target_and_variant_is_chosen(server: Server) -> None:
    """Neither another system's nor the CPU's, nor one without an address; the same version counts."""
    right = server.offer(CONTENT)
    others = [
        server.offer(CONTENT, target="windows", file="w.exe"),
        server.offer(CONTENT, variant="cpu", file="cpu.deb"),
        server.offer(CONTENT, url="", file="no-address.deb"),
    ]
    found = package_for(announced(server, *others, right), "linux-deb")
    assert found is not None
    assert found.file == "cuda.deb"
    assert package_for(announced(server, *others), "linux-deb") is None
    assert package_for(announced(server, right), "") is None


def test_an_older_version_is_not_offered(server: Server) -> None:
    """Going back a version for the GPU's sake would bring back what was mended."""
    assert package_for(announced(server, server.offer(CONTENT), version="0.0.1"), "linux-deb") is None


def test_a_package_arrives_with_progress(server: Server, tmp_path: Path) -> None:
    """The file has the announced bytes and name, nothing else is left, and the progress only grows."""
    announcement, told = announced(server, server.offer(CONTENT)), list[tuple[int, int]]()
    path = fetch_package(
        announcement, announcement.packages[0], tmp_path, lambda *now: told.append(now), CancelToken()
    )
    assert path == tmp_path / "cuda.deb"
    assert path.read_bytes() == CONTENT
    assert names(tmp_path) == ["cuda.deb"]
    assert told == sorted(told)
    assert (told[0], told[-1]) == ((0, len(CONTENT)), (len(CONTENT), len(CONTENT)))
    assert "Range" not in server.asked[-1][1]


@pytest.mark.parametrize("resumes", [True, False])
def test_what_was_broken_off_goes_on(server: Server, tmp_path: Path, resumes: bool) -> None:
    """The second try asks for the rest only; a server that cannot do that sends everything again."""
    announcement = announced(server, server.offer(CONTENT))
    server.breaks_after, server.resumes = 300_000, resumes
    with pytest.raises(DownloadBroken):
        fetched(announcement, tmp_path)
    (part,) = tmp_path.glob("*.part")
    assert part.stat().st_size == 300_000
    assert not (tmp_path / "cuda.deb").exists()
    server.breaks_after = 1 << 40
    assert fetched(announcement, tmp_path) == tmp_path / "cuda.deb"
    assert server.asked[-1][1]["Range"] == "bytes=300000-"
    assert (tmp_path / "cuda.deb").read_bytes() == CONTENT


def test_cancelled_means_nothing_has_its_name(server: Server, tmp_path: Path) -> None:
    """What has arrived is kept for the next time, under a name that nobody installs."""
    announcement, token = announced(server, server.offer(CONTENT)), CancelToken()
    package = announcement.packages[0]
    ended = fetch_package(
        announcement, package, tmp_path, lambda done, _: token.cancel() if done else None, token
    )
    assert ended is None
    assert not (tmp_path / "cuda.deb").exists()
    assert len(names(tmp_path)) == 1
    assert fetched(announcement, tmp_path) == tmp_path / "cuda.deb"


def test_a_wrong_hash_is_refused_and_removed(server: Server, tmp_path: Path) -> None:
    """The right number of wrong bytes never gets the name, and the next try begins anew."""
    announcement = announced(server, server.offer(CONTENT))
    server.files["/p/cuda.deb"] = CONTENT[:-1] + b"\0"
    assert refusal(announcement, tmp_path) == "hash"
    assert names(tmp_path) == []


def test_a_spoilt_beginning_is_found(server: Server, tmp_path: Path) -> None:
    """What lay there from before is part of what is checked, not only what came over the network."""
    announcement = announced(server, server.offer(CONTENT))
    (tmp_path / f"cuda.deb.{announcement.packages[0].sha256[:12]}.part").write_bytes(b"x" * 1000)
    assert refusal(announcement, tmp_path) == "hash"
    assert fetched(announcement, tmp_path) == tmp_path / "cuda.deb"


def test_a_flood_is_cut_off(server: Server, tmp_path: Path) -> None:
    """More than announced is not taken."""
    announcement = announced(server, server.offer(CONTENT))
    server.files["/p/cuda.deb"] = CONTENT * 2
    assert refusal(announcement, tmp_path) == "size"
    assert names(tmp_path) == []


def test_a_file_of_that_name(server: Server, tmp_path: Path) -> None:
    """The right one is taken without asking the network, another one is not overwritten."""
    announcement = announced(server, server.offer(CONTENT))
    target = tmp_path / "cuda.deb"
    target.write_bytes(CONTENT)
    asked = len(server.asked)
    assert fetched(announcement, tmp_path) == target
    assert len(server.asked) == asked
    target.write_bytes(b"mine")
    assert refusal(announcement, tmp_path) == "exists"
    assert target.read_bytes() == b"mine"


def test_an_address_that_was_not_announced_is_refused(server: Server, tmp_path: Path) -> None:
    """Neither another address for an announced file, nor none at all, nor one that the server points to."""
    announcement = announced(server, server.offer(CONTENT))
    asked = len(server.asked)
    elsewhere = replace(announcement.packages[0], url=f"{server.root}/elsewhere")
    for package in (elsewhere, replace(elsewhere, url="")):
        with pytest.raises(DownloadRefused) as caught:
            fetch_package(announcement, package, tmp_path, lambda *_: None, CancelToken())
        assert caught.value.data["why"] == "unannounced"
    assert len(server.asked) == asked
    server.files["/p/cuda.deb"] = b"redirect"
    with pytest.raises(DownloadBroken, match="302"):
        fetched(announcement, tmp_path)
    assert "/elsewhere" not in [path for path, _ in server.asked]


def test_a_replayed_announcement_offers_nothing(server: Server) -> None:
    """Whoever replays a rightly signed, older announcement cannot have its packages fetched."""
    announced(server, server.offer(CONTENT), serial=7)
    with pytest.raises(UpdateRefused) as caught:
        announced(server, server.offer(CONTENT), serial=6)
    assert caught.value.data["why"] == "replayed"


def test_a_full_disk_is_told_before_and_while(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Too little room is told without asking the network; a disk that fills up meanwhile is told alike."""
    announcement = announced(server, server.offer(CONTENT))
    asked = len(server.asked)
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "disk_usage", lambda _folder: SimpleNamespace(free=1_000_000))
        with pytest.raises(NoRoom) as caught:
            fetched(announcement, tmp_path)
    assert (caught.value.data["needed_mb"], caught.value.data["free_mb"]) == (2, 1)
    assert len(server.asked) == asked

    def full(_number: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NoRoom):
        fetched(announcement, tmp_path)


def test_a_folder_that_is_none_is_told(server: Server, tmp_path: Path) -> None:
    """What the system says about the folder is passed on."""
    with pytest.raises(OutputError):
        fetched(announced(server, server.offer(CONTENT)), tmp_path / "nowhere")


def test_a_missing_package_is_told(server: Server, tmp_path: Path) -> None:
    """The address answers with an error: it is named."""
    announcement = announced(server, server.offer(CONTENT))
    del server.files["/p/cuda.deb"]
    with pytest.raises(DownloadBroken, match="404"):
        fetched(announcement, tmp_path)


@pytest.mark.parametrize(
    ("system", "machine", "target"),
    [
        ("linux", "x86_64", "linux-appdir"),
        ("win32", "AMD64", "windows"),
        ("linux", "aarch64", ""),
        ("darwin", "x86_64", ""),
    ],
)
def test_the_target_fits_the_computer(
    monkeypatch: pytest.MonkeyPatch, system: str, machine: str, target: str
) -> None:
    """Where no package is made nothing is offered."""
    monkeypatch.setattr(updates_package, "sys", SimpleNamespace(platform=system, executable="/opt/x"))
    monkeypatch.setattr(platform, "machine", lambda: machine)
    assert target_here() == target


def test_a_package_without_variant_is_for_the_processor() -> None:
    """Announcements from before the variants keep their meaning."""
    assert Package("linux-deb", "f.deb", 7, "ab" * 32).variant == "cpu"
