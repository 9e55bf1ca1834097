"""The benchmark's gallery on the disk is a real one."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from faceid_desktop.gallery.integrity import Depth, inspect
from faceid_desktop.services.search_benchmark import StoredGallery
from faceid_desktop.services.search_on_disk import written_to_disk


def test_what_was_drawn_is_read_back(tmp_path: Path) -> None:
    """Vectors, owners and ids come back in order, from a file that passes every check and hides them."""
    random = np.random.default_rng(1)
    vectors = random.standard_normal((21, 16)).astype(np.float32)
    owners = np.repeat(np.arange(7), 3)
    ids = [f"{person:032x}" for person in range(7)]
    load = written_to_disk(lambda *_: StoredGallery(vectors, owners, ids), (7, 3), tmp_path, "m+1")
    read = load(7, 3)
    assert np.array_equal(read.vectors, vectors)
    assert np.array_equal(read.persons, owners)
    assert list(read.ids) == ids
    (file,) = tmp_path.glob("*.db")
    inspect(file, Depth.ALL)
    assert vectors[0].tobytes()[:16] not in file.read_bytes()
