"""Where the frozen program begins: ``faceid`` and ``faceid-desktop`` are one program under two names."""

import os
import sys
from multiprocessing import freeze_support
from pathlib import Path

CAPTURE_WORKER = "--capture-worker"
"""`services.live.capture_worker.FLAG`, whose module would load OpenCV at each start; a test compares them."""


def is_window(called: str) -> bool:
    """Tell by the name that the program was called by whether the window is wanted."""
    return Path(called).stem.lower() == "faceid-desktop"


def give_streams() -> None:
    """Make up for the streams that Windows gives no program without a terminal: their words go nowhere."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - open until the end


def main() -> None:
    """Be the window, the command line, or the process that holds a camera."""
    freeze_support()
    give_streams()
    if sys.argv[1:2] == [CAPTURE_WORKER]:
        from faceid_desktop.services.live.capture_worker import serve_if_asked

        serve_if_asked(sys.argv[1:])
    # Windows has two files, Linux one and a link to it, which only the name in argv tells apart.
    if is_window(sys.executable if sys.platform == "win32" else sys.argv[0]):
        from faceid_desktop.gui.app import main as window

        sys.exit(window())
    from faceid_desktop.cli.main import run

    run()


if __name__ == "__main__":
    main()
