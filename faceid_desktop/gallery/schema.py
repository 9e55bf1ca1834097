"""The tables of a gallery.

Everything that tells who somebody is or what he looks like lies in a column named ``sealed`` (AES-256-GCM
under the person's data key, see `gallery.vault`). What stays readable without the key are random
identifiers, times, counts and states, because constraints, retention timers and the login need them.

Rows are named outside this package by ``uuid`` (32 hex digits), never by ``id``.
"""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def to_micros(moment: datetime) -> int:
    """Return whole microseconds since 1970 in UTC.

    Raises
    ------
    ValueError
        If the moment has no time zone.
    """
    if moment.tzinfo is None:
        raise ValueError("a stored moment needs a time zone")
    since = moment - datetime(1970, 1, 1, tzinfo=UTC)
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


def from_micros(micros: int) -> datetime:
    """Return the moment so many microseconds after the beginning of 1970 in UTC."""
    seconds, rest = divmod(micros, 1_000_000)
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest)


class UtcTime(TypeDecorator[datetime]):
    """An aware moment, stored as whole microseconds since 1970 in UTC, so that it sorts and never drifts."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Turn a moment into microseconds; a naive one is a bug of the caller."""
        return None if value is None else to_micros(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        """Turn microseconds into a moment."""
        return None if value is None else from_micros(value)


class MediaKind(StrEnum):
    """The pictures kept of a photo."""

    CROP = "crop"
    """Upright, of twice the face box, up to 512 px; templates of new models are made from it."""
    THUMBNAIL = "thumbnail"
    ORIGINAL = "original"
    """The file as it was given, kept only if the operator chose so."""


class ConsentStatus(StrEnum):
    """What a consent row says; the newest row of a person counts."""

    GIVEN = "given"
    WITHDRAWN = "withdrawn"


class Role(StrEnum):
    """What an operator may do (`services.access`)."""

    ADMINISTRATOR = "administrator"
    OPERATOR = "operator"
    AUDITOR = "auditor"


class SlotKind(StrEnum):
    """What opens a key slot."""

    PASSWORD = "password"  # noqa: S105 - a kind, not a password
    RECOVERY = "recovery"
    PASSPHRASE = "passphrase"  # noqa: S105
    KEYRING = "keyring"
    KEY_FILE = "key_file"


class Base(DeclarativeBase):
    """Root of the mapped classes."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar = {datetime: UtcTime, str: String, bytes: LargeBinary, int: Integer}


class Person(Base):
    """Somebody who is enrolled."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[str] = mapped_column(String(32), unique=True)
    data_key: Mapped[bytes]
    """The person's data key, wrapped by the gallery's master key; without it nothing of him can be read."""
    sealed: Mapped[bytes]
    """JSON of name, reference, notes and tags."""
    watch: Mapped[bool] = mapped_column(default=False)
    created: Mapped[datetime]
    updated: Mapped[datetime]
    last_seen: Mapped[datetime | None]
    """Last interaction; retention counts from it."""
    erase_after: Mapped[datetime | None] = mapped_column(index=True)
    """When the grace period of an ordered erasure ends; such a person takes no part in matching."""
    revision: Mapped[int] = mapped_column(default=1)
    seal: Mapped[bytes]
    """Keyed hash over everything stored of the person; the audit chain repeats it, so a rollback shows."""


class Photo(Base):
    """One photo or captured frame of a person."""

    __tablename__ = "photo"
    __table_args__ = (UniqueConstraint("person_id", "source_hash"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[str] = mapped_column(String(32), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    source_hash: Mapped[bytes]
    """Keyed hash (HMAC-SHA-256) of the file's bytes: the same file is not enrolled twice."""
    sealed: Mapped[bytes]
    """JSON of the source's name, quality, landmarks and box in crop pixels, and liveness."""
    added: Mapped[datetime]


class Media(Base):
    """A picture of a photo."""

    __tablename__ = "media"

    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    sealed: Mapped[bytes]


class TemplateRow(Base):
    """The template of a photo by one model; templates of several models live side by side."""

    __tablename__ = "template"

    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id", ondelete="CASCADE"), primary_key=True)
    model_id: Mapped[str] = mapped_column(String(128), primary_key=True, index=True)
    dim: Mapped[int]
    sealed: Mapped[bytes]
    """``dim`` little-endian float32."""


class Consent(Base):
    """A statement on the lawful basis; rows are only ever added (a trigger refuses changes)."""

    __tablename__ = "consent"

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[str] = mapped_column(String(32), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime]
    status: Mapped[str] = mapped_column(String(16))
    basis: Mapped[str] = mapped_column(String(64))
    text_version: Mapped[str] = mapped_column(String(64))
    purpose: Mapped[str] = mapped_column(String(200))
    operator: Mapped[str | None] = mapped_column(String(32))
    expires: Mapped[datetime | None] = mapped_column(index=True)
    sealed: Mapped[bytes]
    """JSON of how it was given and a note."""


class Sighting(Base):
    """Somebody was seen live: an enrolled person, or a stranger where that is switched on."""

    __tablename__ = "sighting"

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[str] = mapped_column(String(32), unique=True)
    at: Mapped[datetime] = mapped_column(index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    data_key: Mapped[bytes | None]
    """The wrapped key of a stranger's row; a person's row uses the person's key."""
    sealed: Mapped[bytes]
    """JSON of camera and evidence."""
    thumbnail: Mapped[bytes | None]


class NotSame(Base):
    """Two persons whom a human has told apart; never proposed for each other again."""

    __tablename__ = "not_same"
    __table_args__ = (CheckConstraint("first_id < second_id", name="ordered"),)

    first_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    second_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    at: Mapped[datetime]
    operator: Mapped[str | None] = mapped_column(String(32))


class AuditEvent(Base):
    """One link of the audit chain; no names, pictures or vectors."""

    __tablename__ = "audit_event"

    number: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    kind: Mapped[str] = mapped_column(String(64), index=True)
    operator: Mapped[str | None] = mapped_column(String(32))
    subject: Mapped[str | None] = mapped_column(String(32), index=True)
    """A uuid without a foreign key: the event outlives the person."""
    details: Mapped[str] = mapped_column(Text)
    """Canonical JSON."""
    previous: Mapped[bytes]
    hash: Mapped[bytes]


class Operator(Base):
    """A local account; the login is readable, because it is asked for before anything can be decrypted."""

    __tablename__ = "operator"

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[str] = mapped_column(String(32), unique=True)
    login: Mapped[str] = mapped_column(String(100), unique=True)
    role: Mapped[str] = mapped_column(String(16))
    active: Mapped[bool] = mapped_column(default=True)
    created: Mapped[datetime]
    failures: Mapped[int] = mapped_column(default=0)
    """Wrong passwords since the last right one."""
    not_before: Mapped[datetime | None]
    """Earliest next attempt."""


class KeySlot(Base):
    """One way to the master key: the key wrapped under a key derived from a secret."""

    __tablename__ = "key_slot"

    uuid: Mapped[str] = mapped_column(String(32), primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    operator_id: Mapped[int | None] = mapped_column(ForeignKey("operator.id", ondelete="CASCADE"), index=True)
    kdf: Mapped[str] = mapped_column(Text)
    """JSON of the derivation: name, salt (hex) and parameters."""
    wrapped: Mapped[bytes]
    created: Mapped[datetime]


class UndoStep(Base):
    """What would take back an operation on people; sealed by and erased with the person it is about."""

    __tablename__ = "undo_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    kind: Mapped[str] = mapped_column(String(32))
    operator: Mapped[str | None] = mapped_column(String(32))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    sealed: Mapped[bytes]


class Setting(Base):
    """A value that belongs to the gallery and travels with its file."""

    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[str] = mapped_column(Text)
    """JSON."""
