"""A user's gallery is begun, unlocked by what he gave or this machine keeps, locked and closed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from faceid_desktop.errors import (
    AttemptTooEarly,
    GalleryDenied,
    GalleryInUse,
    GalleryLocked,
    GalleryMissing,
    KeyMissing,
    WrongKey,
)
from faceid_desktop.gallery import chain, keyslots
from faceid_desktop.gallery.keyslots import Argon2Cost
from faceid_desktop.gallery.places import GalleryPlaces
from faceid_desktop.gallery.queries import operators
from faceid_desktop.gallery.queries.vectors import load_vectors
from faceid_desktop.gallery.schema import Role, SlotKind
from faceid_desktop.paths import AppPaths, app_paths
from faceid_desktop.services.access import Action, Actor
from faceid_desktop.services.audit import FindingKind
from faceid_desktop.services.opening import (
    OpenGallery,
    close_gallery,
    lock_gallery,
    open_gallery,
    unlock_file,
)
from faceid_desktop.services.unlocking import PASSPHRASE_VARIABLE, Keeper, Protection, Secret
from tests.campaign.workloads import WORKLOADS
from tests.helpers.memory_keyring import MemoryKeyring
from tests.helpers.small_gallery import MODEL, START, Clock, enrol

CHEAP = Argon2Cost(time=1, memory_kib=8, parallelism=1)
PASSPHRASE = Secret(SlotKind.PASSPHRASE, "correct horse")


@pytest.fixture
def paths(isolated_data: Path) -> AppPaths:
    """The folders of a user who has nothing yet."""
    return app_paths(isolated_data)


@pytest.fixture
def clock() -> Clock:
    """A clock that the test sets."""
    return Clock()


def no_keyring() -> None:
    """Stand for a machine without a keyring."""


def kinds(gallery: OpenGallery) -> list[SlotKind]:
    """Return the ways into a gallery."""
    with gallery.store.reading() as session:
        return [slot.kind for slot in keyslots.slots(session)]


def events(gallery: OpenGallery) -> list[tuple[str, object]]:
    """Return the audit chain, after checking it."""
    with gallery.store.reading() as session:
        chain.verify(session, gallery.vault)
        return [(entry.kind, dict(entry.details)) for entry in chain.entries(session)]


def matchable(gallery: OpenGallery) -> tuple[str, ...]:
    """Return who can be matched."""
    return load_vectors(gallery.store, gallery.vault, MODEL, START).persons


def begin(paths: AppPaths, **options: object) -> OpenGallery:
    """Begin or open a gallery on a machine without a keyring."""
    return open_gallery(paths, create=True, **{"keyring": no_keyring, **options})  # type: ignore[arg-type]


def test_there_is_no_gallery_until_one_is_begun(paths: AppPaths) -> None:
    """Opening makes nothing, not even a folder."""
    with pytest.raises(GalleryMissing):
        open_gallery(paths, keyring=no_keyring)
    assert not paths.data.exists()


def test_machine_without_keyring_keeps_a_key_file(paths: AppPaths) -> None:
    """The gallery opens again without any secret, and says that only a key file protects it."""
    first = begin(paths)
    ada = enrol(first, "Ada")
    assert (first.protection, kinds(first)) == (Protection.KEY_FILE, [SlotKind.KEY_FILE])
    key_file = GalleryPlaces(paths).key_file
    if os.name != "nt":
        assert key_file.stat().st_mode & 0o777 == 0o600
    close_gallery(first)
    second = begin(paths)
    assert matchable(second) == (ada.uuid,)
    close_gallery(second)
    key_file.unlink()
    with pytest.raises(KeyMissing):
        begin(paths)


def test_two_galleries_may_share_a_key_file(paths: AppPaths) -> None:
    """A gallery that is begun anew does not take the key of an older one away."""
    close_gallery(begin(paths))
    places = GalleryPlaces(paths)
    older = places.database.with_name("older.db")
    places.database.rename(older)
    close_gallery(begin(paths))
    places.database.unlink()
    older.rename(places.database)
    close_gallery(begin(paths))


def test_keyring_is_used_where_there_is_one(paths: AppPaths) -> None:
    """No key lies in a file; without the keyring's secret the gallery stays closed."""
    ring = MemoryKeyring()
    gallery = begin(paths, keyring=lambda: ring)
    assert gallery.protection is Protection.KEYRING
    assert not GalleryPlaces(paths).key_file.exists()
    close_gallery(gallery)
    close_gallery(begin(paths, keyring=lambda: ring))
    with pytest.raises(KeyMissing):
        begin(paths, keyring=MemoryKeyring)


def test_passphrase_of_the_environment(paths: AppPaths, monkeypatch: pytest.MonkeyPatch) -> None:
    """Headless use: whoever sets the variable has chosen; a wrong one is told, none is missing."""
    monkeypatch.setattr(keyslots.add_slot, "__defaults__", (None, CHEAP))
    monkeypatch.setenv(PASSPHRASE_VARIABLE, "of the environment")
    gallery = begin(paths, keyring=MemoryKeyring)
    assert (gallery.protection, kinds(gallery)) == (Protection.PASSPHRASE, [SlotKind.PASSPHRASE])
    close_gallery(gallery)
    close_gallery(begin(paths))
    monkeypatch.setenv(PASSPHRASE_VARIABLE, "of somebody else")
    with pytest.raises(WrongKey):
        begin(paths)
    monkeypatch.delenv(PASSPHRASE_VARIABLE)
    with pytest.raises(KeyMissing):
        begin(paths)


def test_passphrase_and_recovery_code(paths: AppPaths, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each opens the gallery, a wrong one changes nothing; neither is shown by repr."""
    monkeypatch.setattr(keyslots.add_slot, "__defaults__", (None, CHEAP))
    code = keyslots.new_recovery_code()
    gallery = begin(paths, secret=PASSPHRASE)
    with gallery.store.transaction() as session:
        keyslots.add_slot(session, gallery.vault.master_key(), SlotKind.RECOVERY, code)
    close_gallery(gallery)
    before = GalleryPlaces(paths).database.read_bytes()
    with pytest.raises(WrongKey):
        begin(paths, secret=replace(PASSPHRASE, text="incorrect horse"))
    assert GalleryPlaces(paths).database.read_bytes() == before
    opened = begin(paths, secret=Secret(SlotKind.RECOVERY, code.lower()))
    assert opened.protection is Protection.PASSPHRASE
    close_gallery(opened)
    assert "horse" not in repr(PASSPHRASE)


def test_nobody_logs_in_to_a_gallery_that_is_begun(paths: AppPaths) -> None:
    """Operators are added later; asking for one at the beginning is a mistake of ours."""
    with pytest.raises(ValueError, match="operators"):
        begin(paths, secret=Secret(SlotKind.PASSWORD, "x", "ada"))
    assert not GalleryPlaces(paths).database.exists()


@pytest.fixture
def with_operator(paths: AppPaths, clock: Clock) -> Callable[[str, str], OpenGallery]:
    """Open a gallery in which ada, an auditor, has a password, as whoever logs in."""
    gallery = begin(paths, clock=clock)
    with gallery.change(Action.MANAGE_OPERATORS) as change:
        ada = operators.add(change.session, "ada", Role.AUDITOR, clock.now).uuid
        master = gallery.vault.master_key()
        keyslots.add_slot(change.session, master, SlotKind.PASSWORD, "right", ada, CHEAP)
        change.record("operator.added", ada, role=Role.AUDITOR)
    close_gallery(gallery)

    def log_in(login: str, password: str) -> OpenGallery:
        return begin(paths, secret=Secret(SlotKind.PASSWORD, password, login), clock=clock)

    return log_in


def test_login_acts_as_the_operator(
    paths: AppPaths, with_operator: Callable[[str, str], OpenGallery], clock: Clock
) -> None:
    """The role is that of the account; what this machine keeps opens no gallery that has accounts."""
    gallery = with_operator("ada", "right")
    assert gallery.actor.role is Role.AUDITOR
    assert not gallery.actor.may(Action.VIEW_PEOPLE)
    assert gallery.protection is Protection.KEY_FILE
    assert [kind for kind, _ in events(gallery)][-2:] == ["login.succeeded", "gallery.unlocked"]
    close_gallery(gallery)
    with pytest.raises(KeyMissing):
        begin(paths, clock=clock)


def test_wrong_passwords_make_the_next_one_wait(
    with_operator: Callable[[str, str], OpenGallery], clock: Clock
) -> None:
    """Three are free, then the wait doubles, survives a restart, and even the right one has to wait."""
    for _ in range(3):
        with pytest.raises(WrongKey):
            with_operator("ada", "wrong")
    with pytest.raises(AttemptTooEarly) as failure:
        with_operator("ada", "right")
    assert failure.value.data["seconds"] == 2
    clock.forward(seconds=2)
    with pytest.raises(WrongKey):
        with_operator("ada", "wrong")
    with pytest.raises(AttemptTooEarly) as failure:
        with_operator("ada", "right")
    assert failure.value.data["seconds"] == 4
    clock.forward(seconds=4)
    gallery = with_operator("ada", "right")
    assert ("login.failed", {"times": 4}) in events(gallery)
    close_gallery(gallery)
    with pytest.raises(WrongKey):
        with_operator("ada", "wrong")
    close_gallery(with_operator("Ada ", "right"))


def test_unknown_login_looks_like_a_wrong_password(with_operator: Callable[[str, str], OpenGallery]) -> None:
    """Nobody learns here which accounts exist."""
    with pytest.raises(WrongKey) as unknown:
        with_operator("eve", "right")
    with pytest.raises(WrongKey) as wrong:
        with_operator("ada", "wrong")
    assert unknown.value.data == wrong.value.data


def test_locking_forgets_the_keys_and_keeps_the_file(paths: AppPaths, clock: Clock) -> None:
    """Locked, nothing can be read, no other program gets in, and unlocking gives everything back."""
    gallery = begin(paths, clock=clock)
    ada = enrol(gallery, "Ada")
    lock_gallery(gallery)
    lock_gallery(gallery)
    with pytest.raises(GalleryLocked):
        matchable(gallery)
    with pytest.raises(GalleryInUse):
        begin(paths)
    places = GalleryPlaces(paths)
    again = unlock_file(gallery.file, places, None, Keeper(places, None), clock)
    assert matchable(again) == (ada.uuid,)
    told = [kind for kind, _ in events(again)]
    assert told == ["gallery.created", "person.added", "gallery.locked", "gallery.unlocked"]
    close_gallery(again)


def test_unlocking_that_fails_gives_the_file_back(paths: AppPaths) -> None:
    """After a wrong key another program can open the gallery."""
    close_gallery(begin(paths))
    with pytest.raises(WrongKey):
        begin(paths, secret=PASSPHRASE)
    close_gallery(begin(paths))


def test_key_file_that_cannot_be_written(paths: AppPaths) -> None:
    """Where the key cannot be kept no gallery is begun."""
    paths.data.mkdir(parents=True)
    shutil.rmtree(paths.config, ignore_errors=True)
    paths.config.write_text("in the way")
    with pytest.raises(GalleryDenied):
        begin(paths)
    assert not GalleryPlaces(paths).database.exists()


def test_opening_is_told_in_the_audit_chain_whatever_the_role(paths: AppPaths) -> None:
    """Each opening leaves an event, and the anchor follows it."""
    close_gallery(begin(paths))
    gallery = begin(paths)
    assert events(gallery) == [
        ("gallery.created", {"slot": "key_file"}),
        ("gallery.unlocked", {"slot": "key_file"}),
    ]
    assert gallery.anchor.exists()
    assert gallery.actor == Actor()
    close_gallery(gallery)


def _change_an_event(gallery: OpenGallery) -> None:
    with gallery.store.raw() as connection:
        connection.execute("DROP TRIGGER audit_update_refused")
        connection.execute("UPDATE audit_event SET kind = 'person.renamed' WHERE number = 2")


def _lose_the_anchor(gallery: OpenGallery) -> None:
    gallery.anchor.unlink()


@pytest.mark.parametrize(
    ("harm", "kind"),
    [(_change_an_event, FindingKind.EVENT_CHANGED), (_lose_the_anchor, FindingKind.ANCHOR_MISSING)],
)
def test_broken_chain_is_told_and_the_gallery_opens(
    paths: AppPaths, harm: Callable[[OpenGallery], None], kind: FindingKind
) -> None:
    """Refusing would hide what happened; the report was made before this opening added its own event."""
    gallery = begin(paths)
    assert gallery.audit.holds
    ada = enrol(gallery, "Ada")
    harm(gallery)
    close_gallery(gallery)
    again = begin(paths)
    assert [finding.kind for finding in again.audit.findings] == [kind]
    assert matchable(again) == (ada.uuid,)
    close_gallery(again)


@pytest.mark.logs_warnings
def test_database_put_back_is_told(paths: AppPaths) -> None:
    """An older copy of the file is a whole gallery; only the anchor knows better, and it stays."""
    gallery = begin(paths)
    close_gallery(gallery)
    older = GalleryPlaces(paths).database.read_bytes()
    gallery = begin(paths)
    enrol(gallery, "Ada")
    close_gallery(gallery)
    GalleryPlaces(paths).database.write_bytes(older)
    for _ in range(2):
        again = begin(paths)
        assert [finding.kind for finding in again.audit.findings] == [FindingKind.ANCHOR_CUT]
        close_gallery(again)


def test_migration_is_told_in_the_audit_chain(paths: AppPaths) -> None:
    """After an older file was brought to the present schema the chain says which it had."""
    older = WORKLOADS["migrate"]
    older.prepare(paths, lambda **_: None)
    with older.program():
        gallery = begin(paths)
        assert ("gallery.migrated", {"revision": "0001"}) in events(gallery)
        close_gallery(gallery)
        again = begin(paths)
        assert [kind for kind, _ in events(again)].count("gallery.migrated") == 1
        close_gallery(again)
