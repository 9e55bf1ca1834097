"""Products in small pieces are the products."""

from __future__ import annotations

import numpy as np
import pytest

from faceid_desktop.core.products import on_this_thread


@pytest.mark.parametrize(
    ("n", "d", "m"), [(0, 3, 4), (1, 128, 4000), (700, 128, 128), (5, 128, 2049), (3000, 6, 6)]
)
def test_pieces_make_the_whole_product(n: int, d: int, m: int) -> None:
    """Whatever is cut, rows or columns, with or without a rest."""
    random = np.random.default_rng(n + d + m)
    rows, matrix = random.normal(size=(n, d)), random.normal(size=(d, m))
    np.testing.assert_allclose(on_this_thread(rows, matrix), rows @ matrix, atol=1e-12)
    np.testing.assert_allclose(on_this_thread(rows, matrix.T.copy().T), rows @ matrix, atol=1e-12)
