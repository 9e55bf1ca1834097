"""Putting a backup in the place of the gallery: everything is checked before, and nothing is lost.

The backup is copied, brought to the present schema, unlocked, looked through and cleared of everybody who was
erased since, all beside the gallery. Only then does it take the gallery's name, in one step; what was there
is kept among the copies.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from faceid_desktop.errors import OutputError
from faceid_desktop.gallery import backup as copies
from faceid_desktop.gallery import chain, files
from faceid_desktop.gallery.anchor import Anchor
from faceid_desktop.gallery.backup import Contents
from faceid_desktop.gallery.keyring_slot import Keyring, system_keyring
from faceid_desktop.gallery.lockfile import GalleryLock
from faceid_desktop.gallery.opening import OpenFile, open_locked
from faceid_desktop.gallery.places import GalleryPlaces
from faceid_desktop.gallery.vault import Vault
from faceid_desktop.paths import AppPaths
from faceid_desktop.services.access import Action
from faceid_desktop.services.gallery import Gallery, utc_now
from faceid_desktop.services.operators import require_audited_role
from faceid_desktop.services.privacy import replay_ledger
from faceid_desktop.services.unlocking import Keeper, Secret, unlock


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did."""

    gallery: str
    """Uuid of the gallery that is now in place."""
    contents: Contents
    """What was in the backup."""
    erased_again: tuple[str, ...]
    """Persons of the backup who had been erased since it was made; they are gone once more."""
    replaced: Path | None
    """The gallery that was there before, None if there was none."""


def restore(
    paths: AppPaths,
    backup: Path,
    secret: Secret | None = None,
    clock: Callable[[], datetime] = utc_now,
    keyring: Callable[[], Keyring | None] = system_keyring,
) -> Restored:
    """Put a backup in the place of the gallery, which must not be open.

    Parameters
    ----------
    paths
        The user's folders.
    backup
        A file made by `services.backups`, or one of the copies made before a migration.
    secret
        Opens the backup, with what was valid when it was made; None takes what this machine keeps.
    clock
        Tells the time.
    keyring
        Finds the system's keyring.

    Raises
    ------
    BackupInvalid, GalleryTooNew
        If it is damaged, tampered with, no gallery, or too new.
    GalleryInUse
        If a program has the gallery open.
    WrongKey, KeyMissing, PermissionDenied
        If the secret does not open it, or its owner may not restore.
    OutputError
        If there is no room; the present gallery is as before after this and each of the others.
    """
    places = GalleryPlaces(paths)
    copies.identify(backup)
    lock = GalleryLock(places.database)
    lock.take()
    try:
        with _staged(places, backup):
            return _restore(places, lock, secret, Keeper(places, keyring()), clock)
    finally:
        lock.release()


@contextmanager
def _staged(places: GalleryPlaces, backup: Path) -> Iterator[None]:
    """Keep a copy of the backup beside the gallery, for as long as it has not taken its place."""
    try:
        copies.copy_out(backup, places.staged)
        yield
    except OSError as error:
        why = error.strerror or str(error)
        raise OutputError(path=str(places.staged), why=why) from error
    finally:
        files.remove_database(places.staged)


def _restore(
    places: GalleryPlaces,
    lock: GalleryLock,
    secret: Secret | None,
    keeper: Keeper,
    clock: Callable[[], datetime],
) -> Restored:
    file = open_locked(places.staged, lock, keep_copy=False)
    staged = places.staged_anchor(file.uuid)
    try:
        try:
            contents, again = _prepare(file, places, secret, keeper, clock)
        finally:
            file.store.close()
        replaced = copies.set_aside(places.database, clock())
    except BaseException:
        staged.unlink(missing_ok=True)
        raise
    # From here on the next opening finds out how far it came, and keeps or drops the staged note.
    files.put_in_place(places.staged, places.database)
    staged.replace(places.anchor(file.uuid))
    return Restored(file.uuid, contents, again, replaced)


def _prepare(
    file: OpenFile,
    places: GalleryPlaces,
    secret: Secret | None,
    keeper: Keeper,
    clock: Callable[[], datetime],
) -> tuple[Contents, tuple[str, ...]]:
    """Unlock the staged gallery, look through it, erase who was erased since, and tell of it in its chain."""
    opened = unlock(file, secret, keeper, clock())
    opened.actor.require(Action.RESTORE)
    vault = Vault(file.uuid, opened.master)
    contents = copies.look_through(file.store.path, vault)
    anchor = Anchor(places.staged_anchor(file.uuid), vault)
    with file.store.reading() as session:
        require_audited_role(session, vault, opened.actor)
        anchor.write(chain.tip(session))
    gallery = Gallery(file.store, vault, opened.actor, anchor.path, clock)
    again = replay_ledger(gallery, places.paths)
    with gallery.change(Action.RESTORE) as change:
        change.record("gallery.restored", events=contents.events, erased_again=len(again))
    return contents, again
