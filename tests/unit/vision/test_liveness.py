"""The passive network: its views, its votes, and the model on disk."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import safetensors.numpy
import torch
from hypothesis import given
from hypothesis import strategies as st

from faceid_desktop.core.records import Detection, ImageArray
from faceid_desktop.core.texture import TEXTURE_VALUES
from faceid_desktop.errors import BundleCorrupt, BundleNotFound, ShapeError
from faceid_desktop.paths import default_liveness
from faceid_desktop.services.liveness.passive import load_passive
from faceid_desktop.vision.liveness import (
    LivenessNetwork,
    PassiveLiveness,
    coverage,
    cut_views,
    load_liveness,
    log_odds,
    read_network,
)
from faceid_desktop.vision.liveness_bundle import (
    LivenessBundle,
    LivenessManifest,
    LivenessSpec,
    load_liveness_bundle,
    write_liveness_bundle,
)

SPEC = LivenessSpec(view_px=16, channels=(4, 4, 4, 4))
CPU = torch.device("cpu")


def detection(x: float, y: float, side: float) -> Detection:
    """Make a square box."""
    box = np.array([x, y, x + side, y + side], np.float32)
    return Detection(box, 0.9, np.zeros((5, 2), np.float32))


def picture(seed: int = 0) -> ImageArray:
    """Return smooth noise."""
    return np.random.default_rng(seed).integers(0, 256, (120, 160, 3), np.uint8)


def network(seed: int = 3) -> LivenessNetwork:
    """Make a small network with seeded weights."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        return LivenessNetwork(SPEC).eval()


@pytest.fixture
def bundle(tmp_path: Path) -> LivenessBundle:
    """A model with random weights, written to disk."""
    weights = {
        name: value.numpy().astype(np.float16)
        for name, value in network().state_dict().items()
        if value.is_floating_point()
    }
    manifest = LivenessManifest(
        name="tiny",
        version="0.1",
        licence="none",
        weights="w.safetensors",
        spec=SPEC,
        threshold=0.25,
        frames=(2, 6),
        limit=4.0,
        advice_only=True,
        files={},
    )
    files = {"w.safetensors": safetensors.numpy.save(weights), "MODEL_CARD.md": b"# Tiny\n"}
    return write_liveness_bundle(tmp_path / "tiny-0.1", manifest, files)


def test_views_show_the_face_and_its_surroundings() -> None:
    """A white face on black fills the middle: more of the near view, less of the wide one."""
    image = np.zeros((300, 300, 3), np.uint8)
    image[120:180, 120:180] = 255
    views = cut_views(image, detection(119.5, 119.5, 60), LivenessSpec())
    assert views.face.shape == views.context.shape == (80, 80, 3)
    assert views.face.mean() / 255 == pytest.approx(1 / 1.3**2, abs=0.03)
    assert views.context.mean() / 255 == pytest.approx(1 / 2.7**2, abs=0.03)
    assert views.coverage == 1.0


@given(st.floats(-40, 160), st.floats(-40, 120), st.floats(2, 120))
def test_coverage_is_the_share_inside(x: float, y: float, side: float) -> None:
    """Counting sample points gives the same share as the formula."""
    box, scale = np.array([x, y, x + side, y + side], np.float32), 2.7
    grid = (np.arange(80) + 0.5) / 80 - 0.5
    xs, ys = x + side / 2 + grid * side * scale, y + side / 2 + grid * side * scale
    inside = np.mean((xs > -0.5) & (xs < 159.5)) * np.mean((ys > -0.5) & (ys < 119.5))
    assert coverage(box, scale, (120, 160)) == pytest.approx(inside, abs=0.03)


def test_a_score_does_not_depend_on_its_batch() -> None:
    """Faces scored together get what they get alone, and no face gets nothing."""
    scorer = PassiveLiveness(network(), SPEC, CPU)
    faces = [detection(50, 40, 20), detection(20, 20, 60), detection(100, 60, 50)]
    together = scorer.score(picture(), faces)
    for face, found in zip(faces, together, strict=True):
        assert scorer.score(picture(), [face])[0].live == pytest.approx(found.live, abs=1e-4)
    assert scorer.score(picture(), []) == []


def test_only_seen_surroundings_vote() -> None:
    """Where the picture ends close to the face the wide view changes nothing."""
    net, texture = network(), torch.rand(1, TEXTURE_VALUES)
    views = [torch.rand(1, 3, 16, 16) * 255 for _ in range(2)]
    with torch.inference_mode():
        blind = [net(texture, far, torch.zeros(1))[0] for far in views]
        seeing = [net(texture, far, torch.ones(1))[0] for far in views]
    assert torch.equal(*blind)
    assert not torch.allclose(*seeing)


def test_votes_add_up() -> None:
    """The joint logits are the sum of those of the face and, weighted, of its surroundings."""
    net = network()
    with torch.inference_mode():
        joint, near, far = net(torch.rand(2, TEXTURE_VALUES), torch.rand(2, 3, 16, 16) * 255, torch.ones(2))
    assert torch.allclose(joint, near + SPEC.context_vote * far)


def test_exposure_alone_decides_nothing() -> None:
    """Surroundings at two thirds of the light, and shifted, get the same votes."""
    net, view = network().context, torch.rand(1, 3, 16, 16) * 200
    with torch.inference_mode():
        assert torch.allclose(net(view), net(view * 0.66 + 20), atol=1e-3)


def test_log_odds_are_those_of_the_softmax() -> None:
    """ln(p / (1 - p)) of the living class."""
    logits = torch.tensor([[1.0, -0.5, 0.3], [-2.0, 1.0, 1.0]])
    share = torch.softmax(logits, 1)[:, 0]
    assert torch.allclose(log_odds(logits), torch.log(share / (1 - share)), atol=1e-6)


def test_a_model_comes_back_from_disk(bundle: LivenessBundle) -> None:
    """The manifest reads back equal, and half precision moves a score by little."""
    again = load_liveness_bundle(bundle.directory)
    assert again.manifest == bundle.manifest
    assert again.manifest.model_id == f"tiny-0.1+{again.manifest.files['w.safetensors'][:8]}"
    stored = load_liveness(again, CPU).score(picture(), [detection(50, 40, 30)])[0]
    exact = PassiveLiveness(network(), SPEC, CPU).score(picture(), [detection(50, 40, 30)])[0]
    assert stored.live == pytest.approx(exact.live, abs=0.02)


def test_the_rule_comes_from_the_manifest(bundle: LivenessBundle) -> None:
    """Threshold, frames and whether it is advice only are values of the model, not of the program."""
    _, rule = load_passive(bundle.directory, "cpu")
    assert (rule.threshold, rule.frames, rule.advice_only) == (0.25, (2, 6), True)
    assert rule.model_id == bundle.manifest.model_id


def test_changed_weights_are_refused(bundle: LivenessBundle) -> None:
    """One flipped byte is found before the file is read, and so is a missing file."""
    path = bundle.directory / "w.safetensors"
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(bytes(content))
    with pytest.raises(BundleCorrupt, match="sha256"):
        load_liveness_bundle(bundle.directory)
    path.unlink()
    with pytest.raises(BundleCorrupt):
        load_liveness_bundle(bundle.directory)


@pytest.mark.parametrize(
    "change",
    [
        {"schema_version": 2},
        {"weights": "other.safetensors"},
        {"files": {"../w.safetensors": "0" * 64}},
        {"frames": [3, 2]},
        {"limit": 0.0},
        {"threshold": "high"},
        {"surplus": 1},
    ],
)
def test_a_wrong_manifest_is_refused(bundle: LivenessBundle, change: dict[str, object]) -> None:
    """Unknown schemas and fields, wrong types and names that leave the folder are all corrupt."""
    path = bundle.directory / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text(encoding="utf-8")), **change}), encoding="utf-8")
    with pytest.raises(BundleCorrupt):
        load_liveness_bundle(bundle.directory)


def test_a_missing_model_is_told(tmp_path: Path) -> None:
    """A folder without a manifest is not found."""
    with pytest.raises(BundleNotFound):
        load_liveness_bundle(tmp_path)


def test_weights_of_another_shape_are_refused(bundle: LivenessBundle) -> None:
    """A manifest that promises wider stages than the file has does not load."""
    wider = replace(bundle.manifest, spec=replace(SPEC, channels=(4, 4, 4, 8)))
    with pytest.raises(BundleCorrupt):
        read_network(LivenessBundle(bundle.directory, wider))


def test_impossible_views_are_refused() -> None:
    """Views must halve evenly, and the wide one must be wider."""
    for wrong in ({"view_px": 30}, {"context_scale": 1.0}):
        with pytest.raises(ShapeError):
            LivenessSpec(**wrong)  # type: ignore[arg-type]


def test_the_shipped_model_opens() -> None:
    """The model that comes with the program is whole and scores a face."""
    scorer, rule = load_passive(default_liveness(), "cpu")
    score = scorer.score(picture(), [detection(50, 40, 30)])[0]
    assert 0 <= score.print_share + score.screen_share <= 1
    assert np.isfinite(score.live)
    assert rule.frames[0] >= 2
