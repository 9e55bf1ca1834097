"""Several frames to one passive verdict."""

from __future__ import annotations

from dataclasses import replace

import pytest

from faceid_desktop.core.records import LivenessReason, PassiveScore
from faceid_desktop.services.liveness.passive import PassiveRule, judge_passive

RULE = PassiveRule(threshold=0.5, frames=(3, 5), limit=4.0, advice_only=False, model_id="m")


def scores(*odds: float, printed: float = 0.2, screen: float = 0.1) -> list[PassiveScore]:
    """Make scores with these log-odds."""
    return [PassiveScore(each, printed, screen) for each in odds]


def test_the_mean_decides() -> None:
    """The mean of the odds passes from the threshold on."""
    assert judge_passive(scores(0.0, 0.5, 1.0), RULE).passed is True
    assert judge_passive(scores(0.0, 0.5, 0.9), RULE).passed is False


def test_too_few_frames_tell_nothing() -> None:
    """Below the fewest frames there is no verdict and no score."""
    verdict = judge_passive(scores(9.0, 9.0), RULE)
    assert (verdict.passed, verdict.score, verdict.frames) == (None, None, 2)
    assert verdict.reasons == (LivenessReason.TOO_FEW_FRAMES,)


def test_only_the_newest_frames_count() -> None:
    """An old frame falls out of the mean."""
    assert judge_passive(scores(-4.0, -4.0, 1.0, 1.0, 1.0, 1.0, 1.0), RULE).score == pytest.approx(1.0)


def test_one_frame_cannot_outvote_the_others() -> None:
    """The odds of a frame are bounded, either way."""
    assert judge_passive(scores(1.0, 1.0, -90.0), RULE).score == pytest.approx(-2 / 3)
    assert judge_passive(scores(-1.0, -1.0, 90.0), RULE).score == pytest.approx(2 / 3)


def test_the_reason_is_the_likelier_attack() -> None:
    """A face that is refused is called a print or a screen, whichever share is larger."""
    low = (-2.0, -2.0, -2.0)
    assert judge_passive(scores(*low), RULE).reasons == (LivenessReason.LOOKS_LIKE_PRINT,)
    assert judge_passive(scores(*low, screen=0.7), RULE).reasons == (LivenessReason.LOOKS_LIKE_SCREEN,)
    assert judge_passive(scores(2.0, 2.0, 2.0), replace(RULE, threshold=0.0)).reasons == ()
