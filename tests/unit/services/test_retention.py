"""Timers: who is due and why, what goes by itself, and what never does."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from faceid_desktop.errors import PermissionDenied
from faceid_desktop.gallery.records import NewSighting
from faceid_desktop.gallery.schema import Role
from faceid_desktop.paths import app_paths
from faceid_desktop.services import audit, consent, privacy, retention, sightings
from faceid_desktop.services.access import Action, Actor
from faceid_desktop.services.gallery import Gallery
from faceid_desktop.services.opening import close_gallery, open_gallery
from faceid_desktop.services.retention import Due, DueReason
from faceid_desktop.services.rules import change_rule
from tests.helpers.small_gallery import START, Clock, add_person, enrol, given, small_gallery


def test_nobody_is_due_at_first(tmp_path: Path) -> None:
    """Three years less a moment after the last interaction everybody may stay."""
    with small_gallery(tmp_path) as gallery:
        enrol(gallery, "Ada")
        assert retention.due(gallery) == ()
        limit = START + timedelta(days=3 * 365)
        assert retention.due(gallery, limit - timedelta(microseconds=1)) == ()
        assert [each.reason for each in retention.due(gallery, limit)] == [DueReason.RETENTION]


def test_a_visit_starts_the_time_anew(tmp_path: Path) -> None:
    """A sighting is an interaction."""
    clock = Clock()
    with small_gallery(tmp_path, clock=clock) as gallery:
        ada = enrol(gallery, "Ada").uuid
        change_rule(gallery, "people_retention_days", 10)
        change_rule(gallery, "record_sightings", value=True)
        clock.forward(days=9)
        assert sightings.add(gallery, NewSighting(clock(), "door", ada)) is not None
        clock.forward(days=9)
        assert retention.due(gallery) == ()
        clock.forward(days=1)
        assert retention.due(gallery) == (Due(ada, DueReason.RETENTION, START + timedelta(days=19)),)
        change_rule(gallery, "people_retention_days", 0)
        assert retention.due(gallery) == ()


def test_every_reason_is_told_with_its_moment(tmp_path: Path) -> None:
    """Nobody is due for two reasons; the longest due stands first."""
    clock = Clock()
    with small_gallery(tmp_path, clock=clock) as gallery:
        change_rule(gallery, "grace_days", 5)
        with gallery.change(Action.ENROL) as change:
            loose = add_person(change, "Loose", photos=0, basis=None).uuid
            change.record("person.added", loose)
        expiring = enrol(gallery, "Exa", basis=given(expires=START + timedelta(days=2))).uuid
        ordered = enrol(gallery, "Ora").uuid
        waiting = enrol(gallery, "Wanda").uuid
        leaving = enrol(gallery, "Lea").uuid
        privacy.order(gallery, ordered)
        clock.forward(days=1)
        consent.withdraw(gallery, leaving)
        clock.forward(days=4)
        privacy.order(gallery, waiting)
        assert retention.due(gallery) == (
            Due(loose, DueReason.NO_BASIS, START),
            Due(leaving, DueReason.WITHDRAWN, START + timedelta(days=1)),
            Due(expiring, DueReason.EXPIRED, START + timedelta(days=2)),
            Due(ordered, DueReason.ORDERED, START + timedelta(days=5)),
        )


@pytest.mark.parametrize("role", Role)
def test_the_timers_let_go_what_goes_by_itself(tmp_path: Path, role: Role) -> None:
    """Old sightings and ordered erasures go, whoever is at the desk; people who are merely due stay."""
    clock, forgotten = Clock(), list[str]()
    with small_gallery(tmp_path, clock=clock) as gallery:
        change_rule(gallery, "record_sightings", value=True)
        change_rule(gallery, "grace_days", 1)
        ada, eve = enrol(gallery, "Ada").uuid, enrol(gallery, "Eve").uuid
        sightings.add(gallery, NewSighting(START, "door", eve))
        privacy.order(gallery, ada)
        consent.withdraw(gallery, eve)
        clock.forward(days=30, microseconds=1)
        kept = sightings.add(gallery, NewSighting(clock(), "door", eve))
        desk = Gallery(gallery.store, gallery.vault, Actor("0" * 32, role), gallery.anchor, clock)
        done = retention.let_go(desk, app_paths(tmp_path), forgotten.extend)
        assert done.sightings == 1
        assert [each.person for each in done.erased] == forgotten == [ada]
        assert done.erased[0].complete
        assert [each.person for each in retention.due(gallery)] == [eve]
        assert [each.uuid for each in sightings.newest(gallery)] == [kept]
        again = retention.let_go(desk, app_paths(tmp_path))
        assert (again.sightings, again.erased) == (0, ())
        assert audit.count(gallery, audit.AuditFilter(kind="retention.run")) == 1
        assert audit.verify(gallery).holds


def test_opening_the_gallery_lets_go(tmp_path: Path) -> None:
    """Whoever opens it next day finds nobody whose grace period has ended."""
    clock, paths = Clock(), app_paths(tmp_path)
    gallery = open_gallery(paths, create=True, clock=clock, keyring=lambda: None)
    change_rule(gallery, "grace_days", 1)
    ada = enrol(gallery, "Ada").uuid
    privacy.order(gallery, ada)
    close_gallery(gallery)
    for hours, events in ((23, 0), (1, 1)):
        clock.forward(hours=hours)
        gallery = open_gallery(paths, clock=clock, keyring=lambda: None)
        assert audit.count(gallery, audit.AuditFilter(kind="person.erased")) == events
        close_gallery(gallery)


def test_sightings_are_written_only_where_the_rules_allow_it(tmp_path: Path) -> None:
    """Off by default; strangers need a switch of their own, and not alone."""
    with small_gallery(tmp_path) as gallery:
        ada = enrol(gallery, "Ada").uuid
        known, stranger = NewSighting(START, "door", ada), NewSighting(START, "door")
        assert [sightings.add(gallery, each) for each in (known, stranger)] == [None, None]
        change_rule(gallery, "record_strangers", value=True)
        assert [sightings.add(gallery, each) for each in (known, stranger)] == [None, None]
        change_rule(gallery, "record_strangers", value=False)
        change_rule(gallery, "record_sightings", value=True)
        assert sightings.add(gallery, known) is not None
        assert sightings.add(gallery, stranger) is None
        change_rule(gallery, "record_strangers", value=True)
        assert sightings.add(gallery, stranger) is not None


def test_sightings_are_erased_by_hand(tmp_path: Path) -> None:
    """By administrators only; the event tells how many."""
    with small_gallery(tmp_path) as gallery:
        change_rule(gallery, "record_sightings", value=True)
        uuid = sightings.add(gallery, NewSighting(START, "door", enrol(gallery, "Ada").uuid, {}, b"webp"))
        assert uuid is not None
        assert sightings.thumbnail(gallery, uuid) == b"webp"
        operator = Gallery(
            gallery.store, gallery.vault, Actor(None, Role.OPERATOR), gallery.anchor, gallery.clock
        )
        with pytest.raises(PermissionDenied):
            sightings.erase(operator, [uuid])
        assert (sightings.erase(gallery, [uuid]), sightings.erase(gallery, [uuid])) == (1, 0)
        (event,) = audit.events(gallery, audit.AuditFilter(kind="sighting"))
    assert event.details == {"sightings": 1}


def test_an_auditor_sees_no_sightings(tmp_path: Path) -> None:
    """Neither who is due nor who was seen."""
    with small_gallery(tmp_path, Actor(None, Role.AUDITOR)) as gallery:
        for attempt in (retention.due, sightings.newest):
            with pytest.raises(PermissionDenied):
                attempt(gallery)
        with pytest.raises(PermissionDenied):
            sightings.thumbnail(gallery, "x")
        with pytest.raises(PermissionDenied):
            sightings.add(gallery, NewSighting(START, "door"))
