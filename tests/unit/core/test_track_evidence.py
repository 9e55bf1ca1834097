"""Several frames of a track against several photos of a person."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceid_desktop.core.joint_bayesian import JointBayesian
from faceid_desktop.core.records import Doubles
from faceid_desktop.core.track_evidence import (
    effective_samples,
    measured_correlation,
    track_llr,
    track_probe,
)
from faceid_desktop.errors import ShapeError

D = 3


def model(seed: int = 0) -> JointBayesian:
    """Return covariances that are full and differ in shape."""
    rng = np.random.default_rng(seed)
    a, b = rng.normal(size=(D, D)), rng.normal(size=(D, D))
    return JointBayesian(a @ a.T, b @ b.T + 0.1 * np.eye(D))


def log_density(rows: Doubles, between: Doubles, deviation: Doubles) -> float:
    """Log density of all rows together: one identity, deviations with the covariance (rows d, rows d)."""
    stacked = rows.ravel()
    covariance = np.kron(np.ones((len(rows), len(rows))), between) + deviation
    _, log_det = np.linalg.slogdet(2 * np.pi * covariance)
    return float(-(log_det + stacked @ np.linalg.solve(covariance, stacked)) / 2)


@given(seed=st.integers(0, 1000), frames=st.integers(1, 4), photos=st.integers(1, 3))
def test_it_is_the_ratio_of_the_joint_densities(seed: int, frames: int, photos: int) -> None:
    """With deviations of given precision the score equals the ratio of the full Gaussian densities."""
    rng = np.random.default_rng(seed)
    joint = model(seed)
    probes, enrolled = rng.normal(size=(frames, D)), rng.normal(size=(photos, D))
    weights = rng.uniform(0.2, 1, frames)
    precision = np.concatenate([weights, np.ones(photos)])
    deviation = np.kron(np.diag(1 / precision), joint.within)
    cut = frames * D
    together = log_density(np.vstack([probes, enrolled]), joint.between, deviation)
    apart = log_density(probes, joint.between, deviation[:cut, :cut])
    apart += log_density(enrolled, joint.between, deviation[cut:, cut:])
    probe = track_probe(probes, weights, correlation=0.0)
    found = track_llr(joint, probe, enrolled.mean(axis=0)[None], np.array([photos]))
    assert found[0] == pytest.approx(together - apart, rel=1e-9, abs=1e-9)


@given(seed=st.integers(0, 1000), frames=st.integers(2, 4), rho=st.floats(0.05, 0.95))
def test_alike_frames_are_worth_what_the_joint_density_says(seed: int, frames: int, rho: float) -> None:
    """Frames whose deviations correlate by rho score as their average worth m / (1 + (m - 1) rho) photos."""
    rng = np.random.default_rng(seed)
    joint = model(seed)
    probes, enrolled = rng.normal(size=(frames, D)), rng.normal(size=(1, D))
    shared = np.eye(frames + 1)
    shared[:frames, :frames] = rho + (1 - rho) * np.eye(frames)
    deviation = np.kron(shared, joint.within)
    cut = frames * D
    together = log_density(np.vstack([probes, enrolled]), joint.between, deviation)
    apart = log_density(probes, joint.between, deviation[:cut, :cut])
    apart += log_density(enrolled, joint.between, joint.within)
    found = track_llr(joint, track_probe(probes, np.ones(frames), rho), enrolled, np.array([1]))
    assert found[0] == pytest.approx(together - apart, rel=1e-8, abs=1e-8)


def test_one_full_frame_is_the_n_sample_ratio() -> None:
    """A track of one good frame scores as a photo does."""
    rng = np.random.default_rng(3)
    probe, photos = rng.normal(size=D), rng.normal(size=(4, D))
    found = track_llr(model(), track_probe(probe[None], np.ones(1)), photos.mean(axis=0)[None], np.array([4]))
    assert found[0] == pytest.approx(model().n_sample_llr(probe, photos))


@given(count=st.integers(1, 500), rho=st.floats(0.01, 1.0))
def test_a_long_track_is_never_worth_more_than_one_over_rho(count: int, rho: float) -> None:
    """The effective number grows with the frames, and stays at or below 1 / rho and their number."""
    now, later = (effective_samples(np.ones(m), rho) for m in (count, count + 1))
    assert now <= later + 1e-12
    assert later <= min(count + 1, 1 / rho) + 1e-9


def test_a_poor_frame_is_worth_less_than_one_photo() -> None:
    """A single frame counts as its quality, and the evidence is nearer to nothing."""
    assert effective_samples(np.array([0.3])) == pytest.approx(0.3)
    x = np.full(D, 2.0)
    good, poor = (
        track_llr(model(), track_probe(x[None], np.array([w])), x[None], np.array([1]))[0] for w in (1.0, 0.1)
    )
    assert abs(poor) < abs(good)


def test_correlation_is_found_again() -> None:
    """Drawn tracks with a shared part of 60 % of the deviation's variance give a correlation near 0.6."""
    rng, joint = np.random.default_rng(5), model()
    lower = np.linalg.cholesky(joint.within)
    tracks = []
    for _ in range(300):
        deviation = np.sqrt(0.6) * rng.normal(size=(1, D)) + np.sqrt(0.4) * rng.normal(size=(6, D))
        tracks.append(rng.multivariate_normal(np.zeros(D), joint.between) + deviation @ lower.T)
    assert measured_correlation(joint, tracks) == pytest.approx(0.6, abs=0.03)


@pytest.mark.parametrize(
    ("vectors", "weights"),
    [
        (np.zeros((0, D)), np.zeros(0)),
        (np.zeros((2, D)), np.ones(1)),
        (np.zeros((1, D)), np.zeros(1)),
        (np.zeros((1, D)), np.full(1, 1.5)),
    ],
)
def test_senseless_tracks_are_refused(vectors: Doubles, weights: Doubles) -> None:
    """No frame, lengths that differ and weights outside 0..1 are an error."""
    with pytest.raises(ShapeError):
        track_probe(vectors, weights)
