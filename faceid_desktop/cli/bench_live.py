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
    videos: Annotated[
        list[Path],
        typer.Argument(metavar="VIDEO...", exists=True, dir_okay=False, help="Videos, at their speed."),
    ],
    seconds: Annotated[float, typer.Option(min=1, help="How long; the videos are repeated.")] = 20.0,
    size: Annotated[
        str | None, typer.Option(help="Scale the pictures to this size.", metavar="WIDTHxHEIGHT")
    ] = None,
    copies: Annotated[
        int | None, typer.Option(min=1, max=9, help="So many videos side by side, repeated as needed.")
    ] = None,
) -> None:
    """Measure a live session: preview, analysis of the newest frame, tracks and their evidence.

    Without a size and copies pictures of 640x480 and of 1280x720 are measured, each with one video and with
    five. The processor share is that of the whole process, in processors: 1.0 is one of them fully used.
    """
    from faceid_desktop.services.live.benchmark import CASES, measure_live
    from faceid_desktop.vision.embedder import set_cpu_threads

    engine = common.engine()
    cases = CASES if size is None and copies is None else ((_size(size), copies or 1),)
    reports = []
    for wanted, count in cases:
        measured = measure_live(engine, videos, seconds, wanted, count)
        report = {
            "model_id": engine.bundle.model_id,
            "device": engine.device_name,
            "threads": set_cpu_threads(),
            "videos": count,
            **rounded(asdict(measured)),
        }
        reports.append(report)
        if not common.as_json:
            _show(report, measured)
    if common.as_json:
        print_json({"cases": reports})


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
    print_line(
        f"{measured.width}x{measured.height}, {report['videos']} side by side, "
        f"{report['device']}, {report['threads']} threads"
    )
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
