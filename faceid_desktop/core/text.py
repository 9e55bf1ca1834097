"""Text as searches compare it."""

from __future__ import annotations

import unicodedata


def folded(text: str) -> str:
    """Return text without case, accents and superfluous spaces, for comparing."""
    bare = "".join(
        each for each in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(each)
    )
    return " ".join(bare.split())
