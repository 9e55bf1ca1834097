"""Signatures of announcements: the real format, and nothing that differs from it by a bit."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceid_desktop.gallery.minisign import BadSignature, verify
from tests.helpers.signing import Signer

# Made by minisign itself: the example of the project minisign-verify.
KEY = "RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3"
SIGNATURE = (
    "untrusted comment: signature from minisign secret key\n"
    "RUQf6LRCGA9i559r3g7V1qNyJDApGip8MfqcadIgT9CuhV3EMhHoN1mGTkUidF/z7SrlQgXdy8ofjb7bNJJylDOocrCo8KLzZwo=\n"
    "trusted comment: timestamp:1556193335\tfile:test\n"
    "y/rUw2y8/hOUYjZU71eHp/Wo1KZ40fGy2VJEDl34XMJM+TX48Ss/17u3IvIfbVR1FkZZSNCisQbuQY+bHwhEBg==\n"
)


def test_a_signature_by_minisign_itself_is_accepted() -> None:
    """The trusted comment of a file that minisign signed comes back."""
    assert verify(b"test", SIGNATURE, KEY) == "timestamp:1556193335\tfile:test"


@given(content=st.binary(max_size=200), comment=st.text(st.characters(codec="ascii", categories=["L", "N"])))
def test_what_was_signed_is_accepted(content: bytes, comment: str) -> None:
    """Signing and checking fit together for any content."""
    signer = Signer()
    assert verify(content, signer.sign(content, comment), signer.public_key) == comment


@given(place=st.integers(0, 10_000))
def test_a_single_flipped_bit_is_refused(place: int) -> None:
    """No bit of content, signature or trusted comment can be changed."""
    signer, content = Signer(), b'{"version": "9.9.9"}'
    lines = signer.sign(content).splitlines()
    parts = [bytearray(content), bytearray(base64.b64decode(lines[1])), bytearray(base64.b64decode(lines[3]))]
    which, bit = place % 3, place // 3
    parts[which][bit // 8 % len(parts[which])] ^= 1 << bit % 8
    text = [lines[0], base64.b64encode(parts[1]).decode(), lines[2], base64.b64encode(parts[2]).decode()]
    with pytest.raises(BadSignature):
        verify(bytes(parts[0]), "\n".join(text), signer.public_key)


@pytest.mark.parametrize(
    ("signature", "why"),
    [
        (Signer(2).sign(b"content"), "key"),
        (Signer().sign(b"content").replace("timestamp:1", "timestamp:2"), "signature"),
        (SIGNATURE.replace("RUQf", "RWQf"), "format"),  # the older kind, of the file itself
        ("", "format"),
        ("untrusted comment: a\n!!!\ntrusted comment: b\n!!!", "format"),
        ("untrusted comment: a\nAAAA\ntrusted comment: b\nAAAA", "format"),
        ("untrusted comment: ü\nü\ntrusted comment: ü\nü", "format"),
    ],
)
def test_what_is_wrong_is_told(signature: str, why: str) -> None:
    """Another key, a changed comment and what is no signature at all are told apart."""
    with pytest.raises(BadSignature, match=f"^{why}$"):
        verify(b"content", signature, Signer().public_key)
