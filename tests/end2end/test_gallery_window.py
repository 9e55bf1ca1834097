"""The whole window with the real models and a real gallery: enrol from photos, find the person, erase him."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from faceid_desktop.gallery.queries import audit
from faceid_desktop.gui.app import Application, parse
from faceid_desktop.gui.enrol.page import EnrolPage, Step
from faceid_desktop.gui.gate.unlock import UnlockDialog
from faceid_desktop.gui.identify.page import IdentifyPage
from faceid_desktop.gui.people.erase import CertificateDialog, EraseDialog
from faceid_desktop.gui.people.page import PeoplePage
from faceid_desktop.paths import resources
from faceid_desktop.services.access import Action
from faceid_desktop.services.progress import Progress
from faceid_desktop.settings import Settings
from tests.helpers.camera import mjpeg_server

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")
LONG_MS = 60_000


@pytest.fixture
def application(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Application]:
    """Return the started application with its models loaded and no gallery yet."""
    made = Application(parse(["--device", "cpu", "--data-dir", str(tmp_path)]), Settings(theme="light"))
    qtbot.addWidget(made.window)
    made.start(qapp)
    qtbot.waitUntil(lambda: made.state.ready is not None, timeout=LONG_MS)
    yield made
    made.stop()


def _enrol(qtbot: QtBot, application: Application, name: str, photo: Path) -> EnrolPage:
    application.window.sidebar.choose(2)
    page = application.window.pages.currentWidget()
    assert isinstance(page, EnrolPage)
    page.form.name.setText(name)
    page.form.agreed.setChecked(True)
    page.photos_chosen.emit([photo])
    qtbot.waitUntil(lambda: page.step is Step.REVIEW, timeout=LONG_MS)
    qtbot.waitUntil(
        lambda: page.review.alike is not None or page.review.save_button.isEnabled(), timeout=LONG_MS
    )
    return page


def test_a_person_is_enrolled_found_watched_and_erased(qtbot: QtBot, application: Application) -> None:
    """The way of every person through the program, with the drawn portraits that come with it."""
    portrait = sorted((resources() / "samples").glob("*.png"))[0]
    page = _enrol(qtbot, application, "Ada Lovelace", portrait)
    page.review.save_button.click()
    qtbot.waitUntil(lambda: page.step is Step.SAVED, timeout=LONG_MS)

    application.window.sidebar.choose(3)
    people = application.window.pages.currentWidget()
    assert isinstance(people, PeoplePage)
    qtbot.waitUntil(lambda: [each.details.name for each in people.model.people] == ["Ada Lovelace"])
    people.grid.choose(people.model.people[0].uuid)
    people.panel.watch_button.click()
    qtbot.waitUntil(lambda: people.model.people[0].watch, timeout=LONG_MS)

    people.panel.erase_button.click()
    qtbot.waitUntil(lambda: people.findChild(EraseDialog) is not None, timeout=LONG_MS)
    dialog = people.findChild(EraseDialog)
    assert dialog is not None
    dialog.sure.setChecked(True)
    dialog.action_button.click()
    qtbot.waitUntil(lambda: people.findChild(CertificateDialog) is not None, timeout=LONG_MS)
    qtbot.waitUntil(lambda: people.model.people == ())
    workspace = application.state.workspace
    assert workspace is not None
    assert (len(workspace.directory), len(workspace.index)) == (0, 0)


def test_the_same_face_under_another_name_is_noticed(qtbot: QtBot, application: Application) -> None:
    """Before anything is saved the operator is asked whether it is the same person."""
    portrait = sorted((resources() / "samples").glob("*.png"))[0]
    page = _enrol(qtbot, application, "Ada Lovelace", portrait)
    page.review.save_button.click()
    qtbot.waitUntil(lambda: page.step is Step.SAVED, timeout=LONG_MS)
    page.next_button.click()
    again = _enrol(qtbot, application, "Somebody Else", portrait)
    assert again.review.alike is not None
    assert again.review.alike.name == "Ada Lovelace"
    assert not again.review.save_button.isEnabled()


def test_a_locked_gallery_opens_with_its_passphrase_only(
    qtbot: QtBot, application: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Locking forgets the names; a wrong passphrase changes nothing; the right one brings them back."""
    monkeypatch.setenv("FACEID_PASSPHRASE", "correct horse battery staple")
    portrait = sorted((resources() / "samples").glob("*.png"))[0]
    page = _enrol(qtbot, application, "Ada Lovelace", portrait)
    page.review.save_button.click()
    qtbot.waitUntil(lambda: page.step is Step.SAVED, timeout=LONG_MS)
    gate, state = application.gate, application.state
    monkeypatch.delenv("FACEID_PASSPHRASE")
    gate.lock()
    qtbot.waitUntil(lambda: _dialog(application) is not None, timeout=LONG_MS)
    assert state.workspace is None

    _answer(application, "wrong")
    qtbot.waitUntil(lambda: "not the right secret" in _problem(application), timeout=LONG_MS)
    assert state.workspace is None

    _answer(application, "correct horse battery staple")
    qtbot.waitUntil(lambda: state.workspace is not None, timeout=LONG_MS)
    assert [each.details.name for each in state.workspace.directory] == ["Ada Lovelace"]


def test_a_gallery_of_another_model_is_changed_over(
    qtbot: QtBot, application: Application, tmp_path: Path
) -> None:
    """Whoever installs a version with other models finds everybody again: templates come from the crops."""
    portrait = sorted((resources() / "samples").glob("*.png"))[0]
    page = _enrol(qtbot, application, "Ada Lovelace", portrait)
    page.review.save_button.click()
    qtbot.waitUntil(lambda: page.step is Step.SAVED, timeout=LONG_MS)
    ready, state = application.state.ready, application.state
    application.gate.close()
    assert ready is not None
    with closing(sqlite3.connect(tmp_path / "gallery" / "gallery.db")) as database:
        database.execute("UPDATE template SET model_id = 'older+00000000'")
        database.execute("""UPDATE setting SET value = '"older+00000000"' WHERE name = 'model.active'""")
        database.commit()
    told: list[Progress] = []
    application.gate.changing_model.connect(told.append)
    application.gate.open()
    qtbot.waitUntil(lambda: state.workspace is not None, timeout=LONG_MS)
    assert state.workspace is not None
    assert (state.workspace.index.model_id, len(state.workspace.index)) == (ready.model_id, 1)
    qtbot.waitUntil(lambda: bool(told) and told[-1].done == told[-1].total == 1)


def _dialog(application: Application) -> UnlockDialog | None:
    shown = [each for each in application.window.findChildren(UnlockDialog) if each.isVisible()]
    return shown[-1] if shown else None


def _problem(application: Application) -> str:
    dialog = _dialog(application)
    return dialog.problem.text() if dialog is not None else ""


def _answer(application: Application, secret: str) -> None:
    dialog = _dialog(application)
    assert dialog is not None
    dialog.secret.setText(secret)
    dialog.action_button.click()


def _portrait_camera() -> list[np.ndarray]:
    """Return the pictures of a camera before which a drawn portrait stands still."""
    portrait = cv2.imread(str(sorted((resources() / "samples").glob("*.png"))[0]))
    portrait = cv2.cvtColor(cv2.resize(np.asarray(portrait), (360, 360)), cv2.COLOR_BGR2RGB)
    picture = np.full((480, 640, 3), 150, np.uint8)
    picture[60:420, 140:500] = portrait
    return [picture]


def test_a_picture_before_the_camera_does_not_pass_the_check(qtbot: QtBot, application: Application) -> None:
    """It is captured and asked to move; enrolled all the same, its failure stands with the photos."""
    application.window.sidebar.choose(2)
    page = application.window.pages.currentWidget()
    assert isinstance(page, EnrolPage)
    page.form.name.setText("A picture")
    page.form.agreed.setChecked(True)
    capture = page.capture
    with mjpeg_server(_portrait_camera()) as port:
        page.capture_wanted.emit(f"http://127.0.0.1:{port}/")
        qtbot.waitUntil(capture.review_button.isEnabled, timeout=LONG_MS)
        capture.review_button.click()
        qtbot.waitUntil(lambda: page.liveness is not None and page.liveness.over, timeout=LONG_MS)
        assert capture.alive.text() == "not passed"
        assert capture.check.reasons.text()
        capture.review_button.click()
        qtbot.waitUntil(page.review.save_button.isEnabled, timeout=LONG_MS)
    assert page.review.alive.text() == "check not passed"
    page.review.save_button.click()
    qtbot.waitUntil(lambda: page.step is Step.SAVED, timeout=LONG_MS)
    workspace = application.state.workspace
    assert workspace is not None
    (person,) = workspace.directory
    facts = [photo.liveness for photo in workspace.people.photos(person.uuid)]
    assert facts
    assert all(each["passed"] is False and each["challenge"] == "all" for each in facts)


def test_nobody_is_enrolled_from_photos_where_a_check_is_required(
    qtbot: QtBot, application: Application
) -> None:
    """Until the operator gives his word, and that is what is written down."""
    application.state.set_settings(replace(application.state.settings, liveness_enrol="require"))
    portrait = sorted((resources() / "samples").glob("*.png"))[0]
    application.window.sidebar.choose(2)
    page = application.window.pages.currentWidget()
    assert isinstance(page, EnrolPage)
    page.form.name.setText("Ada Lovelace")
    page.form.agreed.setChecked(True)
    page.photos_chosen.emit([portrait])
    qtbot.waitUntil(page.review.word.isVisible, timeout=LONG_MS)
    assert not page.review.save_button.isEnabled()
    page.review.word.setChecked(True)
    page.review.save_button.click()
    qtbot.waitUntil(lambda: page.step is Step.SAVED, timeout=LONG_MS)
    workspace = application.state.workspace
    assert workspace is not None
    (person,) = workspace.directory
    (photo,) = workspace.people.photos(person.uuid)
    assert photo.liveness["passed"] is True
    assert photo.liveness["reasons"] == ["operator_confirmed"]


def test_a_picture_of_somebody_enrolled_is_rejected_where_a_check_is_required(
    qtbot: QtBot, application: Application
) -> None:
    """He is recognised, asked to move by himself, and never counts as seen."""
    portrait = sorted((resources() / "samples").glob("*.png"))[0]
    page = _enrol(qtbot, application, "Ada Lovelace", portrait)
    page.review.save_button.click()
    qtbot.waitUntil(lambda: page.step is Step.SAVED, timeout=LONG_MS)
    state = application.state
    state.set_settings(replace(state.settings, liveness_identify="require"))
    with mjpeg_server(_portrait_camera()) as port:
        application.window.watch(f"http://127.0.0.1:{port}/")
        identify = application.window.pages.currentWidget()
        assert isinstance(identify, IdentifyPage)
        qtbot.waitUntil(lambda: identify.view.banner is not None, timeout=LONG_MS)
        qtbot.waitUntil(lambda: "rejected" in str(identify.events.index(0).data()), timeout=LONG_MS)
        before = identify.control.session
        state.set_settings(replace(state.settings, liveness_identify="off"))
        qtbot.waitUntil(lambda: identify.control.session not in (None, before), timeout=LONG_MS)
        assert not identify.check_button.isVisible()
        identify.left()
    state.db.finish()
    workspace = state.workspace
    assert workspace is not None
    with workspace.gallery.read(Action.VIEW_AUDIT) as session:
        kept = [each.details for each in audit.newest(session) if each.kind == "identify.performed"]
    assert kept
    assert not any(each["accepted"] for each in kept if each["outcome"] == "identified")
    assert any((each["liveness"] or {}).get("passed") is False for each in kept)
