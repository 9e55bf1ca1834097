"""What the packages are called and where their parts lie: one place for every target."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import faceid_desktop

ROOT = Path(__file__).resolve().parents[1]
INSTALLER = ROOT / "installer"
BUILD = ROOT / "build"
DIST = ROOT / "dist"

VERSION = faceid_desktop.__version__
NAME = "faceid-desktop"
USER_BASE = BUILD / "overlay"
# In the form of a user's site-packages, so that PyInstaller keeps the folders below it as they are.
OVERLAY = USER_BASE / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "site-packages"
TITLE = "FaceID Desktop"
SUMMARY = "Compare, enrol and identify faces with evidence"
MAINTAINER = "FaceID Desktop maintainers <maintainers@users.noreply.example>"
COMPONENT_ID = "io.github.faceid_desktop.FaceIDDesktop"
ICON = str(BUILD / "windows" / f"{NAME}.ico")
VERSION_INFO = str(BUILD / "windows" / "version_info.txt")
PROGRAMS = ("faceid", "faceid-desktop")
PICTURE_TYPES = (
    "image/jpeg",
    "image/png",
    "image/webp",
    "image/bmp",
    "image/tiff",
    "image/heic",
    "image/heif",
)
PICTURE_SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff", ".heic", ".heif")


def source_date() -> int:
    """Return the date of every file of a package: of the last commit, unless the environment says another.

    Returns
    -------
    int
        Seconds since 1970; ``SOURCE_DATE_EPOCH`` as reproducible-builds.org defines it.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given:
        return int(given)
    command = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
