"""Signs as minisign does, for tests; the program itself only checks signatures."""

from __future__ import annotations

import base64
import hashlib

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


class Signer:
    """A key pair made from a number."""

    def __init__(self, seed: int = 1) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32)
        self._id = bytes([seed]) * 8

    @property
    def public_key(self) -> str:
        """The line of base64 in a ``.pub`` file."""
        return base64.b64encode(b"Ed" + self._id + self._key.public_key().public_bytes_raw()).decode()

    def sign(self, content: bytes, comment: str = "timestamp:1") -> str:
        """Return the text of a ``.minisig`` file."""
        signature = self._key.sign(hashlib.blake2b(content).digest())
        whole = self._key.sign(signature + comment.encode())
        lines = ("untrusted comment: test", base64.b64encode(b"ED" + self._id + signature).decode())
        return "\n".join((*lines, f"trusted comment: {comment}", base64.b64encode(whole).decode(), ""))
