"""Searching every file that the program keeps for needles."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from faceid_desktop.gallery.bytesearch import Counts, count_in_descriptor, count_in_file
from faceid_desktop.gallery.needles import Search
from faceid_desktop.gallery.rawfiles import RawFiles

_OPEN_SUFFIXES = ("", "-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class Hits:
    """What a search found.

    ``counts`` holds, for each file with a hit, how often each needle's probes occur; ``unreadable`` the files
    that could not be searched.
    """

    counts: Mapping[Path, Counts]
    unreadable: tuple[Path, ...]
    searched: int


def search_files(
    roots: Iterable[Path], search: Search, database: Path, raw: RawFiles, skip: Collection[Path] = ()
) -> Hits:
    """Search all files below some folders.

    Parameters
    ----------
    roots
        The folders; one may lie within another.
    search
        What to look for.
    database
        The database that is open in this process: it and what lies beside it are read through ``raw``.
    raw
        Keeps those files open.
    skip
        Files that hold the needles themselves.
    """
    open_files = [database.with_name(database.name + suffix) for suffix in _OPEN_SUFFIXES]
    counts: dict[Path, Counts] = {}
    unreadable, searched = [], 0
    for path in sorted(_files(roots) - set(skip)):
        try:
            if _is_one_of(path, open_files):
                found = count_in_descriptor(raw.descriptor(path), search.probes)
            else:
                found = count_in_file(path, search.probes)
        except FileNotFoundError:
            continue  # SQLite and rotating logs remove files by themselves
        except OSError:
            unreadable.append(path)
            continue
        searched += 1
        if found.any():
            counts[path] = search.per_needle(found)
    raw.release()
    return Hits(counts, tuple(unreadable), searched)


def _is_one_of(path: Path, others: Iterable[Path]) -> bool:
    """Tell whether a file is one of others, by whatever path it was reached: the locks belong to the file."""
    return any(other.exists() and path.samefile(other) for other in others)


def _files(roots: Iterable[Path]) -> set[Path]:
    return {path for root in roots for path in _below(root)}


def _below(root: Path) -> Iterator[Path]:
    """Yield the regular files below a folder; links are not followed, they may lead anywhere."""
    for folder, _, names in os.walk(root):
        for name in names:
            path = Path(folder, name)
            if path.is_file() and not path.is_symlink():
                yield path
