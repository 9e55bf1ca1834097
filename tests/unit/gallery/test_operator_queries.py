"""Accounts: logins are unique, an administrator always stays, wrong passwords are counted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from faceid_desktop.errors import LastAdministrator, OperatorExists, OperatorNotFound
from faceid_desktop.gallery.queries import operators
from faceid_desktop.gallery.queries.operators import Attempts
from faceid_desktop.gallery.schema import Role
from faceid_desktop.gallery.store import GallerySession
from tests.helpers.small_gallery import START, small_gallery


@pytest.fixture
def session(tmp_path: Path) -> Iterator[GallerySession]:
    """A transaction with the administrator ada and the operator otto."""
    with small_gallery(tmp_path) as gallery, gallery.store.transaction() as session:
        operators.add(session, "ada", Role.ADMINISTRATOR, START)
        operators.add(session, "Otto", Role.OPERATOR, START)
        yield session


def test_accounts_are_listed_by_login(session: GallerySession) -> None:
    """Capitals do not change the order, and a login finds its account however it is written."""
    assert [each.login for each in operators.everyone(session)] == ["ada", "Otto"]
    assert operators.by_login(session, " OTTO ").role is Role.OPERATOR


@pytest.mark.parametrize("login", ["ada", "Ada", "ADA "])
def test_a_login_is_given_once(session: GallerySession, login: str) -> None:
    """Two logins that look alike are one."""
    with pytest.raises(OperatorExists):
        operators.add(session, login, Role.AUDITOR, START)


def test_logins_beyond_ascii_are_told_apart_like_others(session: GallerySession) -> None:
    """Umlauts fold as well."""
    operators.add(session, "jürgen", Role.AUDITOR, START)
    with pytest.raises(OperatorExists):
        operators.add(session, "JÜRGEN", Role.AUDITOR, START)


def test_an_unknown_login_is_an_error(session: GallerySession) -> None:
    """Nobody is invented."""
    with pytest.raises(OperatorNotFound):
        operators.by_login(session, "eve")
    assert operators.attempts(session, "eve") == Attempts()
    operators.note_attempts(session, "eve", Attempts(3))
    assert operators.attempts(session, "eve") == Attempts()


def test_the_last_administrator_stays(session: GallerySession) -> None:
    """He can neither be demoted nor removed while others are left; a second one frees him."""
    with pytest.raises(LastAdministrator):
        operators.set_role(session, "ada", Role.OPERATOR)
    with pytest.raises(LastAdministrator):
        operators.remove(session, "ada")
    operators.set_role(session, "otto", Role.ADMINISTRATOR)
    assert operators.set_role(session, "ada", Role.AUDITOR).role is Role.AUDITOR


def test_all_accounts_can_be_removed_at_once(session: GallerySession) -> None:
    """That is the way back to one user without login."""
    assert [each.login for each in operators.remove_everyone(session)] == ["ada", "Otto"]
    assert operators.everyone(session) == ()


def test_wrong_passwords_are_counted(session: GallerySession) -> None:
    """The count is kept until it is set back."""
    operators.note_attempts(session, "otto", Attempts(5, START))
    assert operators.attempts(session, "Otto") == Attempts(5, START)
    operators.note_attempts(session, "otto", Attempts())
    assert operators.attempts(session, "otto") == Attempts()
