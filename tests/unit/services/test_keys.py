"""Ways into a gallery are changed by whoever may, are told in the audit chain, and leave no old bytes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from faceid_desktop.errors import LastKey, PasswordTooWeak, PermissionDenied, WrongKey
from faceid_desktop.gallery import chain, keyslots
from faceid_desktop.gallery.keyslots import Argon2Cost
from faceid_desktop.gallery.places import GalleryPlaces
from faceid_desktop.gallery.schema import KeySlot, Role, SlotKind
from faceid_desktop.paths import app_paths
from faceid_desktop.services import keys
from faceid_desktop.services.access import Actor
from faceid_desktop.services.opening import OpenGallery, close_gallery, open_gallery
from faceid_desktop.services.unlocking import Keeper
from tests.helpers.memory_keyring import MemoryKeyring

CHEAP = Argon2Cost(time=1, memory_kib=8, parallelism=1)


@pytest.fixture
def gallery(isolated_data: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenGallery]:
    """A gallery with a key file; secrets cost little."""
    monkeypatch.setattr(keyslots.add_slot, "__defaults__", (None, CHEAP))
    monkeypatch.setattr(keyslots.change_secret, "__defaults__", (CHEAP,))
    opened = open_gallery(app_paths(isolated_data), create=True, keyring=lambda: None)
    yield opened
    close_gallery(opened)


def wrapped(gallery: OpenGallery, slot: str) -> bytes:
    """Return the wrapped master key of a slot."""
    with gallery.store.reading() as session:
        row = session.get(KeySlot, slot)
        assert row is not None
        return row.wrapped


def told(gallery: OpenGallery) -> list[tuple[str, object]]:
    """Return the events about keys."""
    with gallery.store.reading() as session:
        return [
            (entry.kind, entry.details["way"])
            for entry in chain.entries(session)
            if entry.kind.startswith("key.")
        ]


def bytes_of(gallery: OpenGallery) -> bytes:
    """Return everything in the gallery's folder."""
    return b"".join(path.read_bytes() for path in gallery.store.path.parent.iterdir() if path.is_file())


def test_changes_are_told_without_the_secrets(gallery: OpenGallery) -> None:
    """Adding, replacing and removing leave events with the kind of slot, and nothing that opens it."""
    slot = keys.add_passphrase(gallery, "first passphrase")
    keys.change_passphrase(gallery, "first passphrase", "second passphrase")
    code = keys.add_recovery_code(gallery)
    keys.remove(gallery, slot[:10])
    assert told(gallery) == [
        ("key.slot_added", "passphrase"),
        ("key.slot_removed", "passphrase"),
        ("key.slot_added", "passphrase"),
        ("key.slot_added", "recovery"),
        ("key.slot_removed", "passphrase"),
    ]
    stored = bytes_of(gallery)
    assert all(secret.encode() not in stored for secret in ("first passphrase", "second passphrase", code))


def test_old_slots_are_overwritten(gallery: OpenGallery) -> None:
    """What a changed or removed secret would open is neither in the database nor in its journal."""
    slot = keys.add_passphrase(gallery, "first passphrase")
    first = wrapped(gallery, slot)
    assert first in bytes_of(gallery)
    keys.change_passphrase(gallery, "first passphrase", "second passphrase")
    second = wrapped(gallery, slot)
    assert first not in bytes_of(gallery)
    assert second in bytes_of(gallery)
    keys.remove(gallery, slot)
    assert second not in bytes_of(gallery)


def test_only_who_manages_keys_changes_them(gallery: OpenGallery) -> None:
    """An operator works with the gallery and does not hand out ways into it."""
    operator = replace(gallery, actor=Actor(None, Role.OPERATOR))
    keeper = Keeper(GalleryPlaces(app_paths()), None)
    before = keys.ways_in(gallery)
    for attempt in (
        lambda: keys.ways_in(operator),
        lambda: keys.add_passphrase(operator, "a passphrase"),
        lambda: keys.add_recovery_code(operator),
        lambda: keys.keep_on_this_machine(operator, keeper),
        lambda: keys.remove(operator, before[0].uuid),
    ):
        with pytest.raises(PermissionDenied):
            attempt()
    assert keys.ways_in(gallery) == before


def test_mistakes_change_nothing(gallery: OpenGallery) -> None:
    """A short or wrong passphrase, an unknown or ambiguous slot, and the last slot are refused."""
    keys.add_passphrase(gallery, "a passphrase")
    before, events = keys.ways_in(gallery), told(gallery)
    with pytest.raises(PasswordTooWeak):
        keys.add_passphrase(gallery, "short")
    with pytest.raises(WrongKey):
        keys.change_passphrase(gallery, "not the passphrase", "another passphrase")
    for unknown in ("", "no such slot"):
        with pytest.raises(WrongKey):
            keys.remove(gallery, unknown)
    assert (keys.ways_in(gallery), told(gallery)) == (before, events)
    keys.remove(gallery, before[0].uuid)
    with pytest.raises(LastKey):
        keys.remove(gallery, before[1].uuid)


def test_a_machine_keeps_a_secret_of_its_own(gallery: OpenGallery) -> None:
    """The keyring where there is one; asked again, it keeps the secret that it has."""
    ring = MemoryKeyring()
    keeper = Keeper(GalleryPlaces(app_paths()), ring)
    assert keys.keep_on_this_machine(gallery, keeper) is SlotKind.KEYRING
    kept = dict(ring.kept)
    assert keys.keep_on_this_machine(gallery, keeper) is SlotKind.KEYRING
    assert ring.kept == kept
    close_gallery(gallery)
    GalleryPlaces(app_paths()).key_file.unlink()
    close_gallery(open_gallery(app_paths(), keyring=lambda: ring))
