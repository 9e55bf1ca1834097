"""A keyring is used only where the operating system protects it."""

from __future__ import annotations

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail, null

from faceid_desktop.gallery import keyring_slot
from tests.helpers.memory_keyring import MemoryKeyring


@pytest.mark.parametrize("backend", [fail.Keyring, null.Keyring, MemoryKeyring])
def test_backends_that_protect_nothing_are_not_used(
    monkeypatch: pytest.MonkeyPatch, backend: type[KeyringBackend]
) -> None:
    """A keyring that forgets, refuses, or that nobody vouches for (plain files) counts as none."""
    monkeypatch.setattr(keyring, "get_keyring", backend)
    assert keyring_slot.system_keyring() is None


def test_trusted_backend_is_found_alone_and_in_a_chain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of several backends the one of the operating system is taken, never the plain one before it."""
    trusted, plain = MemoryKeyring(), null.Keyring()
    name = f"{MemoryKeyring.__module__}.{MemoryKeyring.__qualname__}"
    monkeypatch.setattr(keyring_slot, "_TRUSTED", frozenset({name}))
    monkeypatch.setattr(keyring, "get_keyring", lambda: trusted)
    assert keyring_slot.system_keyring() is trusted
    chain = chainer.ChainerBackend()
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [plain, trusted])
    monkeypatch.setattr(keyring, "get_keyring", lambda: chain)
    assert keyring_slot.system_keyring() is trusted


def test_secret_is_kept_given_back_and_forgotten() -> None:
    """One entry for each gallery."""
    kept = MemoryKeyring()
    assert keyring_slot.store_secret(kept, "a" * 32, "secret of a")
    assert keyring_slot.store_secret(kept, "b" * 32, "secret of b")
    assert keyring_slot.read_secret(kept, "a" * 32) == "secret of a"
    keyring_slot.forget_secret(kept, "a" * 32)
    assert keyring_slot.read_secret(kept, "a" * 32) is None
    assert list(kept.kept.values()) == ["secret of b"]


def test_keyring_that_loses_or_refuses_counts_as_none() -> None:
    """A secret that is not given back must not be the only key; errors of a backend stay here."""
    assert not keyring_slot.store_secret(null.Keyring(), "a" * 32, "secret")
    assert not keyring_slot.store_secret(fail.Keyring(), "a" * 32, "secret")
    assert keyring_slot.read_secret(fail.Keyring(), "a" * 32) is None
    keyring_slot.forget_secret(fail.Keyring(), "a" * 32)
