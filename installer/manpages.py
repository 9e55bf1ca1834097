"""The man pages, written from the program's own help, so that no command can be missing."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from typer.main import get_command

from faceid_desktop.cli.main import app
from faceid_desktop.gui.app import option_parser
from installer.product import TITLE, VERSION

FILES = r"""
.SH FILES
.TP
.I ~/.local/share/faceid\-desktop
The gallery, encrypted, with its backups.
.TP
.I ~/.config/faceid\-desktop
Settings; on a computer without a keyring also the gallery's key.
.TP
.I ~/.local/state/faceid\-desktop/log
The log, without pictures and names.
.SH ENVIRONMENT
.TP
.B FACEID_DATA_DIR
Keep everything below this folder instead.
.SH CAMERAS
Whoever sits at the screen may use the cameras of the computer.
In other sessions (remote, services) they belong to the group
.BR video :
.RS
.PP
sudo adduser NAME video
.RE
""".strip()


COMMON = ("as_json", "device", "data_dir", "model")
"""Options of every command; they are described once."""


def pages(seconds: int) -> dict[str, str]:
    """Return the man pages by file name.

    Parameters
    ----------
    seconds
        The date that they carry, since 1970.
    """
    return {"faceid.1": _command_page(seconds), "faceid-desktop.1": _window_page(seconds)}


def walk(command: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every command that can be typed with its name, e.g. ``people list``."""
    children = getattr(command, "commands", None)
    if children is None:
        yield name, command
        return
    for word, child in children.items():
        yield from walk(child, f"{name} {word}".strip())


def _command_page(seconds: int) -> str:
    root = get_command(app)
    lines = [
        _head("faceid", seconds),
        r".SH NAME",
        r"faceid \- compare, enrol and identify faces, with evidence",
        r".SH SYNOPSIS",
        ".B faceid\n.I command\n.RI [ options ]",
        r".SH DESCRIPTION",
        _escaped(root.help or ""),
        "Every command takes \\fB\\-\\-help\\fR, which tells more than stands here.",
        r".SH OPTIONS OF EVERY COMMAND",
    ]
    shared = {parameter.name: parameter for parameter in next(walk(root))[1].params}
    for name in COMMON:
        lines += _parameter(shared[name])
    lines += [r".SH COMMANDS"]
    for name, command in walk(root):
        lines += [f".SS faceid {_escaped(name)}", _escaped(_paragraph(command.help or ""))]
        for parameter in command.params:
            lines += _parameter(parameter) if parameter.name not in COMMON else []
    exits = ((0, "done"), (1, "a known error, told with a hint"), (2, "wrong usage"), (70, "a bug"))
    lines += [".SH EXIT STATUS"]
    lines += [f".TP\n.B {status}\n{meaning}" for status, meaning in exits]
    return "\n".join([*lines, FILES, ".SH SEE ALSO\n.BR faceid\\-desktop (1)", ""])


def _parameter(parameter: Any) -> Iterable[str]:
    if parameter.param_type_name == "argument":
        names = rf"\fI{_escaped(parameter.name.upper())}\fR"
    else:
        names = ", ".join(rf"\fB{_escaped(each)}\fR" for each in (*parameter.opts, *parameter.secondary_opts))
    return [".TP", names, _escaped(_paragraph(getattr(parameter, "help", None) or ""))]


def _window_page(seconds: int) -> str:
    lines = [
        _head("faceid-desktop", seconds),
        r".SH NAME",
        r"faceid\-desktop \- window to compare, enrol and identify faces",
        r".SH SYNOPSIS",
        ".B faceid\\-desktop\n.RI [ options ]\n.RI [ photo ...]",
        r".SH DESCRIPTION",
        "Opens the window; one or two photos that are named are compared.",
        r".SH OPTIONS",
    ]
    for action in option_parser()._actions:
        lines += [".TP", _option(action), _escaped(action.help or "")]
    return "\n".join([*lines, FILES, ".SH SEE ALSO\n.BR faceid (1)", ""])


def _option(action: argparse.Action) -> str:
    if not action.option_strings:
        return rf"\fI{_escaped(action.dest)}\fR"
    names = ", ".join(rf"\fB{_escaped(each)}\fR" for each in action.option_strings)
    if action.nargs == 0:
        return names
    value = action.metavar or "|".join(str(each) for each in action.choices or ()) or action.dest
    return rf"{names} \fI{_escaped(str(value))}\fR"


def _head(name: str, seconds: int) -> str:
    day = datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d")
    return f'.TH {name.upper()} 1 "{day}" "{TITLE} {VERSION}" "User commands"\n.nh\n.ad l'


def _paragraph(text: str) -> str:
    """Return a help text as one paragraph."""
    return re.sub(r"\s+", " ", text).strip()


def _escaped(text: str) -> str:
    """Return text in which roff finds nothing to obey."""
    text = text.replace("\\", r"\e").replace("-", r"\-")
    return "\n".join(rf"\&{line}" if line[:1] in {".", "'"} else line for line in text.splitlines())
