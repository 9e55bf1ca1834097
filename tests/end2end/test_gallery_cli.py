"""Enrol, identify and leave with the shipped model and the drawn portraits, each command a process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from faceid_desktop.paths import resources

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = resources() / "samples"


def answer(folder: Path, *words: object) -> Any:
    """Run a command that must succeed on the gallery in a folder and return its JSON."""
    done = subprocess.run(
        [sys.executable, "-m", "faceid_desktop", *map(str, words), "--json"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={
            **os.environ,
            "FACEID_DATA_DIR": str(folder),
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        },
        cwd=ROOT,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_drawn_face_is_enrolled_found_and_exported(tmp_path: Path) -> None:
    """Another portrait of the same drawn person is searched; one process knows what another has stored."""
    home, away = tmp_path / "home", tmp_path / "away"
    enrolled = answer(home, "enrol", "--name", "Ada Drawn", SAMPLES / "ada-daylight.png")
    assert (enrolled["basis"], enrolled["photos"]) == ("consent", 1)
    (photo,) = answer(home, "identify", SAMPLES / "ada-evening.png", "--top", "5")
    (face,) = photo["faces"]
    assert face["gallery_size"] == 1
    assert face["model_id"] == enrolled["model_id"]
    assert face["candidates"][0]["name"] == "Ada Drawn"
    assert face["candidates"][0]["llr"] > 0
    answer(home, "export", "--out", tmp_path / "people.zip")
    assert answer(away, "import", tmp_path / "people.zip")["imported"] == 1
    (listed,) = answer(away, "people", "list")
    assert listed["person"] == enrolled["person"]
    for path in home.rglob("*"):
        if path.is_file() and path.suffix != ".zip":
            assert b"Ada Drawn" not in path.read_bytes(), path
    with pytest.raises(AssertionError, match="Nobody in the gallery"):
        answer(away, "people", "show", "Somebody Else")
