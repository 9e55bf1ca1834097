"""Which threads open the gallery's file."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from faceid_desktop.gallery.store import GalleryStore


@contextmanager
def opening_threads() -> Iterator[set[str]]:
    """Collect the names of the threads that begin a transaction or read, as long as the block runs."""
    names: set[str] = set()

    def noting(method: Any) -> Any:
        def noted(store: GalleryStore) -> Any:
            names.add(threading.current_thread().name)
            return method(store)

        return noted

    whole = {name: noting(getattr(GalleryStore, name)) for name in ("transaction", "reading", "raw")}
    with patch.multiple(GalleryStore, **whole):
        yield names
