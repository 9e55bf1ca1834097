"""Which cells answer for which face of a picture, and what they should say.

Where a teacher knows a labelled face, its cells are the teacher's (label assignment distillation: C. H.
Nguyen et al., "Improving Object Detection by Label Assignment Distillation", WACV 2022) and their strength is
scaled so that the best one is sure; what they should say is the label. A face that the teacher misses, and
every face without a teacher, gets cells by size and distance (centre sampling: Z. Tian et al., "FCOS", ICCV
2019). Where a picture may show faces that nobody labelled, the teacher's own finds count as well.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from faceid_desktop.core.records import Floats
from faceid_desktop.training.detector.data import IGNORED_BELOW, Sample
from faceid_desktop.training.detector.teacher import Answers

LEVEL_SIZES = {8.0: (0.0, 44.0), 16.0: (32.0, 110.0), 32.0: (84.0, 1e9)}
RADIUS = 1.5
KNOWN_SCORE, KNOWN_IOU = 0.5, 0.4
# Fainter answers of the teacher carry no box worth learning.
FAINTEST = 0.05

Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Targets:
    """What N cells of one picture, or of a batch, should say (leading dimensions the same for all).

    ``objectness`` from 0 to 1; ``counted`` tells whether it is learned at all; ``boxes`` (..., 4) and
    ``points`` (..., 5, 2) in pixels, which count as much as ``objectness``; points only where ``pointed``.
    """

    objectness: Floats
    counted: Bools
    boxes: Floats
    points: Floats
    pointed: Bools


def overlap(boxes: Floats, box: Floats) -> Floats:
    """Intersection over union of boxes (n, 4) with one box (4,): (n,)."""
    low, high = np.maximum(boxes[:, :2], box[:2]), np.minimum(boxes[:, 2:], box[2:])
    shared = np.clip(high - low, 0, None).prod(1)
    areas = (boxes[:, 2:] - boxes[:, :2]).prod(1) + (box[2:] - box[:2]).prod()
    return np.asarray(shared / np.maximum(areas - shared, 1e-6), np.float32)


def near_cells(box: Floats, cells: Floats, strides: Floats) -> Bools:
    """Tell which cells (N,) a face gets by its size and place alone; at least one for any face inside."""
    size = np.maximum(box[2:] - box[:2], 1.0)
    extent = float(np.sqrt(size.prod()))
    fits = np.zeros(len(strides), bool)
    for stride, (smallest, largest) in LEVEL_SIZES.items():
        fits |= (strides == stride) & (smallest <= extent < largest)
    offset = np.abs(cells * strides[:, None] - (box[2:] + box[:2]) / 2)
    # A cell must lie well inside the face; the one next to the centre always counts, for tiny faces.
    reach = np.maximum(np.minimum(RADIUS * strides[:, None], size * 0.4), strides[:, None] * 0.51)
    return np.asarray(fits & (offset <= reach).all(1))


def _inside(box: Floats, cells: Floats, strides: Floats) -> Bools:
    centres = cells * strides[:, None]
    return np.asarray(((centres >= box[:2]) & (centres <= box[2:])).all(1))


def build_targets(sample: Sample, cells: Floats, strides: Floats, answers: Answers | None) -> Targets:
    """Say what the cells of a picture should answer.

    Parameters
    ----------
    sample
        The picture and its faces.
    cells, strides
        Columns and rows (N, 2) and strides (N,) of its cells.
    answers
        What the teacher says about it; None learns from the labels alone.

    Returns
    -------
    Targets
        Of its N cells. A cell that several faces could have belongs to the smallest.
    """
    number = len(strides)
    boxes, points = np.zeros((number, 4), np.float32), np.zeros((number, 5, 2), np.float32)
    objectness, pointed = np.zeros(number, np.float32), np.zeros(number, bool)
    counted = np.ones(number, bool)
    if answers is not None and not sample.complete:
        found = answers.objectness > FAINTEST
        objectness, pointed = np.where(found, answers.objectness, 0).astype(np.float32), found.copy()
        boxes[found], points[found] = answers.boxes[found], answers.points[found]
    for index in np.argsort(-(sample.boxes[:, 2:] - sample.boxes[:, :2]).prod(1)):
        box, marks = sample.boxes[index], sample.points[index]
        inside = _inside(box, cells, strides)
        if (box[2:] - box[:2]).max() < IGNORED_BELOW:
            counted[inside] = False
            continue
        own, strength, known = _cells_of(box, cells, strides, answers)
        # Fainter answers about the same face are duplicates: neither wanted nor wrong.
        if answers is not None:
            doubtful = inside & ~own & (answers.objectness > FAINTEST)
            objectness[doubtful], counted[doubtful] = 0, False
        objectness[own], counted[own], boxes[own] = strength[own], True, box
        pointed[own] = known
        if not np.isnan(marks).any():
            points[own], pointed[own] = marks, True
        elif known and answers is not None:
            points[own] = answers.points[own]
    return Targets(objectness, counted, boxes, points, pointed)


def _cells_of(
    box: Floats, cells: Floats, strides: Floats, answers: Answers | None
) -> tuple[Bools, Floats, bool]:
    """Return the cells of a face, how strongly each should answer, and whether the teacher knows it."""
    if answers is not None:
        about = (overlap(answers.boxes, box) >= KNOWN_IOU) & (answers.objectness > FAINTEST)
        if about.any() and answers.scores[about].max() >= KNOWN_SCORE:
            return about, answers.objectness / answers.objectness[about].max(), True
    return near_cells(box, cells, strides), np.ones(len(strides), np.float32), False
