"""The audit chain and its anchor: an honest one holds, and every kind of change shows."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from faceid_desktop.errors import AuditBroken, GalleryLocked
from faceid_desktop.gallery import chain
from faceid_desktop.gallery.anchor import Anchor, AnchorState
from faceid_desktop.gallery.vault import Vault
from faceid_desktop.paths import app_paths
from faceid_desktop.services.access import Action
from faceid_desktop.services.gallery import Gallery
from tests.helpers.small_gallery import GALLERY, database, small_gallery

EVENTS = 6


def write_events(gallery: Gallery, count: int = EVENTS) -> None:
    """Record so many events."""
    with gallery.change(Action.CHANGE_RULES) as change:
        for number in range(count):
            change.record("setting.changed", name="x", value=number)


def anchor_of(gallery: Gallery) -> Anchor:
    """Return the note of a gallery."""
    return Anchor(gallery.anchor, gallery.vault)


def tampered(folder: Path, *statements: str) -> None:
    """Change the closed database as somebody with an SQLite shell would, who drops the triggers first."""
    with sqlite3.connect(database(app_paths(folder))) as connection:
        for statement in (
            "DROP TRIGGER audit_update_refused",
            "DROP TRIGGER audit_delete_refused",
            *statements,
        ):
            connection.execute(statement)
    connection.close()


def verified(folder: Path) -> tuple[list[chain.Break], AnchorState]:
    """Open the gallery and check its chain and anchor."""
    with small_gallery(folder) as gallery, gallery.read(Action.VIEW_AUDIT) as session:
        _, breaks = chain.inspect(session, gallery.vault)
        return breaks, anchor_of(gallery).state(session)


def test_an_honest_chain_holds(tmp_path: Path) -> None:
    """Events are numbered from 1, tell what was recorded, and the note names the last one."""
    with small_gallery(tmp_path) as gallery:
        write_events(gallery)
        with gallery.read(Action.VIEW_AUDIT) as session:
            end = chain.verify(session, gallery.vault)
            told = list(chain.entries(session))
            assert anchor_of(gallery).state(session) is AnchorState.HOLDS
    assert end.count == EVENTS
    assert [entry.number for entry in told] == list(range(1, EVENTS + 1))
    assert told[2].details == {"name": "x", "value": 2}


def test_a_failed_change_leaves_no_event(tmp_path: Path) -> None:
    """An exception takes the change and its event back, and the note does not run ahead."""

    def fail(gallery: Gallery) -> None:
        with gallery.change(Action.CHANGE_RULES) as change:
            change.record("setting.changed")
            raise ZeroDivisionError

    with small_gallery(tmp_path) as gallery:
        write_events(gallery, 1)
        with pytest.raises(ZeroDivisionError):
            fail(gallery)
        with gallery.read(Action.VIEW_AUDIT) as session:
            assert chain.verify(session, gallery.vault).count == 1
            assert anchor_of(gallery).state(session) is AnchorState.HOLDS


TAMPERING = {
    "details changed": (["UPDATE audit_event SET details='{}' WHERE number=3"], [(3, "event_changed")]),
    "operator changed": (["UPDATE audit_event SET operator='x' WHERE number=3"], [(3, "event_changed")]),
    "subject changed": (["UPDATE audit_event SET subject='x' WHERE number=3"], [(3, "event_changed")]),
    "kind changed": (["UPDATE audit_event SET kind='x' WHERE number=3"], [(3, "event_changed")]),
    "time changed": (["UPDATE audit_event SET at=at+1 WHERE number=3"], [(3, "event_changed")]),
    "hash changed": (
        ["UPDATE audit_event SET hash=zeroblob(32) WHERE number=3"],
        [(3, "event_changed"), (4, "event_link")],
    ),
    "link changed": (
        ["UPDATE audit_event SET previous=zeroblob(32) WHERE number=3"],
        [(3, "event_link"), (3, "event_changed")],
    ),
    "first row removed": (["DELETE FROM audit_event WHERE number=1"], [(1, "event_missing")]),
    "middle row removed": (["DELETE FROM audit_event WHERE number=3"], [(3, "event_missing")]),
    "removed and closed up": (
        [
            "DELETE FROM audit_event WHERE number=3",
            "UPDATE audit_event SET number=number-1 WHERE number>3",
        ],
        [(3, "event_link"), (3, "event_changed"), (4, "event_changed"), (5, "event_changed")],
    ),
    "rows swapped": (
        [
            "UPDATE audit_event SET number=99 WHERE number=3",
            "UPDATE audit_event SET number=3 WHERE number=4",
            "UPDATE audit_event SET number=4 WHERE number=99",
        ],
        [(3, "event_link"), (3, "event_changed"), (4, "event_link"), (4, "event_changed"), (5, "event_link")],
    ),
    "row inserted": (
        [
            "INSERT INTO audit_event SELECT 7, at, kind, operator, subject, details, hash, zeroblob(32) "
            "FROM audit_event WHERE number=6"
        ],
        [(7, "event_changed")],
    ),
}


@pytest.mark.parametrize(("statements", "expected"), TAMPERING.values(), ids=TAMPERING.keys())
def test_a_change_of_rows_is_found_where_it_was_made(
    tmp_path: Path, statements: list[str], expected: list[tuple[int, str]]
) -> None:
    """Changed, removed, reordered and invented rows break the chain at their number."""
    with small_gallery(tmp_path) as gallery:
        write_events(gallery)
    tampered(tmp_path, *statements)
    breaks, _ = verified(tmp_path)
    assert [(found.number, found.why) for found in breaks] == expected


def test_verify_raises_at_the_first_break(tmp_path: Path) -> None:
    """The error names number and reason."""
    with small_gallery(tmp_path) as gallery:
        write_events(gallery)
    tampered(tmp_path, "DELETE FROM audit_event WHERE number IN (2, 5)")
    with (
        small_gallery(tmp_path) as gallery,
        gallery.read(Action.VIEW_AUDIT) as session,
        pytest.raises(AuditBroken) as caught,
    ):
        chain.verify(session, gallery.vault)
    assert caught.value.data == {"number": 2, "why": "event_missing"}


def test_a_chain_written_anew_without_the_key_is_found(tmp_path: Path) -> None:
    """A whole new chain under another master key breaks at every event, and the note has seen another one."""
    with small_gallery(tmp_path) as gallery:
        write_events(gallery)
    with small_gallery(tmp_path / "forger") as gallery:
        forged = Gallery(
            gallery.store, Vault(GALLERY, bytes(32)), gallery.actor, gallery.anchor, gallery.clock
        )
        write_events(forged)
    database(app_paths(tmp_path)).write_bytes(database(app_paths(tmp_path / "forger")).read_bytes())
    breaks, anchor = verified(tmp_path)
    assert len(breaks) == EVENTS
    assert anchor is AnchorState.OTHER_CHAIN


def test_a_cut_tail_is_found_and_stays_known(tmp_path: Path) -> None:
    """The rest of a cut chain holds, the note tells, and going on working does not wipe the note."""
    with small_gallery(tmp_path) as gallery:
        write_events(gallery)
    tampered(tmp_path, "DELETE FROM audit_event WHERE number > 4")
    assert verified(tmp_path) == ([], AnchorState.CUT)


@pytest.mark.logs_warnings
@pytest.mark.parametrize("later", [1, 5])
def test_working_on_after_a_cut_keeps_the_evidence(
    tmp_path: Path, later: int, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither a shorter nor a longer new tail makes the note forget the old one."""
    with small_gallery(tmp_path) as gallery:
        write_events(gallery)
    tampered(tmp_path, "DELETE FROM audit_event WHERE number > 4")
    with small_gallery(tmp_path) as gallery:
        write_events(gallery, later)
    breaks, anchor = verified(tmp_path)
    assert breaks == []
    assert anchor is (AnchorState.CUT if later == 1 else AnchorState.OTHER_CHAIN)
    assert "does not fit its anchor" in caplog.text


def test_a_restored_older_database_is_found(tmp_path: Path) -> None:
    """A copy of the file made earlier and put back lacks events that the note has seen."""
    with small_gallery(tmp_path) as gallery:
        write_events(gallery, 3)
    file = database(app_paths(tmp_path))
    older = file.read_bytes()
    with small_gallery(tmp_path) as gallery:
        write_events(gallery, 2)
    file.write_bytes(older)
    assert verified(tmp_path) == ([], AnchorState.CUT)


def test_a_note_some_events_behind_holds(tmp_path: Path) -> None:
    """A crash between the transaction and its note is no alarm."""
    with small_gallery(tmp_path) as gallery:
        write_events(gallery, 3)
        older = gallery.anchor.read_bytes()
        write_events(gallery, 2)
        gallery.anchor.write_bytes(older)
    assert verified(tmp_path) == ([], AnchorState.HOLDS)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_text("{}"),
        lambda path: path.write_text("not JSON"),
        lambda path: path.write_text(path.read_text().replace('"count": 6', '"count": 4')),
        lambda path: path.write_bytes(b"\xff\xfe"),
    ],
)
def test_a_note_made_without_the_key_is_refused(tmp_path: Path, spoil: Callable[[Path], object]) -> None:
    """Who cuts the chain cannot make the note fit: its keyed hash is missing or wrong."""
    with small_gallery(tmp_path) as gallery:
        write_events(gallery)
        spoil(gallery.anchor)
    assert verified(tmp_path) == ([], AnchorState.UNREADABLE)


def test_a_lost_note_is_told_and_recorded(tmp_path: Path) -> None:
    """Without the configuration folder the chain goes on, and that the note was missing stays in it."""
    with small_gallery(tmp_path) as gallery:
        write_events(gallery)
        gallery.anchor.unlink()
        with gallery.read(Action.VIEW_AUDIT) as session:
            assert anchor_of(gallery).state(session) is AnchorState.MISSING
        write_events(gallery, 1)
        with gallery.read(Action.VIEW_AUDIT) as session:
            assert anchor_of(gallery).state(session) is AnchorState.HOLDS
            assert [entry.kind for entry in chain.entries(session)][-2:] == [
                "audit.anchor_missing",
                "setting.changed",
            ]


@pytest.mark.logs_warnings
def test_a_note_that_cannot_be_written_does_not_undo_the_change(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The change is saved, the older note still holds, the log tells."""
    with small_gallery(tmp_path) as gallery:
        gallery.anchor.parent.parent.mkdir(parents=True)
        gallery.anchor.parent.write_text("a file where the folder should be")
        write_events(gallery, 2)
        with gallery.read(Action.VIEW_AUDIT) as session:
            assert chain.verify(session, gallery.vault).count >= 2
    assert "anchor was not written" in caplog.text


def test_a_locked_vault_neither_writes_nor_verifies(tmp_path: Path) -> None:
    """Without the key there is no event and no verdict."""
    with small_gallery(tmp_path) as gallery:
        write_events(gallery, 1)
        gallery.vault.lock()
        with pytest.raises(GalleryLocked):
            write_events(gallery, 1)
        with pytest.raises(GalleryLocked), gallery.read(Action.VIEW_AUDIT) as session:
            chain.verify(session, gallery.vault)
