"""LFW's View 1 test: 500 pairs of one person and 500 of two, through the whole engine. For reporting only."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from faceid_desktop.core.metrics import accuracy_at, roc_auc
from faceid_desktop.core.records import Face, ImageArray, Template
from faceid_desktop.services.bootstrap import Engine
from faceid_desktop.services.photos import decode_photo


@dataclass(frozen=True, slots=True)
class Pair:
    """Two photos by their names in the archive, and whether they show one person."""

    first: str
    second: str
    same: bool


def read_pairs(path: Path) -> Iterator[Pair]:
    """Read the official list: ``name i j`` for one person, ``name i name j`` for two, separated by tabs."""
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        match line.split():
            case [name, i, j]:
                yield Pair(_file(name, i), _file(name, j), same=True)
            case [a, i, b, j]:
                yield Pair(_file(a, i), _file(b, j), same=False)


def _file(name: str, number: str) -> str:
    return f"{name}/{name}_{int(number):04d}.jpg"


def central_face(image: ImageArray, faces: tuple[Face, ...]) -> Face | None:
    """Choose the face nearest to the middle of the photo: there LFW has the person that it names."""
    middle = np.array([image.shape[1], image.shape[0]]) / 2
    centres = [(face.detection.box[:2] + face.detection.box[2:]) / 2 for face in faces]
    distances = [float(np.linalg.norm(centre - middle)) for centre in centres]
    return faces[int(np.argmin(distances))] if faces else None


def measure_lfw(engine: Engine, photos: Path, pairs: Path) -> Mapping[str, float]:
    """Accuracy with the calibrated threshold of log likelihood ratio 0, which LFW had no part in.

    Parameters
    ----------
    engine
        The engine.
    photos
        Archive of the photos.
    pairs
        The official list of pairs.

    Returns
    -------
    Mapping
        ``accuracy`` and ``auc`` of all pairs; a pair with a photo in which no face was found counts as judged
        wrongly, and ``photos_without_face`` says how many those are.
    """
    wanted = list(read_pairs(pairs))
    templates: dict[str, Template] = {}
    missing = 0
    with zipfile.ZipFile(photos) as archive:
        for name in sorted({name for pair in wanted for name in (pair.first, pair.second)}):
            image = decode_photo(archive.read(name), name)
            face = central_face(image, engine.pipeline.analyse(image).faces)
            if face is None:
                missing += 1
            else:
                templates[name] = engine.pipeline.embed([face])[0]
    genuine = np.array([_llr(engine, templates, pair) for pair in wanted if pair.same], np.float64)
    impostor = np.array([_llr(engine, templates, pair) for pair in wanted if not pair.same], np.float64)
    return {
        "accuracy": accuracy_at(genuine, impostor, 0.0),
        "auc": roc_auc(genuine, impostor),
        "pairs": len(wanted),
        "photos_without_face": missing,
    }


def _llr(engine: Engine, templates: Mapping[str, Template], pair: Pair) -> float:
    if pair.first in templates and pair.second in templates:
        return engine.scorer.llr(templates[pair.first], templates[pair.second])
    return -np.inf if pair.same else np.inf
