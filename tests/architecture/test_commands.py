"""What the README says about the command line is true, and leaves nothing out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from typer.main import get_command

from faceid_desktop.cli.main import app

README = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")
COMMON_OPTIONS = {"--json", "--device", "--data-dir", "--model"}


def leaves(command: click.Command, words: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    """Yield every command that does something, with the words that call it."""
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            yield from leaves(inner, (*words, name))
    else:
        yield " ".join(words), command


COMMANDS = dict(leaves(get_command(app)))


def test_every_command_is_documented() -> None:
    """The README's table has one row for each command of the program, and no other."""
    rows = re.findall(r"^\| `faceid ([a-z ]+?)(?: [A-Z-].*?)?` \|", README, re.MULTILINE)
    assert sorted(rows) == sorted(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_the_common_options(name: str) -> None:
    """Every command takes the common options and has a help text."""
    options = {option for parameter in COMMANDS[name].params for option in parameter.opts}
    assert options >= COMMON_OPTIONS
    assert COMMANDS[name].help
