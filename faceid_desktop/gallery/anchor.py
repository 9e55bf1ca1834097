"""A note on the end of the audit chain, kept outside the database.

Somebody who cuts the end of the chain off, or puts an older copy of the whole database back, leaves a chain
that holds. The note tells: it has seen more events, or another one at its place. It carries a keyed hash of
its own, so that it cannot be made to fit. After a crash between a transaction and its note the note is some
valid events behind; it is never ahead of an honest chain.

A note that contradicts the chain is never overwritten by going on working: it is evidence, and stays until
an administrator accepts the present chain (`services.audit.accept`). Whoever can put back the database
*and* an older note of the same moment is not detected; only a copy out of his reach would tell.
"""

from __future__ import annotations

import hmac
import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sqlalchemy.orm import Session

from faceid_desktop.gallery.chain import Tip, hash_at
from faceid_desktop.gallery.chain import tip as end_of
from faceid_desktop.gallery.vault import Vault
from faceid_desktop.paths import write_atomically


class AnchorState(StrEnum):
    """How the note and the chain stand to each other."""

    HOLDS = "holds"
    """It names the last event or an earlier one of this chain."""
    FIRST = "first"
    """There is no note, and no event yet that it could name."""
    MISSING = "missing"
    """There is no note although there are events: the configuration folder was lost or cleared."""
    CUT = "cut"
    """It has seen more events than there are."""
    OTHER_CHAIN = "other_chain"
    """It has seen another event at its place."""
    UNREADABLE = "unreadable"
    """It is damaged or was not made with the gallery's key."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The note of one gallery.

    Parameters
    ----------
    path
        Its file.
    vault
        Holds the key of its keyed hash.
    """

    path: Path
    vault: Vault

    def state(self, session: Session) -> AnchorState:
        """Compare the note with the chain.

        Raises
        ------
        GalleryLocked
            If the keys are gone.
        """
        if not self.path.exists():
            return AnchorState.FIRST if end_of(session).count == 0 else AnchorState.MISSING
        noted = self._read()
        if noted is None:
            return AnchorState.UNREADABLE
        stored = hash_at(session, noted.count)
        if stored is None:
            return AnchorState.CUT
        return AnchorState.HOLDS if stored == noted.hash else AnchorState.OTHER_CHAIN

    def write(self, end: Tip) -> None:
        """Note the end of the chain, whatever was noted before.

        Raises
        ------
        GalleryLocked
            If the keys are gone.
        OSError
            If the note cannot be written.
        """
        note = {"count": end.count, "hash": end.hash.hex(), "mac": self._mac(end).hex()}
        write_atomically(self.path, json.dumps(note).encode(), private=True)

    def _read(self) -> Tip | None:
        try:
            note = json.loads(self.path.read_text(encoding="utf-8"))
            end, mac = Tip(int(note["count"]), bytes.fromhex(note["hash"])), bytes.fromhex(note["mac"])
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return end if hmac.compare_digest(mac, self._mac(end)) else None

    def _mac(self, end: Tip) -> bytes:
        return self.vault.keyed_hash("anchor", end.count.to_bytes(8, "big") + end.hash)
