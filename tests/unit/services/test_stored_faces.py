"""Faces of the gallery, aligned anew from their stored crops."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from faceid_desktop.errors import PhotoNotFound
from faceid_desktop.gallery.records import PersonDetails
from faceid_desktop.services.enrolment import DuplicateDecision, EnrolmentService
from faceid_desktop.services.people import PeopleService
from faceid_desktop.services.stored_faces import stored_face
from tests.helpers.small_gallery import given
from tests.helpers.tiny_workspace import analysed, tiny_workspace


def test_the_stored_crop_gives_the_face_that_was_enrolled(tmp_path: Path) -> None:
    """Aligned again it is the face of the photo, but for the loss of the stored picture."""
    with tiny_workspace(tmp_path) as workspace:
        service = EnrolmentService(workspace)
        photo = analysed(workspace, (40, 200, 90, 140), 1)
        prepared = service.prepare(photo, None, b"1", "a.png")
        person = service.enrol(PersonDetails("Ada"), given(), [prepared], DuplicateDecision.PROCEED).uuid
        uuid = PeopleService(workspace.gallery, lambda *_: None).photos(person)[0].uuid
        spec = workspace.engine.bundle.manifest.alignment
        face = stored_face(workspace.gallery, uuid, spec)
        assert face.image.shape == (spec.height, spec.width, 3)
        lost = np.abs(face.image.astype(int) - photo.faces[0].aligned.image.astype(int))
        assert lost.mean() < 4


def test_a_photo_that_is_not_there_has_no_face(tmp_path: Path) -> None:
    """A photo that was removed meanwhile is told as such."""
    with tiny_workspace(tmp_path) as workspace, pytest.raises(PhotoNotFound):
        stored_face(workspace.gallery, "0" * 32, workspace.engine.bundle.manifest.alignment)
