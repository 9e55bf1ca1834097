"""Reads the pictures and labels that the detector learns from into memory."""

from __future__ import annotations

import csv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from faceid_desktop.core.records import Floats, ImageArray

FACE_SPLITS = frozenset({"train", "single"})
BOX = ("left", "top", "right", "bottom")
POINTS = tuple(f"{axis}{index}" for index in range(5) for axis in "xy")


@dataclass(frozen=True, slots=True, eq=False)
class Labelled:
    """A BGR picture with its faces: ``boxes`` (n, 4), ``points`` (n, 5, 2), NaN where unknown."""

    image: ImageArray
    boxes: Floats
    points: Floats
    human: bool = False
    masks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class FaceCrop:
    """An encoded picture of one face with its box (4,) and points (5, 2)."""

    data: bytes
    box: Floats
    points: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Sources:
    """All that one training reads: whole photos, loose faces and pictures without faces."""

    scenes: tuple[Labelled, ...]
    faces: tuple[FaceCrop, ...]
    empty: tuple[ImageArray, ...]


def decode_image(data: bytes) -> ImageArray:
    """Decode an encoded picture to BGR (H, W, 3) uint8."""
    image = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    return np.asarray(image, dtype=np.uint8)


def _numbers(row: dict[str, str], names: tuple[str, ...]) -> list[float]:
    return [float(row[name]) if row[name] else float("nan") for name in names]


def read_scenes(root: Path, split: str) -> tuple[Labelled, ...]:
    """Read the whole photos of a split of ``scenes.csv``.

    Parameters
    ----------
    root
        The folder of the data.
    split
        ``train`` or ``test``.

    Returns
    -------
    tuple of Labelled
        In the order of the table.
    """
    rows: dict[str, list[dict[str, str]]] = {}
    with (root / "scenes.csv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            if row["split"] == split:
                rows.setdefault(row["file"], []).append(row)
    with zipfile.ZipFile(root / "scenes.zip") as archive:
        return tuple(
            Labelled(
                decode_image(archive.read(name)),
                np.array([_numbers(row, BOX) for row in faces], np.float32),
                np.array([_numbers(row, POINTS) for row in faces], np.float32).reshape(-1, 5, 2),
                faces[0]["labelled_by"] == "human",
                tuple(row["mask"] for row in faces),
            )
            for name, faces in rows.items()
        )


def read_empty(root: Path, split: str) -> tuple[ImageArray, ...]:
    """Read the pictures without a face of a split (``train`` or ``test``), BGR."""
    with zipfile.ZipFile(root / "noface.zip") as archive:
        names = sorted(name for name in archive.namelist() if name.startswith(f"{split}/"))
        return tuple(decode_image(archive.read(name)) for name in names if not name.endswith("/"))


def read_faces(root: Path, limit: int | None = None) -> tuple[FaceCrop, ...]:
    """Read face crops of people of `FACE_SPLITS`, still encoded.

    Parameters
    ----------
    root
        The folder of the data.
    limit
        At most so many, spread evenly over the table; None reads all.

    Returns
    -------
    tuple of FaceCrop
        In the order of the table.
    """
    with (root / "faces.csv").open(encoding="utf-8", newline="") as table:
        rows = [row for row in csv.DictReader(table) if row["split"] in FACE_SPLITS]
    rows = rows[:: max(1, len(rows) // limit)][:limit] if limit else rows
    wanted = {row["file"]: row for row in rows}
    found = []
    for path in sorted(root.glob("faces-*.zip")):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                row = wanted.get(name)
                if row:
                    box = np.array(_numbers(row, BOX), np.float32)
                    points = np.array(_numbers(row, POINTS), np.float32).reshape(5, 2)
                    found.append(FaceCrop(archive.read(name), box, points))
    return tuple(found)


def read_sources(root: Path, faces: int | None = None) -> Sources:
    """Read everything for the training from ``root``; ``faces`` limits the loose faces."""
    return Sources(read_scenes(root, "train"), read_faces(root, faces), read_empty(root, "train"))
