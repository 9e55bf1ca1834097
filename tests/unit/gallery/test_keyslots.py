"""Only the right secret opens a key slot, and a slot opens only where it was made."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceid_desktop.errors import LastKey, OperatorNotFound, RecordTampered, WrongKey
from faceid_desktop.gallery import keyslots, opening
from faceid_desktop.gallery.keyslots import Argon2Cost
from faceid_desktop.gallery.opening import OpenFile
from faceid_desktop.gallery.queries import operators
from faceid_desktop.gallery.schema import KeySlot, Role, SlotKind
from faceid_desktop.gallery.store import GallerySession

MASTER = bytes(range(32))
CHEAP = Argon2Cost(time=1, memory_kib=8, parallelism=1)
NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> Iterator[OpenFile]:
    """An open gallery without any slot."""
    opened = opening.create(tmp_path / "gallery.db")
    yield opened
    opened.close()


@pytest.fixture
def session(file: OpenFile) -> Iterator[GallerySession]:
    """A transaction on it."""
    with file.store.transaction() as opened:
        yield opened


@pytest.mark.parametrize("kind", list(SlotKind))
def test_the_right_secret_opens_and_another_does_not(session: GallerySession, kind: SlotKind) -> None:
    """Each kind of slot gives the master key back for its secret only."""
    secret = keyslots.new_random_secret()
    keyslots.add_slot(session, MASTER, kind, secret, cost=CHEAP)
    assert keyslots.open_with(session, kind, secret) == MASTER
    with pytest.raises(WrongKey) as failure:
        keyslots.open_with(session, kind, keyslots.new_random_secret())
    assert failure.value.data["kind"] == kind
    for other in set(SlotKind) - {kind}:
        with pytest.raises(WrongKey):
            keyslots.open_with(session, other, secret)


def test_neither_secret_nor_master_key_is_stored(session: GallerySession) -> None:
    """A slot holds a salt, the cost and a ciphertext."""
    keyslots.add_slot(session, MASTER, SlotKind.PASSPHRASE, "correct horse", cost=CHEAP)
    row = session.query(KeySlot).one()
    stored = row.kdf.encode() + row.wrapped
    assert b"correct horse" not in stored
    assert MASTER not in stored


def test_default_cost_is_what_the_rfc_recommends(session: GallerySession) -> None:
    """Three passes over 64 MiB with four lanes (RFC 9106, second recommended option), kept in the slot."""
    keyslots.add_slot(session, MASTER, SlotKind.PASSPHRASE, "x")
    kdf = json.loads(session.query(KeySlot).one().kdf)
    assert (kdf["name"], kdf["time"], kdf["memory_kib"], kdf["parallelism"]) == ("argon2id", 3, 65536, 4)
    assert keyslots.open_with(session, SlotKind.PASSPHRASE, "x") == MASTER


def test_changing_a_password_touches_one_slot(session: GallerySession) -> None:
    """The old password is worth nothing any more; the other slots keep every byte."""
    ada = operators.add(session, "ada", Role.OPERATOR, NOW).uuid
    slot = keyslots.add_slot(session, MASTER, SlotKind.PASSWORD, "old", ada, CHEAP)
    keyslots.add_slot(session, MASTER, SlotKind.PASSPHRASE, "other", cost=CHEAP)
    before = {row.uuid: (row.kdf, row.wrapped) for row in session.query(KeySlot)}
    keyslots.change_secret(session, MASTER, slot, "new", CHEAP)
    after = {row.uuid: (row.kdf, row.wrapped) for row in session.query(KeySlot)}
    assert [uuid for uuid in before if before[uuid] != after[uuid]] == [slot]
    assert keyslots.open_with(session, SlotKind.PASSWORD, "new", ada) == MASTER
    with pytest.raises(WrongKey):
        keyslots.open_with(session, SlotKind.PASSWORD, "old", ada)


def test_a_password_is_its_owners(session: GallerySession) -> None:
    """Another operator's password does not open, not even after its row was moved over."""
    ada = operators.add(session, "ada", Role.OPERATOR, NOW).uuid
    eve = operators.add(session, "eve", Role.ADMINISTRATOR, NOW).uuid
    keyslots.add_slot(session, MASTER, SlotKind.PASSWORD, "hers", ada, CHEAP)
    with pytest.raises(WrongKey):
        keyslots.open_with(session, SlotKind.PASSWORD, "hers", eve)
    session.query(KeySlot).one().operator_id = 2
    session.flush()
    with pytest.raises(WrongKey):
        keyslots.open_with(session, SlotKind.PASSWORD, "hers", eve)
    with pytest.raises(OperatorNotFound):
        keyslots.open_with(session, SlotKind.PASSWORD, "hers", "0" * 32)


@pytest.mark.parametrize(
    "change",
    [
        {"memory_kib": 2**40},
        {"time": 10**9},
        {"time": "many"},
        {"name": "md5"},
        {"name": "hkdf-sha256"},
        {"salt": "zz"},
    ],
)
def test_forged_derivation_is_refused(session: GallerySession, change: dict[str, object]) -> None:
    """A slot that asks for all memory of the machine, or for a weaker derivation, is not computed."""
    keyslots.add_slot(session, MASTER, SlotKind.PASSPHRASE, "x", cost=CHEAP)
    row = session.query(KeySlot).one()
    row.kdf = json.dumps({**json.loads(row.kdf), **change})
    session.flush()
    with pytest.raises((RecordTampered, WrongKey)):
        keyslots.open_with(session, SlotKind.PASSPHRASE, "x")


def test_cheaper_derivation_written_into_a_slot_does_not_open(session: GallerySession) -> None:
    """The cost is part of what is authenticated: nobody can lower it to guess faster."""
    keyslots.add_slot(session, MASTER, SlotKind.PASSPHRASE, "x", cost=Argon2Cost(2, 8, 1))
    row = session.query(KeySlot).one()
    row.kdf = json.dumps({**json.loads(row.kdf), "time": 1}, sort_keys=True)
    session.flush()
    with pytest.raises(WrongKey):
        keyslots.open_with(session, SlotKind.PASSPHRASE, "x")


def test_the_last_slot_stays(session: GallerySession) -> None:
    """A gallery cannot be locked for ever by removing its keys; removing twice is no error."""
    first = keyslots.add_slot(session, MASTER, SlotKind.PASSPHRASE, "x", cost=CHEAP)
    second = keyslots.add_slot(session, MASTER, SlotKind.KEY_FILE, keyslots.new_random_secret())
    assert {slot.kind for slot in keyslots.slots(session)} == {SlotKind.PASSPHRASE, SlotKind.KEY_FILE}
    keyslots.remove_slot(session, first)
    keyslots.remove_slot(session, first)
    with pytest.raises(LastKey):
        keyslots.remove_slot(session, second)
    assert [slot.uuid for slot in keyslots.slots(session)] == [second]


def test_a_slot_of_another_gallery_does_not_open(tmp_path: Path, session: GallerySession) -> None:
    """A slot is bound to its gallery: copied into another one it is worth nothing."""
    keyslots.add_slot(session, MASTER, SlotKind.PASSPHRASE, "x", cost=CHEAP)
    row = session.query(KeySlot).one()
    other = opening.create(tmp_path / "other" / "gallery.db")
    with other.store.transaction() as there:
        copied = {name: getattr(row, name) for name in ("uuid", "kind", "kdf", "wrapped", "created")}
        there.add(KeySlot(**copied))
        there.flush()
        with pytest.raises(WrongKey):
            keyslots.open_with(there, SlotKind.PASSPHRASE, "x")
    other.close()


def test_one_spelling_for_the_same_letters(session: GallerySession) -> None:
    """A passphrase typed on a keyboard that composes its accents is the same passphrase."""
    keyslots.add_slot(session, MASTER, SlotKind.PASSPHRASE, "caf\u00e9", cost=CHEAP)
    assert keyslots.open_with(session, SlotKind.PASSPHRASE, "cafe\u0301") == MASTER


def test_recovery_code_may_be_typed_carelessly(session: GallerySession) -> None:
    """Small letters, spaces for hyphens, O for 0, I and L for 1 are understood."""
    code = keyslots.new_recovery_code()
    keyslots.add_slot(session, MASTER, SlotKind.RECOVERY, code, cost=CHEAP)
    careless = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert keyslots.recovery_code_is_whole(careless)
    assert keyslots.open_with(session, SlotKind.RECOVERY, careless) == MASTER


@given(st.integers(0, 39), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_a_slip_of_the_pen_is_noticed(at: int, letter: str) -> None:
    """One wrong character is told before anything is derived, but for one case in a thousand."""
    code = "0123456789" * 3 + "ABCDEFGH"
    whole = code + keyslots._check_characters(code)
    assert keyslots.recovery_code_is_whole(whole)
    slipped = whole[:at] + letter + whole[at + 1 :]
    assert keyslots.recovery_code_is_whole(slipped) == (slipped == whole)
    assert not keyslots.recovery_code_is_whole(whole[:-1])


def test_recovery_codes_are_long_and_never_alike() -> None:
    """Eight groups of five characters, drawn anew each time."""
    codes = {keyslots.new_recovery_code() for _ in range(100)}
    assert len(codes) == 100
    assert all([len(group) for group in code.split("-")] == [5] * 8 for code in codes)
