"""Backups hold everything of one moment, and restoring one loses nothing and brings nobody back."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from faceid_desktop.errors import (
    BackupInvalid,
    GalleryInUse,
    GalleryTooNew,
    KeyMissing,
    OutputError,
    PermissionDenied,
    WrongKey,
)
from faceid_desktop.gallery import chain, files, keyslots
from faceid_desktop.gallery.anchor import Anchor, AnchorState
from faceid_desktop.gallery.backup import Flaw
from faceid_desktop.gallery.integrity import Damage, Depth, inspect
from faceid_desktop.gallery.keyslots import Argon2Cost
from faceid_desktop.gallery.places import GalleryPlaces, copies_of
from faceid_desktop.gallery.queries import settings
from faceid_desktop.gallery.queries.vectors import load_vectors
from faceid_desktop.gallery.schema import Role, SlotKind
from faceid_desktop.paths import AppPaths, app_paths
from faceid_desktop.services.access import Actor
from faceid_desktop.services.backups import back_up, back_up_if_due, scheduled
from faceid_desktop.services.opening import OpenGallery, close_gallery, open_gallery
from faceid_desktop.services.privacy import erase
from faceid_desktop.services.restoring import Restored, restore
from faceid_desktop.services.unlocking import Secret
from tests.helpers.small_gallery import MODEL, Clock, enrol

CHEAP = Argon2Cost(time=1, memory_kib=8, parallelism=1)


@pytest.fixture
def paths(isolated_data: Path) -> AppPaths:
    """The folders of a user."""
    return app_paths(isolated_data)


@pytest.fixture
def places(paths: AppPaths) -> GalleryPlaces:
    """Where his gallery lies."""
    return GalleryPlaces(paths)


@pytest.fixture
def clock() -> Clock:
    """A clock that the test sets."""
    return Clock()


@pytest.fixture
def begin(paths: AppPaths, clock: Clock) -> Iterator[Callable[[], OpenGallery]]:
    """Open the gallery; what the test leaves open is closed."""
    opened: list[OpenGallery] = []

    def open_it() -> OpenGallery:
        opened.append(open_gallery(paths, create=True, clock=clock, keyring=lambda: None))
        return opened[-1]

    yield open_it
    for gallery in opened:
        close_gallery(gallery)


def put_back(paths: AppPaths, clock: Clock, backup: Path, secret: Secret | None = None) -> Restored:
    """Restore on a machine without a keyring."""
    return restore(paths, backup, secret, clock, keyring=lambda: None)


def people(gallery: OpenGallery) -> set[str]:
    """Return who can be matched."""
    return set(load_vectors(gallery.store, gallery.vault, MODEL, gallery.clock()).persons)


def anchor_state(gallery: OpenGallery) -> AnchorState:
    """Compare the anchor with the chain, which has to hold."""
    with gallery.store.reading() as session:
        chain.verify(session, gallery.vault)
        return Anchor(gallery.anchor, gallery.vault).state(session)


def test_backup_is_one_whole_private_file(begin: Callable[[], OpenGallery], places: GalleryPlaces) -> None:
    """It lies in the gallery's folder of backups, passes every check, and is told in the audit chain."""
    gallery = begin()
    enrol(gallery, "Ada")
    made = back_up(gallery, places)
    assert (made.persons, made.photos, made.breaks) == (1, 2, 0)
    assert [path.name for path in places.backups.iterdir()] == [made.path.name]
    assert inspect(made.path, Depth.ALL).uuid == gallery.vault.gallery
    if os.name != "nt":
        assert made.path.stat().st_mode & 0o777 == 0o600
    with gallery.store.reading() as session:
        last = list(chain.entries(session))[-1]
    assert (last.kind, last.details["elsewhere"]) == ("gallery.backed_up", False)


def test_backup_names_itself_in_a_folder_and_overwrites_nothing(
    begin: Callable[[], OpenGallery], places: GalleryPlaces, tmp_path: Path
) -> None:
    """A folder gets a new file; a file that is there stays."""
    gallery = begin()
    assert back_up(gallery, places, tmp_path).path.parent == tmp_path
    taken = tmp_path / "mine.db"
    taken.write_text("mine")
    with pytest.raises(OutputError):
        back_up(gallery, places, taken)
    assert taken.read_text() == "mine"


def test_backup_tells_whether_it_opens_elsewhere(
    begin: Callable[[], OpenGallery], places: GalleryPlaces, clock: Clock
) -> None:
    """With nothing but this machine's key file a backup is worthless on another one."""
    gallery = begin()
    assert not back_up(gallery, places).portable
    with gallery.store.transaction() as session:
        code = keyslots.new_recovery_code()
        keyslots.add_slot(session, gallery.vault.master_key(), SlotKind.RECOVERY, code, cost=CHEAP)
    clock.forward(seconds=1)
    assert back_up(gallery, places).portable


def test_backup_shows_one_moment_while_others_write(
    begin: Callable[[], OpenGallery], places: GalleryPlaces
) -> None:
    """Writers go on between its steps; the backup neither begins anew for ever nor holds half of anything."""
    gallery = begin()
    with gallery.store.raw() as connection:
        filler = [(f"filler.{number}", "0" * 3000) for number in range(3000)]
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO setting VALUES (?, ?)", filler)
        connection.execute("COMMIT")
    steps: list[int] = []

    def write_between(left: int, _of: int) -> None:
        steps.append(left)
        writer = threading.Thread(target=enrol, args=(gallery, f"person {len(steps)}"))
        writer.start()
        writer.join()

    made = back_up(gallery, places, step=write_between)
    assert len(steps) > 2
    assert sorted(steps, reverse=True) == steps
    assert made.persons == 0
    assert len(people(gallery)) == len(steps)


def test_backup_that_cannot_be_written_leaves_no_half(
    begin: Callable[[], OpenGallery], places: GalleryPlaces, tmp_path: Path
) -> None:
    """An interrupted or impossible backup leaves no file and the gallery in use."""
    gallery = begin()

    def stop(_left: int, _of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        back_up(gallery, places, tmp_path / "stopped.db", stop)
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError):
        back_up(gallery, places, tmp_path / "file" / "impossible.db")
    assert [path.name for path in tmp_path.iterdir() if path.suffix in {".db", ".part"}] == []
    enrol(gallery, "Ada")


def test_backup_that_arrived_damaged_is_removed(
    begin: Callable[[], OpenGallery], places: GalleryPlaces, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that fails its check right after it was written must not look like a backup."""
    gallery = begin()
    real = files.put_in_place

    def damage(new: Path, path: Path) -> None:
        real(new, path)
        _flip(path)

    monkeypatch.setattr("faceid_desktop.gallery.backup.put_in_place", damage)
    with pytest.raises(BackupInvalid):
        back_up(gallery, places)
    assert list(places.backups.iterdir()) == []


def test_auditor_makes_no_backup(begin: Callable[[], OpenGallery], places: GalleryPlaces) -> None:
    """A backup is a copy of all faces: the role decides."""
    gallery = replace(begin(), actor=Actor(None, Role.AUDITOR))
    with pytest.raises(PermissionDenied):
        back_up(gallery, places)
    assert back_up_if_due(gallery, places) is not None


def test_schedule(begin: Callable[[], OpenGallery], places: GalleryPlaces, clock: Clock) -> None:
    """A backup every seven days, of which the rules keep so many; other files are let alone."""
    gallery = begin()
    with gallery.store.transaction() as session:
        settings.put(session, "backups_kept", 2)
    other = places.backups / "gallery-mine.db"
    made = []
    for _ in range(4):
        written = back_up_if_due(gallery, places)
        assert written is not None
        made.append(written.path)
        other.write_text("mine")
        clock.forward(days=6, hours=23)
        assert back_up_if_due(gallery, places) is None
        clock.forward(hours=1)
    assert scheduled(places) == made[-2:]
    assert other.read_text() == "mine"
    with gallery.store.transaction() as session:
        settings.put(session, "backup_every_days", 0)
    assert back_up_if_due(gallery, places) is None


def test_backup_of_the_future_does_not_stop_the_schedule(
    begin: Callable[[], OpenGallery], places: GalleryPlaces, clock: Clock
) -> None:
    """A clock that was wrong once must not keep backups from being made for years."""
    gallery = begin()
    clock.forward(days=1000)
    assert back_up_if_due(gallery, places) is not None
    clock.forward(days=-1000)
    assert back_up_if_due(gallery, places) is not None


def test_restore_brings_back_what_was_there(
    begin: Callable[[], OpenGallery], paths: AppPaths, places: GalleryPlaces, clock: Clock
) -> None:
    """The gallery is as at the backup, its chain tells of it and fits its anchor; what was there is kept."""
    gallery = begin()
    ada = enrol(gallery, "Ada")
    backup = back_up(gallery, places).path
    bob = enrol(gallery, "Bob")
    close_gallery(gallery)
    clock.forward(days=1)
    done = put_back(paths, clock, backup)
    assert (done.gallery, done.contents.persons, done.erased_again) == (gallery.vault.gallery, 1, ())
    again = begin()
    assert people(again) == {ada.uuid}
    assert anchor_state(again) is AnchorState.HOLDS
    with again.store.reading() as session:
        assert "gallery.restored" in [entry.kind for entry in chain.entries(session)]
    close_gallery(again)
    assert done.replaced is not None
    put_back(paths, clock, done.replaced)
    assert people(begin()) == {ada.uuid, bob.uuid}


def test_restore_does_not_bring_the_erased_back(
    begin: Callable[[], OpenGallery], paths: AppPaths, places: GalleryPlaces, clock: Clock, tmp_path: Path
) -> None:
    """Somebody who was erased after the backup was made is erased from what is restored, too."""
    gallery = begin()
    ada, bob = enrol(gallery, "Ada"), enrol(gallery, "Bob")
    backup = back_up(gallery, places, tmp_path / "elsewhere.db").path
    erase(gallery, paths, ada.uuid)
    close_gallery(gallery)
    clock.forward(days=1)
    done = put_back(paths, clock, backup)
    assert done.erased_again == (ada.uuid,)
    again = begin()
    assert people(again) == {bob.uuid}
    assert anchor_state(again) is AnchorState.HOLDS


def test_restore_on_another_machine_needs_a_secret_of_its_own(
    begin: Callable[[], OpenGallery], paths: AppPaths, clock: Clock, places: GalleryPlaces, tmp_path: Path
) -> None:
    """Where neither gallery nor key file is, the recovery code brings everything back."""
    gallery, code = begin(), keyslots.new_recovery_code()
    ada = enrol(gallery, "Ada")
    with gallery.store.transaction() as session:
        keyslots.add_slot(session, gallery.vault.master_key(), SlotKind.RECOVERY, code, cost=CHEAP)
    backup = back_up(gallery, places, tmp_path / "elsewhere.db").path
    other = app_paths(tmp_path / "other machine")
    with pytest.raises(KeyMissing):
        put_back(other, clock, backup)
    secret = Secret(SlotKind.RECOVERY, code)
    assert put_back(other, clock, backup, secret).replaced is None
    there = open_gallery(other, secret, clock=clock, keyring=lambda: None)
    assert people(there) == {ada.uuid}
    assert anchor_state(there) is AnchorState.HOLDS
    close_gallery(there)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-5000])


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-2000:] = os.urandom(2000)
    path.write_bytes(content)


def _run(statement: str) -> Callable[[Path], None]:
    def run(path: Path) -> None:
        with sqlite3.connect(path) as connection:
            connection.execute(statement)
        connection.close()

    return run


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda path: path.unlink(), Flaw.MISSING),
        (lambda path: path.write_bytes(b""), Damage.EMPTY),
        (lambda path: path.write_text("PK\3\4 ../../etc/passwd " * 100), Damage.NOT_A_DATABASE),
        (_cut, Damage.CUT_SHORT),
        (_run("PRAGMA application_id = 7"), Flaw.FOREIGN),
        (_run("DELETE FROM setting"), Damage.INCOMPLETE),
        (_run("INSERT INTO media VALUES (99, 'crop', x'00')"), Damage.REFERENCES),
        (_run("UPDATE person SET sealed = (SELECT sealed FROM person WHERE id = 2)"), Flaw.TAMPERED),
        (_run("UPDATE person SET data_key = (SELECT data_key FROM person WHERE id = 2)"), Flaw.TAMPERED),
    ],
)
def test_backup_that_is_not_whole_is_refused(
    begin: Callable[[], OpenGallery],
    paths: AppPaths,
    clock: Clock,
    places: GalleryPlaces,
    spoil: Callable[[Path], None],
    why: str,
) -> None:
    """The gallery stays what it is, byte for byte, and nothing is left lying about."""
    gallery = begin()
    enrol(gallery, "Ada")
    enrol(gallery, "Bob")
    backup = back_up(gallery, places).path
    close_gallery(gallery)
    spoil(backup)
    before = places.database.read_bytes()
    with pytest.raises(BackupInvalid) as failure:
        put_back(paths, clock, backup)
    assert failure.value.data["why"] == why
    assert places.database.read_bytes() == before
    left = {path.name for path in places.database.parent.iterdir()}
    assert left == {"gallery.db", "gallery.lock", "backups"}
    assert [path.suffixes for path in (paths.config / "anchors").iterdir()] == [[".json"]]


def test_newer_backup_and_wrong_secret(
    begin: Callable[[], OpenGallery], paths: AppPaths, clock: Clock, places: GalleryPlaces
) -> None:
    """A backup of a newer version, or one that the secret does not open, changes nothing."""
    gallery = begin()
    backup = back_up(gallery, places).path
    close_gallery(gallery)
    before = places.database.read_bytes()
    with pytest.raises(WrongKey):
        put_back(paths, clock, backup, Secret(SlotKind.RECOVERY, "wrong"))
    _run("UPDATE alembic_version SET version_num = '9999'")(backup)
    with pytest.raises(GalleryTooNew):
        put_back(paths, clock, backup)
    assert places.database.read_bytes() == before


def test_no_room_for_the_present_gallery(
    begin: Callable[[], OpenGallery], paths: AppPaths, clock: Clock, places: GalleryPlaces
) -> None:
    """Where what is there cannot be kept, it is not replaced."""
    gallery = begin()
    backup = back_up(gallery, places).path
    ada = enrol(gallery, "Ada")
    close_gallery(gallery)
    copies_of(places.database).write_text("in the way")
    with pytest.raises(OutputError):
        put_back(paths, clock, backup)
    again = begin()
    assert people(again) == {ada.uuid}
    assert anchor_state(again) is AnchorState.HOLDS


def test_open_gallery_is_not_replaced(
    begin: Callable[[], OpenGallery], paths: AppPaths, clock: Clock, places: GalleryPlaces
) -> None:
    """Whoever has it open would go on writing into a file that is gone."""
    backup = back_up(begin(), places).path
    with pytest.raises(GalleryInUse):
        put_back(paths, clock, backup)


def test_damaged_gallery_is_replaced_and_kept_as_it_is(
    begin: Callable[[], OpenGallery], paths: AppPaths, clock: Clock, places: GalleryPlaces
) -> None:
    """That is what backups are for; the damaged file may still be of use to somebody."""
    gallery = begin()
    ada = enrol(gallery, "Ada")
    backup = back_up(gallery, places).path
    close_gallery(gallery)
    content = bytearray(places.database.read_bytes())
    content[4096:] = os.urandom(len(content) - 4096)
    places.database.write_bytes(content)
    done = put_back(paths, clock, backup)
    assert done.replaced is not None
    assert done.replaced.read_bytes() == bytes(content)
    assert people(begin()) == {ada.uuid}


class Killed(BaseException):
    """Stands for kill -9."""


@pytest.mark.parametrize("in_place", [False, True])
def test_interrupted_restore_is_the_old_or_the_new_gallery(
    begin: Callable[[], OpenGallery],
    paths: AppPaths,
    clock: Clock,
    places: GalleryPlaces,
    monkeypatch: pytest.MonkeyPatch,
    in_place: bool,
) -> None:
    """Whether it dies just before or after the file is in place, the gallery opens and its anchor fits."""
    gallery = begin()
    ada = enrol(gallery, "Ada")
    backup = back_up(gallery, places).path
    bob = enrol(gallery, "Bob")
    close_gallery(gallery)
    clock.forward(days=1)
    real = files.put_in_place

    def die(new: Path, path: Path) -> None:
        if path != places.database or in_place:
            real(new, path)
        if path == places.database:
            # Nothing is tidied up from here on, as after kill -9.
            monkeypatch.setattr(Path, "unlink", lambda *_arguments, **_options: None)
            raise Killed

    monkeypatch.setattr(files, "put_in_place", die)
    with pytest.raises(Killed):
        put_back(paths, clock, backup)
    monkeypatch.undo()
    assert places.staged_anchor(gallery.vault.gallery).exists()
    again = begin()
    assert people(again) == ({ada.uuid} if in_place else {ada.uuid, bob.uuid})
    assert anchor_state(again) is AnchorState.HOLDS
    assert not places.staged.exists()
    assert not places.staged_anchor(again.vault.gallery).exists()
