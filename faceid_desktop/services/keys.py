"""The ways into a gallery: adding, replacing and removing key slots. Nothing is encrypted anew for it."""

from __future__ import annotations

from faceid_desktop.errors import PasswordTooWeak, WrongKey
from faceid_desktop.gallery import keyslots
from faceid_desktop.gallery.keyslots import SlotRecord
from faceid_desktop.gallery.schema import SlotKind
from faceid_desktop.services.access import Action
from faceid_desktop.services.gallery import Gallery
from faceid_desktop.services.unlocking import Keeper

LEAST_CHARACTERS = 8
"""NIST SP 800-63B, 3.1.1.2: the least length of a password that a user chooses."""


def ways_in(gallery: Gallery) -> tuple[SlotRecord, ...]:
    """Return all key slots, the oldest first.

    Raises
    ------
    PermissionDenied
        If the actor's role does not allow it.
    """
    with gallery.read(Action.MANAGE_KEYS) as session:
        return keyslots.slots(session)


def add_passphrase(gallery: Gallery, passphrase: str) -> str:
    """Let a passphrase open the gallery; return the slot's uuid.

    Raises
    ------
    PermissionDenied
        If the actor's role does not allow it.
    PasswordTooWeak
        If it is too short.
    """
    require_length(passphrase)
    return _add(gallery, SlotKind.PASSPHRASE, passphrase)


def change_passphrase(gallery: Gallery, old: str, new: str) -> None:
    """Replace a passphrase; the slot of the old one is gone, every other row is as before.

    Raises
    ------
    PermissionDenied
        If the actor's role does not allow it.
    PasswordTooWeak
        If the new one is too short.
    WrongKey
        If the old one does not open the gallery.
    """
    require_length(new)
    with gallery.change(Action.MANAGE_KEYS) as change:
        slot = keyslots.slot_of(change.session, SlotKind.PASSPHRASE, old)
        keyslots.change_secret(change.session, gallery.vault.master_key(), slot, new)
        change.record("key.slot_removed", slot=slot, way=SlotKind.PASSPHRASE)
        change.record("key.slot_added", slot=slot, way=SlotKind.PASSPHRASE)
    gallery.store.checkpoint()


def add_recovery_code(gallery: Gallery) -> str:
    """Make a recovery code and return it; it is shown once and stored nowhere.

    Raises
    ------
    PermissionDenied
        If the actor's role does not allow it.
    """
    code = keyslots.new_recovery_code()
    _add(gallery, SlotKind.RECOVERY, code)
    return code


def keep_on_this_machine(gallery: Gallery, keeper: Keeper) -> SlotKind:
    """Let this machine open the gallery without asking: by its keyring, or a key file where it has none.

    Raises
    ------
    PermissionDenied
        If the actor's role does not allow it.
    GalleryDenied
        If the key file cannot be written.
    """
    gallery.actor.require(Action.MANAGE_KEYS)
    secret = keeper.keep(gallery.vault.gallery)
    _add(gallery, secret.kind, secret.text)
    return secret.kind


def remove(gallery: Gallery, slot: str) -> None:
    """Close one way into the gallery.

    The slot's bytes are overwritten in the file and in its journal. Copies and backups made before still have
    it; whoever holds one of them and the secret opens that copy.

    Parameters
    ----------
    gallery
        The unlocked gallery.
    slot
        Uuid of the slot, or its first digits as long as they name one slot only.

    Raises
    ------
    PermissionDenied
        If the actor's role does not allow it.
    WrongKey
        If there is no such slot, or several.
    LastKey
        If nobody could open the gallery any more.
    """
    with gallery.change(Action.MANAGE_KEYS) as change:
        named = [each for each in keyslots.slots(change.session) if slot and each.uuid.startswith(slot)]
        if len(named) != 1:
            raise WrongKey(kind=slot)
        keyslots.remove_slot(change.session, named[0].uuid)
        change.record("key.slot_removed", slot=named[0].uuid, way=named[0].kind)
    gallery.store.checkpoint()


def require_length(secret: str) -> None:
    """Refuse a secret that is guessed too easily.

    Raises
    ------
    PasswordTooWeak
        If it has fewer than `LEAST_CHARACTERS`.
    """
    if len(secret) < LEAST_CHARACTERS:
        raise PasswordTooWeak(least=LEAST_CHARACTERS)


def _add(gallery: Gallery, kind: SlotKind, secret: str) -> str:
    with gallery.change(Action.MANAGE_KEYS) as change:
        slot = keyslots.add_slot(change.session, gallery.vault.master_key(), kind, secret)
        change.record("key.slot_added", slot=slot, way=kind)
    return slot
