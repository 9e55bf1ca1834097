"""The decrypted names of a gallery in memory: search as one types, and finding whom a command means."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from faceid_desktop.core.text import folded
from faceid_desktop.errors import PersonNotFound, SeveralPersonsFound
from faceid_desktop.gallery.records import PersonRecord

LEAST_UUID_START = 6
"""So many digits of a uuid are enough to name a person, if nobody else's begins so."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is searched for; everything that is given has to hold.

    Parameters
    ----------
    text
        Words of which each has to occur in name, reference or tags; case and accents do not matter.
    tag
        A whole tag.
    since, until
        When the person was enrolled: from ``since`` on and before ``until``.
    watched
        Only people whose appearance is announced.
    """

    text: str = ""
    tag: str = ""
    since: datetime | None = None
    until: datetime | None = None
    watched: bool = False


@dataclass(frozen=True, slots=True)
class _Entry:
    record: PersonRecord
    name: str
    everything: str


@dataclass(frozen=True, slots=True, eq=False)
class Directory:
    """An immutable snapshot of all people; `replaced` makes the next one.

    Parameters
    ----------
    entries
        By uuid; made by `directory_of`.
    """

    entries: Mapping[str, _Entry] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.entries)

    def __iter__(self) -> Iterator[PersonRecord]:
        return (entry.record for entry in self.entries.values())

    def __contains__(self, uuid: object) -> bool:
        return uuid in self.entries

    def get(self, uuid: str) -> PersonRecord:
        """Return a person.

        Raises
        ------
        PersonNotFound
            If there is no such person.
        """
        entry = self.entries.get(uuid)
        if entry is None:
            raise PersonNotFound(person=uuid)
        return entry.record

    def search(self, wanted: Wanted) -> tuple[PersonRecord, ...]:
        """Return all people who fit, by name."""
        words = folded(wanted.text).split()
        found = [entry for entry in self.entries.values() if _fits(entry, wanted, words)]
        return tuple(
            entry.record for entry in sorted(found, key=lambda entry: (entry.name, entry.record.uuid))
        )

    def find(self, person: str) -> PersonRecord:
        """Return the one whom a command means: by uuid, its first digits, reference, or name.

        Raises
        ------
        PersonNotFound
            If nobody is called so.
        SeveralPersonsFound
            If it could be several.
        """
        if person in self.entries:
            return self.entries[person].record
        wanted = folded(person)
        for found in (
            [e for e in self.entries.values() if e.record.details.reference == person != ""],
            [e for e in self.entries.values() if e.name == wanted != ""],
            [e for u, e in self.entries.items() if len(person) >= LEAST_UUID_START and u.startswith(wanted)],
        ):
            if len(found) > 1:
                raise SeveralPersonsFound(person=person, count=len(found))
            if found:
                return found[0].record
        raise PersonNotFound(person=person)

    def replaced(self, changed: Iterable[PersonRecord], gone: Collection[str] = ()) -> Directory:
        """Return a directory in which some people are new or changed and others gone."""
        entries = {uuid: entry for uuid, entry in self.entries.items() if uuid not in gone}
        entries.update((record.uuid, _entry(record)) for record in changed)
        return Directory(entries)


def directory_of(people: Iterable[PersonRecord]) -> Directory:
    """Make a directory of people."""
    return Directory({record.uuid: _entry(record) for record in people})


def _entry(record: PersonRecord) -> _Entry:
    details = record.details
    # A separator that no word contains keeps a search from matching across two fields.
    everything = "\n".join(folded(part) for part in (details.name, details.reference, *details.tags))
    return _Entry(record, folded(details.name), everything)


def _fits(entry: _Entry, wanted: Wanted, words: Collection[str]) -> bool:
    record = entry.record
    return (
        all(word in entry.everything for word in words)
        and (not wanted.tag or folded(wanted.tag) in map(folded, record.details.tags))
        and (wanted.since is None or record.created >= wanted.since)
        and (wanted.until is None or record.created < wanted.until)
        and (record.watch or not wanted.watched)
    )
