"""Cameras for tests: scripted frames, video files, a stream on loopback, and a listener that remembers."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import cv2
import numpy as np

from faceid_desktop.core.records import Frame, ImageArray
from faceid_desktop.services.live.records import CameraState, CameraStatus

WAIT_S = 20.0


class FakeCamera:
    """Delivers given frames, each when the test lets it (`session.FrameCapture`).

    Parameters
    ----------
    frames
        What it delivers, then it has ended.
    failure
        Raised after the last frame.
    """

    def __init__(self, frames: Sequence[Frame], failure: Exception | None = None) -> None:
        self.frames, self.failure = frames, failure
        self.allowed = threading.Semaphore(0)
        self.delivered = threading.Semaphore(0)

    @property
    def name(self) -> str:
        """A name."""
        return "fake camera"

    def run(
        self,
        deliver: Callable[[Frame], None],
        report: Callable[[CameraStatus], None],
        stop: threading.Event,
    ) -> None:
        """Deliver the frames."""
        report(CameraStatus(CameraState.LIVE, self.name))
        for frame in self.frames:
            while not self.allowed.acquire(timeout=0.05):
                if stop.is_set():
                    return
            deliver(frame)
            self.delivered.release()
        if self.failure is not None:
            raise self.failure
        report(CameraStatus(CameraState.ENDED, self.name))


class Remembering:
    """A listener that keeps what it was told, and can be waited for (`session.LiveListener`)."""

    def __init__(self) -> None:
        self.changed = threading.Condition()
        self.calls: list[object] = []

    def frame_ready(self) -> None:
        """Remember a frame."""
        self._note("frame")

    def result_ready(self) -> None:
        """Remember a result."""
        self._note("result")

    def status_changed(self, status: CameraStatus) -> None:
        """Remember a state."""
        self._note(status)

    def failed(self, error: BaseException) -> None:
        """Remember an error."""
        self._note(error)

    def states(self) -> list[CameraState]:
        """The states that were told, in order."""
        with self.changed:
            return [call.state for call in self.calls if isinstance(call, CameraStatus)]

    def wait_for(self, happened: Callable[[], bool]) -> bool:
        """Wait until a condition on what was told holds."""
        with self.changed:
            return self.changed.wait_for(happened, WAIT_S)

    def _note(self, call: object) -> None:
        with self.changed:
            self.calls.append(call)
            self.changed.notify_all()


def numbered(count: int, size: tuple[int, int] = (64, 48)) -> list[Frame]:
    """Frames whose colour is their number, a thirtieth of a second apart."""
    return [
        Frame(np.full((size[1], size[0], 3), number, np.uint8), number, round(number / 30 * 1e9))
        for number in range(count)
    ]


def write_video(path: Path, pictures: Sequence[ImageArray], fps: float = 30.0) -> Path:
    """Write RGB pictures of one size as a motion JPEG video."""
    height, width = pictures[0].shape[:2]
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), fps, (width, height))
    for picture in pictures:
        writer.write(np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2BGR)))
    writer.release()
    return path


@contextmanager
def mjpeg_server(pictures: Sequence[ImageArray], port: int = 0) -> Iterator[int]:
    """Serve pictures over HTTP on loopback, for ever and anew for each client; gives the port."""
    encoded = [
        cv2.imencode(".jpg", np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2BGR)))[1].tobytes()
        for picture in pictures
    ]
    closing = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Keep quiet."""

        def do_GET(self) -> None:
            """Send pictures until the client or the server goes."""
            self.send_response(200)
            self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=frame")
            self.end_headers()
            try:
                for picture in itertools.cycle(encoded):
                    head = f"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: {len(picture)}\r\n\r\n"
                    self.wfile.write(head.encode() + picture + b"\r\n")
                    if closing.wait(1 / 30):
                        return
            except OSError:
                return

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    serving = threading.Thread(target=server.serve_forever, args=(0.05,), name="mjpeg-server")
    serving.start()
    try:
        yield int(server.server_address[1])
    finally:
        closing.set()
        server.shutdown()
        server.server_close()
        serving.join()
