"""Erasure: found before, gone after, from every file; what cannot be reached is named."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from faceid_desktop.errors import (
    CertificateInvalid,
    GalleryWriteFailed,
    LedgerBroken,
    NothingToUndo,
    PermissionDenied,
    PersonNotFound,
)
from faceid_desktop.gallery import chain, erasure
from faceid_desktop.gallery.anchor import Anchor
from faceid_desktop.gallery.needles import NeedleKind
from faceid_desktop.gallery.places import GalleryPlaces
from faceid_desktop.gallery.queries import sightings
from faceid_desktop.gallery.queries.owner import person_row
from faceid_desktop.gallery.records import NewSighting
from faceid_desktop.gallery.schema import Role
from faceid_desktop.gallery.seals import all_seals
from faceid_desktop.gallery.vault import Vault
from faceid_desktop.paths import AppPaths, app_paths
from faceid_desktop.services import audit, privacy
from faceid_desktop.services.access import Action, Actor
from faceid_desktop.services.certificate import Certificate, UnreachedKind, check, to_json
from faceid_desktop.services.erasing import Erasing
from faceid_desktop.services.gallery import Gallery
from faceid_desktop.services.rules import change_rule
from tests.helpers.small_gallery import GALLERY, START, Clock, Enrolled, enrol, small_gallery


@dataclass
class House:
    """A gallery with Ada, who goes, and Eve, who stays."""

    gallery: Gallery
    paths: AppPaths
    clock: Clock
    ada: Enrolled
    eve: Enrolled

    def erase(self, patience_ms: int = 50) -> Certificate:
        """Erase Ada, without waiting long for readers."""
        with self.gallery.read(Action.ERASE) as session:
            targets = erasure.related(session, self.ada.uuid)
        entry = privacy.LedgerEntry(self.ada.uuid, targets, self.clock(), pending=True)
        return Erasing(self.gallery, self.paths, self.forgotten.extend, patience_ms=patience_ms).run([entry])[
            0
        ]

    def __post_init__(self) -> None:
        self.forgotten: list[str] = []

    def people(self) -> list[str]:
        """Return the uuids of the people in the database."""
        with self.gallery.store.raw() as connection:
            return [row[0] for row in connection.execute("SELECT uuid FROM person")]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """Both are enrolled, Ada was seen once."""
    clock = Clock()
    with small_gallery(tmp_path, clock=clock) as gallery:
        ada, eve = enrol(gallery, "Ada"), enrol(gallery, "Eve")
        with gallery.store.transaction() as session:
            sightings.add(session, gallery.vault, NewSighting(START, "door", ada.uuid, {}, b"thumbnail" * 9))
        yield House(gallery, app_paths(tmp_path), clock, ada, eve)


def back_up(house: House, name: str) -> Path:
    """Copy the database aside as SQLite's backup does."""
    target = GalleryPlaces(house.paths).database.parent / name
    target.parent.mkdir(mode=0o700, exist_ok=True)
    with house.gallery.store.raw() as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
    return target


@contextmanager
def reader(house: House) -> Iterator[None]:
    """Look at the present state of the database from elsewhere, as long as this lasts."""
    with closing(sqlite3.connect(house.gallery.store.path)) as connection:
        connection.execute("BEGIN")
        connection.execute("SELECT COUNT(*) FROM person").fetchone()
        yield


def kinds(certificate: Certificate) -> set[UnreachedKind]:
    """Return what was not reached."""
    return {each.kind for each in certificate.unreached}


def test_everything_is_found_before_and_nothing_after(house: House) -> None:
    """Ciphertexts, nonces, wrapped key and hashes lay in the files; not one is left in any."""
    certificate = house.erase()
    for kind in set(NeedleKind) - {NeedleKind.VECTOR}:
        found = certificate.needles[kind]
        assert found.sought == found.before > 0, kind
        assert found.after == 0
    # person, 2 photos, 2 pictures, 2 templates, consent, sighting and its thumbnail; and the key's nonce
    assert certificate.needles[NeedleKind.CIPHERTEXT].sought == 10
    assert certificate.needles[NeedleKind.NONCE].sought == 11
    assert certificate.needles[NeedleKind.VECTOR].sought == 2
    assert certificate.needles[NeedleKind.VECTOR].before == 0
    assert any(each.path.endswith("-wal") and each.before for each in certificate.files)
    assert certificate.complete
    assert kinds(certificate) == {UnreachedKind.OUTSIDE}


def test_the_others_stay_as_they_are(house: House) -> None:
    """Eve's rows and seal are untouched, the chain holds and tells of Ada by uuid only."""
    house.erase()
    assert house.people() == [house.eve.uuid]
    assert house.forgotten == [house.ada.uuid]
    with house.gallery.read(Action.VIEW_AUDIT) as session:
        assert all(each.stored == each.computed for each in all_seals(session, house.gallery.vault))
        chain.verify(session, house.gallery.vault)
        events = [entry for entry in chain.entries(session) if entry.subject == house.ada.uuid]
    assert [event.kind for event in events] == ["person.added", "person.erased", "person.erasure_proven"]
    assert events[1].details["rows"]["templates"] == 2  # type: ignore[index]
    assert house.ada.name not in json.dumps([dict(event.details) for event in events])


def test_the_file_is_whole_afterwards(house: House) -> None:
    """SQLite finds nothing wrong and the journal is cut to what was written since."""
    house.erase()
    with house.gallery.store.raw() as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA freelist_count").fetchone() == (0,)


@pytest.mark.parametrize("folder", ["backups", "copies"])
def test_backups_and_copies_are_rewritten(house: House, folder: str) -> None:
    """An older state with ciphertexts of its own loses Ada too, keeps Eve, and stays one whole file."""
    older = back_up(house, f"{folder}/older.db")
    with house.gallery.change(Action.EDIT_PEOPLE) as change:
        row = person_row(change.session, house.ada.uuid)
        row.sealed = house.gallery.vault.open_key(row.uuid, row.data_key).seal(b"{}", f"person/{row.uuid}")
        change.record("person.renamed", row.uuid)
    certificate = house.erase()
    assert certificate.needles[NeedleKind.CIPHERTEXT].sought == 11
    assert certificate.found_after == 0
    assert certificate.copies == 1
    assert certificate.complete
    with closing(sqlite3.connect(older)) as connection:
        assert connection.execute("SELECT uuid FROM person").fetchall() == [(house.eve.uuid,)]
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert [path.name for path in older.parent.iterdir()] == ["older.db"]


def test_a_photo_that_lay_under_somebody_else_goes_from_his_backup(house: House) -> None:
    """Moved photos are known by their own identifier; the other keeps his place and gets a valid seal."""
    with house.gallery.store.transaction() as session:
        eve = person_row(session, house.eve.uuid).id
        photos = [
            row[0] for row in session.connection().exec_driver_sql("SELECT uuid FROM photo ORDER BY id")
        ]
        session.connection().exec_driver_sql(
            "UPDATE photo SET person_id = ? WHERE uuid = ?", (eve, photos[0])
        )
    older = back_up(house, "backups/older.db")
    with house.gallery.store.transaction() as session:
        ada = person_row(session, house.ada.uuid).id
        session.connection().exec_driver_sql(
            "UPDATE photo SET person_id = ? WHERE uuid = ?", (ada, photos[0])
        )
    assert house.erase().found_after == 0
    with closing(sqlite3.connect(older)) as connection:
        assert photos[0] not in {row[0] for row in connection.execute("SELECT uuid FROM photo")}
        assert connection.execute(
            "SELECT kind FROM audit_event WHERE subject = ? ORDER BY number DESC", (house.eve.uuid,)
        ).fetchone() == ("photo.removed",)


def test_who_was_merged_into_her_goes_from_older_backups(house: House) -> None:
    """A person that became Ada lives on in a backup under another identifier."""
    other = enrol(house.gallery, "Adas double")
    older = back_up(house, "backups/older.db")
    with house.gallery.change(Action.EDIT_PEOPLE) as change:
        change.session.delete(person_row(change.session, other.uuid))
        change.session.flush()
        change.record("person.merged", house.ada.uuid, source=other.uuid, photos=2)
        change.record("person.merged", other.uuid, target=house.ada.uuid)
    certificate = house.erase()
    assert certificate.found_after == 0
    assert certificate.needles[NeedleKind.WRAPPED_KEY].sought == 2
    with closing(sqlite3.connect(older)) as connection:
        assert connection.execute("SELECT uuid FROM person").fetchall() == [(house.eve.uuid,)]


def test_a_reader_is_named_and_the_erasure_finished_later(house: House) -> None:
    """While somebody looks at the older state the bytes stay there, and the certificate says so."""
    with reader(house):
        certificate = house.erase()
        assert UnreachedKind.READER in kinds(certificate)
        assert certificate.found_after > 0
        assert not certificate.complete
    (finished,) = privacy.finish_pending(house.gallery, house.paths)
    assert finished.complete
    assert finished.interrupted
    assert finished.found_after == 0
    assert finished.found_before == certificate.found_before
    assert privacy.finish_pending(house.gallery, house.paths) == ()


def test_a_file_of_the_users_is_named(house: House) -> None:
    """A copy of the database that somebody put into the data folder by hand is found, not touched."""
    strange = back_up(house, "my-own-copy.db")
    content = strange.read_bytes()
    certificate = house.erase()
    left = [each for each in certificate.unreached if each.kind is UnreachedKind.STILL_THERE]
    assert [each.where for each in left] == ["gallery/my-own-copy.db"]
    assert strange.read_bytes() == content
    assert not certificate.complete


def test_a_vector_in_plain_text_is_found(house: House) -> None:
    """A cache that kept an unencrypted template would be found by its bytes."""
    cache = house.paths.data / "cache.bin"
    cache.write_bytes(b"\0" * 4095 + house.ada.vectors[0])
    certificate = house.erase()
    assert certificate.needles[NeedleKind.VECTOR].before == 1
    assert certificate.needles[NeedleKind.VECTOR].after == 1
    assert "cache.bin" in {each.where for each in certificate.unreached}


def test_exports_and_lost_backups_are_named(house: House) -> None:
    """They are known from the audit chain; where they are now is not."""
    with house.gallery.change(Action.EXPORT) as change:
        change.record("export.made", None, people=2)
        change.record("gallery.backed_up", elsewhere=True)
        change.record("gallery.backed_up", elsewhere=False)
    certificate = house.erase()
    named = {each.kind: each.where for each in certificate.unreached}
    assert named == {
        UnreachedKind.EXPORT: "2026-01-01",
        UnreachedKind.BACKUP: "2026-01-01",
        UnreachedKind.OUTSIDE: "",
    }
    assert certificate.complete


def test_a_damaged_backup_is_named(house: House) -> None:
    """A copy that cannot be rewritten stays, and the certificate is not complete."""
    older = back_up(house, "backups/older.db")
    with older.open("r+b") as file:
        file.truncate(older.stat().st_size - 4096)
    certificate = house.erase()
    assert not certificate.complete
    assert "gallery/backups/older.db" in {each.where for each in certificate.unreached}


def test_a_journal_left_beside_a_backup_is_settled(house: House) -> None:
    """A rewriting that was killed leaves a journal; the next erasure brings the backup in order first."""
    older = back_up(house, "backups/older.db")
    with closing(sqlite3.connect(older)) as connection:
        connection.execute("PRAGMA journal_mode=WAL").fetchone()
        connection.execute("UPDATE person SET watch = 1")
        connection.commit()
        journal = older.with_name("older.db-wal").read_bytes()
    older.with_name("older.db-wal").write_bytes(journal)
    certificate = house.erase()
    assert (certificate.found_after, certificate.copies) == (0, 1)
    assert [path.name for path in older.parent.iterdir()] == ["older.db"]


class Killed(BaseException):
    """Stands for a kill -9: nothing after it runs."""


@pytest.mark.parametrize("step", ["_announce", "_delete", "_compact", "_rewrite", "_prove"])
@pytest.mark.parametrize("moment", ["before", "after"])
def test_an_interrupted_erasure_is_finished(
    house: House, step: str, moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever it stops: before the ledger nothing has happened, after it everything comes to pass."""
    original = getattr(Erasing, step)

    def stop(*arguments: object) -> object:
        if moment == "after":
            original(*arguments)
        raise Killed

    back_up(house, "backups/older.db")
    with monkeypatch.context() as patch:
        patch.setattr(Erasing, step, stop)
        with pytest.raises(Killed):
            house.erase()
    finished = privacy.finish_pending(house.gallery, house.paths)
    if (step, moment) == ("_announce", "before"):
        assert finished == ()
        assert house.ada.uuid in house.people()
        return
    assert house.people() == [house.eve.uuid]
    assert finished[0].complete
    assert finished[0].found_after == 0
    assert finished[0].found_before == sum(
        each.sought for kind, each in finished[0].needles.items() if kind is not NeedleKind.VECTOR
    )
    assert finished[0].rows["photos"] == 2
    assert not privacy.ledger_of(house.gallery, house.paths).needles_file.exists()


def test_a_restored_backup_brings_nobody_back(house: House, tmp_path: Path) -> None:
    """A database from before the erasure loses her again when the ledger is replayed."""
    elsewhere = tmp_path / "usb-stick.db"
    elsewhere.write_bytes(back_up(house, "copies/older.db").read_bytes())
    house.erase()
    database = house.gallery.store.path
    with closing(sqlite3.connect(elsewhere)) as source, closing(sqlite3.connect(database)) as target:
        source.backup(target)
    with house.gallery.read(Action.RESTORE) as session:
        Anchor(house.gallery.anchor, house.gallery.vault).write(chain.tip(session))
    assert house.ada.uuid in house.people()
    assert privacy.replay_ledger(house.gallery, house.paths) == (house.ada.uuid,)
    assert house.people() == [house.eve.uuid]
    assert privacy.replay_ledger(house.gallery, house.paths) == ()


def test_a_lost_ledger_is_made_anew(house: House, tmp_path: Path) -> None:
    """With the configuration folder gone the audit chain still knows whom a restore must not bring back."""
    assert privacy.finish_pending(house.gallery, house.paths) == ()
    elsewhere = tmp_path / "usb-stick.db"
    elsewhere.write_bytes(back_up(house, "copies/older.db").read_bytes())
    house.erase()
    ledger = privacy.ledger_of(house.gallery, house.paths)
    ledger.path.unlink()
    privacy.finish_pending(house.gallery, house.paths)
    (entry,) = ledger.entries()
    assert (entry.person, entry.pending) == (house.ada.uuid, False)
    (event,) = audit.events(house.gallery, limit=1)
    assert (event.kind, event.details) == ("audit.ledger_missing", {"persons": 1})
    privacy.finish_pending(house.gallery, house.paths)
    assert audit.events(house.gallery, limit=1) == (event,)


def test_a_changed_ledger_stops_everything(house: House) -> None:
    """Nothing is erased or restored on a list that somebody has cut."""
    house.erase()
    ledger = privacy.ledger_of(house.gallery, house.paths)
    content = json.loads(ledger.path.read_text())
    content["entries"] = []
    ledger.path.write_text(json.dumps(content))
    with pytest.raises(LedgerBroken):
        privacy.replay_ledger(house.gallery, house.paths)
    with pytest.raises(LedgerBroken):
        privacy.erase(house.gallery, house.paths, house.eve.uuid)
    assert house.people() == [house.eve.uuid]


def test_grace_takes_out_of_matching_and_can_be_taken_back(house: House) -> None:
    """Within the period the person is still there; afterwards it is due."""
    change_rule(house.gallery, "grace_days", 3)
    assert privacy.order(house.gallery, house.ada.uuid) == START + timedelta(days=3)
    with house.gallery.read(Action.VIEW_PEOPLE) as session:
        assert person_row(session, house.ada.uuid).erase_after == START + timedelta(days=3)
    assert privacy.ended_grace(house.gallery) == ()
    privacy.cancel(house.gallery, house.ada.uuid)
    house.clock.forward(days=4)
    assert privacy.ended_grace(house.gallery) == ()
    privacy.order(house.gallery, house.ada.uuid)
    house.clock.forward(days=3)
    assert privacy.ended_grace(house.gallery) == (house.ada.uuid,)
    certificate = privacy.erase(house.gallery, house.paths, house.ada.uuid)
    assert (certificate.ordered, certificate.erased) == (START + timedelta(days=4), START + timedelta(days=7))
    with pytest.raises(NothingToUndo):
        privacy.cancel(house.gallery, house.eve.uuid)


def test_several_are_erased_at_the_price_of_one(house: House) -> None:
    """Each gets a certificate of his own."""
    persons = (house.ada.uuid, house.eve.uuid)
    certificates = privacy.erase_all(house.gallery, house.paths, persons)
    assert [each.person for each in certificates] == list(persons)
    assert all(each.complete and each.found_before > 10 and each.found_after == 0 for each in certificates)
    assert house.people() == []


def test_nobody_is_erased_if_one_does_not_exist(house: House) -> None:
    """A slip of the pen changes nothing."""
    with pytest.raises(PersonNotFound):
        privacy.erase_all(house.gallery, house.paths, (house.ada.uuid, "0" * 32))
    assert len(house.people()) == 2


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.AUDITOR])
def test_only_administrators_erase(house: House, role: Role) -> None:
    """Ordering, cancelling and erasing are refused to others."""
    other = Gallery(
        house.gallery.store, house.gallery.vault, Actor(None, role), house.gallery.anchor, house.clock
    )
    for attempt in (privacy.order, privacy.cancel):
        with pytest.raises(PermissionDenied):
            attempt(other, house.ada.uuid)
    with pytest.raises(PermissionDenied):
        privacy.erase(other, house.paths, house.ada.uuid)
    assert len(house.people()) == 2


def test_a_full_disk_leaves_the_erasure_pending(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the rows cannot be deleted that is an error; if free pages cannot be dropped that is named."""
    with monkeypatch.context() as patch:
        patch.setattr(erasure, "compact", lambda *_: erasure.Compacted.NO_ROOM)
        certificate = house.erase()
    assert UnreachedKind.NO_ROOM in kinds(certificate)
    assert not certificate.complete
    assert privacy.finish_pending(house.gallery, house.paths)[0].complete


def test_rows_that_cannot_be_deleted_are_deleted_later(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """The ledger keeps the order."""

    def fail(*_: object) -> dict[str, int]:
        raise GalleryWriteFailed(path="x", why="disk full")

    with monkeypatch.context() as patch:
        patch.setattr(erasure, "delete", fail)
        with pytest.raises(GalleryWriteFailed):
            house.erase()
    assert len(house.people()) == 2
    assert privacy.finish_pending(house.gallery, house.paths)[0].complete


def test_a_certificate_is_checked_by_the_gallery_that_made_it(house: House) -> None:
    """A changed one and another gallery's are refused."""
    certificate = house.erase()
    content = to_json(certificate)
    assert check(content, house.gallery.vault)["person"] == house.ada.uuid
    for forged in (
        content.replace(b'"after": 0', b'"after": 1', 1),
        content.replace(b'"complete": true', b'"complete": false'),
        b"{}",
        b"[]",
        b"no JSON",
        b"\xff",
    ):
        assert forged != content
        with pytest.raises(CertificateInvalid):
            check(forged, house.gallery.vault)
    with pytest.raises(CertificateInvalid):
        check(content, Vault(GALLERY, bytes(32)))
    assert house.ada.name.encode() not in content
