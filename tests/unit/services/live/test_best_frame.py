"""The best of a few good frames of one person before a camera."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from faceid_desktop.core.records import FacesInPhoto, Frame
from faceid_desktop.services.live.best_frame import BestFrameAnalyser, BestFrameResult
from tests.helpers.drawn import GOOD, DrawnPipeline, face, photo, rejected


def run(photos: list[FacesInPhoto], wanted: int = 3) -> list[BestFrameResult]:
    """Analyse prepared frames one after the other."""
    analyser = BestFrameAnalyser(DrawnPipeline(photos), wanted)
    blank = np.zeros((2, 2, 3), np.uint8)
    return [analyser.analyse(Frame(blank, index)) for index in range(len(photos))]


def test_the_sharpest_of_the_good_frames_is_kept() -> None:
    """Frames that are too poor do not count; of the others the one of highest utility is the best."""
    sharpness = (0.01, 0.2, 0.03)
    good = [photo(face(quality=replace(GOOD, sharpness=each))) for each in sharpness]
    results = run([good[0], photo(face(quality=rejected())), good[1], good[2]])
    assert [each.good for each in results] == [1, 1, 2, 3]
    assert [each.done for each in results] == [False, False, False, True]
    assert results[1].reasons
    assert results[3].best is not None
    assert results[3].best.photo is good[1]


def test_nothing_changes_once_enough_were_seen() -> None:
    """A better frame after the last one does not replace what was handed over."""
    poor, fine = (photo(face(quality=replace(GOOD, sharpness=each))) for each in (0.01, 0.5))
    results = run([poor, poor, fine], wanted=2)
    assert results[1].best is results[2].best
    assert results[2].good == 2


def test_another_person_begins_anew() -> None:
    """Where the face is gone for some frames, the frames before are forgotten; a short gap is none."""
    first, second, nobody = photo(face(who=1)), photo(face(who=2)), photo()
    results = run([first, nobody, first, *[nobody] * 5, second], wanted=9)
    assert [each.good for each in results[:3]] == [1, 1, 2]
    assert results[-2].best is None
    assert results[-1].good == 1
    assert results[-1].best is not None
    assert results[-1].best.photo is second


def test_the_same_person_is_followed_beside_a_larger_face() -> None:
    """Somebody who steps nearer beside the person is not taken for the person."""
    alone = photo(face(centre=(200, 240), size=120, who=1))
    both = photo(face(centre=(200, 240), size=120, who=1), face(centre=(480, 240), size=200, who=2))
    last = run([alone, both], wanted=5)[-1]
    assert last.place is not None
    assert last.photo.faces[last.place].aligned.image[0, 0, 0] == 1
