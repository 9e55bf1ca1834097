"""Under which licences the parts of this program stand, read from the packages as they are installed.

A frozen program has hardly any of the packages' metadata left; its package brings a bill of materials and the
texts instead (``installer/inventory.py``).
"""

from __future__ import annotations

import json
import platform
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution, distributions
from pathlib import Path

from faceid_desktop import __version__
from faceid_desktop.paths import resources

_PRODUCT = "faceid-desktop"
_FILE = re.compile(r"(licen[cs]e|copying|notice|authors|third.?party)[^/]*$", re.IGNORECASE)
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_BILL, _TEXTS = "sbom.cdx.json", "licences"
_SHORT = 80
"""Some packages put the whole text where its name belongs."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the program.

    Parameters
    ----------
    name, version
        As its authors call it.
    licence
        An SPDX expression, or the authors' words; empty if they say nothing.
    text
        The texts that came with it.
    """

    name: str
    version: str
    licence: str
    text: str = ""


def parts(bundle: Path | None = None) -> tuple[Part, ...]:
    """List this program, its weights, Python, and every package that it needs, in this order.

    Parameters
    ----------
    bundle
        The model bundle whose weights are in use.
    """
    papers = _papers()
    others = [_python(), *_needed()] if papers is None else list(_packaged(papers))
    others.sort(key=lambda part: (part.name.casefold() != "python", part.name.casefold()))
    return (_ourselves(papers), *_weights(bundle), *others)


def _papers() -> Path | None:
    """Return the folder in which a package keeps its bill of materials; None if this is no package."""
    if not getattr(sys, "frozen", False):
        return None
    program = Path(sys.executable).resolve()
    debian = [each / "share" / "doc" / _PRODUCT for each in program.parents[2:3]]
    return next((each for each in (program.parent, *debian) if (each / _BILL).is_file()), None)


def _packaged(papers: Path) -> Iterator[Part]:
    for each in json.loads((papers / _BILL).read_text(encoding="utf-8"))["components"]:
        files = sorted((papers / _TEXTS / _canonical(each["name"])).glob("*"))
        text = "\n\n".join(file.read_text(encoding="utf-8", errors="replace") for file in files)
        yield Part(each["name"], each["version"], each["licenses"][0]["license"]["name"], text)


def _ourselves(papers: Path | None) -> Part:
    places = [resources() / "LICENSE", resources().parent / "LICENSE"]
    places += [] if papers is None else [papers / _TEXTS / f"{_PRODUCT}.txt"]
    own = next((each for each in places if each.is_file()), None)
    text = own.read_text(encoding="utf-8") if own is not None else ""
    return Part("FaceID Desktop", __version__, "Apache-2.0", text)


def _weights(bundle: Path | None) -> Iterator[Part]:
    folders = [bundle] if bundle is not None else []
    folders += sorted(each.parent for each in (resources() / "liveness").glob("*/manifest.json"))
    for folder in folders:
        texts = [path for path in sorted(folder.glob("*.md")) if "LICEN" in path.name.upper()]
        text = "\n\n".join(path.read_text(encoding="utf-8") for path in texts)
        facts = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        yield Part(f"{facts['name']} (weights)", facts["version"], facts.get("licence", ""), text)


def _python() -> Part:
    # `license()` of the site module shows where Python keeps it; the text is the same for all of 3.x.
    text = "Copyright © 2001 Python Software Foundation. https://docs.python.org/3/license.html"
    return Part("Python", platform.python_version(), "PSF-2.0", text)


def _needed() -> Iterator[Part]:
    """Walk from our own requirements to theirs; without our own metadata take all that is installed."""
    try:
        ours = distribution(_PRODUCT)
    except PackageNotFoundError:
        yield from (_part(each) for each in distributions())
        return
    waiting, seen = list(_requirements(ours)), {_PRODUCT}
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        try:
            found = distribution(name)
        except PackageNotFoundError:  # of another system
            continue
        waiting += _requirements(found)
        yield _part(found)


def _requirements(package: Distribution) -> Iterator[str]:
    for line in package.requires or ():
        requirement, _, condition = line.partition(";")
        named = _NAME.match(requirement)
        if named is not None and "extra" not in condition:
            yield _canonical(named.group())


def _canonical(name: str) -> str:
    """Return the one spelling of a package's name."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _part(package: Distribution) -> Part:
    facts = package.metadata
    name, version = facts["Name"] or "?", facts["Version"] or ""
    expression, declared = ((facts.get_all(key) or [""])[0] for key in ("License-Expression", "License"))
    licence = expression or _declared(declared)
    texts = []
    for path in package.files or ():
        if _FILE.search(path.as_posix()) and path.suffix.lower() in ("", ".txt", ".md", ".rst"):
            try:
                texts.append(path.read_text(encoding="utf-8"))
            except (OSError, UnicodeDecodeError):
                continue
    return Part(name, version, licence or _classified(package), "\n\n".join(texts))


def _declared(licence: str) -> str:
    first = licence.strip().splitlines()[0].strip() if licence.strip() else ""
    return first if len(first) <= _SHORT and first.upper() != "UNKNOWN" else ""


def _classified(package: Distribution) -> str:
    lines = package.metadata.get_all("Classifier") or ()
    named = [line.rpartition("::")[2].strip() for line in lines if line.startswith("License ::")]
    return ", ".join(name for name in named if name != "OSI Approved")
