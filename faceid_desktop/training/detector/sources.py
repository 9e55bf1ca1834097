"""Reads the pictures and labels that the detector learns from into memory."""

from __future__ import annotations

import csv
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import cv2
import numpy as np

from faceid_desktop.core.geometry import five_points
from faceid_desktop.core.records import Floats, ImageArray
from faceid_desktop.training.landmarks.data import Detect, matching_detection

FACE_SPLITS = frozenset({"train", "single"})
MARKED_SETS = frozenset({"helen", "afw", "synthetic"})
HELD_OUT_EVERY = 8

Item = TypeVar("Item")
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
    """All that one training reads: whole photos by kind, loose faces and pictures without faces."""

    scenes: tuple[tuple[Labelled, ...], ...]
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


def read_marked(root: Path, detect: Detect) -> tuple[Labelled, ...]:
    """Read the training photos with 68 hand-made points, which give the best five points there are.

    Parameters
    ----------
    root
        The folder of the data.
    detect
        Gives the box of the marked face, which has points but no box; photos where it misses are left out.

    Returns
    -------
    tuple of Labelled
        In the order of the table; other faces of a photo have no label.
    """
    with (root / "landmarks68.csv").open(encoding="utf-8", newline="") as table:
        rows = [row for row in csv.DictReader(table) if row["split"] == "train" and row["set"] in MARKED_SETS]
    names = [f"{axis}{index}" for index in range(68) for axis in "xy"]
    found = []
    with zipfile.ZipFile(root / "landmarks68.zip") as archive:
        for row in rows:
            image = decode_image(archive.read(row["file"]))
            points = np.array(_numbers(row, tuple(names)), np.float32).reshape(68, 2)
            face = matching_detection(detect(np.ascontiguousarray(image[..., ::-1])), points)
            if face is not None:
                found.append(Labelled(image, face.box[None], five_points(points)[None]))
    return tuple(found)


def held_out(items: tuple[Item, ...]) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """Split training material into what is learned and every `HELD_OUT_EVERY`-th for choosing thresholds."""
    learned = tuple(item for index, item in enumerate(items) if index % HELD_OUT_EVERY)
    return learned, items[::HELD_OUT_EVERY]


def read_sources(root: Path, detect: Detect, faces: int | None = None) -> Sources:
    """Read everything for the training.

    Parameters
    ----------
    root
        The folder of the data.
    detect
        See `read_marked`.
    faces
        At most so many loose faces.

    Returns
    -------
    Sources
        Without what `held_out` keeps back. Photos whose faces people boxed count as two kinds, since they
        are closest to what the detector is for.
    """
    scenes, _ = held_out(read_scenes(root, "train"))
    empty, _ = held_out(read_empty(root, "train"))
    boxed = tuple(scene for scene in scenes if scene.human)
    found = tuple(scene for scene in scenes if not scene.human)
    return Sources((boxed, boxed, found, read_marked(root, detect)), read_faces(root, faces), empty)
