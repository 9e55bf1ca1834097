"""Aligned faces to templates: patches, both mirror images, the networks, joined features, projection."""

from __future__ import annotations

import itertools
import os
import threading
from collections.abc import Iterator, Sequence

import numpy as np
import torch
from torch import nn

from faceid_desktop.core.cohort import Cohort, WithCommonness
from faceid_desktop.core.joint_bayesian import JointBayesian
from faceid_desktop.core.patches import INPUT_SIZE, PatchSpec, cut
from faceid_desktop.core.pca import Pca
from faceid_desktop.core.records import AlignedFace, Floats, ImageArray, Template
from faceid_desktop.core.stacking import Projection, Stacking
from faceid_desktop.errors import BundleCorrupt, DeviceUnavailable, ShapeError
from faceid_desktop.vision.bundle import Bundle
from faceid_desktop.vision.deepid2 import DeepId2, NetworkSpec
from faceid_desktop.vision.fast import FastDeepId2

MAX_BATCH = 64
"""Faces per forward pass: bounds the memory that a folder of faces takes."""


def choose_device(wish: str = "auto") -> torch.device:
    """Choose where the networks run.

    Parameters
    ----------
    wish
        ``auto`` (CUDA when torch can use it, else the CPU), ``cpu`` or ``cuda``.

    Returns
    -------
    torch.device
        The device.

    Raises
    ------
    DeviceUnavailable
        If CUDA is asked for and cannot be used, or the wish is none of the three.
    """
    if wish not in ("auto", "cpu", "cuda"):
        raise DeviceUnavailable(device=wish, why="unknown device")
    why_not = why_no_cuda()
    if wish == "cuda" and why_not:
        raise DeviceUnavailable(device=wish, why=why_not)
    return torch.device("cpu" if wish == "cpu" or why_not else "cuda")


def why_no_cuda() -> str:
    """Say why torch cannot use CUDA; empty when it can."""
    if torch.version.cuda is None:
        return "torch is built without CUDA"
    if not torch.cuda.is_available():
        return "no usable NVIDIA GPU or driver"
    return ""


def describe_device(device: torch.device) -> str:
    """Name of a device for people, e.g. ``NVIDIA T4`` or ``CPU, 4 threads``."""
    if device.type == "cuda":
        return str(torch.cuda.get_device_name(device))
    count = torch.get_num_threads()
    return f"CPU, {count} thread{'s' if count != 1 else ''}"


def set_cpu_threads(count: int | None = None) -> int:
    """Bound the threads of torch's CPU work.

    Parameters
    ----------
    count
        At most that many; None takes what torch has chosen (it honours ``OMP_NUM_THREADS``) but no more than
        the processors that this process may use: in a container torch would otherwise start one for each of
        the host.

    Returns
    -------
    int
        The number in use.
    """
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    torch.set_num_threads(max(1, count if count is not None else min(torch.get_num_threads(), usable)))
    return torch.get_num_threads()


def join_features(
    networks: Sequence[nn.Module],
    patches: Sequence[PatchSpec],
    images: Sequence[ImageArray],
    size: tuple[int, int] = INPUT_SIZE,
) -> Floats:
    """Features of all patches of aligned faces, each patch of the face and of its mirror image.

    The whole canvas is mirrored, not the patch: a patch over one eye then sees the other eye in the same
    pose, the "flipped counterpart" of Sun et al. 2014 (section 3). Training fits its projection on what this
    function returns.

    Parameters
    ----------
    networks
        One for each patch, in evaluation mode and all on one device; (B, C, h, w) in 0..1 to (B, features).
    patches
        The rectangles that they look at.
    images
        Aligned canvases (H, W, 3) uint8, at least one.
    size
        Width and height of the networks' input in pixels.

    Returns
    -------
    Floats
        float32 (N, patches * 2 * features): for each patch the face's features, then its mirror image's.
    """
    device = next(itertools.chain(networks[0].parameters(), networks[0].buffers())).device
    views = [*images, *(np.ascontiguousarray(image[:, ::-1]) for image in images)]
    columns: list[torch.Tensor] = []
    with torch.inference_mode():
        for network, patch in zip(networks, patches, strict=True):
            pixels = torch.from_numpy(np.stack([cut(view, patch, size) for view in views])).to(device)
            features = network(pixels.permute(0, 3, 1, 2).float() / 255)  # (2N, features)
            columns += features.float().split(len(images))
        return torch.cat(columns, dim=1).cpu().numpy()


class Embedder:
    """Makes templates; one lock guards the networks, so that any thread may call it.

    Parameters
    ----------
    bundle
        The verified model bundle.
    device
        Where the networks run, see `choose_device`.

    Raises
    ------
    BundleCorrupt
        If weights do not fit the manifest.
    """

    def __init__(self, bundle: Bundle, device: torch.device) -> None:
        manifest = bundle.manifest
        if device.type == "cuda":  # its 10 bits of precision would show in the templates
            torch.backends.cudnn.allow_tf32 = False
        self._patches = manifest.patches
        self._size = (manifest.network.input_width, manifest.network.input_height)
        self._networks = load_networks(bundle, device)
        self._projection = _load_projection(bundle)
        self._lock = threading.Lock()
        self.model_id = bundle.model_id
        self.device_name = describe_device(device)

    def embed(self, faces: Sequence[AlignedFace]) -> list[Template]:
        """Make the templates of aligned faces, in their order.

        Parameters
        ----------
        faces
            Faces on the canvas of the bundle's alignment; none are allowed.

        Returns
        -------
        list of Template
            Float32 vectors of the projection's dimension with the bundle's model id.
        """
        vectors = (self._projection.transform(joined).astype(np.float32) for joined in self._join(faces))
        return [Template(vector=each.copy(), model_id=self.model_id) for batch in vectors for each in batch]

    def embed_patches(self, faces: Sequence[AlignedFace]) -> Floats:
        """Compute what each patch alone sees, for `faceid_desktop.services.explanation`.

        Parameters
        ----------
        faces
            As for `embed`.

        Returns
        -------
        Floats
            float32 (N, patches, 2 * features): the rectified features of the patch and of its mirror image.
        """
        width = 2 * self._networks[0].spec.features
        empty = np.empty((0, len(self._patches) * width), np.float32)
        joined = np.concatenate([empty, *self._join(faces)])
        features: Floats = np.maximum(joined, np.float32(0))
        return features.reshape(len(faces), len(self._patches), width)

    def _join(self, faces: Sequence[AlignedFace]) -> Iterator[Floats]:
        """Yield the joined features of faces, batch by batch; the lock is free in between."""
        for start in range(0, len(faces), MAX_BATCH):
            images = [face.image for face in faces[start : start + MAX_BATCH]]
            with self._lock:
                joined = join_features(self._networks, self._patches, images, self._size)
            yield joined


def load_networks(bundle: Bundle, device: torch.device) -> tuple[FastDeepId2, ...]:
    """Load the patch networks of a bundle, laid out for inference; they rectify if the projection is a PCA.

    Raises
    ------
    BundleCorrupt
        If weights do not fit the shapes of the manifest.
    """
    return tuple(
        _load_network(bundle, name, patch, device)
        for name, patch in zip(bundle.manifest.networks, bundle.manifest.patches, strict=True)
    )


def _load_network(bundle: Bundle, name: str, patch: PatchSpec, device: torch.device) -> FastDeepId2:
    shape = bundle.manifest.network
    spec = NetworkSpec(
        maps=shape.maps,
        features=shape.features,
        input_width=shape.input_width,
        input_height=shape.input_height,
        channels=patch.channels,
        kernels=shape.kernels,
        region=shape.region,
    )
    network = DeepId2(spec)
    weights = {key: torch.from_numpy(value.copy()) for key, value in bundle.tensors(name).items()}
    try:
        network.load_state_dict(weights)
    except RuntimeError as error:
        raise BundleCorrupt(path=str(bundle.path(name)), why=str(error)) from error
    rectified = bundle.manifest.scorer.projection == "pca"
    return FastDeepId2(network.float(), rectified=rectified).to(device).eval()


def _load_projection(bundle: Bundle) -> Projection:
    """Read the step from joined features to a template and check that it fits the networks and the scorer."""
    manifest = bundle.manifest
    tensors = bundle.tensors(manifest.scorer.file)
    kind: type[Pca] | type[Stacking] = Pca
    names = "pca.mean", "pca.components"
    if manifest.scorer.projection == "stacked":
        kind, names = Stacking, ("stacking.mean", "stacking.weights")
    mean, matrix = (bundle.array(tensors, name) for name in names)
    width = len(manifest.patches) * 2 * manifest.network.features
    if kind is Stacking:
        width *= 2
    if mean.shape != (width,) or matrix.ndim != 2 or matrix.shape[1] != width:
        raise BundleCorrupt(
            path=str(bundle.path(manifest.scorer.file)),
            why=f"projection of {mean.shape}, {matrix.shape} instead of {width} columns",
        )
    projection = kind(mean, matrix)
    if not manifest.scorer.commonness:
        return projection
    between, within = (bundle.array(tensors, name) for name in ("jb.between", "jb.within"))
    strangers = bundle.array(tensors, "cohort.vectors", np.float16).astype(np.float64)
    try:
        cohort = Cohort(JointBayesian(between, within), strangers, manifest.scorer.nearest)
    except ShapeError as error:
        raise BundleCorrupt(path=str(bundle.path(manifest.scorer.file)), why=str(error)) from error
    return WithCommonness(projection, cohort)
