"""Model bundles: a folder with a manifest and weights, verified by sha256 whenever it is opened.

Importing this module does not import torch.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import safetensors.numpy
from numpy.typing import NDArray
from safetensors import SafetensorError

from faceid_desktop.errors import BundleCorrupt, BundleNotFound, OutputError, ShapeError
from faceid_desktop.vision.manifest import MANIFEST_NAME, Manifest, check_manifest, parse_manifest, to_json
from faceid_desktop.vision.strict import SchemaError

Tensors = Mapping[str, NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Bundle:
    """A verified bundle; obtained from `load_bundle`."""

    directory: Path
    manifest: Manifest

    @property
    def model_id(self) -> str:
        """``name-version+hash``, the name that stands on every template and decision."""
        return self.manifest.model_id

    @property
    def interim(self) -> bool:
        """True for a stop-gap model whose accuracy is not the final one."""
        return self.manifest.interim

    def path(self, name: str) -> Path:
        """Path of a file that the manifest lists.

        Raises
        ------
        BundleCorrupt
            If the manifest does not list it.
        """
        if name not in self.manifest.files:
            raise BundleCorrupt(path=str(self.directory), why=f"no file {name!r} in the manifest")
        return self.directory / name

    def tensors(self, name: str) -> Tensors:
        """Read a safetensors file of the bundle as numpy arrays.

        Raises
        ------
        BundleCorrupt
            If the file cannot be read as safetensors.
        """
        path = self.path(name)
        try:
            return safetensors.numpy.load_file(path)
        except (OSError, SafetensorError, ValueError) as error:
            raise BundleCorrupt(path=str(path), why=str(error)) from error

    def array(self, tensors: Tensors, name: str, dtype: type = np.float64) -> NDArray[Any]:
        """One array of `tensors`, with its dtype checked.

        Raises
        ------
        BundleCorrupt
            If it is missing, of another dtype or not finite.
        """
        found = tensors.get(name)
        if found is None or found.dtype != dtype or not np.isfinite(found).all():
            dtype_found = None if found is None else found.dtype
            raise BundleCorrupt(path=str(self.directory), why=f"tensor {name!r}: {dtype_found}")
        return found


def load_bundle(path: Path) -> Bundle:
    """Open a bundle and verify every file of it.

    Parameters
    ----------
    path
        The folder of the bundle, or its ``manifest.json``.

    Returns
    -------
    Bundle
        The verified bundle.

    Raises
    ------
    BundleNotFound
        If there is no manifest at ``path``.
    BundleCorrupt
        If the manifest has another schema, or a file is missing or changed.
    """
    directory = path.parent if path.name == MANIFEST_NAME else path
    manifest_path = directory / MANIFEST_NAME
    try:
        text = manifest_path.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise BundleNotFound(path=str(path)) from error
    except OSError as error:
        raise BundleCorrupt(path=str(manifest_path), why=error.strerror or str(error)) from error
    try:
        manifest = parse_manifest(text)
    except SchemaError as error:
        raise BundleCorrupt(path=str(manifest_path), why=str(error)) from error
    for name, expected in manifest.files.items():
        _check_file(directory / name, expected)
    return Bundle(directory=directory, manifest=manifest)


def verify(path: Path) -> dict[str, str]:
    """Check every file of a bundle and tell all findings instead of stopping at the first.

    Parameters
    ----------
    path
        The folder of the bundle.

    Returns
    -------
    dict
        File name to an empty string, or to what is wrong with it.

    Raises
    ------
    BundleNotFound, BundleCorrupt
        If the manifest itself is missing or broken.
    """
    try:
        names = load_bundle(path).manifest.files
        return dict.fromkeys(names, "")
    except BundleCorrupt as corrupt:
        directory = path.parent if path.name == MANIFEST_NAME else path
        try:
            files = parse_manifest((directory / MANIFEST_NAME).read_bytes()).files
        except (OSError, SchemaError):
            raise corrupt from None
    findings = {}
    for name, expected in files.items():
        try:
            _check_file(directory / name, expected)
            findings[name] = ""
        except BundleCorrupt as error:
            findings[name] = str(error.data["why"])
    return findings


def write_bundle(directory: Path, manifest: Manifest, contents: Mapping[str, bytes]) -> Bundle:
    """Write a bundle: whole or not at all; one that is already there is replaced.

    Parameters
    ----------
    directory
        The folder to make, by custom ``<models>/<name>-<version>``.
    manifest
        The manifest; its ``files`` are filled in here.
    contents
        File name to content, for every file except the manifest.

    Returns
    -------
    Bundle
        The bundle, read back and verified.

    Raises
    ------
    ShapeError
        If manifest and contents do not fit together.
    OutputError
        If the folder cannot be written.
    """
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in sorted(contents.items())}
    manifest = replace(manifest, files=hashes)
    try:
        check_manifest(manifest)
    except SchemaError as error:
        raise ShapeError(name="manifest", expected="one that fits its files", actual=str(error)) from error
    try:
        directory.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=directory.parent, prefix=f".{directory.name}.") as scratch:
            fresh = Path(scratch) / "new"
            fresh.mkdir()
            for name, content in contents.items():
                (fresh / name).write_bytes(content)
            (fresh / MANIFEST_NAME).write_text(to_json(manifest), encoding="utf-8", newline="\n")
            if directory.exists():
                shutil.move(directory, Path(scratch) / "old")
            fresh.replace(directory)
    except OSError as error:
        raise OutputError(path=str(directory), why=error.strerror or str(error)) from error
    return load_bundle(directory)


def _check_file(path: Path, expected: str) -> None:
    """Compare a file's sha256.

    Raises
    ------
    BundleCorrupt
        If it differs or the file cannot be read.
    """
    try:
        with path.open("rb") as stream:
            actual = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise BundleCorrupt(path=str(path), why=error.strerror or str(error)) from error
    if actual != expected:
        raise BundleCorrupt(path=str(path), why=f"sha256 is {actual}, not {expected}")
