"""The program that is killed: ``python -m tests.campaign.child WORKLOAD FOLDER``.

The gallery is prepared already. Writes a line "ready" and waits for a line, then writes a line of JSON for
everything that was saved, and "done" at the end. When the disk fails it ends with status 3.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from faceid_desktop.errors import KnownError
from faceid_desktop.paths import app_paths
from tests.campaign.workloads import WORKLOADS

DISK_FAILED = 3


def main(name: str, folder: str) -> int:
    """Run one workload and return the exit status."""
    workload, paths = WORKLOADS[name], app_paths(Path(folder))

    def report(**facts: object) -> None:
        # One write for a line: what was printed is known, whatever happens next.
        os.write(1, json.dumps(facts).encode() + b"\n")

    with workload.program():
        os.write(1, b"ready\n")
        sys.stdin.readline()
        try:
            workload.run(paths, report)
        except (KnownError, OSError) as error:
            os.write(2, f"{error}\n".encode())
            return DISK_FAILED
    os.write(1, b"done\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
