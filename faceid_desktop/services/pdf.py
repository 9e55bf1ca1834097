"""A small writer of PDF documents of text: A4 pages, the standard fonts, nothing embedded.

Every PDF reader has Helvetica and Courier (ISO 32000-1, 9.6.2.2), so that a certificate needs no font file
and no library. Text is in Windows' Latin alphabet (WinAnsiEncoding); what that does not have becomes "?".
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

_WIDTH_PT, _HEIGHT_PT, _MARGIN_PT = 595, 842, 56


class Style(Enum):
    """How a line looks: font, size in points, space above in points."""

    TITLE = ("F2", 18, 0)
    HEADING = ("F2", 12, 12)
    TEXT = ("F1", 10, 2)
    FIXED = ("F3", 8, 2)
    """Of equal width, for numbers and identifiers."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text; one that is too long is wrapped."""

    text: str
    style: Style = Style.TEXT


# Widths of the characters from space to tilde in thousandths of the size (Adobe's font metrics).
_HELVETICA = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 "
    "556 556 278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 "
    "667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 "
    "556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584"
)
_WIDTHS = tuple(map(int, _HELVETICA.split()))
_WIDEST, _FIXED = 1015, 600
_BOLDER = 1.08
"""Helvetica-Bold is at most so much wider in running text; a line is wrapped a little early at worst."""


def document(title: str, lines: Iterable[Line]) -> bytes:
    """Write a document.

    Parameters
    ----------
    title
        Shown by readers as the window's title.
    lines
        From top to bottom; pages are begun as needed.
    """
    pages = [zlib.compress(content.encode("latin-1")) for content in _pages(list(lines))]
    first = 7
    kids = " ".join(f"{first + 2 * number} 0 R" for number in range(len(pages)))
    fonts = "/Font << /F1 3 0 R /F2 4 0 R /F3 5 0 R >>"
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        *(_font(name) for name in ("Helvetica", "Helvetica-Bold", "Courier")),
        b"<< /Title (" + _literal(title).encode("latin-1") + b") /Producer (FaceID Desktop) >>",
    ]
    for number, content in enumerate(pages):
        page = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {_WIDTH_PT} {_HEIGHT_PT}]"
            f" /Resources << {fonts} >> /Contents {first + 2 * number + 1} 0 R >>"
        )
        head = f"<< /Length {len(content)} /Filter /FlateDecode >>\nstream\n".encode()
        objects += [page.encode(), head + content + b"\nendstream"]
    return _file(objects)


def _file(objects: Sequence[bytes]) -> bytes:
    """Put numbered objects behind each other, with the table of their places at the end."""
    content, places = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"), []
    for number, each in enumerate(objects, start=1):
        places.append(len(content))
        content += f"{number} 0 obj\n".encode() + each + b"\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}"
    end += (
        f"trailer\n<< /Size {len(places) + 1} /Root 1 0 R /Info 6 0 R >>\nstartxref\n{len(content)}\n%%EOF\n"
    )
    return bytes(content) + end.encode()


def _font(name: str) -> bytes:
    return f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>".encode()


def _pages(lines: Sequence[Line]) -> Iterator[str]:
    """Yield the content of each page."""
    top = _HEIGHT_PT - _MARGIN_PT
    y, content = float(top), list[str]()
    for line in lines:
        font, size, above = line.style.value
        for number, part in enumerate(_wrapped(line)):
            step = size * 1.3 + (above if number == 0 else 0)
            if y - step < _MARGIN_PT:
                yield "\n".join(content)
                y, content = float(top), []
            y -= step
            content.append(f"BT /{font} {size} Tf {_MARGIN_PT} {y:.1f} Td ({_literal(part)}) Tj ET")
    yield "\n".join(content)


def _wrapped(line: Line) -> Iterator[str]:
    """Break a line at spaces, and within a word that is longer than the page is wide."""
    room, part = _WIDTH_PT - 2 * _MARGIN_PT, ""
    for word in line.text.split(" "):
        longer = f"{part} {word}" if part else word
        if _width(longer, line.style) <= room:
            part = longer
            continue
        if part:
            yield part
        while _width(word, line.style) > room:
            fitting = next(n for n in range(len(word), 0, -1) if _width(word[:n], line.style) <= room)
            yield word[:fitting]
            word = word[fitting:]
        part = word
    yield part


def _width(text: str, style: Style) -> float:
    """Return the width of a text in points."""
    font, size, _ = style.value
    if font == "F3":
        return len(text) * _FIXED * size / 1000
    total = sum(_WIDTHS[ord(c) - 32] if 32 <= ord(c) < 127 else _WIDEST for c in text)
    return total * size / 1000 * (_BOLDER if font == "F2" else 1)


def _literal(text: str) -> str:
    """Write a text as the inside of a PDF string, one character a byte."""
    plain = text.encode("cp1252", "replace").decode("latin-1")
    return (
        plain.replace("\\", r"\\")
        .replace("(", r"\(")
        .replace(")", r"\)")
        .replace("\r", " ")
        .replace("\n", " ")
    )
