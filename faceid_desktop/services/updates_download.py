"""Reading a small file from an https address: no cookies, no redirects, no name of ours, nothing large.

It is the only place of the program that asks a server for anything.
"""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from faceid_desktop.errors import UpdateUnreachable

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
    parts = urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        raise UpdateUnreachable(url=address, why="not https")
    request = urllib.request.Request(address, headers={"User-Agent": "-", "Accept": "*/*"})  # noqa: S310 - checked
    try:
        with urllib.request.build_opener(_NoRedirect).open(request, timeout=_WAIT_S) as answer:
            content: bytes = answer.read(_LARGEST + 1)
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise UpdateUnreachable(url=address, why=_reason(error)) from error
    if len(content) > _LARGEST:
        raise UpdateUnreachable(url=address, why="too large")
    return content


def _reason(error: Exception) -> str:
    if isinstance(error, urllib.error.HTTPError):
        return f"HTTP {error.code}"
    return str(getattr(error, "reason", "")) or str(error) or type(error).__name__
