"""A check that can be repeated, and what is stored of it."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from faceid_desktop.core.records import LivenessReason, LivenessResult, Template
from faceid_desktop.errors import LivenessRequired
from faceid_desktop.services.liveness.attempts import SPECS, LivenessAttempts, bound, stored_facts
from faceid_desktop.services.liveness.check import require_alive
from faceid_desktop.services.liveness.records import CheckSet, LivenessView, Prompt
from tests.helpers.drawn import alike, photo
from tests.unit.services.liveness.stage import STEP_S, Obeying, attempts


def template(who: int) -> Template:
    """Return a template of somebody."""
    return Template(np.array([who], np.float32), "drawn")


def run(subject: LivenessAttempts, actor: Obeying, begin_s: float = 0.0) -> float:
    """Let somebody take the check that was begun; returns when it was over."""
    time_s = begin_s
    while subject.running and time_s < begin_s + 30:
        subject.feed(time_s, actor.act(time_s, subject.view))
        time_s += STEP_S
    return time_s


@pytest.mark.parametrize("chosen", [CheckSet.WITHOUT_EYES, CheckSet.MOUTH_ONLY])
def test_who_does_as_he_is_told_passes(chosen: CheckSet) -> None:
    """Within ten seconds all steps are made; set, attempt, template and reasons are in the result."""
    subject = attempts()
    assert subject.view is None
    view = subject.begin(chosen)
    assert (view.step, view.steps, view.attempt, view.over) == (0, SPECS[chosen].steps, 1, False)
    assert run(subject, Obeying(who=7)) < 10
    view = subject.view
    assert view is not None
    assert view.result is not None
    assert view.result.passed
    assert (view.prompt, view.step) == (Prompt.DONE, view.steps)
    assert view.template is not None
    assert view.template.vector[0] == 7
    stored = json.loads(json.dumps(stored_facts(view)))
    assert (stored["passed"], stored["challenge"], stored["attempt"]) == (True, str(chosen), 1)


def test_a_second_attempt_is_another_challenge_and_is_counted() -> None:
    """Nobody comes to the first; at the second one he does as he is told."""
    seeds = iter((5, 6))
    subject = attempts(draw=lambda: next(seeds))
    subject.begin(CheckSet.WITHOUT_EYES)
    for number in range(200):
        subject.feed(number * STEP_S, photo())
    failed = subject.view
    assert failed is not None
    assert failed.result is not None
    assert failed.result.reasons[0] is LivenessReason.FACE_LOST
    assert not subject.running
    subject.begin(CheckSet.WITHOUT_EYES)
    run(subject, Obeying(), begin_s=100.0)
    assert subject.view is not None
    assert stored_facts(subject.view)["passed"] is True
    assert stored_facts(subject.view)["attempt"] == 2


def test_the_operators_word_is_recorded_as_such() -> None:
    """It counts with the next frame, and never for another set of movements."""
    subject = attempts()
    subject.begin(CheckSet.WITHOUT_EYES)
    subject.confirm(seen=True)
    subject.feed(0.0, Obeying().act(0.0, None))
    assert subject.running
    subject.begin(CheckSet.OPERATOR)
    subject.feed(0.1, Obeying().act(0.1, None))
    assert subject.running
    subject.confirm(seen=True)
    subject.feed(0.2, Obeying().act(0.2, None))
    view = subject.view
    assert view is not None
    assert view.result is not None
    assert view.result.passed
    assert view.result.active is None
    assert LivenessReason.OPERATOR_CONFIRMED in view.result.reasons


def test_the_operator_may_deny() -> None:
    """Who does not see a living person says so, and the check is not passed."""
    subject = attempts()
    subject.begin(CheckSet.OPERATOR)
    subject.confirm(seen=False)
    subject.feed(0.0, Obeying().act(0.0, None))
    assert subject.view is not None
    assert stored_facts(subject.view)["passed"] is False
    assert "not_confirmed" in str(stored_facts(subject.view)["reasons"])


def test_nobody_passes_for_somebody_else() -> None:
    """Faces that are not of who took the challenge reject it; the operator's word has no template."""
    passed = LivenessView(CheckSet.ALL, result=LivenessResult(True, True, None, None), template=template(7))
    assert bound(passed, [template(7), template(7)], alike) is passed
    other = bound(passed, [template(7), template(8)], alike)
    assert other.result is not None
    assert not other.result.passed
    assert other.result.reasons == (LivenessReason.SOMEBODY_ELSE,)
    word = replace(passed, template=None)
    assert bound(word, [template(8)], alike) is word
    assert bound(LivenessView(CheckSet.ALL), [template(8)], alike).result is None


def test_without_a_result_nothing_is_stored() -> None:
    """A check that was broken off leaves no facts, and frames after it are ignored."""
    assert stored_facts(LivenessView(CheckSet.ALL)) == {}
    subject = attempts()
    subject.feed(0.0, photo())
    assert subject.view is None


@pytest.mark.parametrize("policy", ["off", "advise", "require"])
def test_only_require_refuses_to_enrol(policy: str) -> None:
    """Every photo needs a passed check then; none is enough otherwise."""
    require_alive(policy, [{"passed": True}, {"passed": True}])
    for stored in ([{}], [{"passed": True}, {"passed": False}]):
        if policy == "require":
            with pytest.raises(LivenessRequired):
                require_alive(policy, stored)
        else:
            require_alive(policy, stored)
