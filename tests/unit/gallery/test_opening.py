"""A gallery file is opened only if it is whole and ours; everything else is left as it is."""

from __future__ import annotations

import errno
import hashlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from faceid_desktop.errors import (
    GalleryCorrupt,
    GalleryDenied,
    GalleryError,
    GalleryForeign,
    GalleryInUse,
    GalleryMissing,
    GalleryTooNew,
    GalleryWriteFailed,
)
from faceid_desktop.gallery import opening
from faceid_desktop.gallery.integrity import Damage, Depth, inspect
from faceid_desktop.gallery.places import backups_of, copies_of
from faceid_desktop.gallery.queries import settings
from faceid_desktop.gallery.store import GallerySession

posix_only = pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in another way")
not_as_root = pytest.mark.skipif(
    hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may read and write everything"
)


@pytest.fixture
def gallery(tmp_path: Path) -> Path:
    """A closed gallery with a table that fills several pages."""
    path = tmp_path / "gallery" / "gallery.db"
    file = opening.create(path)
    with file.store.transaction() as session:
        for number in range(50):
            settings.put(session, f"filler.{number:03d}", "x" * 1000)
    file.close()
    return path


def everything(folder: Path) -> dict[str, str]:
    """Return the hash of every file but the lock."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".lock"
    }


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _text(path: Path) -> None:
    path.write_text("this is not a database " * 1000)


def _short_text(path: Path) -> None:
    path.write_text("SQLite")


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20_000])


def _garbage_in_pages(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096 * 2 :] = os.urandom(len(content) - 4096 * 2)
    path.write_bytes(content)


def _garbage_in_schema(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[100:4096] = os.urandom(4096 - 100)
    path.write_bytes(content)


def _no_uuid(path: Path) -> None:
    _change(path, "DELETE FROM setting")


def _no_history(path: Path) -> None:
    _change(path, "DROP TABLE alembic_version")


def _newer(path: Path) -> None:
    _change(path, "UPDATE alembic_version SET version_num = '9999'")


def _foreign(path: Path) -> None:
    path.unlink()
    _change(path, "CREATE TABLE bookmarks (url TEXT)")


def _change(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


@pytest.mark.parametrize(
    ("spoil", "error", "why"),
    [
        (_empty, GalleryCorrupt, Damage.EMPTY),
        (_text, GalleryCorrupt, Damage.NOT_A_DATABASE),
        (_short_text, GalleryCorrupt, Damage.NOT_A_DATABASE),
        (_cut, GalleryCorrupt, Damage.CUT_SHORT),
        (_garbage_in_pages, GalleryCorrupt, Damage.PAGES),
        (_garbage_in_schema, GalleryCorrupt, Damage.PAGES),
        (_no_uuid, GalleryCorrupt, Damage.INCOMPLETE),
        (_no_history, GalleryCorrupt, Damage.INCOMPLETE),
        (_newer, GalleryTooNew, None),
        (_foreign, GalleryForeign, None),
    ],
)
def test_what_is_no_gallery_of_ours_is_refused_untouched(
    gallery: Path, spoil: Callable[[Path], None], error: type[GalleryError], why: Damage | None
) -> None:
    """The error says what is wrong, and no byte of any file has changed."""
    spoil(gallery)
    before = everything(gallery.parent)
    with pytest.raises(error) as failure:
        opening.open_file(gallery)
    assert failure.value.data.get("why") == why
    assert everything(gallery.parent) == before


def test_newer_gallery_tells_its_revision(gallery: Path) -> None:
    """The message can name what the user has to install."""
    _newer(gallery)
    with pytest.raises(GalleryTooNew) as failure:
        opening.open_file(gallery)
    assert failure.value.data["revision"] == "9999"


def test_no_gallery_and_a_folder_in_its_place(tmp_path: Path) -> None:
    """A missing file makes no folder; a folder is no gallery."""
    with pytest.raises(GalleryMissing):
        opening.open_file(tmp_path / "nowhere" / "gallery.db")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "gallery.db").mkdir()
    with pytest.raises(GalleryCorrupt) as failure:
        opening.open_file(tmp_path / "gallery.db")
    assert failure.value.data["why"] == Damage.NOT_A_FILE
    assert list((tmp_path / "gallery.db").iterdir()) == []


@posix_only
@not_as_root
@pytest.mark.parametrize("mode", [0o000, 0o400])
def test_file_that_the_system_denies(gallery: Path, mode: int) -> None:
    """Whoever may not read and write the file is told so before anything is tried."""
    gallery.chmod(mode)
    with pytest.raises(GalleryDenied):
        opening.open_file(gallery)
    gallery.chmod(0o600)


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS])
def test_read_only_file_is_refused(gallery: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """On a read-only disk, or without the right to write, the gallery is refused and not half opened."""
    real = Path.open

    def refuse(self: Path, mode: str = "r", *rest: object) -> object:
        if "+" in mode:
            raise OSError(number, os.strerror(number))
        return real(self, mode, *rest)  # type: ignore[call-overload]

    before = everything(gallery.parent)
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(GalleryDenied) as failure:
        opening.open_file(gallery)
    monkeypatch.undo()
    assert failure.value.data["why"] == os.strerror(number)
    assert everything(gallery.parent) == before


def test_second_program_is_told_who_has_it(gallery: Path) -> None:
    """A process that has the gallery open is named; when it is gone the gallery opens."""
    code = (
        "import sys; from pathlib import Path; from faceid_desktop.gallery.opening import open_file\n"
        "file = open_file(Path(sys.argv[1])); print('open', flush=True); sys.stdin.read(); file.close()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", code, gallery], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with other as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        with pytest.raises(GalleryInUse) as failure:
            opening.open_file(gallery)
        assert f"pid {process.pid}" in str(failure.value.data["by"])
        process.communicate()
    opening.open_file(gallery).close()


def test_killed_program_leaves_no_lock(gallery: Path) -> None:
    """After kill -9 the next program opens the gallery, sees what was saved and looks through all of it."""
    code = (
        "import os, signal, sys; from pathlib import Path\n"
        "from faceid_desktop.gallery.opening import open_file\n"
        "from faceid_desktop.gallery.queries import settings\n"
        "file = open_file(Path(sys.argv[1]))\n"
        "with file.store.transaction() as session: settings.put(session, 'saved', True)\n"
        "os.kill(os.getpid(), signal.SIGTERM if os.name == 'nt' else signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", code, gallery], check=False)
    journal = gallery.with_name("gallery.db-wal")
    assert journal.stat().st_size > 0
    file = opening.open_file(gallery)
    assert file.lock.left_behind
    with file.store.reading() as session:
        assert settings.get(session, "saved") is True
    file.close()
    again = opening.open_file(gallery)
    assert not again.lock.left_behind
    again.close()


def test_damage_in_a_large_gallery_shows_after_a_crash(
    gallery: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A large file that was closed in order is not read through at each start; after a crash it is."""
    monkeypatch.setattr(opening, "_SMALL_BYTES", 0)
    content = bytearray(gallery.read_bytes())
    content[-4096:] = os.urandom(4096)
    gallery.write_bytes(content)
    opening.open_file(gallery).close()
    gallery.with_suffix(".holder.json").write_text("{}")
    with pytest.raises(GalleryCorrupt):
        opening.open_file(gallery)


def test_missing_reference_is_found_by_the_thorough_look(gallery: Path) -> None:
    """Rows without their person do not stop the program, but no backup passes with them."""
    _change(gallery, "INSERT INTO media (photo_id, kind, sealed) VALUES (5, 'crop', x'00')")
    inspect(gallery)
    with pytest.raises(GalleryCorrupt) as failure:
        inspect(gallery, Depth.ALL)
    assert failure.value.data["why"] == Damage.REFERENCES


_LITTER = ("gallery.db.restoring", "gallery.db.restoring.part", ".gallery.holder.json.abc.part")


def test_litter_of_killed_programs_is_removed(gallery: Path) -> None:
    """A restored copy or a half copy that nobody would find could hold people who are erased later."""
    copies, backups = copies_of(gallery), backups_of(gallery)
    copies.mkdir()
    backups.mkdir()
    halves = (copies / "gallery-0001.db.part", backups / "gallery-20260101T000000Z.db.part")
    for path in (*(gallery.with_name(name) for name in _LITTER), *halves):
        path.write_bytes(b"somebody")
    (copies / "gallery-0001.db").write_bytes(b"a copy")
    opening.open_file(gallery).close()
    left = {path.name for path in gallery.parent.rglob("*") if path.is_file()}
    assert left == {"gallery.db", "gallery.lock", "gallery-0001.db"}


@pytest.fixture
def half_made(tmp_path: Path) -> Iterator[Path]:
    """What a program leaves that was killed while it began a gallery."""
    path = tmp_path / "gallery" / "gallery.db"
    path.parent.mkdir()
    left = ("gallery.db.new", "gallery.db.new-wal", "gallery.db-wal", "gallery.db-shm", *_LITTER)
    for name in left:
        path.with_name(name).write_bytes(os.urandom(5000))
    return path


def test_interrupted_beginning_is_no_obstacle(half_made: Path) -> None:
    """Left-overs are replaced; a journal of a file that is gone is not replayed into the new one."""
    file = opening.create(half_made)
    with file.store.reading() as session:
        assert settings.get(session, "gallery.uuid") == file.uuid
    file.close()
    assert sorted(path.name for path in half_made.parent.iterdir()) == ["gallery.db", "gallery.lock"]


def test_gallery_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    """If the first rows cannot be written there is no gallery, and the next try begins afresh."""
    path = tmp_path / "gallery" / "gallery.db"

    def fail(_session: object, _uuid: str) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.raises(GalleryDenied):
        opening.create(path, fail)
    assert not path.exists()
    opening.create(path).close()
    with pytest.raises(FileExistsError):
        opening.create(path)


def test_folder_that_cannot_be_made(tmp_path: Path) -> None:
    """The system's own reason is told."""
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(GalleryDenied):
        opening.create(tmp_path / "file" / "gallery" / "gallery.db")


def test_holder_that_cannot_be_read_is_unknown(gallery: Path) -> None:
    """Who has the gallery is told as far as it is known; that somebody has it, always."""
    file = opening.open_file(gallery)
    gallery.with_suffix(".holder.json").write_text("?")
    with pytest.raises(GalleryInUse) as failure:
        opening.open_file(gallery)
    assert failure.value.data["by"] == "?"
    file.close()


@posix_only
def test_files_are_the_owners_alone(gallery: Path) -> None:
    """Database, journal and folder can be read by nobody else."""
    file = opening.open_file(gallery)
    with file.store.transaction() as session:
        settings.put(session, "some", "thing")
    modes = {path.name: path.stat().st_mode & 0o777 for path in gallery.parent.iterdir()}
    assert {"gallery.db", "gallery.db-wal", "gallery.db-shm", "gallery.lock"} <= set(modes)
    assert set(modes.values()) == {0o600}
    assert gallery.parent.stat().st_mode & 0o777 == 0o700
    file.close()


def test_page_that_turns_bad_is_told_as_damage(gallery: Path) -> None:
    """A file that is damaged while it is open ends in an error with words, for readers and writers."""
    file = opening.open_file(gallery)
    content = bytearray(gallery.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    gallery.write_bytes(content)
    with pytest.raises(GalleryCorrupt), file.store.reading() as session:
        settings.everything(session)
    with pytest.raises(GalleryCorrupt), file.store.transaction() as session:
        settings.put(session, "some", "thing")
    with pytest.raises(GalleryCorrupt), file.store.raw() as connection:
        connection.execute("SELECT * FROM setting").fetchall()
    file.store.close()
    file.lock.release()


def _write_much(session: GallerySession) -> None:
    for number in range(300):
        settings.put(session, f"large.{number}", "y" * 2000)


@posix_only
def test_full_disk_saves_nothing_and_loses_nothing(gallery: Path) -> None:
    """Where no byte more fits (RLIMIT_FSIZE) a change is refused as a whole; what was saved stays."""
    import resource

    file = opening.open_file(gallery)
    with file.store.transaction() as session:
        settings.put(session, "before", 1)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (gallery.with_name("gallery.db-wal").stat().st_size, hard))
    try:
        with pytest.raises(GalleryWriteFailed), file.store.transaction() as session:
            _write_much(session)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    with file.store.transaction() as session:
        assert settings.get(session, "before") == 1
        assert settings.get(session, "large.0") is None
        settings.put(session, "after", 1)
    file.close()
    assert inspect(gallery, Depth.ALL).uuid == file.uuid
