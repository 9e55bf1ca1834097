"""Verification figures of a network on people that it was not trained on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from faceid_desktop.core.metrics import roc_auc
from faceid_desktop.core.patches import PatchSpec, cut
from faceid_desktop.core.records import Doubles, Floats
from faceid_desktop.training.deepid2.data import Canvases, Indices
from faceid_desktop.vision.deepid2 import DeepId2

_BATCH = 256


@dataclass(frozen=True, slots=True)
class VerificationResult:
    """Area under the ROC curve and best accuracy at equal priors, with the numbers of pairs."""

    auc: float
    accuracy: float
    genuine: int
    impostor: int


@torch.inference_mode()
def extract(
    network: DeepId2, canvases: Canvases, rows: Indices, patch: PatchSpec, *, mirror: bool = False
) -> Floats:
    """Features of some faces, without augmentation.

    Parameters
    ----------
    network
        The network; it is put into evaluation mode.
    canvases
        Aligned faces uint8 (N, H, W, 3).
    rows
        Which of them.
    patch
        The network's patch.
    mirror
        Also take the mirror image and join both features.

    Returns
    -------
    Floats
        (len(rows), F), or (len(rows), 2 F) with mirror images.
    """
    network.eval()
    size = (network.spec.input_width, network.spec.input_height)
    parts: list[Floats] = []
    for start in range(0, len(rows), _BATCH):
        views = np.stack(
            [cut(np.asarray(canvases[row]), patch, size) for row in rows[start : start + _BATCH]]
        )
        both = [views, views[:, :, ::-1]] if mirror else [views]
        features = [network(to_input(view)).numpy() for view in both]
        parts.append(np.concatenate(features, axis=1))
    return np.concatenate(parts)


def to_input(views: NDArray[np.uint8]) -> torch.Tensor:
    """uint8 (B, H, W, C) to float32 (B, C, H, W) in 0..1, laid out channels-last."""
    return torch.from_numpy(np.ascontiguousarray(views)).permute(0, 3, 1, 2).float().div_(255)


def cosine_verification(features: Floats, people: Indices, families: Indices) -> VerificationResult:
    """Compare all pairs by cosine; pairs of two people of one family are left out (they may be one person).

    Parameters
    ----------
    features
        (n, F).
    people, families
        Numbers of the faces' people and families, each (n,).
    """
    unit = features / np.maximum(np.linalg.norm(features, axis=1, keepdims=True), 1e-9)
    upper = np.triu_indices(len(unit), 1)
    scores = (unit @ unit.T)[upper].astype(np.float64)
    same = people[upper[0]] == people[upper[1]]
    clear = same | (families[upper[0]] != families[upper[1]])
    return verification(scores[clear & same], scores[clear & ~same])


def verification(genuine: Doubles, impostor: Doubles) -> VerificationResult:
    """AUC and best accuracy at equal priors of two sets of scores, higher = more alike."""
    auc = roc_auc(genuine, impostor)
    # at the k-th genuine score as threshold, the genuine ones from it on and the impostors below it are right
    accepted = np.arange(len(genuine), 0, -1) / len(genuine)
    rejected = np.searchsorted(np.sort(impostor), np.sort(genuine), "left") / len(impostor)
    return VerificationResult(auc, float(((accepted + rejected) / 2).max()), len(genuine), len(impostor))
