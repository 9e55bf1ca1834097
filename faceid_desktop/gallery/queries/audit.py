"""Looking through the audit chain; what adds to it and verifies it is `gallery.chain`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from faceid_desktop.gallery.records import AuditEntry
from faceid_desktop.gallery.schema import AuditEvent


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Which events to show; what is None or empty does not filter."""

    kind: str = ""
    """A whole kind, ``person.erased``, or the object before the dot, ``person``."""
    operator: str | None = None
    subject: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    """The first moment that no longer counts."""


EVERYTHING = AuditFilter()


def newest(
    session: Session, which: AuditFilter = EVERYTHING, limit: int = 100, offset: int = 0
) -> tuple[AuditEntry, ...]:
    """Return events, the newest first, ``limit`` of them after the first ``offset``."""
    rows = session.scalars(
        select(AuditEvent)
        .where(*_conditions(which))
        .order_by(AuditEvent.number.desc())
        .limit(limit)
        .offset(offset)
    )
    return tuple(entry_of(row) for row in rows)


def count(session: Session, which: AuditFilter = EVERYTHING) -> int:
    """Return how many events there are."""
    return session.scalar(select(func.count(AuditEvent.number)).where(*_conditions(which))) or 0


def entry_of(row: AuditEvent) -> AuditEntry:
    """Turn a row into a record."""
    return AuditEntry(row.number, row.at, row.kind, row.operator, row.subject, details_of(row.details))


def details_of(written: str) -> dict[str, Any]:
    """Read the details of an event; empty if somebody made them unreadable, which `gallery.chain` reports."""
    try:
        details = json.loads(written)
    except (ValueError, TypeError):
        return {}
    return details if isinstance(details, dict) else {}


def _conditions(which: AuditFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if which.kind:
        inside = AuditEvent.kind.startswith(f"{which.kind}.", autoescape=True)
        found.append(inside | (AuditEvent.kind == which.kind))
    if which.operator is not None:
        found.append(AuditEvent.operator == which.operator)
    if which.subject is not None:
        found.append(AuditEvent.subject == which.subject)
    if which.since is not None:
        found.append(AuditEvent.at >= which.since)
    if which.until is not None:
        found.append(AuditEvent.at < which.until)
    return found
