"""The manifest of a model bundle: a frozen dataclass tree, parsed strictly from ``manifest.json``.

The manifest holds everything that the pipeline needs beside the weights, so that no number of the method is a
constant in code. Parsing checks each type, refuses missing and unknown fields and unknown schema versions,
and lets no file name leave the bundle's folder. Importing this module does not import torch.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Literal

from faceid_desktop.core.align import AlignmentSpec
from faceid_desktop.core.patches import PatchSpec
from faceid_desktop.core.quality import QualityLimits
from faceid_desktop.vision.strict import SchemaError, parse

SCHEMA_VERSION = 1
MANIFEST_NAME = "manifest.json"

_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_NAME = re.compile(r"[a-z0-9]+")
_VERSION = re.compile(r"[0-9]+(\.[0-9A-Za-z]+)*")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_ID_SECTIONS = (
    "detector",
    "landmarks",
    "alignment",
    "patches",
    "network",
    "networks",
    "scorer",
    "calibration",
)


@dataclass(frozen=True, slots=True)
class DetectorSection:
    """The face detector: its ONNX file, two thresholds in 0..1 and the longer side that it sees first."""

    file: str
    score_threshold: float
    nms_threshold: float
    max_side_px: int


@dataclass(frozen=True, slots=True)
class LandmarkSection:
    """The landmark network: its weights, its square input, how much larger than the box it looks, its widths.

    The names are those of `faceid_desktop.vision.landmarks.LandmarkSpec`.
    """

    file: str
    input_px: int
    box_scale: float
    channels: tuple[int, ...] = (16, 32, 64, 96)
    hidden: int = 256


@dataclass(frozen=True, slots=True)
class NetworkSection:
    """Shape of the patch networks (Sun et al. 2014: maps 20/40/60/80, 160 features, input 47 x 55).

    The names are those of `faceid_desktop.vision.deepid2.NetworkSpec`; the number of channels is the patch's
    affair.
    """

    maps: tuple[int, int, int, int]
    features: int
    input_width: int
    input_height: int
    kernels: tuple[int, int, int, int] = (4, 3, 3, 2)
    region: int = 2


@dataclass(frozen=True, slots=True)
class ScorerSection:
    """The step from joined features to a template, and Joint Bayesian: ``jb.between``, ``jb.within``.

    ``projection`` says which step: ``pca`` (``pca.mean``, ``pca.components``) or ``stacked``, a linear layer
    on the responses before and after rectification, fitted to a teacher's vectors (``stacking.mean``,
    ``stacking.weights``). With a ``commonness``, its weight, vectors end with the mean of their ``nearest``
    highest ratios against ``cohort.vectors`` (`faceid_desktop.core.cohort`).
    """

    file: str
    projection: Literal["pca", "stacked"] = "pca"
    commonness: float = 0.0
    nearest: int = 0


@dataclass(frozen=True, slots=True)
class PatchScorerSection:
    """What one patch alone says, for explanations: llr = scale * raw + offset.

    The file's arrays have the names of `ScorerSection` with ``pca``.
    """

    file: str
    scale: float
    offset: float


@dataclass(frozen=True, slots=True)
class CalibrationSection:
    """llr = scale * raw + offset, and the file with the FMR table and the two score histograms."""

    scale: float
    offset: float
    file: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """All of ``manifest.json``.

    ``networks[i]`` holds the weights for ``patches[i]``. ``files`` lists every file of the bundle except the
    manifest with its sha256 in lower-case hex. ``training`` and ``evaluation`` are free JSON for people to
    read. ``patch_scorers`` has one entry for each patch, or none: they explain scores and have no part in
    them.
    """

    name: str
    version: str
    interim: bool
    licence: str
    detector: DetectorSection
    landmarks: LandmarkSection
    alignment: AlignmentSpec
    patches: tuple[PatchSpec, ...]
    network: NetworkSection
    networks: tuple[str, ...]
    scorer: ScorerSection
    calibration: CalibrationSection
    quality: QualityLimits
    files: Mapping[str, str]
    training: Mapping[str, object] = field(default_factory=dict)
    evaluation: Mapping[str, object] = field(default_factory=dict)
    patch_scorers: tuple[PatchScorerSection, ...] = ()
    schema_version: int = SCHEMA_VERSION

    @property
    def used_files(self) -> tuple[str, ...]:
        """Names of the files that scores depend on."""
        return (
            self.detector.file,
            self.landmarks.file,
            *self.networks,
            self.scorer.file,
            self.calibration.file,
        )

    @property
    def model_id(self) -> str:
        """``name-version+hash``; the hash covers all that a score depends on, but no prose."""
        content = to_dict(self)
        sections = {section: content[section] for section in _ID_SECTIONS}
        hashes = {name: self.files[name] for name in self.used_files}
        canonical = json.dumps([sections, hashes], sort_keys=True, separators=(",", ":"))
        return f"{self.name}-{self.version}+{hashlib.sha256(canonical.encode()).hexdigest()[:8]}"


def parse_manifest(text: str | bytes) -> Manifest:
    """Parse and check ``manifest.json``.

    Parameters
    ----------
    text
        The content of the file, UTF-8 JSON.

    Returns
    -------
    Manifest
        The checked tree.

    Raises
    ------
    SchemaError
        If the text is no JSON object, its schema version is unknown, a field is missing, unknown or of the
        wrong type, or a file name or hash is not plain.
    """
    try:
        content = json.loads(text)
    except ValueError as error:
        raise SchemaError(f"not JSON: {error}") from error
    if not isinstance(content, dict):
        raise SchemaError("manifest: not an object")
    version = content.get("schema_version")
    if version != SCHEMA_VERSION or isinstance(version, bool):
        raise SchemaError(f"schema_version: {version!r}, this program reads {SCHEMA_VERSION}")
    manifest = parse(Manifest, content, "manifest")
    check_manifest(manifest)
    return manifest


def check_manifest(manifest: Manifest) -> None:
    """Check what types alone cannot say.

    Raises
    ------
    SchemaError
        If names, hashes or lists do not fit together.
    """
    if not _NAME.fullmatch(manifest.name) or not _VERSION.fullmatch(manifest.version):
        raise SchemaError(f"name and version: {manifest.name!r}, {manifest.version!r}")
    for name, sha256 in manifest.files.items():
        if not _FILE_NAME.fullmatch(name) or name == MANIFEST_NAME or not _SHA256.fullmatch(sha256):
            raise SchemaError(f"files: {name!r}: {sha256!r}")
    needed = {*manifest.used_files, *(each.file for each in manifest.patch_scorers)}
    unlisted = sorted(needed - set(manifest.files))
    if unlisted:
        raise SchemaError(f"files: not listed: {unlisted}")
    if not manifest.patches or len(manifest.patches) != len(manifest.networks):
        raise SchemaError(f"{len(manifest.patches)} patches for {len(manifest.networks)} networks")
    if len(manifest.patch_scorers) not in (0, len(manifest.patches)):
        raise SchemaError(f"{len(manifest.patch_scorers)} patch scorers for {len(manifest.patches)} patches")
    for patch in manifest.patches:
        if (
            patch.x + patch.width > manifest.alignment.width
            or patch.y + patch.height > manifest.alignment.height
        ):
            raise SchemaError(f"patches: {patch.name!r} reaches over the canvas")


def to_dict(manifest: Manifest) -> dict[str, object]:
    """Return the manifest as plain JSON types; tuples become lists when dumped."""
    return asdict(manifest)


def to_json(manifest: Manifest) -> str:
    """Return the content of ``manifest.json``: `parse_manifest` reads it back as an equal tree."""
    return json.dumps(to_dict(manifest), indent=2, ensure_ascii=False) + "\n"
