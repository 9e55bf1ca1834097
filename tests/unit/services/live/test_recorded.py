"""A recording: who appears when, where the faces are, and the picture of any moment."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest

from faceid_desktop.core.records import FacesInPhoto
from faceid_desktop.errors import VideoUnreadable
from faceid_desktop.services.live.analyser import LiveAnalyser
from faceid_desktop.services.live.recorded import ClipReader, analyse_recording, video_length
from tests.helpers.camera import write_video
from tests.helpers.drawn import DrawnPipeline, alike, face, photo
from tests.unit.services.live.test_analyser import Book


@pytest.fixture
def video(tmp_path: Path) -> Path:
    """Three seconds of 10 frames each, whose grey tells the frame's number."""
    pictures = [np.full((48, 64, 3), 8 * number, np.uint8) for number in range(30)]
    return write_video(tmp_path / "clip.avi", pictures, fps=10)


def analyser(photos: list[FacesInPhoto]) -> LiveAnalyser:
    """Return one that sees these faces and knows person 7."""
    return LiveAnalyser(DrawnPipeline(photos), alike, Book([7]))


def test_who_appears_when_and_where(video: Path) -> None:
    """Person 7 is there for a second and a half; his box is found at each moment of it and not later."""
    shares: list[float] = []
    photos = [photo(face(who=7))] * 15 + [photo()] * 15
    found = analyse_recording(video, analyser(photos), shares.append)
    (appearance,) = found.appearances
    assert appearance.person == "person 7"
    assert (appearance.start_s, appearance.end_s) == (pytest.approx(0.0), pytest.approx(1.4, abs=0.11))
    assert found.duration_s == pytest.approx(3.0, abs=0.11)
    ((track, box),) = found.marks_at(0.95)
    assert found.of_track(track) is appearance
    assert box.tolist() == [240, 160, 400, 320]
    assert found.marks_at(2.9) == ()
    assert found.marks_at(60.0) == ()
    assert found.of_track(99) is None
    assert shares == sorted(shares)
    assert found.complete


def test_a_stopped_analysis_keeps_what_it_found(video: Path) -> None:
    """It ends at the next frame and says that it is not all."""
    stop = threading.Event()

    def tell(share: float) -> None:
        if share > 0.3:
            stop.set()

    found = analyse_recording(video, analyser([photo(face(who=7))] * 30), tell, stop)
    assert not found.complete
    assert 3 < len(found.marks) < 15
    assert len(found.appearances) == 1


def test_the_picture_of_any_moment(video: Path) -> None:
    """Forwards, backwards and far ahead; after the end the last one stays."""
    reader = ClipReader(video)
    seen = []
    for time_s in (0.0, 0.25, 0.9, 2.6, 0.5, 2.9):
        frame = reader.frame_at(time_s)
        assert frame is not None
        seen.append(round(float(frame.image.mean()) / 8))
    reader.close()
    reader.close()
    assert seen == pytest.approx([0, 2, 9, 26, 5, 29], abs=1)


def test_what_is_no_video_is_told(tmp_path: Path) -> None:
    """By the analysis and by the reader alike."""
    path = tmp_path / "text.avi"
    path.write_text("no video")
    with pytest.raises(VideoUnreadable):
        video_length(path)
    with pytest.raises(VideoUnreadable):
        analyse_recording(path, analyser([]))
    with pytest.raises(VideoUnreadable):
        ClipReader(path).frame_at(0.0)
