"""The certificate of an erasure: what was deleted, what was searched for, what was found before and after.

It names no person, only the random identifier, and says what could not be reached. The gallery's keyed hash
lets whoever holds the gallery tell a genuine certificate from a changed one.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from enum import StrEnum
from typing import Any

from faceid_desktop.errors import CertificateInvalid
from faceid_desktop.gallery.chain import canonical
from faceid_desktop.gallery.needles import NeedleKind
from faceid_desktop.gallery.vault import Vault

SCHEMA = 1


class UnreachedKind(StrEnum):
    """Why something of the person may be left somewhere."""

    READER = "reader"
    """Another program looks at an older state of a database, whose journal could not be cut."""
    NO_ROOM = "no_room"
    """The disk was full or failed; free pages could not be dropped."""
    COPY = "copy"
    """A backup or copy that could not be rewritten: damaged, newer, or not writable."""
    UNREADABLE = "unreadable"
    """A file that could not be searched."""
    STILL_THERE = "still_there"
    """A file in which something was found afterwards."""
    EXPORT = "export"
    """An export made on that day: where it was taken is not known."""
    BACKUP = "backup"
    """A backup that was taken to another place on that day."""
    OUTSIDE = "outside"
    """What no program can look into: backups of the system, snapshots, worn cells of a flash disk."""


_ONLY_NAMED = frozenset({UnreachedKind.EXPORT, UnreachedKind.BACKUP, UnreachedKind.OUTSIDE})


@dataclass(frozen=True, slots=True)
class Unreached:
    """One thing that the erasure did not reach."""

    kind: UnreachedKind
    where: str = ""
    """A file below the data folder, or a day."""


@dataclass(frozen=True, slots=True)
class Found:
    """How many needles of a kind there are, and how many were found in any file."""

    sought: int
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class FileFinding:
    """How often probes of the needles occur in a file."""

    path: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Certificate:
    """What is known about one erasure."""

    gallery: str
    person: str
    ordered: datetime
    erased: datetime
    operator: str | None
    rows: Mapping[str, int]
    """Deleted rows by what they were."""
    needles: Mapping[NeedleKind, Found]
    files: tuple[FileFinding, ...]
    """Files in which anything was found."""
    searched: int
    """Number of files that were searched afterwards."""
    copies: int
    """Number of backups and copies that were rewritten."""
    unreached: tuple[Unreached, ...]
    audit_number: int
    """Event of the audit chain that tells of the proof."""
    audit_hash: str
    interrupted: bool = False
    """Whether it was finished after an interruption; what had been found before it is still counted."""
    signature: str = field(default="", compare=False)

    @property
    def found_before(self) -> int:
        """How many needles were found in any file before."""
        return sum(each.before for each in self.needles.values())

    @property
    def found_after(self) -> int:
        """How many needles were found in any file afterwards."""
        return sum(each.after for each in self.needles.values())

    @property
    def complete(self) -> bool:
        """Whether nothing is left in any file that the program keeps."""
        return self.found_after == 0 and all(each.kind in _ONLY_NAMED for each in self.unreached)


def signed(certificate: Certificate, vault: Vault) -> Certificate:
    """Return the certificate with the gallery's keyed hash over all of it.

    Raises
    ------
    GalleryLocked
        If the keys are gone.
    """
    values = {each.name: getattr(certificate, each.name) for each in fields(certificate)}
    return Certificate(**{**values, "signature": _signature(plain(certificate), vault)})


def plain(certificate: Certificate) -> dict[str, Any]:
    """Return the certificate as plain JSON values."""
    values = asdict(certificate)
    values["ordered"], values["erased"] = certificate.ordered.isoformat(), certificate.erased.isoformat()
    totals = {"found_before": certificate.found_before, "found_after": certificate.found_after}
    return {"schema": SCHEMA, "complete": certificate.complete, **totals, **values}


def to_json(certificate: Certificate) -> bytes:
    """Write a certificate as JSON."""
    return (json.dumps(plain(certificate), indent=2) + "\n").encode()


def check(content: bytes, vault: Vault) -> dict[str, Any]:
    """Read a certificate that `to_json` wrote and check its keyed hash.

    Raises
    ------
    CertificateInvalid
        If it was changed, is another gallery's or no certificate.
    """
    try:
        values = json.loads(content)
        genuine = hmac.compare_digest(values["signature"], _signature(values, vault))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise CertificateInvalid from error
    if not genuine:
        raise CertificateInvalid
    found: dict[str, Any] = values
    return found


def _signature(values: Mapping[str, Any], vault: Vault) -> str:
    content = canonical({name: value for name, value in values.items() if name != "signature"})
    return vault.keyed_hash("certificate", content.encode()).hex()
