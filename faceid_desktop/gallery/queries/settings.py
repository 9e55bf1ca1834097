"""Values that belong to the gallery and travel with its file; JSON, readable without the key."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from faceid_desktop.gallery.schema import Setting


def get(session: Session, name: str, default: Any = None) -> Any:
    """Return a value, ``default`` if it was never set."""
    row = session.get(Setting, name)
    return default if row is None else json.loads(row.value)


def everything(session: Session) -> dict[str, Any]:
    """Return all values that were set."""
    return {row.name: json.loads(row.value) for row in session.scalars(select(Setting))}


def put(session: Session, name: str, value: Any) -> None:
    """Set a value; it has to be one that JSON can hold."""
    session.merge(Setting(name=name, value=json.dumps(value, sort_keys=True, allow_nan=False)))
    session.flush()
