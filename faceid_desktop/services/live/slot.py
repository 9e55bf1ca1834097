"""A place for one value: a newer one replaces an older one, so nothing queues up behind a slow reader."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class LatestSlot(Generic[T]):
    """Hands the newest value from one thread to another and counts those that nobody took.

    Parameters
    ----------
    merge
        Called with a value that was not taken and the one that replaces it; what it returns is kept. Without
        it the old value is dropped.
    """

    def __init__(self, merge: Callable[[T, T], T] | None = None) -> None:
        self._merge = merge
        self._changed = threading.Condition()
        self._value: T | None = None
        self._dropped = 0
        self._closed = False

    @property
    def dropped(self) -> int:
        """How many values were replaced before they were taken."""
        with self._changed:
            return self._dropped

    def put(self, value: T) -> bool:
        """Offer a value; after `close` it is ignored.

        Returns
        -------
        bool
            Whether the slot was empty: the reader has to be woken. False when it has been woken already for
            a value that it has not taken yet, so that at most one wake-up is pending.
        """
        with self._changed:
            if self._closed:
                return False
            empty = self._value is None
            if self._value is not None:
                self._dropped += 1
                value = self._merge(self._value, value) if self._merge else value
            self._value = value
            self._changed.notify()
            return empty

    def take(self, timeout_s: float | None = 0.0) -> T | None:
        """Take the newest value, waiting for one up to ``timeout_s`` seconds (None: until one comes).

        Returns
        -------
        T or None
            None if there is none in time, or the slot is closed and empty.
        """
        with self._changed:
            if self._value is None and timeout_s != 0.0:
                self._changed.wait_for(lambda: self._value is not None or self._closed, timeout_s)
            value, self._value = self._value, None
            return value

    def close(self) -> None:
        """Take no more values and wake every reader; what is in the slot can still be taken."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    @property
    def closed(self) -> bool:
        """Whether the slot was closed."""
        with self._changed:
            return self._closed
