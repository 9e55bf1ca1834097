"""Lists of photo pairs for verification: the files of LFW, and plain lists."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from faceid_desktop.errors import PairsUnreadable

FOLDS = 10


class Protocol(StrEnum):
    """How a file lists its pairs, and which face of a photo is meant."""

    LFW = "lfw"
    LIST = "list"


class ScoreKind(StrEnum):
    """What is compared: the calibrated Joint Bayesian ratio of the application, or plain cosines."""

    JB = "jb"
    COSINE = "cosine"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two photos by their paths below the folder of photos, whether they show one person, and their fold."""

    first: str
    second: str
    same: bool
    fold: int = 0


def read_pairs(path: Path, protocol: Protocol) -> list[Pair]:
    """Read a list of pairs.

    Parameters
    ----------
    path
        For `Protocol.LFW` the official format: a header ``10 300`` (folds, and pairs of each kind in a
        fold) or ``500`` (pairs of each kind), then ``name i j`` for one person and ``name i name j`` for
        two. For `Protocol.LIST` a CSV file of two paths and 0 or 1; a first line with something else is a
        header.
    protocol
        Which of the two.

    Returns
    -------
    list of Pair
        In the order of the file. Where the file names no folds, the pairs of each kind are dealt out into ten
        consecutive ones.

    Raises
    ------
    PairsUnreadable
        If the file cannot be read, a line is wrong, or a kind of pair is too rare for two folds.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise PairsUnreadable(path=str(path), line=0, why="unreadable") from error
    pairs = list(_lfw(lines, path) if protocol is Protocol.LFW else _list(lines, path))
    return pairs if any(pair.fold for pair in pairs) else _dealt(pairs, path)


def _lfw(lines: Sequence[str], path: Path) -> Iterator[Pair]:
    header = lines[0].split() if lines else []
    if len(header) not in (1, 2) or not all(word.isdecimal() for word in header):
        raise PairsUnreadable(path=str(path), line=1, why="header")
    folds, each = (int(header[0]), int(header[1])) if len(header) == 2 else (1, int(header[0]))
    rows = [(number, line) for number, line in enumerate(lines[1:], start=2) if line.strip()]
    if len(rows) != folds * 2 * each:
        raise PairsUnreadable(path=str(path), line=len(lines), why="count")
    for place, (number, line) in enumerate(rows):
        fold = place // (2 * each)
        match line.split():
            case [name, i, j] if i.isdecimal() and j.isdecimal():
                yield Pair(_photo(name, i), _photo(name, j), same=True, fold=fold)
            case [a, i, b, j] if i.isdecimal() and j.isdecimal():
                yield Pair(_photo(a, i), _photo(b, j), same=False, fold=fold)
            case _:
                raise PairsUnreadable(path=str(path), line=number, why="line")


def _photo(name: str, number: str) -> str:
    return f"{name}/{name}_{int(number):04d}.jpg"


def _list(lines: Sequence[str], path: Path) -> Iterator[Pair]:
    for number, row in enumerate(csv.reader(lines), start=1):
        match [cell.strip() for cell in row]:
            case [] | [""]:
                continue
            case [first, second, ("0" | "1") as same] if first and second:
                yield Pair(first, second, same == "1")
            case _ if number > 1:
                raise PairsUnreadable(path=str(path), line=number, why="line")


def _dealt(pairs: Sequence[Pair], path: Path) -> list[Pair]:
    """Give folds to pairs that have none."""
    counts = {same: sum(pair.same is same for pair in pairs) for same in (True, False)}
    folds = min(FOLDS, *counts.values())
    if folds < 2:
        raise PairsUnreadable(path=str(path), line=len(pairs), why="too_few")
    seen = {True: 0, False: 0}
    dealt = []
    for pair in pairs:
        dealt.append(replace(pair, fold=seen[pair.same] * folds // counts[pair.same]))
        seen[pair.same] += 1
    return dealt
