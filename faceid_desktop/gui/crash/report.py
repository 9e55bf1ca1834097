"""The report of a failure, and the command that starts the program again in safe mode."""

from __future__ import annotations

import platform
import sys
import traceback
from types import TracebackType

from PySide6.QtCore import qVersion

from faceid_desktop import __version__
from faceid_desktop.paths import AppPaths
from faceid_desktop.services.redaction import redactor

SAFE_MODE = "--safe-mode"


def crash_report(
    paths: AppPaths, kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> str:
    """Return versions and traceback without what is private."""
    head = (
        f"FaceID Desktop {__version__}, Python {platform.python_version()}, Qt {qVersion()}, "
        f"{platform.system()} {platform.release()} {platform.machine()}"
    )
    lines = "".join(traceback.format_exception(kind, error, trace))
    return f"{head}\n\n{redactor(paths).text(lines)}"


def safe_mode_command(data_dir: str | None) -> tuple[str, list[str]]:
    """Return the program and the arguments that start this program in safe mode.

    Parameters
    ----------
    data_dir
        The folder of ``--data-dir`` of this run, None if there was none.
    """
    folder = ["--data-dir", data_dir] if data_dir else []
    if getattr(sys, "frozen", False):
        return sys.executable, [*folder, SAFE_MODE]
    return sys.executable, ["-m", "faceid_desktop.gui.app", *folder, SAFE_MODE]
