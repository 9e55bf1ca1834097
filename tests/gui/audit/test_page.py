"""The Audit page: events as they are fetched, the state of the chain in words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from faceid_desktop.gallery.records import AuditEntry
from faceid_desktop.gui.audit.model import AuditModel
from faceid_desktop.gui.audit.page import AuditPage
from faceid_desktop.gui.audit.words import finding_line
from faceid_desktop.gui.look.theme import Theme
from faceid_desktop.services.audit import AuditReport, Depth, Finding, FindingKind


def entry(number: int) -> AuditEntry:
    """Return a made-up event."""
    at = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
    return AuditEntry(number, at, "person.added", None, "a" * 32, {"photos": 3, "seal": "ff" * 32})


def test_rows_are_fetched_once(qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    """The end of the table asks for more, but not twice for the same rows."""
    model = AuditModel()
    model.start(5)
    model.add([entry(5), entry(4)])
    with qtbot.waitSignal(model.more_wanted) as told:
        model.fetchMore()
    assert told.args == [2]
    assert not model.canFetchMore()
    model.add([entry(3), entry(2), entry(1)])
    assert not model.canFetchMore()
    qtmodeltester.check(model)
    assert model.rowCount() == 5


def test_an_event_is_told_without_its_seal() -> None:
    """Words for the kind, short identifiers, plain details."""
    model = AuditModel()
    model.start(1)
    model.add([entry(1)])
    cells = [model.index(0, column).data() for column in range(6)]
    assert (cells[0], cells[2], cells[3], cells[5]) == ("1", "Person enrolled", "aaaaaaaa", "photos: 3")


@pytest.fixture
def page(qtbot: QtBot, theme: Theme) -> AuditPage:
    """Return a page."""
    made = AuditPage(theme)
    qtbot.addWidget(made)
    return made


def test_a_chain_that_holds_is_said_to_hold(page: AuditPage) -> None:
    """With how much was checked."""
    page.show_report(AuditReport(Depth.CONTENT, 1204, "ff", 31, ()))
    assert page.state.text() == "The audit log holds"
    assert page.line.text() == "1,204 events and 31 people checked."


def test_a_look_at_the_chain_alone_says_so(page: AuditPage) -> None:
    """What opening the gallery checked is not told as if every record had been."""
    page.show_report(AuditReport(Depth.CHAIN, 1204, "ff", 0, ()))
    assert page.state.text() == "The audit log holds"
    assert "1,204 events checked when the gallery was opened" in page.line.text()
    assert "people" not in page.line.text()


def test_contradictions_are_named(page: AuditPage) -> None:
    """What is wrong, where, and what to do."""
    finding = Finding(FindingKind.EVENT_CHANGED, 7)
    page.show_report(AuditReport(Depth.CONTENT, 9, "ff", 3, (finding,)))
    assert page.state.text() == "The audit log does not hold"
    assert "Event 7 was changed." in page.line.text()


@pytest.mark.parametrize("kind", FindingKind)
def test_every_finding_has_words(kind: FindingKind) -> None:
    """No code is shown to a person."""
    line = finding_line(Finding(kind, 3, "somebody"))
    assert line.endswith(".")
    assert "{" not in line
