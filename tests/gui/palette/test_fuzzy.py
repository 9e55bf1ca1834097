"""A few letters find what is meant."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceid_desktop.gui.palette.fuzzy import fit, ranked

NAMES = (
    "settings: backup",
    "settings: keys",
    "save the report",
    "swap the two photos",
    "lock or unlock",
    "people",
)
LETTERS = st.text(string.ascii_lowercase + " ", max_size=12)


@pytest.mark.parametrize(
    ("typed", "first"),
    [("back", "settings: backup"), ("sk", "settings: keys"), ("swap", "swap the two photos"),
     ("rep", "save the report"), ("unl", "lock or unlock"), ("ppl", "people")],
)  # fmt: skip
def test_what_is_meant_comes_first(typed: str, first: str) -> None:
    """Beginnings of words and runs of letters win over scattered ones."""
    assert ranked(typed, NAMES, str, 3)[0] == first


@given(LETTERS, LETTERS)
def test_letters_have_to_occur_in_their_order(typed: str, name: str) -> None:
    """A name fits exactly if what was typed is a subsequence of it, spaces aside."""
    rest = iter(name)
    subsequence = all(letter in rest for letter in typed.replace(" ", ""))
    assert (fit(typed, name) is not None) == subsequence


@given(st.text(string.ascii_lowercase, min_size=1, max_size=8), LETTERS)
def test_the_name_itself_fits_best(name: str, other: str) -> None:
    """Whoever types a whole name gets it before any other that contains its letters."""
    longer = f"{other}{name}"
    if longer != name:
        assert ranked(name, (longer, name), str, 2)[0] == name


def test_nothing_typed_keeps_the_order() -> None:
    """The list is as it was given, and no longer than wanted."""
    assert list(ranked("", NAMES, str, 4)) == list(NAMES[:4])
