"""From a secret to the master key: what the user gave, or what this machine keeps for him."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from faceid_desktop.errors import AttemptTooEarly, GalleryDenied, KeyMissing, OperatorNotFound, WrongKey
from faceid_desktop.gallery import keyring_slot, keyslots
from faceid_desktop.gallery.keyring_slot import Keyring
from faceid_desktop.gallery.opening import OpenFile
from faceid_desktop.gallery.places import GalleryPlaces
from faceid_desktop.gallery.queries import operators
from faceid_desktop.gallery.records import OperatorRecord
from faceid_desktop.gallery.schema import SlotKind
from faceid_desktop.gallery.store import GallerySession
from faceid_desktop.paths import write_atomically
from faceid_desktop.services.access import Actor

PASSPHRASE_VARIABLE = "FACEID_PASSPHRASE"  # noqa: S105 - a name

_FREE_ATTEMPTS = 3
_LONGEST_WAIT_S = 900


@dataclass(frozen=True, slots=True)
class Secret:
    """What somebody typed to open a gallery; never shown or logged."""

    kind: SlotKind
    text: str = field(repr=False)
    login: str | None = None
    """Whose password it is."""


class Protection(StrEnum):
    """What stands between a thief of the disk and the faces, the strongest first.

    A password or passphrase is asked for each time. The keyring opens with the user's login to the system. A
    key file protects copies of the database, not the whole disk: the key lies beside it.
    """

    PASSWORD = "password"  # noqa: S105 - a kind, not a password
    PASSPHRASE = "passphrase"  # noqa: S105
    KEYRING = "keyring"
    KEY_FILE = "key_file"


@dataclass(frozen=True, slots=True)
class Keeper:
    """Where this machine may keep a secret for the user: its keyring, the environment, a key file."""

    places: GalleryPlaces
    keyring: Keyring | None

    def remember(self, gallery: str) -> Secret:
        """Choose the best place for a new gallery and return the secret that opens it.

        A passphrase in the environment is a deliberate choice and goes first; then the keyring; where there
        is none, the key file.

        Raises
        ------
        GalleryDenied
            If the key file cannot be written.
        """
        passphrase = os.environ.get(PASSPHRASE_VARIABLE)
        if passphrase:
            return Secret(SlotKind.PASSPHRASE, passphrase)
        return self.keep(gallery)

    def keep(self, gallery: str) -> Secret:
        """Draw a secret that this machine keeps by itself, and return it.

        Raises
        ------
        GalleryDenied
            If the key file cannot be written.
        """
        if self.keyring is not None:
            kept = keyring_slot.read_secret(self.keyring, gallery)
            random = kept or keyslots.new_random_secret()
            if kept or keyring_slot.store_secret(self.keyring, gallery, random):
                return Secret(SlotKind.KEYRING, random)
        return Secret(SlotKind.KEY_FILE, self._key_file() or self._new_key_file())

    def recall(self, gallery: str, kinds: frozenset[SlotKind]) -> Secret | None:
        """Return a secret for a slot that the gallery has, None if this machine keeps none."""
        passphrase = os.environ.get(PASSPHRASE_VARIABLE)
        if passphrase and SlotKind.PASSPHRASE in kinds:
            return Secret(SlotKind.PASSPHRASE, passphrase)
        if self.keyring is not None and SlotKind.KEYRING in kinds:
            kept = keyring_slot.read_secret(self.keyring, gallery)
            if kept is not None:
                return Secret(SlotKind.KEYRING, kept)
        if SlotKind.KEY_FILE in kinds:
            kept = self._key_file()
            if kept is not None:
                return Secret(SlotKind.KEY_FILE, kept)
        return None

    def _key_file(self) -> str | None:
        try:
            return self.places.key_file.read_text(encoding="ascii").strip() or None
        except (OSError, ValueError):
            return None

    def _new_key_file(self) -> str:
        secret = keyslots.new_random_secret()
        try:
            write_atomically(self.places.key_file, f"{secret}\n".encode(), private=True)
        except OSError as error:
            where = str(self.places.key_file)
            raise GalleryDenied(path=where, why=error.strerror or str(error)) from error
        return secret


@dataclass(frozen=True, slots=True)
class Unlocked:
    """The master key, on whose behalf it was opened, and how often that failed before."""

    master: bytes = field(repr=False)
    actor: Actor
    kind: SlotKind
    failures: int = 0


def unlock(file: OpenFile, secret: Secret | None, keeper: Keeper, now: datetime) -> Unlocked:
    """Find the master key.

    Parameters
    ----------
    file
        The open gallery.
    secret
        What the user gave; None takes what this machine keeps for him, unless the gallery has operators: then
        somebody has to log in.
    keeper
        Where this machine may keep a secret.
    now
        The present moment; wrong passwords make the next attempt wait.

    Raises
    ------
    WrongKey
        If the secret does not open the gallery. A login that does not exist is not told apart.
    AttemptTooEarly
        If there were too many wrong passwords just before; ``seconds`` are left.
    KeyMissing
        If no secret was given and none is kept.
    """
    if secret is not None and secret.kind is SlotKind.PASSWORD:
        return _log_in(file, secret, now)
    with file.store.reading() as session:
        given = secret or _recall(session, file, keeper)
        return Unlocked(keyslots.open_with(session, given.kind, given.text), Actor(), given.kind)


def protection(session: GallerySession) -> Protection:
    """Return the weakest way into the gallery, which is what its protection is worth."""
    kinds = {slot.kind for slot in keyslots.slots(session)}
    weakest_first = reversed(Protection)
    return next((each for each in weakest_first if SlotKind(each.value) in kinds), Protection.PASSPHRASE)


def _recall(session: GallerySession, file: OpenFile, keeper: Keeper) -> Secret:
    kinds = frozenset(slot.kind for slot in keyslots.slots(session) if slot.operator is None)
    # Where accounts exist, everything that is done is done by one of them.
    kept = None if operators.everyone(session) else keeper.recall(file.uuid, kinds)
    if kept is None:
        raise KeyMissing(path=str(file.store.path))
    return kept


def _log_in(file: OpenFile, secret: Secret, now: datetime) -> Unlocked:
    login = secret.login or ""
    with file.store.reading() as session:
        account = _account(session, login)
        before = operators.attempts(session, login)
    if before.not_before is not None and now < before.not_before:
        raise AttemptTooEarly(seconds=round((before.not_before - now).total_seconds()))
    failures = before.failures
    try:
        with file.store.reading() as session:
            master = keyslots.open_with(session, secret.kind, secret.text, account.uuid)
    except WrongKey:
        _note(file, login, operators.Attempts(failures + 1, next_attempt(failures + 1, now)))
        raise
    if failures:
        _note(file, login, operators.Attempts())
    return Unlocked(master, Actor(account.uuid, account.role), secret.kind, failures)


def next_attempt(failures: int, now: datetime) -> datetime | None:
    """Return when the next password may be tried: after three free ones 2 s, 4 s, 8 s ... 15 min later."""
    if failures < _FREE_ATTEMPTS:
        return None
    return now + timedelta(seconds=min(2 ** (failures - _FREE_ATTEMPTS + 1), _LONGEST_WAIT_S))


def _account(session: GallerySession, login: str) -> OperatorRecord:
    try:
        account = operators.by_login(session, login)
    except OperatorNotFound as error:
        raise WrongKey(kind=SlotKind.PASSWORD) from error
    if not account.active:
        raise WrongKey(kind=SlotKind.PASSWORD)
    return account


def _note(file: OpenFile, login: str, attempts: operators.Attempts) -> None:
    with file.store.transaction() as session:
        operators.note_attempts(session, login, attempts)
