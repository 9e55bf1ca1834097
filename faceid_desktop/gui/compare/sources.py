"""Where a photo comes from: a file, the clipboard, or something dragged in from another program or a browser.

Nothing is read or decoded here: that is the worker's job. A link to the web stays a link, for nothing is
downloaded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage

from faceid_desktop.gui.words import tr

# Encoded pictures as programs and browsers offer them, the lossless first.
_ENCODED = ("image/png", "image/tiff", "image/bmp", "image/jpeg", "image/webp", "image/heic")


@dataclass(frozen=True, slots=True, eq=False)
class PhotoSource:
    """A photo that is yet to be read: exactly one of ``path``, ``data``, ``image`` or ``problem`` is set.

    ``problem`` is the reason (a value of ``ImageUnreadable.data["why"]``) that nothing can be read from it.
    """

    name: str
    path: Path | None = None
    data: bytes | None = None
    image: QImage | None = None
    problem: str = ""


def from_paths(paths: Sequence[Path]) -> list[PhotoSource]:
    """Return the sources for some files."""
    return [PhotoSource(path.name, path=path) for path in paths]


def from_mime(mime: QMimeData, name: str) -> list[PhotoSource]:
    """Return the photos in what was dropped or pasted.

    Parameters
    ----------
    mime
        The dropped or pasted data.
    name
        How to call a picture that comes without a file name.

    Returns
    -------
    list of PhotoSource
        Files first; without files the picture itself; a source with a ``problem`` if there is only a web
        link; empty if there is nothing like a photo.
    """
    files = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    if files:
        return from_paths(files)
    for kind in _ENCODED:
        if mime.hasFormat(kind):
            return [PhotoSource(name, data=bytes(mime.data(kind).data()))]
    if mime.hasImage():
        image = mime.imageData()
        if isinstance(image, QImage) and not image.isNull():
            return [PhotoSource(name, image=image)]
    if any(url.scheme() in {"http", "https"} for url in mime.urls()):
        return [PhotoSource(tr("Picture on a web page"), problem="link_only")]
    return []


def looks_like_photo(mime: QMimeData) -> bool:
    """Tell whether a drag may hold a photo, from its formats alone, so that hovering costs nothing."""
    return mime.hasUrls() or mime.hasImage() or any(mime.hasFormat(kind) for kind in _ENCODED)
