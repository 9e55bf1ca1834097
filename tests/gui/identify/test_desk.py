"""The Identify page and the gallery: names, watch list and threshold come from the database's thread."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from faceid_desktop.gallery.records import PersonDetails
from faceid_desktop.gui.identify.desk import IdentifyDesk
from faceid_desktop.gui.state import AppState
from faceid_desktop.services.enrolment import EnrolmentService
from faceid_desktop.services.workspace import Workspace
from tests.helpers.small_gallery import given
from tests.helpers.threads import opening_threads
from tests.helpers.tiny_workspace import photo_of, tiny_workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Return a gallery with one person."""
    with tiny_workspace(tmp_path / "gallery") as made:
        photo = photo_of((60.0, -40.0), made.engine.bundle.model_id)
        EnrolmentService(made).enrol(PersonDetails("Ada"), given(), [photo])
        yield made


@pytest.fixture
def desk(qtbot: QtBot, state: AppState) -> IdentifyDesk:
    """Return the desk without a gallery."""
    made = IdentifyDesk(state)
    qtbot.addWidget(made.page)
    return made


def test_the_gallery_is_never_read_on_the_windows_thread(
    qtbot: QtBot, desk: IdentifyDesk, state: AppState, workspace: Workspace
) -> None:
    """Not even when everything has to be read anew, as after an import or a restore."""
    workspace.refresh()
    with opening_threads() as threads:
        state.set_workspace(workspace)
        qtbot.waitUntil(lambda: "1 person" in desk.page.foot.text())
    assert {name.split("_")[0] for name in threads} == {"db"}


def test_names_and_watch_list_follow_the_gallery(
    qtbot: QtBot, desk: IdentifyDesk, state: AppState, workspace: Workspace
) -> None:
    """Whoever is put on the watch list, renamed or gone is so here as well; a locked gallery names nobody."""
    (ada,) = workspace.directory
    state.set_workspace(workspace)
    qtbot.waitUntil(lambda: desk.searched is not None)
    assert desk.searched is not None
    people = desk.searched.names
    assert (people.name_of(ada.uuid), people.is_watched(ada.uuid)) == ("Ada", False)
    assert (people.name_of("nobody"), people.is_watched("nobody")) == (None, False)
    workspace.people.watch(ada.uuid, on=True)
    state.people_changed.emit()
    qtbot.waitUntil(lambda: desk.searched is not None and desk.searched.names.is_watched(ada.uuid))
    state.set_workspace(None)
    assert desk.searched is None


def test_who_appeared_is_shown_on_the_people_page(qtbot: QtBot, desk: IdentifyDesk, state: AppState) -> None:
    """A row that is chosen leads to the person's record."""
    with qtbot.waitSignal(state.person_wanted) as told:
        desk.page.person_wanted.emit("a" * 32)
    assert told.args == ["a" * 32]
