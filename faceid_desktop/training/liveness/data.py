"""The pictures of the passive check: read once, cut round the face, kept with label, project and subject.

A *project* is one collection with its own cameras and devices; a *subject* is one person in it. Training and
test share no subject, and folds leave out whole projects: frames of one clip are too much alike to be split.
"""

from __future__ import annotations

import csv
import io
import json
import logging
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from faceid_desktop.core.geometry import warp
from faceid_desktop.core.records import Detection, Floats, ImageArray
from faceid_desktop.errors import BugError
from faceid_desktop.services.live.video import read_video
from faceid_desktop.training.liveness.attacks import Kind, Scene, camera, recapture
from faceid_desktop.vision.liveness import CLASSES, coverage, view_matrix
from faceid_desktop.vision.liveness_bundle import LivenessSpec

log = logging.getLogger("faceid.training.liveness")

CROP_PX = 192
CROP_SCALE = 3.0
"""A stored crop shows that many times the side of the face's box: more than any view, room for jitter."""

_LABELS = {"live": 0, "print": 1, "replay": 2, "screen": 2}
# Who is in the clips: the people of a, b and d are those of these sets, c is in none.
_CLIP_PEOPLE = {"a": "set04", "b": "set09", "c": "clip_c", "d": "set03"}
_SIGNERS = (("again", "help"), ("bird", "sorry"), ("book", "school"), ("eat", "sister"), ("hungry", "want"))
_TEST_SIGNERS = 3  # from this place on
_EVERY = 5  # frames of a clip
_LOOSE = 2500
_LEAST_PX = 44


class Detector(Protocol):
    """Finds faces, the largest first."""

    def detect(self, image: ImageArray) -> tuple[Detection, ...]:
        """Find all faces of an RGB picture."""


@dataclass(frozen=True, slots=True)
class Sample:
    """What is known of one crop.

    ``label`` as in `vision.liveness.CLASSES`; ``subject`` names a person, or a project whose people are not
    told apart, the same in every project; ``origin`` is for people to read.
    """

    label: int
    project: str
    subject: str
    split: str
    coverage: float
    origin: str


@dataclass(frozen=True, slots=True, eq=False)
class Store:
    """Crops in parts (N, CROP_PX, CROP_PX, 3) uint8 on disk, and a sample for each, part after part.

    ``unseen`` counts the pictures in which no face was found, by project, kind and split.
    """

    parts: tuple[NDArray[np.uint8], ...]
    samples: tuple[Sample, ...]
    unseen: Mapping[str, int] = field(default_factory=dict)

    def crop(self, row: int) -> ImageArray:
        """Read one crop."""
        for part in self.parts:
            if row < len(part):
                return np.array(part[row])
            row -= len(part)
        raise IndexError(row)

    def rows(self, split: str, without: Iterable[str] = (), only: Iterable[str] = ()) -> NDArray[np.intp]:
        """Rows of a split, without some projects or of some projects only."""
        left_out, wanted = set(without), set(only)
        return np.array(
            [
                row
                for row, each in enumerate(self.samples)
                if each.split == split
                and each.project not in left_out
                and (not wanted or each.project in wanted)
            ],
            np.intp,
        )

    def labels(self, rows: NDArray[np.intp]) -> NDArray[np.int64]:
        """Labels of rows."""
        return np.array([self.samples[row].label for row in rows], np.int64)


Found = tuple[ImageArray, Floats | None, Sample]
"""A picture, the box of its face if there is one, and what is known of it."""


def check_disjoint(train: Sequence[Sample], held_out: Sequence[Sample]) -> None:
    """Refuse a split in which a subject stands on both sides.

    Raises
    ------
    BugError
        If one does; frames of one person are no independent test.
    """
    shared = {sample.subject for sample in train} & {sample.subject for sample in held_out}
    if shared:
        raise BugError(shared=sorted(shared))


def build_store(data: Path, folder: Path, detector: Detector, renders: int = 4000, seed: int = 9) -> Store:
    """Cut all crops and write them below ``folder``, or open what is there.

    Parameters
    ----------
    data
        Folder with the archives and ``videos``.
    folder
        Where the crops are kept.
    detector
        Finds the faces.
    renders
        How many attacks of our own making; half as many living faces are taken by the same camera.
    seed
        Of the renders.

    Raises
    ------
    BugError
        If a subject stands in training and test.
    """
    sources: dict[str, Iterable[Found]] = {
        "pictures": chain(_pictures(data, detector), _clips(data, detector)),
        "renders": _renders(data, renders, seed),
    }
    parts, samples, unseen = [], [], Counter[str]()
    for name, found in sources.items():
        if not (folder / f"{name}.json").exists():
            _write_part(folder, name, found)
        content = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        parts.append(np.load(folder / f"{name}.npy", mmap_mode="r"))
        samples += [Sample(**row) for row in content["samples"]]
        unseen.update(content["unseen"])
    check_disjoint([s for s in samples if s.split == "train"], [s for s in samples if s.split == "test"])
    return Store(tuple(parts), tuple(samples), unseen)


def _write_part(folder: Path, name: str, found: Iterable[Found]) -> None:
    """Cut the crops of pictures; those without a face are counted and left out."""
    crops: list[ImageArray] = []
    samples: list[Sample] = []
    unseen = Counter[str]()
    for image, box, sample in found:
        if box is None:
            unseen[f"{sample.project} {CLASSES[sample.label]} {sample.split}"] += 1
            continue
        wide = coverage(box, LivenessSpec().context_scale, image.shape)
        crops.append(warp(image, view_matrix(box, CROP_SCALE, CROP_PX), (CROP_PX, CROP_PX)))
        samples.append(replace(sample, coverage=round(wide, 4)))
    folder.mkdir(parents=True, exist_ok=True)
    np.save(folder / f"{name}.npy", np.stack(crops))
    content = {"unseen": unseen, "samples": [asdict(sample) for sample in samples]}
    (folder / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
    log.info("%s: %d crops, no face found: %s", name, len(crops), dict(unseen))


def _pictures(data: Path, detector: Detector) -> Iterator[Found]:
    """Every picture of the liveness set, turned upright: some were stored without their orientation."""
    with (data / "liveness.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    with zipfile.ZipFile(data / "liveness.zip") as archive:
        for row in rows:
            image = _decode(archive.read(row["file"]))
            turned = [np.ascontiguousarray(np.rot90(image, turn)) for turn in range(4)]
            found = [detector.detect(each)[:1] for each in turned]
            scores = [each[0].score if each else 0.0 for each in found]
            best = 0 if scores[0] > 0 and scores[0] > max(scores) - 0.1 else int(np.argmax(scores))
            box = found[best][0].box if found[best] else None
            subject = f"{row['set']}/{row['subject']}" if row["subject"] else row["set"]
            sample = Sample(_LABELS[row["label"]], row["set"], subject, row["split"], 0.0, row["file"])
            yield turned[best], box, sample


def _clips(data: Path, detector: Detector) -> Iterator[Found]:
    for letter, person in _CLIP_PEOPLE.items():
        split = "train" if person == "set03" else "test"
        for label in ("live", "replay"):
            path = next((data / "videos").glob(f"{label}_{letter}.*"))
            sample = Sample(_LABELS[label], f"clip_{letter}", person, split, 0.0, path.name)
            # In replay_c the living man himself is the larger face for the first second.
            yield from _frames(path, sample, detector, 20 if path.stem == "replay_c" else 0)
    for place, words in enumerate(_SIGNERS):
        for word in words:
            path = data / "videos" / f"asl_{word}.mkv"
            split = "test" if place >= _TEST_SIGNERS else "train"
            yield from _frames(path, Sample(0, "asl", f"asl/{place}", split, 0.0, path.name), detector, 0)


def _frames(path: Path, sample: Sample, detector: Detector, first: int) -> Iterator[Found]:
    for frame in read_video(path):
        if frame.index >= first and frame.index % _EVERY == 0:
            found = detector.detect(frame.image)
            yield frame.image, found[0].box if found else None, sample


def _renders(data: Path, count: int, seed: int) -> Iterator[Found]:
    """Attacks made of photos, and the photos taken by the same camera.

    Their faces are of training people of other collections, so that a project that is left out stays out.
    """
    random = np.random.default_rng(seed)
    photos = [*_scene_faces(data), *_loose_faces(data, random)]
    with zipfile.ZipFile(data / "noface.zip") as archive:
        names = [name for name in archive.namelist() if "train/" in name and not name.endswith("/")]
        backdrops = [_decode(archive.read(name)) for name in names]
    kinds: tuple[Kind | None, ...] = ("print", "screen", None)
    for place in range(count + count // 2):
        kind = kinds[place % 3]
        photo = photos[int(random.integers(len(photos)))]
        if kind is None:
            image, box = camera(photo, random)
        else:
            backdrop = backdrops[int(random.integers(len(backdrops)))]
            image, box = camera(recapture(photo, backdrop, kind, random), random)
        label = 0 if kind is None else _LABELS[kind]
        yield image, box, Sample(label, "render", "render", "train", 0.0, kind or "live")


def _scene_faces(data: Path) -> Iterator[Scene]:
    """Large faces of the training half of the whole photos."""
    with (data / "scenes.csv").open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["split"] == "train" and row["mask"] != "with"]
    with zipfile.ZipFile(data / "scenes.zip") as archive:
        for row in rows:
            if (box := _box(row)) is not None:
                yield _decode(archive.read(row["file"])), box


def _loose_faces(data: Path, random: np.random.Generator) -> Iterator[Scene]:
    """Choose some of the loose crops of training people."""
    with (data / "faces.csv").open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["split"] == "train"]
    chosen = [rows[place] for place in sorted(random.choice(len(rows), _LOOSE, replace=False).tolist())]
    archives = [zipfile.ZipFile(path) for path in sorted(data.glob("faces-*.zip"))]
    where = {name: archive for archive in archives for name in archive.namelist()}
    for row in chosen:
        if (box := _box(row)) is not None and row["file"] in where:
            yield _decode(where[row["file"]].read(row["file"])), box
    for archive in archives:
        archive.close()


def _box(row: Mapping[str, str]) -> Floats | None:
    """Return the box of a table's row, or None for a face that is too small."""
    box = np.array([float(row[side]) for side in ("left", "top", "right", "bottom")], np.float32)
    return box if (box[2:] - box[:2]).min() >= _LEAST_PX else None


def _decode(content: bytes) -> ImageArray:
    return np.array(Image.open(io.BytesIO(content)).convert("RGB"))
