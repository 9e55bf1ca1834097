"""A document on the left, a person before the camera on the right, on real services with a tiny bundle."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from faceid_desktop.core.records import QualityReason
from faceid_desktop.gui import jobs
from faceid_desktop.gui.compare.document_desk import DOCUMENT as DOCUMENT_SIDE
from faceid_desktop.gui.compare.document_desk import PERSON
from faceid_desktop.gui.compare.page import DOCUMENT, PAIR, ComparePage
from faceid_desktop.gui.compare.sources import from_paths
from faceid_desktop.gui.enrol.document import DocumentDialog
from faceid_desktop.gui.live.cameras import CameraWatch
from faceid_desktop.gui.state import AppState
from faceid_desktop.services.live.best_frame import BestFrameResult
from faceid_desktop.settings import Settings
from tests.helpers.camera import write_video
from tests.helpers.drawn import face, photo, rejected
from tests.helpers.tiny_bundle import write_tiny_bundle
from tests.helpers.tiny_workspace import picture, tiny_engine

COLOURS = (90, 90, 90, 90)


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """Return a photo as it stands in a document."""
    path = tmp_path / "passport.png"
    Image.fromarray(picture(COLOURS, 1)).save(path)
    return path


@pytest.fixture
def page(qtbot: QtBot, state: AppState, tmp_path: Path) -> Iterator[ComparePage]:
    """Return a shown page in the mode for documents."""
    engine = tiny_engine(write_tiny_bundle(tmp_path / "tiny"))
    made = ComparePage(state, [])
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.set_engine(jobs.load_engine(lambda *_: engine, Settings(), None, "auto"))
    made.show()
    made.modes.button(DOCUMENT).click()
    yield made
    made.close_page()


def video(folder: Path, frames: int) -> Path:
    """Record a person who stands still."""
    return write_video(folder / "person.avi", [picture(COLOURS, seed) for seed in range(frames)])


def test_the_best_frame_is_compared_with_the_document(
    qtbot: QtBot, page: ComparePage, document: Path, tmp_path: Path
) -> None:
    """The camera runs until enough good frames were seen; the best stands beside the document."""
    page.add(DOCUMENT_SIDE, from_paths([document]))
    panel = page.document.panel
    assert page.pair.right.currentWidget() is panel
    panel.cameras.choose_source(str(video(tmp_path, 40)))
    panel.start_button.click()
    qtbot.waitUntil(lambda: page.comparison is not None, timeout=20_000)
    assert panel.control.session is None
    assert page.panels[PERSON].name.whole.startswith("Camera, ")
    assert page.pair.right.currentWidget() is page.panels[PERSON]
    assert page.evidence.result.verdict.text()
    page.clear(PERSON)
    assert page.pair.right.currentWidget() is panel
    assert page.panels[DOCUMENT_SIDE].name.whole == "passport.png"


def test_too_short_a_recording_says_so(qtbot: QtBot, page: ComparePage, tmp_path: Path) -> None:
    """Where the video ends before enough good frames were seen, nothing is compared."""
    panel = page.document.panel
    panel.cameras.choose_source(str(video(tmp_path, 3)))
    panel.start_button.click()
    qtbot.waitUntil(lambda: "No frame was good enough" in panel.view.accessibleDescription(), timeout=20_000)
    assert page.comparison is None
    assert panel.start_button.text() == "Start camera"


def test_the_rules_for_documents_are_told(qtbot: QtBot, page: ComparePage, document: Path) -> None:
    """A note counts the broken ones; a click shows all of them with what helps."""
    page.add(DOCUMENT_SIDE, from_paths([document]))
    button = page.document.rules_button
    qtbot.waitUntil(button.isVisible)
    assert button.text().endswith("document rules broken")
    button.click()
    dialog = next(each for each in QApplication.topLevelWidgets() if isinstance(each, DocumentDialog))
    assert len(dialog.rows) == 14
    dialog.accept()
    page.clear(DOCUMENT_SIDE)
    assert not button.isVisible()


def test_a_photo_does_as_well(qtbot: QtBot, page: ComparePage, document: Path) -> None:
    """In the place of the camera a photo can be dropped."""
    page.add(DOCUMENT_SIDE, from_paths([document]))
    page.add(PERSON, from_paths([document]))
    qtbot.waitUntil(lambda: page.comparison is not None)
    assert page.pair.right.currentWidget() is page.panels[PERSON]


def test_what_is_missing_is_said_in_words(page: ComparePage) -> None:
    """No face, a reason against the face, or how many good frames there are."""
    panel = page.document.panel

    def shown(pic: object, place: int | None, reasons: tuple[QualityReason, ...], good: int) -> str:
        panel.show_result(BestFrameResult(None, pic, place, reasons, None, good, 10, 5.0))
        return panel.line.text()

    assert shown(photo(), None, (), 0) == "Look into the camera"
    poor = photo(face(quality=rejected()))
    assert shown(poor, 0, (QualityReason.BLURRED,), 0).startswith("The face is blurred")
    assert shown(photo(face()), 0, (), 4) == "Hold still: 4 of 10 good frames"
    assert panel.bar.value() == 4


def test_a_missing_camera_is_told(qtbot: QtBot, page: ComparePage, tmp_path: Path) -> None:
    """An unplugged camera or a file that is gone gives the words of the error."""
    panel = page.document.panel
    panel.cameras.choose_source(str(tmp_path / "gone.avi"))
    panel.start_button.click()
    qtbot.waitUntil(lambda: panel.control.session is None and not panel.control._worker.busy)
    assert panel.view.accessibleDescription()
    assert page.comparison is None


def test_leaving_the_mode_switches_the_camera_off(qtbot: QtBot, page: ComparePage, tmp_path: Path) -> None:
    """Two photos again: no camera, the other invitation, and no rules."""
    panel = page.document.panel
    panel.cameras.choose_source(str(video(tmp_path, 400)))
    panel.start_button.click()
    qtbot.waitUntil(lambda: panel.control.session is not None)
    page.modes.button(PAIR).click()
    assert panel.control.session is None
    assert page.pair.right.currentWidget() is page.panels[PERSON]
    assert "Drop photo A" in page.panels[0].canvas.accessibleDescription()


def test_safe_mode_leaves_this_camera_off_too(qtbot: QtBot, state: AppState) -> None:
    """Nobody looks for cameras, and a photo of the person still does."""
    state.safe_mode = True
    page = ComparePage(state, [])
    qtbot.addWidget(page)
    page.show()
    page.modes.button(DOCUMENT).click()
    panel = page.document.panel
    assert not panel.start_button.isEnabled()
    assert not panel.cameras.isEnabled()
    assert panel.photo_button.isEnabled()
    assert "safe mode" in panel.view.accessibleDescription()
    assert page.findChild(CameraWatch) is None
    page.close_page()
