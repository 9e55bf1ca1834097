"""Cyclic garbage is collected on the thread of the window, and nowhere else.

Python collects it on whichever thread happens to make the next object. Windows and their callbacks are full
of cycles, and Qt lets a widget be destroyed only on its own thread: anywhere else the program crashes, or
hangs with two threads waiting for each other.
"""

from __future__ import annotations

import gc
import time

from PySide6.QtCore import QObject, QTimer

_LOOK_MS = 500
_SHARE = 1 / 500
"""How much of the time may go into full collections, whose length grows with all that is alive."""


class GarbageCollector(QObject):
    """Collects what Python's own collector would, by its own thresholds, from the event loop.

    Parameters
    ----------
    parent
        Its owner; both live on the thread of the window.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._was_enabled = False
        self._next_full = 0.0
        self._clock = QTimer(self)
        self._clock.setInterval(_LOOK_MS)
        self._clock.timeout.connect(self.collect)

    def start(self) -> None:
        """Take the collecting away from all other threads."""
        self._was_enabled = gc.isenabled()
        gc.disable()
        self._clock.start()

    def stop(self) -> None:
        """Give it back to Python."""
        self._clock.stop()
        if self._was_enabled:
            gc.enable()

    def settle(self) -> None:
        """Take what lives now for permanent, so that modules and models are not looked through again."""
        gc.freeze()

    def collect(self) -> None:
        """Collect the oldest generation that is due, if any is."""
        counts = zip(gc.get_count(), gc.get_threshold(), strict=True)
        due = [count > threshold > 0 for count, threshold in counts]
        if due[2] and time.monotonic() >= self._next_full:
            began = time.monotonic()
            gc.collect()
            ended = time.monotonic()
            self._next_full = ended + (ended - began) / _SHARE
        elif due[1] or due[0]:
            gc.collect(1 if due[1] else 0)
