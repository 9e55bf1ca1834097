"""How many good photos people have: exactly, and only the changed ones are opened again."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from faceid_desktop.core.records import QualityReason
from faceid_desktop.gallery.queries import photos
from faceid_desktop.gallery.records import PersonDetails
from faceid_desktop.services.enrolment import DuplicateDecision, EnrolmentService
from faceid_desktop.services.grades import Grades
from faceid_desktop.services.intake import QualityProfile
from faceid_desktop.services.workspace import Workspace
from tests.helpers.small_gallery import given
from tests.helpers.tiny_workspace import photo_of, quality, tiny_workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Return a gallery of three people with 0, 1 and 2 good photos, each with a poor one besides."""
    with tiny_workspace(tmp_path / "gallery") as made:
        service = EnrolmentService(made, QualityProfile.LOOSE)
        model_id = made.engine.bundle.model_id
        for good, name in enumerate(("Ada", "Ben", "Cara")):
            place = (60.0 - 40 * good, -40.0)
            poor = replace(photo_of(place, model_id), quality=quality(QualityReason.BLURRED))
            service.enrol(
                PersonDetails(name),
                given(),
                [poor, *(photo_of(place, model_id) for _ in range(good))],
                DuplicateDecision.PROCEED,
            )
        yield made


def by_name(workspace: Workspace, grades: Grades) -> dict[str, int]:
    """Return the number of good photos of everybody by name."""
    counts = grades.of(workspace.gallery, workspace.directory)
    return {workspace.directory.get(uuid).details.name: count for uuid, count in counts.items()}


def test_good_photos_are_counted(workspace: Workspace) -> None:
    """A photo that something is wrong with is not a good one."""
    assert by_name(workspace, Grades()) == {"Ada": 0, "Ben": 1, "Cara": 2}


def test_people_are_read_in_portions(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database takes only so many names at once; nobody is lost or counted twice between portions."""
    monkeypatch.setattr(photos, "_AT_ONCE", 2)
    assert by_name(workspace, Grades()) == {"Ada": 0, "Ben": 1, "Cara": 2}


def test_only_who_changed_is_read_again(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a merge the one is gone and the other counts anew; the third is not opened."""
    grades, read = Grades(), list[set[str]]()
    grades.of(workspace.gallery, workspace.directory)
    counted = photos.accepted_of

    def noted(session: object, vault: object, people: Collection[str]) -> dict[str, int]:
        read.append(set(people))
        return counted(session, vault, people)  # type: ignore[arg-type]

    monkeypatch.setattr(photos, "accepted_of", noted)
    ben, cara = (workspace.directory.find(name).uuid for name in ("Ben", "Cara"))
    workspace.people.merge(ben, cara)
    assert by_name(workspace, grades) == {"Ada": 0, "Cara": 3}
    assert by_name(workspace, grades) == {"Ada": 0, "Cara": 3}
    assert read == [{cara}]
