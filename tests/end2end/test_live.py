"""The live engine with the real models, on drawn portraits and on clips of people before a camera."""

from __future__ import annotations

import json
from collections import Counter
from itertools import islice
from pathlib import Path

import cv2
import numpy as np
import pytest

from faceid_desktop.cli.main import main
from faceid_desktop.paths import resources
from faceid_desktop.services.bootstrap import Engine, build_engine
from faceid_desktop.services.live.analyser import LiveAnalyser
from faceid_desktop.services.live.benchmark import measure_live
from faceid_desktop.services.live.enrolment_session import EnrolmentAnalyser, EnrolmentGuide
from faceid_desktop.services.live.profiles import DEFAULT_PROFILE, LOOSE_PROFILE, EnrolmentProfile
from faceid_desktop.services.live.records import EnrolmentResult, GuidanceCode, PoseBin
from faceid_desktop.services.live.video import read_video
from faceid_desktop.settings import Settings
from tests.helpers.camera import write_video
from tests.helpers.data import shared_data


@pytest.fixture(scope="module")
def engine() -> Engine:
    """The shipped models."""
    return build_engine(Settings(), device="cpu")


@pytest.fixture(scope="module")
def drawn_clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two seconds of a drawn portrait that moves a little to the right, 15 frames a second."""
    portrait = cv2.imread(str(resources() / "samples" / "ada-daylight.png"))
    portrait = cv2.cvtColor(cv2.resize(portrait, (360, 360)), cv2.COLOR_BGR2RGB)
    pictures = []
    for number in range(30):
        picture = np.full((480, 640, 3), 150, np.uint8)
        picture[60:420, 100 + 3 * number : 460 + 3 * number] = portrait
        pictures.append(picture)
    return write_video(tmp_path_factory.mktemp("video") / "ada.avi", pictures, fps=15)


def clip(name: str) -> Path:
    """Return a clip of the shared data, or skip."""
    path = shared_data() / "videos" / name
    if not path.is_file():
        pytest.skip(f"no clip {path}")
    return path


def enrolled(engine: Engine, path: Path, profile: EnrolmentProfile, every: int) -> list[EnrolmentResult]:
    """Run a guided enrolment over a clip."""
    analyser = EnrolmentAnalyser(engine.pipeline, EnrolmentGuide(profile))
    return [analyser.analyse(frame) for frame in read_video(path, every=every)]


def test_a_drawn_video_has_one_face_all_along(drawn_clip: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command follows one track from the first frame to the last and embeds it a few times."""
    assert main(["watch", str(drawn_clip), "--without-gallery", "--rate", "15", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    (row,) = told["appearances"]
    assert (row["start_s"], row["tracks"]) == (0.0, [1])
    assert row["end_s"] == pytest.approx(29 / 15, abs=0.1)


def test_an_enrolled_face_has_its_name_in_a_video(
    drawn_clip: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who was enrolled from a photo is found in a video of the same face."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    photo = resources() / "samples" / "ada-evening.png"
    assert main(["enrol", "--name", "Ada", str(photo), "--json"]) == 0
    capsys.readouterr()
    assert main(["watch", str(drawn_clip), "--rate", "15", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["appearances"]
    assert [(each["outcome"], each["name"]) for each in found] == [("identified", "Ada")]


def test_the_benchmark_measures_every_stage(engine: Engine, drawn_clip: Path) -> None:
    """With two faces in each picture, frames are analysed and every stage has a time."""
    measured = measure_live(engine, [drawn_clip], 1.5, (640, 360), copies=2)
    assert (measured.width, measured.height) == (640, 360)
    assert 1.8 <= measured.faces < 3  # the detector may see a ghost now and then
    assert measured.analysed >= 1
    assert set(measured.stages) >= {"detect", "landmarks", "embed", "track", "identify", "total"}


def test_a_man_who_looks_all_round_fills_the_ring(engine: Engine) -> None:
    """He looks straight, to his left, to his right, down and up, in this order, and that is what is found."""
    results = enrolled(engine, clip("live_d.mp4"), DEFAULT_PROFILE, every=5)
    assert results[-1].guidance.done
    filled: list[PoseBin] = []
    for result in results:
        filled += [s.bin for s in result.guidance.ring if s.fill >= 1 and s.bin not in filled]
    assert filled == [PoseBin.FRONT, PoseBin.LEFT, PoseBin.RIGHT, PoseBin.DOWN, PoseBin.UP]


def test_a_man_far_from_the_camera_is_told_to_come_closer(engine: Engine) -> None:
    """Eyes 30 pixels apart are refused by the default profile for that, and taken by the loose one."""
    path = clip("asl_again.mkv")
    refused = enrolled(engine, path, DEFAULT_PROFILE, every=6)
    assert all(result.captured == () for result in refused)
    said = Counter(result.guidance.code for result in refused)
    assert said.most_common(1)[0][0] is GuidanceCode.COME_CLOSER
    taken = enrolled(engine, path, LOOSE_PROFILE, every=3)
    assert taken[-1].guidance.done
    assert len(taken[-1].captured) == 3


def test_one_man_is_one_track(engine: Engine) -> None:
    """A man who turns his head to both sides stays one track, and few of his frames are embedded."""
    analyser = LiveAnalyser(engine.pipeline, engine.scorer.llr)
    results = [analyser.analyse(frame) for frame in read_video(clip("live_a.webm"), every=4)]
    assert {view.track_id for result in results for view in result.tracks} == {1}
    (gone,) = analyser.finish()
    assert gone.track_id == 1
    assert gone.thumbnail is not None


def test_a_cut_begins_new_tracks(engine: Engine) -> None:
    """At the cut from one shot of the concert to the next no track goes on."""
    analyser = LiveAnalyser(engine.pipeline, engine.scorer.llr)
    seen = [
        {view.track_id for view in analyser.analyse(frame).tracks}
        for frame in islice(read_video(clip("stage.mp4")), 26)
    ]
    assert seen[19]
    assert seen[19].isdisjoint(seen[20])
