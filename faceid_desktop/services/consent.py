"""The lawful basis of keeping a person: giving, withdrawing, and the texts that people agree to.

What is withdrawn or has expired takes the person out of matching at once: after each change here the
workspace takes it over (`Workspace.apply`), and it looks again when the next statement expires. The rows
stay until the erasure, for which `services.retention` lists the person.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace

from faceid_desktop.errors import SettingError
from faceid_desktop.gallery.queries import consent, settings
from faceid_desktop.gallery.queries.consent import TEXTS
from faceid_desktop.gallery.records import ConsentEntry
from faceid_desktop.gallery.schema import ConsentStatus
from faceid_desktop.paths import resources
from faceid_desktop.services.access import Action
from faceid_desktop.services.gallery import Gallery

_SHIPPED_VERSION = "1"
_LONGEST_TEXT = 20_000


def give(gallery: Gallery, person: str, entry: ConsentEntry) -> ConsentEntry:
    """Write down a lawful basis; moment and operator are filled in here.

    Raises
    ------
    PermissionDenied
        If the actor's role does not allow it.
    PersonNotFound
        If there is no such person.
    ConsentNotValid
        If nobody could be enrolled on it.
    """
    with gallery.change(Action.RECORD_CONSENT) as change:
        stated = replace(entry, at=change.now, status=ConsentStatus.GIVEN, operator=change.actor.operator)
        uuid = consent.add(change.session, change.vault, person, stated)
        expires = None if stated.expires is None else stated.expires.isoformat()
        change.record("consent.given", person, consent=uuid, basis=stated.basis, expires=expires)
    return replace(stated, uuid=uuid)


def withdraw(gallery: Gallery, person: str, how: str = "") -> ConsentEntry:
    """Write down that somebody objects; he takes no part in matching from now on.

    Raises
    ------
    PermissionDenied
        If the actor's role does not allow it.
    PersonNotFound
        If there is no such person.
    """
    with gallery.change(Action.RECORD_CONSENT) as change:
        before = consent.current(change.session, change.vault, person)
        stated = ConsentEntry(
            at=change.now,
            status=ConsentStatus.WITHDRAWN,
            basis=before.basis if before else "",
            text_version=before.text_version if before else "",
            purpose=before.purpose if before else "",
            operator=change.actor.operator,
            how=how,
        )
        uuid = consent.add(change.session, change.vault, person, stated)
        change.record("consent.withdrawn", person, consent=uuid)
    return replace(stated, uuid=uuid)


def history(gallery: Gallery, person: str) -> tuple[ConsentEntry, ...]:
    """Return all statements about a person, the newest last.

    Raises
    ------
    PermissionDenied
        If the actor's role does not allow it.
    PersonNotFound
        If there is no such person.
    RecordTampered
        If a statement was changed from outside.
    """
    with gallery.read(Action.VIEW_PEOPLE) as session:
        return consent.history(session, gallery.vault, person)


def texts(gallery: Gallery) -> dict[str, str]:
    """Return the texts that people agree to, by version, the oldest first.

    Raises
    ------
    PermissionDenied
        If the actor's role does not allow it.
    """
    with gallery.read(Action.VIEW_PEOPLE) as session:
        own = settings.get(session, TEXTS, {})
    return {_SHIPPED_VERSION: _shipped_text(), **own}


def add_text(gallery: Gallery, text: str) -> str:
    """Add a text and return its version; a text that somebody may have agreed to is never changed.

    Raises
    ------
    PermissionDenied
        If the actor's role does not allow it.
    SettingError
        If it is empty or too long.
    """
    if not 0 < len(text.strip()) <= _LONGEST_TEXT:
        raise SettingError(name=TEXTS, value=f"{len(text)} characters", allowed=f"1..{_LONGEST_TEXT}")
    with gallery.change(Action.CHANGE_RULES) as change:
        own = settings.get(change.session, TEXTS, {})
        version = str(len(own) + 2)
        settings.put(change.session, TEXTS, {**own, version: text.strip()})
        digest = hashlib.sha256(text.strip().encode()).hexdigest()
        change.record("consent.text_added", None, version=version, sha256=digest)
    return version


def _shipped_text() -> str:
    return (resources() / "consent" / f"{_SHIPPED_VERSION}.txt").read_text(encoding="utf-8").strip()
