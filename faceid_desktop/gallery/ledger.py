"""The list of who was erased, kept outside the database so that no restore brings anybody back.

It holds random identifiers and moments only, and a keyed hash over itself. An entry is written *before* the
rows are deleted and marked as done at the end: an erasure that was interrupted is found pending at the next
opening. For that time a second file keeps the needles (probes of ciphertexts, meaningless without them), so
that even then the proof covers everything that was there before.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from faceid_desktop.errors import LedgerBroken
from faceid_desktop.gallery.chain import canonical
from faceid_desktop.gallery.needles import Needle, NeedleKind, Targets, from_json, to_json
from faceid_desktop.gallery.vault import Vault
from faceid_desktop.paths import write_atomically


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One erased person."""

    person: str
    targets: Targets
    at: datetime
    pending: bool
    """Whether it is still to be finished."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What the erasure of a person searches for, and how much of it was found before."""

    needles: frozenset[Needle]
    found: Mapping[NeedleKind, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ledger:
    """The list of one gallery.

    Parameters
    ----------
    path
        Its file.
    vault
        Holds the key of its keyed hash.
    """

    path: Path
    vault: Vault

    def entries(self) -> tuple[LedgerEntry, ...]:
        """Return all entries, the oldest first.

        Raises
        ------
        LedgerBroken
            If the file was damaged or changed without the gallery's key.
        GalleryLocked
            If the keys are gone.
        """
        try:
            content = json.loads(self.path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return ()
        except (OSError, ValueError) as error:
            raise LedgerBroken(path=str(self.path)) from error
        try:
            written, mac = content["entries"], bytes.fromhex(content["mac"])
            if not hmac.compare_digest(mac, self._mac(written)):
                raise LedgerBroken(path=str(self.path))
            return tuple(map(_entry, written))
        except (ValueError, KeyError, TypeError) as error:
            raise LedgerBroken(path=str(self.path)) from error

    def targets(self) -> Targets:
        """Return everybody who must not come back.

        Raises
        ------
        LedgerBroken
            If the list cannot be trusted.
        """
        all_of_them = [entry.targets for entry in self.entries()]
        return Targets(
            frozenset().union(*(each.persons for each in all_of_them)),
            frozenset().union(*(each.photos for each in all_of_them)),
        )

    def replace_lost(self, entries: Sequence[LedgerEntry]) -> bool:
        """Write the list anew if it is gone; return whether it was.

        Raises
        ------
        OSError
            If it cannot be written.
        """
        if self.path.exists() or not entries:
            return False
        self._write(entries)
        return True

    def begin(self, entries: Sequence[LedgerEntry], sought: Mapping[str, Sought]) -> None:
        """Announce erasures; once this returns they will be carried out, whatever happens.

        Parameters
        ----------
        entries
            The erasures.
        sought
            What is searched for, by person.

        Raises
        ------
        LedgerBroken
            If the list that is there cannot be trusted; it is not overwritten.
        OSError
            If it cannot be written.
        """
        begun = {entry.person for entry in entries}
        others = [each for each in self.entries() if each.person not in begun]
        self._keep({**self.sought(), **sought})
        self._write([*others, *entries])

    def sought(self) -> dict[str, Sought]:
        """Return what the pending erasures search for, by person, as far as it is known."""
        try:
            content = json.loads(self.needles_file.read_text(encoding="utf-8"))
            return {
                person: Sought(
                    frozenset(from_json(each["needles"])),
                    {NeedleKind(kind): int(count) for kind, count in each["found"].items()},
                )
                for person, each in content.items()
            }
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return {}

    def finish(self, persons: Iterable[str]) -> None:
        """Mark erasures as carried out and forget what was searched for.

        Raises
        ------
        LedgerBroken
            If the list cannot be trusted.
        OSError
            If it cannot be written.
        """
        done = set(persons)
        entries = [replace(each, pending=each.pending and each.person not in done) for each in self.entries()]
        self._write(entries)
        pending = {each.person for each in entries if each.pending}
        self._keep({person: each for person, each in self.sought().items() if person in pending})

    @property
    def needles_file(self) -> Path:
        """Where the needles of pending erasures lie."""
        return self.path.with_suffix(".needles.json")

    def _keep(self, sought: Mapping[str, Sought]) -> None:
        """Keep the needles of pending erasures; without any the file is overwritten and removed."""
        if sought:
            content = {
                person: {
                    "found": {str(kind): count for kind, count in each.found.items()},
                    "needles": to_json(each.needles),
                }
                for person, each in sought.items()
            }
            write_atomically(self.needles_file, json.dumps(content).encode(), private=True)
        elif self.needles_file.exists():
            self.needles_file.write_bytes(bytes(self.needles_file.stat().st_size))
            self.needles_file.unlink()

    def _write(self, entries: Sequence[LedgerEntry]) -> None:
        written = [_to_json(entry) for entry in entries]
        content = {"entries": written, "mac": self._mac(written).hex()}
        write_atomically(self.path, json.dumps(content, indent=1).encode(), private=True)

    def _mac(self, written: object) -> bytes:
        return self.vault.keyed_hash("ledger", canonical(written).encode())


def _to_json(entry: LedgerEntry) -> dict[str, Any]:
    return {
        "person": entry.person,
        "persons": sorted(entry.targets.persons),
        "photos": sorted(entry.targets.photos),
        "at": entry.at.isoformat(),
        "pending": entry.pending,
    }


def _entry(written: dict[str, Any]) -> LedgerEntry:
    return LedgerEntry(
        person=written["person"],
        targets=Targets(frozenset(written["persons"]), frozenset(written["photos"])),
        at=datetime.fromisoformat(written["at"]),
        pending=written["pending"],
    )
