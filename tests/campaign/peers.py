"""Beside other programs: ``python -m tests.campaign.peers --images DIR --pairs FILE --out FILE``.

All programs get the same pictures, decoded once, and are judged on the same pairs by the protocol of LFW: of
several faces the one nearest to the middle counts, and a photo without a vector is an error in its pairs. The
others are installed from their packages into a temporary folder or ``--work``, where answers are kept, too: a
run that was cut short goes on there. Times are processor time, since other programs may be at work beside;
decoding is in none of them. Prints a table, writes JSON.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from numpy.typing import NDArray

from faceid_desktop.core.metrics import accuracy_at, cllr
from faceid_desktop.core.records import Doubles, Template
from faceid_desktop.errors import ImageError, NoFaceFound
from faceid_desktop.paths import default_bundle
from faceid_desktop.services.evaluation import (
    EnrolledPhotos,
    PairScores,
    calibrated_by_folds,
    central_place,
    judged_wrong,
    measure_pairs,
    score_pairs,
)
from faceid_desktop.services.pairs import Pair, Protocol, ScoreKind, read_pairs
from faceid_desktop.services.photos import read_photo
from faceid_desktop.services.scoring import load_scorer
from faceid_desktop.vision.bundle import load_bundle
from tests.campaign.peer_programs import (
    NOT_MEASURED,
    PEERS,
    PeerFailed,
    Seen,
    ask,
    command_of,
    own_command,
)

Vectors = dict[str, Doubles]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure every program; 1 if one of them could not be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--images", type=Path, required=True, help="folder that the pairs' photos are in")
    parser.add_argument("--pairs", type=Path, required=True, help="list of pairs, as LFW's")
    parser.add_argument("--limit", type=int, help="take only so many pairs, evenly from folds and kinds")
    parser.add_argument("--out", type=Path, required=True, help="file for the figures")
    parser.add_argument("--work", type=Path, help="folder for the programs and their answers, kept")
    parser.add_argument("--peers", nargs="*", choices=sorted(PEERS), default=list(PEERS))
    parser.add_argument("--threads", type=int, default=1, help="threads that each program may use")
    options = parser.parse_args(arguments)
    pairs = drawn(read_pairs(options.pairs, Protocol.LFW), options.limit)
    rows: list[dict[str, Any]] = []
    failed: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        work = options.work or Path(folder) / "work"
        work.mkdir(parents=True, exist_ok=True)
        bench = Bench(pairs, options.images, Path(folder), work, options.threads)
        rows.append(bench.own())
        for name in options.peers:
            sys.stderr.write(f"{name}\n")
            try:
                rows.append(bench.peer(name))
            except PeerFailed as error:
                failed[name] = str(error)
    report = {
        "pairs": len(pairs),
        "photos": len(bench.names),
        "threads": options.threads,
        "programs": rows,
        "not_measured": NOT_MEASURED | failed,
    }
    options.out.write_text(json.dumps(report, indent=2) + "\n")
    sys.stdout.write(table(rows))
    for name, why in (NOT_MEASURED | failed).items():
        sys.stdout.write(f"Not measured: {name}: {why}\n")
    return int(bool(failed))


def drawn(pairs: Sequence[Pair], limit: int | None) -> list[Pair]:
    """Return ``limit`` pairs, evenly from folds and kinds; a larger limit has those of a smaller one."""
    taken: Counter[tuple[int, bool]] = Counter()
    places = []
    for pair in random.Random(0).sample(pairs, len(pairs)):  # noqa: S311 - a choice, not a secret
        places.append((taken[pair.fold, pair.same], pair.fold, pair.same, pair))
        taken[pair.fold, pair.same] += 1
    return [pair for *_, pair in sorted(places, key=lambda place: place[:3])][:limit]


def decoded(
    images: Path, names: Sequence[str], folder: Path
) -> tuple[dict[str, Path], dict[str, tuple[int, int]]]:
    """Write photos as plain pixels, so that every program sees the same; paths and sizes by name.

    A photo that cannot be read is in neither.
    """
    folder.mkdir()
    pictures, sizes = {}, {}
    for number, name in enumerate(names):
        try:
            image = read_photo(images / name)
        except ImageError:
            continue
        height, width = image.shape[:2]
        pictures[name], sizes[name] = folder / f"{number}.ppm", (width, height)
        pictures[name].write_bytes(b"P6\n%d %d\n255\n" % (width, height) + image.tobytes())
    return pictures, sizes


class Bench:
    """The pictures and pairs that programs are measured on.

    Parameters
    ----------
    pairs, images
        The pairs, and the folder that their photos are in.
    folder
        For the decoded pictures.
    work
        For environments and answers.
    threads
        That a program may use.
    """

    def __init__(self, pairs: Sequence[Pair], images: Path, folder: Path, work: Path, threads: int) -> None:
        self.names = list(dict.fromkeys(name for pair in pairs for name in (pair.first, pair.second)))
        self._pairs, self._work, self._threads = pairs, work, threads
        self._pictures, self._sizes = decoded(images, self.names, folder / "pictures")
        self._same = np.array([pair.same for pair in pairs], np.bool_)
        self._folds = np.array([pair.fold for pair in pairs], np.int64)

    def own(self) -> dict[str, Any]:
        """Measure this program: its evidence is a log likelihood ratio, and claims to be one."""
        version, seen, vectors = self._run("faceid", own_command())
        templates = {name: Template(vector.astype(np.float32), version) for name, vector in vectors.items()}
        failures = {name: NoFaceFound(path=name) for name in self.names if name not in templates}
        scorer = load_scorer(load_bundle(default_bundle()))
        found = score_pairs(self._pairs, EnrolledPhotos(templates, failures), scorer, ScoreKind.JB)
        return self._row("FaceID Desktop", version, seen, vectors, found.scores, 0.0, found.llr)

    def peer(self, name: str) -> dict[str, Any]:
        """Measure another program by the distances of its vectors.

        Raises
        ------
        PeerFailed
            If it cannot be installed or does not work.
        """
        program = PEERS[name]
        version, seen, vectors = self._run(name, command_of(program, self._work / name))
        distance = distances(self._pairs, vectors)
        claim = np.nan_to_num(program.claim(distance)) if program.claim else None
        return self._row(name, version, seen, vectors, -distance, -program.threshold, claim)

    def _run(self, name: str, command: Sequence[str]) -> tuple[str, list[Seen], Vectors]:
        kept = self._work / f"{name}-{self._threads}.jsonl"
        version, seen = ask(command, self._pictures, kept, self._threads)
        vectors = {
            name: each.vectors[central_place(each.boxes, *self._sizes[name])]
            for name, each in seen.items()
            if len(each.boxes)
        }
        return version, list(seen.values()), vectors

    def _row(
        self,
        name: str,
        version: str,
        seen: Sequence[Seen],
        vectors: Vectors,
        scores: Doubles,
        threshold: float,
        claim: Doubles | None,
    ) -> dict[str, Any]:
        same = self._same
        figures = measure_pairs(
            PairScores(scores, calibrated_by_folds(scores, same, self._folds), same, self._folds)
        )
        return {
            "name": name,
            "version": version,
            "failures_to_enrol": len(self.names) - len(vectors),
            "failure_to_enrol": 1 - len(vectors) / len(self.names),
            "accuracy": figures.accuracy,
            "standard_error": figures.standard_error,
            "own_rule": own_rule(scores, same, threshold),
            "auc": figures.auc,
            "eer": figures.eer,
            "fnmr_at_fmr_1e-2": figures.fnmr_at_1e_2,
            "cllr_as_claimed": None if claim is None else cllr(claim[same], claim[~same]),
            "cllr_calibrated_by_folds": figures.cllr,
            "min_cllr": figures.min_cllr,
            "cpu_ms": times(seen),
        }


def distances(pairs: Sequence[Pair], vectors: Vectors) -> Doubles:
    """Return the Euclidean distance (n,) of each pair's vectors, NaN where one is missing."""
    found = np.full(len(pairs), np.nan)
    for place, pair in enumerate(pairs):
        if pair.first in vectors and pair.second in vectors:
            found[place] = np.linalg.norm(vectors[pair.first] - vectors[pair.second])
    return found


def own_rule(scores: Doubles, same: NDArray[np.bool_], threshold: float) -> dict[str, float]:
    """Return how often a program is right that says "the same person" from a score on.

    A pair without a score counts as an error in the accuracy, and as "no match" in the two error rates.
    """
    wrong = judged_wrong(scores, same)
    matched = np.nan_to_num(scores, nan=-np.inf) >= threshold
    return {
        "accuracy": accuracy_at(wrong[same], wrong[~same], threshold),
        "fmr": float(matched[~same].mean()),
        "fnmr": float((~matched[same]).mean()),
    }


def times(seen: Sequence[Seen]) -> dict[str, float | None]:
    """Return median processor times: detection and all of a photo, and the rest of the work for one face."""
    apart = [each.detect_ms for each in seen if each.detect_ms is not None]
    encode = [each.encode_ms / len(each.boxes) for each in seen if len(each.boxes)]
    return {
        "detect_a_photo": median(apart) if apart else None,
        "encode_a_face": median(encode) if apart and encode else None,
        "photo": median((each.detect_ms or 0.0) + each.encode_ms for each in seen),
    }


def table(rows: Sequence[dict[str, Any]]) -> str:
    """Return the figures as a table in Markdown."""
    heads = (
        ("Program", lambda row: row["version"]),
        ("No template", lambda row: str(row["failures_to_enrol"])),
        ("Accuracy", lambda row: f"{row['accuracy']:.1%} ± {row['standard_error']:.1%}"),
        ("By its own rule", lambda row: f"{row['own_rule']['accuracy']:.1%}"),
        ("FMR, FNMR there", lambda row: f"{row['own_rule']['fmr']:.1%}, {row['own_rule']['fnmr']:.1%}"),
        ("AUC", lambda row: f"{row['auc']:.4f}"),
        ("EER", lambda row: f"{row['eer']:.1%}"),
        ("FNMR at FMR 1 %", lambda row: f"{row['fnmr_at_fmr_1e-2']:.1%}"),
        ("Cllr claimed", lambda row: _number(row["cllr_as_claimed"], 3)),
        ("Cllr calibrated", lambda row: _number(row["cllr_calibrated_by_folds"], 3)),
        ("Min Cllr", lambda row: _number(row["min_cllr"], 3)),
        ("Detect ms", lambda row: _number(row["cpu_ms"]["detect_a_photo"], 0)),
        ("Encode ms", lambda row: _number(row["cpu_ms"]["encode_a_face"], 0)),
        ("Photo ms", lambda row: _number(row["cpu_ms"]["photo"], 0)),
    )
    lines = [
        [name for name, _ in heads],
        ["---"] * len(heads),
        *([cell(row) for _, cell in heads] for row in rows),
    ]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _number(value: float | None, digits: int) -> str:
    return "" if value is None else f"{value:.{digits}f}"


if __name__ == "__main__":
    sys.exit(main())
