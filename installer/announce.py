"""Write the announcement of a version: ``python installer/announce.py dist/*.deb --notes ADDRESS``.

It names each package with its size and SHA-256, is valid for some weeks, and has to be signed afterwards with
minisign (whose secret key never comes near this program)::

    minisign -S -m dist/faceid.json

Put ``faceid.json`` and ``faceid.json.minisig`` where the channel of the packages points (``build.py
--channel``).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from faceid_desktop.services.updates import Announcement, Package
from installer.product import DIST, NAME, VERSION
from installer.variants import CPU, CUDA

_TARGETS = {".deb": "linux-deb", ".tar.xz": "linux-appdir", ".exe": "windows"}
_CUDA = re.compile(rf"{re.escape(VERSION)}[+-]{CUDA}")


def package(file: Path, address: str) -> Package:
    """Describe one file that ``build.py`` made.

    Parameters
    ----------
    file
        A package of this version.
    address
        Where it will lie, https, with its name added; empty if it is got by the page of the notes only.

    Raises
    ------
    ValueError
        If the file is no package of this version.
    """
    targets = [target for suffix, target in _TARGETS.items() if file.name.endswith(suffix)]
    if not targets or not file.name.startswith(NAME) or VERSION not in file.name:
        raise ValueError(f"{file.name} is no package of {NAME} {VERSION}")
    with file.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    variant = CUDA if _CUDA.search(file.name) else CPU
    url = f"{address.rstrip('/')}/{file.name}" if address else ""
    return Package(targets[0], file.name, file.stat().st_size, digest, variant, url)


def announcement(packages: Sequence[Package], notes: str, now: datetime, valid: timedelta) -> Announcement:
    """Announce packages from now on.

    The serial number is the time in seconds: it grows with every announcement, and nobody has to remember it.
    """
    return Announcement(
        schema=1,
        product=NAME,
        serial=int(now.timestamp()),
        published=now.isoformat(timespec="seconds"),
        expires=(now + valid).isoformat(timespec="seconds"),
        version=VERSION,
        notes=notes,
        packages=tuple(packages),
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the file and say how to sign it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("packages", nargs="+", type=Path)
    parser.add_argument("--notes", required=True, metavar="ADDRESS", help="page about this version, https")
    parser.add_argument("--address", default="", help="folder that the packages will lie in, https")
    parser.add_argument("--days", type=int, default=90, help="for how long it is valid")
    parser.add_argument("--out", type=Path, default=DIST / "faceid.json")
    chosen = parser.parse_args(arguments)
    try:
        packages = [package(file, chosen.address) for file in chosen.packages]
        facts = announcement(packages, chosen.notes, datetime.now(UTC), timedelta(days=chosen.days))
    except (OSError, ValueError) as error:
        parser.error(str(error))
    chosen.out.write_text(json.dumps(asdict(facts), indent=2) + "\n", encoding="utf-8")
    sys.stdout.write(f"Wrote {chosen.out}. Sign it: minisign -S -m {chosen.out}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
