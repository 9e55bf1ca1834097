"""What a certificate tells about a person from the gallery: his vectors before, his story afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from faceid_desktop.gallery.queries.audit import details_of
from faceid_desktop.gallery.schema import AuditEvent, Person, Photo, TemplateRow
from faceid_desktop.gallery.vault import Vault


@dataclass(frozen=True, slots=True)
class Story:
    """What the audit chain tells about an erased person."""

    ordered: datetime | None = None
    """When the erasure was ordered, if it was before it was carried out."""
    at: datetime | None = None
    """When the rows were deleted."""
    operator: str | None = None
    rows: Mapping[str, int] = field(default_factory=dict)
    exports: tuple[datetime, ...] = ()
    """Moments of exports that may hold the person."""
    backups: tuple[datetime, ...] = ()
    """Moments of backups that were taken to other places since the person was added."""


def vectors(session: Session, vault: Vault, person: str) -> list[bytes]:
    """Return the decrypted templates of a person; none if he is gone.

    Raises
    ------
    RecordTampered
        If one was changed from outside.
    """
    rows = session.execute(
        select(Person.data_key, Photo.uuid, TemplateRow.model_id, TemplateRow.sealed)
        .join(Photo, Photo.person_id == Person.id)
        .join(TemplateRow, TemplateRow.photo_id == Photo.id)
        .where(Person.uuid == person)
    ).all()
    if not rows:
        return []
    key = vault.open_key(person, rows[0].data_key)
    return [key.open(sealed, f"template/{photo}/{model}") for _, photo, model, sealed in rows]


def story(session: Session, person: str) -> Story:
    """Tell what happened to a person and to what may hold him."""
    events = select(AuditEvent).where(AuditEvent.subject == person).order_by(AuditEvent.number)
    own = session.scalars(events).all()
    erased = next((each for each in reversed(own) if each.kind == "person.erased"), None)
    orders = [each.at for each in own if each.kind == "person.erase_ordered"]
    since = own[0].number if own else 0
    later = select(AuditEvent).where(
        AuditEvent.number >= since, AuditEvent.kind.in_(("export.made", "gallery.backed_up"))
    )
    made = session.scalars(later.order_by(AuditEvent.number)).all()
    elsewhere = [each for each in made if details_of(each.details).get("elsewhere")]
    return Story(
        ordered=orders[-1] if orders else None,
        at=erased.at if erased else None,
        operator=erased.operator if erased else None,
        rows=details_of(erased.details).get("rows", {}) if erased else {},
        exports=tuple(each.at for each in made if each.kind == "export.made"),
        backups=tuple(each.at for each in elsewhere),
    )
