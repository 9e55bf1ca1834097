"""A card that is dropped on another one asks to merge the two; nothing else can be dropped on a card."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDrag, QDragEnterEvent, QDragMoveEvent, QDropEvent
from pytestqt.qtbot import QtBot

from faceid_desktop.gallery.records import PersonRecord
from faceid_desktop.gui.look.theme import Theme
from faceid_desktop.gui.people import grid as grid_module
from faceid_desktop.gui.people.drag import packed, unpacked
from faceid_desktop.gui.people.page import PeoplePage
from faceid_desktop.gui.people.thumbnails import ThumbnailStore
from faceid_desktop.gui.state import AppState
from tests.gui.people.test_model import listed, person

LEFT, NO_KEYS = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
LINK = Qt.DropAction.LinkAction


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, state: AppState) -> PeoplePage:
    """Return a page that shows five people in four columns, so that the last row has empty cells."""
    made = PeoplePage(theme, ThumbnailStore(state.db))
    qtbot.addWidget(made)
    made.resize(800, 700)
    made.show()
    made.show_listing(listed(*(person(number) for number in range(1, 6))))
    return made


def centre(page: PeoplePage, number: int) -> QPoint:
    """Return where a card is."""
    return page.grid.visualRect(page.model.cell_of(person(number).uuid)).center()


def moved(page: PeoplePage, data: QMimeData, at: QPoint, source: object) -> bool:
    """Move a drag over the cards; return whether it may be dropped there."""

    class Move(QDragMoveEvent):
        def source(self) -> object:
            return source

    event = Move(at, LINK, data, LEFT, NO_KEYS)
    page.grid.dragMoveEvent(event)
    return event.isAccepted()


def dropped(page: PeoplePage, data: QMimeData, at: QPoint) -> bool:
    """Drop what is dragged from the cards on the cards; return whether it was taken."""

    class Drop(QDropEvent):
        def source(self) -> object:
            return page.grid

    event = Drop(QPointF(at), LINK, data, LEFT, NO_KEYS)
    page.grid.dropEvent(event)
    return event.isAccepted()


def test_a_drop_on_a_card_asks_to_merge(page: PeoplePage) -> None:
    """The dragged one goes into the one below; the card is marked until then."""
    asked: list[tuple[PersonRecord, PersonRecord]] = []
    page.merge_wanted.connect(lambda first, second: asked.append((first, second)))
    data = packed(person(1).uuid)
    plain = page.grid.grab().toImage()
    assert moved(page, data, centre(page, 3), page.grid)
    marked = page.grid.grab().toImage()
    assert marked != plain
    assert dropped(page, data, centre(page, 3))
    assert page.grid.grab().toImage() != marked
    assert [(int(first.uuid, 16), int(second.uuid, 16)) for first, second in asked] == [(1, 3)]
    assert len(page.model.people) == 5


def test_nobody_is_merged_into_himself_or_into_nothing(page: PeoplePage) -> None:
    """His own card, an empty cell, a card of another program, and somebody who is gone."""
    asked: list[object] = []
    page.merge_wanted.connect(lambda *people: asked.append(people))
    own, data = centre(page, 1), packed(person(1).uuid)
    empty = page.grid.visualRect(page.model.index(1, 3)).center()
    assert page.model.person_at(page.grid.indexAt(empty)) is None
    for place in (own, empty):
        assert not moved(page, data, place, page.grid)
        assert not dropped(page, data, place)
    assert not moved(page, data, centre(page, 2), None)
    dropped(page, packed("f" * 32), centre(page, 2))
    assert asked == []


def test_folders_are_left_to_the_page(page: PeoplePage) -> None:
    """What is no card is not for a card: the page offers to import it."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/somewhere")])
    event = QDragEnterEvent(centre(page, 1), LINK, data, LEFT, NO_KEYS)
    page.grid.dragEnterEvent(event)
    assert not event.isAccepted()


def test_a_drag_carries_one_person_by_number(
    qtbot: QtBot, page: PeoplePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No name leaves the window; the cards stand still until the mouse is released."""
    dragged: list[str | None] = []

    class Held(QDrag):
        def exec(self, actions: Qt.DropAction) -> Qt.DropAction:  # type: ignore[override]
            dragged.append(unpacked(self.mimeData()))
            assert len(self.mimeData().formats()) == 1
            assert page.panel.isHidden()
            return Qt.DropAction.IgnoreAction

    monkeypatch.setattr(grid_module, "QDrag", Held)
    view, at = page.grid.viewport(), centre(page, 2)
    qtbot.mousePress(view, LEFT, pos=at)
    assert page.panel.isHidden()
    for step in (20, 40):
        qtbot.mouseMove(view, at + QPoint(step, 0))
    assert dragged == [person(2).uuid]
    assert page.panel.isVisible()


def test_several_are_not_dragged(page: PeoplePage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two are merged at a time."""
    monkeypatch.setattr(grid_module, "QDrag", None)
    page.grid.selectAll()
    page.grid.startDrag(LINK)
    assert page.bulk.isVisible()


def test_a_click_shows_the_person_once_it_is_over(qtbot: QtBot, page: PeoplePage) -> None:
    """The panel that opens does not move a card away from under the pressed mouse."""
    view, at = page.grid.viewport(), centre(page, 2)
    qtbot.mousePress(view, LEFT, pos=at)
    assert page.panel.isHidden()
    qtbot.mouseRelease(view, LEFT, pos=at)
    assert page.panel.isVisible()
    assert page.current is not None
    assert page.current.uuid == person(2).uuid
