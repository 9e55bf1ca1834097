"""Transforms, warps and the five points."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceid_desktop.core.align import DEFAULT_SPEC, AlignmentSpec, align
from faceid_desktop.core.geometry import apply_transform, five_points, invert, similarity_transform, warp
from faceid_desktop.core.records import Doubles, ImageArray, Landmarks
from faceid_desktop.errors import ShapeError

ANGLES = st.floats(-np.pi, np.pi)
SCALES = st.floats(0.05, 20)
SHIFTS = st.floats(-500, 500)


def similarity(angle: float, scale: float, x: float, y: float) -> Doubles:
    """Matrix of a similarity."""
    sine, cosine = scale * np.sin(angle), scale * np.cos(angle)
    return np.array([[cosine, -sine, x], [sine, cosine, y]])


def gradient(height: int, width: int) -> ImageArray:
    """Picture whose red is the column and whose green is the row."""
    rows, columns = np.mgrid[0:height, 0:width]
    return np.stack([columns, rows, np.full_like(rows, 128)], axis=2).astype(np.uint8)


@given(ANGLES, SCALES, SHIFTS, SHIFTS, st.integers(2, 9), st.integers(0, 2**31))
def test_exact_similarity_is_found(
    angle: float, scale: float, x: float, y: float, count: int, seed: int
) -> None:
    """Points moved by a similarity give back that similarity."""
    source = np.random.default_rng(seed).normal(0, 50, (count, 2))
    matrix = similarity(angle, scale, x, y)
    found = similarity_transform(source, source @ matrix[:, :2].T + matrix[:, 2])
    np.testing.assert_allclose(found, matrix, atol=1e-6 * (1 + abs(matrix).max()))


@given(st.integers(0, 2**31), ANGLES, SCALES)
def test_no_other_similarity_is_nearer(seed: int, angle: float, scale: float) -> None:
    """With noise, no similarity close to the result has a smaller squared error: it is least squares."""
    rng = np.random.default_rng(seed)
    source = rng.normal(0, 50, (5, 2))
    target = apply_transform(similarity(angle, scale, 3, 4), source) + rng.normal(0, 3, (5, 2))
    best = similarity_transform(source, target)

    def error(matrix: Doubles) -> float:
        return float(((source @ matrix[:, :2].T + matrix[:, 2] - target) ** 2).sum())

    for change in (similarity(0.01, 1, 0, 0), similarity(0, 1.01, 0, 0), similarity(0, 1, 0.5, -0.5)):
        other = np.column_stack([best[:, :2] @ change[:, :2], best[:, 2] + change[:, 2]])
        assert error(best) <= error(other) + 1e-9


def test_a_reflection_is_never_chosen() -> None:
    """A mirrored face is turned as well as possible, but not mirrored back."""
    source = DEFAULT_SPEC.template()
    assert np.linalg.det(similarity_transform(source, source * (-1, 1))[:, :2]) > 0


@pytest.mark.parametrize("points", [np.ones((1, 2)), np.ones((5, 2)), np.zeros((5, 3))])
def test_unusable_points_are_refused(points: Doubles) -> None:
    """One point, coinciding points and points in space are a bug of the caller."""
    with pytest.raises(ShapeError):
        similarity_transform(points, points)


@given(ANGLES, SCALES, SHIFTS, SHIFTS)
def test_the_inverse_undoes(angle: float, scale: float, x: float, y: float) -> None:
    """A matrix followed by its inverse leaves points where they were."""
    points = np.array([(0, 0), (10, 5), (-3, 8)])
    matrix = similarity(angle, scale, x, y)
    np.testing.assert_allclose(
        apply_transform(invert(matrix), apply_transform(matrix, points)), points, atol=0.05
    )


def test_warp_by_identity_changes_nothing() -> None:
    """The identity copies the picture."""
    image = gradient(40, 60)
    np.testing.assert_array_equal(warp(image, np.eye(2, 3), (60, 40)), image)


@pytest.mark.parametrize("scale", [0.9, 0.5, 0.34, 0.2])
def test_warp_puts_pixels_where_the_matrix_says(scale: float) -> None:
    """In a gradient the colours tell the source place, also when the picture is reduced first."""
    image = gradient(200, 240)
    matrix = similarity(0.1, scale, 5, 2)
    warped = warp(image, matrix, (40, 30)).astype(float)
    places = np.array([(10, 8), (30, 8), (20, 20)])
    expected = apply_transform(invert(matrix), places)
    found = np.array([warped[y, x, :2] for x, y in places])
    np.testing.assert_allclose(found, expected, atol=1.0)


def test_shrinking_averages_instead_of_aliasing() -> None:
    """A fine checkerboard becomes even grey when it is made ten times smaller."""
    board = np.indices((200, 200)).sum(axis=0) % 2 * 255
    image = np.repeat(board[:, :, None], 3, axis=2).astype(np.uint8)
    small = warp(image, similarity(0, 0.1, 0, 0), (20, 20)).astype(float)
    assert abs(small[2:-2, 2:-2] - 127.5).max() < 3


@pytest.mark.parametrize("scale", [1.0, 0.1])
def test_beyond_the_border_its_pixels_repeat(scale: float) -> None:
    """A region wholly outside of the picture shows the nearest border colour, not black."""
    image = np.full((50, 50, 3), 200, np.uint8)
    assert (warp(image, similarity(0, scale, 500, 500), (20, 20)) == 200).all()


def test_five_points_of_68() -> None:
    """Eyes are means of six points, the rest single points; left and right are the viewer's."""
    points = np.stack([np.arange(68), np.arange(68) * 2], axis=1).astype(np.float32)
    expected = [(38.5, 77), (44.5, 89), (30, 60), (48, 96), (54, 108)]
    np.testing.assert_allclose(five_points(points), expected)
    with pytest.raises(ShapeError):
        five_points(points[:67])


def test_alignment_brings_the_five_points_to_the_canvas() -> None:
    """Points that are a turned and scaled template land on the template, whatever their number."""
    matrix = similarity(0.3, 2.5, 100, 60)
    five = apply_transform(matrix, DEFAULT_SPEC.template())
    image = gradient(255, 255)
    aligned = align(image, Landmarks(five))
    assert aligned.image.shape == (144, 128, 3)
    np.testing.assert_allclose(aligned.points, DEFAULT_SPEC.template(), atol=1e-3)
    np.testing.assert_allclose(aligned.matrix, invert(matrix), atol=1e-5)
    with pytest.raises(ShapeError):
        align(image, Landmarks(five[:4].copy()))


def test_default_canvas_has_the_eyes_35_px_apart() -> None:
    """The canvas is the documented one."""
    left, right = DEFAULT_SPEC.points[:2]
    assert right[0] - left[0] == pytest.approx(35, abs=0.5)
    with pytest.raises(ShapeError):
        AlignmentSpec(10, 10, ((0, 0),))
