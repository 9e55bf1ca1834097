"""One run of a campaign: start a workload, disturb it, and look at what it left."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from faceid_desktop.gallery.places import GalleryPlaces
from faceid_desktop.paths import app_paths
from tests.campaign import promises
from tests.campaign.child import DISK_FAILED
from tests.campaign.workloads import WORKLOADS

REPOSITORY = Path(__file__).parents[2]
_SHIM = Path(__file__).with_name("failing_disk.c")

Disturb = Callable[["subprocess.Popen[str]"], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a run."""

    status: int
    """Of the process; negative: the signal that killed it."""
    reports: int
    """Things that it said were saved."""
    finished: bool
    """Whether it came to its end before it was disturbed."""
    wrong: tuple[str, ...]
    """What the check found; empty if the gallery is as promised."""
    seconds: float
    """From the start of the work to its end."""


class Campaign:
    """Runs workloads in folders of their own; each is prepared once and copied for every run.

    Parameters
    ----------
    folder
        For everything that the runs make.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._prepared: dict[str, tuple[Path, list[str]]] = {}
        self._runs = 0

    def new_folder(self, name: str) -> Path:
        """Return the folder of the next run of a workload, with its prepared gallery."""
        prepared, _ = self._prepare(name)
        self._runs += 1
        folder = self._folder / f"run-{self._runs}"
        shutil.copytree(prepared, folder)
        return folder

    def run(
        self,
        name: str,
        disturb: Disturb,
        variables: Mapping[str, str] | None = None,
        folder: Path | None = None,
        relieve: Callable[[], None] = lambda: None,
    ) -> Outcome:
        """Run a workload, disturb it once it works, wait for its end and check the gallery.

        Parameters
        ----------
        name
            Of the workload.
        disturb
            Is called when the work begins.
        variables
            For the environment of the process.
        folder
            From `new_folder`; None makes one, and removes it if all is well.
        relieve
            Is called before the check, to make room again.
        """
        place = folder or self.new_folder(name)
        lines = list(self._prepare(name)[1])
        status, said, told, seconds = _work(name, place, disturb, variables or {})
        relieve()
        finished = "done\n" in said
        lines += [line for line in said if line != "done\n"]
        # A program that ended by itself has either done its work or told that the disk failed.
        wrong = [told] if status not in (0, DISK_FAILED) and status > 0 else []
        workload, paths = WORKLOADS[name], app_paths(place)
        with workload.program():
            if GalleryPlaces(paths).database.exists() or lines:
                wrong += promises.broken(paths, promises.read(lines), workload.secrets)
        if folder is None and not wrong:
            shutil.rmtree(place)
        return Outcome(status, len(lines), finished, tuple(wrong), seconds)

    def _prepare(self, name: str) -> tuple[Path, list[str]]:
        if name not in self._prepared:
            folder, lines = self._folder / f"prepared-{name}", list[str]()
            folder.mkdir(parents=True)
            # As the first version of the program, not as that of the workload.
            WORKLOADS[name].prepare(app_paths(folder), lambda **facts: lines.append(json.dumps(facts) + "\n"))
            self._prepared[name] = (folder, lines)
        return self._prepared[name]


def _work(
    name: str, folder: Path, disturb: Disturb, variables: Mapping[str, str]
) -> tuple[int, list[str], str, float]:
    """Run the process; return its status, the lines of its output, its errors and how long it worked."""
    environment = {
        **os.environ,
        **variables,
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        "OMP_NUM_THREADS": "1",
    }
    command = [sys.executable, "-m", "tests.campaign.child", name, str(folder)]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, cwd=REPOSITORY, env=environment, stdin=pipe, stdout=pipe, stderr=pipe, text=True
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n", child.communicate()[1]
        began = time.monotonic()
        child.stdin.write("go\n")
        child.stdin.flush()
        disturb(child)
        said, told = child.communicate()
        seconds = time.monotonic() - began
    return child.returncode, said.splitlines(keepends=True), told, seconds


def let_go(_child: subprocess.Popen[str]) -> None:
    """Do not disturb."""


def kill_after(seconds: float) -> Disturb:
    """Return what kills a process (SIGKILL) so long after it began to work."""

    def disturb(child: subprocess.Popen[str]) -> None:
        try:
            child.wait(seconds)
        except subprocess.TimeoutExpired:
            child.kill()

    return disturb


def build_shim(folder: Path) -> Path | None:
    """Compile the library that lets writes fail; None where there is no compiler or no LD_PRELOAD."""
    compiler = shutil.which("cc")
    if compiler is None or not sys.platform.startswith("linux"):
        return None
    library = folder / "failing_disk.so"
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", library, _SHIM, "-ldl"], check=True)
    return library


def failing(library: Path, folder: Path, at: int, how: str, times: int = 1) -> dict[str, str]:
    """Return the variables that let ``times`` writes below ``folder`` fail from the ``at``-th on.

    ``how`` is "kill", or the number of an error (28 ENOSPC, 5 EIO).
    """
    return {
        "LD_PRELOAD": str(library),
        "FAIL_UNDER": str(folder),
        "FAIL_AT": str(at),
        "FAIL_HOW": how,
        "FAIL_TIMES": str(times),
    }
