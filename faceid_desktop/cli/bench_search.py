"""``faceid bench search``: how fast large galleries are searched, beside other ways to do it."""

from __future__ import annotations

from dataclasses import asdict
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
    runs: Annotated[int, typer.Option(min=1, help="Single searches that count.")] = 20,
    hnsw_up_to: Annotated[
        int, typer.Option(min=0, help="Largest gallery for which the approximate graph is built as well.")
    ] = 100_000,
) -> None:
    """Measure searches of one and of 100 faces in galleries drawn from the model, by us and by others.

    Each size is measured with one photo a person and with four. Ours and the brute force of numpy and torch
    are always measured; faiss only where the extra ``bench`` is installed.
    """
    from faceid_desktop.services.scoring import load_scorer
    from faceid_desktop.services.search_benchmark import draw_gallery, measure_search
    from faceid_desktop.vision.bundle import load_bundle
    from faceid_desktop.vision.embedder import set_cpu_threads

    threads = set_cpu_threads()
    scorer = load_scorer(load_bundle(common.model or default_bundle()))
    load = draw_gallery(scorer.model)
    reports = [
        measure_search(scorer, load, (templates // photos, photos), runs, templates <= hnsw_up_to)
        for templates in _parse(sizes)
        for photos in (1, _PHOTOS)
    ]
    result: dict[str, Any] = {
        "model_id": scorer.model_id,
        "threads": threads,
        "galleries": [asdict(each) for each in reports],
    }
    if common.as_json:
        print_json(rounded(result))
    else:
        for each in result["galleries"]:
            _show(each)


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


def _show(report: dict[str, Any]) -> None:
    rows = [
        (
            each["method"],
            *(f"{value:.2f}" for value in each["one_ms"]),
            *(f"{value / 100:.2f}" for value in each["batch_ms"]),
            f"{each['recall']:.3f}",
            f"{each['build_s']:.1f}",
            f"{each['bytes_per_template']:.0f}",
        )
        for each in report["timings"]
    ]
    columns = (
        "Method", "1 search, ms", "median", "1 of 100, ms", "median", "Recall", "Build, s", "Bytes each",
    )  # fmt: skip
    print_table(f"{report['persons']} persons with {report['photos']} each", columns, rows)
    print_line(f"Memory held with ours alone: {report['rss_mb']:.0f} MB")
