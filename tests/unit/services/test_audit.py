"""The audit check: an untouched gallery holds, and each kind of tampering is found and named."""

from __future__ import annotations

import csv
import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from faceid_desktop.errors import OutputError, PermissionDenied
from faceid_desktop.gallery import chain
from faceid_desktop.gallery.queries import consent, operators, sightings
from faceid_desktop.gallery.queries.audit import AuditFilter
from faceid_desktop.gallery.queries.owner import person_row
from faceid_desktop.gallery.records import NewSighting
from faceid_desktop.gallery.schema import ConsentStatus, Role
from faceid_desktop.paths import app_paths
from faceid_desktop.services import audit
from faceid_desktop.services.access import Action, Actor
from faceid_desktop.services.audit import Depth, ExportFormat, FindingKind
from faceid_desktop.services.gallery import Gallery
from faceid_desktop.services.rules import change_rule
from tests.helpers.small_gallery import START, Enrolled, database, enrol, given, small_gallery

Tamper = Callable[[sqlite3.Connection, Enrolled, Enrolled], None]


def sql(*statements: str) -> Tamper:
    """Return what runs statements; :ada and :eve are the uuids of two persons."""

    def run(connection: sqlite3.Connection, ada: Enrolled, eve: Enrolled) -> None:
        for statement in statements:
            connection.execute(statement, {"ada": ada.uuid, "eve": eve.uuid})

    return run


def swap(table: str, column: str, owner: str = "person_id") -> Tamper:
    """Return what swaps a value between the first rows of two persons."""

    def run(connection: sqlite3.Connection, ada: Enrolled, eve: Enrolled) -> None:
        of_owner = f"FROM {table} WHERE {owner} = (SELECT id FROM person WHERE uuid = ?)"  # noqa: S608
        rows = [
            connection.execute(f"SELECT rowid, {column} {of_owner}", (each.uuid,)).fetchone()
            for each in (ada, eve)
        ]
        for (rowid, _), (_, value) in zip(rows, reversed(rows), strict=True):
            connection.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (value, rowid))  # noqa: S608

    return run


def both(*tampers: Tamper) -> Tamper:
    """Return what does one thing after the other."""

    def run(connection: sqlite3.Connection, ada: Enrolled, eve: Enrolled) -> None:
        for tamper in tampers:
            tamper(connection, ada, eve)

    return run


_BY_PHOTO = "(SELECT person_id FROM photo WHERE photo.id = photo_id)"

C, R, M, U, B = (
    FindingKind.PERSON_CHANGED,
    FindingKind.PERSON_ROLLED_BACK,
    FindingKind.PERSON_MISSING,
    FindingKind.PERSON_UNKNOWN,
    FindingKind.CONTENT_UNREADABLE,
)

TAMPERING: dict[str, tuple[Tamper, set[FindingKind]]] = {
    "details swapped": (swap("person", "sealed", "id"), {C, B}),
    "data keys swapped": (swap("person", "data_key", "id"), {C, B}),
    "details and keys swapped": (
        both(swap("person", "sealed", "id"), swap("person", "data_key", "id")),
        {C, B},
    ),
    "templates swapped": (swap("template", "sealed", _BY_PHOTO), {C, B}),
    "pictures swapped": (swap("media", "sealed", _BY_PHOTO), {C, B}),
    "photos given to another": (
        sql("UPDATE photo SET person_id = (SELECT id FROM person WHERE uuid = :eve)"),
        {C, B},
    ),
    "consents given to another": (
        sql("UPDATE consent SET person_id = (SELECT id FROM person WHERE uuid = :eve)"),
        {C, B},
    ),
    "template taken": (sql("DELETE FROM template WHERE rowid = 1"), {C}),
    "photo taken": (sql("DELETE FROM photo WHERE id = 1"), {C}),
    "consent expiry moved": (sql("UPDATE consent SET expires = 1 WHERE person_id = 1"), {C}),
    "consent basis changed": (sql("UPDATE consent SET basis = 'contract' WHERE person_id = 1"), {C}),
    "consent taken": (sql("DELETE FROM consent WHERE person_id = 1"), {C}),
    "withdrawn consent taken": (sql("DELETE FROM consent WHERE status = 'withdrawn'"), {C}),
    "watch flag set": (sql("UPDATE person SET watch = 1 WHERE uuid = :ada"), {C}),
    "erasure order lifted": (sql("UPDATE person SET erase_after = NULL WHERE uuid = :eve"), {C}),
    "seal invented": (sql("UPDATE person SET seal = zeroblob(32) WHERE uuid = :ada"), {C}),
    "person taken": (sql("DELETE FROM person WHERE uuid = :ada"), {M}),
    "person renamed to another identifier": (
        sql("UPDATE person SET uuid = 'x' WHERE uuid = :ada"),
        {M, U, B},
    ),
    "dimension of a template changed": (sql("UPDATE template SET dim = 1"), {C}),
    "one byte of a ciphertext flipped": (
        sql(
            "UPDATE media SET sealed = CAST(substr(sealed, 1, 500) || "
            "CASE substr(sealed, 501, 1) WHEN x'00' THEN x'01' ELSE x'00' END || "
            "substr(sealed, 502) AS BLOB) WHERE rowid = 1"
        ),
        {B},
    ),
    "a text where bytes should be": (sql("UPDATE media SET sealed = CAST(sealed AS TEXT)"), {C}),
    "sighting given to another": (sql("UPDATE sighting SET person_id = 2 WHERE person_id = 1"), {B}),
    "operator made administrator": (
        sql("UPDATE operator SET role = 'administrator'"),
        {FindingKind.OPERATOR_CHANGED},
    ),
    "operator removed": (sql("DELETE FROM operator"), {FindingKind.OPERATOR_CHANGED}),
    "rule changed": (
        sql("UPDATE setting SET value = '90' WHERE name = 'grace_days'"),
        {FindingKind.RULE_CHANGED},
    ),
    "event and effect removed": (
        sql("DELETE FROM audit_event WHERE number = 2", "DELETE FROM person WHERE uuid = :eve"),
        {FindingKind.EVENT_MISSING, M},
    ),
}


def furnish(gallery: Gallery) -> tuple[Enrolled, Enrolled]:
    """Put in two persons (the second has withdrawn and is to be erased), an operator, a rule, a sighting."""
    ada, eve = enrol(gallery, "Ada"), enrol(gallery, "Eve")
    with gallery.change(Action.ERASE) as change:
        sightings.add(change.session, change.vault, NewSighting(START, "door", ada.uuid))
        consent.add(change.session, change.vault, eve.uuid, given(status=ConsentStatus.WITHDRAWN))
        change.record("consent.withdrawn", eve.uuid)
        person_row(change.session, eve.uuid).erase_after = START
        change.record("person.erase_ordered", eve.uuid)
        operator = operators.add(change.session, "otto", Role.OPERATOR, change.now)
        change.record("operator.added", operator.uuid, role=operator.role)
    change_rule(gallery, "grace_days", 3)
    return ada, eve


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Enrolled, Enrolled]:
    """A closed gallery to be copied, with its two persons."""
    folder = tmp_path_factory.mktemp("furnished") / "data"
    with small_gallery(folder) as gallery:
        ada, eve = furnish(gallery)
    return folder, ada, eve


@pytest.fixture
def copy(furnished: tuple[Path, Enrolled, Enrolled], tmp_path: Path) -> tuple[Path, Enrolled, Enrolled]:
    """A copy of it for one test."""
    folder, ada, eve = furnished
    return Path(shutil.copytree(folder, tmp_path / "data")), ada, eve


def findings(gallery: Gallery, depth: Depth = Depth.CONTENT) -> set[FindingKind]:
    """Return the kinds of what is wrong."""
    return {finding.kind for finding in audit.verify(gallery, depth).findings}


def test_an_untouched_gallery_holds(tmp_path: Path) -> None:
    """At every depth nothing is wrong; events and people are counted."""
    with small_gallery(tmp_path) as gallery:
        furnish(gallery)
        for depth in Depth:
            assert findings(gallery, depth) == set()
        report = audit.verify(gallery)
    assert (report.events, report.people, report.holds) == (6, 2, True)


@pytest.mark.parametrize(("tamper", "expected"), TAMPERING.values(), ids=TAMPERING.keys())
def test_tampering_is_found(
    copy: tuple[Path, Enrolled, Enrolled], tamper: Tamper, expected: set[FindingKind]
) -> None:
    """Whoever writes to the file without the keys is found out, however he does it."""
    folder, ada, eve = copy
    with sqlite3.connect(database(app_paths(folder))) as connection:
        for (trigger,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            connection.execute(f"DROP TRIGGER {trigger}")
        connection.execute("PRAGMA foreign_keys = ON")
        tamper(connection, ada, eve)
    connection.close()
    with small_gallery(folder) as gallery:
        assert findings(gallery) == expected


@pytest.mark.parametrize("what", ["details", "everything"])
def test_an_older_state_of_a_person_is_found(tmp_path: Path, what: str) -> None:
    """Valid ciphertexts of yesterday open without complaint; the chain knows that they are not of today."""
    file = database(app_paths(tmp_path))
    with small_gallery(tmp_path) as gallery:
        ada, _ = furnish(gallery)
    older = file.with_name("older.db")
    older.write_bytes(file.read_bytes())
    with small_gallery(tmp_path) as gallery, gallery.change(Action.EDIT_PEOPLE) as change:
        row = person_row(change.session, ada.uuid)
        row.sealed = change.vault.open_key(row.uuid, row.data_key).seal(b"{}", f"person/{row.uuid}")
        change.record("person.renamed", ada.uuid)
    columns = "sealed" if what == "details" else "sealed, revision, seal, updated"
    with sqlite3.connect(file) as connection:
        connection.execute("ATTACH ? AS older", (str(older),))
        connection.execute(
            f"UPDATE person SET ({columns}) = (SELECT {columns} FROM older.person AS p"  # noqa: S608
            " WHERE p.uuid = person.uuid) WHERE uuid = ?",
            (ada.uuid,),
        )
    connection.close()
    older.unlink()
    with small_gallery(tmp_path) as gallery:
        expected = FindingKind.PERSON_CHANGED if what == "details" else FindingKind.PERSON_ROLLED_BACK
        assert findings(gallery) == {expected}


def test_an_erased_person_put_back_is_found(tmp_path: Path) -> None:
    """Rows of somebody whose removal the chain tells of are not his any more."""
    file = database(app_paths(tmp_path))
    with small_gallery(tmp_path) as gallery:
        ada = enrol(gallery, "Ada", photos=0)
    older = file.with_name("older.db")
    older.write_bytes(file.read_bytes())
    with small_gallery(tmp_path) as gallery, gallery.change(Action.ERASE) as change:
        change.session.delete(person_row(change.session, ada.uuid))
        change.session.flush()
        change.record("person.erased", ada.uuid)
    with sqlite3.connect(file) as connection:
        connection.execute("ATTACH ? AS older", (str(older),))
        connection.execute("INSERT INTO person SELECT * FROM older.person")
    connection.close()
    with small_gallery(tmp_path) as gallery:
        assert findings(gallery) == {FindingKind.PERSON_UNKNOWN}


@pytest.mark.logs_warnings
def test_an_administrator_accepts_what_contradicts_the_anchor(tmp_path: Path) -> None:
    """A cut stays reported until somebody takes it on himself; the chain then says so."""
    with small_gallery(tmp_path) as gallery:
        furnish(gallery)
    with sqlite3.connect(database(app_paths(tmp_path))) as connection:
        connection.execute("DROP TRIGGER audit_delete_refused")
        connection.execute("DELETE FROM audit_event WHERE number = 6")
    connection.close()
    with small_gallery(tmp_path) as gallery:
        assert FindingKind.ANCHOR_CUT in findings(gallery, Depth.CHAIN)
        change_rule(gallery, "grace_days", 3)
        change_rule(gallery, "grace_days", 3)
        assert findings(gallery) == {FindingKind.ANCHOR_OTHER_CHAIN}
        audit.accept(gallery)
        assert findings(gallery) == set()
        (last,) = audit.events(gallery, limit=1)
    assert last.kind == "audit.accepted"
    assert last.details == {"findings": ["anchor_other_chain"]}


def test_events_are_filtered(tmp_path: Path) -> None:
    """By kind or object, subject and time; the newest first, page by page."""
    with small_gallery(tmp_path) as gallery:
        ada, eve = furnish(gallery)
        assert audit.count(gallery) == 6
        assert [each.number for each in audit.events(gallery, limit=2, offset=1)] == [5, 4]
        assert audit.count(gallery, AuditFilter(kind="person")) == 3
        assert audit.count(gallery, AuditFilter(kind="person.added")) == 2
        assert audit.count(gallery, AuditFilter(kind="pers")) == 0
        assert audit.count(gallery, AuditFilter(subject=eve.uuid)) == 3
        assert audit.count(gallery, AuditFilter(subject=ada.uuid, until=START)) == 0
        assert audit.count(gallery, AuditFilter(since=START)) == 6
        assert audit.count(gallery, AuditFilter(operator="nobody")) == 0


@pytest.mark.parametrize("written", ExportFormat)
def test_the_chain_is_exported_whole(tmp_path: Path, written: ExportFormat) -> None:
    """Every event with its hashes, for the owner's eyes only; the old file stays if it cannot be written."""
    target = tmp_path / "out" / f"audit.{written}"
    with small_gallery(tmp_path / "data") as gallery:
        furnish(gallery)
        assert audit.export(gallery, target, written) == 6
        with gallery.read(Action.VIEW_AUDIT) as session:
            links = list(chain.links(session))
        with pytest.raises(OutputError):
            audit.export(gallery, target.parent, written)
    text = target.read_text(encoding="utf-8")
    rows = (
        [json.loads(line) for line in text.splitlines()]
        if written is ExportFormat.JSON_LINES
        else [{**row, "details": json.loads(row["details"])} for row in csv.DictReader(text.splitlines())]
    )
    assert [row["hash"] for row in rows] == [link.hash.hex() for link in links]
    assert [row["kind"] for row in rows][:2] == ["person.added", "person.added"]
    assert rows[0]["details"]["photos"] == 2
    if os.name != "nt":
        assert target.stat().st_mode & 0o777 == 0o600


def test_roles(tmp_path: Path) -> None:
    """An auditor looks and exports, an operator does not, and only administrators accept."""
    with small_gallery(tmp_path, Actor("0" * 32, Role.AUDITOR)) as gallery:
        assert audit.verify(gallery).holds
        with pytest.raises(PermissionDenied):
            audit.accept(gallery)
    with small_gallery(tmp_path, Actor("0" * 32, Role.OPERATOR)) as gallery:
        for attempt in (audit.verify, audit.events, audit.count, audit.accept):
            with pytest.raises(PermissionDenied):
                attempt(gallery)
        with pytest.raises(PermissionDenied):
            audit.export(gallery, tmp_path / "x", ExportFormat.CSV)
