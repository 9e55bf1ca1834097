"""Searching the decrypted names, and finding whom a command means."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from faceid_desktop.errors import PersonNotFound, SeveralPersonsFound
from faceid_desktop.gallery.records import PersonDetails, PersonRecord
from faceid_desktop.services.directory import Wanted, directory_of, folded

DAY = datetime(2026, 5, 1, tzinfo=UTC)


def person(number: int, name: str, reference: str = "", *tags: str) -> PersonRecord:
    """Return somebody who was enrolled ``number`` days after the first."""
    at = DAY + timedelta(days=number)
    details = PersonDetails(name, reference, "", tags)
    return PersonRecord(f"{number:06d}" + "a" * 26, details, number == 2, at, at, None, None, 1, 0, None)


ADA, ZOE, BEN, TWIN = (
    person(0, "Ada Lovelace", "R 1", "staff"),
    person(1, "Zoë Ünal", "R 2", "staff", "night"),
    person(2, "Ben", "ada"),
    person(3, "Ben", "", "Staff"),
)
ALL = directory_of([ADA, ZOE, BEN, TWIN])


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(), [ADA, BEN, TWIN, ZOE]),
        (Wanted("zoe"), [ZOE]),
        (Wanted("UNAL night"), [ZOE]),
        (Wanted("ada"), [ADA, BEN]),
        (Wanted("lace ada"), [ADA]),
        (Wanted("r 2"), [ZOE]),
        (Wanted("lovelacer"), []),
        (Wanted(tag="STAFF"), [ADA, TWIN, ZOE]),
        (Wanted(tag="sta"), []),
        (Wanted(since=DAY + timedelta(days=1), until=DAY + timedelta(days=3)), [BEN, ZOE]),
        (Wanted(watched=True), [BEN]),
        (Wanted("be", watched=True, tag="staff"), []),
    ],
)
def test_everything_that_is_asked_for_has_to_hold(wanted: Wanted, found: list[PersonRecord]) -> None:
    """Words in any order and without accents, whole tags, half-open days, sorted by name."""
    assert list(ALL.search(wanted)) == found


def test_a_person_is_meant_by_uuid_reference_or_name() -> None:
    """A reference goes before a name, a name before the first digits of a uuid."""
    assert ALL.find(ADA.uuid) is ADA
    assert ALL.find("R 2") is ZOE
    assert ALL.find("ada") is BEN
    assert ALL.find("ada  LOVELACE") is ADA
    assert ALL.find("000003") is TWIN


@pytest.mark.parametrize("text", ["", "Be", "00000", "r 2", "nobody"])
def test_nobody_is_guessed(text: str) -> None:
    """Nothing, parts of a name, too few digits and a reference in another case mean nobody."""
    with pytest.raises(PersonNotFound):
        ALL.find(text)


def test_two_of_one_name_are_told() -> None:
    """Who has the same name as another has to be named otherwise."""
    with pytest.raises(SeveralPersonsFound) as caught:
        ALL.find("ben")
    assert caught.value.data == {"person": "ben", "count": 2}


def test_a_change_makes_a_new_directory() -> None:
    """The old one stays as it was: somebody may be reading it."""
    renamed = person(1, "Zoe Smith")
    later = ALL.replaced([renamed], [ADA.uuid])
    assert (len(ALL), len(later)) == (4, 3)
    assert later.get(renamed.uuid) is renamed
    assert ADA.uuid not in later
    assert ALL.find("Zoë Ünal") is ZOE
    with pytest.raises(PersonNotFound):
        later.get(ADA.uuid)


def test_names_are_folded() -> None:
    """Case, accents and superfluous spaces do not matter; letters do."""
    assert folded("  ÉMILE\tZola ") == "emile zola"
    assert folded("Straße") == "strasse"
    assert folded("Ж") != folded("Ш")
