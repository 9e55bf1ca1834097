"""``faceid liveness`` with a small engine: a frame shows as many faces as its first pixel is red."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from faceid_desktop.cli.main import main
from faceid_desktop.cli.words import LIVENESS
from faceid_desktop.core.records import Detection, Frame, ImageArray, LivenessReason, PassiveScore
from faceid_desktop.services.live import video
from faceid_desktop.services.liveness import passive
from faceid_desktop.services.liveness.passive import PassiveRule


class Scores:
    """Gives every face the same odds."""

    def __init__(self, odds: float) -> None:
        self.odds = odds

    def score(self, image: ImageArray, detections: Sequence[Detection]) -> list[PassiveScore]:
        """Return the odds for each face."""
        return [PassiveScore(self.odds, 0.1, 0.6) for _ in detections]


@pytest.fixture
def film(monkeypatch: pytest.MonkeyPatch, engine: SimpleNamespace) -> SimpleNamespace:
    """A film of 2 s with one face in each frame; its ``odds`` and ``advice`` may be set."""
    engine.scorer = SimpleNamespace(llr=lambda _a, _b: 9.0)
    film = SimpleNamespace(odds=2.0, advice=False, faces=1)

    def read(path: Path) -> Iterator[Frame]:
        for index in range(20):
            image = np.zeros((48, 64, 3), np.uint8)
            image[0, 0, 0] = film.faces
            yield Frame(image, index, index * 100_000_000)

    def load(directory: Path, device: str) -> tuple[Scores, PassiveRule]:
        return Scores(film.odds), PassiveRule(0.5, (3, 8), 6.0, film.advice, "liveness-1+aa")

    monkeypatch.setattr(video, "read_video", read)
    monkeypatch.setattr(passive, "load_passive", load)
    return film


def told(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    """Read the report from standard output."""
    report = json.loads(capsys.readouterr().out)
    assert isinstance(report, dict)
    return report


def test_a_living_face_passes(film: SimpleNamespace, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a challenge the passive check decides, and the report names its model and rule."""
    assert main(["liveness", "me.mp4", "--json"]) == 0
    report = told(capsys)
    assert (report["frames"], report["frames_with_a_face"], report["challenge"]) == (20, 20, None)
    assert report["passive"] == {"threshold": 0.5, "advice_only": False}
    assert report["result"] == {
        "passed": True,
        "active": None,
        "passive": True,
        "score": 2.0,
        "reasons": [],
        "frames": 8,
        "model_id": "liveness-1+aa",
    }


def test_a_picture_on_a_screen_is_told(film: SimpleNamespace, capsys: pytest.CaptureFixture[str]) -> None:
    """People read a verdict with its reason, and whether it is advice only."""
    film.odds, film.advice = -3.0, True
    assert main(["liveness", "me.mp4"]) == 0
    shown = capsys.readouterr().out
    assert "speaks against it" in shown
    assert "advice only" in shown
    assert LIVENESS[LivenessReason.LOOKS_LIKE_SCREEN] in shown


def test_a_challenge_fails_a_still_film(film: SimpleNamespace, capsys: pytest.CaptureFixture[str]) -> None:
    """A challenge of a seed runs on the film: nobody moves, so it is not passed."""
    assert main(["liveness", "me.mp4", "--challenge", "7", "--json"]) == 0
    report = told(capsys)
    challenge, result = report["challenge"], report["result"]
    assert isinstance(challenge, dict)
    assert isinstance(result, dict)
    assert challenge["seed"] == 7
    assert len(challenge["asked"]) == 3
    assert challenge["answered"] == 0
    assert (result["passed"], result["active"], result["passive"]) == (False, False, True)


def test_a_film_without_a_face_proves_nothing(
    film: SimpleNamespace, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody to be seen is no pass."""
    film.faces = 0
    assert main(["liveness", "me.mp4", "--json"]) == 0
    result = told(capsys)["result"]
    assert isinstance(result, dict)
    assert (result["passed"], result["passive"], result["reasons"]) == (False, None, ["too_few_frames"])


def test_every_reason_has_words() -> None:
    """No reason is shown as a code."""
    assert set(LIVENESS) == set(LivenessReason)
    assert all(" " in words for words in LIVENESS.values())
