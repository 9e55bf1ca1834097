"""Open-set identification: photos searched in a gallery that holds one photo of each person.

Every probe is searched twice. With its person enrolled it tells rank-1 and misses; with its person (and that
person's relatives, who may be one and the same) taken out, it tells false alarms. FPIR and FNIR are those of
ISO/IEC 19795-1:2021: a search misses unless the mate ranks first and reaches the threshold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import torch

from faceid_desktop.core.align import align
from faceid_desktop.core.metrics import bootstrap_over_people, threshold_at_fmr
from faceid_desktop.core.records import AlignedFace, Detection, Doubles, Floats
from faceid_desktop.services.bootstrap import Engine
from faceid_desktop.training.deepid2.data import FacePhotos, FaceTable, Indices, read_faces
from faceid_desktop.vision.bundle import Bundle
from faceid_desktop.vision.embedder import Embedder
from faceid_desktop.vision.landmarks import LandmarkDetector, LandmarkSpec, load_landmarks

FPIR = 1e-2
SEED = 20140612
_BATCH = 64
_REPLICATES = 500

Progress = Callable[[int, int], None]


def measure_identification(
    engine: Engine, data: Path, splits: Sequence[str], progress: Progress | None = None
) -> Mapping[str, object]:
    """Measure identification on labelled faces.

    The boxes of the table stand for the detector, since many of its photos are tight crops; landmarks,
    alignment, networks and scores are the bundle's.

    Parameters
    ----------
    engine
        The loaded models.
    data
        Folder with ``faces.csv`` and the photos.
    splits
        Whose people are enrolled and searched; the networks must not have been trained on them.
    progress
        Told how many faces are done, and of how many.
    """
    table = read_faces(data)
    table = table.take(table.rows(*splits))
    vectors = _embed(engine.bundle, table, data, progress)
    scores = engine.scorer.calibration.apply(engine.scorer.model.cross_llr(vectors, vectors))
    return identification_figures(scores, table.people, table.families)


def identification_figures(
    scores: Doubles, people: Indices, families: Indices, seed: int = SEED
) -> dict[str, object]:
    """Compute the figures from the scores of all faces with each other.

    Parameters
    ----------
    scores
        (n, n), higher = more alike.
    people, families
        (n,) numbers of the faces' people and families.
    seed
        Draws the photo of each person that is enrolled.

    Returns
    -------
    dict
        ``rank_1``, ``fnir_at_fpir_1e-2`` with its interval over people, the threshold, and the numbers of
        people and searches.
    """
    order = np.random.default_rng(seed).permutation(len(people))
    # np.unique tells where each person occurs first: one random face of each
    enrolled = order[np.unique(people[order], return_index=True)[1]]
    probes = np.setdiff1d(np.arange(len(people)), enrolled)
    gallery = scores[np.ix_(probes, enrolled)]
    own = people[probes][:, None] == people[enrolled][None, :]
    related = families[probes][:, None] == families[enrolled][None, :]
    mate = gallery[own]  # every probe has one
    stranger = np.where(own | related, -np.inf, gallery).max(axis=1)
    best_other = np.where(own, -np.inf, gallery).max(axis=1)
    threshold = threshold_at_fmr(stranger, FPIR)
    first = mate > best_other
    missed = ~first | (mate < threshold)
    names, codes = np.unique(people[probes], return_inverse=True)
    low, high = bootstrap_over_people(
        lambda weights: float(weights[codes] @ missed / weights[codes].sum()), len(names), _REPLICATES
    )
    return {
        "rank_1": float(first.mean()),
        "fnir_at_fpir_1e-2": float(missed.mean()),
        "fnir_interval": [float(low), float(high)],
        "threshold_llr": threshold,
        "gallery_people": len(enrolled),
        "searches": len(probes),
    }


def _embed(bundle: Bundle, table: FaceTable, data: Path, progress: Progress | None) -> Floats:
    """Make the templates (n, d) of labelled faces."""
    cpu, marks = torch.device("cpu"), bundle.manifest.landmarks
    shape = LandmarkSpec(marks.input_px, marks.box_scale, marks.channels, marks.hidden)
    finder, embedder = load_landmarks(bundle.path(marks.file), shape, cpu), Embedder(bundle, cpu)
    vectors: list[Floats] = []
    for batch in _batches(_aligned(table, data, finder, bundle)):
        vectors += [template.vector for template in embedder.embed(batch)]
        if progress is not None:
            progress(len(vectors), len(table.files))
    return np.stack(vectors)


def _aligned(table: FaceTable, data: Path, finder: LandmarkDetector, bundle: Bundle) -> Iterator[AlignedFace]:
    with FacePhotos(data) as photos:
        for row, file in enumerate(table.files):
            image = photos.read(file)
            box, points = table.boxes[row].copy(), table.points[row].copy()
            found = finder.find(image, Detection(box, float(table.detector_scores[row]), points))
            yield align(image, found, bundle.manifest.alignment)


def _batches(faces: Iterator[AlignedFace]) -> Iterator[list[AlignedFace]]:
    batch: list[AlignedFace] = []
    for face in faces:
        batch.append(face)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
