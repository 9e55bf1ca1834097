"""``faceid bench search``: how fast large galleries are searched, beside other ways to do it."""

from __future__ import annotations

import itertools
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from faceid_desktop.cli.common import Common
from faceid_desktop.cli.output import print_json, print_line, print_table, rounded
from faceid_desktop.errors import SettingError
from faceid_desktop.paths import default_bundle
from faceid_desktop.settings import Range

_SIZES = Range(100, 100_000_000)
_PHOTOS = 4


def search(
    common: Common,
    sizes: Annotated[
        str, typer.Option(help="Numbers of templates, separated by commas.")
    ] = "10000,100000,1000000",
    runs: Annotated[int, typer.Option(min=1, help="Single searches in each of three rounds.")] = 20,
    hnsw_up_to: Annotated[
        int, typer.Option(min=0, help="Largest gallery for which the approximate graph is built as well.")
    ] = 100_000,
    disk: Annotated[
        bool,
        typer.Option(
            "--disk",
            help="Write each gallery to the disk first, encrypted, and time reading it (2.5 KB each).",
        ),
    ] = False,
) -> None:
    """Measure searches of one and of 100 faces in galleries drawn from the model, by us and by others.

    Each size is measured with one photo a person and with four. Ours and the brute force of numpy and torch
    are always measured; faiss only where the extra ``bench`` is installed.
    """
    from faceid_desktop.services.scoring import load_scorer
    from faceid_desktop.services.search_benchmark import draw_gallery, measure_search
    from faceid_desktop.services.search_on_disk import written_to_disk
    from faceid_desktop.vision.bundle import load_bundle
    from faceid_desktop.vision.embedder import set_cpu_threads

    threads = set_cpu_threads()
    scorer = load_scorer(load_bundle(common.model or default_bundle()))
    draw = draw_gallery(scorer.model)
    reports = []
    with tempfile.TemporaryDirectory(prefix="faceid-bench-") as folder:
        for templates, photos in itertools.product(_parse(sizes), (1, _PHOTOS)):
            size = (templates // photos, photos)
            load = written_to_disk(draw, size, Path(folder), scorer.model_id) if disk else draw
            reports.append(measure_search(scorer, load, size, runs, templates <= hnsw_up_to))
    result: dict[str, Any] = {
        "model_id": scorer.model_id,
        "threads": threads,
        "from_disk": disk,
        "galleries": [asdict(each) for each in reports],
    }
    if common.as_json:
        print_json(rounded(result))
    else:
        for each in result["galleries"]:
            _show(each, disk)


def _parse(sizes: str) -> list[int]:
    """Read the sizes.

    Raises
    ------
    SettingError
        If one is no whole number in range.
    """
    parts = [part.strip() for part in sizes.split(",")]
    for part in parts:
        if not part.isdecimal() or not _SIZES.accepts(int(part)):
            raise SettingError(name="sizes", value=part, allowed=_SIZES)
    return [int(part) for part in parts]


def _show(report: dict[str, Any], from_disk: bool) -> None:
    rows = [
        (
            each["method"],
            " / ".join(f"{value:.2f}" for value in each["one_ms"]),
            " / ".join(f"{value / 100:.2f}" for value in each["batch_ms"]),
            f"{each['recall']:.3f}",
            f"{each['build_s']:.1f}",
            f"{each['bytes_per_template']:.0f}",
        )
        for each in report["timings"]
    ]
    columns = ("Least and median ms:", "a search", "1 of 100", "Recall", "Build, s", "Bytes a template")
    print_table(f"{report['persons']} persons with {report['photos']} each", columns, rows)
    if from_disk:
        built_s = report["timings"][0]["build_s"]
        total_s = report["load_s"] + built_s
        print_line(
            f"From disk to searchable: {report['load_s']:.1f} s read + {built_s:.1f} s = {total_s:.1f} s"
        )
    print_line(f"Memory held with ours alone: {report['rss_mb']:.0f} MB")
