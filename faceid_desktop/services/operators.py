"""Local accounts: who may log in, as what, with which password.

A gallery begins in **single-user mode**: nobody logs in, the machine or a passphrase opens it, and whoever
does is administrator. The first account turns that off: it has to be an administrator's, ownerless ways in
are closed but for recovery codes, and there is one from then on. Passwords are key slots; a change rewraps
one slot and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass

from faceid_desktop.errors import LastAdministrator, PasswordTooWeak, RecordTampered, SettingError
from faceid_desktop.gallery import chain, keyslots
from faceid_desktop.gallery.keyslots import DEFAULT_COST, Argon2Cost
from faceid_desktop.gallery.queries import operators
from faceid_desktop.gallery.queries.operators import Attempts
from faceid_desktop.gallery.records import OperatorRecord
from faceid_desktop.gallery.schema import Role, SlotKind
from faceid_desktop.gallery.store import GallerySession
from faceid_desktop.gallery.vault import Vault
from faceid_desktop.services.access import Action, Actor
from faceid_desktop.services.gallery import Change, Gallery
from faceid_desktop.services.unlocking import Keeper

LEAST_PASSWORD = 10
"""Characters; length is what argon2id cannot make up for (NIST SP 800-63B asks for 8, without rules)."""
_LONGEST_LOGIN = 100
_KEPT_WITHOUT_OWNER = frozenset({SlotKind.RECOVERY})
_ROLE_EVENTS = ("operator.added", "operator.role_changed", "operator.removed")


@dataclass(frozen=True, slots=True)
class Added:
    """A new account; with the first one comes a recovery code, shown this once."""

    operator: OperatorRecord
    recovery_code: str | None = None


def everyone(gallery: Gallery) -> tuple[OperatorRecord, ...]:
    """Return all accounts, by login; none in single-user mode.

    Raises
    ------
    PermissionDenied
        If the actor's role does not allow it.
    """
    with gallery.read(Action.MANAGE_OPERATORS) as session:
        return operators.everyone(session)


def add(gallery: Gallery, login: str, role: Role, password: str, cost: Argon2Cost = DEFAULT_COST) -> Added:
    """Add an account; the first one ends single-user mode.

    Raises
    ------
    PermissionDenied
        If the actor's role does not allow it.
    PasswordTooWeak
        If the password is shorter than `LEAST_PASSWORD`.
    SettingError
        If the login is empty or too long.
    OperatorExists
        If the login is taken.
    LastAdministrator
        If the first account is not an administrator's.
    """
    _check_login(login)
    _check_password(password)
    with gallery.change(Action.MANAGE_OPERATORS) as change:
        first = not operators.everyone(change.session)
        if first and role is not Role.ADMINISTRATOR:
            raise LastAdministrator(login=login)
        added = operators.add(change.session, login.strip(), role, change.now)
        _add_slot(change, SlotKind.PASSWORD, password, added.uuid, cost)
        change.record("operator.added", added.uuid, role=str(role))
        code = _end_single_user_mode(change, cost) if first else None
    return Added(added, code)


def set_role(gallery: Gallery, login: str, role: Role) -> OperatorRecord:
    """Give an account another role; it holds from the next login on.

    Raises
    ------
    PermissionDenied
        If the actor's role does not allow it.
    OperatorNotFound
        If there is no such account.
    LastAdministrator
        If nobody could manage the gallery afterwards.
    """
    with gallery.change(Action.MANAGE_OPERATORS) as change:
        before = operators.by_login(change.session, login).role
        after = operators.set_role(change.session, login, role)
        change.record("operator.role_changed", after.uuid, role=str(role), before=str(before))
    return after


def remove(gallery: Gallery, login: str) -> OperatorRecord:
    """Remove an account and its password.

    Raises
    ------
    PermissionDenied
        If the actor's role does not allow it.
    OperatorNotFound
        If there is no such account.
    LastAdministrator
        If it is the last administrator's; `turn_off` leads back to single-user mode.
    """
    with gallery.change(Action.MANAGE_OPERATORS) as change:
        removed = operators.remove(change.session, login)
        change.record("operator.removed", removed.uuid)
    return removed


def turn_off(gallery: Gallery, keeper: Keeper, cost: Argon2Cost = DEFAULT_COST) -> SlotKind:
    """Go back to single-user mode: remove all accounts and let this machine keep a secret.

    Returns
    -------
    SlotKind
        What opens the gallery from now on, besides its recovery codes.

    Raises
    ------
    PermissionDenied
        If the actor's role does not allow it.
    GalleryDenied
        If this machine cannot keep a secret.
    """
    with gallery.change(Action.MANAGE_OPERATORS) as change:
        kept = keeper.remember(gallery.vault.gallery)
        _add_slot(change, kept.kind, kept.text, None, cost)
        for each in operators.remove_everyone(change.session):
            change.record("operator.removed", each.uuid)
    return kept.kind


def change_password(gallery: Gallery, old: str, new: str, cost: Argon2Cost = DEFAULT_COST) -> None:
    """Change the actor's own password.

    Raises
    ------
    WrongKey
        If ``old`` is not his password, or nobody is logged in.
    PasswordTooWeak
        If the new one is shorter than `LEAST_PASSWORD`.
    """
    _check_password(new)
    with gallery.as_program().change(Action.MANAGE_OPERATORS) as change:
        keyslots.open_with(change.session, SlotKind.PASSWORD, old, gallery.actor.operator)
        _rewrap(change, gallery.actor.operator, new, cost)


def reset_password(gallery: Gallery, login: str, new: str, cost: Argon2Cost = DEFAULT_COST) -> None:
    """Give somebody another password, also where the old one is forgotten or locked by wrong attempts.

    Raises
    ------
    PermissionDenied
        If the actor's role does not allow it.
    OperatorNotFound
        If there is no such account.
    PasswordTooWeak
        If it is shorter than `LEAST_PASSWORD`.
    """
    _check_password(new)
    with gallery.change(Action.MANAGE_OPERATORS) as change:
        account = operators.by_login(change.session, login)
        _rewrap(change, account.uuid, new, cost)
        operators.note_attempts(change.session, login, Attempts())


def require_audited_role(session: GallerySession, vault: Vault, actor: Actor) -> None:
    """Refuse an account whose role is not the one that the audit chain tells of.

    The account's row can be read before anything is unlocked, so it is not encrypted, and whoever can write
    to the file could make himself administrator. The events he cannot forge.

    Raises
    ------
    RecordTampered
        If the row was changed or put there from outside.
    """
    if actor.operator is None:
        return
    told = chain.newest_about(session, vault, actor.operator, _ROLE_EVENTS)
    # The event of a removal names no role, so nobody who was removed comes back with his old row.
    if told is None or told.details.get("role") != str(actor.role):
        raise RecordTampered(place=f"operator/{actor.operator}")


def _end_single_user_mode(change: Change, cost: Argon2Cost) -> str | None:
    """Close the ways in that belong to nobody; make a recovery code if there is none yet."""
    ownerless = [slot for slot in keyslots.slots(change.session) if slot.operator is None]
    code = None
    if not any(slot.kind in _KEPT_WITHOUT_OWNER for slot in ownerless):
        code = keyslots.new_recovery_code()
        _add_slot(change, SlotKind.RECOVERY, code, None, cost)
    for slot in ownerless:
        if slot.kind not in _KEPT_WITHOUT_OWNER:
            keyslots.remove_slot(change.session, slot.uuid)
            change.record("key.slot_removed", None, slot=slot.kind)
    return code


def _add_slot(change: Change, kind: SlotKind, secret: str, operator: str | None, cost: Argon2Cost) -> None:
    keyslots.add_slot(change.session, change.vault.master_key(), kind, secret, operator, cost)
    change.record("key.slot_added", None, slot=str(kind), operator=operator)


def _rewrap(change: Change, operator: str | None, password: str, cost: Argon2Cost) -> None:
    own = (slot for slot in keyslots.slots(change.session) if slot.operator == operator)
    slot = next((slot for slot in own if slot.kind is SlotKind.PASSWORD), None)
    if slot is None:
        _add_slot(change, SlotKind.PASSWORD, password, operator, cost)
    else:
        keyslots.change_secret(change.session, change.vault.master_key(), slot.uuid, password, cost)
    change.record("operator.password_changed", operator)


def _check_password(password: str) -> None:
    if len(password) < LEAST_PASSWORD:
        raise PasswordTooWeak(least=LEAST_PASSWORD)


def _check_login(login: str) -> None:
    if not 0 < len(login.strip()) <= _LONGEST_LOGIN:
        raise SettingError(name="login", value=login, allowed=f"1..{_LONGEST_LOGIN}")
