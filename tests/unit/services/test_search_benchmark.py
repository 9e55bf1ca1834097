"""The benchmark of searches: that all contestants answer the same question."""

from __future__ import annotations

import importlib
from types import ModuleType

import numpy as np
import pytest

from faceid_desktop.core.calibration import AffineCalibration, FmrTable, ScoreHistogram
from faceid_desktop.core.joint_bayesian import JointBayesian
from faceid_desktop.services.scoring import Scorer
from faceid_desktop.services.search_benchmark import TOP, draw_gallery, measure_search


def scorer() -> Scorer:
    """Return a scorer of eight dimensions and commonness."""
    random = np.random.default_rng(0)
    a, b = random.normal(size=(2, 8, 8))
    half = np.array([0.5])
    return Scorer(
        model=JointBayesian(a @ a.T, b @ b.T + np.eye(8), commonness=0.33),
        calibration=AffineCalibration(0.5, 0.0),
        table=FmrTable(np.array([0.0]), half, half, half, 100, 10),
        histogram=ScoreHistogram(np.array([-1.0, 1.0]), np.array([1.0]), np.array([1.0])),
        model_id="m",
    )


@pytest.mark.parametrize("photos", [1, 4])
def test_brute_force_finds_the_same_persons(photos: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Numpy and torch answer as the index does, up to rounding; what is not installed is left out."""
    found = importlib.import_module

    def without_faiss(name: str) -> ModuleType:
        if name == "faiss":
            raise ModuleNotFoundError(name)
        return found(name)

    monkeypatch.setattr(importlib, "import_module", without_faiss)
    bundle = scorer()
    report = measure_search(bundle, draw_gallery(bundle.model), (300, photos), runs=1)
    assert [each.method for each in report.timings] == [
        "ours",
        "numpy float64",
        "numpy float32",
        "torch float32",
    ]
    assert [each.recall >= 0.999 for each in report.timings] == [True] * 4
    assert report.timings[0].recall == 1.0
    assert all(0 < each.one_ms[0] <= each.one_ms[1] for each in report.timings)
    assert report.timings[0].bytes_per_template > 4 * 8


def test_faiss_answers_the_same_question() -> None:
    """The flat index of faiss finds the same persons, and the graph most of them."""
    pytest.importorskip("faiss")
    bundle = scorer()
    report = measure_search(bundle, draw_gallery(bundle.model), (2000, 1), runs=1)
    recalls = {each.method: each.recall for each in report.timings}
    assert recalls["faiss IndexFlatIP"] >= 0.999
    assert recalls["faiss IndexHNSWFlat"] > 0.3


def test_galleries_are_drawn_from_the_model() -> None:
    """Photos of a person are as alike as the model says, and the same seed draws the same gallery."""
    model = scorer().model
    gallery = draw_gallery(model)(4000, 2)
    vectors = gallery.vectors[:, :8].astype(float)  # what follows is commonness
    first, second = vectors[::2], vectors[1::2]
    np.testing.assert_allclose(
        first.T @ second / 4000, model.between, atol=0.15 * np.abs(model.between).max()
    )
    np.testing.assert_array_equal(draw_gallery(model)(50, 2).vectors, draw_gallery(model)(50, 2).vectors)
    assert len(gallery.ids) == 4000 > TOP
