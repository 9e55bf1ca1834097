"""``python -m faceid_desktop`` is the command ``faceid``."""

from __future__ import annotations

from faceid_desktop.cli.main import run

if __name__ == "__main__":
    run()
