"""A photo panel shows a photo with its faces, or says why not."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from pytestqt.qtbot import QtBot

from faceid_desktop.core.records import FacesInPhoto, QualityReason
from faceid_desktop.errors import NoFaceFound
from faceid_desktop.gui.compare.photo_panel import PhotoPanel
from faceid_desktop.gui.compare.sources import PhotoSource
from faceid_desktop.gui.jobs import LoadedPhoto, to_qimage
from faceid_desktop.gui.look.theme import LIGHT, Theme
from tests.gui.fakes import GOOD, make_face

SOURCE = PhotoSource("holiday.jpg", path=Path("holiday.jpg"))
TWO = ((20.0, 40.0, 120.0, 160.0), (180.0, 40.0, 280.0, 160.0))


def loaded(*boxes: tuple[float, float, float, float], chosen: int | None = 0) -> LoadedPhoto:
    """Return a grey photo of 320 x 280 with faces in boxes."""
    image = np.full((280, 320, 3), 128, np.uint8)
    faces = tuple(make_face(box) for box in boxes)
    crops = tuple(to_qimage(face.aligned.image) for face in faces)
    return LoadedPhoto(SOURCE, FacesInPhoto(image, faces), to_qimage(image), crops, chosen)


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme) -> PhotoPanel:
    """Return a shown panel of side A."""
    made = PhotoPanel(theme, "A")
    qtbot.addWidget(made)
    made.resize(360, 600)
    made.show()
    return made


def test_an_empty_panel_invites(panel: PhotoPanel) -> None:
    """It says what can be done, has nothing to remove, and shows no progress."""
    assert "Drop photo A" in panel.canvas.accessibleDescription()
    assert not panel.clear_button.isVisible()
    assert not panel.progress.isVisible()


def test_a_photo_is_shown_with_its_name_size_and_quality(panel: PhotoPanel) -> None:
    """The chips tell what was measured on the chosen face."""
    panel.show_photo(loaded(TWO[0]))
    assert panel.name.whole == "holiday.jpg"
    assert panel.caption.whole == "320 \u00d7 280 · 1 face"
    assert panel.chip_texts() == ["Eyes 96 px apart", "Sharp", "Well lit", "Facing you"]
    assert panel.crop.isVisible()


def test_the_box_is_drawn_around_the_face(panel: PhotoPanel) -> None:
    """The line of the chosen face has the accent colour, exactly at the box."""
    panel.show_photo(loaded(TWO[0]))
    rect = panel.canvas.face_rect(0)
    colour = panel.canvas.grab().toImage().pixelColor(round(rect.left()), round(rect.center().y()))
    accent = LIGHT.colour("accent")
    assert abs(colour.red() - accent.red()) + abs(colour.blue() - accent.blue()) < 90


def test_clicking_a_face_chooses_it(qtbot: QtBot, panel: PhotoPanel) -> None:
    """The face under the pointer is meant; a click beside the faces opens a photo."""
    panel.show_photo(loaded(*TWO))
    with qtbot.waitSignal(panel.face_wanted) as caught:
        qtbot.mouseClick(
            panel.canvas, Qt.MouseButton.LeftButton, pos=panel.canvas.face_rect(1).center().toPoint()
        )
    assert caught.args == [1]
    with qtbot.waitSignal(panel.open_wanted):
        qtbot.mouseClick(panel.canvas, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))


def test_the_keyboard_does_what_the_mouse_does(qtbot: QtBot, panel: PhotoPanel) -> None:
    """Arrow keys walk around the faces, Enter opens."""
    panel.show_photo(loaded(*TWO, chosen=1))
    with qtbot.waitSignal(panel.face_wanted) as caught:
        qtbot.keyClick(panel.canvas, Qt.Key.Key_Right)
    assert caught.args == [0]
    with qtbot.waitSignal(panel.open_wanted):
        qtbot.keyClick(panel.canvas, Qt.Key.Key_Return)


def test_several_faces_ask_for_a_choice(panel: PhotoPanel) -> None:
    """Nothing is guessed: the panel says how many there are and what to do."""
    panel.show_photo(loaded(*TWO, chosen=None))
    assert panel.chip_texts() == ["2 faces found", "Click the face that you want to compare."]
    assert not panel.crop.isVisible()


def test_a_photo_without_a_face_is_shown_and_explained(panel: PhotoPanel) -> None:
    """The user sees the photo that was read and learns what is missing."""
    panel.show_photo(loaded(chosen=None))
    assert panel.chip_texts()[0] == "No face found"


def test_an_error_is_worded_with_a_hint(panel: PhotoPanel) -> None:
    """The error takes the place of the photo."""
    panel.show_error(SOURCE, NoFaceFound(path="holiday.jpg"))
    assert "No face found. Use a photo" in panel.canvas.accessibleDescription()
    assert panel.clear_button.isVisible()


def test_a_poor_face_gets_a_warning(panel: PhotoPanel) -> None:
    """The reason stands among the chips."""
    photo = loaded(TWO[0])
    poor = type(GOOD)(31.0, 0.1, 0.5, 0.4, GOOD.pose, 0.3, 0.1, 1.0, (QualityReason.BLURRED,))
    face = make_face(TWO[0], poor)
    image = photo.photo.image
    panel.show_photo(LoadedPhoto(SOURCE, FacesInPhoto(image, (face,)), photo.preview, photo.crops, 0))
    assert "Blurred" in panel.chip_texts()


def test_a_dropped_file_is_handed_on(qtbot: QtBot, panel: PhotoPanel) -> None:
    """The panel marks itself while a photo hovers, and unmarks itself when it is dropped."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/photo.jpg")])
    where, copy, none = QPointF(50, 50), Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(where.toPoint(), copy, mime, Qt.MouseButton.LeftButton, none)
    panel.dragEnterEvent(enter)
    assert enter.isAccepted()
    assert panel.property("dropping")
    with qtbot.waitSignal(panel.dropped):
        panel.dropEvent(QDropEvent(where, copy, mime, Qt.MouseButton.LeftButton, none))
    assert not panel.property("dropping")


def test_a_long_name_is_elided_but_known(panel: PhotoPanel) -> None:
    """The tool tip and the accessible name hold the whole name."""
    name = "a very long name of a photo that nobody can show in so little room.jpg"
    panel.name.set_whole(name)
    assert "…" in panel.name.text()
    assert panel.name.toolTip() == panel.name.accessibleName() == name
