"""Looks through a recording in the background and shows the moments that are wanted of it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt, Signal

from faceid_desktop.core.records import Floats, Frame, IdentifyOutcome
from faceid_desktop.errors import FaceIdError
from faceid_desktop.gui.identify.timeline import Lane
from faceid_desktop.gui.live.view import Overlay
from faceid_desktop.gui.tasks import Worker
from faceid_desktop.gui.words import tr

if TYPE_CHECKING:
    from faceid_desktop.services.live.analyser import LiveAnalyser
    from faceid_desktop.services.live.recorded import ClipReader, Recorded
    from faceid_desktop.services.live.records import Appearance


class Names(Protocol):
    """Knows the names of the gallery."""

    def name_of(self, person: str) -> str | None:
        """Return a person's name; None if there is no such person any more."""


class RecordingReceiver(Protocol):
    """A page that shows a recording."""

    def show_share(self, share: float) -> None:
        """Show how much is analysed."""

    def show_recording(self, found: Recorded) -> None:
        """Show who appears when."""

    def show_moment(self, frame: Frame, time_s: float) -> None:
        """Show the picture of a moment."""

    def show_recording_failure(self, error: FaceIdError) -> None:
        """Say why a recording cannot be shown."""


@dataclass(frozen=True, slots=True, eq=False)
class _Open:
    reader: ClipReader
    stop: threading.Event


class RecordingControl(QObject):
    """Owns the one recording of a page: a thread that analyses it, another that reads its pictures.

    Parameters
    ----------
    receiver
        The page.
    """

    _shared = Signal(float)

    def __init__(self, receiver: RecordingReceiver, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._receiver = receiver
        self._analysis, self._pictures = (
            Worker(self, name="recording", patient=True),
            Worker(self, name="clip"),
        )
        self._open: _Open | None = None
        # Emitted on the analysing thread.
        self._shared.connect(self._share, Qt.ConnectionType.QueuedConnection)

    @property
    def running(self) -> bool:
        """Whether a recording is open."""
        return self._open is not None

    def start(self, path: Path, make: Callable[[], LiveAnalyser]) -> None:
        """Look through a video file; ``make`` gives a fresh analyser, on the analysing thread."""
        from faceid_desktop.services.live.recorded import ClipReader, analyse_recording

        self.stop()
        opened = self._open = _Open(ClipReader(path), threading.Event())

        def work() -> Recorded:
            return analyse_recording(path, make(), self._shared.emit, opened.stop)

        self._analysis.run("recording", work, self._receiver.show_recording, self._fail)
        self.show(0.0)

    def show(self, time_s: float) -> None:
        """Show the picture of a moment; of several that wait the newest counts."""
        opened = self._open
        if opened is None:
            return

        def done(frame: Frame | None) -> None:
            if frame is not None and self._open is opened:
                self._receiver.show_moment(frame, time_s)

        self._pictures.run("moment", lambda: opened.reader.frame_at(time_s), done, self._fail)

    def stop(self) -> None:
        """Close the recording; nothing of it is shown any more."""
        opened, self._open = self._open, None
        if opened is None:
            return
        opened.stop.set()
        self._analysis.cancel("recording")
        self._pictures.cancel("moment")
        self._pictures.run(f"close {id(opened)}", opened.reader.close, lambda _: None, self._fail)

    def close(self) -> None:
        """Close the recording and wait for the threads; the program is ending."""
        self.stop()
        self._analysis.close()
        self._pictures.finish()

    def _share(self, share: float) -> None:
        if self._open is not None:
            self._receiver.show_share(share)

    def _fail(self, error: FaceIdError) -> None:
        self._receiver.show_recording_failure(error)


def lanes_of(appearances: Sequence[Appearance], names: Names | None) -> list[Lane]:
    """Gather appearances to lanes: each identified person by name, then whoever is uncertain or unknown."""
    spans: dict[tuple[int, str, str], list[tuple[float, float]]] = {}
    for each in appearances:
        spans.setdefault(_lane_of(each, names), []).append((each.start_s, each.end_s))
    return [Lane(name, tone, tuple(spans[rank, name, tone])) for rank, name, tone in sorted(spans)]


def overlays_at(found: Recorded, time_s: float, names: Names | None) -> list[Overlay]:
    """Mark the faces of a moment with what is known of them in the end."""
    overlays = []
    for track, box in found.marks_at(time_s):
        appearance = found.of_track(track)
        _, name, tone = (2, "", "plain") if appearance is None else _lane_of(appearance, names)
        left, top, right, bottom = (float(value) for value in box)
        overlays.append(Overlay((left, top, right, bottom), name, "", tone))
    return overlays


def strangers_at(found: Recorded, time_s: float) -> list[Floats]:
    """Return the boxes (4,) of the faces of a moment that are not identified."""
    faces = [(found.of_track(track), box) for track, box in found.marks_at(time_s)]
    return [box for appearance, box in faces if appearance is None or appearance.person is None]


def _lane_of(each: Appearance, names: Names | None) -> tuple[int, str, str]:
    """Return the rank, name and tone of the lane that an appearance belongs to."""
    if each.person is not None:
        name = names.name_of(each.person) if names is not None else None
        return 0, name or tr("Nobody"), "good"
    if each.outcome is IdentifyOutcome.UNCERTAIN:
        return 1, tr("Uncertain"), "warn"
    if each.outcome is IdentifyOutcome.UNKNOWN:
        return 2, tr("Unknown"), "plain"
    return 3, tr("Not clear enough") if each.outcome is not None else tr("A face"), "plain"
