"""The audit chain: every event carries a keyed hash over itself and over the hash before it.

``hash_n = HMAC(audit key, canonical JSON of event n || hash_(n-1))``. Changing, removing, inserting or
reordering events breaks a hash; nobody without the gallery's key can compute new ones. A chain that was cut
at its end is still a valid chain, so the count and the last hash are also kept in an **anchor** file
outside the database. The anchor is written after the transaction: after a crash it may be some valid events
behind, never ahead; an anchor that is ahead means that the end of the chain was cut or an older database
put back.

Compare Schneier & Kelsey, "Secure Audit Logs to Support Computer Forensics", ACM TISSEC 2(2), 1999.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from faceid_desktop.errors import AuditBroken
from faceid_desktop.gallery.records import AuditEntry
from faceid_desktop.gallery.schema import AuditEvent
from faceid_desktop.gallery.vault import Vault
from faceid_desktop.paths import write_atomically

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


def tip(session: Session) -> Tip:
    """Return the end of the chain as it stands in the database."""
    last = session.scalars(select(AuditEvent).order_by(AuditEvent.number.desc()).limit(1)).first()
    return Tip(0, GENESIS) if last is None else Tip(last.number, last.hash)


def append(session: Session, vault: Vault, at: datetime, event: Event) -> Tip:
    """Add an event to the chain within the transaction that does what it tells of.

    Raises
    ------
    GalleryLocked
        If the keys are gone.
    """
    end = tip(session)
    row = AuditEvent(
        number=end.count + 1,
        at=at,
        kind=event.kind,
        operator=event.operator,
        subject=event.subject,
        details=_canonical(event.details or {}),
        previous=end.hash,
    )
    row.hash = _hash(vault, row)
    session.add(row)
    session.flush()
    return Tip(row.number, row.hash)


def verify(session: Session, vault: Vault, anchor: Tip | None) -> Tip:
    """Check every link and the anchor.

    Parameters
    ----------
    session
        Reads the chain.
    vault
        Holds the key.
    anchor
        The end that was noted outside the database, None if there is no note.

    Returns
    -------
    Tip
        The end of the chain.

    Raises
    ------
    AuditBroken
        At the first event that does not hold; ``why`` is ``missing`` (a number is left out), ``link`` (it
        does not follow the one before), ``content`` (it was changed, or made without the key), ``cut`` (the
        anchor has seen more events), ``other_chain`` (the anchor has seen another event at its place).
    """
    end, anchored = Tip(0, GENESIS), anchor is None or anchor.count == 0
    for row in _rows(session):
        if row.number != end.count + 1:
            raise AuditBroken(number=end.count + 1, why="missing")
        if row.previous != end.hash:
            raise AuditBroken(number=row.number, why="link")
        if row.hash != _hash(vault, row):
            raise AuditBroken(number=row.number, why="content")
        end = Tip(row.number, row.hash)
        if anchor is not None and anchor.count == end.count:
            if anchor.hash != end.hash:
                raise AuditBroken(number=end.count, why="other_chain")
            anchored = True
    if not anchored:
        raise AuditBroken(number=end.count + 1, why="cut")
    return end


def entries(session: Session) -> Iterator[AuditEntry]:
    """Yield all events, the oldest first."""
    for row in _rows(session):
        yield AuditEntry(row.number, row.at, row.kind, row.operator, row.subject, json.loads(row.details))


def read_anchor(path: Path) -> Tip | None:
    """Read the note on the chain's end; None if there is none.

    Raises
    ------
    AuditBroken
        If the note cannot be understood.
    """
    try:
        note = json.loads(path.read_text(encoding="utf-8"))
        return Tip(int(note["count"]), bytes.fromhex(note["hash"]))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise AuditBroken(number=0, why="anchor") from error


def write_anchor(path: Path, end: Tip) -> None:
    """Note the chain's end.

    Raises
    ------
    OSError
        If the note cannot be written.
    """
    write_atomically(path, json.dumps({"count": end.count, "hash": end.hash.hex()}).encode())


def _rows(session: Session) -> Iterator[AuditEvent]:
    return iter(
        session.scalars(select(AuditEvent).order_by(AuditEvent.number).execution_options(yield_per=500))
    )


def _hash(vault: Vault, row: AuditEvent) -> bytes:
    facts = [row.number, row.at.isoformat(), row.kind, row.operator, row.subject, row.details]
    return vault.keyed_hash(_PURPOSE, _canonical(facts).encode() + row.previous)


def _canonical(value: object) -> str:
    """JSON with one spelling for each value."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
