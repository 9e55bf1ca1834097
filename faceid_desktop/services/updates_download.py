"""Reading from an https address: no cookies, no redirects, no name of ours.

It is the only place of the program that asks a server for anything.
"""

from __future__ import annotations

import http.client
import re
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from faceid_desktop.errors import DownloadBroken, UpdateUnreachable

Fetch = Callable[[str], bytes]

_LARGEST = 64 * 1024
_WAIT_S = 10.0
_LOOPBACK = frozenset({"127.0.0.1", "::1"})


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """An answer "look elsewhere" is an error: the address that was shipped is the one that is asked."""

    def redirect_request(self, *_: Any) -> None:
        return None


def fetch(address: str) -> bytes:
    """Return what lies at an address, up to 64 KiB.

    Raises
    ------
    UpdateUnreachable
        If it is not https (but for a server on this very computer), does not answer within ten seconds, or
        answers with something else or more.
    """
    if not may_be_asked(address):
        raise UpdateUnreachable(url=address, why="not https")
    request = urllib.request.Request(address, headers={"User-Agent": "-", "Accept": "*/*"})  # noqa: S310 - checked
    try:
        with urllib.request.build_opener(_NoRedirect).open(request, timeout=_WAIT_S) as answer:
            content: bytes = answer.read(_LARGEST + 1)
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise UpdateUnreachable(url=address, why=reason(error)) from error
    if len(content) > _LARGEST:
        raise UpdateUnreachable(url=address, why="too large")
    return content


def may_be_asked(address: str) -> bool:
    """Tell whether an address is https, or of a server on this very computer."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return bool(parts.hostname) and (
        parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
    )


@dataclass(frozen=True, slots=True)
class Stream:
    """What comes from an address: ``read`` returns up to so many bytes, the first is at ``start``."""

    read: Callable[[int], bytes]
    start: int


@contextmanager
def open_stream(address: str, start: int = 0) -> Iterator[Stream]:
    """Read a large file from a place in it on, or from the start if the server cannot do that.

    Raises
    ------
    DownloadBroken
        If the address may not be asked, does not answer within ten seconds, or answers with something else.
    """
    if not may_be_asked(address):
        raise DownloadBroken(url=address, why="not https")
    headers = {"User-Agent": "-", "Accept": "*/*"} | ({"Range": f"bytes={start}-"} if start else {})
    request = urllib.request.Request(address, headers=headers)  # noqa: S310 - checked
    try:
        answer = urllib.request.build_opener(_NoRedirect).open(request, timeout=_WAIT_S)
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise DownloadBroken(url=address, why=reason(error)) from error
    with answer:
        yield Stream(answer.read1, _first(answer))


def _first(answer: Any) -> int:
    """Return which byte of the file an answer begins with; -1 if it does not say so rightly."""
    if answer.status != http.client.PARTIAL_CONTENT:
        return 0
    told = re.match(r"bytes (\d+)-", answer.headers.get("Content-Range", ""))
    return int(told.group(1)) if told else -1


def reason(error: Exception) -> str:
    """Word in short why an address could not be read."""
    if isinstance(error, urllib.error.HTTPError):
        return f"HTTP {error.code}"
    return str(getattr(error, "reason", "")) or str(error) or type(error).__name__
