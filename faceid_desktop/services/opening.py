"""Finding, beginning, unlocking and closing the gallery of a user's folders."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from faceid_desktop.errors import GalleryError, OutputError
from faceid_desktop.gallery import chain, keyslots
from faceid_desktop.gallery import opening as files
from faceid_desktop.gallery.anchor import Anchor, AnchorState
from faceid_desktop.gallery.keyring_slot import Keyring, system_keyring
from faceid_desktop.gallery.opening import OpenFile, OpeningWarning
from faceid_desktop.gallery.places import GalleryPlaces
from faceid_desktop.gallery.schema import SlotKind
from faceid_desktop.gallery.store import GallerySession
from faceid_desktop.gallery.vault import Vault, new_key
from faceid_desktop.logs import logger
from faceid_desktop.paths import AppPaths
from faceid_desktop.services.access import Action, Actor
from faceid_desktop.services.audit import AuditReport, Depth, verify
from faceid_desktop.services.gallery import Gallery, utc_now
from faceid_desktop.services.operators import require_audited_role
from faceid_desktop.services.privacy import finish_pending
from faceid_desktop.services.retention import let_go
from faceid_desktop.services.unlocking import Keeper, Protection, Secret, Unlocked, protection, unlock

_log = logger("gallery")


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class OpenGallery(Gallery):
    """An unlocked gallery together with its file, until `close_gallery`.

    Parameters
    ----------
    file
        The open, locked file.
    protection
        What the gallery's encryption is worth, see `Protection`.
    audit
        What a look at the audit chain and its anchor found before anything was added to it.
    """

    file: OpenFile
    protection: Protection
    audit: AuditReport

    @property
    def warnings(self) -> tuple[OpeningWarning, ...]:
        """What the operator should know about the file."""
        return self.file.warnings


def open_gallery(
    paths: AppPaths,
    secret: Secret | None = None,
    create: bool = False,
    clock: Callable[[], datetime] = utc_now,
    keyring: Callable[[], Keyring | None] = system_keyring,
) -> OpenGallery:
    """Open and unlock the gallery of these folders, or begin one.

    The audit chain is verified (10 us an event). A gallery whose chain is broken opens all the same, since it
    has to be looked at to find out why; `OpenGallery.audit` tells, and whoever shows the gallery says so.
    Interrupted erasures are finished, and what the rules let go goes (`services.retention`).

    Parameters
    ----------
    paths
        The user's folders.
    secret
        A passphrase, recovery code or login with password; None takes what this machine keeps for the user
        (the environment's passphrase, the keyring, the key file).
    create
        Begin a gallery if there is none. Without a secret this machine keeps a new one.
    clock
        Tells the time.
    keyring
        Finds the system's keyring.

    Raises
    ------
    GalleryMissing
        If there is none and none is to be begun.
    GalleryInUse, GalleryDenied, GalleryForeign, GalleryTooNew, GalleryCorrupt
        If the file cannot be used; it is left as it is.
    WrongKey, KeyMissing, AttemptTooEarly
        If it cannot be unlocked; nothing is changed.
    """
    places = GalleryPlaces(paths)
    keeper = Keeper(places, keyring())
    if create and not places.database.exists():
        return _begin(places, keeper, secret, clock)
    file = files.open_file(places.database)
    try:
        gallery = unlock_file(file, places, secret, keeper, clock)
        if file.migrated_from is not None:
            with gallery.as_program().change(Action.MANAGE_KEYS) as change:
                change.record("gallery.migrated", revision=file.migrated_from)
        _finish_erasures(gallery, paths)
    except BaseException:
        file.close()
        raise
    return gallery


def unlock_file(
    file: OpenFile,
    places: GalleryPlaces,
    secret: Secret | None,
    keeper: Keeper,
    clock: Callable[[], datetime] = utc_now,
) -> OpenGallery:
    """Unlock a file that is already open: at the start, and again after `lock_gallery`.

    Raises
    ------
    WrongKey, KeyMissing, AttemptTooEarly
        If it cannot be unlocked.
    RecordTampered
        If the operator's role was changed from outside.
    """
    opened = unlock(file, secret, keeper, clock())
    _finish_restore(file, places, Vault(file.uuid, opened.master))
    gallery = _gallery(file, places, Vault(file.uuid, opened.master), opened.actor, clock)
    with file.store.reading() as session:
        require_audited_role(session, gallery.vault, opened.actor)
    _tell(gallery, opened)
    return gallery


def lock_gallery(gallery: OpenGallery) -> None:
    """Forget the keys; the file stays open and ours. Every use of the gallery raises `GalleryLocked` now."""
    if gallery.vault.unlocked:
        with gallery.as_program().change(Action.MANAGE_KEYS) as change:
            change.record("gallery.locked")
        gallery.vault.lock()


def close_gallery(gallery: OpenGallery) -> None:
    """Forget the keys, write the journal into the file and release it."""
    gallery.vault.lock()
    gallery.file.close()


def _begin(
    places: GalleryPlaces, keeper: Keeper, secret: Secret | None, clock: Callable[[], datetime]
) -> OpenGallery:
    if secret is not None and secret.kind is SlotKind.PASSWORD:
        raise ValueError("a gallery begins without operators, so nobody's password can open it")
    master = new_key()

    def fill(session: GallerySession, uuid: str) -> None:
        chosen = secret or keeper.remember(uuid)
        keyslots.add_slot(session, master, chosen.kind, chosen.text)
        vault = Vault(uuid, master)
        created = chain.Event("gallery.created", details={"slot": chosen.kind})
        end = chain.append(session, vault, clock(), created)
        Anchor(places.anchor(uuid), vault).write(end)

    file = files.create(places.database, fill)
    return _gallery(file, places, Vault(file.uuid, master), Actor(), clock)


def _gallery(
    file: OpenFile, places: GalleryPlaces, vault: Vault, actor: Actor, clock: Callable[[], datetime]
) -> OpenGallery:
    with file.store.reading() as session:
        worth = protection(session)
    anchor = places.anchor(file.uuid)
    report = verify(Gallery(file.store, vault, actor, anchor, clock).as_program(), Depth.CHAIN)
    return OpenGallery(file.store, vault, actor, anchor, clock, file=file, protection=worth, audit=report)


def _finish_restore(file: OpenFile, places: GalleryPlaces, vault: Vault) -> None:
    """Let the anchor follow a database that was restored just before the program died."""
    staged = places.staged_anchor(file.uuid)
    if not staged.exists():
        return
    with file.store.reading() as session:
        ours = Anchor(staged, vault).state(session) is AnchorState.HOLDS
    if ours:
        staged.replace(places.anchor(file.uuid))
    else:
        staged.unlink(missing_ok=True)


def _finish_erasures(gallery: OpenGallery, paths: AppPaths) -> None:
    """Carry out what was ordered and not finished; what hinders it must not keep the gallery closed."""
    try:
        finish_pending(gallery, paths)
        let_go(gallery, paths)
    except (GalleryError, OutputError) as error:
        _log.warning("an interrupted erasure is still not finished: %s", error)


def _tell(gallery: OpenGallery, opened: Unlocked) -> None:
    """Write down who opened the gallery, and what happened before there was a key to write it with."""
    with gallery.as_program().change(Action.MANAGE_KEYS) as change:
        if opened.failures:
            change.record("login.failed", times=opened.failures)
        if opened.kind is SlotKind.PASSWORD:
            change.record("login.succeeded")
        change.record("gallery.unlocked", slot=opened.kind)
