"""Templates: the joined features in their order, the PCA, the device."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import safetensors.numpy
import torch

from faceid_desktop.core.patches import cut
from faceid_desktop.core.records import AlignedFace
from faceid_desktop.errors import BundleCorrupt, DeviceUnavailable
from faceid_desktop.vision import embedder
from faceid_desktop.vision.bundle import Bundle, write_bundle
from faceid_desktop.vision.embedder import (
    Embedder,
    choose_device,
    describe_device,
    join_features,
    load_networks,
    set_cpu_threads,
    why_no_cuda,
)
from tests.helpers.tiny_bundle import DIMENSIONS, NETWORK, PATCHES, noise, tiny_contents, tiny_manifest
from tests.helpers.tiny_bundle import write_tiny_bundle as write

CPU = torch.device("cpu")


@pytest.fixture
def bundle(tmp_path: Path) -> Bundle:
    """Give the tiny bundle."""
    return write(tmp_path / "tiny")


def face(seed: int) -> AlignedFace:
    """Return an aligned face of noise."""
    matrix = np.array([[1.0, 0, 0], [0, 1, 0]])
    return AlignedFace(image=noise(144, 128, seed), matrix=matrix, points=np.zeros((68, 2), np.float32))


def test_template_is_a_float_vector_with_the_model_id(bundle: Bundle) -> None:
    """A template has the PCA's dimension and the id of the bundle; no faces make none."""
    made = Embedder(bundle, CPU)
    (template,) = made.embed([face(0)])
    assert template.vector.shape == (DIMENSIONS,)
    assert template.model_id == bundle.model_id
    assert made.embed([]) == []


def test_features_are_joined_patch_by_patch_face_before_mirror(bundle: Bundle) -> None:
    """Each patch gives the face's features, then those of the same rectangle of the mirrored canvas."""
    networks = load_networks(bundle, CPU)
    images = [noise(144, 128, seed) for seed in (1, 2)]
    joined = join_features(networks, PATCHES, images)
    expected = []
    for network, patch in zip(networks, PATCHES, strict=True):
        for views in (images, [np.ascontiguousarray(image[:, ::-1]) for image in images]):
            pixels = np.stack([cut(view, patch) for view in views]).transpose(0, 3, 1, 2)
            with torch.inference_mode():
                expected.append(network(torch.from_numpy(pixels.copy()).float() / 255).numpy())
    assert joined.shape == (2, len(PATCHES) * 2 * NETWORK.features)
    assert joined.any()
    np.testing.assert_allclose(joined, np.hstack(expected), rtol=1e-5, atol=1e-6)


def test_mirrored_face_has_the_same_features_in_swapped_places(bundle: Bundle) -> None:
    """Mirroring the canvas exchanges the two halves of each patch's features."""
    networks, image = load_networks(bundle, CPU), noise(144, 128, 3)
    joined = join_features(networks, PATCHES, [image, np.ascontiguousarray(image[:, ::-1])])
    halves = joined.reshape(2, len(PATCHES), 2, NETWORK.features)
    np.testing.assert_allclose(halves[0], halves[1][:, ::-1], rtol=1e-5, atol=1e-6)


def test_batch_gives_what_single_faces_give(bundle: Bundle, monkeypatch: pytest.MonkeyPatch) -> None:
    """A template does not depend on the faces that it is made with, also where batches are split."""
    monkeypatch.setattr(embedder, "MAX_BATCH", 3)
    made = Embedder(bundle, CPU)
    faces = [face(seed) for seed in range(7)]
    together = np.stack([template.vector for template in made.embed(faces)])
    alone = np.stack([made.embed([each])[0].vector for each in faces])
    np.testing.assert_allclose(together, alone, rtol=1e-4, atol=1e-5)
    assert len(np.unique(together, axis=0)) == len(faces)


def test_threads_may_share_an_embedder(bundle: Bundle) -> None:
    """Four threads at once get the templates that one gets."""
    made = Embedder(bundle, CPU)
    expected = made.embed([face(1)])[0].vector
    found: list[np.ndarray] = []
    workers = [
        threading.Thread(target=lambda: found.append(made.embed([face(1)])[0].vector)) for _ in range(4)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(found) == 4
    assert all((vector == expected).all() for vector in found)


def replaced(tmp_path: Path, name: str, tensors: dict[str, np.ndarray]) -> Bundle:
    """Write a bundle, correctly hashed, in which one file holds other tensors."""
    contents = {**tiny_contents(), name: safetensors.numpy.save(tensors)}
    return write_bundle(tmp_path / "broken", tiny_manifest(), contents)


def test_weights_of_another_network_are_refused(tmp_path: Path) -> None:
    """Weights that do not fit the shapes of the manifest are corruption, not a crash."""
    broken = replaced(tmp_path, "net-0.safetensors", {"conv1.weight": np.zeros((1, 1), np.float32)})
    with pytest.raises(BundleCorrupt):
        Embedder(broken, CPU)


def test_pca_of_another_width_is_refused(tmp_path: Path) -> None:
    """A PCA for another number of features is corruption."""
    broken = replaced(
        tmp_path, "scorer.safetensors", {"pca.mean": np.zeros(3), "pca.components": np.zeros((2, 3))}
    )
    with pytest.raises(BundleCorrupt):
        Embedder(broken, CPU)


def test_cuda_that_is_not_there_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked for a GPU that is missing, the program says so; automatic choice takes the CPU."""
    monkeypatch.setattr(embedder, "why_no_cuda", lambda: "no driver")
    with pytest.raises(DeviceUnavailable) as caught:
        choose_device("cuda")
    assert caught.value.data == {"device": "cuda", "why": "no driver"}
    assert choose_device("auto") == CPU
    assert choose_device("cpu") == CPU


def test_cuda_is_taken_when_it_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """Automatic choice takes a usable GPU, an explicit wish for the CPU is honoured all the same."""
    monkeypatch.setattr(embedder, "why_no_cuda", lambda: "")
    assert choose_device("auto").type == choose_device("cuda").type == "cuda"
    assert choose_device("cpu") == CPU


def test_unknown_device_is_an_error() -> None:
    """A device that the program does not know is refused, not guessed."""
    with pytest.raises(DeviceUnavailable):
        choose_device("tpu")


@pytest.mark.parametrize(("built", "usable"), [(None, False), ("12.8", False), ("12.8", True)])
def test_reason_against_cuda(monkeypatch: pytest.MonkeyPatch, built: str | None, usable: bool) -> None:
    """The reason tells a build without CUDA from a machine without a GPU, and is empty where there is one."""
    monkeypatch.setattr(torch.version, "cuda", built)
    monkeypatch.setattr(torch.cuda, "is_available", lambda: usable)
    assert (why_no_cuda() == "") == usable
    assert ("built without" in why_no_cuda()) == (built is None)


def test_device_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """A GPU is called by its name, the CPU by the number of its threads."""
    monkeypatch.setattr(torch.cuda, "get_device_name", lambda device: "NVIDIA Test")
    assert describe_device(torch.device("cuda")) == "NVIDIA Test"
    assert describe_device(CPU).startswith(f"CPU, {torch.get_num_threads()} thread")


def test_cpu_threads_are_bounded() -> None:
    """A wish is followed but for less than one; without one the usable processors are the bound."""
    before = torch.get_num_threads()
    try:
        assert set_cpu_threads(1) == 1
        assert set_cpu_threads(0) == 1
        assert set_cpu_threads() == 1
    finally:
        torch.set_num_threads(before)


def test_a_learned_layer_may_stand_in_for_the_pca(tmp_path: Path) -> None:
    """A bundle whose manifest says "stacked" projects by its linear layer instead."""
    width = 2 * len(PATCHES) * 2 * NETWORK.features
    random = np.random.default_rng(8)
    mean, weights = random.normal(size=width), random.normal(size=(DIMENSIONS, width))
    manifest = tiny_manifest()
    stacked = replace(manifest, scorer=replace(manifest.scorer, projection="stacked"))
    tensors = {"stacking.mean": mean, "stacking.weights": weights}
    contents = {**tiny_contents(), "scorer.safetensors": safetensors.numpy.save(tensors)}
    bundle = write_bundle(tmp_path / "stacked", stacked, contents)
    joined = join_features(load_networks(bundle, CPU), PATCHES, [face(1).image])
    assert joined.min() < 0 < joined.max()
    expected = ((np.hstack([joined, np.maximum(joined, 0)]) - mean) @ weights.T)[0]
    np.testing.assert_allclose(Embedder(bundle, CPU).embed([face(1)])[0].vector, expected, rtol=1e-4)
    with pytest.raises(BundleCorrupt):
        Embedder(write_bundle(tmp_path / "no pca", manifest, contents), CPU)
