"""``faceid bench``: how fast this computer does it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from faceid_desktop.cli import bench_live, bench_search
from faceid_desktop.cli.common import Common, with_common
from faceid_desktop.cli.output import print_json, print_line, print_table, rounded
from faceid_desktop.paths import resources

if TYPE_CHECKING:
    from faceid_desktop.core.records import ImageArray

app = typer.Typer(help="Measure how fast this computer is.", no_args_is_help=True)

START_UP_LIMIT_S = 120


def pipeline(
    common: Common,
    runs: Annotated[int, typer.Option(min=1, help="Runs that count, for each picture.")] = 20,
    warm_up: Annotated[int, typer.Option(min=0, help="Runs before them that do not count.")] = 3,
    start_up: Annotated[bool, typer.Option(help="Also measure how long the window takes to open.")] = True,
) -> None:
    """Measure each stage from the picture file to the score, and the start of the window.

    The pictures are drawn portraits tiled to 640x480 and 12 megapixels, with one face and with 32.
    """
    from faceid_desktop.services.benchmark import measure_pipeline, resident_mb
    from faceid_desktop.vision.embedder import set_cpu_threads

    started = measure_start_up(common) if start_up else None
    engine = common.engine()
    report: dict[str, Any] = {
        "model_id": engine.bundle.model_id,
        "device": engine.device_name,
        "threads": set_cpu_threads(),
        "cases": rounded([asdict(case) for case in measure_pipeline(engine, _portraits(), runs, warm_up)]),
        "rss_mb": round(resident_mb(), 1),
        "start_up": started,
    }
    if common.as_json:
        print_json(report)
    else:
        _show(report)


def measure_start_up(common: Common) -> dict[str, Any]:
    """Open the window twice in a process of its own; the second time the system has its files in memory.

    Returns
    -------
    dict
        ``first`` and ``warm``, each with ``first_paint_ms``, ``ready_ms``, ``rss_mb`` or with ``error``.
    """
    return {"first": _open_window(common), "warm": _open_window(common)}


def _open_window(common: Common) -> dict[str, Any]:
    environment = (
        {**os.environ, "FACEID_DATA_DIR": str(common.paths.data)} if common.data_dir else dict(os.environ)
    )
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        environment["QT_QPA_PLATFORM"] = "offscreen"
    command = [*_window(), "--measure-startup"]
    try:
        done = subprocess.run(  # noqa: S603 - this program itself
            command, env=environment, capture_output=True, text=True, timeout=START_UP_LIMIT_S, check=True
        )
        measured = json.loads(done.stdout.strip().splitlines()[-1])
    except subprocess.CalledProcessError as error:
        return {"error": error.stderr.strip()[-500:]}
    except (subprocess.TimeoutExpired, OSError, ValueError, IndexError) as error:
        return {"error": str(error)}
    return dict(measured)


def _window() -> list[str]:
    """Return how the window is started from here: as a module, or as the program beside the frozen one."""
    if getattr(sys, "frozen", False):
        here = Path(sys.executable)
        return [str(here.with_name(f"faceid-desktop{here.suffix}"))]
    return [sys.executable, "-m", "faceid_desktop.gui.app"]


def _portraits() -> list[ImageArray]:
    from faceid_desktop.services.photos import read_photo

    folder = resources() / "samples"
    return [
        read_photo(path) for path in sorted(folder.glob("*.*")) if path.suffix in (".jpg", ".png", ".webp")
    ]


def _show(report: dict[str, Any]) -> None:
    for case in report["cases"]:
        rows = [(name, f"{t['median_ms']:.2f}", f"{t['p95_ms']:.2f}") for name, t in case["stages"].items()]
        title = f"{case['name']} ({case['faces_found']} found, {case['runs']} runs)"
        print_table(title, ("Stage", "Median ms", "95th percentile ms"), rows)
    print_line(f"Device: {report['device']}; {report['threads']} threads; memory held: {report['rss_mb']} MB")
    for name, measured in (report["start_up"] or {}).items():
        facts = ", ".join(f"{key} {value}" for key, value in measured.items())
        print_line(f"Opening the window, {name}: {facts}")


app.command("pipeline")(with_common(pipeline))
app.command("live")(with_common(bench_live.live))
app.command("search")(with_common(bench_search.search))
