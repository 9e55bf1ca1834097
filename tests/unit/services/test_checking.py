"""Finding photos that are somebody else's and people who may be one; and the scores it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from faceid_desktop.core.calibration import AffineCalibration
from faceid_desktop.core.joint_bayesian import JointBayesian
from faceid_desktop.gallery.records import PersonDetails
from faceid_desktop.services.checking import CheckReport, GalleryCheck
from faceid_desktop.services.duplicates import alarm_threshold, set_score
from faceid_desktop.services.enrolment import DuplicateDecision, EnrolmentService
from faceid_desktop.services.progress import CancelToken, Pace
from faceid_desktop.services.workspace import Workspace
from tests.helpers.small_gallery import given
from tests.helpers.tiny_workspace import photo_of, tiny_workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """An empty gallery."""
    with tiny_workspace(tmp_path) as opened:
        yield opened


def enrol(workspace: Workspace, name: str, *vectors: tuple[float, ...]) -> str:
    """Enrol somebody whatever he looks like."""
    photos = [photo_of(vector, workspace.engine.bundle.model_id) for vector in vectors]
    service = EnrolmentService(workspace)
    return service.enrol(PersonDetails(name), given(), photos, DuplicateDecision.PROCEED).uuid


def check(workspace: Workspace) -> CheckReport:
    """Check everybody."""
    job = GalleryCheck(workspace)
    steps = list(job.run(CancelToken()))
    assert steps[-1].done == steps[-1].total == len(workspace.index)
    return job.report


def test_a_tidy_gallery_has_nothing_to_tell(workspace: Workspace) -> None:
    """People on different sides, photos close to their person's."""
    for axis in range(3):
        for side in (60.0, -60.0):
            place = np.eye(4)[axis] * side
            enrol(workspace, f"{axis} {side}", tuple(place), tuple(place + 0.3))
    report = check(workspace)
    assert (report.strays, report.pairs) == ([], [])


def test_a_stray_photo_is_found_with_the_person_it_looks_like(workspace: Workspace) -> None:
    """It is named alone, not the photos that it does not fit."""
    ada = enrol(workspace, "Ada", (80.0,), (80.5,), (79.5,), (0.2, 70.0))
    ben = enrol(workspace, "Ben", (0.0, 70.0), (0.0, 70.5))
    report = check(workspace)
    (stray,) = report.strays
    assert stray.person == ada
    assert workspace.people.photos(ada)[3].uuid == stray.photo
    assert stray.score < 0
    assert stray.likelier is not None
    assert stray.likelier.person == ben


def test_people_who_may_be_one_are_found_unless_told_apart(workspace: Workspace) -> None:
    """A pair comes once with the score of all photos together, and never again after a human said no."""
    ada = enrol(workspace, "Ada", (80.0,), (80.4,))
    twin = enrol(workspace, "Ada again", (80.2,), (80.1,))
    enrol(workspace, "Ben", (-80.0,))
    (pair,) = check(workspace).pairs
    assert {pair.first, pair.evidence.person} == {ada, twin}
    assert pair.evidence.score >= alarm_threshold(workspace.engine.scorer, 3)
    workspace.people.tell_apart(ada, twin)
    assert check(workspace).pairs == []


def test_a_check_can_be_stopped(workspace: Workspace) -> None:
    """What was found so far stays."""
    for number in range(3):
        enrol(workspace, f"{number}", (80.0 * number,))
    job, cancel = GalleryCheck(workspace), CancelToken()
    cancel.cancel()
    list(job.run(cancel))
    assert job.report.cancelled


@for_all(st.integers(0, 2**32 - 1), st.integers(1, 4), st.integers(1, 4))
def test_the_score_of_two_sets_is_that_of_the_gaussians(seed: int, n: int, m: int) -> None:
    """Exact against the densities themselves, and the same both ways."""
    random = np.random.default_rng(seed)
    between, within = np.diag([3.0, 1.0, 0.2]), np.diag([1.0, 0.5, 2.0])
    model = JointBayesian(between, within)
    scorer = _Scorer(model)
    a, b = random.normal(size=(n, 3)) * 2, random.normal(size=(m, 3)) * 2

    def log_density(x: np.ndarray) -> float:
        total = np.kron(np.eye(len(x)), within) + np.kron(np.ones((len(x), len(x))), between)
        return float(-(x.ravel() @ np.linalg.solve(total, x.ravel()) + np.linalg.slogdet(total)[1]) / 2)

    direct = log_density(np.concatenate([a, b])) - log_density(a) - log_density(b)
    assert set_score(scorer, a, b) == pytest.approx(direct, abs=1e-9)  # type: ignore[arg-type]
    assert set_score(scorer, b, a) == pytest.approx(direct, abs=1e-9)  # type: ignore[arg-type]


class _Scorer:
    """A model whose scores are not calibrated."""

    def __init__(self, model: JointBayesian) -> None:
        self.model = model
        self.calibration = AffineCalibration(1.0, 0.0)


def test_a_pace_counts_only_what_this_run_did() -> None:
    """Skipped items say nothing about the rate; without any done nothing is known."""
    now = [10.0]
    pace = Pace("import", 100, lambda: now[0])
    assert pace.at(0).remaining_s is None
    now[0] = 15.0
    progress = pace.at(50, failed=3, skipped=40)
    assert (progress.rate, progress.remaining_s, progress.failed) == (2.0, 25.0, 3)
    assert pace.at(40, skipped=40).remaining_s is None
