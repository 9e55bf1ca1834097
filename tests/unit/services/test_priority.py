"""Threads that work for minutes step back; the others do not."""

from __future__ import annotations

import os
import sys
import threading

import pytest

from faceid_desktop.services.priority import lower_thread_priority


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="niceness of threads is Linux's")
def test_only_the_calling_thread_steps_back() -> None:
    """Its niceness rises by ten, as far as the system goes; that of the main thread stays."""
    main = threading.get_native_id()
    before = os.getpriority(os.PRIO_PROCESS, main)
    found: list[tuple[bool, int]] = []

    def work() -> None:
        done = lower_thread_priority()
        found.append((done, os.getpriority(os.PRIO_PROCESS, threading.get_native_id())))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert found == [(True, min(before + 10, 19))]
    assert os.getpriority(os.PRIO_PROCESS, main) == before


def test_a_system_that_refuses_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The thread then works on as it was."""

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(os, "setpriority", refuse, raising=False)
    assert not lower_thread_priority()
    monkeypatch.setattr(sys, "platform", "darwin")
    assert not lower_thread_priority()
