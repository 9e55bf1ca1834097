"""Checking minisign signatures (jedisct1.github.io/minisign): Ed25519 over the BLAKE2b-512 hash of a file.

It stands in this layer because only this one may use ``cryptography``. The older kind of signature, of the
file itself, is refused: nobody has to make it any more, and one kind is easier to be right about.
"""

from __future__ import annotations

import base64
import binascii
import hashlib

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

_KEY_ALGORITHM, _SIGNATURE_ALGORITHM = b"Ed", b"ED"
_ID_BYTES = 8
_KEY_BYTES, _SIGNATURE_BYTES = 32, 64
_UNTRUSTED, _TRUSTED = "untrusted comment: ", "trusted comment: "


class BadSignature(Exception):
    """The content is not what the owner of the key signed; the text is a code: format, key or signature."""


def verify(content: bytes, signature: str, public_key: str) -> str:
    """Check that the owner of a key signed exactly this content.

    Parameters
    ----------
    content
        All bytes of the signed file.
    signature
        The text of its ``.minisig`` file.
    public_key
        The line of base64 in the ``.pub`` file.

    Returns
    -------
    str
        The trusted comment, which is signed as well.

    Raises
    ------
    BadSignature
        If anything about it is not right.
    """
    key_id, key = _split(public_key, _KEY_ALGORITHM, _KEY_BYTES)
    lines = signature.splitlines()
    if len(lines) != 4 or not lines[0].startswith(_UNTRUSTED) or not lines[2].startswith(_TRUSTED):
        raise BadSignature("format")
    signer, signed = _split(lines[1], _SIGNATURE_ALGORITHM, _SIGNATURE_BYTES)
    if signer != key_id:
        raise BadSignature("key")
    comment = lines[2].removeprefix(_TRUSTED)
    owner = Ed25519PublicKey.from_public_bytes(key)
    try:
        owner.verify(signed, hashlib.blake2b(content).digest())
        owner.verify(_decode(lines[3]), signed + comment.encode())
    except InvalidSignature:
        raise BadSignature("signature") from None
    return comment


def _split(line: str, algorithm: bytes, length: int) -> tuple[bytes, bytes]:
    """Return the key's number and what follows it."""
    raw = _decode(line)
    if len(raw) != len(algorithm) + _ID_BYTES + length or not raw.startswith(algorithm):
        raise BadSignature("format")
    return raw[len(algorithm) : len(algorithm) + _ID_BYTES], raw[len(algorithm) + _ID_BYTES :]


def _decode(line: str) -> bytes:
    try:
        return base64.b64decode(line.strip(), validate=True)
    except (binascii.Error, ValueError):
        raise BadSignature("format") from None
