"""The scan of codes: exact integers on every path, and rows that pass a limit."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceid_desktop.core.codes import ProbeCodes
from faceid_desktop.vision import scan
from faceid_desktop.vision.scan import Scanner

WIDTH = 16


def random_codes(random: np.random.Generator, *shape: int) -> np.ndarray:
    """Draw codes of the whole range."""
    return random.integers(-127, 128, shape).astype(np.int8)


@given(
    seed=st.integers(0, 2**32 - 1),
    rows=st.integers(1, 90),
    probes=st.integers(1, 40),
    kinds=st.integers(1, 3),
    step=st.integers(1, 3000),
)
def test_finds_exactly_who_passes(seed: int, rows: int, probes: int, kinds: int, step: int) -> None:
    """Blocks of any size, one probe or many, one number of photos or several: the same pairs as in numpy."""
    random = np.random.default_rng(seed)
    codes, coded = random_codes(random, rows, WIDTH), random_codes(random, WIDTH, probes)
    kind = random.integers(0, kinds, rows)
    constants = random.normal(scale=1e4, size=(kinds, probes))
    unit = random.uniform(0.5, 2, probes)
    probe_codes = ProbeCodes(coded, unit, constants)
    scanner = Scanner(rows, WIDTH)
    half = rows // 2
    scanner.write(0, codes[:half], kind[:half])
    scanner.write(half, codes[half:], kind[half:])
    thresholds = random.normal(scale=3e4, size=probes)
    products = codes.astype(np.int64) @ coded.astype(np.int64)
    want = products >= probe_codes.limits(thresholds)[kind]
    start = int(random.integers(0, rows))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(scan, "ELEMENTS", step)
        found = scanner.passing(start, rows, scanner.load(probe_codes), thresholds)
    assert sorted(zip(*map(np.ndarray.tolist, found), strict=True)) == [
        (row + start, column) for row, column in np.argwhere(want[start:]).tolist()
    ]


@given(seed=st.integers(0, 2**32 - 1), probes=st.integers(1, 5))
def test_leaders_have_the_highest_bounds(seed: int, probes: int) -> None:
    """Nobody outside the leaders has a higher bound than one of them."""
    random = np.random.default_rng(seed)
    codes, coded = random_codes(random, 50, WIDTH), random_codes(random, WIDTH, probes)
    scanner = Scanner(50, WIDTH)
    scanner.write(0, codes, np.zeros(50, np.int64))
    probe_codes = ProbeCodes(coded, np.ones(probes), np.zeros((1, probes)))
    leaders = scanner.leaders(10, 50, scanner.load(probe_codes), 7)
    bounds = codes.astype(np.int64) @ coded.astype(np.int64)
    for column in range(probes):
        assert sorted(bounds[leaders[:, column], column]) == sorted(bounds[10:, column])[-7:]
    assert leaders.min() >= 10


def test_no_limit_lets_everybody_pass() -> None:
    """A threshold of minus infinity, as it is while there is room, is passed by all rows."""
    random = np.random.default_rng(2)
    scanner = Scanner(20, WIDTH)
    scanner.write(0, random_codes(random, 20, WIDTH), np.zeros(20, np.int64))
    probe = ProbeCodes(random_codes(random, WIDTH, 3), np.ones(3), np.zeros((1, 3)))
    rows, columns = scanner.passing(0, 20, scanner.load(probe), np.array([-np.inf, np.inf, -np.inf]))
    assert len(rows) == 40
    assert set(columns.tolist()) == {0, 2}
