"""How far a long job is, and how to stop it: jobs yield `Progress` and look at a `CancelToken`."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is.

    ``rate`` is in items per second, over what this run has done; ``remaining_s`` is None while nothing is
    known about it.
    """

    stage: str
    done: int
    total: int
    failed: int = 0
    rate: float = 0.0
    remaining_s: float | None = None


class CancelToken:
    """A request to stop, made by one thread and obeyed by another between two items."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def cancel(self) -> None:
        """Ask the job to stop."""
        self._event.set()

    @property
    def cancelled(self) -> bool:
        """Whether somebody has asked."""
        return self._event.is_set()


class Pace:
    """Turns counts into `Progress`.

    Parameters
    ----------
    stage
        What is being done.
    total
        How many items there are.
    clock
        Seconds that never go back.
    """

    def __init__(self, stage: str, total: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._stage = stage
        self._total = total
        self._clock = clock
        self._start = clock()

    def at(self, done: int, failed: int = 0, skipped: int = 0) -> Progress:
        """Return how far the job is.

        Parameters
        ----------
        done
            Items that are behind it, whatever became of them.
        failed
            Those of them that failed.
        skipped
            Those of them that an earlier run had done; they say nothing about the rate.
        """
        spent_s = self._clock() - self._start
        rate = (done - skipped) / spent_s if spent_s > 0 else 0.0
        remaining_s = (self._total - done) / rate if rate > 0 else None
        return Progress(self._stage, done, self._total, failed, rate, remaining_s)
