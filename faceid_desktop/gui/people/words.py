"""Words of the People pages: consent states, counts, filters."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from faceid_desktop.gallery.records import PersonRecord
from faceid_desktop.gallery.schema import ConsentStatus
from faceid_desktop.gui.words import Chip, day_name, locale, tr
from faceid_desktop.services.certificate import Certificate, UnreachedKind
from faceid_desktop.services.progress import Progress
from faceid_desktop.services.roster import ENOUGH_GOOD, SOON, Basis, Group, Photos, Seen


def group_name(group: Group, count: int) -> str:
    """Name a group with the number of people who fit."""
    text = {
        Group.ALL: tr("All {count}"),
        Group.WATCHED: tr("Watch list {count}"),
        Group.ENDS_SOON: tr("Consent ends soon {count}"),
        Group.NOT_VALID: tr("No valid consent {count}"),
        Group.DUE: tr("Due for erasure {count}"),
    }[group]
    return text.format(count=locale().toString(count))


def seen_name(seen: Seen) -> str:
    """Name a span in which somebody was last seen."""
    return {
        Seen.ANY: tr("Seen at any time"),
        Seen.DAY: tr("Seen since yesterday"),
        Seen.WEEK: tr("Seen within 7 days"),
        Seen.MONTH: tr("Seen within 30 days"),
        Seen.LONG_AGO: tr("Not seen for a year"),
    }[seen]


def basis_name(basis: Basis) -> str:
    """Name a state of consent."""
    return {
        Basis.ANY: tr("Any consent"),
        Basis.VALID: tr("Consent valid"),
        Basis.ENDS_SOON: tr("Consent ends soon"),
        Basis.ENDED: tr("Consent ended"),
        Basis.WITHDRAWN: tr("Consent withdrawn"),
        Basis.NONE: tr("No consent"),
    }[basis]


def photos_name(photos: Photos) -> str:
    """Name how good somebody's photos are."""
    return {
        Photos.ANY: tr("Photos of any quality"),
        Photos.FEW_GOOD: tr("Fewer than %n good photos", "", ENOUGH_GOOD),
        Photos.NO_GOOD: tr("No good photo"),
    }[photos]


def tag_name(tag: str, count: int) -> str:
    """Name a tag with the number of people who have it."""
    return f"{tag} · {locale().toString(count)}"


def last_seen(person: PersonRecord) -> str:
    """Write the day on which somebody was last seen."""
    return tr("never") if person.last_seen is None else day_name(person.last_seen, short=True)


def card_line(person: PersonRecord) -> str:
    """Word the second line of a card: a tag or the reference, and the number of photos."""
    tag = person.details.tags[0] if person.details.tags else person.details.reference
    photos = tr("%n photos", "", person.photos)
    return f"{tag} · {photos}" if tag else photos


def import_size(name: str, photos: int, people: int) -> str:
    """Word what an import would bring."""
    text = tr("{name}: {photos} of {people}")
    return text.format(name=name, photos=tr("%n photos", "", photos), people=tr("%n people", "", people))


def import_pace(progress: Progress) -> str:
    """Word how far an import is, how fast, and how long it still takes."""
    done = tr("{done} of {total} · {rate} photos a second").format(
        done=locale().toString(progress.done),
        total=locale().toString(progress.total),
        rate=locale().toString(progress.rate, "f", 1),
    )
    if progress.remaining_s is None:
        return done
    minutes, seconds = divmod(round(progress.remaining_s), 60)
    left = tr("{minutes} min left") if minutes else tr("{seconds} s left")
    return f"{done} · {left.format(minutes=minutes + (seconds > 30), seconds=seconds)}"


def import_result(imported: int, already: int, failed: int) -> str:
    """Word what an import did."""
    return tr("{imported}, {already}, {failed}.").format(
        imported=tr("%n photos imported", "", imported),
        already=tr("%n were there already", "", already),
        failed=tr("%n could not be used", "", failed),
    )


def certificate_rows(certificate: Certificate) -> list[tuple[str, str]]:
    """Name and word the figures of a certificate."""
    return [
        (tr("Traces found before"), str(certificate.found_before)),
        (tr("Traces found afterwards"), str(certificate.found_after)),
        (tr("Files searched"), str(certificate.searched)),
        (tr("Backups and copies rewritten"), str(certificate.copies)),
        (tr("Event of the audit log"), str(certificate.audit_number)),
    ]


def not_reached(kind: UnreachedKind, where: str) -> str:
    """Word what an erasure could not reach."""
    text = {
        UnreachedKind.READER: tr("Another program still reads an older state of {where}."),
        UnreachedKind.NO_ROOM: tr("The disk has no room to rewrite {where}."),
        UnreachedKind.COPY: tr("The copy {where} could not be rewritten."),
        UnreachedKind.UNREADABLE: tr("The file {where} could not be searched."),
        UnreachedKind.STILL_THERE: tr("Something is left in {where}."),
        UnreachedKind.EXPORT: tr("An export was made ({where}); where it was taken is not known."),
        UnreachedKind.BACKUP: tr("Backups that lie elsewhere: {where}."),
        UnreachedKind.OUTSIDE: tr("Backups and snapshots of the system are beyond this program."),
    }[kind]
    return text.format(where=where)


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
    # The moment of expiry no longer counts: the last day is the one before it.
    day = day_name(consent.expires - timedelta(microseconds=1), short=True)
    if consent.expires <= now:
        return Chip(tr("consent ended {day}").format(day=day), "bad")
    return Chip(tr("consent to {day}").format(day=day), "warn" if consent.expires - now < SOON else "good")
