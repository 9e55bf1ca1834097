"""Looking closely at two photos: linked zoom, overlays, and the agreement of regions."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, QSizeF, Qt
from PySide6.QtGui import QWheelEvent
from pytestqt.qtbot import QtBot

from faceid_desktop.core.patches import PatchSpec
from faceid_desktop.core.records import AlignedFace
from faceid_desktop.gui import jobs
from faceid_desktop.gui.compare.overlays import AGREE, DISAGREE, heat_image
from faceid_desktop.gui.compare.page import ComparePage
from faceid_desktop.gui.compare.sources import from_paths
from faceid_desktop.gui.compare.viewpoint import Stage, Viewpoint
from faceid_desktop.gui.state import AppState
from faceid_desktop.services.explanation import PatchEvidence
from faceid_desktop.settings import Settings
from tests.helpers.tiny_bundle import write_tiny_bundle
from tests.helpers.tiny_workspace import picture, tiny_engine

REGIONS = (
    PatchEvidence(PatchSpec("eyes", x=16, y=44, width=96, height=48), 7.0),
    PatchEvidence(PatchSpec("mouth", x=34, y=100, width=60, height=40), -7.0),
)


class DrawnExplainer:
    """Explains every pair in the same way and counts."""

    def __init__(self) -> None:
        self.asked = 0

    def explain(self, a: AlignedFace, b: AlignedFace) -> tuple[PatchEvidence, ...]:
        """Return the same regions."""
        self.asked += 1
        return REGIONS


@pytest.fixture
def explainer() -> DrawnExplainer:
    """Return an explainer."""
    return DrawnExplainer()


@pytest.fixture
def page(qtbot: QtBot, state: AppState, tmp_path: Path, explainer: DrawnExplainer) -> ComparePage:
    """Return a page that has compared and explained two painted photos."""
    engine = replace(tiny_engine(write_tiny_bundle(tmp_path / "tiny")), explainer=explainer)
    made = ComparePage(state, [])
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.set_engine(jobs.load_engine(lambda *_: engine, Settings(), None, "auto"))
    made.show()
    for name, colours in (("a.png", (90, 90, 90, 90)), ("b.png", (200, 60, 60, 60))):
        Image.fromarray(picture(colours)).save(tmp_path / name)
    made.add(0, from_paths([tmp_path / "a.png", tmp_path / "b.png"]))
    qtbot.waitUntil(lambda: made.pair.bar.agreement.isEnabled())
    return made


def test_the_regions_are_told_and_laid_over_both_photos(page: ComparePage) -> None:
    """The words say what agrees; with the map on, the photos change where the model looks."""
    regions = page.evidence.result.regions
    assert "1 of 2 regions" in regions.sentence.text()
    before = [panel.canvas.grab().toImage() for panel in page.panels]
    page.pair.bar.agreement.click()
    after = [panel.canvas.grab().toImage() for panel in page.panels]
    assert all(a != b for a, b in zip(before, after, strict=True))
    page.pair.bar.agreement.click()
    page.pair.bar.patches.click()
    outlined = [panel.canvas.grab().toImage() for panel in page.panels]
    assert all(a != b for a, b in zip(before, outlined, strict=True))


def test_landmarks_can_be_taken_off(page: ComparePage) -> None:
    """The switch changes what is painted."""
    canvas = page.panels[0].canvas
    before = canvas.grab().toImage()
    page.pair.bar.landmarks.click()
    assert canvas.grab().toImage() != before


def test_both_photos_move_together(qtbot: QtBot, page: ComparePage) -> None:
    """Wheel, keys and drags on one side show the same part of the face on the other, until unlinked."""
    first, second = (panel.canvas for panel in page.panels)
    at = QPointF(first.width() / 3, first.height() / 2)
    nothing = Qt.KeyboardModifier.NoModifier
    first.wheelEvent(
        QWheelEvent(
            at, first.mapToGlobal(at), QPoint(), QPoint(0, 240), Qt.MouseButton.NoButton, nothing,
            Qt.ScrollPhase.NoScrollPhase, False,
        )
    )  # fmt: skip
    assert first.viewpoint is not None
    assert second.viewpoint == first.viewpoint
    qtbot.keyClick(second, Qt.Key.Key_Plus)
    assert first.viewpoint == second.viewpoint
    before = first.viewpoint
    qtbot.keyClick(first, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert second.viewpoint != before
    page.pair.bar.linked.click()
    qtbot.keyClick(first, Qt.Key.Key_0)
    assert first.viewpoint is None
    assert second.viewpoint is not None
    page.pair.bar.whole_button.click()
    assert second.viewpoint is None


def test_a_drag_moves_and_does_not_click(qtbot: QtBot, page: ComparePage) -> None:
    """Close by, dragging moves the photo; nothing is chosen or opened."""
    canvas = page.panels[0].canvas
    page.pair.bar.close_button.click()
    before = canvas.viewpoint
    assert before is not None
    centre = canvas.rect().center()
    with qtbot.assertNotEmitted(canvas.face_wanted), qtbot.assertNotEmitted(canvas.open_wanted):
        qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=centre)
        qtbot.mouseMove(canvas, centre + QPoint(60, 30))
        qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=centre + QPoint(60, 30))
    assert canvas.viewpoint is not None
    assert canvas.viewpoint.x < before.x


def test_a_double_click_goes_close_and_back(qtbot: QtBot, page: ComparePage) -> None:
    """To the face, and to the whole photo again."""
    canvas = page.panels[1].canvas
    qtbot.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=canvas.rect().center())
    assert canvas.viewpoint is not None
    qtbot.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=canvas.rect().center())
    assert canvas.viewpoint is None


def test_swapping_keeps_the_explanation(page: ComparePage, explainer: DrawnExplainer) -> None:
    """It is symmetric and not computed again."""
    page.swap()
    assert explainer.asked == 1
    assert page.pair.bar.agreement.isEnabled()
    assert not page.evidence.result.regions.isHidden()


def test_another_prior_is_judged_without_comparing_again(
    page: ComparePage, state: AppState, explainer: DrawnExplainer
) -> None:
    """The engine comes back with another operating point; the photos stay, the report has the new prior."""
    from faceid_desktop.gui.settings.jobs import repointed

    ready = repointed(page._ready, replace(Settings(), prior=0.01))
    page.set_engine(ready)
    assert page.comparison is not None
    assert page.comparison.decision.operating_point.prior == 0.01
    page.copy_text()
    assert explainer.asked == 1
    assert not state.worker.busy


def aligned(scale: float, angle: float, x: float, y: float) -> AlignedFace:
    """Return a face with a similarity as its matrix."""
    cos, sin = scale * np.cos(angle), scale * np.sin(angle)
    matrix = np.array([[cos, -sin, x], [sin, cos, y]])
    return AlignedFace(np.zeros((144, 128, 3), np.uint8), matrix, np.zeros((68, 2), np.float32))


FACES = st.builds(aligned, st.floats(0.1, 4), st.floats(-1, 1), st.floats(-300, 300), st.floats(-300, 300))
ROOMS = st.builds(QSizeF, st.floats(100, 1000), st.floats(100, 1000))


@given(FACES, ROOMS, st.floats(1.1, 3), st.floats(0, 1), st.floats(0, 1))
def test_zooming_keeps_the_point_under_the_pointer(
    face: AlignedFace, room: QSizeF, factor: float, across: float, down: float
) -> None:
    """What lies under the pointer stays there."""
    stage = Stage(QSizeF(640, 480), room, face)
    at = QPointF(room.width() * across, room.height() * down)
    viewpoint = stage.zoomed(factor, at)
    if viewpoint is None:
        return
    photo = stage.transform().inverted()[0].map(at)
    moved = replace(stage, viewpoint=viewpoint).transform().map(photo)
    assert (moved - at).manhattanLength() < 1e-3 * (1 + photo.manhattanLength())


@given(FACES, FACES, ROOMS)
def test_one_viewpoint_shows_the_same_part_of_both_faces(
    one: AlignedFace, other: AlignedFace, room: QSizeF
) -> None:
    """The aligned point in the middle, and the size of the face, are the same on both sides."""
    viewpoint = Viewpoint(3.0, 40.0, 90.0)
    maps = [Stage(QSizeF(640, 480), room, face, viewpoint).face_transform() for face in (one, other)]
    middle = QPointF(room.width() / 2, room.height() / 2)
    for each in maps:
        assert (each.map(QPointF(40.5, 90.5)) - middle).manhattanLength() < 1e-6
        moved = each.map(QPointF(50.5, 90.5)) - middle
        assert np.hypot(moved.x(), moved.y()) == pytest.approx(30.0)


def test_nobody_steps_back_further_than_the_whole_photo() -> None:
    """Zooming out ends at the whole photo; without a face there is only that."""
    stage = Stage(QSizeF(640, 480), QSizeF(320, 240), aligned(1.0, 0.0, 0.0, 0.0))
    assert stage.zoomed(0.8, QPointF(0, 0)) is None
    assert replace(stage, face=None).zoomed(2.0, QPointF(0, 0)) is None
    assert replace(stage, face=None).close_up() is None
    assert stage.moved(QPointF(5, 5)) is None


def test_disagreement_is_hatched_and_not_only_orange() -> None:
    """Blue is even, orange is striped, and where no region lies nothing is painted."""
    image = heat_image(REGIONS, 128, 144)
    assert image.pixelColor(0, 0).alpha() == 0
    eyes = {image.pixelColor(4 * 20 + step, 4 * 50).alpha() for step in range(40)}
    mouth = {image.pixelColor(4 * 50 + step, 4 * 130).alpha() for step in range(40)}
    assert len(eyes) == 1
    assert len(mouth) == 2
    assert image.pixelColor(4 * 20, 4 * 50).blue() == AGREE.blue()
    assert image.pixelColor(4 * 50, 4 * 130).red() == DISAGREE.red()
