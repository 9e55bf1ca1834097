"""Bringing a database to the present schema, in one transaction.

Alembic's own environment finds revisions as files in a folder, which a frozen program does not have. Here
the modules are imported by name, so that a packager sees them too, and handed to Alembic as scripts. Changes
to a table use ``op.batch_alter_table``, because SQLite cannot alter most of a table in place: it is made
anew, which its triggers and those that name it would not survive. They are put aside meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.runtime.migration import MigrationStep
from alembic.script import Script
from alembic.script.revision import RevisionMap
from sqlalchemy import Connection, Engine, text

from faceid_desktop.gallery.migrations.versions import v0001_first

VERSIONS = (v0001_first,)
"""All revisions, the oldest first; `migrations.history` lists their numbers."""


def upgrade(engine: Engine) -> None:
    """Apply every revision that the database does not have yet; all of them or none.

    Parameters
    ----------
    engine
        Of the database; nobody else may use it meanwhile.

    Raises
    ------
    sqlalchemy.exc.DatabaseError
        If a revision fails or leaves a reference to a missing row; the database is then as before.
    """
    with engine.connect() as connection:
        # While a table is made anew its old form is dropped, which would delete what refers to it. The
        # pragma does nothing inside a transaction; hence before it, on the driver's connection.
        driver: Any = connection.connection.driver_connection
        driver.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.execution_options(begin="BEGIN IMMEDIATE").begin():
                with _triggers_aside(connection):
                    _run(connection)
                _check_references(connection)
        finally:
            driver.execute("PRAGMA foreign_keys=ON")


def _run(connection: Connection) -> None:
    scripts = [Script(version, version.revision, version.__name__) for version in VERSIONS]
    history = RevisionMap(lambda: scripts)

    def missing(present: tuple[str, ...], _context: MigrationContext) -> list[Any]:
        newest_first = history.iterate_revisions("head", present[0] if present else "base")
        ordered = reversed(list(newest_first))
        return [MigrationStep.upgrade_from_script(history, script) for script in ordered]  # type: ignore[arg-type]

    context = MigrationContext.configure(connection, opts={"fn": missing})
    with Operations.context(context):
        context.run_migrations()


@contextmanager
def _triggers_aside(connection: Connection) -> Iterator[None]:
    """Drop all triggers and make those again that the revisions did not make themselves."""
    known = text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    aside = {row.name: row.sql for row in connection.execute(known)}
    for name in aside:
        connection.execute(text(f"DROP TRIGGER {name}"))
    yield
    made = {row.name for row in connection.execute(known)}
    for sql in (sql for name, sql in aside.items() if name not in made):
        connection.exec_driver_sql(sql)


def _check_references(connection: Connection) -> None:
    broken = connection.execute(text("PRAGMA foreign_key_check")).first()
    if broken is not None:
        raise DanglingReference(str(broken[0]))


class DanglingReference(RuntimeError):
    """A migration left a row that refers to none; it is rolled back."""
