"""What commands write: JSON for programs, tables for people, messages on standard error."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from faceid_desktop.cli.words import Words, explain
from faceid_desktop.errors import FaceIdError, OutputError


@contextmanager
def _standard_output() -> Iterator[None]:
    """Write through at once, so that a full disk is met here and not when the process ends.

    Raises
    ------
    OutputError
        If standard output cannot be written; a closed pipe stays a BrokenPipeError.
    """
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(path="the standard output", why=error.strerror or str(error)) from error


def print_json(data: object) -> None:
    """Write one JSON value to standard output, in ASCII so that no console encoding can spoil it.

    Raises
    ------
    ValueError
        If a number is not finite, which JSON cannot hold.
    """
    text = json.dumps(data, indent=2, allow_nan=False) + "\n"
    with _standard_output():
        sys.stdout.write(text)


def print_table(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a table to standard output; cells are text, never markup; without names it has no header."""
    table = Table(title=title or None, title_justify="left", title_style="bold", show_header=any(columns))
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(str(cell)) for cell in row))
    with _standard_output():
        Console(file=sys.stdout).print(table)


def print_line(text: str, style: str = "") -> None:
    """Write a line to standard output, wrapped at words when that is a terminal."""
    with _standard_output():
        Console(file=sys.stdout, soft_wrap=not sys.stdout.isatty()).print(Text(text, style=style))


def counted(number: int, one: str, many: str = "") -> str:
    """Write a number with what it counts: ``1 photo``, ``3 photos``, ``0 people``.

    Parameters
    ----------
    number
        How many.
    one, many
        The singular, and the plural where it is not made with an s.
    """
    return f"{number} {one if number == 1 else many or one + 's'}"


def print_error(words: Words, prefix: str = "Error: ") -> None:
    """Write what went wrong and what helps to standard error."""
    console = Console(file=sys.stderr, soft_wrap=True)
    console.print(Text(f"{prefix}{words.message}", style="bold red"))
    console.print(Text(words.hint))


def failure(path: str, error: FaceIdError) -> dict[str, str]:
    """Describe a picture that failed, for JSON output."""
    words = explain(error)
    return {"path": path, "code": error.code, "message": words.message, "hint": words.hint}


def rounded(value: Any, digits: int = 3) -> Any:
    """Turn arrays, mappings and sequences of numbers into JSON values with few digits; NaN becomes None."""
    if hasattr(value, "tolist"):
        return rounded(value.tolist(), digits)
    if isinstance(value, float):
        return round(value, digits) if math.isfinite(value) else None
    if isinstance(value, dict):
        return {key: rounded(item, digits) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [rounded(item, digits) for item in value]
    return value
