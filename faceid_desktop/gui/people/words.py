"""Words of the People pages: consent states, counts, filters."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from faceid_desktop.gallery.records import PersonRecord
from faceid_desktop.gallery.schema import ConsentStatus
from faceid_desktop.gui.words import Chip, day_name, locale

SOON = timedelta(days=30)


class Filter(StrEnum):
    """Which people are shown."""

    ALL = "all"
    WATCHED = "watched"
    ENDS_SOON = "ends_soon"
    NOT_VALID = "not_valid"
    DUE = "due"


def tr(text: str) -> str:
    """Translate a sentence of this module."""
    return QCoreApplication.translate("people", text)


def filter_name(which: Filter, count: int) -> str:
    """Name a filter with the number of people who fit."""
    text = {
        Filter.ALL: tr("All {count}"),
        Filter.WATCHED: tr("Watch list {count}"),
        Filter.ENDS_SOON: tr("Consent ends soon {count}"),
        Filter.NOT_VALID: tr("No valid consent {count}"),
        Filter.DUE: tr("Due for erasure {count}"),
    }[which]
    return text.format(count=locale().toString(count))


def fits(person: PersonRecord, which: Filter, now: datetime) -> bool:
    """Tell whether a person belongs to a filter."""
    consent = person.consent
    valid = consent is not None and consent.valid(now)
    if which is Filter.WATCHED:
        return person.watch
    if which is Filter.ENDS_SOON:
        ends = consent.expires if valid and consent is not None else None
        return ends is not None and ends - now < SOON
    if which is Filter.NOT_VALID:
        return not valid
    if which is Filter.DUE:
        return person.erase_after is not None
    return True


def card_line(person: PersonRecord) -> str:
    """Word the second line of a card: a tag or the reference, and the number of photos."""
    tag = person.details.tags[0] if person.details.tags else person.details.reference
    photos = tr("1 photo") if person.photos == 1 else tr("{count} photos").format(count=person.photos)
    return f"{tag} · {photos}" if tag else photos


def consent_chip(person: PersonRecord, now: datetime | None = None) -> Chip:
    """Word the state of a person's consent."""
    now = now or datetime.now(UTC)
    consent = person.consent
    if person.erase_after is not None:
        return Chip(tr("due for erasure"), "bad")
    if consent is None:
        return Chip(tr("no consent"), "bad")
    if consent.status is ConsentStatus.WITHDRAWN:
        return Chip(tr("consent withdrawn"), "bad")
    if consent.expires is None:
        return Chip(tr("consent given"), "good")
    day = day_name(consent.expires, short=True)
    if consent.expires <= now:
        return Chip(tr("consent ended {day}").format(day=day), "bad")
    return Chip(tr("consent to {day}").format(day=day), "warn" if consent.expires - now < SOON else "good")
