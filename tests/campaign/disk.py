"""Full and failing disks: ``python -m tests.campaign.disk --runs 100 [--workloads a,b] [--seed 1]``.

Linux with a C compiler: from a random write on, one or several writes fail with ENOSPC or EIO, after which
the disk works again. As root also on a real file system that is full: a small tmpfs. The program has to say
so and end, or go on; either way everything that it reported as saved has to be there.
"""

from __future__ import annotations

import argparse
import errno
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.campaign.child import DISK_FAILED
from tests.campaign.runs import Campaign, Outcome, failing, let_go, with_shim
from tests.campaign.workloads import WORKLOADS

_MOST_WRITES = 600
_ROOM_KIB = (16, 2048)


def main() -> int:
    """Run the campaign and print its figures; 1 if anything was lost."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=100)
    parser.add_argument("--workloads", default=",".join(WORKLOADS))
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)  # noqa: S311 - chosen moments, no secret
    names, counts, wrong = options.workloads.split(","), Counter[str](), 0
    with tempfile.TemporaryDirectory(prefix="faceid-campaign-") as folder:
        kinds = _kinds(with_shim(Path(folder)))
        campaign = Campaign(Path(folder), "fork" if sys.platform.startswith("linux") else "spawn")
        if not kinds:
            _tell("neither a C compiler nor root: nothing can be made to fail here")
            return 1
        for number in range(options.runs):
            name, kind = names[number % len(names)], kinds[number // len(names) % len(kinds)]
            how, outcome = _run(campaign, name, kind, chance)
            counts[f"{kind} {'told' if outcome.status == DISK_FAILED else 'went on'}"] += 1
            wrong += bool(outcome.wrong)
            verdict = f"WRONG: {'; '.join(outcome.wrong)}" if outcome.wrong else "ok"
            _tell(f"{number + 1:4} {name:10} {how:24} status {outcome.status} {verdict}")
    _tell(f"runs {options.runs}; with something wrong: {wrong}")
    _tell(", ".join(f"{what}: {count}" for what, count in sorted(counts.items())))
    return int(wrong > 0)


def _kinds(may_fail: bool) -> list[str]:
    made_to_fail = ["ENOSPC", "EIO"] if may_fail else []
    return [*made_to_fail, *(["full tmpfs"] if _may_mount() else [])]


def _run(campaign: Campaign, name: str, kind: str, chance: random.Random) -> tuple[str, Outcome]:
    if kind == "full tmpfs":
        room = chance.randint(*_ROOM_KIB)
        place = campaign.new_folder(name)
        with _small_disk(place, room):
            outcome = campaign.run(name, let_go, folder=place, relieve=lambda: _make_room(place))
        return f"tmpfs, {room} KiB free", outcome
    at, times = round(_MOST_WRITES ** chance.random()), chance.choice([1, 1, 3, 1000])
    place = campaign.new_folder(name)
    variables = failing(place, at, str(getattr(errno, kind)), times)
    return f"{kind} {times} x from {at}", campaign.run(name, let_go, variables, place)


def _may_mount() -> bool:
    return sys.platform.startswith("linux") and os.geteuid() == 0 and shutil.which("mount") is not None


@contextmanager
def _small_disk(folder: Path, room_kib: int) -> Iterator[None]:
    """Put what is in a folder onto a tmpfs with so much room left."""
    used_kib = sum(-(-path.stat().st_size // 4096) * 4 for path in folder.rglob("*") if path.is_file())
    aside = folder.with_name(f"{folder.name}-aside")
    folder.rename(aside)
    folder.mkdir()
    size = f"size={used_kib + room_kib + 256}k,mode=700"
    subprocess.run(["mount", "-t", "tmpfs", "-o", size, "faceid-campaign", folder], check=True)
    try:
        shutil.copytree(aside, folder, dirs_exist_ok=True)
        yield
    finally:
        subprocess.run(["umount", folder], check=True)
        shutil.rmtree(aside)


def _make_room(folder: Path) -> None:
    subprocess.run(["mount", "-o", "remount,size=64m", folder], check=True)


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
