"""The window opens quickly because it loads little: what is heavy is loaded by the thread that needs it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

HEAVY = ("torch", "cv2", "PIL", "sqlalchemy", "alembic", "cryptography", "argon2", "keyring", "safetensors")


def test_the_window_starts_without_anything_heavy() -> None:
    """Importing the window's entry point loads neither models, pictures nor the database."""
    code = f"import sys, faceid_desktop.gui.app; print([n for n in {HEAVY!r} if n in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=dict(os.environ),
        cwd=Path(__file__).resolve().parents[2],
    )  # fmt: skip
    expected = "['torch']" if sys.platform == "win32" else "[]"  # has to come before Qt there
    assert done.stdout.strip() == expected
