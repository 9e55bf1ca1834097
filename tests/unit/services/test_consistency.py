"""Faces of another person among those of an enrolment are found."""

from __future__ import annotations

import numpy as np
import pytest

from faceid_desktop.core.records import Template
from faceid_desktop.services.consistency import odd_faces
from tests.helpers.drawn import alike


def of(*people: int) -> list[Template]:
    """Return templates of drawn people."""
    return [Template(np.array([who], np.float32), "drawn") for who in people]


@pytest.mark.parametrize(
    ("people", "odd"),
    [
        ((), ()),
        ((1,), ()),
        ((1, 1, 1), ()),
        ((1, 1, 2, 1), (2,)),
        ((2, 1, 1, 3, 1), (0, 3)),
        ((1, 2, 2, 2, 1), (0, 4)),
    ],
)
def test_the_minority_is_odd(people: tuple[int, ...], odd: tuple[int, ...]) -> None:
    """Whoever is not the person of most faces is named by his places."""
    assert odd_faces(of(*people), alike) == odd


def test_of_two_that_differ_both_are_odd() -> None:
    """Two different faces are no majority for either, so the operator has to look."""
    assert odd_faces(of(1, 2), alike) == (0, 1)
    assert odd_faces(of(1, 2, 3), alike) == (0, 1, 2)


def test_a_neutral_profile_is_not_odd() -> None:
    """A face that the others neither support nor contradict stays."""
    assert odd_faces(of(1, 1, 2), lambda a, b: 5.0 if a.vector[0] == b.vector[0] else -1.0) == ()
