"""Rules of a gallery: defaults, limits, who may change them, and that it is recorded."""

from __future__ import annotations

from pathlib import Path

import pytest

from faceid_desktop.errors import PermissionDenied, SettingError
from faceid_desktop.gallery import chain
from faceid_desktop.gallery.schema import Role
from faceid_desktop.services.access import Action, Actor
from faceid_desktop.services.rules import GalleryRules, change_rule, load_rules, rules
from tests.helpers.small_gallery import small_gallery


def test_a_new_gallery_has_the_defaults(tmp_path: Path) -> None:
    """Three years, thirty days, no grace, no strangers."""
    with small_gallery(tmp_path) as gallery, gallery.read(Action.VIEW_PEOPLE) as session:
        found = load_rules(session)
    assert found == GalleryRules()
    assert (found.people_retention_days, found.sightings_retention_days, found.grace_days) == (1095, 30, 0)
    assert not found.record_strangers


def test_a_changed_rule_is_kept_and_recorded(tmp_path: Path) -> None:
    """It is there at the next opening; the event tells the old value and the new one."""
    with small_gallery(tmp_path) as gallery:
        assert change_rule(gallery, "grace_days", 7).grace_days == 7
    with small_gallery(tmp_path) as gallery, gallery.read(Action.VIEW_AUDIT) as session:
        assert load_rules(session).grace_days == 7
        last = list(chain.entries(session))[-1]
    assert last.kind == "setting.changed"
    assert last.details == {"name": "grace_days", "value": 7, "before": 0}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("grace_days", -1),
        ("grace_days", 1.5),
        ("grace_days", True),
        ("sightings_retention_days", 0),
        ("record_strangers", 1),
        ("nonsense", 1),
    ],
)
def test_a_forbidden_value_changes_nothing(tmp_path: Path, name: str, value: object) -> None:
    """The error names rule and value; there is no event."""
    with small_gallery(tmp_path) as gallery:
        with pytest.raises(SettingError) as caught:
            change_rule(gallery, name, value)
        assert caught.value.data["name"] == name
        with gallery.read(Action.VIEW_AUDIT) as session:
            assert load_rules(session) == GalleryRules()
            assert chain.tip(session).count == 0


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.AUDITOR])
def test_only_administrators_change_rules(tmp_path: Path, role: Role) -> None:
    """Others are refused."""
    with small_gallery(tmp_path, Actor("0" * 32, role)) as gallery, pytest.raises(PermissionDenied):
        change_rule(gallery, "grace_days", 1)


def test_every_rule_has_a_limit() -> None:
    """Each default keeps its own rule, and each rule says what it accepts."""
    assert all(rule.accepts(getattr(GalleryRules(), name)) and str(rule) for name, rule in rules().items())
