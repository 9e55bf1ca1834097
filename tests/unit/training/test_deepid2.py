"""Training of the networks: splits, objectives, batches, resuming, and that it really learns."""

from __future__ import annotations

import csv
import json
import shutil
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from faceid_desktop.core.patches import WHOLE_FACE, PatchSpec, candidate, cut
from faceid_desktop.errors import BugError, ImageUnreadable, OutputError
from faceid_desktop.training.deepid2.augment import augment
from faceid_desktop.training.deepid2.config import (
    NO_JITTER,
    OBJECTIVES,
    Jitter,
    Schedule,
    Splits,
    TrainingConfig,
    deepid2_plus,
    paper_objectives,
)
from faceid_desktop.training.deepid2.data import (
    FacePhotos,
    aligned_canvases,
    check_disjoint,
    read_faces,
    teacher_targets,
)
from faceid_desktop.training.deepid2.evaluate import cosine_verification
from faceid_desktop.training.deepid2.learner import learning_rate
from faceid_desktop.training.deepid2.losses import (
    Center,
    CenterLoss,
    Distillation,
    Objectives,
    Outputs,
    Sizes,
    Triplet,
    VerificationLoss,
    best_threshold,
    pair_distances,
)
from faceid_desktop.training.deepid2.sampling import BatchSource
from faceid_desktop.training.deepid2.train import Trainer, evaluate, train, train_together
from faceid_desktop.vision.deepid2 import DeepId2, NetworkSpec
from tests.helpers.data import shared_data

PEOPLE, HELD_OUT = 150, 46
MARGIN = 0.08


@pytest.fixture(scope="module")
def small_data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Make a data folder with the photos of some training people and of the held-out people."""
    source, target = shared_data(), tmp_path_factory.mktemp("faces")
    table = read_faces(source)
    training = table.rows("train")
    first = np.unique(table.people[training])[:PEOPLE]
    keep = np.union1d(training[np.isin(table.people[training], first)], table.rows("select"))
    with (source / "faces.csv").open(newline="", encoding="utf-8") as stream:
        rows = list(csv.reader(stream))
    with (target / "faces.csv").open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows([rows[0], *(rows[row + 1] for row in keep)])
    with zipfile.ZipFile(target / "faces-a.zip", "w") as out:
        for archive in sorted(source.glob("faces-*.zip")):
            with zipfile.ZipFile(archive) as photos:
                for name in set(photos.namelist()) & {table.files[row] for row in keep}:
                    out.writestr(name, photos.read(name))
    with np.load(source / "teacher_vectors.npz") as stored:
        vectors = {"scale": stored["scale"], "mean": stored["mean"], "vectors": stored["vectors"][keep]}
    np.savez(target / "teacher_vectors.npz", **vectors)
    yield target
    shutil.rmtree(target)


def small_run(data: Path, work: Path, images: int) -> TrainingConfig:
    """Describe a run that takes seconds."""
    schedule = Schedule(images=images, batch=64, pairs=12, evaluations=1, warm_up=0.2)
    return TrainingConfig(
        data=data,
        work=work,
        schedule=schedule,
        splits=Splits(distillation=("train",)),
        jitter=Jitter(shift_px=3),
    )


def test_nobody_is_in_two_splits() -> None:
    """The shared faces keep their promise; a table that does not is refused."""
    table = read_faces(shared_data())
    check_disjoint(table.people, table.splits)
    with pytest.raises(BugError):
        check_disjoint(np.array([1, 2, 1]), np.array(["train", "train", "test"]))


def test_the_default_run_never_touches_held_out_people() -> None:
    """Neither labels nor distillation may use the splits that calibrate, select and report."""
    splits = Splits()
    assert not {"calib", "select", "test", "none"} & {*splits.labels, *splits.distillation}
    assert splits.labels == ("train",)


def test_a_reduced_run_learns(small_data: Path, tmp_path: Path) -> None:
    """Half a minute on a few people raises the AUC on unseen people clearly above the untrained network's."""
    config = small_run(small_data, tmp_path, images=64 * 250)
    table = read_faces(config.data)
    canvases = aligned_canvases(table, config.data, config.work)
    torch.manual_seed(config.seed)
    before = evaluate(DeepId2(config.network), config, table, canvases)
    after = evaluate(train(config), config, table, canvases)
    assert before.genuine == after.genuine > 1000
    assert after.auc > before.auc + MARGIN, (before, after)
    lines = [json.loads(line) for line in (tmp_path / "patch00.jsonl").read_text().splitlines()]
    assert any("held_out_auc" in line for line in lines)


def test_a_resumed_run_ends_where_an_unbroken_one_does(small_data: Path, tmp_path: Path) -> None:
    """Batches depend on seed and step only and a checkpoint holds all state: both runs have equal weights."""
    config = small_run(small_data, tmp_path, images=64 * 4)
    table = read_faces(config.data)
    canvases = aligned_canvases(table, config.data, config.work)
    source = BatchSource(config, table, canvases, teacher_targets(config.data))
    sizes = Sizes(160, source.classes, 128, source.target_scale())
    unbroken, broken = Trainer(config, sizes), Trainer(config, sizes)
    for step in range(4):
        unbroken.step(source.batch(step)[0])
    for step in range(2):
        broken.step(source.batch(step)[0])
    broken.save(tmp_path / "half.safetensors")
    resumed = Trainer(replace(config, seed=1), sizes)
    resumed.restore(tmp_path / "half.safetensors")
    assert resumed.clock.step == 2
    for step in range(2, 4):
        resumed.step(source.batch(step)[0])
    for name, value in unbroken.network.state_dict().items():
        torch.testing.assert_close(resumed.network.state_dict()[name], value, atol=1e-6, rtol=1e-4)


def test_networks_that_go_together_see_the_same_views(small_data: Path, tmp_path: Path) -> None:
    """Two runs in one process: the first learns exactly what it learns alone; both leave files and curves."""
    config = small_run(small_data, tmp_path / "alone", images=64 * 3)
    config = replace(config, schedule=replace(config.schedule, evaluations=0))
    grey = candidate("left_eye_grey")
    both = replace(config, work=tmp_path / "both")
    narrow = NetworkSpec(maps=(3, 4, 5, 6), features=8, channels=grey.channels, batch_norm=True)
    config.work.mkdir()
    both.work.mkdir()
    alone = train(config)
    told: list[float] = []
    first, second = train_together([both, replace(both, name="eye", patch=grey, network=narrow)], told.append)
    for name, value in alone.state_dict().items():
        torch.testing.assert_close(first.state_dict()[name], value, atol=1e-5, rtol=1e-3)
    assert second.spec.features == 8
    assert told == sorted(told)
    assert told[-1] >= 1
    assert {path.name for path in both.work.glob("eye*")} == {
        "eye.checkpoint.safetensors",
        "eye.jsonl",
        "eye.safetensors",
    }
    with pytest.raises(BugError):
        train_together([both, replace(both, seed=1)])


@pytest.mark.parametrize("name", OBJECTIVES)
def test_every_set_of_objectives_trains(small_data: Path, tmp_path: Path, name: str) -> None:
    """Sets of objectives are registered by name; a step of each moves the network by finite losses."""
    config = replace(small_run(small_data, tmp_path, images=64), objectives=OBJECTIVES[name]())
    table = read_faces(config.data)
    source = BatchSource(
        config, table, aligned_canvases(table, config.data, config.work), teacher_targets(config.data)
    )
    trainer = Trainer(config, Sizes(160, source.classes, 128, source.target_scale()))
    before = trainer.network.conv1.weight.detach().clone()
    losses = [trainer.step(source.batch(step)[0]) for step in range(2)]
    assert all(np.isfinite(list(each.values())).all() for each in losses)
    assert (trainer.network.conv1.weight != before).any()


def test_deepid2_plus_supervises_early_layers(small_data: Path, tmp_path: Path) -> None:
    """One call turns a run into DeepID2+; its early layers have losses and weights of their own."""
    plus = deepid2_plus(small_run(small_data, tmp_path, images=64))
    assert (plus.network.maps, plus.network.features) == ((128, 128, 128, 128), 512)
    small = replace(plus, network=NetworkSpec(maps=(3, 4, 5, 6), features=8, batch_norm=True))
    table = read_faces(small.data)
    source = BatchSource(
        small, table, aligned_canvases(table, small.data, small.work), teacher_targets(small.data)
    )
    trainer = Trainer(small, Sizes(8, source.classes, 128, source.target_scale()))
    head = next(trainer.early.heads["pool2"].parameters())
    before = head.detach().clone()
    losses = [trainer.step(source.batch(step)[0]) for step in range(2)][1]
    layers = ("pool1", "pool2", "pool3")
    assert {f"{layer}.identification" for layer in layers} | {"identification"} <= set(losses)
    assert (head != before).any()
    trainer.save(trainer.checkpoint)
    trainer.restore(trainer.checkpoint)


def test_batches_start_with_pairs_of_one_person(small_data: Path, tmp_path: Path) -> None:
    """The first faces are pairs with one label each, and the background thread draws the same batches."""
    config = small_run(small_data, tmp_path, images=64)
    table = read_faces(config.data)
    source = BatchSource(
        config, table, aligned_canvases(table, config.data, config.work), teacher_targets(config.data)
    )
    (batch,) = source.batch(0)
    assert batch.views.shape == (64, 55, 47, 3)
    assert (batch.labels[0:24:2] == batch.labels[1:24:2]).all()
    drawn = source.batches(0)
    np.testing.assert_array_equal(next(drawn)[0].views, batch.views)
    drawn.close()


def test_points_of_another_source_change_the_canvases(small_data: Path, tmp_path: Path) -> None:
    """Landmarks of our own network can replace the table's points; the cache tells both apart."""
    table = read_faces(small_data).take(np.arange(3))
    ours = {table.files[1]: table.points[1] + 5}
    plain = aligned_canvases(table, small_data, tmp_path)
    moved = aligned_canvases(table, small_data, tmp_path, points=ours)
    np.testing.assert_array_equal(plain[[0, 2]], moved[[0, 2]])
    assert (plain[1] != moved[1]).any()
    assert len(list(tmp_path.glob("canvases-*.npy"))) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no file's size")
def test_a_full_disk_is_told(small_data: Path, tmp_path: Path) -> None:
    """The program says so and goes on, and half a file is not left behind."""
    import resource

    table = read_faces(small_data).take(np.arange(6))
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    try:
        with pytest.raises(OutputError, match="canvases"):
            aligned_canvases(table, small_data, tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list(tmp_path.iterdir()) == []
    assert len(aligned_canvases(table, small_data, tmp_path)) == 6


def test_a_missing_photo_is_told(small_data: Path) -> None:
    """A row without a photo names the file."""
    with FacePhotos(small_data) as photos, pytest.raises(ImageUnreadable):
        photos.read("nobody/000.webp")


def canvases(count: int = 3) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """Smooth random canvases."""
    rng = np.random.default_rng(5)
    coarse = rng.integers(0, 256, (count, 9, 8, 3)).astype(np.uint8)
    return coarse.repeat(16, axis=1).repeat(16, axis=2)


def test_without_jitter_training_sees_what_inference_sees() -> None:
    """The two ways from canvas to network input agree."""
    size = (47, 55)
    (views,) = augment(canvases(), [WHOLE_FACE], size, NO_JITTER, np.random.default_rng(0))
    expected = np.stack([cut(canvas, WHOLE_FACE, size) for canvas in canvases()])
    np.testing.assert_allclose(views.astype(int), expected.astype(int), atol=1)


def test_jitter_varies_views_and_repeats_with_the_seed() -> None:
    """Two seeds differ, one seed repeats, a grey patch has one channel."""
    grey = PatchSpec("grey", 16, 16, 96, 112, "grey")

    def views(seed: int) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
        return augment(canvases(), [grey], (47, 55), Jitter(), np.random.default_rng(seed))[0]

    assert views(1).shape == (3, 55, 47, 1)
    np.testing.assert_array_equal(views(1), views(1))
    assert (views(1) != views(2)).mean() > 0.5


def test_a_hidden_part_is_one_rectangle_and_the_rest_is_untouched() -> None:
    """Every view has a rectangle of one colour no larger than it may be, and no other pixel changes."""
    jitter = replace(NO_JITTER, hide=1.0, hidden_px=44)
    before = canvases(8)
    (views,) = augment(before, [candidate("context")], (128, 144), jitter, np.random.default_rng(3))
    for view, canvas in zip(views, before, strict=True):
        # the tone curve without jitter may round by one level
        changed = (np.abs(view.astype(int) - canvas.astype(int)) > 1).any(axis=2)
        rows, columns = np.flatnonzero(changed.any(axis=1)), np.flatnonzero(changed.any(axis=0))
        assert 1 <= np.ptp(rows) + 1 <= 45
        assert 1 <= np.ptp(columns) + 1 <= 45
        inside = view[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1].reshape(-1, 3)
        assert (inside == inside[0]).all()


def test_the_verification_margin_is_the_best_threshold() -> None:
    """The margin separates the recent distances, and pairs beyond it cost nothing."""
    assert best_threshold(torch.tensor([1.0, 2.0, 3.0]), torch.tensor([4.0, 5.0])) == 3.0
    loss = VerificationLoss(update_steps=1)
    features = torch.tensor([[0.0], [1.0], [10.0], [11.0]])
    outputs = Outputs(features, torch.tensor([0, 0, 1, 1]), torch.zeros(4, 1), pairs=2)
    value = loss(outputs)
    assert float(loss.margin) == 1.0
    assert float(value) == pytest.approx((0.5 + 0.5) / 4)


def test_triplets_take_the_nearest_stranger_beyond_the_mate() -> None:
    """Of the strangers farther than the mate the nearest counts; without one, the farthest of all."""
    loss = Triplet(margin=0.5).build(Sizes(2, 2, 1, 1.0))
    angles = torch.deg2rad(torch.tensor([0.0, 60.0, 90.0, 20.0]))
    features = 3 * torch.stack([angles.cos(), angles.sin()], dim=1)
    outputs = Outputs(features, torch.tensor([0, 0, 1, 1]), torch.zeros(4, 1), pairs=2)

    def squared(a: float, b: float) -> float:
        return 2 - 2 * np.cos(np.deg2rad(a - b))

    expected = [
        max(0, squared(0, 60) - squared(0, 90) + 0.5),  # 20 degrees is nearer than the mate: not semi-hard
        max(0, squared(60, 0) - squared(60, 20) + 0.5),  # none is beyond: the farthest
        max(0, squared(90, 20) - squared(90, 0) + 0.5),
        max(0, squared(20, 90) - squared(20, 60) + 0.5),
    ]
    assert loss(outputs).item() == pytest.approx(np.mean(expected), abs=1e-5)
    assert loss(outputs._replace(labels=torch.zeros(4, dtype=torch.int64))).item() == 0


def test_centers_follow_the_features_of_their_person() -> None:
    """The loss is half the squared distance; a centre moves by the paper's rule, others stay."""
    loss = Center(rate=0.5).build(Sizes(features=2, classes=3, targets=1, target_scale=1.0))
    assert isinstance(loss, CenterLoss)
    features = torch.tensor([[4.0, 0.0], [2.0, 0.0], [9.0, 9.0]])
    outputs = Outputs(features, torch.tensor([1, 1, -1]), torch.zeros(3, 1), pairs=1)
    assert loss(outputs).item() == pytest.approx((16 + 4) / 4)
    torch.testing.assert_close(loss.centers, torch.tensor([[0.0, 0.0], [0.5 * 6 / 3, 0.0], [0.0, 0.0]]))
    loss.eval()
    before = loss.centers.clone()
    loss(outputs)
    assert (loss.centers == before).all()


def test_distances_of_pairs_are_euclidean() -> None:
    """The Gram form agrees with the definition."""
    x = torch.randn(6, 4, generator=torch.Generator().manual_seed(0))
    torch.testing.assert_close(pair_distances(x), torch.pdist(x), atol=1e-5, rtol=1e-5)


def test_distillation_can_reach_zero() -> None:
    """Features that are the teacher's vectors, seen through the identity, leave nothing to learn."""
    loss = Distillation().build(Sizes(features=4, classes=2, targets=4, target_scale=1.0))
    targets = torch.rand(5, 4, generator=torch.Generator().manual_seed(1))
    with torch.no_grad():
        loss.predict.weight.copy_(torch.eye(4) / loss.unit)
        loss.predict.bias.zero_()
        loss.log_factor.zero_()
    outputs = Outputs(targets, torch.full((5,), -1), targets, pairs=0)
    assert loss(outputs).item() == pytest.approx(0, abs=1e-6)
    assert loss(outputs._replace(features=targets.flip(0))).item() > 0.1


def test_objectives_are_chosen_by_configuration() -> None:
    """The paper's two signals work alone, and unlabelled faces do not count."""
    objectives = Objectives(paper_objectives(), Sizes(4, 3, 4, 1.0))
    assert objectives.names == ("identification", "verification")
    outputs = Outputs(torch.rand(4, 4), torch.full((4,), -1), torch.zeros(4, 4), pairs=0)
    total, parts = objectives(outputs)
    assert total.item() == 0
    assert set(parts) == set(objectives.names)


def test_the_learning_rate_rises_and_falls_once() -> None:
    """One cycle: up to the peak, then down to nothing."""
    schedule = Schedule()
    rates = [learning_rate(progress / 100, schedule) for progress in range(101)]
    peak = int(np.argmax(rates))
    assert rates[peak] == pytest.approx(schedule.peak_rate)
    assert (np.diff(rates[: peak + 1]) > 0).all()
    assert (np.diff(rates[peak:]) < 0).all()
    assert rates[-1] == pytest.approx(0, abs=1e-12)


def test_relatives_are_no_impostors() -> None:
    """Pairs of two people of one family are left out."""
    features = np.eye(4, dtype=np.float32) + 0.1
    result = cosine_verification(features, np.array([0, 0, 1, 2]), np.array([0, 0, 0, 1]))
    assert (result.genuine, result.impostor) == (1, 3)
