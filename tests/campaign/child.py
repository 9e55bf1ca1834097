"""The process that is killed."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from multiprocessing.connection import Connection
from pathlib import Path

from faceid_desktop.errors import KnownError
from faceid_desktop.paths import app_paths
from tests.campaign.workloads import WORKLOADS

DISK_FAILED = 3
DONE = "done\n"


def work(name: str, folder: Path, reports: Path, starter: Connection, variables: Mapping[str, str]) -> None:
    """Run one workload on a prepared gallery and exit; status `DISK_FAILED` if the disk did.

    Parameters
    ----------
    name
        Of the workload.
    folder
        The user's folder.
    reports
        Gets a line of JSON for everything that was saved, and `DONE` at the end.
    starter
        Is told when everything is loaded, and says when to begin.
    variables
        For the environment, from then on.
    """
    workload = WORKLOADS[name]
    lines = os.open(reports, os.O_CREAT | os.O_WRONLY | os.O_APPEND)
    with workload.program():
        starter.send("ready")
        starter.recv()
        os.environ.update(variables)
        try:
            # One write for a line: what was reported is known, whatever happens next.
            workload.run(app_paths(folder), lambda **facts: _write(lines, json.dumps(facts).encode() + b"\n"))
        except (KnownError, OSError) as error:
            sys.stderr.write(f"{error}\n")
            sys.exit(DISK_FAILED)
    _write(lines, DONE.encode())


def _write(descriptor: int, line: bytes) -> None:
    os.write(descriptor, line)
