"""What a bulk import is to read: a folder with one folder for each person, or a table.

Tables come from spreadsheet programs, so delimiter and encoding are found out: UTF-8 with and without BOM,
UTF-16 with BOM ("Unicode text"), else Windows-1252; comma, semicolon, tab or bar; the line ``sep=;`` that
Excel understands; header names in any case and order.
"""

from __future__ import annotations

import codecs
import csv
import io
import os
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath

from faceid_desktop.errors import ImportListInvalid
from faceid_desktop.services.photos import SUFFIXES

MAX_BYTES = 256 << 20
_DELIMITERS = (",", ";", "\t", "|")
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "path": ("path", "file", "filename", "photo", "image", "picture"),
    "name": ("name", "person", "full name"),
    "reference": ("reference", "ref", "id", "number"),
    "basis": ("basis", "lawful basis", "lawful_basis", "consent"),
    "tags": ("tags", "tag", "group"),
}
_REQUIRED = ("path", "name")


@dataclass(frozen=True, slots=True)
class ImportItem:
    """One photo that is to be imported, and whose it is."""

    path: Path
    name: str
    reference: str = ""
    basis: str = ""
    """Lawful basis of this row; empty takes that of the whole import."""
    tags: tuple[str, ...] = ()
    line: int = 0
    """Line of the table, 0 for a folder."""


def list_folder(folder: Path) -> tuple[ImportItem, ...]:
    """List the photos below a folder; the folder directly below it is the person's name.

    Links to folders are not followed; hidden files and what has no picture's suffix are left out.

    Parameters
    ----------
    folder
        Holds ``person/photo.jpg``; photos may lie deeper below a person's folder.

    Raises
    ------
    ImportListInvalid
        If it is no folder or cannot be read; ``why`` is ``unreadable``.
    """
    if not folder.is_dir():
        raise ImportListInvalid(path=str(folder), line=0, why="unreadable")
    people = sorted(each for each in folder.iterdir() if each.is_dir() and not each.name.startswith("."))
    return tuple(
        ImportItem(path=photo, name=unicodedata.normalize("NFC", person.name))
        for person in people
        for photo in _photos_below(person)
    )


def read_list(path: Path) -> tuple[ImportItem, ...]:
    """Read a table with the columns path and name, and if it has them reference, basis and tags.

    Parameters
    ----------
    path
        The table; relative paths in it start from its folder, tags are separated by commas or semicolons.

    Raises
    ------
    ImportListInvalid
        ``why`` is ``unreadable``, ``list_too_large``, ``encoding``, ``columns`` (a required one is
        missing) or ``table`` (a quote that is never closed).
    """
    text = _decoded(_content(path), path)
    header_line, body, delimiter = _start(text)
    try:
        header = next(csv.reader([header_line], delimiter=delimiter, strict=True), [])
        columns = _columns(header)
        if not all(name in columns for name in _REQUIRED):
            raise ImportListInvalid(path=str(path), line=1, why="columns")
        rows = csv.reader(io.StringIO(body, newline=""), delimiter=delimiter, strict=True)
        skipped = text[: len(text) - len(body)].count("\n")
        return tuple(_items(rows, columns, path.parent, skipped))
    except csv.Error as error:
        raise ImportListInvalid(path=str(path), line=1, why="table") from error


def _photos_below(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and name.lower().endswith(SUFFIXES):
                yield Path(place, name)


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ImportListInvalid(path=str(path), line=0, why="list_too_large")
        return path.read_bytes()
    except OSError as error:
        raise ImportListInvalid(path=str(path), line=0, why="unreadable") from error


def _decoded(content: bytes, path: Path) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings: Sequence[str] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise ImportListInvalid(path=str(path), line=1, why="encoding")


def _start(text: str) -> tuple[str, str, str]:
    """Return the header line, all after it, and the delimiter."""
    first, _, rest = text.partition("\n")
    stated = first.strip().lower()
    if stated.startswith("sep=") and len(stated) == len("sep=x"):
        header, _, body = rest.partition("\n")
        return header.rstrip("\r"), body, stated[-1]
    header = first.rstrip("\r")
    # The delimiter that yields the most columns we know; a comma inside a name does not mislead it.
    best = max(_DELIMITERS, key=lambda mark: len(_columns(next(csv.reader([header], delimiter=mark), []))))
    return header, rest, best


def _columns(header: Sequence[str]) -> dict[str, int]:
    cells = [" ".join(cell.strip().casefold().split()) for cell in header]
    found = {
        name: min((cells.index(alias) for alias in aliases if alias in cells), default=-1)
        for name, aliases in _COLUMNS.items()
    }
    return {name: place for name, place in found.items() if place >= 0}


def _items(
    rows: Iterator[list[str]], columns: Mapping[str, int], folder: Path, skipped: int
) -> Iterator[ImportItem]:
    # A cell may hold line breaks, so lines are counted by the reader, not by rows.
    line = skipped + 1
    reader = rows
    for row in reader:
        begins, line = line, skipped + 1 + getattr(reader, "line_num", 0)
        if not any(cell.strip() for cell in row):
            continue
        cell = {name: row[place].strip() if place < len(row) else "" for name, place in columns.items()}
        tags = (tag.strip() for tag in cell.get("tags", "").replace(";", ",").split(","))
        yield ImportItem(
            path=_path(cell["path"], folder),
            name=unicodedata.normalize("NFC", cell["name"]),
            reference=cell.get("reference", ""),
            basis=cell.get("basis", "").lower(),
            tags=tuple(tag for tag in tags if tag),
            line=begins,
        )


def _path(cell: str, folder: Path) -> Path:
    """Take a path as it was written, also one of a table that was made on Windows."""
    if "\\" in cell and not PurePosixPath(cell).is_absolute() and not PureWindowsPath(cell).drive:
        cell = PureWindowsPath(cell).as_posix()
    return folder / cell if cell else Path()
