"""Text as searches compare it and as spreadsheets may have it."""

from __future__ import annotations

import unicodedata

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def folded(text: str) -> str:
    """Return text without case, accents and superfluous spaces, for comparing."""
    bare = "".join(
        each for each in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(each)
    )
    return " ".join(bare.split())


def plain_cell(text: str) -> str:
    """Return text for a cell of a table; a spreadsheet would run what looks like a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
