"""Category loggers and the log file."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from faceid_desktop.logs import close_logging, log_file_in_use, logger, setup_logging
from faceid_desktop.paths import app_paths


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    """Close the log file after each test."""
    yield
    close_logging()


def test_lines_of_all_categories_reach_the_file(isolated_data: Path) -> None:
    """A line holds the time in UTC, the level, the category, the thread and the message."""
    path = setup_logging(app_paths())
    logger("vision").info("found %d", 3)
    assert path is not None
    assert path.is_relative_to(isolated_data)
    line = path.read_text(encoding="utf-8").strip()
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:]{8}\.\d{3}Z INFO +faceid\.vision \[MainThread\] found 3", line)


@pytest.mark.logs_warnings
def test_level_is_obeyed() -> None:
    """Lines below the chosen level are not written."""
    path = setup_logging(app_paths(), "ERROR")
    logger("gui").info("quiet")
    logging.getLogger("faceid.gui.deep").error("loud")
    assert path is not None
    assert "quiet" not in path.read_text()
    assert "loud" in path.read_text()


def test_second_call_replaces_the_first(tmp_path: Path) -> None:
    """Each line is written once, to the newest place."""
    first = setup_logging(app_paths(tmp_path / "one"))
    second = setup_logging(app_paths(tmp_path / "two"))
    logger("cli").info("once")
    assert first is not None
    assert second is not None
    assert first.read_text() == ""
    assert second.read_text().count("once") == 1
    assert log_file_in_use() == second


@pytest.mark.logs_warnings
def test_unwritable_folder_does_not_stop_the_program(tmp_path: Path) -> None:
    """Without a place for the file the program goes on without one."""
    (tmp_path / "file").touch()
    assert setup_logging(app_paths(tmp_path / "file")) is None
    assert log_file_in_use() is None


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in another way")
def test_logs_are_the_owners_alone(isolated_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder and every file in it, also the older ones."""
    monkeypatch.setattr("faceid_desktop.logs.MAX_BYTES", 100)
    setup_logging(app_paths())
    for number in range(5):
        logger("services").info("line %d", number)
    folder = app_paths().logs
    assert len(list(folder.iterdir())) > 1
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    assert folder.stat().st_mode & 0o777 == 0o700
