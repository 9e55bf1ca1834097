"""Liveness of people who are followed: advice on each, a challenge for one at a time."""

from __future__ import annotations

import pytest

from faceid_desktop.core.records import FacesInPhoto
from faceid_desktop.services.liveness.records import CheckSet
from faceid_desktop.services.liveness.tracks import AWAY_S, TrackLiveness
from tests.helpers.drawn import face, photo
from tests.unit.services.liveness.stage import RULE, STEP_S, Obeying, Passive, attempts

TWO = photo(face((150, 240), 160, who=1), face((480, 240), 150, who=2))
ONE = {7: 0}


def tracks(live: float = 2.0, *, required: bool = False) -> TrackLiveness:
    """Return checks with a passive network of one opinion."""
    return TrackLiveness(attempts(live), (Passive(live), RULE), required=required)


def challenged(subject: TrackLiveness, actor: Obeying) -> tuple[list[int], float]:
    """Show somebody until his challenge is over; returns the tracks that were told of, and when it ended."""
    told: list[int] = []
    for number in range(400):
        time_s = number * STEP_S
        view = subject.view(7)
        told += subject.feed(time_s, actor.act(time_s, view), ONE, {7})
        view = subject.view(7)
        if view is not None and view.attempt and view.over:
            return told, time_s
    pytest.fail("the challenge has no end")


def test_a_face_that_looks_like_a_screen_is_told_once() -> None:
    """Each track has its own advice; it does not count as a check, and is not repeated."""
    subject = tracks(live=-2.0)
    told = [subject.feed(n * 0.2, TWO, {3: 0, 4: 1}, ()) for n in range(6)]
    assert [each for each in told if each] == [[3, 4]]
    view = subject.view(3)
    assert view is not None
    assert view.result is not None
    assert (view.result.passed, view.result.passive, view.result.active) == (False, False, None)


def test_a_face_that_looks_alive_is_no_news() -> None:
    """It is known, and nobody is told."""
    subject = tracks()
    assert not any(subject.feed(n * 0.2, TWO, {3: 0, 4: 1}, ()) for n in range(6))
    view = subject.view(4)
    assert view is not None
    assert view.result is not None
    assert view.result.passive is True


def test_nobody_is_challenged_without_need() -> None:
    """Advice asks nobody to move; where a check is required, only who is identified is asked."""
    advice, required = tracks(), tracks(required=True)
    for subject, identified in ((advice, {7}), (required, set[int]())):
        subject.feed(0.0, Obeying().act(0.0, None), ONE, identified)
        assert subject.view(7) is None


def test_who_is_identified_has_to_pass_where_that_is_required() -> None:
    """The challenge begins by itself, its end is told, and it is not asked for again."""
    subject, actor = tracks(required=True), Obeying()
    # The plan of this seed closes no eyes, which the drawn actor cannot.
    subject.ask(CheckSet.WITHOUT_EYES)
    told, end_s = challenged(subject, actor)
    assert told == [7]
    view = subject.view(7)
    assert view is not None
    assert view.result is not None
    assert view.result.passed
    for number in range(1, 20):
        assert subject.feed(end_s + number * STEP_S, actor.act(end_s, view), ONE, {7}) == []
    assert subject.view(7) is view


def test_two_people_side_by_side_are_not_challenged() -> None:
    """Nobody could tell which of them is meant."""
    subject = tracks(required=True)
    subject.feed(0.0, TWO, {3: 0, 4: 1}, {3, 4})
    assert subject.view(3) is None
    assert subject.view(4) is None


def test_who_was_away_has_to_be_checked_again() -> None:
    """A picture may have taken his place meanwhile."""
    subject, actor = tracks(), Obeying()
    subject.ask(CheckSet.WITHOUT_EYES)
    _, end_s = challenged(subject, actor)
    nobody: FacesInPhoto = photo()
    subject.feed(end_s + AWAY_S, nobody, {}, ())
    assert subject.view(7) is not None
    subject.feed(end_s + AWAY_S + 0.1, nobody, {}, ())
    assert subject.view(7) is None


def test_who_failed_is_asked_again_only_by_the_operator() -> None:
    """A recording cannot try until chance helps it."""
    subject = tracks(required=True)
    still = photo(face(who=7))
    for number in range(400):
        subject.feed(number * STEP_S, still, ONE, {7})
    view = subject.view(7)
    assert view is not None
    assert view.over
    assert view.attempt == 1
    subject.ask(CheckSet.OPERATOR)
    assert subject.feed(20.05, still, ONE, {7}) == [7]
    view = subject.view(7)
    assert view is not None
    assert view.result is not None
    assert view.result.passed


def test_a_track_that_ends_is_forgotten() -> None:
    """A challenge under way ends with it."""
    subject = tracks()
    subject.ask(CheckSet.WITHOUT_EYES)
    subject.feed(0.0, photo(face()), ONE, ())
    assert subject.view(7) is not None
    subject.forget(7)
    assert subject.view(7) is None
    subject.feed(0.1, photo(face()), {8: 0}, ())
    assert subject.view(8) is None
