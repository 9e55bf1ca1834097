"""Bundles: what is written is read back, and whatever was changed, lost or made up is refused."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from faceid_desktop.errors import BundleCorrupt, BundleNotFound, OutputError, ShapeError
from faceid_desktop.vision.bundle import load_bundle, verify, write_bundle
from faceid_desktop.vision.manifest import parse_manifest, to_json
from faceid_desktop.vision.strict import SchemaError
from tests.helpers.tiny_bundle import tiny_contents, tiny_manifest, write_tiny_bundle

Change = Callable[[dict[str, Any]], object]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give the folder of a good bundle."""
    return write_tiny_bundle(tmp_path / "tiny-0.0.1").directory


def edit(folder: Path, change: Change) -> None:
    """Change the parsed manifest of a bundle and write it back."""
    path = folder / "manifest.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    change(content)
    path.write_text(json.dumps(content), encoding="utf-8")


def test_written_bundle_is_read_back(folder: Path) -> None:
    """Everything that was written comes back, with an id made of name, version and eight hex digits."""
    bundle = load_bundle(folder)
    assert bundle.interim
    assert bundle.model_id.startswith("tiny-0.0.1+")
    assert len(bundle.model_id) == len("tiny-0.0.1+") + 8
    assert bundle.path("MODEL_CARD.md").read_bytes() == tiny_contents()["MODEL_CARD.md"]
    assert parse_manifest(to_json(bundle.manifest)) == bundle.manifest
    assert verify(folder) == dict.fromkeys(tiny_contents(), "")


def test_manifest_path_opens_its_bundle(folder: Path) -> None:
    """The path of the manifest does as well as that of the folder."""
    assert load_bundle(folder / "manifest.json") == load_bundle(folder)


def test_model_id_follows_what_scores_depend_on(tmp_path: Path, folder: Path) -> None:
    """Other weights make another id; another evaluation, licence or quality limit does not."""
    before = load_bundle(folder).model_id
    assert write_tiny_bundle(tmp_path / "other", seed=8).model_id != before
    edit(folder, lambda m: m.update(evaluation={"lfw": 0.9}, licence="none", interim=False))
    assert load_bundle(folder).model_id == before
    edit(folder, lambda m: m["calibration"].update(scale=0.6))
    assert load_bundle(folder).model_id != before


def test_replacing_a_bundle_leaves_nothing_behind(folder: Path) -> None:
    """A second writing replaces all files, and no scratch folder stays."""
    (folder / "stray.txt").write_text("old")
    write_tiny_bundle(folder, seed=8)
    assert sorted(p.name for p in folder.iterdir()) == sorted([*tiny_contents(), "manifest.json"])
    assert [p.name for p in folder.parent.iterdir() if p.name.startswith(".")] == []


@pytest.mark.parametrize("name", list(tiny_contents()))
def test_changed_file_is_refused(folder: Path, name: str) -> None:
    """One flipped bit in any file makes loading fail and is named by the check."""
    content = bytearray((folder / name).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / name).write_bytes(content)
    with pytest.raises(BundleCorrupt) as caught:
        load_bundle(folder)
    assert str(folder / name) == caught.value.data["path"]
    findings = verify(folder)
    assert "sha256" in findings.pop(name)
    assert not any(findings.values())


def test_lost_file_is_refused(folder: Path) -> None:
    """A missing file makes loading fail and is named by the check."""
    (folder / "net-1.safetensors").unlink()
    with pytest.raises(BundleCorrupt):
        load_bundle(folder)
    assert verify(folder)["net-1.safetensors"]


@pytest.mark.parametrize("place", ["nowhere", "file"])
def test_no_bundle_is_said_so(tmp_path: Path, place: str) -> None:
    """A folder without a manifest, a missing one and a plain file are no bundle."""
    (tmp_path / "file").write_text("x")
    for path in (tmp_path / place, tmp_path):
        with pytest.raises(BundleNotFound):
            load_bundle(path)
        with pytest.raises(BundleNotFound):
            verify(path)


BROKEN: dict[str, Change] = {
    "newer schema": lambda m: m.update(schema_version=2),
    "schema true": lambda m: m.update(schema_version=True),
    "no schema": lambda m: m.pop("schema_version"),
    "no detector": lambda m: m.pop("detector"),
    "missing inner field": lambda m: m["detector"].pop("file"),
    "unknown field": lambda m: m.update(surprise=1),
    "unknown inner field": lambda m: m["network"].update(layers=4),
    "text for number": lambda m: m["calibration"].update(scale="1"),
    "true for number": lambda m: m["calibration"].update(scale=True),
    "fraction for integer": lambda m: m["landmarks"].update(input_px=16.5),
    "number for text": lambda m: m.update(licence=3),
    "number for truth": lambda m: m.update(interim=1),
    "not finite": lambda m: m["calibration"].update(offset=float("inf")),
    "list for object": lambda m: m.update(scorer=[]),
    "list for mapping": lambda m: m.update(files=[]),
    "object for list": lambda m: m.update(patches={}),
    "three maps": lambda m: m["network"].update(maps=[1, 2, 3]),
    "colour": lambda m: m["patches"][0].update(colour="cmyk"),
    "four points": lambda m: m["alignment"]["points"].pop(),
    "patch outside": lambda m: m["patches"][0].update(x=100),
    "negative patch": lambda m: m["patches"][0].update(x=-1),
    "one network too few": lambda m: m["networks"].pop(),
    "no patches": lambda m: m.update(patches=[], networks=[]),
    "name with slash": lambda m: m.update(name="../evil"),
    "version": lambda m: m.update(version="1/../2"),
    "unlisted file": lambda m: m["files"].pop("detector.onnx"),
    "short hash": lambda m: m["files"].update({"detector.onnx": "abc"}),
    "manifest listed": lambda m: m["files"].update({"manifest.json": "0" * 64}),
    "upwards": lambda m: m["files"].update({"../secret": "0" * 64}),
    "absolute": lambda m: m["files"].update({"/etc/passwd": "0" * 64}),
    "backwards": lambda m: m["files"].update({"..\\secret": "0" * 64}),
    "drive": lambda m: m["files"].update({"C:secret": "0" * 64}),
    "hidden": lambda m: m["files"].update({".secret": "0" * 64}),
    "line end": lambda m: m["files"].update({"secret\n": "0" * 64}),
}


@pytest.mark.parametrize("change", BROKEN.values(), ids=BROKEN.keys())
def test_broken_manifest_is_refused(folder: Path, change: Change) -> None:
    """A manifest that is not of this schema, or names a file elsewhere, makes loading and checking fail."""
    edit(folder, change)
    with pytest.raises(BundleCorrupt):
        load_bundle(folder)
    with pytest.raises(BundleCorrupt):
        verify(folder)


@pytest.mark.parametrize("text", [b"", b"[]", b"{", b"\xff\xfe", b"null"])
def test_text_that_is_no_manifest_is_refused(folder: Path, text: bytes) -> None:
    """A manifest that is no JSON object is corrupt, not a crash."""
    (folder / "manifest.json").write_bytes(text)
    with pytest.raises(BundleCorrupt):
        load_bundle(folder)
    with pytest.raises(SchemaError):
        parse_manifest(text)


def test_tensors_are_checked(folder: Path) -> None:
    """A tensor of another dtype, a missing one and a file that holds none are refused."""
    bundle = load_bundle(folder)
    tensors = bundle.tensors("calibration.safetensors")
    assert bundle.array(tensors, "fmr.counts", np.int64).tolist() == [100_000, 450]
    for name in ("fmr.counts", "nothing"):
        with pytest.raises(BundleCorrupt):
            bundle.array(tensors, name)
    with pytest.raises(BundleCorrupt):
        bundle.array({"x": np.array([np.nan])}, "x")
    for file in ("detector.onnx", "unlisted"):
        with pytest.raises(BundleCorrupt):
            bundle.tensors(file)


def test_manifest_that_does_not_fit_is_not_written(tmp_path: Path) -> None:
    """Writing without one of the files that the manifest names fails before anything is on disk."""
    contents = tiny_contents()
    del contents["net-0.safetensors"]
    with pytest.raises(ShapeError):
        write_bundle(tmp_path / "x", tiny_manifest(), contents)
    assert not (tmp_path / "x").exists()


def test_unwritable_place_is_told(tmp_path: Path) -> None:
    """A folder that cannot be made gives an output error."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError):
        write_tiny_bundle(tmp_path / "file" / "x")


def test_opening_a_bundle_needs_no_torch() -> None:
    """The window can name the model before torch is imported."""
    code = "import sys, faceid_desktop.vision.bundle; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
