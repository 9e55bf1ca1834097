"""What a package is made of: a CycloneDX bill of materials and the licences of everything in it."""

from __future__ import annotations

import json
import platform
import re
import shutil
import sys
import tomllib
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from installer.contents import LEFT_OUT
from installer.product import INSTALLER, NAME, OVERLAY, ROOT, VERSION

_LICENCE_FILE = re.compile(r"(licen[cs]e|copying|notice|authors|third)", re.IGNORECASE)
_NAMESPACE = uuid.UUID("6f1d5c1e-0c9f-5d6e-9a54-3f0c1f0f7c11")
_LEFT_OUT = {canonicalize_name(name) for name in LEFT_OUT}
_LGPL = (INSTALLER / "licences" / "GPL-3.0.txt", INSTALLER / "licences" / "LGPL-3.0.txt")
BILL = "sbom.cdx.json"


@dataclass(frozen=True, slots=True)
class Component:
    """One third-party package inside ours; ``licence`` is an SPDX expression or the author's words."""

    name: str
    version: str
    licence: str
    files: tuple[Path, ...] = ()

    @property
    def purl(self) -> str:
        """The package URL, see github.com/package-url/purl-spec."""
        if self.name == "python":
            return f"pkg:generic/python@{self.version}"
        return f"pkg:pypi/{canonicalize_name(self.name)}@{self.version.replace('+', '%2B')}"


def add_inventory(folder: Path) -> None:
    """Write the bill of materials and the licence texts into a frozen program."""
    parts = components()
    (folder / BILL).write_text(json.dumps(bill(parts), indent=1) + "\n", encoding="utf-8")
    target = folder / "licences"
    target.mkdir(exist_ok=True)
    shutil.copyfile(ROOT / "LICENSE", target / "faceid-desktop.txt")
    for part in parts:
        for number, source in enumerate(part.files):
            place = target / canonicalize_name(part.name)
            place.mkdir(exist_ok=True)
            name = source.name if not (place / source.name).exists() else f"{number}-{source.name}"
            shutil.copyfile(source, place / name)


def components() -> list[Component]:
    """Return the packages that are frozen, in the order of their names, and Python itself."""
    found = [_component(each) for each in _closure(requirements())]
    python = Path(sys.base_prefix) / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}"
    texts = [
        each for each in (python / "LICENSE.txt", Path(sys.base_prefix) / "LICENSE.txt") if each.is_file()
    ]
    found.append(Component("python", platform.python_version(), "PSF-2.0", tuple(texts)))
    return sorted(found, key=lambda each: canonicalize_name(each.name))


def bill(parts: list[Component]) -> dict[str, object]:
    """Return a CycloneDX 1.5 document; the same parts give the same bytes."""
    listed = [
        {
            "type": "library",
            "bom-ref": part.purl,
            "name": part.name,
            "version": part.version,
            "purl": part.purl,
            "licenses": [{"license": {"name": part.licence}}],
        }
        for part in parts
    ]
    serial = uuid.uuid5(_NAMESPACE, json.dumps([VERSION, listed], sort_keys=True))
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": NAME,
                "name": NAME,
                "version": VERSION,
                "licenses": [{"license": {"id": "Apache-2.0"}}],
            }
        },
        "components": listed,
    }


def requirements() -> list[str]:
    """Return what the project file asks for; installed metadata of a source tree may be older."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return list(project["dependencies"])


def _closure(roots: list[str]) -> Iterator[Distribution]:
    """Yield what is required here, and what that requires, each once."""
    waiting, seen = list(roots), set()
    while waiting:
        requirement = Requirement(waiting.pop())
        name = canonicalize_name(requirement.name)
        wanted = requirement.marker is None or requirement.marker.evaluate({"extra": ""})
        if not wanted or name in seen or name in _LEFT_OUT:
            continue
        seen.add(name)
        found = _installed(name)
        if found is not None:
            yield found
            waiting += found.requires or ()


def _installed(name: str) -> Distribution | None:
    """Return a distribution, from the overlay if one stands there in its place.

    None is for another system, or an accelerator library that this build of torch does not have.
    """
    over = next(iter(Distribution.discover(name=f"{name}-headless", path=[str(OVERLAY)])), None)
    try:
        return over or distribution(name)
    except PackageNotFoundError:
        return None


def _component(found: Distribution) -> Component:
    meta = found.metadata
    classifiers = [
        line.rsplit(" :: ", 1)[-1]
        for line in meta.get_all("Classifier") or ()
        if line.startswith("License ::")
    ]
    named = {key: " ".join(meta.get_all(key) or ()) for key in ("License-Expression", "License")}
    licence = named["License-Expression"] or " / ".join(classifiers) or named["License"] or "see licences"
    files = [
        Path(str(found.locate_file(each)))
        for each in found.files or ()
        if _LICENCE_FILE.search(each.name) and ".dist-info" in str(each)
    ]
    first_line = licence.strip().splitlines()[0]
    texts = tuple(sorted(path for path in files if path.is_file()))
    if not texts and first_line.startswith("LGPL-3.0"):
        texts = _LGPL  # Qt's wheels bring none; the LGPL is an addition to the GPL, so both have to be there
    return Component(meta["Name"], found.version, first_line, texts)
