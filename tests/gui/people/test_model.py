"""The grid of people: a table that costs only what is visible."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from faceid_desktop.gallery.records import ConsentEntry, PersonDetails, PersonRecord
from faceid_desktop.gallery.schema import ConsentStatus
from faceid_desktop.gui.look.theme import Theme
from faceid_desktop.gui.people.model import PeopleGridModel
from faceid_desktop.gui.people.page import PeoplePage
from faceid_desktop.gui.people.table import PeopleTableModel
from faceid_desktop.gui.people.thumbnails import ThumbnailStore
from faceid_desktop.gui.people.words import consent_chip
from faceid_desktop.gui.state import AppState
from faceid_desktop.services.directory import directory_of
from faceid_desktop.services.roster import Group, Listing, Order, Query, Roster
from faceid_desktop.services.rules import GalleryRules

NOW = datetime(2026, 11, 21, tzinfo=UTC)


def person(number: int, *, days: int | None = 400, watch: bool = False, erase: bool = False) -> PersonRecord:
    """Return a made-up person whose consent ends in so many days; None for no consent."""
    consent = None
    if days is not None:
        consent = ConsentEntry(
            NOW, ConsentStatus.GIVEN, "consent", "1", "desk", expires=NOW + timedelta(days)
        )
    return PersonRecord(
        uuid=f"{number:032x}",
        details=PersonDetails(f"Person {number}", tags=("Staff",)),
        watch=watch,
        created=NOW,
        updated=NOW,
        last_seen=None,
        erase_after=NOW if erase else None,
        revision=1,
        photos=3,
        consent=consent,
    )


def listed(*people: PersonRecord) -> Listing:
    """Return a listing of everybody."""
    return Listing(people, {each.uuid: place for place, each in enumerate(people)}, everybody=len(people))


@pytest.fixture
def thumbnails(state: AppState) -> ThumbnailStore:
    """Return a store that has a red picture of everybody with an even number."""
    made = ThumbnailStore(state.db)
    made.use(lambda uuid: _png() if int(uuid, 16) % 2 == 0 else None)
    return made


def _png() -> bytes:
    from PySide6.QtCore import QBuffer

    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(QColor(255, 0, 0))
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


def test_the_model_keeps_the_rules_of_qt(qtmodeltester: ModelTester, thumbnails: ThumbnailStore) -> None:
    """Qt's own checks pass, with an incomplete last row."""
    model = PeopleGridModel(thumbnails)
    model.show_listing(listed(*(person(n) for n in range(10))))
    model.set_columns(4)
    qtmodeltester.check(model)
    assert (model.rowCount(), model.columnCount()) == (3, 4)


def test_everybody_has_one_cell(thumbnails: ThumbnailStore) -> None:
    """Cells and persons lead to each other, the empty ones of the last row to nobody."""
    model = PeopleGridModel(thumbnails)
    people = [person(n) for n in range(10)]
    model.show_listing(listed(*people))
    model.set_columns(4)
    assert [model.person_at(model.cell_of(each.uuid)) for each in people] == people
    assert model.person_at(model.index(2, 3)) is None
    assert not model.cell_of("f" * 32).isValid()
    assert model.person_at(QModelIndex()) is None


def test_faces_are_loaded_when_they_are_asked_for(qtbot: QtBot, thumbnails: ThumbnailStore) -> None:
    """The first look finds nothing; the picture follows and is kept."""
    model = PeopleGridModel(thumbnails)
    model.show_listing(listed(person(2), person(3)))
    model.set_columns(2)
    cell = model.cell_of(person(2).uuid)
    assert cell.data(PeopleGridModel.FaceRole) is None
    with qtbot.waitSignal(model.dataChanged):
        pass
    face = cell.data(PeopleGridModel.FaceRole)
    assert isinstance(face, QImage)
    assert face.pixelColor(0, 0) == QColor(255, 0, 0)


def test_only_the_newest_wishes_are_kept(qtbot: QtBot, state: AppState) -> None:
    """Whoever scrolls past a thousand people does not wait for all of their faces."""
    loaded: list[str] = []
    store = ThumbnailStore(state.db)
    store.use(lambda uuid: loaded.append(uuid))  # type: ignore[func-returns-value]
    people = [person(n) for n in range(1000)]
    for each in people:
        store.face_of(each.uuid, 1)
    arrived: list[str] = []
    store.arrived.connect(arrived.append)
    qtbot.waitUntil(lambda: people[-1].uuid in arrived and not state.db.busy)
    assert loaded[0] == people[-1].uuid
    assert len(loaded) < 200


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, thumbnails: ThumbnailStore) -> PeoplePage:
    """Return a page that shows six people."""
    made = PeoplePage(theme, thumbnails)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    people = [person(1), person(2, watch=True), person(3, days=5), person(4, days=-1), person(5, days=None)]
    roster = Roster(directory_of([*people, person(6, erase=True)]), GalleryRules(), NOW)
    made.listing_wanted.connect(lambda query: made.show_listing(roster.list(query)))
    made.look()
    return made


def test_filters_count_and_choose(qtbot: QtBot, page: PeoplePage) -> None:
    """Each filter says how many people fit, and shows them."""
    groups = page.filters.groups
    assert groups[Group.ALL].text() == "All 6"
    for which, numbers in (
        (Group.WATCHED, [2]),
        (Group.ENDS_SOON, [3]),
        (Group.NOT_VALID, [4, 5]),
        (Group.DUE, [4, 5, 6]),
    ):
        groups[which].click()
        assert [int(each.uuid, 16) for each in page.model.people] == numbers


def test_a_chosen_person_is_shown_beside_the_grid(qtbot: QtBot, page: PeoplePage) -> None:
    """His details can be edited; saving is offered once something is different."""
    with qtbot.waitSignal(page.person_chosen) as told:
        page.grid.choose(person(2).uuid)
    assert told.args == [person(2).uuid]
    assert page.panel.isVisible()
    assert page.panel.watch_button.isChecked()
    assert not page.panel.save_button.isEnabled()
    page.panel.name.setText("Somebody Else")
    with qtbot.waitSignal(page.panel.save_wanted) as saved:
        page.panel.save_button.click()
    assert saved.args == [person(2).uuid, PersonDetails("Somebody Else", tags=("Staff",))]


def test_typing_searches_after_a_moment(qtbot: QtBot, page: PeoplePage) -> None:
    """Several letters make one search."""
    with qtbot.waitSignal(page.listing_wanted) as told:
        qtbot.keyClicks(page.search, "ada")
    assert told.args == [Query("ada")]


def test_tags_and_days_narrow_the_people(page: PeoplePage) -> None:
    """Both are chosen from what there is, and say so when nobody fits."""
    filters = page.filters
    assert [filters.tags.itemText(place) for place in range(filters.tags.count())] == ["Any tag", "Staff · 6"]
    filters.tags.setCurrentIndex(1)
    filters.tags.activated.emit(1)
    assert len(page.model.people) == 6
    filters.seen.setCurrentIndex(filters.seen.findData("week"))
    filters.seen.activated.emit(filters.seen.currentIndex())
    assert page.empty_title.text() == "Nobody fits"


def test_consent_narrows_the_people(page: PeoplePage) -> None:
    """Every state finds its people, together with the groups; clearing shows everybody again."""
    box = page.filters.consent
    for state, numbers in (("valid", [1, 2, 3, 6]), ("ends_soon", [3]), ("ended", [4]), ("none", [5])):
        box.setCurrentIndex(box.findData(state))
        box.activated.emit(box.currentIndex())
        assert [int(each.uuid, 16) for each in page.model.people] == numbers
    assert page.filters.narrowed
    assert page.filters.groups[Group.NOT_VALID].text() == "No valid consent 1"
    page.show_person(person(1).uuid)
    assert not page.filters.narrowed
    assert len(page.model.people) == 6


def test_the_table_shows_the_same_people_and_the_same_choice(qtbot: QtBot, page: PeoplePage) -> None:
    """Switching keeps who is chosen; the head of a column sorts."""
    page.grid.choose(person(2).uuid)
    page.table_button.click()
    assert page.table.isVisible()
    assert [each.uuid for each in page.table.chosen] == [person(2).uuid]
    model = page.table.model()
    assert [model.index(row, 0).data() for row in range(2)] == ["Person 1", "Person 2"]
    page.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    assert page.query.order is Order.NAME
    assert page.query.descending
    assert model.index(0, 0).data() == "Person 6"
    assert page.current is not None
    assert page.current.uuid == person(2).uuid


def test_the_table_keeps_the_rules_of_qt(qtmodeltester: ModelTester, thumbnails: ThumbnailStore) -> None:
    """Qt's own checks pass; everybody has one row."""
    model = PeopleTableModel(thumbnails)
    people = [person(n) for n in range(10)]
    model.show_listing(listed(*people))
    qtmodeltester.check(model)
    assert [model.person_at(model.row_of(each.uuid)) for each in people] == people
    assert not model.row_of("f" * 32).isValid()


def test_the_table_shows_faces(qtbot: QtBot, page: PeoplePage) -> None:
    """From the same store as the cards: first the sign of a person, then the face."""
    page.table_button.click()
    cell = page.table.people.row_of(person(2).uuid)
    rect = page.table.visualRect(cell)
    at = QPoint(rect.left() + 18, rect.center().y() + 4)

    def colour() -> QColor:
        return page.table.viewport().grab().toImage().pixelColor(at)

    assert colour() != QColor(255, 0, 0)
    qtbot.waitUntil(lambda: colour() == QColor(255, 0, 0))
    assert page.table.people.row_of(person(1).uuid).data(PeopleTableModel.FaceRole) is None
    assert cell.data() == "Person 2"


def test_no_result_is_said_in_words(page: PeoplePage) -> None:
    """An empty page says why it is empty."""
    page.search.setText("nobody is called so")
    page.look()
    assert page.empty_title.text() == "Nobody fits"
    assert page.empty_title.isVisible()


def test_resizing_keeps_the_chosen_person(page: PeoplePage) -> None:
    """Another number of columns, the same person."""
    page.grid.choose(person(5).uuid)
    page.resize(640, 700)
    current = page.current
    assert current is not None
    assert current.uuid == person(5).uuid


def test_several_stay_chosen_while_the_cards_are_arranged_anew(qtbot: QtBot, page: PeoplePage) -> None:
    """The panel of one person gives way when a second one is chosen; the room it leaves changes nothing."""
    page.grid.choose(person(2).uuid)
    assert page.panel.isVisible()
    columns = page.model.columnCount()
    flags = QItemSelectionModel.SelectionFlag
    page.grid.selectionModel().select(page.model.cell_of(person(5).uuid), flags.Select)
    page.grid.selectionModel().select(page.model.cell_of(person(6).uuid), flags.Select)
    qtbot.waitUntil(lambda: page.model.columnCount() > columns)
    assert not page.panel.isVisible()
    assert sorted(int(each.uuid, 16) for each in page.chosen) == [2, 5, 6]
    page.resize(500, 700)
    assert sorted(int(each.uuid, 16) for each in page.chosen) == [2, 5, 6]
    assert page.bulk.count.text() == "3 people chosen"


@pytest.mark.parametrize(
    ("who", "tone"),
    [
        (person(1), "good"),
        (person(1, days=5), "warn"),
        (person(1, days=-1), "bad"),
        (person(1, days=None), "bad"),
        (person(1, erase=True), "bad"),
    ],
)
def test_the_state_of_the_consent_has_a_tone(who: PersonRecord, tone: str) -> None:
    """Words and colour say the same."""
    assert consent_chip(who, NOW).tone == tone
