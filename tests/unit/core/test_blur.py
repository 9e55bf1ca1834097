"""Hidden faces are gone, the rest of the picture is as it was."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from faceid_desktop.core.blur import BLOCKS, hide_faces, thumbnail
from tests.helpers.tiny_bundle import noise

BOX = np.array((60, 50, 140, 150), np.float32)


def test_only_the_head_is_hidden() -> None:
    """Outside of the grown box every pixel is kept, inside few colours are left; the input stays."""
    image = noise(200, 240)
    before = image.copy()
    hidden = hide_faces(image, [BOX])
    assert (image == before).all()
    outside = np.ones(image.shape[:2], bool)
    outside[24:177, 39:162] = False
    assert (hidden[outside] == image[outside]).all()
    colours = np.unique(hidden[60:140, 70:130].reshape(-1, 3), axis=0)
    assert len(colours) <= (BLOCKS + 1) ** 2


def test_no_box_hides_nothing() -> None:
    """Without strangers the picture is the same, but another array."""
    image = noise(50, 60)
    hidden = hide_faces(image, [])
    assert (hidden == image).all()
    assert not np.shares_memory(hidden, image)


@given(
    corner=st.tuples(st.floats(-300, 300), st.floats(-300, 300)),
    side=st.tuples(st.floats(0.5, 400), st.floats(0.5, 400)),
)
def test_any_box_can_be_hidden_and_cut_out(corner: tuple[float, float], side: tuple[float, float]) -> None:
    """Boxes half or wholly outside of the picture break nothing, and pictures stay within their size."""
    image = noise(80, 100)
    box = np.array((*corner, corner[0] + side[0], corner[1] + side[1]), np.float32)
    assert hide_faces(image, [box]).shape == image.shape
    small = thumbnail(image, box, longest_px=40)
    assert 1 <= min(small.shape[:2]) <= max(small.shape[:2]) <= 40


def test_a_thumbnail_shows_the_face() -> None:
    """The middle of the thumbnail is the middle of the face."""
    image = np.zeros((200, 240, 3), np.uint8)
    image[90:110, 90:110] = 255
    small = thumbnail(image, BOX, longest_px=160)
    middle = small[small.shape[0] // 2, small.shape[1] // 2]
    assert (middle == 255).all()
    assert small.shape[0] == 160
