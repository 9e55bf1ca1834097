"""The passive liveness model on disk: a folder with a manifest and weights, verified by sha256 when opened.

It stands beside the model bundle, not in it: templates do not depend on it, and a better one must not make
them obsolete. Importing this module does not import torch.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import safetensors.numpy
from numpy.typing import NDArray
from safetensors import SafetensorError

from faceid_desktop.errors import BundleCorrupt, BundleNotFound, OutputError, ShapeError
from faceid_desktop.vision.strict import SchemaError, parse

MANIFEST_NAME = "manifest.json"
SCHEMA_VERSION = 1


@dataclass(frozen=True, slots=True)
class LivenessSpec:
    """The views and the network.

    ``view_px`` is the side of a view; ``face_scale`` and ``context_scale`` how many times the side of the
    face's box it shows; ``min_coverage`` the share of the wide view that must lie inside the picture for the
    surroundings to vote, and ``context_vote`` what their vote weighs beside the face's; ``channels`` the
    widths of the four stages of their network.
    """

    view_px: int = 80
    face_scale: float = 1.3
    context_scale: float = 2.7
    min_coverage: float = 0.6
    context_vote: float = 1.0
    channels: tuple[int, int, int, int] = (16, 32, 48, 64)

    def __post_init__(self) -> None:
        if self.view_px % 8 or self.view_px <= 0 or min(self.channels) < 1:
            raise ShapeError(name="liveness", expected="a view that halves evenly", actual=str(self.view_px))
        if not 0 < self.face_scale < self.context_scale:
            raise ShapeError(name="liveness", expected="a wider context", actual=str(self.context_scale))


@dataclass(frozen=True, slots=True)
class LivenessManifest:
    """All of the manifest.

    ``threshold`` is in mean natural-log odds of life; ``frames`` the fewest and the most frames averaged;
    ``limit`` bounds the odds of one frame; ``advice_only`` says that the check did not hold up on unseen
    collections and must not reject anybody by itself. ``training`` and ``evaluation`` are for people.
    """

    name: str
    version: str
    licence: str
    weights: str
    spec: LivenessSpec
    threshold: float
    frames: tuple[int, int]
    limit: float
    advice_only: bool
    files: Mapping[str, str]
    training: Mapping[str, object] = field(default_factory=dict)
    evaluation: Mapping[str, object] = field(default_factory=dict)
    schema_version: int = SCHEMA_VERSION

    @property
    def model_id(self) -> str:
        """``name-version+hash`` of the weights."""
        return f"{self.name}-{self.version}+{self.files[self.weights][:8]}"


@dataclass(frozen=True, slots=True)
class LivenessBundle:
    """A verified model; obtained from `load_liveness_bundle`."""

    directory: Path
    manifest: LivenessManifest

    def tensors(self) -> Mapping[str, NDArray[Any]]:
        """Read the weights.

        Raises
        ------
        BundleCorrupt
            If the file cannot be read as safetensors.
        """
        path = self.directory / self.manifest.weights
        try:
            return safetensors.numpy.load_file(path)
        except (OSError, SafetensorError, ValueError) as error:
            raise BundleCorrupt(path=str(path), why=str(error)) from error


def load_liveness_bundle(directory: Path) -> LivenessBundle:
    """Open a model and verify its files.

    Raises
    ------
    BundleNotFound
        If there is no manifest.
    BundleCorrupt
        If the manifest has another schema, or a file is missing or changed.
    """
    path = directory / MANIFEST_NAME
    try:
        content = json.loads(path.read_bytes())
        manifest = parse(LivenessManifest, content, "manifest")
    except (FileNotFoundError, NotADirectoryError) as error:
        raise BundleNotFound(path=str(directory)) from error
    except (OSError, ValueError) as error:
        raise BundleCorrupt(path=str(path), why=str(error)) from error
    try:
        _check(manifest)
    except SchemaError as error:
        raise BundleCorrupt(path=str(path), why=str(error)) from error
    for name, expected in manifest.files.items():
        _verify(directory / name, expected)
    return LivenessBundle(directory, manifest)


def write_liveness_bundle(
    directory: Path, manifest: LivenessManifest, contents: Mapping[str, bytes]
) -> LivenessBundle:
    """Write a model into a folder, with the hashes of its files, and read it back.

    Raises
    ------
    OutputError
        If the folder cannot be written.
    """
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in sorted(contents.items())}
    whole = replace(manifest, files=hashes)
    try:
        directory.mkdir(parents=True, exist_ok=True)
        for name, content in contents.items():
            (directory / name).write_bytes(content)
        # Last, so that a folder without all of its files has no manifest that vouches for them.
        text = json.dumps(asdict(whole), indent=2, ensure_ascii=False) + "\n"
        (directory / MANIFEST_NAME).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise OutputError(path=str(directory), why=error.strerror or str(error)) from error
    return load_liveness_bundle(directory)


def _check(manifest: LivenessManifest) -> None:
    """Check what types alone cannot say.

    Raises
    ------
    SchemaError
        If the version is unknown, a name leaves the folder or the weights are not listed.
    """
    if manifest.schema_version != SCHEMA_VERSION:
        raise SchemaError(f"schema_version: {manifest.schema_version}, this program reads {SCHEMA_VERSION}")
    if any(Path(name).name != name or "\\" in name or name == MANIFEST_NAME for name in manifest.files):
        raise SchemaError(f"files: {sorted(manifest.files)}")
    if manifest.weights not in manifest.files:
        raise SchemaError(f"weights: {manifest.weights!r} is not listed")
    if not 1 <= manifest.frames[0] <= manifest.frames[1] or manifest.limit <= 0:
        raise SchemaError(f"frames, limit: {manifest.frames}, {manifest.limit}")


def _verify(path: Path, expected: str) -> None:
    try:
        actual = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise BundleCorrupt(path=str(path), why=error.strerror or str(error)) from error
    if actual != expected:
        raise BundleCorrupt(path=str(path), why=f"sha256 is {actual}, not {expected}")
