"""Every command is documented, has the common options, and starting the program stays quick."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.main import get_command

from faceid_desktop.cli.main import app, main

README = Path(__file__).resolve().parents[2] / "README.md"
HEAVY = ("torch", "cv2", "PySide6", "PIL", "safetensors")


def commands() -> Iterator[str]:
    """Walk all commands, e.g. "model show"."""
    for name, command in get_command(app).commands.items():  # type: ignore[attr-defined]
        children = getattr(command, "commands", None)
        if children is None:
            yield name
        else:
            yield from (f"{name} {child}" for child in children)


@pytest.mark.parametrize("command", list(commands()))
def test_command_has_help_and_the_common_options(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Help exists for every option, and the four common ones are there."""
    assert main([*command.split(), "--help"]) == 0
    told = capsys.readouterr().out
    assert all(option in told for option in ("--json", "--device", "--data-dir", "--model"))


def test_every_parameter_has_help() -> None:
    """No option or argument is left without a sentence."""
    root = get_command(app)
    for name in commands():
        command = root
        for word in name.split():
            command = command.commands[word]  # type: ignore[attr-defined]
        assert command.help, name
        assert all(getattr(each, "help", None) for each in command.params), name


@pytest.mark.parametrize("command", list(commands()))
def test_command_is_in_the_readme(command: str) -> None:
    """The README shows each command as it is typed."""
    assert re.search(rf"\bfaceid {command}\b", README.read_text(encoding="utf-8"))


def test_starting_the_program_loads_nothing_heavy() -> None:
    """Until a command runs neither torch nor an image or window library is loaded."""
    code = f"import sys, faceid_desktop.cli.main as m; print([n for n in {HEAVY!r} if n in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env=dict(os.environ),
        cwd=README.parent,
    )
    assert done.stdout.strip() == "[]"
