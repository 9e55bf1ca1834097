"""Patches of the aligned canvas."""

from __future__ import annotations

import numpy as np
import pytest

from faceid_desktop.core.align import DEFAULT_SPEC
from faceid_desktop.core.patches import (
    CANDIDATES,
    INPUT_SIZE,
    WHOLE_FACE,
    PatchSpec,
    candidate,
    cut,
    rescaled,
)
from faceid_desktop.errors import ShapeError

CANVAS = np.random.default_rng(1).integers(0, 256, (144, 128, 3)).astype(np.uint8)


def test_a_patch_has_the_networks_input_size() -> None:
    """The whole face comes out 55 high and 47 wide, in colour or in one channel."""
    assert cut(CANVAS, WHOLE_FACE).shape == (55, 47, 3)
    grey = PatchSpec("grey", 16, 16, 96, 112, "grey")
    assert cut(CANVAS, grey).shape == (55, 47, 1)
    assert (WHOLE_FACE.channels, grey.channels) == (3, 1)


def test_a_patch_of_input_size_is_copied() -> None:
    """Without scaling, the pixels are those of the rectangle."""
    patch = PatchSpec("eye", 20, 30, *INPUT_SIZE)
    np.testing.assert_array_equal(cut(CANVAS, patch), CANVAS[30:85, 20:67])


def test_scaling_keeps_the_mean() -> None:
    """Reducing averages areas, so that the mean colour stays."""
    np.testing.assert_allclose(
        cut(CANVAS, WHOLE_FACE).mean(axis=(0, 1)), CANVAS[16:128, 16:112].mean(axis=(0, 1)), atol=0.5
    )


def test_whole_face_is_symmetric_on_the_canvas() -> None:
    """Mirror image of the patch = patch of the mirror image, so training may mirror either."""
    assert 2 * WHOLE_FACE.x + WHOLE_FACE.width == DEFAULT_SPEC.width
    mirrored = np.ascontiguousarray(CANVAS[:, ::-1])
    np.testing.assert_allclose(
        cut(mirrored, WHOLE_FACE).astype(int), cut(CANVAS, WHOLE_FACE)[:, ::-1].astype(int), atol=1
    )


def test_patches_outside_of_the_canvas_are_refused() -> None:
    """A rectangle that reaches over the border, lies left of it or is empty is a bug."""
    with pytest.raises(ShapeError):
        cut(CANVAS, PatchSpec("wide", 40, 0, 96, 112))
    with pytest.raises(ShapeError):
        PatchSpec("left", -1, 0, 10, 10)
    with pytest.raises(ShapeError):
        PatchSpec("empty", 0, 0, 0, 10)


def test_every_candidate_can_be_cut() -> None:
    """All candidates lie on the default canvas, have names of their own and their colour's channels."""
    assert len({patch.name for patch in CANDIDATES}) == len(CANDIDATES) == 30
    for patch in CANDIDATES:
        assert cut(CANVAS, patch).shape == (55, 47, 1 if patch.name.endswith("_grey") else 3)


def test_candidates_are_found_by_name() -> None:
    """A name that no candidate has is refused with those that exist."""
    assert candidate("whole_face") is WHOLE_FACE
    with pytest.raises(ShapeError, match="eyes_and_nose"):
        candidate("ear")


def test_a_rescaled_patch_keeps_its_centre() -> None:
    """The whole face 8 % larger still is symmetric on the canvas; one that leaves the canvas is refused."""
    larger = rescaled(WHOLE_FACE, 1.08)
    assert (larger.name, larger.width, larger.height) == ("whole_face@1.08", 104, 121)
    assert 2 * larger.x + larger.width == DEFAULT_SPEC.width
    assert abs(2 * larger.y + larger.height - DEFAULT_SPEC.height) <= 1
    with pytest.raises(ShapeError):
        rescaled(WHOLE_FACE, 2)
