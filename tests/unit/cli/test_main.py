"""Exit statuses, the end of errors, and the options that every command has."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from faceid_desktop.cli import cameras
from faceid_desktop.cli.common import Common
from faceid_desktop.cli.main import BUG, KNOWN, STOPPED, main, run
from faceid_desktop.errors import ExtraMissing, ShapeError
from faceid_desktop.settings import Settings, save_settings

Capture = pytest.CaptureFixture[str]


def failing(error: BaseException) -> Callable[[Common], object]:
    """Make a function that raises in the place of the engine."""

    def fail(_common: Common) -> object:
        raise error

    return fail


def test_no_command_and_wrong_options_are_usage_errors(capsys: Capture) -> None:
    """Wrong usage ends with status 2 and says what is wrong."""
    assert main([]) == 2
    assert main(["compare", "only-one.jpg"]) == 2
    assert main(["detect", "a.jpg", "--device", "tpu"]) == 2
    assert "tpu" in capsys.readouterr().err
    assert main(["nonsense"]) == 2


def test_help_is_done(capsys: Capture) -> None:
    """Asking for help succeeds."""
    assert main(["compare", "--help"]) == 0
    assert "--face-a" in capsys.readouterr().out


def test_known_error_has_message_and_hint(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    """A known error is told on standard error with a hint and without a traceback."""
    monkeypatch.setattr(Common, "engine", failing(ExtraMissing(extra="train", module="onnx")))
    assert main(["detect", "a.jpg"]) == KNOWN
    told = capsys.readouterr()
    assert told.out == ""
    assert "onnx" in told.err
    assert "pip install 'faceid-desktop[train]'" in told.err
    assert "Traceback" not in told.err


@pytest.mark.logs_warnings
@pytest.mark.parametrize("error", [ShapeError(name="x", expected="y", actual="z"), ZeroDivisionError("oops")])
def test_bug_is_logged_and_told_as_such(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture, isolated_data: Path, error: Exception
) -> None:
    """Anything unexpected ends with 70, says that it is a bug and where the traceback lies."""
    monkeypatch.setattr(Common, "engine", failing(error))
    assert main(["detect", "a.jpg"]) == BUG
    told = capsys.readouterr().err
    log = isolated_data / "logs" / "faceid.log"
    assert "This is a bug" in told
    assert str(log) in told
    assert "Traceback" in log.read_text()


def test_stopping_is_no_bug(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    """Ctrl+C ends with 130 and without a word."""
    monkeypatch.setattr(Common, "engine", failing(KeyboardInterrupt()))
    assert main(["detect", "a.jpg"]) == STOPPED
    assert capsys.readouterr().err == ""


def test_bad_settings_are_a_known_error(isolated_data: Path, capsys: Capture) -> None:
    """A forbidden value in the settings file is told with what is allowed."""
    (isolated_data / "config").mkdir(parents=True)
    (isolated_data / "config" / "settings.json").write_text('{"prior": 7}')
    assert main(["detect", "a.jpg"]) == KNOWN
    assert "Wrong setting prior: 7 instead of a number from" in capsys.readouterr().err


def test_missing_model_is_a_known_error(tmp_path: Path, capsys: Capture) -> None:
    """A folder without a model is named."""
    assert main(["model", "show", "--model", str(tmp_path)]) == KNOWN
    assert str(tmp_path) in capsys.readouterr().err


def test_device_option_beats_the_setting(tmp_path: Path) -> None:
    """The setting decides where the option is not given."""
    common = Common(data_dir=tmp_path)
    save_settings(common.paths.settings_file, Settings(device="cpu"))
    assert common.chosen_device() == "cpu"
    assert main(["cameras", "--device", "cuda", "--data-dir", str(tmp_path)]) == 0


def test_data_dir_option_beats_the_environment(tmp_path: Path, isolated_data: Path) -> None:
    """Logs go below the folder that was given and nothing is written elsewhere."""
    assert main(["cameras", "--data-dir", str(tmp_path / "mine")]) == 0
    assert (tmp_path / "mine" / "logs" / "faceid.log").exists()
    assert not isolated_data.exists()


def test_closed_pipe_ends_quietly(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """When the reader of a pipe has gone the program ends without a traceback."""

    class Closed(io.StringIO):
        def flush(self) -> None:
            raise BrokenPipeError

        def fileno(self) -> int:
            return scratch

    scratch = os.open(tmp_path / "scratch", os.O_CREAT | os.O_WRONLY)
    monkeypatch.setattr(sys, "argv", ["faceid", "cameras"])
    monkeypatch.setattr(cameras, "print_line", lambda _text: None)
    monkeypatch.setattr(sys, "stdout", Closed())
    with pytest.raises(SystemExit) as stopped:
        run()
    os.close(scratch)
    assert stopped.value.code == KNOWN


@pytest.mark.parametrize("level", ["DEBUG", "INFO"])
def test_the_level_of_the_log_is_that_of_the_settings(level: str) -> None:
    """Whoever looks for a fault sees more in the log, from the next command on."""
    paths = Common().paths
    save_settings(paths.settings_file, Settings(log_level=level))
    assert main(["updates"]) == KNOWN
    told = paths.log_file.read_text(encoding="utf-8") if paths.log_file.exists() else ""
    assert ("command updates" in told) is (level == "DEBUG")
