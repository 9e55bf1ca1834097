"""The schema of a gallery comes from its history, and the history leads to the mapped classes."""

from __future__ import annotations

import gzip
import hashlib
import pkgutil
import sqlite3
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from alembic import op
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Column, Integer
from sqlalchemy.exc import DatabaseError, IntegrityError

from faceid_desktop.errors import GalleryCorrupt, GalleryWriteFailed
from faceid_desktop.gallery import opening
from faceid_desktop.gallery.integrity import APPLICATION_ID, Damage
from faceid_desktop.gallery.migrations import history, runner, versions
from faceid_desktop.gallery.places import copies_of
from faceid_desktop.gallery.schema import Base
from faceid_desktop.gallery.store import open_engine

FIXTURE = Path(__file__).with_name("gallery-0001.db.gz")
"""Made by revision 0001 with `tests.helpers.small_gallery`: two persons, the master key of that helper."""


def later(upgrade: Any) -> SimpleNamespace:
    """Return a revision of a later day."""
    return SimpleNamespace(__name__="later", revision="0002", down_revision="0001", upgrade=upgrade)


def widen() -> None:
    """Make a table anew as a batch migration does, one to which others refer."""
    with op.batch_alter_table("person", recreate="always") as table:
        table.add_column(Column("rank", Integer, nullable=False, server_default="7"))


@pytest.fixture
def old_gallery(tmp_path: Path) -> Path:
    """A gallery as the first revision left it."""
    path = tmp_path / "gallery" / "gallery.db"
    path.parent.mkdir()
    path.write_bytes(gzip.decompress(FIXTURE.read_bytes()))
    return path


@pytest.fixture
def tomorrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the program know one revision more."""
    monkeypatch.setattr(history, "REVISIONS", (*history.REVISIONS, "0002"))
    for module in (opening, history):
        monkeypatch.setattr(module, "HEAD", "0002")
    monkeypatch.setattr("faceid_desktop.gallery.integrity.REVISIONS", history.REVISIONS)


def rows(path: Path) -> dict[str, list[Any]]:
    """Return everything that is stored, table by table."""
    connection = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    content = {table: sorted(connection.execute(f"SELECT * FROM {table}")) for table in tables}  # noqa: S608
    content["triggers"] = sorted(
        connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    )
    connection.close()
    return content


def test_history_leads_to_the_mapped_classes(tmp_path: Path) -> None:
    """After the last revision nothing differs from the schema that the program works with."""
    engine = open_engine(tmp_path / "new.db")
    runner.upgrade(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
        assert connection.exec_driver_sql("PRAGMA application_id").scalar() == APPLICATION_ID
    engine.dispose()


def test_every_revision_is_listed() -> None:
    """A module that was added to the folder is applied, in the order of the list of revisions."""
    assert [version.revision for version in runner.VERSIONS] == list(history.REVISIONS)
    found = {module.name for module in pkgutil.iter_modules(versions.__path__)}
    assert {version.__name__.rpartition(".")[2] for version in runner.VERSIONS} == found


def test_applying_the_history_again_changes_nothing(old_gallery: Path) -> None:
    """A database that has every revision keeps its rows and triggers."""
    before = rows(old_gallery)
    engine = open_engine(old_gallery)
    runner.upgrade(engine)
    engine.dispose()
    assert rows(old_gallery) == before


@pytest.mark.usefixtures("tomorrow")
def test_old_gallery_is_copied_and_migrated(old_gallery: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of the first revision opens in a later program with all its rows, and a copy of it is kept."""
    before = rows(old_gallery)
    monkeypatch.setattr(runner, "VERSIONS", (*runner.VERSIONS, later(widen)))
    file = opening.open_file(old_gallery)
    assert file.migrated_from == "0001"
    file.close()
    after = rows(old_gallery)
    assert after["alembic_version"] == [("0002",)]
    assert after["template"] == before["template"]
    assert len(after["triggers"]) == 4
    assert after["triggers"] == before["triggers"]
    assert [person[:-1] for person in after["person"]] == before["person"]
    (copy,) = copies_of(old_gallery).glob("*.db")
    assert rows(copy) == before


def _fail_half_way() -> None:
    widen()
    op.execute("DELETE FROM photo WHERE id = 1")
    op.execute("INSERT INTO no_such_table VALUES (1)")


def _leave_orphans() -> None:
    op.execute("DELETE FROM person")


@pytest.mark.usefixtures("tomorrow")
@pytest.mark.parametrize("broken", [_fail_half_way, _leave_orphans])
def test_failed_migration_leaves_the_gallery(
    old_gallery: Path, monkeypatch: pytest.MonkeyPatch, broken: Any
) -> None:
    """A revision that fails, or that leaves rows without their person, is taken back to the last byte."""
    before, told = rows(old_gallery), hashlib.sha256(old_gallery.read_bytes()).hexdigest()
    monkeypatch.setattr(runner, "VERSIONS", (*runner.VERSIONS, later(broken)))
    with pytest.raises(GalleryCorrupt) as failure:
        opening.open_file(old_gallery)
    assert failure.value.data["why"] == Damage.MIGRATION
    assert rows(old_gallery) == before
    assert hashlib.sha256(old_gallery.read_bytes()).hexdigest() == told


@pytest.mark.usefixtures("tomorrow")
def test_no_migration_without_a_copy(old_gallery: Path) -> None:
    """Where no copy can be made the gallery is not touched."""
    before = old_gallery.read_bytes()
    copies_of(old_gallery).write_text("in the way")
    with pytest.raises(GalleryWriteFailed):
        opening.open_file(old_gallery)
    assert old_gallery.read_bytes() == before


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE consent SET status = 'withdrawn'",
        "DELETE FROM consent WHERE id = 1",
        "UPDATE audit_event SET kind = 'person.erased'",
        "DELETE FROM audit_event WHERE number = 1",
        "DELETE FROM audit_event",
    ],
)
def test_what_was_stated_and_done_cannot_be_rewritten(old_gallery: Path, change: str) -> None:
    """Consent and audit rows are only added; the database itself refuses anything else."""
    engine = open_engine(old_gallery)
    with pytest.raises(IntegrityError, match="append-only"), engine.begin() as connection:
        connection.exec_driver_sql(change)
    engine.dispose()


def test_consent_goes_with_the_person(old_gallery: Path) -> None:
    """Erasing somebody takes all his rows along, the statements included."""
    engine = open_engine(old_gallery)
    with engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM person WHERE id = 1")
        left = connection.exec_driver_sql("SELECT person_id FROM consent").all()
    assert left == [(2,)]
    engine.dispose()


def test_audit_is_cut_only_after_an_event_that_tells(old_gallery: Path) -> None:
    """Retention may remove the oldest events once a checkpoint in the chain names the first that stays."""
    engine = open_engine(old_gallery)
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO audit_event (number, at, kind, details, previous, hash) "
            "VALUES (99, 0, 'audit.cut', '{\"first\": 2}', x'', x'')"
        )
        connection.exec_driver_sql("DELETE FROM audit_event WHERE number = 1")
        with pytest.raises(DatabaseError, match="append-only"):
            connection.exec_driver_sql("DELETE FROM audit_event WHERE number = 2")
    engine.dispose()
