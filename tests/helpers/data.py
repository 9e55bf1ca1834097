"""Where the shared pictures and labels lie that the repository does not carry."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]


def shared_data() -> Path:
    """Return the folder of the shared data, or skip the test that asks where there is none.

    The folder is the environment variable ``FACEID_SHARED``, else ``shared`` beside the repository;
    the pictures lie in its ``data``.

    Returns
    -------
    Path
        The existing folder ``<shared>/data``.
    """
    root = Path(os.environ.get("FACEID_SHARED") or REPOSITORY.parent / "shared")
    data = root / "data"
    if not data.is_dir():
        pytest.skip(f"no shared data at {data}: set FACEID_SHARED to the folder that holds data/")
    return data
