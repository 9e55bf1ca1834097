"""The people of a gallery as a list: order, groups with their numbers, filters that hold together."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from faceid_desktop.gallery.records import PersonDetails, PersonRecord
from faceid_desktop.gallery.schema import ConsentStatus
from faceid_desktop.services.directory import Wanted, directory_of
from faceid_desktop.services.roster import Basis, Group, Order, Photos, Query, Roster, Seen
from faceid_desktop.services.rules import GalleryRules
from tests.helpers.small_gallery import given

NOW = datetime(2026, 6, 1, tzinfo=UTC)
DAY = timedelta(days=1)


def person(number: int, name: str, *tags: str, **changes: object) -> PersonRecord:
    """Return somebody who was enrolled ``number`` days ago and seen as often."""
    at = NOW - number * DAY
    details = PersonDetails(name, f"R {9 - number}", "", tags)
    record = PersonRecord(f"{number:032x}", details, False, at, at, at, None, 1, number, given(at))
    return replace(record, **changes)  # type: ignore[arg-type]


ADA = person(1, "Ada", "staff", watch=True)
BEN = person(2, "ben", "staff", "night", consent=given(NOW, expires=NOW + 5 * DAY))
ZOE = person(3, "Zoë", last_seen=None, consent=given(NOW, expires=NOW - DAY))
CAL = person(4, "Cal", "night", consent=None)
DAN = person(5, "Dan", last_seen=NOW - 400 * DAY, consent=given(NOW, status=ConsentStatus.WITHDRAWN))
EVE = person(6, "Eve", erase_after=NOW + DAY)
OLD = person(7, "Old", created=NOW - 2000 * DAY, last_seen=NOW - 1200 * DAY)
EVERYBODY = (OLD, EVE, DAN, CAL, ZOE, BEN, ADA)
GOOD = {ADA.uuid: 1, BEN.uuid: 2, ZOE.uuid: 3, CAL.uuid: 4, EVE.uuid: 0, OLD.uuid: 5}
ROSTER = Roster(directory_of(EVERYBODY), GalleryRules(people_retention_days=1000), NOW, lambda: GOOD)


def names(query: Query) -> list[str]:
    """Return whom a query finds."""
    return [each.details.name for each in ROSTER.list(query).people]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (Query(), ["Ada", "ben", "Cal", "Dan", "Eve", "Old", "Zoë"]),
        (Query("zoe"), ["Zoë"]),
        (Query("NIGHT ben"), ["ben"]),
        (Query(group=Group.WATCHED), ["Ada"]),
        (Query(group=Group.ENDS_SOON), ["ben"]),
        (Query(group=Group.NOT_VALID), ["Cal", "Dan", "Zoë"]),
        (Query(group=Group.DUE), ["Cal", "Dan", "Eve", "Old", "Zoë"]),
        (Query(tag="night"), ["ben", "Cal"]),
        (Query(tag="staff", group=Group.WATCHED), ["Ada"]),
        (Query(tag="nobody has it"), []),
        (Query(seen=Seen.DAY), ["Ada"]),
        (Query(seen=Seen.WEEK), ["Ada", "ben", "Cal", "Eve"]),
        (Query(seen=Seen.LONG_AGO), ["Dan", "Old", "Zoë"]),
        (Query(basis=Basis.VALID), ["Ada", "ben", "Eve", "Old"]),
        (Query(basis=Basis.ENDS_SOON), ["ben"]),
        (Query(basis=Basis.ENDED), ["Zoë"]),
        (Query(basis=Basis.WITHDRAWN), ["Dan"]),
        (Query(basis=Basis.NONE), ["Cal"]),
        (Query(basis=Basis.VALID, tag="night"), ["ben"]),
        (Query(photos=Photos.FEW_GOOD), ["Ada", "ben", "Dan", "Eve"]),
        (Query(photos=Photos.NO_GOOD), ["Dan", "Eve"]),
        (Query(photos=Photos.FEW_GOOD, basis=Basis.VALID, descending=True), ["Eve", "ben", "Ada"]),
        (Query(order=Order.PHOTOS), ["Ada", "ben", "Zoë", "Cal", "Dan", "Eve", "Old"]),
        (Query(order=Order.REFERENCE), ["Old", "Eve", "Dan", "Cal", "Zoë", "ben", "Ada"]),
        (Query(order=Order.ENROLLED, descending=True), ["Ada", "ben", "Zoë", "Cal", "Dan", "Eve", "Old"]),
        (Query(order=Order.LAST_SEEN, group=Group.NOT_VALID), ["Zoë", "Dan", "Cal"]),
        (Query(order=Order.CONSENT_ENDS), ["Zoë", "ben", "Ada", "Cal", "Dan", "Eve", "Old"]),
    ],
)
def test_everything_that_is_asked_for_holds(query: Query, found: list[str]) -> None:
    """Words, group, tag and last sighting narrow together; the order is that of the query."""
    assert names(query) == found


def test_groups_are_counted_among_those_who_fit_otherwise() -> None:
    """The numbers on the filters tell what choosing one would show."""
    listing = ROSTER.list(Query(tag="night", group=Group.ENDS_SOON))
    assert [each.details.name for each in listing.people] == ["ben"]
    assert listing.counts == {
        Group.ALL: 2, Group.WATCHED: 0, Group.ENDS_SOON: 1, Group.NOT_VALID: 1, Group.DUE: 1,
    }  # fmt: skip
    assert (listing.everybody, dict(listing.tags)) == (7, {"staff": 2, "night": 2})


def test_everybody_is_found_at_his_place() -> None:
    """The place of a person leads back to him."""
    listing = ROSTER.list(Query(order=Order.PHOTOS, descending=True))
    assert [listing.people[listing.places[each.uuid]] for each in EVERYBODY] == list(EVERYBODY)


def test_it_finds_whom_the_directory_finds() -> None:
    """The window and the command line search alike."""
    directory = directory_of(EVERYBODY)
    for text in ("", "a", "staff", "r 5", "ZOE", "nobody"):
        assert ROSTER.list(Query(text)).people == directory.search(Wanted(text))


def test_an_empty_gallery_is_listed() -> None:
    """Nobody is no error."""
    listing = Roster(directory_of([]), GalleryRules(), NOW).list(Query("x", Group.DUE, "y", Seen.DAY))
    assert (listing.people, listing.counts[Group.ALL], listing.tags) == ((), 0, ())


def test_photos_are_graded_only_for_whoever_asks_and_once() -> None:
    """Opening every photo of a gallery costs seconds; a look by name does not pay for it."""
    asked: list[int] = []

    def good() -> dict[str, int]:
        asked.append(1)
        return GOOD

    roster = Roster(directory_of(EVERYBODY), GalleryRules(), NOW, good)
    roster.list(Query("ada", basis=Basis.VALID))
    assert not asked
    for photos in (Photos.FEW_GOOD, Photos.NO_GOOD):
        roster.list(Query(photos=photos))
    assert len(asked) == 1
