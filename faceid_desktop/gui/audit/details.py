"""Words for the details of events: what the services note beside an event, name by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from faceid_desktop.gallery.lawful_basis import LawfulBasis
from faceid_desktop.gui.enrol.words import basis_name
from faceid_desktop.gui.words import locale, tr

_LEFT_OUT = frozenset({"seal"})
"""For the machine: the chain's check needs it."""


def details_line(details: Mapping[str, object]) -> str:
    """Word the details of an event; a name that this version does not know stays as it is."""
    names = _names()
    told = (
        f"{names.get(name, name)}: {value_words(value)}"
        for name, value in details.items()
        if name not in _LEFT_OUT and value is not None
    )
    return ", ".join(told)


def value_words(value: object) -> str:
    """Word a value: numbers as people write them, codes by name, what is inside of it one by one."""
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    if isinstance(value, int):
        return locale().toString(value)
    if isinstance(value, float):
        return locale().toString(value, "g", 4)
    if isinstance(value, Mapping):
        return f"({details_line(value)})"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return " ".join(value_words(each) for each in value)
    return _codes().get(str(value), str(value))


def _names() -> dict[str, str]:
    return {
        "basis": tr("basis"), "before": tr("before"), "consent": tr("consent"), "decision": tr("decision"),
        "elsewhere": tr("kept elsewhere"), "erase_after": tr("erase after"), "erased": tr("erased person"),
        "erased_again": tr("erased again"), "events": tr("events"), "everybody": tr("everybody"),
        "expires": tr("ends"), "failed": tr("failed"), "findings": tr("findings"),
        "imported": tr("imported"), "left": tr("left over"), "liveness": tr("liveness"),
        "merged": tr("merged before"), "model": tr("model"), "name": tr("name"),
        "needles": tr("traces"), "new": tr("new person"), "operator": tr("operator"),
        "origin": tr("from"), "other": tr("other person"), "outcome": tr("outcome"),
        "people": tr("people"), "persons": tr("people"), "photo": tr("photo"), "photos": tr("photos"),
        "revision": tr("version"), "role": tr("role"), "rows": tr("records"), "sighting": tr("sighting"),
        "sightings": tr("sightings"), "slot": tr("key"), "source": tr("from"), "statements": tr("statements"),
        "target": tr("to"), "times": tr("times"), "value": tr("value"), "version": tr("version"),
        "watch": tr("watch list"), "way": tr("way"), "what": tr("what"),
    }  # fmt: skip


def _codes() -> dict[str, str]:
    return {
        **{str(basis): basis_name(basis) for basis in LawfulBasis},
        "passphrase": tr("passphrase"), "password": tr("password"), "recovery": tr("recovery code"),
        "keyring": tr("keyring"), "key_file": tr("key file"),
        "administrator": tr("administrator"), "operator": tr("operator"),
        "auditor": tr("auditor"),
        "ask": tr("not decided"), "same": tr("the same person"), "not_same": tr("another person"),
        "proceed": tr("later"),
        "identified": tr("identified"), "unknown": tr("unknown"), "uncertain": tr("uncertain"),
        "poor_quality": tr("too poor"), "empty_gallery": tr("nobody is enrolled yet"),
        "passed": tr("passed"),
    }  # fmt: skip
