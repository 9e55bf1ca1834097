"""Local accounts; readable without the key, because the login is asked for before anything is unlocked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from faceid_desktop.errors import LastAdministrator, OperatorExists, OperatorNotFound
from faceid_desktop.gallery.records import OperatorRecord
from faceid_desktop.gallery.schema import Operator, Role


@dataclass(frozen=True, slots=True)
class Attempts:
    """Wrong passwords since the last right one, and when the next may be tried."""

    failures: int = 0
    not_before: datetime | None = None


def add(session: Session, login: str, role: Role, now: datetime) -> OperatorRecord:
    """Add an account without any password yet.

    Raises
    ------
    OperatorExists
        If the login is taken; capital letters do not tell two logins apart.
    """
    if _find(session, login) is not None:
        raise OperatorExists(login=login)
    row = Operator(uuid=uuid4().hex, login=login, role=role, created=now, active=True, failures=0)
    session.add(row)
    session.flush()
    return _record(row)


def everyone(session: Session) -> tuple[OperatorRecord, ...]:
    """Return all accounts, by login."""
    rows = session.scalars(select(Operator).order_by(func.lower(Operator.login)))
    return tuple(_record(row) for row in rows)


def by_login(session: Session, login: str) -> OperatorRecord:
    """Return an account.

    Raises
    ------
    OperatorNotFound
        If there is none of that login.
    """
    return _record(_row(session, login))


def set_role(session: Session, login: str, role: Role) -> OperatorRecord:
    """Give an account another role.

    Raises
    ------
    OperatorNotFound
        If there is none of that login.
    LastAdministrator
        If nobody could manage the gallery afterwards.
    """
    row = _row(session, login)
    if role is not Role.ADMINISTRATOR:
        _keep_an_administrator(session, row)
    row.role = role
    session.flush()
    return _record(row)


def remove(session: Session, login: str) -> OperatorRecord:
    """Remove an account; its key slots go with it.

    Raises
    ------
    OperatorNotFound
        If there is none of that login.
    LastAdministrator
        If nobody could manage the gallery afterwards.
    """
    row = _row(session, login)
    _keep_an_administrator(session, row)
    record = _record(row)
    session.delete(row)
    session.flush()
    return record


def remove_everyone(session: Session) -> tuple[OperatorRecord, ...]:
    """Remove all accounts and return them; whoever does this has made another way in before."""
    removed = everyone(session)
    for row in session.scalars(select(Operator)):
        session.delete(row)
    session.flush()
    return removed


def attempts(session: Session, login: str) -> Attempts:
    """Return the count of wrong passwords; none for a login that does not exist."""
    row = _find(session, login)
    return Attempts() if row is None else Attempts(row.failures, row.not_before)


def note_attempts(session: Session, login: str, told: Attempts) -> None:
    """Keep the count of wrong passwords, so that it survives a restart; nothing for an unknown login."""
    row = _find(session, login)
    if row is not None:
        row.failures, row.not_before = told.failures, told.not_before
        session.flush()


def _keep_an_administrator(session: Session, leaving: Operator) -> None:
    others = select(func.count(Operator.id)).where(
        Operator.role == Role.ADMINISTRATOR, Operator.active, Operator.id != leaving.id
    )
    if leaving.role == Role.ADMINISTRATOR and not session.scalar(others):
        raise LastAdministrator(login=leaving.login)


def _find(session: Session, login: str) -> Operator | None:
    # Compared here and not in SQL, whose lower() knows ASCII only; there are few accounts.
    wanted = login.strip().casefold()
    return next((row for row in session.scalars(select(Operator)) if row.login.casefold() == wanted), None)


def _row(session: Session, login: str) -> Operator:
    row = _find(session, login)
    if row is None:
        raise OperatorNotFound(login=login)
    return row


def _record(row: Operator) -> OperatorRecord:
    return OperatorRecord(row.uuid, row.login, Role(row.role), row.active, row.created, row.not_before)
