"""The role matrix: every action times every role, in the table and at the gallery's door."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from faceid_desktop.errors import PermissionDenied
from faceid_desktop.gallery.schema import Role
from faceid_desktop.services import access
from faceid_desktop.services.access import ALLOWED, Action, Actor
from faceid_desktop.services.gallery import Gallery
from tests.helpers.small_gallery import Clock, small_gallery

# Written out once more on purpose: a change of the table in the program has to be made here, too.
MATRIX = {
    # action                  administrator  operator  auditor
    Action.VIEW_PEOPLE: (True, True, False),
    Action.IDENTIFY: (True, True, False),
    Action.ENROL: (True, True, False),
    Action.EDIT_PEOPLE: (True, True, False),
    Action.IMPORT: (True, True, False),
    Action.EXPORT: (True, False, False),
    Action.RECORD_CONSENT: (True, True, False),
    Action.ERASE: (True, False, False),
    Action.VIEW_SIGHTINGS: (True, True, False),
    Action.BACK_UP: (True, True, False),
    Action.RESTORE: (True, False, False),
    Action.CHANGE_MODEL: (True, False, False),
    Action.MANAGE_OPERATORS: (True, False, False),
    Action.MANAGE_KEYS: (True, False, False),
    Action.CHANGE_RULES: (True, False, False),
    Action.VIEW_AUDIT: (True, False, True),
    Action.EXPORT_AUDIT: (True, False, True),
}
ROLES = (Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR)
CELLS = [(action, role, row[place]) for action, row in MATRIX.items() for place, role in enumerate(ROLES)]


def test_the_matrix_is_whole() -> None:
    """No action and no role was added without a decision about it."""
    assert set(MATRIX) == set(Action)
    assert set(ROLES) == set(Role) == set(ALLOWED)
    assert len(CELLS) == len(Action) * len(Role) == 51


@pytest.fixture(scope="module")
def open_gallery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gallery]:
    """One gallery for all cells; nothing is written to it."""
    with small_gallery(tmp_path_factory.mktemp("roles")) as gallery:
        yield gallery


@pytest.mark.parametrize(("action", "role", "allowed"), CELLS)
def test_each_cell_holds_at_the_door(
    open_gallery: Gallery, action: Action, role: Role, allowed: bool
) -> None:
    """Neither reading nor changing begins without the right to it."""
    actor = Actor("0" * 32, role)
    gallery = Gallery(open_gallery.store, open_gallery.vault, actor, open_gallery.anchor, Clock())
    assert actor.may(action) is allowed
    for enter in (gallery.change, gallery.read):
        if allowed:
            with enter(action):
                pass
            continue
        with pytest.raises(PermissionDenied) as caught, enter(action):
            pytest.fail("the door was open")
        assert caught.value.data == {"action": action, "role": role}


def test_every_action_guards_something() -> None:
    """Each action is asked for somewhere in the services."""
    folder = Path(access.__file__).parent
    asked = {
        node.args[0].attr
        for path in folder.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"change", "read", "require"}
        and node.args
        and isinstance(node.args[0], ast.Attribute)
    }
    assert {action.name for action in Action} - asked == set()


def test_the_one_user_is_administrator() -> None:
    """Without accounts nobody is asked, and everything is allowed."""
    assert all(Actor().may(action) for action in Action)
