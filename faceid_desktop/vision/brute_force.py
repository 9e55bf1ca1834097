"""Search by one float32 product in torch: what the index is measured against."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray

from faceid_desktop.core.records import Floats


class TorchBruteForce:
    """All inner products and the highest of them.

    Parameters
    ----------
    vectors
        (n, d) float32, kept and not copied on a processor.
    device
        As torch names it.
    """

    def __init__(self, vectors: Floats, device: str = "cpu") -> None:
        self._vectors = torch.from_numpy(vectors).to(device)

    def search(self, probes: Floats, top: int) -> NDArray[np.int64]:
        """Rows (q, top) of the highest inner products with each probe (q, d), the best first."""
        loaded = torch.from_numpy(probes).to(self._vectors.device)
        best = (loaded @ self._vectors.T).topk(top, dim=1).indices
        return np.asarray(best.cpu().numpy(), np.int64)
