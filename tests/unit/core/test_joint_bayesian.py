"""Joint Bayesian, against the Gaussian densities that define it."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from faceid_desktop.core.joint_bayesian import JointBayesian, fit_joint_bayesian
from faceid_desktop.core.metrics import roc_auc
from faceid_desktop.core.records import Doubles
from faceid_desktop.errors import ShapeError

SEEDS = st.integers(0, 2**32 - 1)
DIMENSIONS = st.integers(1, 6)
Labels = NDArray[np.int64]


def log_density(x: Doubles, covariance: Doubles) -> float:
    """Return the log density of a zero-mean Gaussian, written down directly."""
    sign, log_det = np.linalg.slogdet(covariance)
    assert sign > 0
    return float(-(len(x) * np.log(2 * np.pi) + log_det + x @ np.linalg.solve(covariance, x)) / 2)


def joint_covariance(model: JointBayesian, photos: int) -> Doubles:
    """Return the covariance of all photos of one person, stacked."""
    return np.kron(np.ones((photos, photos)), model.between) + np.kron(np.eye(photos), model.within)


def random_model(random: np.random.Generator, d: int, rank: int | None = None) -> JointBayesian:
    """Draw two covariances; the identities' may be singular."""
    a, b = random.normal(size=(d, d if rank is None else rank)), random.normal(size=(d, d))
    return JointBayesian(a @ a.T, b @ b.T + 0.5 * np.eye(d))


def draw(
    model: JointBayesian, people: int, photos: int, random: np.random.Generator
) -> tuple[Doubles, Labels]:
    """Draw the photos of ``people`` persons from a model."""
    zeros = np.zeros(model.dimensions)
    identities = random.multivariate_normal(zeros, model.between, people)
    labels = np.repeat(np.arange(people), photos)
    return identities[labels] + random.multivariate_normal(zeros, model.within, people * photos), labels


def means_only_em(x: Doubles, labels: Labels, iterations: int) -> JointBayesian:
    """Run the variant of public code that drops the posterior covariance (two photos a person)."""
    pairs = x[np.argsort(labels, kind="stable")].reshape(-1, 2, x.shape[1])
    between, within = np.cov(pairs.mean(axis=1).T), np.cov((pairs[:, 0] - pairs[:, 1]).T) / 2
    for _ in range(iterations):
        gain = between @ np.linalg.inv(between + within / 2)
        identities = pairs.mean(axis=1) @ gain.T
        rest = (pairs - identities[:, None]).reshape(-1, x.shape[1])
        between, within = identities.T @ identities / len(pairs), rest.T @ rest / len(rest)
    return JointBayesian(between, within)


@given(seed=SEEDS, d=DIMENSIONS)
def test_llr_is_the_ratio_of_the_two_densities(seed: int, d: int) -> None:
    """The ratio equals ln N(pair | one person) - ln N(pair | two persons) to 1e-9."""
    random = np.random.default_rng(seed)
    model = random_model(random, d)
    a, b = 2 * random.normal(size=(2, 4, d))
    total = model.between + model.within
    expected = [
        log_density(np.concatenate((x, y)), joint_covariance(model, 2))
        - log_density(x, total)
        - log_density(y, total)
        for x, y in zip(a, b, strict=True)
    ]
    np.testing.assert_allclose(model.llr(a, b), expected, rtol=1e-9, atol=1e-9)


@given(seed=SEEDS, d=DIMENSIONS)
def test_llr_is_the_formula_of_the_paper(seed: int, d: int) -> None:
    """The ratio equals r/2 + ln(|S_E| / |S_I|)/2 with A and G of Chen et al."""
    random = np.random.default_rng(seed)
    model = random_model(random, d)
    x, y = random.normal(size=(2, d))
    sm, se = model.between, model.within
    f = np.linalg.inv(se)
    g = -np.linalg.inv(2 * sm + se) @ sm @ f
    a = np.linalg.inv(sm + se) - (f + g)
    r = x @ a @ x + y @ a @ y - 2 * x @ g @ y
    one = np.linalg.slogdet(joint_covariance(model, 2))[1]
    two = 2 * np.linalg.slogdet(sm + se)[1]
    np.testing.assert_allclose(model.llr(x[None], y[None])[0], r / 2 + (two - one) / 2, rtol=1e-9, atol=1e-9)


@given(seed=SEEDS, d=DIMENSIONS)
def test_llr_is_symmetric_to_the_last_bit(seed: int, d: int) -> None:
    """It does not matter which photo comes first."""
    random = np.random.default_rng(seed)
    model = random_model(random, d)
    a, b = random.normal(size=(2, 5, d))
    np.testing.assert_array_equal(model.llr(a, b), model.llr(b, a))


@given(seed=SEEDS, d=DIMENSIONS)
def test_cross_llr_scores_every_pair(seed: int, d: int) -> None:
    """The matrix of all scores, and the factors that a gallery stores, hold what single comparisons give."""
    random = np.random.default_rng(seed)
    model = random_model(random, d)
    a, b = random.normal(size=(3, d)), random.normal(size=(4, d))
    scores = model.cross_llr(a, b)
    left, right = model.factors(a), model.factors(b)
    for i in range(3):
        for j in range(4):
            single = model.llr(a[i : i + 1], b[j : j + 1])[0]
            assert scores[i, j] == pytest.approx(single, rel=1e-9, abs=1e-9)
            stored = left.inner[i] @ right.inner[j] + left.own[i] + right.own[j]
            assert stored == pytest.approx(single, rel=1e-9, abs=1e-9)


@given(seed=SEEDS, d=DIMENSIONS, k=st.integers(1, 5))
def test_n_sample_llr_is_the_ratio_of_joint_densities(seed: int, d: int, k: int) -> None:
    """With k photos it is ln N(all) - ln N(photos) - ln N(probe), and with one the plain ratio."""
    random = np.random.default_rng(seed)
    model = random_model(random, d)
    probe, photos = random.normal(size=d), random.normal(size=(k, d))
    expected = (
        log_density(np.concatenate((photos.ravel(), probe)), joint_covariance(model, k + 1))
        - log_density(photos.ravel(), joint_covariance(model, k))
        - log_density(probe, model.between + model.within)
    )
    assert model.n_sample_llr(probe, photos) == pytest.approx(expected, rel=1e-8, abs=1e-8)
    if k == 1:
        plain = model.llr(probe[None], photos)[0]
        assert model.n_sample_llr(probe, photos) == pytest.approx(plain, rel=1e-9, abs=1e-9)


@given(seed=SEEDS, d=DIMENSIONS)
def test_the_ratio_does_not_depend_on_the_coordinates(seed: int, d: int) -> None:
    """An invertible linear map of features and covariances leaves every ratio as it was."""
    random = np.random.default_rng(seed)
    model = random_model(random, d)
    a, b = random.normal(size=(2, 4, d))
    turn = np.linalg.qr(random.normal(size=(d, d)))[0] * random.uniform(0.5, 2, size=d)
    mapped = JointBayesian(turn @ model.between @ turn.T, turn @ model.within @ turn.T)
    np.testing.assert_allclose(mapped.llr(a @ turn.T, b @ turn.T), model.llr(a, b), rtol=1e-7, atol=1e-7)


def test_without_identity_there_is_no_evidence() -> None:
    """If identities do not differ, no pair says anything; a singular identity covariance is no problem."""
    random = np.random.default_rng(0)
    a, b = random.normal(size=(2, 6, 4))
    np.testing.assert_allclose(JointBayesian(np.zeros((4, 4)), np.eye(4)).llr(a, b), 0, atol=1e-15)
    assert np.isfinite(random_model(random, 4, rank=1).llr(a, b)).all()


@given(seed=SEEDS, d=st.integers(1, 4))
def test_log_likelihood_is_the_density_of_the_sample(seed: int, d: int) -> None:
    """It equals the sum of each person's joint Gaussian log density, whatever the numbers of photos."""
    random = np.random.default_rng(seed)
    model = random_model(random, d)
    labels = random.permutation(np.repeat(np.arange(4), (1, 2, 2, 5)))
    x = random.normal(size=(10, d))
    expected = sum(
        log_density(x[labels == person].ravel(), joint_covariance(model, int((labels == person).sum())))
        for person in range(4)
    )
    assert model.log_likelihood(x, labels) == pytest.approx(expected, rel=1e-9, abs=1e-9)


@given(seed=SEEDS, d=st.integers(1, 5))
def test_em_never_lowers_the_likelihood(seed: int, d: int) -> None:
    """Every step keeps or raises the marginal log likelihood, and the fit reports the values it had."""
    random = np.random.default_rng(seed)
    labels = random.permutation(np.repeat(np.arange(20), random.integers(1, 5, size=20) + 1))
    x = random.normal(size=(20, d))[labels] + random.normal(size=(len(labels), d))
    history: list[float] = []
    final = fit_joint_bayesian(x, labels, 15, lambda _, value: history.append(value))
    history.append(final.log_likelihood(x, labels))
    assert len(history) == 16
    assert np.diff(history).min() >= -1e-9 * abs(history[0])


def test_em_reaches_a_stationary_point() -> None:
    """After many steps no small change of either covariance raises the likelihood."""
    random = np.random.default_rng(5)
    x, labels = draw(random_model(random, 2), 60, 3, random)
    fitted = fit_joint_bayesian(x, labels, 3000)
    best = fitted.log_likelihood(x, labels)
    for change in (np.diag([1.0, 0.0]), np.diag([0.0, 1.0]), np.array([[0.0, 1.0], [1.0, 0.0]])):
        for step in (1e-3, -1e-3):
            for moved in (
                JointBayesian(fitted.between + step * change, fitted.within.copy()),
                JointBayesian(fitted.between.copy(), fitted.within + step * change),
            ):
                assert moved.log_likelihood(x, labels) <= best + 1e-9


def test_exact_em_recovers_what_means_only_em_loses() -> None:
    """With two photos a person exact EM finds both covariances; the means-only variant shrinks Sm."""
    random = np.random.default_rng(7)
    a = random.normal(size=(6, 6))
    truth = JointBayesian(np.diag([2.0, 1.0, 0.6, 0.4, 0.25, 0.15]), a @ a.T / 6 + 0.3 * np.eye(6))
    x, labels = draw(truth, 4000, 2, random)
    exact, partial = fit_joint_bayesian(x, labels, 100), means_only_em(x, labels, 100)

    assert np.trace(exact.between) == pytest.approx(np.trace(truth.between), rel=0.05)
    assert np.linalg.norm(exact.between - truth.between) < 0.08 * np.linalg.norm(truth.between)
    assert np.linalg.norm(exact.within - truth.within) < 0.08 * np.linalg.norm(truth.within)
    assert np.trace(partial.between) < 0.9 * np.trace(truth.between)
    assert np.linalg.eigvalsh(partial.between)[0] < 0.1 * np.linalg.eigvalsh(exact.between)[0]
    assert exact.log_likelihood(x, labels) > partial.log_likelihood(x, labels)

    y, _ = draw(truth, 4000, 2, random)
    first, second = y[0::2], y[1::2]

    def auc(model: JointBayesian) -> float:
        return roc_auc(model.llr(first, second), model.llr(first, np.roll(second, 1, axis=0)))

    assert auc(exact) > auc(partial)
    assert auc(exact) > auc(truth) - 0.005


def test_labels_may_be_anything_in_any_order() -> None:
    """Names instead of numbers and shuffled photos give the same fit."""
    random = np.random.default_rng(8)
    x, labels = draw(random_model(random, 3), 30, 3, random)
    order = random.permutation(len(x))
    names = np.array([f"person {label:03d}" for label in labels])
    plain, shuffled = fit_joint_bayesian(x, labels, 10), fit_joint_bayesian(x[order], names[order], 10)
    np.testing.assert_allclose(plain.between, shuffled.between, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(plain.within, shuffled.within, rtol=1e-9, atol=1e-12)


def test_a_large_fit_takes_seconds() -> None:
    """Thirty steps on 20,000 vectors of length 180 need less than 20 seconds of processor time."""
    random = np.random.default_rng(9)
    labels = random.integers(0, 4000, size=20_000)
    x = (random.normal(size=(4000, 180)) * np.linspace(2, 0.1, 180))[labels]
    x += random.normal(size=x.shape)
    start = time.thread_time()
    fitted = fit_joint_bayesian(x, labels, 30)
    assert time.thread_time() - start < 20
    assert np.trace(fitted.between) == pytest.approx(np.sum(np.linspace(2, 0.1, 180) ** 2), rel=0.1)


def test_what_cannot_be_fitted_is_refused() -> None:
    """One photo each, too few photos for the dimensions, or a wrong number of labels are named."""
    x = np.random.default_rng(10).normal(size=(6, 3))
    for rows, labels in ((x, np.arange(6)), (x[:2], np.zeros(2)), (x, np.zeros(5)), (x[0], np.zeros(3))):
        with pytest.raises(ShapeError):
            fit_joint_bayesian(rows, labels)


def test_wrong_shapes_are_refused() -> None:
    """Covariances, pairs, probes and photos that do not fit together are named."""
    model = JointBayesian(np.eye(3), np.eye(3))
    with pytest.raises(ShapeError):
        JointBayesian(np.eye(2), np.eye(3))
    with pytest.raises(ShapeError):
        model.llr(np.zeros((2, 3)), np.zeros((1, 3)))
    with pytest.raises(ShapeError):
        model.cross_llr(np.zeros((2, 4)), np.zeros((1, 3)))
    with pytest.raises(ShapeError):
        model.n_sample_llr(np.zeros(3), np.zeros((0, 3)))
