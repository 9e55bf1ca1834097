"""An unlocked gallery in the hands of one operator: how every service reads and changes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from faceid_desktop.gallery import chain
from faceid_desktop.gallery.seals import reseal
from faceid_desktop.gallery.store import GallerySession, GalleryStore
from faceid_desktop.gallery.vault import Vault
from faceid_desktop.services.access import Action, Actor


def utc_now() -> datetime:
    """Return the present moment; services take it as an argument so that tests can set the clock."""
    return datetime.now(UTC)


@dataclass(slots=True)
class Change:
    """A transaction under way, and the events that tell of it."""

    session: GallerySession
    vault: Vault
    actor: Actor
    now: datetime
    end: chain.Tip | None = field(default=None, init=False)

    def record(self, kind: str, subject: str | None = None, **details: object) -> None:
        """Add an event to the audit chain, saved or lost together with the change itself.

        Parameters
        ----------
        kind
            What happened, ``object.verb``: ``person.added``.
        subject
            Uuid of the person it happened to. He gets a new revision and seal, which the event repeats, so
            that an older state of him cannot be put back unnoticed.
        **details
            Plain JSON values; never a name, a picture or a vector.
        """
        if subject is not None:
            seal = reseal(self.session, self.vault, subject, self.now)
            if seal is not None:
                details["seal"] = seal.hex()
        event = chain.Event(kind, self.actor.operator, subject, details)
        self.end = chain.append(self.session, self.vault, self.now, event)


@dataclass(frozen=True, slots=True, eq=False)
class Gallery:
    """An unlocked gallery.

    Parameters
    ----------
    store
        The open file.
    vault
        Its keys.
    actor
        On whose behalf everything is done.
    anchor
        Where the audit chain's end is noted, outside the database.
    clock
        Tells the time.
    """

    store: GalleryStore
    vault: Vault
    actor: Actor
    anchor: Path
    clock: Callable[[], datetime] = utc_now

    @contextmanager
    def change(self, action: Action) -> Iterator[Change]:
        """Change something: all of it and its audit events are saved, or nothing.

        Raises
        ------
        PermissionDenied
            If the actor's role does not allow the action.
        GalleryWriteFailed
            If it cannot be saved.
        """
        self.actor.require(action)
        with self.store.transaction() as session:
            change = Change(session, self.vault, self.actor, self.clock())
            yield change
        if change.end is not None:
            chain.write_anchor(self.anchor, change.end)

    @contextmanager
    def read(self, action: Action) -> Iterator[GallerySession]:
        """Look at one state of the gallery.

        Raises
        ------
        PermissionDenied
            If the actor's role does not allow the action.
        """
        self.actor.require(action)
        with self.store.reading() as session:
            yield session
