"""Who appears in a video, and when."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from faceid_desktop.core.records import Frame
from faceid_desktop.core.text import plain_cell
from faceid_desktop.errors import OutputError
from faceid_desktop.paths import write_atomically
from faceid_desktop.services.live.analyser import LiveAnalyser
from faceid_desktop.services.live.records import Appearance, LiveResult, TrackEvent, TrackEventKind

GAP_S = 2.0
COLUMNS = ("start", "end", "outcome", "person", "name", "llr", "probability", "samples", "tracks")


class Timeline:
    """Collects the ends of tracks.

    Parameters
    ----------
    origin_ns
        The time that counts as the beginning.
    gap_s
        Appearances of one identified person that are no farther apart are one.
    """

    def __init__(self, origin_ns: int = 0, gap_s: float = GAP_S) -> None:
        self._origin_ns, self._gap_s = origin_ns, gap_s
        self._single: list[Appearance] = []

    def add(self, events: Iterable[TrackEvent]) -> None:
        """Take in the events of a frame; only the ends of tracks count."""
        self._single += [self._appearance(each) for each in events if each.kind is TrackEventKind.GONE]

    def appearances(self) -> tuple[Appearance, ...]:
        """Return the appearances in the order of their beginning, those of one person joined over gaps."""
        joined: list[Appearance] = []
        latest: dict[str, int] = {}
        for each in sorted(self._single, key=lambda one: (one.start_s, one.end_s)):
            place = latest.get(each.person) if each.person is not None else None
            if place is not None and each.start_s - joined[place].end_s <= self._gap_s:
                joined[place] = _join(joined[place], each)
                continue
            if each.person is not None:
                latest[each.person] = len(joined)
            joined.append(each)
        return tuple(joined)

    def _appearance(self, gone: TrackEvent) -> Appearance:
        start, end = ((at_ns - self._origin_ns) / 1e9 for at_ns in (gone.first_ns, gone.at_ns))
        if gone.verdict is None:
            return Appearance((gone.track_id,), start, end, None, None, math.nan, math.nan, 0)
        found = gone.verdict.identification
        best = found.candidates[0] if found.candidates else None
        return Appearance(
            track_ids=(gone.track_id,),
            start_s=start,
            end_s=end,
            outcome=found.outcome,
            person=gone.verdict.person,
            llr=best.llr if best else math.nan,
            probability=best.probability if best else math.nan,
            samples=gone.verdict.samples,
        )


def watch_frames(
    frames: Iterable[Frame],
    analyser: LiveAnalyser,
    told: Callable[[LiveResult], None] | None = None,
    gap_s: float = GAP_S,
) -> tuple[Appearance, ...]:
    """Analyse every frame of a recording, as fast as it goes.

    Parameters
    ----------
    frames
        In the order of their time (`video.read_video`).
    analyser
        A fresh one.
    told
        Called with each result, for progress.
    gap_s
        See `Timeline`.
    """
    timeline = Timeline(gap_s=gap_s)
    for frame in frames:
        result = analyser.analyse(frame)
        timeline.add(result.events)
        if told is not None:
            told(result)
    timeline.add(analyser.finish())
    return timeline.appearances()


def write_csv(path: Path, appearances: Sequence[Appearance], name_of: Callable[[str], str]) -> None:
    """Write a timeline as a table for spreadsheets, UTF-8 with a mark; times are in seconds.

    Parameters
    ----------
    path
        The file, replaced as a whole.
    appearances
        Its rows.
    name_of
        Gives the name of a person's id.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for each in appearances:
        name = "" if each.person is None else name_of(each.person)
        writer.writerow(
            (
                f"{each.start_s:.2f}",
                f"{each.end_s:.2f}",
                each.outcome or "",
                each.person or "",
                plain_cell(name),
                "" if math.isnan(each.llr) else f"{each.llr:.2f}",
                "" if math.isnan(each.probability) else f"{each.probability:.6f}",
                each.samples,
                " ".join(str(track) for track in each.track_ids),
            )
        )
    try:
        write_atomically(path, text.getvalue().encode("utf-8-sig"))
    except OSError as error:
        raise OutputError(path=str(path), why=error.strerror or str(error)) from error


def _join(first: Appearance, second: Appearance) -> Appearance:
    """Make one of two appearances of a person; the stronger evidence speaks for both."""
    stronger = max(first, second, key=lambda each: each.llr)
    return Appearance(
        track_ids=(*first.track_ids, *second.track_ids),
        start_s=first.start_s,
        end_s=max(first.end_s, second.end_s),
        outcome=stronger.outcome,
        person=first.person,
        llr=stronger.llr,
        probability=stronger.probability,
        samples=first.samples + second.samples,
    )
