"""The probe of the event loop sees a window that does not react."""

from __future__ import annotations

import time

from pytestqt.qtbot import QtBot

from faceid_desktop.gui.latency import EventLoopProbe


def test_a_blocked_window_is_seen(qtbot: QtBot) -> None:
    """A slot that takes 120 ms is a gap of at least as much, and there are ticks before and after it."""
    probe = EventLoopProbe()
    probe.start()
    qtbot.waitUntil(lambda: probe.figures()["count"] >= 3)
    begin = time.perf_counter()
    while time.perf_counter() - begin < 0.12:
        pass
    seen = probe.figures()["count"]
    qtbot.waitUntil(lambda: probe.figures()["count"] > seen)
    probe.stop()
    assert probe.figures()["max_ms"] >= 110


def test_starting_anew_forgets(qtbot: QtBot) -> None:
    """What was before the start of a measurement does not count."""
    probe = EventLoopProbe()
    probe.start()
    qtbot.waitUntil(lambda: probe.figures()["count"] >= 3)
    probe.start()
    assert probe.figures()["count"] == 0
    probe.stop()
