"""Dialogs of the People page: erase deliberately, merge into whom, import with a report."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from pytestqt.qtbot import QtBot

from faceid_desktop.errors import GalleryWriteFailed, NoFaceFound
from faceid_desktop.gallery.needles import NeedleKind
from faceid_desktop.gallery.records import ConsentEntry
from faceid_desktop.gallery.schema import ConsentStatus, SlotKind
from faceid_desktop.gui.gate.unlock import UnlockDialog
from faceid_desktop.gui.look.theme import Theme
from faceid_desktop.gui.people.dossier import Dossier
from faceid_desktop.gui.people.erase import CertificateDialog, EraseDialog
from faceid_desktop.gui.people.importing import ImportDialog, importable
from faceid_desktop.gui.people.merge import MergeDialog
from faceid_desktop.gui.people.pair import Pair
from faceid_desktop.gui.people.record import RecordDialog
from faceid_desktop.gui.people.record_words import due_line
from faceid_desktop.gui.people.thumbnails import ThumbnailStore
from faceid_desktop.gui.people.words import not_reached
from faceid_desktop.gui.state import AppState
from faceid_desktop.gui.tasks import Worker
from faceid_desktop.services.certificate import Certificate, Found, Unreached, UnreachedKind
from faceid_desktop.services.import_list import ImportItem
from faceid_desktop.services.importing import ImportFailure, ImportReport
from faceid_desktop.services.progress import CancelToken, Pace, Progress
from faceid_desktop.services.retention import Due, DueReason
from tests.gui.people.test_model import person


def test_erasing_takes_a_deliberate_yes(qtbot: QtBot) -> None:
    """The button is off until it is confirmed, and Enter does not press it."""
    dialog = EraseDialog([person(1)], 0)
    qtbot.addWidget(dialog)
    assert not dialog.action_button.isEnabled()
    assert dialog.cancel_button.isDefault()
    dialog.sure.setChecked(True)
    with qtbot.waitSignal(dialog.accepted):
        dialog.action_button.click()


@pytest.fixture
def certificate() -> Certificate:
    """Return a made-up proof."""
    at = datetime(2026, 11, 21, tzinfo=UTC)
    return Certificate(
        gallery="f" * 32,
        person="a" * 32,
        ordered=at,
        erased=at,
        operator=None,
        rows={"photo": 2},
        needles={NeedleKind.WRAPPED_KEY: Found(1, 1, 0)},
        files=(),
        searched=7,
        copies=1,
        unreached=(Unreached(UnreachedKind.OUTSIDE),),
        audit_number=12,
        audit_hash="ab" * 32,
        signature="cd" * 32,
    )


@pytest.mark.parametrize(("name", "start"), [("proof.pdf", b"%PDF-"), ("proof.json", b"{")])
def test_a_certificate_is_saved(
    qtbot: QtBot, tmp_path: Path, certificate: Certificate, name: str, start: bytes
) -> None:
    """As a document or for programs; what could not be reached is shown."""
    dialog = CertificateDialog(certificate)
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(dialog.accepted):
        dialog.save(tmp_path / name)
    assert (tmp_path / name).read_bytes().startswith(start)


def test_a_certificate_that_cannot_be_saved_says_why(
    qtbot: QtBot, tmp_path: Path, certificate: Certificate
) -> None:
    """The dialog stays open, so that another place can be chosen."""
    (tmp_path / "file").write_text("")
    dialog = CertificateDialog(certificate)
    qtbot.addWidget(dialog)
    dialog.save(tmp_path / "file" / "proof.json")
    assert "could not be written" in dialog.problem.text()


@pytest.mark.parametrize("kind", UnreachedKind)
def test_everything_that_is_not_reached_has_words(kind: UnreachedKind) -> None:
    """No code is shown to a person."""
    assert "{" not in not_reached(kind, "there")


@pytest.fixture
def pair(theme: Theme, state: AppState) -> Pair:
    """Return what shows two people side by side; the dialog owns it."""
    return Pair(theme, ThumbnailStore(state.db))


def test_a_person_is_never_merged_into_himself(qtbot: QtBot, pair: Pair) -> None:
    """The list holds the others only; one has to be chosen."""
    people = [person(n) for n in range(3)]
    dialog = MergeDialog(people[0], pair)
    qtbot.addWidget(dialog)
    dialog.show_found(people)
    assert dialog.list.count() == 2
    assert not dialog.action_button.isEnabled()
    dialog.list.setCurrentRow(1)
    assert dialog.target == people[2].uuid
    assert dialog.action_button.isEnabled()
    assert [name.text() for name in pair.names] == ["Person 0", "Person 2"]
    dialog.show_found([])
    assert [name.text() for name in pair.names] == ["Person 0", ""]
    assert dialog.target is None
    assert not dialog.action_button.isEnabled()


def test_typing_asks_once(qtbot: QtBot, pair: Pair) -> None:
    """A search begins when the typing pauses, not at every key."""
    dialog = MergeDialog(person(0), pair)
    qtbot.addWidget(dialog)
    asked: list[str] = []
    dialog.search_wanted.connect(asked.append)
    qtbot.keyClicks(dialog.line, "per")
    assert asked == []
    qtbot.waitUntil(lambda: asked == ["per"])


class _Importer:
    """Imports all but the last photo."""

    def __init__(self, items: Sequence[ImportItem], error: Exception | None = None) -> None:
        self.items, self.error, self.report = items, error, ImportReport(len(items))

    def run(self, cancel: CancelToken) -> Iterator[Progress]:
        pace = Pace("import", len(self.items))
        for _ in self.items[:-1]:
            if cancel.cancelled:
                return
            if self.error is not None:
                raise self.error
            self.report.imported += 1
            yield pace.at(self.report.done)
        self.report.failures.append(ImportFailure(self.items[-1], NoFaceFound(path="1.png")))
        yield pace.at(self.report.done)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of two people with three photos."""
    for name in ("Ada/1.jpg", "Ada/2.jpg", "Bob/1.png"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    return tmp_path / "in"


def _dialog(
    qtbot: QtBot, worker: Worker, error: Exception | None = None
) -> tuple[ImportDialog, list[object]]:
    made: list[object] = []

    def make(items: Sequence[ImportItem], basis: str, purpose: str) -> _Importer:
        made.append((basis, purpose))
        return _Importer(items, error)

    dialog = ImportDialog(worker, make)  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    return dialog, made


def test_an_import_says_what_it_will_do_and_what_it_did(
    qtbot: QtBot, worker: Worker, folder: Path, tmp_path: Path
) -> None:
    """Counts before, progress meanwhile, every failure with its reason afterwards, also as a table."""
    dialog, made = _dialog(qtbot, worker)
    dialog.choose(folder)
    qtbot.waitUntil(lambda: dialog.chosen.whole == "in: 3 photos of 2 people")
    shown = [dialog.preview.item(row).text() for row in range(dialog.preview.count())]
    assert shown == ["2 photos  ·  Ada", "1 photo  ·  Bob"]
    assert not dialog.action_button.isEnabled()
    dialog.sure.setChecked(True)
    with qtbot.waitSignal(dialog.runner.finished):
        dialog.action_button.click()
        assert not dialog.action_button.isEnabled()
        assert not dialog.cancel_button.isHidden()
        assert dialog.cancel_button.text() == "Stop"
    assert made == [("consent", "Recognition at this desk")]
    assert dialog.pace.text().startswith("2 photos imported, 0 were there already, 1 could")
    assert dialog.failures.item(0).text() == "1.png: No face found"
    dialog.save_report(tmp_path / "report.csv")
    rows = list(csv.reader((tmp_path / "report.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert rows[1][1:] == ["Bob", "No face found"]


def test_a_full_disk_ends_the_import_with_a_reason(qtbot: QtBot, worker: Worker, folder: Path) -> None:
    """What was saved before stays, and it is said what happened."""
    dialog, _ = _dialog(qtbot, worker, GalleryWriteFailed(path="g.db", why="disk full"))
    dialog.choose(folder)
    dialog.sure.setChecked(True)
    qtbot.waitUntil(dialog.action_button.isEnabled)
    with qtbot.waitSignal(dialog.runner.failed):
        dialog.action_button.click()
    assert "disk full" in dialog.problem.text()
    assert dialog.action_button.isEnabled()


def test_a_list_that_cannot_be_read_is_told(qtbot: QtBot, worker: Worker, tmp_path: Path) -> None:
    """Nothing can be started with it."""
    table = tmp_path / "people.csv"
    table.write_text("a,b\n1,2\n")
    dialog, _ = _dialog(qtbot, worker)
    dialog.choose(table)
    dialog.sure.setChecked(True)
    qtbot.waitUntil(lambda: "people.csv" in dialog.problem.text())
    assert not dialog.action_button.isEnabled()


def test_unlocking_asks_for_what_the_slot_needs(qtbot: QtBot) -> None:
    """A password needs a login; a recovery code is shown while it is typed."""
    dialog = UnlockDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.secret.setText("correct horse")
    assert dialog.given().kind is SlotKind.PASSPHRASE
    assert not dialog.login.isVisible()
    dialog.kind.setCurrentIndex(1)
    assert dialog.login.isVisible()
    assert not dialog.action_button.isEnabled()
    dialog.login.setText("ada")
    assert dialog.action_button.isEnabled()
    assert (dialog.given().login, dialog.given().text) == ("ada", "correct horse")
    dialog.kind.setCurrentIndex(2)
    assert dialog.secret.echoMode() is dialog.secret.EchoMode.Normal


@pytest.mark.parametrize("reason", DueReason)
def test_every_reason_to_erase_has_words(reason: DueReason) -> None:
    """The retention list says why, not only that."""
    line = due_line(Due("a" * 32, reason, datetime(2026, 11, 1, 12, tzinfo=UTC)))
    assert "2026" in line
    assert "{" not in line


def test_a_withdrawn_consent_is_told_as_such(qtbot: QtBot) -> None:
    """The newest statement stands first; a role that sees no audit log is told so."""
    at = datetime(2026, 11, 1, tzinfo=UTC)
    given = ConsentEntry(at, ConsentStatus.GIVEN, "consent", "2", "the door", expires=at, how="signed")
    withdrawn = ConsentEntry(at, ConsentStatus.WITHDRAWN, "consent", "", "")
    due = Due("a" * 32, DueReason.WITHDRAWN, at)
    dialog = RecordDialog(Dossier(person(1), (), (withdrawn, given), None, (), due))
    qtbot.addWidget(dialog)
    assert dialog.statements.item(0).text().startswith("Withdrawn on")
    assert "the door · Signed on paper · text 2 · until" in dialog.statements.item(1).text()
    assert "Your role" in dialog.events.item(0).text()
    assert "consent was withdrawn" in dialog.due.text()


def test_folders_and_tables_can_be_dropped(tmp_path: Path, folder: Path) -> None:
    """One folder or table; a picture, several things at once or an address in the web are something else."""
    table, picture = tmp_path / "people.CSV", folder / "Ada" / "1.jpg"
    table.write_text("path,name")

    def dropped(*addresses: str | Path) -> Path | None:
        data = QMimeData()
        data.setUrls(
            [QUrl(each) if isinstance(each, str) else QUrl.fromLocalFile(str(each)) for each in addresses]
        )
        return importable(data)

    assert dropped(folder) == folder
    assert dropped(table) == table
    assert dropped(picture) is None
    assert dropped(folder, table) is None
    assert dropped("https://example.org/people.csv") is None
    assert dropped() is None


def test_of_very_many_people_the_first_are_listed(qtbot: QtBot, worker: Worker, tmp_path: Path) -> None:
    """The rest is counted."""
    table = tmp_path / "people.csv"
    rows = "".join(f"{n}.jpg,Person {n}\n" for n in range(230))
    table.write_text(f"path,name\n{rows}")
    dialog, _ = _dialog(qtbot, worker)
    dialog.choose(table)
    qtbot.waitUntil(lambda: dialog.preview.count() == 201)
    assert dialog.preview.item(200).text() == "… and 30 more people"
