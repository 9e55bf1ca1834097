"""How fast the live engine is on this computer, with a video in the place of a camera."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import psutil  # type: ignore[import-untyped]  # ships no types

from faceid_desktop.core.records import Face, FacesInPhoto, Frame, ImageArray, Template
from faceid_desktop.services.benchmark import resident_mb, tile
from faceid_desktop.services.live.analyser import LiveAnalyser, Pipeline
from faceid_desktop.services.live.latency import LatencySummary
from faceid_desktop.services.live.records import CameraState, CameraStatus
from faceid_desktop.services.live.session import LiveSession
from faceid_desktop.services.live.video import read_video

if TYPE_CHECKING:
    from faceid_desktop.services.bootstrap import Engine

MOST_FRAMES = 150
"""So many frames of a video are held in memory, so that decoding it is not measured."""

CASES = tuple((size, faces) for size in ((640, 480), (1280, 720)) for faces in (1, 5))
"""Size of the picture and number of faces of what is measured by custom."""


@dataclass(frozen=True, slots=True)
class LiveBench:
    """What was measured; ``cpu`` is the processor time of the process over the time that passed.

    ``faces`` is the mean number of faces in an analysed frame, ``embedded`` how many faces were embedded.
    ``latency`` is from the capture of a frame to its result.
    """

    width: int
    height: int
    video_fps: float
    seconds: float
    frames: int
    analysed: int
    dropped: int
    preview_fps: float
    inference_fps: float
    faces: float
    embedded: int
    cpu: float
    rss_mb: float
    stages: Mapping[str, LatencySummary]
    latency: LatencySummary


class MemoryCapture:
    """Plays frames that are in memory, again and again, at their own rate (`session.FrameCapture`).

    Parameters
    ----------
    pictures
        At least one.
    fps
        Frames a second.
    """

    def __init__(self, pictures: Sequence[ImageArray], fps: float) -> None:
        self._pictures, self._fps = pictures, fps

    @property
    def name(self) -> str:
        """What it is."""
        return "memory"

    def run(
        self,
        deliver: Callable[[Frame], None],
        report: Callable[[CameraStatus], None],
        stop: threading.Event,
    ) -> None:
        """Deliver frames at their time until ``stop``."""
        report(CameraStatus(CameraState.LIVE, self.name))
        begin, number = time.monotonic(), 0
        while not stop.wait(max(begin + number / self._fps - time.monotonic(), 0.0)):
            picture = self._pictures[number % len(self._pictures)]
            deliver(Frame(picture, number, time.monotonic_ns()))
            number += 1


class _Counted:
    """A pipeline that counts what goes through it (`analyser.Pipeline`)."""

    def __init__(self, pipeline: Pipeline) -> None:
        self._pipeline = pipeline
        self.faces = self.embedded = 0

    def analyse(self, image: ImageArray) -> FacesInPhoto:
        """Find all faces of a picture."""
        photo = self._pipeline.analyse(image)
        self.faces += len(photo.faces)
        return photo

    def embed(self, faces: Sequence[Face]) -> list[Template]:
        """Make templates of faces."""
        self.embedded += len(faces)
        return self._pipeline.embed(faces)


class _Nobody:
    """A listener that does nothing: what drawing costs is the window's affair (`session.LiveListener`)."""

    def frame_ready(self) -> None:
        """Ignore it."""

    def result_ready(self) -> None:
        """Ignore it."""

    def status_changed(self, status: CameraStatus) -> None:
        """Ignore it."""

    def failed(self, error: BaseException) -> None:
        """Ignore it: the session has logged it, and the figures show that nothing came."""


def measure_live(
    engine: Engine,
    videos: Sequence[Path],
    seconds: float,
    size: tuple[int, int] | None = None,
    copies: int = 1,
) -> LiveBench:
    """Run a live session on videos and measure it.

    Parameters
    ----------
    engine
        The loaded models.
    videos
        The first `MOST_FRAMES` frames are played at the rate of the first one, again and again.
    seconds
        How long.
    size
        Width and height to scale the pictures to; None keeps those of the first video.
    copies
        How many videos are shown side by side in each picture; they are repeated as needed.

    Raises
    ------
    VideoUnreadable
        If a video cannot be read.
    """
    pictures, fps = _pictures(videos[:copies], size, copies)
    height, width = pictures[0].shape[:2]
    pipeline = _Counted(engine.pipeline)
    analyser = LiveAnalyser(pipeline, engine.scorer.llr)
    analyser.analyse(Frame(pictures[0]))  # the first run of a network also prepares it
    pipeline.faces = pipeline.embedded = 0
    session = LiveSession(MemoryCapture(pictures, fps), analyser, _Nobody())
    process, begin = psutil.Process(), time.monotonic()
    before = sum(process.cpu_times()[:2])
    session.start()
    session.wait(seconds)
    stats, passed = session.stats(), time.monotonic() - begin
    spent = sum(process.cpu_times()[:2]) - before
    session.stop()
    return LiveBench(
        width=width,
        height=height,
        video_fps=fps,
        seconds=passed,
        frames=stats.frames,
        analysed=stats.analysed,
        dropped=stats.dropped,
        preview_fps=stats.preview_fps,
        inference_fps=stats.inference_fps,
        faces=pipeline.faces / max(stats.analysed, 1),
        embedded=pipeline.embedded,
        cpu=spent / passed,
        rss_mb=resident_mb(),
        stages=session.stages(),
        latency=session.latency(),
    )


def _pictures(
    videos: Sequence[Path], size: tuple[int, int] | None, copies: int
) -> tuple[list[ImageArray], float]:
    """Read what is to be shown, and how many frames a second."""
    clips = [list(islice(read_video(video), MOST_FRAMES)) for video in videos]
    first = clips[0]
    fps = (len(first) - 1) * 1e9 / max(first[-1].captured_ns - first[0].captured_ns, 1)
    height, width = first[0].image.shape[:2]
    width, height = size or (width, height)
    # All begin anew together, so that there is one cut and not one in each of them.
    rows = zip(*clips, strict=False)
    pictures = [
        row[0].image
        if size is None and copies == 1
        else tile([frame.image for frame in row], copies, width, height)
        for row in rows
    ]
    return pictures, fps if len(first) > 1 else 30.0
