"""All-against-all as a table for spreadsheets and other programs: codes and numbers, no language."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator, Mapping
from pathlib import Path

from faceid_desktop.core.grouping import Groups
from faceid_desktop.core.text import plain_cell
from faceid_desktop.errors import OutputError
from faceid_desktop.paths import write_atomically
from faceid_desktop.services.many import OUTCOMES, ManyResult

COLUMNS = (
    "first", "second", "verdict", "llr", "bans", "probability", "prior", "fmr", "fmr_low", "fmr_high",
    "fmr_supported", "group_first", "group_second", "quality_first", "quality_second", "model_id",
)  # fmt: skip
Value = str | float | int | bool


def rows(result: ManyResult, groups: Groups) -> Iterator[dict[str, Value]]:
    """Yield a row for each pair, the strongest evidence for one person first.

    Parameters
    ----------
    result
        The comparison.
    groups
        How its photos were grouped; groups are numbered from 1, photos in none have 0.

    Yields
    ------
    dict
        Has the keys `COLUMNS`; ``llr`` is a natural logarithm, ``bans`` one to the base 10.
    """
    number = {place: name for name, group in enumerate(groups, start=1) for place in group}
    for pair in (-result.pair_scores).argsort(kind="stable"):
        first, second = (int(place) for place in result.pairs[pair])
        decision = result.decision(first, second)
        yield {
            "first": str(result.photos[first].path),
            "second": str(result.photos[second].path),
            "verdict": str(OUTCOMES[result.pair_outcomes[pair]]),
            "llr": decision.llr,
            "bans": decision.llr / math.log(10),
            "probability": decision.probability,
            "prior": decision.operating_point.prior,
            "fmr": decision.fmr.rate,
            "fmr_low": decision.fmr.low,
            "fmr_high": decision.fmr.high,
            "fmr_supported": decision.fmr.supported,
            "group_first": number.get(first, 0),
            "group_second": number.get(second, 0),
            "quality_first": " ".join(result.photos[first].reasons),
            "quality_second": " ".join(result.photos[second].reasons),
            "model_id": decision.model_id,
        }


def write_pairs(path: Path, result: ManyResult, groups: Groups) -> Path:
    """Write `rows` as CSV and return the path; UTF-8 with a mark, so that Excel reads every name.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS)
    writer.writeheader()
    for row in rows(result, groups):
        writer.writerow({name: _cell(value) for name, value in row.items()})
    try:
        write_atomically(path, text.getvalue().encode("utf-8-sig"))
    except OSError as error:
        raise OutputError(path=str(path), why=error.strerror or str(error)) from error
    return path


def _cell(value: Value) -> str:
    if isinstance(value, str):
        return plain_cell(value)
    return f"{value:.6g}" if isinstance(value, float) else str(value).lower()


def describe(row: Mapping[str, Value]) -> dict[str, Value | list[str]]:
    """Return a row as JSON has it: quality as a list of reasons."""
    told: dict[str, Value | list[str]] = dict(row)
    for side in ("quality_first", "quality_second"):
        told[side] = str(row[side]).split()
    return told
