"""`faceid train`: what the words of the command line ask the trainings to do."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from faceid_desktop.cli.main import main
from faceid_desktop.paths import default_bundle
from faceid_desktop.training import bundle as bundles
from faceid_desktop.training.deepid2 import joint, select, train
from faceid_desktop.training.deepid2.config import OBJECTIVES, TrainingConfig
from faceid_desktop.training.detector import train as detector
from faceid_desktop.training.landmarks import train as landmarks

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def faces(tmp_path: Path) -> Path:
    """Give a folder that looks like one of labelled faces."""
    folder = tmp_path / "faces"
    folder.mkdir()
    (folder / "faces.csv").write_text("file\n", encoding="utf-8")
    return folder


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[TrainingConfig]:
    """Note the runs that are asked for instead of training."""
    asked: list[TrainingConfig] = []

    def note(configs: list[TrainingConfig], progress: Callable[[float], None]) -> None:
        progress(1.0)
        asked.extend(configs)

    monkeypatch.setattr(train, "train_together", note)
    return asked


def test_a_wide_network_of_a_patch(
    faces: Path, tmp_path: Path, runs: list[TrainingConfig], capsys: Capture
) -> None:
    """Patch, width, bounds and seed reach the run, and the file to come is told."""
    words = ("--patch", "nose_grey", "--maps", "40,80,120,160", "--minutes", "5", "--seed", "3", "--json")
    assert main(["train", "deepid2", "--data", str(faces), "--work", str(tmp_path / "w"), *words]) == 0
    (run,) = runs
    assert (run.name, run.patch.name, run.network.channels) == ("nose_grey", "nose_grey", 1)
    assert run.network.maps == (40, 80, 120, 160)
    assert (run.schedule.minutes, run.seed) == (5, 3)
    assert json.loads(capsys.readouterr().out)["files"] == [str(tmp_path / "w" / "nose_grey.safetensors")]


def test_several_patches_and_deepid2_plus(faces: Path, tmp_path: Path, runs: list[TrainingConfig]) -> None:
    """Several patches go together; --plus widens and supervises each; objectives go by name."""
    words = ["--patch", "mouth", "--patch", "left_eye_grey", "--plus", "--objectives", "paper"]
    assert main(["train", "deepid2", "--data", str(faces), "--work", str(tmp_path), *words]) == 0
    assert [(run.name, run.network.channels) for run in runs] == [("mouth", 3), ("left_eye_grey", 1)]
    assert all(run.network.features == 512 and len(run.supervised) == 3 for run in runs)
    assert runs[0].objectives == OBJECTIVES["paper"]()


def test_finished_networks_go_on_together(
    faces: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """Files, patches with their scales, bounds, rate and seed reach the joint run."""
    asked: list[joint.JointConfig] = []

    def note(config: joint.JointConfig, progress: Callable[[float], None]) -> tuple[Path, ...]:
        progress(1.0)
        asked.append(config)
        return config.written()

    monkeypatch.setattr(joint, "train_jointly", note)
    words = ["--network", "a.safetensors=nose", "--network", "b.safetensors=mouth"]
    words += ["--network", "a.safetensors=nose@1.2", "--images", "90", "--minutes", "3", "--seed", "6"]
    assert main(["train", "joint", "--data", str(faces), "--work", str(tmp_path), "--json", *words]) == 0
    (config,) = asked
    assert [patch.name for patch in config.patches] == ["nose", "mouth", "nose@1.2"]
    assert config.places() == ((0, 2), (1,))
    assert (config.run.schedule.images, config.run.schedule.minutes, config.run.seed) == (90, 3, 6)
    assert config.run.objectives == joint.joint_objectives()
    files = json.loads(capsys.readouterr().out)["files"]
    assert files == [str(tmp_path / f"{name}-joint.safetensors") for name in "ab"]


WRONG = {
    "no faces.csv": ["deepid2", "--data", "."],
    "three widths": ["deepid2", "--data", "FACES", "--maps", "1,2,3"],
    "one name for two": ["deepid2", "--data", "FACES", "--patch", "nose", "--patch", "mouth", "--name", "a"],
    "no such patch": ["deepid2", "--data", "FACES", "--patch", "ear"],
    "no such patch of a file": ["bundle", "--data", "FACES", "--out", "x", "--network", "a=ear"],
    "no scale": ["bundle", "--data", "FACES", "--out", "x", "--network", "a=nose@big"],
    "two files of one name": ["joint", "--data", "FACES", "--network", "a/x=nose", "--network", "b/x=nose"],
    "no network": ["bundle", "--data", "FACES", "--out", "x"],
}


@pytest.mark.parametrize("words", WRONG.values(), ids=WRONG.keys())
def test_wrong_words_are_wrong_usage(
    faces: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    """The exit status says so, and nothing is trained."""
    monkeypatch.chdir(tmp_path)
    assert main(["train", *(word.replace("FACES", str(faces)) for word in words)]) == 2


def test_sets_of_objectives_have_their_names() -> None:
    """What the command line offers is what the configuration knows."""
    from faceid_desktop.cli.train import ObjectiveSet

    assert {each.value for each in ObjectiveSet} == set(OBJECTIVES)


def test_a_bundle_is_made_from_networks(faces: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files, patches, projection and version reach the assembly; the shipped bundle is the base."""
    asked: list[Any] = []

    class Made:
        directory = tmp_path / "out"

    def make(*arguments: Any) -> Made:
        asked.append(arguments)
        return Made()

    monkeypatch.setattr(bundles, "make_bundle", make)
    words = ["--network", "a.safetensors=nose", "--network", "mouth.safetensors", "--projection", "pca"]
    words += ["--work", str(tmp_path), "--out", str(tmp_path / "out"), "--version", "3.1", "--seed", "5"]
    assert main(["train", "bundle", "--data", str(faces), *words]) == 0
    assert main(["train", "scorer", "--data", str(faces), *words[6:10]]) == 0
    (parts, plan, out), (again, usual, _) = asked
    assert [file.patch.name for file in parts.networks] == ["nose", "mouth"]
    assert (parts.base, parts.version, parts.interim) == (default_bundle(), "3.1", True)
    assert (plan.projection, plan.seed, out) == ("pca", 5, tmp_path / "out")
    assert again.networks == bundles.networks_of(bundles.load_bundle(default_bundle()))
    assert usual.projection == "stacked"


def test_a_selection_is_told_step_by_step(
    faces: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """Steps are told by the names of the patches, as JSON and as a table."""
    steps = [select.Step((1,), 0.5, 0.0, 0.0), select.Step((1, 0), 0.4, 0.1, 0.02)]
    monkeypatch.setattr(select, "select_patches", lambda *_: steps)
    words = ["train", "select", "--data", str(faces), "--work", str(tmp_path)]
    words += ["--network", "nose.safetensors", "--network", "b.safetensors=mouth"]
    assert main([*words, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["steps"]
    assert told[1] == {"patches": ["mouth", "nose"], "loss": 0.4, "gain": 0.1, "standard_error": 0.02}
    assert main(words) == 0
    assert "mouth, nose" in capsys.readouterr().out


def test_detector_and_landmarks_get_their_words(
    faces: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The trainings of detector and landmarks are called with folder, bound and seed."""
    asked: list[list[str]] = []
    monkeypatch.setattr(detector, "main", asked.append)
    monkeypatch.setattr(landmarks, "main", asked.append)
    onnx = tmp_path / "detector.onnx"
    onnx.write_bytes(b"")
    words = ["--data", str(faces), "--work", str(tmp_path), "--minutes", "2", "--seed", "4"]
    assert main(["train", "detector", "--teacher", str(onnx), *words]) == 0
    assert main(["train", "landmarks", "--detector", str(onnx), *words]) == 0
    for each in asked:
        assert each[each.index("--minutes") + 1] == "2.0"
        assert each[each.index("--seed") + 1] == "4"
        assert str(onnx) in each
