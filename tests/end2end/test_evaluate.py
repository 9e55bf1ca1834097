"""`faceid evaluate pairs` with the shipped models: drawn portraits, and official pairs of LFW View 1."""

from __future__ import annotations

import csv
import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest

from faceid_desktop.cli.main import main
from faceid_desktop.paths import resources
from tests.helpers.data import shared_data

KEYS = ("pairs", "accuracy", "eer", "auc", "fnmr_at_fmr", "cllr", "min_cllr", "failure_to_enrol", "model_id")
EVERY = 10


def evaluated(capsys: pytest.CaptureFixture[str], *words: str | Path) -> dict[str, Any]:
    """Run the command and return its JSON."""
    assert main(["evaluate", "pairs", *map(str, words), "--device", "cpu", "--json"]) == 0
    return dict(json.loads(capsys.readouterr().out))


def test_drawn_portraits_from_a_list(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All documented figures come out; a photo without a face and a missing one stay in as errors."""
    for name in ("ada-daylight", "ada-evening", "ben-daylight"):
        shutil.copy(resources() / "samples" / f"{name}.png", tmp_path)
    shutil.copy(resources() / "icons" / "swap.svg", tmp_path / "nothing.png")
    rows = [
        ("ada-daylight.png", "ada-evening.png", 1),
        ("ada-evening.png", "ada-daylight.png", 1),
        ("ada-evening.png", "nothing.png", 1),
        ("ada-daylight.png", "ben-daylight.png", 0),
        ("ada-evening.png", "ben-daylight.png", 0),
        ("ben-daylight.png", "missing.png", 0),
    ]
    listed, scores = tmp_path / "pairs.csv", tmp_path / "scores.csv"
    listed.write_text("".join(f"{a},{b},{same}\n" for a, b, same in rows), encoding="utf-8")
    words = ("--images", tmp_path, "--pairs", listed, "--protocol", "list", "--save-scores", scores)
    report = evaluated(capsys, *words)
    assert tuple(report)[: len(KEYS)] == KEYS
    assert set(report["accuracy"]) == {"mean", "std_error"}
    assert set(report["fnmr_at_fmr"]) == {"1e-2", "1e-3"}
    assert report["pairs"] == 6
    assert report["failure_to_enrol"] == pytest.approx(2 / 5)
    assert {each["code"] for each in report["failures"]} == {"image_unreadable"}
    assert report["accuracy"]["mean"] <= 4 / 6 + 1e-9
    with scores.open(encoding="utf-8", newline="") as stream:
        written = list(csv.DictReader(stream))
    assert [row["score"] == "" for row in written] == [False, False, True, False, False, True]
    assert float(written[0]["score"]) == pytest.approx(float(written[1]["score"]), abs=1e-3)
    assert float(written[0]["score"]) > float(written[3]["score"])


def test_official_pairs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of 100 official pairs most are judged rightly by the evidence, and by the cosine of the same photos."""
    data = shared_data()
    lines = (data / "lfw_view1_pairsDevTest.txt").read_text(encoding="utf-8").splitlines()[1:]
    same, different = ([line for line in lines if len(line.split()) == count][::EVERY] for count in (3, 4))
    listed = tmp_path / "pairs.txt"
    listed.write_text("\n".join([str(len(same)), *same, *different]) + "\n", encoding="utf-8")
    with zipfile.ZipFile(data / "lfw_view1.zip") as archive:
        archive.extractall(tmp_path)
    words = ("--images", tmp_path, "--pairs", listed)
    evidence = evaluated(capsys, *words)
    assert evidence["pairs"] == 100
    assert evidence["failure_to_enrol"] < 0.01
    assert evidence["accuracy"]["mean"] > 0.9
    assert evidence["auc"] > 0.975
    assert evidence["cllr"] < 0.35
    cosine = evaluated(capsys, *words, "--scorer", "cosine")
    assert 0.85 < cosine["accuracy"]["mean"] <= evidence["accuracy"]["mean"] + 0.03
    assert cosine["model_id"] == evidence["model_id"]
