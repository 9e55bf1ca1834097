"""The worker: off the GUI thread, newest wins, errors arrive, closing waits."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from faceid_desktop.errors import BugError, FaceIdError, NoFaceFound
from faceid_desktop.gui.progress import JobRunner
from faceid_desktop.gui.tasks import Worker
from faceid_desktop.services.progress import CancelToken, Progress


def _unexpected(value: object) -> None:
    pytest.fail(f"not expected: {value!r}")


def test_work_runs_on_its_own_thread_and_the_outcome_on_the_gui_thread(qtbot: QtBot, worker: Worker) -> None:
    """The GUI thread computes nothing, and callbacks may touch widgets."""
    seen: dict[str, str] = {}

    def done(name: str) -> None:
        seen.update(work=name, done=threading.current_thread().name)

    with qtbot.waitSignal(worker.idle):
        worker.run("a", lambda: threading.current_thread().name, done, _unexpected)
    assert seen["work"].startswith("engine")
    assert seen["done"] == threading.current_thread().name
    assert not worker.busy


def test_the_newest_task_of_a_key_replaces_older_ones(qtbot: QtBot, worker: Worker) -> None:
    """A waiting task is skipped and the outcome of a running one is dropped; other keys are left alone."""
    gate, started, ran, delivered = threading.Event(), threading.Event(), [], []

    def first() -> str:
        started.set()
        gate.wait(5)
        ran.append("first")
        return "first"

    def work(name: str) -> str:
        ran.append(name)
        return name

    with qtbot.waitSignal(worker.idle):
        worker.run("photo", first, delivered.append, _unexpected)
        assert started.wait(5)
        worker.run("photo", lambda: work("second"), delivered.append, _unexpected)
        worker.run("photo", lambda: work("third"), delivered.append, _unexpected)
        worker.run("other", lambda: work("other"), delivered.append, _unexpected)
        gate.set()
    assert ran == ["first", "third", "other"]
    assert delivered == ["third", "other"]


def test_a_cancelled_task_delivers_nothing(qtbot: QtBot, worker: Worker) -> None:
    """After clearing a side, its photo does not come back."""
    gate = threading.Event()
    with qtbot.waitSignal(worker.idle):
        worker.run("photo", lambda: gate.wait(5), _unexpected, _unexpected)
        worker.cancel("photo")
        gate.set()


def test_a_known_error_arrives_as_it_is(qtbot: QtBot, worker: Worker) -> None:
    """The receiver words it."""
    errors: list[FaceIdError] = []

    def fail() -> None:
        raise NoFaceFound(path="a.jpg")

    with qtbot.waitSignal(worker.idle):
        worker.run("a", fail, _unexpected, errors.append)
    assert isinstance(errors[0], NoFaceFound)


@pytest.mark.logs_warnings
def test_any_other_exception_is_logged_and_arrives_as_a_bug(
    qtbot: QtBot, worker: Worker, caplog: pytest.LogCaptureFixture
) -> None:
    """Nothing is swallowed, and the worker lives on."""
    errors: list[FaceIdError] = []
    delivered: list[int] = []
    with qtbot.waitSignal(worker.idle):
        worker.run("a", lambda: 1 // 0, _unexpected, errors.append)
        worker.run("b", lambda: 2, delivered.append, _unexpected)
    assert isinstance(errors[0], BugError)
    assert "ZeroDivisionError" in caplog.text
    assert delivered == [2]


def test_closing_twice_is_harmless_and_refuses_work(worker: Worker) -> None:
    """Shutdown is idempotent."""
    worker.close()
    worker.close()
    worker.run("a", lambda: 1, _unexpected, _unexpected)
    assert not worker.busy


def test_a_long_job_ends_when_its_worker_is_closed(worker: Worker) -> None:
    """The program does not stay for minutes after its window is gone."""
    begun, given_up = threading.Event(), []

    def job(cancel: CancelToken) -> Iterator[Progress]:
        begun.set()
        for turn in range(2000):
            if cancel.cancelled:
                given_up.append(turn)
                return
            yield Progress("job", turn, 0)
            threading.Event().wait(0.005)

    JobRunner(worker, worker).start("job", job)
    assert begun.wait(10)
    worker.close()
    assert given_up
