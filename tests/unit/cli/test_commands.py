"""What each command writes, with a small engine in the place of the networks."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from faceid_desktop.cli.main import main

Picture = Callable[..., Path]
Capture = pytest.CaptureFixture[str]

pytestmark = pytest.mark.usefixtures("engine")


def test_detect_json_has_the_documented_shape(picture: Picture, capsys: Capture) -> None:
    """Each picture is an object with its size and faces; numbers that are not finite become null."""
    path = picture(2)
    assert main(["detect", str(path), "--json"]) == 0
    (entry,) = json.loads(capsys.readouterr().out)
    assert set(entry) == {"path", "width", "height", "faces"}
    assert (entry["path"], entry["width"], entry["height"]) == (str(path), 64, 48)
    face = entry["faces"][0]
    assert set(face) == {"box", "score", "points", "landmarks", "quality"}
    assert face["box"] == [0, 0, 8, 8]
    assert np.shape(face["points"]) == (5, 2)
    assert np.shape(face["landmarks"]) == (68, 2)
    assert face["quality"]["pose"]["roll_deg"] is None


def test_detect_without_a_face_is_an_answer(picture: Picture, capsys: Capture) -> None:
    """A picture without a face is listed with an empty list and is no error."""
    assert main(["detect", str(picture(0)), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["faces"] == []


def test_detect_goes_on_after_a_bad_picture(picture: Picture, tmp_path: Path, capsys: Capture) -> None:
    """A picture that cannot be read is listed and told with its reason, and the rest is done."""
    missing = tmp_path / "missing.jpg"
    assert main(["detect", str(missing), str(picture(1)), "--json"]) == 0
    told = capsys.readouterr()
    first, second = json.loads(told.out)
    assert first["error"]["code"] == "image_unreadable"
    assert "there is no such file" in told.err
    assert len(second["faces"]) == 1


def test_detect_fails_when_every_picture_fails(tmp_path: Path) -> None:
    """If nothing could be read the exit status says so."""
    assert main(["detect", str(tmp_path / "a"), str(tmp_path / "b")]) == 1


def test_detect_table_names_the_picture_and_the_reasons(picture: Picture, capsys: Capture) -> None:
    """People get a table with one row for each face and its quality in words."""
    assert main(["detect", str(picture(1, dark=True))]) == 0
    assert "too dark" in " ".join(capsys.readouterr().out.split())


def test_compare_json_has_the_documented_shape(picture: Picture, capsys: Capture) -> None:
    """All documented keys are there, times are added up over both pictures."""
    assert main(["compare", str(picture(1)), str(picture(1)), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    documented = {
        "llr",
        "probability",
        "prior",
        "fmr",
        "fmr_interval",
        "verdict",
        "model_id",
        "faces",
        "timings_ms",
    }
    assert documented <= set(report)
    assert report["verdict"] == "same"
    assert report["fmr_interval"] == [5e-5, 2e-4]
    assert report["faces"] == {"a": 0, "b": 0}
    assert report["faces_found"] == {"a": 1, "b": 1}
    assert report["timings_ms"]["detect"] == 4.0
    assert report["timings_ms"]["read"] > 0


def test_compare_uses_the_chosen_faces(picture: Picture, capsys: Capture) -> None:
    """The numbers of the options come back in the answer."""
    arguments = ["compare", str(picture(2)), str(picture(3)), "--face-a", "1", "--face-b", "2", "--json"]
    assert main(arguments) == 0
    assert json.loads(capsys.readouterr().out)["faces"] == {"a": 1, "b": 2}


@pytest.mark.parametrize(
    ("faces", "options", "told"),
    [
        (0, [], "No face found in"),
        (2, [], "shows 2 faces"),
        (2, ["--face-b", "2"], "There is no face 2"),
    ],
)
def test_compare_tells_which_face_is_missing(
    picture: Picture, capsys: Capture, faces: int, options: list[str], told: str
) -> None:
    """No face, several of one size, and a wrong number end with status 1, the path and a hint."""
    bad = picture(faces, "bad.png")
    assert main(["compare", str(picture(1)), str(bad), *options]) == 1
    error = capsys.readouterr().err
    assert told in error
    assert "bad.png" in error


def test_compare_in_words(picture: Picture, capsys: Capture) -> None:
    """People read the verdict, the evidence, how rare it is, and why a picture is poor."""
    assert main(["compare", str(picture(1)), str(picture(1, "dark.png", dark=True))]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "most likely the same person" in told
    assert "1 in 10,000" in told
    assert "In the second picture the face is too dark." in told


def test_embed_writes_rows_and_failures(picture: Picture, tmp_path: Path, capsys: Capture) -> None:
    """The file holds one row for each good picture and the reason of each bad one, without pickle."""
    out = tmp_path / "out.npz"
    good, poor, empty = picture(1, "good.png"), picture(1, "poor.png", dark=True), picture(0, "empty.png")
    assert main(["embed", str(good), str(empty), str(poor), "--out", str(out), "--json"]) == 0
    told = capsys.readouterr()
    report = json.loads(told.out)
    assert report["names"] == [str(good), str(poor)]
    assert [each["code"] for each in report["failures"]] == ["no_face_found"]
    assert report["poor_quality"] == [{"path": str(poor), "reasons": ["too_dark"]}]
    assert "No face found" in told.err
    with np.load(out, allow_pickle=False) as stored:
        assert list(stored["names"]) == report["names"]
        assert stored["vectors"].dtype == np.float32
        assert stored["vectors"].shape == (2, 3)
        assert str(stored["model_id"]) == report["model_id"]
        assert list(stored["failed"]) == [str(empty)]
        assert "No face found" in stored["reasons"][0]


def test_embed_writes_nothing_when_all_fail(picture: Picture, tmp_path: Path, capsys: Capture) -> None:
    """Without a template there is no file, and the status is 1."""
    out = tmp_path / "out.npz"
    assert main(["embed", str(picture(0)), "--out", str(out), "--json"]) == 1
    assert not out.exists()
    assert json.loads(capsys.readouterr().out)["out"] is None


def test_embed_tells_that_the_file_cannot_be_written(
    picture: Picture, tmp_path: Path, capsys: Capture
) -> None:
    """A place that cannot be written is a known error with a hint."""
    (tmp_path / "file").touch()
    assert main(["embed", str(picture(1)), "--out", str(tmp_path / "file" / "out.npz")]) == 1
    assert "Cannot write" in capsys.readouterr().err
