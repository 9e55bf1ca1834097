"""``faceid updates``: whether there is a newer version, or a package for the GPU; no other command asks."""

from __future__ import annotations

import shlex
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

import faceid_desktop
from faceid_desktop.cli.common import Common
from faceid_desktop.cli.output import print_json, print_line, print_table
from faceid_desktop.cli.progress import progress_bar
from faceid_desktop.errors import DownloadRefused

if TYPE_CHECKING:
    from faceid_desktop.services.updates import Announcement, Package

_INSTALL = {
    "linux-deb": "Install it with: sudo apt install {path}",
    "linux-appdir": "Unpack it anywhere and start AppRun in it; galleries and settings stay.",
    "windows": "Close the program and start this file; galleries and settings stay.",
}


def updates(
    common: Common,
    fetch_cuda: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", exists=True, file_okay=False,
            help="Fetch the package that computes on an NVIDIA GPU into this folder, and check its hash.",
        ),
    ] = None,
) -> None:  # fmt: skip
    """Ask whether there is a newer version; fetches no package unless told to, tells nothing about you."""
    from faceid_desktop.services.graphics import unused_gpus
    from faceid_desktop.services.updates import UpdateCheck, shipped_channel
    from faceid_desktop.services.updates_package import package_for, target_here

    announcement = UpdateCheck(common.paths, shipped_channel()).announced()
    target = target_here()
    package, idle = package_for(announcement, target), unused_gpus()
    fetched = _fetch(announcement, package, fetch_cuda) if fetch_cuda is not None else None
    if common.as_json:
        print_json(
            {
                "version": faceid_desktop.__version__,
                "newer": asdict(announcement) if announcement.is_newer else None,
                "idle_gpus": list(idle),
                "cuda_package": asdict(package) if package else None,
                "fetched": str(fetched) if fetched else None,
            }
        )
    elif fetched is not None:
        print_line(f"{fetched} is there, and its SHA-256 is the announced one.")
        print_line(_INSTALL[target].format(path=shlex.quote(str(fetched.resolve()))))
    else:
        _tell(announcement)
        if idle and package is not None:
            print_line(offer(idle[0], package))


def offer(gpu: str, package: Package) -> str:
    """Say in one sentence what would be fetched for a GPU, from where and how large it is."""
    return (
        f"{gpu} is here, but this package computes on the processor: 'faceid updates --fetch-cuda DIR' "
        f"would fetch {package.file}, {package.bytes / 1e6:.0f} MB, from {urlsplit(package.url).hostname}."
    )


def _fetch(announcement: Announcement, package: Package | None, folder: Path) -> Path | None:
    from faceid_desktop.services.progress import CancelToken
    from faceid_desktop.services.updates_package import fetch_package

    if package is None:
        raise DownloadRefused(file="for CUDA", why="unannounced")
    with progress_bar("Bytes") as show:
        return fetch_package(announcement, package, folder, show, CancelToken())


def _tell(announcement: Announcement) -> None:
    if not announcement.is_newer:
        print_line(f"{faceid_desktop.__version__} is the newest version.")
        return
    print_line(
        f"Version {announcement.version} is there; this is {faceid_desktop.__version__}. {announcement.notes}"
    )
    rows = [
        (each.file, each.variant, f"{each.bytes / 1e6:.0f} MB", each.sha256) for each in announcement.packages
    ]
    print_table("Packages", ("File", "Variant", "Size", "SHA-256"), rows)
