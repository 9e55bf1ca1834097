"""An unlocked gallery in the hands of one operator: how every service reads and changes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from faceid_desktop.gallery import chain
from faceid_desktop.gallery.anchor import Anchor, AnchorState
from faceid_desktop.gallery.seals import reseal
from faceid_desktop.gallery.store import GallerySession, GalleryStore
from faceid_desktop.gallery.vault import Vault
from faceid_desktop.logs import logger
from faceid_desktop.services.access import Action, Actor

_log = logger("gallery")


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
    anchor: Anchor
    end: chain.Tip | None = field(default=None, init=False)
    contradicted: bool = field(default=False, init=False)
    """Whether the note on the chain's end does not fit the chain; it is then kept as it is."""

    def record(self, kind: str, subject: str | None = None, **details: object) -> chain.Tip:
        """Add an event to the audit chain, saved or lost together with the change itself; return its end.

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
        if self.end is None:
            self._look_at_anchor()
        return self._append(chain.Event(kind, self.actor.operator, subject, details))

    def _look_at_anchor(self) -> None:
        state = self.anchor.state(self.session)
        if state is AnchorState.MISSING:
            # From here on there will be a note again; that there was none stays known.
            self._append(chain.Event("audit.anchor_missing"))
        self.contradicted = state in (AnchorState.CUT, AnchorState.OTHER_CHAIN, AnchorState.UNREADABLE)

    def _append(self, event: chain.Event) -> chain.Tip:
        self.end = chain.append(self.session, self.vault, self.now, event, self.end)
        return self.end


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

    def as_program(self) -> Gallery:
        """Return the gallery for what the program does by itself, whatever the role of its operator.

        The operator, if there is one, stays named in the audit chain.
        """
        return replace(self, actor=Actor(self.actor.operator))

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
            change = Change(session, self.vault, self.actor, self.clock(), Anchor(self.anchor, self.vault))
            yield change
        self._note_end(change)

    def _note_end(self, change: Change) -> None:
        if change.end is None:
            return
        if change.contradicted:
            _log.warning("the audit chain does not fit its anchor; the anchor is kept")
            return
        try:
            change.anchor.write(change.end)
        except OSError as error:
            # The change is saved. A note that is some events behind still holds.
            _log.warning("the audit anchor was not written: %s", error.strerror)

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
