"""The audit chain: every event carries a keyed hash over itself and over the hash before it.

``hash_n = HMAC(audit key, canonical JSON of event n || hash_(n-1))``. Changing, removing, inserting or
reordering events breaks a hash; nobody without the gallery's key can compute new ones. A chain that was cut
at its end is still a valid chain, so the count and the last hash are also noted outside the database
(`gallery.anchor`).

Compare Schneier & Kelsey, "Secure Audit Logs to Support Computer Forensics", ACM TISSEC 2(2), 1999.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import BigInteger, ColumnElement, select, type_coerce
from sqlalchemy.orm import Session

from faceid_desktop.errors import AuditBroken
from faceid_desktop.gallery.queries.audit import details_of
from faceid_desktop.gallery.records import AuditEntry
from faceid_desktop.gallery.schema import AuditEvent, from_micros, to_micros
from faceid_desktop.gallery.vault import Vault

GENESIS = bytes(32)
"""What stands for the hash before the first event."""

_PURPOSE = "audit"


@dataclass(frozen=True, slots=True)
class Tip:
    """The end of a chain: number of events and the last hash."""

    count: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class Event:
    """What is to be recorded; ``details`` hold no name, picture or vector."""

    kind: str
    operator: str | None = None
    subject: str | None = None
    details: Mapping[str, object] | None = None


class Link(NamedTuple):
    """A row of the chain as it is stored; ``at`` in microseconds since 1970, ``details`` JSON."""

    number: int
    at: int
    kind: str
    operator: str | None
    subject: str | None
    details: str
    previous: bytes
    hash: bytes


@dataclass(frozen=True, slots=True)
class Break:
    """A place where the chain does not hold.

    ``why`` is ``event_missing`` (numbers are left out), ``event_link`` (it does not follow the one before)
    or ``event_changed`` (it was changed, or made without the key).
    """

    number: int
    why: str


def tip(session: Session) -> Tip:
    """Return the end of the chain as it stands in the database."""
    last = session.execute(
        select(AuditEvent.number, AuditEvent.hash).order_by(AuditEvent.number.desc()).limit(1)
    ).first()
    return Tip(0, GENESIS) if last is None else Tip(last.number, last.hash)


def hash_at(session: Session, number: int) -> bytes | None:
    """Return the hash of an event, that of the beginning for 0, None if there is no such event."""
    if number == 0:
        return GENESIS
    return session.scalar(select(AuditEvent.hash).where(AuditEvent.number == number))


def append(session: Session, vault: Vault, at: datetime, event: Event, end: Tip | None = None) -> Tip:
    """Add an event to the chain within the transaction that does what it tells of.

    Parameters
    ----------
    session
        The transaction.
    vault
        Holds the key.
    at
        When it happened.
    event
        What happened.
    end
        The end of the chain if the caller knows it; it is looked up otherwise.

    Raises
    ------
    GalleryLocked
        If the keys are gone.
    """
    end = end or tip(session)
    details = canonical(event.details or {})
    link = Link(
        end.count + 1, to_micros(at), event.kind, event.operator, event.subject, details, end.hash, b""
    )
    link = link._replace(hash=_hash(vault, link))
    session.add(AuditEvent(**{**link._asdict(), "at": at}))
    session.flush()
    return Tip(link.number, link.hash)


def inspect(
    session: Session, vault: Vault, visit: Callable[[Link], None] = lambda _link: None
) -> tuple[Tip, list[Break]]:
    """Check every link and go on after a break, so that all of them are found.

    Parameters
    ----------
    session
        Reads the chain.
    vault
        Holds the key.
    visit
        Called with each link that was written with the key, in order.

    Returns
    -------
    Tip
        The end of the chain as it stands.
    list of Break
        In order; empty for a chain that holds.
    """
    end, breaks = Tip(0, GENESIS), []
    for link in links(session):
        if link.number != end.count + 1:
            breaks.append(Break(end.count + 1, "event_missing"))
        elif link.previous != end.hash:
            breaks.append(Break(link.number, "event_link"))
        if link.hash != _hash(vault, link):
            breaks.append(Break(link.number, "event_changed"))
        else:
            visit(link)
        end = Tip(link.number, link.hash)
    return end, breaks


def verify(session: Session, vault: Vault) -> Tip:
    """Check every link; what was noted outside the database is `gallery.anchor`'s matter.

    Returns
    -------
    Tip
        The end of the chain.

    Raises
    ------
    AuditBroken
        At the first `Break`.
    """
    end, breaks = inspect(session, vault)
    if breaks:
        raise AuditBroken(number=breaks[0].number, why=breaks[0].why)
    return end


def entries(session: Session) -> Iterator[AuditEntry]:
    """Yield all events, the oldest first."""
    return map(entry_of, links(session))


def entry_of(link: Link) -> AuditEntry:
    """Turn a row into a record."""
    at, details = from_micros(link.at), details_of(link.details)
    return AuditEntry(link.number, at, link.kind, link.operator, link.subject, details)


def newest_about(session: Session, vault: Vault, subject: str, kinds: tuple[str, ...]) -> AuditEntry | None:
    """Return the newest genuine event of some kinds about a subject, None if there is none."""
    found = links(session, AuditEvent.subject == subject, AuditEvent.kind.in_(kinds))
    genuine = [link for link in found if link.hash == _hash(vault, link)]
    return entry_of(genuine[-1]) if genuine else None


def links(session: Session, *which: ColumnElement[bool]) -> Iterator[Link]:
    """Yield rows as they are stored, the oldest first, without the cost of mapped objects."""
    columns = (
        AuditEvent.number,
        type_coerce(AuditEvent.at, BigInteger),
        AuditEvent.kind,
        AuditEvent.operator,
        AuditEvent.subject,
        AuditEvent.details,
        AuditEvent.previous,
        AuditEvent.hash,
    )
    chosen = select(*columns).where(*which).order_by(AuditEvent.number)
    return (Link(*row) for row in session.execute(chosen.execution_options(yield_per=1000)))


def canonical(value: object) -> str:
    """JSON with one spelling for each value."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def _hash(vault: Vault, link: Link) -> bytes:
    return vault.keyed_hash(_PURPOSE, canonical(link[:6]).encode() + link.previous)
