"""How numbers and errors read on the command line."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceid_desktop.cli.evidence_words import false_match_rate, likelihood, probability, round_number
from faceid_desktop.cli.words import explain
from faceid_desktop.core.records import FalseMatchRate
from faceid_desktop.errors import (
    BackupInvalid,
    FaceIdError,
    GalleryCorrupt,
    ImageUnreadable,
    ImportListInvalid,
    NoSuchFace,
    OutputError,
    PersonNotFound,
    SettingError,
    UpdateRefused,
)
from faceid_desktop.settings import Choice, JsonObject, Range


def rate(value: float, *, supported: bool = True) -> FalseMatchRate:
    """Make a rate whose interval is a tenth around it."""
    return FalseMatchRate(value, value * 0.9, value * 1.1, supported, pairs=50_000, people=300)


@pytest.mark.parametrize(
    ("llr", "text"),
    [
        (math.log(1234), "about 1,200 times more likely if they are the same person"),
        (-math.log(3.14), "about 3.1 times more likely if they are different people"),
        (0.0, "equally likely whether they are the same person or different people"),
        (80.0, "more than 11,000,000,000,000 times more likely if they are the same person"),
    ],
)
def test_likelihood(llr: float, text: str) -> None:
    """A log-likelihood ratio reads as how many times more likely, with two digits."""
    assert likelihood(llr) == text


@pytest.mark.parametrize(
    ("fmr", "text"),
    [
        (rate(1 / 40_000), "1 in 40,000"),
        (rate(1 / 50_000 / 1.1, supported=False), "rarer than 1 in 50,000"),
        (rate(0.0), "rarer than 1 in 50,000"),
        (rate(0.85), "85% of pairs of different people"),
        (rate(0.4), "1 in 2.5"),
    ],
)
def test_false_match_rate(fmr: FalseMatchRate, text: str) -> None:
    """A rate reads as one in so many, and beyond the calibration as rarer than that."""
    assert false_match_rate(fmr) == text


@given(st.floats(0.01, 1e15))
def test_rounding_keeps_two_digits(value: float) -> None:
    """The number that is shown differs by at most 5 percent from the true one."""
    assert float(round_number(value).replace(",", "")) == pytest.approx(value, rel=0.051)


def test_unreadable_reason_is_put_into_words() -> None:
    """The code of a reason becomes words and the path is named."""
    told = explain(ImageUnreadable(path="a b.jpg", why="empty"))
    assert told.message == "Cannot read a b.jpg: the file is empty."


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (ImportListInvalid(path="a.csv", line=3, why="incomplete"), "the path or the name is missing"),
        (GalleryCorrupt(path="g.db", why="incomplete"), "it does not say which gallery it is"),
        (UpdateRefused(why="expired"), "its time has run out"),
        (BackupInvalid(path="b", why="missing"), "there is no such file"),
        (OutputError(path="o", why="missing"), "Cannot write o: missing."),
        (PersonNotFound(person="empty"), "empty"),
    ],
)
def test_a_reason_is_worded_as_its_error_means_it(error: FaceIdError, text: str) -> None:
    """One code means different things in different errors, and nobody's name is mistaken for one."""
    message = explain(error).message
    assert text in message
    assert "the file is empty" not in message


def test_facts_may_hold_braces_and_be_missing() -> None:
    """A path with braces is text, and a missing fact reads as a question mark."""
    told = explain(NoSuchFace(path="{count}.jpg", chosen=3))
    assert told.message == "There is no face 3 in {count}.jpg; the number of faces found is ?."


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (Range(0.0, 0.5), "a number from 0 to 0.5"),
        (Choice(("a", "b")), "one of a, b"),
        (JsonObject(), "a JSON object with one entry for each setting"),
    ],
)
def test_rules_are_put_into_words(rule: object, text: str) -> None:
    """The error of a setting says what is allowed."""
    assert text in explain(SettingError(name="x", value=9, allowed=rule)).message


def test_error_of_a_plugin_uses_its_parents_words() -> None:
    """An error class without words of its own is told with those of the class above it."""

    class Odd(ImageUnreadable):
        code = "odd"

    assert explain(Odd(path="x", why="empty")).message == "Cannot read x: the file is empty."


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.5, "0.5"), (0.99994, "more than 0.9999"), (1.0, "more than 0.9999"), (2e-9, "less than 0.0001")],
)
def test_no_probability_is_a_certainty(value: float, text: str) -> None:
    """Rounding makes no 0 and no 1."""
    assert probability(value) == text
