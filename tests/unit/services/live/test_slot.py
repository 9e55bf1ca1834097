"""A one-element slot hands over the newest value and says how many nobody took."""

from __future__ import annotations

import threading

from faceid_desktop.services.live.slot import LatestSlot


def test_the_newest_value_is_taken_and_the_others_are_counted() -> None:
    """Of three values two are dropped, and the slot is empty afterwards."""
    slot: LatestSlot[int] = LatestSlot()
    assert [slot.put(value) for value in (1, 2, 3)] == [True, False, False]
    assert slot.take() == 3
    assert slot.take() is None
    assert slot.dropped == 2


def test_only_the_first_value_asks_for_a_wake_up() -> None:
    """A reader is woken once for all that came before it looked, and again afterwards."""
    slot: LatestSlot[int] = LatestSlot()
    assert slot.put(1)
    assert not slot.put(2)
    slot.take()
    assert slot.put(3)


def test_what_must_not_be_lost_is_merged() -> None:
    """With a rule to merge, the newer value takes over from the older one."""
    slot: LatestSlot[tuple[int, ...]] = LatestSlot(lambda old, new: old + new)
    for value in ((1,), (2,), (3,)):
        slot.put(value)
    assert slot.take() == (1, 2, 3)


def test_a_waiting_reader_gets_the_next_value() -> None:
    """A reader that waits is handed the value as soon as it is there."""
    slot: LatestSlot[int] = LatestSlot()
    taken: list[int | None] = []
    reader = threading.Thread(target=lambda: taken.append(slot.take(10)))
    reader.start()
    slot.put(7)
    reader.join()
    assert taken == [7]


def test_closing_frees_a_waiting_reader_and_refuses_values() -> None:
    """After closing nobody waits, new values are ignored and what was there can still be taken."""
    slot: LatestSlot[int] = LatestSlot()
    taken: list[int | None] = []
    reader = threading.Thread(target=lambda: taken.append(slot.take(None)))
    reader.start()
    slot.close()
    reader.join()
    assert taken == [None]
    assert not slot.put(1)
    assert slot.take() is None
    assert slot.closed
