"""Diagnostics for whoever helps: a zip of versions, what the computer has, settings and the redacted log.

Nothing personal is in it: no names, paths, pictures, templates or pseudonyms (`services.redaction`). It is
written to a file of the user's choice; nobody sends it anywhere.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from faceid_desktop.errors import OutputError
from faceid_desktop.paths import AppPaths, write_atomically
from faceid_desktop.services import inspection
from faceid_desktop.services.redaction import Redactor, redactor
from faceid_desktop.settings import Settings

_README = """Diagnostics of FaceID Desktop, made at {when}.

report.json   versions, processor or GPU in use, display, settings, state of the gallery
log/          what the program noted; <path>, <file>, <id> ... stand where something private was

No names, pictures, templates or paths are in here. Look for yourself before you send it.
"""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the running program knows about itself.

    Parameters
    ----------
    settings
        In force.
    device, model_id
        In use; empty while nothing is loaded.
    gallery
        In a word or an error's code, and how many people and photos: never who.
    problem
        The report of a crash, if this is about one.
    """

    settings: Settings
    device: str = ""
    model_id: str = ""
    gallery: Mapping[str, Any] | None = None
    problem: str = ""


def save(paths: AppPaths, facts: Facts, target: Path) -> Path:
    """Write the diagnostics and return the file.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    content = bundle(paths, facts)
    try:
        write_atomically(target, content, private=True)
    except OSError as error:
        raise OutputError(path=str(target), why=error.strerror or str(error)) from error
    return target


def bundle(paths: AppPaths, facts: Facts) -> bytes:
    """Return the diagnostics as the bytes of a zip file."""
    private = redactor(paths)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", _README.format(when=datetime.now(UTC).isoformat(timespec="minutes")))
        report = json.dumps(private.value(_report(paths, facts)), indent=2, default=str)
        archive.writestr("report.json", report)
        if facts.problem:
            archive.writestr("problem.txt", private.text(facts.problem))
        for name, text in _logs(paths, private):
            archive.writestr(f"log/{name}", text)
    return buffer.getvalue()


def _report(paths: AppPaths, facts: Facts) -> dict[str, Any]:
    folder = inspection.data_folder(paths.data)
    return {
        "versions": inspection.versions(),
        "device": {"used": facts.device, "nvidia_driver": inspection.nvidia_driver()},
        "model": facts.model_id,
        "display": inspection.display(),
        "cameras": len(inspection.cameras()),
        "data": {name: folder[name] for name in ("exists", "writable", "free_mb")},
        "settings": asdict(facts.settings),
        "gallery": dict(facts.gallery or {}),
    }


def _logs(paths: AppPaths, private: Redactor) -> list[tuple[str, str]]:
    found = []
    for path in sorted(paths.logs.glob(f"{paths.log_file.name}*")):
        try:
            found.append((path.name, private.text(path.read_text(encoding="utf-8", errors="replace"))))
        except OSError as error:
            found.append((path.name, private.text(f"cannot be read: {error}")))
    return found
