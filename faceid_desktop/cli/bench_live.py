"""``faceid bench live``: how fast the live engine is with a video in the place of a camera."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from faceid_desktop.cli.common import Common
from faceid_desktop.cli.output import print_json, print_line, print_table, rounded

if TYPE_CHECKING:
    from faceid_desktop.services.live.benchmark import LiveBench


def live(
    common: Common,
    video: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="Video, played at its speed.")],
    seconds: Annotated[float, typer.Option(min=1, help="How long; the video is repeated.")] = 20.0,
    size: Annotated[
        str | None, typer.Option(help="Scale the video to this size first.", metavar="WIDTHxHEIGHT")
    ] = None,
    copies: Annotated[int, typer.Option(min=1, max=9, help="Show it so many times side by side.")] = 1,
) -> None:
    """Measure a live session: preview, analysis of the newest frame, tracks and their evidence.

    The processor share is that of the whole process, in processors: 1.0 is one of them fully used.
    """
    from faceid_desktop.services.live.benchmark import measure_live
    from faceid_desktop.vision.embedder import set_cpu_threads

    engine = common.engine()
    measured = measure_live(engine, video, seconds, _size(size), copies)
    report = {
        "model_id": engine.bundle.model_id,
        "device": engine.device_name,
        "threads": set_cpu_threads(),
        **rounded(asdict(measured)),
    }
    if common.as_json:
        print_json(report)
    else:
        _show(report, measured)


def _size(text: str | None) -> tuple[int, int] | None:
    if text is None:
        return None
    try:
        width, height = (int(part) for part in text.lower().split("x"))
    except ValueError as error:
        raise typer.BadParameter(f"{text} is not like 1280x720.") from error
    if min(width, height) < 16:
        raise typer.BadParameter(f"{text} is too small.")
    return width, height


def _show(report: dict[str, Any], measured: LiveBench) -> None:
    print_line(f"{measured.width}x{measured.height}, {report['device']}, {report['threads']} threads")
    print_line(
        f"Preview {measured.preview_fps:.1f} of {measured.video_fps:.1f} frames a second, "
        f"analysed {measured.inference_fps:.1f}; {measured.dropped} of {measured.frames} frames skipped"
    )
    print_line(
        f"{measured.faces:.1f} faces a frame, {measured.embedded} embeddings in {measured.seconds:.0f} s; "
        f"{measured.cpu:.2f} processors used; memory held: {measured.rss_mb:.0f} MB"
    )
    rows = [
        (name, f"{each.p50_ms:.1f}", f"{each.p99_ms:.1f}", f"{each.max_ms:.1f}")
        for name, each in {**measured.stages, "age of the result": measured.latency}.items()
    ]
    print_table("", ("Stage", "Median ms", "99th percentile ms", "Longest ms"), rows)
