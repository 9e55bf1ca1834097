"""Accounts: single-user mode and its end, roles, passwords, and that the role cannot be forged."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from faceid_desktop.errors import (
    AttemptTooEarly,
    LastAdministrator,
    OperatorExists,
    OperatorNotFound,
    PasswordTooWeak,
    PermissionDenied,
    RecordTampered,
    SettingError,
    WrongKey,
)
from faceid_desktop.gallery import keyslots
from faceid_desktop.gallery.keyslots import Argon2Cost
from faceid_desktop.gallery.places import GalleryPlaces
from faceid_desktop.gallery.schema import Role, SlotKind
from faceid_desktop.paths import app_paths
from faceid_desktop.services import audit, operators
from faceid_desktop.services.access import Action, Actor
from faceid_desktop.services.gallery import Gallery
from faceid_desktop.services.opening import OpenGallery, close_gallery, open_gallery
from faceid_desktop.services.unlocking import Keeper, Secret
from tests.helpers.small_gallery import Clock

CHEAP = Argon2Cost(time=1, memory_kib=8, parallelism=1)
PASSWORD, OTHER = "correct horse", "battery staple"


@pytest.fixture
def clock() -> Clock:
    """A clock of the test's own."""
    return Clock()


class Door:
    """Opens and closes one gallery; at most once at a time, as its lock demands."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self.paths = app_paths(folder)
        self.clock = clock
        self.open: OpenGallery | None = None

    def enter(
        self,
        login: str | None = None,
        text: str = "",
        kind: SlotKind = SlotKind.PASSWORD,
        *,
        create: bool = False,
    ) -> OpenGallery:
        """Leave, and enter with a secret, without one as the machine's only user."""
        self.leave()
        secret = Secret(kind, text, login) if text else None
        self.open = open_gallery(self.paths, secret, create, self.clock, keyring=lambda: None)
        return self.open

    def leave(self) -> None:
        """Close the gallery if it is open."""
        if self.open is not None:
            close_gallery(self.open)
        self.open = None


@pytest.fixture
def door(tmp_path: Path, clock: Clock) -> Iterator[Door]:
    """The door of a gallery that does not exist yet."""
    door = Door(tmp_path, clock)
    yield door
    door.leave()


@pytest.fixture
def gallery(door: Door) -> OpenGallery:
    """A new gallery in single-user mode with a key file, as on a machine without keyring."""
    return door.enter(create=True)


@pytest.fixture
def house(gallery: OpenGallery) -> OpenGallery:
    """The same with the administrator ada and the operator otto."""
    operators.add(gallery, "ada", Role.ADMINISTRATOR, PASSWORD, CHEAP)
    operators.add(gallery, "otto", Role.OPERATOR, OTHER, CHEAP)
    return gallery


def as_(gallery: Gallery, role: Role) -> Gallery:
    """Return the gallery in the hands of somebody of that role."""
    return Gallery(gallery.store, gallery.vault, Actor("0" * 32, role), gallery.anchor, gallery.clock)


def test_a_gallery_begins_without_accounts(gallery: OpenGallery) -> None:
    """The one user is administrator."""
    assert operators.everyone(gallery) == ()
    assert gallery.actor == Actor(None, Role.ADMINISTRATOR)


def test_the_first_account_ends_single_user_mode(gallery: OpenGallery, door: Door) -> None:
    """The key file opens no more, the password does, and there is a recovery code now."""
    key = GalleryPlaces(door.paths).key_file.read_text().strip()
    added = operators.add(gallery, "ada", Role.ADMINISTRATOR, PASSWORD, CHEAP)
    assert added.recovery_code is not None
    with gallery.read(Action.MANAGE_KEYS) as session:
        assert {slot.kind for slot in keyslots.slots(session)} == {SlotKind.PASSWORD, SlotKind.RECOVERY}
        with pytest.raises(WrongKey):
            keyslots.open_with(session, SlotKind.KEY_FILE, key)
    after = door.enter("ADA", PASSWORD)
    assert after.actor == Actor(added.operator.uuid, Role.ADMINISTRATOR)
    after = door.enter(None, added.recovery_code, SlotKind.RECOVERY)
    assert after.actor.role is Role.ADMINISTRATOR


def test_the_second_account_brings_no_code(house: OpenGallery) -> None:
    """The recovery code is shown once."""
    assert operators.add(house, "eve", Role.AUDITOR, PASSWORD, CHEAP).recovery_code is None
    assert [each.login for each in operators.everyone(house)] == ["ada", "eve", "otto"]


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.AUDITOR])
def test_the_first_account_is_an_administrators(gallery: OpenGallery, role: Role) -> None:
    """Otherwise nobody could manage the gallery."""
    with pytest.raises(LastAdministrator):
        operators.add(gallery, "otto", role, PASSWORD, CHEAP)
    assert operators.everyone(gallery) == ()


@pytest.mark.parametrize(
    ("login", "password", "error"),
    [
        ("ada", "long enough", OperatorExists),
        ("eve", "too short", PasswordTooWeak),
        ("", "long enough", SettingError),
        ("x" * 101, "long enough", SettingError),
    ],
)
def test_an_account_that_cannot_be_added_changes_nothing(
    house: OpenGallery, login: str, password: str, error: type[Exception]
) -> None:
    """Neither account nor slot appears."""
    with house.read(Action.MANAGE_KEYS) as session:
        before = keyslots.slots(session)
    with pytest.raises(error):
        operators.add(house, login, Role.AUDITOR, password, CHEAP)
    with house.read(Action.MANAGE_KEYS) as session:
        assert keyslots.slots(session) == before
    assert len(operators.everyone(house)) == 2


def test_a_changed_password_rewraps_one_slot(house: OpenGallery, door: Door) -> None:
    """The old one opens no more, the others' do, and the gallery's key is the same."""
    master = house.vault.master_key()
    otto = door.enter("otto", OTHER)
    with otto.store.raw() as connection:
        before = dict(connection.execute("SELECT uuid, wrapped FROM key_slot").fetchall())
    operators.change_password(otto, OTHER, "another one of mine", CHEAP)
    with otto.store.raw() as connection:
        after = dict(connection.execute("SELECT uuid, wrapped FROM key_slot").fetchall())
    assert sum(before[uuid] != after[uuid] for uuid in before) == 1
    assert before.keys() == after.keys()
    again = door.enter("otto", "another one of mine")
    assert again.vault.master_key() == master
    with pytest.raises(WrongKey):
        door.enter("otto", OTHER)


def test_the_old_password_is_asked_for(house: OpenGallery, door: Door) -> None:
    """Whoever finds an unlocked screen cannot take the account over."""
    otto = door.enter("otto", OTHER)
    with pytest.raises(WrongKey):
        operators.change_password(otto, PASSWORD, "another one of mine", CHEAP)
    with pytest.raises(PasswordTooWeak):
        operators.change_password(otto, OTHER, "short", CHEAP)
    assert door.enter("otto", OTHER).actor.role is Role.OPERATOR


def test_wrong_passwords_make_one_wait_even_after_a_restart(
    house: OpenGallery, door: Door, clock: Clock
) -> None:
    """Three are free, then the wait doubles; the right one does not help before its time."""
    for _ in range(3):
        with pytest.raises(WrongKey):
            door.enter("otto", "wrong")
    with pytest.raises(AttemptTooEarly) as caught:
        door.enter("otto", OTHER)
    assert caught.value.data == {"seconds": 2}
    clock.forward(seconds=2)
    with pytest.raises(WrongKey):
        door.enter("otto", "wrong")
    with pytest.raises(AttemptTooEarly) as caught:
        door.enter("otto", OTHER)
    assert caught.value.data == {"seconds": 4}
    clock.forward(seconds=4)
    door.enter("otto", OTHER)
    with pytest.raises(WrongKey):
        door.enter("otto", "wrong")
    ada = door.enter("ada", PASSWORD)
    (failed,) = audit.events(ada, audit.AuditFilter(kind="login.failed"))
    assert failed.details == {"times": 4}


def test_an_administrator_resets_a_password(house: OpenGallery, door: Door) -> None:
    """The wait ends with it; the new one opens, the old one does not."""
    for _ in range(3):
        with pytest.raises(WrongKey):
            door.enter("otto", "wrong")
    ada = door.enter("ada", PASSWORD)
    operators.reset_password(ada, "otto", "given by ada", CHEAP)
    assert door.enter("otto", "given by ada").actor.role is Role.OPERATOR
    with pytest.raises(WrongKey):
        door.enter("otto", OTHER)


def test_roles_change_but_for_the_last_administrators(house: OpenGallery) -> None:
    """Somebody always can manage the gallery."""
    assert operators.set_role(house, "otto", Role.AUDITOR).role is Role.AUDITOR
    with pytest.raises(LastAdministrator):
        operators.set_role(house, "ada", Role.OPERATOR)
    with pytest.raises(LastAdministrator):
        operators.remove(house, "ada")
    with pytest.raises(OperatorNotFound):
        operators.set_role(house, "nobody", Role.OPERATOR)
    operators.remove(house, "otto")
    assert [each.login for each in operators.everyone(house)] == ["ada"]
    with pytest.raises(LastAdministrator):
        operators.remove(house, "ada")
    assert audit.verify(house).holds


def test_single_user_mode_comes_back(house: OpenGallery, door: Door) -> None:
    """All accounts go, this machine keeps the key again, and the gallery opens without a login."""
    keeper = Keeper(GalleryPlaces(app_paths(house.store.path.parents[1])), None)
    assert operators.turn_off(house, keeper, CHEAP) is SlotKind.KEY_FILE
    after = door.enter()
    assert after.actor == Actor(None, Role.ADMINISTRATOR)
    assert operators.everyone(after) == ()
    assert audit.verify(after).holds


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.AUDITOR])
def test_only_administrators_manage_accounts(house: OpenGallery, role: Role) -> None:
    """Others can change their own password and nothing else."""
    other = as_(house, role)
    keeper = Keeper(GalleryPlaces(app_paths(house.store.path.parents[1])), None)
    attempts: tuple[Callable[[], object], ...] = (
        lambda: operators.everyone(other),
        lambda: operators.add(other, "eve", role, PASSWORD, CHEAP),
        lambda: operators.set_role(other, "otto", Role.ADMINISTRATOR),
        lambda: operators.remove(other, "otto"),
        lambda: operators.reset_password(other, "ada", PASSWORD, CHEAP),
        lambda: operators.turn_off(other, keeper, CHEAP),
    )
    for attempt in attempts:
        with pytest.raises(PermissionDenied):
            attempt()
    assert [each.login for each in operators.everyone(house)] == ["ada", "otto"]


@pytest.mark.parametrize("how", ["role", "row"])
def test_a_forged_role_is_refused(house: OpenGallery, how: str) -> None:
    """Who writes "administrator" into the file, with or without a new row, is found out."""
    uuid = operators.everyone(house)[1].uuid
    with house.store.transaction() as session:
        session.connection().exec_driver_sql(
            "UPDATE operator SET role = 'administrator' WHERE uuid = ?"
            if how == "role"
            else "UPDATE operator SET role = 'administrator', uuid = 'f' || substr(uuid, 2) WHERE uuid = ?",
            (uuid,),
        )
    forged = next(each for each in operators.everyone(house) if each.login == "otto")
    with house.read(Action.VIEW_AUDIT) as session, pytest.raises(RecordTampered):
        operators.require_audited_role(session, house.vault, Actor(forged.uuid, forged.role))


def test_a_forged_administrator_does_not_get_in(house: OpenGallery, door: Door) -> None:
    """The right password of an operator does not open the gallery to an administrator."""
    with house.store.transaction() as session:
        session.connection().exec_driver_sql("UPDATE operator SET role = 'administrator'")
    with pytest.raises(RecordTampered):
        door.enter("otto", OTHER)
    assert door.enter("ada", PASSWORD).actor.role is Role.ADMINISTRATOR


def test_a_removed_operator_does_not_come_back(house: OpenGallery, door: Door) -> None:
    """His old rows, put back into the file, do not let him in."""
    tables = ("operator", "key_slot")
    with house.store.raw() as connection:
        kept = {table: connection.execute(f"SELECT * FROM {table}").fetchall() for table in tables}  # noqa: S608
    operators.remove(house, "otto")
    with house.store.raw() as connection:
        for table, rows in kept.items():
            marks = ", ".join("?" * len(rows[0]))
            connection.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", rows)  # noqa: S608
    with pytest.raises(RecordTampered):
        door.enter("otto", OTHER)


def test_an_honest_role_passes(house: OpenGallery) -> None:
    """Also after it was changed; nobody logged in needs none."""
    operators.set_role(house, "otto", Role.AUDITOR)
    with house.read(Action.VIEW_AUDIT) as session:
        for each in operators.everyone(house):
            operators.require_audited_role(session, house.vault, Actor(each.uuid, each.role))
        operators.require_audited_role(session, house.vault, Actor())
