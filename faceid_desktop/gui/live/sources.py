"""What kind of source a camera box was set to."""

from __future__ import annotations

from pathlib import Path


def is_recording(source: str) -> bool:
    """Tell whether a source is a video file: nobody in it sees himself, and nobody can be asked to move."""
    return "://" not in source and Path(source).is_file()
