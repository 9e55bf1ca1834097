"""What each patch alone says about two faces: the parts of a face that look alike and those that do not.

The evidence of the patches does not add up to the evidence of the whole, since patches overlap; it is for
looking at, and no verdict rests on it.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from faceid_desktop.core.calibration import AffineCalibration
from faceid_desktop.core.joint_bayesian import JointBayesian
from faceid_desktop.core.patches import PatchSpec
from faceid_desktop.core.pca import Pca
from faceid_desktop.core.records import AlignedFace, Doubles, Floats
from faceid_desktop.errors import BundleCorrupt, FaceIdError, ShapeError
from faceid_desktop.vision.bundle import Bundle
from faceid_desktop.vision.manifest import PatchScorerSection


@dataclass(frozen=True, slots=True)
class PatchEvidence:
    """Calibrated natural-log likelihood ratio of one patch of the aligned canvas."""

    patch: PatchSpec
    llr: float


@dataclass(frozen=True, slots=True, eq=False)
class PatchScorer:
    """Projection, Joint Bayesian and calibration of one patch.

    Parameters
    ----------
    patch
        Where it looks.
    pca
        Features of the patch and of its mirror image to a short vector.
    model, calibration
        As in `faceid_desktop.services.scoring.Scorer`.
    """

    patch: PatchSpec
    pca: Pca
    model: JointBayesian
    calibration: AffineCalibration

    def llr(self, a: Floats, b: Floats) -> float:
        """Score the features (2 F,) that two faces have in this patch."""
        raw = self.model.llr(self.pca.transform(a[None]), self.pca.transform(b[None]))
        return float(self.calibration.apply(raw)[0])


class PatchEmbedder(Protocol):
    """Computes what each patch sees (`faceid_desktop.vision.embedder.Embedder`)."""

    def embed_patches(self, faces: Sequence[AlignedFace]) -> Floats:
        """Return (faces, patches, 2 F) float32."""


class Explainer:
    """Tells which parts of two faces agree; any thread may ask.

    Parameters
    ----------
    bundle
        Has the scorers of the patches, which are read when they are first needed.
    embedder
        Of the same bundle.
    """

    def __init__(self, bundle: Bundle, embedder: PatchEmbedder) -> None:
        self._bundle, self._embedder = bundle, embedder
        self._lock = threading.Lock()
        self._scorers: tuple[PatchScorer, ...] | None = None

    @property
    def available(self) -> bool:
        """Whether the bundle has scorers of its patches."""
        return bool(self._bundle.manifest.patch_scorers)

    def explain(self, a: AlignedFace, b: AlignedFace) -> tuple[PatchEvidence, ...]:
        """Tell for each patch how strongly it speaks for one person; empty where the bundle cannot.

        Raises
        ------
        BundleCorrupt
            If the scorers of the patches cannot be read.
        """
        if not self.available:
            return ()
        with self._lock:
            if self._scorers is None:
                self._scorers = load_patch_scorers(self._bundle)
        left, right = self._embedder.embed_patches([a, b])
        return explain(self._scorers, left, right)


def heat_map(evidence: Sequence[PatchEvidence], width: int, height: int) -> Doubles:
    """Spread the evidence of the patches over the aligned canvas.

    A pixel has the mean of the patches that cover it. Features come from a patch and from the same place of
    the mirrored face (`faceid_desktop.vision.embedder.join_features`), so a patch covers its rectangle and
    that rectangle's mirror image.

    Parameters
    ----------
    evidence
        Of all patches.
    width, height
        Size of the canvas in pixels.

    Returns
    -------
    Doubles
        (height, width) float64, natural-log likelihood ratios; NaN where no patch looks.
    """
    total, count = np.zeros((height, width)), np.zeros((height, width))
    for each in evidence:
        covered = np.zeros((height, width), bool)
        patch = each.patch
        covered[patch.y : patch.y + patch.height, patch.x : patch.x + patch.width] = True
        covered |= covered[:, ::-1]
        total[covered] += each.llr
        count += covered
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)


def explain(scorers: Sequence[PatchScorer], a: Floats, b: Floats) -> tuple[PatchEvidence, ...]:
    """Tell for each patch how strongly it speaks for one person.

    Parameters
    ----------
    scorers
        Of the bundle that made the features.
    a, b
        (patches, 2 F) float32 each, one face's rows of
        `faceid_desktop.vision.embedder.Embedder.embed_patches`.

    Returns
    -------
    tuple of PatchEvidence
        In the order of the bundle's patches.

    Raises
    ------
    ShapeError
        If the faces do not have one row for each scorer.
    """
    if a.shape != b.shape or len(a) != len(scorers):
        raise ShapeError(name="a", expected=f"({len(scorers)}, 2 F) twice", actual=f"{a.shape} {b.shape}")
    return tuple(
        PatchEvidence(scorer.patch, scorer.llr(left, right))
        for scorer, left, right in zip(scorers, a, b, strict=True)
    )


def load_patch_scorers(bundle: Bundle) -> tuple[PatchScorer, ...]:
    """Read the scorers of the patches; none if the bundle has none.

    Raises
    ------
    BundleCorrupt
        If an array is missing or the arrays do not fit together.
    """
    manifest = bundle.manifest
    pairs = zip(manifest.patch_scorers, manifest.patches, strict=False)
    return tuple(_load(bundle, section, patch) for section, patch in pairs)


def _load(bundle: Bundle, section: PatchScorerSection, patch: PatchSpec) -> PatchScorer:
    tensors = bundle.tensors(section.file)
    try:
        pca = Pca(bundle.array(tensors, "pca.mean"), bundle.array(tensors, "pca.components"))
        model = JointBayesian(bundle.array(tensors, "jb.between"), bundle.array(tensors, "jb.within"))
        scorer = PatchScorer(patch, pca, model, AffineCalibration(section.scale, section.offset))
    except BundleCorrupt:
        raise
    except (FaceIdError, ValueError, TypeError) as error:
        raise BundleCorrupt(path=str(bundle.path(section.file)), why=str(error)) from error
    if pca.mean.size != 2 * bundle.manifest.network.features or model.dimensions != pca.dimensions:
        raise BundleCorrupt(path=str(bundle.path(section.file)), why="it does not fit the networks")
    return scorer
