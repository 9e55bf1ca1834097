"""Erasures that are killed: ``python -m tests.campaign.erasure --runs 100 [--seed 1]``.

A gallery with a backup and a copy is prepared; a program erases its people one after the other and is killed
at a random moment, or in the middle of a random write. Then the gallery is opened, which finishes what was
begun, and every file is searched for the nonces, wrapped keys and ciphertexts of whoever is gone. The search
is Python's own and not the one that is tested.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import sys
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from faceid_desktop.gallery.places import GalleryPlaces, copies_of
from faceid_desktop.paths import AppPaths, app_paths
from tests.campaign.runs import Campaign, failing, kill_after, let_go, with_shim

_MOST_WRITES = 300
_METHOD = "fork" if sys.platform.startswith("linux") else "spawn"

_SEALED = """
SELECT data_key FROM person WHERE uuid = :p UNION ALL SELECT sealed FROM person WHERE uuid = :p
UNION ALL SELECT photo.sealed FROM photo JOIN person ON person.id = person_id WHERE person.uuid = :p
UNION ALL SELECT media.sealed FROM media JOIN photo ON photo.id = photo_id
    JOIN person ON person.id = person_id WHERE person.uuid = :p
UNION ALL SELECT template.sealed FROM template JOIN photo ON photo.id = photo_id
    JOIN person ON person.id = person_id WHERE person.uuid = :p
UNION ALL SELECT consent.sealed FROM consent JOIN person ON person.id = person_id WHERE person.uuid = :p
"""


@dataclass(frozen=True, slots=True)
class Erased:
    """What a killed run left, and what the next opening made of it."""

    present: int
    gone: int
    pending: bool
    """Whether an erasure was under way when it was killed."""
    before: int
    """Traces of those who are gone now, in all files before the run."""
    killed: int
    """The same right after the kill."""
    after: int
    """The same after the next opening."""


def people_of(paths: AppPaths) -> list[str]:
    """Return who is in the gallery that no program has open."""
    with closing(sqlite3.connect(GalleryPlaces(paths).database)) as connection:
        return [row[0] for row in connection.execute("SELECT uuid FROM person ORDER BY id")]


def traces(paths: AppPaths, persons: list[str]) -> list[bytes]:
    """Return nonces and pieces of the ciphertexts and wrapped keys of persons, also those in copies."""
    found: set[bytes] = set()
    database = GalleryPlaces(paths).database
    for file in (database, *GalleryPlaces(paths).backups.glob("*.db"), *copies_of(database).glob("*.db")):
        with closing(sqlite3.connect(file)) as connection:
            for person in persons:
                for (sealed,) in connection.execute(_SEALED, {"p": person}):
                    found |= {sealed[1:13], sealed[13:29], sealed[-16:]}
    return sorted(found)


def count(folder: Path, wanted: list[bytes]) -> int:
    """Return how many traces lie in any file below a folder."""
    contents = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    return sum(any(trace in content for content in contents) for trace in wanted)


def kill_once(campaign: Campaign, seconds: float, write: int = 0) -> tuple[Erased, tuple[str, ...]]:
    """Kill one run, after some seconds or at a write; return what it left and what is wrong."""
    place = campaign.new_folder("erase")
    paths = app_paths(place)
    everybody = people_of(paths)
    by_person = {person: traces(paths, [person]) for person in everybody}
    start = {person: count(place, wanted) for person, wanted in by_person.items()}
    left: dict[str, int] = {}
    pending: list[bool] = []

    def look() -> None:
        left.update({person: count(place, wanted) for person, wanted in by_person.items()})
        pending.append(any((paths.config / "erased").glob("*.needles.json")))

    disturb, variables = (let_go, failing(place, write, "kill")) if write else (kill_after(seconds), {})
    outcome = campaign.run("erase", disturb, variables, place, look)
    present = set(people_of(paths))
    gone = [person for person in everybody if person not in present]
    found = Erased(
        len(present),
        len(gone),
        pending[0],
        sum(start[person] for person in gone),
        sum(left[person] for person in gone),
        sum(count(place, by_person[person]) for person in gone),
    )
    kept = sum(count(place, by_person[person]) for person in present)
    wrong = list(outcome.wrong)
    if found.after:
        wrong.append(f"{found.after} traces of erased people are left")
    if kept != sum(start[person] for person in present):
        wrong.append("something of a person who stays is gone")
    return found, tuple(wrong)


def main() -> int:
    """Run the campaign and print its figures; 1 if anything was left or lost."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)  # noqa: S311 - chosen moments, no secret
    results, wrong = list[Erased](), 0
    with tempfile.TemporaryDirectory(prefix="faceid-campaign-") as folder:
        may_fail = with_shim(Path(folder))
        campaign = Campaign(Path(folder), _METHOD)
        longest = campaign.run("erase", let_go).seconds
        for number in range(options.runs):
            write = chance.randint(1, _MOST_WRITES) if may_fail and number % 2 else 0
            seconds = chance.uniform(0, longest)
            found, faults = kill_once(campaign, seconds, write)
            results.append(found)
            wrong += bool(faults)
            how = f"write {write}" if write else f"{seconds:.2f} s"
            _tell(f"{number + 1:4} {how:10} {found} {'; '.join(faults) or 'ok'}")
    within = sum(each.pending for each in results)
    before, killed, after = (
        sum(getattr(each, name) for each in results) for name in ("before", "killed", "after")
    )
    _tell(f"runs {len(results)}, killed within an erasure {within}, wrong {wrong}")
    _tell(
        f"traces of those who are gone: {before} before the runs, {killed} after the kills, {after} at last"
    )
    return int(wrong > 0)


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
