"""Scores: calibrated Joint Bayesian, never between two models, never from a bundle that does not fit."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import safetensors.numpy

from faceid_desktop.core.records import OperatingPoint, Outcome, Template
from faceid_desktop.errors import BundleCorrupt, ModelMismatchError
from faceid_desktop.services.scoring import Scorer, load_scorer
from faceid_desktop.vision.bundle import write_bundle
from tests.helpers.tiny_bundle import (
    DIMENSIONS,
    calibration_tensors,
    tiny_contents,
    tiny_manifest,
    write_tiny_bundle,
)


@pytest.fixture
def scorer(tmp_path: Path) -> Scorer:
    """Give the scorer of the tiny bundle."""
    return load_scorer(write_tiny_bundle(tmp_path / "tiny"))


def template(scorer: Scorer, *values: float) -> Template:
    """Return a template of the scorer's model."""
    return Template(vector=np.array(values, np.float32), model_id=scorer.model_id)


def test_score_is_the_calibrated_log_likelihood_ratio(scorer: Scorer) -> None:
    """The score is the direct Gaussian log ratio, scaled and shifted by the calibration."""
    a, b = template(scorer, 1, -2, 0.5, 1), template(scorer, 2, -1, 0, 1.5)
    total = np.diag([5.0, 4.0, 3.0, 2.0])
    between = np.diag([4.0, 3.0, 2.0, 1.0])
    joint = np.block([[total, between], [between, total]])
    apart = np.block([[total, np.zeros_like(total)], [np.zeros_like(total), total]])
    x = np.concatenate([a.vector, b.vector]).astype(float)

    def log_density(covariance: np.ndarray) -> float:
        return float(-(np.linalg.slogdet(covariance)[1] + x @ np.linalg.solve(covariance, x)) / 2)

    expected = 0.5 * (log_density(joint) - log_density(apart)) - 0.25
    assert scorer.llr(a, b) == pytest.approx(expected, abs=1e-9)
    assert scorer.llr(a, b) == scorer.llr(b, a)


def test_templates_of_another_model_are_refused(scorer: Scorer) -> None:
    """A foreign template on either side, or on both, is an error that names both models."""
    own = template(scorer, 1, 2, 3, 4)
    foreign = Template(vector=own.vector, model_id="other-1+00000000")
    for pair in ((own, foreign), (foreign, own), (foreign, foreign)):
        with pytest.raises(ModelMismatchError) as caught:
            scorer.llr(*pair)
        assert caught.value.data == {"first": "other-1+00000000", "second": scorer.model_id}


def test_verdict_carries_evidence_and_model(scorer: Scorer) -> None:
    """A decision holds the llr, the rate of the table at it and the model; poor faces get no verdict."""
    a, b = template(scorer, 6, -5, 4, 3), template(scorer, 6, -5, 4, 3)
    point = OperatingPoint(same_fmr=0.1)
    decision = scorer.decide(a, b, point)
    assert decision.outcome is Outcome.SAME
    assert decision.llr == scorer.llr(a, b)
    assert decision.fmr == scorer.table.at(decision.llr)
    assert decision.fmr.pairs == 100_000
    assert decision.model_id == scorer.model_id
    assert scorer.decide(a, b, point, poor=True).outcome is Outcome.POOR_QUALITY
    opposite = template(scorer, -6, 5, -4, -3)
    assert scorer.decide(a, opposite, point).outcome is Outcome.DIFFERENT


SCORER = {"pca.mean": np.zeros(24), "pca.components": np.zeros((DIMENSIONS, 24))}
BROKEN = {
    "no covariances": ("scorer.safetensors", SCORER),
    "covariances of two sizes": (
        "scorer.safetensors",
        {**SCORER, "jb.between": np.eye(3), "jb.within": np.eye(4)},
    ),
    "single precision": (
        "scorer.safetensors",
        {**SCORER, "jb.between": np.eye(4, dtype=np.float32), "jb.within": np.eye(4)},
    ),
    "three counts": ("calibration.safetensors", {**calibration_tensors(), "fmr.counts": np.arange(3)}),
    "rising rates": (
        "calibration.safetensors",
        {**calibration_tensors(), "fmr.rate": np.array([0.1, 0.2, 0.3, 0.4, 0.5])},
    ),
    "no histogram": (
        "calibration.safetensors",
        {name: array for name, array in calibration_tensors().items() if name != "histogram.genuine"},
    ),
}


@pytest.mark.parametrize(("name", "tensors"), BROKEN.values(), ids=BROKEN.keys())
def test_scorer_that_does_not_fit_is_refused(
    tmp_path: Path, name: str, tensors: dict[str, np.ndarray]
) -> None:
    """Arrays that are missing, of another type or at odds with each other are a corrupt bundle."""
    contents = {**tiny_contents(), name: safetensors.numpy.save(tensors)}
    bundle = write_bundle(tmp_path / "broken", tiny_manifest(), contents)
    with pytest.raises(BundleCorrupt):
        load_scorer(bundle)
