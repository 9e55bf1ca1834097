"""The best of a person's frames before a camera, to be compared with the photo of a document.

A person stands for a moment; of the frames that are good enough for a verdict the one with the highest
utility (`faceid_desktop.core.quality.utility`) is kept. Nothing is embedded: the comparison does that, once.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from faceid_desktop.core.quality import utility
from faceid_desktop.core.records import FacesInPhoto, Floats, Frame, QualityReason
from faceid_desktop.services.live.analyser import Pipeline
from faceid_desktop.services.live.guidance import choose_subject

WANTED = 10
"""So many good frames are looked at before the best of them is taken: about a second at 10 a second."""

_MISSES = 5


@dataclass(frozen=True, slots=True, eq=False)
class BestFrame:
    """A frame, the place of the face in it that is meant, and how much its template tells (0..1)."""

    photo: FacesInPhoto
    place: int
    utility: float


@dataclass(frozen=True, slots=True, eq=False)
class BestFrameResult:
    """What a frame added.

    ``place`` and ``reasons`` are those of the face in this frame; ``good`` counts the good frames.
    """

    frame: Frame
    photo: FacesInPhoto
    place: int | None
    reasons: tuple[QualityReason, ...]
    best: BestFrame | None
    good: int
    wanted: int
    latency_ms: float

    @property
    def done(self) -> bool:
        """Whether enough good frames were seen; the best one does not change any more."""
        return self.good >= self.wanted


class BestFrameAnalyser:
    """Makes a `BestFrameResult` of each frame (`session.FrameAnalyser`), in one thread.

    The face nearest to that of the frame before is followed. Where it is gone for some frames, all begins
    anew, so that the frames are those of one person.

    Parameters
    ----------
    pipeline
        Finds faces.
    wanted
        How many good frames are looked at.
    """

    def __init__(self, pipeline: Pipeline, wanted: int = WANTED) -> None:
        self._pipeline, self._wanted = pipeline, wanted
        self._box: Floats | None = None
        self._best: BestFrame | None = None
        self._good = self._missed = 0

    def analyse(self, frame: Frame) -> BestFrameResult:
        """Find the face of a frame and keep the frame if it is the best so far."""
        photo = self._pipeline.analyse(frame.image)
        place = choose_subject(photo, self._box)
        reasons: tuple[QualityReason, ...] = ()
        if place is None:
            self._miss()
        else:
            face = photo.faces[place]
            self._box, self._missed, reasons = face.detection.box, 0, face.quality.reasons
            if not reasons and self._good < self._wanted:
                self._offer(BestFrame(photo, place, utility(face.quality)))
        latency_ms = (time.monotonic_ns() - frame.captured_ns) / 1e6
        return BestFrameResult(frame, photo, place, reasons, self._best, self._good, self._wanted, latency_ms)

    def timings(self, result: BestFrameResult) -> dict[str, float]:
        """Return the time of each stage in milliseconds."""
        return dict(result.photo.timings_ms)

    def merge(self, untaken: BestFrameResult, newer: BestFrameResult) -> BestFrameResult:
        """Return ``newer``: it holds the best of all frames before."""
        return newer

    def _offer(self, found: BestFrame) -> None:
        self._good += 1
        if self._best is None or found.utility > self._best.utility:
            self._best = found

    def _miss(self) -> None:
        self._missed += 1
        if self._missed >= _MISSES and self._good < self._wanted:
            self._box, self._best, self._good = None, None, 0
