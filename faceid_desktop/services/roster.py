"""The people of a gallery to look through: in order, counted by what matters, filtered as one types.

A roster is made of a directory once, and again when the directory or the day changes; each look at it costs
little, also with 100,000 people. It is immutable and knows nothing of the database.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from faceid_desktop.core.text import folded
from faceid_desktop.gallery.records import PersonRecord
from faceid_desktop.gallery.schema import ConsentStatus
from faceid_desktop.services.directory import Directory
from faceid_desktop.services.retention import due_of
from faceid_desktop.services.rules import GalleryRules

SOON = timedelta(days=30)

Places = NDArray[np.int64]


class Group(StrEnum):
    """What people are counted by; somebody may belong to several."""

    ALL = "all"
    WATCHED = "watched"
    ENDS_SOON = "ends_soon"
    """The lawful basis ends within `SOON`."""
    NOT_VALID = "not_valid"
    """There is no lawful basis in force."""
    DUE = "due"
    """An erasure was ordered, or the rules ask for one (`services.retention`)."""


class Seen(StrEnum):
    """When somebody was last identified."""

    ANY = "any"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    """Within the last day, seven days, thirty days."""
    LONG_AGO = "long_ago"
    """Not within the last year, or never."""


class Basis(StrEnum):
    """How somebody's consent, or other lawful basis, stands."""

    ANY = "any"
    VALID = "valid"
    ENDS_SOON = "ends_soon"
    """Valid, and ends within `SOON`."""
    ENDED = "ended"
    WITHDRAWN = "withdrawn"
    """Withdrawn, or objected to."""
    NONE = "none"
    """Nothing was ever written down."""


class Photos(StrEnum):
    """How good somebody's photos are; a photo is good if nothing of its quality was refused."""

    ANY = "any"
    FEW_GOOD = "few_good"
    """Fewer than `ENOUGH_GOOD` good ones."""
    NO_GOOD = "no_good"


ENOUGH_GOOD = 3


class Order(StrEnum):
    """What people are sorted by; equal ones by name."""

    NAME = "name"
    REFERENCE = "reference"
    PHOTOS = "photos"
    CONSENT_ENDS = "consent_ends"
    LAST_SEEN = "last_seen"
    ENROLLED = "enrolled"


_WITHIN = {Seen.DAY: timedelta(days=1), Seen.WEEK: timedelta(days=7), Seen.MONTH: timedelta(days=30)}
_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for; everything that is given has to hold."""

    text: str = ""
    group: Group = Group.ALL
    tag: str = ""
    seen: Seen = Seen.ANY
    basis: Basis = Basis.ANY
    photos: Photos = Photos.ANY
    order: Order = Order.NAME
    descending: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Listing:
    """The outcome of a look.

    Parameters
    ----------
    people
        Those who fit, in order.
    places
        The place of each of them by uuid.
    counts
        How many fit each group, whatever group is asked for.
    tags
        All tags of the gallery with the number of people, the most frequent first.
    everybody
        How many people the gallery has.
    now
        The moment that consent and retention were judged by.
    """

    people: tuple[PersonRecord, ...] = ()
    places: Mapping[str, int] = field(default_factory=dict)
    counts: Mapping[Group, int] = field(default_factory=dict)
    tags: tuple[tuple[str, int], ...] = ()
    everybody: int = 0
    now: datetime | None = None


class Roster:
    """Everybody of a directory by name, with what they are filtered and sorted by.

    Parameters
    ----------
    directory
        The people.
    rules
        How long they are kept.
    now
        The present moment.
    good_photos
        Tells how many good photos people have, by uuid; called at the first look that asks for it. It may
        raise what reading a gallery raises.
    """

    def __init__(
        self,
        directory: Directory,
        rules: GalleryRules,
        now: datetime,
        good_photos: Callable[[], Mapping[str, int]] = dict,
    ) -> None:
        entries = sorted(directory.entries.values(), key=lambda entry: (entry.name, entry.record.uuid))
        self._records = tuple(entry.record for entry in entries)
        self._texts = [entry.everything for entry in entries]
        self._groups = _membership(self._records, rules, now)
        self._bases = _bases(self._records, now)
        self._good_photos = good_photos
        self._good: Places | None = None
        self._last_seen = _moments([record.last_seen for record in self._records])
        self._tags: dict[str, list[int]] = {}
        for place, record in enumerate(self._records):
            for tag in record.details.tags:
                self._tags.setdefault(tag, []).append(place)
        self._counted = tuple(Counter({tag: len(places) for tag, places in self._tags.items()}).most_common())
        self._orders: dict[Order, Places] = {}
        self._now = now

    def list(self, query: Query) -> Listing:
        """Return those who fit, in order, with the counts of the groups among those who fit otherwise."""
        fits = np.ones(len(self._records), np.bool_)
        for word in folded(query.text).split():
            fits &= np.fromiter((word in text for text in self._texts), np.bool_, len(self._texts))
        if query.tag:
            tagged = np.zeros_like(fits)
            tagged[self._tags.get(query.tag, [])] = True
            fits &= tagged
        fits &= self._seen(query.seen)
        if query.basis is not Basis.ANY:
            fits &= self._bases[query.basis]
        if query.photos is not Photos.ANY:
            fits &= self._good_of_each() < (1 if query.photos is Photos.NO_GOOD else ENOUGH_GOOD)
        counts = {group: int((fits & members).sum()) for group, members in self._groups.items()}
        places = self._in_order(query)
        chosen = places[(fits & self._groups[query.group])[places]].tolist()
        people = tuple([self._records[place] for place in chosen])
        where = {person.uuid: place for place, person in enumerate(people)}
        return Listing(people, where, counts, self._counted, len(self._records), self._now)

    def _seen(self, seen: Seen) -> NDArray[np.bool_]:
        if seen is Seen.ANY:
            return np.ones(len(self._records), np.bool_)
        if seen is Seen.LONG_AGO:
            return self._last_seen < (self._now - _YEAR).timestamp()
        return self._last_seen >= (self._now - _WITHIN[seen]).timestamp()

    def _good_of_each(self) -> Places:
        if self._good is None:
            good = self._good_photos()
            self._good = np.array([good.get(record.uuid, 0) for record in self._records], np.int64)
        return self._good

    def _in_order(self, query: Query) -> Places:
        if query.order not in self._orders:
            self._orders[query.order] = np.argsort(_sort_keys(self._records, query.order), kind="stable")
        order = self._orders[query.order]
        return order[::-1] if query.descending else order


def _membership(
    records: Sequence[PersonRecord], rules: GalleryRules, now: datetime
) -> dict[Group, NDArray[np.bool_]]:
    """Tell who belongs to which group."""
    found = {group: np.zeros(len(records), np.bool_) for group in Group}
    found[Group.ALL][:] = True
    soon = now + SOON
    for place, record in enumerate(records):
        consent = record.consent
        if record.watch:
            found[Group.WATCHED][place] = True
        if consent is None or not consent.valid(now):
            found[Group.NOT_VALID][place] = True
        elif consent.expires is not None and consent.expires < soon:
            found[Group.ENDS_SOON][place] = True
        if record.erase_after is not None or due_of(record, rules, now) is not None:
            found[Group.DUE][place] = True
    return found


def _bases(records: Sequence[PersonRecord], now: datetime) -> dict[Basis, NDArray[np.bool_]]:
    """Tell whose lawful basis stands how."""
    found = {basis: np.zeros(len(records), np.bool_) for basis in Basis}
    soon = now + SOON
    for place, record in enumerate(records):
        consent = record.consent
        if consent is None:
            found[Basis.NONE][place] = True
        elif consent.status is ConsentStatus.WITHDRAWN:
            found[Basis.WITHDRAWN][place] = True
        elif not consent.valid(now):
            found[Basis.ENDED][place] = True
        else:
            found[Basis.VALID][place] = True
            found[Basis.ENDS_SOON][place] = consent.expires is not None and consent.expires < soon
    return found


def _sort_keys(records: Sequence[PersonRecord], order: Order) -> NDArray[np.generic]:
    if order is Order.NAME:
        return np.arange(len(records))
    if order is Order.REFERENCE:
        return np.array([folded(record.details.reference) for record in records], np.str_)
    if order is Order.PHOTOS:
        return np.array([record.photos for record in records], np.int64)
    if order is Order.LAST_SEEN:
        return _moments([record.last_seen for record in records])
    if order is Order.ENROLLED:
        return _moments([record.created for record in records])
    return _moments([record.consent.expires if record.consent else None for record in records], np.inf)


def _moments(moments: Sequence[datetime | None], never: float = -np.inf) -> NDArray[np.float64]:
    """Return moments as seconds; ``never`` where there is none."""
    return np.array([never if moment is None else moment.timestamp() for moment in moments], np.float64)
