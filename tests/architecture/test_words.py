"""Everything that is reported as a code has words on the command line."""

from __future__ import annotations

import string
from collections.abc import Iterator

import pytest

from faceid_desktop.cli import words
from faceid_desktop.core.records import Outcome, QualityReason
from faceid_desktop.errors import FaceIdError
from faceid_desktop.services.photos import UnreadableReason


def all_errors(root: type[FaceIdError] = FaceIdError) -> Iterator[type[FaceIdError]]:
    """Walk the error tree, without the classes that tests make."""
    if root.__module__.startswith("faceid_desktop."):
        yield root
    for child in root.__subclasses__():
        yield from all_errors(child)


@pytest.mark.parametrize("kind", sorted(set(all_errors()), key=lambda kind: kind.code))
def test_every_error_has_a_message_and_a_hint(kind: type[FaceIdError]) -> None:
    """No error falls back to the words of its parent, and both parts are whole sentences."""
    assert kind.code in words.ERRORS
    told = words.explain(kind())
    assert told.message.endswith(".")
    assert told.hint[-1] in ".])'"


def test_every_code_is_used_once() -> None:
    """Codes are unique and there are no words for errors that do not exist."""
    codes = [kind.code for kind in set(all_errors())]
    assert sorted(codes) == sorted(words.ERRORS)


def test_words_use_documented_data_only() -> None:
    """A fact that a message names stands in the docstring of its error."""
    for kind in set(all_errors()):
        template = words.ERRORS[kind.code]
        named = {name for _, name, _, _ in string.Formatter().parse(template.message + template.hint) if name}
        if kind.code == "image_error":
            continue
        assert all(f"``{name}``" in (kind.__doc__ or "") for name in named), kind


@pytest.mark.parametrize("reason", UnreadableReason)
def test_every_unreadable_reason_has_words(reason: UnreadableReason) -> None:
    """The reason for an unreadable picture is told in words, not as a code."""
    assert reason.value in words.REASONS
    assert " " in words.REASONS[reason.value]


def test_no_words_for_unknown_reasons() -> None:
    """The table of reasons has no left-overs."""
    assert set(words.REASONS) == {reason.value for reason in UnreadableReason}


def test_every_quality_reason_and_outcome_has_words() -> None:
    """Quality reasons and verdicts are all told."""
    assert set(words.QUALITY) == set(QualityReason)
    assert set(words.OUTCOMES) == set(Outcome)
