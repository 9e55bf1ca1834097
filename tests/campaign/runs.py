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
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from faceid_desktop.gallery.places import GalleryPlaces
from faceid_desktop.paths import app_paths
from tests.campaign import promises
from tests.campaign.child import DISK_FAILED, DONE, work
from tests.campaign.workloads import WORKLOADS

_SHIM = Path(__file__).with_name("failing_disk.c")

Disturb = Callable[[BaseProcess], None]


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
    method
        How processes are started: "spawn"; or quicker, but not on Windows, "forkserver", or "fork" from a
        process without threads.
    """

    def __init__(self, folder: Path, method: str = "spawn") -> None:
        self._folder = folder
        self._context: Any = get_context(method)
        if method == "forkserver":
            self._context.set_forkserver_preload(["tests.campaign.child"])
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
        status, said, seconds = self._work(name, place, disturb, variables or {})
        relieve()
        finished = DONE in said
        lines += [line for line in said if line != DONE]
        # A program that ended by itself has either done its work or told that the disk failed.
        wrong = [f"ended with status {status}"] if status not in (0, DISK_FAILED) and status > 0 else []
        workload, paths = WORKLOADS[name], app_paths(place)
        with workload.program():
            if GalleryPlaces(paths).database.exists() or lines:
                wrong += promises.broken(paths, promises.read(lines), workload.secrets)
        if folder is None and not wrong:
            shutil.rmtree(place)
        return Outcome(status, len(lines), finished, tuple(wrong), seconds)

    def _work(
        self, name: str, folder: Path, disturb: Disturb, variables: Mapping[str, str]
    ) -> tuple[int, list[str], float]:
        """Run the process; return its status, the lines that it reported and how long it worked."""
        reports = folder.with_name(f"{folder.name}.reports")
        near, far = self._context.Pipe()
        arguments = (name, folder, reports, far, variables)
        process = self._context.Process(target=work, args=arguments)
        process.start()
        far.close()
        with near:
            near.recv()
            began = time.monotonic()
            near.send("go")
            disturb(process)
            process.join()
        status, seconds = process.exitcode, time.monotonic() - began
        process.close()
        return status, reports.read_text(encoding="ascii").splitlines(keepends=True), seconds

    def _prepare(self, name: str) -> tuple[Path, list[str]]:
        if name not in self._prepared:
            folder, lines = self._folder / f"prepared-{name}", list[str]()
            folder.mkdir(parents=True)
            # As the first version of the program, not as that of the workload.
            WORKLOADS[name].prepare(app_paths(folder), lambda **facts: lines.append(json.dumps(facts) + "\n"))
            self._prepared[name] = (folder, lines)
        return self._prepared[name]


def let_go(_process: BaseProcess) -> None:
    """Do not disturb."""


def kill_after(seconds: float) -> Disturb:
    """Return what kills a process (SIGKILL) so long after it began to work."""

    def disturb(process: BaseProcess) -> None:
        process.join(seconds)
        if process.is_alive():
            process.kill()

    return disturb


def with_shim(folder: Path) -> bool:
    """Start this program anew under the library that lets writes fail; False where there can be none.

    Returns True in the program that was started anew.
    """
    loaded = "failing_disk" in os.environ.get("LD_PRELOAD", "")
    compiler = shutil.which("cc")
    if not loaded and compiler is not None and sys.platform.startswith("linux"):
        library = folder / "failing_disk.so"
        subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", library, _SHIM, "-ldl"], check=True)
        os.environ["LD_PRELOAD"] = str(library)
        os.execv(sys.executable, sys.orig_argv)  # noqa: S606 - this very program, which does not return
    return loaded


def failing(folder: Path, at: int, how: str, times: int = 1) -> dict[str, str]:
    """Return the variables that let ``times`` writes below ``folder`` fail from the ``at``-th on.

    ``how`` is "kill", or the number of an error (28 ENOSPC, 5 EIO).
    """
    return {
        "FAIL_UNDER": str(folder),
        "FAIL_AT": str(at),
        "FAIL_HOW": how,
        "FAIL_TIMES": str(times),
    }
