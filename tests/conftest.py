"""What every test gets: an off-screen Qt, its own data folder, no silent warning and no left-over thread."""

from __future__ import annotations

import gc
import logging
import os
import sys
import threading
import time
from collections.abc import Generator, Iterator
from pathlib import Path

# Before Qt, numpy and torch are imported: no window appears, and a shared machine is not flooded by threads.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("OMP_NUM_THREADS", "2")
# No test, and no program that a test starts, touches the keyring or the passphrase of who runs it.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
os.environ.pop("FACEID_PASSPHRASE", None)

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("default", max_examples=50, deadline=None)
settings.register_profile("ci", max_examples=50, deadline=None, derandomize=True, print_blob=True)
settings.register_profile(
    "thorough", max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

# Threads that outlive a test on purpose: torch's and Qt's pools belong to their libraries.
LIBRARY_THREADS = ("Dummy-", "pymp-", "pytest_timeout")
THREAD_GRACE_S = 3.0


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Collect what a test of windows leaves behind on this thread, before another thread does it and hangs.

    The program does likewise (`faceid_desktop.gui.garbage`). What outlives the test is frozen: looking
    through all of torch after each of a thousand tests would take minutes.
    """
    if "qapp" not in getattr(item, "fixturenames", ()):
        return (yield)
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect()
        gc.freeze()
        gc.enable()


@pytest.fixture(autouse=True)
def isolated_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the test a data folder of its own, so that no test sees the user's data or another test's."""
    folder = tmp_path / "faceid-data"
    monkeypatch.setenv("FACEID_DATA_DIR", str(folder))
    return folder


@pytest.fixture(autouse=True)
def no_warning_logged(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test that logs a warning or worse, unless its mark ``logs_warnings`` says it checks them."""
    yield
    if request.node.get_closest_marker("logs_warnings"):
        return
    records = [
        r for when in ("setup", "call") for r in caplog.get_records(when) if r.levelno >= logging.WARNING
    ]
    if records:
        lines = "\n".join(f"{r.levelname} {r.name}: {r.getMessage()}" for r in records)
        pytest.fail(f"the test logged warnings:\n{lines}", pytrace=False)


@pytest.fixture(autouse=True)
def no_thread_left() -> Iterator[None]:
    """Fail a test that leaves a thread running which it did not find."""
    before = set(threading.enumerate())
    yield
    deadline = time.monotonic() + THREAD_GRACE_S
    left = _new_threads(before)
    for thread in left:
        thread.join(max(0.0, deadline - time.monotonic()))
    alive = [thread.name for thread in _new_threads(before)]
    if alive:
        pytest.fail(f"threads left running: {', '.join(alive)}", pytrace=False)


def _new_threads(before: set[threading.Thread]) -> list[threading.Thread]:
    """Return the live threads of ours that were not there before."""
    return [
        thread
        for thread in threading.enumerate()
        if thread not in before and thread.is_alive() and not thread.name.startswith(LIBRARY_THREADS)
    ]


@pytest.fixture(autouse=True)
def few_torch_threads() -> None:
    """Keep torch at two threads at most once a test has imported it."""
    torch = sys.modules.get("torch")
    if torch is not None and hasattr(torch, "set_num_threads") and torch.get_num_threads() > 2:
        torch.set_num_threads(2)
