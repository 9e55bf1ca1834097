"""How long the start took, counted from the birth of the process."""

from __future__ import annotations

import time

import psutil  # type: ignore[import-untyped]  # ships no types


class Startup:
    """Milestones in milliseconds since the operating system started the process."""

    def __init__(self) -> None:
        self._marks: dict[str, float] = {}

    def mark(self, name: str) -> None:
        """Note that a milestone has been reached; the first time counts."""
        # Wall time, as the birth of the process is known in nothing else on all systems (10 ms resolution).
        since_birth = time.time() - psutil.Process().create_time()
        self._marks.setdefault(name, round(since_birth * 1000.0, 1))

    def figures(self) -> dict[str, float]:
        """Return the milestones and the memory in use now, in MB."""
        return {**self._marks, "rss_mb": round(psutil.Process().memory_info().rss / 1e6, 1)}
