"""The command ``faceid`` as a process of its own, on the shipped model and the shipped sample portraits."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from faceid_desktop.paths import resources

ROOT = Path(__file__).resolve().parents[2]


@cache
def samples() -> tuple[Path, ...]:
    """Return the shipped portraits."""
    return tuple(
        path for path in sorted((resources() / "samples").iterdir()) if path.suffix in (".png", ".jpg")
    )


def faceid(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command and return how it ended."""
    return subprocess.run(
        [sys.executable, "-m", "faceid_desktop", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, **environment},
        cwd=ROOT,
        timeout=300,
        check=False,
    )


def answer(*arguments: object) -> Any:
    """Run a command that must succeed and return its JSON."""
    done = faceid(*arguments, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_portrait_is_the_same_person_as_itself(tmp_path: Path) -> None:
    """The same portrait under a name with spaces and another script is "same", with evidence and times."""
    copy = tmp_path / "ein Bild 写真.png"
    copy.write_bytes(samples()[0].read_bytes())
    report = answer("compare", samples()[0], copy)
    assert report["verdict"] in ("same", "poor_quality")
    assert report["llr"] > 0
    assert 0 <= report["fmr_interval"][0] <= report["fmr"] <= report["fmr_interval"][1]
    assert report["probability"] == pytest.approx(1 / (1 + np.exp(-report["llr"])), rel=1e-6)
    assert report["faces_found"] == {"a": 1, "b": 1}
    assert {"read", "detect"} <= set(report["timings_ms"])


def test_detect_finds_the_face_of_a_portrait() -> None:
    """The box lies in the picture and holds the five points."""
    (entry,) = answer("detect", samples()[0], "--device", "cpu")
    (face,) = entry["faces"]
    x1, y1, x2, y2 = face["box"]
    assert -1 <= x1 < x2 <= entry["width"] + 1
    assert -1 <= y1 < y2 <= entry["height"] + 1
    assert all(x1 <= x <= x2 and y1 <= y <= y2 for x, y in face["points"])
    assert len(face["landmarks"]) == 68


def test_embed_is_repeatable_and_lists_failures(tmp_path: Path) -> None:
    """Two runs give the same vectors, and a picture that is none is listed with its reason."""
    (tmp_path / "text.jpg").write_text("no picture")
    pictures = (samples()[0], tmp_path / "text.jpg", samples()[1])
    first = answer("embed", *pictures, "--out", tmp_path / "a.npz")
    answer("embed", *pictures, "--out", tmp_path / "b.npz")
    assert [failure["path"] for failure in first["failures"]] == [str(tmp_path / "text.jpg")]
    with np.load(tmp_path / "a.npz") as one, np.load(tmp_path / "b.npz") as two:
        assert one["vectors"].shape == (2, first["dimensions"])
        np.testing.assert_array_equal(one["vectors"], two["vectors"])


def test_model_is_whole_and_a_changed_file_is_found(tmp_path: Path) -> None:
    """The shipped model verifies; one changed byte in a copy is reported with status 1."""
    shown = answer("model", "show")
    assert answer("model", "verify")["ok"] is True
    folder = tmp_path / "model"
    folder.mkdir()
    for path in Path(shown["path"]).iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    victim = folder / sorted(shown["files"])[-1]
    content = bytearray(victim.read_bytes())
    content[-1] ^= 1
    victim.write_bytes(content)
    done = faceid("model", "verify", "--model", folder, "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["files"][victim.name]
    refused = faceid("compare", samples()[0], samples()[0], "--model", folder)
    assert refused.returncode == 1
    assert "damaged" in refused.stderr


def test_doctor_finds_the_model_and_the_device() -> None:
    """On a healthy installation the model is good and the device has a name."""
    report = answer("doctor")
    assert report["model"]["ok"] is True
    assert report["device"]["used"]


def test_missing_gpu_is_an_error_and_never_a_silent_fallback() -> None:
    """Where CUDA cannot be used, asking for it fails with the reason; where it can, it is used."""
    why_not = answer("doctor")["device"]["why_not_gpu"]
    done = faceid("detect", samples()[0], "--device", "cuda")
    if why_not:
        assert done.returncode == 1
        assert why_not in done.stderr
    else:
        assert done.returncode == 0


def test_bench_measures_all_stages() -> None:
    """One quick round gives four cases with times and the memory held."""
    report = answer("bench", "pipeline", "--runs", 1, "--warm-up", 0, "--no-start-up")
    assert len(report["cases"]) == 4
    assert {case["faces"] for case in report["cases"]} == {1, 32}
    assert all(case["stages"]["total"]["median_ms"] > 0 for case in report["cases"])
    assert report["rss_mb"] > 50
    assert report["threads"] >= 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_full_disk_under_the_output_is_told() -> None:
    """When the answer cannot be written the command says so and fails, without a traceback."""
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "faceid_desktop", "cameras", "--json"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            timeout=300,
            check=False,
        )
    assert done.returncode == 1
    assert "Cannot write the standard output" in done.stderr
    assert "Traceback" not in done.stderr


def test_help_loads_nothing_heavy() -> None:
    """Help needs neither torch nor OpenCV or Qt, which is what makes it quick."""
    program = "import sys, faceid_desktop.cli.main; print(*{name.split('.')[0] for name in sys.modules})"
    loaded = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, timeout=300, check=True
    )
    assert not {"torch", "cv2", "PySide6"} & set(loaded.stdout.split())
