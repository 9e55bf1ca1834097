"""The size of the frozen program: measured by part, and never above its limit unnoticed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from installer.sizes import TABLE, TooLarge, check, limit_of, measure, part_of


@pytest.mark.parametrize(
    ("inside", "part"),
    [
        ("faceid", "modules"),
        ("faceid-desktop.exe", "modules"),
        ("_internal/torch/lib/libtorch_cpu.so", "torch"),
        ("_internal/PySide6/Qt/lib/libicudata.so.73", "qt"),
        ("_internal/opencv_python_headless.libs/libaom.so", "opencv"),
        ("_internal/numpy.libs/libopenblas.so", "numpy"),
        ("_internal/pillow.libs/libavif.so", "pictures"),
        ("_internal/resources/models/deepid2-0.5.0/patch00.safetensors", "models"),
        ("_internal/libcrypto.so.3", "rest"),
        ("licences/torch/LICENSE", "rest"),
    ],
)
def test_each_file_belongs_to_a_part(inside: str, part: str) -> None:
    """The parts are told by path."""
    assert part_of(inside) == part


def test_links_weigh_nothing(tmp_path: Path) -> None:
    """A link to a library is not a second library."""
    (tmp_path / "_internal/torch").mkdir(parents=True)
    (tmp_path / "_internal/torch/a.so").write_bytes(b"x" * 100)
    (tmp_path / "_internal/b.so").symlink_to("torch/a.so")
    assert measure(tmp_path)["torch"] == sum(measure(tmp_path).values()) == 100


def test_a_program_above_the_limit_is_refused() -> None:
    """The message names the parts, so that it can be seen which one grew."""
    check({"torch": 60, "qt": 40}, 100)
    check({"torch": 10**12}, None)
    with pytest.raises(TooLarge, match="torch"):
        check({"torch": 61, "qt": 40}, 100)


def test_the_table_holds_what_was_measured() -> None:
    """The limit leaves room for a tenth at most, and trimming saves at least two fifths."""
    measured = json.loads(TABLE.read_text(encoding="utf-8"))["linux"]
    plain, trimmed = (sum(measured[name].values()) for name in ("plain", "trimmed"))
    limit = limit_of("linux")
    assert limit is not None
    assert trimmed <= limit <= 1.1 * trimmed
    assert trimmed <= 0.6 * plain
    assert limit_of("never measured") is None
