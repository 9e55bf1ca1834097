"""``faceid doctor``: what this computer has, what the program uses of it and why not more."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from faceid_desktop.cli.common import Common
from faceid_desktop.cli.output import print_json, print_table
from faceid_desktop.cli.words import explain
from faceid_desktop.errors import KnownError
from faceid_desktop.paths import default_bundle
from faceid_desktop.services.graphics import torch_build, torch_folder, unused_gpus
from faceid_desktop.services.inspection import cameras, data_folder, display, nvidia_driver, versions


def doctor(common: Common) -> None:
    """Show versions, the device really used and why not the GPU, cameras, display, folders and model.

    Everything is told even if something is broken; this command only reports and changes nothing.
    """
    report = {
        "versions": versions(),
        "device": device(common),
        "cameras": cameras(),
        "display": display(),
        "settings": settings(common),
        "data": data_folder(common.paths.data),
        "model": model(common.model or default_bundle()),
    }
    if common.as_json:
        print_json(report)
        return
    for section, facts in report.items():
        entries = (
            facts
            if isinstance(facts, dict)
            else {str(n): name for n, name in enumerate(facts)} or {"": "none"}
        )
        print_table(section.capitalize(), ("", ""), [(key, _cell(value)) for key, value in entries.items()])


def device(common: Common) -> dict[str, Any]:
    """Tell which device the networks would run on, and why it is not the GPU."""
    from faceid_desktop.vision.embedder import choose_device, describe_device, why_no_cuda

    facts: dict[str, Any] = {"asked_for": None, "used": None, "why_not_gpu": why_no_cuda() or None}
    facts["nvidia_driver"] = nvidia_driver()
    facts["torch_build"] = torch_build(torch_folder()) or None
    facts["idle_gpus"] = idle_gpus()
    facts["processors"] = os.cpu_count()
    try:
        facts["asked_for"] = common.chosen_device()
        facts["used"] = describe_device(choose_device(facts["asked_for"]))
    except KnownError as error:
        facts["error"] = explain(error).message
    return facts


def idle_gpus() -> str | None:
    """Say which GPU this package leaves idle and where to ask for another; asks nobody itself."""
    from faceid_desktop.services.updates import shipped_channel

    idle = unused_gpus()
    if not idle:
        return None
    asked = "'faceid updates' says what a package for it would fetch and how large that is"
    way = asked if shipped_channel() is not None else "the README says how to get a CUDA build"
    return f"{', '.join(idle)}: here, but this torch computes on the processor; {way}"


def settings(common: Common) -> dict[str, Any]:
    """Where the settings lie and whether they are good."""
    facts: dict[str, Any] = {
        "path": str(common.paths.settings_file),
        "exists": common.paths.settings_file.exists(),
    }
    try:
        common.settings()
    except KnownError as error:
        facts["error"] = explain(error).message
    return facts


def model(folder: Path) -> dict[str, Any]:
    """Tell which model it is and whether each of its files is whole."""
    from faceid_desktop.vision.bundle import load_bundle, verify

    facts: dict[str, Any] = {"path": str(folder), "ok": False}
    try:
        findings = verify(folder)
        facts["files"] = {name: why or "good" for name, why in findings.items()}
        bundle = load_bundle(folder)
    except KnownError as error:
        return {**facts, "error": explain(error).message}
    return {**facts, "ok": True, "model_id": bundle.model_id, "interim": bundle.interim}


def _cell(value: object) -> str:
    if isinstance(value, dict):
        return "\n".join(f"{key}: {entry}" for key, entry in value.items())
    return "-" if value is None else str(value)
