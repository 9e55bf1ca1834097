"""A live session on screen: the newest frames arrive, and after stopping nothing does."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from faceid_desktop.core.records import Frame
from faceid_desktop.errors import CameraNotFound, FaceIdError
from faceid_desktop.gui.live.control import LiveControl
from faceid_desktop.services.live.records import CameraState, CameraStatus, LiveStats
from faceid_desktop.services.live.session import LiveListener, LiveSession


@dataclass(frozen=True)
class _Output:
    index: int
    latency_ms: float = 1.0


class _Capture:
    """Delivers frames until it is stopped; the test says when."""

    name = "Test camera"

    def __init__(self, broken: bool = False) -> None:
        self.go, self.broken = threading.Semaphore(0), broken

    def run(
        self, deliver: Callable[[Frame], None], report: Callable[[CameraStatus], None], stop: threading.Event
    ) -> None:
        report(CameraStatus(CameraState.LIVE, self.name, 8, 8, 30.0))
        if self.broken:
            raise RuntimeError("the driver went away")
        index = 0
        while not stop.is_set():
            if self.go.acquire(timeout=0.01):
                deliver(Frame(np.zeros((8, 8, 3), np.uint8), index))
                index += 1


class _Analyser:
    def analyse(self, frame: Frame) -> _Output:
        return _Output(frame.index)

    def timings(self, result: _Output) -> dict[str, float]:
        return {}

    def merge(self, untaken: _Output, newer: _Output) -> _Output:
        return newer


@dataclass
class _Screen:
    frames: list[int] = field(default_factory=list)
    results: list[int] = field(default_factory=list)
    states: list[CameraState] = field(default_factory=list)
    errors: list[FaceIdError] = field(default_factory=list)
    rates: list[LiveStats] = field(default_factory=list)

    def show_frame(self, frame: Frame) -> None:
        self.frames.append(frame.index)

    def show_result(self, result: _Output) -> None:
        self.results.append(result.index)

    def show_status(self, status: CameraStatus) -> None:
        self.states.append(status.state)

    def show_stats(self, status: CameraStatus, stats: LiveStats) -> None:
        self.rates.append(stats)

    def show_failure(self, error: FaceIdError) -> None:
        self.errors.append(error)


@pytest.fixture
def screen() -> _Screen:
    """Return a page that writes down what it is shown."""
    return _Screen()


@pytest.fixture
def control(qtbot: QtBot, screen: _Screen) -> Iterator[LiveControl]:
    """Return a control that is closed in the end."""
    made = LiveControl(screen)
    yield made
    made.close()


def _opener(capture: _Capture) -> Callable[[LiveListener], LiveSession[_Output]]:
    return lambda listener: LiveSession(capture, _Analyser(), listener)


def test_frames_results_and_states_arrive(qtbot: QtBot, control: LiveControl, screen: _Screen) -> None:
    """What the engine's threads make is shown by the GUI thread."""
    capture = _Capture()
    with qtbot.waitSignal(control.running_changed):
        control.start(_opener(capture))
    capture.go.release()
    qtbot.waitUntil(lambda: screen.frames == [0] and screen.results == [0])
    assert screen.states == [CameraState.LIVE]
    qtbot.waitUntil(lambda: bool(screen.rates))


def test_a_stalled_window_gets_the_newest_frame_only(
    qtbot: QtBot, control: LiveControl, screen: _Screen
) -> None:
    """Many frames come while the window is busy; one wake-up follows, with the last of them."""
    capture = _Capture()
    with qtbot.waitSignal(control.running_changed):
        control.start(_opener(capture))
    session = control.session
    assert session is not None
    capture.go.release(50)
    while session.stats().frames < 50:  # the window does nothing meanwhile
        threading.Event().wait(0.005)
    qtbot.waitUntil(lambda: bool(screen.frames) and screen.frames[-1] == 49)
    assert len(screen.frames) <= 3


def test_nothing_is_shown_after_stopping(qtbot: QtBot, control: LiveControl, screen: _Screen) -> None:
    """A wake-up that was under way shows nothing any more."""
    capture = _Capture()
    with qtbot.waitSignal(control.running_changed):
        control.start(_opener(capture))
    session = control.session
    assert session is not None
    control.stop()
    capture.go.release(5)
    qtbot.waitUntil(lambda: not session.running)
    assert (screen.frames, control.session) == ([], None)


def test_a_camera_that_is_not_there_is_told(qtbot: QtBot, control: LiveControl, screen: _Screen) -> None:
    """The error of the opening arrives as it is."""

    def opener(listener: LiveListener) -> LiveSession[_Output]:
        raise CameraNotFound(camera="Door")

    control.start(opener)
    qtbot.waitUntil(lambda: bool(screen.errors))
    assert isinstance(screen.errors[0], CameraNotFound)
    assert control.session is None


@pytest.mark.logs_warnings
def test_a_broken_driver_ends_the_session_and_is_told(
    qtbot: QtBot, control: LiveControl, screen: _Screen
) -> None:
    """An exception of the capture thread reaches the page once."""
    control.start(_opener(_Capture(broken=True)))
    qtbot.waitUntil(lambda: bool(screen.errors))
    assert "driver" in str(screen.errors[0])
    assert control.session is None
