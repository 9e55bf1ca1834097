"""Fits the vote of the face's colour texture: linear, so that few collections are enough to hold it down."""

from __future__ import annotations

from collections import Counter

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional as F  # noqa: N812 - torch's own custom

from faceid_desktop.core.records import Doubles, Floats
from faceid_desktop.core.texture import colour_texture
from faceid_desktop.training.liveness.augment import plain_view
from faceid_desktop.training.liveness.data import Store
from faceid_desktop.vision.liveness import TextureVote
from faceid_desktop.vision.liveness_bundle import LivenessSpec

_LEAST_SPREAD = 1e-3
_ITERATIONS = 200
_ENOUGH = 150


def textures(store: Store, spec: LivenessSpec) -> Floats:
    """Colour textures (N, TEXTURE_VALUES) of all faces of a store, as inference sees them."""
    rows = range(len(store.samples))
    return np.stack([colour_texture(plain_view(store.crop(row), spec, spec.face_scale)) for row in rows])


def balance(store: Store, rows: NDArray[np.intp], renders: float) -> Doubles:
    """Weights (n,) by which projects count alike, and life and attacks within a project.

    Fewer than `_ENOUGH` pictures of a kind count for less, or a network learns them by heart. ``renders`` is
    the weight of the rendered project beside any other.
    """
    keys = [(store.samples[row].project, store.samples[row].label > 0) for row in rows]
    sizes = Counter(keys)
    weights = np.array([(renders if key[0] == "render" else 1.0) / max(sizes[key], _ENOUGH) for key in keys])
    balanced: Doubles = weights / weights.sum()
    return balanced


def fit_texture(values: Floats, labels: NDArray[np.int64], weights: Doubles, penalty: float) -> TextureVote:
    """Fit multinomial logistic regression, without chance: L-BFGS from zero on all rows at once.

    Parameters
    ----------
    values
        Textures (n, TEXTURE_VALUES).
    labels, weights
        (n,) each; the weights sum to 1.
    penalty
        Of the squared weights of the standardised textures.
    """
    vote = TextureVote()
    known = torch.from_numpy(values)
    vote.get_buffer("mean").copy_(known.mean(0))
    vote.get_buffer("spread").copy_(known.std(0).clamp_min(_LEAST_SPREAD))
    torch.nn.init.zeros_(vote.vote.weight)
    torch.nn.init.zeros_(vote.vote.bias)
    wanted, share = torch.from_numpy(labels), torch.from_numpy(weights).float()
    optimiser = torch.optim.LBFGS(vote.parameters(), max_iter=_ITERATIONS, line_search_fn="strong_wolfe")

    def cost() -> float:
        optimiser.zero_grad()
        loss = (share * F.cross_entropy(vote(known), wanted, reduction="none")).sum()
        loss = loss + penalty * vote.vote.weight.square().sum()
        loss.backward()  # type: ignore[no-untyped-call]  # torch
        return float(loss.detach())

    optimiser.step(cost)  # type: ignore[no-untyped-call]  # torch
    return vote.eval()
