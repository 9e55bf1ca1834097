"""What the retention timers need to know of everybody; readable without the key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from faceid_desktop.gallery.schema import Person


@dataclass(frozen=True, slots=True)
class Keeping:
    """How long somebody has been kept."""

    person: str
    created: datetime
    last_seen: datetime | None
    erase_after: datetime | None


def everybody(session: Session) -> tuple[Keeping, ...]:
    """Return everybody in the order of enrolment."""
    return tuple(_rows(session))


def _rows(session: Session) -> Iterator[Keeping]:
    columns = select(Person.uuid, Person.created, Person.last_seen, Person.erase_after)
    for row in session.execute(columns.order_by(Person.id).execution_options(yield_per=1000)):
        yield Keeping(*row)
