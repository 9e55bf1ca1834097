"""Video files are read frame by frame, or played like a camera; a timeline tells who was there when."""

from __future__ import annotations

import csv
import math
import threading
from pathlib import Path

import numpy as np
import pytest

from faceid_desktop.core.records import (
    Candidate,
    FalseMatchRate,
    Frame,
    Identification,
    IdentifyOutcome,
)
from faceid_desktop.errors import OutputError, VideoUnreadable
from faceid_desktop.services.cameras import CameraSettings, CameraSource, SourceKind
from faceid_desktop.services.live.analyser import LiveAnalyser
from faceid_desktop.services.live.records import (
    Appearance,
    CameraState,
    CameraStatus,
    TrackEvent,
    TrackEventKind,
    TrackVerdict,
)
from faceid_desktop.services.live.scene import SceneCut
from faceid_desktop.services.live.timeline import COLUMNS, Timeline, watch_frames, write_csv
from faceid_desktop.services.live.video import FileCapture, read_video, upright
from faceid_desktop.services.live.watching import watch_camera
from tests.helpers.camera import FakeCamera, numbered, write_video
from tests.helpers.drawn import DrawnPipeline, alike, face, photo

RATE = FalseMatchRate(1e-4, 1e-5, 1e-3, supported=True, pairs=1000, people=100)


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    """A second of 25 grey pictures that get lighter, a red corner at the top left."""
    pictures = [np.full((48, 64, 3), 40 + 5 * n, np.uint8) for n in range(25)]
    for picture in pictures:
        picture[:16, :16] = (250, 0, 0)
    return write_video(tmp_path / "clip.avi", pictures, fps=25)


def test_every_frame_is_read_with_its_time(clip: Path) -> None:
    """Numbers and times go up evenly, colours are RGB."""
    frames = list(read_video(clip))
    assert [frame.index for frame in frames] == list(range(25))
    times = [frame.captured_ns / 1e9 for frame in frames]
    assert np.allclose(np.diff(times), 0.04, atol=0.002)
    assert frames[0].image[4, 4].tolist() == pytest.approx([250, 0, 0], abs=30)
    assert frames[20].image[40, 40, 0] == pytest.approx(140, abs=6)


def test_fewer_frames_on_demand(clip: Path) -> None:
    """Each tenth frame, or five a second of the video."""
    assert [frame.index for frame in read_video(clip, every=10)] == [0, 10, 20]
    assert [frame.index for frame in read_video(clip, rate=5)] == [0, 5, 10, 15, 20]


@pytest.mark.parametrize(
    ("settings", "corner"),
    [
        (CameraSettings(), (0, 0)),
        (CameraSettings(rotation=90), (0, -1)),
        (CameraSettings(rotation=180), (-1, -1)),
        (CameraSettings(rotation=270), (-1, 0)),
        (CameraSettings(mirror=True), (0, -1)),
    ],
)
def test_pictures_are_turned_clockwise_and_then_mirrored(
    settings: CameraSettings, corner: tuple[int, int]
) -> None:
    """The top left corner comes to lie where a turn to the right takes it."""
    picture = np.zeros((4, 6, 3), np.uint8)
    picture[0, 0] = (9, 8, 7)
    assert upright(picture, settings)[corner].tolist() == [7, 8, 9]


def test_what_is_no_video_is_refused(tmp_path: Path) -> None:
    """A text file and a missing file are told by their path."""
    text = tmp_path / "text.mp4"
    text.write_text("no video")
    for path in (text, tmp_path / "none.mp4"):
        with pytest.raises(VideoUnreadable) as caught:
            list(read_video(path))
        assert caught.value.data["path"] == str(path)


def played(path: Path) -> tuple[list[Frame], list[CameraStatus]]:
    """Play a file to its end."""
    frames: list[Frame] = []
    statuses: list[CameraStatus] = []
    source = CameraSource(SourceKind.FILE, str(path), path.name)
    FileCapture(source, CameraSettings()).run(frames.append, statuses.append, threading.Event())
    return frames, statuses


def test_a_file_plays_at_its_own_pace_and_ends(clip: Path) -> None:
    """All frames come, none before its time, and the states are opening, live, ended."""
    frames, statuses = played(clip)
    states = list(dict.fromkeys(status.state for status in statuses))
    assert len(frames) == 25
    assert (statuses[-1].width, statuses[-1].height, statuses[-1].fps) == (64, 48, 25.0)
    assert (frames[-1].captured_ns - frames[0].captured_ns) / 1e9 >= 0.9
    assert states == [CameraState.OPENING, CameraState.LIVE, CameraState.ENDED]


def test_a_broken_file_fails_without_an_exception(tmp_path: Path) -> None:
    """As a camera it is in the state FAILED, which a window can show."""
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(b"nothing")
    frames, statuses = played(broken)
    assert frames == []
    assert [status.state for status in statuses] == [CameraState.OPENING, CameraState.FAILED]


def gone(track: int, start_s: float, end_s: float, person: str | None, llr: float = 5.0) -> TrackEvent:
    """Return the end of a track."""
    outcome = IdentifyOutcome.UNKNOWN if person is None else IdentifyOutcome.IDENTIFIED
    candidate = Candidate(person or "nearest", llr, llr, 0.9, RATE)
    found = Identification(outcome, (candidate,), 0.01, 3.0, None, 1, "drawn")
    verdict = TrackVerdict(found, samples=4, effective=1.2, decided_ns=0)
    return TrackEvent(TrackEventKind.GONE, track, round(end_s * 1e9), verdict, first_ns=round(start_s * 1e9))


def test_appearances_of_one_person_are_joined_over_short_gaps() -> None:
    """Who is away for a second has one row, after five seconds a second row; strangers are never joined."""
    timeline = Timeline(gap_s=2.0)
    timeline.add([gone(1, 0, 3, "ada", 4.0), gone(2, 1, 2, None), gone(3, 4, 6, "ada", 9.0)])
    timeline.add([gone(4, 2.5, 5, None), gone(5, 11, 12, "ada")])
    rows = timeline.appearances()
    assert [(row.person, row.start_s, row.end_s) for row in rows] == [
        ("ada", 0, 6), (None, 1, 2), (None, 2.5, 5), ("ada", 11, 12),
    ]  # fmt: skip
    assert rows[0].track_ids == (1, 3)
    assert (rows[0].llr, rows[0].samples) == (9.0, 8)


def test_verdicts_on_the_way_are_no_appearances() -> None:
    """Only the end of a track makes a row."""
    timeline = Timeline()
    timeline.add([TrackEvent(TrackEventKind.VERDICT, 1, 0, None)])
    assert timeline.appearances() == ()


def test_a_recording_becomes_a_timeline() -> None:
    """Two people one after the other are two rows with their times, without a gallery too."""
    photos = [photo(face(who=1))] * 25 + [photo()] * 150 + [photo(face((100, 100), 90, who=2))] * 25
    frames = [Frame(each.image[:], n, n * 40_000_000) for n, each in enumerate(photos)]
    seen: list[int] = []
    rows = watch_frames(
        frames, LiveAnalyser(DrawnPipeline(photos), alike), lambda result: seen.append(result.frame.index)
    )
    assert seen == list(range(200))
    assert [(row.start_s, row.end_s) for row in rows] == [(0, 0.96), (7.0, 7.96)]
    assert [row.outcome for row in rows] == [None, None]


def test_a_camera_can_be_watched_without_a_window() -> None:
    """The watch ends with its source, and who was there is told with the time since the beginning."""
    photos = [photo(face(who=1))] * 10
    camera = FakeCamera(numbered(10))
    camera.allowed.release(10)
    states: list[CameraState] = []
    pipeline = DrawnPipeline(photos)
    rows = watch_camera(camera, LiveAnalyser(pipeline, alike), None, lambda s: states.append(s.state))
    assert states == [CameraState.LIVE, CameraState.ENDED]
    assert len(rows) <= 1


@pytest.mark.logs_warnings
def test_a_failure_while_watching_is_raised() -> None:
    """An error of the camera's thread reaches the caller."""
    with pytest.raises(OSError, match="unplugged"):
        watch_camera(
            FakeCamera([], OSError("unplugged")), LiveAnalyser(DrawnPipeline([]), alike), None, print
        )


def test_the_table_is_safe_for_spreadsheets(tmp_path: Path) -> None:
    """Columns have names, missing values are empty, and a name cannot be a formula."""
    path = tmp_path / "who.csv"
    nobody = Appearance((2,), 1.0, 2.0, None, None, math.nan, math.nan, 0)
    known = Appearance((1, 3), 0.0, 6.0, IdentifyOutcome.IDENTIFIED, "id", 9.0, 0.9, 8)
    write_csv(path, [known, nobody], lambda person: "=cmd(Žaneta)")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")  # without it Excel takes it for another encoding
    head, first, second = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert tuple(head) == COLUMNS
    assert first[:5] == ["0.00", "6.00", "identified", "id", "'=cmd(Žaneta)"]
    assert second[2:8] == ["", "", "", "", "", "0"]
    with pytest.raises(OutputError):
        write_csv(path / "below-a-file.csv", [], str)


def test_a_cut_is_a_jump_and_a_pan_is_not() -> None:
    """A sudden other picture is a cut; a camera that is swung about changes much all the time and is none."""
    scene = SceneCut()
    rng = np.random.default_rng(0)
    still = [np.clip(100 + rng.normal(0, 3, (90, 160, 3)), 0, 255).astype(np.uint8) for _ in range(5)]
    assert not any(scene.is_cut(picture) for picture in still)
    assert scene.is_cut(np.full((90, 160, 3), 200, np.uint8))
    wide = np.kron(rng.integers(0, 255, (9, 200, 3)).astype(np.uint8), np.ones((10, 10, 1), np.uint8))
    swung = SceneCut()
    speeds = [1, 1, 2, 3, 4, 6, 8, 10, 13, 16, 18, 20, 20, 20]
    places = np.cumsum(speeds)
    assert not any(swung.is_cut(np.ascontiguousarray(wide[:, at : at + 160])) for at in places)
