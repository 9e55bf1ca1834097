"""Details of events in words."""

from __future__ import annotations

from collections.abc import Callable

from faceid_desktop.gallery.lawful_basis import LawfulBasis
from faceid_desktop.gallery.schema import Role, SlotKind
from faceid_desktop.gui.audit.details import details_line, value_words
from faceid_desktop.services.enrolment import DuplicateDecision


def test_names_and_codes_are_words() -> None:
    """What a service noted is told by name; the seal, and what is not known, are not."""
    details = {"slot": "key_file", "photos": 1200, "seal": "ab", "expires": None, "watch": True}
    assert details_line(details) == "key: key file, photos: 1,200, watch list: yes"


def test_what_is_inside_is_worded_too() -> None:
    """A check of liveness is noted as a record of its own."""
    assert details_line({"liveness": {"outcome": "passed", "score": 0.25}}) == (
        "liveness: (outcome: passed, score: 0.25)"
    )
    assert value_words([1, "recovery"]) == "1 recovery code"


def test_every_code_has_words(speak: Callable[[str], None]) -> None:
    """Ways into the gallery, roles, lawful bases and decisions all go through the translation."""
    speak("pseudo")
    codes = {*SlotKind, *Role, *LawfulBasis, *DuplicateDecision}
    assert [code for code in codes if value_words(code) == code] == []
