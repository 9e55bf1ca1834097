"""Finished networks go on together: the start, shared weights, learning, resuming. All on drawn patterns."""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch
from safetensors import safe_open
from safetensors.torch import load_file

from faceid_desktop.core.align import DEFAULT_SPEC
from faceid_desktop.core.patches import candidate, rescaled
from faceid_desktop.core.stacking import fit_stacking
from faceid_desktop.errors import ShapeError
from faceid_desktop.training.deepid2.config import NO_JITTER, Schedule, TrainingConfig
from faceid_desktop.training.deepid2.data import aligned_canvases, read_faces, teacher_targets
from faceid_desktop.training.deepid2.evaluate import to_input
from faceid_desktop.training.deepid2.joint import (
    HeldOut,
    JointConfig,
    JointLearner,
    joint_objectives,
    train_jointly,
)
from faceid_desktop.training.deepid2.losses import Distillation, Imitation, Outputs, Sizes
from faceid_desktop.training.deepid2.sampling import Batch, BatchSource
from faceid_desktop.training.deepid2.train import save_network
from faceid_desktop.training.features import NetworkFile, load_network
from faceid_desktop.vision.deepid2 import DeepId2, NetworkSpec
from faceid_desktop.vision.fast import FastDeepId2

SPEC = NetworkSpec(maps=(4, 6, 8, 10), features=12)
TARGETS = 6
PEOPLE = {"train": 40, "select": 12, "single": 64}
PHOTOS = 3


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Draw people as coarse patterns; the teacher's vector is a linear function of the pattern."""
    folder = tmp_path_factory.mktemp("patterns")
    rng = np.random.default_rng(7)
    teach = rng.normal(0, 0.02, (TARGETS, 27))
    points = [f"{value:.1f}" for value in DEFAULT_SPEC.template().ravel()]
    rows: list[list[object]] = []
    vectors: list[np.ndarray[tuple[int, ...], np.dtype[np.float64]]] = []
    with zipfile.ZipFile(folder / "faces-a.zip", "w") as out:
        for split, count in PEOPLE.items():
            for number in range(count):
                person, look = f"{split}{number}", rng.uniform(0, 1, (3, 3, 3))
                for photo in range(1 if split == "single" else PHOTOS):
                    pattern = (look + rng.normal(0, 0.05, look.shape)).clip(0, 1)
                    picture = cv2.resize((255 * pattern).astype(np.uint8), (128, 144))
                    file = f"{person}/{photo}.png"
                    out.writestr(file, cv2.imencode(".png", picture)[1].tobytes())
                    rows.append([file, person, "", split, 0.9, 0.9, 0, 0, 128, 144, *points])
                    vectors.append(teach @ pattern.ravel())
    columns = ["file", "person", "family", "split", "similarity_to_person", "detector_score"]
    columns += ["left", "top", "right", "bottom", *(f"{axis}{index}" for index in range(5) for axis in "xy")]
    with (folder / "faces.csv").open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows([columns, *rows])
    stacked = np.stack(vectors)
    scale = np.abs(stacked - stacked.mean(axis=0)).max() / 127
    whole = np.round((stacked - stacked.mean(axis=0)) / scale).astype(np.int8)
    np.savez(folder / "teacher_vectors.npz", vectors=whole, scale=scale, mean=stacked.mean(axis=0))
    return folder


@pytest.fixture(scope="module")
def config(data: Path, tmp_path_factory: pytest.TempPathFactory) -> JointConfig:
    """Describe a run of two untrained networks, one of which sees two scales."""
    work = tmp_path_factory.mktemp("work")
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(3)
        for name in ("whole", "nose"):
            save_network(DeepId2(SPEC), work / f"{name}.safetensors")
    whole, nose = candidate("whole_face"), candidate("nose")
    networks = (
        NetworkFile(work / "whole.safetensors", whole),
        NetworkFile(work / "nose.safetensors", nose),
        NetworkFile(work / "whole.safetensors", rescaled(whole, 1.1)),
    )
    schedule = Schedule(images=32 * 60, batch=32, pairs=6, peak_rate=3e-3, evaluations=2)
    run = TrainingConfig(
        data, work, "joint", schedule=schedule, objectives=joint_objectives(), jitter=NO_JITTER
    )
    return JointConfig(run, networks, fit_views=160)


@pytest.fixture(scope="module")
def source(config: JointConfig) -> BatchSource:
    """Draw the run's batches."""
    table = read_faces(config.run.data)
    canvases = aligned_canvases(table, config.run.data, config.run.work)
    return BatchSource(config.run, table, canvases, teacher_targets(config.run.data), config.patches)


def new_learner(config: JointConfig, source: BatchSource) -> JointLearner:
    """Make the state of a run that has not begun."""
    return JointLearner(config, Sizes(TARGETS, source.classes, TARGETS, source.target_scale()))


def drawn(source: BatchSource) -> Iterator[tuple[Batch, ...]]:
    """Draw the first batches."""
    return (source.batch(step) for step in range(5))


def test_the_start_is_the_stacked_bundle(config: JointConfig, source: BatchSource) -> None:
    """Before the first step the joint prediction is what stacking makes of the finished networks."""
    learner = new_learner(config, source)
    batches = list(drawn(source))
    learner.start(iter(batches))
    order = (0, 2, 1)  # network by network
    views = [torch.cat([to_input(batch[place].views) for batch in batches]) for place in range(3)]
    with torch.inference_mode():
        responses = np.concatenate(
            [
                FastDeepId2(load_network(config.networks[place].path), rectified=False)(views[place]).numpy()
                for place in order
            ],
            axis=1,
        )
        ours = learner.average.eval()(views).numpy()
    targets = np.concatenate([batch[0].targets for batch in batches]) / learner.unit
    theirs = fit_stacking(responses, targets).transform(responses) + targets.mean(axis=0)
    explained = np.square(theirs - targets).sum() / np.square(targets - targets.mean(axis=0)).sum()
    assert explained < 0.9  # there is something to compare
    np.testing.assert_allclose(ours, theirs, atol=0.03 * float(theirs.std()) + 0.02)


def test_a_network_at_two_scales_has_one_set_of_weights(config: JointConfig, source: BatchSource) -> None:
    """Two files make two networks; both scales answer in their own columns and both teach the weights."""
    learner = new_learner(config, source)
    assert len(learner.network.members()) == len(config.written()) == 2
    learner.start(drawn(source))
    learner.network.eval()
    views = [to_input(batch.views) for batch in source.batch(9)]
    responses = learner.network.responses(views)
    assert responses.shape == (32, 36)
    whole, nose = learner.network.members()
    for place, (network, seen) in enumerate(((whole, 0), (whole, 2), (nose, 1))):
        expected = network.layers(views[seen]).responses
        torch.testing.assert_close(responses[:, 12 * place : 12 * place + 12], expected, atol=1e-5, rtol=1e-4)
    for columns in (slice(0, 12), slice(12, 24)):
        gradient = torch.autograd.grad(
            responses[:, columns].square().sum(), whole.conv1.weight, retain_graph=True
        )
        assert gradient[0].abs().max() > 0


def test_networks_learn_together(config: JointConfig) -> None:
    """A run lowers the joint prediction's error on unseen patterns and writes networks and facts."""
    told: list[float] = []
    files = train_jointly(config, told.append)
    assert [file.name for file in files] == ["whole-joint.safetensors", "nose-joint.safetensors"]
    lines = [json.loads(line) for line in (config.run.work / "joint.jsonl").read_text().splitlines()]
    figures = [line for line in lines if "held_out_error" in line]
    assert [line["progress"] for line in figures] == [0, 0.5, 1]
    assert figures[-1]["held_out_error"] < 0.85 * figures[0]["held_out_error"]
    assert figures[-1]["held_out_single_error"] < 0.85 * figures[0]["held_out_single_error"]
    assert figures[0]["held_out_genuine"] == PEOPLE["select"] * PHOTOS
    assert told[-1] == 1
    for file, before in zip(files, config.files(), strict=True):
        old, new = load_network(before), load_network(file)
        assert new.spec == old.spec == SPEC
        assert not torch.equal(new.conv1.weight, old.conv1.weight)
        with safe_open(file, "numpy") as stored:
            facts = stored.metadata()
        assert facts["images"] == str(config.run.schedule.images)
        assert facts["together"] == "whole=whole_face, nose=nose, whole=whole_face@1.1"
    written = [load_file(file) for file in files]
    train_jointly(config)  # a run that is over does not begin anew
    for file, before in zip(files, written, strict=True):
        assert all(torch.equal(value, before[name]) for name, value in load_file(file).items())


def test_what_is_written_is_what_was_measured(config: JointConfig, source: BatchSource) -> None:
    """The files' networks give the responses on which the held-out figures rest."""
    learner = new_learner(config, source)
    learner.start(drawn(source))
    for step in range(3):
        learner.step(source.batch(step))
    learner.write()
    views = [to_input(batch.views) for batch in source.batch(9)]
    with torch.inference_mode():
        measured = learner.average.eval().responses(views)
        network = FastDeepId2(load_network(config.written()[1]), rectified=False)
        torch.testing.assert_close(network(views[1]), measured[:, 24:], atol=2e-2, rtol=2e-2)


def test_a_resumed_run_ends_where_an_unbroken_one_does(
    config: JointConfig, source: BatchSource, tmp_path: Path
) -> None:
    """A checkpoint holds networks, layer, average and optimiser."""
    unbroken, broken = new_learner(config, source), new_learner(config, source)
    for learner in (unbroken, broken):
        learner.start(drawn(source))
    for step in range(4):
        unbroken.step(source.batch(step))
    for step in range(2):
        broken.step(source.batch(step))
    broken.save(tmp_path / "half.safetensors")
    resumed = new_learner(replace(config, run=replace(config.run, seed=1)), source)
    resumed.restore(tmp_path / "half.safetensors")
    for step in range(2, 4):
        resumed.step(source.batch(step))
    assert resumed.clock.step == 4
    for name, value in unbroken.average.state_dict().items():
        torch.testing.assert_close(resumed.average.state_dict()[name], value, atol=1e-6, rtol=1e-4)


def test_another_choice_of_networks_is_another_run(config: JointConfig, source: BatchSource) -> None:
    """A checkpoint of other networks, patches or scales is not taken for this run's."""
    fewer = replace(config, networks=config.networks[:2])
    assert new_learner(fewer, source).checkpoint != new_learner(config, source).checkpoint


def test_errors_are_shares_of_the_distance_of_two_faces(config: JointConfig, source: BatchSource) -> None:
    """Always predicting the mean vector costs half of what two random faces are apart."""
    learner = new_learner(config, source)
    learner.start(drawn(source))
    table, targets = read_faces(config.run.data), teacher_targets(config.run.data)
    single = table.rows("single")
    with torch.no_grad():
        learner.average.layer.weight.zero_()
        learner.average.layer.bias.copy_(torch.from_numpy(targets[single].mean(axis=0) / learner.unit))
    scale = float(2 * targets[single].var(axis=0).sum())
    canvases = aligned_canvases(table, config.run.data, config.run.work)
    held_out = HeldOut(table, canvases, targets, Sizes(TARGETS, source.classes, TARGETS, scale))
    # the unit that the learner's bias was made with is another scale's
    learner.average.layer.bias.data *= learner.unit / held_out.sizes.unit()
    assert held_out.measure(learner)["single_error"] == pytest.approx(0.5, abs=1e-3)


def test_a_network_for_another_colour_is_refused(config: JointConfig, source: BatchSource) -> None:
    """A network of three channels cannot look at a grey patch."""
    grey = NetworkFile(config.files()[0], candidate("nose_grey"))
    with pytest.raises(ShapeError):
        new_learner(replace(config, networks=(grey,)), source)


def test_imitation_is_distillation_without_a_map() -> None:
    """With the identity as map and the best factor both losses are one; no miss costs nothing."""
    sizes = Sizes(features=4, classes=2, targets=4, target_scale=0.5)
    random = torch.Generator().manual_seed(1)
    features, targets = torch.rand(5, 4, generator=random), torch.rand(5, 4, generator=random)
    outputs = Outputs(features, torch.full((5,), -1), targets, pairs=0)
    distillation = Distillation(matrix_weight=3).build(sizes)
    with torch.no_grad():
        distillation.get_submodule("predict").get_parameter("weight").copy_(torch.eye(4))
        distillation.get_submodule("predict").get_parameter("bias").zero_()
    factor = distillation.get_parameter("log_factor")
    losses = []
    for value in torch.linspace(-3, 1, 801):
        factor.data.fill_(float(value))
        losses.append(distillation(outputs).item())
    imitation = Imitation(matrix_weight=3).build(sizes)
    assert imitation(outputs).item() == pytest.approx(min(losses), rel=1e-3)
    assert imitation(outputs._replace(features=targets / sizes.unit())).item() == pytest.approx(0, abs=1e-6)
    assert imitation(outputs).item() > 0.1
