"""The lock after idle and on suspend, by a clock that the test moves."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceid_desktop.services.idle import SLEEP_GAP, IdlePolicy, IdleTimer
from faceid_desktop.services.rules import GalleryRules
from tests.helpers.small_gallery import START

TICK = timedelta(seconds=1)


def locks_after(timer: IdleTimer, seconds: int) -> int | None:
    """Tick every second; return the second at which it locks, None if it does not."""
    return next((second for second in range(1, seconds + 1) if timer.tick(START + second * TICK)), None)


@pytest.mark.parametrize(("minutes", "expected"), [(1, 60), (2, 120), (0, None)])
def test_it_locks_after_the_minutes_of_the_rule(minutes: int, expected: int | None) -> None:
    """Not a second before; never if the rule says 0."""
    policy = IdlePolicy.of(GalleryRules(lock_after_minutes=minutes))
    assert locks_after(IdleTimer(policy, START), 130) == expected


@given(st.lists(st.integers(1, 119), max_size=20))
def test_an_input_puts_it_off(inputs: list[int]) -> None:
    """It locks one minute after the last input before the lock."""
    timer = IdleTimer(IdlePolicy(timedelta(minutes=1), on_suspend=True), START)
    last, locked = 0, None
    for second in range(1, 300):
        if timer.tick(START + second * TICK):
            locked = second
            break
        if second in inputs:
            timer.touched(START + second * TICK)
            last = second
    assert locked == last + 60


@pytest.mark.parametrize("on_suspend", [True, False])
def test_a_sleep_locks_if_the_rule_says_so(on_suspend: bool) -> None:
    """A hole between two ticks is a sleep; a window that is busy for some seconds is not."""
    policy = IdlePolicy.of(GalleryRules(lock_after_minutes=0, lock_on_suspend=on_suspend))
    timer = IdleTimer(policy, START)
    assert not timer.tick(START + timedelta(seconds=29))
    assert timer.tick(START + timedelta(seconds=29) + SLEEP_GAP) is on_suspend
    assert timer.suspending() is on_suspend


def test_time_asleep_counts_as_idle() -> None:
    """Also where suspending itself does not lock."""
    timer = IdleTimer(IdlePolicy(timedelta(minutes=10), on_suspend=False), START)
    assert timer.tick(START + timedelta(hours=8))


def test_a_clock_set_back_neither_locks_nor_keeps_open_for_hours() -> None:
    """The time runs anew from there."""
    timer = IdleTimer(IdlePolicy(timedelta(minutes=1), on_suspend=True), START)
    back = START - timedelta(hours=3)
    assert not timer.tick(back)
    assert timer.remaining(back) == timedelta(minutes=1)
    assert [timer.tick(back + second * TICK) for second in (20, 40, 60)] == [False, False, True]
