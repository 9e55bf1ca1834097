"""Histograms of colour texture."""

from __future__ import annotations

import numpy as np
import pytest

from faceid_desktop.core.texture import RADII_PX, TEXTURE_BINS, TEXTURE_VALUES, colour_texture
from faceid_desktop.errors import ShapeError


def noise(side: int = 40, seed: int = 0) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """Return a square of seeded noise."""
    return np.random.default_rng(seed).integers(60, 160, (side, side, 3), np.uint8)


def test_every_histogram_is_one() -> None:
    """Each channel's histogram at each radius has the squares of its values sum to 1."""
    values = colour_texture(noise())
    assert values.shape == (TEXTURE_VALUES,)
    assert values.dtype == np.float32
    assert np.allclose((values.reshape(-1, TEXTURE_BINS) ** 2).sum(1), 1, atol=1e-5)


def test_there_are_58_uniform_patterns() -> None:
    """Of 256 patterns 58 are uniform; the rest share a bin (Ojala et al. 2002)."""
    assert TEXTURE_BINS == 59


def test_a_plain_picture_has_one_pattern() -> None:
    """Where all neighbours are as bright every pixel has the pattern of eight ones."""
    values = colour_texture(np.full((20, 20, 3), 90, np.uint8)).reshape(-1, TEXTURE_BINS)
    assert np.array_equal(np.flatnonzero(values.sum(0)), [TEXTURE_BINS - 1])


def test_patterns_are_those_of_a_slow_count() -> None:
    """For the luminance at radius 1 a count pixel by pixel, from the definition, gives the same histogram."""
    import cv2

    image = noise(14, 3)
    grey = cv2.cvtColor(image, cv2.COLOR_RGB2YCrCb)[..., 0].astype(int)
    uniform = [c for c in range(256) if sum((c >> i & 1) != (c >> (i + 1) % 8 & 1) for i in range(8)) <= 2]
    counts = np.zeros(TEXTURE_BINS)
    ring = [(-1, -1), (-1, 0), (-1, 1), (0, 1), (1, 1), (1, 0), (1, -1), (0, -1)]
    for y in range(1, 13):
        for x in range(1, 13):
            code = sum((grey[y + dy, x + dx] >= grey[y, x]) << i for i, (dy, dx) in enumerate(ring))
            counts[uniform.index(code) + 1 if code in uniform else 0] += 1
    assert np.allclose(colour_texture(image)[:TEXTURE_BINS] ** 2, counts / 144, atol=1e-6)


def test_more_light_changes_the_luminance_little() -> None:
    """Adding the same to every pixel leaves the order of neighbours, so Y keeps its histogram."""
    image = noise()
    dark, light = (colour_texture(each)[:TEXTURE_BINS] for each in (image, image + 40))
    assert np.abs(dark - light).max() < 0.1


@pytest.mark.parametrize("shape", [(20, 30, 3), (20, 20), (2 * max(RADII_PX), 2 * max(RADII_PX), 3)])
def test_other_shapes_are_refused(shape: tuple[int, ...]) -> None:
    """A view must be square, in colour, and larger than the widest pattern."""
    with pytest.raises(ShapeError):
        colour_texture(np.zeros(shape, np.uint8))
