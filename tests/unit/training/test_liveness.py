"""Training of the passive check: honest splits, rendered attacks, reproducible batches."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import safetensors.numpy
import torch

from faceid_desktop.core.records import Floats, ImageArray
from faceid_desktop.errors import BugError
from faceid_desktop.training.liveness.attacks import camera, recapture
from faceid_desktop.training.liveness.augment import plain_view, random_context
from faceid_desktop.training.liveness.card import model_card
from faceid_desktop.training.liveness.data import CROP_PX, Sample, Store, build_store, check_disjoint
from faceid_desktop.training.liveness.evaluate import (
    Scored,
    by_project,
    choose_threshold,
    holds_up,
    presentations,
)
from faceid_desktop.training.liveness.produce import half_weights
from faceid_desktop.training.liveness.texture import balance, fit_texture, textures
from faceid_desktop.training.liveness.train import Recipe, Sampler, scores, train, train_context
from faceid_desktop.vision.liveness import LivenessNetwork
from faceid_desktop.vision.liveness_bundle import LivenessManifest, LivenessSpec
from tests.helpers.data import shared_data

SPEC = LivenessSpec(view_px=16, channels=(4, 4, 4, 4))
RECIPE = Recipe(steps=6, batch=8, spec=SPEC)


def sample(label: int, project: str = "p", subject: str = "", split: str = "train") -> Sample:
    """Make a sample; its subject is its project unless given."""
    return Sample(label, project, subject or project, split, 1.0, "x")


def photo(side: int = 200) -> tuple[ImageArray, Floats]:
    """Paint a bright disc for a face on a textured ground."""
    random = np.random.default_rng(1)
    image = random.integers(60, 110, (side, side, 3), np.uint8)
    y, x = np.mgrid[:side, :side]
    image[(x - side / 2) ** 2 + (y - side / 2) ** 2 < (side / 5) ** 2] = (220, 180, 160)
    low, high = side * 0.3, side * 0.7
    return image, np.array([low, low, high, high], np.float32)


@pytest.fixture
def store() -> Store:
    """Two projects of living (smooth) and flat (striped) faces, and a test person."""
    random = np.random.default_rng(2)
    samples, crops = [], []
    for project in ("one", "two"):
        for place in range(24):
            label = place % 3
            crop = np.full((CROP_PX, CROP_PX, 3), 90 + random.integers(60), np.uint8)
            if label:
                crop[:: 4 * label] = 250
            crops.append(crop)
            samples.append(sample(label, project))
    crops.append(crops[0])
    samples.append(sample(0, "three", split="test"))
    pixels = np.stack(crops)
    return Store((pixels[:10], pixels[10:]), tuple(samples))


def test_a_person_on_both_sides_is_refused(store: Store, tmp_path: Path) -> None:
    """Splits are by subject, wherever the subject's pictures come from; training checks it again."""
    train_side = [sample(0, "set03"), sample(0, "set04")]
    check_disjoint(train_side, [sample(0, "set05")])
    with pytest.raises(BugError):
        check_disjoint(train_side, [sample(2, "clip_d", "set03")])
    with pytest.raises(BugError):
        train(store, textures(store, SPEC), np.arange(len(store.samples)), RECIPE, tmp_path)


def test_folds_leave_whole_projects_out(store: Store) -> None:
    """Rows without a project hold none of it, rows of a project only it, and test rows stay apart."""
    assert {store.samples[r].project for r in store.rows("train", without=("one",))} == {"two"}
    assert {store.samples[r].project for r in store.rows("train", only=("one",))} == {"one"}
    assert [store.samples[r].project for r in store.rows("test")] == ["three"]
    assert store.crop(12)[4, 0, 0] == store.parts[1][2][4, 0, 0]


@pytest.mark.parametrize("kind", ["print", "screen"])
def test_a_rendered_attack_shows_the_face_where_it_says(kind: str) -> None:
    """The box follows the face through frame, perspective and camera: its middle stays bright and warm."""
    found = 0
    for seed in range(8):
        random = np.random.default_rng(seed)
        backdrop = np.full((200, 260, 3), 30, np.uint8)
        image, box = camera(recapture(photo(), backdrop, kind, random), random)  # type: ignore[arg-type]
        x, y = ((box[:2] + box[2:]) / 2).round().astype(int)
        inner = image[max(y - 4, 0) : y + 5, max(x - 4, 0) : x + 5].astype(float).mean((0, 1))
        ring = image[max(int(box[1]), 0) : int(box[1]) + 3, max(int(box[0]), 0) : int(box[0]) + 3]
        found += bool(inner.mean() > ring.astype(float).mean() * 1.2)
    assert found >= 6


def test_renders_are_reproducible_and_differ() -> None:
    """A seed gives one picture, another seed another."""
    images = [
        recapture(photo(), np.zeros((200, 200, 3), np.uint8), "screen", np.random.default_rng(seed))[0]
        for seed in (1, 1, 2)
    ]
    assert np.array_equal(images[0], images[1])
    assert not np.array_equal(images[0], images[2])


def test_plain_views_match_those_of_inference() -> None:
    """A crop gives the same views as the picture it was cut from, up to one more resampling."""
    from faceid_desktop.core.geometry import warp
    from faceid_desktop.core.records import Detection
    from faceid_desktop.training.liveness.data import CROP_SCALE
    from faceid_desktop.vision.liveness import cut_views, view_matrix

    image, box = photo(300)
    spec = LivenessSpec()
    crop = warp(image, view_matrix(box, CROP_SCALE, CROP_PX), (CROP_PX, CROP_PX))
    exact = cut_views(image, Detection(box, 0.9, np.zeros((5, 2), np.float32)), spec)
    for scale, theirs in ((spec.face_scale, exact.face), (spec.context_scale, exact.context)):
        ours = plain_view(crop, spec, scale)
        assert np.abs(ours.astype(float) - theirs.astype(float)).mean() < 6


def test_surroundings_vary() -> None:
    """Views differ from draw to draw, keep their size, and the same draw gives the same view."""
    crop = np.random.default_rng(0).integers(0, 256, (CROP_PX, CROP_PX, 3), np.uint8)
    draws = [random_context(crop, SPEC, np.random.default_rng(seed)) for seed in (5, 5, 6)]
    assert all(view.shape == (16, 16, 3) for view in draws)
    assert np.array_equal(draws[0], draws[1])
    assert not np.array_equal(draws[0], draws[2])


def test_projects_weigh_alike(store: Store) -> None:
    """A project with many pictures weighs no more than one with enough, nor attacks more than life."""
    train_rows = store.rows("train")
    many = np.concatenate([np.repeat(train_rows[:24], 40), np.repeat(train_rows[24:48], 20)])
    weights = balance(store, many, renders=1.0)
    for project in ("one", "two"):
        for attack in (False, True):
            chosen = [
                (store.samples[r].project, store.samples[r].label > 0) == (project, attack) for r in many
            ]
            assert weights[chosen].sum() == pytest.approx(0.25)
    batch = Sampler(store, many, RECIPE).batch(0)
    assert np.array_equal(batch.labels, Sampler(store, many, RECIPE).batch(0).labels)


def test_the_texture_vote_is_a_minimum(store: Store) -> None:
    """Fitting twice gives the same weights, and moving away from them in any direction costs more."""
    rows = store.rows("train")
    known, labels = textures(store, SPEC)[rows], store.labels(rows)
    weights = balance(store, rows, 1.0)
    vote, again = (fit_texture(known, labels, weights, 0.1) for _ in range(2))
    assert torch.equal(vote.vote.weight, again.vote.weight)

    def cost(moved: torch.Tensor) -> float:
        standard = (torch.from_numpy(known) - vote.get_buffer("mean")) / vote.get_buffer("spread")
        logits = standard @ moved.T + vote.vote.bias.detach()
        each = torch.nn.functional.cross_entropy(logits, torch.from_numpy(labels), reduction="none")
        return float((torch.from_numpy(weights).float() * each).sum() + 0.1 * moved.square().sum())

    fitted = vote.vote.weight.detach()
    generator = torch.Generator().manual_seed(1)
    for _ in range(5):
        step = torch.randn(fitted.shape, generator=generator)
        assert cost(fitted + 0.01 * step) > cost(fitted)


def test_a_stopped_training_ends_as_an_unbroken_one(store: Store, tmp_path: Path) -> None:
    """Resuming from a checkpoint goes on with the next batch and gives the same weights."""
    from faceid_desktop.training.liveness import train as module

    rows = store.rows("train")
    whole = train_context(store, rows, RECIPE, tmp_path / "whole")
    torch.manual_seed(RECIPE.seed)
    state = module._State(RECIPE, tmp_path / "parts")
    batches = Sampler(store, rows, RECIPE)
    for step in range(3):
        state.learn(batches.batch(step))
    state.save()
    resumed = train_context(store, rows, RECIPE, tmp_path / "parts")
    assert (tmp_path / "parts" / "curve.jsonl").read_text(encoding="utf-8").count("\n") == 1
    pairs = zip(whole.state_dict().values(), resumed.state_dict().values(), strict=True)
    assert all(torch.allclose(a, b, atol=1e-5) for a, b in pairs)


def test_training_learns_what_differs(store: Store, tmp_path: Path) -> None:
    """Sixty steps tell smooth from striped."""
    rows = store.rows("train")
    known, labels = textures(store, SPEC), store.labels(rows)
    network = train(store, known, rows, Recipe(steps=60, batch=24, spec=SPEC, rate=1e-2), tmp_path)
    for odds in scores(network, store, known, rows, SPEC).T:
        assert odds[labels == 0].min() > odds[labels > 0].max()


def test_threshold_and_verdict_come_from_the_left_out_projects(store: Store) -> None:
    """The threshold refuses the share asked for; one bad project is enough for advice only."""
    rows = store.rows("train")
    labels = store.labels(rows)
    odds = np.where(labels == 0, 2.0, -2.0) + np.linspace(0, 0.5, len(rows))
    scored = Scored(rows, np.stack([odds] * 3, 1))
    threshold = choose_threshold(store, scored, target=0.25)
    report = by_project(store, scored, threshold)
    pictures = report["all"]["pictures"]
    assert isinstance(pictures, dict)
    assert pictures["bpcer"]["rate"] == pytest.approx(0.25, abs=0.07)
    assert pictures["apcer"]["print"]["errors"] == 0
    assert report["one"]["auc"] == 1.0
    assert holds_up(by_project(store, scored, 0.0))
    assert not holds_up(by_project(store, Scored(rows, -scored.odds), 0.0))
    assert len(presentations(store, scored).rows) == 6


def test_the_card_tells_figures_and_limits(store: Store) -> None:
    """The card has a line for each rate, says advice only, and what the data cannot show."""
    rows = store.rows("train")
    scored = Scored(rows, np.zeros((len(rows), 3)))
    manifest = LivenessManifest(
        name="tiny",
        version="0.1",
        licence="research only",
        weights="w",
        spec=SPEC,
        threshold=0.5,
        frames=(2, 6),
        limit=4.0,
        advice_only=True,
        files={"w": "0" * 64},
        training={
            "command": "faceid train liveness",
            "rule": "a rule",
            "pictures": {"one live": 8},
            "without a face": {},
        },
        evaluation={"test projects": by_project(store, scored, 0.5)},
    )
    card = model_card(manifest, {"three live": 1})
    assert "**Advice only**" in card
    assert "| one | 0.500 | BPCER | 100.0% (8 of 8; 63.1% to 100.0%) |" in card
    assert "What the data cannot show" in card


def test_the_shared_table_is_split_by_subject() -> None:
    """In the table of the liveness pictures no subject and no small project stands on both sides."""
    import csv

    with (shared_data() / "liveness.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    sides = {
        split: {(r["set"], r["subject"]) for r in rows if r["split"] == split} for split in ("train", "test")
    }
    assert sides["train"]
    assert not sides["train"] & sides["test"]


def test_an_existing_store_is_opened_not_built(store: Store, tmp_path: Path) -> None:
    """What was cut before is read back; a store that mixes a person into both sides is refused."""
    import json
    from dataclasses import asdict

    def write(test_subject: str) -> None:
        for name, split, subject in (("pictures", "train", "a"), ("renders", "test", test_subject)):
            np.save(tmp_path / f"{name}.npy", np.zeros((1, CROP_PX, CROP_PX, 3), np.uint8))
            content = {"unseen": {}, "samples": [asdict(sample(0, subject=subject, split=split))]}
            (tmp_path / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")

    class NoDetector:
        def detect(self, image: ImageArray) -> tuple[()]:
            raise AssertionError

    write("b")
    assert len(build_store(tmp_path, tmp_path, NoDetector()).samples) == 2
    write("a")
    with pytest.raises(BugError):
        build_store(tmp_path, tmp_path, NoDetector())


def test_a_model_is_produced_from_a_store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Folds, threshold, final training and figures end in a model folder that opens and tells its rule."""
    from types import SimpleNamespace

    from faceid_desktop.training.liveness import produce as module
    from faceid_desktop.vision.liveness_bundle import load_liveness_bundle

    random = np.random.default_rng(3)
    projects = ("nuaa", "set01", "set05", "set02", "set06", "set03", "clip_d", "set08", "set10")
    samples = [sample(label, project) for project in projects for label in (0, 0, 1, 2)]
    samples += [sample(label, "set04", split="test") for label in (0, 2) * 8]
    crops = random.integers(0, 256, (len(samples), CROP_PX, CROP_PX, 3), np.uint8)
    manifest = SimpleNamespace(files={"d.onnx": "0" * 64}, detector=SimpleNamespace(file="d.onnx"))
    engine = SimpleNamespace(bundle=SimpleNamespace(manifest=manifest))
    monkeypatch.setattr(module, "open_store", lambda *_: Store((crops,), tuple(samples)))
    out = tmp_path / "liveness-0"
    bundle = module.produce(engine, tmp_path, tmp_path / "work", out, (1, 5))  # type: ignore[arg-type]
    again = load_liveness_bundle(out)
    assert again.manifest == bundle.manifest
    assert again.manifest.training["seed"] == 5
    test = again.manifest.evaluation["test projects"]
    assert isinstance(test, dict)
    assert test["all"]["pictures"]["bpcer"]["trials"] == 8
    assert "| set04 |" in (out / "MODEL_CARD.md").read_text(encoding="utf-8")


def test_clips_are_counted_check_by_check() -> None:
    """A replay passes both checks only if the passive one let it; a living person fails if either refuses."""
    from faceid_desktop.training.liveness.report import together

    clips = {
        "live_a": {"passive": True, "willing": {"refused": 3, "trials": 100}},
        "live_b": {"passive": False, "willing": {"refused": 1, "trials": 100}},
        "live_c": {"passive": True, "willing": None},
        "replay_a": {"passive": True, "replay": {"errors": 2, "trials": 50}},
        "replay_b": {"passive": False, "replay": {"errors": 4, "trials": 50}},
        "replay_c": {"passive": None, "replay": {"errors": 1, "trials": 50}},
    }
    assert together(clips) == {
        "living refused": {"passive": 100, "active": 4, "both": 103, "trials": 200},
        "replays passed": {"passive": 100, "active": 7, "both": 3, "trials": 150},
    }


def test_frames_are_taken_at_the_pace_of_a_small_computer() -> None:
    """Of 30 frames a second every other one is taken, of 10 all."""
    from faceid_desktop.core.records import Frame
    from faceid_desktop.training.liveness.report import paced

    image = np.zeros((4, 4, 3), np.uint8)
    fast = [Frame(image, i, round(i / 30 * 1e9)) for i in range(30)]
    slow = [Frame(image, i, round(i / 10 * 1e9)) for i in range(10)]
    assert len(list(paced(fast))) == 15
    assert len(list(paced(slow))) == 10


def test_weights_are_stored_in_the_order_of_their_shape() -> None:
    """Training keeps channels last in memory; what is stored reads back as the same network."""
    network = LivenessNetwork(LivenessSpec()).eval()
    network.to(memory_format=torch.channels_last)
    stored = safetensors.numpy.load(safetensors.numpy.save(half_weights(network)))
    for name, value in network.state_dict().items():
        if value.is_floating_point():
            np.testing.assert_allclose(stored[name], value.numpy(), atol=2e-3)
