"""Kill -9 at random points: ``python -m tests.campaign.kill --runs 200 [--workloads a,b] [--seed 1]``.

Half of the runs are killed at a random moment. Where a C compiler is there (Linux), the other half dies in
the middle of a random write, sync or renaming, so that the short moments that matter are met as often as the
long ones. After each the gallery is opened as its user would and checked (`tests.campaign.promises`).
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.campaign.runs import Campaign, Outcome, failing, kill_after, let_go, with_shim
from tests.campaign.workloads import WORKLOADS

_MOST_WRITES = 600
_METHOD = "fork" if sys.platform.startswith("linux") else "spawn"


def main() -> int:
    """Run the campaign and print its figures; 1 if anything was lost."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--workloads", default=",".join(WORKLOADS))
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)  # noqa: S311 - chosen moments, no secret
    names, counts, wrong = options.workloads.split(","), Counter[str](), 0
    with tempfile.TemporaryDirectory(prefix="faceid-campaign-") as folder:
        may_fail = with_shim(Path(folder))
        campaign = Campaign(Path(folder), _METHOD)
        undisturbed = {name: campaign.run(name, let_go) for name in names}
        for name, outcome in undisturbed.items():
            wrong += bool(outcome.wrong)
            _tell(f"undisturbed {name:10} {outcome.seconds:.3f} s {_verdict(outcome)}")
        for number in range(options.runs):
            name = names[number % len(names)]
            if may_fail and chance.random() < 0.5:
                place = campaign.new_folder(name)
                at = round(_MOST_WRITES ** chance.random())
                outcome = campaign.run(name, let_go, failing(place, at, "kill"), place)
                how = f"write {at}"
            else:
                seconds = chance.uniform(0, undisturbed[name].seconds)
                outcome = campaign.run(name, kill_after(seconds))
                how = f"{seconds:.3f} s"
            counts += _counted(name, outcome)
            wrong += bool(outcome.wrong)
            _tell(f"{number + 1:4} {name:10} {how:12} reports {outcome.reports:3} {_verdict(outcome)}")
    _tell(f"runs {options.runs}, of them killed {counts['killed']}; with something wrong: {wrong}")
    _tell("killed: " + ", ".join(f"{name} {counts[f'killed {name}']}" for name in names))
    _tell(f"things that were reported as saved and were there: {counts['reports']}")
    return int(wrong > 0)


def _counted(name: str, outcome: Outcome) -> Counter[str]:
    killed = int(outcome.status == -9 and not outcome.finished)
    return Counter({"killed": killed, f"killed {name}": killed, "reports": outcome.reports})


def _verdict(outcome: Outcome) -> str:
    if outcome.wrong:
        return f"WRONG: {'; '.join(outcome.wrong)}"
    return "ok, had finished" if outcome.finished else "ok"


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
