"""What each patch alone says about two faces."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import safetensors.numpy
import torch

from faceid_desktop.core.patches import PatchSpec
from faceid_desktop.core.records import AlignedFace
from faceid_desktop.errors import BundleCorrupt, ShapeError
from faceid_desktop.services.explanation import (
    Explainer,
    PatchEvidence,
    explain,
    heat_map,
    load_patch_scorers,
)
from faceid_desktop.vision.bundle import Bundle, write_bundle
from faceid_desktop.vision.embedder import Embedder
from faceid_desktop.vision.manifest import PatchScorerSection
from tests.helpers.tiny_bundle import NETWORK, PATCHES, noise, tiny_contents, tiny_manifest, write_tiny_bundle

WIDTH = 2 * NETWORK.features


def bundle_with_patch_scorers(folder: Path, dimensions: int = 3) -> Bundle:
    """Write a tiny bundle with a scorer for each patch."""
    random = np.random.default_rng(2)
    contents = tiny_contents()
    sections = []
    for place in range(len(PATCHES)):
        name = f"patch-scorer-{place}.safetensors"
        contents[name] = safetensors.numpy.save(
            {
                "pca.mean": np.zeros(WIDTH),
                "pca.components": np.ascontiguousarray(np.linalg.qr(random.normal(size=(WIDTH, 3)))[0].T),
                "jb.between": np.eye(dimensions),
                "jb.within": 0.1 * np.eye(dimensions),
            }
        )
        sections.append(PatchScorerSection(name, scale=1.0 + place, offset=0.5))
    manifest = replace(tiny_manifest(), patch_scorers=tuple(sections))
    return write_bundle(folder / "tiny", manifest, contents)


def face(seed: int) -> AlignedFace:
    """Return an aligned face of noise."""
    matrix = np.array([[1.0, 0, 0], [0, 1, 0]])
    return AlignedFace(image=noise(144, 128, seed), matrix=matrix, points=np.zeros((68, 2), np.float32))


def test_each_patch_is_scored_on_its_own(tmp_path: Path) -> None:
    """The evidence comes patch by patch, symmetric, and changes only where the faces' patch changes."""
    bundle = bundle_with_patch_scorers(tmp_path)
    scorers = load_patch_scorers(bundle)
    a, b = Embedder(bundle, torch.device("cpu")).embed_patches([face(1), face(2)])
    assert a.shape == (len(PATCHES), WIDTH)
    found = explain(scorers, a, b)
    assert [each.patch for each in found] == list(PATCHES)
    assert explain(scorers, b, a) == found
    mixed = np.stack([b[0], a[1]])
    changed = explain(scorers, a, mixed)
    assert changed[0] == found[0]
    assert changed[1].llr > found[1].llr


def test_the_calibration_of_the_patch_is_applied(tmp_path: Path) -> None:
    """The score is the patch's Joint Bayesian, scaled and shifted by its section."""
    scorer = load_patch_scorers(bundle_with_patch_scorers(tmp_path))[1]
    x = np.random.default_rng(5).normal(size=WIDTH).astype(np.float32)
    projected = scorer.pca.transform(x[None])
    raw = float(scorer.model.llr(projected, projected)[0])
    assert scorer.llr(x, x) == pytest.approx(2 * raw + 0.5)


def test_no_faces_have_no_patches(tmp_path: Path) -> None:
    """An empty list gives an array of no faces, of the right shape."""
    embedder = Embedder(write_tiny_bundle(tmp_path / "tiny"), torch.device("cpu"))
    assert embedder.embed_patches([]).shape == (0, len(PATCHES), WIDTH)


def test_a_bundle_without_patch_scorers_explains_nothing(tmp_path: Path) -> None:
    """Bundles made before have none; features of other shapes are refused."""
    assert load_patch_scorers(write_tiny_bundle(tmp_path / "tiny")) == ()
    with pytest.raises(ShapeError):
        explain((), np.zeros((2, WIDTH), np.float32), np.zeros((2, WIDTH), np.float32))


def test_patch_scorers_that_do_not_fit_are_refused(tmp_path: Path) -> None:
    """Covariances of another size than the projection are a corrupt bundle."""
    with pytest.raises(BundleCorrupt):
        load_patch_scorers(bundle_with_patch_scorers(tmp_path, dimensions=2))


def test_the_explainer_reads_the_scorers_once_and_explains_faces(tmp_path: Path) -> None:
    """Two aligned faces give the evidence of each patch, the same as step by step."""
    bundle = bundle_with_patch_scorers(tmp_path)
    embedder = Embedder(bundle, torch.device("cpu"))
    explainer = Explainer(bundle, embedder)
    assert explainer.available
    a, b = embedder.embed_patches([face(1), face(2)])
    found = explainer.explain(face(1), face(2))
    assert found == explain(load_patch_scorers(bundle), a, b)
    for section in bundle.manifest.patch_scorers:
        bundle.path(section.file).unlink()
    assert explainer.explain(face(1), face(2)) == found


def test_a_bundle_without_patch_scorers_has_no_explanation(tmp_path: Path) -> None:
    """The networks are not even asked."""
    bundle = write_tiny_bundle(tmp_path / "tiny")
    explainer = Explainer(bundle, Embedder(bundle, torch.device("cpu")))
    assert not explainer.available
    assert explainer.explain(face(1), face(2)) == ()


def test_the_heat_map_averages_patches_and_their_mirror_images() -> None:
    """Where two patches overlap stands their mean; a patch on one side counts on the other as well."""
    left = PatchEvidence(PatchSpec("left", x=1, y=0, width=2, height=2), 4.0)
    whole = PatchEvidence(PatchSpec("whole", x=0, y=0, width=8, height=1), -2.0)
    heat = heat_map([left, whole], width=8, height=3)
    assert heat[0].tolist() == [-2, 1, 1, -2, -2, 1, 1, -2]
    assert heat[1, [1, 2, 5, 6]].tolist() == [4, 4, 4, 4]
    assert np.isnan(heat[1, [0, 3, 4, 7]]).all()
    assert np.isnan(heat[2]).all()
