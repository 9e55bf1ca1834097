"""Faces keep their track by place and motion."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceid_desktop.core.records import Floats
from faceid_desktop.services.live.tracking import Tracker, TrackerOptions, iou

FRAME_NS = 33_000_000


def box(x: float, y: float = 200.0, size: float = 100.0) -> Floats:
    """Return a square box round a centre."""
    return np.array((x - size / 2, y - size / 2, x + size / 2, y + size / 2), np.float32)


def follow(tracker: Tracker, frames: list[list[Floats]]) -> list[dict[int, int]]:
    """Run a tracker; returns {place: track} of each frame."""
    named = []
    for number, boxes in enumerate(frames):
        tracker.update(dict(enumerate(boxes)), number * FRAME_NS)
        named.append({t.place: t.track_id for t in tracker.tracks if t.place is not None})
    return named


def test_a_walking_face_keeps_its_track() -> None:
    """A face that moves by a tenth of its size each frame is one track."""
    named = follow(Tracker(), [[box(100 + 10 * n)] for n in range(30)])
    assert {ids[0] for ids in named} == {1}


def test_two_faces_that_pass_keep_their_tracks() -> None:
    """Two faces that walk through each other's place at speed come out with the names they went in with."""
    frames = [[box(100 + 12 * n, 200), box(500 - 12 * n, 225)] for n in range(34)]
    named = follow(Tracker(), frames)
    assert named[0] == named[-1] == {0: 1, 1: 2}


def test_a_face_hidden_for_a_moment_is_found_where_it_walks() -> None:
    """Half a second behind a pillar changes nothing, for its motion is known."""
    frames = [[box(100 + 8 * n)] if not 12 <= n < 27 else [] for n in range(40)]
    named = follow(Tracker(), frames)
    assert named[-1] == {0: 1}


def test_a_face_that_stays_away_is_given_up() -> None:
    """After the time for hidden tracks the track is handed out as gone, once."""
    tracker = Tracker(TrackerOptions(hidden_s=0.5))
    tracker.update({0: box(100)}, 0)
    assert tracker.update({}, round(0.4e9)) == ()
    gone = tracker.update({}, round(0.6e9))
    assert [track.track_id for track in gone] == [1]
    assert tracker.update({}, round(0.7e9)) == ()


def test_a_face_elsewhere_or_of_another_size_is_somebody_else() -> None:
    """Neither a jump across the picture nor a doubled size continues a track."""
    tracker = Tracker()
    named = follow(tracker, [[box(100)], [box(400)]])
    assert named[1] == {0: 2}
    named = follow(Tracker(), [[box(100, size=60)], [box(100, size=130)]])
    assert named[1] == {0: 2}


def test_every_detection_has_exactly_one_track() -> None:
    """Two boxes near one track: the nearer continues it, the other begins a new one."""
    named = follow(Tracker(), [[box(100)], [box(130), box(102)]])
    assert named[1] == {1: 1, 0: 2}


@given(xs=st.lists(st.lists(st.floats(0, 600), max_size=5), min_size=1, max_size=12))
def test_tracks_and_detections_always_match_one_to_one(xs: list[list[float]]) -> None:
    """Whatever comes, each detection has one track, each track one detection at most, and names are new."""
    tracker = Tracker()
    for number, row in enumerate(xs):
        tracker.update({place: box(x) for place, x in enumerate(row)}, number * FRAME_NS)
        places = [track.place for track in tracker.tracks if track.place is not None]
        assert sorted(places) == list(range(len(row)))
        names = [track.track_id for track in tracker.tracks]
        assert len(names) == len(set(names))


def test_overlapping_tracks_are_contested() -> None:
    """Two boxes that share a third of their area may be mistaken for each other; far ones may not."""
    tracker = Tracker()
    tracker.update({0: box(100), 1: box(150), 2: box(400)}, 0)
    assert tracker.contested() == {frozenset((1, 2))}


def test_swapping_exchanges_names_and_keeps_places() -> None:
    """After a swap the faces are where they were, under each other's name."""
    tracker = Tracker()
    tracker.update({0: box(100), 1: box(400)}, 0)
    tracker.swap(1, 2)
    assert {track.track_id: track.place for track in tracker.tracks} == {2: 0, 1: 1}


def test_the_filter_is_the_same_in_every_scale() -> None:
    """A video twice as large gives the same track, twice as large."""
    boxes = [box(100 + 9 * n, 100 + 3 * n) for n in range(10)]
    small, large = Tracker(), Tracker()
    for number, each in enumerate(boxes):
        small.update({0: each}, number * FRAME_NS)
        large.update({0: each * 2}, number * FRAME_NS)
    np.testing.assert_allclose(large.tracks[0].box, small.tracks[0].box * 2, rtol=1e-5)


def test_iou_of_known_boxes() -> None:
    """Equal boxes give 1, apart ones 0, half shifted ones a third."""
    assert iou(box(0), box(0)) == pytest.approx(1)
    assert iou(box(0), box(300)) == 0
    assert iou(box(0), box(50)) == pytest.approx(1 / 3)
