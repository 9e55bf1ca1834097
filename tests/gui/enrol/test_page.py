"""The Enrol page: name and consent first, then the ring, the review, and one save."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from faceid_desktop.core.records import FacesInPhoto, Frame
from faceid_desktop.errors import GalleryWriteFailed
from faceid_desktop.gallery.records import PersonDetails
from faceid_desktop.gallery.schema import ConsentStatus
from faceid_desktop.gui.enrol.page import EnrolPage, Step
from faceid_desktop.gui.enrol.review import LookAlike, ReviewFace
from faceid_desktop.gui.enrol.ring import _part_of
from faceid_desktop.gui.enrol.words import rejected
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
from tests.gui.fakes import GOOD, make_face

NOW = datetime(2026, 11, 21, tzinfo=UTC)
PICTURE = np.full((280, 320, 3), 90, np.uint8)


def result(code: GuidanceCode, *captured: PoseBin, wrong: tuple[GuidanceCode, ...] = ()) -> EnrolmentResult:
    """Return what a guided enrolment tells of one frame."""
    photo = FacesInPhoto(PICTURE, (make_face(),))
    ring = tuple(BinState(part, int(part in captured), 1) for part in PoseBin)
    guidance = Guidance(code, wrong, (), ring, PoseBin.LEFT, GOOD.pose, 0, len(captured) / 5)
    faces = tuple(CapturedFace(photo, 0, part, 0.9, place, 0) for place, part in enumerate(captured))
    return EnrolmentResult(Frame(PICTURE), photo, guidance, faces)


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


def _capturing(page: EnrolPage) -> None:
    _written(page)
    page.capture.begin("Ada Lovelace")
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
