"""Bringing a database to the present schema, in one transaction.

Alembic's own environment finds revisions as files in a folder, which a frozen program does not have. Here
the modules are imported by name, so that a packager sees them too, and handed to Alembic as scripts. Changes
to a table use ``op.batch_alter_table``, because SQLite cannot alter most of a table in place; triggers of
such a table have to be made again.
"""

from __future__ import annotations

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


def upgrade(engine: Engine, versions: tuple[Any, ...] = VERSIONS) -> None:
    """Apply every revision that the database does not have yet; all of them or none.

    Parameters
    ----------
    engine
        Of the database; nobody else may use it meanwhile.
    versions
        The history; tests append revisions of a later day.

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
                _run(connection, versions)
                _check_references(connection)
        finally:
            driver.execute("PRAGMA foreign_keys=ON")


def _run(connection: Connection, versions: tuple[Any, ...]) -> None:
    scripts = [Script(version, version.revision, version.__name__) for version in versions]
    history = RevisionMap(lambda: scripts)

    def missing(present: tuple[str, ...], _context: MigrationContext) -> list[Any]:
        newest_first = history.iterate_revisions("head", present[0] if present else "base")
        ordered = reversed(list(newest_first))
        return [MigrationStep.upgrade_from_script(history, script) for script in ordered]  # type: ignore[arg-type]

    context = MigrationContext.configure(connection, opts={"fn": missing})
    with Operations.context(context):
        context.run_migrations()


def _check_references(connection: Connection) -> None:
    broken = connection.execute(text("PRAGMA foreign_key_check")).first()
    if broken is not None:
        raise DanglingReference(str(broken[0]))


class DanglingReference(RuntimeError):
    """A migration left a row that refers to none; it is rolled back."""
