"""The pictures of the benchmark and what it reports of its runs."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from faceid_desktop.core.records import ImageArray
from faceid_desktop.services import benchmark
from faceid_desktop.services.benchmark import measure_pipeline, resident_mb, tile


def portrait(value: int) -> ImageArray:
    """Make a portrait of one colour, higher than wide."""
    return np.full((90, 60, 3), value, np.uint8)


@pytest.mark.parametrize(("faces", "columns", "rows"), [(1, 1, 1), (2, 2, 1), (5, 3, 2), (32, 8, 4)])
def test_tiled_picture_holds_every_portrait_whole(faces: int, columns: int, rows: int) -> None:
    """Each cell shows one portrait in full height or width, in turn, and its shape is kept."""
    picture = tile([portrait(0), portrait(255)], faces, 640, 480)
    assert picture.shape == (480, 640, 3)
    cell_width, cell_height = 640 // columns, 480 // rows
    scale = min(cell_width / 60, cell_height / 90)
    for place in range(faces):
        top, left = place // columns * cell_height, place % columns * cell_width
        shown = picture[top : top + int(90 * scale), left : left + int(60 * scale)]
        assert (shown == 255 * (place % 2)).all()


def test_every_stage_of_every_case_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs before the warm-up's end do not count; stages of the pipeline and our own are all there."""
    calls: list[int] = []

    def analyse(image: ImageArray) -> Any:
        calls.append(image.shape[1])
        first = len(calls) % 3 == 1
        return SimpleNamespace(faces=("face", "face"), timings_ms={"detect": 1000.0 if first else 5.0})

    engine: Any = SimpleNamespace(
        pipeline=SimpleNamespace(analyse=analyse, embed=list),
        scorer=SimpleNamespace(llr=lambda _a, _b: 0.0),
    )
    monkeypatch.setattr(benchmark, "PICTURES", (("small", 64, 48), ("large", 128, 96)))
    cases = measure_pipeline(engine, [portrait(9)], runs=2, warm_up=1)
    assert [case.name for case in cases] == [
        "small, 1 face",
        "small, 32 faces",
        "large, 1 face",
        "large, 32 faces",
    ]
    assert calls == [64] * 6 + [128] * 6
    for case in cases:
        assert (case.faces_found, case.runs) == (2, 2)
        assert set(case.stages) == {"decode", "detect", "embed", "score", "total"}
        assert case.stages["detect"].p95_ms == 5.0
        assert all(0 <= stage.median_ms <= stage.p95_ms for stage in case.stages.values())


def test_memory_of_this_process_is_plausible() -> None:
    """A Python process with numpy holds more than 10 MB and less than the machine."""
    assert 10 < resident_mb() < 1e6
