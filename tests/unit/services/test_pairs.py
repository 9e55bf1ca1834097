"""Lists of photo pairs."""

from __future__ import annotations

from pathlib import Path

import pytest

from faceid_desktop.errors import PairsUnreadable
from faceid_desktop.services.pairs import Pair, Protocol, read_pairs


def written(folder: Path, *lines: str) -> Path:
    """Write a list of pairs."""
    path = folder / "pairs.txt"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_view_2_has_the_folds_of_the_file(tmp_path: Path) -> None:
    """With "folds pairs" as header each fold holds as many pairs of one person, then of two."""
    path = written(tmp_path, "2\t1", "Ada\t1\t2", "Ada\t1\tBen\t12", "Cy\t3\t4", "Cy\t3\tBen\t1")
    assert read_pairs(path, Protocol.LFW) == [
        Pair("Ada/Ada_0001.jpg", "Ada/Ada_0002.jpg", same=True, fold=0),
        Pair("Ada/Ada_0001.jpg", "Ben/Ben_0012.jpg", same=False, fold=0),
        Pair("Cy/Cy_0003.jpg", "Cy/Cy_0004.jpg", same=True, fold=1),
        Pair("Cy/Cy_0003.jpg", "Ben/Ben_0001.jpg", same=False, fold=1),
    ]


def test_view_1_is_dealt_into_ten_folds(tmp_path: Path) -> None:
    """Without folds in the file every fold gets consecutive pairs of both kinds."""
    same = [f"Ada\t{place}\t{place + 1}" for place in range(1, 21)]
    different = [f"Ada\t{place}\tBen\t1" for place in range(1, 21)]
    pairs = read_pairs(written(tmp_path, "20", *same, *different), Protocol.LFW)
    assert len(pairs) == 40
    for kind in (pairs[:20], pairs[20:]):
        assert [pair.fold for pair in kind] == [place // 2 for place in range(20)]


def test_a_list_may_have_a_header_and_commas_in_names(tmp_path: Path) -> None:
    """A CSV with quotes, spaces and empty lines; what cannot be a pair in the first line is its header."""
    path = written(
        tmp_path, "first,second,same", '"a, b.jpg",c.png,1', "", "d.png, e.png, 0", "f,g,1", "h,i,0"
    )
    pairs = read_pairs(path, Protocol.LIST)
    assert pairs[0] == Pair("a, b.jpg", "c.png", same=True, fold=0)
    assert pairs[1] == Pair("d.png", "e.png", same=False, fold=0)
    assert [pair.fold for pair in pairs[2:]] == [1, 1]


BROKEN = {
    "no header": (Protocol.LFW, ["Ada\t1\t2"], "header", 1),
    "empty": (Protocol.LFW, [], "header", 1),
    "too short": (Protocol.LFW, ["2", "Ada\t1\t2"], "count", 2),
    "no number": (Protocol.LFW, ["1\t1", "Ada\tone\t2", "Ada\t1\tBen\t1"], "line", 2),
    "one of each": (Protocol.LIST, ["a,b,1", "a,c,0"], "too_few", 2),
    "neither 0 nor 1": (Protocol.LIST, ["a,b,1", "a,c,2"], "line", 2),
    "one path": (Protocol.LIST, ["a,b,1", "a,0"], "line", 2),
}


@pytest.mark.parametrize(("protocol", "lines", "why", "line"), BROKEN.values(), ids=BROKEN.keys())
def test_a_wrong_list_is_told_with_its_line(
    tmp_path: Path, protocol: Protocol, lines: list[str], why: str, line: int
) -> None:
    """What is wrong and where stands in the error."""
    path = tmp_path / "pairs.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(PairsUnreadable) as caught:
        read_pairs(path, protocol)
    assert caught.value.data == {"path": str(path), "line": line, "why": why}


def test_a_missing_list_is_told(tmp_path: Path) -> None:
    """So is one that is no text."""
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00\xd8")
    for name in ("missing", "binary"):
        with pytest.raises(PairsUnreadable):
            read_pairs(tmp_path / name, Protocol.LIST)
