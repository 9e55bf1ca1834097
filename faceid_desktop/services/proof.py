"""From what two searches found to what a certificate says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from faceid_desktop.gallery.filesearch import Hits
from faceid_desktop.gallery.ledger import Sought
from faceid_desktop.gallery.needles import NeedleKind, Search
from faceid_desktop.services.certificate import FileFinding, Found, Unreached, UnreachedKind


@dataclass(frozen=True, slots=True, eq=False)
class Proof:
    """The searches before and after the erasure of one or several persons."""

    search: Search
    before: Hits
    after: Hits
    root: Path
    """Below which paths are shown short."""

    def needles(self, sought: Sought) -> dict[NeedleKind, Found]:
        """Count a person's needles by their kind; what an interrupted run had found counts as before."""
        totals = _by_kind(self.search, sought, None)
        now, later = (_by_kind(self.search, sought, hits) for hits in (self.before, self.after))
        return {
            kind: Found(total, max(now[kind], sought.found.get(kind, 0)), later[kind])
            for kind, total in totals.items()
        }

    def files(self, sought: Sought) -> tuple[FileFinding, ...]:
        """Tell how often a person's probes occur in each file that has any."""
        mine = self.search.places(sought.needles)
        occurrences = [
            {path: int(counts[mine].sum()) for path, counts in hits.counts.items()}
            for hits in (self.before, self.after)
        ]
        paths = sorted(path for path in occurrences[0].keys() | occurrences[1].keys())
        found = ((path, occurrences[0].get(path, 0), occurrences[1].get(path, 0)) for path in paths)
        return tuple(
            FileFinding(shown(path, self.root), before, after)
            for path, before, after in found
            if before or after
        )

    def left(self, sought: Sought) -> tuple[Unreached, ...]:
        """Name the files in which something of the person is left or that could not be searched."""
        there = (Unreached(UnreachedKind.STILL_THERE, each.path) for each in self.files(sought) if each.after)
        unreadable = (
            Unreached(UnreachedKind.UNREADABLE, shown(path, self.root)) for path in self.after.unreadable
        )
        return (*there, *unreadable)


def found_before(search: Search, sought: Sought, hits: Hits) -> Sought:
    """Note what was found, so that it is still known if the erasure is interrupted."""
    now = _by_kind(search, sought, hits)
    return Sought(
        sought.needles, {kind: max(count, sought.found.get(kind, 0)) for kind, count in now.items()}
    )


def shown(path: Path, root: Path) -> str:
    """Return a path as it is shown: relative where it lies below ``root``."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def _by_kind(search: Search, sought: Sought, hits: Hits | None) -> Mapping[NeedleKind, int]:
    """Count a person's needles by kind: all of them, or those found in any file."""
    counts = dict.fromkeys(NeedleKind, 0)
    for place in search.places(sought.needles).tolist():
        if hits is None or any(found[place] for found in hits.counts.values()):
            counts[search.needles[place].kind] += 1
    return counts
