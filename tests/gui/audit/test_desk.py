"""The Audit page and the gallery: what opening found, events as they are filtered, the whole check."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from faceid_desktop.gallery.records import PersonDetails
from faceid_desktop.gallery.schema import SlotKind
from faceid_desktop.gui.audit.desk import AuditDesk
from faceid_desktop.gui.state import AppState
from faceid_desktop.services.enrolment import EnrolmentService
from faceid_desktop.services.opening import OpenGallery, close_gallery, open_gallery
from faceid_desktop.services.unlocking import Secret
from faceid_desktop.services.workspace import Workspace
from tests.helpers.small_gallery import Clock, given
from tests.helpers.tiny_bundle import write_tiny_bundle
from tests.helpers.tiny_workspace import photo_of, tiny_engine

SECRET = Secret(SlotKind.PASSPHRASE, "correct horse battery staple")


@pytest.fixture
def clock() -> Clock:
    """A clock that the test sets."""
    return Clock()


@pytest.fixture
def workspace(state: AppState, tmp_path: Path, clock: Clock) -> Iterator[Workspace]:
    """Return a gallery in which somebody was enrolled a month after it was begun."""
    close_gallery(open_gallery(state.paths, SECRET, create=True, clock=clock, keyring=lambda: None))
    gallery = open_gallery(state.paths, SECRET, clock=clock, keyring=lambda: None)
    made = Workspace(gallery, tiny_engine(write_tiny_bundle(tmp_path / "bundle")))
    clock.now += timedelta(days=31)
    photo = photo_of((60.0, -40.0), made.engine.bundle.model_id)
    EnrolmentService(made).enrol(PersonDetails("Ada"), given(clock.now), [photo])
    yield made
    close_gallery(gallery)


@pytest.fixture
def desk(qtbot: QtBot, state: AppState, workspace: Workspace) -> AuditDesk:
    """Return the desk with its events read."""
    made = AuditDesk(state)
    qtbot.addWidget(made.page)
    state.set_workspace(workspace)
    qtbot.waitUntil(lambda: made.page.model.rowCount() > 2)
    return made


def kinds(desk: AuditDesk) -> set[str]:
    """Return the words of the events that are shown."""
    model = desk.page.model
    return {str(model.index(row, 2).data()) for row in range(model.rowCount())}


def choose(desk: AuditDesk, kind: str, days: int) -> None:
    """Choose filters as the operator does."""
    page = desk.page
    page.kinds.setCurrentIndex(page.kinds.findData(kind))
    page.days.setCurrentIndex(page.days.findData(days))
    page.days.activated.emit(page.days.currentIndex())


def test_a_visit_shows_what_opening_found_and_checks_nothing_anew(
    qtbot: QtBot, desk: AuditDesk, state: AppState, workspace: Workspace
) -> None:
    """The whole check is made when it is asked for."""
    gallery = workspace.gallery
    assert isinstance(gallery, OpenGallery)
    assert "checked when the gallery was opened" in desk.page.line.text()
    assert not state.jobs.busy
    desk.page.verify_button.click()
    qtbot.waitUntil(lambda: "1 person checked" in desk.page.line.text())


def test_events_are_filtered_by_kind_and_time(qtbot: QtBot, desk: AuditDesk) -> None:
    """Both hold together; any time and all kinds show everything again."""
    assert {"Gallery begun", "Person enrolled"} <= kinds(desk)
    choose(desk, "", 7)
    qtbot.waitUntil(lambda: "Gallery begun" not in kinds(desk) and "Person enrolled" in kinds(desk))
    choose(desk, "gallery", 0)
    qtbot.waitUntil(lambda: "Gallery begun" in kinds(desk) and "Person enrolled" not in kinds(desk))
    choose(desk, "gallery", 7)
    qtbot.waitUntil(lambda: desk.page.model.rowCount() == 0)
    choose(desk, "", 0)
    qtbot.waitUntil(lambda: {"Gallery begun", "Person enrolled"} <= kinds(desk))
