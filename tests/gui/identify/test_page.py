"""The Identify page: names with evidence, "unknown" for strangers, one row for each appearance."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from faceid_desktop.core.records import (
    Candidate,
    FacesInPhoto,
    FalseMatchRate,
    Frame,
    Identification,
    IdentifyOutcome,
    LivenessReason,
    LivenessResult,
)
from faceid_desktop.errors import CameraNotFound
from faceid_desktop.gui.identify.events import EventModel, EventRow
from faceid_desktop.gui.identify.page import IdentifyPage
from faceid_desktop.gui.jobs import from_qimage
from faceid_desktop.gui.live import liveness_words
from faceid_desktop.gui.live.words import Recognition, camera_message, guidance, recognition
from faceid_desktop.gui.look.theme import Theme
from faceid_desktop.services.live.records import (
    CameraState,
    CameraStatus,
    GuidanceCode,
    LiveResult,
    TrackEvent,
    TrackEventKind,
    TrackVerdict,
    TrackView,
)
from faceid_desktop.services.liveness.records import CheckSet, LivenessView, Prompt

ADA, WATCHED = "a" * 32, "b" * 32
RATE = FalseMatchRate(1e-5, 5e-6, 1.1e-5, supported=True, pairs=800_000, people=500)


class _People:
    def name_of(self, person: str) -> str | None:
        return {ADA: "Ada", WATCHED: "Rex"}.get(person)

    def is_watched(self, person: str) -> bool:
        return person == WATCHED


def verdict(outcome: IdentifyOutcome, person: str = ADA) -> TrackVerdict:
    """Return a verdict on a track."""
    candidates = (
        () if outcome is IdentifyOutcome.EMPTY_GALLERY else (Candidate(person, 9.0, 9.0, 0.99, RATE),)
    )
    return TrackVerdict(Identification(outcome, candidates, 0.01, 7.0, 0.2, 4, "m"), 3, 1.3, 0)


def _box(number: int) -> np.ndarray:
    return np.array([10 + 50 * number, 10, 50 + 50 * number, 60], np.float32)


def seen(
    *verdicts: TrackVerdict | None,
    kind: TrackEventKind = TrackEventKind.VERDICT,
    liveness: LivenessView | None = None,
) -> LiveResult:
    """Return a frame with one track for each verdict, and an event for each."""
    tracks = tuple(
        TrackView(
            n, np.array([10 + 50 * n, 10, 50 + 50 * n, 60], np.float32), 0, 0, verdict=each, liveness=liveness
        )
        for n, each in enumerate(verdicts)
    )
    thumbnail = np.full((20, 20, 3), 200, np.uint8)
    events = tuple(
        TrackEvent(kind, n, 0, each, thumbnail=thumbnail, liveness=liveness)
        for n, each in enumerate(verdicts)
        if each is not None
    )
    frame = Frame(np.full((120, 160, 3), 60, np.uint8))
    return LiveResult(frame, FacesInPhoto(frame.image, ()), tracks, events)


@pytest.fixture
def page(qtbot: QtBot, theme: Theme) -> IdentifyPage:
    """Return a shown page with a gallery of two."""
    made = IdentifyPage(theme, lambda source: lambda listener: _refuse(source))
    qtbot.addWidget(made)
    made.resize(1150, 800)
    made.show()
    made.set_people(_People(), "2 people")
    return made


def _refuse(source: str) -> None:
    raise CameraNotFound(camera=source)


def _rows(page: IdentifyPage) -> list[str]:
    return [str(page.events.index(place).data()) for place in range(page.events.rowCount())]


def test_each_appearance_has_one_row(page: IdentifyPage) -> None:
    """A verdict that changes changes the row; a new face adds one."""
    page.show_result(seen(verdict(IdentifyOutcome.UNCERTAIN)))
    assert _rows(page)[0].startswith("Ada?, uncertain")
    page.show_result(seen(verdict(IdentifyOutcome.IDENTIFIED)))
    assert len(_rows(page)) == 1
    assert _rows(page)[0].startswith("Ada, match")
    page.show_result(seen(verdict(IdentifyOutcome.IDENTIFIED), verdict(IdentifyOutcome.UNKNOWN)))
    assert [row.split(",")[0] for row in _rows(page)] == ["Unknown", "Ada"]


def test_the_watch_list_raises_an_alert(qtbot: QtBot, page: IdentifyPage) -> None:
    """Once, when the person is identified; the end of the appearance is no second one."""
    with qtbot.waitSignal(page.alert) as told:
        page.show_result(seen(verdict(IdentifyOutcome.IDENTIFIED, WATCHED)))
    assert told.args[0] == "Watch list: Rex"
    with qtbot.assertNotEmitted(page.alert):
        page.show_result(seen(verdict(IdentifyOutcome.IDENTIFIED, WATCHED), kind=TrackEventKind.GONE))


def test_events_are_handed_on(qtbot: QtBot, page: IdentifyPage) -> None:
    """Sightings and the audit are somebody else's work."""
    with qtbot.waitSignal(page.event_seen) as told:
        page.show_result(seen(verdict(IdentifyOutcome.UNKNOWN)))
    assert isinstance(told.args[0], TrackEvent)


def _picture(page: IdentifyPage, frame: Frame) -> np.ndarray:
    """Return the pixels that the page shows of a frame."""
    page.show_frame(frame)
    return from_qimage(page.view._image)


def test_strangers_can_be_hidden(page: IdentifyPage) -> None:
    """The face of who is identified stays, that of a stranger becomes squares."""
    rng = np.random.default_rng(1)
    frame = Frame(rng.integers(0, 255, (120, 160, 3), np.uint8))
    page.show_result(seen(verdict(IdentifyOutcome.IDENTIFIED), verdict(IdentifyOutcome.UNKNOWN)))
    assert np.array_equal(_picture(page, frame), frame.image)
    page.blur_button.setChecked(True)
    veiled = _picture(page, frame)
    assert np.array_equal(veiled[20:50, 15:45], frame.image[20:50, 15:45])
    assert not np.array_equal(veiled[20:50, 65:95], frame.image[20:50, 65:95])


def test_nobody_is_shown_while_it_is_unknown_who_is_a_stranger(page: IdentifyPage) -> None:
    """Before the first result and during a pause, all of the picture becomes squares."""
    frame = Frame(np.random.default_rng(1).integers(0, 255, (120, 160, 3), np.uint8))
    page.blur_button.setChecked(True)
    assert len(np.unique(_picture(page, frame)[:, 0], axis=0)) < 6
    page.show_result(seen(verdict(IdentifyOutcome.IDENTIFIED)))
    assert len(np.unique(_picture(page, frame)[:, 0], axis=0)) > 6
    page.pause_button.click()
    assert len(np.unique(_picture(page, frame)[:, 0], axis=0)) < 6


def test_pausing_removes_the_marks(page: IdentifyPage) -> None:
    """No name stands beside a face that is no longer looked at."""
    page.show_result(seen(verdict(IdentifyOutcome.IDENTIFIED)))
    page.pause_button.click()
    assert page.view._overlays == ()
    assert page.pause_button.text() == "Go on"


def test_a_camera_that_is_not_there_is_told(qtbot: QtBot, page: IdentifyPage) -> None:
    """Opening fails in the background, the page says why."""
    page.entered()
    page.open_source("Door")
    qtbot.waitUntil(lambda: "no such camera" in page.view.accessibleDescription())
    page.close_page()


def test_the_model_of_events_keeps_the_rules_of_qt(qtmodeltester: ModelTester) -> None:
    """Rows are added at the top, changed in place, and the oldest leave."""
    model = EventModel()
    for track in range(510):
        at = datetime(2026, 11, 21, tzinfo=UTC)
        model.put(EventRow(track, at, Recognition("Ada", "", "match", "good"), None, ADA))
    qtmodeltester.check(model)
    assert model.rowCount() == 500
    model.clear()
    assert model.rowCount() == 0


@pytest.mark.parametrize("state", CameraState)
def test_every_state_of_a_camera_has_words(state: CameraState) -> None:
    """The camera is called by its name wherever something is wrong with it."""
    message = camera_message(CameraStatus(state, "Desk camera"))
    assert message.title
    assert "{" not in message.title + message.hint


@pytest.mark.parametrize("code", GuidanceCode)
def test_every_guidance_has_words(code: GuidanceCode) -> None:
    """What to do is said in a few words."""
    assert 0 < len(guidance(code)) <= 42


@pytest.mark.parametrize("outcome", IdentifyOutcome)
def test_every_verdict_has_words_and_a_chip(outcome: IdentifyOutcome) -> None:
    """A verdict never stands by colour alone."""
    words = recognition(verdict(outcome).identification, "Ada")
    assert words.title
    assert words.chip
    assert words.tone in ("good", "warn", "bad", "plain")


def _check(passed: bool | None, *, passive: bool | None = None, attempt: int = 1) -> LivenessView:
    result = None if passed is None else LivenessResult(passed, passed if attempt else None, passive, None)
    return LivenessView(CheckSet.ALL, Prompt.TURN_RIGHT, 1, 3, attempt, result)


@pytest.mark.parametrize(
    ("policy", "view", "row"),
    [
        ("off", _check(False), "Ada, match"),
        ("advise", None, "Ada, match"),
        ("advise", _check(False, passive=False, attempt=0), "Ada, match"),
        ("advise", _check(False), "Ada, rejected"),
        ("require", None, "Ada, check"),
        ("require", _check(None), "Ada, check"),
        ("require", _check(False, passive=False, attempt=0), "Ada, check"),
        ("require", _check(False), "Ada, rejected"),
        ("require", _check(True), "Ada, match"),
    ],
)
def test_liveness_has_its_say_in_a_match(
    page: IdentifyPage, policy: str, view: LivenessView | None, row: str
) -> None:
    """Required, nobody has a match before he passed; advice never takes one away by frames alone."""
    page.set_policy(policy)
    page.show_result(seen(verdict(IdentifyOutcome.IDENTIFIED), liveness=view))
    assert _rows(page)[0].startswith(row)


def test_the_challenge_is_prompted_over_the_picture(qtbot: QtBot, page: IdentifyPage) -> None:
    """While it lasts; a screen reader hears it, and the operator may ask for another one."""
    assert not page.check_button.isVisible()
    page.set_policy("require")
    page.show_result(seen(verdict(IdentifyOutcome.IDENTIFIED), liveness=_check(None)))
    assert page.view.banner is not None
    assert page.view.accessibleDescription() == "Turn your head to the right"
    page.show_result(seen(verdict(IdentifyOutcome.IDENTIFIED), liveness=_check(True)))
    assert page.view.banner is None
    assert page.check_button.isVisible()
    with qtbot.waitSignal(page.check_wanted) as told:
        page.check_button.menu().actions()[1].trigger()
    assert told.args == [CheckSet.WITHOUT_TURNS]


def test_a_change_of_liveness_is_no_second_alert(qtbot: QtBot, page: IdentifyPage) -> None:
    """Who is watched is announced when he is recognised, and once."""
    watched = verdict(IdentifyOutcome.IDENTIFIED, WATCHED)
    with qtbot.assertNotEmitted(page.alert), qtbot.waitSignal(page.event_seen):
        page.show_result(seen(watched, kind=TrackEventKind.LIVENESS, liveness=_check(True)))


def test_every_code_of_the_check_has_words() -> None:
    """Movements, sets and reasons are told in words, and no two alike."""
    for codes, word in (
        (Prompt, liveness_words.prompt),
        (CheckSet, liveness_words.set_name),
        (LivenessReason, liveness_words.reason),
    ):
        assert len({word(code) for code in codes}) == len(codes)
    result = LivenessResult(False, False, None, None, (LivenessReason.TOO_SLOW, LivenessReason.JUMPED))
    told = liveness_words.reasons(result)
    assert told == "The movement did not come in time; the face jumped as no head can."
