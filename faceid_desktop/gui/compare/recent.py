"""The photos that were compared since the program began; nothing of them is written anywhere."""

from __future__ import annotations

from faceid_desktop.gui.compare.sources import PhotoSource

MOST = 10


class Recent:
    """Remembers photos until the program ends: a list on the disk would tell who was looked at."""

    def __init__(self) -> None:
        self._sources: list[PhotoSource] = []

    @property
    def sources(self) -> tuple[PhotoSource, ...]:
        """The photos, the newest first."""
        return tuple(self._sources)

    def add(self, source: PhotoSource) -> None:
        """Put a photo first; a file that is in the list already moves up."""
        if source.problem:
            return
        same = [each for each in self._sources if each.path is not None and each.path == source.path]
        kept = [each for each in self._sources if each is not source and each not in same]
        self._sources = [source, *kept][:MOST]
