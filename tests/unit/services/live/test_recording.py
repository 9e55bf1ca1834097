"""What a live session leaves in the gallery, and what the liveness check has to do with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from faceid_desktop.core.records import (
    Candidate,
    FalseMatchRate,
    Identification,
    IdentifyOutcome,
    LivenessResult,
)
from faceid_desktop.gallery.queries import audit
from faceid_desktop.gallery.records import PersonDetails
from faceid_desktop.services.access import Action
from faceid_desktop.services.enrolment import EnrolmentService
from faceid_desktop.services.live.recording import record_event
from faceid_desktop.services.live.records import TrackEvent, TrackEventKind, TrackVerdict
from faceid_desktop.services.liveness.records import CheckSet, LivenessView
from faceid_desktop.services.rules import change_rule
from faceid_desktop.services.workspace import Workspace
from tests.helpers.small_gallery import given
from tests.helpers.tiny_workspace import photo_of, tiny_workspace

RATE = FalseMatchRate(1e-4, 1e-5, 1e-3, supported=True, pairs=1000, people=100)
PASSED = LivenessView(CheckSet.ALL, attempt=1, result=LivenessResult(True, True, None, None))
FAILED = LivenessView(CheckSet.ALL, attempt=1, result=LivenessResult(False, False, None, None))


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A gallery that records sightings."""
    with tiny_workspace(tmp_path) as opened:
        change_rule(opened.gallery, "record_sightings", True)
        yield opened


@pytest.fixture
def ada(workspace: Workspace) -> str:
    """Somebody who is enrolled."""
    photo = photo_of((60.0, -40.0), workspace.engine.bundle.model_id)
    return EnrolmentService(workspace).enrol(PersonDetails("Ada"), given(), [photo]).uuid


def event(
    person: str,
    outcome: IdentifyOutcome = IdentifyOutcome.IDENTIFIED,
    kind: TrackEventKind = TrackEventKind.VERDICT,
    liveness: LivenessView | None = None,
) -> TrackEvent:
    """Return what a live session tells."""
    candidate = Candidate(person, 9.0, 9.0, 0.99, RATE)
    found = Identification(outcome, (candidate,), 0.01, 7.0, 0.2, 1, "m")
    return TrackEvent(kind, 1, 0, TrackVerdict(found, 3, 1.3, 0), liveness=liveness)


def told(workspace: Workspace) -> list[dict[str, object]]:
    """Return the details of all identifications, the newest first."""
    with workspace.gallery.read(Action.VIEW_AUDIT) as session:
        return [dict(each.details) for each in audit.newest(session) if each.kind == "identify.performed"]


def test_a_match_is_a_sighting_and_an_event(workspace: Workspace, ada: str) -> None:
    """Without a check nothing of it is written."""
    sighting = record_event(workspace.gallery, event(ada), "door")
    assert sighting is not None
    (written,) = told(workspace)
    assert written["sighting"] == sighting
    assert "liveness" not in written


def test_the_end_of_a_track_is_not_recorded(workspace: Workspace, ada: str) -> None:
    """Only a change of what is known is."""
    assert record_event(workspace.gallery, event(ada, kind=TrackEventKind.GONE), "door") is None
    assert record_event(workspace.gallery, event(ada, IdentifyOutcome.UNCERTAIN), "door") is None
    assert told(workspace) == []


@pytest.mark.parametrize(
    ("kind", "policy", "liveness", "accepted"),
    [
        (TrackEventKind.VERDICT, "advise", None, True),
        (TrackEventKind.VERDICT, "advise", FAILED, True),
        (TrackEventKind.VERDICT, "require", None, False),
        (TrackEventKind.LIVENESS, "require", FAILED, False),
        (TrackEventKind.LIVENESS, "require", PASSED, True),
    ],
)
def test_the_check_stands_in_the_audit(
    workspace: Workspace,
    ada: str,
    kind: TrackEventKind,
    policy: str,
    liveness: LivenessView | None,
    accepted: bool,
) -> None:
    """With its result; where it is required, only who passed it was seen."""
    told_of = event(ada, kind=kind, liveness=liveness)
    sighting = record_event(workspace.gallery, told_of, "door", policy)
    assert (sighting is not None) is accepted
    (written,) = told(workspace)
    assert written["accepted"] is accepted
    facts = written["liveness"]
    assert (facts is None) is (liveness is None)
    if isinstance(facts, dict):
        assert facts["passed"] is (liveness is PASSED)


def test_advice_on_somebody_who_was_seen_is_no_second_sighting(workspace: Workspace, ada: str) -> None:
    """One passage is one sighting; what the check says of it later stands in the audit alone."""
    assert record_event(workspace.gallery, event(ada), "door", "advise") is not None
    later = event(ada, kind=TrackEventKind.LIVENESS, liveness=FAILED)
    assert record_event(workspace.gallery, later, "door", "advise") is None
    advised, first = told(workspace)
    assert first["sighting"] is not None
    assert (advised["sighting"], advised["liveness"] is None) == (None, False)
