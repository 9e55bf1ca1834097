"""Whoever makes garbage, it is the thread of the window that takes it away."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from faceid_desktop.gui import garbage
from faceid_desktop.gui.garbage import GarbageCollector
from faceid_desktop.gui.tasks import Worker


class _Cyclic(QObject):
    """An object of Qt in a cycle, as every window is that is connected to its own methods."""

    def __init__(self, ends: list[str]) -> None:
        super().__init__()
        self._ends = ends
        self._self = self

    def __del__(self) -> None:
        self._ends.append(threading.current_thread().name)


class _Held:
    """What a window would be: something whose end is told of."""

    def __init__(self, ends: list[str]) -> None:
        self._ends = ends

    def __del__(self) -> None:
        self._ends.append(threading.current_thread().name)

    def take(self, value: object) -> None:
        """Receive an outcome."""


@pytest.fixture
def automatic() -> Iterator[None]:
    """Let Python collect by itself, as it does in a program; the tests' own hook had taken that over."""
    gc.enable()
    yield
    gc.disable()


def _make_much_garbage() -> None:
    for _ in range(50_000):
        cycle: list[object] = []
        cycle.append(cycle)


def test_python_alone_destroys_windows_on_any_thread(qtbot: QtBot, automatic: None) -> None:
    """Why there is a collector of our own: without it the thread that makes the objects ends the window."""
    ends: list[str] = []
    _Cyclic(ends)
    thread = threading.Thread(target=_make_much_garbage, name="busy")
    thread.start()
    thread.join()
    assert ends == ["busy"]


def test_a_window_ends_on_its_own_thread(qtbot: QtBot, automatic: None) -> None:
    """The busy thread collects nothing; the event loop does, soon after."""
    ends: list[str] = []
    collector = GarbageCollector()
    collector.start()
    _Cyclic(ends)
    thread = threading.Thread(target=_make_much_garbage, name="busy")
    thread.start()
    thread.join()
    assert ends == []
    qtbot.waitUntil(lambda: bool(ends), timeout=5_000)
    assert ends == [threading.current_thread().name]
    collector.stop()
    assert gc.isenabled()


def test_what_settled_is_not_looked_through(qtbot: QtBot, automatic: None) -> None:
    """A heap of modules does not make every collection long."""
    kept = [[number] for number in range(1_000)]
    before = gc.get_freeze_count()
    GarbageCollector().settle()
    assert gc.get_freeze_count() >= before + len(kept)
    assert len(gc.get_objects()) < len(kept)


def test_a_full_collection_is_rare(qtbot: QtBot, automatic: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its length grows with all that is alive, so the next one waits for a multiple of it."""
    full: list[tuple[int, ...]] = []
    clock = iter([100.0, 100.0, 100.25, 101.0, 230.0, 230.0, 230.0])
    collector = GarbageCollector()
    with monkeypatch.context() as patched:
        patched.setattr(garbage, "time", SimpleNamespace(monotonic=lambda: next(clock)))
        patched.setattr(
            garbage,
            "gc",
            SimpleNamespace(
                get_count=lambda: (0, 0, 11),
                get_threshold=gc.get_threshold,
                collect=lambda *generation: full.append(generation),
            ),
        )
        for _ in range(3):
            collector.collect()
    assert full == [(), ()], "at 100 s and at 230 s, not at 101 s"


def test_the_thread_of_the_work_never_holds_the_receiver(qtbot: QtBot, worker: Worker) -> None:
    """A dialog that nobody else holds any more must not come to its end on the worker."""
    ends: list[str] = []
    for _ in range(200):
        held = _Held(ends)
        worker.run("a", lambda: None, held.take, held.take)
        del held
    qtbot.waitUntil(lambda: not worker.busy, timeout=10_000)
    qtbot.waitUntil(lambda: len(ends) == 200, timeout=5_000)
    assert set(ends) == {threading.current_thread().name}
