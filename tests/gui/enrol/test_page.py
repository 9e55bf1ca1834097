"""The Enrol page: name and consent first, then the ring, the review, and one save."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from faceid_desktop.core.records import FacesInPhoto, Frame, LivenessReason, LivenessResult
from faceid_desktop.errors import GalleryLocked, GalleryWriteFailed
from faceid_desktop.gallery.records import PersonDetails
from faceid_desktop.gallery.schema import ConsentStatus
from faceid_desktop.gui.enrol.page import EnrolPage, Step
from faceid_desktop.gui.enrol.review import LookAlike, ReviewFace
from faceid_desktop.gui.enrol.ring import _part_of
from faceid_desktop.gui.enrol.words import alive, rejected
from faceid_desktop.gui.jobs import to_qimage
from faceid_desktop.gui.look.theme import Theme
from faceid_desktop.services.enrolment import DuplicateDecision
from faceid_desktop.services.live.records import (
    BinState,
    CapturedFace,
    EnrolmentResult,
    Guidance,
    GuidanceCode,
    PoseBin,
)
from faceid_desktop.services.liveness.records import CheckSet, LivenessView, Prompt
from tests.gui.fakes import GOOD, make_face

NOW = datetime(2026, 11, 21, tzinfo=UTC)
PICTURE = np.full((280, 320, 3), 90, np.uint8)


def result(
    code: GuidanceCode,
    *captured: PoseBin,
    wrong: tuple[GuidanceCode, ...] = (),
    liveness: LivenessView | None = None,
) -> EnrolmentResult:
    """Return what a guided enrolment tells of one frame."""
    photo = FacesInPhoto(PICTURE, (make_face(),))
    ring = tuple(BinState(part, int(part in captured), 1) for part in PoseBin)
    guidance = Guidance(code, wrong, (), ring, PoseBin.LEFT, GOOD.pose, 0, len(captured) / 5)
    faces = tuple(CapturedFace(photo, 0, part, 0.9, place, 0) for place, part in enumerate(captured))
    return EnrolmentResult(Frame(PICTURE), photo, guidance, faces, liveness=liveness)


def ended(*reasons: LivenessReason, passed: bool = False) -> LivenessView:
    """Return a check that is over."""
    found = LivenessResult(passed, passed, None, None, reasons)
    return LivenessView(CheckSet.ALL, Prompt.DONE, 1, 3, 1, found)


@pytest.fixture
def page(qtbot: QtBot, theme: Theme) -> EnrolPage:
    """Return a shown page with a camera chosen."""
    made = EnrolPage(theme)
    qtbot.addWidget(made)
    made.resize(1150, 800)
    made.show()
    made.entered()
    made.cameras.choose_source("usb-desk", "Desk camera")
    return made


def _written(page: EnrolPage) -> None:
    page.form.name.setText(" Ada Lovelace ")
    page.form.tags.setText("Staff, Visitor, Staff")
    page.form.agreed.setChecked(True)


def _capturing(page: EnrolPage, policy: str = "off") -> None:
    _written(page)
    page._policy = policy
    page.capture.begin("Ada Lovelace", policy)
    page.steps.setCurrentIndex(Step.CAPTURE)


def test_nothing_is_captured_without_name_and_consent(page: EnrolPage) -> None:
    """The buttons are off until both are there."""
    form = page.form
    assert not form.capture_button.isEnabled()
    form.name.setText("Ada")
    assert not form.photos_button.isEnabled()
    form.agreed.setChecked(True)
    assert form.capture_button.isEnabled()
    form.purpose.setText(" ")
    assert not form.capture_button.isEnabled()


def test_what_was_written_becomes_a_consent(page: EnrolPage) -> None:
    """Spaces are trimmed, tags are kept once, the day that consent ends still counts."""
    _written(page)
    draft = page.draft
    assert draft.details == PersonDetails("Ada Lovelace", tags=("Staff", "Visitor"))
    consent = draft.consent(NOW)
    assert (consent.status, consent.basis, consent.how) == (ConsentStatus.GIVEN, "consent", "signed")
    assert consent.expires is not None
    assert consent.expires.date() > NOW.date()
    page.form.limited.setChecked(False)
    assert page.draft.expires is None


def test_the_camera_starts_on_the_chosen_source(qtbot: QtBot, page: EnrolPage) -> None:
    """Whoever does the capture is told which source."""
    _written(page)
    with qtbot.waitSignal(page.capture_wanted) as told:
        page.form.capture_button.click()
    assert told.args == ["usb-desk"]


def test_guidance_is_shown_and_told(page: EnrolPage) -> None:
    """Checks, captured faces and reasons follow each frame; a screen reader hears what to do."""
    _capturing(page)
    page.show_frame(Frame(PICTURE))
    page.show_result(
        result(
            GuidanceCode.MORE_LIGHT, PoseBin.FRONT, wrong=(GuidanceCode.MORE_LIGHT, GuidanceCode.HOLD_STILL)
        )
    )
    assert page.capture.checks["light"].text() == "too dark"
    assert page.capture.checks["distance"].text() == "good"
    assert page.capture.rejected.text() == "1 frame rejected: 1 too dark"
    assert page.capture.review_button.isEnabled()
    assert page.view.accessibleDescription() == "More light, please"


def test_a_full_ring_goes_on_by_itself(qtbot: QtBot, page: EnrolPage) -> None:
    """The captured faces are handed over for the review."""
    _capturing(page)
    page.show_result(result(GuidanceCode.TURN_LEFT, PoseBin.FRONT))
    with qtbot.waitSignal(page.captured) as told:
        page.show_result(result(GuidanceCode.DONE, *PoseBin))
    assert [face.bin for face in told.args[0]] == list(PoseBin)


def _review(page: EnrolPage, faces: int = 3) -> None:
    _capturing(page)
    image = to_qimage(PICTURE)
    page.show_review([ReviewFace(image, f"face {n}") for n in range(faces)])


def test_saving_waits_for_the_look_for_doubles(qtbot: QtBot, page: EnrolPage) -> None:
    """Nothing can be saved while it is not known whether somebody looks alike."""
    _review(page)
    assert page.step is Step.REVIEW
    assert not page.review.save_button.isEnabled()
    page.show_alike(None)
    assert page.review.decision is DuplicateDecision.ASK
    with qtbot.waitSignal(page.save_wanted):
        page.review.save_button.click()
    assert not page.review.save_button.isEnabled()


def test_faces_can_be_left_out(page: EnrolPage) -> None:
    """At least one has to stay."""
    _review(page)
    page.show_alike(None)
    page.review.boxes[1].setChecked(False)
    assert page.review.kept == [0, 2]
    for box in page.review.boxes:
        box.setChecked(False)
    assert not page.review.save_button.isEnabled()


@pytest.mark.parametrize(
    ("choice", "decision"), [(0, DuplicateDecision.SAME), (1, DuplicateDecision.NOT_SAME)]
)
def test_a_look_alike_has_to_be_decided(page: EnrolPage, choice: int, decision: DuplicateDecision) -> None:
    """The operator says whether it is the same person before anything is saved."""
    _review(page)
    page.show_alike(LookAlike("f" * 32, "Ada King", "1 in 9,000", None))
    assert not page.review.save_button.isEnabled()
    page.review.choices.button(choice).click()
    assert page.review.save_button.isEnabled()
    assert page.review.decision is decision


def test_nobody_is_saved_twice(page: EnrolPage) -> None:
    """While it is being saved, other choices do not offer to save again."""
    _review(page)
    page.show_alike(None)
    page.review.save_button.click()
    page.review.boxes[0].setChecked(False)
    assert not page.review.save_button.isEnabled()


def test_what_could_not_be_looked_up_cannot_be_saved(page: EnrolPage) -> None:
    """A gallery that cannot be opened is told, and there is nothing to save yet."""
    _review(page)
    page.show_error(GalleryLocked())
    assert page.review.problem.text()
    assert page.review.note.text() == ""
    assert not page.review.save_button.isEnabled()


def test_a_failed_save_is_told_and_can_be_repeated(page: EnrolPage) -> None:
    """Nothing that was written or captured is lost."""
    _review(page)
    page.show_alike(None)
    page.review.save_button.click()
    page.show_error(GalleryWriteFailed(path="/g.db", why="disk full"))
    assert "disk full" in page.review.problem.text()
    assert page.review.save_button.isEnabled()
    assert page.step is Step.REVIEW


def test_after_saving_the_next_person_starts_empty(page: EnrolPage) -> None:
    """The name is gone, the basis stays."""
    _review(page)
    page.form.basis.setCurrentIndex(1)
    page.show_saved("Ada Lovelace", 3, 1204)
    assert page.saved_words.text() == "Ada Lovelace is enrolled"
    assert "1,204" in page.saved_hint.text()
    page.next_button.click()
    assert page.step is Step.DETAILS
    assert page.form.name.text() == ""
    assert not page.form.agreed.isChecked()
    assert page.form.basis.currentData() == "contract"


def test_leaving_the_page_ends_the_capture(page: EnrolPage) -> None:
    """The camera's light goes out when nobody looks at its picture; what was written stays."""
    _capturing(page)
    page.left()
    assert page.step is Step.DETAILS
    assert page.form.name.text() == " Ada Lovelace "


def test_the_ring_has_a_quarter_for_each_turn() -> None:
    """The person's own left is at the left of the mirrored picture."""
    assert _part_of(180) == (PoseBin.LEFT, 0.0)
    assert _part_of(0) == (PoseBin.RIGHT, 0.0)
    assert _part_of(90) == (PoseBin.UP, 0.0)
    assert _part_of(270) == (PoseBin.DOWN, 0.0)
    assert _part_of(359)[0] is PoseBin.RIGHT


def test_rejected_frames_are_counted_by_reason() -> None:
    """The three most frequent reasons are named."""
    codes = [GuidanceCode.HOLD_STILL] * 3 + [GuidanceCode.OPEN_EYES] * 2
    assert rejected(codes) == "5 frames rejected: 3 moving, 2 eyes closed"
    assert rejected([]) == ""


def test_a_full_ring_waits_for_the_check(qtbot: QtBot, page: EnrolPage) -> None:
    """Its prompts stand over the picture with their arrow and steps; a pass goes on by itself."""
    _capturing(page, "advise")
    running = LivenessView(CheckSet.ALL, Prompt.TURN_LEFT, 1, 3, 1)
    with qtbot.assertNotEmitted(page.captured):
        page.show_result(result(GuidanceCode.DONE, *PoseBin, liveness=running))
    assert page.capture.alive.text() == "step 2 of 3"
    assert page.view.banner is not None
    assert (page.view.banner.text, page.view.banner.icon) == ("Turn your head to the left", "left")
    assert page.view.accessibleDescription() == "Turn your head to the left"
    assert not page.capture.check.sets.isEnabled()
    with qtbot.waitSignal(page.captured):
        page.show_result(result(GuidanceCode.DONE, *PoseBin, liveness=ended(passed=True)))
    assert page.liveness is not None


@pytest.mark.parametrize(("policy", "allowed"), [("advise", True), ("require", False)])
def test_a_failed_check_tells_why_and_may_be_repeated(
    qtbot: QtBot, page: EnrolPage, policy: str, allowed: bool
) -> None:
    """Advice lets the operator go on all the same; where the check is required there is only another try."""
    _capturing(page, policy)
    page.show_result(result(GuidanceCode.DONE, *PoseBin, liveness=ended(LivenessReason.TOO_SLOW)))
    assert page.step is Step.CAPTURE
    assert page.capture.alive.text() == "not passed"
    assert page.capture.check.reasons.text() == "The movement did not come in time."
    assert page.capture.review_button.isEnabled() is allowed
    with qtbot.waitSignal(page.check_wanted):
        page.capture.check.again_button.click()
    if allowed:
        with qtbot.waitSignal(page.captured):
            page.capture.review_button.click()


def test_the_operator_begins_the_check_before_the_ring_is_full(qtbot: QtBot, page: EnrolPage) -> None:
    """With a face or two captured the button leads to the check, not past it."""
    _capturing(page, "require")
    page.show_result(result(GuidanceCode.TURN_LEFT, PoseBin.FRONT))
    assert page.capture.review_button.text() == "Go on to the check"
    with qtbot.waitSignal(page.check_wanted), qtbot.assertNotEmitted(page.captured):
        page.capture.review_button.click()


def test_other_movements_and_the_operators_word(qtbot: QtBot, page: EnrolPage) -> None:
    """The set is told when it is chosen; the word is asked for while such a check is under way."""
    _capturing(page, "require")
    check = page.capture.check
    with qtbot.waitSignal(page.check_set_chosen) as told:
        check.sets.setCurrentIndex(check.sets.findData(CheckSet.OPERATOR))
        check.sets.activated.emit(check.sets.currentIndex())
    assert told.args == [CheckSet.OPERATOR]
    asked = LivenessView(CheckSet.OPERATOR, attempt=1)
    page.show_result(result(GuidanceCode.DONE, *PoseBin, liveness=asked))
    assert check.confirm_button.isVisible()
    with qtbot.waitSignal(page.confirmed) as told:
        check.confirm_button.click()
    assert told.args == [True]
    with qtbot.waitSignal(page.confirmed) as told:
        check.deny_button.click()
    assert told.args == [False]


def test_without_a_check_nothing_of_it_is_shown(page: EnrolPage) -> None:
    """Switched off, the capture looks as if there were none."""
    _capturing(page)
    assert not page.capture.check.isVisible()
    assert not page.capture.alive.isVisible()


def test_saving_waits_for_the_operators_word_where_a_check_is_required(page: EnrolPage) -> None:
    """Photos and recordings pass no challenge: somebody has to vouch for the person."""
    _review(page)
    page.show_alike(None)
    page.review.show_alive(alive(None, "require"))
    assert not page.review.save_button.isEnabled()
    assert not page.review.vouched
    page.review.word.setChecked(True)
    assert page.review.save_button.isEnabled()
    assert page.review.vouched


@pytest.mark.parametrize(
    ("view", "policy", "words", "ask"),
    [
        (None, "off", "", False),
        (None, "advise", "not checked for life", False),
        (ended(passed=True), "require", "seen alive", False),
        (ended(LivenessReason.JUMPED), "advise", "jumped", False),
        (ended(LivenessReason.JUMPED), "require", "jumped", True),
    ],
)
def test_the_review_tells_how_the_check_ended(
    view: LivenessView | None, policy: str, words: str, ask: bool
) -> None:
    """In words and with its reason; only "require" asks for more."""
    told = alive(view, policy)
    assert words in f"{told.text} {told.reasons}"
    assert bool(words) is bool(told.text)
    assert told.ask is ask
