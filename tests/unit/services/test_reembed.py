"""Changing the model: from the stored crops, resumable, and never two models at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from faceid_desktop.errors import ModelMismatchError, PermissionDenied, RecordTampered
from faceid_desktop.gallery.queries import templates
from faceid_desktop.gallery.records import PersonDetails
from faceid_desktop.gallery.schema import Role
from faceid_desktop.services import reembed
from faceid_desktop.services.access import Action, Actor
from faceid_desktop.services.active_model import active_model
from faceid_desktop.services.audit import verify
from faceid_desktop.services.bootstrap import Engine
from faceid_desktop.services.enrolment import DuplicateDecision, EnrolmentService
from faceid_desktop.services.progress import CancelToken
from faceid_desktop.services.reembed import Reembedder, ReembedReport, model_status
from faceid_desktop.services.workspace import Workspace
from tests.helpers.small_gallery import given
from tests.helpers.tiny_bundle import write_tiny_bundle
from tests.helpers.tiny_workspace import analysed, tiny_engine, tiny_workspace

PEOPLE = 5


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A gallery of five people with two photos each, under the first of two bundles."""
    with tiny_workspace(tmp_path) as opened:
        for number in range(PEOPLE):
            enrol(opened, f"Person {number}", number)
        yield opened


@pytest.fixture
def later(tmp_path: Path) -> Engine:
    """An engine of the second bundle."""
    return tiny_engine(write_tiny_bundle(tmp_path / "later", seed=99))


def enrol(workspace: Workspace, name: str, number: int) -> None:
    """Enrol somebody with two photos."""
    service = EnrolmentService(workspace)
    colours = np.random.default_rng(number).integers(0, 250, 4).tolist()
    photos = [
        service.prepare(analysed(workspace, colours, 2 * number + place), None, bytes([number, place]), name)
        for place in range(2)
    ]
    service.enrol(PersonDetails(name), given(), photos, DuplicateDecision.PROCEED)


def run(workspace: Workspace, engine: Engine) -> ReembedReport:
    """Change over and return the report."""
    job = Reembedder(workspace.gallery, engine)
    steps = list(job.run(CancelToken()))
    assert steps[-1].done == steps[-1].total
    return job.report


def test_the_gallery_changes_over_when_all_is_there(workspace: Workspace, later: Engine) -> None:
    """Everybody has a template of the new model, close to what the photo itself would give."""
    before = workspace.index
    report = run(workspace, later)
    assert (report.made, report.switched, report.failures) == (2 * PEOPLE, True, [])
    new = Workspace(workspace.gallery, later)
    assert new.index.person_ids == before.person_ids
    assert new.index.model_id == active_model(workspace.gallery) == later.bundle.model_id != before.model_id
    for person in before.person_ids:
        # The stand-in for a network measures light, so that both models agree but for the crop's loss.
        assert new.index.person_vectors(person) == pytest.approx(before.person_vectors(person), abs=0.5)
    assert verify(workspace.gallery).holds


def test_the_old_model_serves_until_then_and_not_after(workspace: Workspace, later: Engine) -> None:
    """Half-way the old index can be loaded and the new one cannot; afterwards it is the other way round."""
    job, cancel = Reembedder(workspace.gallery, later), CancelToken()
    steps = job.run(cancel)
    next(steps)
    workspace.refresh()
    assert len(workspace.index) == PEOPLE
    with pytest.raises(ModelMismatchError):
        len(Workspace(workspace.gallery, later).index)
    list(steps)
    workspace.refresh()
    with pytest.raises(ModelMismatchError):
        len(workspace.index)
    assert len(Workspace(workspace.gallery, later).index) == PEOPLE


def test_thresholds_come_with_the_new_bundle(workspace: Workspace, later: Engine) -> None:
    """The operator's rate of false alarms stays; the score that it needs is the new calibration's."""
    workspace.set_fpir(0.05)
    shifted = replace(later.scorer.table, llr=later.scorer.table.llr + 1.5)
    engine = replace(later, scorer=replace(later.scorer, table=shifted))
    before = workspace.recognition.point
    run(workspace, engine)
    after = Workspace(workspace.gallery, engine).recognition.point
    assert (before.fpir, after.fpir) == (0.05, 0.05)
    assert after.threshold == pytest.approx(before.threshold + 1.5)


def test_a_run_goes_on_where_one_was_stopped(
    workspace: Workspace, later: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was made is not made again, and nothing changes over before all is made."""
    monkeypatch.setattr(reembed, "BATCH", 3)
    old = active_model(workspace.gallery)
    steps = Reembedder(workspace.gallery, later).run(CancelToken())
    next(steps)
    steps.close()
    assert active_model(workspace.gallery) == old
    status = model_status(workspace.gallery, later.bundle.model_id)
    assert (status.made, status.photos, status.complete) == (3, 2 * PEOPLE, False)
    report = run(workspace, later)
    assert (report.made, report.switched) == (2 * PEOPLE - 3, True)
    assert model_status(workspace.gallery, later.bundle.model_id).complete


def test_stopping_keeps_the_batch(
    workspace: Workspace, later: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cancelled run says that it did not change over."""
    monkeypatch.setattr(reembed, "BATCH", 4)
    job, cancel = Reembedder(workspace.gallery, later), CancelToken()
    for _ in job.run(cancel):
        cancel.cancel()
    assert (job.report.made, job.report.switched) == (4, False)


def test_who_is_enrolled_meanwhile_is_not_forgotten(
    workspace: Workspace, later: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A person enrolled with the old model while the new templates are made gets new ones too."""
    monkeypatch.setattr(reembed, "BATCH", 4)
    steps = Reembedder(workspace.gallery, later).run(CancelToken())
    next(steps)
    enrol(workspace, "Latecomer", 77)
    list(steps)
    new = Workspace(workspace.gallery, later)
    assert len(new.index) == PEOPLE + 1
    assert new.directory.find("Latecomer").uuid in new.index.person_ids


def test_a_photo_that_cannot_be_opened_keeps_the_old_model(workspace: Workspace, later: Engine) -> None:
    """It is reported, everything else is made, and nobody is lost from the search."""
    (photo, *_) = workspace.people.photos(workspace.directory.find("Person 2").uuid)
    with workspace.gallery.store.raw() as connection:
        connection.execute(
            "UPDATE media SET sealed = zeroblob(80) WHERE kind = 'crop'"
            " AND photo_id = (SELECT id FROM photo WHERE uuid = ?)",
            (photo.uuid,),
        )
    job = Reembedder(workspace.gallery, later)
    list(job.run(CancelToken()))
    (failure,) = job.report.failures
    assert (failure.photo, type(failure.error)) == (photo.uuid, RecordTampered)
    assert (job.report.made, job.report.switched) == (2 * PEOPLE - 1, False)
    assert active_model(workspace.gallery) == workspace.engine.bundle.model_id


def test_changing_over_twice_does_nothing(workspace: Workspace, later: Engine) -> None:
    """And changing back only switches: the old templates are still there."""
    run(workspace, later)
    assert run(workspace, later).made == 0
    back = run(workspace, workspace.engine)
    assert (back.made, back.switched) == (0, True)
    workspace.refresh()
    assert len(workspace.index) == PEOPLE


def test_only_an_administrator_changes_the_model(workspace: Workspace, later: Engine) -> None:
    """Nothing is made for anybody else."""
    gallery = replace(workspace.gallery, actor=Actor("0" * 32, Role.OPERATOR))
    with pytest.raises(PermissionDenied):
        list(Reembedder(gallery, later).run(CancelToken()))
    with workspace.gallery.read(Action.VIEW_PEOPLE) as session:
        assert later.bundle.model_id not in templates.counts(session)
