"""Recognition: faces of a photo, and tracks, against a gallery."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

from faceid_desktop.core.calibration import AffineCalibration, FmrTable, ScoreHistogram
from faceid_desktop.core.joint_bayesian import JointBayesian
from faceid_desktop.core.records import FacesInPhoto, IdentifyOutcome, OperatingPoint, QualityReason, Template
from faceid_desktop.errors import ModelMismatchError
from faceid_desktop.services.index import GalleryIndex
from faceid_desktop.services.pipeline import FacePipeline
from faceid_desktop.services.recognition import RecognitionService, SearchSettings
from faceid_desktop.services.scoring import Scorer

D = 12
MODEL = JointBayesian(np.eye(D) * 9.0, np.eye(D))
RATES = np.array([0.5, 1e-2, 1e-3, 1e-4])
SCORER = Scorer(
    model=MODEL,
    calibration=AffineCalibration(1.0, 0.0),
    table=FmrTable(np.array([-5.0, 1.0, 3.0, 5.0]), RATES, RATES / 2, np.minimum(2 * RATES, 1), 50_000, 300),
    histogram=ScoreHistogram(np.array([-5.0, 5.0, 30.0]), np.array([0.1, 0.9]), np.array([1.0, 0.0])),
    model_id="m",
)
FACES = 3 * np.random.default_rng(0).normal(size=(20, D))


def template(vector: np.ndarray, model_id: str = "m") -> Template:
    """Return a probe."""
    return Template(vector.astype(np.float32), model_id)


class Gallery:
    """A gallery that can be exchanged, and a pipeline that makes the templates it is told."""

    def __init__(self, people: int) -> None:
        vectors = FACES[:people].astype(np.float32)
        self.index = self.build(vectors)
        self.made: list[Template] = []
        self.settings = SearchSettings(OperatingPoint(same_fmr=1e-2), fpir=0.01)
        pipeline = cast("FacePipeline", SimpleNamespace(embed=lambda _: self.made))
        self.service = RecognitionService(pipeline, SCORER, lambda: self.settings, lambda: self.index)

    def build(self, vectors: np.ndarray) -> GalleryIndex:
        """Build an index of one photo each."""
        persons = np.arange(len(vectors))
        ids = [f"{person:032x}" for person in persons]
        return GalleryIndex.build(MODEL, SCORER.calibration, "m", vectors, persons, ids)


def photo(*poor: bool) -> FacesInPhoto:
    """Return a photo of faces of which only the quality is looked at."""
    faces = [
        SimpleNamespace(quality=SimpleNamespace(reasons=(QualityReason.BLURRED,) if each else ()))
        for each in poor
    ]
    return FacesInPhoto(np.zeros((1, 1, 3), np.uint8), cast("tuple[Any, ...]", tuple(faces)))


def test_each_face_gets_its_verdict() -> None:
    """Who is enrolled is identified, a stranger is not, and a poor face is told as such."""
    gallery = Gallery(10)
    gallery.made = [template(FACES[3] + 0.1), template(FACES[15]), template(FACES[2])]
    verdicts = gallery.service.identify(photo(False, False, True), top=3)
    assert [place for place, _ in verdicts] == [0, 1, 2]
    known, stranger, poor = (verdict for _, verdict in verdicts)
    assert known.outcome is IdentifyOutcome.IDENTIFIED
    assert known.candidates[0].person == f"{3:032x}"
    assert known.gallery_size == 10
    assert stranger.outcome is IdentifyOutcome.UNKNOWN
    assert poor.outcome is IdentifyOutcome.POOR_QUALITY
    assert poor.candidates[0].person == f"{2:032x}"
    assert all(len(verdict.candidates) == 3 for _, verdict in verdicts)


def test_a_photo_without_faces_has_no_verdict() -> None:
    """Nothing is searched."""
    assert Gallery(3).service.identify(photo()) == []


def test_the_newest_gallery_and_settings_count() -> None:
    """Index and settings are asked for at each search, and the threshold follows both."""
    gallery = Gallery(2)
    before = gallery.service.point
    gallery.index = gallery.build(FACES.astype(np.float32))
    more = gallery.service.point
    gallery.settings = SearchSettings(gallery.settings.point, fpir=1e-4)
    stricter = gallery.service.point
    assert before.threshold < more.threshold < stricter.threshold
    assert (before.persons, more.persons) == (2, 20)


def test_who_is_ruled_out_is_not_proposed() -> None:
    """An excluded person is neither best nor among the candidates."""
    gallery = Gallery(6)
    verdict = gallery.service.identify_template(template(FACES[1]), poor=False, exclude={f"{1:032x}"})
    assert f"{1:032x}" not in {each.person for each in verdict.candidates}
    gallery.made = [template(FACES[1])]
    ((_, same),) = gallery.service.identify(photo(False), exclude={f"{1:032x}"})
    assert [each.score for each in same.candidates] == [each.score for each in verdict.candidates]


def test_a_track_of_one_frame_is_that_frame() -> None:
    """One frame of full quality scores as a photo does; more frames of the person tell more."""
    gallery = Gallery(10)
    probe = FACES[5] + np.random.default_rng(3).normal(size=D)
    single = gallery.service.identify_template(template(probe), poor=False)
    track = gallery.service.identify_track([template(probe)], [1.0])
    assert [each.person for each in track.candidates] == [each.person for each in single.candidates]
    for ours, theirs in zip(track.candidates, single.candidates, strict=True):
        assert ours.score == pytest.approx(theirs.score, abs=1e-4)
    several = gallery.service.identify_track([template(FACES[5])] * 4, [1.0] * 4)
    once = gallery.service.identify_track([template(FACES[5])], [1.0])
    assert several.candidates[0].person == f"{5:032x}"
    assert several.candidates[0].score > once.candidates[0].score


def test_an_empty_gallery_is_told() -> None:
    """Every way to ask says that there is nobody."""
    gallery = Gallery(0)
    for verdict in (
        gallery.service.identify_template(template(FACES[0]), poor=False),
        gallery.service.identify_track([template(FACES[0])], [1.0]),
    ):
        assert verdict.outcome is IdentifyOutcome.EMPTY_GALLERY
        assert verdict.candidates == ()


def test_other_models_are_refused() -> None:
    """A template of another model is not searched for."""
    with pytest.raises(ModelMismatchError):
        Gallery(3).service.identify_template(template(FACES[0], "other"), poor=False)
