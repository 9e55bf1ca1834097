"""The PDF writer: a well-formed file whose pages hold the text, wrapped within the margins."""

from __future__ import annotations

import re
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceid_desktop.services.pdf import Line, Style, document


def objects(content: bytes) -> dict[int, bytes]:
    """Read the objects by the table at the end, as a reader does."""
    start = int(content.rsplit(b"startxref\n", 1)[1].split()[0])
    table = content[start:].split(b"\n")
    assert table[0] == b"xref"
    count = int(table[1].split()[1])
    found = {}
    for number, row in enumerate(table[3 : 2 + count], start=1):
        place = int(row[:10])
        head = f"{number} 0 obj\n".encode()
        assert content[place:].startswith(head)
        found[number] = content[place + len(head) :].split(b"\nendobj", 1)[0]
    return found


def pages(content: bytes) -> list[str]:
    """Return what is drawn on each page."""
    streams = []
    for each in objects(content).values():
        if b"stream\n" in each:
            length = int(re.search(rb"/Length (\d+)", each)[1])  # type: ignore[index]
            raw = each.split(b"stream\n", 1)[1][:length]
            streams.append(zlib.decompress(raw).decode("latin-1"))
    return streams


def test_text_stands_on_the_page() -> None:
    """In its style, from top to bottom, with what PDF would take for syntax masked."""
    (page,) = pages(document("T", [Line("Title", Style.TITLE), Line(r"a (b) \c"), Line("f00", Style.FIXED)]))
    shown = re.findall(r"/(F\d) (\d+) Tf \d+ ([\d.]+) Td \((.*)\) Tj", page)
    assert [(font, size, text) for font, size, _, text in shown] == [
        ("F2", "18", "Title"),
        ("F1", "10", r"a \(b\) \\c"),
        ("F3", "8", "f00"),
    ]
    heights = [float(height) for _, _, height, _ in shown]
    assert heights == sorted(heights, reverse=True)


def test_long_texts_go_on_on_the_next_page() -> None:
    """No line falls off the paper, and none is lost."""
    found = pages(document("T", [Line(f"line {number}") for number in range(200)]))
    assert len(found) > 2
    assert re.findall(r"\(line (\d+)\)", "".join(found)) == [str(number) for number in range(200)]
    assert all(float(height) >= 56 for page in found for height in re.findall(r"56 ([\d.]+) Td", page))


@given(st.text(st.characters(codec="ascii", exclude_categories=["C"]), max_size=400), st.sampled_from(Style))
def test_wrapping_loses_no_character(text: str, style: Style) -> None:
    """Only the spaces at which lines were broken are gone."""
    found = "".join(pages(document("T", [Line(text, style)])))
    drawn = "".join(re.findall(r"\((.*)\) Tj", found))
    plain = re.sub(r"\\([\\()])", r"\1", drawn)
    assert plain.replace(" ", "") == text.replace(" ", "")


def test_a_long_word_is_broken() -> None:
    """A hash that is wider than the page is no reason to write over the margin."""
    (page,) = pages(document("T", [Line("x" * 300, Style.FIXED)]))
    parts = re.findall(r"\((x+)\)", page)
    assert sum(map(len, parts)) == 300
    assert max(map(len, parts)) * 0.6 * 8 <= 595 - 2 * 56


@pytest.mark.parametrize(("text", "drawn"), [("Zoë", "Zo\xeb"), ("“q”", "\x93q\x94"), ("漢字", "??")])
def test_letters_of_windows_are_kept(text: str, drawn: str) -> None:
    """What the standard fonts do not have becomes a question mark."""
    (page,) = pages(document("T", [Line(text)]))
    assert f"({drawn})" in page
