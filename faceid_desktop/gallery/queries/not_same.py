"""Pairs of people whom a human has told apart; they are never proposed for each other again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from faceid_desktop.gallery.queries.owner import person_row
from faceid_desktop.gallery.schema import NotSame, Person


def record(session: Session, first: str, second: str, now: datetime, operator: str | None) -> bool:
    """Remember that two people are different; False if that is known or they are one.

    Raises
    ------
    PersonNotFound
        If one of them does not exist.
    """
    low, high = sorted((person_row(session, first).id, person_row(session, second).id))
    if low == high or session.get(NotSame, (low, high)) is not None:
        return False
    session.add(NotSame(first_id=low, second_id=high, at=now, operator=operator))
    session.flush()
    return True


def forget(session: Session, first: str, second: str) -> None:
    """Take it back.

    Raises
    ------
    PersonNotFound
        If one of them does not exist.
    """
    low, high = sorted((person_row(session, first).id, person_row(session, second).id))
    pair = session.get(NotSame, (low, high))
    if pair is not None:
        session.delete(pair)
        session.flush()


def of_person(session: Session, person: str) -> frozenset[str]:
    """Return the people from whom somebody was told apart.

    Raises
    ------
    PersonNotFound
        If there is no such person.
    """
    own = person_row(session, person).id
    pairs = select(NotSame).where(or_(NotSame.first_id == own, NotSame.second_id == own))
    others = [p.second_id if p.first_id == own else p.first_id for p in session.scalars(pairs)]
    return frozenset(session.scalars(select(Person.uuid).where(Person.id.in_(others))))


def all_pairs(session: Session) -> frozenset[tuple[str, str]]:
    """Return all pairs, each with its uuids in ascending order."""
    first, second = aliased(Person), aliased(Person)
    rows = session.execute(
        select(first.uuid, second.uuid)
        .select_from(NotSame)
        .join(first, first.id == NotSame.first_id)
        .join(second, second.id == NotSame.second_id)
    )
    return frozenset((min(a, b), max(a, b)) for a, b in rows)
