"""Many photos on the Compare page, on real services with a tiny bundle."""

from __future__ import annotations

import csv
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QModelIndex, Qt, QUrl
from PySide6.QtWidgets import QFileDialog
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from faceid_desktop.core.records import Outcome
from faceid_desktop.gui import jobs
from faceid_desktop.gui.compare.many_desk import ManyDesk
from faceid_desktop.gui.compare.many_groups import GroupModel
from faceid_desktop.gui.compare.many_model import EVIDENCE, FIRST, NOTES, VERDICT
from faceid_desktop.gui.compare.many_view import RESULT
from faceid_desktop.gui.compare.page import MANY, PAIR, ComparePage
from faceid_desktop.gui.compare.words import pace, time_left
from faceid_desktop.gui.settings.jobs import repointed
from faceid_desktop.gui.state import AppState
from faceid_desktop.services.bootstrap import Engine
from faceid_desktop.services.many import Linking
from faceid_desktop.services.progress import Progress
from faceid_desktop.settings import Settings
from tests.helpers.tiny_bundle import write_tiny_bundle
from tests.helpers.tiny_workspace import picture, tiny_engine

WHO = {
    "a1.png": (90, 90, 90, 90), "a2.png": (90, 90, 90, 90), "a10.png": (90, 90, 90, 90),
    "b1.png": (200, 60, 60, 60), "b2.png": (200, 60, 60, 60), "c1.png": (60, 60, 200, 120),
}  # fmt: skip


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    """Return real services whose embedder needs no network."""
    return tiny_engine(write_tiny_bundle(tmp_path / "tiny"))


@pytest.fixture
def heap(tmp_path: Path) -> Path:
    """Return a folder of six photos of three people, and a file that is no picture."""
    folder = tmp_path / "heap"
    folder.mkdir()
    for seed, (name, colours) in enumerate(WHO.items()):
        Image.fromarray(picture(colours, seed)).save(folder / name)
    (folder / "plan.jpg").write_text("no picture")
    return folder


@pytest.fixture
def page(qtbot: QtBot, state: AppState, engine: Engine) -> ComparePage:
    """Return a shown page with its engine."""
    made = ComparePage(state, [])
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.set_engine(jobs.load_engine(lambda *_: engine, Settings(), None, "auto"))
    made.show()
    return made


def drop(page: ComparePage, *paths: Path) -> None:
    """Drop files and folders."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    page.take(0, mime)


def compared(qtbot: QtBot, page: ComparePage, *paths: Path) -> ManyDesk:
    """Drop, and wait until all is compared."""
    drop(page, *paths)
    qtbot.waitUntil(lambda: page.many.result is not None and not page.many.runner.running, timeout=10_000)
    return page.many


def texts(desk: ManyDesk, column: int) -> list[str]:
    """Return what a column of the table says."""
    model = desk.view.pairs
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def test_a_dropped_folder_becomes_groups_and_pairs(qtbot: QtBot, page: ComparePage, heap: Path) -> None:
    """Three people are found, the file that is no picture is listed with its reason, every pair is a row."""
    desk = compared(qtbot, page, heap)
    assert page.mode == MANY
    assert desk.view.stack.currentIndex() == RESULT
    rows = [desk.view.groups.groups.index(row).data() for row in range(4)]
    assert "a1.png, a2.png, a10.png" in rows[0]
    assert "b1.png, b2.png" in rows[1]
    assert "c1.png" in rows[2]
    assert "plan.jpg cannot be read" in rows[3]
    assert desk.view.pairs.rowCount() == 15
    assert desk.view.summary.text().startswith("6 photos · 15 pairs · 2 groups · 1 alone")


def test_the_models_keep_the_rules_of_qt(
    qtbot: QtBot, page: ComparePage, heap: Path, qtmodeltester: ModelTester
) -> None:
    """Table and list pass Qt's own checks, full and empty."""
    desk = compared(qtbot, page, heap)
    qtmodeltester.check(desk.view.pairs)
    qtmodeltester.check(desk.view.groups.groups)
    desk.clear()
    qtmodeltester.check(desk.view.pairs)


def test_the_table_sorts_by_every_column(qtbot: QtBot, page: ComparePage, heap: Path) -> None:
    """The strongest evidence comes first; names sort as people do, with 2 before 10."""
    desk = compared(qtbot, page, heap)
    model = desk.view.pairs
    scores = [desk.result.scores[model.pair(row)] for row in range(15)]
    assert scores == sorted(scores, reverse=True)
    model.sort(FIRST, Qt.SortOrder.AscendingOrder)
    names = texts(desk, FIRST)
    assert names == sorted(names, key=lambda name: list(WHO).index(name))
    model.sort(EVIDENCE, Qt.SortOrder.AscendingOrder)
    assert [desk.result.scores[model.pair(row)] for row in range(15)] == sorted(scores)
    model.sort(VERDICT, Qt.SortOrder.DescendingOrder)
    assert texts(desk, VERDICT)[:4] == ["Likely same"] * 4
    model.sort(NOTES, Qt.SortOrder.AscendingOrder)
    assert model.rowCount() == 15


def test_pairs_are_filtered_by_group_name_and_verdict(qtbot: QtBot, page: ComparePage, heap: Path) -> None:
    """A chosen group shows its own pairs, a name those of the photo, a verdict those that got it."""
    view = compared(qtbot, page, heap).view
    view.groups.setCurrentIndex(view.groups.groups.index(0))
    assert view.pairs.rowCount() == 3
    assert view.all_button.isVisible()
    view.all_button.click()
    assert view.pairs.rowCount() == 15
    qtbot.keyClicks(view.search, "b1")
    assert view.pairs.rowCount() == 5
    view.search.clear()
    view.verdicts.setCurrentIndex(view.verdicts.findData(Outcome.SAME))
    view.verdicts.activated.emit(1)
    assert view.pairs.rowCount() == 4
    assert view.shown.text() == "4 pairs shown"


def test_enter_opens_a_pair_side_by_side(qtbot: QtBot, page: ComparePage, heap: Path) -> None:
    """The strongest pair is compared with all evidence, and the table is still there."""
    desk = compared(qtbot, page, heap)
    desk.view.table.selectRow(0)
    names = [texts(desk, column)[0] for column in (0, 1)]
    qtbot.keyClick(desk.view.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.comparison is not None)
    assert page.mode == PAIR
    assert [panel.name.whole for panel in page.panels] == names
    page.modes.button(MANY).click()
    assert desk.view.pairs.rowCount() == 15


def test_more_photos_join_those_that_are_there(
    qtbot: QtBot, page: ComparePage, heap: Path, engine: Engine
) -> None:
    """A second drop is compared with the first; what was read is not read again."""
    files = [heap / name for name in WHO]
    desk = compared(qtbot, page, *files[:4])
    before = len(engine.pipeline._detector.calls)  # type: ignore[attr-defined]
    drop(page, *files[4:])
    qtbot.waitUntil(lambda: desk.result is not None and len(desk.result.photos) == 6)
    assert len(engine.pipeline._detector.calls) == before + 2  # type: ignore[attr-defined]
    assert desk.view.pairs.rowCount() == 15


def test_grouping_can_be_changed(qtbot: QtBot, page: ComparePage, heap: Path) -> None:
    """The other way of grouping is said in words."""
    view = compared(qtbot, page, heap).view
    view.linking.setCurrentIndex(view.linking.findData(Linking.AS_PAIRS))
    with qtbot.waitSignal(view.pairs.modelReset):
        view.linking.activated.emit(1)
    assert "averaged over all pairs" in view.chance.text()
    assert view.groups.groups.rowCount() == 4


def test_a_run_can_be_cancelled(
    qtbot: QtBot, page: ComparePage, heap: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was read until then is compared, and the summary says that it was stopped."""
    gate, asked = threading.Event(), threading.Event()
    whole = engine.pipeline.analyse

    def slow(image: object) -> object:
        asked.set()
        gate.wait(10)
        return whole(image)  # type: ignore[arg-type]

    monkeypatch.setattr(engine.pipeline, "analyse", slow)
    drop(page, heap)
    qtbot.waitUntil(asked.is_set)
    assert page.many.view.cancel_button.isVisible()
    page.many.view.cancel_button.click()
    gate.set()
    qtbot.waitUntil(lambda: page.many.result is not None and not page.many.runner.running)
    assert page.many.result.cancelled
    assert "stopped before the end" in page.many.view.summary.text()


def test_a_heap_without_faces_says_why(qtbot: QtBot, page: ComparePage, heap: Path) -> None:
    """The reason of each file stands where the table would be, and another folder can be opened."""
    compared(qtbot, page, heap / "plan.jpg", heap / "missing.jpg", heap / "gone.jpg")
    view = page.many.view
    assert view.message.title.text() == "No photo could be used"
    assert "plan.jpg cannot be read" in view.message.hint.text()
    assert view.open_button.isVisible()


def test_table_and_report_are_saved(
    qtbot: QtBot, page: ComparePage, heap: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The table has a row for each pair; the report is a PDF; the page says where they went."""
    desk = compared(qtbot, page, heap)
    target = tmp_path / "pairs"
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_: (str(target), "Table of all pairs (*.csv)")
    )
    desk.view.save_button.click()
    qtbot.waitUntil(lambda: "pairs.csv" in page.hint.whole)
    with (tmp_path / "pairs.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == 15
    desk.save(tmp_path / "report.pdf")
    qtbot.waitUntil(lambda: "report.pdf" in page.hint.whole)
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")
    desk.save(heap / "plan.jpg" / "x.csv")
    qtbot.waitUntil(lambda: "could not be written" in page.hint.whole)


def test_clearing_goes_back_to_the_invitation(qtbot: QtBot, page: ComparePage, heap: Path) -> None:
    """Nothing of the photos stays, and the button has nothing left to do."""
    desk = compared(qtbot, page, heap)
    page.clear_button.click()
    assert desk.result is None
    assert desk.view.message.title.text() == "Who is the same person?"
    assert not page.clear_button.isEnabled()
    assert desk.view.groups.groups.rowCount(QModelIndex()) == 0


def test_photos_wait_for_the_models(qtbot: QtBot, state: AppState, heap: Path, engine: Engine) -> None:
    """A folder dropped before the models are loaded is compared once they are."""
    page = ComparePage(state, [])
    qtbot.addWidget(page)
    drop(page, heap)
    assert page.many.view.message.title.text() == "Waiting for the models…"
    page.set_engine(jobs.load_engine(lambda *_: engine, Settings(), None, "auto"))
    qtbot.waitUntil(lambda: page.many.result is not None)


def test_every_row_can_be_read_aloud(qtbot: QtBot, page: ComparePage, heap: Path) -> None:
    """A screen reader gets the title, the evidence and the names of a group."""
    model = compared(qtbot, page, heap).view.groups.groups
    told = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told.startswith("Person 1 · 3 photos. Weakest pair: ")
    assert model.index(0).data(GroupModel.RowRole).names == ("a1.png", "a2.png", "a10.png")


def test_progress_tells_what_is_left() -> None:
    """Counts, failures and the remaining time, no finer than it is known."""
    told = pace(Progress("photos", 12, 200, failed=3, rate=4.0, remaining_s=47.0))
    assert told == "12 of 200 photos · 3 could not be used · about 47 seconds left"
    assert pace(Progress("list", 0, 0)) == "Looking for photos…"
    assert time_left(600.0) == "about 10 minutes left"
    assert time_left(0.2) == "done in a moment"


def test_a_narrow_table_keeps_what_matters(qtbot: QtBot, page: ComparePage, heap: Path) -> None:
    """Where there is little room, bans and notes give way, and come back; the tool tip has the notes."""
    view = compared(qtbot, page, heap).view
    view.table.show_notes(any_note=True)
    page.resize(820, 600)
    qtbot.waitUntil(lambda: view.table.isColumnHidden(NOTES))
    assert not view.table.isColumnHidden(VERDICT)
    page.resize(1500, 800)
    qtbot.waitUntil(lambda: not view.table.isColumnHidden(NOTES))
    assert view.pairs.index(0, VERDICT).data(Qt.ItemDataRole.ToolTipRole).startswith("Likely same")


@pytest.mark.parametrize("language", ["en", "de", "zh_CN"])
def test_no_heading_is_cut(
    qtbot: QtBot, speak: Callable[[str], None], state: AppState, engine: Engine, heap: Path, language: str
) -> None:
    """The names of files give way to headings that are longer than their column's share."""
    speak(language)
    page = ComparePage(state, [])
    qtbot.addWidget(page)
    page.set_engine(jobs.load_engine(lambda *_: engine, Settings(), None, "auto"))
    page.show()
    for width in (1024, 1200, 1600):
        page.resize(width, 800)
        table = compared(qtbot, page, heap).view.table
        header = table.horizontalHeader()
        shown = [column for column in range(header.count()) if not table.isColumnHidden(column)]
        cut = [c for c in shown if header.sectionSize(c) < header.sectionSizeHint(c)]
        assert cut == [], f"at {width} px"


def test_notes_have_a_column_where_there_is_something_to_note(
    qtbot: QtBot, page: ComparePage, heap: Path
) -> None:
    """Where every photo is good, the names of the photos get the room instead."""
    view = compared(qtbot, page, heap).view
    page.resize(1500, 800)
    assert not any(texts(page.many, NOTES))
    qtbot.waitUntil(lambda: view.table.isColumnHidden(NOTES))
    narrow = view.table.columnWidth(FIRST)
    view.table.show_notes(any_note=True)
    assert not view.table.isColumnHidden(NOTES)
    assert view.table.columnWidth(FIRST) < narrow


def test_what_was_begun_at_another_point_is_judged_at_the_present_one(
    qtbot: QtBot, page: ComparePage, engine: Engine, heap: Path
) -> None:
    """A setting that changes while photos are read holds for their result."""
    drop(page, heap)
    stricter = Settings(same_fmr=0.0123)
    page.set_engine(repointed(jobs.load_engine(lambda *_: engine, Settings(), None, "auto"), stricter))
    assert page.many.runner.running
    qtbot.waitUntil(lambda: page.many.result is not None, timeout=20_000)
    assert page.many.result.point.same_fmr == stricter.same_fmr
    qtbot.waitUntil(lambda: page.many.view.stack.currentIndex() == RESULT, timeout=20_000)
