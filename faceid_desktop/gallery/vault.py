"""Keys and encryption of an unlocked gallery.

One random master key belongs to a gallery. It never encrypts data: it wraps a random **data key for each
person** (so that destroying 32 bytes makes all of a person's ciphertexts unreadable) and derives the keys
of keyed hashes. Everything is AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce; the associated data
name gallery, person, table, column and row, so that a ciphertext moved elsewhere does not open. Subkeys are
HKDF-SHA-256 (RFC 5869).

All primitives are those of ``cryptography``; how the master key itself is kept is `gallery.keyslots`'
matter.
"""

from __future__ import annotations

import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from faceid_desktop.errors import GalleryLocked, RecordTampered

KEY_BYTES = 32
NONCE_BYTES = 12
SEALED_V1 = b"\x01"
"""First byte of every ciphertext; a later format gets another one."""


def new_key() -> bytes:
    """Draw 32 random bytes from the system."""
    return os.urandom(KEY_BYTES)


def seal(cipher: AESGCM, plain: bytes, place: str) -> bytes:
    """Encrypt ``plain`` for one place: version byte, nonce, ciphertext and tag."""
    nonce = os.urandom(NONCE_BYTES)
    return SEALED_V1 + nonce + cipher.encrypt(nonce, plain, place.encode())


def unseal(cipher: AESGCM, sealed: bytes, place: str) -> bytes:
    """Decrypt what `seal` made for the same place.

    Raises
    ------
    RecordTampered
        If the bytes were changed, cut, moved here from elsewhere or made under another key.
    """
    if sealed[:1] != SEALED_V1:
        raise RecordTampered(place=place)
    try:
        nonce = sealed[1 : 1 + NONCE_BYTES]
        return cipher.decrypt(nonce, sealed[1 + NONCE_BYTES :], place.encode())
    except (InvalidTag, ValueError) as error:
        raise RecordTampered(place=place) from error


class PersonKey:
    """The data key of one person (or of one stranger's sighting).

    Parameters
    ----------
    owner
        Uuid of the person or sighting; part of the associated data of every ciphertext.
    key
        32 bytes.
    """

    __slots__ = ("_cipher", "owner")

    def __init__(self, owner: str, key: bytes) -> None:
        self.owner = owner
        self._cipher = AESGCM(key)

    def seal(self, plain: bytes, place: str) -> bytes:
        """Encrypt ``plain`` for ``place`` ("table.column/row uuid")."""
        return seal(self._cipher, plain, f"{self.owner}:{place}")

    def open(self, sealed: bytes, place: str) -> bytes:
        """Decrypt what `seal` made for the same owner and place.

        Raises
        ------
        RecordTampered
            If it does not belong here.
        """
        return unseal(self._cipher, sealed, f"{self.owner}:{place}")


class Vault:
    """The keys of an unlocked gallery; after `lock` every use raises `GalleryLocked`.

    Parameters
    ----------
    gallery
        The gallery's uuid.
    master
        The master key, 32 bytes.
    """

    def __init__(self, gallery: str, master: bytes) -> None:
        self.gallery = gallery
        self._master: bytes | None = master
        self._cipher: AESGCM | None = AESGCM(master)
        self._subkeys: dict[str, bytes] = {}

    @property
    def unlocked(self) -> bool:
        """Whether the keys are here."""
        return self._master is not None

    def lock(self) -> None:
        """Forget all keys."""
        self._master, self._cipher = None, None
        self._subkeys = {}

    def master_key(self) -> bytes:
        """Return the master key, for wrapping it into another slot.

        Raises
        ------
        GalleryLocked
            After `lock`.
        """
        if self._master is None:
            raise GalleryLocked
        return self._master

    def wrap_new_key(self, owner: str) -> tuple[PersonKey, bytes]:
        """Draw a data key for a person; return it and its wrapped form for the database.

        Raises
        ------
        GalleryLocked
            After `lock`.
        """
        key = new_key()
        return PersonKey(owner, key), seal(self._wrapper(), key, self._key_place(owner))

    def open_key(self, owner: str, wrapped: bytes) -> PersonKey:
        """Unwrap a data key.

        Raises
        ------
        GalleryLocked
            After `lock`.
        RecordTampered
            If the wrapped key is another owner's or was changed.
        """
        return PersonKey(owner, unseal(self._wrapper(), wrapped, self._key_place(owner)))

    def keyed_hash(self, purpose: str, content: bytes) -> bytes:
        """HMAC-SHA-256 (RFC 2104) under a key of its own for each purpose, 32 bytes.

        Raises
        ------
        GalleryLocked
            After `lock`.
        """
        if purpose not in self._subkeys:
            derivation = HKDF(SHA256(), KEY_BYTES, salt=self.gallery.encode(), info=purpose.encode())
            self._subkeys[purpose] = derivation.derive(self.master_key())
        return hmac.digest(self._subkeys[purpose], content, "sha256")

    def _wrapper(self) -> AESGCM:
        if self._cipher is None:
            raise GalleryLocked
        return self._cipher

    def _key_place(self, owner: str) -> str:
        return f"{self.gallery}:key/{owner}"
