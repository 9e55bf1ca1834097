"""Which of the installed model bundles a gallery needs."""

from __future__ import annotations

from pathlib import Path

from faceid_desktop.errors import BundleCorrupt
from faceid_desktop.paths import resources
from faceid_desktop.services.active_model import active_model
from faceid_desktop.services.gallery import Gallery
from faceid_desktop.vision.manifest import MANIFEST_NAME, parse_manifest
from faceid_desktop.vision.strict import SchemaError


def installed_bundles(models: Path | None = None) -> dict[str, Path]:
    """Return the folder of each installed bundle by model id; their files are verified when one is loaded.

    Parameters
    ----------
    models
        Where bundles lie; None takes those that come with the program.
    """
    found: dict[str, Path] = {}
    for manifest in sorted((models or resources() / "models").glob(f"*/{MANIFEST_NAME}")):
        try:
            found[parse_manifest(manifest.read_bytes()).model_id] = manifest.parent
        except (OSError, SchemaError, BundleCorrupt):
            continue  # whoever asks for this one by its folder is told what is wrong with it
    return found


def bundle_for(gallery: Gallery) -> Path | None:
    """Return the folder of the bundle whose templates the gallery uses.

    Returns
    -------
    Path or None
        None if nobody was enrolled yet or the bundle is not installed: the newest one then serves, and using
        it on another model's gallery says so (`ModelMismatchError`).
    """
    active = active_model(gallery)
    return None if active is None else installed_bundles().get(active)
