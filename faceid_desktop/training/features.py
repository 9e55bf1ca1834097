"""Features of the labelled faces, aligned by our own landmarks exactly as the application aligns them.

What takes long is kept in the work folder: landmarks for each set of landmark weights, features for each
network and set of faces.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor

from faceid_desktop.core.align import AlignmentSpec
from faceid_desktop.core.geometry import five_points
from faceid_desktop.core.patches import CANDIDATES, WHOLE_FACE, PatchSpec, candidate, rescaled
from faceid_desktop.core.records import Detection, Floats
from faceid_desktop.errors import BundleCorrupt
from faceid_desktop.training.deepid2.data import Canvases, FacePhotos, FaceTable, Indices, aligned_canvases
from faceid_desktop.vision.deepid2 import DeepId2, NetworkSpec
from faceid_desktop.vision.embedder import join_features
from faceid_desktop.vision.fast import FastDeepId2
from faceid_desktop.vision.landmarks import LandmarkDetector

_BATCH = 128


@dataclass(frozen=True, slots=True)
class NetworkFile:
    """Trained weights and the patch that they are for."""

    path: Path
    patch: PatchSpec


def parse_network(text: str) -> NetworkFile:
    """Read ``FILE=PATCH`` or ``FILE=PATCH@SCALE``, where the scale enlarges the patch about its centre.

    ``FILE`` alone stands for the candidate that it is named after, else for the whole face.

    Raises
    ------
    ShapeError
        If no candidate has that name.
    """
    file, separator, words = text.rpartition("=")
    if not separator:
        named = [patch for patch in CANDIDATES if patch.name == Path(text).stem]
        return NetworkFile(Path(text), named[0] if named else WHOLE_FACE)
    name, scaled, scale = words.partition("@")
    patch = candidate(name)
    return NetworkFile(Path(file), rescaled(patch, float(scale)) if scaled else patch)


def network_spec(weights: Mapping[str, Tensor]) -> NetworkSpec:
    """Tell the shape of a folded network from its weights; its input and kernels are the paper's."""
    first, second = weights["conv1.weight"], weights["conv2.weight"]
    third, fourth = weights["conv3.weight"], weights["conv4.weight"]
    return NetworkSpec(
        maps=(len(first), len(second), third.shape[2], fourth.shape[2]),
        features=len(weights["deepid2.weight"]),
        channels=first.shape[1],
    )


def load_network(path: Path) -> DeepId2:
    """Read a folded network of any width.

    Raises
    ------
    BundleCorrupt
        If the file cannot be read or does not hold such a network.
    """
    try:
        weights = {name: value.float() for name, value in load_file(path).items()}
        network = DeepId2(network_spec(weights))
        network.load_state_dict(weights)
    except (OSError, SafetensorError, KeyError, RuntimeError) as error:
        raise BundleCorrupt(path=str(path), why=str(error)) from error
    return network.eval()


@dataclass(frozen=True, slots=True)
class FaceStore:
    """The faces of a data folder as the application would align them.

    Parameters
    ----------
    data, work
        Folders of the photos and of what is kept.
    finder, weights
        Our landmark network and the file of its weights.
    alignment
        The canvas.
    """

    data: Path
    work: Path
    finder: LandmarkDetector
    weights: Path
    alignment: AlignmentSpec

    def canvases(self, table: FaceTable, rows: Indices) -> Canvases:
        """Align some faces by their landmarks, or read them from the work folder."""
        points = landmark_points(table, rows, self.data, self.finder, points_cache(self.work, self.weights))
        return aligned_canvases(table.take(rows), self.data, self.work, self.alignment, points)

    def responses(self, table: FaceTable, rows: Indices, networks: Sequence[NetworkFile]) -> list[Floats]:
        """Compute the responses (len(rows), 2 F) of each network to the faces and their mirror images."""
        canvases: Canvases | None = None
        found: list[Floats] = []
        for file in networks:
            parts = (
                file.path.read_bytes(),
                repr((file.patch, self.alignment)).encode(),
                self.weights.read_bytes(),
                "\n".join(table.files[row] for row in rows).encode(),
            )
            hashes = b"".join(hashlib.sha256(part).digest() for part in parts)
            kept = self.work / f"responses-{hashlib.sha256(hashes).hexdigest()[:12]}.npy"
            if not kept.exists():
                if canvases is None:
                    canvases = self.canvases(table, rows)
                unfinished = kept.with_suffix(".part.npy")
                np.save(unfinished, embed_canvases(load_network(file.path), file.patch, canvases))
                unfinished.replace(kept)
            found.append(np.load(kept))
        return found


def embed_canvases(network: DeepId2, patch: PatchSpec, canvases: Canvases) -> Floats:
    """Compute the responses (N, 2 F) to a patch and its mirror image, exactly as the application does."""
    size = (network.spec.input_width, network.spec.input_height)
    fast = FastDeepId2(network, rectified=False).eval()
    parts = [
        join_features([fast], [patch], list(canvases[start : start + _BATCH]), size)
        for start in range(0, len(canvases), _BATCH)
    ]
    return np.concatenate(parts)


def landmark_points(
    table: FaceTable, rows: Indices, directory: Path, finder: LandmarkDetector, cache: Path | None = None
) -> dict[str, Floats]:
    """Find the five points (5, 2) of faces by our own landmark network, by file.

    The table's box and points serve as the detection; beyond the border of a tight photo pixels are repeated.

    Parameters
    ----------
    table, rows
        The faces and which of them.
    directory
        Where the photos are.
    finder
        The landmark network.
    cache
        File with points that were found before, to which new ones are added; one for each set of weights.
    """
    found = _stored_points(cache)
    missing = [row for row in rows if table.files[row] not in found]
    with FacePhotos(directory) as photos:
        for row in missing:
            detection = Detection(
                box=table.boxes[row].copy(),
                score=float(table.detector_scores[row]),
                points=table.points[row].copy(),
            )
            file = table.files[row]
            found[file] = five_points(finder.find(photos.read(file), detection).points)
    if cache is not None and missing:
        np.savez(cache, files=np.array(list(found)), points=np.stack(list(found.values())))
    return {table.files[row]: found[table.files[row]] for row in rows}


def _stored_points(cache: Path | None) -> dict[str, Floats]:
    if cache is None or not cache.exists():
        return {}
    with np.load(cache) as stored:
        return dict(zip(stored["files"].tolist(), stored["points"], strict=True))


def points_cache(folder: Path, weights: Path) -> Path:
    """Name of a cache for `landmark_points` that depends on the landmark weights."""
    return folder / f"points-{hashlib.sha256(weights.read_bytes()).hexdigest()[:12]}.npz"
