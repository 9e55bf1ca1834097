"""Enrolment: quality, duplicates, consent, one transaction for all of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from faceid_desktop.core.records import QualityReason
from faceid_desktop.errors import (
    AlreadyEnrolled,
    ConsentMissing,
    ConsentNotValid,
    DuplicatePhoto,
    ModelMismatchError,
    NoFaceFound,
    PersonNotFound,
    PoorQuality,
)
from faceid_desktop.gallery.lawful_basis import LawfulBasis
from faceid_desktop.gallery.queries import audit, people
from faceid_desktop.gallery.records import PersonDetails, PersonRecord
from faceid_desktop.gallery.schema import MediaKind
from faceid_desktop.services.access import Action
from faceid_desktop.services.active_model import active_model
from faceid_desktop.services.audit import verify
from faceid_desktop.services.enrolment import DuplicateDecision, EnrolmentService
from faceid_desktop.services.intake import QualityProfile, refusals
from faceid_desktop.services.workspace import Workspace
from tests.helpers.small_gallery import START, Clock, given
from tests.helpers.tiny_bundle import write_tiny_bundle
from tests.helpers.tiny_workspace import (
    analysed,
    photo_of,
    picture,
    quality,
    tiny_engine,
    tiny_workspace,
)

ADA, BEN = PersonDetails("Ada"), PersonDetails("Ben")
FAR, NEAR = (60.0, -40.0, 0.0, 0.0), (60.1, -40.0, 0.0, 0.0)


@pytest.fixture
def clock() -> Clock:
    """A clock that stands still."""
    return Clock()


@pytest.fixture
def workspace(tmp_path: Path, clock: Clock) -> Iterator[Workspace]:
    """An empty gallery."""
    with tiny_workspace(tmp_path, clock=clock) as opened:
        yield opened


def enrol(workspace: Workspace, details: PersonDetails, *vectors: tuple[float, ...]) -> PersonRecord:
    """Enrol without asking about people who look alike."""
    model_id = workspace.engine.bundle.model_id
    photos = [photo_of(vector, model_id) for vector in vectors]
    return EnrolmentService(workspace).enrol(details, given(), photos, DuplicateDecision.PROCEED)


def told(workspace: Workspace, kind: str) -> list[dict[str, object]]:
    """Return the details of all events of a kind."""
    with workspace.gallery.read(Action.VIEW_AUDIT) as session:
        return [dict(entry.details) for entry in audit.newest(session) if entry.kind == kind]


def test_what_is_prepared_is_what_was_seen(workspace: Workspace) -> None:
    """Template, crop and landmarks are of the chosen face, and the stored crop gives the template again."""
    service = EnrolmentService(workspace, keep_originals=True)
    photo = analysed(workspace, (40, 90, 140, 190))
    new = service.prepare(photo, None, b"the file", "a.jpg")
    (template,) = workspace.engine.pipeline.embed(photo.faces)
    assert np.array_equal(new.template.vector, template.vector)
    assert (new.source_name, new.original, new.quality) == ("a.jpg", b"the file", photo.faces[0].quality)
    person = service.enrol(ADA, given(), [new])
    (stored,) = workspace.people.photos(person.uuid)
    assert workspace.people.picture(stored.uuid, MediaKind.ORIGINAL) == b"the file"
    assert len(workspace.index) == person.photos == 1


def test_a_photo_without_a_face_is_told(workspace: Workspace) -> None:
    """The error names the photo."""
    engine = tiny_engine(workspace.engine.bundle, found=())
    photo = engine.pipeline.analyse(picture((1, 2, 3, 4)))
    with pytest.raises(NoFaceFound) as caught:
        EnrolmentService(workspace).prepare(photo, None, b"", "empty.jpg")
    assert caught.value.data == {"path": "empty.jpg"}


def test_profiles_refuse_what_they_should() -> None:
    """Default refuses every reason; loose only what makes landmarks guesswork."""
    poor = replace(quality(QualityReason.BLURRED, QualityReason.TURNED), eye_distance_px=12.0, inside=0.8)
    hopeless = replace(poor, eye_distance_px=6.0, inside=0.3)
    assert refusals(quality(), QualityProfile.DEFAULT) == ()
    assert refusals(poor, QualityProfile.DEFAULT) == poor.reasons
    assert refusals(poor, QualityProfile.LOOSE) == ()
    assert refusals(hopeless, QualityProfile.LOOSE) == (QualityReason.TOO_SMALL, QualityReason.CUT_OFF)


def test_a_poor_face_is_refused_unless_the_profile_is_loose(workspace: Workspace) -> None:
    """The reasons are told; a looser profile may be chosen for one photo."""
    photo = analysed(workspace, (40, 90, 140, 190))
    face = replace(photo.faces[0], quality=quality(QualityReason.BLURRED))
    photo = replace(photo, faces=(face,))
    service = EnrolmentService(workspace)
    with pytest.raises(PoorQuality) as caught:
        service.prepare(photo, 0, b"x", "x.jpg")
    assert caught.value.data == {"path": "x.jpg", "reasons": (QualityReason.BLURRED,)}
    assert service.prepare(photo, 0, b"x", "x.jpg", QualityProfile.LOOSE).quality.reasons


def test_a_known_face_is_asked_about(workspace: Workspace) -> None:
    """Nobody is enrolled under a second name unless a human says so, and nothing is stored before."""
    ada = enrol(workspace, ADA, FAR)
    new = photo_of(NEAR, workspace.engine.bundle.model_id, name="new.jpg")
    with pytest.raises(AlreadyEnrolled) as caught:
        EnrolmentService(workspace).enrol(BEN, given(), [photo_of((0.0,), new.template.model_id), new])
    data = caught.value.data
    assert (data["person"], data["name"], data["path"]) == (ada.uuid, "Ada", "new.jpg")
    with workspace.gallery.read(Action.VIEW_PEOPLE) as session:
        assert people.count(session) == 1


def test_a_human_decides_and_it_is_remembered(workspace: Workspace) -> None:
    """Told apart once, the two are not brought up for each other again; the decision is in the audit log."""
    ada = enrol(workspace, ADA, FAR)
    service, model_id = EnrolmentService(workspace), workspace.engine.bundle.model_id
    twin = service.enrol(BEN, given(), [photo_of(NEAR, model_id)], DuplicateDecision.NOT_SAME)
    assert workspace.people.told_apart(ada.uuid) == {twin.uuid}
    (event,) = told(workspace, "duplicate.decided")
    assert (event["other"], event["decision"]) == (ada.uuid, "not_same")
    another = photo_of((60.05, -40.0), model_id)
    assert service.find_duplicates([another], excluded=twin.uuid) == ()
    assert {s.candidate.person for s in service.find_duplicates([another])} == {ada.uuid, twin.uuid}
    service.add_photos(twin.uuid, [another], DuplicateDecision.ASK)
    assert verify(workspace.gallery).holds


def test_recognising_somebody_is_written_down(workspace: Workspace) -> None:
    """The photos of a duplicate go to the person who was enrolled first, and the decision is recorded."""
    ada = enrol(workspace, ADA, FAR)
    new = photo_of(NEAR, workspace.engine.bundle.model_id)
    merged = EnrolmentService(workspace).add_photos(ada.uuid, [new], DuplicateDecision.SAME)
    assert (merged.uuid, merged.photos) == (ada.uuid, 2)
    (event,) = told(workspace, "duplicate.decided")
    assert (event["decision"], event["photos"]) == ("same", 1)


def test_a_photo_of_somebody_else_is_asked_about(workspace: Workspace) -> None:
    """Adding Ada's face to Ben asks, if asking is wanted."""
    ada, ben = enrol(workspace, ADA, FAR), enrol(workspace, BEN, (-60.0, 40.0))
    service, photo = EnrolmentService(workspace), photo_of(NEAR, workspace.engine.bundle.model_id)
    with pytest.raises(AlreadyEnrolled) as caught:
        service.add_photos(ben.uuid, [photo], DuplicateDecision.ASK)
    assert caught.value.data["person"] == ada.uuid
    assert service.add_photos(ben.uuid, [photo], DuplicateDecision.PROCEED).photos == 2


def test_nobody_is_enrolled_without_a_lawful_basis(workspace: Workspace) -> None:
    """No basis, an unknown one and one that has run out are refused, and nothing is left of the attempt."""
    service, model_id = EnrolmentService(workspace), workspace.engine.bundle.model_id
    wrong = (None, given(basis="because"), given(expires=START - timedelta(days=1)))
    for basis in wrong:
        with pytest.raises((ConsentMissing, ConsentNotValid)):
            service.enrol(ADA, basis, [photo_of(FAR, model_id)])
    with workspace.gallery.read(Action.VIEW_PEOPLE) as session:
        assert people.count(session) == 0
    assert active_model(workspace.gallery) is None
    person = service.enrol(ADA, given(basis=LawfulBasis.CONTRACT), [photo_of(FAR, model_id)])
    assert person.consent is not None
    assert person.consent.basis == "contract"


def test_enrolment_is_all_or_nothing(workspace: Workspace) -> None:
    """The second photo is the first file again: the person is not there either."""
    model_id = workspace.engine.bundle.model_id
    photos = [photo_of(FAR, model_id, b"one file"), photo_of(NEAR, model_id, b"one file")]
    with pytest.raises(DuplicatePhoto):
        EnrolmentService(workspace).enrol(ADA, given(), photos)
    assert len(workspace.index) == len(workspace.directory) == 0
    assert told(workspace, "person.added") == []
    assert verify(workspace.gallery).holds


def test_a_check_of_liveness_is_kept_with_photo_and_audit(workspace: Workspace) -> None:
    """What the check said stands with each photo, and once in the event of the audit."""
    stored = {"passed": True, "reasons": ["operator_confirmed"], "challenge": "operator", "attempt": 1}
    photo = replace(photo_of(FAR, workspace.engine.bundle.model_id), liveness=stored)
    ada = EnrolmentService(workspace).enrol(ADA, given(), [photo])
    assert [dict(each.liveness) for each in workspace.people.photos(ada.uuid)] == [stored]
    (event,) = told(workspace, "person.added")
    assert event["liveness"] == stored
    assert verify(workspace.gallery).holds


def test_a_withdrawn_person_gets_no_photos(workspace: Workspace, clock: Clock) -> None:
    """Consent that has run out takes the person out of the index at once and refuses more photos."""
    service, model_id = EnrolmentService(workspace), workspace.engine.bundle.model_id
    basis = given(expires=START + timedelta(days=2))
    ada = service.enrol(ADA, basis, [photo_of(FAR, model_id)])
    assert len(workspace.index) == 1
    clock.forward(days=2)
    assert len(workspace.index) == 0
    with pytest.raises(ConsentNotValid):
        service.add_photos(ada.uuid, [photo_of((1.0,), model_id)])
    with pytest.raises(PersonNotFound):
        service.add_photos("0" * 32, [photo_of((2.0,), model_id)])


def test_another_model_s_templates_are_refused(workspace: Workspace, tmp_path: Path) -> None:
    """The first enrolment decides on the model; templates of another are never stored beside them."""
    enrol(workspace, ADA, FAR)
    with pytest.raises(ModelMismatchError):
        EnrolmentService(workspace).enrol(
            BEN, given(), [photo_of((1.0,), "other-1+0")], DuplicateDecision.ASK
        )
    bundle = write_tiny_bundle(tmp_path / "other", seed=8)
    other = Workspace(workspace.gallery, replace(workspace.engine, bundle=bundle))
    with pytest.raises(ModelMismatchError):
        len(other.index)


def test_enrolment_can_be_taken_back(workspace: Workspace) -> None:
    """Undo removes the person, or the photos that were added, from gallery, index and directory."""
    ada = enrol(workspace, ADA, FAR)
    EnrolmentService(workspace).add_photos(ada.uuid, [photo_of(NEAR, workspace.engine.bundle.model_id)])
    assert workspace.people.undo().kind == "add_photos"
    assert workspace.people.get(ada.uuid).photos == 1
    enrol(workspace, BEN, (-60.0, 40.0))
    step = workspace.people.undo()
    assert step.kind == "add"
    assert [record.details.name for record in workspace.directory] == ["Ada"]
    assert workspace.index.person_ids == [ada.uuid]
    assert verify(workspace.gallery).holds
