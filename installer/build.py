#!/usr/bin/env python3
"""Makes the packages: ``python installer/build.py linux-deb|linux-appdir|windows``.

They land in ``dist/`` with a list of their SHA-256 sums. It runs in an environment that has the locked
packages and the extra ``package``; the README says how to make one. ``linux-*`` run on Linux, ``windows`` on
Windows, but the Windows installer can be compiled anywhere around a folder that is there (``--payload``).
``--variant cuda`` names the package so and takes the CUDA build of torch, which has to be the installed one.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import sys
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from faceid_desktop.services.graphics import torch_folder
from installer.freeze import FROZEN, freeze
from installer.product import BUILD, DIST
from installer.sizes import check, limit_of, measure, report
from installer.variants import CPU, VARIANTS, VariantMismatch, require, require_frozen, tag

TARGETS = ("linux-deb", "linux-appdir", "windows")


def main(arguments: Sequence[str] | None = None) -> int:
    """Make one package; returns the exit status."""
    options = _parser().parse_args(arguments)
    begin = time.monotonic()
    reused = FROZEN if options.reuse and FROZEN.is_dir() else None
    try:
        if not options.payload and not reused:
            require(options.variant, torch_folder())
        frozen = options.payload or reused or freeze(channel=options.channel)
        require_frozen(options.variant, frozen)
    except VariantMismatch as error:
        sys.exit(f"build.py: {error}")
    if options.payload is None:
        sizes = measure(frozen)
        print(report(sizes))
        check(sizes, limit_of(sys.platform + tag(options.variant)))
    if options.freeze_only:
        return 0
    package = _package(options.target, frozen, options.out, options.variant)
    write_sums(options.out)
    print(f"{package}: {package.stat().st_size / 1e6:.1f} MB, {time.monotonic() - begin:.0f} s")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="build.py", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--variant", choices=VARIANTS, default=CPU, help="which build of torch it is")
    parser.add_argument("--out", type=Path, default=DIST, help="where the package is put")
    parser.add_argument("--reuse", action="store_true", help="take the program that was frozen last")
    parser.add_argument("--freeze-only", action="store_true", help="make no package of it")
    parser.add_argument("--payload", type=Path, help="package this folder instead of freezing the program")
    parser.add_argument("--channel", type=Path, help="JSON file with url and public_key of the update check")
    return parser


def _package(target: str, frozen: Path, out: Path, variant: str) -> Path:
    work = BUILD / "packages"
    if target == "windows":
        from installer.windows import make_installer

        return make_installer(frozen, out, variant=variant)
    from installer.linux import make_archive, make_deb

    make = make_deb if target == "linux-deb" else make_archive
    return make(frozen, work, out, variant)


def write_sums(folder: Path) -> None:
    """Write ``SHA256SUMS`` of all packages in a folder, in the form that ``sha256sum --check`` reads."""
    lines = []
    for path in sorted(folder.iterdir()):
        if path.is_file() and path.name != "SHA256SUMS":
            with path.open("rb") as file:
                lines.append(f"{hashlib.file_digest(file, 'sha256').hexdigest()}  {path.name}\n")
    (folder / "SHA256SUMS").write_text("".join(lines), encoding="ascii", newline="\n")


if __name__ == "__main__":
    if sys.platform == "linux" and shutil.which("readelf") is None:
        sys.exit("build.py: binutils is needed (readelf, strip)")
    sys.exit(main())
