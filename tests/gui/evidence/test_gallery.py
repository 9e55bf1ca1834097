"""All evidence for somebody of the gallery, from the pages where the question arises."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from faceid_desktop.core.patches import PatchSpec
from faceid_desktop.core.records import AlignedFace, Candidate
from faceid_desktop.gallery.records import PersonDetails
from faceid_desktop.gui import jobs
from faceid_desktop.gui.enrol.review import LookAlike, ReviewPanel
from faceid_desktop.gui.evidence.dialog import EvidenceDialog
from faceid_desktop.gui.evidence.gallery import open_evidence
from faceid_desktop.gui.identify.desk import IdentifyDesk
from faceid_desktop.gui.identify.events import EventRow
from faceid_desktop.gui.live.words import Recognition
from faceid_desktop.gui.people.desk import PeopleDesk
from faceid_desktop.gui.people.record import RecordDialog
from faceid_desktop.gui.state import AppState
from faceid_desktop.services.duplicates import candidate_of
from faceid_desktop.services.enrolment import DuplicateDecision, EnrolmentService
from faceid_desktop.services.explanation import PatchEvidence
from faceid_desktop.services.workspace import Workspace
from faceid_desktop.settings import Settings
from tests.helpers.small_gallery import given
from tests.helpers.tiny_workspace import analysed, tiny_workspace

LIGHT, OTHER = (90, 90, 90, 90), (200, 60, 60, 60)


class DrawnExplainer:
    """Explains every pair in the same way and keeps the faces."""

    def __init__(self) -> None:
        self.faces: list[AlignedFace] = []

    def explain(self, a: AlignedFace, b: AlignedFace) -> tuple[PatchEvidence, ...]:
        """Return one region."""
        self.faces += [a, b]
        return (PatchEvidence(PatchSpec("eyes", 0, 0, 8, 8), 3.0),)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Return a gallery with somebody, his twin and somebody else, enrolled from painted photos."""
    with tiny_workspace(tmp_path / "gallery") as made:
        service = EnrolmentService(made)
        for number, (name, colours) in enumerate((("Ada", LIGHT), ("Twin", LIGHT), ("Ben", OTHER))):
            photo = service.prepare(analysed(made, colours, number), None, bytes([number]), f"{name}.png")
            service.enrol(PersonDetails(name), given(), [photo], DuplicateDecision.PROCEED)
        yield made


@pytest.fixture
def explainer(state: AppState, workspace: Workspace) -> DrawnExplainer:
    """Give the state an engine that explains, and return its explainer."""
    made = DrawnExplainer()
    engine = replace(workspace.engine, explainer=made)
    state.set_engine(jobs.load_engine(lambda *_: engine, Settings(), None, "auto"))
    state.set_workspace(workspace)
    return made


def candidate(workspace: Workspace) -> Candidate:
    """Return strong evidence for Ada."""
    return candidate_of(workspace.engine.scorer, workspace.directory.find("Ada").uuid, 3.0)


def test_without_a_model_there_is_nothing_to_open(
    qtbot: QtBot, state: AppState, workspace: Workspace
) -> None:
    """A score of a model that is not loaded has no distributions to stand in."""
    page = QWidget()
    qtbot.addWidget(page)
    assert open_evidence(state, "Is this Ada?", candidate(workspace), page) is None


def test_look_alikes_of_a_record_show_their_evidence_and_regions(
    qtbot: QtBot, state: AppState, workspace: Workspace, explainer: DrawnExplainer
) -> None:
    """The dialogue has the figures at once, and the regions once the stored crops were looked at."""
    desk = PeopleDesk(state)
    qtbot.addWidget(desk.page)
    desk.page.show()
    qtbot.waitUntil(lambda: len(desk.page.model.people) == 3)
    desk.page.grid.choose(workspace.directory.find("Ada").uuid)
    desk.page.panel.record_button.click()
    qtbot.waitUntil(lambda: desk.page.findChild(RecordDialog) is not None)
    record = desk.page.findChild(RecordDialog)
    assert record is not None
    record.sections[2].click()
    record.alike.setCurrentRow(0)
    record.evidence_button.click()
    dialog = record.findChild(EvidenceDialog)
    assert dialog is not None
    assert dialog.windowTitle() == "Are Ada and Twin one person?"
    assert dialog.facts.row_values[0].text().endswith("support")
    qtbot.waitUntil(dialog.regions.isVisible)
    spec = workspace.engine.bundle.manifest.alignment
    assert [face.image.shape for face in explainer.faces] == [(spec.height, spec.width, 3)] * 2
    dialog.action_button.click()


def test_the_question_at_enrolment_offers_the_evidence(qtbot: QtBot) -> None:
    """Who is asked whether two people are one can see all figures first."""
    panel = ReviewPanel()
    qtbot.addWidget(panel)
    panel.show_alike(LookAlike("f" * 32, "Ada King", "1 in 9,000", None))
    (button,) = (each for each in panel.findChildren(QPushButton) if each.text() == "Evidence…")
    assert button.accessibleName() == "Evidence for Ada King"
    with qtbot.waitSignal(panel.evidence_wanted):
        button.click()


def test_an_appearance_before_the_camera_offers_its_evidence(
    qtbot: QtBot, state: AppState, workspace: Workspace, explainer: DrawnExplainer
) -> None:
    """The menu of the list opens the figures for whom somebody is most like; for nobody it does not."""
    desk = IdentifyDesk(state)
    qtbot.addWidget(desk.page)
    qtbot.waitUntil(lambda: desk.searched is not None)
    best = candidate(workspace)
    row = EventRow(
        1, datetime.now(UTC), Recognition("Ada", "", "match", "good"), None, best.person, False, best
    )
    entries = {each.text(): each for each in desk.page.row_menu(row).actions()}
    assert entries["Show person"].isEnabled()
    entries["Evidence…"].trigger()
    dialog = desk.page.findChild(EvidenceDialog)
    assert dialog is not None
    assert dialog.windowTitle() == "Is this Ada?"
    dialog.action_button.click()
    nobody = replace(row, person=None, candidate=None)
    assert not any(each.isEnabled() for each in desk.page.row_menu(nobody).actions())
