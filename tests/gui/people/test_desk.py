"""The People page and the gallery: everything that reads or changes it runs on the database's thread."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from faceid_desktop.gallery.records import PersonDetails
from faceid_desktop.gui import jobs
from faceid_desktop.gui.evidence.dialog import EvidenceDialog
from faceid_desktop.gui.people.desk import PeopleDesk
from faceid_desktop.gui.people.erase import EraseDialog, SeveralCertificatesDialog
from faceid_desktop.gui.people.merge import MergeDialog, MoveDialog
from faceid_desktop.gui.people.record import RecordDialog
from faceid_desktop.gui.state import AppState
from faceid_desktop.services import consent
from faceid_desktop.services.enrolment import DuplicateDecision, EnrolmentService
from faceid_desktop.services.workspace import Workspace
from faceid_desktop.settings import Settings
from tests.helpers.small_gallery import given
from tests.helpers.threads import opening_threads
from tests.helpers.tiny_workspace import photo_of, tiny_workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Return a gallery with three people."""
    with tiny_workspace(tmp_path / "gallery") as made:
        service = EnrolmentService(made)
        for number, name in enumerate(("Ada", "Ben", "Cara")):
            photo = photo_of((60.0 - 40 * number, -40.0), made.engine.bundle.model_id)
            service.enrol(PersonDetails(name), given(), [photo], DuplicateDecision.PROCEED)
        yield made


@pytest.fixture
def desk(qtbot: QtBot, state: AppState, workspace: Workspace) -> PeopleDesk:
    """Return the desk, shown, with everybody on it."""
    made = PeopleDesk(state)
    qtbot.addWidget(made.page)
    made.page.resize(1100, 800)
    made.page.show()
    state.set_workspace(workspace)
    qtbot.waitUntil(lambda: len(made.page.model.people) == 3)
    return made


def choose(desk: PeopleDesk, name: str) -> str:
    """Choose a person on the page and return his uuid."""
    uuid = next(each.uuid for each in desk.page.model.people if each.details.name == name)
    desk.page.grid.choose(uuid)
    return uuid


def test_the_gallery_is_never_read_on_the_windows_thread(
    qtbot: QtBot, desk: PeopleDesk, state: AppState, workspace: Workspace
) -> None:
    """Looking at somebody, searching, an erasure, a merge, all after a change from elsewhere."""
    with opening_threads() as threads:
        workspace.refresh()
        choose(desk, "Ada")
        desk.page.look()
        desk.page.panel.erase_button.click()
        qtbot.waitUntil(lambda: desk.page.findChild(EraseDialog) is not None)
        desk.page.panel.merge_button.click()
        dialog = desk.page.findChild(MergeDialog)
        assert dialog is not None
        qtbot.waitUntil(lambda: dialog.list.count() == 2)
        qtbot.waitUntil(lambda: not state.db.busy)
    assert {name.split("_")[0] for name in threads} == {"db"}


def test_no_change_takes_the_place_of_another(
    qtbot: QtBot, desk: PeopleDesk, state: AppState, workspace: Workspace
) -> None:
    """While the database is busy, several changes wait and all of them are made."""
    uuid, go_on = choose(desk, "Ben"), threading.Event()
    state.db.run("busy", lambda: go_on.wait(10), lambda _: None, lambda _: None)
    desk.page.panel.watch_wanted.emit(uuid, True)
    desk.page.panel.save_wanted.emit(uuid, PersonDetails("Benjamin"))
    go_on.set()
    qtbot.waitUntil(lambda: workspace.directory.get(uuid).details.name == "Benjamin")
    assert workspace.directory.get(uuid).watch


def test_people_are_merged_into_whom_was_found(qtbot: QtBot, desk: PeopleDesk, workspace: Workspace) -> None:
    """What is typed finds the person; his entry gains the photos."""
    choose(desk, "Ada")
    desk.page.panel.merge_button.click()
    dialog = desk.page.findChild(MergeDialog)
    assert dialog is not None
    dialog.line.setText("cara")
    qtbot.waitUntil(lambda: dialog.list.count() == 1)
    dialog.list.setCurrentRow(0)
    dialog.action_button.click()
    qtbot.waitUntil(lambda: len(workspace.directory) == 2)
    qtbot.waitUntil(lambda: [each.details.name for each in desk.page.model.people] == ["Ben", "Cara"])
    assert workspace.directory.find("Cara").photos == 2


def test_a_card_on_another_asks_to_merge(
    qtbot: QtBot, desk: PeopleDesk, state: AppState, workspace: Workspace
) -> None:
    """The dialog shows both, the lower one chosen, and the evidence on them; one yes merges."""
    state.set_engine(jobs.load_engine(lambda *_: workspace.engine, Settings(), None, "auto"))
    desk.page.grid.merge_wanted.emit(*(workspace.directory.find(name).uuid for name in ("Ada", "Cara")))
    dialog = desk.page.findChild(MergeDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.list.count() == 2)
    assert dialog.windowTitle() == "Merge Ada into …"
    assert [name.text() for name in dialog.pair.names] == ["Ada", "Cara"]
    dialog.evidence_button.click()
    qtbot.waitUntil(lambda: dialog.findChild(EvidenceDialog) is not None)
    evidence = dialog.findChild(EvidenceDialog)
    assert evidence is not None
    assert evidence.windowTitle() == "Are Ada and Cara one person?"
    evidence.close()
    dialog.action_button.click()
    qtbot.waitUntil(lambda: [each.details.name for each in desk.page.model.people] == ["Ben", "Cara"])
    assert workspace.directory.find("Cara").photos == 2


def test_who_takes_no_part_in_matching_has_no_evidence(
    qtbot: QtBot, desk: PeopleDesk, state: AppState, workspace: Workspace
) -> None:
    """It is said whose consent is missing."""
    choose(desk, "Ada")
    desk.page.panel.merge_button.click()
    dialog = desk.page.findChild(MergeDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.list.count() == 2)
    consent.withdraw(workspace.gallery, workspace.directory.find("Cara").uuid)
    workspace.refresh()
    dialog.list.setCurrentRow(1)
    dialog.evidence_button.click()
    qtbot.waitUntil(lambda: desk.page.findChild(QMessageBox) is not None)
    box = desk.page.findChild(QMessageBox)
    assert box is not None
    assert box.informativeText() == "Record a new one for Cara."


def test_two_who_are_chosen_are_merged_by_the_keyboard(
    qtbot: QtBot, desk: PeopleDesk, workspace: Workspace
) -> None:
    """What dragging does, the button does; typing finds somebody else."""
    page = desk.page
    choose(desk, "Ada")
    flags = QItemSelectionModel.SelectionFlag
    page.grid.selectionModel().select(page.model.cell_of(workspace.directory.find("Ben").uuid), flags.Select)
    qtbot.keyClick(page.bulk.merge_button, Qt.Key.Key_Space)
    dialog = page.findChild(MergeDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.list.count() == 2)
    assert {name.text() for name in dialog.pair.names} == {"Ada", "Ben"}
    dialog.line.setText("cara")
    qtbot.waitUntil(lambda: dialog.list.count() == 1)
    assert not dialog.evidence_button.isEnabled()
    assert dialog.target is None
    dialog.reject()
    page.grid.selectAll()
    assert page.bulk.merge_button.isHidden()
    qtbot.waitUntil(lambda: len(workspace.directory) == 3)


def test_people_with_few_good_photos_are_found(
    qtbot: QtBot, desk: PeopleDesk, state: AppState, workspace: Workspace
) -> None:
    """Photos are opened on the database's thread; whoever gets enough good ones leaves the list."""
    ada, box = workspace.directory.find("Ada").uuid, desk.page.filters.quality
    service = EnrolmentService(workspace)
    photos = [photo_of((60.0, -40.0), workspace.engine.bundle.model_id) for _ in range(2)]
    service.add_photos(ada, photos, DuplicateDecision.PROCEED)
    with opening_threads() as threads:
        box.setCurrentIndex(box.findData("few_good"))
        box.activated.emit(box.currentIndex())
        qtbot.waitUntil(lambda: [each.details.name for each in desk.page.model.people] == ["Ben", "Cara"])
    assert {name.split("_")[0] for name in threads} == {"db"}
    box.setCurrentIndex(box.findData("no_good"))
    box.activated.emit(box.currentIndex())
    qtbot.waitUntil(lambda: desk.page.empty_title.text() == "Nobody fits" and not state.db.busy)


def record_of(qtbot: QtBot, desk: PeopleDesk, name: str) -> RecordDialog:
    """Open the record of a person."""
    choose(desk, name)
    desk.page.panel.record_button.click()
    qtbot.waitUntil(lambda: desk.page.findChild(RecordDialog) is not None)
    dialog = desk.page.findChild(RecordDialog)
    assert dialog is not None
    return dialog


def test_the_record_tells_everything_that_is_kept(
    qtbot: QtBot, desk: PeopleDesk, workspace: Workspace
) -> None:
    """Lawful basis, photos with their models, look-alikes and events; read on the database's thread."""
    with opening_threads() as threads:
        dialog = record_of(qtbot, desk, "Ada")
    assert {name.split("_")[0] for name in threads} == {"db"}
    assert [button.text() for button in dialog.sections] == [
        "Lawful basis 1", "Photos 1", "Look-alikes 0", "Events 2",
    ]  # fmt: skip
    assert "Consent, given on" in dialog.statements.item(0).text()
    assert workspace.index.model_id in dialog.photos.item(0).text()
    assert dialog.alike.item(0).text() == "Nobody enrolled looks alike."
    assert "Person enrolled" in dialog.events.item(0).text()
    assert dialog.due.isHidden()


def test_a_photo_moves_to_whom_it_belongs(qtbot: QtBot, desk: PeopleDesk, workspace: Workspace) -> None:
    """From the record, to a person who is searched for."""
    ben = workspace.directory.find("Ben").uuid
    photo = photo_of((58.0, -40.0), workspace.engine.bundle.model_id)
    EnrolmentService(workspace).add_photos(ben, [photo], DuplicateDecision.PROCEED)
    dialog = record_of(qtbot, desk, "Ben")
    dialog.sections[1].click()
    assert not dialog.move_button.isEnabled()
    dialog.photos.setCurrentRow(1)
    dialog.move_button.click()
    choice = desk.page.findChild(MoveDialog)
    assert choice is not None
    qtbot.waitUntil(lambda: choice.list.count() == 2)
    choice.list.setCurrentRow(0)
    choice.action_button.click()
    qtbot.waitUntil(lambda: workspace.directory.find("Ada").photos == 2)
    assert workspace.directory.find("Ben").photos == 1


def test_look_alikes_are_told_apart(qtbot: QtBot, desk: PeopleDesk, workspace: Workspace) -> None:
    """Whoever is somebody else is not asked about again."""
    photo = photo_of((60.0, -40.0), workspace.engine.bundle.model_id)
    service = EnrolmentService(workspace)
    twin = service.enrol(PersonDetails("Twin"), given(), [photo], DuplicateDecision.PROCEED)
    dialog = record_of(qtbot, desk, "Ada")
    assert dialog.alike.item(0).text().startswith("Twin\n")
    dialog.sections[2].click()
    dialog.alike.setCurrentRow(0)
    dialog.apart_button.click()
    ada = workspace.directory.find("Ada").uuid
    qtbot.waitUntil(lambda: twin.uuid in workspace.people.told_apart(ada))


def test_several_people_are_changed_at_once(
    qtbot: QtBot, desk: PeopleDesk, state: AppState, workspace: Workspace
) -> None:
    """A tag for everybody who is chosen, and the watch list; who has the tag already stays as he is."""
    page, people = desk.page, workspace.directory
    workspace.people.tag(people.find("Ben").uuid, add=["guest"])
    before = workspace.people.get(people.find("Ben").uuid).revision
    page.grid.selectAll()
    assert page.bulk.isVisible()
    assert not page.panel.isVisible()
    assert page.bulk.count.text() == "3 people chosen"
    page.bulk.tag.setText("guest")
    page.bulk.add_button.click()
    qtbot.waitUntil(lambda: all(each.details.tags == ("guest",) for each in workspace.directory))
    assert workspace.people.get(people.find("Ben").uuid).revision == before
    qtbot.waitUntil(lambda: not page.bulk.isVisible())
    page.grid.selectAll()
    page.bulk.watch_button.click()
    qtbot.waitUntil(lambda: all(each.watch for each in workspace.directory))
    qtbot.waitUntil(lambda: not state.db.busy)


def test_several_people_are_erased_with_a_proof_for_each(
    qtbot: QtBot, desk: PeopleDesk, workspace: Workspace, tmp_path: Path
) -> None:
    """One deliberate yes, one search of all files, a certificate for everybody."""
    desk.page.table_button.click()
    desk.page.table.selectAll()
    desk.page.bulk.erase_button.click()
    qtbot.waitUntil(lambda: desk.page.findChild(EraseDialog) is not None)
    dialog = desk.page.findChild(EraseDialog)
    assert dialog is not None
    assert dialog.sure.text() == "I want to erase 3 people"
    dialog.sure.setChecked(True)
    dialog.action_button.click()
    qtbot.waitUntil(lambda: desk.page.findChild(SeveralCertificatesDialog) is not None, timeout=20_000)
    proof = desk.page.findChild(SeveralCertificatesDialog)
    assert proof is not None
    assert len(workspace.directory) == 0
    proof.save(tmp_path)
    assert len(list(tmp_path.glob("erasure-*.pdf"))) == 3
    qtbot.waitUntil(lambda: desk.page.model.people == ())
