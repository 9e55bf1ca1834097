"""The Linux packages: one tree of files, as a ``.deb`` and as an archive that runs from anywhere."""

from __future__ import annotations

import gzip
import hashlib
import shutil
import subprocess
import tarfile
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

from bootstrap import NEEDS
from faceid_desktop.paths import write_atomically
from installer import icons
from installer.elf import needs
from installer.freeze import settle
from installer.inventory import BILL
from installer.manpages import pages
from installer.product import (
    COMPONENT_ID,
    INSTALLER,
    MAINTAINER,
    NAME,
    PROGRAMS,
    ROOT,
    SUMMARY,
    VERSION,
    source_date,
)
from installer.variants import CPU, CUDA, tag

DESKTOP = ROOT / "resources" / "desktop"
GLIBC = (2, 36)
"""The oldest C library that is promised: Debian 12's."""

# Besides those that `bootstrap.py` knows: what every system has, and what comes along with those.
_PACKAGES = {
    "ld-linux-x86-64.so.2": "libc6",
    "libc.so.6": "libc6",
    "libdl.so.2": "libc6",
    "libm.so.6": "libc6",
    "libpthread.so.0": "libc6",
    "librt.so.1": "libc6",
    "libutil.so.1": "libc6",
    "libgcc_s.so.1": "libgcc-s1",
    "libstdc++.so.6": "libstdc++6",
    "libz.so.1": "zlib1g",
    "libX11.so.6": "libx11-6",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libxcb.so.1": "libxcb1",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-util.so.1": "libxcb-util1",
}
_VERSIONS = {"libc6": " (>= 2.36)", "libstdc++6": " (>= 12)", "libglib2.0-0": " (>= 2.74)"}
# Ubuntu 24.04's package of this library has a new name that does not claim the old version.
_OTHERS = {"libglib2.0-0": "libglib2.0-0t64"}

# What the NVIDIA driver brings; without it torch computes on the processor.
_DRIVER = frozenset({"libcuda.so.1", "libnvidia-ml.so.1"})
_WHERE = {CPU: "the processor", CUDA: "an NVIDIA GPU if its driver is there, else on the processor"}


class UnknownLibrary(Exception):
    """A frozen library needs another one of which no Debian package is known."""


def depends(libraries: Iterable[str]) -> str:
    """Return the ``Depends`` line for shared libraries.

    Parameters
    ----------
    libraries
        File names, as `installer.elf.needs` returns them.

    Raises
    ------
    UnknownLibrary
        If the package of one is not known.
    """
    known = {need.what: need.apt for need in NEEDS} | _PACKAGES
    unknown = sorted(set(libraries) - set(known) - _DRIVER)
    if unknown:
        raise UnknownLibrary(", ".join(unknown))
    packages = sorted({known[library] for library in libraries if library not in _DRIVER})
    wanted = [
        f"{_OTHERS[name]} | {name}{_VERSIONS.get(name, '')}"
        if name in _OTHERS
        else name + _VERSIONS.get(name, "")
        for name in packages
    ]
    return ", ".join([*wanted, "debconf (>= 0.5) | debconf-2.0"])


def stage(frozen: Path, tree: Path) -> None:
    """Lay out ``usr`` below a folder: the program, its links, and what the desktop wants to know of it.

    Parameters
    ----------
    frozen
        The frozen program; its files are linked, not copied.
    tree
        The new root.
    """
    shutil.rmtree(tree, ignore_errors=True)
    program, share = tree / "usr/lib" / NAME, tree / "usr/share"
    shutil.copytree(frozen, program, symlinks=True, copy_function=_link)
    (tree / "usr/bin").mkdir(parents=True)
    for name in PROGRAMS:
        (tree / "usr/bin" / name).symlink_to(f"../lib/{NAME}/{name}")
    seconds = source_date()
    _put(share / "applications" / f"{NAME}.desktop", (DESKTOP / f"{NAME}.desktop").read_bytes())
    _put(share / "metainfo" / f"{COMPONENT_ID}.metainfo.xml", metainfo(seconds))
    for page, text in pages(seconds).items():
        _put(share / "man/man1" / f"{page}.gz", gzip.compress(text.encode(), 9, mtime=0))
    _put(share / "icons/hicolor/scalable/apps" / f"{NAME}.svg", icons.DRAWING.read_bytes())
    for size in icons.SIZES_PX:
        _put(share / f"icons/hicolor/{size}x{size}/apps/{NAME}.png", icons.png(size))


def metainfo(seconds: int) -> bytes:
    """Return the AppStream description with this version and a date in seconds since 1970."""
    text = (DESKTOP / f"{COMPONENT_ID}.metainfo.xml").read_text(encoding="utf-8")
    day = datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d")
    return text.replace("@VERSION@", VERSION).replace("@DATE@", day).encode()


# ------------------------------------------------------------------------------------------------------ .deb


def make_deb(frozen: Path, work: Path, out: Path, variant: str = CPU) -> Path:
    """Write the Debian package of a variant; returns its path.

    Raises
    ------
    UnknownLibrary, subprocess.CalledProcessError
        If the dependencies cannot be told, or dpkg-deb fails.
    """
    tree = work / "deb"
    stage(frozen, tree)
    seconds = source_date()
    doc = tree / "usr/share/doc" / NAME
    licences = tree / "usr/lib" / NAME / "licences"
    _put(doc / "copyright", copyright_text().encode())
    _put(doc / "README.Debian", (INSTALLER / "debian/README.Debian").read_bytes())
    _put(doc / "changelog.gz", gzip.compress(changelog(seconds, variant).encode(), 9, mtime=0))
    licences.rename(doc / "licences")
    (tree / "usr/lib" / NAME / BILL).rename(doc / BILL)
    _put(tree / "usr/share/lintian/overrides" / NAME, (INSTALLER / "debian/lintian-overrides").read_bytes())
    facts = needs(tree / "usr/lib" / NAME)
    if facts.glibc > GLIBC:
        raise UnknownLibrary(f"GLIBC_{facts.glibc[0]}.{facts.glibc[1]}, promised is {GLIBC}")
    size_kib = sum(path.stat().st_size for path in tree.rglob("*") if path.is_file()) // 1024
    _put(tree / "DEBIAN/control", control(depends(facts.libraries), size_kib, variant).encode())
    for name in ("postrm", "templates"):
        _put(tree / "DEBIAN" / name, (INSTALLER / "debian" / name).read_bytes())
    _put(tree / "DEBIAN/md5sums", md5sums(tree).encode())
    settle(tree, seconds)
    (tree / "DEBIAN/postrm").chmod(0o755)
    package = out / f"{NAME}_{VERSION}{tag(variant, '+')}_amd64.deb"
    out.mkdir(parents=True, exist_ok=True)
    command = [
        "dpkg-deb",
        "--root-owner-group",
        "-Zxz",
        "-z1",
        "--threads-max=2",
        "--build",
        str(tree),
        str(package),
    ]
    environment = {"SOURCE_DATE_EPOCH": str(seconds), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
    return package


def control(dependencies: str, size_kib: int, variant: str = CPU) -> str:
    """Return the package's control file; a variant sorts behind the plain version: apt changes to it."""
    text = (INSTALLER / "debian/control").read_text(encoding="utf-8")
    facts: Mapping[str, object] = {
        "NAME": NAME, "VERSION": VERSION + tag(variant, "+"), "MAINTAINER": MAINTAINER,
        "SUMMARY": SUMMARY.lower(), "DEPENDS": dependencies, "SIZE": size_kib, "WHERE": _WHERE[variant],
    }  # fmt: skip
    for name, fact in facts.items():
        text = text.replace(f"@{name}@", str(fact))
    return text


def changelog(seconds: int, variant: str = CPU) -> str:
    """Return the Debian changelog: one entry that refers to the project's own."""
    day = format_datetime(datetime.fromtimestamp(seconds, UTC))
    entry = "unstable; urgency=medium\n\n  * See CHANGELOG.md of the project."
    return f"{NAME} ({VERSION}{tag(variant, '+')}) {entry}\n\n -- {MAINTAINER}  {day}\n"


def copyright_text() -> str:
    """Return the copyright file: our licence and where those of the parts lie."""
    return (INSTALLER / "debian/copyright").read_text(encoding="utf-8")


def md5sums(tree: Path) -> str:
    """Return the list of checksums that dpkg keeps, of everything below ``usr``."""
    lines = []
    for path in sorted((tree / "usr").rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()
            lines.append(f"{digest}  {path.relative_to(tree).as_posix()}\n")
    return "".join(lines)


# --------------------------------------------------------------------------------------------------- archive


def make_archive(frozen: Path, work: Path, out: Path, variant: str = CPU) -> Path:
    """Write an AppDir that runs from any folder, as ``.tar.xz``; returns its path.

    Raises
    ------
    subprocess.CalledProcessError
        If xz fails.
    """
    name = f"{NAME}-{VERSION}{tag(variant)}-linux-x86_64"
    tree = work / name
    stage(frozen, tree)
    _put(tree / "AppRun", (INSTALLER / "AppRun").read_bytes())
    _put(tree / "README.txt", (INSTALLER / "archive-readme.txt").read_bytes())
    (tree / f"{NAME}.desktop").symlink_to(f"usr/share/applications/{NAME}.desktop")
    (tree / f"{NAME}.svg").symlink_to(f"usr/share/icons/hicolor/scalable/apps/{NAME}.svg")
    (tree / ".DirIcon").symlink_to(f"{NAME}.svg")
    (tree / "AppRun").chmod(0o755)
    settle(tree, source_date())
    out.mkdir(parents=True, exist_ok=True)
    package = out / f"{name}.tar.xz"
    with package.open("wb") as file:
        # Blocks of a fixed size: the bytes do not depend on how many processors there are.
        command = ["xz", "-1", "-T2", "--block-size=25165824", "-c"]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=file) as xz:
            if xz.stdin is None:
                raise OSError("xz takes no input")
            with tarfile.open(fileobj=xz.stdin, mode="w|", format=tarfile.PAX_FORMAT) as tar:
                tar.add(tree, name, filter=_anonymous)
            xz.stdin.close()
    if xz.returncode:
        raise subprocess.CalledProcessError(xz.returncode, command)
    return package


def _anonymous(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """Take out of an archive's entry who made it; `tarfile` adds entries in the order of their names."""
    member.uid = member.gid = 0
    member.uname = member.gname = "root"
    return member


def _link(source: str, target: str) -> str:
    """Stand in for `shutil.copy2` where both sides are on one disk and neither is written to."""
    Path(target).hardlink_to(source)
    return target


def _put(place: Path, content: bytes) -> None:
    write_atomically(place, content)
