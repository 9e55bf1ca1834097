"""The programs that `tests.campaign.peers` compares: how each is installed, started and read.

A program runs in an environment of its own through a driver in ``peer_drivers``; `run_faceid` tells what
drivers read and write. Nothing of a program is changed: settings are its defaults or those that its
documentation recommends.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from faceid_desktop.core.records import Doubles
from tests.helpers.data import REPOSITORY

DRIVERS = Path(__file__).with_name("peer_drivers")

NOT_MEASURED = {
    "insightface 2.1, deepface 0.0.103, uniface 4.2.1, alchemyface 1.2.0, moca-face-matcher 0.2.2": (
        "their packages carry no weights and fetch them from the network when they are first used"
    ),
    "facenet-pytorch 2.6.0": "its package carries the detector's weights, not the recognition network's",
    "face-api and human on tensorflow's own library (tfjs-node)": (
        "its installation fetches that library from the network; they were measured on WebAssembly"
    ),
}


class PeerFailed(Exception):
    """A program could not be installed or ended with an error."""


@dataclass(frozen=True, slots=True)
class Program:
    """A program that makes a vector of a face: its driver and the packages that it is installed from.

    ``threshold`` is the Euclidean distance of two vectors up to which it says "the same person", and
    ``claim`` turns distances into the log likelihood ratios that it claims, if it claims a probability.
    """

    driver: str
    packages: tuple[str, ...]
    threshold: float
    claim: Callable[[Doubles], Doubles] | None = None


def human_similarity(distance: Doubles) -> Doubles:
    """Return human's similarity, 0 to 1 (``match.similarity`` in its ``src/face/match.ts``), unrounded."""
    return np.clip((1 - np.sqrt(25 * distance**2) / 100 - 0.2) / (0.8 - 0.2), 0.0, 1.0)


def human_claim(distance: Doubles) -> Doubles:
    """Take the similarity, which it shows in per cent, for the probability after even odds.

    It is rounded to hundredths there, so 0 and 1 are taken for half a hundredth less than certain.
    """
    share = np.clip(human_similarity(distance), 0.005, 0.995)
    return np.asarray(np.log(share) - np.log1p(-share))


_WASM = ("@tensorflow/tfjs@4.22.0", "@tensorflow/tfjs-backend-wasm@4.22.0")

PEERS = {
    "face_recognition": Program(
        "run_face_recognition.py",
        (
            "face_recognition_models==0.3.0",
            "dlib-bin==20.0.1.post1",
            "setuptools<81",
            "numpy",
            "pillow",
            "click",
        ),
        threshold=0.6,  # the default of compare_faces
    ),
    "face-api": Program(
        "run_face_api.cjs",
        ("@vladmandic/face-api@1.7.15", *_WASM),
        threshold=0.6,  # the default of FaceMatcher
    ),
    "human": Program(
        "run_human.cjs",
        ("@vladmandic/human@3.3.6", *_WASM),
        threshold=10.0,  # where its similarity is 0.5, above which its documentation speaks of a match
        claim=human_claim,
    ),
}


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """What a program made of a photo: boxes (n, 4), vectors (n, d), processor time."""

    boxes: Doubles
    vectors: Doubles
    detect_ms: float | None
    encode_ms: float


def command_of(program: Program, folder: Path) -> list[str]:
    """Install a program into a folder, unless it is there, and return the command of its driver."""
    driver = str(DRIVERS / program.driver)
    if driver.endswith(".cjs"):
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / "node_modules").exists():
            (folder / "package.json").write_text('{"private": true}\n')
            _call(["npm", "install", "--ignore-scripts", "--no-audit", *program.packages], folder)
        return ["node", driver, str(folder)]
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        _call([sys.executable, "-m", "venv", str(folder)], REPOSITORY)
        install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        _call([*install, *program.packages], REPOSITORY)
        # Its metadata asks for dlib by the name of the package that has to be compiled.
        _call([*install, "--no-deps", "face_recognition==1.3.0"], REPOSITORY)
    return [str(python), driver]


def own_command() -> list[str]:
    """Return the command of this program's driver."""
    return [sys.executable, str(DRIVERS / "run_faceid.py")]


def ask(
    command: Sequence[str], pictures: Mapping[str, Path], kept: Path, threads: int
) -> tuple[str, dict[str, Seen]]:
    """Let a program look at pictures, and keep each answer at once.

    Parameters
    ----------
    command
        Of its driver.
    pictures
        Files by the photos' names. Those that ``kept`` has an answer to are not shown again, so that a run
        that was cut short goes on where it was.
    kept
        File of the answers: the first line tells the version, each other one is that of a photo.
    threads
        That the program may use.

    Returns
    -------
    tuple[str, dict[str, Seen]]
        Its version, and what it saw, in the order of ``pictures``.

    Raises
    ------
    PeerFailed
        If it ends with an error or early, or is another version than the one whose answers are kept.
    """
    version, answers = read_kept(kept)
    missing = [name for name in pictures if name not in answers]
    if missing:
        lines = _lines(command, [pictures[name] for name in missing], threads)
        told = json.loads(next(lines))["version"]
        if version and told != version:
            raise PeerFailed(f"{kept} is of {version}, not of {told}")
        with kept.open("a", encoding="utf-8") as file:
            if not version:
                file.write(json.dumps({"version": told}) + "\n")
            for name, line in zip(missing, lines, strict=True):
                file.write(json.dumps({"photo": name, **json.loads(line)}) + "\n")
                file.flush()
        version, answers = read_kept(kept)
    return version, {name: answers[name] for name in pictures}


def read_kept(kept: Path) -> tuple[str, dict[str, Seen]]:
    """Read the version and the answers by photo; a last line that was cut short is taken out of the file."""
    if not kept.exists():
        return "", {}
    whole, end, _ = kept.read_bytes().rpartition(b"\n")
    os.truncate(kept, len(whole + end))
    head, *rest = [json.loads(line) for line in whole.splitlines()] or [{"version": ""}]
    return head["version"], {answer["photo"]: _seen(answer) for answer in rest}


def _seen(answer: dict[str, Any]) -> Seen:
    boxes = np.array([face["box"] for face in answer["faces"]], np.float64).reshape(-1, 4)
    vectors = np.array([face["vector"] for face in answer["faces"]], np.float64)
    return Seen(boxes, vectors, answer["detect_ms"], answer["encode_ms"])


def _lines(command: Sequence[str], paths: Sequence[Path], threads: int) -> Iterator[str]:
    """Start a driver and yield what it writes as it comes, a line for itself and one for each path."""
    limits = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), str(threads))
    environment = {**os.environ, **limits, "PYTHONPATH": str(REPOSITORY), "PYTHONUNBUFFERED": "1"}
    with tempfile.TemporaryFile("w+") as asked, tempfile.TemporaryFile("w+") as errors:
        asked.write("".join(f"{path}\n" for path in paths))
        asked.seek(0)
        with subprocess.Popen(
            command, env=environment, stdin=asked, stdout=subprocess.PIPE, stderr=errors, text=True
        ) as process:
            count = 0
            for line in process.stdout or ():
                count += 1
                yield line
        if process.returncode or count != len(paths) + 1:
            errors.seek(0)
            raise PeerFailed(f"{command[0]} ended with {process.returncode}: {errors.read()[-800:]}")


def _call(command: Sequence[str], folder: Path) -> None:
    try:
        subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    except OSError as error:
        raise PeerFailed(f"{command[0]}: {error.strerror}") from error
    except subprocess.CalledProcessError as error:
        raise PeerFailed(
            f"{Path(command[0]).name} ended with {error.returncode}: {error.stderr[-800:]}"
        ) from error
