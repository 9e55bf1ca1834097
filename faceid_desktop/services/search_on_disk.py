"""Galleries for the search benchmark that come from the disk, encrypted as real ones are."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from faceid_desktop.gallery.opening import open_file
from faceid_desktop.gallery.queries.vectors import load_vectors
from faceid_desktop.gallery.synthetic import write_gallery
from faceid_desktop.gallery.vault import Vault
from faceid_desktop.services.gallery import utc_now
from faceid_desktop.services.search_benchmark import Loader, StoredGallery


def written_to_disk(draw: Loader, size: tuple[int, int], folder: Path, model_id: str) -> Loader:
    """Write a drawn gallery to the disk and return what reads it.

    Parameters
    ----------
    draw
        Makes the gallery.
    size
        Persons, and photos of each.
    folder
        For the file; it takes about 2.5 KB for each template.
    model_id
        The model that drew it.

    Returns
    -------
    Loader
        Opens the file, decrypts everything and closes it again; it takes as long as a real gallery of that
        size does.

    Raises
    ------
    GalleryError
        If it cannot be written.
    """
    path, now = folder / f"gallery-{size[0]}-{size[1]}.db", utc_now()
    drawn = draw(*size)
    master = write_gallery(path, drawn.vectors, drawn.persons, drawn.ids, model_id, now)

    def load(_persons: int, _photos: int) -> StoredGallery:
        file = open_file(path)
        try:
            stored = load_vectors(file.store, Vault(file.uuid, master), model_id, now)
        finally:
            file.close()
        return StoredGallery(stored.vectors, np.asarray(stored.owners), stored.persons)

    return load
