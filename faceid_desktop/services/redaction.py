"""Takes out of a text whatever could tell who somebody is: names of files, folders, users, hosts, addresses.

What is sent to whoever helps must not name the people in the gallery or the one who uses it. The log names no
person to begin with (`faceid_desktop.errors` keeps such facts out of it); this is for paths in tracebacks and
in the system's own messages, for cameras' addresses with their passwords, and for pseudonyms, which lead back
to a person for whoever has the gallery.
"""

from __future__ import annotations

import getpass
import os
import platform
import re
from collections.abc import Iterable
from pathlib import Path

from faceid_desktop.paths import AppPaths

_MEDIA = r"\.(?:jpe?g|jpe|jfif|png|webp|bmp|tiff?|gif|hei[cf]|mp4|mov|mkv|webm|avi|m4v|csv|pdf|zip)\b"
_REST_OF_PATH = rf"(?:[^\n'\"]*?{_MEDIA}|[^\s'\",;:)]*)"
"""Without quotes a space may be a part of a name: up to the end of a picture's name it is taken for one."""

# Order counts: an address contains slashes, a path contains names, and quotes tell where a path ends.
_FIRST = (
    (re.compile(r"\b[a-z][a-z0-9+.-]*://[^\s'\"<>]+", re.IGNORECASE), "<address>"),
    # Our own modules and the libraries' stay readable: they say where in the program something happened.
    (re.compile(r"[^\s'\"(),]*[/\\](?=(?:faceid_desktop|site-packages|python3\.\d+)[/\\])"), ""),
    (re.compile(r"'(?:/|[A-Za-z]:[\\/]|\\\\|~)[^'\n]*'|\"(?:/|[A-Za-z]:[\\/]|\\\\|~)[^\"\n]*\""), "<path>"),
)
_THEN = (
    (re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+"), "<mail>"),
    (re.compile(rf"(?<![\w<>/.])(?:[A-Za-z]:[\\/]|\\\\|~?/(?=\S)){_REST_OF_PATH}", re.IGNORECASE), "<path>"),
    (re.compile(rf"[^\s'\"/\\=(]+{_MEDIA}", re.IGNORECASE), "<file>"),
    (re.compile(r"\b[0-9a-f]{32}\b|\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b", re.IGNORECASE), "<id>"),
    (re.compile(r"\b(?:\d{1,3}\.){3}\d{1,3}\b"), "<ip>"),
)
_LEAST_NAME = 2
"""A name of one letter would be found in every word."""


class Redactor:
    """Replaces what is private by a word for its kind.

    Parameters
    ----------
    folders
        Folders that may be named anywhere, such as the home folder.
    names
        Words that tell who somebody is, such as the user's login and the computer's name.
    """

    def __init__(self, folders: Iterable[Path | str], names: Iterable[str]) -> None:
        known = sorted({str(each) for each in folders if len(str(each)) > 1}, key=len, reverse=True)
        words = sorted({each for each in names if len(each) >= _LEAST_NAME}, key=len, reverse=True)
        self._folders = [re.compile(re.escape(each) + _REST_OF_PATH, re.IGNORECASE) for each in known]
        self._names = [re.compile(rf"(?<!\w){re.escape(each)}(?!\w)", re.IGNORECASE) for each in words]

    def text(self, text: str) -> str:
        """Return a text without what is private."""
        lines = [self._line(line) for line in text.split("\n")]
        return "\n".join(lines)

    def value(self, value: object) -> object:
        """Return the same JSON value with every text redacted."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, dict):
            return {key: self.value(each) for key, each in value.items()}
        if isinstance(value, list | tuple):
            return [self.value(each) for each in value]
        return value

    def _line(self, line: str) -> str:
        for pattern, sign in _FIRST:
            line = pattern.sub(sign, line)
        for folder in self._folders:
            line = folder.sub("<path>", line)
        for pattern, sign in _THEN:
            line = pattern.sub(sign, line)
        for name in self._names:
            line = name.sub("<name>", line)
        return line


def redactor(paths: AppPaths) -> Redactor:
    """Return the redactor of this user on this computer."""
    try:
        login = getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such account in the system's list, or no such list
        login = ""
    names = [login, platform.node(), Path.home().name, os.environ.get("COMPUTERNAME", "")]
    return Redactor([Path.home(), paths.data, paths.config, paths.logs], [each for each in names if each])
