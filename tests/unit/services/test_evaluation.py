"""Verification figures: which face counts, and that failures to enrol stay in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import pytest

from faceid_desktop.core.records import (
    AlignedFace,
    Face,
    FacesInPhoto,
    ImageArray,
    Landmarks,
    Pose,
    Quality,
    Template,
)
from faceid_desktop.services.evaluation import (
    EnrolledPhotos,
    PairScores,
    central_face,
    enrol_photos,
    largest_face,
    measure_pairs,
    score_pairs,
)
from faceid_desktop.services.pairs import Pair, Protocol, ScoreKind
from faceid_desktop.services.scoring import Scorer, load_scorer
from tests.helpers.tiny_bundle import DIMENSIONS, detection, write_tiny_bundle

MATRIX = np.array([[1.0, 0, 0], [0, 1, 0]])


def face(x: float, y: float, side: float, image: ImageArray) -> Face:
    """Return a face with its corner at (x, y) that shows a picture."""
    found = detection(x, y, side)
    return Face(
        detection=found,
        landmarks=Landmarks(found.points),
        quality=Quality(9, 1, 0.5, 0.5, Pose(0, 0, 0), 1, 0, 1),
        aligned=AlignedFace(image, MATRIX, found.points),
    )


class ColourPipeline:
    """A grey picture shows no face, any other one; the vector of a face is the colour of its picture."""

    def __init__(self, model_id: str) -> None:
        self.model_id = model_id
        self.batches: list[int] = []

    def analyse(self, image: ImageArray) -> FacesInPhoto:
        """Find the face of a picture."""
        grey = len(set(image[8, 8].tolist())) == 1
        return FacesInPhoto(image, () if grey else (face(2, 2, 12, image),))

    def embed(self, faces: Sequence[Face]) -> list[Template]:
        """Return the colours."""
        self.batches.append(len(faces))
        colours = [np.append(each.aligned.image[8, 8] / 40 - 3, 1).astype(np.float32) for each in faces]
        return [Template(colour, self.model_id) for colour in colours]


@pytest.fixture
def scorer(tmp_path: Path) -> Scorer:
    """Give the scorer of the tiny bundle."""
    return load_scorer(write_tiny_bundle(tmp_path / "tiny"))


def painted(folder: Path, name: str, colour: tuple[int, int, int]) -> str:
    """Write a picture of one colour."""
    cv2.imwrite(str(folder / name), np.full((24, 24, 3), colour[::-1], np.uint8))
    return name


def test_the_central_and_the_largest_face() -> None:
    """The face in the middle is not always the largest."""
    image = np.zeros((100, 100, 3), np.uint8)
    photo = FacesInPhoto(image, (face(0, 0, 40, image), face(40, 40, 20, image)))
    assert central_face(photo) is photo.faces[1]
    assert largest_face(photo) is photo.faces[0]


def test_photos_are_enrolled_in_batches_and_failures_listed(tmp_path: Path, scorer: Scorer) -> None:
    """Every photo has a template or an error, under its name, whatever the threads do."""
    names = [painted(tmp_path, f"{place}.png", (10 + place, 90, 200)) for place in range(70)]
    (tmp_path / "broken.png").write_bytes(b"no picture")
    names[5:5] = [painted(tmp_path, "grey.png", (90, 90, 90)), "broken.png", "missing.png"]
    pipeline = ColourPipeline(scorer.model_id)
    told: list[tuple[int, int]] = []
    found = enrol_photos(pipeline, tmp_path, names, Protocol.LIST, lambda done, of: told.append((done, of)))
    assert pipeline.batches == [32, 32, 6]
    assert told[-1] == (73, 73)
    assert {name: error.code for name, error in found.failures.items()} == {
        "grey.png": "no_face_found",
        "broken.png": "image_unreadable",
        "missing.png": "image_unreadable",
    }
    assert found.failure_rate == pytest.approx(3 / 73)
    for place in range(70):
        assert found.templates[f"{place}.png"].vector[0] == pytest.approx((10 + place) / 40 - 3)


def test_scores_are_those_of_the_application(tmp_path: Path, scorer: Scorer) -> None:
    """The Joint Bayesian score of a pair is the scorer's; a pair without a template has none."""
    for name, colour in (("a.png", (10, 200, 60)), ("b.png", (220, 30, 50)), ("grey.png", (9, 9, 9))):
        painted(tmp_path, name, colour)
    names = ["a.png", "b.png", "grey.png"]
    enrolled = enrol_photos(ColourPipeline(scorer.model_id), tmp_path, names, Protocol.LIST)
    pairs = [Pair("a.png", "b.png", same=False), Pair("a.png", "grey.png", same=True)]
    found = score_pairs(pairs, enrolled, scorer, ScoreKind.JB)
    a, b = enrolled.templates["a.png"], enrolled.templates["b.png"]
    assert found.scores[0] == pytest.approx(scorer.llr(a, b))
    assert np.isnan(found.scores[1])
    assert found.llr.tolist() == [found.scores[0], 0.0]


def test_cosines_are_calibrated_on_the_other_folds(scorer: Scorer) -> None:
    """The order of cosines is that of the vectors' angles; their ratios come from lines of other folds."""
    random = np.random.default_rng(1)
    centres = random.normal(size=(40, DIMENSIONS))
    vectors = np.repeat(centres, 2, axis=0) + 0.3 * random.normal(size=(80, DIMENSIONS))
    made = [Template(vector.astype(np.float32), scorer.model_id) for vector in vectors]
    enrolled = EnrolledPhotos({str(place): template for place, template in enumerate(made)}, {})
    pairs = [Pair(str(2 * i), str(2 * i + 1), same=True, fold=i % 2) for i in range(40)]
    pairs += [Pair(str(2 * i), str((2 * i + 3) % 80), same=False, fold=i % 2) for i in range(40)]

    found = score_pairs(pairs, enrolled, scorer, ScoreKind.COSINE)
    a, b = vectors[0].astype(np.float32), vectors[1].astype(np.float32)
    assert found.scores[0] == pytest.approx(a @ b / np.linalg.norm(a) / np.linalg.norm(b), rel=1e-5)
    slopes = {
        fold: np.polyfit(found.scores[found.folds == fold], found.llr[found.folds == fold], 1)
        for fold in (0, 1)
    }
    assert not np.allclose(slopes[0], slopes[1])
    figures = measure_pairs(found)
    assert figures.auc > 0.9
    assert figures.min_cllr <= figures.cllr < 1


def scored(missing: Sequence[int] = ()) -> PairScores:
    """Return 100 pairs of each kind in ten folds that are told apart without error, but for missing ones."""
    same = np.repeat([True, False], 100)
    scores = np.where(same, 5.0, -5.0) + np.tile(np.linspace(-1, 1, 100), 2)
    scores[list(missing)] = np.nan
    folds = np.tile(np.arange(100) // 10, 2)
    return PairScores(scores, np.where(np.isnan(scores), 0.0, scores), same, folds)


def test_perfect_scores_have_perfect_figures() -> None:
    """Without a failure nothing is wrong."""
    figures = measure_pairs(scored())
    assert (figures.pairs, figures.accuracy, figures.accuracy_at_zero) == (200, 1.0, 1.0)
    assert (figures.eer, figures.auc, figures.fnmr_at_1e_2, figures.fnmr_at_1e_3) == (0, 1, 0, 0)
    assert figures.cllr < 0.05


def test_a_failure_to_enrol_is_an_error_in_pairs_of_one_person() -> None:
    """Five lost genuine pairs of a hundred are five misses at every threshold, and no pair is dropped."""
    figures = measure_pairs(scored(missing=range(0, 50, 10)))
    assert figures.pairs == 200
    assert figures.accuracy == figures.accuracy_at_zero == pytest.approx(1 - 5 / 200)
    assert figures.fnmr_at_1e_2 == figures.fnmr_at_1e_3 == pytest.approx(0.05)
    assert figures.auc == pytest.approx(0.95)
    assert 0 < figures.eer <= 0.05


def test_a_failure_to_enrol_is_an_error_in_pairs_of_two_people() -> None:
    """Lost impostor pairs count as wrong in accuracy and EER, but are no false matches."""
    figures = measure_pairs(scored(missing=range(100, 150, 10)))
    assert figures.accuracy == figures.accuracy_at_zero == pytest.approx(1 - 5 / 200)
    assert figures.auc == pytest.approx(0.95)
    assert figures.eer == pytest.approx(0.05, abs=0.01)
    assert (figures.fnmr_at_1e_2, figures.fnmr_at_1e_3) == (0, 0)
    assert figures.cllr - measure_pairs(scored()).cllr == pytest.approx(0.5 * 5 / 100, abs=0.005)
