"""When an unlocked gallery locks by itself; free of Qt, so that it can be tested with any clock.

The window calls `IdleTimer.tick` about every second, `touched` at each input, and `suspending` where the
system announces its sleep. Where it does not, the hole in the ticks tells.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from faceid_desktop.services.rules import GalleryRules

SLEEP_GAP = timedelta(seconds=30)
"""No tick for so long means that the machine slept; a window that is merely busy comes back sooner."""


@dataclass(frozen=True, slots=True)
class IdlePolicy:
    """What locks the gallery."""

    after: timedelta | None
    """Time without input; None never locks."""
    on_suspend: bool

    @classmethod
    def of(cls, rules: GalleryRules) -> IdlePolicy:
        """Take the policy from a gallery's rules."""
        minutes = rules.lock_after_minutes
        return cls(timedelta(minutes=minutes) if minutes else None, rules.lock_on_suspend)


class IdleTimer:
    """Tells when to lock.

    Parameters
    ----------
    policy
        What locks.
    now
        The present moment of the wall clock: time spent asleep counts as time without input.
    """

    def __init__(self, policy: IdlePolicy, now: datetime) -> None:
        self.policy = policy
        self._last_input = now
        self._last_tick = now

    def touched(self, now: datetime) -> None:
        """Note an input of the operator."""
        self._last_input = now

    def tick(self, now: datetime) -> bool:
        """Return whether to lock now."""
        gap, self._last_tick = now - self._last_tick, now
        if now < self._last_input:
            self._last_input = now  # somebody set the clock back
        slept = gap >= SLEEP_GAP and self.policy.on_suspend
        return slept or self.remaining(now) == timedelta(0)

    def suspending(self) -> bool:
        """Return whether to lock before the machine sleeps."""
        return self.policy.on_suspend

    def remaining(self, now: datetime) -> timedelta | None:
        """Return how long it is until it locks without input; None if it never does."""
        if self.policy.after is None:
            return None
        return max(self._last_input + self.policy.after - now, timedelta(0))
