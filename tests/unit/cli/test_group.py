"""`faceid group` on real services with a tiny scorer."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from PIL import Image

from faceid_desktop.cli.common import Common
from faceid_desktop.cli.main import main
from faceid_desktop.services.many_table import COLUMNS
from tests.helpers.tiny_bundle import write_tiny_bundle
from tests.helpers.tiny_workspace import picture, tiny_engine

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def heap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with two photos of one person, one of another, and a file that is no picture."""
    engine = tiny_engine(write_tiny_bundle(tmp_path / "tiny"))
    monkeypatch.setattr(Common, "engine", lambda _self: engine)
    folder = tmp_path / "heap"
    folder.mkdir()
    for name, colours, seed in (
        ("=a.png", (90, 90, 90, 90), 1), ("b.png", (200, 60, 60, 60), 2), ("c.png", (90, 90, 90, 90), 3),
    ):  # fmt: skip
        Image.fromarray(picture(colours, seed)).save(folder / name)
    (folder / "d.jpg").write_text("no picture")
    return folder


def test_json_has_groups_pairs_and_failures(heap: Path, capsys: Capture) -> None:
    """The two photos of one person are a group; pairs stand in the order of their evidence."""
    assert main(["group", str(heap), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert [[Path(each).name for each in one] for one in report["groups"]] == [["=a.png", "c.png"], ["b.png"]]
    assert [Path(each["path"]).name for each in report["failures"]] == ["d.jpg"]
    assert len(report["pairs"]) == 3
    assert set(report["pairs"][0]) == set(COLUMNS)
    scores = [pair["llr"] for pair in report["pairs"]]
    assert scores == sorted(scores, reverse=True)
    assert report["pairs"][0]["group_first"] == report["pairs"][0]["group_second"] == 1


def test_people_get_tables(heap: Path, capsys: Capture) -> None:
    """The group, the counts and the strongest pairs are told in words, the failure with its reason."""
    assert main(["group", str(heap)]) == 0
    told = capsys.readouterr()
    assert "3 pictures, 1 group, 1 alone" in told.out
    assert "The strongest pairs" in told.out
    assert "d.jpg" in told.err


def test_the_table_is_written_for_spreadsheets(
    heap: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """Every pair is a row, and a name that looks like a formula is not run as one."""
    table = tmp_path / "pairs.csv"
    monkeypatch.chdir(heap)
    relative = [each.name for each in sorted(heap.glob("*.png"))]
    assert main(["group", *relative, "--csv", str(table)]) == 0
    capsys.readouterr()
    with table.open(encoding="utf-8-sig", newline="") as file:
        found = list(csv.DictReader(file))
    assert len(found) == 3
    assert found[0]["verdict"] in ("same", "uncertain", "poor_quality")
    assert {row["first"] for row in found} | {row["second"] for row in found} == {"'=a.png", "b.png", "c.png"}


def test_a_heap_without_faces_fails(heap: Path, capsys: Capture) -> None:
    """If no picture could be used the exit status says so."""
    assert main(["group", str(heap / "d.jpg"), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["groups"] == []


def test_a_table_that_cannot_be_written_is_told(heap: Path, capsys: Capture) -> None:
    """The folder is not there: an error with a hint, not a traceback."""
    assert main(["group", str(heap), "--csv", str(heap / "b.png" / "x.csv")]) == 1
    assert "x.csv" in capsys.readouterr().err
