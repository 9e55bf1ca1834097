"""The one operation that can be taken back: the last on people, sealed by the person it is about.

Only the newest step is kept, so that what was removed does not pile up out of sight, and it goes with its
person when he is erased.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from faceid_desktop.gallery.queries.owner import person_key, person_row
from faceid_desktop.gallery.schema import Person, UndoStep
from faceid_desktop.gallery.vault import Vault


@dataclass(frozen=True, slots=True)
class UndoRecord:
    """What would take back an operation."""

    kind: str
    person: str
    at: datetime
    operator: str | None
    facts: Mapping[str, Any]
    """Plain JSON values; binary parts are hexadecimal."""


def put(session: Session, vault: Vault, step: UndoRecord) -> None:
    """Keep a step instead of the one before.

    Raises
    ------
    PersonNotFound
        If the person it is about does not exist.
    """
    clear(session)
    owner = person_row(session, step.person)
    row = UndoStep(at=step.at, kind=step.kind, operator=step.operator, person_id=owner.id, sealed=b"")
    session.add(row)
    session.flush()
    row.sealed = person_key(vault, owner).seal(json.dumps(dict(step.facts)).encode(), _place(row.id))
    session.flush()


def last(session: Session, vault: Vault) -> UndoRecord | None:
    """Return the step that can be taken back, None if there is none.

    Raises
    ------
    RecordTampered
        If it was changed from outside.
    """
    row = session.scalars(select(UndoStep).order_by(UndoStep.id.desc()).limit(1)).first()
    if row is None:
        return None
    owner = session.get_one(Person, row.person_id)
    facts = json.loads(person_key(vault, owner).open(row.sealed, _place(row.id)))
    return UndoRecord(row.kind, owner.uuid, row.at, row.operator, facts)


def clear(session: Session, before: datetime | None = None) -> int:
    """Forget the step, with ``before`` only if it is older; return how many were forgotten."""
    old = delete(UndoStep) if before is None else delete(UndoStep).where(UndoStep.at < before)
    count: int = session.execute(old).rowcount  # type: ignore[attr-defined]
    session.flush()
    return count


def _place(step: int) -> str:
    return f"undo/{step}"
