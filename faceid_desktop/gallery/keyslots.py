"""Key slots: ways to the master key of a gallery, each opened by one secret.

A slot holds the master key encrypted (AES-256-GCM) under a key derived from the secret: by argon2id (RFC
9106) where a human chose or types it, by HKDF-SHA-256 (RFC 5869) where it is 32 random bytes. The
associated data name gallery, slot, kind, operator and derivation, so that a slot altered or moved to
another operator does not open. Changing a password rewrites one slot and nothing else.

What a changed password does not do: whoever holds an older copy of the file *and* the older password still
opens that copy.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import unicodedata
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from faceid_desktop.errors import LastKey, OperatorNotFound, RecordTampered, WrongKey
from faceid_desktop.gallery.integrity import UUID_SETTING
from faceid_desktop.gallery.queries import settings
from faceid_desktop.gallery.schema import KeySlot, Operator, SlotKind
from faceid_desktop.gallery.vault import KEY_BYTES, new_key, seal, unseal

_RANDOM_SECRETS = frozenset({SlotKind.KEYRING, SlotKind.KEY_FILE})
_SALT_BYTES = 16

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Base32 without I, L, O and U (https://www.crockford.com/base32.html)."""
_CODE_RANDOM, _CODE_CHECK, _CODE_GROUP = 38, 2, 5
"""Characters of a recovery code: 190 random bits, 10 bits that catch slips of the pen, groups of five."""


@dataclass(frozen=True, slots=True)
class Argon2Cost:
    """What one guess costs: passes, memory and lanes; the default is RFC 9106's for modest machines."""

    time: int = 3
    memory_kib: int = 64 * 1024
    parallelism: int = 4

    def acceptable(self) -> bool:
        """Tell whether it is within reason; a forged slot could ask for all memory of the machine."""
        return 1 <= self.time <= 64 and 8 <= self.memory_kib <= 2**20 and 1 <= self.parallelism <= 16


DEFAULT_COST = Argon2Cost()


@dataclass(frozen=True, slots=True)
class SlotRecord:
    """A slot as an administrator sees it."""

    uuid: str
    kind: SlotKind
    operator: str | None
    created: datetime


def add_slot(
    session: Session,
    master: bytes,
    kind: SlotKind,
    secret: str,
    operator: str | None = None,
    cost: Argon2Cost = DEFAULT_COST,
) -> str:
    """Make a way to the master key and return the slot's uuid.

    Parameters
    ----------
    session
        A transaction.
    master
        The master key, 32 bytes.
    kind
        What the secret is.
    secret
        Password, passphrase or recovery code; 64 hex digits for a keyring or a key file.
    operator
        Uuid of the account whose password it is.
    cost
        Of argon2id; kept in the slot, so that it can be raised later.

    Raises
    ------
    OperatorNotFound
        If there is no such account.
    """
    slot = KeySlot(
        uuid=uuid4().hex,
        kind=kind,
        operator_id=None if operator is None else _operator_id(session, operator),
        created=datetime.now(UTC),
    )
    _wrap(session, slot, master, secret, operator, cost)
    session.add(slot)
    session.flush()
    return slot.uuid


def change_secret(
    session: Session, master: bytes, slot: str, secret: str, cost: Argon2Cost = DEFAULT_COST
) -> None:
    """Let another secret of the same kind open a slot; no other row is touched.

    Raises
    ------
    WrongKey
        If there is no such slot.
    """
    row = session.get(KeySlot, slot)
    if row is None:
        raise WrongKey(kind="")
    _wrap(session, row, master, secret, _operator_of(session, row), cost)
    session.flush()


def open_with(session: Session, kind: SlotKind, secret: str, operator: str | None = None) -> bytes:
    """Return the master key.

    Parameters
    ----------
    session
        Reads the slots.
    kind
        Which slots to try.
    secret
        As for `add_slot`; a recovery code may be typed in small letters, without hyphens, with O for 0.
    operator
        Uuid of the account that logs in; None tries slots that belong to nobody.

    Raises
    ------
    WrongKey
        If no slot of that kind opens; nothing is changed.
    RecordTampered
        If a slot asks for an impossible derivation.
    """
    return _find(session, kind, secret, operator)[1]


def slot_of(session: Session, kind: SlotKind, secret: str, operator: str | None = None) -> str:
    """Return the uuid of the slot that a secret opens.

    Raises
    ------
    WrongKey, RecordTampered
        As `open_with`.
    """
    return _find(session, kind, secret, operator)[0]


def remove_slot(session: Session, slot: str) -> None:
    """Close a way to the master key; nothing happens if there is no such slot.

    Raises
    ------
    LastKey
        If it is the only one.
    """
    row = session.get(KeySlot, slot)
    if row is None:
        return
    if session.scalar(select(func.count(KeySlot.uuid))) == 1:
        raise LastKey(kind=row.kind)
    session.delete(row)
    session.flush()


def slots(session: Session) -> tuple[SlotRecord, ...]:
    """Return all slots, the oldest first."""
    rows = session.scalars(select(KeySlot).order_by(KeySlot.created, KeySlot.uuid)).all()
    return tuple(
        SlotRecord(row.uuid, SlotKind(row.kind), _operator_of(session, row), row.created) for row in rows
    )


def new_random_secret() -> str:
    """Draw the secret of a keyring or key-file slot: 32 bytes as hex."""
    return new_key().hex()


def new_recovery_code() -> str:
    """Draw a code to be printed and locked away: eight groups of five characters."""
    random = "".join(secrets.choice(_CROCKFORD) for _ in range(_CODE_RANDOM))
    code = random + _check_characters(random)
    return "-".join(code[at : at + _CODE_GROUP] for at in range(0, len(code), _CODE_GROUP))


def recovery_code_is_whole(code: str) -> bool:
    """Tell whether a typed recovery code can be one: right length, right check characters."""
    plain = _plain_code(code)
    random = plain[:_CODE_RANDOM]
    return len(plain) == _CODE_RANDOM + _CODE_CHECK and plain[_CODE_RANDOM:] == _check_characters(random)


def _find(session: Session, kind: SlotKind, secret: str, operator: str | None) -> tuple[str, bytes]:
    """Return the slot that a secret opens and the master key in it."""
    owner = None if operator is None else _operator_id(session, operator)
    rows = session.scalars(
        select(KeySlot).where(KeySlot.kind == kind, KeySlot.operator_id == owner).order_by(KeySlot.created)
    )
    for row in rows.all():
        cipher = AESGCM(_derive(kind, secret, row))
        try:
            return row.uuid, unseal(cipher, row.wrapped, _place(session, row, operator))
        except RecordTampered:
            continue
    raise WrongKey(kind=kind)


def _wrap(
    session: Session, slot: KeySlot, master: bytes, secret: str, operator: str | None, cost: Argon2Cost
) -> None:
    kind, salt = SlotKind(slot.kind), secrets.token_bytes(_SALT_BYTES)
    derivation: dict[str, Any] = {"name": "hkdf-sha256", "salt": salt.hex()}
    if kind not in _RANDOM_SECRETS:
        derivation = {"name": "argon2id", "salt": salt.hex(), **asdict(cost)}
    slot.kdf = json.dumps(derivation, sort_keys=True)
    slot.wrapped = seal(AESGCM(_derive(kind, secret, slot)), master, _place(session, slot, operator))


def _derive(kind: SlotKind, secret: str, slot: KeySlot) -> bytes:
    try:
        stored = json.loads(slot.kdf)
        salt, typed = bytes.fromhex(stored["salt"]), _normalised(kind, secret)
        if stored["name"] == "hkdf-sha256" and kind in _RANDOM_SECRETS:
            return HKDF(SHA256(), KEY_BYTES, salt=salt, info=f"slot/{kind}".encode()).derive(typed)
        cost = Argon2Cost(int(stored["time"]), int(stored["memory_kib"]), int(stored["parallelism"]))
    except (ValueError, KeyError, TypeError) as error:
        raise RecordTampered(place=f"key_slot/{slot.uuid}") from error
    if stored["name"] != "argon2id" or not cost.acceptable():
        raise RecordTampered(place=f"key_slot/{slot.uuid}")
    return _argon2id(typed, salt, cost)


def _argon2id(secret: bytes, salt: bytes, cost: Argon2Cost) -> bytes:
    from argon2.low_level import Type, hash_secret_raw

    return hash_secret_raw(
        secret, salt, cost.time, cost.memory_kib, cost.parallelism, hash_len=KEY_BYTES, type=Type.ID
    )


def _normalised(kind: SlotKind, secret: str) -> bytes:
    """Give a secret one spelling: two keyboards may send the same letters as different code points."""
    if kind is SlotKind.RECOVERY:
        return _plain_code(secret).encode()
    return unicodedata.normalize("NFC", secret).encode()


def _plain_code(code: str) -> str:
    bare = "".join(letter for letter in code.upper() if letter.isalnum())
    return bare.translate(str.maketrans("OIL", "011"))


def _check_characters(random: str) -> str:
    digest = hashlib.sha256(random.encode()).digest()
    return "".join(_CROCKFORD[byte % 32] for byte in digest[:_CODE_CHECK])


def _place(session: Session, slot: KeySlot, operator: str | None) -> str:
    gallery = settings.get(session, UUID_SETTING)
    return f"{gallery}:slot/{slot.uuid}/{slot.kind}/{operator or ''}/{slot.kdf}"


def _operator_id(session: Session, operator: str) -> int:
    found = session.scalar(select(Operator.id).where(Operator.uuid == operator))
    if found is None:
        raise OperatorNotFound(login=operator)
    return found


def _operator_of(session: Session, slot: KeySlot) -> str | None:
    owner = slot.operator_id
    return None if owner is None else session.scalar(select(Operator.uuid).where(Operator.id == owner))
