"""``faceid model``: what the model is, and whether its files are whole."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from faceid_desktop.cli.common import Common, with_common
from faceid_desktop.cli.output import print_json, print_line, print_table
from faceid_desktop.paths import default_bundle

if TYPE_CHECKING:
    from faceid_desktop.vision.bundle import Bundle

app = typer.Typer(help="Show or verify the model bundle.", no_args_is_help=True)


def show(common: Common) -> None:
    """Show what the model is, what it was trained on, how well it does and its licence."""
    from faceid_desktop.vision.bundle import load_bundle

    facts = _facts(load_bundle(_folder(common)))
    if common.as_json:
        print_json(facts)
        return
    rows = [(name, value) for key, entry in facts.items() for name, value in _flat(key, entry)]
    print_table("Model", ("Fact", "Value"), rows)


def verify(common: Common) -> None:
    """Compare the sha256 of every file of the model with its manifest; exit status 1 if one differs."""
    from faceid_desktop.vision import bundle

    folder = _folder(common)
    findings = bundle.verify(folder)
    good = not any(findings.values())
    if common.as_json:
        print_json({"path": str(folder), "ok": good, "files": findings})
    else:
        print_table(str(folder), ("File", "State"), [(name, why or "good") for name, why in findings.items()])
        print_line("The model is whole." if good else "The model is damaged: install it again.")
    if not good:
        raise typer.Exit(1)


def _folder(common: Common) -> Path:
    return common.model or default_bundle()


def _facts(bundle: Bundle) -> dict[str, Any]:
    manifest = bundle.manifest
    return {
        "model_id": bundle.model_id,
        "path": str(bundle.directory),
        "name": manifest.name,
        "version": manifest.version,
        "interim": manifest.interim,
        "licence": manifest.licence,
        "patches": [patch.name for patch in manifest.patches],
        "alignment": {"width": manifest.alignment.width, "height": manifest.alignment.height},
        "training": dict(manifest.training),
        "evaluation": dict(manifest.evaluation),
        "files": dict(manifest.files),
    }


def _flat(name: str, value: object) -> list[tuple[str, str]]:
    """Turn nested JSON into rows, e.g. ("training.seed", "1")."""
    if isinstance(value, Mapping):
        return [row for key, entry in value.items() for row in _flat(f"{name}.{key}", entry)]
    if isinstance(value, list | tuple):
        return [(name, ", ".join(str(item) for item in value))]
    return [(name, str(value))]


app.command("show")(with_common(show))
app.command("verify")(with_common(verify))
