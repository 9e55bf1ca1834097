"""The labelled faces: table, photos, aligned canvases (cached) and the teacher's vectors.

A data directory holds ``faces.csv`` (one row a photo: file, person, family, split, box, five points), the
photos in ``faces-*.zip`` and, for distillation, ``teacher_vectors.npz`` (row by row as the table).
"""

from __future__ import annotations

import csv
import hashlib
import os
import zipfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from faceid_desktop.core.align import DEFAULT_SPEC, AlignmentSpec
from faceid_desktop.core.geometry import similarity_transform, warp
from faceid_desktop.core.records import Floats, ImageArray
from faceid_desktop.errors import BugError, ImageUnreadable, OutputError

Indices = NDArray[np.int64]
Canvases = NDArray[np.uint8]

_BOX = ("left", "top", "right", "bottom")
_POINTS = tuple(f"{axis}{index}" for index in range(5) for axis in "xy")


@dataclass(frozen=True, slots=True, eq=False)
class FaceTable:
    """The columns of ``faces.csv`` that training needs, row by row.

    ``people`` and ``families`` number the distinct names; a face without a family is a family of its own.
    """

    files: tuple[str, ...]
    people: Indices
    families: Indices
    splits: NDArray[np.str_]
    label_trust: Floats
    detector_scores: Floats
    boxes: Floats
    points: Floats

    def rows(self, *splits: str) -> Indices:
        """Return the row numbers of the faces of some splits."""
        return np.flatnonzero(np.isin(self.splits, splits)).astype(np.int64)

    def take(self, rows: Indices) -> FaceTable:
        """Return a table of some rows."""
        return FaceTable(
            files=tuple(self.files[row] for row in rows),
            people=self.people[rows],
            families=self.families[rows],
            splits=self.splits[rows],
            label_trust=self.label_trust[rows],
            detector_scores=self.detector_scores[rows],
            boxes=self.boxes[rows],
            points=self.points[rows],
        )


def read_faces(directory: Path) -> FaceTable:
    """Read ``faces.csv`` and check that no person is in two splits.

    Raises
    ------
    BugError
        If a person is in two splits.
    """
    with (directory / "faces.csv").open(newline="", encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    table = FaceTable(
        files=tuple(row["file"] for row in rows),
        people=_numbers([row["person"] for row in rows]),
        families=_numbers([row["family"] or f"person {row['person']}" for row in rows]),
        splits=np.array([row["split"] for row in rows], np.str_),
        label_trust=np.array([float(row["similarity_to_person"] or "nan") for row in rows], np.float32),
        detector_scores=np.array([float(row["detector_score"] or 0) for row in rows], np.float32),
        boxes=np.array([[float(row[name]) for name in _BOX] for row in rows], np.float32),
        points=np.array([[float(row[name]) for name in _POINTS] for row in rows], np.float32).reshape(
            -1, 5, 2
        ),
    )
    check_disjoint(table.people, table.splits)
    return table


def check_disjoint(people: Indices, splits: NDArray[np.str_]) -> None:
    """Check that a person's photos are all in one split: otherwise our figures would be too good.

    Raises
    ------
    BugError
        If a person is in two splits.
    """
    seen = set(zip(people.tolist(), splits.tolist(), strict=True))
    twice = [person for person, count in Counter(person for person, _ in seen).items() if count > 1]
    if twice:
        raise BugError(what="people in two splits", people=sorted(twice)[:10])


def _numbers(names: list[str]) -> Indices:
    return np.unique(np.array(names), return_inverse=True)[1].astype(np.int64).reshape(-1)


class FacePhotos:
    """Random access to the photos in the archives of a data directory; close it or use it in a ``with``."""

    def __init__(self, directory: Path) -> None:
        self._archives = [zipfile.ZipFile(path) for path in sorted(directory.glob("faces-*.zip"))]
        self._where = {name: archive for archive in self._archives for name in archive.namelist()}

    def __enter__(self) -> FacePhotos:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the archives."""
        for archive in self._archives:
            archive.close()

    def read(self, file: str) -> ImageArray:
        """Decode one photo to RGB uint8 (H, W, 3).

        Raises
        ------
        ImageUnreadable
            If the file is in no archive or cannot be decoded.
        """
        archive = self._where.get(file)
        if archive is None:
            raise ImageUnreadable(path=file, why="missing")
        decoded = cv2.imdecode(np.frombuffer(archive.read(file), np.uint8), cv2.IMREAD_COLOR)
        if decoded is None:
            raise ImageUnreadable(path=file, why="damaged")
        return np.ascontiguousarray(decoded[:, :, ::-1], np.uint8)


def aligned_canvases(
    table: FaceTable,
    directory: Path,
    cache: Path,
    spec: AlignmentSpec = DEFAULT_SPEC,
    points: Mapping[str, NDArray[Any]] | None = None,
) -> Canvases:
    """Aligned canvases of all faces, from the cache if they were made before.

    Parameters
    ----------
    table, directory
        The faces and where their photos are.
    cache
        Folder for the cached canvases.
    spec
        The canvas.
    points
        Five points (5, 2) in pixels by file, for example from our own landmark network; a file that is not in
        it keeps the points of the table.

    Returns
    -------
    Canvases
        uint8 (N, height, width, 3), mapped read-only from the disk: 55 kB a face.
    """
    five = table.points.copy()
    for row, file in enumerate(table.files):
        if points is not None and file in points:
            five[row] = points[file]
    path = cache / f"canvases-{_digest(table, five, spec)}.npy"
    if not path.exists():
        cache.mkdir(parents=True, exist_ok=True)
        _write_canvases(path, table, directory, spec, five)
    return np.asarray(np.load(path, mmap_mode="r"))


def _digest(table: FaceTable, five: Floats, spec: AlignmentSpec) -> str:
    parts = (repr(spec).encode(), "\n".join(table.files).encode(), five.tobytes())
    return hashlib.sha256(b"|".join(parts)).hexdigest()[:12]


def _write_canvases(path: Path, table: FaceTable, directory: Path, spec: AlignmentSpec, five: Floats) -> None:
    """Warp every face; an unfinished file never gets the final name.

    The file is written, not mapped: on a full disk writing fails, a mapped page kills the program.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    unfinished = path.with_name(f"{path.stem}-{os.getpid()}.part")
    header = {"descr": "|u1", "fortran_order": False, "shape": (len(table.files), spec.height, spec.width, 3)}
    template = spec.template()
    with FacePhotos(directory) as photos:
        try:
            with unfinished.open("wb") as out:
                np.lib.format.write_array_header_1_0(out, header)
                for row, file in enumerate(table.files):
                    matrix = similarity_transform(five[row], template)
                    out.write(warp(photos.read(file), matrix, (spec.width, spec.height)).tobytes())
            unfinished.replace(path)
        except OSError as error:
            raise OutputError(path=str(path), why=error.strerror or str(error)) from error
        finally:
            unfinished.unlink(missing_ok=True)


def teacher_targets(directory: Path) -> Floats:
    """Vectors of the teacher, row by row as ``faces.csv``.

    Returns
    -------
    Floats
        (N, 128) float32, not centred: the teacher compares them by their Euclidean distance.
    """
    with np.load(directory / "teacher_vectors.npz") as stored:
        vectors = stored["vectors"].astype(np.float32) * stored["scale"] + stored["mean"]
    return np.asarray(vectors, np.float32)
