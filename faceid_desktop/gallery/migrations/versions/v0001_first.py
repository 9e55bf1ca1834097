"""The first schema: people, pictures, what is recorded of them, and access.

A revision describes the schema of its day in its own words; it must not follow `gallery.schema` when that
moves on.
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Text,
    UniqueConstraint,
)

revision = "0001"
down_revision = None

_APPLICATION_ID = 0x46494431

_CONSENT_IS_NOT_CHANGED = """
CREATE TRIGGER consent_update_refused BEFORE UPDATE ON consent
BEGIN SELECT RAISE(ABORT, 'consent is append-only'); END
"""

# The rows of an erased person go with him: the cascade runs after his own row is gone.
_CONSENT_IS_NOT_REMOVED = """
CREATE TRIGGER consent_delete_refused BEFORE DELETE ON consent
WHEN EXISTS (SELECT 1 FROM person WHERE id = OLD.person_id)
BEGIN SELECT RAISE(ABORT, 'consent is append-only'); END
"""

_AUDIT_IS_NOT_CHANGED = """
CREATE TRIGGER audit_update_refused BEFORE UPDATE ON audit_event
BEGIN SELECT RAISE(ABORT, 'the audit chain is append-only'); END
"""

# Retention may cut the oldest events, but only after an event "audit.cut" has told up to where: its details
# hold the number of the first event that stays ("first") and the hash that event builds on ("previous").
_AUDIT_IS_NOT_REMOVED = """
CREATE TRIGGER audit_delete_refused BEFORE DELETE ON audit_event
WHEN NOT EXISTS (
    SELECT 1 FROM audit_event
    WHERE kind = 'audit.cut' AND CAST(json_extract(details, '$.first') AS INTEGER) > OLD.number
)
BEGIN SELECT RAISE(ABORT, 'the audit chain is append-only'); END
"""


def upgrade() -> None:
    """Make all tables of an empty database."""
    _people()
    _pictures()
    _relations()
    _access()
    _chain()
    op.execute(f"PRAGMA application_id = {_APPLICATION_ID}")


def _people() -> None:
    op.create_table(
        "person",
        *_row("person"),
        _blob("data_key"),
        _blob("sealed"),
        Column("watch", Boolean, nullable=False),
        _moment("created"),
        _moment("updated"),
        _moment("last_seen", nullable=True),
        _moment("erase_after", nullable=True),
        Column("revision", Integer, nullable=False),
        _blob("seal"),
    )
    _index("person", "erase_after")
    op.create_table(
        "consent",
        *_row("consent"),
        *_owner("consent", "person_id", "person.id"),
        _moment("at"),
        Column("status", String(16), nullable=False),
        Column("basis", String(64), nullable=False),
        Column("text_version", String(64), nullable=False),
        Column("purpose", String(200), nullable=False),
        Column("operator", String(32)),
        _moment("expires", nullable=True),
        _blob("sealed"),
    )
    _index("consent", "person_id", "expires")
    op.execute(_CONSENT_IS_NOT_CHANGED)
    op.execute(_CONSENT_IS_NOT_REMOVED)


def _pictures() -> None:
    op.create_table(
        "photo",
        *_row("photo"),
        *_owner("photo", "person_id", "person.id"),
        _blob("source_hash"),
        _blob("sealed"),
        _moment("added"),
        UniqueConstraint("person_id", "source_hash", name=op.f("uq_photo_person_id")),
    )
    _index("photo", "person_id")
    op.create_table(
        "media",
        *_owner("media", "photo_id", "photo.id"),
        Column("kind", String(16), nullable=False),
        _blob("sealed"),
        PrimaryKeyConstraint("photo_id", "kind", name=op.f("pk_media")),
    )
    op.create_table(
        "template",
        *_owner("template", "photo_id", "photo.id"),
        Column("model_id", String(128), nullable=False),
        Column("dim", Integer, nullable=False),
        _blob("sealed"),
        PrimaryKeyConstraint("photo_id", "model_id", name=op.f("pk_template")),
    )
    _index("template", "model_id")


def _relations() -> None:
    op.create_table(
        "sighting",
        *_row("sighting"),
        _moment("at"),
        *_owner("sighting", "person_id", "person.id", nullable=True),
        _blob("data_key", nullable=True),
        _blob("sealed"),
        _blob("thumbnail", nullable=True),
    )
    _index("sighting", "at", "person_id")
    op.create_table(
        "not_same",
        *_owner("not_same", "first_id", "person.id"),
        *_owner("not_same", "second_id", "person.id"),
        _moment("at"),
        Column("operator", String(32)),
        CheckConstraint("first_id < second_id", name=op.f("ck_not_same_ordered")),
        PrimaryKeyConstraint("first_id", "second_id", name=op.f("pk_not_same")),
    )
    _index("not_same", "second_id")
    op.create_table(
        "undo_step",
        Column("id", Integer, nullable=False),
        _moment("at"),
        Column("kind", String(32), nullable=False),
        Column("operator", String(32)),
        *_owner("undo_step", "person_id", "person.id"),
        _blob("sealed"),
        PrimaryKeyConstraint("id", name=op.f("pk_undo_step")),
    )
    _index("undo_step", "person_id")


def _access() -> None:
    op.create_table(
        "operator",
        *_row("operator"),
        Column("login", String(100), nullable=False),
        Column("role", String(16), nullable=False),
        Column("active", Boolean, nullable=False),
        _moment("created"),
        Column("failures", Integer, nullable=False),
        _moment("not_before", nullable=True),
        UniqueConstraint("login", name=op.f("uq_operator_login")),
    )
    op.create_table(
        "key_slot",
        Column("uuid", String(32), nullable=False),
        Column("kind", String(16), nullable=False),
        *_owner("key_slot", "operator_id", "operator.id", nullable=True),
        Column("kdf", Text, nullable=False),
        _blob("wrapped"),
        _moment("created"),
        PrimaryKeyConstraint("uuid", name=op.f("pk_key_slot")),
    )
    _index("key_slot", "operator_id")
    op.create_table(
        "setting",
        Column("name", String(64), nullable=False),
        Column("value", Text, nullable=False),
        PrimaryKeyConstraint("name", name=op.f("pk_setting")),
    )


def _chain() -> None:
    op.create_table(
        "audit_event",
        Column("number", Integer, nullable=False),
        _moment("at"),
        Column("kind", String(64), nullable=False),
        Column("operator", String(32)),
        Column("subject", String(32)),
        Column("details", Text, nullable=False),
        _blob("previous"),
        _blob("hash"),
        PrimaryKeyConstraint("number", name=op.f("pk_audit_event")),
    )
    _index("audit_event", "kind", "subject")
    op.execute(_AUDIT_IS_NOT_CHANGED)
    op.execute(_AUDIT_IS_NOT_REMOVED)


def _row(table: str) -> list[Column[int] | Column[str] | PrimaryKeyConstraint | UniqueConstraint]:
    """Make the number and the uuid by which rows are known inside and outside."""
    return [
        Column("id", Integer, nullable=False),
        Column("uuid", String(32), nullable=False),
        PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        UniqueConstraint("uuid", name=op.f(f"uq_{table}_uuid")),
    ]


def _owner(
    table: str, column: str, target: str, *, nullable: bool = False
) -> list[Column[int] | ForeignKeyConstraint]:
    """Make a column that names the row with which this one is deleted."""
    name = op.f(f"fk_{table}_{column}_{target.split('.')[0]}")
    return [
        Column(column, Integer, nullable=nullable),
        ForeignKeyConstraint([column], [target], name=name, ondelete="CASCADE"),
    ]


def _moment(name: str, *, nullable: bool = False) -> Column[int]:
    """Make a column of microseconds since 1970."""
    return Column(name, BigInteger, nullable=nullable)


def _blob(name: str, *, nullable: bool = False) -> Column[bytes]:
    return Column(name, LargeBinary, nullable=nullable)


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
