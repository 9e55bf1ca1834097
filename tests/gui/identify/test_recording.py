"""A video dropped on Identify: who appears when, a cursor to move, a table to save."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from faceid_desktop.core.records import IdentifyOutcome
from faceid_desktop.gui.identify.page import IdentifyPage
from faceid_desktop.gui.identify.player import PlayerPanel
from faceid_desktop.gui.identify.recordings import lanes_of, overlays_at, strangers_at
from faceid_desktop.gui.identify.timeline import Lane, TimelineView, clock
from faceid_desktop.gui.look.theme import Theme
from faceid_desktop.services.live.analyser import LiveAnalyser
from faceid_desktop.services.live.recorded import Marks, Recorded
from faceid_desktop.services.live.records import Appearance
from faceid_desktop.services.live.timeline import write_csv
from tests.helpers.camera import write_video
from tests.helpers.drawn import DrawnPipeline, alike, face, photo
from tests.unit.services.live.test_analyser import Book

LANES = (Lane("Ada", "good", ((1.0, 3.0), (6.0, 7.0))), Lane("Unknown", "plain", ((2.0, 9.0),)))
PLAIN, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


class _People:
    def name_of(self, person: str) -> str | None:
        return {"person 7": "Ada"}.get(person)

    def is_watched(self, person: str) -> bool:
        return False


@pytest.fixture
def video(tmp_path: Path) -> Path:
    """Return three seconds of 10 frames each."""
    pictures = [np.full((48, 64, 3), 8 * number, np.uint8) for number in range(30)]
    return write_video(tmp_path / "clip.avi", pictures, fps=10)


@pytest.fixture
def timeline(qtbot: QtBot, theme: Theme) -> TimelineView:
    """Return a shown timeline of ten seconds."""
    made = TimelineView(theme)
    qtbot.addWidget(made)
    made.resize(600, 100)
    made.show_lanes(LANES, 10.0)
    made.show()
    return made


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.9, "0:00"), (65.0, "1:05"), (3723.0, "1:02:03"), (-1.0, "0:00")]
)
def test_moments_are_written_as_on_a_clock(seconds: float, text: str) -> None:
    """Minutes and seconds, hours only where there are some."""
    assert clock(seconds) == text


def test_a_click_jumps(qtbot: QtBot, timeline: TimelineView) -> None:
    """The cursor follows the mouse, and never leaves the video."""
    middle = QPoint(round(timeline.place_of(5.0)), 40)
    with qtbot.waitSignal(timeline.moment_chosen) as told:
        qtbot.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=middle)
    assert told.args[0] == pytest.approx(5.0, abs=0.05)
    with qtbot.waitSignal(timeline.moment_chosen) as told:
        qtbot.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=QPoint(2, 40))
    assert told.args[0] == 0.0
    assert "0:00 of 0:10" in timeline.accessibleDescription()


@pytest.mark.parametrize(
    ("key", "modifier", "moment"),
    [
        (Qt.Key.Key_Right, PLAIN, 5.0),
        (Qt.Key.Key_Left, PLAIN, 3.0),
        (Qt.Key.Key_Right, SHIFT, 10.0),
        (Qt.Key.Key_Home, PLAIN, 0.0),
        (Qt.Key.Key_End, PLAIN, 10.0),
        (Qt.Key.Key_PageDown, PLAIN, 6.0),
        (Qt.Key.Key_PageUp, PLAIN, 2.0),
    ],
)
def test_keys_move_the_cursor(
    qtbot: QtBot, timeline: TimelineView, key: Qt.Key, modifier: Qt.KeyboardModifier, moment: float
) -> None:
    """By a second, by ten, to the next appearance, to the ends; a screen reader hears who is there."""
    timeline.move_to(4.0)
    assert timeline.accessibleDescription() == "0:04 of 0:10, Unknown"
    with qtbot.waitSignal(timeline.moment_chosen) as told:
        qtbot.keyClick(timeline, key, modifier)
    assert told.args == [moment]


def test_the_video_plays_to_its_end(qtbot: QtBot, theme: Theme) -> None:
    """Moments are wanted one after the other; at the end it stops by itself."""
    panel = PlayerPanel(theme)
    qtbot.addWidget(panel)
    panel.begin("clip.avi")
    assert not panel.play_button.isEnabled()
    panel.show_recording(LANES[:1], 0.3)
    wanted: list[float] = []
    panel.moment_wanted.connect(wanted.append)
    panel.play_button.click()
    assert panel.play_button.text() == "Pause"
    qtbot.waitUntil(lambda: not panel.playing)
    assert wanted == sorted(wanted)
    assert wanted[-1] == pytest.approx(0.3)
    assert panel.play_button.text() == "Play"


def test_people_have_a_lane_each() -> None:
    """Whoever is identified comes first, by name; strangers share one."""

    def one(person: str | None, outcome: IdentifyOutcome | None, start: float) -> Appearance:
        return Appearance((1,), start, start + 1, outcome, person, 5.0, 0.9, 3)

    found = [
        one(None, IdentifyOutcome.UNKNOWN, 0.0),
        one("person 7", IdentifyOutcome.IDENTIFIED, 1.0),
        one(None, IdentifyOutcome.UNKNOWN, 2.0),
        one("person 7", IdentifyOutcome.IDENTIFIED, 5.0),
        one(None, None, 7.0),
    ]
    assert lanes_of(found, _People()) == [
        Lane("Ada", "good", ((1.0, 2.0), (5.0, 6.0))),
        Lane("Unknown", "plain", ((0.0, 1.0), (2.0, 3.0))),
        Lane("A face", "plain", ((7.0, 8.0),)),
    ]


def test_strangers_of_a_recording_can_be_hidden() -> None:
    """The boxes of whoever is not identified are given, of this moment only."""
    known = Appearance((1,), 0.0, 2.0, IdentifyOutcome.IDENTIFIED, "person 7", 9.0, 0.9, 3)
    unknown = Appearance((2,), 0.0, 2.0, IdentifyOutcome.UNKNOWN, None, -3.0, 0.1, 3)
    boxes = [np.full(4, number, np.float32) for number in range(4)]
    now = Marks(1.0, ((1, boxes[1]), (2, boxes[2]), (3, boxes[3])))
    found = Recorded(2.0, (known, unknown), (Marks(0.0, ((2, boxes[0]),)), now), complete=True)
    assert [int(box[0]) for box in strangers_at(found, 1.1)] == [2, 3]
    assert [each.title for each in overlays_at(found, 1.1, _People())] == ["Ada", "Unknown", ""]


@pytest.fixture
def page(qtbot: QtBot, theme: Theme) -> IdentifyPage:
    """Return a shown page whose recordings show person 7 for a second and a half."""
    made = IdentifyPage(theme, lambda source: pytest.fail(source))
    qtbot.addWidget(made)
    made.resize(1150, 800)
    made.show()
    made.set_people(_People(), "1 person")
    made.recording_wanted.connect(lambda path: made.deck.open(path, _analyser))
    return made


def _analyser() -> LiveAnalyser:
    return LiveAnalyser(DrawnPipeline([photo(face(who=7))] * 15 + [photo()] * 15), alike, Book([7]))


def _drop(page: IdentifyPage, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    page.dropEvent(QDropEvent(QPoint(5, 5), copy, data, left, PLAIN))


def test_a_dropped_video_shows_who_appears_when(qtbot: QtBot, page: IdentifyPage, video: Path) -> None:
    """The lane has the name, the picture its mark; where he has gone there is none."""
    with qtbot.waitSignal(page.deck.looked_through):
        _drop(page, video)
    (lane,) = page.deck.panel.timeline.lanes
    assert lane.name == "Ada"
    qtbot.waitUntil(lambda: [each.title for each in page.view._overlays] == ["Ada"])
    page.deck.panel.jump(2.8)
    qtbot.waitUntil(lambda: page.view._overlays == ())
    page.left()
    assert page.deck.running
    page.close_recording()
    assert not page.deck.panel.isVisible()
    assert page.view.accessibleDescription().startswith("The camera is off")
    page.close_page()


def test_the_table_of_a_recording_is_saved(
    qtbot: QtBot, page: IdentifyPage, video: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file that was chosen is told together with what it is to hold."""
    with qtbot.waitSignal(page.deck.looked_through):
        page.open_recording(video)
    target = tmp_path / "out.csv"
    monkeypatch.setattr(
        "faceid_desktop.gui.identify.deck.QFileDialog.getSaveFileName", lambda *_: (str(target), "")
    )
    with qtbot.waitSignal(page.deck.csv_wanted) as told:
        page.deck.panel.export_button.click()
    found, path = told.args
    write_csv(path, found.appearances, lambda _: "Ada")
    (row,) = csv.DictReader(target.read_text(encoding="utf-8-sig").splitlines())
    assert (row["name"], row["person"]) == ("Ada", "person 7")
    page.close_page()


def test_what_is_no_video_is_told(qtbot: QtBot, page: IdentifyPage, tmp_path: Path) -> None:
    """In words, in the place of the picture."""
    path = tmp_path / "notes.txt"
    path.write_text("no video")
    page.open_recording(path)
    qtbot.waitUntil(lambda: not page.deck.running)
    assert page.deck.panel.words.whole in page.view.accessibleDescription()
    page.close_page()


def test_a_recording_that_is_closed_early_tells_nothing(
    qtbot: QtBot, page: IdentifyPage, video: Path
) -> None:
    """Its threads end, and nothing of it arrives any more."""
    with qtbot.assertNotEmitted(page.deck.looked_through):
        page.open_recording(video)
        page.close_recording()
        page.close_page()
    assert not page.deck.running
