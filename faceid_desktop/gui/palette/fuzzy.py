"""How well a few typed letters fit a name.

The letters have to occur in the name in their order. A run of letters counts more than scattered ones, the
beginning of a word more than its middle, an early place more than a late one; of two names that fit equally
well the shorter goes first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")

_RUN, _WORD_START, _FIRST = 5.0, 4.0, 3.0
_LATE, _LONG = 0.1, 0.02


def fit(typed: str, name: str) -> float | None:
    """Return how well what was typed fits a name.

    Parameters
    ----------
    typed
        Folded letters (`services.directory.folded`); spaces between words do not have to occur.
    name
        The folded name.

    Returns
    -------
    float or None
        The larger the better; None if the letters do not occur in this order.
    """
    letters = [letter for letter in typed if letter != " "]
    if not letters:
        return 0.0
    # The best end of the letters so far at each place of the name, as in a longest common subsequence.
    best: list[float | None] = [
        _place(name, at) if each == letters[0] else None for at, each in enumerate(name)
    ]
    for letter in letters[1:]:
        best = _extended(best, letter, name)
    ends = [value for value in best if value is not None]
    return max(ends) - _LONG * len(name) if ends else None


def ranked(typed: str, things: Iterable[T], name_of: Callable[[T], str], most: int) -> Sequence[T]:
    """Return the things whose names fit best, the best first; equals keep their order."""
    fitting = [(value, thing) for thing in things if (value := fit(typed, name_of(thing))) is not None]
    return [thing for _, thing in sorted(fitting, key=lambda pair: -pair[0])][:most]


def _extended(best: Sequence[float | None], letter: str, name: str) -> list[float | None]:
    after: list[float | None] = [None] * len(name)
    so_far: float | None = None
    for at, each in enumerate(name):
        if each == letter:
            before = best[at - 1] if at else None
            run = None if before is None else before + _RUN
            reached = [value for value in (so_far, run) if value is not None]
            if reached:
                after[at] = max(reached) + _place(name, at)
        ended = best[at - 1] if at else None
        if ended is not None:
            so_far = ended if so_far is None else max(so_far, ended)
    return after


def _place(name: str, at: int) -> float:
    if at == 0:
        return _FIRST + _WORD_START
    return (_WORD_START if name[at - 1] in " -_/." else 1.0) - _LATE * at
