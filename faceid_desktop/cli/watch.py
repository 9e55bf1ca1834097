"""``faceid watch``: who appears in a video or before a camera, and when."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from faceid_desktop.cli.evidence_words import likelihood
from faceid_desktop.cli.gallery_options import GalleryCommon
from faceid_desktop.cli.gallery_words import IDENTITIES
from faceid_desktop.cli.gallery_work import workspace_for
from faceid_desktop.cli.live_words import CAMERA_STATES
from faceid_desktop.cli.output import print_error, print_json, print_line, print_table, rounded
from faceid_desktop.cli.words import Words
from faceid_desktop.core.records import IdentifyOutcome

if TYPE_CHECKING:
    from collections.abc import Callable

    from faceid_desktop.services.live.analyser import LiveAnalyser
    from faceid_desktop.services.live.records import Appearance, CameraStatus
    from faceid_desktop.services.workspace import Workspace

NOBODY_ASKED = "not searched"


def watch(
    common: GalleryCommon,
    source: Annotated[
        str, typer.Argument(help="Video file, number or name of a camera, or address of a stream.")
    ],
    csv: Annotated[Path | None, typer.Option(help="Also write the timeline to this CSV file.")] = None,
    rate: Annotated[
        float, typer.Option(min=0.1, max=120, help="Frames of a file to analyse, for each second of it.")
    ] = 10.0,
    seconds: Annotated[
        float | None, typer.Option(min=0.1, help="Watch a camera or stream for so long; else until Ctrl+C.")
    ] = None,
    without_gallery: Annotated[
        bool, typer.Option("--without-gallery", help="Follow faces only, and search nobody.")
    ] = False,
) -> None:
    """Tell who appears when.

    Every face is followed as long as it can be seen, and its frames are judged together. Appearances of an
    identified person that are less than two seconds apart are one.
    """
    from faceid_desktop.services.live.timeline import write_csv

    with _analyser(common, without_gallery) as (analyser, workspace):

        def name_of(person: str) -> str:
            return workspace.people.get(person).details.name if workspace else person

        found = _watched(source, analyser, rate, seconds)
        if csv is not None:
            write_csv(csv, found, name_of)
        rows = [_row(each, name_of) for each in found]
        if workspace is not None:
            _tell(workspace, len(found))
    if common.as_json:
        print_json({"source": source, "appearances": rows})
    else:
        _show(source, rows)


@contextmanager
def _analyser(
    common: GalleryCommon, without_gallery: bool
) -> Iterator[tuple[LiveAnalyser, Workspace | None]]:
    from faceid_desktop.services.live.analyser import LiveAnalyser

    if without_gallery:
        engine = common.engine()
        yield LiveAnalyser(engine.pipeline, engine.scorer.llr), None
        return
    from faceid_desktop.services.live.gallery_identifier import GalleryIdentifier

    with workspace_for(common) as workspace:
        engine = workspace.engine
        identifier = GalleryIdentifier(workspace)
        yield LiveAnalyser(engine.pipeline, engine.scorer.llr, identifier), workspace


def _watched(
    source: str, analyser: LiveAnalyser, rate: float, seconds: float | None
) -> tuple[Appearance, ...]:
    from faceid_desktop.services.cameras import SourceKind, resolve
    from faceid_desktop.services.live.capture import open_capture
    from faceid_desktop.services.live.timeline import watch_frames
    from faceid_desktop.services.live.video import read_video
    from faceid_desktop.services.live.watching import watch_camera

    chosen = resolve(source)
    if chosen.kind is SourceKind.FILE:
        return watch_frames(read_video(Path(chosen.address), rate=rate), analyser)
    return watch_camera(open_capture(chosen), analyser, seconds, _say)


def _say(status: CameraStatus) -> None:
    """Tell the camera's state on standard error, where it does not disturb the output."""
    print_error(Words(f"{status.camera}: {CAMERA_STATES[status.state]}", ""), "")


def _row(each: Appearance, name_of: Callable[[str], str]) -> dict[str, Any]:
    return {
        "start_s": round(each.start_s, 2),
        "end_s": round(each.end_s, 2),
        "outcome": each.outcome,
        "person": each.person,
        "name": None if each.person is None else name_of(each.person),
        "llr": rounded(each.llr),
        "probability": rounded(each.probability, 6),
        "samples": each.samples,
        "tracks": list(each.track_ids),
    }


def _show(source: str, rows: list[dict[str, Any]]) -> None:
    shown = [
        (
            f"{row['start_s']:.1f} to {row['end_s']:.1f} s",
            row["name"] or (IDENTITIES[row["outcome"]] if row["outcome"] else NOBODY_ASKED),
            likelihood(row["llr"]) if row["outcome"] is IdentifyOutcome.IDENTIFIED else "",
            row["samples"],
        )
        for row in rows
    ]
    if shown:
        print_table(source, ("When", "Who", "Evidence", "Frames"), shown)
    else:
        print_line(f"{source}: no face appears.")


def _tell(workspace: Workspace, appearances: int) -> None:
    """Write down that the gallery was searched, not for whom."""
    from faceid_desktop.services.live.recording import record_recording

    record_recording(workspace.gallery, appearances)
