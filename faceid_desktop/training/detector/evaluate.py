"""Measures detectors on held-out pictures.

``python -m faceid_desktop.training.detector.evaluate --data DATA ours.onnx other.onnx`` writes the figures of
all files side by side to ``work/detector/evaluation.json`` and ``evaluation.md``. The threshold of each file
is chosen on the training side: on photos held out there, and on all its faceless pictures, of which there are
too few to choose on the held-out ones alone (`choose_threshold`).
"""

from __future__ import annotations

import argparse
import csv
import json
import logging
import zipfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

import cv2
import numpy as np

from faceid_desktop.core.geometry import five_points
from faceid_desktop.core.metrics import wilson_interval
from faceid_desktop.core.records import Detection, Floats, ImageArray
from faceid_desktop.training.detector.sources import (
    Labelled,
    decode_image,
    held_out,
    read_empty,
    read_scenes,
)
from faceid_desktop.vision.detector import YuNetDetector

log = logging.getLogger("faceid.training.detector")

NMS = 0.3
SIDE_PX = 640
SAME_IOU = 0.5
THRESHOLDS = np.round(np.arange(0.4, 0.91, 0.02), 2)
# Of faceless pictures at most this share may alarm at the chosen threshold.
MOST_ALARMS = 0.05
MASKED, UNMASKED = ("with", "badly"), ("without",)
EVERY = (*MASKED, *UNMASKED, "unknown")
GROUPS = {
    "human, >= 100 px": (True, EVERY, 100.0, 1e9),
    "human, >= 40 px": (True, EVERY, 40.0, 1e9),
    "human, masked, >= 40 px": (True, MASKED, 40.0, 1e9),
    "human, masked, 16-40 px": (True, MASKED, 16.0, 40.0),
    "human, unmasked, >= 40 px": (True, UNMASKED, 40.0, 1e9),
    "human, unmasked, 16-40 px": (True, UNMASKED, 16.0, 40.0),
    "pseudo-labelled, >= 100 px": (False, EVERY, 100.0, 1e9),
    "pseudo-labelled, >= 40 px": (False, EVERY, 40.0, 1e9),
    "pseudo-labelled, 16-40 px": (False, EVERY, 16.0, 40.0),
}


@dataclass(frozen=True, slots=True)
class Share:
    """A count out of a total."""

    count: int
    total: int

    @property
    def percent(self) -> float:
        """The share in percent, 0 where the total is 0."""
        return 100 * self.count / self.total if self.total else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the share in percent."""
        low, high = wilson_interval(self.count, self.total) if self.total else (0.0, 1.0)
        return 100 * low, 100 * high


@dataclass(frozen=True, slots=True)
class Report:
    """All figures of one detector: recall by group, wrong finds and median error of points.

    ``false_alarms`` counts faceless pictures with a find. ``point_error`` is in percent of the distance of
    the eyes; the pseudo-labels come from one of the detectors that may be compared here, ``helen_points`` are
    from people's marks.
    """

    threshold: float
    recall: dict[str, Share]
    unmatched: Share
    false_alarms: Share
    point_error: float
    helen_found: Share
    helen_points: float


def overlaps(boxes: Floats, others: Floats) -> Floats:
    """Intersection over union of all pairs of boxes (n, 4) and (m, 4): (n, m)."""
    low = np.maximum(boxes[:, None, :2], others[None, :, :2])
    high = np.minimum(boxes[:, None, 2:], others[None, :, 2:])
    shared = np.clip(high - low, 0, None).prod(-1)
    areas = (boxes[:, 2:] - boxes[:, :2]).prod(-1), (others[:, 2:] - others[:, :2]).prod(-1)
    return np.asarray(shared / np.maximum(areas[0][:, None] + areas[1] - shared, 1e-9), np.float32)


def match(found: Iterable[Detection], boxes: Floats) -> list[Detection | None]:
    """Give each box of a picture the best-scoring free detection that overlaps it enough, else None."""
    matched: list[Detection | None] = [None] * len(boxes)
    for detection in sorted(found, key=lambda each: -each.score):
        iou = overlaps(detection.box[None], boxes)[0]
        iou[[each is not None for each in matched]] = 0
        if len(iou) and iou.max() >= SAME_IOU:
            matched[int(iou.argmax())] = detection
    return matched


def _find(path: Path, images: Iterable[ImageArray], threshold: float) -> list[tuple[Detection, ...]]:
    detector = YuNetDetector(path, threshold, NMS, SIDE_PX)
    return [detector.detect(np.ascontiguousarray(image[..., ::-1])) for image in images]


def _heights(boxes: Floats) -> Floats:
    return np.asarray(boxes[:, 3] - boxes[:, 1], np.float32)


def _unmatched(found: Iterable[Detection], boxes: Floats) -> int:
    """Count finds of at least 16 px that overlap no labelled face by an IoU of 0.3 or more."""
    return sum(
        1 for each in found if each.box[3] - each.box[1] >= 16 and overlaps(each.box[None], boxes).max() < 0.3
    )


def choose_threshold(path: Path, scenes: tuple[Labelled, ...], empty: tuple[ImageArray, ...]) -> float:
    """Return the score threshold with the best F1 on photos among those with few false alarms.

    Faces of at least 16 px count; at most `MOST_ALARMS` of the faceless pictures may alarm.
    """
    finds = _find(path, (scene.image for scene in scenes), float(THRESHOLDS[0]))
    loudest = [
        max((each.score for each in found), default=0.0) for found in _find(path, empty, float(THRESHOLDS[0]))
    ]
    best = (-1.0, float(THRESHOLDS[-1]))
    for threshold in THRESHOLDS:
        if sum(score >= threshold for score in loudest) <= MOST_ALARMS * len(empty):
            best = max(best, (_f1(finds, scenes, threshold), float(threshold)))
    return best[1]


def _f1(finds: list[tuple[Detection, ...]], scenes: tuple[Labelled, ...], threshold: float) -> float:
    hits = wrong = total = 0
    for scene, found in zip(scenes, finds, strict=True):
        kept = [each for each in found if each.score >= threshold]
        large = _heights(scene.boxes) >= 16
        total += int(large.sum())
        hits += sum(
            1 for each, counts in zip(match(kept, scene.boxes), large, strict=True) if counts and each
        )
        wrong += _unmatched(kept, scene.boxes)
    return 2 * hits / max(1, total + hits + wrong)


def point_error(found: Floats, wanted: Floats) -> float:
    """Mean distance of five points (5, 2) from the labelled ones in percent of the labelled eye distance."""
    eyes = float(np.linalg.norm(wanted[0] - wanted[1]))
    return 100 * float(np.linalg.norm(found - wanted, axis=1).mean()) / eyes


def _helen(path: Path, root: Path, threshold: float) -> tuple[Share, float]:
    with (root / "landmarks68.csv").open(encoding="utf-8", newline="") as table:
        rows = [row for row in csv.DictReader(table) if row["set"] == "helen" and row["split"] == "test"]
    names = [f"{axis}{index}" for index in range(68) for axis in "xy"]
    marks = [np.array([float(row[name]) for name in names], np.float32).reshape(68, 2) for row in rows]
    with zipfile.ZipFile(root / "landmarks68.zip") as archive:
        images = [decode_image(archive.read(row["file"])) for row in rows]
    errors = []
    for found, points in zip(_find(path, images, threshold), marks, strict=True):
        middle = points.mean(0)
        around = [f for f in found if (f.box[:2] < middle).all() and (f.box[2:] > middle).all()]
        if around:
            errors.append(point_error(around[0].points, five_points(points)))
    return Share(len(errors), len(rows)), float(np.median(errors)) if errors else float("nan")


def evaluate(path: Path, root: Path, threshold: float) -> Report:
    """Measure one detector on the held-out pictures.

    Parameters
    ----------
    path
        The ONNX file.
    root
        The folder of the data.
    threshold
        Score threshold 0..1.

    Returns
    -------
    Report
        Its figures.
    """
    scenes = read_scenes(root, "test")
    finds = _find(path, (scene.image for scene in scenes), threshold)
    counts = {name: [0, 0] for name in GROUPS}
    errors, unmatched, total = [], 0, 0
    for scene, found in zip(scenes, finds, strict=True):
        matched = match(found, scene.boxes)
        for index, height in enumerate(_heights(scene.boxes)):
            hit = matched[index]
            for name, (human, masks, low, high) in GROUPS.items():
                if scene.human == human and scene.masks[index] in masks and low <= height < high:
                    counts[name][0] += hit is not None
                    counts[name][1] += 1
            if hit is not None and not np.isnan(scene.points[index]).any() and height >= 40:
                errors.append(point_error(hit.points, scene.points[index]))
        unmatched += _unmatched(found, scene.boxes)
        total += len(found)
    empty = _find(path, read_empty(root, "test"), threshold)
    helen_found, helen_points = _helen(path, root, threshold)
    return Report(
        threshold,
        {name: Share(*pair) for name, pair in counts.items()},
        Share(unmatched, total),
        Share(sum(1 for found in empty if found), len(empty)),
        float(np.median(errors)) if errors else float("nan"),
        helen_found,
        helen_points,
    )


def table(reports: dict[str, Report]) -> str:
    """Lay reports out side by side as a Markdown table."""

    def cell(share: Share) -> str:
        low, high = share.interval
        return f"{share.percent:.1f} % ({share.count} of {share.total}; {low:.0f} to {high:.0f})"

    rows = [["threshold", *(f"{r.threshold:.2f}" for r in reports.values())]]
    rows += [[f"found: {name}", *(cell(r.recall[name]) for r in reports.values())] for name in GROUPS]
    rows += [
        ["finds that match no label", *(cell(r.unmatched) for r in reports.values())],
        ["faceless pictures with a false alarm", *(cell(r.false_alarms) for r in reports.values())],
        ["points, % of eye distance (pseudo-labels)", *(f"{r.point_error:.2f}" for r in reports.values())],
        ["found: HELEN test", *(cell(r.helen_found) for r in reports.values())],
        ["points, % of eye distance (HELEN test)", *(f"{r.helen_points:.2f}" for r in reports.values())],
    ]
    head = [["", *reports], ["---"] * (len(reports) + 1)]
    return "\n".join("| " + " | ".join(row) + " |" for row in head + rows) + "\n"


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("models", type=Path, nargs="+")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--folder", type=Path, default=Path("work/detector"))
    parser.add_argument("--threshold", type=float, help="use this one instead of choosing it")
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    cv2.setNumThreads(1)
    _, scenes = held_out(read_scenes(arguments.data, "train"))
    empty = read_empty(arguments.data, "train")
    reports = {
        path.name: evaluate(
            path, arguments.data, arguments.threshold or choose_threshold(path, scenes, empty)
        )
        for path in arguments.models
    }
    arguments.folder.mkdir(parents=True, exist_ok=True)
    figures = json.dumps({name: asdict(report) for name, report in reports.items()}, indent=1)
    (arguments.folder / "evaluation.json").write_text(figures, encoding="utf-8")
    (arguments.folder / "evaluation.md").write_text(table(reports), encoding="utf-8")
    log.info("%s", table(reports))


if __name__ == "__main__":
    main()
