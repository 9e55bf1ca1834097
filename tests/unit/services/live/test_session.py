"""A live session shows every frame, analyses the newest, tells of failures once, and stops for good."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

from faceid_desktop.core.records import Frame
from faceid_desktop.services.live.records import CameraState
from faceid_desktop.services.live.session import LiveSession
from tests.helpers.camera import WAIT_S, FakeCamera, Remembering, numbered


@dataclass(frozen=True)
class Output:
    """Which frames were analysed for this result."""

    frames: tuple[int, ...]
    latency_ms: float = 1.0


class GatedAnalyser:
    """Analyses a frame when the test opens the gate."""

    def __init__(self, failure: Exception | None = None) -> None:
        self.begun, self.gate = threading.Semaphore(0), threading.Semaphore(0)
        self.failure = failure

    def analyse(self, frame: Frame) -> Output:
        """Wait for the gate, then return the frame's number."""
        self.begun.release()
        self.gate.acquire(timeout=WAIT_S)
        if self.failure is not None:
            raise self.failure
        return Output((frame.index,))

    def timings(self, result: Output) -> dict[str, float]:
        """Return one stage."""
        return {"analyse": result.latency_ms}

    def merge(self, untaken: Output, newer: Output) -> Output:
        """Join both results."""
        return Output(untaken.frames + newer.frames)


@contextmanager
def running(
    camera: FakeCamera, analyser: GatedAnalyser, listener: Remembering
) -> Iterator[LiveSession[Output]]:
    """Run a session and stop it at the end."""
    session = LiveSession(camera, analyser, listener)
    session.start()
    try:
        yield session
    finally:
        analyser.gate.release(1000)
        assert session.stop()


def test_only_the_newest_frame_is_analysed() -> None:
    """While one frame is analysed four come; the last of them is next, three are counted as dropped."""
    camera, analyser, listener = FakeCamera(numbered(5)), GatedAnalyser(), Remembering()
    with running(camera, analyser, listener) as session:
        camera.allowed.release()
        assert analyser.begun.acquire(timeout=WAIT_S)
        camera.allowed.release(4)
        for _ in range(5):
            assert camera.delivered.acquire(timeout=WAIT_S)
        analyser.gate.release(2)
        assert session.wait(WAIT_S)
        result = session.results.take()
        assert result is not None
        assert result.frames == (0, 4)
        assert session.stats().dropped == 3
        assert (session.stats().frames, session.stats().analysed) == (5, 2)


def test_the_preview_gets_the_newest_frame_with_one_wake_up() -> None:
    """Frames nobody took are replaced, and the listener is woken once for all of them."""
    camera, analyser, listener = FakeCamera(numbered(3)), GatedAnalyser(), Remembering()
    with running(camera, analyser, listener) as session:
        camera.allowed.release(3)
        for _ in range(3):
            assert camera.delivered.acquire(timeout=WAIT_S)
        frame = session.frames.take()
        assert frame is not None
        assert frame.index == 2
        assert listener.calls.count("frame") == 1


def test_paused_frames_are_shown_but_not_analysed() -> None:
    """The preview goes on through a pause; the analysis begins again after it."""
    camera, analyser, listener = FakeCamera(numbered(2)), GatedAnalyser(), Remembering()
    with running(camera, analyser, listener) as session:
        session.pause()
        camera.allowed.release()
        assert camera.delivered.acquire(timeout=WAIT_S)
        assert session.frames.take() is not None
        session.pause(False)
        analyser.gate.release(2)
        camera.allowed.release()
        assert session.wait(WAIT_S)
        result = session.results.take()
        assert result is not None
        assert result.frames == (1,)


def test_states_are_told_in_order_and_once() -> None:
    """A source that ends is live, then ended."""
    camera, analyser, listener = FakeCamera(numbered(1)), GatedAnalyser(), Remembering()
    with running(camera, analyser, listener) as session:
        analyser.gate.release()
        camera.allowed.release()
        assert session.wait(WAIT_S)
        assert listener.states() == [CameraState.LIVE, CameraState.ENDED]


@pytest.mark.logs_warnings
def test_a_failing_analysis_is_delivered_once_and_ends_the_session() -> None:
    """The error reaches the listener one time, and both threads end."""
    error = RuntimeError("analysis")
    camera, analyser, listener = FakeCamera(numbered(3)), GatedAnalyser(error), Remembering()
    with running(camera, analyser, listener) as session:
        camera.allowed.release(3)
        analyser.gate.release(3)
        assert listener.wait_for(lambda: error in listener.calls)
        assert session.wait(WAIT_S)
    assert listener.calls.count(error) == 1


@pytest.mark.logs_warnings
def test_a_failing_camera_is_delivered_once() -> None:
    """An error of the capture ends the session too."""
    error = OSError("camera")
    camera, analyser, listener = FakeCamera([], error), GatedAnalyser(), Remembering()
    with running(camera, analyser, listener) as session:
        assert listener.wait_for(lambda: error in listener.calls)
        assert session.wait(WAIT_S)
    assert listener.calls.count(error) == 1


def test_stopping_during_an_analysis_waits_for_it_and_tells_nothing_more() -> None:
    """A stop with a frame in flight joins both threads; no result is told after it; it may be repeated."""
    camera, analyser, listener = FakeCamera(numbered(2)), GatedAnalyser(), Remembering()
    session = LiveSession(camera, analyser, listener)
    session.start()
    camera.allowed.release()
    assert analyser.begun.acquire(timeout=WAIT_S)
    stopper = threading.Thread(target=session.stop, args=(WAIT_S,))
    stopper.start()
    assert session.running
    while not session.results.closed:
        stopper.join(0.01)
    analyser.gate.release()
    stopper.join(WAIT_S)
    assert not session.running
    assert "result" not in listener.calls
    assert session.stop()


@pytest.mark.logs_warnings
def test_a_stop_that_takes_too_long_says_so() -> None:
    """An analysis that hangs makes the stop return False instead of hanging with it."""
    camera, analyser, listener = FakeCamera(numbered(1)), GatedAnalyser(), Remembering()
    session = LiveSession(camera, analyser, listener)
    session.start()
    camera.allowed.release()
    assert analyser.begun.acquire(timeout=WAIT_S)
    assert not session.stop(0.05)
    analyser.gate.release()
    assert session.wait(WAIT_S)


def test_a_session_that_was_never_started_stops() -> None:
    """Stopping before starting is no error."""
    assert LiveSession(FakeCamera([]), GatedAnalyser(), Remembering()).stop()
