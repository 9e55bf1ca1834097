"""Capture runs in a process that may die, hang or lose its camera; the program goes on."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path

import numpy as np
import pytest

from faceid_desktop.core.records import Frame, ImageArray
from faceid_desktop.services.cameras import CameraSettings, CameraSource, SourceKind
from faceid_desktop.services.live import capture_worker
from faceid_desktop.services.live.capture import CaptureLimits, ProcessCapture, open_capture
from faceid_desktop.services.live.frame_ring import SLOTS, FrameRing
from faceid_desktop.services.live.picture_watch import PictureWatch
from faceid_desktop.services.live.records import CameraState, CameraStatus
from faceid_desktop.services.live.video import FileCapture
from tests.helpers.camera import WAIT_S, mjpeg_server
from tests.helpers.rtsp import rtsp_server

Serve = Callable[..., AbstractContextManager[int]]

QUICK = CaptureLimits(open_s=1.5, frozen_s=0.3, hang_s=0.8, retry_s=0.05)
DEVICE = CameraSource(SourceKind.DEVICE, "nobody's camera", "Nobody's camera")


class Recorder:
    """Runs a capture in a thread and remembers what it delivers and reports."""

    def __init__(self) -> None:
        self.changed = threading.Condition()
        self.frames: list[Frame] = []
        self.statuses: list[CameraStatus] = []
        self.stop = threading.Event()

    def deliver(self, frame: Frame) -> None:
        """Remember a frame."""
        with self.changed:
            self.frames.append(frame)
            self.changed.notify_all()

    def report(self, status: CameraStatus) -> None:
        """Remember a state that differs from the last."""
        with self.changed:
            if not self.statuses or self.statuses[-1].state is not status.state:
                self.statuses.append(status)
            self.changed.notify_all()

    def states(self) -> list[CameraState]:
        """The states so far."""
        return [status.state for status in self.statuses]

    def reached(self, state: CameraState, times: int = 1) -> bool:
        """Wait for a state."""
        with self.changed:
            return self.changed.wait_for(lambda: self.states().count(state) >= times, WAIT_S)

    def has_frames(self, count: int) -> bool:
        """Wait for a number of frames."""
        with self.changed:
            return self.changed.wait_for(lambda: len(self.frames) >= count, WAIT_S)


@contextmanager
def capturing(capture: ProcessCapture | FileCapture) -> Iterator[Recorder]:
    """Run a capture until the block ends."""
    recorder = Recorder()
    thread = threading.Thread(target=capture.run, args=(recorder.deliver, recorder.report, recorder.stop))
    thread.start()
    try:
        yield recorder
    finally:
        recorder.stop.set()
        thread.join(WAIT_S)
        assert not thread.is_alive()


def script(monkeypatch: pytest.MonkeyPatch, body: str) -> ProcessCapture:
    """Return a capture whose worker runs ``body``, with ``say``, ``hear`` and a ``ring`` of 4x3 pixels."""
    head = (
        "import json, sys, time\n"
        "from faceid_desktop.services.live.frame_ring import FrameRing\n"
        "def say(**m): print(json.dumps(m), flush=True)\n"
        "def hear(): return json.loads(sys.stdin.readline())\n"
        "def ring():\n"
        "    say(event='opened', width=4, height=3, fps=30)\n"
        "    found = FrameRing.attach(hear()['ring'], (3, 4, 3)); found.hide(); return found\n"
        "def frame(ring, number):\n"
        "    ring.write(number, lambda out: out.fill(number)); "
        "say(event='frame', number=number, captured_ns=time.monotonic_ns())\n"
    )
    monkeypatch.setattr(capture_worker, "command", lambda argument: [sys.executable, "-c", head + body])
    return ProcessCapture(DEVICE, CameraSettings(), QUICK)


def test_frames_arrive_as_they_were_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pictures of another process are delivered with their size, in order, and the state is LIVE."""
    body = "r = ring()\nfor n in range(1, 4): frame(r, n); time.sleep(0.1)\ntime.sleep(60)"
    with capturing(script(monkeypatch, body)) as recorder:
        assert recorder.has_frames(3)
        assert [int(frame.image[0, 0, 0]) for frame in recorder.frames[:3]] == [1, 2, 3]
        assert [frame.index for frame in recorder.frames[:3]] == [0, 1, 2]
        assert recorder.states()[:2] == [CameraState.OPENING, CameraState.LIVE]
        assert (recorder.statuses[1].width, recorder.statuses[1].height) == (4, 3)


def test_a_driver_that_hangs_while_opening_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that never says a word is given up with a reason, and the capture still ends at once."""
    with capturing(script(monkeypatch, "time.sleep(600)")) as recorder:
        assert recorder.reached(CameraState.FAILED)
        assert recorder.statuses[-1].why == "timeout"


def test_a_driver_that_hangs_while_reading_is_frozen_then_lost_then_tried_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Silence after frames is FROZEN, longer silence LOST, and a new worker goes on."""
    with capturing(script(monkeypatch, "r = ring()\nframe(r, 1)\ntime.sleep(600)")) as recorder:
        assert recorder.reached(CameraState.LOST)
        assert recorder.reached(CameraState.LIVE, times=2)
        live = [CameraState.OPENING, CameraState.LIVE, CameraState.FROZEN, CameraState.LOST]
        assert recorder.states()[:4] == live
        assert recorder.frames[1].index == 1


def test_a_worker_that_never_attaches_leaves_no_memory_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    """The memory of a worker that is killed too early has no name left, and so goes with the program."""
    create, names = FrameRing.create, list[str]()

    def remembered(shape: tuple[int, int, int]) -> FrameRing:
        ring = create(shape)
        names.append(ring.name)
        return ring

    monkeypatch.setattr(FrameRing, "create", remembered)
    body = "say(event='opened', width=4, height=3, fps=30)\nhear()\ntime.sleep(600)"
    with capturing(script(monkeypatch, body)) as recorder:
        assert recorder.reached(CameraState.FAILED)
    assert names
    assert not any(Path(name).exists() for name in names)


def test_a_worker_that_dies_is_started_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """A crash of the driver's process is a lost camera, nothing worse."""
    with capturing(script(monkeypatch, "import os\nr = ring()\nframe(r, 1)\nos.abort()")) as recorder:
        assert recorder.has_frames(2)
        assert CameraState.LOST in recorder.states()


@pytest.mark.parametrize(
    "state", [CameraState.BUSY, CameraState.NO_PERMISSION, CameraState.NOT_FOUND, CameraState.FAILED]
)
def test_what_the_worker_says_is_reported(monkeypatch: pytest.MonkeyPatch, state: CameraState) -> None:
    """The reason why a camera does not open reaches the listener, with the count of attempts."""
    body = f"say(event='ended', state='{state}', why='because')"
    with capturing(script(monkeypatch, body)) as recorder:
        assert recorder.reached(state)
        assert recorder.statuses[-1].why == "because"
        assert recorder.statuses[-1].attempt >= 1


def test_an_unplugged_camera_is_lost_until_it_is_back(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The worker waits for the device; that is LOST after frames, and the frames go on when it is back."""
    flag = tmp_path / "seen"
    body = (
        f"from pathlib import Path\nseen = Path({str(flag)!r})\n"
        "if seen.exists():\n"
        "    for n in range(5): say(event='waiting', state='not_found'); time.sleep(0.1)\n"
        "seen.touch(); r = ring(); frame(r, 1); say(event='ended', state='lost', why='')"
    )
    with capturing(script(monkeypatch, body)) as recorder:
        assert recorder.reached(CameraState.LIVE, times=2)
        found = [CameraState.OPENING, CameraState.LIVE, CameraState.LOST, CameraState.LIVE]
        assert recorder.states()[:4] == found


@pytest.mark.parametrize(("scheme", "serve"), [("http", mjpeg_server), ("rtsp", rtsp_server)])
def test_the_real_worker_reads_a_stream_and_resumes(scheme: str, serve: Serve) -> None:
    """HTTP and RTSP: the server goes and the camera is lost; it comes back, and so do the frames."""
    pictures = [np.full((48, 64, 3), 40 * n, np.uint8) for n in range(1, 6)]
    with ExitStack() as running:
        with serve(pictures) as port:
            source = CameraSource(SourceKind.STREAM, f"{scheme}://127.0.0.1:{port}/", "stream")
            settings, limits = CameraSettings(rotation=90, mirror=True), CaptureLimits(retry_s=0.1)
            recorder = running.enter_context(capturing(ProcessCapture(source, settings, limits)))
            assert recorder.has_frames(2)
        assert recorder.frames[0].image.shape == (64, 48, 3)
        assert recorder.reached(CameraState.LOST)
        seen = len(recorder.frames)
        with serve(pictures, port):
            assert recorder.has_frames(seen + 2)
            assert recorder.reached(CameraState.LIVE, times=2)
            recorder.stop.set()


def test_a_device_that_is_not_there_is_not_found() -> None:
    """The real worker says so of a camera that nobody has plugged in."""
    with capturing(ProcessCapture(DEVICE, CameraSettings(), CaptureLimits(retry_s=0.1))) as recorder:
        assert recorder.reached(CameraState.NOT_FOUND)


def test_the_worker_goes_when_its_parent_does() -> None:
    """A worker whose input is closed ends by itself, so that none is left over by a crash."""
    argument = capture_worker.spec(
        CameraSource(SourceKind.STREAM, "http://127.0.0.1:9/", "nothing"), CameraSettings()
    )
    worker = subprocess.Popen(
        capture_worker.command(argument), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    worker.communicate(timeout=WAIT_S)
    assert worker.returncode == 0


def test_the_frozen_program_is_its_own_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a packaged program the worker is the program itself with a flag, which it serves and then exits."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert capture_worker.command("{}") == [sys.executable, capture_worker.FLAG, "{}"]
    served: list[str] = []
    monkeypatch.setattr(capture_worker, "serve", lambda argument: served.append(argument) or 0)
    with pytest.raises(SystemExit):
        capture_worker.serve_if_asked([capture_worker.FLAG, "{}"])
    assert served == ["{}"]
    capture_worker.serve_if_asked(["--theme", "dark"])


def test_a_file_is_read_in_place() -> None:
    """Files need no process, devices and streams get one."""
    file = CameraSource(SourceKind.FILE, "clip.avi", "clip.avi")
    assert isinstance(open_capture(file), FileCapture)
    assert isinstance(open_capture(DEVICE), ProcessCapture)


def test_the_specification_survives_the_way_to_the_worker() -> None:
    """Source and settings read back as they were written."""
    settings = CameraSettings(width=640, fps=15, mjpeg=True, rotation=180)
    read = json.loads(capture_worker.spec(DEVICE, settings))
    assert CameraSettings(**read["settings"]) == settings
    assert CameraSource(**read["source"]) == DEVICE


def test_ring_hands_frames_to_another_view() -> None:
    """What one side writes the other reads, and the name is gone once it is hidden."""
    reader = FrameRing.create((5, 7, 3))
    writer = FrameRing.attach(reader.name, (5, 7, 3))
    writer.hide()
    writer.write(1, lambda out: out.fill(9))
    copied = reader.read(1)
    assert copied is not None
    assert (copied == 9).all()
    assert not Path(reader.name).exists()


def test_ring_refuses_a_frame_that_was_overtaken() -> None:
    """A frame whose slot has been used again is not handed out, and neither is one that is being written."""
    ring = FrameRing.create((2, 2, 3))
    ring.hide()
    for number in range(1, SLOTS + 2):
        ring.write(number, lambda out: out.fill(1))
    assert ring.read(1) is None
    assert ring.read(SLOTS + 1) is not None
    seen: list[object] = []
    ring.write(SLOTS + 2, lambda out: seen.append(ring.read(SLOTS + 2)))
    assert seen == [None]


def noisy(number: int, level: int = 120) -> ImageArray:
    """Return a picture with the noise of a sensor."""
    return np.random.default_rng(number).integers(level - 4, level + 4, (96, 128, 3)).astype(np.uint8)


def test_a_covered_lens_is_black_and_a_still_one_frozen() -> None:
    """Dark noise for a second is BLACK, equal pictures for two seconds FROZEN, a live one stays LIVE."""
    judge = PictureWatch()
    assert {judge.judge(noisy(n), n * 100_000_000) for n in range(40)} == {CameraState.LIVE}
    judge = PictureWatch()
    dark = [judge.judge(noisy(n, 4), n * 100_000_000) for n in range(12)]
    assert dark[:10] == [CameraState.LIVE] * 10
    assert dark[10:] == [CameraState.BLACK] * 2
    judge = PictureWatch()
    still = [judge.judge(noisy(1), n * 100_000_000) for n in range(22)]
    assert still[19:] == [CameraState.LIVE, CameraState.FROZEN, CameraState.FROZEN]
    assert judge.judge(noisy(2), 2_200_000_000) is CameraState.LIVE
    slow = [judge.judge(noisy(n // 2), 3_000_000_000 * n) for n in range(2, 10)]
    assert set(slow) == {CameraState.LIVE}
