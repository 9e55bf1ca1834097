"""Every code, verdict and number has words."""

from __future__ import annotations

import math
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceid_desktop.core.records import FalseMatchRate, Outcome, Quality, QualityReason
from faceid_desktop.errors import BackupInvalid, BugError, FaceIdError, ImageUnreadable, KnownError
from faceid_desktop.gallery.backup import Flaw
from faceid_desktop.gallery.integrity import Damage
from faceid_desktop.gui import words
from faceid_desktop.gui.error_words import error_message
from faceid_desktop.services.photos import UnreadableReason
from tests.gui.fakes import GOOD, make_comparison


def _leaves(kind: type[FaceIdError]) -> Iterator[type[FaceIdError]]:
    below = kind.__subclasses__()
    for each in below:
        yield from _leaves(each)
    if not below:
        yield kind


@pytest.mark.parametrize("kind", list(_leaves(KnownError)), ids=lambda kind: kind.code)
def test_every_known_error_has_a_title_and_a_hint_of_its_own(kind: type[FaceIdError]) -> None:
    """No known error falls back to the words for our own mistakes."""
    message = error_message(kind(path="a/b.jpg", count=2, why="empty", name="x"))
    assert message.title
    assert message.hint
    assert message != error_message(BugError())


@pytest.mark.parametrize("why", [*map(str, UnreadableReason), "link_only", "no_picture"])
def test_every_reason_for_an_unreadable_photo_has_its_own_hint(why: str) -> None:
    """A user learns what is wrong with the file, not only that something is."""
    generic = error_message(ImageUnreadable(path="a.jpg", why="unheard of")).hint
    assert error_message(ImageUnreadable(path="a.jpg", why=why)).hint != generic


@pytest.mark.parametrize("why", [*Damage, *Flaw])
def test_every_flaw_of_a_backup_is_worded(why: str) -> None:
    """The hint says what is wrong with the file, not its code."""
    hint = error_message(BackupInvalid(path="b.db", why=why)).hint
    assert f"b.db: {why}" not in hint
    assert " " in hint.removeprefix("b.db: ").removesuffix(". Nothing was changed.")


def test_a_file_name_with_braces_is_shown_as_it_is() -> None:
    """Names are data, not templates."""
    assert error_message(ImageUnreadable(path="{x}.jpg", why="empty")).title == "{x}.jpg cannot be read"


@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_outcome_has_words_a_tone_and_an_icon(outcome: Outcome) -> None:
    """No verdict is told by colour alone."""
    verdict = words.verdict(outcome)
    assert verdict.text
    assert verdict.icon in {"same", "different", "uncertain", "poor"}


@pytest.mark.parametrize("reason", list(QualityReason))
def test_every_quality_reason_is_named_and_explained(reason: QualityReason) -> None:
    """A poor photo is explained with what would help, and its chip is a warning."""
    assert words.reason_chip(reason)
    assert words.reason_sentence(reason).endswith(".")
    poor = Quality(30.0, 0.1, 0.5, 0.4, GOOD.pose, 0.3, 0.1, 1.0, (reason,))
    assert sum(chip.tone == "warn" for chip in words.quality_chips(poor)) == 1


def test_a_good_face_gets_no_warning() -> None:
    """The chips of an accepted face are facts."""
    assert {chip.tone for chip in words.quality_chips(GOOD)} == {"good"}


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1.5, "1.5"), (7.0, "7"), (96, "96"), (1204, "1,200"), (40_000, "40,000"), (999_999, "1 million"),
        (1_340_000, "1.3 million"), (25e6, "25 million"), (2.5e9, "2.5 billion"),
    ],
)  # fmt: skip
def test_numbers_are_rounded_to_two_digits(number: float, text: str) -> None:
    """More digits would claim a precision that the measurement does not have."""
    assert words.rounded(number) == text


@pytest.mark.parametrize(
    ("llr", "strong", "after"),
    [
        (math.log(1204), "about 1,200 times more likely", " if they show the same person"),
        (-math.log(80), "about 80 times more likely", " if they show two different people"),
        (0.1, "about as likely", " if they show the same person as"),
        (60.0, "more than a trillion times more likely", " if they show the same person"),
        (-900.0, "more than a trillion times more likely", " if they show two different people"),
    ],
)
def test_a_likelihood_ratio_is_said_in_words(llr: float, strong: str, after: str) -> None:
    """The sentence names the side that the evidence is for, and never overflows."""
    _, said, rest = words.likelihood(llr)
    assert said == strong
    assert rest.startswith(after)


def test_a_rate_within_the_calibration_has_an_interval() -> None:
    """The rate of the sketches: 1 in 40,000, from 28,000 to 61,000."""
    fmr = make_comparison().decision.fmr
    assert words.false_match_rate(fmr) == "1 in 40,000"
    assert words.false_match_interval(fmr) == "28,000 to 61,000"


def test_a_rate_beyond_the_calibration_is_a_bound() -> None:
    """Nothing is claimed that the calibration set cannot tell."""
    fmr = FalseMatchRate(3e-6, 0.0, 3e-6, supported=False, pairs=812_000, people=506)
    assert words.false_match_rate(fmr) == "rarer than 1 in 330,000"
    assert words.false_match_interval(fmr) == ""


@given(st.floats(0.0, 1.0))
def test_a_probability_is_never_a_certainty(value: float) -> None:
    """Neither 0 % nor 100 % is ever shown."""
    assert words.probability(value) not in {"0 %", "100 %", "0.0 %", "100.0 %", "0.00 %", "100.00 %"}


def test_poor_photos_are_not_given_a_likelihood() -> None:
    """The sentence of a poor comparison does not sell its figure as evidence."""
    assert "reliable" in "".join(words.sentence(make_comparison(Outcome.POOR_QUALITY).decision))
