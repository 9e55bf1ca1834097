"""Matrix products that stay on the calling thread."""

from __future__ import annotations

import numpy as np

from faceid_desktop.core.records import Doubles

_SMALL = 2**18
"""Multiplications up to which OpenBLAS does not wake its own threads. They spin while they wait for each
other and for torch's, which spin as well: a product of a tenth of a millisecond took ten."""


def on_this_thread(rows: Doubles, matrix: Doubles) -> Doubles:
    """Multiply rows (n, d) with a matrix (d, m), a few rows and columns at a time.

    Callers have threads of their own, or compute between two passes of a network.
    """
    width = max(1, _SMALL // max(1, rows.shape[1]))
    out = np.empty((len(rows), matrix.shape[1]))
    for left in range(0, matrix.shape[1], width):
        columns = matrix[:, left : left + width]
        together = max(1, _SMALL // columns.size)
        whole = len(rows) // together * together
        blocks = rows[:whole].reshape(-1, together, rows.shape[1]) @ columns
        out[:whole, left : left + width] = blocks.reshape(whole, columns.shape[1])
        out[whole:, left : left + width] = rows[whole:] @ columns
    return out
